import {
  chainOriginInWords,
  clocksInWords,
  planInWords,
  type Attention,
  type PlanClock,
  type StandingWithStatus,
} from '@/domain/improvement';
import { numberInWords, startWithCapital } from '@/domain/shared';
import { EventList, type ListedEvent } from '../govuk/event-list';
import { Section } from '../govuk/section';
import { NextLinks } from '../govuk/text';
import { ActionLink } from './action-table';
import { ClockTable } from './clock-table';
import { StatusTag } from './status-tag';
import { StatusTally } from './tally';

/** The plan on the overview: what needs somebody now, how many actions stand how, and the dates that the law sets and that are ahead. */
export function PlanAtAGlance({ slug, glance: { standings, attention, clocks } }: PlanAtAGlanceProps) {
  const running = clocks.filter(({ left }) => left >= 0);
  return (
    <>
      <Section id="attention" question="What needs attention now?" heading={attentionInWords(attention)}>
        {attention.length === 0 ? null : <EventList events={attention.map((one) => listedEvent(slug, one))} />}
        <NextLinks links={[{ text: 'All that needs attention', href: `/${slug}/plan/exceptions` }]} />
      </Section>
      <Section id="plan" question="Is the plan being carried out?" heading={planInWords(standings)}>
        {standings.length === 0 ? null : (
          <StatusTally standings={standings} current={null} address={(status) => `/${slug}/plan?status=${status}`} />
        )}
        <NextLinks links={[{ text: 'The whole plan', href: `/${slug}/plan` }]} />
      </Section>
      {running.length === 0 ? null : (
        <Section id="clocks" question="Which dates does the law set?" heading={clocksInWords(running)}>
          <ClockTable slug={slug} clocks={running} />
        </Section>
      )}
    </>
  );
}

/** Names what comes first; the list below is cut, so nothing is counted that it does not show. */
function attentionInWords(attention: readonly Attention[]): string {
  const [first] = attention;
  if (first === undefined) return 'Nothing in the plan needs attention now';
  const overdue = attention.filter((one) => one.kind === 'action' && one.standing.status === 'overdue');
  if (overdue.length > 0) {
    const moved = overdue.filter((one) => one.kind === 'action' && one.standing.action.moves.length > 0).length;
    const count = startWithCapital(numberInWords(overdue.length));
    const start = overdue.length === 1 ? 'One action is overdue' : `${count} actions are overdue`;
    if (moved === 0) return start;
    if (moved < overdue.length) return `${start}, and ${numberInWords(moved)} of them had been put back before`;
    return `${start}, and ${overdue.length === 1 ? 'it' : overdue.length === 2 ? 'both' : 'all'} had been put back before`;
  }
  const unanswered = attention.filter(({ kind }) => kind === 'finding').length;
  if (unanswered > 0)
    return unanswered === 1
      ? 'One finding has no action yet'
      : `${startWithCapital(numberInWords(unanswered))} findings have no action yet`;
  return 'Nothing is overdue; some actions need a look';
}

function listedEvent(slug: string, attention: Attention): ListedEvent {
  if (attention.kind === 'finding') {
    const { head } = attention.chain;
    return {
      key: head.id,
      aside: 'No action',
      title: (
        <a className="govuk-link" href={`/${slug}/findings/${head.id}`}>
          {head.title}
        </a>
      ),
      note: chainOriginInWords(attention.chain),
    };
  }
  const { standing, why } = attention;
  return {
    key: standing.action.id,
    aside: <StatusTag status={standing.status} />,
    title: <ActionLink slug={slug} standing={standing} />,
    note: `${why.join('. ')}.`,
  };
}

export interface PlanAtAGlanceProps {
  readonly slug: string;
  readonly glance: {
    readonly standings: readonly StandingWithStatus[];
    readonly attention: readonly Attention[];
    readonly clocks: readonly PlanClock[];
  };
}
