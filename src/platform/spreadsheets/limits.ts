import { UnreadableFile } from './unreadable-file';

const MIB = 1024 * 1024;

/**
 * How much of a file is looked at before it is refused. Ofsted's spreadsheet has 100 KB, 5 sheets, 540 rows of 13 columns and unfolds to 1 MB, a plan of 300 actions
 * has 60 KB; these limits leave room for decades and keep the worst file within a second or two and some 200 MB.
 */
export const LIMITS = {
  fileBytes: 20 * MIB,
  zipEntries: 500,
  /** Of all parts of a spreadsheet file that are unfolded. */
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
  /** As Excel has it. */
  cellCharacters: 32_767,
  /** Of all cells: one text may stand in many of them. */
  characters: 10_000_000,
} as const;

export function tooManyRows(sheet: string): UnreadableFile {
  const limit = LIMITS.rows.toLocaleString('en-GB');
  return new UnreadableFile(`There are more than ${limit} rows, where some hundred are usual: check that it is the right file.`, {
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

export function tooManySheets(): UnreadableFile {
  return new UnreadableFile(`The file has more than ${LIMITS.sheets} sheets: it is not read.`);
}

/** `20 MB` */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / MIB).toLocaleString('en-GB')} MB`;
}
