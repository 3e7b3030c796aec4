import { describe, expect, test } from 'vitest';

import {
  ACTION_VERSION,
  actionFacts,
  actionOfVersion,
  actionVersion,
  AIM_FIELDS,
  aimFieldInWords,
  aimForm,
  aimInWords,
  assemblePlan,
  EMPTY_AIMS,
  publishedPlan,
  readAims,
  showsEffect,
  yearInWords,
  type Aim,
  type AimForm,
} from '@/domain/improvement';
import { calendarDate } from '@/domain/shared';

import { anIndicator, readingsFrom } from '../support/indicators';
import { good } from '../support/people';
import { anAction, anObjective, anUpdate, aPlan, withSteps } from '../support/plans';

const AGENCY = anIndicator();
const REPEATS = anIndicator({ key: 're-referrals', name: 'Referrals within 12 months of an earlier one' });
const ON = calendarDate('2027-03-31');
const AIMS: readonly Aim[] = [
  { indicator: 're-referrals', target: { value: '20.0', by: ON } },
  { indicator: 'agency-rate', target: null },
];

describe('the indicators that something should move', () => {
  test('are read as they were typed, and typed as they are', () => {
    expect(good(read(aimForm(AIMS)))).toEqual(AIMS);
    expect(good(read({}))).toEqual([]);
    expect(Object.keys(aimForm([])).toSorted()).toEqual(AIM_FIELDS.map(({ key }) => key).toSorted());
  });

  test('close up where a place is left empty, so that the first chosen is the main one', () => {
    expect(good(read({ indicator2: 'agency-rate', indicator3: 're-referrals' })).map(({ indicator }) => indicator)).toEqual([
      'agency-rate',
      're-referrals',
    ]);
  });

  test.each([
    ['12.5', '12.5'],
    [' 12.5 % ', '12.5'],
    ['£1,250', '1250'],
    ['0', '0'],
  ])('a target typed as “%s” is %s', (typed, value) => {
    expect(good(read({ indicator1: 'agency-rate', target1: typed, targetOn1: '2027-03-31' }))[0]?.target).toEqual({ value, by: ON });
  });

  test.each<[string, Partial<AimForm>, string, string]>([
    ['an unknown one', { indicator1: 'happiness' }, 'indicator1', 'Choose an indicator from the list: the one sent is not among them'],
    ['one twice', { indicator1: 'agency-rate', indicator2: 'agency-rate' }, 'indicator2', 'Choose each indicator once'],
    ['a target of none', { target2: '12', targetOn2: '2027-03-31' }, 'indicator2', 'Choose the indicator that this target is for'],
    [
      'a target without a day',
      { indicator1: 'agency-rate', target1: '12' },
      'targetOn1',
      'Enter the day by which the target should be reached',
    ],
    [
      'a day without a target',
      { indicator1: 'agency-rate', targetOn1: '2027-03-31' },
      'target1',
      'Write the target, or leave its day empty',
    ],
    [
      'a target that is no number',
      { indicator1: 'agency-rate', target1: 'fewer', targetOn1: '2027-03-31' },
      'target1',
      'Write the target as a number, for example 12.5',
    ],
  ])('are refused for %s', (_, typed, field, message) => {
    expect(read(typed)).toMatchObject({ ok: false, problems: [{ field, message }] });
  });

  test('are set side by side in words', () => {
    expect(aimFieldInWords('indicator1', 'agency-rate', [AGENCY])).toBe('Agency social workers');
    expect(aimFieldInWords('targetOn1', '2027-03-31', [])).toBe('31 March 2027');
    expect(aimFieldInWords('title', 'A title', [])).toBeNull();
  });
});

