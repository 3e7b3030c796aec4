import { decimalFrom, type Decimal } from './decimals';
import type { Indicator } from './indicator';

/** How the figures of several councils lie. */
export interface MedianAndRange {
  readonly median: Decimal;
  readonly lowest: Decimal;
  readonly highest: Decimal;
  /** How many of them had a figure. */
  readonly count: number;
}

/** Where a council stands among others, itself counted. First is best; where neither way is better, first is highest. */
export interface Rank {
  readonly place: number;
  readonly of: number;
  /** Whether somebody else has the same figure. */
  readonly shared: boolean;
}

/** Median and range; null for no figures. */
export function spreadOf(values: readonly Decimal[], { decimals }: Pick<Indicator, 'decimals'>): MedianAndRange | null {
  const sorted = values.toSorted((left, right) => Number(left) - Number(right));
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined) return null;
  const middle = (sorted.length - 1) / 2;
  const [below = lowest, above = lowest] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  const median = below === above ? below : decimalFrom((Number(below) + Number(above)) / 2, decimals);
  return { median, lowest, highest, count: sorted.length };
}

export function rankAmong(own: Decimal, others: readonly Decimal[], { polarity }: Pick<Indicator, 'polarity'>): Rank {
  const value = Number(own);
  const ahead = others.filter((other) => (polarity === 'lower' ? Number(other) < value : Number(other) > value));
  return { place: ahead.length + 1, of: others.length + 1, shared: others.some((other) => Number(other) === value) };
}

/** `2 of 11`, `2 of 11, the same as another`. */
export function rankInWords({ place, of, shared }: Rank): string {
  return `${place} of ${of}${shared ? ', the same as another' : ''}`;
}
