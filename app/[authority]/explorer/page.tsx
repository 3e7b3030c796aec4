import {
  BESIDE,
  FREQUENCIES,
  MOST_EXPLORED,
  periodAndAge,
  POLARITIES,
  spanInWords,
  standingInWords,
  UNITS,
  verdictsInWords,
  type ExploredIndicator,
} from '@/domain/indicators';
import { listInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewExplorer, type ExplorerView } from '@/operations/indicators';
import { ExplorerChart } from '@/ui/charts/explorer-chart';
import { prepareExplorer } from '@/ui/charts/prepare-explorer';
import { Details } from '@/ui/govuk/details';
import { Checkboxes, FilterForm } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { ExploredTable } from '@/ui/indicators/explored-table';
import { MethodNote } from '@/ui/indicators/method-note';
import { AbolishedNotice } from '@/ui/inspections/abolished-notice';
import { found, type PageInput } from '../../answers';
import { askedSeries, explorerAddress } from './address';

export const dynamic = 'force-dynamic';

/** How do figures of the reader's choice move together: indicators of a council beside other places, all chosen in the address. */
export default async function ExplorerPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const view = await found(viewExplorer(actor, slug, askedSeries(await searchParams), today));
  const { authority, model, chosen, problems, explored } = view;
  return (
    <PageFrame
      name="Explore indicators"
      authority={authority}
      current="indicators"
      breadcrumbs={[
        { text: 'Overview', href: `/${slug}` },
        { text: 'Indicators', href: `/${slug}/indicators` },
      ]}
      printLandscape
      problems={problems.map(({ field = 'indicator', message }) => ({ field, message }))}
      caption={`Explore indicators of ${authority.name}`}
      title={titleOf(view)}
    >
      <AbolishedNotice authority={authority} />
      <div className="app-no-print">
        <Details summary="Choose indicators and councils" open={problems.length > 0}>
          <Choices slug={slug} view={view} />
        </Details>
      </div>
      {explored.map((each) => (
        <Explored key={each.indicator.key} slug={slug} council={authority.name} explored={each} model={model} />
      ))}
      {explored.length === 0 ? null : (
        <Section
          id="file"
          question="How are these figures counted?"
          heading="A change is called one only where it is more than chance explains"
        >
          <MethodNote model={chosen.beside.includes('neighbours') ? model : null} />
          <NextLinks links={[{ text: 'These figures as a CSV file', href: explorerAddress(slug, chosen, 'explorer.csv') }]} />
        </Section>
      )}
    </PageFrame>
  );
}

function Explored({
  slug,
  council,
  explored,
  model,
}: {
  readonly slug: string;
  readonly council: string;
  readonly explored: ExploredIndicator;
  readonly model: string | null;
}) {
  const { indicator, standing, series } = explored;
  const { latest } = standing;
  const drawing = prepareExplorer(explored);
  const heading = spanInWords(explored) ?? standingInWords(council, { indicator, series: explored.council, standing });
  const median = series.find(({ key }) => key === 'neighbours');
  const places = series.map(({ key, name }) => (key === 'neighbours' ? 'the neighbours’ median' : name));
  return (
    <Section id={indicator.key} question={indicator.name} heading={heading}>
      {drawing === null ? (
        <Paragraph>There is nothing to draw.</Paragraph>
      ) : (
        <>
          <ExplorerChart
            id={`${indicator.key}-chart`}
            title={`${indicator.name}: ${heading}`}
            subtitle={`${startWithCapital(UNITS[indicator.unit].words)}. ${POLARITIES[indicator.polarity]}. ${startWithCapital(listInWords(places))}.`}
            model={drawing}
            source={{
              asAt: latest === null ? 'the periods shown' : periodAndAge(latest, indicator),
              source: `${indicator.source.publisher}, ${indicator.source.name}`,
              nextUpdate: `${FREQUENCIES[indicator.frequency].often.toLowerCase()}; shown once it is ${indicator.authority === null ? 'imported' : 'entered'}`,
            }}
          />
          <ExploredTable explored={explored} />
          {indicator.authority === null ? null : (
            <Note>The council counts this itself: nobody has published it, and no other council’s figure stands beside it.</Note>
          )}
          {median === undefined || model === null ? null : (
            <Note>{`${median.name} of the Department for Education; in a period for which fewer have a figure the table says of how many.`}</Note>
          )}
        </>
      )}
      <NextLinks
        links={[{ text: `${indicator.name} with inspections, decisions and doubts`, href: `/${slug}/indicators/${indicator.key}` }]}
      />
    </Section>
  );
}

function Choices({ slug, view: { authority, model, choices, chosen, problems } }: { readonly slug: string; readonly view: ExplorerView }) {
  const error = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const beside = [
    ...(model === null ? [] : [{ value: 'neighbours', text: `${BESIDE.neighbours}, ${model} model` }]),
    { value: 'region', text: BESIDE.region },
    { value: 'england', text: BESIDE.england },
  ];
  return (
    <FilterForm action={`/${slug}/explorer`} label="Choose indicators and councils" submit="Show" clearHref={`/${slug}/explorer`}>
      <Checkboxes
        id="indicator"
        legend="Indicators"
        hint={`Up to ${MOST_EXPLORED.indicators}, each with a chart of its own.`}
        error={error('indicator')}
        choices={choices.indicators.map(({ key, name, authority: owner }) => ({
          value: key,
          text: owner === null ? name : `${name} (the council’s own)`,
        }))}
        values={chosen.indicators}
        inColumns
      />
      <Checkboxes id="beside" legend={`Beside ${authority.name}`} choices={beside} values={chosen.beside} />
      <Details summary="Other councils" open={chosen.councils.length > 0 || error('with') !== undefined}>
        <Checkboxes
          id="with"
          legend="Other councils"
          hint={`Up to ${MOST_EXPLORED.councils}.`}
          error={error('with')}
          choices={choices.councils
            .filter((council) => council.slug !== slug)
            .map((council) => ({ value: council.slug, text: council.name }))}
          values={chosen.councils}
          inColumns
        />
      </Details>
    </FilterForm>
  );
}

function titleOf({ authority, explored }: ExplorerView): string {
  const [first, ...others] = explored;
  if (first === undefined) return 'No indicator is published yet';
  return others.length === 0
    ? standingInWords(authority.name, { indicator: first.indicator, series: first.council, standing: first.standing })
    : verdictsInWords(explored);
}
