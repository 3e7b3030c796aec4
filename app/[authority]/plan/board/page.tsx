import {
  boardInWords,
  chainOriginInWords,
  planInWords,
  targetInWords,
  timesInWords,
  yearInWords,
  type BoardReport,
} from '@/domain/improvement';
import { dateInWords, numberInWords, shortDateInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewBoardReport, type BoardView } from '@/operations/improvement';
import { Button, Input } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SubLine, Table } from '@/ui/govuk/table';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { ActionLink, ActionTable } from '@/ui/improvement/action-table';
import { StatusTally } from '@/ui/improvement/tally';
import type { PageInput } from '../../../answers';
import { firstOf } from '../../../form-answers';
import { permitted } from '../../../permitted';
import { planAddress } from '../address';

export const dynamic = 'force-dynamic';

/** What does the improvement board need to know and to decide? On a sheet or two of paper. */
export default async function BoardPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const given = await searchParams;
  const query = { plan: firstOf(given['plan']), since: firstOf(given['since']) };
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  const view = await permitted(
    actor,
    `/${slug}/plan/board${parameters === '' ? '' : `?${parameters}`}`,
    viewBoardReport(actor, slug, query, today),
  );
  const { authority, plan, standings, since, report, day, problems } = view;
  return (
    <PageFrame
      name="Report for the improvement board"
      authority={authority}
      current="plan"
      problems={problems}
      breadcrumbs={[
        { text: 'Overview', href: `/${slug}` },
        { text: 'Plan', href: planAddress(slug, { plan: query.plan }) },
      ]}
      caption={`Report for the improvement board, ${dateInWords(day)}`}
      title={plan === null ? `No improvement plan of ${authority.name} is kept here yet` : boardInWords(report, since)}
    >
      {plan === null ? (
        <Paragraph>The report is put together from the plan.</Paragraph>
      ) : (
        <>
          <form action={`/${slug}/plan/board`} method="get" aria-label="Choose since when" className="app-filter">
            <Input
              id="since"
              label="Since, for example the last meeting"
              type="date"
              value={query.since === '' ? since.toString() : query.since}
              error={problems.find(({ field }) => field === 'since')?.message}
            />
            {query.plan === '' ? null : <input type="hidden" name="plan" value={query.plan} />}
            <Button>Show the report</Button>
          </form>
          <Section id="stands" question="How does the plan stand?" heading={planInWords(standings)}>
            <StatusTally standings={standings} current={null} address={(status) => planAddress(slug, { plan: query.plan, status })} />
          </Section>
          <Report slug={slug} view={view} />
        </>
      )}
      <NextLinks
        links={[
          { text: 'The whole plan', href: planAddress(slug, { plan: query.plan }) },
          ...(plan === null
            ? []
            : [{ text: 'Download it for Word', href: `/${slug}/plan/board.docx${parameters === '' ? '' : `?${parameters}`}` }]),
          { text: 'What needs attention', href: planAddress(slug, { plan: query.plan }, '/exceptions') },
        ]}
      />
    </PageFrame>
  );
}

