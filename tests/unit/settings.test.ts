import { describe, expect, test } from 'vitest';

import {
  choose,
  contrastWithWhite,
  DEFAULT_SETTINGS,
  differencesBetween,
  formOf,
  readSettings,
  settingInWords,
  SETTINGS_VERSION,
  type SettingsForm,
} from '@/domain/settings';

const FORM: SettingsForm = formOf(DEFAULT_SETTINGS);

describe('a council’s colour', () => {
  test('has the contrast with white that the guidelines compute', () => {
    expect(contrastWithWhite('#000000')).toBe(21);
    expect(contrastWithWhite('#ffffff')).toBe(1);
    expect(contrastWithWhite('#4c2c69')).toBeCloseTo(11.2, 1);
    expect(contrastWithWhite('#767676')).toBeCloseTo(4.54, 2);
  });

  test.each([
    ['#1D70B8', '#1d70b8'],
    [' 4c2c69 ', '#4c2c69'],
  ])('typed as %s is %s', (typed, colour) => {
    expect(readSettings({ ...FORM, colour: typed })).toMatchObject({ ok: true, value: { colour } });
  });

  test.each(['', '#4c2', 'purple', '#4c2c6g', '#4c2c69; x', 'url(#)'])('is not “%s”', (colour) => {
    expect(problemsIn({ ...FORM, colour })).toEqual(['Write the colour as # and six of the signs 0 to 9 and a to f, for example #4c2c69']);
  });

  test('that white text cannot be read on is refused with what to do', () => {
    expect(problemsIn({ ...FORM, colour: '#777777' })).toEqual([
      'Choose a darker colour: white text on #777777 has a contrast of 4.4, and needs at least 4.5',
    ]);
  });
});

describe('indicators on the overview', () => {
  test('are those chosen, each once, in their order', () => {
    expect(readSettings({ ...FORM, overviewIndicators: 'vacancy-rate agency-rate\nvacancy-rate ' })).toMatchObject({
      ok: true,
      value: { overviewIndicators: ['vacancy-rate', 'agency-rate'] },
    });
    expect(readSettings({ ...FORM, overviewIndicators: '' })).toMatchObject({ ok: true, value: { overviewIndicators: [] } });
  });

  test('are at most eight', () => {
    expect(problemsIn({ ...FORM, overviewIndicators: 'a b c d e f g h i' })).toEqual([
      'Choose at most 8 indicators: nobody takes in more at a glance',
    ]);
  });

  test('were the usual ones before they could be chosen', () => {
    const { overviewIndicators: _, ...before } = DEFAULT_SETTINGS;
    expect(SETTINGS_VERSION.parse(before)).toEqual(DEFAULT_SETTINGS);
  });
});

describe('reminders', () => {
  test.each([
    ['14, 3', [14, 3]],
    ['3 14;14', [14, 3]],
    ['', []],
  ])('typed as “%s” are %j', (reminderDays, days) => {
    expect(readSettings({ ...FORM, reminderDays })).toMatchObject({ ok: true, value: { reminderDays: days } });
  });

  test.each(['0', '91', '-3', '2.5', 'soon', '1e1'])('are not “%s”', (reminderDays) => {
    expect(problemsIn({ ...FORM, reminderDays })).toEqual([
      'Write whole numbers of days from 1 to 90 with commas between, for example 14, 3',
    ]);
  });

  test('are at most five', () => {
    expect(problemsIn({ ...FORM, reminderDays: '1 2 3 4 5 6' })).toEqual(['Choose at most 5 reminders']);
  });

  test('are told in words', () => {
    expect([[], [1], [14, 3]].map((reminderDays) => settingInWords({ ...DEFAULT_SETTINGS, reminderDays }, 'reminderDays'))).toEqual([
      'none',
      '1 day before',
      '14 and 3 days before',
    ]);
  });
});

test('every field that is wrong is told at once', () => {
  expect(problemsIn({ ...FORM, displayName: 'x'.repeat(81), colour: 'red', reminderDays: 'daily' })).toHaveLength(3);
});

test('a name without a letter is the name that Ofsted uses', () => {
  expect(readSettings({ ...FORM, displayName: '  ' })).toMatchObject({ ok: true, value: { displayName: null } });
});

describe('of two people who changed the same settings', () => {
  const base = DEFAULT_SETTINGS;
  const mine = { ...base, colour: '#000000', displayName: 'Barnsley Council', publicSeesPlan: true };
  const theirs = { ...base, colour: '#0b0c0c', secondFactorRequired: true, publicSeesPlan: true };

  test('both texts are shown, with a proposal where only one has changed something', () => {
    expect(differencesBetween(mine, theirs, base).map((each) => [each.key, each.mine, each.theirs, each.proposed])).toEqual([
      ['displayName', 'Barnsley Council', 'the one Ofsted and the Department for Education use', 'mine'],
      ['colour', '#000000', '#0b0c0c', null],
      ['secondFactorRequired', 'off', 'on', 'theirs'],
    ]);
  });

  test('what is kept is what was chosen', () => {
    expect(choose(mine, theirs, { colour: 'theirs', secondFactorRequired: 'theirs', displayName: 'mine' })).toEqual({
      ...mine,
      colour: '#0b0c0c',
      secondFactorRequired: true,
    });
  });
});

function problemsIn(form: SettingsForm): readonly string[] {
  const read = readSettings(form);
  return read.ok ? [] : read.problems.map(({ message }) => message);
}
