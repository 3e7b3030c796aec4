import { AREAS } from '@/domain/frameworks';
import { findingInWords, firstDayOnSite, historyInWords, isGraded, newestFirst } from '@/domain/inspections';
import { numberInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewCouncilRecord } from '@/operations/inspections';
import { RatingsTimeline } from '@/ui/charts/timeline';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SourceLine } from '@/ui/govuk/source-line';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { AbolishedNotice } from '@/ui/inspections/abolished-notice';
import { DisagreementTable } from '@/ui/inspections/disagreement-table';
import { HistoryTable } from '@/ui/inspections/history-table';
import { freshness, NEXT_UPDATE } from '@/ui/inspections/report';
import { VisitTable } from '@/ui/inspections/visit-table';
import { found, type PageInput } from '../../answers';

export const dynamic = 'force-dynamic';

/** How have the grades moved: the timeline, the same facts as a table, visits without grades, why there are breaks. */
export default async function RatingsPage({ params }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority, events, latest, previous, visits, returning, disagreements, newestReport } = await found(
    viewCouncilRecord(actor, (await params).authority, today),
  );
  const graded = newestFirst(events.filter(isGraded)).toReversed();
  const [first] = graded;
  const api = `/api/v1/authorities/${authority.slug}/inspections`;
  return (
    <PageFrame
      name="Ratings over time"
      authority={authority}
      current="ratings"
      caption={first ? `Ratings over time, ${firstDayOnSite(first).year} to ${(authority.abolishedOn ?? today).year}` : 'Ratings over time'}
      title={(latest && (historyInWords(latest, previous) ?? findingInWords(latest))) ?? `No inspection of ${authority.name} is recorded`}
      printLandscape
    >
      <AbolishedNotice authority={authority} />
      {first ? (
        <>
          <RatingsTimeline council={authority} events={events} returning={returning} today={today} until={authority.abolishedOn} />
          <Section id="table" heading="The same grades as a table">
            <HistoryTable authority={authority} graded={graded} />
            <SourceLine asAt={freshness(newestReport)} source="Ofsted inspection reports" nextUpdate={NEXT_UPDATE} />
            <NextLinks
              links={[
                { text: 'Download these grades (CSV)', href: `${api}.csv` },
                { text: 'The same for programs (JSON)', href: api },
              ]}
            />
          </Section>
        </>
      ) : (
        <Paragraph>There is no graded inspection to draw. The record begins with the first single inspections of November 2013.</Paragraph>
      )}
      {visits.length === 0 ? null : (
        <Section
          id="visits"
          heading={
            visits.length === 1
              ? 'One visit without a grade is recorded'
              : `${startWithCapital(numberInWords(visits.length))} visits without a grade are recorded`
          }
        >
          <VisitTable visits={visits} />
        </Section>
      )}
      {disagreements.length === 0 ? null : (
        <Section id="disagreements" question="Do the sources agree?" heading="Some things are said differently elsewhere">
          <DisagreementTable disagreements={disagreements} of={authority.slug} />
        </Section>
      )}
      {first ? <WhyBreaks /> : null}
    </PageFrame>
  );
}

function WhyBreaks() {
  return (
    <Section id="breaks" heading="Why there are breaks">
      <Paragraph>
        The framework in force when inspectors arrive decides what they judge. Across a break the name of a judgement may stay while its
        meaning changes, so no line crosses it and nothing is called better or worse.
      </Paragraph>
      <Paragraph>
        In the first half of 2018 the single inspection framework gave way to inspections of local authority children’s services (ILACS): no
        row compares across it. In January 2023 care leavers were given a judgement of their own, so the rows for{' '}
        {AREAS['in-care'].name.toLowerCase()} and {AREAS['care-leavers'].name.toLowerCase()} break there. From April 2026 there is no
        overall grade.
      </Paragraph>
    </Section>
  );
}
