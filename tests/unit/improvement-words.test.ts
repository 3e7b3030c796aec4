import { describe, expect, test } from 'vitest';

import {
  asKnownOn,
  chainOriginInWords,
  chainsOf,
  chronicleOf,
  clocksInWords,
  clocksOfPlan,
  dueDateInWords,
  evidenceStatesInWords,
  lastWordInWords,
  leftInWords,
  movedInWords,
  movesInWords,
  planInWords,
  STATUS_KEYS,
  threadOf,
  type StandingWithStatus,
  type Status,
} from '@/domain/improvement';
import { calendarDate, moment } from '@/domain/shared';

import { anInspection } from '../support/inspections';
import { anIndicator, readingsFrom } from '../support/indicators';
import { aFinding, aMove, anAction, anUpdate, aStanding, checked, given, someEvidence } from '../support/plans';

const TODAY = calendarDate('2026-11-20');
const TWICE = [aMove('2026-03-31', '2026-07-31', '2026-03-24'), aMove('2026-07-31', '2026-10-30', '2026-07-21')];
const CLOSED = { on: calendarDate('2026-10-25'), by: 'checker' };
const STOPPED = { on: calendarDate('2026-09-01'), reason: 'Joined with another' };

describe('a plan in one sentence', () => {
  const of = (counts: Partial<Record<Status, number>>) =>
    planInWords(STATUS_KEYS.flatMap((status) => Array.from({ length: counts[status] ?? 0 }, () => ({ status }))));

  test.each<[Partial<Record<Status, number>>, string]>([
    [{}, 'The plan has no action yet'],
    [{ done: 7, overdue: 2, 'on-track': 9 }, 'Seven of 18 actions are done; two are overdue'],
    [{ done: 1, overdue: 1, 'on-track': 1 }, 'One of three actions is done; one is overdue'],
    [{ done: 1, stopped: 1 }, 'One of two actions is done; none is overdue'],
    [{ 'on-track': 3 }, 'None of three actions is done yet; none is overdue'],
    [{ done: 2 }, 'Both actions are done'],
    [{ done: 12 }, 'All 12 actions are done'],
    [{ done: 1 }, 'The plan’s one action is done'],
    [{ overdue: 1 }, 'The plan’s one action is overdue'],
    [{ 'at-risk': 1 }, 'The plan’s one action is not done yet'],
  ])('%j', (counts, words) => {
    expect(of(counts)).toBe(words);
  });
});

describe('a due date in one sentence', () => {
  test.each<[string, StandingWithStatus, string]>([
    [
      'moved twice, passed',
      aStanding({ dueOn: calendarDate('2026-10-30'), moves: TWICE }),
      'The date has moved 213 days and has passed again',
    ],
    [
      'moved, ahead',
      aStanding({ moves: [aMove('2026-09-30', '2026-12-18', '2026-09-22')] }),
      'The date has moved 79 days, to 18 December 2026',
    ],
    [
      'moved earlier',
      aStanding({ moves: [aMove('2026-12-19', '2026-12-18', '2026-09-22')] }),
      'The date has moved 1 day earlier, to 18 December 2026',
    ],
    [
      'moved and moved back',
      aStanding({ moves: [aMove('2026-12-18', '2027-01-29', '2026-09-22'), aMove('2027-01-29', '2026-12-18', '2026-10-22')] }),
      'The date has moved twice, back to where it was',
    ],
    ['never moved, ahead', aStanding(), 'It is due on 18 December 2026, as first planned'],
    ['never moved, due today', aStanding({ dueOn: TODAY }), 'It is due on 20 November 2026, as first planned'],
    ['never moved, passed', aStanding({ dueOn: calendarDate('2026-11-19') }), 'The date passed 1 day ago'],
    ['closed early', aStanding({ dueOn: calendarDate('2026-10-30'), closed: CLOSED }), 'It was closed 5 days before the day it was due'],
    [
      'closed late after a move',
      aStanding({ dueOn: calendarDate('2026-10-24'), closed: CLOSED, moves: [aMove('2026-10-20', '2026-10-24', '2026-10-01')] }),
      'It was closed 1 day after the day it was due; the date had moved 4 days',
    ],
    ['closed on the day', aStanding({ dueOn: CLOSED.on, closed: CLOSED }), 'It was closed on the day it was due'],
    ['stopped', aStanding({ stopped: STOPPED }), 'It was stopped on 1 September 2026'],
  ])('%s', (_, standing, words) => {
    expect(dueDateInWords(standing, TODAY)).toBe(words);
  });

  test('names the first date and how often it moved, also of an action that is done', () => {
    expect(movedInWords(aStanding({ dueOn: calendarDate('2026-10-30'), moves: TWICE, closed: CLOSED }).action)).toBe(
      'Moved twice, first due 31 Mar 2026',
    );
    expect(movedInWords(aStanding().action)).toBeNull();
  });

  test('is counted over a plan', () => {
    const [never, once, twice] = [aStanding(), aStanding({ moves: TWICE.slice(1) }), aStanding({ moves: TWICE })];
    expect(movesInWords([never])).toBe('No due date has moved');
    expect(movesInWords([never, once])).toBe('One of two due dates has moved');
    expect(movesInWords([twice])).toBe('The due date has moved twice or more');
    expect(movesInWords([never, once, twice])).toBe('Two of three due dates have moved, one of them twice or more');
  });
});

