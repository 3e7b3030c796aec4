import { UnreadableFile } from './unreadable-file';

const MIB = 1024 * 1024;

/**
 * How much of a file is looked at before it is refused. Ofsted's spreadsheet has 100 KB, 5 sheets, 540 rows of 13 columns and unfolds to 1 MB; these limits leave
 * room for decades and keep the worst file within a second or two and some 200 MB.
 */
export const LIMITS = {
  fileBytes: 20 * MIB,
  zipEntries: 500,
  /** Of the one part of a spreadsheet file that is unfolded. */
  unfoldedBytes: 16 * MIB,
  /** Of a part that is too large, this much is still looked at: perhaps it has too many rows, which says more to people. */
  unfoldedBytesOfTooLarge: 4 * MIB,
  xmlDepth: 64,
  xmlAttributes: 64,
  sheets: 50,
  /** Rows that hold something, over all sheets. */
  rows: 20_000,
  /** As far as a spreadsheet can number them. */
  rowNumber: 2_000_000,
  columns: 100,
  cellCharacters: 10_000,
} as const;

export function tooManyRows(sheet: string): UnreadableFile {
  const limit = LIMITS.rows.toLocaleString('en-GB');
  return new UnreadableFile(`There are more than ${limit} rows. The published files have some hundred: check that it is the right file.`, {
    sheet,
  });
}

export function tooManyColumns(sheet: string, row: number): UnreadableFile {
  return new UnreadableFile(`The row has more than ${LIMITS.columns} columns. Delete what does not belong there.`, { sheet, row });
}

export function cellTooLong(sheet: string, row: number): UnreadableFile {
  const limit = LIMITS.cellCharacters.toLocaleString('en-GB');
  return new UnreadableFile(`A cell holds more than ${limit} characters. Delete what does not belong there.`, { sheet, row });
}

/** `20 MB` */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / MIB).toLocaleString('en-GB')} MB`;
}
