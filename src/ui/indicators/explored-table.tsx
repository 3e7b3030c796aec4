import { exploredRows, figureInWords, periodInWords, readingInWords, UNITS, type ExploredIndicator } from '@/domain/indicators';
import { SubLine, Table } from '../govuk/table';

/** The figures that an explorer's chart draws, newest first. The unit stands in the caption. */
export function ExploredTable({ explored: { indicator, series } }: { readonly explored: ExploredIndicator }) {
  const most = Math.max(0, ...series.flatMap(({ points }) => points.map(({ counted }) => counted ?? 0)));
  return (
    <Table
      caption={`${indicator.name}, ${UNITS[indicator.unit].words}`}
      captionVisible
      dense
      stack="wide"
      columns={[
        { key: 'period', heading: 'Period' },
        ...series.map(({ key, name }) => ({ key, heading: key === 'neighbours' ? 'Neighbours’ median' : name, numeric: true })),
      ]}
      rows={exploredRows({ series })
        .toReversed()
        .map(({ key, period, points }) => ({
          key,
          cells: [
            periodInWords(period),
            ...points.map((point) => {
              if (point === null || point.value === null) {
                return <span className="app-table__words">{point === null ? 'No figure' : readingInWords(point, indicator)}</span>;
              }
              const figure = figureInWords(point.value, indicator);
              return point.counted === null || point.counted === most ? (
                figure
              ) : (
                <>
                  {figure}
                  <SubLine>{`of ${point.counted}`}</SubLine>
                </>
              );
            }),
          ],
        }))}
    />
  );
}
