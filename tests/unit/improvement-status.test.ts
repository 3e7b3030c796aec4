import { describe, expect, test } from 'vitest';

import {
  isReportedFinished,
  STATUS_KEYS,
  STATUS_RULES,
  statusOf,
  type Action,
  type ActionStanding,
  type AimStanding,
  type ProgressUpdate,
} from '@/domain/improvement';
import { calendarDate, moment } from '@/domain/shared';

import { anIndicator, readingsFrom } from '../support/indicators';
import { anAction, anObjective, anUpdate, aPlan, checked, given, someEvidence, withSteps } from '../support/plans';

const TODAY = calendarDate('2026-11-20');
const OBJECTIVE = anObjective(aPlan());

/** Due in 28 days with two of three steps done and an update of the 3rd: on track unless something says otherwise. */
function standing(changes: Partial<Action> = {}, update: Partial<ProgressUpdate> | null = {}, done = 2): ActionStanding {
  const action = withSteps(anAction(OBJECTIVE, changes), done);
  return { action, reference: '1.1', lastUpdate: update && anUpdate(action, update), evidence: [], indicators: [] };
}

/** Of a thousand posts: where one in ten becomes one in five that is no chance. */
function moving(before: string, now: string): AimStanding {
  return { indicator: anIndicator(), isPublic: true, series: readingsFrom(2024, [before, now], '1000'), target: null };
}

const STOPPED = { on: calendarDate('2026-09-01'), reason: 'The service was joined with another' };
const CLOSED = { on: calendarDate('2026-10-01'), by: 'checker' };

describe('the first rule that fits gives the status, with the sentence why', () => {
  test.each<[string, ActionStanding, string, string]>([
    ['stopped', standing({ stopped: STOPPED }), 'stopped', 'Stopped on 1 September 2026: The service was joined with another'],
    ['stopped, though overdue', standing({ stopped: STOPPED, dueOn: calendarDate('2026-01-31') }), 'stopped', 'Stopped on'],
    ['closed', standing({ closed: CLOSED }), 'done', 'Closed on 1 October 2026'],
    ['closed, though due long ago', standing({ closed: CLOSED, dueOn: calendarDate('2026-01-31') }), 'done', 'Closed on'],
    [
      'reported finished',
      standing({}, { finished: true }),
      'awaiting-evidence',
      'Reported finished on 3 November 2026; no evidence is recorded',
    ],
    [
      'reported finished and overdue',
      standing({ dueOn: calendarDate('2026-10-30') }, { finished: true }),
      'awaiting-evidence',
      'Reported finished',
    ],
    ['due yesterday', standing({ dueOn: calendarDate('2026-11-19') }), 'overdue', 'Due on 19 November 2026, 1 day ago'],
    ['due today', standing({ dueOn: TODAY }), 'on-track', 'Due on 20 November 2026, 2 of 3 steps done'],
    [
      'overdue though nothing was ever done',
      standing({ dueOn: calendarDate('2026-10-30') }, null, 0),
      'overdue',
      'Due on 30 October 2026, 21 days ago',
    ],
    ['starting tomorrow', standing({ startsOn: calendarDate('2026-11-21') }), 'not-started', 'It starts on 21 November 2026'],
    ['starting today with nothing done', standing({ startsOn: TODAY }, null, 0), 'not-started', 'No step is done and nothing was reported'],
    [
      'no step done, but reported on',
      standing({ dueOn: calendarDate('2027-06-30') }, {}, 0),
      'on-track',
      'Due on 30 June 2027, 0 of 3 steps done',
    ],
    ['a step done, but nothing reported', standing({}, null, 2), 'on-track', 'Due on'],
    [
      'due in 60 days with one of three steps',
      standing({ dueOn: calendarDate('2027-01-19') }, {}, 1),
      'at-risk',
      'Due in 60 days with 1 of 3 steps done',
    ],
    ['due in 61 days with one of three steps', standing({ dueOn: calendarDate('2027-01-20') }, {}, 1), 'on-track', 'Due on'],
    ['due soon with two of three steps', standing(), 'on-track', 'Due on 18 December 2026, 2 of 3 steps done'],
    ['due soon without any steps to count', standing({ steps: [] }), 'on-track', 'Due on 18 December 2026'],
    [
      'at risk by the owner’s word',
      standing({ dueOn: calendarDate('2027-06-30') }, { atRisk: true }),
      'at-risk',
      'The owner said on 3 November 2026 that it is at risk',
    ],
    [
      'on track but for its main indicator, which got worse over a year',
      { ...standing(), indicators: [moving('10', '20')] },
      'at-risk',
      'Its main indicator got worse: agency social workers rose from 10.0% to 20.0% in a year',
    ],
    ['its main indicator no worse than small numbers explain', { ...standing(), indicators: [moving('10', '11')] }, 'on-track', 'Due on'],
    ['its main indicator better', { ...standing(), indicators: [moving('20', '10')] }, 'on-track', 'Due on'],
    [
      'another than its main indicator worse',
      { ...standing(), indicators: [moving('10', '10'), moving('10', '20')] },
      'on-track',
      'Due on',
    ],
    [
      'its main indicator worse, but without a figure a year before',
      { ...standing(), indicators: [{ ...moving('10', '20'), series: moving('10', '20').series.slice(1) }] },
      'on-track',
      'Due on',
    ],
    [
      'its main indicator worse, and reported finished',
      { ...standing({}, { finished: true }), indicators: [moving('10', '20')] },
      'awaiting-evidence',
      'Reported finished',
    ],
  ])('%s', (_, given, status, why) => {
    const derived = statusOf(given, TODAY);
    expect(derived.status).toBe(status);
    expect(derived.why).toContain(why);
  });

  test('half the steps are not under half', () => {
    const action = anAction(OBJECTIVE, { steps: ['a', 'b', 'c', 'd'].map((text) => ({ id: text, text, doneOn: null })) });
    const with2 = { action: withSteps(action, 2), reference: '1.1', lastUpdate: anUpdate(action), evidence: [], indicators: [] };
    expect(statusOf(with2, TODAY).status).toBe('on-track');
    expect(statusOf({ ...with2, action: withSteps(action, 1) }, TODAY).status).toBe('at-risk');
  });

  test('what was reported finished before an action was reopened no longer counts', () => {
    const finished = standing({}, { finished: true });
    const before = { ...finished, action: { ...finished.action, reopenedAt: moment('2026-11-02T10:00:00.000Z') } };
    const after = { ...finished, action: { ...finished.action, reopenedAt: moment('2026-11-04T10:00:00.000Z') } };
    expect([isReportedFinished(before), isReportedFinished(after)]).toEqual([true, false]);
    expect(statusOf(after, TODAY).status).toBe('on-track');
  });

  test('the sentence says how far the evidence is', () => {
    const finished = standing({}, { finished: true });
    const accepted = someEvidence(finished.action, { given: given('one'), check: checked('two') });
    const missing = someEvidence(finished.action);
    expect(statusOf({ ...finished, evidence: [accepted, missing] }, TODAY).why).toContain('1 of 2 pieces of evidence accepted');
    expect(statusOf({ ...finished, evidence: [accepted] }, TODAY).why).toContain('the evidence is accepted, nobody has closed it');
  });
});

