import { describe, expect, test } from 'vitest';

import { changesNoFigure, decideFigures, figureEffectText, figureRows, figureSheet, type FigureEffect } from '@/domain/exchange';
import { MARKERS, periodOf, type OwnIndicator, type StoredFigure } from '@/domain/indicators';
import { calendarDate } from '@/domain/shared';

import { anIndicator } from '../../support/indicators';

const TODAY = calendarDate('2026-11-20');
const AUDITS = anOwn('own-audits', 'Case audits graded good');
const VISITS: OwnIndicator = { ...anOwn('own-visits', 'Visits in time'), unit: 'number', frequency: 'calendar-quarter' };
const STORED = [aFigure('2026-08', '70', '40', 7), aFigure('2026-09', '72', '43', 8)];
const HEADINGS = ['Indicator', 'Period', 'Figure', 'Out of', 'Why no figure'];

describe('a file with a council’s own figures', () => {
  test('adds what is new, corrects what differs and leaves the rest', () => {
    const effect = effectOf(
      ['Case audits graded good', 'August 2026', '70', '40', ''],
      ['case audits GRADED good', 'Sep-26', '71', '43', ''],
      ['own-audits', '2026-10', '', '', 'Not available'],
      ['Visits in time', 'Q3 2026', '112', '', ''],
      ['Case audits graded good', 'July 2026', '', '', ''],
    );
    expect(effect.changed.map(({ before, after }) => [before.value, after.value, after.load])).toEqual([['72', '71', 8]]);
    expect(effect.added.map(({ indicator, value, marker, load }) => [indicator, value, marker, load])).toEqual([
      ['own-audits', null, 'x', 0],
      ['own-visits', '112', null, 0],
    ]);
    expect([effect.unchanged, effect.empty]).toEqual([1, 1]);
  });

  test('that was brought out changes nothing when it is brought back', () => {
    const { columns, rows } = figureRows([AUDITS, VISITS], STORED, (marker) => MARKERS[marker]);
    const effect = effectOf(...rows.map((row) => row.map((cell) => cell ?? '')));
    expect(columns).toEqual(HEADINGS);
    expect([changesNoFigure(effect), effect.unchanged, effect.empty]).toEqual([true, 2, 1]);
  });

  test('has everything that is wrong with it named by row and column, and none of it is taken', () => {
    expect(
      problemsIn(
        ['Case audits', 'August 2026', '70', '', ''],
        ['', 'August 2026', '70', '', ''],
        ['Case audits graded good', 'summer', '70', '', ''],
        ['Case audits graded good', 'November 2026', '70', '', ''],
        ['Case audits graded good', 'June 1999', '70', '', ''],
        ['Case audits graded good', 'May 2026', 'seventy', '4.5', ''],
        ['Case audits graded good', 'April 2026', '70', '', 'Not available'],
        ['Case audits graded good', 'March 2026', '70', '', ''],
        ['own-audits', '03/2026', '71', '', ''],
      ),
    ).toEqual([
      [2, 'Indicator', 'Write one of the council’s own indicators by its name, and not “Case audits”'],
      [3, 'Indicator', 'Write which indicator this is'],
      [4, 'Period', 'Write the month like “September 2026”, and not “summer”'],
      [5, 'Period', 'Check the period: November 2026 has not ended'],
      [6, 'Period', 'Check the period: June 1999 is in another century'],
      [7, 'Figure', 'Write the figure as a number, for example 12.5'],
      [7, 'Out of', 'Write of how many as a whole number, for example 42'],
      [8, 'Figure', 'Leave the figure empty, or do not say that there is none'],
      [9, 'Period', 'Keep one row for “Case audits graded good” in March 2026: row 10 says it too'],
    ]);
  });

  test('without its headings, or with one twice, is refused as a whole', () => {
    expect(decide([['Something', 'else']])).toEqual({
      problems: [{ row: null, column: null, message: 'No row of headings was found. It needs “Indicator”, “Period”, “Figure”' }],
    });
    const twice = decide([
      [...HEADINGS, 'Value'],
      ['own-audits', 'August 2026', '70', '', '', '71'],
    ]);
    expect(twice).toMatchObject({ problems: [{ row: 1, column: 'Figure' }] });
    const without = decide([
      ['Indicator', 'Period', 'Out of'],
      ['own-audits', 'August 2026', '40'],
    ]);
    expect(without).toMatchObject({ problems: [{ row: 1, column: 'Figure' }] });
  });

  test('may have notes above its headings, other columns and sheets', () => {
    const table = figureSheet([
      { name: 'Notes', rows: [{ number: 1, cells: ['Read me'] }] },
      { name: 'Figures', rows: [['Monthly return'], ['Team', ...HEADINGS], ['North', 'own-audits', 'July  2026', '66', '', '']].map(aRow) },
    ]);
    expect(table?.sheet).toBe('Figures');
    const decision = table && decideFigures(table, { indicators: [AUDITS], stored: [], today: TODAY });
    expect(decision).toMatchObject({ effect: { added: [{ value: '66' }] } });
    expect(figureSheet([{ name: 'Empty', rows: [] }])).toBeNull();
  });

  test('has an effect of its own: any other effect reads otherwise', () => {
    const text = (value: string) => figureEffectText(effectOf(['own-audits', 'October 2026', value, '', '']));
    expect(text('70')).toBe(text('70'));
    expect(text('70')).not.toBe(text('71'));
  });
});

function decide(rows: readonly (readonly string[])[]) {
  return decideFigures({ sheet: 'Figures', rows: rows.map(aRow) }, { indicators: [AUDITS, VISITS], stored: STORED, today: TODAY });
}

function effectOf(...rows: readonly (readonly string[])[]): FigureEffect {
  const decision = decide([HEADINGS, ...rows]);
  if ('problems' in decision) throw new Error(decision.problems.map(({ message }) => message).join('; '));
  return decision.effect;
}

function problemsIn(...rows: readonly (readonly string[])[]) {
  const decision = decide([HEADINGS, ...rows]);
  return 'problems' in decision ? decision.problems.map(({ row, column, message }) => [row, column, message]) : [];
}

function aRow(cells: readonly string[], index: number) {
  return { number: index + 1, cells: [...cells] };
}

function anOwn(key: string, name: string): OwnIndicator {
  const facts = { key, name, decimals: 0, polarity: 'higher', frequency: 'month', yearEnds: null } as const;
  return { ...anIndicator(facts), authority: 'barnsley', id: 1, isPublic: false, version: 1 };
}

function aFigure(month: string, value: string, base: string, load: number): StoredFigure {
  return { indicator: 'own-audits', period: periodOf('month', calendarDate(`${month}-01`)), value, marker: null, base, load };
}
