import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, test } from 'vitest';

import { database } from '@/database/client';
import { addFindings } from '@/database/findings';
import { savePlanChange } from '@/database/improvement';
import { ANYBODY, OPERATOR, type Actor, type PersonActor } from '@/domain/access';
import {
  actionForm,
  EMPTY_ACTION,
  EMPTY_OBJECTIVE,
  EMPTY_PLAN,
  type ActionForm,
  type ActionStanding,
  type Evidence,
} from '@/domain/improvement';
import { calendarDate, Forbidden, moment, NotFound, type Moment } from '@/domain/shared';
import { verifyHistory, viewHistory } from '@/operations/history';
import * as improvement from '@/operations/improvement';
import { saveOwnPage } from '@/operations/people';

import { aPersonWith } from '../support/actors';
import { aPerson, good } from '../support/people';
import { anAction, anObjective, aPlan, aSavedPlan, checked, given, someEvidence, type SavedPlan } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';

// Refusals are what is tried here, by the hundred.
process.env['LOG_LEVEL'] = 'error';

const TODAY = calendarDate('2026-11-20');
const REPORT = { done: 'The return is agreed', difference: '', stepsFinished: '', outlook: 'going-on', confidence: '', blockers: '' };
const EVIDENCE = { title: 'Attendance return', kind: 'data', datedOn: '', link: '', shows: 'Who came, by partner' };
const START = moment('2026-11-20T09:00:00.000Z');

let ada: PersonActor;
let ben: PersonActor;
let owner: PersonActor;
let minutes = 0;

beforeAll(async () => {
  await withReferenceSet();
  ada = await somebody('Ada Archer', 'manager');
  ben = await somebody('Ben Booth', 'manager');
  owner = await somebody('Olu Owner', 'action-owner');
  // Somebody else's, which nothing below may touch or show.
  const theirs = aPlan({ authority: 'sheffield', title: 'Theirs' });
  const objective = anObjective(theirs);
  await savePlanChange(
    'sheffield',
    { plans: [theirs], objectives: [objective], actions: [anAction(objective)] },
    { actor: 'operator', reason: null, at: START },
  );
});

