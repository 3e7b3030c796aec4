import type { AuthorityName } from '../authorities';
import { counted, type Problem } from '../shared';
import { neighboursInWords, periodsIn, readingIn } from './account';
import type { Indicator } from './indicator';
import type { Marker } from './markers';
import type { Period } from './periods';
import type { Measured, Reading } from './reading';
import type { NeighbourPeriod, Standing } from './standing';

/** What can stand beside a council besides other councils. */
export const BESIDE = {
  neighbours: 'The median of similar councils',
  region: 'Its region',
  england: 'England',
} as const;

export type Beside = keyof typeof BESIDE;

/** A chart for each indicator, a line for each place: more of either would tell nobody anything. */
export const MOST_EXPLORED = { indicators: 4, councils: 4 } as const;

/** What a reader wants to see beside a council's own figures. */
export interface Exploration {
  /** Keys. */
  readonly indicators: readonly string[];
  readonly beside: readonly Beside[];
  /** Slugs of other councils. */
  readonly councils: readonly string[];
}

/** An indicator as it is explored: a series for each place, the council's own first. */
export interface ExploredIndicator {
  readonly indicator: Indicator;
  readonly standing: Standing;
  /** The council's own. */
  readonly council: readonly Reading[];
  readonly series: readonly PlaceSeries[];
}

export interface PlaceSeries {
  /** `own`, what stands beside, or the slug of another council. */
  readonly key: string;
  readonly name: string;
  /** Earliest first. */
  readonly points: readonly PlacePoint[];
}

export interface PlacePoint extends Measured {
  readonly marker: Marker | null;
  /** Of how many councils it is the median; null for what is published. */
  readonly counted: number | null;
  /** The name of the publication. */
  readonly source: string;
}

/** A period of an explored indicator: chart, table and file are made from these. A point for each series, null where nothing is said. */
export interface ExploredRow {
  readonly key: string;
  readonly period: Period;
  readonly points: readonly (PlacePoint | null)[];
}

/** What an address asks for, as far as it is there: an address that names nothing gets the first of `usual`, beside what most begin with. */
export function chooseSeries(
  asked: { readonly indicators: readonly string[]; readonly beside: readonly string[]; readonly councils: readonly string[] },
  known: {
    readonly indicators: readonly Pick<Indicator, 'key'>[];
    readonly councils: readonly AuthorityName[];
    readonly own: string;
    /** Those of the council's overview. */
    readonly usual: readonly string[];
  },
): { readonly chosen: Exploration; readonly problems: readonly Problem[] } {
  const [indicators, councils] = [[...new Set(asked.indicators)], [...new Set(asked.councils)].filter((slug) => slug !== known.own)];
  const keys = new Set(known.indicators.map(({ key }) => key));
  const slugs = new Set(known.councils.map(({ slug }) => slug));
  const there = { indicators: indicators.filter((key) => keys.has(key)), councils: councils.filter((slug) => slugs.has(slug)) };
  const isNothingAsked = indicators.length === 0 && councils.length === 0 && asked.beside.length === 0;
  const chosen = there.indicators.slice(0, MOST_EXPLORED.indicators);
  const first = known.usual.find((key) => keys.has(key)) ?? known.indicators[0]?.key;
  return {
    chosen: {
      indicators: chosen.length > 0 || first === undefined ? chosen : [first],
      beside: isNothingAsked ? ['neighbours', 'england'] : BESIDE_KEYS.filter((key) => asked.beside.includes(key)),
      councils: there.councils.slice(0, MOST_EXPLORED.councils),
    },
    problems: [
      ...(isNothingAsked || indicators.length > 0 ? [] : [{ field: 'indicator', message: 'Choose at least one indicator' }]),
      ...indicators
        .filter((key) => !keys.has(key))
        .map((key) => ({ field: 'indicator', message: `There is no indicator “${key}”. Choose from the list` })),
      ...councils
        .filter((slug) => !slugs.has(slug))
        .map((slug) => ({ field: 'with', message: `There is no council “${slug}” today. Choose from the list` })),
      ...tooMany('indicator', there.indicators, MOST_EXPLORED.indicators, 'indicator'),
      ...tooMany('with', there.councils, MOST_EXPLORED.councils, 'council'),
    ],
  };
}

/** Published readings as a place's series. */
export function seriesOfPlace(key: string, name: string, readings: readonly Reading[]): PlaceSeries {
  return {
    key,
    name,
    points: readings.map(({ period, value, marker, base, source }) => ({
      period,
      value,
      marker,
      base,
      counted: null,
      source: source.name,
    })),
  };
}

/** The median of similar councils as a series. */
export function seriesOfMedian(periods: readonly NeighbourPeriod[], neighbours: number, model: string, source: string): PlaceSeries {
  return {
    key: 'neighbours',
    name: `Median of ${neighboursInWords(neighbours, model)}`,
    points: periods.map(({ period, spread: { median, count } }) => ({
      period,
      value: median,
      marker: null,
      base: null,
      counted: count,
      source,
    })),
  };
}

/** One row for each period of which any series says something, earliest first. */
export function exploredRows({ series }: Pick<ExploredIndicator, 'series'>): readonly ExploredRow[] {
  return periodsIn(series.map(({ points }) => points)).map(({ key, period }) => ({
    key,
    period,
    points: series.map(({ points }) => readingIn(points, period)),
  }));
}

const BESIDE_KEYS = ['neighbours', 'region', 'england'] as const satisfies readonly Beside[];

function tooMany(field: string, chosen: readonly string[], most: number, what: string): readonly Problem[] {
  return chosen.length > most ? [{ field, message: `Choose up to ${counted(most, what)}. The first ${most} are shown` }] : [];
}
