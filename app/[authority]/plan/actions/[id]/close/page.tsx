import { EVIDENCE_STATES, stateOfEvidence } from '@/domain/improvement';
import { currentRequest } from '@/operations/access';
import { viewClosing } from '@/operations/improvement';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Bullets, NextLinks, Paragraph } from '@/ui/govuk/text';
import { permitted } from '../../../../../permitted';
import { actionAddress, frameOf, type ActionAddress } from '../about-action';
import { NotNow } from '../not-now';
import { aboutOf, openedAt } from '../open-change';
import { CloseForm } from './close-form';

export const dynamic = 'force-dynamic';

/** Is it done, and is there evidence that somebody else has accepted? */
export default async function ClosePage({ params }: ActionAddress) {
  const { actor, today } = await currentRequest();
  const { authority: slug, id } = await params;
  const view = await permitted(actor, actionAddress(slug, id, 'close'), viewClosing(actor, slug, id, today));
  const { standing, against, notNow } = view;
  const about = aboutOf(view);
  if (notNow !== null) return <NotNow {...about} notNow={notNow.message} />;
  if (against.length > 0) {
    return (
      <PageFrame name={`Close ${standing.reference}`} {...frameOf(about)} title="You cannot close this action yet">
        <Bullets items={against.map(({ message }) => message)} />
        <Paragraph>An action is done when its evidence is accepted and a second person closes it.</Paragraph>
        <NextLinks links={[{ text: `Back to action ${standing.reference}`, href: actionAddress(slug, id) }]} />
      </PageFrame>
    );
  }
  return (
    <CloseForm
      {...about}
      opened={openedAt(standing.action.version)}
      why={`${standing.why}.`}
      evidence={standing.evidence.map((piece) => `${piece.title}: ${EVIDENCE_STATES[stateOfEvidence(piece)].toLowerCase()}`)}
    />
  );
}
