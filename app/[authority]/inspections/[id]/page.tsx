import { isAllowed } from '@/domain/access';
import { FINDING_KINDS, findingsInWords } from '@/domain/findings';
import { frameworkOf, frameworkWarning } from '@/domain/frameworks';
import { answersInWords } from '@/domain/improvement';
import {
  changesInWords,
  datesInWords,
  eventInWords,
  EVENT_TYPES,
  findingInWords,
  firstDayOnSite,
  isGraded,
  weekdaysToPublication,
  workingDaysLeft,
  type Clock,
  type Inspection,
} from '@/domain/inspections';
import { counted, dateInWords, numberInWords, rangeInWords, startWithCapital, type CalendarDate } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewFindingsOfEvent, type ShownFinding } from '@/operations/findings';
import { viewInspection, type InspectionView } from '@/operations/inspections';
import { FindingBlock } from '@/ui/findings/finding-block';
import { Facts, type Fact } from '@/ui/govuk/facts';
import { Button } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SourceLine } from '@/ui/govuk/source-line';
import { Bullets, NextLinks, Note } from '@/ui/govuk/text';
import { AbolishedNotice } from '@/ui/inspections/abolished-notice';
import { DisagreementTable } from '@/ui/inspections/disagreement-table';
import { JudgementTable } from '@/ui/inspections/judgement-table';
import { publishedInWords, ReportLink } from '@/ui/inspections/report';
import { found, type PageInput } from '../../../answers';
import { historyAddress } from '../../history/address';
import { submitCorrection } from '../actions';

export const dynamic = 'force-dynamic';

/** One event: what it judged beside the one before, the clocks that run from it, where it is written. */
export default async function InspectionPage({ params }: PageInput<{ authority: string; id: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug, id } = await params;
  const view = await found(viewInspection(actor, slug, id));
  const findings = await viewFindingsOfEvent(actor, slug, id, today);
  const mayRecord = isAllowed(actor, 'record-inspections', slug);
  const { authority, inspection, previous, disagreements } = view;
  const graded = isGraded(inspection);
  const changes = graded ? changesInWords(inspection, previous) : inspection.summary;
  const warning = inspection.framework && graded ? frameworkWarning(inspection.framework, firstDayOnSite(inspection)) : null;
  return (
    <PageFrame
      name={`${EVENT_TYPES[inspection.eventType].name}, ${datesInWords(inspection)}`}
      authority={authority}
      current="inspections"
      breadcrumbs={[
        { text: 'Overview', href: `/${slug}` },
        { text: 'Inspections', href: `/${slug}/inspections` },
      ]}
      caption={`${EVENT_TYPES[inspection.eventType].name}${inspection.framework ? ` (${frameworkOf(inspection.framework).shortName})` : ''}, ${datesInWords(inspection)}`}
      title={findingInWords(inspection) ?? (graded ? 'No grade is recorded for this inspection' : eventInWords(inspection))}
      {...(changes ? { lead: changes } : {})}
    >
      <AbolishedNotice authority={authority} />
      {graded ? (
        <Section id="judgements" heading="Judgements" headingHidden>
          <JudgementTable inspection={inspection} previous={previous} abolished={authority.abolishedOn !== null} />
          <SourceLine asAt={publishedInWords(inspection, today)} source={<ReportLink inspection={inspection} />} />
          {warning ? <Note>{warning}</Note> : null}
        </Section>
      ) : (
        <Note>A visit gives no grade. The grades of the inspection before it stand.</Note>
      )}
      <Findings findings={findings} />
      <Section id="dates" question="Which dates follow from it?" heading={datesHeading(view, today)}>
        <Facts facts={[...datesOf(view), ...view.clocks.map((clock) => clockFact(clock, today))]} />
        {view.clocks.some(({ provisional }) => provisional) ? (
          <Note>Provisional: the bank holidays of that year are not published yet.</Note>
        ) : null}
        {view.clocks.some(({ onlyIf }) => onlyIf) ? (
          <Note>The dates for a draft and a statement hold only if the letter names an area for priority action.</Note>
        ) : null}
      </Section>
      {disagreements.length === 0 ? null : (
        <Section
          id="disagreements"
          question="Do the sources agree?"
          heading={`${counted(disagreements.length, 'thing is', 'things are')} said differently elsewhere`}
        >
          <DisagreementTable disagreements={disagreements} />
        </Section>
      )}
      <Section id="sources" heading="Sources">
        <Bullets items={[<ReportLink key="report" inspection={inspection} />, sourceInWords(inspection)]} />
      </Section>
      {mayRecord ? (
        <div className="app-no-print">
          <Section id="recording" question="Is something missing or wrong?" heading="You can add findings or correct what is recorded">
            <form action={submitCorrection}>
              <input type="hidden" name="council" value={slug} />
              <input type="hidden" name="inspection" value={inspection.id} />
              <Button quiet>Add findings or correct this</Button>
            </form>
          </Section>
        </div>
      ) : null}
      <NextLinks
        links={[
          ...(previous ? [{ text: `The inspection before: ${datesInWords(previous)}`, href: `/${slug}/inspections/${previous.id}` }] : []),
          ...(view.next
            ? [{ text: `The inspection after: ${datesInWords(view.next)}`, href: `/${slug}/inspections/${view.next.id}` }]
            : []),
          { text: 'Findings of all inspections and visits', href: `/${slug}/findings` },
          { text: 'Every grade on one page', href: `/${slug}/ratings` },
          ...(view.historyOf === null
            ? []
            : [
                {
                  text: 'Who recorded and changed this, when and why',
                  href: historyAddress(slug, { kind: 'inspection', record: view.historyOf }),
                },
              ]),
        ]}
      />
    </PageFrame>
  );
}

