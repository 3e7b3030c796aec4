import { redirect } from 'next/navigation';
import {
  chainOriginInWords,
  clocksInWords,
  exceptionsIn,
  movesInWords,
  NONE,
  PLAN_GROUPINGS,
  planInWords,
  selectedInWords,
  type PlanGroup,
} from '@/domain/improvement';
import { counted, dateInWords, listInWords, numberInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { isLedToPublishedPlan, viewPlan, type PlanQuery, type PlanView } from '@/operations/improvement';
import { PlanTimeline } from '@/ui/charts/plan-timeline';
import { Details } from '@/ui/govuk/details';
import { Button, ButtonLink, Input } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SubLine } from '@/ui/govuk/table';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { ActionTable, type ActionGroup } from '@/ui/improvement/action-table';
import { ClockTable } from '@/ui/improvement/clock-table';
import { StatusRules } from '@/ui/improvement/status-rules';
import { StatusTally } from '@/ui/improvement/tally';
import type { PageInput } from '../../answers';
import { permitted } from '../../permitted';
import { planAddress, queryIn } from './address';
import { cleared, HiddenQuery, PlanFilter } from './plan-filter';

export const dynamic = 'force-dynamic';

/** Is it being done? Every action of the plan with owner, due date, moves, steps and status, grouped by what inspectors asked for. */
export default async function PlanPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const query = queryIn(await searchParams);
  if (await isLedToPublishedPlan(actor, slug)) redirect(`/${slug}/plan/published`);
  const view = await permitted(actor, planAddress(slug, query), viewPlan(actor, slug, query, today));
  const { authority, plan, standings, day, isPast, problems } = view;
  if (plan === null) return <NoPlan view={view} query={query} />;
  return (
    <PageFrame
      name="Improvement plan"
      authority={authority}
      current="plan"
      printLandscape
      problems={problems}
      caption={`${plan.title}, ${isPast ? 'as it stood on' : 'as at'} ${dateInWords(day)}`}
      title={planInWords(standings)}
      {...(isPast ? { lead: pastInWords(view) } : plan.endedOn ? { lead: `This plan ended on ${dateInWords(plan.endedOn)}.` } : {})}
    >
      {standings.length > 0 && view.may.change ? (
        <div className="app-no-print">
          <Paragraph>
            <a className="govuk-link" href="#changing">
              Add to this plan, change it or publish it
            </a>
          </Paragraph>
        </div>
      ) : null}
      {standings.length === 0 ? <NoActions view={view} /> : <Actions view={view} query={query} />}
      <Moves view={view} />
      <Section id="clocks" question="Which dates does the law set?" heading={clocksInWords(view.clocks)}>
        <ClockTable slug={slug} clocks={view.clocks} />
      </Section>
      <div className="app-no-print">
        <Past view={view} query={query} />
        <Onward view={view} query={query} />
      </div>
    </PageFrame>
  );
}

function Actions({ view, query }: { readonly view: PlanView; readonly query: PlanQuery }) {
  const { authority, standings, selected, list, selection } = view;
  const { slug } = authority;
  const sameOrder = { ...query, page: undefined };
  return (
    <>
      <StatusTally
        standings={standings}
        current={selection.status}
        address={(status) => planAddress(slug, { ...sameOrder, status: selection.status === status ? undefined : status })}
      />
      <PlanFilter slug={slug} query={query} view={view} submit="Show actions" />
      {selected.length === 0 ? (
        <Paragraph>
          {`No actions match. `}
          <a className="govuk-link" href={planAddress(slug, cleared(query))}>{`Clear the filters to see all ${standings.length}`}</a>.
        </Paragraph>
      ) : (
        <Note>{countInWords(view)}</Note>
      )}
      {list.groups.length === 0 ? null : (
        <ActionTable
          slug={slug}
          caption={`Actions of the plan, by ${PLAN_GROUPINGS[selection.group].toLowerCase()}`}
          groups={list.groups.map((group) => listedGroup(group, slug))}
          sorting={{ by: selection.sort, address: (sort) => planAddress(slug, { ...sameOrder, sort }) }}
        />
      )}
      {list.pages === 1 ? null : (
        <>
          <Paragraph>{`Page ${list.page} of ${list.pages}`}</Paragraph>
          <NextLinks
            links={[
              ...(list.page > 1 ? [{ text: 'The page before', href: planAddress(slug, { ...query, page: String(list.page - 1) }) }] : []),
              ...(list.page < list.pages
                ? [{ text: 'The next page', href: planAddress(slug, { ...query, page: String(list.page + 1) }) }]
                : []),
            ]}
          />
        </>
      )}
      <div className="app-fold">
        <Details summary="How status is worked out">
          <StatusRules />
        </Details>
      </div>
    </>
  );
}

