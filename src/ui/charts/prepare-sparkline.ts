import { scaleLinear } from 'd3-scale';
import { isFigure, isNextPeriod, periodEnds, type Figure, type Indicator, type Measured, type Reading } from '@/domain/indicators';
import { timeScale } from './time-scale';

/** Pixels at one to one. */
export const SPARKLINE = { width: 116, height: 34, margin: 5 } as const;

/** A council's own figures as a line without letters, on a baseline of nought; the row beside it says the numbers. Null for no figure. */
export function layoutSparkline(readings: readonly Reading[], { yearEnds }: Pick<Indicator, 'yearEnds'>): SparklineLayout | null {
  const figures = readings.filter(isFigure);
  const [first, last] = [figures[0], figures.at(-1)];
  if (first === undefined || last === undefined) return null;
  const { width, height, margin } = SPARKLINE;
  const [from, to] = [periodEnds(first.period, yearEnds), periodEnds(last.period, yearEnds)];
  // One figure has no span of time: it stands at the end, where the latest always stands.
  const x = timeScale(from.equals(to) ? from.subtract({ years: 1 }) : from, to, margin, width - margin);
  const values = figures.map(({ value }) => Number(value));
  const y = scaleLinear([Math.min(0, ...values), Math.max(...values) || 1], [height - margin, margin]);
  const place = ({ period, value }: Figure<Reading>): Point => ({ x: x(periodEnds(period, yearEnds)), y: y(Number(value)) });
  return { baseline: y(0), segments: segmentsOf(readings).map((segment) => segment.map(place)), latest: place(last) };
}

/** The same of figures that come evenly, null for a gap. */
export function layoutSeries(values: readonly (number | null)[]): SparklineLayout | null {
  const figures = values.filter((value) => value !== null);
  if (figures.length === 0) return null;
  const { width, height, margin } = SPARKLINE;
  const x = scaleLinear([Math.min(0, values.length - 2), values.length - 1], [margin, width - margin]);
  const y = scaleLinear([Math.min(0, ...figures), Math.max(...figures) || 1], [height - margin, margin]);
  const segments: Point[][] = [];
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const point = { x: x(index), y: y(value) };
    const segment = segments.at(-1);
    if (segment !== undefined && (values[index - 1] ?? null) !== null) segment.push(point);
    else segments.push([point]);
  }
  const latest = segments.at(-1)?.at(-1);
  return latest === undefined ? null : { baseline: y(0), segments, latest };
}

/** Figures that follow one another without a gap: a marker or a period that is missing breaks the line. */
export function segmentsOf<Of extends Measured>(readings: readonly Of[]): readonly (readonly Figure<Of>[])[] {
  const segments: Figure<Of>[][] = [];
  for (const reading of readings) {
    if (!isFigure(reading)) continue;
    const segment = segments.at(-1);
    const before = segment?.at(-1);
    if (segment !== undefined && before !== undefined && isNextPeriod(reading.period, before.period)) segment.push(reading);
    else segments.push([reading]);
  }
  return segments;
}

export interface SparklineLayout {
  readonly baseline: number;
  /** Of one point each where a figure stands alone. */
  readonly segments: readonly (readonly Point[])[];
  readonly latest: Point;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
