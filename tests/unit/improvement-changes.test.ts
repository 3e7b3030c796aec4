import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  ACTION_CHANGE_KEYS,
  ACTION_CHANGES,
  addEvidence,
  againstClosing,
  changesOpenTo,
  checkEvidence,
  circleOf,
  closeAction,
  firstDueOn,
  giveEvidence,
  isTheirs,
  moveDueDate,
  nextNumber,
  notNow,
  OUTLOOKS,
  reopenAction,
  reportProgress,
  stateOfAction,
  stateOfEvidence,
  statusOf,
  stopAction,
  takeUpAgain,
  type Action,
  type ActionStanding,
  type Asker,
  type Evidence,
  type EvidenceText,
  type ProgressReport,
} from '@/domain/improvement';
import { calendarDate, moment, type Result } from '@/domain/shared';

import { good, sentencesOf } from '../support/people';
import { anAction, anObjective, anUpdate, checked, given, someEvidence } from '../support/plans';

const TODAY = calendarDate('2026-11-20');
const AT = moment('2026-11-20T09:00:00.000Z');
const OBJECTIVE = anObjective({ id: 'plan' });
const REPORT: ProgressReport = {
  done: 'The return is agreed',
  difference: null,
  stepsFinished: [],
  outlook: 'going-on',
  confidence: null,
  blockers: null,
};
const TEXT: EvidenceText = { title: 'Attendance return', kind: 'data', datedOn: null, link: null, shows: 'Who came, by partner' };
const OWNER = 'the owner';
const BY_OWNER = { by: OWNER, today: TODAY };
const BY_SECOND = { by: 'a second person', today: TODAY };

const action = anAction(OBJECTIVE, { owner: { personId: OWNER, title: 'Head of safeguarding', partner: null } });
const stopped: Action = { ...action, stopped: { on: TODAY, reason: 'Merged into 1.2' } };
const closed: Action = { ...action, closed: { on: TODAY, by: 'somebody' } };

describe('a report', () => {
  const reported = (report: Partial<ProgressReport>) =>
    good(reportProgress(action, { ...REPORT, ...report }, { ...BY_OWNER, at: AT, updateId: 'update' }));

  test('is added with who and when', () => {
    expect(reported({ difference: 'Two partners more' })).toEqual({
      update: {
        id: 'update',
        actionId: action.id,
        at: AT,
        by: OWNER,
        done: 'The return is agreed',
        difference: 'Two partners more',
        stepsFinished: [],
        finished: false,
        atRisk: false,
      },
      internal: null,
      action: null,
    });
  });

  test('keeps apart what is internal', () => {
    expect(reported({ confidence: 'low' }).internal).toEqual({ updateId: 'update', confidence: 'low', blockers: null });
    expect(reported({ blockers: 'A post is vacant' }).internal).toEqual({
      updateId: 'update',
      confidence: null,
      blockers: 'A post is vacant',
    });
  });

  test('says finished or at risk, never both', () => {
    const said = (['going-on', 'at-risk', 'finished'] as const).map((outlook) => {
      const { finished, atRisk } = reported({ outlook }).update;
      return [outlook, finished, atRisk];
    });
    expect(said).toEqual([
      ['going-on', false, false],
      ['at-risk', false, true],
      ['finished', true, false],
    ]);
    expect(Object.keys(OUTLOOKS)).toEqual(said.map(([outlook]) => outlook));
  });

  test('marks the steps it names as finished today, each once and no other', () => {
    const [first, second] = action.steps;
    const before = {
      ...action,
      steps: action.steps.map((step) => (step.id === first?.id ? { ...step, doneOn: calendarDate('2026-06-01') } : step)),
    };
    const named = [first?.id ?? '', second?.id ?? '', second?.id ?? '', 'no step of it'];
    const { update, action: after } = good(
      reportProgress(before, { ...REPORT, stepsFinished: named }, { ...BY_OWNER, at: AT, updateId: 'update' }),
    );
    expect(update.stepsFinished).toEqual([second?.id]);
    expect(after?.steps.map(({ doneOn }) => doneOn?.toString() ?? null)).toEqual(['2026-06-01', '2026-11-20', null]);
    expect(after?.version).toBe(before.version);
  });
});

