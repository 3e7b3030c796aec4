import { currentRequest } from '@/operations/access';
import { viewDraftPart } from '@/operations/recording';
import { linkOf } from '@/ui/govuk/site';
import { permitted } from '../../../../../permitted';
import { draftAddress } from '../../../draft-address';
import { PartForm } from './part-form';

export const dynamic = 'force-dynamic';

/** One part of a draft, to be changed. */
export default async function DraftPartPage({ params }: DraftPartAddress) {
  const { actor } = await currentRequest();
  const { authority: slug, draft, part: asked } = await params;
  const view = await permitted(actor, draftAddress(slug, draft, asked), viewDraftPart(actor, slug, draft, asked));
  const { authority, name, part, partName, isNew, fields, form, version } = view;
  return (
    <PartForm
      authority={linkOf(authority)}
      draft={draft}
      name={name}
      partName={partName}
      removable={!isNew && part.startsWith('finding-') ? part.replace('finding-', '') : null}
      opened={{ problems: [], values: form, part, version, fields, conflict: null }}
    />
  );
}

interface DraftPartAddress {
  readonly params: Promise<{ authority: string; draft: string; part: string }>;
}
