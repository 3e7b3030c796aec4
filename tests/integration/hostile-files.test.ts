import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contentXml, csvOf, openDocumentOf, workbookOf, workbookParts, zipOf, type ZipEntry } from '../support/spreadsheet-files';

const MIB = 1024 * 1024;

/** How far a process may grow over what it needs to start, in MiB, and how long it may take on a busy machine; alone it takes a second at most. */
const MOST_MEMORY = 200;
const MOST_SECONDS = 8;

const ROW = '<table:table-row><table:table-cell office:value-type="string"><text:p>Barnsley</text:p></table:table-cell></table:table-row>';

let folder: string;
let reader: string;

// Each file is read in a process of its own, so that its memory is measured and nothing else's.
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hostile-files-'));
  reader = path.join(folder, 'read-measured.mjs');
  await build({
    entryPoints: [path.resolve(import.meta.dirname, '../support/read-measured.ts')],
    outfile: reader,
    bundle: true,
    platform: 'node',
    format: 'esm',
    alias: { '@': path.resolve(import.meta.dirname, '../../src') },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'silent',
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a hostile spreadsheet is refused by its fault, within bounds of memory and time:', () => {
  test.each<[name: string, file: () => Buffer, fault: RegExp]>([
    [
      'a cell of 300 MiB in a file of 300 KB',
      () => zipOf([{ name: 'content.xml', content: spreadsheetAround(Buffer.alloc(300 * MIB, 'x')) }]),
      /^The file of \d{3} KB unfolds to 300 MB\./,
    ],
    [
      'a file that says it unfolds to a little and unfolds to 60 MiB',
      () => zipOf([{ name: 'content.xml', content: Buffer.alloc(60 * MIB, ' '), claims: 1000 }]),
      /broken and cannot be unfolded/,
    ],
    [
      'a file in which a byte has changed since it was saved',
      () => zipOf([{ name: 'content.xml', content: contentXml(inTable(ROW)), checksum: 1 }]),
      /^The file is damaged: its contents are not what was saved\./,
    ],
    [
      'as much as is allowed, in one cell',
      () => zipOf([{ name: 'content.xml', content: spreadsheetAround(Buffer.alloc(15 * MIB, 'x')) }]),
      /more than 32,767 characters/,
    ],
    ['a million rows', () => openDocumentOf(`<table:table table:name="S">${ROW.repeat(1_000_000)}</table:table>`), /more than 20,000 rows/],
    [
      'a row that stands for a million',
      () => openDocumentOf(inTable(ROW.replace('<table:table-row>', '<table:table-row table:number-rows-repeated="1000000">'))),
      /more than 20,000 rows/,
    ],
    [
      'a cell that stands for a million',
      () => openDocumentOf(inTable(ROW.replace('<table:table-cell ', '<table:table-cell table:number-columns-repeated="1000000" '))),
      /more than 100 columns/,
    ],
    [
      'a row that stands for more than numbers can tell',
      () => openDocumentOf(inTable(ROW.replace('<table:table-row>', `<table:table-row table:number-rows-repeated="${'9'.repeat(30)}">`))),
      /number-rows-repeated is “9{20}”/,
    ],
    ['a million sheets', () => openDocumentOf('<table:table table:name="S"/>'.repeat(1_000_000)), /more than 50 sheets/],
    ['elements nested a million deep', () => openDocumentOf('<a>'.repeat(1_000_000)), /nested far too deep/],
    [
      'an element with a million attributes',
      () => openDocumentOf(`<a ${Array.from({ length: 1_000_000 }, (_, index) => `a${index}=""`).join(' ')}/>`),
      /far too many attributes/,
    ],
    [
      'entities that multiply',
      () =>
        zipOf([
          {
            name: 'content.xml',
            content: `<!DOCTYPE lol [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>${contentXml('&b;')}`,
          },
        ]),
      /document type/,
    ],
    [
      'four thousand parts',
      () => zipOf(Array.from({ length: 4000 }, (_, index) => ({ name: `part-${index}`, content: '' }))),
      /4,000 parts/,
    ],
    [
      'a cell of a million characters',
      () => openDocumentOf(inTable(ROW.replace('Barnsley', 'x'.repeat(1_000_000)))),
      /more than 32,767 characters/,
    ],
  ])('%s', async (_name, file, fault) => {
    await expectRefusal('hostile.ods', file(), fault);
  });
});