describe('an owner', () => {
  test('reports on an own action, and what is internal stands apart', async () => {
    const { action } = await ownPlan();
    const [step] = action.steps;
    const form = {
      ...REPORT,
      stepsFinished: step?.id ?? '',
      outlook: 'at-risk',
      confidence: 'low',
      blockers: 'A post is vacant',
      version: '1',
    };
    expect(await improvement.reportProgress(owner, 'barnsley', action.id, form, when())).toEqual({ ok: true, isOwn: true });
    const { lastUpdate, action: after } = await standingOf(action.id);
    expect(lastUpdate).toMatchObject({
      by: owner.id,
      done: 'The return is agreed',
      atRisk: true,
      finished: false,
      stepsFinished: [step?.id],
    });
    expect(after.steps[0]?.doneOn?.toString()).toBe('2026-11-20');
    expect(await database().progressInternal.findUnique({ where: { updateId: lastUpdate?.id ?? '' } })).toMatchObject({
      confidence: 'low',
      blockers: 'A post is vacant',
    });
  });

  test('gives evidence, and cannot check it', async () => {
    const { action } = await ownPlan();
    expect(await improvement.addEvidence(owner, 'barnsley', action.id, { ...EVIDENCE, shows: '' }, when())).toMatchObject({ ok: true });
    const [piece] = await newestEvidence(action.id);
    const which = [action.id, piece?.id ?? ''] as const;
    const given = await improvement.giveEvidence(owner, 'barnsley', which, { ...EVIDENCE, version: '1' }, when());
    expect(given).toMatchObject({ ok: true });
    const verdict = { verdict: 'accepted', why: '', version: '2' };
    await expect(improvement.checkEvidence(owner, 'barnsley', which, verdict, when())).rejects.toThrow(Forbidden);
    expect(await improvement.checkEvidence(ada, 'barnsley', which, verdict, when())).toMatchObject({ ok: true });
    expect((await newestEvidence(action.id))[0]).toMatchObject({ given: { by: owner.id }, check: { by: ada.id, verdict: 'accepted' } });
  });

  test('sees own actions, overdue ones first, and nobody else’s', async () => {
    const { action, objective } = await ownPlan({ dueOn: calendarDate('2026-12-01') });
    const late = anAction(objective, { number: 2, dueOn: calendarDate('2026-11-19'), owner: action.owner });
    const others = anAction(objective, { number: 3 });
    const stopped = anAction(objective, { number: 4, owner: action.owner, stopped: { on: TODAY, reason: 'Merged' } });
    await savePlanChange('barnsley', { actions: [late, others, stopped] }, { actor: 'operator', reason: null, at: START });
    const view = await improvement.viewOwnActions(owner, 'barnsley', TODAY);
    const ours = view.due.filter(({ action: { planId } }) => planId === action.planId);
    expect(ours.map(({ action: { id }, status }) => [id, status])).toEqual([
      [late.id, 'overdue'],
      [action.id, expect.any(String)],
    ]);
    expect(view.due.every(({ action: { owner: whose } }) => whose.personId === owner.id)).toBe(true);
    expect(view.stopped).toBeGreaterThan(0);
    expect(await improvement.viewOwnActions(ben, 'barnsley', TODAY)).toMatchObject({ due: [], awaiting: [], done: 0, stopped: 0 });
  });

  test('can do nothing to an action of somebody else', async () => {
    const { action, evidence } = await aSavedPlan();
    for (const change of doings(owner, action.id, evidence.id)) await expect(change()).rejects.toThrow(Forbidden);
    expect((await standingOf(action.id)).action.version).toBe(1);
  });

  test('can do nothing but report and give evidence', async () => {
    const { action, evidence } = await ownPlan();
    const outcomes: string[] = [];
    for (const change of doings(owner, action.id, evidence.id)) {
      outcomes.push(
        await change().then(
          () => 'let in',
          (error: unknown) => (error instanceof Forbidden ? 'refused' : String(error)),
        ),
      );
    }
    expect(outcomes).toEqual([...Array<string>(3).fill('let in'), ...Array<string>(6).fill('refused')]);
  });
});

test('whoever only reads, or stands outside, changes nothing', async () => {
  const { action, evidence } = await aSavedPlan();
  const strangers: readonly Actor[] = [
    ANYBODY,
    OPERATOR,
    ...(['member', 'executive-reader', 'scrutiny-officer', 'administrator'] as const).map((role) => aPersonWith(role)),
    { ...ada, roles: [{ authority: 'sheffield', role: 'manager' }] },
  ];
  for (const actor of strangers) {
    for (const change of doings(actor, action.id, evidence.id)) await expect(change()).rejects.toThrow(Forbidden);
    await expect(improvement.savePlan(actor, 'barnsley', null, fresh(EMPTY_PLAN), START)).rejects.toThrow(Forbidden);
    await expect(improvement.saveAction(actor, 'barnsley', { actionId: action.id }, fresh(EMPTY_ACTION), START)).rejects.toThrow(Forbidden);
  }
});

test('another council’s action is not there', async () => {
  const theirs = await database().action.findFirstOrThrow({ where: { plan: { authority: { slug: 'sheffield' } } } });
  for (const change of doings(ada, theirs.id, 'none')) await expect(change()).rejects.toThrow(NotFound);
  await expect(improvement.viewActionForm(ada, 'barnsley', { actionId: theirs.id })).rejects.toThrow(NotFound);
  await expect(improvement.viewActionForm(ada, 'barnsley', { objectiveId: theirs.objectiveId })).rejects.toThrow(NotFound);
  await expect(improvement.viewObjectiveForm(ada, 'barnsley', { objectiveId: theirs.objectiveId })).rejects.toThrow(NotFound);
  await expect(improvement.viewPlanForm(ada, 'barnsley', theirs.planId)).rejects.toThrow(NotFound);
  await expect(improvement.viewActionChange(ada, 'barnsley', '\u0000', 'report', TODAY)).rejects.toThrow(NotFound);
});

