import { randomUUID } from 'node:crypto';

import { beforeAll, expect, test } from 'vitest';

import { calendarDate, moment } from '@/domain/shared';
import { database } from '@/database/client';
import { findPlanState, findPlanStateAsAt, savePlanChange } from '@/database/improvement';

import { anAction, anObjective, anUpdate, aPlan, checked, given, someEvidence, withSteps } from '../support/plans';
import { runSql } from '../support/database';
import { withReferenceSet } from '../support/reference-set';

const NOTE = { actor: 'operator', reason: null, at: moment('2026-01-01T09:00:00.000Z') };
const LATER = { ...NOTE, at: moment('2026-02-01T09:00:00.000Z') };

beforeAll(async () => {
  await withReferenceSet();
  // Somebody else's, which nothing below may touch or show.
  const theirs = aPlan({ authority: 'sheffield', title: 'Theirs' });
  const objective = anObjective(theirs);
  await savePlanChange('sheffield', { plans: [theirs], objectives: [objective], actions: [anAction(objective)] }, NOTE);
});

async function aSavedAction() {
  const plan = aPlan();
  const objective = anObjective(plan);
  const action = anAction(objective);
  await savePlanChange('barnsley', { plans: [plan], objectives: [objective], actions: [action] }, NOTE);
  return { plan, objective, action: { ...action, version: 1 } };
}

test('what is saved comes back, from the tables and from the history alike', async () => {
  const plan = aPlan({ events: ['2023-09-11-short-inspection'] });
  const objective = anObjective(plan);
  const first = withSteps(anAction(objective), 1);
  const second = anAction(objective, { number: 2, needs: [first.id], startsOn: null });
  const evidence = [someEvidence(first), someEvidence(first, { given: given('one'), check: checked('another') })];
  const update = anUpdate(first);
  await savePlanChange('barnsley', { plans: [plan], objectives: [objective], actions: [second, first], updates: [update], evidence }, NOTE);
  const state = await findPlanState('barnsley', plan.id);
  expect(state?.plan).toEqual({ ...plan, version: 1 });
  expect(state?.actions.map(({ reference }) => reference)).toEqual(['1.1', '1.2']);
  expect(state?.actions[0]).toEqual({
    action: { ...first, version: 1 },
    reference: '1.1',
    lastUpdate: update,
    evidence: evidence.map((each) => ({ ...each, version: 1 })).toSorted((left, right) => (left.id < right.id ? -1 : 1)),
    indicators: [],
  });
  expect(await findPlanStateAsAt('barnsley', plan.id, NOTE.at)).toEqual(state);
  expect(await findPlanStateAsAt('barnsley', plan.id, moment('2025-12-31T00:00:00.000Z'))).toBeNull();
  expect(await findPlanState('sheffield', plan.id)).toBeNull();
});

test('of two who save the same action only the first succeeds, and nothing of the second is saved', async () => {
  const { plan, objective, action } = await aSavedAction();
  const other = anAction(objective, { number: 2 });
  expect(await savePlanChange('barnsley', { actions: [{ ...action, title: 'First' }] }, LATER)).toEqual({ overtaken: null });
  expect(await savePlanChange('barnsley', { actions: [other, { ...action, title: 'Second' }] }, LATER)).toEqual({ overtaken: action.id });
  const state = await findPlanState('barnsley', plan.id);
  expect(state?.actions.map(({ action: { title } }) => title)).toEqual(['First']);
});

test('no actions wait for each other in a circle, even where two people close it from both ends', async () => {
  const { objective, action } = await aSavedAction();
  const [second, third] = [anAction(objective, { number: 2, needs: [action.id] }), anAction(objective, { number: 3 })];
  await savePlanChange('barnsley', { actions: [second, third] }, LATER);
  const circle = { ...action, needs: [second.id] };
  expect(await savePlanChange('barnsley', { actions: [circle] }, LATER)).toEqual({ overtaken: action.id });
  const outcomes = await Promise.all([
    savePlanChange('barnsley', { actions: [{ ...action, needs: [third.id] }] }, LATER),
    savePlanChange('barnsley', { actions: [{ ...third, version: 1, needs: [second.id] }] }, LATER),
  ]);
  expect(outcomes.filter(({ overtaken }) => overtaken === null)).toHaveLength(1);
});

