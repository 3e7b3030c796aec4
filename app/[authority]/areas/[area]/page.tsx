import { AREAS, SINGLE_AREAS } from '@/domain/frameworks';
import { areaInWords, investmentInWords, isStatus, latestGradeOf, moneyInWords, financialYearOf } from '@/domain/improvement';
import { verdictsInWords } from '@/domain/indicators';
import { eventInWords, firstDayOnSite, inspectionMonth, isGraded, judgementIn, type Inspection } from '@/domain/inspections';
import { calendarDate, counted, listInWords, numberInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewArea, type AreaView } from '@/operations/areas';
import { AreaChart } from '@/ui/charts/area-chart';
import { EventMark } from '@/ui/charts/indicator-chart';
import { prepareArea, type AreaInput } from '@/ui/charts/prepare-area';
import type { ChartEvent } from '@/ui/charts/prepare-indicator';
import { findingAddress } from '@/ui/findings/finding-block';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SourceLine } from '@/ui/govuk/source-line';
import { Table } from '@/ui/govuk/table';
import { Bullets, NextLinks, Note, Paragraph, Subheading } from '@/ui/govuk/text';
import { MethodNote } from '@/ui/indicators/method-note';
import { ActionsByPlan, PublishedActions } from '@/ui/indicators/plan-section';
import { StandingTable } from '@/ui/indicators/standing-table';
import { AbolishedNotice } from '@/ui/inspections/abolished-notice';
import { JudgementCell } from '@/ui/inspections/history-table';
import { freshness, NEXT_UPDATE } from '@/ui/inspections/report';
import { found, type PageInput } from '../../../answers';

export const dynamic = 'force-dynamic';

