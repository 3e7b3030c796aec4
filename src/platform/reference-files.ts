import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

import { PlainFault } from './plain-fault';

/** From the project's folder, in which every program of the product runs. */
export const REFERENCE_FOLDER = 'prisma/reference';

/**
 * Small CSV files of a folder, each as rows by column name, and one hash over the names and bytes of all. Meant for files of our own and for snapshots
 * that a developer builds from; what strangers upload is read with limits. `strayQuotes` bears quotation marks inside cells that are not quoted, as some published
 * files have them.
 *
 * @throws PlainFault when a file is missing, or is not CSV
 */
export async function readCsvFiles<File extends string>(
  folder: string,
  files: readonly File[],
  { strayQuotes = false }: { readonly strayQuotes?: boolean } = {},
): Promise<CsvFiles<File>> {
  const hash = createHash('sha256');
  const rows = new Map<File, readonly CsvRow[]>();
  for (const file of files) {
    const bytes = await readWhole(path.join(folder, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
    rows.set(file, rowsIn(bytes, path.join(folder, file), strayQuotes));
  }
  return { rowsOf: (file) => rows.get(file) ?? [], hash: hash.digest('hex') };
}

/** One such file by itself. Throws as `readCsvFiles`. */
export async function readCsvFile(file: string): Promise<readonly CsvRow[]> {
  return rowsIn(await readWhole(file), file);
}

/** Writes rows under their columns: UTF-8, lines end with a line feed, quotes only where a cell needs them. The same rows give the same bytes. */
export async function writeCsvFile(file: string, columns: readonly string[], rows: readonly CsvRow[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, stringify([...rows], { header: true, columns: [...columns], record_delimiter: '\n' }));
}

async function readWhole(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new PlainFault(`There is no file ${file}. Name the folder that has it.`);
    }
    throw error;
  }
}

function rowsIn(bytes: Buffer, file: string, strayQuotes = false): readonly CsvRow[] {
  try {
    return parse<CsvRow>(new TextDecoder('utf-8', { fatal: true }).decode(bytes), { columns: true, relax_quotes: strayQuotes });
  } catch (error) {
    if (error instanceof TypeError) throw new PlainFault(`${file} is not written in UTF-8.`);
    if (error instanceof CsvError) throw new PlainFault(`${file} cannot be read as CSV: ${error.message}.`);
    throw error;
  }
}

type CsvRow = Readonly<Record<string, string>>;

export interface CsvFiles<File extends string> {
  readonly rowsOf: (file: File) => readonly CsvRow[];
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}