describe('the history says', () => {
  test('from which day to which a date was moved, and why', async () => {
    const { action } = await ownPlan({ dueOn: calendarDate('2026-04-30') });
    const move = { dueOn: '2026-07-31', reason: 'waiting for police data', version: '1' };
    expect(await improvement.moveDueDate(ada, 'barnsley', action.id, { ...move, reason: '' }, when())).toEqual({
      ok: false,
      problems: [{ field: 'reason', message: 'Give a reason for moving the date' }],
      version: 1,
    });
    expect(await improvement.moveDueDate(ada, 'barnsley', action.id, move, when())).toMatchObject({ ok: true });
    expect((await newestLine(action.id)).sentences).toEqual(['Due date moved from 30 April 2026 to 31 July 2026: waiting for police data']);
    expect((await standingOf(action.id)).action.moves).toMatchObject([{ reason: 'waiting for police data', by: ada.id }]);
  });

  test('that an action was stopped, taken up again, closed and reopened', async () => {
    const { action } = await readyToClose();
    const line = async () => {
      const { who, sentences, reason } = await newestLine(action.id);
      return [who, ...sentences, reason];
    };
    expect(await improvement.stopAction(ada, 'barnsley', action.id, { reason: 'Merged', version: '1' }, when())).toMatchObject({
      ok: true,
    });
    expect(await line()).toEqual(['Ada Archer', 'Stopped: Merged', null]);
    expect(
      await refusals(improvement.moveDueDate(ada, 'barnsley', action.id, { dueOn: '2027-01-31', reason: 'A', version: '2' }, when())),
    ).toEqual(['The action is stopped. Take it up again first']);
    await improvement.takeUpAgain(ben, 'barnsley', action.id, { reason: 'It is needed', version: '2' }, when());
    expect(await line()).toEqual(['Ben Booth', 'Taken up again', 'It is needed']);
    expect(await improvement.closeAction(ada, 'barnsley', action.id, { version: '3' }, when())).toMatchObject({ ok: true });
    expect(await line()).toEqual(['Ada Archer', 'Closed on 20 November 2026', null]);
    expect(await refusals(improvement.reportProgress(owner, 'barnsley', action.id, { ...REPORT, version: '4' }, when()))).toEqual([
      'The action is closed. Reopen it first',
    ]);
    await improvement.reopenAction(ben, 'barnsley', action.id, { reason: 'Two partners stay away', version: '4' }, when());
    expect(await line()).toEqual(['Ben Booth', 'Reopened', 'Two partners stay away']);
    expect(await refusals(improvement.closeAction(ada, 'barnsley', action.id, { version: '5' }, when()))).toEqual([
      'Wait until it is reported finished again: it was reopened',
    ]);
  });
});

