import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  digestOf,
  managerLettersDue,
  ownerLettersDue,
  type Action,
  type ActionStanding,
  type CouncilToRemind,
  type ToRemind,
} from '@/domain/improvement';
import { calendarDate, isWorkingDay, startOfDay, type CalendarDate } from '@/domain/shared';
import { anAction, anObjective, anUpdate, aPlan } from '../support/plans';

const OBJECTIVE = anObjective(aPlan());
const NOTHING_SENT = new Map<string, CalendarDate>();
const OWNER: ToRemind = { id: 'owner', reports: true, manages: false, declined: [] };
const MANAGER: ToRemind = { id: 'manager', reports: true, manages: true, declined: [] };
const day = calendarDate;

describe('an owner is reminded', () => {
  test.each([
    ['14 days before', 14, ['due']],
    ['3 days before', 3, ['due']],
    ['on the due date itself, where nothing was sent before', 0, ['due']],
    ['not 15 days before', 15, null],
    ['the day after the due date, that it is overdue', -1, ['overdue']],
  ] as const)('%s', (_, daysLeft, kinds) => {
    expect(kindsOn('2026-11-24', { dueOn: day('2026-11-24').add({ days: daysLeft }) })).toEqual(kinds);
  });

  test('once 14 days before and once 3 days before, however often one looks', () => {
    expect(daysOfLetters({ dueOn: day('2026-11-24') }, '2026-11-01', '2026-11-24')).toEqual(['2026-11-10 due', '2026-11-23 due']);
  });

  test('on the next working day where the reminder falls on a weekend or a bank holiday', () => {
    // 14 days before is Saturday 7 November, 3 days before Wednesday 18.
    expect(daysOfLetters({ dueOn: day('2026-11-21') }, '2026-11-01', '2026-11-21')).toEqual(['2026-11-09 due', '2026-11-18 due']);
    // 14 days before is Christmas Day, a Friday; Monday 28 is a bank holiday as well.
    expect(daysOfLetters({ dueOn: day('2027-01-08') }, '2026-12-20', '2027-01-04')).toEqual(['2026-12-29 due']);
  });

  test('never on a day off', () => {
    for (const off of ['2026-11-21', '2026-11-22', '2026-12-25', '2026-12-28']) {
      expect(kindsOn(off, { dueOn: day(off).subtract({ days: 1 }) })).toBeNull();
    }
    expect(kindsOn('2026-12-24', { dueOn: day('2026-12-23') })).toEqual(['overdue']);
  });

  test('by the days that the council has chosen, and not at all where it has chosen none', () => {
    const dueOn = day('2026-12-24');
    expect(kindsOn('2026-11-24', { dueOn }, { reminderDays: [30] })).toEqual(['due']);
    expect(kindsOn('2026-12-23', { dueOn }, { reminderDays: [] })).toBeNull();
  });

  test('anew when the due date has moved', () => {
    const action = { dueOn: day('2026-11-24') };
    const sent = sentAfter(action, '2026-11-10', '2026-11-10');
    expect(kindsOn('2026-11-11', { dueOn: day('2026-11-24') }, {}, sent)).toBeNull();
    expect(kindsOn('2026-11-11', { dueOn: day('2026-11-25') }, {}, sent)).toEqual(['due']);
  });

  test('of what is overdue once a week at the most, for as long as it is', () => {
    expect(daysOfLetters({ dueOn: day('2026-11-13') }, '2026-11-14', '2026-12-05')).toEqual([
      '2026-11-16 overdue',
      '2026-11-23 overdue',
      '2026-11-30 overdue',
    ]);
  });

  test('of 35 days without an update on the day after them, once for each silence', () => {
    const silent = { dueOn: day('2027-06-30'), updatedOn: '2026-10-05' };
    expect(daysOfLetters(silent, '2026-10-06', '2026-12-31')).toEqual(['2026-11-10 silent']);
    const sent = sentAfter(silent, '2026-10-06', '2026-11-10');
    expect(kindsOn('2026-12-17', { ...silent, updatedOn: '2026-11-12' }, {}, sent)).toBeNull();
    expect(kindsOn('2026-12-18', { ...silent, updatedOn: '2026-11-12' }, {}, sent)).toEqual(['silent']);
  });

  test('of both at once where it is overdue and silent', () => {
    expect(kindsOn('2026-11-24', { dueOn: day('2026-11-23'), updatedOn: '2026-09-01' })).toEqual(['overdue', 'silent']);
  });

  test('of nothing once there is nothing to do: reported finished, closed or stopped', () => {
    const overdue = { dueOn: day('2026-11-20') };
    expect(kindsOn('2026-11-24', overdue)).toEqual(['overdue']);
    expect(kindsOn('2026-11-24', { ...overdue, finished: true })).toBeNull();
    expect(kindsOn('2026-11-24', { ...overdue, closed: { on: day('2026-11-23'), by: 'manager' } })).toBeNull();
    expect(kindsOn('2026-11-24', { ...overdue, stopped: { on: day('2026-11-23'), reason: 'Taken over' } })).toBeNull();
  });

  test('only of own actions, and only somebody whose role lets them report', () => {
    const overdue = { dueOn: day('2026-11-20') };
    expect(kindsOn('2026-11-24', { ...overdue, owner: { personId: 'somebody', title: null, partner: null } })).toBeNull();
    expect(kindsOn('2026-11-24', { ...overdue, owner: { personId: null, title: 'Head', partner: null } })).toBeNull();
    expect(kindsOn('2026-11-24', overdue, { people: [{ ...OWNER, reports: false }] })).toBeNull();
    expect(kindsOn('2026-11-24', overdue, { people: [] })).toBeNull();
  });

  test('without the kinds that the owner has declined', () => {
    const both = { dueOn: day('2026-11-23'), updatedOn: '2026-09-01' };
    expect(kindsOn('2026-11-24', both, { people: [{ ...OWNER, declined: ['overdue'] }] })).toEqual(['silent']);
    expect(kindsOn('2026-11-24', both, { people: [{ ...OWNER, declined: ['digest', 'roles'] }] })).toEqual(['overdue', 'silent']);
    expect(kindsOn('2026-11-24', both, { people: [{ ...OWNER, declined: ['overdue', 'due', 'silent'] }] })).toBeNull();
  });

  test('in one letter a day of everything, of every council, the most urgent first', () => {
    const on = day('2026-11-24');
    const standings = [
      standing({ number: 1, dueOn: day('2026-12-08') }),
      standing({ number: 2, dueOn: day('2026-11-20') }),
      standing({ number: 3, dueOn: day('2027-06-30'), updatedOn: '2026-09-01' }),
    ];
    const leeds = aCouncil({ council: 'leeds', actions: [standing({ number: 4, dueOn: day('2026-11-19') })] });
    const letters = ownerLettersDue([aCouncil({ actions: standings }), leeds], NOTHING_SENT, on);
    expect(letters.map(({ person, reminders }) => [person, reminders.map(({ standing }) => standing.reference)])).toEqual([
      ['owner', ['1.4', '1.2', '1.1', '1.3']],
    ]);
    // What becomes due later that day waits for the next letter.
    const sent = new Map(letters.flatMap(({ keys }) => keys.map((key) => [key, on] as const)));
    const later = [aCouncil({ actions: [...standings, standing({ number: 5, dueOn: day('2026-11-23') })] })];
    expect(ownerLettersDue(later, sent, on)).toEqual([]);
    expect(ownerLettersDue(later, sent, day('2026-11-25')).map(({ reminders }) => reminders.length)).toEqual([1]);
  });
});

