import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Sheet } from '@/domain/exchange';
import { readCsv } from './csv';
import { LIMITS, megabytes } from './limits';
import { readOpenDocument } from './open-document';
import { UnreadableFile } from './unreadable-file';
import { readWorkbook } from './workbook';
import { openArchive } from './zip';

export { streamCsv } from './csv-stream';
export { UnreadableFile } from './unreadable-file';

/** First bytes of files that people take for a spreadsheet or a CSV file, and what to tell them. */
const OTHER_KINDS = [
  { hex: '25504446', sentence: 'This is a PDF. Use the spreadsheet itself (.xlsx or .ods), or CSV.' },
  {
    hex: 'd0cf11e0',
    sentence: 'This is an old Excel file or one with a password. Save it as .xlsx or .ods, without a password, or save the table as CSV.',
  },
] as const;

const ZIP = '504b';

const GET_AGAIN = 'Save it again, or get it again from where it came.';

/**
 * Reads the tables of an Excel workbook, an OpenDocument spreadsheet or a CSV file; which it is, its first bytes say. Memory and time are bounded whatever the
 * file holds. White space in cells is closed up.
 *
 * @throws UnreadableFile with one sentence when it cannot be read or is larger than anything honest
 */
export async function readSpreadsheet(file: NamedFile): Promise<Spreadsheet> {
  const { bytes, whole } = await readBytes(file.path);
  const { sheets, ...facts } = await readSheets(file.name, bytes, whole);
  return { ...facts, sheets: sheets.map(({ name, rows }) => ({ name, rows: rows.map(withSpacesClosed) })) };
}

/** The same of bytes already at hand, with every space, tab and line break of its cells. */
export async function readSpreadsheetExactly(name: string, bytes: Buffer): Promise<Spreadsheet> {
  if (bytes.byteLength === 0) throw emptyFile();
  return readSheets(name, bytes.subarray(0, LIMITS.fileBytes), bytes.byteLength <= LIMITS.fileBytes);
}

async function readSheets(name: string, bytes: Buffer, whole: boolean): Promise<Spreadsheet> {
  const start = bytes.subarray(0, 4).toString('hex');
  const other = OTHER_KINDS.find(({ hex }) => start === hex);
  if (other) throw new UnreadableFile(other.sentence);
  const tooLarge = `The file has more than ${megabytes(LIMITS.fileBytes)}, where less than one is usual: check that it is the right file.`;
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (start.startsWith(ZIP)) {
    if (!whole) throw new UnreadableFile(tooLarge);
    return { ...withinCharacters(await readZipped(bytes)), hash };
  }
  if (/\.(ods|xlsx|xlsm|zip)$/i.test(name)) {
    throw new UnreadableFile(`The file is not an OpenDocument spreadsheet or an Excel workbook, or it is broken. ${GET_AGAIN}`);
  }
  const sheet = readCsv(bytes, path.parse(name).name);
  if (!whole) throw new UnreadableFile(tooLarge);
  return { ...withinCharacters({ format: 'csv', sheets: [sheet] }), hash };
}

async function readZipped(bytes: Buffer): Promise<Tables> {
  const archive = await openArchive(bytes);
  if (archive.has('content.xml')) return { format: 'open-document', sheets: await readOpenDocument(archive) };
  if (archive.has('xl/workbook.xml')) return { format: 'workbook', sheets: await readWorkbook(archive) };
  throw new UnreadableFile(
    archive.has('xl/')
      ? 'This is an Excel workbook of a kind that is not read. Save it as .xlsx, or save the table as CSV.'
      : 'This zip file is not an OpenDocument spreadsheet and not an Excel workbook. Choose the spreadsheet itself.',
  );
}

/** A text that a file holds once can stand in every cell, so what it comes to is counted. */
function withinCharacters(tables: Tables): Tables {
  let left: number = LIMITS.characters;
  for (const { name, rows } of tables.sheets) {
    for (const { number, cells } of rows) {
      for (const cell of cells) left -= cell.length;
      if (left < 0) {
        const limit = LIMITS.characters.toLocaleString('en-GB');
        throw new UnreadableFile(`The cells hold more than ${limit} characters: check that it is the right file.`, {
          sheet: name,
          row: number,
        });
      }
    }
  }
  return tables;
}

function withSpacesClosed({ number, cells }: Sheet['rows'][number]): Sheet['rows'][number] {
  return { number, cells: cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()) };
}

/** As many bytes as are allowed, and whether that was all. */
async function readBytes(filePath: string): Promise<{ readonly bytes: Buffer; readonly whole: boolean }> {
  // Asked before it is opened: a pipe would keep the opener waiting.
  const status = await stat(filePath).catch((error: unknown) => {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UnreadableFile(
      isMissing
        ? 'There is no such file. Check its name and place.'
        : `The file cannot be read (${error instanceof Error ? error.message : String(error)}). Check its name and place.`,
    );
  });
  if (!status.isFile()) throw new UnreadableFile('This is not a file. Give the path of a spreadsheet or a CSV file.');
  if (status.size === 0) throw emptyFile();
  const handle = await open(filePath);
  try {
    const bytes = Buffer.alloc(Math.min(status.size, LIMITS.fileBytes));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return { bytes: bytes.subarray(0, bytesRead), whole: status.size <= LIMITS.fileBytes };
  } finally {
    await handle.close();
  }
}

function emptyFile(): UnreadableFile {
  return new UnreadableFile(`The file is empty. ${GET_AGAIN}`);
}

/** A file with the name it was published or sent under, which need not be that of its path. */
export interface NamedFile {
  readonly name: string;
  readonly path: string;
}

export interface Spreadsheet extends Tables {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
}

interface Tables {
  readonly format: 'workbook' | 'open-document' | 'csv';
  readonly sheets: readonly Sheet[];
}
