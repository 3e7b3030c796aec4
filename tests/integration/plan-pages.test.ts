import { beforeAll, describe, expect, test } from 'vitest';

import { ANYBODY, type Actor } from '@/domain/access';
import { calendarDate, Forbidden, moment, NotFound, type CalendarDate } from '@/domain/shared';
import { addFindings } from '@/database/findings';
import { savePlanChange, type PlanChange } from '@/database/improvement';
import {
  glanceAtPlan,
  viewAction,
  viewBoardReport,
  viewExceptions,
  viewObjective,
  viewPlan,
  type PlanQuery,
} from '@/operations/improvement';
import { saveOwnPage } from '@/operations/people';
import { thisMoment } from '@/platform/clock';

import { aPersonWith } from '../support/actors';
import { aPerson, good, type TestPerson } from '../support/people';
import { aFinding, anAction, anObjective, anUpdate, aPlan, checked, given, someEvidence } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';

const TODAY = calendarDate('2026-11-20');
const SECRET = 'The partner’s post is vacant and nobody may know';
const NAME = 'Somebody Whosename';
const MEMBER = aPersonWith('member');
const MANAGER = aPersonWith('manager');
const READERS = ['member', 'executive-reader', 'scrutiny-officer', 'action-owner', 'manager'] as const;

const finding = aFinding({ title: 'A finding that an action answers' });
const unanswered = aFinding({ title: 'A finding without an action', position: 2 });
const plan = aPlan({ events: ['2023-09-11-short-inspection'] });
const objective = anObjective(plan);

let owner: TestPerson;
let checker: TestPerson;
let action: ReturnType<typeof anAction>;

beforeAll(async () => {
  await withReferenceSet();
  owner = await aPerson(['action-owner']);
  checker = await aPerson(['manager']);
  good(await saveOwnPage(owner.actor, { name: NAME, jobTitle: '', letters: [] }, thisMoment()));
  good(await saveOwnPage(checker.actor, { name: NAME, jobTitle: 'Head of Quality', letters: [] }, thisMoment()));
  action = anAction(objective, {
    findings: [finding.id],
    owner: { personId: owner.actor.id, title: 'Partnership Manager', partner: null },
    dueOn: calendarDate('2026-10-30'),
    moves: [
      {
        from: calendarDate('2026-07-31'),
        to: calendarDate('2026-10-30'),
        reason: 'Late return',
        on: calendarDate('2026-07-21'),
        by: checker.actor.id,
      },
    ],
  });
  const update = anUpdate(action, { by: owner.actor.id });
  const evidence = someEvidence(action, { given: given(owner.actor.id), check: checked(checker.actor.id) });
  await addFindings('barnsley', [finding, unanswered], at('2023-10-30T09:00:00.000Z'));
  await save({ plans: [plan], objectives: [objective], actions: [action], evidence: [evidence] }, '2026-01-05T09:00:00.000Z');
  await save({ updates: [update], internals: [{ updateId: update.id, confidence: 'low', blockers: SECRET }] }, '2026-11-03T10:00:00.000Z');
  const theirs = aPlan({ authority: 'sheffield', title: 'Theirs', beginsOn: calendarDate('2026-01-01') });
  const their = anObjective(theirs);
  const change = { plans: [theirs], objectives: [their], actions: [anAction(their, { id: 'theirs', title: 'Their action' })] };
  await savePlanChange('sheffield', change, at('2026-01-05T09:00:00.000Z'));
});

function at(text: string) {
  return { actor: 'operator', reason: null, at: moment(text) };
}

async function save(change: PlanChange, when: string): Promise<void> {
  expect(await savePlanChange('barnsley', change, at(when))).toEqual({ overtaken: null });
}

/** Everything that reads a plan, as one asker is answered. */
async function everything(actor: Actor): Promise<string> {
  const views = await Promise.all([
    viewPlan(actor, 'barnsley', {}, TODAY),
    viewPlan(actor, 'barnsley', { asAt: '2026-11-10' }, TODAY),
    viewObjective(actor, 'barnsley', objective.id, TODAY),
    viewAction(actor, 'barnsley', action.id, TODAY),
    viewExceptions(actor, 'barnsley', {}, TODAY),
    viewBoardReport(actor, 'barnsley', {}, TODAY),
    glanceAtPlan(actor, 'barnsley', TODAY),
  ]);
  return JSON.stringify(views);
}

