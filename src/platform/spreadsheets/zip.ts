import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { LIMITS, megabytes } from './limits';
import { UnreadableFile } from './unreadable-file';

/**
 * Opens a zip archive; nothing of it is unfolded yet.
 *
 * @throws UnreadableFile when it is broken or has too many entries
 */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await mended(() => fromBufferPromise(bytes, { validateEntrySizes: true }));
  if (zip.entryCount > LIMITS.zipEntries) {
    throw new UnreadableFile(`The file holds ${zip.entryCount.toLocaleString('en-GB')} parts, a spreadsheet some ten: it is not read.`);
  }
  const entries: Entry[] = [];
  await mended(async () => {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  });
  return new Archive(zip, entries, bytes.byteLength);
}

export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: readonly Entry[];
  readonly #size: number;
  #unfolded = 0;

  constructor(zip: ZipFile, entries: readonly Entry[], size: number) {
    this.#zip = zip;
    this.#entries = entries;
    this.#size = size;
  }

  /** Whether it has a part whose name begins like this. */
  has(start: string): boolean {
    return this.#entries.some(({ fileName }) => fileName.startsWith(start));
  }

  /**
   * The bytes of one part, as they unfold. What is unfolded of an archive has one limit for all its parts. A part that says it is too large is broken off early; one
   * that says less than really comes out is broken off by the library where it has said it would end.
   *
   * @throws UnreadableFile when the part is missing, broken, there twice, kept under a password, or unfolds beyond the limit
   */
  async *unfold(name: string): AsyncGenerator<Buffer> {
    const [entry, second] = this.#entries.filter(({ fileName }) => fileName === name);
    if (!entry) throw new UnreadableFile(`The file lacks its part ${name.slice(0, 100)} and is broken. ${SAVE_AGAIN}`);
    if (second) throw new UnreadableFile(`The file holds its contents twice and is broken. ${SAVE_AGAIN}`);
    if (entry.isEncrypted()) throw new UnreadableFile('The file is kept under a password. Save it without one.');
    const total = this.#unfolded + entry.uncompressedSize;
    const limit = total > LIMITS.unfoldedBytes ? LIMITS.unfoldedBytesOfTooLarge : LIMITS.unfoldedBytes;
    const stream = await mended(() => this.#zip.openReadStreamPromise(entry));
    let checksum = 0;
    try {
      for await (const chunk of stream) {
        if (!Buffer.isBuffer(chunk)) throw new TypeError('A zip entry is read as bytes');
        this.#unfolded += chunk.byteLength;
        if (this.#unfolded > limit) {
          throw new UnreadableFile(
            `The file of ${kilobytes(this.#size)} unfolds to ${megabytes(total)}. No honest spreadsheet of its kind has more than ${megabytes(LIMITS.unfoldedBytes)}: it is not read.`,
          );
        }
        checksum = crc32(chunk, checksum);
        yield chunk;
      }
      // The library compares lengths only; a single changed byte would be read as another grade or day.
      if (checksum !== entry.crc32) throw new UnreadableFile(`The file is damaged: its contents are not what was saved. ${SAVE_AGAIN}`);
    } catch (error) {
      throw asUnreadable(error);
    } finally {
      stream.destroy();
    }
  }
}

const SAVE_AGAIN = 'Open it in a spreadsheet program and save it again, or get it again from where it came.';

/** Whatever the archive's own faults make the library throw is a fault of the file. */
async function mended<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    throw asUnreadable(error);
  }
}

function asUnreadable(error: unknown): UnreadableFile {
  if (error instanceof UnreadableFile) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new UnreadableFile(`The file is broken and cannot be unfolded (${detail}). ${SAVE_AGAIN}`);
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024).toLocaleString('en-GB')} KB`;
}
