import { REGIONS } from '@/domain/authorities';
import { AREAS, frameworkOf, GRADES, isAreaKey, MAIN_AREAS } from '@/domain/frameworks';
import { changeInWords, nationalFindingInWords, overTimeInWords, shortInspectionMonth, type Mover } from '@/domain/inspections';
import { calendarDateSchema, counted, dateInWords, isBefore, type CalendarDate, type Problem } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewNational, type ChosenArea } from '@/operations/national';
import { GradeDistribution } from '@/ui/charts/grade-distribution';
import { GradeDistributionOverTime } from '@/ui/charts/grade-distribution-over-time';
import { FilterForm, Input, Select } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SourceLine } from '@/ui/govuk/source-line';
import { Table } from '@/ui/govuk/table';
import { Note, Paragraph, Subheading } from '@/ui/govuk/text';
import { freshness, NEXT_UPDATE } from '@/ui/inspections/report';
import { DistributionTable } from '@/ui/inspections/distribution-table';
import { Rating } from '@/ui/ratings/rating';
import { valuesOf, type SearchInput } from '../answers';

export const dynamic = 'force-dynamic';

const EARLIEST = 2009;

/** England: each area's grades over all councils, by region and framework, over time, and who moved in a chosen period. */
export default async function NationalPage({ searchParams }: SearchInput) {
  const { actor, today } = await currentRequest();
  const choice = parseChoice(await searchParams, today);
  const view = await viewNational(actor, choice.area, choice.period, today);
  const source = {
    asAt: freshness(view.newestReport),
    source: `Ofsted inspection reports for ${view.councils} councils`,
    nextUpdate: NEXT_UPDATE,
  };
  return (
    <PageFrame
      name="England"
      current="national"
      caption={`England: ${view.councils} councils with children’s services`}
      title={nationalFindingInWords(view.areas) ?? 'No inspections are recorded yet'}
      problems={choice.problems.map(({ field, message }) => (field === undefined ? { message } : { field, message }))}
      printLandscape
    >
      <Section id="areas" heading="Latest grades by judgement" headingHidden>
        <GradeDistribution
          id="areas-chart"
          title="Latest grade of each council, by judgement"
          subtitle={`Number of the ${view.councils} councils with each grade at their latest inspection`}
          rows={view.areas.map(({ area, distribution }) => ({ area, distribution, here: null }))}
          source={source}
        />
        <DistributionTable
          caption="Councils with each grade, latest inspection"
          heading="Judgement"
          noneHeading="No grade"
          rows={view.areas.map(({ area, distribution }) => ({ key: area, name: AREAS[area].fullName, distribution }))}
        />
        <Note>
          “No grade” counts councils last inspected before 2023, when care leavers were judged together with children in care, and from
          April 2026, when overall effectiveness is no longer given.
        </Note>
      </Section>
      <Section id="choose" question="Which judgement, and which period?" heading={`Showing ${AREAS[choice.area].name.toLowerCase()}`}>
        <FilterForm action="/national#choose" label="Choose a judgement and a period" submit="Show" clearHref="/national#choose">
          <Select
            id="area"
            label="Judgement"
            value={choice.area}
            options={MAIN_AREAS.map((area) => ({ value: area, text: AREAS[area].name }))}
          />
          <Input id="from" label="Moves from" type="date" value={choice.typed.from} error={messageFor(choice.problems, 'from')} />
          <Input id="to" label="to" type="date" value={choice.typed.to} error={messageFor(choice.problems, 'to')} />
        </FilterForm>
      </Section>
      <AreaSections view={view.chosen} source={source} councils={view.councils} />
      <Movers view={view.chosen} />
    </PageFrame>
  );
}

function AreaSections({
  view,
  source,
  councils,
}: {
  readonly view: ChosenArea;
  readonly source: { readonly asAt: string; readonly source: string };
  readonly councils: number;
}) {
  const name = AREAS[view.area].name.toLowerCase();
  return (
    <>
      <Section id="over-time" question="How have grades moved?" heading={overTimeInWords(view.area, view.overTime)}>
        <GradeDistributionOverTime
          id="over-time-chart"
          title={`Grades for ${name} at the end of each year and today`}
          subtitle={`Number of ${councils} councils; a grade stands from its report until the next. A gap marks grades that do not compare.`}
          series={view.overTime.map(({ frameworks, points }) => ({
            frameworks: frameworks.map((key) => frameworkOf(key).shortName),
            points,
          }))}
          source={source}
        />
        <DistributionTable
          caption={`Grades for ${name} at the end of each year and today`}
          heading="Year"
          noneHeading="No comparable grade"
          rows={view.overTime.flatMap(({ frameworks, points }) =>
            points.map(({ day, distribution }) => ({
              key: `${frameworks[0]} ${day.toString()}`,
              name: `${day.year}, ${frameworks.length === 1 && frameworks[0] ? frameworkOf(frameworks[0]).shortName : 'ILACS'}`,
              distribution,
            })),
          )}
        />
      </Section>
      <Section id="regions" question="Where?" heading={`Grades for ${name} by region`}>
        <DistributionTable
          caption={`Councils by region and latest grade for ${name}`}
          heading="Region"
          noneHeading="No grade"
          rows={view.byRegion.map(({ region, distribution }) => ({ key: region, name: REGIONS[region], distribution }))}
        />
        <SourceLine {...source} />
      </Section>
      <Section id="frameworks" question="Under which framework?" heading={`Grades for ${name} by the framework of the latest inspection`}>
        <DistributionTable
          caption={`Councils by framework of the latest inspection and grade for ${name}`}
          heading="Framework"
          noneHeading="No grade"
          rows={view.byFramework.map(({ framework, distribution }) => ({
            key: framework,
            name: frameworkOf(framework).shortName,
            distribution,
          }))}
        />
        <SourceLine {...source} />
      </Section>
    </>
  );
}