describe('a form that is older than what is saved', () => {
  test('is refused with who changed what, and can be sent again', async () => {
    const { action } = await aSavedPlan();
    await improvement.moveDueDate(
      ada,
      'barnsley',
      action.id,
      { dueOn: '2027-01-31', reason: 'Waiting', version: '1' },
      { today: TODAY, at: START },
    );
    const stale = { dueOn: '2027-03-31', reason: 'Later', version: '1' };
    const outcome = await improvement.moveDueDate(ben, 'barnsley', action.id, stale, when());
    expect(outcome).toEqual({
      ok: false,
      version: 2,
      problems: [
        {
          message:
            'While you were writing, Ada Archer changed this on 20 November 2026, 09:00: Due date moved from 18 December 2026 to 31 January 2027: Waiting. What you typed is still here: send it again to save it',
        },
      ],
    });
    expect(await improvement.moveDueDate(ben, 'barnsley', action.id, { ...stale, version: '2' }, when())).toMatchObject({ ok: true });
    expect(await refusals(improvement.stopAction(ben, 'barnsley', action.id, { reason: 'A', version: '9' }, when()))).toEqual([
      'Open the form afresh: it belongs to no saved version',
    ]);
  });

  test('of evidence, too', async () => {
    const { action, evidence } = await aSavedPlan();
    const which = [action.id, evidence.id] as const;
    await improvement.checkEvidence(ada, 'barnsley', which, { verdict: 'returned', why: 'Two are missing', version: '1' }, when());
    expect(
      await refusals(improvement.checkEvidence(ben, 'barnsley', which, { verdict: 'accepted', why: '', version: '1' }, when())),
    ).toEqual([expect.stringMatching(/Ada Archer changed this .*: Returned: Two are missing\. What you typed/)]);
  });

  test('of an action shows both texts, and what is chosen is saved', async () => {
    const { action } = await aSavedPlan();
    const form = actionForm(action, []);
    const save = (actor: PersonActor, change: Partial<Parameters<typeof improvement.saveAction>[3]>) =>
      improvement.saveAction(actor, 'barnsley', { actionId: action.id }, { form, version: 1, choices: null, ...change }, when().at);
    expect(await save(ada, { form: { ...form, title: 'Ada’s', measure: 'Hers' } })).toEqual({ saved: true, id: action.id });
    const bens = { ...form, title: 'Ben’s', partner: 'Police' };
    const outcome = await save(ben, { form: bens });
    expect(outcome).toMatchObject({
      saved: false,
      again: {
        version: 2,
        form: bens,
        conflict: {
          who: 'Ada Archer',
          differences: [
            { key: 'title', mine: 'Ben’s', theirs: 'Ada’s', proposed: null },
            { key: 'measure', mine: 'Attendance at core groups', theirs: 'Hers', proposed: 'theirs' },
            { key: 'partner', mine: 'Police', theirs: '', proposed: 'mine' },
          ],
        },
      },
    });
    const choices = { title: 'mine', measure: 'theirs', partner: 'mine' } as const;
    expect(await save(ben, { form: bens, version: 2, choices: { title: 'mine' } })).toMatchObject({
      saved: false,
      again: { problems: [{ field: 'keep-measure' }, { field: 'keep-partner' }] },
    });
    expect(await save(ben, { form: bens, version: 2, choices })).toEqual({ saved: true, id: action.id });
    expect((await standingOf(action.id)).action).toMatchObject({ title: 'Ben’s', measure: 'Hers', owner: { partner: 'Police' } });
  });

  test('keeps the steps that were reported done meanwhile, and the date that was moved', async () => {
    const { action } = await ownPlan();
    const form = actionForm(action, []);
    const [step] = action.steps;
    await improvement.reportProgress(owner, 'barnsley', action.id, { ...REPORT, stepsFinished: step?.id ?? '', version: '1' }, when());
    await improvement.moveDueDate(ada, 'barnsley', action.id, { dueOn: '2027-01-31', reason: 'Waiting', version: '2' }, when());
    const wanted = { ...form, title: 'Another title' };
    const stale = await improvement.saveAction(
      ben,
      'barnsley',
      { actionId: action.id },
      { form: wanted, version: 1, choices: null },
      when().at,
    );
    expect(stale).toMatchObject({ saved: false, again: { version: 3, conflict: { differences: [{ key: 'title', proposed: 'mine' }] } } });
    const choices = { title: 'mine' } as const;
    const saved = await improvement.saveAction(ben, 'barnsley', { actionId: action.id }, { form: wanted, version: 3, choices }, when().at);
    expect(saved).toMatchObject({ saved: true });
    const { action: after } = await standingOf(action.id);
    expect([after.title, after.dueOn.toString(), after.steps[0]?.doneOn?.toString()]).toEqual([
      'Another title',
      '2027-01-31',
      '2026-11-20',
    ]);
  });
});

