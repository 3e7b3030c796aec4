import { z } from 'zod';
import { AREAS, isAreaKey, type AreaKey } from '../frameworks';
import { accepted, line, readForm, refused, type Problem, type Result } from '../shared';
import { isPolarity, isUnit, POLARITIES, UNITS, type Indicator, type IndicatorVersion } from './indicator';
import { FREQUENCIES, isFrequency, type Frequency } from './periods';

const LONGEST_NAME = 100;
const LONGEST_SOURCE = 200;
const LONGEST_KEY = 100;
const MOST_DECIMALS = 3;

/** An address says by this whose an indicator is, whatever is published later. */
const OWN_KEY = 'own-';

/** How often a council's own figures can come: their periods say themselves when they end. */
export const OWN_FREQUENCIES = [
  'month',
  'calendar-quarter',
  'financial-year',
  'academic-year',
  'calendar-year',
] as const satisfies readonly Frequency[];

export type OwnFrequency = (typeof OWN_FREQUENCIES)[number];

/** Judgement areas of inspections since 2023 that an indicator can belong to. */
export const OWN_AREAS = ['leadership', 'help-and-protection', 'in-care', 'care-leavers'] as const satisfies readonly AreaKey[];

/** What a council measures itself. */
export interface OwnIndicator extends Indicator {
  /** Of the record in the history. */
  readonly id: number;
  /** Slug of the council. */
  readonly authority: string;
  /** Whether everybody may see it and its figures; if not, whoever may read the plan. */
  readonly isPublic: boolean;
  readonly version: number;
}

/** What is asked about one; the rest follows. */
export interface OwnFacts extends Pick<Indicator, 'name' | 'unit' | 'decimals' | 'polarity' | 'area'> {
  readonly frequency: OwnFrequency;
  /** Where its figures come from, in the council's words. */
  readonly sourceName: string;
  readonly isPublic: boolean;
}

/** The fields of the form in its order, with what they are called there and where two people's texts are set side by side. */
export const OWN_FIELDS = [
  { key: 'name', label: 'What is measured' },
  { key: 'unit', label: 'Counted in' },
  { key: 'decimals', label: 'Decimals' },
  { key: 'polarity', label: 'Which way is better' },
  { key: 'frequency', label: 'How often' },
  { key: 'area', label: 'Judgement area' },
  { key: 'sourceName', label: 'Where the figures come from' },
  { key: 'isPublic', label: 'Open to everybody' },
] as const;

export type OwnField = (typeof OWN_FIELDS)[number]['key'];
export type OwnForm = Readonly<Record<OwnField, string>>;

export const EMPTY_OWN: OwnForm = {
  ...{ name: '', unit: 'percent', decimals: '0', polarity: 'higher', frequency: 'month', area: '', sourceName: '', isPublic: '' },
};

/** As a form says that something is switched on. */
const ON = 'yes';

const OWN = z.object({
  name: line(LONGEST_NAME, { missing: 'Say in a line what is measured', tooLong: `Shorten the name to ${LONGEST_NAME} characters` }),
  unit: z.string().refine(isUnit, 'Choose what is counted'),
  decimals: z
    .string()
    .trim()
    .regex(new RegExp(`^[0-${MOST_DECIMALS}]$`), `Write 0, 1, 2 or ${MOST_DECIMALS}`)
    .transform(Number),
  polarity: z.string().refine(isPolarity, 'Choose which way is better'),
  frequency: z.string().refine(isOwnFrequency, 'Choose how often the figures come'),
  area: z
    .string()
    .refine((key) => key === '' || OWN_AREAS.some((area) => area === key), 'Choose one of the areas, or none')
    .transform((key) => key || null),
  sourceName: line(LONGEST_SOURCE, {
    missing: 'Say where the figures come from, for example a monthly report of the case system',
    tooLong: `Shorten this to ${LONGEST_SOURCE} characters`,
  }),
  isPublic: z.string().transform((text) => text === ON),
});

export function isOwnKey(key: string): boolean {
  return key.startsWith(OWN_KEY);
}

export function isOwnFrequency(text: string): text is OwnFrequency {
  return OWN_FREQUENCIES.some((frequency) => frequency === text);
}

/**
 * What somebody typed, or a sentence for each field that says what to do. `others` are the council's other indicators; `figures` says how many there are already: what they
 * are counted in, and for which periods, is settled then.
 */
export function readOwnIndicator(
  form: OwnForm,
  saved: OwnFacts | null,
  { others, figures }: { readonly others: readonly Pick<Indicator, 'name'>[]; readonly figures: number },
): Result<OwnFacts> {
  const read = readForm(OWN, form);
  if (!read.ok) return read;
  const facts = read.value;
  const problems: Problem[] = [];
  if (others.some(({ name }) => plainName(name) === plainName(facts.name))) {
    problems.push({ field: 'name', message: 'Choose another name: the council has an indicator of this name' });
  }
  if (saved !== null && figures > 0) {
    for (const field of ['unit', 'frequency'] as const) {
      if (facts[field] !== saved[field]) {
        problems.push({ field, message: 'Leave this as it is: there are figures already. Define another indicator instead' });
      }
    }
  }
  return problems.length > 0 ? refused(...problems) : accepted(facts);
}

export function formOfOwn({ name, unit, decimals, polarity, frequency, area, sourceName, isPublic }: OwnFacts): OwnForm {
  return { name, unit, decimals: String(decimals), polarity, frequency, area: area ?? '', sourceName, isPublic: isPublic ? ON : '' };
}

export function ownFactsOf({ name, unit, decimals, polarity, frequency, area, source, isPublic }: OwnIndicator): OwnFacts {
  return { name, unit, decimals, polarity, frequency: ownFrequency(frequency), area, sourceName: source.name, isPublic };
}

/** From the history, back. */
export function ownFactsOfVersion({ unit, polarity, frequency, source, isPublic, ...version }: IndicatorVersion): OwnFacts {
  if (!isUnit(unit) || !isPolarity(polarity)) throw new Error(`An indicator was counted in an unknown way: ${unit}, ${polarity}`);
  const { name, decimals, area } = version;
  return { name, unit, decimals, polarity, frequency: ownFrequency(frequency), area, sourceName: source, isPublic };
}

export function ownVersion(key: string, authority: string, { sourceName, ...facts }: OwnFacts): IndicatorVersion {
  return { ...facts, key, authority, yearEnds: null, reference: null, origin: null, source: sourceName };
}

export function ownFieldInWords(key: OwnField, text: string): string {
  if (key === 'unit' && isUnit(text)) return UNITS[text].words;
  if (key === 'polarity' && isPolarity(text)) return POLARITIES[text];
  if (key === 'frequency' && isFrequency(text)) return FREQUENCIES[text].often;
  if (key === 'area') return isAreaKey(text) ? AREAS[text].name : 'None';
  if (key === 'isPublic') return text === ON ? 'Yes' : 'No';
  return text || 'Nothing';
}

/** `own-audits-graded-good`; with a number behind it where the council has that key already. */
export function ownKey(name: string, taken: readonly string[]): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[’']/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const key = `${OWN_KEY}${words || 'indicator'}`.slice(0, LONGEST_KEY - 4).replace(/-$/, '');
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? key : `${key}-${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

function ownFrequency(text: string): OwnFrequency {
  if (!isOwnFrequency(text)) throw new Error(`A council's own figures come at an unknown interval: ${text}`);
  return text;
}

function plainName(name: string): string {
  return name.trim().toLocaleLowerCase('en-GB');
}
