import {
  figureInWords,
  indicatorRows,
  isFigure,
  limitsOf,
  periodInWords,
  readingIn,
  readingInWords,
  UNITS,
  type Indicator,
  type IndicatorFigures,
  type Reading,
} from '@/domain/indicators';
import { ScrollRegion, SubLine, Table } from '../govuk/table';

/** The figures that the chart draws, newest first. */
export function YearTable({ figures }: { readonly figures: IndicatorFigures }) {
  const { indicator, authority, neighbours: others, region } = figures;
  const rows = indicatorRows(figures).toReversed();
  // Nobody else measures what is the council's own.
  const isCompared = indicator.authority === null;
  return (
    <Table
      caption={`${indicator.name}, ${UNITS[indicator.unit].words}`}
      captionVisible
      dense
      stack="wide"
      columns={[
        { key: 'period', heading: 'Period' },
        { key: 'own', heading: authority.name, numeric: true },
        { key: 'range', heading: 'By chance between', numeric: true },
        ...(isCompared
          ? [
              { key: 'neighbours', heading: 'Neighbours’ median', numeric: true },
              { key: 'region', heading: region.name, numeric: true },
              { key: 'england', heading: 'England', numeric: true },
            ]
          : []),
      ]}
      rows={rows.map(({ key, period, own: reading, neighbours, region: regional, england: national }) => ({
        key,
        cells: [
          periodInWords(period),
          <b key="own">{shortest(reading, indicator)}</b>,
          rangeOf(reading, indicator),
          neighbours === null ? (
            'No figure'
          ) : (
            <>
              {figureInWords(neighbours.median, indicator)}
              <SubLine>
                {`${neighbours.count === others.length ? '' : `of ${neighbours.count}, `}${figureInWords(neighbours.lowest, indicator)} to ${figureInWords(neighbours.highest, indicator)}`}
              </SubLine>
            </>
          ),
          shortest(regional, indicator),
          shortest(national, indicator),
        ],
      }))}
    />
  );
}

/** Every neighbour year by year, the council itself first. */
export function NeighbourFigures({ figures }: { readonly figures: IndicatorFigures }) {
  const { indicator, authority, council, neighbours } = figures;
  const rows = indicatorRows(figures);
  const caption = `${indicator.name}, ${UNITS[indicator.unit].words}, by council`;
  return (
    <ScrollRegion label={caption}>
      <Table
        caption={caption}
        stack="never"
        dense
        columns={[
          { key: 'council', heading: 'Council' },
          ...rows.map(({ key, period }) => ({ key, heading: periodInWords(period), numeric: true })),
        ]}
        rows={[{ ...authority, series: council }, ...neighbours].map(({ slug, name, series }) => ({
          key: slug,
          ours: slug === authority.slug,
          cells: [name, ...rows.map(({ period }) => shortest(readingIn(series, period), indicator))],
        }))}
      />
    </ScrollRegion>
  );
}

/** The unit stands in the caption. */
function plain(reading: Reading | null, indicator: Indicator): string {
  if (reading === null) return 'No figure';
  return reading.value === null ? readingInWords(reading, indicator) : figureInWords(reading.value, indicator);
}

/** A whole sentence in a cell of figures would push the columns apart. */
function shortest(reading: Reading | null, indicator: Indicator) {
  const words = plain(reading, indicator);
  return reading !== null && isFigure(reading) ? words : <span className="app-table__words">{words}</span>;
}

function rangeOf(reading: Reading | null, indicator: Indicator): string {
  const limits = reading && limitsOf(reading, indicator);
  return limits === null ? 'Not known' : `${figureInWords(limits.low, indicator)} to ${figureInWords(limits.high, indicator)}`;
}
