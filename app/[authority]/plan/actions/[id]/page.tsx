import { AREAS, isSingleArea } from '@/domain/frameworks';
import {
  ACTION_CHANGES,
  chainOriginInWords,
  CONFIDENCES,
  dueDateInWords,
  evidenceStatesInWords,
  firstDueOn,
  isOpen,
  judgementInWords,
  ownerInWords,
  STATUSES,
  stepsDone,
  timesInWords,
  aimInWords,
  effectInWords,
  type AimStanding,
  type ActionChange,
  type ActionEvent,
} from '@/domain/improvement';
import {
  ageInWords,
  counted,
  dateInWords,
  daysBetween,
  momentDay,
  monthInWords,
  shortDateInWords,
  type CalendarDate,
} from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewAction, type ActionView } from '@/operations/improvement';
import { DueDatesChart } from '@/ui/charts/due-dates';
import { Details } from '@/ui/govuk/details';
import { EventList } from '@/ui/govuk/event-list';
import { Facts, type Fact } from '@/ui/govuk/facts';
import { ButtonLink } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SubLine, Table } from '@/ui/govuk/table';
import { Bullets, NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { ActionTable } from '@/ui/improvement/action-table';
import { AimTable } from '@/ui/improvement/aims';
import { EvidenceTable } from '@/ui/improvement/evidence-table';
import { SilentRemark, StatusTag, Steps } from '@/ui/improvement/status-tag';
import { GoldenThread } from '@/ui/improvement/thread';
import { Rating } from '@/ui/ratings/rating';
import type { PageInput } from '../../../../answers';
import { permitted } from '../../../../permitted';
import { askLinks } from '../../../scrutiny/ask-link';
import { planAddress } from '../../address';
import { actionAddress } from './about-action';

export const dynamic = 'force-dynamic';

/** What of a long history is shown at once; the rest is a fold away. */
const EVENTS_SHOWN = 10;
/** What somebody wrote at length is a paragraph and no heading. */
const LONGEST_HEADING = 120;

/** Why is this here, and does it work? One action with its thread from finding to next judgement, its dates, its evidence and everything that happened to it. */
export default async function ActionPage({ params }: PageInput<{ authority: string; id: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug, id } = await params;
  const view = await permitted(actor, `/${slug}/plan/actions/${id}`, viewAction(actor, slug, id, today));
  const { authority, plan, objective, standing, evidence, changes } = view;
  const { action, reference, status, why, silentDays } = standing;
  return (
    <PageFrame
      name={`Action ${reference}`}
      authority={authority}
      current="plan"
      breadcrumbs={[
        { text: 'Overview', href: `/${slug}` },
        { text: 'Plan', href: planAddress(slug, plan.endedOn === null ? {} : { plan: plan.id }) },
        { text: `Objective ${objective.number}`, href: `/${slug}/plan/objectives/${objective.id}` },
      ]}
      caption={`Action ${reference}`}
      title={action.title}
    >
      <p className="app-p">
        <StatusTag status={status} words={statusInWords(view)} /> {silentDays === null ? null : <SilentRemark days={silentDays} />}
        <SubLine>{why}</SubLine>
      </p>
      <Facts facts={factsOf(view)} />
      <Report view={view} />
      <ThreadSection view={view} />
      <Section id="due" question="Due date" heading={dueDateInWords(standing, view.day)}>
        <DueDates view={view} />
      </Section>
      <Section id="evidence" question="Evidence" heading={evidenceStatesInWords(standing.evidence)}>
        {evidence.length === 0 ? (
          <Paragraph>An action is done once evidence is accepted by somebody other than its giver.</Paragraph>
        ) : (
          <EvidenceTable pieces={evidence} address={(piece) => actionAddress(slug, id, `evidence/${piece}`)} />
        )}
      </Section>
      <Section id="indicators" question="Does it work?" heading={effectInWords(standing)}>
        {standing.indicators.length === 0 ? (
          <Paragraph>No indicator is chosen: nothing that is measured again and again would show whether it worked.</Paragraph>
        ) : (
          <AimTable slug={slug} aims={standing.indicators} />
        )}
      </Section>
      <What view={view} />
      <Section id="updates" question="What has happened?" heading="Updates, newest first">
        <Updates view={view} />
      </Section>
      <Changes view={view} choices={changes.filter((change) => !ACTION_CHANGES[change].owner)} />
      <NextLinks
        links={[
          ...(view.before
            ? [
                {
                  text: `Before it: ${view.before.reference} ${view.before.action.title}`,
                  href: `/${slug}/plan/actions/${view.before.action.id}`,
                },
              ]
            : []),
          ...(view.after
            ? [
                {
                  text: `After it: ${view.after.reference} ${view.after.action.title}`,
                  href: `/${slug}/plan/actions/${view.after.action.id}`,
                },
              ]
            : []),
          ...askLinks(actor, slug, 'action', id),
          {
            text: 'Who changed this action, when and why',
            href: `/${slug}/history?${new URLSearchParams({ kind: 'action', record: id }).toString()}`,
          },
        ]}
      />
    </PageFrame>
  );
}

/** What an owner comes for; whoever may only read is told who can do more. */
function Report({ view }: { readonly view: ActionView }) {
  const owner = ownerInWords(view.standing.action);
  const choices = view.changes.filter((change) => ACTION_CHANGES[change].owner);
  if (choices.length > 0) return <Changes view={view} choices={choices} />;
  if (!isOpen(view.standing.status)) return null;
  return (
    <Note>
      {owner === null ? 'You can read this action. Nobody owns it yet.' : `You can read this action. Its owner can report on it: ${owner}.`}
    </Note>
  );
}

/** Each leads to its form; the first of those to an owner is what most people want. */
function Changes({ view: { authority, standing }, choices }: { readonly view: ActionView; readonly choices: readonly ActionChange[] }) {
  if (choices.length === 0) return null;
  return (
    <div className="app-buttons">
      {choices.map((change) => {
        const { words, page } = ACTION_CHANGES[change];
        return page === null ? null : (
          <ButtonLink key={change} quiet={change !== 'report'} href={actionAddress(authority.slug, standing.action.id, page)}>
            {words}
          </ButtonLink>
        );
      })}
    </div>
  );
}

function ThreadSection({ view }: { readonly view: ActionView }) {
  const { authority, standing, chains, thread, judgement, plan } = view;
  const { slug } = authority;
  const { action, evidence, status } = standing;
  const accepted = evidence.filter(({ check }) => check?.verdict === 'accepted').length;
  const inPlan = plan.endedOn === null ? {} : { plan: plan.id };
  return (
    <Section id="thread" question="From finding to next judgement" heading={thread.words}>
      <GoldenThread
        thread={thread}
        contents={{
          finding:
            chains.length === 0 ? (
              <p className="app-thread__title">No finding is named</p>
            ) : (
              chains.map((chain) => (
                <div key={chain.head.id}>
                  <p className="app-thread__title">
                    <a className="govuk-link" href={`/${slug}/findings/${chain.head.id}`}>
                      {chain.head.title}
                    </a>
                  </p>
                  <p className="app-thread__note">
                    {chainOriginInWords(chain)}.{' '}
                    <a className="govuk-link" href={planAddress(slug, { ...inPlan, finding: chain.head.id })}>
                      All that answers it
                    </a>
                  </p>
                </div>
              ))
            ),
          action: (
            <>
              <p className="app-thread__title">{action.title}</p>
              <p className="app-thread__note">
                {action.steps.length === 0 ? STATUSES[status].word : `${stepsDone(action)} of ${counted(action.steps.length, 'step')} done`}
              </p>
            </>
          ),
          evidence: (
            <>
              <p className="app-thread__title">
                <a className="govuk-link" href="#evidence">
                  {evidence.length === 0 ? 'No evidence is expected yet' : `${accepted} of ${counted(evidence.length, 'item')} accepted`}
                </a>
              </p>
              {evidence.length === 0 ? null : <p className="app-thread__note">{evidenceStatesInWords(evidence)}</p>}
            </>
          ),
          indicator: <IndicatorStation slug={slug} aims={standing.indicators} />,
          judgement: (
            <>
              <p className="app-thread__title">
                {action.area !== null && isSingleArea(action.area) ? (
                  <a className="govuk-link" href={`/${slug}/areas/${action.area}`}>
                    {judgementInWords(standing)}
                  </a>
                ) : (
                  judgementInWords(standing)
                )}
              </p>
              {judgement === null ? null : (
                <>
                  <p className="app-thread__note">
                    <Rating
                      size="s"
                      short
                      grade={judgement.latest.grade}
                      absence={judgement.latest.absence}
                      words={judgement.latest.words}
                    />
                  </p>
                  <p className="app-thread__note">
                    <a className="govuk-link" href={`/${slug}/inspections/${judgement.inspection.id}`}>
                      {`As at ${judgement.inspection.publishedOn ? shortDateInWords(judgement.inspection.publishedOn) : 'the last inspection'}`}
                    </a>
                    . {windowInWords(judgement)}
                  </p>
                </>
              )}
            </>
          ),
        }}
      />
    </Section>
  );
}

function IndicatorStation({ slug, aims }: { readonly slug: string; readonly aims: readonly AimStanding[] }) {
  if (aims.length === 0) return <p className="app-thread__title">No indicator chosen</p>;
  return aims.map((aim) => (
    <div key={aim.indicator.key}>
      <p className="app-thread__title">
        <a className="govuk-link" href={`/${slug}/indicators/${aim.indicator.key}#plan`}>
          {aim.indicator.name}
        </a>
      </p>
      <p className="app-thread__note">{aimInWords(aim)}</p>
    </div>
  ));
}

function DueDates({ view: { standing, moves, day } }: { readonly view: ActionView }) {
  if (moves.length === 0)
    return (
      <Paragraph>{`First planned for ${dateInWords(standing.action.dueOn)}. Whoever moves it gives a reason, which stays here.`}</Paragraph>
    );
  return (
    <>
      <DueDatesChart action={standing.action} status={standing.status} today={day} />
      <Table
        caption="Every move of the due date, with its reason"
        stack="wide"
        columns={[
          { key: 'on', heading: 'Changed on' },
          { key: 'from', heading: 'From' },
          { key: 'to', heading: 'To' },
          { key: 'days', heading: 'Days added', numeric: true },
          { key: 'reason', heading: 'Reason given', width: 50 },
        ]}
        rows={moves.map(({ move, by }, index) => ({
          key: String(index),
          cells: [
            shortDateInWords(move.on),
            shortDateInWords(move.from),
            shortDateInWords(move.to),
            daysBetween(move.from, move.to).toLocaleString('en-GB'),
            <>
              <span className="app-written">{move.reason}</span>
              <SubLine>{by}</SubLine>
            </>,
          ],
        }))}
      />
    </>
  );
}

/** What the action is: its purpose, its steps, and the actions before and behind it. */
function What({ view: { authority, standing, needs, neededBy } }: { readonly view: ActionView }) {
  const { action } = standing;
  const isHeading = action.change !== null && action.change.length <= LONGEST_HEADING;
  const groups = [
    { key: 'needs', heading: 'Has to be finished first', standings: needs },
    { key: 'needed-by', heading: 'Waits for this action', standings: neededBy },
  ].filter(({ standings }) => standings.length > 0);
  return (
    <Section id="what" question="What will change for children?" heading={isHeading ? action.change : 'What the action is for'}>
      {isHeading ? null : <Paragraph>{action.change ?? 'What will change for children is not written down yet.'}</Paragraph>}
      <Paragraph>{action.measure === null ? 'No success measure is named.' : `Success is measured by: ${action.measure}`}</Paragraph>
      {action.steps.length === 0 ? null : (
        <Bullets
          items={action.steps.map(({ text, doneOn }) => `${text}: ${doneOn === null ? 'not done' : `done ${dateInWords(doneOn)}`}`)}
        />
      )}
      {groups.length === 0 ? null : <ActionTable slug={authority.slug} caption="Actions that depend on each other" groups={groups} />}
    </Section>
  );
}

function Updates({ view: { events, readsInternal } }: { readonly view: ActionView }) {
  const [shown, earlier] = [events.slice(0, EVENTS_SHOWN), events.slice(EVENTS_SHOWN)];
  if (events.length === 0) return <Paragraph>Nothing was reported yet.</Paragraph>;
  return (
    <>
      <EventList events={shown.map(listedEvent)} />
      {earlier.length === 0 ? null : (
        <div className="app-fold">
          <Details summary={counted(earlier.length, 'earlier event')}>
            <EventList events={earlier.map(listedEvent)} />
          </Details>
        </div>
      )}
      {readsInternal ? <Note>Confidence and blockers are for the council alone: members and the public are not shown them.</Note> : null}
    </>
  );
}

function listedEvent({ key, on, title, notes, internal }: ActionEvent) {
  const blockers = internal?.blockers ?? null;
  const confidence = internal?.confidence ?? null;
  return {
    key,
    aside: dateInWords(on),
    title,
    ...(notes.length === 0 && internal === null
      ? {}
      : {
          note: (
            <>
              <span className="app-written">{notes.join('\n')}</span>
              {blockers === null && confidence === null ? null : (
                <span className="app-internal">
                  {confidence === null ? null : `Confidence: ${CONFIDENCES[confidence].toLowerCase()}. `}
                  {blockers === null ? null : `In the way: ${blockers}`}
                </span>
              )}
            </>
          ),
        }),
  };
}

function factsOf({ standing, day, closedBy }: ActionView): readonly Fact[] {
  const { action, lastUpdate } = standing;
  const { moves, dueOn, closed, area, startsOn } = action;
  return [
    { term: 'Owner', value: ownerInWords(action) ?? 'Nobody yet' },
    {
      term: 'Due',
      value: dateInWords(dueOn),
      ...(moves.length === 0 ? {} : { note: `Moved ${timesInWords(moves.length)}, first due ${dateInWords(firstDueOn(action))}` }),
    },
    { term: 'Steps done', value: <Steps done={stepsDone(action)} total={action.steps.length} /> },
    closed === null
      ? {
          term: 'Last update',
          value: lastUpdate === null ? 'None yet' : dateInWords(momentDay(lastUpdate.at)),
          ...(lastUpdate === null ? {} : { note: agoInWords(momentDay(lastUpdate.at), day) }),
        }
      : { term: 'Closed', value: dateInWords(closed.on), ...(closedBy === null ? {} : { note: closedBy }) },
    { term: 'Judgement', value: area === null ? 'Not named' : AREAS[area].name },
    { term: 'Starts', value: startsOn === null ? 'Not named' : dateInWords(startsOn) },
  ];
}

function statusInWords({ standing: { action, status }, day }: ActionView): string {
  return status === 'overdue' ? `Overdue by ${counted(daysBetween(action.dueOn, day), 'day')}` : STATUSES[status].word;
}

function windowInWords({ returning: { usual, position } }: NonNullable<ActionView['judgement']>): string {
  if (usual === null) return 'No usual window for the next inspection is published';
  if (position === 'before') return `The usual window for the next inspection opens in ${monthInWords(usual.from)}`;
  return `Usual window ${position === 'open' ? 'closes' : 'closed'} in ${monthInWords(usual.to)}`;
}

function agoInWords(day: CalendarDate, today: CalendarDate): string {
  const age = ageInWords(day, today);
  return age === 'today' ? age : `${age} ago`;
}