describe('twenty at once', () => {
  test('who add an action each get a number of their own', async () => {
    const { objective } = await aSavedPlan();
    const outcomes = await Promise.all(
      twenty((index) =>
        improvement.saveAction(
          index % 2 === 0 ? ada : ben,
          'barnsley',
          { objectiveId: objective.id },
          fresh({ ...EMPTY_ACTION, title: `Action ${index}`, dueOn: '2026-12-18' }),
          when().at,
        ),
      ),
    );
    expect(outcomes.every(({ saved }) => saved)).toBe(true);
    const rows = await database().action.findMany({ where: { objectiveId: objective.id }, orderBy: { number: 'asc' } });
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
  });

  test('two of whom let actions wait for each other: one does, and the other is told', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { action, objective } = await aSavedPlan();
      const other = anAction(objective, { number: 2, findings: [] });
      await savePlanChange('barnsley', { actions: [other] }, { actor: 'operator', reason: null, at: START });
      const outcomes = await Promise.all(
        [action, other].map(async (waiting, index) => {
          const form = { ...actionForm(waiting, []), needs: index === 0 ? '1.2' : '1.1' };
          return improvement.saveAction(ada, 'barnsley', { actionId: waiting.id }, { form, version: 1, choices: null }, when().at);
        }),
      );
      const told = outcomes.flatMap((outcome) => (outcome.saved ? [] : outcome.again.problems));
      expect(told.map(({ field }) => field)).toEqual(['needs']);
      expect(told[0]?.message).toContain('Take one of these out');
    }
  });

  test('who move the same date: one does, and nineteen are told', async () => {
    const { action } = await aSavedPlan();
    const outcomes = await Promise.all(
      twenty((index) =>
        improvement.moveDueDate(
          ada,
          'barnsley',
          action.id,
          { dueOn: `2027-01-${index + 10}`, reason: `Reason ${index}`, version: '1' },
          when(),
        ),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const told = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.problems.map(({ message }) => message)));
    expect(told).toHaveLength(19);
    for (const sentence of told)
      expect(sentence).toMatch(/^While you were writing, Ada Archer changed this .*: Due date moved from 18 December 2026/);
    expect((await standingOf(action.id)).action.moves).toHaveLength(1);
  });

  test('who report on the same action are all heard', async () => {
    const { action } = await ownPlan();
    const outcomes = await Promise.all(
      twenty((index) =>
        improvement.reportProgress(owner, 'barnsley', action.id, { ...REPORT, done: `Report ${index}`, version: '1' }, when()),
      ),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(await database().progressUpdate.count({ where: { actionId: action.id } })).toBe(21);
  });

  test('who change the same action: one does, and nineteen see both texts', async () => {
    const { action } = await aSavedPlan();
    const form = actionForm(action, []);
    const outcomes = await Promise.all(
      twenty((index) =>
        improvement.saveAction(
          ada,
          'barnsley',
          { actionId: action.id },
          { form: { ...form, title: `Title ${index}` }, version: 1, choices: null },
          when().at,
        ),
      ),
    );
    const { title } = (await standingOf(action.id)).action;
    expect(outcomes.filter(({ saved }) => saved)).toHaveLength(1);
    const told = outcomes.flatMap((outcome) => (outcome.saved ? [] : [outcome.again.conflict?.differences]));
    expect(told).toHaveLength(19);
    for (const differences of told) expect(differences).toMatchObject([{ key: 'title', theirs: title }]);
  });

  test('some of whom close an action while others return its evidence or add to it: it is never closed without', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { action, evidence } = await readyToClose();
      await Promise.all(
        twenty((index) => {
          if (index % 3 === 0) return improvement.closeAction(ada, 'barnsley', action.id, { version: '1' }, when());
          if (index % 3 === 1) return improvement.addEvidence(owner, 'barnsley', action.id, { ...EVIDENCE, shows: '' }, when());
          const verdict = { verdict: 'returned', why: 'It is of 2024', version: '1' };
          return improvement.checkEvidence(ben, 'barnsley', [action.id, evidence.id], verdict, when());
        }),
      );
      const after = await standingOf(action.id);
      const isSettled = after.evidence.every(({ check }) => check?.verdict === 'accepted');
      expect(after.action.closed === null || isSettled).toBe(true);
    }
  });
});