describe('a due date', () => {
  test('moves with its reason, and the earlier dates stay', () => {
    const once = good(moveDueDate(action, calendarDate('2027-01-31'), 'Waiting for police data', BY_SECOND));
    const twice = good(moveDueDate(once, calendarDate('2027-03-31'), 'The police have new software', BY_OWNER));
    expect(twice.dueOn.toString()).toBe('2027-03-31');
    expect(twice.moves.map(({ from, to, reason, on, by }) => [from.toString(), to.toString(), reason, on.toString(), by])).toEqual([
      ['2026-12-18', '2027-01-31', 'Waiting for police data', '2026-11-20', 'a second person'],
      ['2027-01-31', '2027-03-31', 'The police have new software', '2026-11-20', OWNER],
    ]);
    expect(firstDueOn(twice).toString()).toBe('2026-12-18');
  });

  test.each([
    ['the same day', '2026-12-18', ['Choose another day: the action is due on 18 December 2026 already']],
    ['a day before the start', '2026-01-04', ['Choose a day on or after 5 January 2026, when the action starts']],
    ['the day of the start', '2026-01-05', []],
    ['an earlier day', '2026-12-17', []],
  ])('to %s', (_, to, sentences) => {
    expect(refusals(moveDueDate(action, calendarDate(to), 'A reason', BY_SECOND))).toEqual(sentences);
  });

  test('of an action without a start moves to any other day', () => {
    expect(moveDueDate({ ...action, startsOn: null }, calendarDate('2020-01-01'), 'A reason', BY_SECOND).ok).toBe(true);
  });
});

describe('evidence', () => {
  const expected = addEvidence(action, { ...TEXT, shows: null }, { ...BY_OWNER, id: 'piece' });
  const unchecked = good(giveEvidence(expected, TEXT, BY_OWNER));
  const returned = good(checkEvidence(unchecked, { verdict: 'returned', why: 'Two partners are missing' }, BY_SECOND));
  const accepted = good(checkEvidence(unchecked, { verdict: 'accepted', why: null }, BY_SECOND));

  test('is expected, given, checked by somebody else', () => {
    expect([expected, unchecked, returned, accepted].map(stateOfEvidence)).toEqual(['missing', 'unchecked', 'returned', 'accepted']);
    expect(accepted.check).toEqual({ verdict: 'accepted', why: null, on: TODAY, by: 'a second person' });
  });

  test('is given at once where it says what it shows', () => {
    expect(stateOfEvidence(addEvidence(action, TEXT, { ...BY_OWNER, id: 'piece' }))).toBe('unchecked');
  });

  test('that was returned is given again, and has to be checked again', () => {
    const again = good(giveEvidence(returned, { ...TEXT, shows: 'All five partners' }, BY_OWNER));
    expect([stateOfEvidence(again), again.given?.shows]).toEqual(['unchecked', 'All five partners']);
  });

  test('that nobody has checked can be put right by whoever gave it', () => {
    expect(giveEvidence(unchecked, { ...TEXT, title: 'Return, corrected' }, BY_OWNER).ok).toBe(true);
  });

  test('that was accepted stays as it is', () => {
    expect(refusals(giveEvidence(accepted, TEXT, BY_OWNER))).toEqual([
      'Add it as another piece of evidence: this one is accepted as it is',
    ]);
  });

  test('that was accepted can still be returned, with a reason', () => {
    expect(stateOfEvidence(good(checkEvidence(accepted, { verdict: 'returned', why: 'It is of 2024' }, BY_SECOND)))).toBe('returned');
  });

  test.each([
    ['before it is given', expected, 'accepted', 'a second person', ['Wait until it is given: there is nothing to check yet']],
    ['by its giver', unchecked, 'accepted', OWNER, ['Ask somebody else to check it: you gave it yourself']],
    ['by its giver, to return it', unchecked, 'returned', OWNER, ['Ask somebody else to check it: you gave it yourself']],
    ['once it was returned', returned, 'accepted', 'a second person', ['Wait until it is given again: it was returned']],
    ['twice', accepted, 'accepted', 'a third person', ['It is accepted already']],
    ['by somebody else', unchecked, 'accepted', 'a third person', []],
  ] as const)('is checked %s', (_, piece, verdict, by, sentences) => {
    expect(refusals(checkEvidence(piece, { verdict, why: 'A reason' }, { by, today: TODAY }))).toEqual(sentences);
  });

  test('has to say what it shows', () => {
    expect(refusals(giveEvidence(expected, { ...TEXT, shows: null }, BY_OWNER))).toEqual(['Say what it shows']);
  });
});

