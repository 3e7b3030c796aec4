import { ENQUIRY_RULES, meetingInWords, MOST_LINES, ORDER_OF_LINES, type OfferedLine } from '@/domain/scrutiny';
import { dateInWords, momentDay } from '@/domain/shared';
import { currentRequest, momentOfChange } from '@/operations/access';
import { openBriefing } from '@/operations/scrutiny';
import { linkOf } from '@/ui/govuk/site';
import type { PageInput } from '../../../../../answers';
import { permitted } from '../../../../../permitted';
import { DraftForm, type DraftRow } from './draft-form';

export const dynamic = 'force-dynamic';

/** Lines offered besides those of the briefing. */
const MOST_OTHERS = 20;
/** Empty rows for lines of the officer's own. */
const EMPTY_ROWS = 2;

/** Which lines does the briefing ask, in whose words, and as at which day? */
export default async function EditBriefingPage({ params }: PageInput<{ authority: string; meeting: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug, meeting: key } = await params;
  const address = `/${slug}/scrutiny/${key}/briefing`;
  const opened = await permitted(actor, `${address}/edit`, openBriefing(actor, slug, key, { today, at: await momentOfChange() }));
  const { authority, meeting, draft, offered, questions, published, proposedHeadline } = opened;
  const joining = questions.filter(({ joinsBriefing }) => joinsBriefing).length;
  const chosen = offered.filter(({ place }) => place !== null);
  const others = offered.filter(({ place }) => place === null).slice(0, MOST_OTHERS);
  return (
    <DraftForm
      authority={linkOf(authority)}
      meeting={key}
      name={meetingInWords(meeting)}
      rows={[...chosen.map(rowOf), ...Array.from({ length: EMPTY_ROWS }, () => EMPTY)]}
      others={others.map(rowOf)}
      places={MOST_LINES}
      proposedHeadline={proposedHeadline}
      order={`${ORDER_OF_LINES}.`}
      questions={
        questions.length === 0
          ? 'No member has asked anything yet.'
          : `${joining} of ${questions.length} questions that members asked ${joining === 1 ? 'joins' : 'join'} the briefing.`
      }
      published={published.map(({ number, publishedAt }) => ({
        text: `Briefing number ${number}, published on ${dateInWords(momentDay(publishedAt))}`,
        href: `${address}?number=${number}`,
      }))}
      opened={{
        problems: [],
        values: { asAt: draft.asAt?.toString() ?? '', headline: draft.headline ?? '' },
        version: draft.version,
        conflict: null,
      }}
    />
  );
}

const EMPTY: DraftRow = { key: '', legend: 'A line of your own', place: '', evidence: '', question: '', link: '', isOwn: true, hint: null };

function rowOf({ key, rule, place, evidence, question, link, proposed }: OfferedLine): DraftRow {
  const name = ENQUIRY_RULES.find((each) => each.key === rule)?.name;
  const isReworded = proposed !== null && (proposed.evidence !== evidence || proposed.question !== question);
  const asFacts = isReworded ? `The facts give: ${proposed.evidence} ${proposed.question}` : null;
  return {
    key: key ?? '',
    legend: key === null ? 'A line of your own' : (name ?? 'A line that the facts give no more'),
    place: place === null ? '' : String(place),
    ...{ evidence, question, link },
    isOwn: key === null,
    hint: key !== null && proposed === null ? 'Leave it out unless it is still true.' : asFacts,
  };
}