function Report({ slug, view: { report, risks, since } }: { readonly slug: string; readonly view: BoardView }) {
  const { decisions, done, overdue, moved, worse } = report;
  return (
    <>
      <Section
        id="decisions"
        question="What has the board to decide?"
        heading={
          decisions.length === 0
            ? 'The plan asks for no decision'
            : `${countWords(decisions.length)} ${decisions.length === 1 ? 'decision is' : 'decisions are'} wanted`
        }
      >
        {decisions.length === 0 ? (
          <Paragraph>
            No finding is without an action, and no action lacks an owner, waits to be closed, or was moved twice and passed again.
          </Paragraph>
        ) : (
          <Table
            caption="Decisions wanted"
            columns={[
              { key: 'what', heading: 'About' },
              { key: 'wanted', heading: 'Decision wanted', width: 50 },
            ]}
            rows={decisions.map((decision) =>
              decision.kind === 'action'
                ? {
                    key: `${decision.standing.action.id} ${decision.wanted}`,
                    cells: [<ActionLink key="what" slug={slug} standing={decision.standing} />, decision.wanted],
                  }
                : {
                    key: decision.chain.head.id,
                    cells: [
                      <>
                        {decision.chain.head.title}
                        <SubLine>{chainOriginInWords(decision.chain)}</SubLine>
                      </>,
                      decision.wanted,
                    ],
                  },
            )}
          />
        )}
      </Section>
      <Section
        id="done"
        question={`What was done since ${dateInWords(since)}?`}
        heading={
          done.length === 0
            ? 'No action was closed'
            : `${countWords(done.length)} ${done.length === 1 ? 'action was' : 'actions were'} closed`
        }
      >
        {done.length === 0 ? (
          <Paragraph>An action is done once a second person has accepted its evidence and closed it.</Paragraph>
        ) : (
          <ActionTable slug={slug} caption="Actions that were closed" groups={[{ key: 'done', standings: done }]} />
        )}
      </Section>
      <Section
        id="overdue"
        question="What is overdue?"
        heading={
          overdue.length === 0
            ? 'Nothing is overdue'
            : `${countWords(overdue.length)} ${overdue.length === 1 ? 'action is' : 'actions are'} overdue`
        }
      >
        {overdue.length === 0 ? (
          <Paragraph>No open action’s due date has passed.</Paragraph>
        ) : (
          <ActionTable slug={slug} caption="Actions that are overdue" groups={[{ key: 'overdue', standings: overdue }]} />
        )}
      </Section>
      <Section
        id="worse"
        question="Do the figures move?"
        heading={
          worse.length === 0
            ? 'No main indicator of an open action got worse over a year'
            : `${countWords(worse.length)} open ${worse.length === 1 ? 'action has a main indicator that' : 'actions have a main indicator that'} got worse over a year`
        }
      >
        {worse.length === 0 ? (
          <Note>Only a change that small numbers do not explain counts.</Note>
        ) : (
          <Table
            caption="Open actions whose main indicator got worse over a year"
            columns={[
              { key: 'action', heading: 'Action', width: 50 },
              { key: 'indicator', heading: 'Main indicator' },
            ]}
            rows={worse.map(({ standing, aim }) => ({
              key: standing.action.id,
              cells: [
                <ActionLink key="action" slug={slug} standing={standing} />,
                <>
                  <a className="govuk-link" href={`/${slug}/indicators/${aim.indicator.key}`}>
                    {yearInWords(aim)}
                  </a>
                  {aim.target === null ? null : <SubLine>{`Target: ${targetInWords(aim)}`}</SubLine>}
                </>,
              ],
            }))}
          />
        )}
      </Section>
      <Section
        id="risks"
        question="What may go wrong next?"
        heading={
          risks.length === 0
            ? 'No action in time is at risk, silent or without evidence'
            : `${countWords(risks.length)} ${risks.length === 1 ? 'action that is in time needs' : 'actions that are in time need'} watching`
        }
      >
        {risks.length === 0 ? (
          <Note>At risk is what its owner doubts or what is due soon with steps open; the rule stands under the plan.</Note>
        ) : (
          <Table
            caption="Actions that are in time and may come to nothing"
            columns={[
              { key: 'action', heading: 'Action' },
              { key: 'due', heading: 'Due', width: 15 },
              { key: 'why', heading: 'Why', width: 40 },
            ]}
            rows={risks.map(({ standing, why }) => ({
              key: standing.action.id,
              cells: [<ActionLink key="action" slug={slug} standing={standing} />, shortDateInWords(standing.action.dueOn), why.join('. ')],
            }))}
          />
        )}
      </Section>
      <Section id="moved" question={`Which dates were moved since ${dateInWords(since)}?`} heading={movedInWords(report)}>
        {moved.length === 0 ? (
          <Note>A move is kept with its reason and shows for good.</Note>
        ) : (
          <Table
            caption="Due dates moved, with the reasons given"
            columns={[
              { key: 'action', heading: 'Action' },
              { key: 'on', heading: 'Moved on', width: 10 },
              { key: 'dates', heading: 'From and to', width: 25 },
              { key: 'reason', heading: 'Reason given', width: 30 },
            ]}
            rows={moved.map(({ standing, move }, index) => ({
              key: `${standing.action.id} ${index}`,
              cells: [
                <ActionLink key="action" slug={slug} standing={standing} />,
                shortDateInWords(move.on),
                `${shortDateInWords(move.from)} to ${shortDateInWords(move.to)}`,
                move.reason,
              ],
            }))}
          />
        )}
      </Section>
    </>
  );
}

/** Counts due dates first: "moved twice" is said of one date alone. */
function movedInWords({ moved }: BoardReport): string {
  const dates = new Set(moved.map(({ standing }) => standing.action.id)).size;
  if (dates === 0) return 'No due date was moved';
  const all = `${countWords(dates)} due ${dates === 1 ? 'date was' : 'dates were'} moved`;
  if (moved.length === dates) return all;
  return dates === 1 ? `${all} ${timesInWords(moved.length)}` : `${all}, ${timesInWords(moved.length)} in all`;
}

function countWords(count: number): string {
  return startWithCapital(numberInWords(count));
}
