import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSpreadsheet, readSpreadsheetExactly, UnreadableFile } from '@/platform/spreadsheets';
import { csvOf, openDocument, openDocumentOf, workbookOf, workbookParts, zipOf } from '../support/spreadsheet-files';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'spreadsheets-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an OpenDocument spreadsheet', () => {
  test('is read sheet by sheet, with rows as a spreadsheet numbers them and days as ISO days', async () => {
    const file = openDocument([
      {
        name: 'First & last',
        rows: [
          ['Title'],
          '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
          ['a', '', '@2023-09-11', ' b\n  c '],
          '<table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
        ],
      },
      { name: 'Empty', rows: [] },
    ]);
    const { format, sheets } = await read(file, 'a.ods');
    expect(format).toBe('open-document');
    expect(sheets).toEqual([
      {
        name: 'First & last',
        rows: [
          { number: 1, cells: ['Title'] },
          { number: 5, cells: ['a', '', '2023-09-11', 'b c'] },
        ],
      },
      { name: 'Empty', rows: [] },
    ]);
  });

  test.each([
    [
      'a cell that stands for several',
      '<table:table-cell table:number-columns-repeated="3"><text:p>x</text:p></table:table-cell>',
      ['x', 'x', 'x'],
    ],
    [
      'cells covered by a merged one',
      '<table:table-cell table:number-columns-spanned="2"><text:p>x</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>y</text:p></table:table-cell>',
      ['x', '', 'y'],
    ],
    [
      'paragraphs, spaces and line breaks',
      '<table:table-cell><text:p>a<text:s text:c="3"/>b<text:line-break/>c</text:p><text:p>d</text:p></table:table-cell>',
      ['a b c d'],
    ],
    ['a link', '<table:table-cell><text:p><text:a>Front</text:a> door</text:p></table:table-cell>', ['Front door']],
    [
      'a number with all its digits',
      '<table:table-cell office:value-type="float" office:value="20.25"><text:p>20</text:p></table:table-cell>',
      ['20.25'],
    ],
    [
      'a share, of which a hundred times as much is seen',
      '<table:table-cell office:value-type="percentage" office:value="0.29"><text:p>29%</text:p></table:table-cell>',
      ['29%'],
    ],
    [
      'a note, which is not the cell',
      '<table:table-cell><office:annotation><text:p>Note</text:p></office:annotation><text:p>x</text:p></table:table-cell>',
      ['x'],
    ],
    ['entities and CDATA', '<table:table-cell><text:p>a &amp; b <![CDATA[<c>]]></text:p></table:table-cell>', ['a & b <c>']],
    [
      'a table inside a cell, which is not the sheet',
      '<table:table-cell><table:table><table:table-row><table:table-cell><text:p>inner</text:p></table:table-cell></table:table-row></table:table><text:p>x</text:p></table:table-cell>',
      ['x'],
    ],
  ])('may hold %s', async (_name, cells, expected) => {
    const { sheets } = await read(openDocument([{ name: 'S', rows: [`<table:table-row>${cells}</table:table-row>`] }]), 'a.ods');
    expect(sheets[0]?.rows[0]?.cells).toEqual(expected);
  });

  test('may name its namespaces as it likes', async () => {
    const content =
      '<d xmlns="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:q="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:z="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><body><spreadsheet><q:table q:name="S"><q:table-row><q:table-cell><z:p>x</z:p></q:table-cell></q:table-row></q:table></spreadsheet></body></d>';
    const { sheets } = await read(zipOf([{ name: 'content.xml', content }]), 'a.ods');
    expect(sheets).toEqual([{ name: 'S', rows: [{ number: 1, cells: ['x'] }] }]);
  });

  test('may group rows and repeat headings', async () => {
    const row = (text: string) => `<table:table-row><table:table-cell><text:p>${text}</text:p></table:table-cell></table:table-row>`;
    const body = `<table:table table:name="S"><table:table-header-rows>${row('h')}</table:table-header-rows><table:table-row-group>${row('a')}</table:table-row-group></table:table>`;
    const { sheets } = await read(openDocumentOf(body), 'a.ods');
    expect(sheets[0]?.rows).toEqual([
      { number: 1, cells: ['h'] },
      { number: 2, cells: ['a'] },
    ]);
  });
});

