import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  chainsOf,
  choicesOf,
  groupActions,
  isAskedOf,
  isNarrowed,
  NONE,
  pageOfGroups,
  readSelection,
  selectActions,
  tallyOf,
  unansweredIn,
  type PlanGroup,
  type PlanSelection,
  type PlanState,
  type StandingWithStatus,
} from '@/domain/improvement';
import { calendarDate } from '@/domain/shared';

import { aFinding, aMove, anObjective, aPlan, aStanding } from '../support/plans';

const TODAY = calendarDate('2026-11-20');
const EVERYTHING: PlanSelection = { area: null, status: null, owner: null, finding: null, due: null, sort: 'reference', group: 'finding' };
const EARLIER = aFinding({ id: 'earlier', inspection: '2018-10-08-standard-inspection', title: 'Find privately fostered children' });
const REPEATED = aFinding({ id: 'repeated', title: 'Find privately fostered children still', repeats: 'earlier', position: 3 });
const OTHER = aFinding({ id: 'other', title: 'Write down direction', position: 2 });
const STRENGTH = aFinding({ id: 'strength', kind: 'strength', position: 4 });
const FINDINGS = [OTHER, REPEATED, STRENGTH, EARLIER];

function stateOf(standings: readonly StandingWithStatus[], events = ['2023-09-11-short-inspection']): PlanState {
  const plan = aPlan({ id: 'plan', events });
  return { plan, objectives: [anObjective(plan, { id: 'objective' })], actions: standings, findings: FINDINGS };
}

function references(standings: readonly StandingWithStatus[]): readonly string[] {
  return standings.map(({ reference }) => reference);
}

describe('each filter keeps what fits it and leaves out its neighbour', () => {
  const overdue = aStanding({ dueOn: calendarDate('2026-11-19'), area: 'leadership' }, { reference: '1.1' });
  const soon = aStanding({ dueOn: calendarDate('2027-01-19'), findings: ['repeated'] }, { reference: '1.2' });
  const later = aStanding(
    { dueOn: calendarDate('2027-01-20'), owner: { personId: null, title: null, partner: null } },
    { reference: '1.3' },
  );
  const movedOnce = aStanding(
    { dueOn: calendarDate('2027-06-30'), moves: [aMove('2027-03-31', '2027-06-30', '2026-09-01')] },
    { reference: '1.4' },
  );
  const movedTwice = aStanding(
    {
      dueOn: calendarDate('2026-11-20'),
      closed: { on: calendarDate('2026-11-01'), by: 'checker' },
      moves: [aMove('2026-03-31', '2026-07-31', '2026-03-24'), aMove('2026-07-31', '2026-11-20', '2026-07-21')],
      findings: ['earlier'],
    },
    { reference: '1.10' },
  );
  const standings = [overdue, soon, later, movedOnce, movedTwice];

  test.each<[string, Partial<PlanSelection>, readonly string[]]>([
    ['nothing chosen', {}, ['1.1', '1.2', '1.3', '1.4', '1.10']],
    ['judgement', { area: 'leadership' }, ['1.1']],
    ['status', { status: 'done' }, ['1.10']],
    ['owner', { owner: 'Safeguarding Partnership Manager' }, ['1.1', '1.2', '1.4', '1.10']],
    ['nobody as owner', { owner: NONE }, ['1.3']],
    ['overdue', { due: 'overdue' }, ['1.1']],
    ['due up to the 60th day, and not when it is done', { due: 'soon' }, ['1.2']],
    ['due from the 61st day', { due: 'later' }, ['1.3', '1.4']],
    ['moved, also when it is done', { due: 'moved' }, ['1.4', '1.10']],
    ['moved twice', { due: 'moved-twice' }, ['1.10']],
    ['a finding, also through the one that repeats it', { finding: 'earlier' }, ['1.2', '1.10']],
    ['no finding', { finding: NONE }, ['1.1', '1.3', '1.4']],
    ['two choices at once', { finding: 'earlier', status: 'done' }, ['1.10']],
    ['nothing that fits', { area: 'adoption' }, []],
  ])('%s', (_, chosen, expected) => {
    expect(references(selectActions(standings, { ...EVERYTHING, ...chosen }, FINDINGS, TODAY))).toEqual(expected);
  });

  test('the tally counts every action once, worst first, and each number is what its filter shows', () => {
    const tally = tallyOf(standings);
    expect(tally.map(({ status }) => status)).toEqual(['overdue', 'on-track', 'done']);
    for (const { status, count } of tally) expect(selectActions(standings, { ...EVERYTHING, status }, FINDINGS, TODAY)).toHaveLength(count);
    expect(tally.reduce((sum, { count }) => sum + count, 0)).toBe(standings.length);
  });

  test.each<[PlanSelection['sort'], readonly string[]]>([
    ['reference', ['1.1', '1.2', '1.3', '1.4', '1.10']],
    ['owner', ['1.3', '1.1', '1.2', '1.4', '1.10']],
    ['due', ['1.1', '1.10', '1.2', '1.3', '1.4']],
    ['status', ['1.1', '1.2', '1.3', '1.4', '1.10']],
  ])('sorted by %s', (sort, expected) => {
    expect(references(selectActions(standings, { ...EVERYTHING, sort }, FINDINGS, TODAY))).toEqual(expected);
  });

  test('the choices offered are those that some action has', () => {
    const choices = choicesOf(stateOf(standings), standings);
    expect(choices.areas).toEqual(['leadership', 'help-and-protection']);
    expect(choices).toMatchObject({ owners: ['Safeguarding Partnership Manager'], isSomethingUnowned: true, isSomethingUnasked: true });
    expect(choices.findings.map(({ id }) => id)).toEqual(['other', 'repeated', 'earlier']);
  });
});

