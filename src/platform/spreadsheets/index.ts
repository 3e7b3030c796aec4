import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Sheet } from '@/domain/exchange';
import { readCsv } from './csv';
import { LIMITS, megabytes } from './limits';
import { readOpenDocument } from './open-document';
import { UnreadableFile } from './unreadable-file';

export { UnreadableFile } from './unreadable-file';

/** First bytes of files that people take for a spreadsheet or a CSV file, and what to tell them. */
const OTHER_KINDS = [
  { hex: '25504446', sentence: 'This is a PDF. Use the spreadsheet (.ods) as Ofsted publishes it, or CSV.' },
  {
    hex: 'd0cf11e0',
    sentence: 'This is an old Excel file or one with a password. Use the .ods file as Ofsted publishes it, or save the table as CSV.',
  },
] as const;

const ZIP = '504b';

/**
 * Reads the tables of an OpenDocument spreadsheet or a CSV file; which it is, its first bytes say. Memory and time are bounded whatever the file holds.
 *
 * @throws UnreadableFile with one sentence when it cannot be read or is larger than anything that is published
 */
export async function readSpreadsheet(file: NamedFile): Promise<Spreadsheet> {
  const { bytes, whole } = await readBytes(file.path);
  const start = bytes.subarray(0, 4).toString('hex');
  const other = OTHER_KINDS.find(({ hex }) => start === hex);
  if (other) throw new UnreadableFile(other.sentence);
  const tooLarge = `The file has more than ${megabytes(LIMITS.fileBytes)}. The published ones have less than one: check that it is the right file.`;
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (start.startsWith(ZIP)) {
    if (!whole) throw new UnreadableFile(tooLarge);
    return { format: 'open-document', sheets: await readOpenDocument(bytes), hash };
  }
  if (/\.(ods|zip)$/i.test(file.name)) {
    throw new UnreadableFile('The file is not an OpenDocument spreadsheet, or it is broken. Get it again from where it was published.');
  }
  const sheet = readCsv(bytes, path.parse(file.name).name);
  if (!whole) throw new UnreadableFile(tooLarge);
  return { format: 'csv', sheets: [sheet], hash };
}

/** As many bytes as are allowed, and whether that was all. */
async function readBytes(filePath: string): Promise<{ readonly bytes: Buffer; readonly whole: boolean }> {
  // Asked before it is opened: a pipe would keep the opener waiting.
  const status = await stat(filePath).catch((error: unknown) => {
    throw new UnreadableFile(
      `The file cannot be read (${error instanceof Error ? error.message : String(error)}). Check its name and place.`,
    );
  });
  if (!status.isFile()) throw new UnreadableFile('This is not a file. Give the path of a spreadsheet or a CSV file.');
  if (status.size === 0) throw new UnreadableFile('The file is empty. Get it again from where it was published.');
  const handle = await open(filePath);
  try {
    const bytes = Buffer.alloc(Math.min(status.size, LIMITS.fileBytes));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return { bytes: bytes.subarray(0, bytesRead), whole: status.size <= LIMITS.fileBytes };
  } finally {
    await handle.close();
  }
}

/** A file with the name it was published or sent under, which need not be that of its path. */
export interface NamedFile {
  readonly name: string;
  readonly path: string;
}

export interface Spreadsheet {
  readonly format: 'open-document' | 'csv';
  readonly sheets: readonly Sheet[];
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
}