describe('in the history', () => {
  const action = anAction(anObjective(aPlan()), { indicators: AIMS });

  test('an action keeps them in their order', () => {
    expect(actionOfVersion(action.id, 0, ACTION_VERSION.parse(structuredClone(actionVersion(action)))).indicators).toEqual(AIMS);
    expect(actionFacts(actionVersion(action)).find(({ label }) => label === 'Indicators it should move')?.words).toBe(
      're-referrals (20.0 by 31 Mar 2027), agency-rate',
    );
  });

  test('an action of before there were any has none', () => {
    const { indicators: _, ...older } = actionVersion(action);
    expect(actionOfVersion(action.id, 0, ACTION_VERSION.parse(older)).indicators).toEqual([]);
  });
});

describe('for everybody', () => {
  test('a plan is published without what the council measures for itself alone', () => {
    const plan = aPlan();
    const objective = anObjective(plan);
    const action = withSteps(anAction(objective, { indicators: [{ indicator: 'own-calls', target: { value: '5', by: ON } }] }), 2);
    const state = (isPublic: boolean) =>
      assemblePlan({
        ...{ plan, objectives: [objective], actions: [action], updates: [anUpdate(action)], evidence: [], findings: [] },
        indicators: new Map([
          [
            'own-calls',
            {
              indicator: anIndicator({ key: 'own-calls', name: 'Calls missed' }),
              isPublic,
              series: readingsFrom(2024, ['10', '20'], '1000'),
            },
          ],
        ]),
      });
    const published = (isPublic: boolean) => publishedPlan(state(isPublic), calendarDate('2026-11-20')).actions[0];
    expect(published(true)).toMatchObject({
      status: 'at-risk',
      why: 'Its main indicator got worse: calls missed rose from 10.0% to 20.0% in a year',
      indicators: [{ key: 'own-calls', name: 'Calls missed', target: '5.0% by 31 March 2027' }],
    });
    expect(published(false)).toMatchObject({ status: 'at-risk', why: 'Its main indicator got worse', indicators: [] });
  });
});

describe('what an indicator shows', () => {
  const target = { value: '12', by: ON };

  test.each([
    ['rising', ['10', '20'], 'Agency social workers rose from 10.0% to 20.0% in a year'],
    ['falling', ['20', '10'], 'Agency social workers fell from 20.0% to 10.0% in a year'],
    ['as it was', ['10', '10'], 'Agency social workers stayed at 10.0% for a year'],
    ['a first figure', ['10'], 'Agency social workers stood at 10.0%, with no figure a year before'],
    ['no figure', [], 'Agency social workers has no figure yet'],
  ])('%s', (_, figures, words) => {
    expect(yearInWords({ indicator: AGENCY, isPublic: true, series: readingsFrom(2024, figures, '1000') })).toBe(words);
  });

  test('is said against the target', () => {
    const series = readingsFrom(2024, ['14', '13'], '1000');
    expect(aimInWords({ indicator: AGENCY, isPublic: true, series, target })).toBe(
      '13.0% in 2025, 1.0 above the target of 12.0% by 31 March 2027',
    );
    expect(aimInWords({ indicator: AGENCY, isPublic: true, series, target: null })).toBe('13.0% in 2025, no target');
    expect(aimInWords({ indicator: AGENCY, isPublic: true, series: [], target })).toBe('No figure yet, target 12.0% by 31 March 2027');
    expect(aimInWords({ indicator: AGENCY, isPublic: true, series: readingsFrom(2025, ['11']), target })).toBe(
      '11.0% in 2025: the target, 12.0% by 31 March 2027, is reached',
    );
  });

  test('counts as an effect where it is better than chance explains, or the target is reached', () => {
    const shows = (figures: readonly string[], aimed: typeof target | null) =>
      showsEffect({ indicator: AGENCY, isPublic: true, series: readingsFrom(2024, figures, '1000'), target: aimed });
    expect([shows(['20', '10'], null), shows(['20', '19'], null), shows(['10', '20'], null), shows([], target)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([shows(['12', '12'], target), shows(['12.2', '12.1'], target)]).toEqual([true, false]);
  });
});

function read(typed: Partial<AimForm>) {
  return readAims({ ...EMPTY_AIMS, ...typed }, [AGENCY, REPEATS]);
}
