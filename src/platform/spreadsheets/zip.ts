import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { LIMITS, megabytes } from './limits';
import { UnreadableFile } from './unreadable-file';

/**
 * The bytes of one entry of a zip archive, as they unfold, and nothing else of it. An entry that says it is too large is broken off early; one that says less
 * than really comes out is broken off by the library where it has said it would end.
 *
 * @throws UnreadableFile when the archive is broken, has too many entries, lacks the entry, keeps it under a password, or unfolds beyond the limit
 */
export async function* unfold(archive: Buffer, entryName: string): AsyncGenerator<Buffer> {
  const zip = await mended(() => fromBufferPromise(archive, { validateEntrySizes: true }));
  const entry = await findEntry(zip, entryName);
  if (entry.isEncrypted()) throw new UnreadableFile('The file is kept under a password. Save it without one.');
  const tooLarge = entry.uncompressedSize > LIMITS.unfoldedBytes;
  const limit = tooLarge ? LIMITS.unfoldedBytesOfTooLarge : LIMITS.unfoldedBytes;
  const stream = await mended(() => zip.openReadStreamPromise(entry));
  let unfolded = 0;
  try {
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('A zip entry is read as bytes');
      unfolded += chunk.byteLength;
      if (unfolded > limit) {
        throw new UnreadableFile(
          `The file of ${kilobytes(archive.byteLength)} unfolds to ${megabytes(entry.uncompressedSize)}. No published spreadsheet has more than ${megabytes(LIMITS.unfoldedBytes)}: it is not read.`,
        );
      }
      yield chunk;
    }
  } catch (error) {
    throw asUnreadable(error);
  } finally {
    stream.destroy();
  }
}

async function findEntry(zip: ZipFile, entryName: string): Promise<Entry> {
  if (zip.entryCount > LIMITS.zipEntries) {
    throw new UnreadableFile(`The file holds ${zip.entryCount.toLocaleString('en-GB')} parts, a spreadsheet some ten: it is not read.`);
  }
  const found: Entry[] = [];
  const names: string[] = [];
  await mended(async () => {
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName);
      if (entry.fileName === entryName) found.push(entry);
    }
  });
  const [entry, second] = found;
  if (entry && !second) return entry;
  if (second) throw new UnreadableFile('The file holds its contents twice and is broken. Get it again from where it was published.');
  throw new UnreadableFile(
    names.some((name) => name.startsWith('xl/'))
      ? 'This is an Excel workbook. Use the OpenDocument spreadsheet (.ods) as Ofsted publishes it, or save each sheet as CSV.'
      : 'This zip file is not an OpenDocument spreadsheet. Use the .ods file as Ofsted publishes it.',
  );
}

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
  return new UnreadableFile(`The file is broken and cannot be unfolded (${detail}). Get it again from where it was published.`);
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024).toLocaleString('en-GB')} KB`;
}
