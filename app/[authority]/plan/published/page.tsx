import { AREAS, isAreaKey } from '@/domain/frameworks';
import {
  EVIDENCE_STATES,
  isEvidenceState,
  isStatus,
  planInWords,
  timesInWords,
  type PublishedAction,
  type PublishedPlan,
} from '@/domain/improvement';
import { calendarDate, dateInWords, listInWords, numberInWords, shortDateInWords, startSmall, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewPublishedPlan, type PublishedView } from '@/operations/improvement';
import { Details } from '@/ui/govuk/details';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SubLine, Table } from '@/ui/govuk/table';
import { Bullets, NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { PublishedChanges } from '@/ui/improvement/published-changes';
import { StatusTag, Steps } from '@/ui/improvement/status-tag';
import type { PageInput } from '../../../answers';
import { firstOf } from '../../../form-answers';
import { permitted } from '../../../permitted';

export const dynamic = 'force-dynamic';

/** What has the council said in public that it is doing, and is it done? */
export default async function PublishedPlanPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor } = await currentRequest();
  const { authority: slug } = await params;
  const asked = firstOf((await searchParams)['number']);
  const number = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : null;
  const view = await permitted(actor, `/${slug}/plan/published`, viewPublishedPlan(actor, slug, number));
  const { authority, publication, others } = view;
  const { plan } = publication;
  return (
    <PageFrame
      name="Published improvement plan"
      authority={authority}
      current="plan"
      caption={`${plan.title}, as published on ${dateInWords(publication.on)}`}
      title={`As at ${dateInWords(calendarDate(plan.asAt))}, ${startSmall(planInWords(plan.actions))}`}
      {...(publication.note === null ? {} : { lead: publication.note })}
      printLandscape
    >
      {plan.partners.length === 0 ? null : <Paragraph>{`The council shares this plan with ${listInWords(plan.partners)}.`}</Paragraph>}
      <Section id="actions" heading="Actions" headingHidden>
        <Table
          caption="Actions of the published plan, by objective"
          stack="wide"
          columns={[
            { key: 'action', heading: 'Action', width: 40 },
            { key: 'owner', heading: 'Owner' },
            { key: 'due', heading: 'Due' },
            { key: 'steps', heading: 'Steps done' },
            { key: 'status', heading: 'Status' },
          ]}
          groups={groupsOf(slug, plan)}
        />
        <Note>{`Statuses are those of ${dateInWords(calendarDate(plan.asAt))}. What has changed since is published with the next version.`}</Note>
      </Section>
      <Changes view={view} />
      {others.length < 2 ? null : (
        <div className="app-no-print">
          <Section id="versions" heading="Every version that was published">
            <NextLinks
              links={others.map((other) => ({
                text: `Version ${other.number}, ${dateInWords(other.on)}`,
                href: `/${slug}/plan/published?number=${other.number}`,
              }))}
            />
          </Section>
        </div>
      )}
    </PageFrame>
  );
}

function Changes({ view: { changes } }: { readonly view: PublishedView }) {
  if (changes === null) return null;
  return (
    <Section
      id="changes"
      question="What is new since the version before?"
      heading={
        changes.length === 0
          ? 'Nothing is different from the version before'
          : `${startWithCapital(numberInWords(changes.length))} ${changes.length === 1 ? 'action is' : 'actions are'} different`
      }
    >
      {changes.length === 0 ? null : <PublishedChanges changes={changes} />}
    </Section>
  );
}

function groupsOf(slug: string, { objectives, actions, findings }: PublishedPlan) {
  const titles = new Map(findings.map(({ id, title }) => [id, title]));
  return objectives.map(({ number, title, outcome }) => ({
    key: String(number),
    heading: (
      <>
        {`${number}. ${title}`}
        {outcome === null ? null : <SubLine>{outcome}</SubLine>}
      </>
    ),
    rows: actions
      .filter(({ reference }) => reference.startsWith(`${number}.`))
      .map((action) => ({ key: action.id, cells: cellsOf(slug, action, titles) })),
  }));
}

function cellsOf(slug: string, action: PublishedAction, findings: ReadonlyMap<string, string>) {
  const { reference, title, owner, dueOn, moves, steps, status } = action;
  const [firstMove] = moves;
  return [
    <>
      {`${reference} ${title}`}
      <More slug={slug} action={action} findings={findings} />
    </>,
    owner ?? 'Nobody yet',
    <>
      {shortDateInWords(calendarDate(dueOn))}
      {firstMove === undefined ? null : (
        <SubLine>{`Moved ${timesInWords(moves.length)}, first due ${shortDateInWords(calendarDate(firstMove.from))}`}</SubLine>
      )}
    </>,
    <Steps key="steps" done={steps.filter(({ doneOn }) => doneOn !== null).length} total={steps.length} />,
    isStatus(status) ? <StatusTag key="status" status={status} /> : status,
  ];
}

function More({ slug, action, findings }: MoreProps) {
  const { area, change, measure, why, steps, moves, lastUpdate, evidence, indicators } = action;
  const answered = action.findings.flatMap((id) => findings.get(id) ?? []);
  return (
    <Details summary="More">
      <Bullets
        items={[
          `${why}.`,
          ...(change === null ? [] : [`What will change for children: ${change}`]),
          ...(measure === null ? [] : [`Success measure: ${measure}`]),
          ...(area === null ? [] : [`Judgement: ${isAreaKey(area) ? AREAS[area].name : area}`]),
          ...(answered.length === 0 ? [] : [`Answers: ${answered.join('; ')}`]),
          ...indicators.map(({ key, name, target }) => (
            <>
              {'Should move: '}
              <a key={key} className="govuk-link" href={`/${slug}/indicators/${key}`}>
                {name}
              </a>
              {target === null ? '' : `, target ${target}`}
            </>
          )),
          ...steps.map(({ text, doneOn }) => `Step: ${text}${doneOn === null ? '' : `, done ${day(doneOn)}`}`),
          ...moves.map(({ from, to, reason, on }) => `On ${day(on)} the due date moved from ${day(from)} to ${day(to)}: ${reason}`),
          ...(lastUpdate === null
            ? ['No update yet']
            : [`Update of ${day(lastUpdate.on)}: ${[lastUpdate.done, lastUpdate.difference].filter((part) => part !== null).join('. ')}`]),
          ...evidence.map(
            ({ title, state }) => `Evidence: ${title} (${isEvidenceState(state) ? EVIDENCE_STATES[state].toLowerCase() : state})`,
          ),
        ]}
      />
    </Details>
  );
}

function day(text: string): string {
  return shortDateInWords(calendarDate(text));
}

interface MoreProps {
  readonly slug: string;
  readonly action: PublishedAction;
  /** Titles by id. */
  readonly findings: ReadonlyMap<string, string>;
}
