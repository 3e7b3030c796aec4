import { loadOwnIndicator } from '../load';
import { OwnForm } from '../own-form';

export const dynamic = 'force-dynamic';

export default async function NewIndicatorPage({ params }: { readonly params: Promise<{ authority: string }> }) {
  return <OwnForm {...await loadOwnIndicator((await params).authority, null)} />;
}