describe('a plan is written', () => {
  test('with objectives and actions that answer findings, numbered in order', async () => {
    const [event = ''] = (await improvement.viewPlanForm(ada, 'barnsley', null)).events.map(({ id }) => id);
    const plan = await improvement.savePlan(
      ada,
      'barnsley',
      null,
      fresh({ ...EMPTY_PLAN, title: 'Plan of 2026', beginsOn: '2026-01-01', events: event, partners: 'Police\nHealth' }),
      when().at,
    );
    const planId = savedId(plan);
    const objectives = [];
    for (const title of ['Partners do more', 'Managers write it down']) {
      objectives.push(
        savedId(await improvement.saveObjective(ada, 'barnsley', { planId }, fresh({ ...EMPTY_OBJECTIVE, title }), when().at)),
      );
    }
    const [first = ''] = objectives;
    const finding = await aFinding(event);
    const view = await improvement.viewActionForm(ada, 'barnsley', { objectiveId: first });
    expect(view.findings.map(({ id }) => id)).toContain(finding);
    expect(view.owners.map(({ words }) => words)).toEqual(expect.arrayContaining(['Ada Archer', 'Ben Booth', 'Olu Owner']));
    const form: ActionForm = {
      ...EMPTY_ACTION,
      title: 'Check attendance',
      findings: finding,
      owner: owner.id,
      ownerTitle: 'Head of safeguarding',
      dueOn: '2026-12-18',
      steps: 'Agree\r\nCollect',
    };
    const action = savedId(await improvement.saveAction(ada, 'barnsley', { objectiveId: first }, fresh(form), when().at));
    const second = { ...form, title: 'Report attendance', needs: '1.1', steps: '' };
    await improvement.saveAction(ada, 'barnsley', { objectiveId: first }, fresh(second), when().at);
    const { state } = await improvement.loadPlan(ada, 'barnsley', planId);
    expect(state?.plan).toMatchObject({ title: 'Plan of 2026', partners: ['Police', 'Health'], events: [event] });
    expect(state?.objectives.map(({ number, title }) => [number, title])).toEqual([
      [1, 'Partners do more'],
      [2, 'Managers write it down'],
    ]);
    expect(state?.actions.map(({ reference, action: { needs, findings } }) => [reference, needs, findings])).toEqual([
      ['1.1', [], [finding]],
      ['1.2', [action], [finding]],
    ]);
    const circle = await improvement.saveAction(
      ada,
      'barnsley',
      { actionId: action },
      { form: { ...form, needs: '1.2' }, version: 1, choices: null },
      when().at,
    );
    expect(circle).toMatchObject({
      saved: false,
      again: { problems: [{ field: 'needs', message: 'Take one of these out: 1.1 would wait for 1.2 and 1.2 for 1.1' }] },
    });
  });

  test('and changed, but not without a change', async () => {
    const { plan, objective } = await aSavedPlan();
    const view = await improvement.viewPlanForm(ada, 'barnsley', plan.id);
    const form = view.form ?? EMPTY_PLAN;
    const save = (change: typeof form) =>
      improvement.savePlan(ada, 'barnsley', plan.id, { form: change, version: 1, choices: null }, when().at);
    expect(await save(form)).toMatchObject({ saved: false, again: { problems: [{ message: 'Nothing is different from what is saved' }] } });
    expect(await save({ ...form, title: '' })).toMatchObject({ saved: false, again: { problems: [{ field: 'title' }] } });
    expect(await save({ ...form, endedOn: '2026-11-20' })).toEqual({ saved: true, id: plan.id });
    const objectiveForm = { title: 'Partners do better', outcome: 'Children are seen' };
    expect(
      await improvement.saveObjective(
        ada,
        'barnsley',
        { objectiveId: objective.id },
        { form: objectiveForm, version: 1, choices: null },
        when().at,
      ),
    ).toEqual({ saved: true, id: objective.id });
  });
});

test('the history holds together after all of this', async () => {
  expect((await verifyHistory(OPERATOR, null)).flatMap(({ fault }) => fault ?? [])).toEqual([]);
});

/** Everything that can be done to an action by hand. */
function doings(actor: Actor, id: string, evidenceId: string): readonly (() => Promise<unknown>)[] {
  const version = '1';
  const which = [id, evidenceId] as const;
  return [
    () => improvement.reportProgress(actor, 'barnsley', id, { ...REPORT, version }, when()),
    () => improvement.addEvidence(actor, 'barnsley', id, EVIDENCE, when()),
    () => improvement.giveEvidence(actor, 'barnsley', which, { ...EVIDENCE, version }, when()),
    () => improvement.checkEvidence(actor, 'barnsley', which, { verdict: 'accepted', why: '', version }, when()),
    () => improvement.moveDueDate(actor, 'barnsley', id, { dueOn: '2027-01-31', reason: 'A reason', version }, when()),
    () => improvement.stopAction(actor, 'barnsley', id, { reason: 'A reason', version }, when()),
    () => improvement.takeUpAgain(actor, 'barnsley', id, { reason: 'A reason', version }, when()),
    () => improvement.closeAction(actor, 'barnsley', id, { version }, when()),
    () => improvement.reopenAction(actor, 'barnsley', id, { reason: 'A reason', version }, when()),
  ];
}

