import { describe, expect, test } from 'vitest';

import {
  attentionIn,
  boardInWords,
  boardPaper,
  boardReport,
  chainsOf,
  exceptionsIn,
  exceptionsInWords,
  risksIn,
  statusOf,
  type StandingWithStatus,
} from '@/domain/improvement';
import { calendarDate } from '@/domain/shared';

import { anIndicator, readingsFrom } from '../support/indicators';
import { aFinding, aMove, aStanding, checked, given } from '../support/plans';

const TODAY = calendarDate('2026-11-20');
const NOBODY = { personId: null, title: null, partner: null };
const MOVES = [aMove('2026-03-31', '2026-07-31', '2026-03-24'), aMove('2026-07-31', '2027-06-30', '2026-07-21')];
const LATER = { dueOn: calendarDate('2027-06-30') };
const GIVEN = { given: given('somebody') };
const STOPPED = { on: calendarDate('2026-09-01'), reason: 'Joined with another' };

/** Of a thousand posts: where one in ten becomes one in five that is no chance. */
function moving(before: string, now: string): StandingWithStatus {
  const aim = { indicator: anIndicator(), isPublic: true, series: readingsFrom(2024, [before, now], '1000'), target: null };
  const standing = { ...aStanding(LATER), indicators: [aim] };
  return { ...standing, ...statusOf(standing, TODAY) };
}

describe('an exception', () => {
  test.each<[string, StandingWithStatus, readonly string[]]>([
    ['nothing is wrong', aStanding(LATER), []],
    ['overdue by a day', aStanding({ dueOn: calendarDate('2026-11-19') }, { evidence: [GIVEN] }), ['Due on 19 November 2026, 1 day ago']],
    ['due today', aStanding({ dueOn: TODAY }, { evidence: [GIVEN] }), []],
    ['moved once', aStanding({ ...LATER, moves: MOVES.slice(1) }), []],
    ['moved twice', aStanding({ ...LATER, moves: MOVES }), ['Moved twice, first due 31 Mar 2026']],
    [
      'its main indicator got worse',
      moving('10', '20'),
      ['Its main indicator got worse: agency social workers rose from 10.0% to 20.0% in a year'],
    ],
    ['its main indicator no worse than small numbers explain', moving('10', '11'), []],
    ['nobody owns it', aStanding({ ...LATER, owner: NOBODY }), ['Nobody answers for it']],
    ['a partner owns it', aStanding({ ...LATER, owner: { ...NOBODY, partner: 'NHS South Yorkshire' } }), []],
    ['due in 60 days without evidence', aStanding({ dueOn: calendarDate('2027-01-19') }), ['No evidence is given yet']],
    ['due in 61 days without evidence', aStanding({ dueOn: calendarDate('2027-01-20') }), []],
    ['due soon with evidence that waits for a check', aStanding({}, { evidence: [GIVEN] }), []],
    [
      'due soon with evidence that was returned',
      aStanding({}, { evidence: [{ ...GIVEN, check: checked('other', 'returned') }] }),
      ['No evidence is given yet'],
    ],
    [
      'reported finished without evidence',
      aStanding(LATER, { update: { finished: true }, evidence: [{}] }),
      ['Reported finished without evidence'],
    ],
    ['silent', aStanding({ ...LATER, startsOn: calendarDate('2026-10-15') }, { update: null }), ['Not updated for 36 days']],
    ['not silent yet', aStanding({ ...LATER, startsOn: calendarDate('2026-10-16') }, { update: null }), []],
    ['stopped, whatever else', aStanding({ moves: MOVES, dueOn: calendarDate('2027-06-30'), owner: NOBODY, stopped: STOPPED }), []],
    ['done, whatever else', aStanding({ ...LATER, moves: MOVES, closed: { on: TODAY, by: 'checker' } }), []],
  ])('%s', (_, standing, reasons) => {
    expect(exceptionsIn([standing], TODAY).flatMap((exception) => exception.reasons.map(({ why }) => why))).toEqual(reasons);
  });

  test('stands before another that is less bad: longest overdue first, then by rule, then by how much is wrong', () => {
    const order = [
      aStanding({ dueOn: calendarDate('2026-10-01') }, { reference: '4.1' }),
      aStanding({ dueOn: calendarDate('2026-11-01'), owner: NOBODY }, { reference: '1.1' }),
      aStanding({ ...LATER, moves: MOVES, owner: NOBODY }, { reference: '3.2' }),
      aStanding({ ...LATER, moves: MOVES }, { reference: '3.1' }),
      aStanding({ ...LATER, owner: NOBODY }, { reference: '1.2' }),
      aStanding({}, { reference: '1.3' }),
    ];
    expect(exceptionsIn(order.toReversed(), TODAY).map(({ standing }) => standing.reference)).toEqual([
      '4.1',
      '1.1',
      '3.2',
      '3.1',
      '1.2',
      '1.3',
    ]);
  });

  test.each([
    [0, 0, 0, 'Nothing needs attention'],
    [0, 0, 2, 'Two findings have no action'],
    [1, 0, 0, 'One action needs attention'],
    [5, 2, 0, 'Five actions need attention; two are overdue'],
    [5, 1, 1, 'Five actions need attention; one is overdue and one finding has no action'],
  ])('%i actions, %i overdue, %i findings: a sentence', (actions, overdue, unanswered, words) => {
    expect(exceptionsInWords(actions, overdue, unanswered)).toBe(words);
  });
});