test('another council’s action is not changed through ours', async () => {
  const theirs = await database().action.findFirstOrThrow({ where: { plan: { authority: { slug: 'sheffield' } } } });
  const { objective, action } = await aSavedAction();
  const stolen = { ...action, id: theirs.id, version: 1, title: 'Ours now', objectiveId: objective.id };
  expect(await savePlanChange('barnsley', { actions: [stolen] }, LATER)).toEqual({ overtaken: theirs.id });
});

test('a due date moves with a reason, or not at all', async () => {
  const { plan, action } = await aSavedAction();
  const to = calendarDate('2027-03-31');
  await expect(savePlanChange('barnsley', { actions: [{ ...action, dueOn: to }] }, LATER)).rejects.toThrow('moved without a reason');
  const move = { from: action.dueOn, to, reason: 'Waiting for police data', on: calendarDate('2026-02-01'), by: 'operator' };
  await savePlanChange('barnsley', { actions: [{ ...action, dueOn: to, moves: [move] }] }, LATER);
  const state = await findPlanState('barnsley', plan.id);
  expect(state?.actions[0]?.action.moves).toEqual([move]);
});

test('two who save the same actions at once, in whatever order, never wait for each other', async () => {
  const { objective, action } = await aSavedAction();
  const others = Array.from({ length: 30 }, (_, index) => anAction(objective, { number: index + 2 }));
  await savePlanChange('barnsley', { actions: others }, LATER);
  let actions = [action, ...others.map((each) => ({ ...each, version: 1 }))];
  for (let round = 0; round < 5; round += 1) {
    const outcomes = await Promise.all(
      [actions, actions.toReversed()].map(async (each) => savePlanChange('barnsley', { actions: each }, LATER)),
    );
    expect(outcomes.filter(({ overtaken }) => overtaken === null)).toHaveLength(1);
    actions = actions.map((each) => ({ ...each, version: each.version + 1 }));
  }
});

test('the database refuses what no form would send', async () => {
  const { action } = await aSavedAction();
  const update = anUpdate(action);
  const piece = someEvidence(action, { given: given('one') });
  await savePlanChange('barnsley', { updates: [update], evidence: [piece] }, LATER);
  const theirFinding = randomUUID();
  const refused: readonly (readonly [string, string])[] = [
    [`UPDATE progress_update SET done = 'Nothing' WHERE id = '${update.id}'`, 'only ever added to'],
    [`DELETE FROM progress_update WHERE id = '${update.id}'`, 'only ever added to'],
    [`UPDATE action SET title = 'Changed' WHERE id = '${action.id}'`, 'which must be 2'],
    [`UPDATE action SET title = 'Changed', version = 2 WHERE id = '${action.id}'`, 'without its history'],
    [`DELETE FROM action_step WHERE action_id = '${action.id}'`, 'without its history'],
    [`UPDATE action SET title = ' ', version = 2 WHERE id = '${action.id}'`, 'action_title_is_not_blank'],
    [`UPDATE action SET stopped_on = '2026-01-01', version = 2 WHERE id = '${action.id}'`, 'action_stop_has_a_reason'],
    [`UPDATE action SET starts_on = '2028-01-01', version = 2 WHERE id = '${action.id}'`, 'action_is_due_after_it_starts'],
    [
      `UPDATE evidence SET verdict = 'accepted', checked_by = 'one', checked_on = '2026-01-01', version = 2 WHERE id = '${piece.id}'`,
      'second_person',
    ],
    [
      `UPDATE evidence SET verdict = 'returned', checked_by = 'two', checked_on = '2026-01-01', version = 2 WHERE id = '${piece.id}'`,
      'with_a_reason',
    ],
    [`UPDATE evidence SET link = 'file:///c:/', version = 2 WHERE id = '${piece.id}'`, 'web_address'],
    [
      `INSERT INTO finding (id, inspection_id, position, kind, title, paraphrase)
       SELECT '${theirFinding}', i.id, 1, 'area-for-improvement', 't', 'p' FROM inspection i JOIN authority a ON a.id = i.authority_id WHERE a.slug = 'sheffield' LIMIT 1;
       INSERT INTO action_finding VALUES ('${action.id}', '${theirFinding}')`,
      'two councils',
    ],
    [
      `INSERT INTO action_dependency SELECT '${action.id}', x.id FROM action x JOIN plan p ON p.id = x.plan_id JOIN authority a ON a.id = p.authority_id WHERE a.slug = 'sheffield' LIMIT 1`,
      'two councils',
    ],
  ];
  for (const [sql, sentence] of refused) await expect(runSql(process.env.DATABASE_URL ?? '', sql)).rejects.toThrow(sentence);
});
