import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { SheetRow } from '@/domain/exchange';
import type { NamedFile } from './index';
import { megabytes } from './limits';
import { UnreadableFile } from './unreadable-file';

/** Ten times the largest file of statistics that anybody has met. */
export const MOST_STREAMED_BYTES = 1024 * 1024 * 1024;

/** A row has so many bytes at most. */
const ROW_BYTES = 100_000;

/** Rows handed on at once. */
const AT_ONCE = 2_000;

const SAVE_AGAIN = 'Save the table again as “CSV UTF-8”, with commas.';

/** First bytes of what people take for a CSV file. */
const OTHER_KINDS = [
  { hex: '504b0304', sentence: 'This is a zip file or a workbook. Unpack it, or save the table as CSV, and choose the CSV file.' },
  { hex: '1f8b', sentence: 'This file is compressed. Unpack it and choose the CSV file.' },
  { hex: '25504446', sentence: 'This is a PDF. Use the CSV file.' },
  { hex: 'fffe', sentence: `The file is in UTF-16. ${SAVE_AGAIN}` },
  { hex: 'feff', sentence: `The file is in UTF-16. ${SAVE_AGAIN}` },
] as const;

/**
 * Goes through a CSV file of any size (commas, UTF-8 with or without byte-order mark) and hands on its rows, the headings first, in memory that does not grow with
 * it. Reading waits for `handle`; what that throws ends it.
 *
 * @returns SHA-256 of the bytes, hexadecimal
 * @throws UnreadableFile with one sentence when it cannot be read, or is larger than anything honest
 */
export async function streamCsv(
  file: NamedFile,
  handle: (rows: readonly SheetRow[]) => Promise<void> | void,
  onProgress?: (read: number, size: number) => void,
): Promise<string> {
  const size = await honestSize(file.path);
  const hash = createHash('sha256');
  let number = 0;
  async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let read = 0;
    let lines = 1;
    for await (const chunk of chunks) {
      if (read === 0) refuseOtherKinds(chunk);
      hash.update(chunk);
      read += chunk.length;
      const at = { row: lines };
      if (chunk.includes(0)) throw new UnreadableFile(`The file is no plain text, or in UTF-16. ${SAVE_AGAIN}`, at);
      yield decodedBy(decoder, chunk, at);
      lines += linesIn(chunk);
      onProgress?.(read, size);
    }
    yield decodedBy(decoder, undefined, { row: lines });
  }
  try {
    await pipeline(
      createReadStream(file.path, { highWaterMark: 256 * 1024 }),
      decoded,
      parse({ relax_column_count: true, max_record_size: ROW_BYTES }),
      async (records: AsyncIterable<readonly string[]>) => {
        let rows: SheetRow[] = [];
        for await (const cells of records) {
          number += 1;
          if (cells.some((cell) => cell !== '')) rows.push({ number, cells });
          if (rows.length === AT_ONCE) {
            await handle(rows);
            rows = [];
          }
        }
        if (rows.length > 0) await handle(rows);
      },
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const place = { row: number + 1 };
    if (error.code === 'CSV_MAX_RECORD_SIZE') {
      const limit = ROW_BYTES.toLocaleString('en-GB');
      throw new UnreadableFile(
        `A row from here on has more than ${limit} characters; perhaps a quotation mark is not closed. ${SAVE_AGAIN}`,
        place,
      );
    }
    throw new UnreadableFile(`A row from here on is not CSV: ${error.message}. ${SAVE_AGAIN}`, place);
  }
  return hash.digest('hex');
}

/** The size that the file system says, so that a claim of gigabytes is refused before a byte is read. */
async function honestSize(filePath: string): Promise<number> {
  // Asked before it is opened: a pipe would keep the opener waiting.
  const status = await stat(filePath).catch((error: unknown) => {
    throw new UnreadableFile(
      `The file cannot be read (${error instanceof Error ? error.message : String(error)}). Check its name and place.`,
    );
  });
  if (!status.isFile()) throw new UnreadableFile('This is not a file. Give the path of a CSV file.');
  if (status.size === 0) throw new UnreadableFile('The file is empty. Get it again from where it came.');
  if (status.size > MOST_STREAMED_BYTES) {
    throw new UnreadableFile(
      `The file has ${megabytes(status.size)}; up to ${megabytes(MOST_STREAMED_BYTES)} are read. Check that it is the right file.`,
    );
  }
  return status.size;
}

function refuseOtherKinds(chunk: Buffer): void {
  const start = chunk.subarray(0, 4).toString('hex');
  const other = OTHER_KINDS.find(({ hex }) => start.startsWith(hex));
  if (other) throw new UnreadableFile(other.sentence);
}

function decodedBy(decoder: TextDecoder, chunk: Buffer | undefined, { row }: { readonly row: number }): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw new UnreadableFile(
      `A row from here on has a character that is not in UTF-8; the file is probably in Windows-1252. ${SAVE_AGAIN}`,
      { row },
    );
  }
}

function linesIn(chunk: Buffer): number {
  let lines = 0;
  for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}
