import { decimalFrom, roundDecimal, type Decimal } from './decimals';
import { figureInWords, UNITS, type Indicator } from './indicator';
import { figureAYearBefore, isFigure, latestFigure, type Measured } from './reading';

/** Two-sided, for 95 in 100. */
const Z = 1.959964;

/** What the limits are, for pages and tables that use them. */
export const METHOD = {
  limits: 'Limits of expected variation: Wilson’s score interval, 95%',
  change:
    'A change is called one only where it is more than chance explains: where Newcombe’s interval for the difference of two shares, 95%, does not reach nought',
  unknown: 'Whether this is more than chance cannot be said: the numbers behind the figure are not known',
} as const;

/** What a change means. Only what small numbers do not explain is called better, worse or changed. */
export type Verdict = 'better' | 'worse' | 'changed' | 'about-the-same' | 'cannot-be-said';

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  better: 'Better',
  worse: 'Worse',
  changed: 'Changed',
  'about-the-same': 'About the same',
  'cannot-be-said': 'Cannot be said',
};

export interface Change {
  /** The later figure less the earlier one, rounded as figures are. */
  readonly difference: Decimal;
  readonly direction: 'up' | 'down' | 'none';
  /** Null where it cannot be said. */
  readonly beyondChance: boolean | null;
  readonly verdict: Verdict;
}

export interface Limits {
  readonly low: Decimal;
  readonly high: Decimal;
}

type Judged = Pick<Indicator, 'unit' | 'decimals' | 'polarity'>;

/** Between which limits a figure would come out by chance alone (Wilson's score interval, 95%); null where the count behind it is not known. */
export function limitsOf(reading: Measured, { unit, decimals }: Pick<Indicator, 'unit' | 'decimals'>): Limits | null {
  const share = shareOf(reading, unit);
  if (share === null) return null;
  const { low, high } = wilson(share);
  const scale = UNITS[unit].scale ?? 1;
  return { low: decimalFrom(low * scale, decimals), high: decimalFrom(high * scale, decimals) };
}

/** How a figure changed, and whether that is more than small numbers explain; null where one of the two is no number. */
export function changeBetween(earlier: Measured, later: Measured, indicator: Judged): Change | null {
  if (!isFigure(earlier) || !isFigure(later)) return null;
  const { decimals, unit, polarity } = indicator;
  const [before, after] = [roundDecimal(earlier.value, decimals), roundDecimal(later.value, decimals)];
  const difference = decimalFrom(Number(after) - Number(before), decimals);
  const direction = before === after ? 'none' : Number(after) > Number(before) ? 'up' : 'down';
  const beyondChance = direction === 'none' ? false : beyond(shareOf(earlier, unit), shareOf(later, unit));
  return { difference, direction, beyondChance, verdict: verdictOf(direction, beyondChance, polarity) };
}

/** How the latest figure differs from the one a year before it; null where either is missing. */
export function changeOverAYear(readings: readonly Measured[], indicator: Judged): Change | null {
  const latest = latestFigure(readings);
  const before = latest && figureAYearBefore(readings, latest);
  return latest && before ? changeBetween(before, latest, indicator) : null;
}

/** Whether the latest figure is worse than a year before, beyond what small numbers explain. */
export function isGettingWorse(readings: readonly Measured[], indicator: Judged): boolean {
  return changeOverAYear(readings, indicator)?.verdict === 'worse';
}

/** `Better: down 6.2 to 13.0`, `About the same: up 0.4 to 25.5`; a share's change is in points. */
export function changeInWords(change: Change, later: Measured, indicator: Judged): string {
  const to = isFigure(later) ? ` to ${figureInWords(later.value, indicator)}` : '';
  const by =
    change.direction === 'none'
      ? 'no change'
      : `${change.direction} ${figureInWords(change.difference.replace('-', ''), indicator)}${points(indicator)}${to}`;
  return `${VERDICTS[change.verdict]}: ${by}`;
}

function points({ unit }: Judged): string {
  return unit === 'percent' ? ' percentage points' : '';
}

function verdictOf(direction: Change['direction'], beyondChance: boolean | null, polarity: Indicator['polarity']): Verdict {
  if (beyondChance === null) return 'cannot-be-said';
  if (!beyondChance || direction === 'none') return 'about-the-same';
  if (polarity === 'neither') return 'changed';
  return (direction === 'up') === (polarity === 'higher') ? 'better' : 'worse';
}

/** The figure as a share and of how many; null where that is not known, or the figure is no share of them. */
function shareOf({ value, base }: Measured, unit: Indicator['unit']): Share | null {
  const { scale } = UNITS[unit];
  if (scale === null || value === null || base === null) return null;
  const [share, count] = [Number(value) / scale, Number(base)];
  return share >= 0 && share <= 1 && count >= 1 ? { share, count } : null;
}

/** Wilson, E.B. (1927): holds also for shares near nothing and of few, where the usual interval fails. */
function wilson({ share, count }: Share): { readonly low: number; readonly high: number } {
  const denominator = 1 + Z ** 2 / count;
  const middle = (share + Z ** 2 / (2 * count)) / denominator;
  const half = (Z / denominator) * Math.sqrt((share * (1 - share)) / count + Z ** 2 / (4 * count ** 2));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Newcombe, R.G. (1998), method 10: the interval of a difference from Wilson's intervals of both shares. */
function beyond(earlier: Share | null, later: Share | null): boolean | null {
  if (earlier === null || later === null) return null;
  const [first, second] = [wilson(earlier), wilson(later)];
  const difference = later.share - earlier.share;
  const low = difference - Math.hypot(later.share - second.low, first.high - earlier.share);
  const high = difference + Math.hypot(second.high - later.share, earlier.share - first.low);
  return low > 0 || high < 0;
}

interface Share {
  readonly share: number;
  readonly count: number;
}