describe('what is internal', () => {
  test.each(READERS)('reaches %s only where the council says so, and nobody’s name reaches anybody', async (role) => {
    const answer = await everything(aPersonWith(role));
    expect(answer).toContain('The return is agreed with all partners');
    expect(answer.includes(SECRET)).toBe(role === 'executive-reader' || role === 'manager');
    expect(answer.includes('"low"')).toBe(role === 'executive-reader' || role === 'manager');
    expect(answer).not.toContain(NAME);
  });

  test('reaches the action’s own owner, as long as that is a role here', async () => {
    expect(await everything(owner.actor)).toContain(SECRET);
    const noLonger = { ...owner.actor, roles: [{ authority: 'barnsley', role: 'member' as const }] };
    expect(await everything(noLonger)).not.toContain(SECRET);
  });
});

test('people stand by their post, and by their role where they have not named it', async () => {
  const { moves, evidence } = await viewAction(MEMBER, 'barnsley', action.id, TODAY);
  expect(moves.map(({ by }) => by)).toEqual(['Head of Quality']);
  expect(evidence.map(({ givenBy, checkedBy }) => [givenBy, checkedBy])).toEqual([['Action owner', 'Head of Quality']]);
});

test('who may do what about an action is said to whoever asks', async () => {
  const changesOf = async (actor: Actor) => (await viewAction(actor, 'barnsley', action.id, TODAY)).changes;
  expect(await changesOf(MEMBER)).toEqual([]);
  expect(await changesOf(aPersonWith('action-owner'))).toEqual([]);
  expect(await changesOf(owner.actor)).toEqual(['report', 'expect-evidence', 'give-evidence']);
  expect(await changesOf(MANAGER)).toEqual(expect.arrayContaining(['report', 'move-due-date', 'close', 'stop', 'change']));
});

test('an action has its thread, its judgement with the window for the next one, and what nothing answers is named', async () => {
  const view = await viewAction(MEMBER, 'barnsley', action.id, TODAY);
  expect(view.chains.map(({ head }) => head.title)).toEqual([finding.title]);
  expect(view.thread.stopsAt).toBe('indicator');
  expect(view.judgement?.latest.grade).toBe('requires-improvement');
  expect(view.judgement?.returning.usual?.to.toString()).toBe('2027-03-15');
  expect((await viewExceptions(MEMBER, 'barnsley', {}, TODAY)).unanswered.map(({ head }) => head.title)).toEqual([unanswered.title]);
  const { clocks } = await viewPlan(MEMBER, 'barnsley', {}, TODAY);
  expect(clocks.map(({ clock }) => clock.dueOn.toString())).toEqual(['2024-02-07']);
});

test('nothing of another council’s plan, and nothing that cannot be, is found', async () => {
  const elsewhere: Actor = { ...MANAGER, roles: [{ authority: 'leeds', role: 'manager' }] };
  for (const view of [viewAction, viewObjective]) {
    await expect(view(MANAGER, 'barnsley', 'theirs', TODAY)).rejects.toThrow(NotFound);
    await expect(view(MANAGER, 'barnsley', 'a\u0000b', TODAY)).rejects.toThrow(NotFound);
    await expect(view(elsewhere, 'barnsley', action.id, TODAY)).rejects.toThrow(Forbidden);
  }
  await expect(viewAction(MANAGER, 'sheffield', action.id, TODAY)).rejects.toThrow(Forbidden);
  await expect(viewPlan(MANAGER, 'barnsley', { plan: 'theirs' }, TODAY)).rejects.toThrow(NotFound);
});

