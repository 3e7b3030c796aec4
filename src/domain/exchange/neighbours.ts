import type { CalendarDate } from '../shared';
import type { CouncilRegister } from './councils';
import { listFirst, quoteCell, readTable, withoutRows, type Headings, type Refusal, type Sheet, type Table, type TableRow } from './sheets';
import type { NeighbourStatement, StatedSource } from './statements';

const RANKS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** How near a neighbour is, in the model's words. */
const CLOSENESS = ['Extremely close', 'Very close', 'Close', 'Somewhat close', 'Not close'] as const;

const CODE = 'old_la_code';
const COLUMNS = [CODE, ...RANKS.flatMap((rank) => [neighbourColumn(rank), closenessColumn(rank)])];
const HEADINGS: Headings<string> = Object.fromEntries(COLUMNS.map((name) => [name, { usual: name, fits: new RegExp(`^${name}$`, 'i') }]));

const MODEL_PAGE = 'https://github.com/dfe-analytical-services/CSC_outcomes_and_enablers';

/**
 * The Department for Education's statistical neighbours, one row a council: its three-digit code, then ten times a neighbour's code and how close it is. The
 * year of the model stands in the name of the file only (`sn_model_2025_wide.csv`).
 */
export function readNeighbours(file: NeighboursFile, councils: CouncilRegister, today: CalendarDate): NeighboursReading {
  const sheet = file.sheets[0] ?? { name: file.fileName, rows: [] };
  const year = /(?<!\d)20\d{2}(?!\d)/.exec(file.fileName)?.[0];
  if (year === undefined) {
    const reason = 'The year of the model is not known. Put it in the name of the file, for example sn_model_2025_wide.csv.';
    return { readable: false, refusals: [{ sheet: null, row: null, column: null, reason }] };
  }
  if (Number(year) > today.year) {
    const reason = `The name of the file says that the model is of ${year}, which is to come. Correct the year in the name.`;
    return { readable: false, refusals: [{ sheet: null, row: null, column: null, reason }] };
  }
  const read = readTable(sheet, HEADINGS, COLUMNS);
  if ('refusals' in read) return { readable: false, refusals: read.refusals };
  const { table } = read;
  if (table.rows.length === 0) return { readable: false, refusals: [withoutRows(table.sheet)] };
  const rows = table.rows.map((row) => ({ row, outcome: readRow(table, row, year, councils) }));
  const repeated = [...Map.groupBy(table.rows, (row) => row.cell(CODE)).values()].filter((same) => same.length > 1);
  const refusedRows = new Set(repeated.flat());
  return {
    readable: true,
    source: {
      key: `dfe-statistical-neighbours-${year}`,
      name: `Statistical neighbours, ${year} model`,
      publisher: 'Department for Education',
      url: MODEL_PAGE,
      file: file.fileName,
      page: null,
      publishedOn: null,
      retrievedOn: today,
    },
    neighbours: rows.flatMap(({ row, outcome }) => ('statement' in outcome && !refusedRows.has(row) ? [outcome.statement] : [])),
    refusals: [
      ...rows.flatMap(({ outcome }) => ('refusals' in outcome ? outcome.refusals : [])),
      ...repeated.flatMap((same) => refuseRepetition(table, same)),
    ].toSorted((left, right) => (left.row ?? 0) - (right.row ?? 0)),
  };
}

function refuseRepetition(table: Table<string>, rows: readonly TableRow<string>[]): readonly Refusal[] {
  const numbers = listFirst(rows.map(({ number }) => `row ${number}`));
  return rows.map((row) => refusal(table, row, CODE, `The same council stands in ${numbers}. Keep one row.`));
}

function readRow(
  table: Table<string>,
  row: TableRow<string>,
  model: string,
  councils: CouncilRegister,
): { readonly statement: NeighbourStatement } | { readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  const refuse = (column: string, reason: string) => refusals.push(refusal(table, row, column, reason));
  const council = councils.byLaCode(row.cell(CODE));
  if (!council) refuse(CODE, unknownCode(row.cell(CODE)));
  const seen = new Map<string, string>();
  const neighbours = RANKS.flatMap((rank) => {
    const column = neighbourColumn(rank);
    const code = row.cell(column);
    const neighbour = councils.byLaCode(code);
    const closeness = CLOSENESS.find((word) => word.toLowerCase() === row.cell(closenessColumn(rank)).toLowerCase());
    if (!neighbour) refuse(column, unknownCode(code));
    else if (neighbour === council) refuse(column, `${council.name} cannot be its own neighbour. Correct the code.`);
    else if (seen.has(code))
      refuse(column, `${neighbour.name} (${code}) is a neighbour twice, also in ${seen.get(code)}. Correct one of them.`);
    else seen.set(code, column);
    if (!closeness) {
      refuse(
        closenessColumn(rank),
        `${quoteCell(row.cell(closenessColumn(rank)))} is not a closeness. Write one of: ${CLOSENESS.join(', ')}.`,
      );
    }
    return neighbour && closeness ? [{ authority: neighbour.slug, closeness }] : [];
  });
  return refusals.length > 0 || !council ? { refusals } : { statement: { authority: council.slug, model, neighbours } };
}

function refusal(table: Table<string>, row: TableRow<string>, column: string, reason: string): Refusal {
  return { sheet: table.sheet, row: row.number, column, reason };
}

function unknownCode(code: string): string {
  return code === ''
    ? 'The code of a council is missing. Write its three digits.'
    : `No council has the code ${quoteCell(code)}. Write the three digits of one.`;
}

function neighbourColumn(rank: number): string {
  return `SN_${rank}`;
}

function closenessColumn(rank: number): string {
  return `SN_${rank}P`;
}

export interface NeighboursFile {
  readonly fileName: string;
  readonly sheets: readonly Sheet[];
}

export type NeighboursReading =
  | { readonly readable: false; readonly refusals: readonly Refusal[] }
  | {
      readonly readable: true;
      readonly source: StatedSource;
      readonly neighbours: readonly NeighbourStatement[];
      /** By row. */
      readonly refusals: readonly Refusal[];
    };
