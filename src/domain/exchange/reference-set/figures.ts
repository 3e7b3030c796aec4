import { z } from 'zod';
import {
  councilsOf,
  isFrequency,
  isMarker,
  readDecimal,
  readPeriod,
  TIME_IDENTIFIERS,
  type Filters,
  type StatedReading,
} from '../../indicators';
import { accepted, refused, type Result } from '../../shared';
import { columnsCell, filtersCell, INDICATOR_CELLS } from '../statistics';
import type { IndicatorStatement } from '../statements';

/**
 * Indicators and their readings in the reference set. All that is said of an indicator for a geography stands in one line, so that twenty thousand readings are
 * half a megabyte: `2024=19.2/229;2025=13/239.2` are periods with value or marker and, behind a stroke, the count of which it is a share.
 */

const BETWEEN_READINGS = ';';
const A_READING = /^(?<period>\d{4}|\d{6})=(?<said>[^/]+)(?:\/(?<base>.+))?$/;

export const indicatorRow = z
  .object({
    key: INDICATOR_CELLS.key,
    name: z.string().trim().min(1, 'Fill this in'),
    unit: INDICATOR_CELLS.unit,
    decimals: INDICATOR_CELLS.decimals,
    polarity: INDICATOR_CELLS.polarity,
    frequency: z.string().refine(isFrequency, 'Write a kind of period, such as reporting-year'),
    year_ends: INDICATOR_CELLS.yearEnds,
    area: INDICATOR_CELLS.area,
    reference: INDICATOR_CELLS.reference,
    column: z.string().min(1, 'Fill this in'),
    filters: filtersCell,
    base: columnsCell,
    base_filters: filtersCell,
    source: INDICATOR_CELLS.key,
  })
  .transform(({ year_ends: yearEnds, column, filters, base, base_filters: baseFilters, ...row }): ReferenceIndicator => ({
    ...row,
    yearEnds,
    origin: { column, filters, base, baseFilters },
  }));

/** A line of `readings.csv`, unfolded. */
export const readingsRow = z
  .object({
    indicator: INDICATOR_CELLS.key,
    geography: z.string().min(1, 'Fill this in'),
    time_identifier: z.string(),
    readings: z.string(),
  })
  .transform(({ indicator, geography, time_identifier: code, readings }, context): readonly StatedReading[] => {
    const read = readings.split(BETWEEN_READINGS).map((cell) => readingFromCell(indicator, geography, code, cell));
    const odd = read.findIndex((each) => each === null);
    if (odd < 0) return read.filter((each) => each !== null);
    const message = `“${readings.split(BETWEEN_READINGS)[odd]}” is no reading of ${code}`;
    context.addIssue({ code: 'custom', path: ['readings'], message });
    return z.NEVER;
  });

export function writeIndicatorRow({ origin, ...indicator }: ReferenceIndicator): Row {
  return {
    key: indicator.key,
    name: indicator.name,
    unit: indicator.unit,
    decimals: String(indicator.decimals),
    polarity: indicator.polarity,
    frequency: indicator.frequency,
    year_ends: indicator.yearEnds ?? '',
    area: indicator.area ?? '',
    reference: indicator.reference ?? '',
    column: origin?.column ?? '',
    filters: writeFilters(origin?.filters ?? {}),
    base: origin?.base.join('+') ?? '',
    base_filters: writeFilters(origin?.baseFilters ?? {}),
    source: indicator.source,
  };
}

/** Lines in the order of the indicators' keys, then of geographies; periods earliest first. */
export function writeReadingsRows(readings: readonly StatedReading[]): readonly Row[] {
  const groups = Map.groupBy(readings, ({ indicator, geography, period }) => [indicator, geography, period.identifier.code].join(' '));
  return [...groups]
    .toSorted(([left], [right]) => compare(left, right))
    .map(([name, its]) => {
      const [indicator = '', geography = '', code = ''] = name.split(' ');
      const cells = its
        .toSorted((left, right) => compare(left.period.period, right.period.period))
        .map(({ period, value, marker, base }) => `${period.period}=${value ?? marker}${base === null ? '' : `/${base}`}`);
      return { indicator, geography, time_identifier: code, readings: cells.join(BETWEEN_READINGS) };
    });
}

/** What of the figures does not fit together, in sentences. Sources and councils are known by their keys. */
export function misfitsInFigures(
  { indicators, readings }: ReferenceFigures,
  councils: ReadonlySet<string>,
  sources: ReadonlySet<string>,
): readonly string[] {
  const byKey = new Map(indicators.map((indicator) => [indicator.key, indicator]));
  const seen = new Set<string>();
  return [
    ...(byKey.size === indicators.length ? [] : ['indicators.csv has an indicator twice']),
    ...indicators.filter(({ source }) => !sources.has(source)).map(({ key, source }) => `${key}: sources.csv lacks the source ${source}`),
    ...readings.flatMap(({ indicator, geography, period }) => {
      const what = `readings.csv: ${indicator} of ${geography}`;
      const name = [indicator, geography, period.period, period.identifier.code].join(' ');
      const twice = seen.has(name);
      seen.add(name);
      return [
        ...(twice ? [`${what} has ${period.period} twice`] : []),
        ...(byKey.get(indicator)?.frequency === period.identifier.frequency ? [] : [`${what} does not fit indicators.csv`]),
        ...councilsOf(geography)
          .filter((slug) => !councils.has(slug))
          .map((slug) => `${what}: authorities.csv lacks ${slug}`),
      ];
    }),
  ];
}

/** References to the national framework by what the Department's map of indicators calls outcomes and enablers: its own numbers are others than the framework's. */
export function referenceFrom(heading: string): Result<string> {
  const found = REFERENCES.find(({ words }) => words.test(heading));
  return found ? accepted(found.reference) : refused({ message: `“${heading}” is no outcome or enabler of the national framework` });
}

const REFERENCES = [
  { words: /families stay together/i, reference: 'outcome-1' },
  { words: /supported by their family network/i, reference: 'outcome-2' },
  { words: /safe in and outside/i, reference: 'outcome-3' },
  { words: /stable, loving homes/i, reference: 'outcome-4' },
  { words: /multi-agency/i, reference: 'enabler-1' },
  { words: /^enabler: leaders/i, reference: 'enabler-2' },
  { words: /^enabler: the workforce/i, reference: 'enabler-3' },
] as const;

function readingFromCell(indicator: string, geography: string, code: string, cell: string): StatedReading | null {
  const { period = '', said = '', base } = A_READING.exec(cell)?.groups ?? {};
  const identifier = TIME_IDENTIFIERS[code];
  const read = identifier && readPeriod(period, identifier);
  if (read === undefined || typeof read === 'string' || (base !== undefined && readDecimal(base) !== base)) return null;
  const facts = { indicator, geography, period: read, base: base ?? null };
  if (isMarker(said)) return { ...facts, value: null, marker: said };
  return readDecimal(said) === said ? { ...facts, value: said, marker: null } : null;
}

function writeFilters(filters: Filters): string {
  return Object.entries(filters)
    .map(([column, value]) => `${column}=${value}`)
    .join(';');
}

/** By code unit, so that the order is the same on every machine. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export interface ReferenceIndicator extends IndicatorStatement {
  readonly source: string;
}

export interface ReferenceFigures {
  readonly indicators: readonly ReferenceIndicator[];
  readonly readings: readonly StatedReading[];
}

type Row = Readonly<Record<string, string>>;
