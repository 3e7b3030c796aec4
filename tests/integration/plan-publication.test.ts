import { beforeAll, expect, test } from 'vitest';

import { ANYBODY } from '@/domain/access';
import { DEFAULT_SETTINGS, formOf } from '@/domain/settings';
import { calendarDate, Forbidden, moment, NotFound } from '@/domain/shared';
import { savePlanChange } from '@/database/improvement';
import { viewHistory } from '@/operations/history';
import { isLedToPublishedPlan, previewPublication, publishPlan, viewPublishedPlan, viewWhatMoves } from '@/operations/improvement';
import { saveSettings } from '@/operations/settings';

import { aPersonWith } from '../support/actors';
import { runSql } from '../support/database';
import { good, sentencesOf } from '../support/people';
import { anAction, anObjective, anUpdate, aPlan, publishAsShown, withSteps } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';

const MANAGER = aPersonWith('manager');
const MEMBER = aPersonWith('member');
const TODAY = calendarDate('2026-11-20');
const WHEN = { at: moment('2026-11-20T10:00:00.000Z'), today: TODAY };
const SAVED = { actor: MANAGER.id, reason: null, at: moment('2026-06-01T09:00:00.000Z') };
const BLOCKERS = 'Two posts are vacant at the partner';

const AIMS = [{ indicator: 'agency-rate', target: { value: '10', by: calendarDate('2027-03-31') } }];

const plan = aPlan({ title: 'Plan to be published' });
const objective = anObjective(plan);
const action = withSteps(
  anAction(objective, { owner: { personId: null, title: 'Head of Safeguarding', partner: null }, indicators: AIMS }),
  1,
);
const update = anUpdate(action);

beforeAll(async () => {
  await withReferenceSet();
  const internals = [{ updateId: update.id, confidence: 'low', blockers: BLOCKERS }] as const;
  await savePlanChange('barnsley', { plans: [plan], objectives: [objective], actions: [action], updates: [update], internals }, SAVED);
});

async function showPlanToEverybody(publicSeesPlan: boolean, version: number) {
  const change = { form: { ...formOf(DEFAULT_SETTINGS), publicSeesPlan }, version, reason: 'For the public', choices: null };
  expect(await saveSettings(aPersonWith('administrator'), 'barnsley', change, WHEN.at)).toMatchObject({ outcome: 'saved' });
}

