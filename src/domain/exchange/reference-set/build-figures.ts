import { z } from 'zod';
import { accepted, refused, type Problem, type Result } from '../../shared';
import { CouncilRegister } from '../councils';
import type { SheetRow } from '../sheets';
import { columnsCell, filtersCell, hasIndicator, INDICATOR_CELLS, StatisticsProfile, StatisticsReader, type Layout } from '../statistics';
import { plainName, type AuthorityStatement, type IndicatorStatement } from '../statements';
import type { StatedReading } from '../../indicators';
import { referenceFrom, type ReferenceFigures, type ReferenceIndicator } from './figures';
import { readRows, type Row } from './format';

/** Files of statistics that indicators are read from, in the folder of snapshots. */
export const STATISTICS = {
  workforce: 'indicators/csww_indicators_2017_to_2025.csv',
  referrals: 'indicators/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv',
  lookedAfter: 'indicators/cla_number_and_rate_per_10k_children.csv',
  careLeavers: 'indicators/la_care_leavers_activity.csv',
  absence: 'indicators/absence_la.csv',
} as const;

const BY_HAND = 'by-hand/indicators.csv';

const handKeptRow = z.object({
  key: INDICATOR_CELLS.key,
  name: z.string().min(1, 'This should be filled in'),
  unit: INDICATOR_CELLS.unit,
  decimals: INDICATOR_CELLS.decimals,
  polarity: INDICATOR_CELLS.polarity,
  year_ends: INDICATOR_CELLS.yearEnds,
  area: INDICATOR_CELLS.area,
  metric: z.string(),
  file: z.string().transform((name, context) => {
    const file = Object.values(STATISTICS).find((each) => each === `indicators/${name}`);
    if (file !== undefined) return file;
    context.addIssue({ code: 'custom', message: 'This should be a file of statistics among the snapshots' });
    return z.NEVER;
  }),
  column: z.string().min(1, 'This should be filled in'),
  filters: filtersCell,
  base: columnsCell,
  base_filters: filtersCell,
  source: INDICATOR_CELLS.key,
});

const metricRow = z.object({ accordion_text: z.string(), metric_display_text: z.string() });

/** The indicators chosen by hand, each with its reference to the national framework and all that its file says of councils, regions and England. */
export function buildFigures(
  chosenRows: readonly Row[],
  metricRows: readonly Row[],
  authorities: readonly AuthorityStatement[],
  snapshot: (file: StatisticsFile) => readonly Row[],
): Result<ReferenceFigures> {
  const chosen = readRows(BY_HAND, chosenRows, handKeptRow);
  const metrics = readRows('outcomes_enablers_summary_page_metadata.csv', metricRows, metricRow);
  if (!chosen.ok || !metrics.ok) return refused(...[chosen, metrics].flatMap((read) => (read.ok ? [] : read.problems)));
  const councils = new CouncilRegister(
    authorities.map((council) => ({ ...council, names: [plainName(council.name), ...council.otherNames] })),
  );
  const problems: Problem[] = [];
  const indicators: ReferenceIndicator[] = [];
  const readings: StatedReading[] = [];
  for (const [file, wanted] of Map.groupBy(chosen.value, (row) => row.file)) {
    const rows = sheetRows(snapshot(file));
    const layout = layoutOf(file, rows);
    if (!layout.ok) {
      problems.push(...layout.problems);
      continue;
    }
    const described = wanted.map((row) => {
      const reference = referenceOf(row.metric, metrics.value);
      if (!reference.ok) problems.push(...reference.problems);
      return indicatorFrom(row, layout.value, reference.ok ? reference.value : null);
    });
    problems.push(
      ...described
        .filter((each) => !hasIndicator(layout.value, each))
        .map(({ key }) => ({ message: `${BY_HAND}: ${file} does not have ${key}` })),
    );
    indicators.push(...described);
    const read = readAll(file, rows, new StatisticsReader(layout.value, described, councils));
    if (read.ok) readings.push(...read.value);
    else problems.push(...read.problems);
  }
  return problems.length > 0 ? refused(...problems) : accepted({ indicators, readings });
}

function indicatorFrom(row: z.infer<typeof handKeptRow>, { frequency }: Layout, reference: string | null): ReferenceIndicator {
  const { column, filters, base, base_filters: baseFilters } = row;
  const stated: IndicatorStatement = {
    key: row.key,
    name: row.name,
    unit: row.unit,
    decimals: row.decimals,
    polarity: row.polarity,
    frequency,
    yearEnds: row.year_ends,
    area: row.area,
    reference,
    origin: { column, filters, base, baseFilters },
  };
  return { ...stated, source: row.source };
}

/** What the Department's map puts a metric under; null for indicators that it does not have. */
function referenceOf(metric: string, metrics: readonly z.infer<typeof metricRow>[]): Result<string | null> {
  if (metric === '') return accepted(null);
  const found = metrics.find(({ metric_display_text: name }) => name === metric);
  return found ? referenceFrom(found.accordion_text) : refused({ message: `${BY_HAND}: the Department’s map has no metric “${metric}”` });
}

/** Rows by place instead of by name, the headings first, as they stand in the file. */
function sheetRows(rows: readonly Row[]): readonly SheetRow[] {
  const headings = Object.keys(rows[0] ?? {});
  return [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))].map((cells, index) => ({
    number: index + 1,
    cells,
  }));
}

function layoutOf(file: string, [header, ...rows]: readonly SheetRow[]): Result<Layout> {
  if (header === undefined) return refused({ message: `${file} has no row` });
  const profile = new StatisticsProfile(header);
  for (const row of rows) profile.add(row);
  const finished = profile.finish();
  return 'layout' in finished
    ? accepted(finished.layout)
    : refused(...finished.refusals.map(({ reason }) => ({ message: `${file}: ${reason}` })));
}

/** A count that stands in another row is joined to its figure here; an import does so in the database. */
function readAll(file: string, [, ...rows]: readonly SheetRow[], reader: StatisticsReader): Result<readonly StatedReading[]> {
  const read = rows.map((row) => reader.read(row));
  const refusals = read.flatMap((each) => each.refusals);
  if (refusals.length > 0) return refused(...refusals.map(({ row, reason }) => ({ message: `${file}, line ${row}: ${reason}` })));
  const statements = read.flatMap((each) => each.statements);
  const nameOf = ({ indicator, geography, period }: StatedReading) =>
    [indicator, geography, period.period, period.identifier.code].join(' ');
  const isFigureOrMarker = ({ value, marker }: StatedReading) => value !== null || marker !== null;
  const counts = new Map(statements.filter((each) => !isFigureOrMarker(each)).map((each) => [nameOf(each), each.base]));
  return accepted(
    statements.filter(isFigureOrMarker).map(({ row: _row, ...reading }) => ({
      ...reading,
      base: reading.base ?? (reading.value === null ? null : (counts.get(nameOf(reading)) ?? null)),
    })),
  );
}

type StatisticsFile = (typeof STATISTICS)[keyof typeof STATISTICS];
