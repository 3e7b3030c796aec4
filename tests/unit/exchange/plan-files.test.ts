import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { withFormula, withoutFormula } from '@/domain/exchange';
import { calendarDate } from '@/domain/shared';
import { csvFile } from '@/documents/csv';
import { workbookFile } from '@/documents/workbook';
import { readSpreadsheetExactly } from '@/platform/spreadsheets';

/** Ten thousand texts, in rows of five. */
const TEXTS = 10_000;
const COLUMNS = 5;

/** What a spreadsheet may take for a formula, written down apart from the rule that prevents it. */
const LIVE = /^[\s\u3000]*[=+\-@＝＋－＠]|^[\t\r\n]/;
/** Begins like a formula, and is a number. */
const BELOW_NOUGHT = /^-\d+(\.\d+)?$/;

/** Everything a text can be, and above all what is dangerous: beginnings of formulas, apostrophes, line ends, escapes, what XML cannot hold. */
const NASTY = fc.constantFrom(
  ...[
    '=',
    '+',
    '-',
    '@',
    '＝',
    '\t',
    '\r',
    '\n',
    '\r\n',
    ' ',
    "'",
    '"',
    ',',
    ';',
    '_x000D_',
    '_x005F_',
    '&#13;',
    '<',
    ']]>',
    '\u0001',
    '\uFEFF',
    '\uFFFF',
  ],
);
const ANYTHING = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.oneof(NASTY, fc.string({ maxLength: 4 })), { maxLength: 8 }).map((parts) => parts.join('')),
);
/** No text that PostgreSQL keeps holds a NUL. */
const TEXT = ANYTHING.map((text) => text.replaceAll('\0', ''));

const HEADINGS = Array.from({ length: COLUMNS }, (_, index) => `Heading ${index}`);

describe('ten thousand generated texts', () => {
  const rows = sampled();

  test('come back exactly from an Excel workbook, of which no cell is a formula', async () => {
    const file = workbookFile({ sheet: 'Plan', columns: HEADINGS.map((heading) => ({ heading, width: 20 })), rows });
    const { sheets } = await readSpreadsheetExactly('plan.xlsx', Buffer.from(file));
    expect(textsOf(sheets)).toEqual(shown(rows));
    expect(await partOf(file, 'xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]/);
  });

  test('come back exactly from a CSV file, of which no cell is live', async () => {
    const { sheets } = await readSpreadsheetExactly('plan.csv', Buffer.from(csvFile(HEADINGS, rows)));
    const written = textsOf(sheets);
    expect(written.flat().filter((cell) => LIVE.test(cell) && !BELOW_NOUGHT.test(cell))).toEqual([]);
    expect(shown(written.map((row) => row.map(withFormula)))).toEqual(shown(rows));
  });
});

test('taking the apostrophe away again is the reverse of putting it there', () => {
  fc.assert(fc.property(TEXT, (text) => withFormula(withoutFormula(text)) === text));
  for (const text of ["'", "''", "'quoted'", "'=1", "''=1", '’=1']) expect(withFormula(withoutFormula(text))).toBe(text);
});

test('numbers and days of a workbook come back as such', async () => {
  const columns = ['a', 'b', 'c'].map((heading) => ({ heading, width: 10 }));
  const file = workbookFile({
    sheet: 'P/l:an',
    columns,
    rows: [
      [1, calendarDate('2026-03-31'), null],
      ['1.10', 0.5, '31/03/2026'],
    ],
  });
  const { sheets } = await readSpreadsheetExactly('a.xlsx', Buffer.from(file));
  expect(sheets).toMatchObject([
    { name: 'P l an', rows: [{ cells: ['a', 'b', 'c'] }, { cells: ['1', '2026-03-31'] }, { cells: ['1.10', '0.5', '31/03/2026'] }] },
  ]);
});

function sampled(): readonly (readonly string[])[] {
  const texts = fc.sample(TEXT, TEXTS);
  return Array.from({ length: TEXTS / COLUMNS }, (_, row) => texts.slice(row * COLUMNS, (row + 1) * COLUMNS));
}

function textsOf(sheets: Awaited<ReturnType<typeof readSpreadsheetExactly>>['sheets']): readonly (readonly string[])[] {
  return (sheets[0]?.rows ?? []).slice(1).map(({ cells }) => cells);
}

/** Cells of nothing but spaces count as empty, and rows end with their last cell that says something. */
function shown(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell.trim() !== '') + 1)).filter((row) => row.length > 0);
}

async function partOf(file: Uint8Array, name: string): Promise<string> {
  const { openArchive } = await import('@/platform/spreadsheets/zip');
  const chunks: Buffer[] = [];
  for await (const chunk of (await openArchive(Buffer.from(file))).unfold(name)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
