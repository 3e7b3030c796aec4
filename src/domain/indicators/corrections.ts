import { dateInWords, momentDay, type Moment } from '../shared';
import { periodKey } from './account';
import type { Indicator } from './indicator';
import type { Period } from './periods';
import { readingInWords, type StatedReading } from './reading';

/** What a reading said before it was corrected. */
export interface Correction {
  readonly period: Period;
  readonly said: Pick<StatedReading, 'value' | 'marker' | 'base'>;
  readonly correctedAt: Moment;
  /** Why; of a published figure, by which import. */
  readonly reason: string | null;
}

/** Those of one period, the earliest first. */
export function correctionsOf(corrections: readonly Correction[], period: Period): readonly Correction[] {
  return corrections
    .filter((correction) => periodKey(correction.period) === periodKey(period))
    .toSorted((left, right) => left.correctedAt.epochMilliseconds - right.correctedAt.epochMilliseconds);
}

/** `12.1% until 3 October 2026: counted twice` */
export function correctionInWords({ said, correctedAt, reason }: Correction, indicator: Pick<Indicator, 'decimals' | 'unit'>): string {
  return `${readingInWords(said, indicator)} until ${dateInWords(momentDay(correctedAt))}${reason === null ? '' : `: ${reason}`}`;
}