/** What was judged in one area, what is done about it, with what money, and do the figures move: all on one axis of time. */
export default async function AreaPage({ params }: PageInput<{ authority: string; area: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug, area: asked } = await params;
  const view = await found(viewArea(actor, slug, asked, today));
  const { authority, area, record, plan, indicators, model: neighbours } = view;
  const title = areaInWords(
    area,
    latestGradeOf(record.events, area),
    actionsInForce(view),
    plan.published && calendarDate(plan.published.publication.plan.asAt),
  );
  const model = prepareArea({
    area,
    authority,
    inspections: record.events,
    window: record.returning?.usual ?? null,
    until: authority.abolishedOn,
    today,
    events: eventsOf(view),
    actions: barsOf(view),
    investments: plan.investments,
    indicators: mostTellingFirst(view),
  });
  return (
    <PageFrame
      name={AREAS[area].name}
      authority={authority}
      current="ratings"
      breadcrumbs={[
        { text: 'Overview', href: `/${slug}` },
        { text: 'Ratings', href: `/${slug}/ratings` },
      ]}
      caption={`${AREAS[area].fullName} in ${authority.name}`}
      title={title}
      {...(indicators.length === 0 ? {} : { lead: `${verdictsInWords(indicators)}.` })}
    >
      <AbolishedNotice authority={authority} />
      {model === null ? (
        <Paragraph>Nothing is recorded that has a place in time: no graded inspection, no action, no figure.</Paragraph>
      ) : (
        <Section id="over-time" heading={`${AREAS[area].name} over time`} headingHidden>
          <AreaChart
            title={title}
            subtitle="All to scale by date on one axis. Each indicator stands on a baseline of nought of its own."
            model={model}
            source={{
              asAt: freshness(record.newestReport),
              source: 'Ofsted inspection reports, the sources of the figures and the council’s plan',
              nextUpdate: NEXT_UPDATE,
            }}
          />
          {model.events.length === 0 ? null : (
            <>
              <Subheading>Inspections and visits on the chart</Subheading>
              <ul className="app-chart-events">
                {model.events.map(({ letter, kind, when, words, href }) => (
                  <li key={letter}>
                    <EventMark kind={kind} letter={letter} />
                    <span>
                      <b>{when}</b> {href === null ? words : <Linked href={href} text={words} />}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Section>
      )}
      <Judgements view={view} />
      <Actions view={view} />
      {plan.investments.length === 0 ? null : (
        <Section id="money" question="What money is there?" heading={moneyInWords(plan.investments, financialYearOf(today))}>
          <Bullets items={plan.investments.map((investment) => `${investment.title}: ${investmentInWords(investment)}`)} />
          <Note>Money that pays for these actions, or should move these indicators.</Note>
          <NextLinks links={[{ text: 'Money for improvement', href: `/${slug}/money` }]} />
        </Section>
      )}
      {indicators.length === 0 ? null : (
        <Section
          id="indicators"
          question="Is practice changing?"
          heading={`${startWithCapital(numberInWords(indicators.length))} ${indicators.length === 1 ? 'indicator belongs' : 'indicators belong'} to it`}
        >
          <StandingTable
            slug={slug}
            council={authority.name}
            caption={`Indicators of ${AREAS[area].subject} in ${authority.name}`}
            groups={[{ key: area, accounts: indicators }]}
          />
          <SourceLine asAt="the dates shown" source="Department for Education, published local authority figures" />
          <MethodNote model={neighbours} />
        </Section>
      )}
      <NextLinks
        links={SINGLE_AREAS.filter((other) => other !== area).map((other) => ({
          text: AREAS[other].name,
          href: `/${slug}/areas/${other}`,
        }))}
      />
    </PageFrame>
  );
}

/** Grades and findings of the area, the latest event first. */
function Judgements({ view: { authority, area, findings, record } }: { readonly view: AreaView }) {
  const events = concerning(record.events, area, findings);
  if (events.length === 0) return null;
  return (
    <Section id="judgements" question="What did inspectors judge and find?" heading={findingsInWords(findings.length)}>
      <Table
        caption={`Grades and findings: ${AREAS[area].subject}`}
        stack="wide"
        columns={[
          { key: 'event', heading: 'Inspection or visit', width: 30 },
          { key: 'grade', heading: 'Grade', width: 30 },
          { key: 'findings', heading: 'Findings' },
        ]}
        rows={events.map((event) => {
          const found = findings.filter(({ inspection }) => inspection === event.id);
          return {
            key: event.id,
            cells: [
              <Linked
                key="event"
                href={`/${authority.slug}/inspections/${event.id}`}
                text={`${inspectionMonth(event)}, ${eventInWords(event)}`}
              />,
              isGraded(event) ? <JudgementCell key="grade" inspection={event} area={area} /> : 'A visit gives no grade',
              found.length === 0 ? (
                'None recorded'
              ) : (
                <ul key="findings" className="app-linked">
                  {found.map((finding) => (
                    <li key={finding.id}>
                      <Linked href={findingAddress(finding)} text={finding.title} />
                    </li>
                  ))}
                </ul>
              ),
            ],
          };
        })}
      />
    </Section>
  );
}

function Actions({ view }: { readonly view: AreaView }) {
  const { authority, plan, area } = view;
  const { slug } = authority;
  const { actions, published } = plan;
  if (actions === null && published === null) return null;
  return (
    <Section id="actions" question="What is done about it?" heading={actionsInWords(view)}>
      {actions === null || actions.length === 0 ? null : (
        <ActionsByPlan slug={slug} caption={`Actions for ${AREAS[area].subject}`} actions={actions} />
      )}
      {published === null ? null : (
        <PublishedActions slug={slug} caption={`Actions of the published plan for ${AREAS[area].subject}`} published={published} />
      )}
      {actions === null ? null : <NextLinks links={[{ text: 'These in the plan', href: `/${slug}/plan?area=${area}` }]} />}
    </Section>
  );
}

/** Says of what plans they are, as the page's title counts only those in force: `11 actions of the plan and one of an earlier plan are for it`. */
function actionsInWords(view: AreaView): string {
  const inForce = actionsInForce(view)?.length ?? 0;
  const past = (view.plan.actions ?? []).filter(({ isPast }) => isPast).length;
  if (inForce === 0 && past === 0) return 'No action of the plan is for it';
  const noun = (inForce === 0 ? past : inForce) === 1 ? 'action' : 'actions';
  const plans = past === 1 ? 'of an earlier plan' : 'of earlier plans';
  const parts =
    inForce === 0
      ? [`${numberInWords(past)} ${noun} ${plans}`]
      : [`${numberInWords(inForce)} ${noun} of the plan`, ...(past === 0 ? [] : [`${numberInWords(past)} ${plans}`])];
  return `${startWithCapital(listInWords(parts))} ${inForce + past === 1 ? 'is' : 'are'} for it`;
}

function Linked({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <a className="govuk-link" href={href}>
      {text}
    </a>
  );
}

/** Those that gave the area a grade, and those that found something in it. */
function concerning(events: readonly Inspection[], area: AreaView['area'], findings: AreaView['findings']): readonly Inspection[] {
  const found = new Set(findings.map(({ inspection }) => inspection));
  return events.filter((event) => (isGraded(event) && judgementIn(event, area) !== null) || found.has(event.id));
}

function eventsOf({ authority, area, record, findings }: AreaView): readonly ChartEvent[] {
  return concerning(record.events, area, findings).map((event): ChartEvent => {
    const judgement = isGraded(event) ? judgementIn(event, area) : null;
    const count = findings.filter(({ inspection }) => inspection === event.id).length;
    const parts = [...(judgement === null ? [] : [judgement.words]), ...(count === 0 ? [] : [counted(count, 'finding')])];
    return {
      kind: isGraded(event) ? 'inspection' : 'visit',
      day: firstDayOnSite(event),
      when: inspectionMonth(event),
      words: `${eventInWords(event)}${parts.length === 0 ? '' : `: ${parts.join('; ')}`}`,
      href: `/${authority.slug}/inspections/${event.id}`,
    };
  });
}

/** Actions as they may be read: of the plan as it stands, or as it was published. */
function barsOf({ plan: { actions, published } }: AreaView): AreaInput['actions'] {
  if (actions !== null) {
    return actions.map(({ action, reference, status, isPast }) => ({
      key: action.id,
      label: labelOf(reference, status, isPast),
      words: action.title,
      from: action.startsOn ?? action.dueOn,
      to: action.dueOn,
      status,
    }));
  }
  return (published?.actions ?? []).map(({ id, reference, title, startsOn, dueOn, status }) => ({
    key: id,
    label: labelOf(reference, status, false),
    words: title,
    from: calendarDate(startsOn ?? dueOn),
    to: calendarDate(dueOn),
    status: isStatus(status) ? status : 'on-track',
  }));
}

/** `1.2 overdue`: an overdue action differs by more than a colour. */
function labelOf(reference: string, status: string, isPast: boolean): string {
  if (isPast) return `${reference}, earlier plan`;
  return status === 'overdue' ? `${reference} overdue` : reference;
}

function actionsInForce({ plan: { actions, published } }: AreaView): readonly { readonly status: string }[] | null {
  return actions?.filter(({ isPast }) => !isPast) ?? published?.actions ?? null;
}

/** What the plan should move, then what can be better or worse at all; by name within each. */
function mostTellingFirst({ plan, indicators }: AreaView): AreaView['indicators'] {
  const named = new Set([
    ...[...(plan.actions ?? []).map(({ action }) => action), ...plan.investments].flatMap((each) =>
      each.indicators.map(({ indicator }) => indicator),
    ),
    ...(plan.published?.actions ?? []).flatMap((each) => each.indicators.map(({ key }) => key)),
  ]);
  const rank = ({ indicator: { key, polarity } }: AreaView['indicators'][number]) => (named.has(key) ? 0 : polarity === 'neither' ? 2 : 1);
  return indicators.toSorted((left, right) => rank(left) - rank(right));
}

function findingsInWords(count: number): string {
  return count === 0
    ? 'No finding is recorded for it'
    : `${startWithCapital(numberInWords(count))} ${count === 1 ? 'finding is' : 'findings are'} recorded for it`;
}