describe('an address is read', () => {
  const CHOICES = { owners: ['Head of Safeguarding'], findings: [OTHER] };

  test('into choices, with what it leaves open', () => {
    const asked = {
      area: 'leadership',
      status: 'at-risk',
      owner: 'Head of Safeguarding',
      finding: 'other',
      due: 'soon',
      sort: 'due',
      group: 'none',
    };
    expect(readSelection(asked, CHOICES)).toEqual({ selection: asked, problems: [] });
    expect(readSelection({}, CHOICES)).toEqual({ selection: EVERYTHING, problems: [] });
    expect(isNarrowed(EVERYTHING)).toBe(false);
    expect(isNarrowed({ ...EVERYTHING, sort: 'due', group: 'none' })).toBe(false);
    expect(isNarrowed({ ...EVERYTHING, due: 'moved' })).toBe(true);
  });

  test('with a sentence for each choice that cannot be read, which is then left open', () => {
    const asked = { area: 'x', status: 'red', owner: 'Nobody known', finding: 'gone', due: 'toString', sort: 'x', group: 'x' };
    const { selection, problems } = readSelection(asked, CHOICES);
    expect(selection).toEqual(EVERYTHING);
    expect(problems.map(({ field }) => field)).toEqual(['area', 'status', 'owner', 'finding', 'due', undefined, 'group']);
    for (const { message } of problems) expect(message).toMatch(/^Choose /);
  });
});

describe('findings that repeat each other are one chain', () => {
  test('named by the newest; others stand alone', () => {
    expect(chainsOf(FINDINGS).map(({ members }) => members.map(({ id }) => id))).toEqual([
      ['other'],
      ['repeated', 'earlier'],
      ['strength'],
    ]);
  });

  test('of two that repeat the same one, the first has it, and a ring of repeats ends', () => {
    const second = aFinding({ id: 'second', repeats: 'earlier' });
    expect(chainsOf([REPEATED, second, EARLIER]).map(({ members }) => members.length)).toEqual([2, 1]);
    const ring = [aFinding({ id: 'a', repeats: 'b' }), aFinding({ id: 'b', repeats: 'a' })];
    expect(chainsOf(ring).map(({ members }) => members.map(({ id }) => id))).toEqual([['a', 'b']]);
  });

  test('answered by what answers any of them; what was stopped answers nothing, and a strength asks for nothing', () => {
    const ids = (standings: readonly StandingWithStatus[], events?: string[]) =>
      unansweredIn(stateOf(standings, events)).map(({ head }) => head.id);
    expect(ids([])).toEqual(['other', 'repeated']);
    expect(ids([aStanding({ findings: ['earlier', 'other'] })])).toEqual([]);
    expect(ids([aStanding({ findings: ['other'], stopped: { on: TODAY, reason: 'Joined' } })])).toEqual(['other', 'repeated']);
    expect(ids([], [])).toEqual([]);
  });

  test('asked for by an event that began while the plan is in force, also before the plan is said to answer it', () => {
    const [chain] = chainsOf([aFinding({ inspection: '2026-10-12-focused-visit' })]);
    if (chain === undefined) throw new Error('A finding is in a chain');
    const plan = { events: [], beginsOn: calendarDate('2026-10-12'), endedOn: null };
    expect(isAskedOf(plan, chain)).toBe(true);
    expect(isAskedOf({ ...plan, beginsOn: calendarDate('2026-10-13') }, chain)).toBe(false);
    expect(isAskedOf({ ...plan, endedOn: calendarDate('2026-11-01') }, chain)).toBe(false);
  });
});

