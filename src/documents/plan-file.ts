import type { ExportCell } from '@/domain/exchange';
import { csvFile } from './csv';
import { workbookFile } from './workbook';

/** Columns of more words than these are wide, others narrow. Letters. */
const LONG = 30;
const WIDE = 40;
const NARROW = 16;

/** A plan's actions as an Excel workbook. */
export function planWorkbook(title: string, { columns, rows }: PlanTable): Uint8Array<ArrayBuffer> {
  const widths = columns.map((_, index) => (rows.some((row) => isLong(row[index])) ? WIDE : NARROW));
  return workbookFile({ sheet: title, columns: columns.map((heading, index) => ({ heading, width: widths[index] ?? NARROW })), rows });
}

/** The same as CSV, with days as ISO writes them. */
export function planCsv({ columns, rows }: PlanTable): Uint8Array<ArrayBuffer> {
  return csvFile(
    columns,
    rows.map((row) => row.map((cell) => (cell === null || typeof cell !== 'object' ? cell : cell.toString()))),
  );
}

function isLong(cell: ExportCell | undefined): boolean {
  return typeof cell === 'string' && cell.length > LONG;
}

interface PlanTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ExportCell[])[];
}