test('evidence is counted by the checker’s word', () => {
  const action = anAction({ id: 'o', planId: 'p' });
  const missing = someEvidence(action);
  const unchecked = someEvidence(action, { given: given('one') });
  const accepted = { ...unchecked, check: checked('two') };
  const returned = { ...unchecked, check: checked('two', 'returned') };
  expect(evidenceStatesInWords([])).toBe('No evidence is expected yet');
  expect(evidenceStatesInWords([missing, accepted, returned])).toBe('One item accepted, one returned, one missing');
  expect(evidenceStatesInWords([accepted, accepted, unchecked])).toBe('Two items accepted, one not checked yet');
});

describe('the golden thread', () => {
  const FINDING = aFinding({ id: 'finding' });
  const GIVEN = { given: given('one') };
  const ACCEPTED = { ...GIVEN, check: checked('two') };
  const ANSWERS = { findings: ['finding'] };

  /** Answers a finding with accepted evidence, and should move an indicator that had these figures in the last years. */
  function showing(figures: readonly string[], target: string | null = null): StandingWithStatus {
    const aim = {
      indicator: anIndicator(),
      isPublic: true,
      series: readingsFrom(2024, figures, '1000'),
      target: target === null ? null : { value: target, by: calendarDate('2027-03-31') },
    };
    return { ...aStanding(ANSWERS, { evidence: [ACCEPTED] }), indicators: [aim] };
  }

  test.each<[string, StandingWithStatus, string, string]>([
    ['answers nothing', aStanding(), 'finding', 'The thread has no beginning: the action answers no finding'],
    [
      'answers a finding that is not published',
      aStanding({ findings: ['draft'] }),
      'finding',
      'The thread has no beginning: the action answers no finding',
    ],
    [
      'nothing done',
      aStanding({ ...ANSWERS, dueOn: calendarDate('2027-06-30') }, { update: null, done: 0 }),
      'action',
      'The thread stops at the action: nothing has been done yet',
    ],
    ['stopped', aStanding({ ...ANSWERS, stopped: STOPPED }), 'action', 'The thread ends at the action: it was stopped'],
    ['no evidence expected', aStanding(ANSWERS), 'evidence', 'The thread stops at evidence: none is expected yet'],
    ['all missing', aStanding(ANSWERS, { evidence: [{}] }), 'evidence', 'The thread stops at evidence: nothing has been given yet'],
    ['nothing checked', aStanding(ANSWERS, { evidence: [GIVEN] }), 'evidence', 'The thread stops at evidence: nobody has checked it'],
    [
      'some accepted',
      aStanding(ANSWERS, { evidence: [ACCEPTED, GIVEN, {}] }),
      'evidence',
      'The thread stops at evidence: one of three items is accepted',
    ],
    [
      'all accepted',
      aStanding(ANSWERS, { evidence: [ACCEPTED] }),
      'indicator',
      'The thread stops at the indicator: none is chosen to show that it worked',
    ],
    [
      'its indicator no better than chance explains',
      showing(['20', '19']),
      'indicator',
      'The thread stops at the indicator: agency social workers fell from 20.0% to 19.0% in a year',
    ],
    [
      'its indicator without a figure',
      showing([]),
      'indicator',
      'The thread stops at the indicator: agency social workers has no figure yet',
    ],
    ['its indicator better', showing(['20', '10']), 'judgement', 'The thread leads up to the next judgement'],
    ['its indicator as good as was aimed at', showing(['12', '11'], '11.0'), 'judgement', 'The thread leads up to the next judgement'],
  ])('%s: stops there', (_, standing, stopsAt, words) => {
    const thread = threadOf(standing, [FINDING]);
    expect(thread).toMatchObject({ stopsAt, words });
    const stop = thread.stations.findIndex(({ key }) => key === stopsAt);
    expect(thread.stations.map(({ proved }) => proved)).toEqual(thread.stations.map((_station, index) => index < stop));
  });
});