describe('a list in groups', () => {
  const both = aStanding({ findings: ['other', 'earlier'] }, { reference: '1.1' });
  const none = aStanding({ findings: [] }, { reference: '1.2' });
  const shape = (groups: readonly PlanGroup[]) =>
    groups.map(({ key, standings, unanswered }) => [key, references(standings).join(' '), unanswered]);

  test('by finding: an action under each that it answers, one that answers none last', () => {
    expect(shape(groupActions([both, none], EVERYTHING, stateOf([both, none])))).toEqual([
      ['other', '1.1', false],
      ['repeated', '1.1', false],
      [NONE, '1.2', false],
    ]);
  });

  test('by finding: one that nothing answers has a group, unless something was chosen that only actions have', () => {
    const state = stateOf([none]);
    expect(shape(groupActions([none], EVERYTHING, state))).toEqual([
      ['other', '', true],
      ['repeated', '', true],
      [NONE, '1.2', false],
    ]);
    expect(shape(groupActions([none], { ...EVERYTHING, status: 'on-track' }, state))).toEqual([[NONE, '1.2', false]]);
    expect(shape(groupActions([], { ...EVERYTHING, area: 'leadership' }, state))).toEqual([]);
    expect(shape(groupActions([], { ...EVERYTHING, finding: 'earlier' }, state))).toEqual([['repeated', '', true]]);
  });

  test('by finding: a choice of one finding shows its group alone', () => {
    expect(shape(groupActions([both], { ...EVERYTHING, finding: 'other' }, stateOf([both])))).toEqual([['other', '1.1', false]]);
  });

  test('by objective, or not at all', () => {
    const state = stateOf([both, none]);
    expect(shape(groupActions([both], { ...EVERYTHING, group: 'objective' }, state))).toEqual([['objective', '1.1', false]]);
    expect(shape(groupActions([both, none], { ...EVERYTHING, group: 'none' }, state))).toEqual([['all', '1.1 1.2', false]]);
    expect(groupActions([], { ...EVERYTHING, group: 'none' }, state)).toEqual([]);
  });

  test('comes page by page: every row once, in order, at most so many on a page', () => {
    const standing = aStanding();
    fc.assert(
      fc.property(fc.array(fc.nat(7), { maxLength: 8 }), fc.integer({ min: 1, max: 6 }), (sizes, rows) => {
        const groups = sizes.map((size, index): PlanGroup => ({
          key: String(index),
          chain: null,
          objective: null,
          unanswered: size === 0,
          standings: Array.from({ length: size }, (_, row) => ({ ...standing, reference: `${index}.${row}` })),
        }));
        const { pages } = pageOfGroups(groups, 1, rows);
        const shown = Array.from({ length: pages }, (_, page) => pageOfGroups(groups, page + 1, rows).groups);
        expect(shown.flat().flatMap((group) => references(group.standings))).toEqual(
          groups.flatMap((group) => references(group.standings)),
        );
        for (const page of shown)
          expect(page.reduce((sum, group) => sum + Math.max(1, group.standings.length), 0)).toBeLessThanOrEqual(rows);
        expect(new Set(shown.flat().map(({ key }) => key)).size).toBe(sizes.length);
        expect(pageOfGroups(groups, 10_000, rows).page).toBe(pages);
        expect(pageOfGroups(groups, -1, rows).page).toBe(1);
      }),
    );
  });
});
