import { stringify } from 'csv-stringify/sync';

/**
 * What a spreadsheet may run as a formula (OWASP, CSV injection): the signs that begin one, also in full width, also behind white space, which some
 * programs drop; and a tab or line break before anything.
 */
const FORMULA = /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/**
 * Rows as a CSV file that spreadsheets open as it is meant: UTF-8 with a byte order mark (without it Excel garbles ’ and é), lines ended by CRLF (RFC 4180),
 * an empty cell for null. Text that could run as a formula gets an apostrophe before it; numbers stay numbers.
 */
export function csvFile(columns: readonly string[], rows: readonly (readonly Cell[])[]): Uint8Array<ArrayBuffer> {
  const cells = [columns, ...rows].map((row) => row.map(withoutFormula));
  return new TextEncoder().encode(stringify(cells, { bom: true, record_delimiter: 'windows' }));
}

function withoutFormula(cell: Cell): Cell {
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell;
}

export type Cell = string | number | null;