test('nobody is sent the same thing twice, nor anything on a day off, nor two letters a day, whatever happens to the plan', () => {
  const change = fc.record({
    after: fc.integer({ min: 1, max: 12 }),
    action: fc.integer({ min: 0, max: 2 }),
    due: fc.option(fc.integer({ min: -40, max: 60 })),
    update: fc.boolean(),
    reminderDays: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 5 })),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 25 }), (changes) => {
      let today = day('2026-11-02');
      const sent = new Map<string, CalendarDate>();
      const told = new Map<string, CalendarDate>();
      let reminderDays: readonly number[] = [14, 3];
      const actions = [1, 2, 3].map((number) => standing({ number, dueOn: day('2026-11-30'), updatedOn: '2026-11-01' }));
      for (const { after, action, due, update, reminderDays: chosen } of changes) {
        for (let passed = 0; passed < after; passed += 1) {
          today = today.add({ days: 1 });
          const council = aCouncil({ actions, reminderDays });
          const letters = [...ownerLettersDue([council], sent, today), ...managerLettersDue([council], sent, today)];
          expect(letters.length === 0 || isWorkingDay(today)).toBe(true);
          expect(new Set(letters.map((letter) => `${letter.person} ${'digest' in letter}`)).size).toBe(letters.length);
          for (const letter of letters) {
            for (const key of letter.keys) {
              expect([...sent.keys()]).not.toContain(key);
              sent.set(key, today);
            }
            if ('digest' in letter) continue;
            for (const { standing, kinds } of letter.reminders) {
              if (!kinds.includes('overdue')) continue;
              const before = told.get(standing.action.id) ?? today.subtract({ days: 7 });
              expect(before.until(today).days).toBeGreaterThanOrEqual(7);
              told.set(standing.action.id, today);
            }
          }
          expect(ownerLettersDue([council], sent, today)).toEqual([]);
          expect(managerLettersDue([council], sent, today)).toEqual([]);
        }
        if (chosen !== null) reminderDays = chosen;
        const changed = actions[action];
        if (changed === undefined) continue;
        actions[action] = {
          ...changed,
          action: { ...changed.action, dueOn: due === null ? changed.action.dueOn : today.add({ days: due }) },
          lastUpdate: update ? anUpdate(changed.action, { at: startOfDay(today) }) : changed.lastUpdate,
        };
      }
    }),
    { numRuns: 150 },
  );
});

