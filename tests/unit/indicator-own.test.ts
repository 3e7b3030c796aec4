import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  EMPTY_FIGURE,
  EMPTY_OWN,
  endedPeriodAt,
  endedPeriods,
  formOfFigure,
  formOfOwn,
  INDICATOR_VERSION,
  isOwnKey,
  OWN_FREQUENCIES,
  ownFactsOfVersion,
  ownFieldInWords,
  ownKey,
  ownVersion,
  periodBegins,
  periodInWords,
  periodKey,
  periodOf,
  readOwnFigure,
  readOwnIndicator,
  readTypedPeriod,
  saidInWords,
  type FigureForm,
  type OwnFacts,
  type OwnForm,
  type OwnFrequency,
} from '@/domain/indicators';
import { calendarDate, type Result } from '@/domain/shared';

const TODAY = calendarDate('2026-11-20');
const FORM: OwnForm = { ...EMPTY_OWN, name: 'Case audits graded good', sourceName: 'Monthly case audits' };
const FACTS: OwnFacts = {
  ...{ name: 'Case audits graded good', unit: 'percent', decimals: 0, polarity: 'higher', frequency: 'month' },
  ...{ area: null, sourceName: 'Monthly case audits', isPublic: false },
};
const NOBODY_ELSE = { others: [], figures: 0 };

describe('an indicator of a council’s own', () => {
  test('is for whoever may read the plan unless the council opens it', () => {
    expect(readOwnIndicator(FORM, null, NOBODY_ELSE)).toEqual({ ok: true, value: FACTS });
    expect(readOwnIndicator({ ...FORM, isPublic: 'yes', area: 'in-care' }, null, NOBODY_ELSE)).toMatchObject({
      value: { isPublic: true, area: 'in-care' },
    });
  });

  test('is refused with a sentence for each field that says what to do', () => {
    const wrong = {
      name: ' ',
      unit: 'bananas',
      decimals: '4',
      polarity: '',
      frequency: 'week',
      area: 'roads',
      sourceName: '',
      isPublic: '',
    };
    expect(problemsIn(readOwnIndicator(wrong, null, NOBODY_ELSE))).toEqual([
      ['name', 'Say in a line what is measured'],
      ['unit', 'Choose what is counted'],
      ['decimals', 'Write 0, 1, 2 or 3'],
      ['polarity', 'Choose which way is better'],
      ['frequency', 'Choose how often the figures come'],
      ['area', 'Choose one of the areas, or none'],
      ['sourceName', 'Say where the figures come from, for example a monthly report of the case system'],
    ]);
  });

  test('has a name of its own, and stays countable once there are figures', () => {
    const others = [{ name: 'case AUDITS graded good' }];
    expect(problemsIn(readOwnIndicator(FORM, null, { others, figures: 0 }))).toEqual([
      ['name', 'Choose another name: the council has an indicator of this name'],
    ]);
    const other = { ...FORM, unit: 'number', frequency: 'calendar-quarter', decimals: '1' };
    expect(readOwnIndicator(other, FACTS, NOBODY_ELSE)).toMatchObject({ ok: true });
    expect(problemsIn(readOwnIndicator(other, FACTS, { others: [], figures: 1 })).map(([field]) => field)).toEqual(['unit', 'frequency']);
  });

  test('has a key that no published one has, and none of its own twice', () => {
    expect(ownKey('Children’s audits, graded “good”', [])).toBe('own-childrens-audits-graded-good');
    expect(ownKey('Audits', ['own-audits', 'own-audits-2'])).toBe('own-audits-3');
    expect([ownKey('日本', []), isOwnKey('own-audits'), isOwnKey('agency-rate')]).toEqual(['own-indicator', true, false]);
    fc.assert(fc.property(fc.string(), (name) => /^(?=.{1,100}$)own(-[a-z0-9]+)+$/.test(ownKey(name, []))));
  });

  test('comes back from form and history as it was', () => {
    expect(readOwnIndicator(formOfOwn({ ...FACTS, isPublic: true }), null, NOBODY_ELSE)).toMatchObject({
      value: { ...FACTS, isPublic: true },
    });
    const version: unknown = JSON.parse(JSON.stringify(ownVersion('own-audits', 'barnsley', FACTS)));
    expect(ownFactsOfVersion(INDICATOR_VERSION.parse(version))).toEqual(FACTS);
    expect(ownFieldInWords('isPublic', 'yes') + ownFieldInWords('area', '') + ownFieldInWords('frequency', 'month')).toBe(
      'YesNoneEvery month',
    );
  });
});

