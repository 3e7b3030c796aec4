import { describe, expect, test } from 'vitest';

import {
  aboutInWords,
  byWhatTheyExplain,
  correctionInWords,
  correctionsOf,
  currentTarget,
  formOfNote,
  formOfTarget,
  gapInWords,
  gapToTarget,
  nearnessInWords,
  noteFacts,
  noteOfVersion,
  noteVersion,
  NOTE_VERSION,
  readNote,
  readTarget,
  readTypedFigure,
  shortGapInWords,
  targetFieldInWords,
  targetInWords,
  targetOfVersion,
  targetVersion,
  TARGET_VERSION,
  type Correction,
  type IndicatorNote,
  type Target,
} from '@/domain/indicators';
import { calendarDate, moment, type Problem, type Result } from '@/domain/shared';

import { anIndicator, readingsFrom } from '../support/indicators';

const AGENCY = anIndicator();
const TODAY = calendarDate('2026-11-20');
const PERIODS = readingsFrom(2023, ['28.1', '19.2', '13']).map(({ period }) => period);

describe('a figure that is typed', () => {
  test.each([
    ['12.5', '12.5'],
    [' 12.5 % ', '12.5'],
    ['12.50', '12.5'],
    ['12.0', '12'],
    ['100', '100'],
    ['.5', '0.5'],
  ])('“%s” is %s', (typed, value) => {
    expect(readTypedFigure(typed, AGENCY, 'Write the target')).toEqual({ value });
  });

  test('of money may have its sign and its commas', () => {
    expect(readTypedFigure('£1,250,000', { unit: 'pounds', decimals: 0 }, 'Write it')).toEqual({ value: '1250000' });
    expect(readTypedFigure('1,25', { unit: 'pounds', decimals: 2 }, 'Write it')).toHaveProperty('problem');
  });

  test('of anything but a share of a hundred is none', () => {
    expect(readTypedFigure('71%', { unit: 'number', decimals: 2 }, 'Write it')).toHaveProperty('problem');
  });

  test.each([
    ['', 'Write the target as a number, for example 12.5'],
    ['about ten', 'Write the target as a number, for example 12.5'],
    ['1e20', 'Write the target as a number, for example 12.5'],
    ['101', 'Write the target as a percentage from 0 to 100'],
    ['-1', 'Write the target as a percentage from 0 to 100'],
    ['12.55', 'Write the target with at most 1 decimal'],
  ])('“%s” is refused with what to do', (typed, problem) => {
    expect(readTypedFigure(typed, AGENCY, 'Write the target')).toEqual({ problem });
  });
});

describe('a target', () => {
  test('is a figure by a day, and one for each day', () => {
    const read = readTarget({ value: '10', by: '2027-03-31' }, AGENCY, []);
    expect(read).toEqual({ ok: true, value: { value: '10', by: calendarDate('2027-03-31') } });
    expect(problemsIn(readTarget({ value: 'low', by: '' }, AGENCY, []))).toEqual([
      { field: 'value', message: 'Write the target as a number, for example 12.5' },
      { field: 'by', message: 'Enter the day by which it is to be reached' },
    ]);
    expect(problemsIn(readTarget({ value: '9', by: '2027-03-31' }, AGENCY, [aTarget('10', '2027-03-31')]))).toEqual([
      { field: 'by', message: 'Choose another day, or change the target that there is for 31 March 2027' },
    ]);
  });

  test('that figures are held against is the next to be reached, or the last of those that have passed', () => {
    const [past, next, later] = [aTarget('20', '2026-11-19'), aTarget('12', '2026-11-20'), aTarget('8', '2028-03-31')];
    expect(currentTarget([later, past, next], TODAY)).toBe(next);
    expect(currentTarget([past, aTarget('25', '2025-03-31')], TODAY)).toBe(past);
    expect(currentTarget([], TODAY)).toBeNull();
  });

  test('is reached as people see the figure', () => {
    expect(gapToTarget('12.04', '12', AGENCY)).toEqual({ difference: '0.0', reached: true });
    expect(gapToTarget('12.05', '12', AGENCY)).toEqual({ difference: '0.1', reached: false });
    expect(gapInWords(gapToTarget('12.05', '12', AGENCY), '12', AGENCY)).toBe('0.1 above the target of 12.0%');
    expect(shortGapInWords(gapToTarget('9', '12', AGENCY), AGENCY)).toBe('Reached');
    expect(shortGapInWords(gapToTarget('9', '12', { decimals: 1, polarity: 'higher' }), AGENCY)).toBe('3.0 below');
  });

  test('is told in a sentence with its day, whether that has passed and whether it is reached', () => {
    const [next, past] = [aTarget('10', '2027-03-31'), aTarget('15', '2026-03-31')];
    expect(nearnessInWords('13', next, AGENCY, TODAY)).toBe(
      'The latest figure is 3.0 above the target of 10.0%, to be reached by 31 March 2027',
    );
    expect(nearnessInWords('13', past, AGENCY, TODAY)).toBe(
      'The latest figure has reached the target of 15.0%, which was to be reached by 31 March 2026',
    );
    expect(nearnessInWords(null, next, AGENCY, TODAY)).toBe('The target is 10.0% by 31 March 2027, and there is no figure yet');
    expect(targetInWords(next, AGENCY)).toBe('10.0% by Mar 2027');
    expect([targetFieldInWords('value', '10', AGENCY), targetFieldInWords('by', '2027-03-31', AGENCY)]).toEqual(['10.0%', '31 March 2027']);
  });

  test('comes back from form and history as it was', () => {
    const { value, by } = aTarget('10', '2027-03-31');
    expect(formOfTarget({ value, by })).toEqual({ value: '10', by: '2027-03-31' });
    const version: unknown = JSON.parse(JSON.stringify(targetVersion(aTarget('10', '2027-03-31'), AGENCY)));
    expect(targetOfVersion(TARGET_VERSION.parse(version))).toEqual({ value, by });
  });
});

