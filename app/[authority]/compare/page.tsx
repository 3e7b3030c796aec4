import type { Authority } from '@/domain/authorities';
import { AREAS, type AreaKey } from '@/domain/frameworks';
import {
  judgementIn,
  latestGraded,
  shortInspectionMonth,
  placeAmong,
  placeInEngland,
  placeInWords,
  type PlaceAmong,
  type Inspection,
} from '@/domain/inspections';
import { MOST_COMPARED_INDICATORS, ranksInWords } from '@/domain/indicators';
import { listInWords } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { MOST_COMPARED, viewComparison, type Comparison } from '@/operations/national';
import { GradeDistribution } from '@/ui/charts/grade-distribution';
import { Details } from '@/ui/govuk/details';
import { Checkboxes, FilterForm } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SourceLine } from '@/ui/govuk/source-line';
import { Table } from '@/ui/govuk/table';
import { NextLinks, Note } from '@/ui/govuk/text';
import { ComparedTable } from '@/ui/indicators/compared-table';
import { AbolishedNotice } from '@/ui/inspections/abolished-notice';
import { DistributionTable } from '@/ui/inspections/distribution-table';
import { freshness, NEXT_UPDATE } from '@/ui/inspections/report';
import { Rating } from '@/ui/ratings/rating';
import { found, valuesOf, type PageInput } from '../../answers';

export const dynamic = 'force-dynamic';

const COMPARED_AREAS = ['leadership', 'help-and-protection', 'in-care', 'care-leavers'] as const satisfies readonly AreaKey[];

/** Are others like us doing better: the council beside its ten statistical neighbours or councils of the reader's choice, and among all of England. */
export default async function ComparePage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const query = await searchParams;
  const asked = { councils: valuesOf(query['with']), indicators: valuesOf(query['indicator']) };
  const comparison = await found(viewComparison(actor, slug, asked, today));
  if (comparison.authority.abolishedOn) return <OnlyOfToday authority={comparison.authority} />;
  const { authority, rows, chosen, model, unknown, leftOut, everyCouncil, newestReport, indicators } = comparison;
  const others = rows.filter(({ council }) => council.slug !== slug);
  const ours = rows.find(({ council }) => council.slug === slug);
  const latest = ours ? latestGraded(ours.council.inspections) : null;
  const place = latest
    ? placeAmong(
        latest,
        others.flatMap(({ council }) => latestGraded(council.inspections) ?? []),
      )[0]
    : undefined;
  const compared: readonly AreaKey[] = COMPARED_AREAS;
  const national = comparison.national.filter(({ area }) => compared.includes(area));
  const beside = chosen ? 'the councils chosen' : 'its statistical neighbours';
  return (
    <PageFrame
      name="Compare"
      authority={authority}
      current="compare"
      printLandscape
      problems={[
        ...unknown.map((other) => ({ field: 'with', message: `There is no council “${other}” today. Choose councils from the list.` })),
        ...(leftOut > 0
          ? [{ field: 'with', message: `Choose ${MOST_COMPARED} councils at the most; the first ${MOST_COMPARED} are shown.` }]
          : []),
        ...(indicators?.problems ?? []).map(({ field = 'indicator', message }) => ({ field, message })),
      ]}
      caption={`Compare: ${authority.name} and ${beside}`}
      title={place ? placeInWords(authority.name, chosen ? 'chosen' : 'similar', place) : titleWithout(comparison, latest)}
    >
      <Section id="matrix" heading="Latest grades of each council" headingHidden>
        <Matrix rows={rows} ours={slug} />
        <SourceLine
          asAt={freshness(newestReport)}
          source={`Ofsted inspection reports${chosen || !model ? '' : `; Department for Education statistical neighbours, ${model} model`}`}
          nextUpdate={NEXT_UPDATE}
        />
        <Note>
          {chosen ? '' : 'Closest neighbour first. '}“Requires improvement” is short for “requires improvement to be good”. Before 2023 care
          leavers were judged together with children in care; such grades are not counted in the title for those two judgements.
        </Note>
        <div className="app-fold app-no-print">
          <Details
            summary="Choose other councils and indicators"
            open={unknown.length > 0 || leftOut > 0 || (indicators?.problems ?? []).length > 0}
          >
            <FilterForm
              action={`/${slug}/compare`}
              label="Choose councils and indicators to compare"
              submit="Compare"
              {...(chosen || asked.indicators.length > 0 ? { clearHref: `/${slug}/compare` } : {})}
            >
              <Checkboxes
                id="with"
                legend="Councils to put beside this one"
                hint={`Up to ${MOST_COMPARED}. With none chosen, the ten statistical neighbours are shown.`}
                choices={everyCouncil
                  .filter((council) => council.slug !== slug)
                  .map((council) => ({ value: council.slug, text: council.name }))}
                values={chosen ? others.map(({ council }) => council.slug) : []}
                inColumns
              />
              <Checkboxes
                id="indicator"
                legend="Indicators"
                hint={`Up to ${MOST_COMPARED_INDICATORS}. With none chosen, those of the overview are shown.`}
                error={indicators?.problems[0]?.message}
                choices={(indicators?.choices ?? []).map(({ key, name }) => ({ value: key, text: name }))}
                values={asked.indicators.length > 0 ? (indicators?.chosen ?? []) : []}
                inColumns
              />
            </FilterForm>
          </Details>
        </div>
      </Section>
      {indicators === null || indicators.compared.length === 0 ? null : (
        <Section
          id="indicators"
          question="Does practice differ as the grades do?"
          heading={ranksInWords(authority.name, indicators.compared)}
        >
          <ComparedTable comparison={indicators} />
          <SourceLine
            asAt="the periods shown"
            source={`Department for Education: ${listInWords([...new Set(indicators.compared.map(({ indicator }) => indicator.source.name))])}${chosen || !model ? '' : `; statistical neighbours, ${model} model`}`}
          />
          <Note>
            All councils at the period of {authority.name}’s latest figure. Rank and median count only those that have a number then; the
            rank counts from the best, or from the highest where neither way is better.
          </Note>
          <NextLinks links={[{ text: 'The same over the years, councils of your choice', href: `/${slug}/explorer` }]} />
        </Section>
      )}
      <Section id="england" question="How does that compare with England?" heading={englandInWords(comparison, place)}>
        <GradeDistribution
          id="england-chart"
          title="Latest grade of each council, by judgement"
          subtitle={`Number of the ${everyCouncil.length} councils with each grade at their latest inspection`}
          rows={national.map(({ area, distribution }) => ({
            area,
            distribution,
            here: latest ? (judgementIn(latest, area)?.grade ?? null) : null,
          }))}
          hereLabel={`${authority.name} is here`}
          source={{ asAt: freshness(newestReport), source: `Ofsted inspection reports for ${everyCouncil.length} councils` }}
        />
        <DistributionTable
          caption="Councils with each grade, latest inspection"
          heading="Judgement"
          rows={national.map(({ area, distribution }) => ({ key: area, name: AREAS[area].fullName, distribution }))}
        />
        <NextLinks links={[{ text: 'England by region and over time', href: '/national' }]} />
      </Section>
    </PageFrame>
  );
}