describe('a period that is typed', () => {
  test.each<[OwnFrequency, string, string]>([
    ['month', 'September 2026', '2026-09-01'],
    ['month', 'Sept 2026', '2026-09-01'],
    ['month', 'Sep-26', '2026-09-01'],
    ['month', '2026-09', '2026-09-01'],
    ['month', '2026-09-30', '2026-09-01'],
    ['month', '09/2026', '2026-09-01'],
    ['month', '30/09/2026', '2026-09-01'],
    ['calendar-quarter', 'July to September 2026', '2026-07-01'],
    ['calendar-quarter', 'Q3 2026', '2026-07-01'],
    ['calendar-quarter', '2026 Q3', '2026-07-01'],
    ['calendar-quarter', '2026-07-01', '2026-07-01'],
    ['financial-year', '2025 to 2026', '2025-04-01'],
    ['financial-year', '2025/26', '2025-04-01'],
    ['academic-year', '202526', '2025-09-01'],
    ['academic-year', '2025–2026', '2025-09-01'],
    ['calendar-year', '2025', '2025-01-01'],
  ])('(%s) as “%s” begins on %s', (frequency, typed, begins) => {
    const period = readTypedPeriod(typed, frequency);
    expect(period && periodBegins(period).toString()).toBe(begins);
  });

  test.each<[OwnFrequency, string]>([
    ['month', 'Marvel 2026'],
    ['month', '13/2026'],
    ['month', '2026'],
    ['month', 'Q3 2026'],
    ['calendar-quarter', 'August 2026'],
    ['calendar-quarter', 'August to October 2026'],
    ['financial-year', '2025/27'],
    ['financial-year', '2025'],
    ['calendar-year', '2025/26'],
    ['calendar-year', ''],
  ])('(%s) is not “%s”', (frequency, typed) => {
    expect(readTypedPeriod(typed, frequency)).toBeNull();
  });

  test('is read from what the product writes, whichever it is', () => {
    for (const frequency of OWN_FREQUENCIES) {
      for (const period of endedPeriods(frequency, TODAY)) {
        const read = readTypedPeriod(periodInWords(period), frequency);
        expect(read && periodKey(read)).toBe(periodKey(period));
      }
    }
  });
});

describe('the periods that figures can be entered for', () => {
  test('are those that have ended, the newest first', () => {
    const newest = OWN_FREQUENCIES.map((frequency) => endedPeriods(frequency, TODAY)[0]);
    expect(newest.map((period) => period && periodInWords(period))).toEqual([
      'October 2026',
      'July to September 2026',
      '2025 to 2026',
      '2025 to 2026',
      '2025',
    ]);
    expect(periodInWords(endedPeriods('month', calendarDate('2026-10-31'))[0] ?? periodOf('month', TODAY))).toBe('September 2026');
  });

  test('have an address, and nothing else has', () => {
    const at = (day: string) => endedPeriodAt('month', day, TODAY);
    expect(at('2026-10-01')).toEqual(periodOf('month', calendarDate('2026-10-01')));
    expect([at('2026-11-01'), at('2026-10-02'), at('1999-12-01'), at('yesterday')]).toEqual([null, null, null, null]);
  });
});

describe('a figure', () => {
  const read = (form: Partial<FigureForm>, before: Parameters<typeof readOwnFigure>[2] = null) =>
    readOwnFigure({ ...EMPTY_FIGURE, ...form }, { unit: 'percent', decimals: 0 }, before);

  test('is a number, with or without of how many, or a reason why there is none', () => {
    expect(read({ value: '71%', base: '42' })).toEqual({
      ok: true,
      value: { said: { value: '71', marker: null, base: '42' }, reason: null },
    });
    expect(read({ marker: 'c' })).toMatchObject({ value: { said: { value: null, marker: 'c', base: null } } });
    expect(saidInWords({ value: '71', marker: null, base: '42' }, { unit: 'percent', decimals: 0 })).toBe('71%, of 42');
  });

  test.each<[Partial<FigureForm>, string, string]>([
    [{}, 'value', 'Write the figure, or say why there is none'],
    [{ value: '71', marker: 'x' }, 'value', 'Leave the figure empty, or do not say that there is none'],
    [{ value: '71.5' }, 'value', 'Write the figure as a whole number'],
    [{ value: '71', base: '0' }, 'base', 'Write of how many as a whole number, for example 42'],
    [{ marker: 'x', base: '42' }, 'base', 'Leave this empty where there is no figure'],
    [{ marker: 'holiday' }, 'marker', 'Say “Not published (small numbers)” or “Not available”, or leave it empty'],
  ])('%j is refused with what to do', (form, field, message) => {
    expect(problemsIn(read(form))).toEqual([[field, message]]);
  });

  test('that is no share has no number behind it', () => {
    expect(problemsIn(readOwnFigure({ ...EMPTY_FIGURE, value: '5', base: '9' }, { unit: 'days', decimals: 0 }, null))).toEqual([
      ['base', 'Leave this empty: the figure is no share of a number'],
    ]);
  });

  test('is corrected with a reason, and to something else', () => {
    const before = { value: '78', marker: null, base: '45' };
    expect(problemsIn(read(formOfFigure(before), before))).toEqual([
      [undefined, 'Nothing is different from what is saved'],
      ['reason', 'Say in a few words why the figure is corrected'],
    ]);
    expect(read({ value: '68', base: '41', reason: ' counted  twice ' }, before)).toMatchObject({ value: { reason: 'counted twice' } });
  });
});

function problemsIn(result: Result<unknown>): readonly (readonly [string | undefined, string])[] {
  return result.ok ? [] : result.problems.map(({ field, message }) => [field, message]);
}
