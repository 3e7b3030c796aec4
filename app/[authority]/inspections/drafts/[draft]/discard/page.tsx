import { currentRequest } from '@/operations/access';
import { viewDraft } from '@/operations/recording';
import { permitted } from '../../../../../permitted';
import { draftAddress, type DraftAddress } from '../../../draft-address';
import { DiscardForm } from './discard-form';

export const dynamic = 'force-dynamic';

export default async function DiscardPage({ params }: DraftAddress) {
  const { actor, today } = await currentRequest();
  const { authority: slug, draft } = await params;
  const view = await permitted(actor, draftAddress(slug, draft, 'discard'), viewDraft(actor, slug, draft, today));
  const { name, displayName, colour } = view.authority;
  return <DiscardForm authority={{ slug, name, displayName, colour }} draft={draft} name={view.name} version={view.version} />;
}