function OnlyOfToday({ authority }: { readonly authority: Authority }) {
  return (
    <PageFrame
      name="Compare"
      authority={authority}
      current="compare"
      title={`${authority.name} is no more, so it is not compared with councils of today`}
    >
      <AbolishedNotice authority={authority} />
      <NextLinks links={[{ text: `What Ofsted judged of ${authority.name}`, href: `/${authority.slug}/ratings` }]} />
    </PageFrame>
  );
}

function Matrix({ rows, ours }: { readonly rows: Comparison['rows']; readonly ours: string }) {
  return (
    <Table
      caption="Latest grades by council and judgement"
      look="matrix"
      alignMiddle
      columns={[
        { key: 'council', heading: 'Council' },
        ...COMPARED_AREAS.map((area) => ({ key: area, heading: AREAS[area].name })),
        { key: 'inspected', heading: 'Inspected' },
      ]}
      rows={rows.map(({ council }) => {
        const latest = latestGraded(council.inspections);
        return {
          key: council.slug,
          ours: council.slug === ours,
          cells: [
            <a key="council" className="govuk-link" href={`/${council.slug}/ratings`}>
              {council.name}
            </a>,
            ...COMPARED_AREAS.map((area) => <LatestGrade key={area} latest={latest} area={area} />),
            latest ? (
              <a key="inspected" className="govuk-link" href={`/${council.slug}/inspections/${latest.id}`}>
                {shortInspectionMonth(latest)}
              </a>
            ) : (
              'Not recorded'
            ),
          ],
        };
      })}
    />
  );
}

function LatestGrade({ latest, area }: { readonly latest: Inspection | null; readonly area: AreaKey }) {
  const judgement = latest && judgementIn(latest, area);
  if (!judgement) return 'Not recorded';
  if (judgement.grade === null && judgement.absence === 'not-judged') return judgement.words;
  return <Rating grade={judgement.grade} absence={judgement.absence} words={judgement.words} size="s" short />;
}

function titleWithout({ authority }: Comparison, latest: Inspection | null): string {
  if (authority.abolishedOn) return `${authority.name} no longer exists, so it is not compared with other councils`;
  return latest ? `${authority.name} beside other councils` : `No inspection of ${authority.name} is recorded, so nothing can be compared`;
}

function englandInWords({ authority, national, everyCouncil }: Comparison, place: PlaceAmong | undefined): string {
  const row = national.find(({ area }) => area === place?.area);
  return row && place
    ? placeInEngland(authority.name, place.area, place.grade, row.distribution)
    : `Latest grades of ${everyCouncil.length} councils`;
}
