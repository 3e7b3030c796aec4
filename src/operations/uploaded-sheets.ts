import { withFormula, type Sheet } from '@/domain/exchange';
import { accepted, refused, type Problem, type Result } from '@/domain/shared';
import { readSpreadsheetExactly, UnreadableFile } from '@/platform/spreadsheets';

/** The sheets of a spreadsheet that somebody has uploaded, as they were written; of one that cannot be read, what is wrong and where. No operation: those that use it authorise. */
export async function readUploadedSheets(name: string, bytes: Buffer): Promise<Result<readonly Sheet[]>> {
  try {
    const { format, sheets } = await readSpreadsheetExactly(name, bytes);
    if (format !== 'csv') return accepted(sheets);
    return accepted(sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.map((row) => ({ ...row, cells: row.cells.map(withFormula) })) })));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const place = [error.sheet === null ? [] : `sheet “${error.sheet}”`, error.row === null ? [] : `row ${error.row}`].flat().join(', ');
    return refused({ message: `${place === '' ? '' : `In ${place}: `}${error.message}` });
  }
}

/** As the upload keeps it. */
export function faultOf({ problems }: { readonly problems: readonly Problem[] }): string {
  return problems.map(({ message }) => message).join(' ');
}