/** A plan whose one action is the owner's. */
async function ownPlan(overrides: Partial<SavedPlan['action']> = {}): Promise<SavedPlan> {
  const plan = aPlan();
  const objective = anObjective(plan);
  const action = anAction(objective, { owner: { personId: owner.id, title: 'Head of safeguarding', partner: null }, ...overrides });
  const evidence = someEvidence(action);
  const saved = await aSavedPlan();
  await savePlanChange(
    'barnsley',
    {
      plans: [plan],
      objectives: [objective],
      actions: [action],
      evidence: [evidence],
      updates: [{ ...saved.update, id: `${action.id}-1`, actionId: action.id }],
    },
    { actor: 'operator', reason: null, at: moment('2026-01-05T09:00:00.000Z') },
  );
  return { ...saved, plan, objective, action: { ...action, version: 1 }, evidence: { ...evidence, version: 1 } };
}

/** An action that its owner has reported finished, with evidence that a manager has accepted. */
async function readyToClose(): Promise<{ readonly action: SavedPlan['action']; readonly evidence: Evidence }> {
  const { objective } = await aSavedPlan();
  const action = anAction(objective, { number: 2, owner: { personId: owner.id, title: 'Head of safeguarding', partner: null } });
  const evidence = someEvidence(action, { given: given(owner.id), check: checked(ben.id) });
  await savePlanChange('barnsley', { actions: [action], evidence: [evidence] }, { actor: 'operator', reason: null, at: START });
  const finished = { ...REPORT, outlook: 'finished', version: '1' };
  expect(await improvement.reportProgress(owner, 'barnsley', action.id, finished, when())).toMatchObject({ ok: true });
  return { action, evidence };
}

async function standingOf(actionId: string): Promise<ActionStanding> {
  return (await improvement.viewActionChange(ada, 'barnsley', actionId, 'report', TODAY)).standing;
}

async function newestEvidence(actionId: string): Promise<readonly Evidence[]> {
  return (await standingOf(actionId)).evidence
    .filter(({ title }) => title === EVIDENCE.title)
    .toSorted((left, right) => right.version - left.version);
}

async function newestLine(actionId: string) {
  const [line] = (await viewHistory(ada, 'barnsley', { kind: 'action', record: actionId })).lines;
  if (line === undefined) throw new Error('Nothing is in the history');
  return line;
}

async function aFinding(event: string): Promise<string> {
  const finding = {
    id: randomUUID(),
    ...{ authority: 'barnsley', inspection: event, position: 1, kind: 'area-for-improvement' as const },
    ...{ title: 'Partners', paraphrase: 'Partners do too little' },
    ...{ area: null, reference: null, inspectorsWords: null, place: null, repeats: null },
  };
  await addFindings('barnsley', [finding], { actor: 'operator', reason: null, at: START });
  return finding.id;
}

function savedId(outcome: { readonly saved: boolean; readonly id?: string }): string {
  if (outcome.id === undefined) throw new Error(`Not saved: ${JSON.stringify(outcome)}`);
  return outcome.id;
}

async function refusals(outcome: Promise<improvement.ActionChanged>): Promise<readonly string[]> {
  const found = await outcome;
  return found.ok ? [] : found.problems.map(({ message }) => message);
}

function fresh<Form>(form: Form) {
  return { form, version: 0, choices: null };
}

function twenty<Value>(make: (index: number) => Value): readonly Value[] {
  return Array.from({ length: 20 }, (_, index) => make(index));
}

/** Minutes pass between changes. */
function when(): { readonly today: typeof TODAY; readonly at: Moment } {
  minutes += 1;
  return { today: TODAY, at: START.add({ minutes }) };
}

/** Somebody of Barnsley who has a name and can own an action. */
async function somebody(name: string, role: 'manager' | 'action-owner'): Promise<PersonActor> {
  const { actor } = await aPerson([role]);
  good(await saveOwnPage(actor, { name, jobTitle: '', letters: [] }, START));
  return actor;
}
