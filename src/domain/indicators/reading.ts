import { z } from 'zod';
import { counted, listInWords, type Moment, type Source } from '../shared';
import type { Decimal } from './decimals';
import type { GeographyKey } from './geographies';
import { figureWithUnit, type Indicator } from './indicator';
import { MARKERS, type Marker } from './markers';
import { byPeriod, isYearAfter, type Period } from './periods';

/** What a source says of one indicator, one geography, one period. Exactly one of `value` and `marker` is set. */
export interface StatedReading {
  /** Key of the indicator. */
  readonly indicator: string;
  readonly geography: GeographyKey;
  readonly period: Period;
  readonly value: Decimal | null;
  readonly marker: Marker | null;
  /** The count of which the value is a share, where it is published. */
  readonly base: Decimal | null;
}

export interface Reading extends StatedReading {
  readonly source: Source;
  readonly loadedAt: Moment;
}

/** A reading that is a number. */
export type Figure<Of extends Measured = StatedReading> = Of & { readonly value: Decimal };

/** As much of a reading as is computed with. */
export type Measured = Pick<StatedReading, 'period' | 'value' | 'base'>;

export function isFigure<Of extends Measured>(reading: Of): reading is Figure<Of> {
  return reading.value !== null;
}

/** What a reading says, for people: `13.0%`, `Not published (small numbers)`. */
export function readingInWords(
  { value, marker }: Pick<StatedReading, 'value' | 'marker'>,
  indicator: Pick<Indicator, 'decimals' | 'unit'>,
): string {
  if (value !== null) return figureWithUnit(value, indicator);
  return marker === null ? 'No figure' : MARKERS[marker];
}

/** The latest reading that is a number: what a marker hides is not told by an older figure's side alone, so its age is always said. */
export function latestFigure<Of extends Measured>(readings: readonly Of[]): Figure<Of> | null {
  return (
    readings
      .filter(isFigure)
      .toSorted((left, right) => byPeriod(left.period, right.period))
      .at(-1) ?? null
  );
}

/** The figure a year before another; null where there is none. */
export function figureAYearBefore<Of extends Measured>(readings: readonly Of[], later: Measured): Figure<Of> | null {
  return readings.filter(isFigure).find(({ period }) => isYearAfter(later.period, period)) ?? null;
}

/** A load of readings as the history keeps it: with the file's hash, and one over all that it corrected. */
export const READING_IMPORT_VERSION = z.object({
  kind: z.string(),
  source: z.string(),
  file: z.string().nullable(),
  fileHash: z.string().nullable(),
  indicators: z.array(z.string()),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  /** SHA-256 over what the corrected readings said before, in the order of their keys; null where none was. */
  correctedHash: z.string().nullable(),
  /** Of a council's own, where they are few: what was said, a figure each. */
  figures: z.array(z.string()).default([]),
});

export type ReadingImportVersion = z.infer<typeof READING_IMPORT_VERSION>;

/** As a sentence of the history calls it: by what was said, where that is little. */
export function readingImportName({ source, figures }: ReadingImportVersion): string {
  return figures.length === 0 ? `figures from “${source}”` : `figures of ${listInWords(figures)}`;
}

export function readingImportFacts(version: ReadingImportVersion): readonly { readonly label: string; readonly words: string }[] {
  const { added, changed, unchanged } = version;
  return [
    { label: 'Source', words: version.source },
    { label: 'File', words: version.file ?? '' },
    { label: 'Hash of the file', words: version.fileHash ?? '' },
    { label: 'Indicators', words: listInWords(version.indicators) },
    { label: 'Readings', words: `${counted(added, 'new reading')}, ${changed} corrected, ${unchanged} as before` },
    { label: 'Figures', words: version.figures.join('; ') },
    { label: 'Hash of what was corrected', words: version.correctedHash ?? '' },
  ];
}
