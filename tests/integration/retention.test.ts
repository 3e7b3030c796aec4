import { beforeAll, expect, test } from 'vitest';

import { ANYBODY, OPERATOR } from '@/domain/access';
import { Forbidden, type Moment } from '@/domain/shared';
import { database } from '@/database/client';
import { unlessAnotherProcess } from '@/database/erasure';
import { savePlanChange } from '@/database/improvement';
import { toTimeColumn } from '@/database/rows';
import { listSentReminders, takeReminders } from '@/database/sent-reminders';
import { addSignIn, listSignIns } from '@/database/sign-ins';
import { appendHistory, findVersion } from '@/database/history';
import { viewHistory } from '@/operations/history';
import { changeRoles, changeSuspension, viewPeople } from '@/operations/people';
import { carryOutRetention } from '@/operations/retention';
import { thisMoment } from '@/platform/clock';
import { newId } from '@/platform/tokens';
import { administratorOf, aPerson, theFirstAdministrator, type TestPerson } from '../support/people';
import { aPlan } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';

const administrator = administratorOf('barnsley');
const KEEP = { KEEP_PEOPLE_DAYS: 30, KEEP_SIGN_INS_DAYS: 30, KEEP_DRAFTS_DAYS: 30 };
const days = (count: number): Moment => thisMoment().add({ hours: 24 * count });

beforeAll(async () => {
  await withReferenceSet();
  await theFirstAdministrator();
});

test('is for whoever looks after the installation', async () => {
  await expect(carryOutRetention(ANYBODY, thisMoment())).rejects.toThrow(Forbidden);
  await expect(carryOutRetention(administrator, thisMoment())).rejects.toThrow(Forbidden);
});

test('erases whoever has had no role for a year, and nobody before or else', async () => {
  const [gone, suspended, back, stays] = [await aPerson(), await aPerson(), await aPerson(), await aPerson()];
  await take(gone);
  await changeSuspension(administrator, 'barnsley', suspended.actor.id, { suspended: true, reason: 'left', version: 1 }, thisMoment());
  await take(back);
  expect(await carryOutRetention(OPERATOR, days(364))).toMatchObject({ erased: 0 });
  const again = { roles: ['member'], reason: 'came back', version: 2 };
  await changeRoles(administrator, 'barnsley', back.actor.id, again, days(200));

  expect(await carryOutRetention(OPERATOR, days(366))).toMatchObject({ erased: 2, peopleDays: 365, signInDays: 365 });
  const there = (await viewPeople(administrator, 'barnsley', { page: 1, at: thisMoment() })).members.map(({ id }) => id);
  for (const { actor } of [back, stays]) expect(there).toContain(actor.id);
  for (const { actor } of [gone, suspended]) expect(there).not.toContain(actor.id);
  expect(await findVersion('erasure', gone.actor.id, 1)).toMatchObject({
    chain: 'installation',
    actor: 'system',
    reason: 'No role for 365 days, which is as long as people are kept',
  });
  const { lines } = await viewHistory(administrator, 'barnsley', { kind: 'membership' });
  expect(lines.map(({ who }) => who)).toContain('the service itself');
  expect(await carryOutRetention(OPERATOR, days(366))).toMatchObject({ erased: 0 });
});

test('keeps people for as long as is set', async () => {
  await take(await aPerson());
  expect(await carryOutRetention(OPERATOR, days(29), KEEP)).toMatchObject({ erased: 0 });
  expect(await carryOutRetention(OPERATOR, days(31), KEEP)).toMatchObject({ erased: 1, peopleDays: 30 });
});

test('forgets sign-ins older than is set', async () => {
  const { actor } = await aPerson();
  await addSignIn({ id: newId(), personId: actor.id, at: days(-31), way: 'password', address: '192.0.2.1', userAgent: 'Firefox' });
  expect(await listSignIns(actor.id)).toHaveLength(2);
  expect(await carryOutRetention(OPERATOR, thisMoment(), KEEP)).toMatchObject({ signIns: 1, signInDays: 30 });
  expect(await listSignIns(actor.id)).toHaveLength(1);
});

test('removes drafts of events that nobody has touched, which the council’s history keeps', async () => {
  const [old, recent] = [await aDraft(days(-31)), await aDraft(days(-29))];
  expect(await carryOutRetention(OPERATOR, thisMoment(), KEEP)).toMatchObject({ drafts: 1, uploads: 0, draftDays: 30 });
  expect((await database().inspectionDraft.findMany()).map(({ id }) => id)).toEqual([recent]);
  expect(await findVersion('inspection-draft', old, 2)).toMatchObject({
    chain: 'barnsley',
    content: null,
    actor: 'system',
    reason: 'Untouched for 30 days, which is as long as drafts are kept',
  });
  expect(await carryOutRetention(OPERATOR, thisMoment(), KEEP)).toMatchObject({ drafts: 0 });
  expect(await carryOutRetention(OPERATOR, days(2), KEEP)).toMatchObject({ drafts: 1 });
});

test('forgets workbooks and files of statistics that nobody has confirmed, and what was sent more than a year ago', async () => {
  const plan = aPlan();
  await savePlanChange('barnsley', { plans: [plan] }, { actor: 'system', reason: null, at: thisMoment() });
  const upload = { planId: plan.id, uploadedBy: 'system', fileName: 'plan.xlsx', rows: '[]' };
  await database().planUpload.createMany({
    data: [31, 29].map((age) => ({ ...upload, id: `${age} days old`, uploadedAt: toTimeColumn(days(-age)) })),
  });
  const state = JSON.stringify({ task: null, since: thisMoment().toString(), lines: null, report: null });
  await database().statisticsUpload.createMany({
    data: [31, 29].map((age) => ({
      ...{ id: `${age} days old`, fileName: 'plans.csv', size: 1, uploadedBy: 'system', state },
      uploadedAt: toTimeColumn(days(-age)),
    })),
  });
  await takeReminders(['sent/long-ago'], days(-401));
  await takeReminders(['sent/of-late'], days(-399));
  expect(await carryOutRetention(OPERATOR, thisMoment(), KEEP)).toMatchObject({ uploads: 2 });
  expect((await database().planUpload.findMany()).map(({ id }) => id)).toEqual(['29 days old']);
  expect((await database().statisticsUpload.findMany()).map(({ id }) => id)).toEqual(['29 days old']);
  expect([...(await listSentReminders()).keys()]).toEqual(['sent/of-late']);
});

test('is left to the process that is at it', async () => {
  const meanwhile = await unlessAnotherProcess(async () => ({ second: await carryOutRetention(OPERATOR, thisMoment()) }));
  expect(meanwhile).toEqual({ second: null });
});

/** Last changed at a moment. Answers its id. */
async function aDraft(at: Moment): Promise<string> {
  const id = newId();
  await database().$transaction(async (queries) => {
    const authority = await queries.authority.findUniqueOrThrow({ where: { slug: 'barnsley' } });
    await queries.inspectionDraft.create({
      data: { id, authorityId: authority.id, content: '{}', changedBy: 'system', changedAt: toTimeColumn(at) },
    });
    const entry = { chain: 'barnsley', recordType: 'inspection-draft', recordId: id, version: 1, content: {} };
    await appendHistory(queries, { ...entry, actor: 'system', reason: null, at });
  });
  return id;
}

/** Takes every role away. */
async function take({ actor }: TestPerson): Promise<void> {
  const outcome = await changeRoles(administrator, 'barnsley', actor.id, { roles: [], reason: 'left', version: 1 }, thisMoment());
  expect(outcome).toEqual({ ok: true });
}