test('everybody reads the last version that was published, once the council has switched it on, and nothing later or internal', async () => {
  await expect(viewPublishedPlan(MEMBER, 'barnsley', null)).rejects.toThrow(NotFound);
  const preview = await previewPublication(MANAGER, 'barnsley', null, TODAY);
  expect(preview).toMatchObject({ number: 1, changes: null, isPublic: false });
  good(await publishAsShown(MANAGER, plan.id, WHEN, ' The first  version '));

  await expect(viewPublishedPlan(ANYBODY, 'barnsley', null)).rejects.toThrow(Forbidden);
  await expect(viewPublishedPlan(aPersonWith('administrator'), 'barnsley', null)).rejects.toThrow(Forbidden);
  expect(await isLedToPublishedPlan(ANYBODY, 'barnsley')).toBe(false);
  await showPlanToEverybody(true, 0);
  expect(await isLedToPublishedPlan(ANYBODY, 'barnsley')).toBe(true);
  expect(await isLedToPublishedPlan(MEMBER, 'barnsley')).toBe(false);
  expect(await isLedToPublishedPlan(ANYBODY, 'sheffield')).toBe(false);
  const shown = await viewPublishedPlan(ANYBODY, 'barnsley', null);
  expect(shown.publication).toMatchObject({ number: 1, note: 'The first version', plan: { title: 'Plan to be published' } });
  expect(shown.publication.plan.actions).toMatchObject([{ reference: '1.1', owner: 'Head of Safeguarding', status: 'at-risk' }]);
  const text = JSON.stringify(shown);
  for (const hidden of [BLOCKERS, 'low', MANAGER.id, update.by]) expect(text).not.toContain(`"${hidden}"`);

  const open = await viewWhatMoves(ANYBODY, 'barnsley', 'agency-rate', TODAY);
  expect([open.actions, open.published?.actions.map(({ id, indicators }) => [id, indicators]), open.investments]).toEqual([
    null,
    [[action.id, [{ key: 'agency-rate', name: 'Agency social workers', target: '10.0% by 31 March 2027' }]]],
    [],
  ]);
  expect((await viewWhatMoves(ANYBODY, 'barnsley', 'caseload', TODAY)).published?.actions).toEqual([]);

  // What changes now is seen by members at once, and by everybody with the next version.
  const moved = calendarDate('2027-03-31');
  const move = { from: action.dueOn, to: moved, reason: 'Waiting for police data', on: TODAY, by: MANAGER.id };
  await savePlanChange(
    'barnsley',
    { actions: [{ ...withSteps(action, 2), version: 1, dueOn: moved, moves: [move], indicators: [] }] },
    { ...SAVED, at: WHEN.at },
  );
  expect(JSON.stringify(await viewPublishedPlan(ANYBODY, 'barnsley', null))).toBe(text);
  expect((await previewPublication(MANAGER, 'barnsley', null, TODAY)).changes).toEqual([
    {
      reference: '1.1',
      title: action.title,
      sentences: [
        'On track: it was at risk',
        'Due date moved from 18 Dec 2026 to 31 Mar 2027: Waiting for police data',
        '2 of 3 steps done: it was 1 of 3',
        'Names no indicator now',
      ],
    },
  ]);
  good(await publishAsShown(MANAGER, plan.id, WHEN));
  const second = await viewPublishedPlan(ANYBODY, 'barnsley', null);
  expect(second.publication.number).toBe(2);
  expect(second.changes).toHaveLength(1);
  expect(second.others.map(({ number }) => number)).toEqual([2, 1]);
  expect((await viewPublishedPlan(ANYBODY, 'barnsley', 1)).publication).toEqual(shown.publication);
  const { lines } = await viewHistory(MEMBER, 'barnsley', { kind: 'plan-publication' });
  expect(lines.map(({ sentences }) => sentences)).toEqual([
    ['Recorded version 2 of the plan, published for everybody'],
    ['Recorded version 1 of the plan, published for everybody'],
  ]);

  await showPlanToEverybody(false, 1);
  await expect(viewPublishedPlan(ANYBODY, 'barnsley', null)).rejects.toThrow(Forbidden);
  expect((await viewWhatMoves(ANYBODY, 'barnsley', 'agency-rate', TODAY)).published).toBeNull();
  expect((await viewPublishedPlan(MEMBER, 'barnsley', null)).publication.number).toBe(2);
});

test('of 20 managers who publish at once one succeeds, and the others are told', async () => {
  const { number, confirms } = await previewPublication(MANAGER, 'barnsley', null, TODAY);
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () =>
      publishPlan(aPersonWith('manager'), 'barnsley', { planId: plan.id, number: String(number), confirms, note: '' }, WHEN),
    ),
  );
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  const told = outcomes.filter(({ ok }) => !ok).map(sentencesOf);
  expect(new Set(told.flat())).toEqual(
    new Set(['Somebody has published the plan meanwhile. Look at what is different now, and publish again if it is needed']),
  );
});

test('what was saved after a manager looked is not published unseen', async () => {
  const { number, confirms } = await previewPublication(MANAGER, 'barnsley', plan.id, TODAY);
  const unseen = anUpdate(action, { at: WHEN.at, done: 'Something that nobody has read again' });
  await savePlanChange('barnsley', { updates: [unseen] }, { ...SAVED, at: WHEN.at });
  const input = { planId: plan.id, number: String(number), confirms, note: '' };
  expect(sentencesOf(await publishPlan(MANAGER, 'barnsley', input, WHEN))).toEqual([
    'The plan has changed since you opened this page. Open it again, read what is different, then publish it',
  ]);
  expect(JSON.stringify(await viewPublishedPlan(MEMBER, 'barnsley', null))).not.toContain(unseen.done);
});

test('only managers publish, and no publication is ever changed', async () => {
  for (const role of ['member', 'executive-reader', 'scrutiny-officer', 'action-owner', 'administrator'] as const) {
    await expect(
      publishPlan(aPersonWith(role), 'barnsley', { planId: plan.id, number: '9', confirms: '', note: '' }, WHEN),
    ).rejects.toThrow(Forbidden);
  }
  const address = process.env.DATABASE_URL ?? '';
  await expect(runSql(address, `UPDATE plan_publication SET note = 'Other'`)).rejects.toThrow('only ever added to');
  await expect(runSql(address, `DELETE FROM plan_publication`)).rejects.toThrow('only ever added to');
});