function Movers({ view: { area, from, to, moves } }: { readonly view: ChosenArea }) {
  const up = moves.movers.filter(({ steps }) => steps > 0);
  const down = moves.movers.filter(({ steps }) => steps < 0);
  const name = AREAS[area].name.toLowerCase();
  return (
    <Section
      id="movers"
      question={`Who moved between ${dateInWords(from)} and ${dateInWords(to)}?`}
      heading={
        moves.compared === 0
          ? `No grades for ${name} compare between these two days`
          : `Of ${counted(moves.compared, 'council')} whose grades for ${name} compare, ${up.length} went up and ${down.length} down`
      }
    >
      {moves.compared === 0 ? null : (
        <>
          <Subheading>Went up</Subheading>
          <MoverTable movers={up} caption={`Councils with a higher grade for ${name}`} />
          <Subheading>Went down</Subheading>
          <MoverTable movers={down} caption={`Councils with a lower grade for ${name}`} />
        </>
      )}
      <Note>Only grades that mean the same on both days are counted. A grade stands from the day its report was published.</Note>
    </Section>
  );
}

function MoverTable({ movers, caption }: { readonly movers: readonly Mover[]; readonly caption: string }) {
  if (movers.length === 0) return <Paragraph>None in this period.</Paragraph>;
  return (
    <Table
      caption={caption}
      alignMiddle
      columns={[
        { key: 'council', heading: 'Council', width: 25 },
        { key: 'before', heading: 'Before' },
        { key: 'after', heading: 'After' },
        { key: 'change', heading: 'Change', width: 20 },
      ]}
      rows={movers.map(({ council, area, before, after, steps }) => ({
        key: `${council.slug} ${area}`,
        cells: [
          <a key="council" className="govuk-link" href={`/${council.slug}/ratings`}>
            {council.name}
          </a>,
          <Side key="before" side={before} />,
          <Side key="after" side={after} />,
          changeInWords({ kind: 'graded', steps }),
        ],
      }))}
    />
  );
}

function Side({ side: { grade, inspection } }: { readonly side: Mover['before'] }) {
  return (
    <>
      <Rating grade={grade} words={GRADES[grade].word} size="s" short />{' '}
      <a className="govuk-link" href={`/${inspection.authority}/inspections/${inspection.id}`}>
        {shortInspectionMonth(inspection)}
      </a>
    </>
  );
}

/** Parameters of the address: an unknown judgement or a day that is none is said beside its field, and the standing choice is shown. */
function parseChoice(parameters: Record<string, string | string[] | undefined>, today: CalendarDate) {
  const problems: Problem[] = [];
  const area = valuesOf(parameters['area'])[0] ?? 'help-and-protection';
  const main: readonly string[] = MAIN_AREAS;
  if (!isAreaKey(area) || !main.includes(area)) problems.push({ field: 'area', message: 'Choose one of the judgements in the list' });
  const day = (field: 'from' | 'to', standing: CalendarDate): CalendarDate => {
    const typed = valuesOf(parameters[field])[0]?.trim();
    if (!typed) return standing;
    const parsed = calendarDateSchema.safeParse(typed);
    if (parsed.success && parsed.data.year >= EARLIEST && !isBefore(today, parsed.data)) return parsed.data;
    problems.push({ field, message: `Enter a day from ${EARLIEST} to today, such as 2024-11-20` });
    return standing;
  };
  const from = day('from', today.subtract({ years: 2 }));
  const to = day('to', today);
  const backwards = isBefore(to, from);
  if (backwards) problems.push({ field: 'to', message: 'Enter a day after the first one' });
  const typed = { from: valuesOf(parameters['from'])[0] || from.toString(), to: valuesOf(parameters['to'])[0] || to.toString() };
  return {
    area: isAreaKey(area) && main.includes(area) ? area : ('help-and-protection' as const),
    period: backwards ? { from: to, to: from } : { from, to },
    typed,
    problems,
  };
}

function messageFor(problems: readonly Problem[], field: string): string | undefined {
  return problems.find((problem) => problem.field === field)?.message;
}