/** What asks for an answer, with what answers it; then the rest. Nothing where no finding is recorded. */
function Findings({ findings }: { readonly findings: readonly ShownFinding[] }) {
  const asking = findings.filter(({ finding }) => FINDING_KINDS[finding.kind].asksForAnswer);
  const others = findings.filter((each) => !asking.includes(each));
  const answered = asking.flatMap(({ answers, actions }) => (answers === null || actions === null ? [] : [{ answers, actions }]));
  return (
    <>
      {asking.length === 0 ? null : (
        <Section
          id="findings"
          question="What needs to improve?"
          heading={answered.length === asking.length ? answersInWords(answered) : findingsInWords(asking.map(({ finding }) => finding))}
        >
          {asking.map((shown, index) => (
            <FindingBlock key={shown.finding.id} {...shown} number={index + 1} showsKind={areMixed(asking)} />
          ))}
        </Section>
      )}
      {others.length === 0 ? null : (
        <Section
          id="strengths"
          question="What is strong?"
          heading={`${startWithCapital(numberInWords(others.length))} ${others.length === 1 ? 'strength is' : 'strengths are'} recorded`}
        >
          {others.map((shown) => (
            <FindingBlock key={shown.finding.id} {...shown} answers={null} />
          ))}
        </Section>
      )}
    </>
  );
}

function areMixed(findings: readonly ShownFinding[]): boolean {
  return new Set(findings.map(({ finding }) => finding.kind)).size > 1;
}

function datesHeading({ clocks, inspection }: InspectionView, today: CalendarDate): string {
  const statement = clocks.find(({ key, onlyIf }) => key === 'statement-of-action' && onlyIf === null);
  if (statement) {
    const had = workingDaysLeft(statement, today) < 0 ? 'had' : 'has';
    return `The council ${had} ${statement.workingDays} working days to say what it would do, to ${dateInWords(statement.dueOn)}`;
  }
  if (inspection.publishedOn) return `The letter was published on ${dateInWords(inspection.publishedOn)}`;
  return isGraded(inspection) ? 'The report is not published yet' : 'No day of publication is recorded';
}

function datesOf({ inspection, expected, publication }: InspectionView): readonly Fact[] {
  const weekdays = weekdaysToPublication(inspection);
  const median =
    isGraded(inspection) && publication ? ` Half of reports since 2023 came within ${Math.round(publication.half)} weekdays.` : '';
  return [
    {
      term: 'Inspectors on site',
      value: startWithCapital(datesInWords(inspection)),
      note: `usually ${EVENT_TYPES[inspection.eventType].onSite}`,
    },
    {
      term: isGraded(inspection) ? 'Report published' : 'Letter published',
      value: inspection.publishedOn ? dateInWords(inspection.publishedOn) : 'Not recorded',
      ...(weekdays === null ? {} : { note: `${counted(weekdays, 'weekday')} after the last day on site.${median}` }),
    },
    ...(expected
      ? [
          {
            term: 'Report expected',
            value: rangeInWords({ start: expected.from, end: expected.to }),
            note: 'Eight in ten reports since 2023 took this long. Elections delay them.',
          },
        ]
      : []),
  ];
}

function clockFact(clock: Clock, today: CalendarDate): Fact {
  const left = workingDaysLeft(clock, today);
  const passed = left < 0 ? 'passed' : left === 0 ? 'today' : `${counted(left, 'working day')} left`;
  return {
    term: clock.name,
    value: dateInWords(clock.dueOn),
    note: `${clock.basis}${clock.onlyIf ? `, if ${clock.onlyIf}` : ''}; ${passed}`,
  };
}

function sourceInWords({ source }: Inspection): string {
  return `${source.name}${source.page ? `, page ${source.page}` : ''} (${source.publisher}), read on ${dateInWords(source.retrievedOn)}`;
}
