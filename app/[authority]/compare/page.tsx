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
  const comparison = await found(viewComparison(actor, slug, valuesOf((await searchParams)['with']), today));
  if (comparison.authority.abolishedOn) return <OnlyOfToday authority={comparison.authority} />;
  const { authority, rows, chosen, model, unknown, leftOut, everyCouncil, newestReport } = comparison;
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
          <Details summary="Choose other councils" open={unknown.length > 0 || leftOut > 0}>
            <FilterForm
              action={`/${slug}/compare`}
              label="Choose councils to compare"
              submit="Compare"
              {...(chosen ? { clearHref: `/${slug}/compare` } : {})}
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
            </FilterForm>
          </Details>
        </div>
      </Section>
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