describe('a note', () => {
  test('explains one of the periods, or the whole', () => {
    expect(readNote({ about: '2023-01-01', text: ' Two teams\r\nwere covered ' }, PERIODS)).toEqual({
      ok: true,
      value: { about: calendarDate('2023-01-01'), text: 'Two teams\nwere covered' },
    });
    expect(readNote({ about: '', text: 'Counted in full-time posts' }, PERIODS)).toMatchObject({ ok: true, value: { about: null } });
    expect(problemsIn(readNote({ about: '1999-01-01', text: ' ' }, PERIODS))).toEqual([
      { field: 'about', message: 'Choose what it explains: one of the periods, or the indicator as a whole' },
      { field: 'text', message: 'Write what explains it' },
    ]);
    expect(problemsIn(readNote({ about: '', text: 'x'.repeat(1_001) }, PERIODS))).toEqual([
      { field: 'text', message: 'Shorten the explanation to 1,000 characters' },
    ]);
  });

  test('says what it is about, also where there is no figure any more', () => {
    expect([null, calendarDate('2023-01-01'), calendarDate('2001-01-01')].map((about) => aboutInWords(about, PERIODS))).toEqual([
      'The indicator as a whole',
      '2023',
      'The period from 1 January 2001',
    ]);
  });

  test('of the whole comes first, then those of periods, the newest first', () => {
    const notes = [aNote('2023-01-01'), aNote(null), aNote('2025-01-01')];
    expect(notes.toSorted(byWhatTheyExplain).map(({ about }) => about?.year ?? null)).toEqual([null, 2025, 2023]);
  });

  test('comes back from form and history as it was', () => {
    const note = aNote('2023-01-01');
    expect(formOfNote(note)).toEqual({ about: '2023-01-01', text: note.text });
    const version = NOTE_VERSION.parse(JSON.parse(JSON.stringify(noteVersion(note, AGENCY))));
    expect(noteOfVersion(version)).toEqual({ about: note.about, text: note.text });
    expect(noteFacts(version).map(({ words }) => words)).toEqual(['the period from 1 January 2023', note.text]);
  });
});

test('a correction says what stood there, until when and why', () => {
  const [first, second] = [aCorrection('2026-10-01', null), aCorrection('2026-11-03', 'counted twice')];
  const [period] = PERIODS;
  if (period === undefined) throw new Error('There is no period');
  expect(correctionsOf([second, first], period).map((each) => correctionInWords(each, AGENCY))).toEqual([
    '12.1% until 1 October 2026',
    '12.1% until 3 November 2026: counted twice',
  ]);
  expect(PERIODS.slice(1).flatMap((other) => correctionsOf([first, second], other))).toEqual([]);
});

function aTarget(value: string, by: string): Target {
  return { id: `${value} by ${by}`, authority: 'barnsley', indicator: 'agency-rate', value, by: calendarDate(by), version: 1 };
}

function aNote(about: string | null): IndicatorNote {
  const facts = { about: about === null ? null : calendarDate(about), text: 'Agency staff covered two teams' };
  return { ...facts, id: String(about), authority: 'barnsley', indicator: 'agency-rate', by: 'ada', on: TODAY, version: 1 };
}

function aCorrection(on: string, reason: string | null): Correction {
  const [period] = PERIODS;
  if (period === undefined) throw new Error('There is no period');
  return { period, said: { value: '12.1', marker: null, base: null }, correctedAt: moment(`${on}T09:00:00.000Z`), reason };
}

function problemsIn(result: Result<unknown>): readonly Problem[] {
  return result.ok ? [] : result.problems;
}
