import { loadOwnIndicator } from '../../load';
import { OwnForm } from '../../own-form';

export const dynamic = 'force-dynamic';

export default async function ChangeIndicatorPage({ params }: { readonly params: Promise<{ authority: string; key: string }> }) {
  const { authority, key } = await params;
  return <OwnForm {...await loadOwnIndicator(authority, key)} />;
}
