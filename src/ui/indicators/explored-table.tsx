import {
  exploredRows,
  figureInWords,
  periodInWords,
  readingInWords,
  UNITS,
  type ExploredIndicator,
  type Indicator,
  type PlacePoint,
} from '@/domain/indicators';
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
            ...points.map((point, index) => <PointCell key={series[index]?.key} point={point} indicator={indicator} most={most} />),
          ],
        }))}
    />
  );
}

/** A median says of how many it is where not all have a figure. */
function PointCell({
  point,
  indicator,
  most,
}: {
  readonly point: PlacePoint | null;
  readonly indicator: Indicator;
  readonly most: number;
}) {
  if (point === null) return <span className="app-table__words">No figure</span>;
  if (point.value === null) return <span className="app-table__words">{readingInWords(point, indicator)}</span>;
  return (
    <>
      {figureInWords(point.value, indicator)}
      {point.counted === null || point.counted === most ? null : <SubLine>{`of ${point.counted}`}</SubLine>}
    </>
  );
}
