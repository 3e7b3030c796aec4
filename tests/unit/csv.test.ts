import { describe, expect, test } from 'vitest';

import { csvFile } from '@/documents/csv';

const BYTE_ORDER_MARK = '\uFEFF';

function textOf(columns: readonly string[], rows: Parameters<typeof csvFile>[1]): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(csvFile(columns, rows));
}

describe('a CSV file', () => {
  test('opens in a spreadsheet with its letters right: UTF-8 with a byte order mark, lines ended by CRLF', () => {
    expect(textOf(['name', 'grade'], [['King’s Lynn é', 'good']])).toBe(`${BYTE_ORDER_MARK}name,grade\r\nKing’s Lynn é,good\r\n`);
  });

  test('has its headings when there is no row', () => {
    expect(textOf(['name', 'grade'], [])).toBe(`${BYTE_ORDER_MARK}name,grade\r\n`);
  });

  test('keeps a null cell empty and a zero a zero', () => {
    expect(textOf(['a', 'b', 'c'], [[null, 0, '']])).toBe(`${BYTE_ORDER_MARK}a,b,c\r\n,0,\r\n`);
  });

  test('keeps commas, quotes and line breaks inside their cell', () => {
    expect(textOf(['a', 'b'], [['one, two', 'said "no"\r\nand left']])).toBe(
      `${BYTE_ORDER_MARK}a,b\r\n"one, two","said ""no""\r\nand left"\r\n`,
    );
  });

  test.each([
    '=1+1',
    '+44',
    '-2+3',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '\u3000+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    ' =1+1',
    '\n=1+1',
    '\u00A0@SUM(A1)',
  ])('never lets %j run as a formula', (text) => {
    const cell = textOf(['a'], [[text]])
      .split('\r\n')
      .slice(1)
      .join('\r\n');
    expect(cell).toMatch(/^"?'/);
    expect(cell).toContain(text);
  });

  test('quotes a formula that also holds a comma, with its apostrophe inside', () => {
    expect(textOf(['a'], [['=HYPERLINK("http://example.org","x")']])).toBe(
      `${BYTE_ORDER_MARK}a\r\n"'=HYPERLINK(""http://example.org"",""x"")"\r\n`,
    );
  });

  test('leaves a negative number a number', () => {
    expect(textOf(['a'], [[-2.5]])).toBe(`${BYTE_ORDER_MARK}a\r\n-2.5\r\n`);
  });

  test('takes no heading for a formula either', () => {
    expect(textOf(['=cmd'], [])).toBe(`${BYTE_ORDER_MARK}'=cmd\r\n`);
  });
});
