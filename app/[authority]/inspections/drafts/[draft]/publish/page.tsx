import { currentRequest } from '@/operations/access';
import { viewPublication } from '@/operations/recording';
import { PageFrame } from '@/ui/govuk/page-frame';
import { linkOf } from '@/ui/govuk/site';
import { Bullets, NextLinks } from '@/ui/govuk/text';
import { permitted } from '../../../../../permitted';
import { draftAddress, type DraftAddress } from '../../../draft-address';
import { frameOfDraft } from '../../../draft-form';
import { PublishForm } from './publish-form';

export const dynamic = 'force-dynamic';

/** What would everybody read from now on? */
export default async function PublishPage({ params }: DraftAddress) {
  const { actor, today } = await currentRequest();
  const { authority: slug, draft } = await params;
  const view = await permitted(actor, draftAddress(slug, draft, 'publish'), viewPublication(actor, slug, draft, today));
  const { authority, name, inspection, isKnownElsewhere, version, seen, sentences, needsReason } = view;
  const obstacles = [...view.gaps, ...view.problems].map(({ message }) => message);
  if (obstacles.length > 0) {
    return (
      <PageFrame name="Publish" {...frameOfDraft({ authority, draft, name })} title="This cannot be published yet">
        <Bullets items={obstacles} />
        <NextLinks links={[{ text: 'Back to the draft', href: draftAddress(slug, draft) }]} />
      </PageFrame>
    );
  }
  return (
    <PublishForm
      authority={linkOf(authority)}
      draft={draft}
      name={name}
      corrects={inspection !== null}
      isKnownElsewhere={isKnownElsewhere}
      opened={{ problems: [], values: {}, version, seen, sentences, needsReason }}
    />
  );
}