describe('a manager gets the week’s digest', () => {
  const plan = aCouncil({ actions: [standing({ dueOn: day('2026-12-31') })], people: [OWNER, MANAGER] });
  const digestOn = (on: string, council = plan, sent = NOTHING_SENT) =>
    managerLettersDue([council], sent, day(on)).map(({ person }) => person);

  test('on Monday, or the first working day of the week, and on no other', () => {
    expect(digestOn('2026-11-23')).toEqual(['manager']);
    for (const other of ['2026-11-22', '2026-11-24', '2026-11-27', '2026-11-28']) expect(digestOn(other)).toEqual([]);
    // Easter Monday, and the week in which Monday and Tuesday are days off.
    expect(digestOn('2026-04-06')).toEqual([]);
    expect(digestOn('2026-04-07')).toEqual(['manager']);
    expect(digestOn('2026-04-08')).toEqual([]);
    expect(digestOn('2027-12-27')).toEqual([]);
    expect(digestOn('2027-12-28')).toEqual([]);
    expect(digestOn('2027-12-29')).toEqual(['manager']);
  });

  test('once, and of each of two councils', () => {
    const sent = new Map(
      managerLettersDue([plan], NOTHING_SENT, day('2026-11-23')).flatMap(({ keys }) => keys.map((key) => [key, day('2026-11-23')])),
    );
    expect(digestOn('2026-11-23', plan, sent)).toEqual([]);
    expect(digestOn('2026-11-30', plan, sent)).toEqual(['manager']);
    expect(managerLettersDue([plan, { ...plan, council: 'leeds' }], sent, day('2026-11-23')).map(({ council }) => council)).toEqual([
      'leeds',
    ]);
  });

  test('not where it was declined, nor where there is no action', () => {
    expect(digestOn('2026-11-23', { ...plan, people: [{ ...MANAGER, declined: ['digest'] }] })).toEqual([]);
    expect(digestOn('2026-11-23', { ...plan, actions: [] })).toEqual([]);
  });

  test('which counts every action and names those that need attention', () => {
    const moved = { from: day('2026-10-30'), to: day('2027-01-29'), reason: 'Later', by: 'manager' };
    const digest = digestOf(
      [
        standing({ number: 1, dueOn: day('2026-11-20') }),
        standing({ number: 2, dueOn: day('2027-01-29'), moves: [{ ...moved, on: day('2026-11-17') }] }),
        standing({ number: 3, dueOn: day('2027-01-29'), moves: [{ ...moved, on: day('2026-11-13') }] }),
        standing({ number: 4, dueOn: day('2027-01-29'), updatedOn: '2026-09-01' }),
        standing({ number: 5, dueOn: day('2026-11-20'), finished: true }),
        standing({ number: 6, dueOn: day('2026-11-20'), closed: { on: day('2026-11-19'), by: 'manager' } }),
      ],
      day('2026-11-23'),
    );
    const references = (list: readonly { reference: string }[]) => list.map(({ reference }) => reference);
    expect(digest.tally).toEqual([
      { status: 'overdue', count: 1 },
      { status: 'awaiting-evidence', count: 1 },
      { status: 'on-track', count: 3 },
      { status: 'done', count: 1 },
    ]);
    expect(references(digest.overdue)).toEqual(['1.1']);
    expect(references(digest.moved.map(({ standing }) => standing))).toEqual(['1.2']);
    expect(references(digest.silent)).toEqual(['1.4']);
    expect(references(digest.awaitingEvidence)).toEqual(['1.5']);
  });

  test('in which each move stands in exactly one week, also around days off', () => {
    const weeks = ['2026-03-23', '2026-03-30', '2026-04-07', '2026-04-13', '2026-04-20'];
    for (let on = day('2026-03-25'); on.toString() < '2026-04-13'; on = on.add({ days: 1 })) {
      const moves = [{ from: day('2026-10-30'), to: day('2027-01-29'), reason: 'Later', on, by: 'manager' }];
      const found = weeks.filter((week) => digestOf([standing({ dueOn: day('2027-01-29'), moves })], day(week)).moved.length > 0);
      expect([on.toString(), found.length]).toEqual([on.toString(), 1]);
    }
  });
});

