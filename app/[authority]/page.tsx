import { GRADES } from '@/domain/frameworks';
import {
  changesInWords,
  datesInWords,
  EVENT_TYPES,
  findingInWords,
  firstDayOnSite,
  historyInWords,
  inspectionMonth,
  type ReturnWindow,
} from '@/domain/inspections';
import { meetingInWords, nextMeetingInWords, type Meeting } from '@/domain/scrutiny';
import { isBefore, monthInWords, numberInWords, startWithCapital, type CalendarDate } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { glanceAtPlan, isLedToPublishedPlan, type PlanGlance } from '@/operations/improvement';
import { listOverviewIndicators } from '@/operations/indicators';
import { viewCouncilRecord, type CouncilRecord } from '@/operations/inspections';
import { listBriefingsOf, nextMeeting } from '@/operations/scrutiny';
import { ReturnWindowChart } from '@/ui/charts/return-window';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SourceLine } from '@/ui/govuk/source-line';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { PlanAtAGlance } from '@/ui/improvement/plan-glance';
import { IndicatorsAtAGlance } from '@/ui/indicators/indicators-at-a-glance';
import { AbolishedNotice } from '@/ui/inspections/abolished-notice';
import { JudgementTable } from '@/ui/inspections/judgement-table';
import { NEXT_UPDATE, publishedInWords, ReportLink } from '@/ui/inspections/report';
import { VisitTable } from '@/ui/inspections/visit-table';
import { found, type PageInput } from '../answers';

export const dynamic = 'force-dynamic';

/** How is this council doing, in ten seconds: the latest judgements, what changed, what of the plan needs attention, when inspectors may return, what happened since. */
export default async function OverviewPage({ params }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const record = await found(viewCouncilRecord(actor, slug, today));
  // The public, and councils without a plan, have none.
  const glance = await glanceAtPlan(actor, slug, today);
  const published = await isLedToPublishedPlan(actor, slug);
  const meeting = await nextMeeting(actor, slug, today);
  const [briefing] = meeting === null ? [] : await listBriefingsOf(actor, slug, [meeting.id]);
  const { authority, latest, previous, returning, visits, disagreements } = record;
  if (!latest) return <NothingRecorded record={record} glance={glance} />;
  const { model, indicators } = await listOverviewIndicators(actor, slug, today);
  const changes = changesInWords(latest, previous);
  const since = visits.filter((visit) => isBefore(firstDayOnSite(latest), firstDayOnSite(visit)));
  return (
    <PageFrame
      name="Overview"
      authority={authority}
      current="overview"
      caption={`Last graded inspection: ${datesInWords(latest)}`}
      title={
        (authority.abolishedOn ? historyInWords(latest, null) : findingInWords(latest)) ?? 'No grade is recorded for the last inspection'
      }
      {...(changes ? { lead: changes } : {})}
    >
      <AbolishedNotice authority={authority} />
      <Section id="judgements" heading="Judgements" headingHidden>
        <JudgementTable inspection={latest} previous={previous} abolished={authority.abolishedOn !== null} />
        <SourceLine
          asAt={publishedInWords(latest, today)}
          source={<ReportLink inspection={latest} />}
          {...(authority.abolishedOn ? {} : { nextUpdate: NEXT_UPDATE })}
        />
        <NextLinks
          links={[
            { text: `Every grade since ${firstYear(record)}`, href: `/${authority.slug}/ratings` },
            { text: 'This inspection and the dates that follow from it', href: `/${authority.slug}/inspections/${latest.id}` },
            ...(published ? [{ text: 'The council’s published improvement plan', href: `/${authority.slug}/plan/published` }] : []),
            { text: 'Similar councils and England', href: `/${authority.slug}/compare` },
          ]}
        />
      </Section>
      <IndicatorsAtAGlance slug={slug} council={authority.name} model={model} accounts={indicators} />
      {glance === null ? null : <PlanAtAGlance slug={slug} glance={glance} />}
      {meeting === null ? null : <NextMeeting slug={slug} meeting={meeting} briefing={briefing} today={today} />}
      {returning ? <Returning council={authority.name} returning={returning} today={today} /> : null}
      <Section id="visits" question={`What has happened since ${inspectionMonth(latest)}?`} heading={visitsInWords(since.length)}>
        {visits.length === 0 ? null : <VisitTable visits={since.length === 0 ? visits.slice(0, 3) : since} />}
        {since.length === 0 && visits.length > 0 ? <Note>The visits shown came before it.</Note> : null}
        <Note>Visits are recorded only as far as our sources name them, so there may have been others.</Note>
        <NextLinks links={[{ text: 'All inspections and visits', href: `/${authority.slug}/inspections` }]} />
      </Section>
      {disagreements.length === 0 ? null : (
        <Note>Sources say different things about some events of this council; each event’s page shows both.</Note>
      )}
    </PageFrame>
  );
}

