import { loadTarget } from '../load';
import { TargetForm } from '../target-form';

export const dynamic = 'force-dynamic';

export default async function TargetPage({ params }: { readonly params: Promise<{ authority: string; key: string; target: string }> }) {
  const { authority, key, target } = await params;
  return <TargetForm {...await loadTarget(authority, key, target)} />;
}