/** An action of the owner, under way. The same number is the same action, each time it is looked at. */
function standing({ updatedOn = '2026-11-23', finished = false, ...action }: Facts): ActionStanding {
  const id = `action-${action.number ?? 1}`;
  const owned = anAction(OBJECTIVE, {
    id,
    owner: { personId: OWNER.id, title: null, partner: null },
    steps: [],
    startsOn: null,
    ...action,
  });
  return {
    action: owned,
    reference: `1.${owned.number}`,
    lastUpdate: anUpdate(owned, { at: startOfDay(day(updatedOn)), finished }),
    evidence: [],
    indicators: [],
  };
}

function aCouncil(facts: Partial<CouncilToRemind>): CouncilToRemind {
  return { council: 'barnsley', reminderDays: [14, 3], actions: [], people: [OWNER], ...facts };
}

/** Why the owner is written to about one action on a day; null where no letter is due. It was updated the day before unless the facts say otherwise. */
function kindsOn(on: string, facts: Facts, council: Partial<CouncilToRemind> = {}, sent = NOTHING_SENT): readonly string[] | null {
  const updatedOn = facts.updatedOn ?? day(on).subtract({ days: 1 }).toString();
  const letters = ownerLettersDue([aCouncil({ actions: [standing({ ...facts, updatedOn })], ...council })], sent, day(on));
  expect(letters.length).toBeLessThan(2);
  return letters[0]?.reminders[0]?.kinds ?? null;
}

/** What was sent about one action by a service that looked every day. */
function sentAfter(facts: Facts, from: string, until: string): Map<string, CalendarDate> {
  const sent = new Map<string, CalendarDate>();
  for (let on = day(from); on.toString() <= until; on = on.add({ days: 1 })) {
    const updatedOn = facts.updatedOn ?? on.subtract({ days: 1 }).toString();
    const letters = ownerLettersDue([aCouncil({ actions: [standing({ ...facts, updatedOn })] })], sent, on);
    for (const { keys } of letters) for (const key of keys) sent.set(key, on);
  }
  return sent;
}

function daysOfLetters(facts: Facts, from: string, until: string): readonly string[] {
  return [...sentAfter(facts, from, until)].flatMap(([key, on]) =>
    key.startsWith('letter/') ? [] : [`${on.toString()} ${key.split('/')[0]}`],
  );
}

interface Facts extends Partial<Action> {
  readonly updatedOn?: string;
  readonly finished?: boolean;
}
