import { stateOfEvidence } from '@/domain/improvement';
import type { ActionChangeView } from '@/operations/improvement';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { actionAddress, type ActionAddress } from '../../about-action';
import { openChange, openedAt } from '../../open-change';
import { EvidenceForm } from '../evidence-form';
import { KINDS } from '../kinds';

export const dynamic = 'force-dynamic';

export default async function NewEvidencePage(address: ActionAddress) {
  return openChange(address, 'expect-evidence', (view, given) => (
    <EvidenceForm {...given} opened={openedAt(0)} evidence={null} kinds={KINDS} before={<Expected view={view} />} />
  ));
}

/** What is waited for already is given in its place: added anew it would stand there twice, and one of the two would be missing for ever. */
function Expected({ view: { authority, standing } }: { readonly view: ActionChangeView }) {
  const expected = standing.evidence.filter((piece) => stateOfEvidence(piece) === 'missing');
  if (expected.length === 0) return null;
  return (
    <>
      <Paragraph>
        {expected.length === 1
          ? 'One piece is expected already. If you have it, give it here:'
          : 'Some is expected already. If you have it, give it here:'}
      </Paragraph>
      <NextLinks
        links={expected.map(({ id, title }) => ({
          text: `Give “${title}”`,
          href: actionAddress(authority.slug, standing.action.id, `evidence/${id}`),
        }))}
      />
    </>
  );
}