describe('an Excel workbook', () => {
  test('is read sheet by sheet, with rows as a spreadsheet numbers them', async () => {
    const file = workbookOf(
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row><row r="3"/><row r="5" hidden="1"><c r="B5"><v>7</v></c><c r="XFD5" s="1"/></row>',
      { texts: '<si><t>Title</t></si><si><r><t>in </t></r><r><rPr><b/></rPr><t>two &amp; bold</t></r><rPh><t>spoken</t></rPh></si>' },
    );
    const { format, sheets } = await read(file, 'a.xlsx');
    expect(format).toBe('workbook');
    expect(sheets).toEqual([
      {
        name: 'S',
        rows: [
          { number: 2, cells: ['Title', '', 'in two & bold'] },
          { number: 5, cells: ['', '7'] },
        ],
      },
    ]);
  });

  test.each<[what: string, cell: string, expected: string]>([
    ['a text of its own', '<c t="inlineStr"><is><t>a</t><r><t>b</t></r></is></c>', 'ab'],
    ['what a formula last gave', '<c t="str"><f>CONCAT("a","b")</f><v>ab</v></c>', 'ab'],
    ['the number a formula last gave', '<c><f>1+1</f><v>2</v></c>', '2'],
    ['yes', '<c t="b"><v>1</v></c>', 'TRUE'],
    ['an error', '<c t="e"><v>#REF!</v></c>', '#REF!'],
    ['a number as people see it, not as it is kept', '<c><v>1.1000000000000001</v></c>', '1.1'],
    ['a small number', '<c><v>1E-3</v></c>', '0.001'],
    ['a day as such', '<c t="d"><v>2026-03-31T00:00:00</v></c>', '2026-03-31'],
    ['what XML cannot hold', '<c t="inlineStr"><is><t>a_x000D_b_x005F_x000D_</t></is></c>', 'a\rb_x000D_'],
  ])('may hold %s', async (_what, cell, expected) => {
    const { sheets } = await readSpreadsheetExactly('a.xlsx', workbookOf(`<row>${cell}</row>`));
    expect(sheets[0]?.rows[0]?.cells).toEqual([expected]);
  });

  test.each<[format: string, style: number, serial: string, expected: string]>([
    ['the usual one', 1, '46112', '2026-03-31'],
    ['one with a time of day', 2, '46112.75', '2026-03-31'],
    ['one of its own', 3, '46112', '2026-03-31'],
    ['one that only quotes a day', 4, '46112', '46112'],
    ['a number in colours', 5, '46112', '46112'],
    ['a time', 6, '0.5', '0.5'],
    ['a share', 7, '0.28999999999999998', '29%'],
    ['a share with decimals', 8, '1', '100%'],
    ['a share of its own', 9, '-0.005', '-0.5%'],
    ['one that only quotes a share', 10, '71', '71'],
    ['the first day there is', 1, '1', '1900-01-01'],
    ['the last before the day that never was', 1, '59', '1900-02-28'],
    ['the day that never was', 1, '60', '60'],
    ['the first after it', 1, '61', '1900-03-01'],
    ['no day', 1, '-1', '-1'],
    ['beyond the calendar', 1, '99999999', '99999999'],
  ])('shows a day or a share by its format: %s', async (_format, style, serial, expected) => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="[$-809]dd\\ mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="0&quot; days&quot;"/><numFmt numFmtId="166" formatCode="[Red]0.00;[Blue]\\d0"/>' +
      '<numFmt numFmtId="167" formatCode="0.0%;[Red]-0.0%"/><numFmt numFmtId="168" formatCode="0&quot;%&quot;"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/>' +
      '<xf numFmtId="9"/><xf numFmtId="10"/><xf numFmtId="167"/><xf numFmtId="168"/></cellXfs>';
    const { sheets } = await read(workbookOf(`<row><c s="${style}"><v>${serial}</v></c></row>`, { styles }), 'a.xlsx');
    expect(sheets[0]?.rows[0]?.cells).toEqual([expected]);
  });

  test('may count its days from 1904', async () => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
    const file = workbookOf('<row><c s="0"><v>0</v></c><c s="0"><v>44650</v></c></row>', { styles, properties: 'date1904="1"' });
    expect((await read(file, 'a.xlsx')).sheets[0]?.rows[0]?.cells).toEqual(['1904-01-01', '2026-03-31']);
  });
});

test('read exactly, a spreadsheet keeps its line breaks and spaces', async () => {
  const cell =
    '<table:table-cell><text:p>a<text:s text:c="3"/>b<text:line-break/> c\n d</text:p><text:p>e<text:tab/></text:p></table:table-cell>';
  const ods = await readSpreadsheetExactly('a.ods', openDocument([{ name: 'S', rows: [`<table:table-row>${cell}</table:table-row>`] }]));
  expect(ods.sheets[0]?.rows[0]?.cells).toEqual(['a   b\n c d\ne\t']);
  const csv = await readSpreadsheetExactly('a.csv', Buffer.from('" a\nb  c ",\r\n'));
  expect(csv.sheets[0]?.rows[0]?.cells).toEqual([' a\nb  c ']);
});