describe('not updated for more than 35 days', () => {
  test.each<[string, ActionStanding, number | null]>([
    ['updated 35 days ago', standing({}, { at: moment('2026-10-16T10:00:00.000Z') }), null],
    ['updated 36 days ago', standing({}, { at: moment('2026-10-15T10:00:00.000Z') }), 36],
    ['never updated since it began', standing({ startsOn: calendarDate('2026-10-01') }, null), 50],
    ['never updated and without a start', standing({ startsOn: null }, null), null],
    ['yet to start', standing({ startsOn: calendarDate('2026-12-01') }, null), null],
    ['closed', standing({ closed: CLOSED }, { at: moment('2026-01-15T10:00:00.000Z') }), null],
    ['stopped', standing({ stopped: STOPPED }, { at: moment('2026-01-15T10:00:00.000Z') }), null],
    ['reported finished', standing({}, { at: moment('2026-01-15T10:00:00.000Z'), finished: true }), null],
    ['updated late in the evening, by the clock in England', standing({}, { at: moment('2026-10-15T23:30:00.000Z') }), null],
  ])('%s', (_, given, days) => {
    expect(statusOf(given, TODAY).silentDays).toBe(days);
  });
});

test('the table has each status once, and a rule that always applies comes last', () => {
  expect(STATUS_RULES.map(({ status }) => status).toSorted()).toEqual(STATUS_KEYS.toSorted());
  expect(STATUS_RULES.at(-1)?.status).toBe('on-track');
  expect(STATUS_RULES.every(({ rule }) => rule.endsWith('.'))).toBe(true);
});
