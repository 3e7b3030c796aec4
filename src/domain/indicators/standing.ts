import type { CalendarDate } from '../shared';
import { changeOverAYear, limitsOf, type Change, type Limits } from './change';
import { rankAmong, spreadOf, type MedianAndRange, type Rank } from './comparison';
import { geographyKind } from './geographies';
import type { Indicator } from './indicator';
import { byPeriod, periodAgeInWords, periodBegins, periodEnds, type Period } from './periods';
import { isFigure, latestFigure, type Figure, type Reading } from './reading';

/** Members are told how old a figure is once it is older than this. */
const OLD_AFTER_MONTHS = 12;

/** What is known of an indicator around one council: each earliest first, one reading a period. */
export interface Surroundings {
  readonly council: readonly Reading[];
  readonly neighbours: readonly (readonly Reading[])[];
  readonly region: readonly Reading[];
  readonly england: readonly Reading[];
}

/** Where a council stands with an indicator. */
export interface Standing {
  /** The newest reading, which may be a marker; null where there is none at all. */
  readonly newest: Reading | null;
  /** The newest that is a number, with what belongs to it. */
  readonly latest: LatestFigure | null;
}

export interface LatestFigure {
  readonly reading: Figure<Reading>;
  /** Since the end of its period: `13 months`. */
  readonly age: string;
  readonly isOld: boolean;
  /** Of several councils together, of which this is one. */
  readonly isJoint: boolean;
  readonly limits: Limits | null;
  /** From the figure a year before; null where that is missing. */
  readonly change: Change | null;
  /** All others at the same period; null where they have no figure for it. */
  readonly neighbours: MedianAndRange | null;
  /** Among itself and those neighbours that have a figure; null where none has. */
  readonly rank: Rank | null;
  readonly region: Figure<Reading> | null;
  readonly england: Figure<Reading> | null;
}

/** One period of the neighbours together. */
export interface NeighbourPeriod {
  readonly period: Period;
  readonly spread: MedianAndRange;
}

/** A council's readings in order, one a period: its own before one that it shares with others. */
export function seriesOf<Of extends Pick<Reading, 'geography' | 'period'>>(readings: readonly Of[]): readonly Of[] {
  const ordered = readings.toSorted((left, right) => Number(isJoint(left)) - Number(isJoint(right)));
  const first = new Map(ordered.toReversed().map((reading) => [periodBegins(reading.period).toString(), reading]));
  return [...first.values()].toSorted((left, right) => byPeriod(left.period, right.period));
}

export function standingOf(indicator: Indicator, { council, neighbours, region, england }: Surroundings, today: CalendarDate): Standing {
  const newest = council.at(-1) ?? null;
  const reading = latestFigure(council);
  if (reading === null) return { newest, latest: null };
  const { period, value } = reading;
  const others = neighbours.map((readings) => figureOf(readings, period)).filter((figure) => figure !== null);
  const values = others.map((figure) => figure.value);
  return {
    newest,
    latest: {
      reading,
      age: periodAgeInWords(period, indicator.yearEnds, today),
      isOld: periodEnds(period, indicator.yearEnds).until(today, { largestUnit: 'month' }).months > OLD_AFTER_MONTHS,
      isJoint: isJoint(reading),
      limits: limitsOf(reading, indicator),
      change: changeOverAYear(council, indicator),
      neighbours: spreadOf(values, indicator),
      rank: values.length === 0 ? null : rankAmong(value, values, indicator),
      region: figureOf(region, period),
      england: figureOf(england, period),
    },
  };
}

/** Median and range of the neighbours, period by period, earliest first; periods in which none has a figure are left out. */
export function neighbourPeriods(indicator: Indicator, neighbours: readonly (readonly Reading[])[]): readonly NeighbourPeriod[] {
  const figures = neighbours.flat().filter(isFigure);
  return [...Map.groupBy(figures, ({ period }) => periodBegins(period).toString()).values()]
    .flatMap((its) => {
      const [first] = its;
      const spread = spreadOf(
        its.map(({ value }) => value),
        indicator,
      );
      return first && spread ? [{ period: first.period, spread }] : [];
    })
    .toSorted((left, right) => byPeriod(left.period, right.period));
}

function figureOf(readings: readonly Reading[], period: Period): Figure<Reading> | null {
  return readings.filter(isFigure).find((reading) => byPeriod(reading.period, period) === 0) ?? null;
}

function isJoint({ geography }: Pick<Reading, 'geography'>): boolean {
  return geographyKind(geography) === 'joint';
}
