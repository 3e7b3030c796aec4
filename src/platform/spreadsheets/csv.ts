import { CsvError, parse } from 'csv-parse/sync';
import type { Sheet, SheetRow } from '@/domain/exchange';
import { cellTooLong, LIMITS, tooManyColumns, tooManyRows } from './limits';
import { UnreadableFile } from './unreadable-file';

const NEWLINE = 0x0a;

const SAVE_AGAIN = 'Save the table again as “CSV UTF-8”, with commas.';

/** A row has so many bytes at most: every column allowed could hold a long sentence. */
const ROW_BYTES = 100_000;

/** Reads a CSV file with commas, in UTF-8 with or without byte-order mark, as one sheet. */
export function readCsv(file: Buffer, sheetName: string): Sheet {
  refuseOtherEncodings(file, sheetName);
  refuseByLines(file, sheetName);
  const text = decodeUtf8(file, sheetName);
  const rows: SheetRow[] = [];
  let number = 0;
  try {
    parse(text, {
      relax_column_count: true,
      max_record_size: ROW_BYTES,
      on_record: (record: readonly string[]) => {
        number += 1;
        rows.push(...rowOf(record, number, sheetName));
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_MAX_RECORD_SIZE') throw rowTooLong(sheetName, number + 1);
    throw new UnreadableFile(`The row is not CSV: ${error.message}. ${SAVE_AGAIN}`, { sheet: sheetName, row: number + 1 });
  }
  return { name: sheetName, rows };
}

/** Empty rows count, but are not kept. */
function rowOf(record: readonly string[], number: number, sheet: string): readonly SheetRow[] {
  const cells = record.map((cell) => {
    if (cell.length > LIMITS.cellCharacters) throw cellTooLong(sheet, number);
    return cell;
  });
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  if (last >= LIMITS.columns) throw tooManyColumns(sheet, number);
  return last < 0 ? [] : [{ number, cells: cells.slice(0, last + 1) }];
}

function refuseOtherEncodings(file: Buffer, sheet: string): void {
  const mark = file.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') throw new UnreadableFile(`The file is in UTF-16. ${SAVE_AGAIN}`, { sheet, row: 1 });
  const zero = file.indexOf(0);
  if (zero >= 0) {
    throw new UnreadableFile(`The file is no plain text, or in UTF-16. ${SAVE_AGAIN}`, { sheet, row: lineAt(file, zero) });
  }
}

function decodeUtf8(file: Buffer, sheet: string): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    return decoder.decode(file);
  } catch {
    const row = firstLineNotUtf8(file);
    throw new UnreadableFile(`The row has a character that is not in UTF-8; the file is probably in Windows-1252. ${SAVE_AGAIN}`, {
      sheet,
      row,
    });
  }
}

function firstLineNotUtf8(file: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < file.length; line += 1) {
    const end = file.indexOf(NEWLINE, start);
    const stop = end < 0 ? file.length : end;
    try {
      decoder.decode(file.subarray(start, stop));
    } catch {
      return line;
    }
    start = stop + 1;
  }
  return line;
}

function lineAt(file: Buffer, position: number): number {
  let line = 1;
  for (let at = file.indexOf(NEWLINE); at >= 0 && at < position; at = file.indexOf(NEWLINE, at + 1)) line += 1;
  return line;
}

/** Too many rows or too long ones are told from the line ends alone, before anything is parsed. */
function refuseByLines(file: Buffer, sheet: string): void {
  let lines = 0;
  for (let start = 0; start < file.length;) {
    const end = file.indexOf(NEWLINE, start);
    const stop = end < 0 ? file.length : end;
    lines += 1;
    if (lines > LIMITS.rows) throw tooManyRows(sheet);
    if (stop - start > ROW_BYTES) throw rowTooLong(sheet, lines);
    start = stop + 1;
  }
}

function rowTooLong(sheet: string, row: number): UnreadableFile {
  const limit = ROW_BYTES.toLocaleString('en-GB');
  return new UnreadableFile(`The row has more than ${limit} characters; perhaps a quotation mark is not closed. ${SAVE_AGAIN}`, {
    sheet,
    row,
  });
}