test('the overview shows nothing of a plan to those who may not read it, or where there is none', async () => {
  expect(await glanceAtPlan(ANYBODY, 'barnsley', TODAY)).toBeNull();
  expect(await glanceAtPlan(aPersonWith('administrator'), 'barnsley', TODAY)).toBeNull();
  expect(await glanceAtPlan({ ...MEMBER, roles: [{ authority: 'leeds', role: 'member' }] }, 'leeds', TODAY)).toBeNull();
  expect((await glanceAtPlan(MEMBER, 'barnsley', TODAY))?.attention.length).toBeGreaterThan(0);
});

test('a council without a plan has a page that says so', async () => {
  const member: Actor = { ...MEMBER, roles: [{ authority: 'leeds', role: 'member' }] };
  const view = await viewPlan(member, 'leeds', { status: 'overdue' }, TODAY);
  expect(view).toMatchObject({ plan: null, plans: [], standings: [], problems: [] });
  expect((await viewBoardReport(member, 'leeds', {}, TODAY)).plan).toBeNull();
});

describe('as at a past day', () => {
  const told = aPlan({ title: 'Plan with a past', beginsOn: calendarDate('2026-02-01'), events: ['2023-09-11-short-inspection'] });
  const first = anObjective(told);
  const one = anAction(first, { dueOn: calendarDate('2026-06-30') });
  const seen = new Map<string, unknown>();

  /** The page of a day, as it answered then. */
  const pageOn = async (day: CalendarDate, query: PlanQuery) => viewPlan(MEMBER, 'barnsley', { plan: told.id, ...query }, day);
  const remember = async (day: string) => seen.set(day, await pageOn(calendarDate(day), { status: 'on-track' }));

  beforeAll(async () => {
    await save({ plans: [told], objectives: [first], actions: [one] }, '2026-02-02T09:00:00.000Z');
    await remember('2026-02-02');
    const to = calendarDate('2026-09-30');
    // 23:30 in England, in summer time.
    const moved = {
      ...one,
      version: 1,
      dueOn: to,
      moves: [{ from: one.dueOn, to, reason: 'Waiting', on: calendarDate('2026-06-10'), by: 'operator' }],
    };
    await save({ actions: [moved], updates: [anUpdate(one, { at: moment('2026-06-10T22:30:00.000Z') })] }, '2026-06-10T22:30:00.000Z');
    await remember('2026-06-10');
    // Half an hour after midnight there, still the day before in UTC.
    await save({ actions: [{ ...moved, version: 2, title: 'Said differently' }] }, '2026-06-10T23:30:00.000Z');
    await remember('2026-06-11');
    await remember('2026-10-15');
  });

  test.each(['2026-02-02', '2026-06-10', '2026-06-11', '2026-10-15'])('the page of %s is what it was', async (day) => {
    const { isPast, ...then } = await pageOn(TODAY, { status: 'on-track', asAt: day });
    expect(isPast).toBe(true);
    expect({ ...then, isPast: false }).toEqual(seen.get(day));
  });

  test('before there was a plan, none is shown', async () => {
    expect(await pageOn(TODAY, { asAt: '2026-02-01' })).toMatchObject({ plan: null, standings: [], isPast: true, problems: [] });
  });

  test('today is today, and a day that has not come or is none is refused in a sentence', async () => {
    expect((await pageOn(TODAY, { asAt: '2026-11-20' })).isPast).toBe(false);
    const refused = async (asAt: string) => (await pageOn(TODAY, { asAt })).problems;
    expect(await refused('2026-11-21')).toEqual([{ field: 'as-at', message: 'Choose a day up to today' }]);
    expect(await refused('yesterday')).toEqual([expect.objectContaining({ field: 'as-at' })]);
  });
});

test('a report for the board begins on the day asked for, or three months ago', async () => {
  const sinceOf = async (since?: string) => {
    const view = await viewBoardReport(MEMBER, 'barnsley', { plan: plan.id, since }, TODAY);
    return [view.since.toString(), view.problems.length, view.report.moved.length];
  };
  expect(await sinceOf()).toEqual(['2026-08-20', 0, 0]);
  expect(await sinceOf('2026-07-21')).toEqual(['2026-07-21', 0, 1]);
  expect(await sinceOf('2026-11-21')).toEqual(['2026-08-20', 1, 0]);
});
