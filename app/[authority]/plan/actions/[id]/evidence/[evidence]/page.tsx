import { EVIDENCE_KINDS, EVIDENCE_STATES } from '@/domain/improvement';
import { dateInWords } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewEvidence, type EvidenceView } from '@/operations/improvement';
import { Facts } from '@/ui/govuk/facts';
import { PageFrame } from '@/ui/govuk/page-frame';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { permitted } from '../../../../../../permitted';
import { actionAddress, frameOf } from '../../about-action';
import { aboutOf, openedAt } from '../../open-change';
import { EvidenceForm } from '../evidence-form';
import { KINDS } from '../kinds';
import { CheckForm } from './check-form';

export const dynamic = 'force-dynamic';

/** What does this piece of evidence show, and has somebody else accepted it? */
export default async function EvidencePage({ params }: EvidenceAddress) {
  const { actor, today } = await currentRequest();
  const { authority: slug, id, evidence: evidenceId } = await params;
  const address = actionAddress(slug, id, `evidence/${evidenceId}`);
  const view = await permitted(actor, address, viewEvidence(actor, slug, id, evidenceId, today));
  const { evidence, state, step } = view;
  const about = aboutOf(view);
  const { title, kind, given, version } = evidence;
  if (step === 'give') {
    const values = {
      title,
      kind,
      shows: given?.shows ?? '',
      datedOn: given?.datedOn?.toString() ?? '',
      link: given?.link ?? '',
    };
    const before = state === 'missing' ? null : <Paragraph>{stateInWords(view)}</Paragraph>;
    return (
      <EvidenceForm
        {...about}
        opened={openedAt(version, values)}
        evidence={{ id: evidenceId, title, isGiven: state === 'unchecked' }}
        kinds={KINDS}
        before={before}
      />
    );
  }
  const whatItIs = <WhatItIs view={view} />;
  if (step === 'check') {
    return (
      <CheckForm {...about} opened={openedAt(version)} evidence={{ id: evidenceId, title }} isAccepted={state === 'accepted'}>
        {whatItIs}
      </CheckForm>
    );
  }
  return (
    <PageFrame
      name={`Evidence for ${about.action.reference}`}
      {...frameOf(about)}
      title={`“${title}”: ${EVIDENCE_STATES[state].toLowerCase()}`}
    >
      {whatItIs}
      <NextLinks links={[{ text: `Back to action ${about.action.reference}`, href: actionAddress(slug, id) }]} />
    </PageFrame>
  );
}

function WhatItIs({ view }: { readonly view: EvidenceView }) {
  const { evidence, giver } = view;
  const { kind, given } = evidence;
  return (
    <>
      <Paragraph>{given === null ? 'It is expected. Nobody has given it yet.' : given.shows}</Paragraph>
      <Facts
        facts={[
          { term: 'Kind', value: EVIDENCE_KINDS[kind] },
          ...(given?.datedOn ? [{ term: 'Of', value: dateInWords(given.datedOn) }] : []),
          ...(given === null ? [] : [{ term: 'Given', value: dateInWords(given.on), ...(giver === null ? {} : { note: `By ${giver}` }) }]),
          ...(given?.link ? [{ term: 'Kept at', value: <KeptAt link={given.link} /> }] : []),
        ]}
      />
      {given === null ? null : <Paragraph>{stateInWords(view)}</Paragraph>}
    </>
  );
}

/** It leads out of the service, and may lead into a network of the council's own. */
function KeptAt({ link }: { readonly link: string }) {
  return (
    <a className="govuk-link app-breakable" href={link} rel="noreferrer">
      {link}
    </a>
  );
}

function stateInWords({ evidence: { check } }: EvidenceView): string {
  if (check === null) return 'Nobody has checked it yet.';
  const verdict = check.verdict === 'accepted' ? 'Accepted' : 'Returned';
  return `${verdict} on ${dateInWords(check.on)}${check.why === null ? '' : `: ${check.why}`}.`;
}

interface EvidenceAddress {
  readonly params: Promise<{ authority: string; id: string; evidence: string }>;
}