describe('a CSV file', () => {
  test.each([
    ['without a byte-order mark', ''],
    ['with a byte-order mark', '\uFEFF'],
  ])('%s is one sheet, named as the file', async (_name, mark) => {
    const text = csvOf([['Title'], [], ['a', 'b, "c"', 'two\nlines', ''], ['é']]);
    const { format, sheets } = await read(mark + text, 'history.csv');
    expect(format).toBe('csv');
    expect(sheets).toEqual([
      {
        name: 'history',
        rows: [
          { number: 1, cells: ['Title'] },
          { number: 3, cells: ['a', 'b, "c"', 'two lines'] },
          { number: 4, cells: ['é'] },
        ],
      },
    ]);
  });

  test('has the hash of its bytes', async () => {
    const { hash } = await read('a\n', 'a.csv');
    expect(hash).toBe('87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7');
  });
});

test.each<[string, Buffer | string, string, RegExp]>([
  ['an empty file', '', 'a.csv', /empty/],
  ['a PDF', '%PDF-1.7', 'a.ods', /This is a PDF/],
  ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'a.xls', /old Excel file/],
  ['a workbook in Excel’s own binary form', zipOf([{ name: 'xl/workbook.bin', content: 'x' }]), 'a.xlsb', /Save it as .xlsx/],
  ['a workbook without its contents', zipOf([{ name: 'xl/workbook.xml', content: '<x/>' }]), 'a.xlsx', /lacks its part xl\/_rels/],
  [
    'a workbook without a sheet',
    zipOf([...workbookParts('').slice(1), { name: 'xl/workbook.xml', content: '<x/>' }]),
    'a.xlsx',
    /has no sheet/,
  ],
  [
    'a workbook that does not hold its sheet',
    zipOf(workbookParts('').filter(({ name }) => !name.includes('sheet1'))),
    'a.xlsx',
    /lacks its part xl\/worksheets\/sheet1.xml/,
  ],
  ['a workbook with rows out of order', workbookOf('<row r="3"/><row r="2"/>'), 'a.xlsx', /not in order/],
  ['a cell that points nowhere', workbookOf('<row><c t="s"><v>3</v></c></row>', { texts: '' }), 'a.xlsx', /points to a text/],
  ['another zip file', zipOf([{ name: 'readme.txt', content: 'x' }]), 'a.zip', /not an OpenDocument/],
  ['text that calls itself a spreadsheet', 'a,b\n', 'a.ods', /not an OpenDocument/],
  ['half a spreadsheet', openDocument([{ name: 'S', rows: [['a']] }]).subarray(0, 200), 'a.ods', /broken/],
  ['a spreadsheet under a password', zipOf([{ name: 'content.xml', content: '<x/>', flags: 1 }]), 'a.ods', /password/],
  [
    'a spreadsheet with its contents twice',
    zipOf([
      { name: 'content.xml', content: '<x/>' },
      { name: 'content.xml', content: '<y/>' },
    ]),
    'a.ods',
    /twice/,
  ],
  ['a spreadsheet that is not XML', zipOf([{ name: 'content.xml', content: 'hello' }]), 'a.ods', /broken/],
  [
    'a spreadsheet that is not in UTF-8',
    zipOf([{ name: 'content.xml', content: Buffer.from('<x>\xe9</x>', 'latin1') }]),
    'a.ods',
    /not in UTF-8/,
  ],
  ['a document type', zipOf([{ name: 'content.xml', content: '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' }]), 'a.ods', /document type/],
])('%s is refused by name', async (_name, content, name, sentence) => {
  await expect(read(content, name)).rejects.toThrow(sentence);
  await expect(read(content, name)).rejects.toBeInstanceOf(UnreadableFile);
});

test.each<[string, Buffer | string, RegExp, number]>([
  ['in Windows-1252', Buffer.concat([Buffer.from('a,b\nc,d\n'), Buffer.from('caf\xe9,e\n', 'latin1')]), /Windows-1252/, 3],
  ['in UTF-16 with its mark', Buffer.from('\uFEFFa,b\n', 'utf16le'), /UTF-16/, 1],
  ['in UTF-16 without', Buffer.from('a,b\n', 'utf16le'), /UTF-16/, 1],
  ['with zero bytes in it', Buffer.from('a,b\nc,\0\n'), /no plain text/, 2],
  ['with a quotation mark inside a cell', 'a,b\nc"d,e\n', /not CSV/, 2],
])('a CSV file %s is refused, with its row', async (_name, content, sentence, row) => {
  const refusal = await read(content, 'table.csv').then(
    () => null,
    (error: unknown) => error,
  );
  expect(refusal).toMatchObject({ sheet: 'table', row });
  expect(String(refusal)).toMatch(sentence);
});

test('a folder and a file that is not there are refused', async () => {
  await expect(readSpreadsheet({ name: 'x', path: folder })).rejects.toThrow(/not a file/);
  await expect(readSpreadsheet({ name: 'x', path: path.join(folder, 'absent.csv') })).rejects.toThrow(/Check its name/);
});

async function read(content: Buffer | string, name: string) {
  const file = path.join(folder, `${crypto.randomUUID()}.bin`);
  await writeFile(file, content);
  return readSpreadsheet({ name, path: file });
}
