import { beforeAll, expect, test } from 'vitest';

import { ANYBODY, OPERATOR } from '@/domain/access';
import { Forbidden, type Moment } from '@/domain/shared';
import { unlessAnotherProcess } from '@/database/erasure';
import { addSignIn, listSignIns } from '@/database/sign-ins';
import { findVersion } from '@/database/history';
import { viewHistory } from '@/operations/history';
import { changeRoles, changeSuspension, viewPeople } from '@/operations/people';
import { loadReferenceSet } from '@/operations/reference';
import { carryOutRetention } from '@/operations/retention';
import { thisMoment } from '@/platform/clock';
import { newId } from '@/platform/tokens';
import { administratorOf, aPerson, theFirstAdministrator, type TestPerson } from '../support/people';

const administrator = administratorOf('barnsley');
const KEEP = { KEEP_PEOPLE_DAYS: 30, KEEP_SIGN_INS_DAYS: 30 };
const days = (count: number): Moment => thisMoment().add({ hours: 24 * count });

beforeAll(async () => {
  await loadReferenceSet(OPERATOR);
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

test('is left to the process that is at it', async () => {
  const meanwhile = await unlessAnotherProcess(async () => ({ second: await carryOutRetention(OPERATOR, thisMoment()) }));
  expect(meanwhile).toEqual({ second: null });
});

/** Takes every role away. */
async function take({ actor }: TestPerson): Promise<void> {
  const outcome = await changeRoles(administrator, 'barnsley', actor.id, { roles: [], reason: 'left', version: 1 }, thisMoment());
  expect(outcome).toEqual({ ok: true });
}
