import { crc32, deflateRawSync } from 'node:zlib';

/** A zip archive (PKWARE APPNOTE 6.3.10) of texts. Its entries are dated 1 January 1980, so that the same content is the same file. */
export function zipFile(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(VERSION, 0);
    facts.writeUInt16LE(NAMES_IN_UTF8, 2);
    facts.writeUInt16LE(DEFLATED, 4);
    facts.writeUInt16LE(FIRST_DAY, 8);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, VERSION, 0]), facts, place, Buffer.from(name));
    const local = [Buffer.from([0x50, 0x4b, 3, 4]), facts, Buffer.from(name), packed];
    parts.push(...local);
    offset += local.reduce((length, part) => length + part.length, 0);
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.set([0x50, 0x4b, 5, 6]);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, central, end]));
}

const VERSION = 20;
const NAMES_IN_UTF8 = 0x0800;
const DEFLATED = 8;
const FIRST_DAY = 0x21;

interface ZipEntry {
  readonly name: string;
  readonly content: string;
}