describe('closing', () => {
  const evidence = someEvidence(action, { given: given(OWNER), check: checked('a second person') });
  const standing: ActionStanding = {
    action,
    reference: '1.1',
    lastUpdate: anUpdate(action, { by: OWNER, finished: true }),
    evidence: [evidence],
    indicators: [],
  };
  const needed = { ...standing, action: anAction(OBJECTIVE, { id: 'needed', number: 2 }), reference: '1.2' };
  const refusedFor = (changed: Partial<ActionStanding>, by = 'a second person', others: readonly ActionStanding[] = []) =>
    againstClosing({ standing: { ...standing, ...changed }, others, by }).map(({ message }) => message);

  test('by a second person, with all evidence accepted, makes it done', () => {
    const done = good(closeAction({ standing, others: [], by: 'a second person' }, TODAY));
    expect(done.closed).toEqual({ on: TODAY, by: 'a second person' });
    expect(statusOf({ ...standing, action: done }, TODAY).status).toBe('done');
  });

  test.each<[string, Partial<ActionStanding>, readonly string[]]>([
    ['nothing was reported', { lastUpdate: null }, ['Wait until it is reported finished, by its owner or for its owner']],
    [
      'the newest word is another',
      { lastUpdate: anUpdate(action, { by: OWNER }) },
      ['Wait until it is reported finished, by its owner or for its owner'],
    ],
    [
      'it was reopened since',
      { action: { ...action, reopenedAt: moment('2026-11-03T10:00:00.001Z') } },
      ['Wait until it is reported finished again: it was reopened'],
    ],
    ['it was reopened before that', { action: { ...action, reopenedAt: moment('2026-11-03T09:59:59.999Z') } }, []],
    ['there is no evidence', { evidence: [], indicators: [] }, ['Give evidence first: nothing shows yet what the action has changed']],
    [
      'some evidence is not settled',
      {
        evidence: [
          evidence,
          someEvidence(action, { title: 'Audit' }),
          someEvidence(action, { title: 'Survey', given: given(OWNER) }),
          someEvidence(action, { title: 'Sample', given: given(OWNER), check: checked('another', 'returned') }),
        ],
      },
      ['Settle all of the evidence first: “Audit” is missing, “Survey” is not checked and “Sample” was returned'],
    ],
  ])('is refused while %s', (_, changed, sentences) => {
    expect(refusedFor(changed)).toEqual(sentences);
  });

  test('is refused for its owner, whoever reported it finished and whoever gave evidence', () => {
    const nobodys = { ...action, owner: { personId: null, title: 'A post', partner: null } };
    expect(refusedFor({ action: { ...action, owner: { ...action.owner, personId: 'a second person' } } })).toEqual([
      'Ask somebody else to close it: you own this action',
    ]);
    expect(refusedFor({ action: nobodys, lastUpdate: anUpdate(action, { by: 'a second person', finished: true }) })).toEqual([
      'Ask somebody else to close it: you reported it finished',
    ]);
    expect(
      refusedFor({ evidence: [evidence, { ...evidence, id: 'other', given: given('a second person'), check: checked(OWNER) }] }),
    ).toEqual(['Ask somebody else to close it: you gave evidence for it']);
    expect(refusedFor({}, OWNER)).toHaveLength(3);
    // Whoever checked the evidence is a second person, too.
    expect(refusedFor({ action: nobodys })).toEqual([]);
  });

  test('is refused while an action that it depends on is open', () => {
    const depending = { action: { ...action, needs: ['needed'] } };
    expect(refusedFor(depending, 'a second person', [needed])).toEqual(['Close 1.2 first: this action depends on it']);
    const done = { ...needed, action: { ...needed.action, closed: { on: TODAY, by: 'somebody' } } };
    const givenUp = { ...needed, action: { ...needed.action, stopped: { on: TODAY, reason: 'Merged' } } };
    expect([refusedFor(depending, 'a second person', [done]), refusedFor(depending, 'a second person', [givenUp])]).toEqual([[], []]);
    expect(refusedFor({}, 'a second person', [needed])).toEqual([]);
  });

  test('is undone by reopening, and then what was reported finished no longer counts', () => {
    const done = good(closeAction({ standing, others: [], by: 'a second person' }, TODAY));
    const again = reopenAction(done, AT);
    expect([again.closed, again.reopenedAt]).toEqual([null, AT]);
    expect(statusOf({ ...standing, action: again }, TODAY).status).not.toBe('awaiting-evidence');
  });
});

