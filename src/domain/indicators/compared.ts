import type { AuthorityName } from '../authorities';
import { numberInWords, type CalendarDate, type Problem } from '../shared';
import { readingIn } from './account';
import { rankAmong, spreadOf, type MedianAndRange, type Rank } from './comparison';
import type { Indicator } from './indicator';
import { periodAgeInWords, type Period } from './periods';
import { isFigure, latestFigure, type Reading } from './reading';

/** Columns that a table of councils has room for. */
export const MOST_COMPARED_INDICATORS = 5;

/** An indicator for several councils at one period: that of the first council's latest figure, or where it has none of England's. */
export interface ComparedIndicator {
  readonly indicator: Indicator;
  readonly period: Period;
  /** Since the end of the period: `13 months`. */
  readonly age: string;
  /** One for each council, in their order; null where nothing is said of it for the period. */
  readonly readings: readonly (Reading | null)[];
  /** Of the councils beside the first; null where none has a figure. */
  readonly others: MedianAndRange | null;
  /** Of the first among those of them that have a figure; null where it has none, or nobody else has. */
  readonly rank: Rank | null;
  readonly england: Reading | null;
}

/** `councils`: series of each, that of the council itself first. Null where neither it nor England has a figure. */
export function compareAt(
  indicator: Indicator,
  { councils, england }: { readonly councils: readonly (readonly Reading[])[]; readonly england: readonly Reading[] },
  today: CalendarDate,
): ComparedIndicator | null {
  const [own = []] = councils;
  const period = (latestFigure(own) ?? latestFigure(england))?.period;
  if (period === undefined) return null;
  const readings = councils.map((series) => readingIn(series, period));
  const [first = null, ...others] = readings;
  const values = others.flatMap((reading) => (reading !== null && isFigure(reading) ? [reading.value] : []));
  return {
    indicator,
    period,
    age: periodAgeInWords(period, indicator.yearEnds, today),
    readings,
    others: spreadOf(values, indicator),
    rank: first !== null && isFigure(first) && values.length > 0 ? rankAmong(first.value, values, indicator) : null,
    england: readingIn(england, period),
  };
}

/** What the ranks tell together: "Barnsley is in the better half of those with a figure on two of five indicators". */
export function ranksInWords(council: string, compared: readonly ComparedIndicator[]): string {
  const judged = compared.flatMap(({ rank, indicator }) => (rank === null || indicator.polarity === 'neither' ? [] : [rank]));
  if (judged.length === 0) return `No indicator of ${council} can be ranked beside these councils`;
  const better = judged.filter(({ place, of }) => place * 2 <= of + 1).length;
  const all = `${numberInWords(judged.length)} ${judged.length === 1 ? 'indicator' : 'indicators'}`;
  return `${council} is in the better half of these councils on ${numberInWords(better)} of ${all}`;
}

/** Which indicators an address asks to compare; without any the first of `usual`, those of the council's overview. */
export function chooseCompared(
  asked: readonly string[],
  known: readonly Pick<Indicator, 'key'>[],
  usual: readonly string[],
): { readonly chosen: readonly string[]; readonly problems: readonly Problem[] } {
  const keys = new Set(known.map(({ key }) => key));
  const wanted = [...new Set(asked)];
  const there = wanted.filter((key) => keys.has(key));
  const chosen = wanted.length === 0 ? usual.filter((key) => keys.has(key)) : there;
  return {
    chosen: chosen.slice(0, MOST_COMPARED_INDICATORS),
    problems: [
      ...wanted
        .filter((key) => !keys.has(key))
        .map((key) => ({ field: 'indicator', message: `There is no indicator “${key}”. Choose from the list` })),
      ...(there.length > MOST_COMPARED_INDICATORS
        ? [
            {
              field: 'indicator',
              message: `Choose up to ${MOST_COMPARED_INDICATORS} indicators. The first ${MOST_COMPARED_INDICATORS} are shown`,
            },
          ]
        : []),
    ],
  };
}

/** Indicators of a council beside others. */
export interface ComparedIndicators {
  /** The council itself first. */
  readonly councils: readonly AuthorityName[];
  readonly compared: readonly ComparedIndicator[];
  readonly choices: readonly Indicator[];
  readonly chosen: readonly string[];
  readonly problems: readonly Problem[];
}
