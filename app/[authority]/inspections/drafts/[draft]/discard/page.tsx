import { currentRequest } from '@/operations/access';
import { viewDraftPart } from '@/operations/recording';
import { permitted } from '../../../../../permitted';
import { draftAddress, type DraftAddress } from '../../../draft-address';
import { DiscardForm } from './discard-form';

export const dynamic = 'force-dynamic';

export default async function DiscardPage({ params }: DraftAddress) {
  const { actor } = await currentRequest();
  const { authority: slug, draft } = await params;
  // Any part will do: what the page needs is the draft's name and version, and that the reader may record.
  const view = await permitted(actor, draftAddress(slug, draft, 'discard'), viewDraftPart(actor, slug, draft, 'event'));
  const { name, displayName, colour } = view.authority;
  return <DiscardForm authority={{ slug, name, displayName, colour }} draft={draft} name={view.name} version={view.version} />;
}