test('an action is stopped with a reason and taken up again', () => {
  expect(stopAction(action, 'Merged into 1.2', TODAY).stopped).toEqual({ on: TODAY, reason: 'Merged into 1.2' });
  expect(takeUpAgain(stopped)).toEqual(action);
});

describe('numbers and dependencies', () => {
  test('the next number follows the highest', () => {
    expect([nextNumber([]), nextNumber([{ number: 1 }]), nextNumber([{ number: 7 }, { number: 2 }])]).toEqual([1, 2, 8]);
  });

  const chain = (needs: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(needs).map(([id, needs], index) => ({
      action: anAction(OBJECTIVE, { id, needs, number: index + 1 }),
      reference: `1.${index + 1}`,
      lastUpdate: null,
      evidence: [],
      indicators: [],
    }));

  test.each([
    ['itself', { a: [] }, 'a', ['a'], ['1.1', '1.1']],
    ['one that needs it', { a: [], b: ['a'] }, 'a', ['b'], ['1.1', '1.2', '1.1']],
    ['one that needs it by way of others', { a: [], b: ['c'], c: ['a'] }, 'a', ['b'], ['1.1', '1.2', '1.3', '1.1']],
    ['one that needs nothing', { a: [], b: [] }, 'a', ['b'], null],
    ['two that share what they need', { a: [], b: ['d'], c: ['d'], d: [] }, 'a', ['b', 'c'], null],
    ['others, in place of the one that closed the circle', { a: ['b'], b: ['a'], c: [] }, 'a', ['c'], null],
    ['one that waits in a circle of others', { a: [], b: ['c'], c: ['b'] }, 'a', ['b'], null],
  ] as const)('an action that is to depend on %s', (_, actions, id, needs, circle) => {
    expect(circleOf(id, needs, chain(actions))).toEqual(circle);
  });

  test('a new action is in no circle', () => {
    expect(circleOf('new', ['a'], chain({ a: [] }))).toBeNull();
  });
});

describe('who may do what', () => {
  const asker = (overrides: Partial<Asker>): Asker => ({ personId: 'somebody', mayChangePlan: false, mayReportOnOwn: false, ...overrides });
  const manager = asker({ mayChangePlan: true, mayReportOnOwn: true });
  const owner = asker({ personId: OWNER, mayReportOnOwn: true });

  test('a manager does everything, each in its state', () => {
    expect(changesOpenTo(action, manager)).toEqual(ACTION_CHANGE_KEYS.filter((key) => ACTION_CHANGES[key].while === 'open'));
    expect(changesOpenTo(stopped, manager)).toEqual(['take-up-again']);
    expect(changesOpenTo(closed, manager)).toEqual(['reopen']);
  });

  test('an owner reports and gives evidence on own actions, and nothing else', () => {
    expect(changesOpenTo(action, owner)).toEqual(['report', 'expect-evidence', 'give-evidence']);
    expect(changesOpenTo(stopped, owner)).toEqual([]);
    expect(changesOpenTo({ ...action, owner: { ...action.owner, personId: 'somebody else' } }, owner)).toEqual([]);
    expect(changesOpenTo({ ...action, owner: { ...action.owner, personId: null } }, owner)).toEqual([]);
  });

  test('whoever owns an action without the role of an owner, or only reads, does nothing', () => {
    for (const reader of [asker({}), asker({ personId: OWNER })]) {
      expect(ACTION_CHANGE_KEYS.filter((change) => isTheirs(change, action, reader))).toEqual([]);
    }
  });

  test('what cannot be done in a state says what to do', () => {
    expect(notNow('report', action)).toBeNull();
    expect(notNow('report', stopped)?.message).toBe('The action is stopped. Take it up again first');
    expect(notNow('move-due-date', closed)?.message).toBe('The action is closed. Reopen it first');
    expect(notNow('reopen', action)?.message).toBe('The action is neither stopped nor closed: report on it, or change it');
  });
});

test('whatever people do, moves follow one another and nothing is done without evidence that a second person accepted', () => {
  const people = [OWNER, 'anna', 'bert', 'cora'];
  const deeds = fc.array(
    fc.record({
      // What leads to closing comes often enough to get there.
      what: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom('finish', 'give', 'accept', 'close') },
        { weight: 1, arbitrary: fc.constantFrom('report', 'move', 'expect', 'return', 'stop', 'take-up', 'reopen') },
      ),
      by: fc.constantFrom(...people),
      pick: fc.nat(400),
    }),
    { minLength: 10, maxLength: 60 },
  );
  let everClosed = 0;
  fc.assert(
    fc.property(deeds, (all) => {
      let standing: ActionStanding = { action, reference: '1.1', lastUpdate: null, evidence: [], indicators: [] };
      for (const [index, { what, by, pick }] of all.entries()) {
        standing = after(standing, what, by, pick, index);
        if (standing.action.closed !== null) everClosed += 1;
        expectSound(standing);
      }
    }),
    { numRuns: 2_000, seed: 4 },
  );
  expect(everClosed).toBeGreaterThan(100);
});