function Moves({ view: { standings, selected, day } }: { readonly view: PlanView }) {
  if (selected.length === 0) return null;
  return (
    <Section
      id="moves"
      question={selected.length === standings.length ? 'Which dates have moved?' : 'Which dates of these actions have moved?'}
      heading={movesInWords(selected)}
    >
      <PlanTimeline standings={selected} today={day} />
    </Section>
  );
}

/** The page as it was on another day. */
function Past({ view: { authority, day, isPast, problems }, query }: { readonly view: PlanView; readonly query: PlanQuery }) {
  return (
    <Section
      id="past"
      question="How did the plan stand on an earlier day?"
      heading={isPast ? `This is the plan as it stood on ${dateInWords(day)}` : 'Choose a day to see this page as it was then'}
    >
      <form action={`/${authority.slug}/plan`} method="get" aria-label="Choose a day" className="app-filter">
        <Input
          id="as-at"
          label="Day"
          type="date"
          value={query.asAt ?? ''}
          error={problems.find(({ field }) => field === 'as-at')?.message}
        />
        <HiddenQuery query={{ ...query, asAt: undefined, page: undefined }} />
        <Button quiet>Show that day</Button>
        {isPast ? (
          <a className="govuk-link app-filter__clear" href={planAddress(authority.slug, { ...query, asAt: undefined })}>
            Today’s plan
          </a>
        ) : null}
      </form>
      <Note>Every saved change is kept, so the page can be put together as its readers saw it at the end of any past day.</Note>
    </Section>
  );
}

function Onward({ view, query }: { readonly view: PlanView; readonly query: PlanQuery }) {
  const { authority, plans, plan, standings, unanswered, day, isPublished, may } = view;
  const { slug } = authority;
  const own = { plan: query.plan };
  const sameActions = { ...query, page: undefined, group: undefined };
  const ids = new URLSearchParams({ plan: plan?.id ?? '' }).toString();
  const attention = exceptionsIn(standings, day).length + unanswered.length;
  return (
    <Section
      id="more"
      question="Where next?"
      heading={
        attention === 0
          ? 'Nothing in the plan needs attention now'
          : `${startWithCapital(numberInWords(attention))} ${attention === 1 ? 'thing in the plan needs' : 'things in the plan need'} attention`
      }
    >
      <NextLinks
        links={[
          { text: 'What needs attention', href: planAddress(slug, own, '/exceptions') },
          { text: 'Report for the improvement board', href: planAddress(slug, own, '/board') },
          { text: 'What has changed since any day', href: `/${slug}/changes` },
          { text: 'Findings and what answers them', href: `/${slug}/findings` },
          ...(isPublished ? [{ text: 'The plan as it was last published', href: `/${slug}/plan/published` }] : []),
          { text: 'Money', href: `/${slug}/money` },
          { text: 'Self-evaluation', href: `/${slug}/self-evaluation` },
          ...(may.reportOnOwn ? [{ text: 'My actions', href: `/${slug}/plan/mine` }] : []),
          { text: 'Download these actions (Excel)', href: planAddress(slug, sameActions, '.xlsx') },
          { text: 'Download these actions (CSV)', href: planAddress(slug, sameActions, '.csv') },
          ...plans
            .filter(({ id }) => id !== plan?.id)
            .map(({ id, title, beginsOn, endedOn }) => ({
              text: `Another plan: ${title}, ${endedOn === null ? `since ${dateInWords(beginsOn)}` : `ended on ${dateInWords(endedOn)}`}`,
              href: planAddress(slug, { plan: id }),
            })),
        ]}
      />
      {may.change || may.publish ? (
        <div className="app-buttons" id="changing">
          {may.change ? (
            <>
              <ButtonLink href={`/${slug}/plan/objectives/new?${ids}`}>Add an objective</ButtonLink>
              <ButtonLink quiet href={`/${slug}/plan/change?${ids}`}>
                Change the plan
              </ButtonLink>
              <ButtonLink quiet href={planAddress(slug, { ...sameActions, asAt: undefined }, '/bulk')}>
                Change many actions
              </ButtonLink>
              <ButtonLink quiet href={`/${slug}/plan/import?${ids}`}>
                Import a workbook
              </ButtonLink>
            </>
          ) : null}
          {may.publish ? (
            <ButtonLink quiet href={`/${slug}/plan/publish?${ids}`}>
              Publish the plan
            </ButtonLink>
          ) : null}
        </div>
      ) : null}
    </Section>
  );
}

