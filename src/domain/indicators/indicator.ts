import { z } from 'zod';
import type { Source } from '../shared';
import { roundDecimal, type Decimal } from './decimals';
import { FREQUENCIES, isFrequency, type Frequency } from './periods';

/** What figures are counted in. `scale`: the figure is a share of so many, and so small numbers can be allowed for where they are known. */
export const UNITS = {
  percent: { words: 'per cent', write: (figure: string) => `${figure}%`, scale: 100 },
  'per-10000-children': { words: 'per 10,000 children', write: (figure: string) => `${figure} per 10,000 children`, scale: 10_000 },
  'cases-per-social-worker': {
    words: 'cases per social worker',
    write: (figure: string) => `${figure} cases per social worker`,
    scale: null,
  },
  months: { words: 'months', write: (figure: string) => `${figure} months`, scale: null },
  days: { words: 'days', write: (figure: string) => `${figure} days`, scale: null },
  pounds: { words: 'pounds', write: (figure: string) => `£${figure}`, scale: null },
  number: { words: 'number', write: (figure: string) => figure, scale: null },
} as const satisfies Readonly<Record<string, { words: string; write: (figure: string) => string; scale: number | null }>>;

/** Which way is better. `neither`: more can be better or worse, nobody can say from the figure. */
export const POLARITIES = {
  higher: 'Higher is better',
  lower: 'Lower is better',
  neither: 'Neither higher nor lower is better by itself',
} as const;

export type Unit = keyof typeof UNITS;
export type Polarity = keyof typeof POLARITIES;

/** Something that is measured again and again. Of a published statistic, or (`authority`) a council's own. */
export interface Indicator {
  /** In addresses and the API: `agency-rate`. */
  readonly key: string;
  readonly name: string;
  readonly unit: Unit;
  /** To which figures are rounded for people. */
  readonly decimals: number;
  readonly polarity: Polarity;
  readonly frequency: Frequency;
  /** Month and day at which a reporting year ends, `09-30`; null where the periods say it themselves. */
  readonly yearEnds: string | null;
  /** Key of the judgement area it belongs to. */
  readonly area: string | null;
  /** Of the national framework: `outcome-4`, `enabler-3`. */
  readonly reference: string | null;
  /** Slug of the council whose own it is; null for a published one. */
  readonly authority: string | null;
  /** Where in a file of statistics it stands; null for what comes from no such file. */
  readonly origin: Origin | null;
  readonly source: Source;
}

/** Which cells of a file in the layout of explore education statistics are an indicator's. */
export interface Origin {
  readonly column: string;
  /** What a row says in its filter columns. */
  readonly filters: Filters;
  /** Columns that add up to the count of which the figure is a share; none where it is not published. */
  readonly base: readonly string[];
  /** Where that count stands in another row: what that row says instead. */
  readonly baseFilters: Filters;
}

export type Filters = Readonly<Record<string, string>>;

/** An indicator as the history keeps it. What is once kept is read for ever: fields are only added. */
export const INDICATOR_VERSION = z.object({
  key: z.string(),
  name: z.string(),
  unit: z.string(),
  decimals: z.number(),
  polarity: z.string(),
  frequency: z.string(),
  yearEnds: z.string().nullable(),
  area: z.string().nullable(),
  reference: z.string().nullable(),
  authority: z.string().nullable(),
  origin: z
    .object({
      column: z.string(),
      filters: z.record(z.string(), z.string()),
      base: z.array(z.string()),
      baseFilters: z.record(z.string(), z.string()),
    })
    .nullable(),
  source: z.string(),
  /** Before a council could have its own, all were. */
  isPublic: z.boolean().default(true),
});

export type IndicatorVersion = z.infer<typeof INDICATOR_VERSION>;

export function indicatorFacts(version: IndicatorVersion): readonly { readonly label: string; readonly words: string }[] {
  const { unit, polarity, frequency, origin } = version;
  return [
    { label: 'Name', words: version.name },
    { label: 'Counted in', words: isUnit(unit) ? UNITS[unit].words : unit },
    { label: 'Decimals', words: String(version.decimals) },
    { label: 'Which way is better', words: isPolarity(polarity) ? POLARITIES[polarity] : polarity },
    { label: 'How often', words: isFrequency(frequency) ? FREQUENCIES[frequency].often : frequency },
    { label: 'Year ends', words: version.yearEnds ?? '' },
    { label: 'Judgement area', words: version.area ?? '' },
    { label: 'National framework', words: version.reference ?? '' },
    { label: 'Column', words: origin?.column ?? '' },
    { label: 'Rows', words: filtersInWords(origin?.filters ?? {}) },
    { label: 'Source', words: version.source },
    ...(version.authority === null ? [] : [{ label: 'Open to everybody', words: version.isPublic ? 'yes' : 'no' }]),
  ];
}

export function isUnit(text: string): text is Unit {
  return Object.hasOwn(UNITS, text);
}

export function isPolarity(text: string): text is Polarity {
  return Object.hasOwn(POLARITIES, text);
}

/** `breakdown: Total, age: 19 to 21 years` */
export function filtersInWords(filters: Filters): string {
  return Object.entries(filters)
    .map(([column, value]) => `${column}: ${value}`)
    .join(', ');
}

/** A figure for people, without its unit: `20.2`, `1,045.0`. What is nothing at all is `0`; what merely rounds to nothing keeps its decimals. */
export function figureInWords(value: Decimal, { decimals }: Pick<Indicator, 'decimals'>): string {
  if (/^-?0(\.0+)?$/.test(value)) return '0';
  const [whole = '', fraction] = roundDecimal(value, decimals).split('.');
  return whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
}

/** The same with its unit: `13.0%`, `67 per 10,000 children`. */
export function figureWithUnit(value: Decimal, indicator: Pick<Indicator, 'decimals' | 'unit'>): string {
  return UNITS[indicator.unit].write(figureInWords(value, indicator));
}
