import { loadTarget } from '../load';
import { TargetForm } from '../target-form';

export const dynamic = 'force-dynamic';

export default async function NewTargetPage({ params }: { readonly params: Promise<{ authority: string; key: string }> }) {
  const { authority, key } = await params;
  return <TargetForm {...await loadTarget(authority, key, null)} />;
}
