import { stringify } from 'csv-stringify/sync';

import { withoutFormula } from '@/domain/exchange';

/**
 * Rows as a CSV file that spreadsheets open as it is meant: UTF-8 with a byte order mark (without it Excel garbles ’ and é), lines ended by CRLF (RFC 4180),
 * an empty cell for null. Text that could run as a formula gets an apostrophe before it; numbers stay numbers.
 */
export function csvFile(columns: readonly string[], rows: readonly (readonly Cell[])[]): Uint8Array<ArrayBuffer> {
  const cells = [columns, ...rows].map((row) => row.map((cell) => (typeof cell === 'string' ? withoutFormula(cell) : cell)));
  return new TextEncoder().encode(stringify(cells, { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ }));
}

export type Cell = string | number | null;