describe('what happened to an action', () => {
  const titles = (...given: Parameters<typeof chronicleOf>) => chronicleOf(...given).map(({ on, title }) => `${on.toString()} ${title}`);

  test('stands newest first, with the day after each due date that passed', () => {
    const action = anAction(
      { id: 'o', planId: 'p' },
      {
        dueOn: calendarDate('2026-10-30'),
        moves: [aMove('2026-03-31', '2026-07-31', '2026-03-24'), aMove('2026-07-31', '2026-10-30', '2026-08-03')],
      },
    );
    const evidence = [
      someEvidence(action, {
        given: given('one', calendarDate('2026-06-12')),
        check: checked('two', 'returned', calendarDate('2026-06-19')),
      }),
    ];
    const update = { update: anUpdate(action, { at: moment('2026-11-03T23:30:00.000Z') }), internal: null };
    expect(titles(action, evidence, [update], TODAY)).toEqual([
      '2026-11-03 Owner’s update',
      '2026-10-31 Became overdue',
      '2026-08-03 Due date moved to 30 October 2026',
      '2026-08-01 Became overdue',
      '2026-06-19 Evidence returned: Attendance return',
      '2026-06-12 Evidence given: Attendance return',
      '2026-03-24 Due date moved to 31 July 2026',
    ]);
  });

  test('a step is told once: by its update, or by itself', () => {
    const { action } = aStanding({}, { done: 2 });
    const [first] = action.steps;
    const update = { update: anUpdate(action, { stepsFinished: [first?.id ?? ''] }), internal: null };
    const events = chronicleOf(action, [], [update], TODAY);
    expect(events.map(({ title }) => title)).toEqual(['Owner’s update', 'Step 2 done: Collect it']);
    expect(events[0]?.notes).toContain('Step finished: Agree the return');
  });

  test.each<[string, StandingWithStatus, readonly string[]]>([
    ['due today', aStanding({ dueOn: TODAY }, { done: 0, update: null }), []],
    [
      'closed before it was due',
      aStanding({ closed: { ...CLOSED, on: calendarDate('2026-12-01') } }, { done: 0, update: null }),
      ['Closed'],
    ],
    [
      'closed after it was due',
      aStanding({ dueOn: calendarDate('2026-10-01'), closed: CLOSED }, { done: 0, update: null }),
      ['Closed', 'Became overdue'],
    ],
    ['stopped', aStanding({ dueOn: calendarDate('2026-10-01'), stopped: STOPPED }, { done: 0, update: null }), ['Stopped']],
  ])('%s: became overdue or not', (_, { action }, expected) => {
    expect(chronicleOf(action, [], [], TODAY).map(({ title }) => title)).toEqual(expected);
  });

  test('what was reported finished in time did not become overdue', () => {
    const { action } = aStanding({ dueOn: calendarDate('2026-11-05') }, { done: 0 });
    const update = { update: anUpdate(action, { finished: true }), internal: null };
    expect(chronicleOf(action, [], [update], TODAY).map(({ title }) => title)).toEqual(['Owner’s update: finished']);
  });
});

test('a list says the last word on each action', () => {
  expect(lastWordInWords(aStanding({ closed: CLOSED }))).toBe('Closed 25 Oct 2026');
  expect(lastWordInWords(aStanding({ stopped: STOPPED }))).toBe('Stopped 1 Sep 2026');
  expect(lastWordInWords(aStanding({}, { update: { finished: true } }))).toBe('Reported finished 3 Nov 2026');
  expect(lastWordInWords(aStanding())).toBe('Updated 3 Nov 2026');
  expect(lastWordInWords(aStanding({}, { update: null }))).toBe('Nothing reported yet');
});

test('a finding says where it comes from and what it repeats', () => {
  const earlier = aFinding({ id: 'earlier', inspection: '2018-10-08-standard-inspection' });
  const [chain] = chainsOf([aFinding({ repeats: 'earlier' }), earlier]);
  expect(chain && chainOriginInWords(chain)).toBe(
    'Short inspection, September 2023; repeats standard inspection, October 2018. Help and protection',
  );
});

describe('the clocks of a plan', () => {
  const report = anInspection({ eventType: 'short-inspection' });
  const letter = anInspection({ onSite: '2026-10-06 2026-10-07', eventType: 'focused-visit', published: '2026-11-10' });
  const of = (...kinds: ('priority-action' | 'area-for-improvement')[]) => kinds.map((kind) => aFinding({ kind, inspection: letter.id }));

  test('run for a letter only where it names an area for priority action, or its findings are not recorded', () => {
    const keys = (findings: ReturnType<typeof of>) =>
      clocksOfPlan([letter], findings, TODAY).map(({ clock }) => `${clock.key} ${clock.onlyIf === null}`);
    expect(keys([])).toEqual(['first-draft false', 'statement-of-action false']);
    expect(keys(of('priority-action'))).toEqual(['first-draft true', 'statement-of-action true']);
    expect(keys(of('area-for-improvement'))).toEqual([]);
  });

  test('come nearest first, what has passed last, with the working days left', () => {
    const clocks = clocksOfPlan([report, letter], of('priority-action'), TODAY);
    expect(clocks.map((clock) => `${clock.clock.dueOn.toString()} ${leftInWords(clock)}`)).toEqual([
      '2026-12-08 12 working days left',
      '2027-02-19 62 working days left',
      '2024-02-07 passed',
    ]);
    expect(clocksInWords(clocks)).toBe('A first draft is due in 12 working days, on 8 December 2026');
    expect(clocksInWords(clocks.slice(2))).toBe('No statutory date lies ahead; the last was 7 February 2024');
    expect(clocksInWords([])).toBe('No statutory date follows from the events that the plan answers');
  });

  test('have not begun on a day before the report was published', () => {
    expect(clocksOfPlan([asKnownOn(report, calendarDate('2023-10-26'))], [], calendarDate('2023-10-26'))).toEqual([]);
    expect(clocksOfPlan([asKnownOn(report, calendarDate('2023-10-27'))], [], calendarDate('2023-10-27'))).toHaveLength(1);
  });
});