function NothingRecorded({ record: { authority }, glance }: { readonly record: CouncilRecord; readonly glance: PlanGlance | null }) {
  return (
    <PageFrame name="Overview" authority={authority} current="overview" title={`No inspection of ${authority.name} is recorded`}>
      <AbolishedNotice authority={authority} />
      <Paragraph>
        The record begins with the first single inspections of November 2013. An operator adds what is missing by importing Ofsted’s
        statistics.
      </Paragraph>
      <NextLinks links={[{ text: 'Where the figures come from', href: '/sources' }]} />
      {glance === null ? null : <PlanAtAGlance slug={authority.slug} glance={glance} />}
    </PageFrame>
  );
}

function NextMeeting({
  slug,
  meeting,
  briefing,
  today,
}: {
  readonly slug: string;
  readonly meeting: Meeting;
  readonly briefing: { readonly isUnread: boolean } | undefined;
  readonly today: CalendarDate;
}) {
  return (
    <Section id="scrutiny" question="When do councillors ask about it?" heading={nextMeetingInWords(meeting, today)}>
      <NextLinks
        links={[
          ...(briefing === undefined
            ? []
            : [
                {
                  text: `Read the briefing for it${briefing.isUnread ? ' (unread)' : ''}`,
                  href: `/${slug}/scrutiny/${meeting.key}/briefing`,
                },
              ]),
          { text: meetingInWords(meeting), href: `/${slug}/scrutiny/${meeting.key}` },
          { text: 'What scrutiny recommended, and what came of it', href: `/${slug}/scrutiny/recommendations` },
        ]}
      />
    </Section>
  );
}

function Returning({
  council,
  returning,
  today,
}: {
  readonly council: string;
  readonly returning: ReturnWindow;
  readonly today: CalendarDate;
}) {
  const kind = EVENT_TYPES[returning.likelyEvent];
  return (
    <Section id="return" question="When might Ofsted return?" heading={returnInWords(returning)}>
      <Paragraph>
        On current grades the next one is likely to be a {kind.name.toLowerCase()}: {kind.onSite} on site. There would be four judgements
        and no overall grade.
      </Paragraph>
      <ReturnWindowChart council={council} returning={returning} today={today} />
      <Note>
        {returning.usual
          ? 'The usual window is three years after the last day on site, give or take six months. '
          : `${returning.whyNoUsualWindow ?? ''} `}
        {returning.elsewhere
          ? elsewhereInWords(returning.elsewhere)
          : 'Too few councils with the same grade have been inspected again to say how long they waited. '}
        {returning.likelyBecause} That rule is known at second hand. No grade is predicted.
      </Note>
    </Section>
  );
}

function returnInWords({ usual, position }: ReturnWindow): string {
  if (!usual) return 'Ofsted could come at any time; no usual window is published';
  if (position === 'before') return `The usual window for the next inspection opens in ${monthInWords(usual.from)}`;
  if (position === 'open') return `Ofsted could come at any time; its usual window closes in ${monthInWords(usual.to)}`;
  return `Ofsted could come at any time; its usual window closed in ${monthInWords(usual.to)}`;
}

function elsewhereInWords({ grade, years }: NonNullable<ReturnWindow['elsewhere']>): string {
  const after = grade ? `councils whose last overall grade was “${GRADES[grade].word.toLowerCase()}”` : 'councils';
  const [tenth, half, nineTenths] = [years.tenth, years.half, years.nineTenths].map((wait) => wait.toFixed(1));
  return `“Elsewhere” is how long ${after} waited until the next inspection (${years.count} waits since 2018, the pandemic pause included): eight in ten waited ${tenth} to ${nineTenths} years, half ${half} years or more. `;
}

function visitsInWords(count: number): string {
  if (count === 0) return 'No visit is recorded since the last graded inspection';
  return count === 1
    ? 'One visit without a grade is recorded'
    : `${startWithCapital(numberInWords(count))} visits without a grade are recorded`;
}

function firstYear({ events }: CouncilRecord): number {
  return Math.min(...events.map((event) => firstDayOnSite(event).year));
}