describe('a hostile workbook is refused by its fault, within bounds of memory and time:', () => {
  test.each<[name: string, file: () => Buffer, fault: RegExp]>([
    [
      'a sheet of 300 MiB in a file of 300 KB',
      () => zipOf(workbookParts(Buffer.concat([Buffer.from('<worksheet><sheetData>'), Buffer.alloc(300 * MIB, ' ')]))),
      /^The file of \d{3} KB unfolds to 300 MB\./,
    ],
    ['a sheet that says it unfolds to a little', () => zipOf(workbookParts('').map(claimingLittle)), /broken and cannot be unfolded/],
    [
      'ten sheets of as much as is allowed each',
      () => {
        const sheet = Buffer.concat([
          Buffer.from('<worksheet><sheetData>'),
          Buffer.alloc(15 * MIB, ' '),
          Buffer.from('</sheetData></worksheet>'),
        ]);
        return zipOf(manySheets(10, sheet));
      },
      /unfolds to 30 MB/,
    ],
    ['a hundred sheets', () => zipOf(manySheets(100, '<worksheet/>')), /more than 50 sheets/],
    ['a million rows', () => workbookOf('<row><c><v>1</v></c></row>'.repeat(500_000)), /more than 20,000 rows/],
    ['a row numbered a thousand million', () => workbookOf('<row r="1000000000"><c><v>1</v></c></row>'), /more than 20,000 rows/],
    ['a million columns', () => workbookOf(`<row>${'<c><v>1</v></c>'.repeat(1_000_000)}</row>`), /more than 100 columns/],
    ['a cell in column XFD', () => workbookOf('<row r="1"><c r="XFD1"><v>1</v></c></row>'), /more than 100 columns/],
    [
      'one long text in every cell',
      () =>
        workbookOf(`<row>${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`.repeat(5_000), { texts: `<si><t>${'x'.repeat(30_000)}</t></si>` }),
      /more than 10,000,000 characters/,
    ],
    [
      'a shared text of ten million characters',
      () => workbookOf('<row><c t="s"><v>0</v></c></row>', { texts: `<si><t>${'x'.repeat(10_000_000)}</t></si>` }),
      /more than 32,767 characters/,
    ],
    [
      'a million shared texts',
      () => workbookOf('<row><c t="s"><v>-1</v></c></row>', { texts: '<si><t>x</t></si>'.repeat(900_000) }),
      /points to a text/,
    ],
    [
      'entities that multiply',
      () =>
        zipOf(
          workbookParts('').map((part) =>
            part.name.endsWith('sheet1.xml')
              ? {
                  ...part,
                  content: `<!DOCTYPE lol [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><worksheet>&b;</worksheet>`,
                }
              : part,
          ),
        ),
      /document type/,
    ],
    [
      'entities from elsewhere',
      () =>
        zipOf(
          workbookParts('').map((part) =>
            part.name === 'xl/workbook.xml'
              ? { ...part, content: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook>&a;</workbook>' }
              : part,
          ),
        ),
      /document type/,
    ],
    ['elements nested a million deep', () => workbookOf('<a>'.repeat(1_000_000)), /nested far too deep/],
    ['text that is no workbook', () => Buffer.from('hello'), /not an OpenDocument spreadsheet or an Excel workbook/],
  ])('%s', async (_name, file, fault) => {
    await expectRefusal('hostile.xlsx', file(), fault);
  });
});

describe('a hostile CSV file is refused by its fault, within bounds of memory and time:', () => {
  test.each<[name: string, file: () => Buffer | string, fault: RegExp]>([
    ['a million rows', () => 'E08000016,Barnsley,11/09/2023,Good,Good,Good,Good\n'.repeat(1_000_000), /more than 20,000 rows/],
    ['one row of 300 MiB', () => Buffer.alloc(300 * MIB, 'x'), /more than 100,000 characters/],
    ['a million columns', () => ','.repeat(1_000_000), /more than 100,000 characters/],
    ['more columns than there are', () => csvOf([Array.from({ length: 101 }, () => 'x')]), /more than 100 columns/],
    ['a cell of 50,000 characters', () => 'x'.repeat(50_000), /more than 32,767 characters/],
    ['a quotation mark that is never closed', () => `a,"${'x,\n'.repeat(19_000)}`, /Quote Not Closed/],
    ['30 MB in long rows', () => `${'x'.repeat(9_000)}\n`.repeat(3_400), /more than 20 MB/],
    ['zero bytes', () => Buffer.alloc(MIB), /no plain text/],
    ['Windows-1252', () => Buffer.from('caf\u00e9\n'.repeat(10_000), 'latin1'), /not in UTF-8/],
  ])('%s', async (_name, file, fault) => {
    await expectRefusal('hostile.csv', file(), fault);
  });
});

test('the bounds are above what an honest workbook needs', async () => {
  const cells = Array.from({ length: 15 }, (_, index) => `<c t="s"><v>${index}</v></c>`).join('');
  const texts = Array.from({ length: 15 }, (_, index) => `<si><t>${`Text ${index} `.repeat(4)}</t></si>`).join('');
  const { refusal, rows } = await readMeasured('honest.xlsx', workbookOf(`<row>${cells}</row>`.repeat(15_000), { texts }));
  expect({ refusal, rows }).toEqual({ refusal: null, rows: 15_000 });
});

test('the bounds are above what an honest file needs; thirty times Ofsted’s rows are read', async () => {
  const file = openDocumentOf(inTable(ROW.repeat(15_000)));
  const { refusal, rows } = await readMeasured('honest.ods', file);
  expect({ refusal, rows }).toEqual({ refusal: null, rows: 15_000 });
});

async function expectRefusal(name: string, file: Buffer | string, fault: RegExp): Promise<void> {
  const { refusal, grownBy, seconds } = await readMeasured(name, file);
  expect(refusal).toMatch(fault);
  expect(grownBy).toBeLessThan(MOST_MEMORY);
  expect(seconds).toBeLessThan(MOST_SECONDS);
}

async function readMeasured(name: string, content: Buffer | string) {
  const file = path.join(folder, name);
  await writeFile(file, content);
  const { stdout } = await promisify(execFile)(process.execPath, [reader, file]);
  if (process.env['SHOW_MEASURES']) process.stdout.write(`${stdout}\n`);
  return z.object({ refusal: z.string().nullable(), rows: z.number(), seconds: z.number(), grownBy: z.number() }).parse(JSON.parse(stdout));
}

function claimingLittle(part: ZipEntry): ZipEntry {
  return part.name.endsWith('sheet1.xml') ? { ...part, content: Buffer.alloc(60 * MIB, ' '), claims: 1000 } : part;
}

function manySheets(count: number, sheet: string | Uint8Array): readonly ZipEntry[] {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const [, , ...rest] = workbookParts('');
  return [
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="r"><sheets>${numbers.map((number) => `<sheet name="S${number}" r:id="r${number}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${numbers.map((number) => `<Relationship Id="r${number}" Type="x/worksheet" Target="s${number}.xml"/>`).join('')}</Relationships>`,
    },
    ...numbers.map((number) => ({ name: `xl/s${number}.xml`, content: sheet })),
    ...rest,
  ];
}

function inTable(rows: string): string {
  return `<table:table table:name="S">${rows}</table:table>`;
}

function spreadsheetAround(bytes: Buffer): Buffer {
  const [before = '', after = ''] = contentXml(inTable(ROW)).split('Barnsley');
  return Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]);
}