function after(standing: ActionStanding, what: string, by: string, pick: number, index: number): ActionStanding {
  const { action, evidence } = standing;
  const doing = { by, today: TODAY.add({ days: index }) };
  const at = AT.add({ minutes: index });
  const piece = evidence[pick % Math.max(1, evidence.length)];
  const changed = (result: Result<Action>) => (result.ok ? { ...standing, action: result.value } : standing);
  const withPiece = (result: Result<Evidence>) =>
    result.ok ? { ...standing, evidence: evidence.map((each) => (each === piece ? result.value : each)) } : standing;
  switch (stateOfAction(action)) {
    case 'stopped':
      return what === 'take-up' ? { ...standing, action: takeUpAgain(action) } : standing;
    case 'closed':
      return what === 'reopen' ? { ...standing, action: reopenAction(action, at) } : standing;
    case 'open':
      switch (what) {
        case 'report':
        case 'finish': {
          const report = { ...REPORT, outlook: what === 'finish' ? 'finished' : 'going-on' } as const;
          const reported = good(reportProgress(action, report, { ...doing, at, updateId: `${index}` }));
          return { ...standing, lastUpdate: reported.update, action: reported.action ?? action };
        }
        case 'move':
          return changed(moveDueDate(action, calendarDate('2026-01-01').add({ days: pick }), 'A reason', doing));
        case 'expect':
          return { ...standing, evidence: [...evidence, addEvidence(action, { ...TEXT, shows: null }, { ...doing, id: `${index}` })] };
        case 'give':
          return piece === undefined
            ? { ...standing, evidence: [addEvidence(action, TEXT, { ...doing, id: `${index}` })] }
            : withPiece(giveEvidence(piece, TEXT, doing));
        case 'accept':
        case 'return':
          return piece === undefined
            ? standing
            : withPiece(checkEvidence(piece, { verdict: what === 'accept' ? 'accepted' : 'returned', why: 'A reason' }, doing));
        case 'stop':
          return pick % 10 === 0 ? { ...standing, action: stopAction(action, 'A reason', doing.today) } : standing;
        default:
          return what === 'close' ? changed(closeAction({ standing, others: [], by }, doing.today)) : standing;
      }
  }
}

function expectSound({ action, evidence, lastUpdate }: ActionStanding): void {
  let due = firstDueOn(action);
  for (const { from, to } of action.moves) {
    expect(from.equals(due) && !to.equals(from)).toBe(true);
    due = to;
  }
  expect(action.dueOn.equals(due)).toBe(true);
  expect(action.stopped === null || action.closed === null).toBe(true);
  for (const { given, check } of evidence) expect(check === null || (given !== null && given.by !== check.by)).toBe(true);
  const { closed } = action;
  if (closed === null) return;
  expect(lastUpdate?.finished).toBe(true);
  expect(evidence.length > 0 && evidence.every((piece) => stateOfEvidence(piece) === 'accepted')).toBe(true);
  expect([action.owner.personId, lastUpdate?.by, ...evidence.map(({ given }) => given?.by)]).not.toContain(closed.by);
}

function refusals(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : sentencesOf(result);
}
