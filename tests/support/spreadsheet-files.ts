import { crc32, deflateRawSync } from 'node:zlib';

/** A zip archive, written out by hand so that tests can make broken and hostile ones: `claims` is the size it says an entry unfolds to, `checksum` what it says of its bytes. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claims, checksum, flags = 0 } of entries) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes, { level: 9 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(checksum ?? crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, tail, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

/** An OpenDocument spreadsheet with the rows given: texts, days written `@2023-09-11`. Row elements can be given whole, as they stand in the file. */
export function openDocument(sheets: readonly WrittenSheet[]): Buffer {
  return openDocumentOf(
    sheets.map(({ name, rows }) => `<table:table table:name="${escape(name)}">${rows.map(rowElement).join('')}</table:table>`).join(''),
  );
}

/** An OpenDocument spreadsheet around what is to stand in its body. */
export function openDocumentOf(body: string): Buffer {
  return zipOf([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
    { name: 'content.xml', content: contentXml(body) },
  ]);
}

export function contentXml(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>`;
}

/** An Excel workbook around the rows of its one sheet, `S`, with as much of the rest as is given. */
export function workbookOf(rows: string, parts: WorkbookParts = {}): Buffer {
  return zipOf(workbookParts(rows, parts));
}

export function workbookParts(rows: string | Uint8Array, { texts, styles, properties = '' }: WorkbookParts = {}): readonly ZipEntry[] {
  const around = (text: string | Uint8Array) =>
    typeof text === 'string' ? `<worksheet xmlns="${MAIN}"><sheetData>${text}</sheetData></worksheet>` : text;
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
  const relations = [
    relation('r1', 'worksheet', 'worksheets/sheet1.xml'),
    relation('r2', 'theme', 'theme/theme1.xml'),
    ...(texts === undefined ? [] : [relation('r3', 'sharedStrings', 'sharedStrings.xml')]),
    ...(styles === undefined ? [] : [relation('r4', 'styles', '/xl/styles.xml')]),
  ];
  return [
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr ${properties}/><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${relations.join('')}</Relationships>` },
    { name: 'xl/worksheets/sheet1.xml', content: around(rows) },
    ...(texts === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${texts}</sst>` }]),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', content: `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }]),
  ];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A CSV file with commas; cells with commas, quotes or line breaks in quotes. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const written = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => `${row.map(written).join(',')}\r\n`).join('');
}

function rowElement(row: WrittenRow): string {
  if (typeof row === 'string') return row;
  return `<table:table-row>${row.map(cellElement).join('')}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>`;
}

function cellElement(cell: string): string {
  if (cell === '') return '<table:table-cell/>';
  if (!cell.startsWith('@')) return `<table:table-cell office:value-type="string"><text:p>${escape(cell)}</text:p></table:table-cell>`;
  const day = cell.slice(1);
  const shown = day.split('-').toReversed().join('/');
  return `<table:table-cell office:value-type="date" office:date-value="${day}T00:00:00"><text:p>${shown}</text:p></table:table-cell>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

export interface ZipEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly claims?: number;
  readonly checksum?: number;
  /** General purpose bits; 1 is encryption. */
  readonly flags?: number;
}

interface WorkbookParts {
  /** `<si>` elements. */
  readonly texts?: string;
  readonly styles?: string;
  /** Attributes of `workbookPr`. */
  readonly properties?: string;
}

export interface WrittenSheet {
  readonly name: string;
  readonly rows: readonly WrittenRow[];
}

/** Cells, or the whole element. */
export type WrittenRow = readonly string[] | string;