function NoPlan({ view, query }: { readonly view: PlanView; readonly query: PlanQuery }) {
  const { authority, plans, isPast, day, may, problems } = view;
  const { slug, name } = authority;
  return (
    <PageFrame
      name="Improvement plan"
      authority={authority}
      current="plan"
      problems={problems}
      caption="Improvement plan"
      title={
        isPast ? `No improvement plan of ${name} was kept here on ${dateInWords(day)}` : `No improvement plan of ${name} is kept here yet`
      }
    >
      <Paragraph>
        {isPast
          ? 'Choose a later day, or see the plan as it stands today.'
          : 'A manager of the council writes the plan here, objective by objective, or imports the workbook in which it is kept so far.'}
      </Paragraph>
      {may.change && !isPast ? (
        <div className="app-buttons">
          <ButtonLink href={`/${slug}/plan/new`}>Write the plan</ButtonLink>
          <ButtonLink quiet href={`/${slug}/plan/import`}>
            Import a workbook
          </ButtonLink>
        </div>
      ) : null}
      {isPast ? <Past view={view} query={query} /> : null}
      <NextLinks
        links={[
          ...(isPast ? [{ text: 'The plan as it stands today', href: planAddress(slug, { plan: query.plan }) }] : []),
          ...plans.map(({ id, title }) => ({ text: title, href: planAddress(slug, { plan: id, asAt: query.asAt }) })),
          { text: 'Findings and what answers them', href: `/${slug}/findings` },
          { text: 'Inspections and visits', href: `/${slug}/inspections` },
        ]}
      />
    </PageFrame>
  );
}

function NoActions({ view: { authority, plan, unanswered, may, isPast } }: { readonly view: PlanView }) {
  return (
    <>
      <Paragraph>
        {unanswered.length === 0
          ? 'An action belongs to an objective: the plan begins with one.'
          : `Inspectors asked for ${counted(unanswered.length, 'thing')} that nothing answers yet: ${listInWords(unanswered.map(({ head }) => head.title))}.`}
      </Paragraph>
      {may.change && !isPast && plan ? (
        <div className="app-buttons">
          <ButtonLink href={`/${authority.slug}/plan/objectives/new?${new URLSearchParams({ plan: plan.id }).toString()}`}>
            Add an objective
          </ButtonLink>
        </div>
      ) : null}
    </>
  );
}

/** A group of the list, headed by what its actions answer or belong to. */
function listedGroup({ key, chain, objective, standings, unanswered }: PlanGroup, slug: string): ActionGroup {
  if (objective !== null) {
    return {
      key,
      standings,
      heading: (
        <>
          <a className="govuk-link" href={`/${slug}/plan/objectives/${objective.id}`}>{`${objective.number} ${objective.title}`}</a>
          {objective.outcome === null ? null : <SubLine>{objective.outcome}</SubLine>}
        </>
      ),
    };
  }
  if (chain !== null) {
    return {
      key,
      standings,
      heading: (
        <>
          <a className="govuk-link" href={`/${slug}/findings/${chain.head.id}`}>
            {chain.head.title}
          </a>
          <SubLine>{chainOriginInWords(chain)}</SubLine>
        </>
      ),
      ...(unanswered ? { note: standings.length === 0 ? 'No action answers this yet.' : 'No action that still runs answers this.' } : {}),
    };
  }
  return { key, standings, ...(key === NONE ? { heading: 'Answers no finding' } : {}) };
}

function countInWords({ standings, selected, list, selection }: PlanView): string {
  const several = list.groups.reduce((sum, group) => sum + group.standings.length, 0) > selected.length;
  const grouped =
    selection.group === 'none' ? '' : `, grouped by ${selection.group === 'finding' ? 'what inspectors asked for' : 'objective'}`;
  return `${selectedInWords(selected.length, standings.length)}${grouped}.${several ? ' An action that answers several findings stands under each.' : ''}`;
}

function pastInWords({ authority, day }: PlanView): string {
  return `${authority.name}’s plan as this page showed it at the end of ${dateInWords(day)}: nothing that was saved later is in it.`;
}