test('what needs attention comes worst first and is cut: overdue, findings, at risk, waiting, other exceptions; nothing that is well', () => {
  const standings = [
    aStanding(LATER, { reference: '1.1' }),
    aStanding({ ...LATER, owner: NOBODY }, { reference: '1.2' }),
    aStanding(LATER, { reference: '1.3', update: { finished: true } }),
    aStanding(LATER, { reference: '1.4', update: { atRisk: true } }),
    aStanding({ dueOn: calendarDate('2026-11-10') }, { reference: '1.5' }),
    aStanding({ dueOn: calendarDate('2026-10-10') }, { reference: '1.6' }),
  ];
  const unanswered = chainsOf([aFinding({ title: 'Unanswered' })]);
  const names = (most: number) =>
    attentionIn(standings, unanswered, TODAY, most).map((one) => (one.kind === 'action' ? one.standing.reference : one.chain.head.title));
  expect(names(9)).toEqual(['1.6', '1.5', 'Unanswered', '1.4', '1.3', '1.2']);
  expect(names(3)).toEqual(['1.6', '1.5', 'Unanswered']);
});

describe('a board is told', () => {
  const since = calendarDate('2026-08-20');
  const closedOn = (day: string) => aStanding({ closed: { on: calendarDate(day), by: 'checker' } }, { reference: day });

  test('what was done since its last meeting, that day included, the latest first', () => {
    const report = boardReport([closedOn('2026-08-19'), closedOn('2026-08-20'), closedOn('2026-11-01')], [], since);
    expect(report.done.map(({ reference }) => reference)).toEqual(['2026-11-01', '2026-08-20']);
    expect(boardInWords(report, since)).toBe('Two actions were done since 20 August 2026; none is overdue');
  });

  test('every move since then, and none before', () => {
    const moved = aStanding({
      ...LATER,
      moves: [aMove('2026-03-31', '2026-07-31', '2026-03-24'), aMove('2026-07-31', '2027-06-30', '2026-08-20')],
    });
    expect(boardReport([moved], [], since).moved.map(({ move }) => move.on.toString())).toEqual(['2026-08-20']);
  });

  test('which open actions have a main indicator that got worse', () => {
    const worse = moving('10', '20');
    const closed = { ...worse, status: 'done' as const };
    const report = boardReport([worse, closed, moving('10', '11'), aStanding(LATER)], [], since);
    expect(report.worse.map(({ standing }) => standing)).toEqual([worse]);
  });

  test('what may go wrong of what is in time: at risk first, then the soonest; nothing overdue, done or well', () => {
    const standings = [
      aStanding(LATER, { reference: '1.1' }),
      aStanding({ dueOn: calendarDate('2027-01-19') }, { reference: '1.2' }),
      aStanding({ dueOn: calendarDate('2026-11-19') }, { reference: '1.3' }),
      { ...moving('10', '20'), reference: '1.4' },
      { ...aStanding({ dueOn: calendarDate('2027-01-18') }, { reference: '1.5' }), status: 'done' as const },
    ];
    expect(risksIn(standings, TODAY).map(({ standing, why }) => [standing.reference, ...why])).toEqual([
      ['1.4', 'Its main indicator got worse: agency social workers rose from 10.0% to 20.0% in a year'],
      ['1.2', 'No evidence is given yet'],
    ]);
  });

  test('all of it on one paper, with a sentence where there is nothing', () => {
    const standings = [aStanding({ dueOn: calendarDate('2026-11-10'), moves: MOVES }, { reference: '1.1' })];
    const authority = { slug: 'barnsley', name: 'Barnsley' };
    const facts = { authority, standings, risks: risksIn(standings, TODAY), since, day: TODAY };
    const { title, sections } = boardPaper({ ...facts, report: boardReport(standings, [], since) });
    expect(title).toBe('No action was done since 20 August 2026; one is overdue and one decision is wanted');
    expect(sections.map(({ key, blocks }) => `${key}: ${blocks.map(({ kind }) => kind).join()}`)).toEqual([
      ...['stands: paragraph', 'decisions: table', 'highlights: paragraph', 'exceptions: table', 'moved: paragraph', 'risks: paragraph'],
    ]);
  });

  test('what only it can decide', () => {
    const standings = [
      aStanding({ dueOn: calendarDate('2026-11-10'), moves: MOVES }, { reference: '1.1' }),
      aStanding({ dueOn: calendarDate('2026-11-10'), moves: MOVES.slice(1) }, { reference: '1.2' }),
      aStanding({ ...LATER, owner: NOBODY }, { reference: '1.3' }),
      aStanding({ ...LATER, owner: NOBODY, stopped: STOPPED }, { reference: '1.4' }),
      aStanding(LATER, { reference: '1.5', update: { finished: true }, evidence: [{ ...GIVEN, check: checked('other') }] }),
      aStanding(LATER, { reference: '1.6', update: { finished: true }, evidence: [GIVEN] }),
    ];
    const report = boardReport(standings, chainsOf([aFinding({ title: 'Unanswered' })]), since);
    expect(report.decisions.map((one) => (one.kind === 'action' ? one.standing.reference : one.chain.head.title))).toEqual([
      'Unanswered',
      '1.1',
      '1.3',
      '1.5',
    ]);
    expect(boardInWords(report, since)).toBe('No action was done since 20 August 2026; two are overdue and four decisions are wanted');
  });
});
