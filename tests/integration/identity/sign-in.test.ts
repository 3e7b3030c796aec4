import { randomUUID } from 'node:crypto';

import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { ANYBODY } from '@/domain/access';
import { actorOf } from '@/operations/access';
import { signIn, signOut } from '@/operations/identity';
import { thisMoment } from '@/platform/clock';
import { hashComputations } from '@/platform/passwords';
import { runSql } from '../../support/database';
import { aPerson, aVisit, cookieHeader, good, PASSWORD, personOf, sentencesOf } from '../../support/people';
import { withReferenceSet } from '../../support/reference-set';

const WRONG = 'certainly not the password';

let computations = 0;
hashComputations.subscribe(() => {
  computations += 1;
});

beforeAll(async () => {
  await withReferenceSet();
});

beforeEach(() => {
  computations = 0;
});

describe('signing in', () => {
  test('works with the right password, whatever the case of the address, and gives a new session each time', async () => {
    const { email, actor } = await aPerson(['manager', 'member']);
    const first = good(await signIn(ANYBODY, { email: email.toUpperCase(), password: PASSWORD }, aVisit()));
    const again = await personOf(first);
    expect(again).toMatchObject({ id: actor.id, operator: false });
    expect(again.roles).toEqual([
      { authority: 'barnsley', role: 'member' },
      { authority: 'barnsley', role: 'manager' },
    ]);
    expect(again.sessionId).not.toBe(actor.sessionId);
  });

  test('leaves the session that was there before: its id is good for nothing afterwards', async () => {
    const { email, actor, cookie } = await aPerson();
    good(await signIn(actor, { email, password: PASSWORD }, aVisit({ cookie })));
    expect(await actorOf(aVisit({ cookie }))).toBe(ANYBODY);
  });

  test('says the same, after the same work, for a wrong password and for an address that nobody has', async () => {
    const { email } = await aPerson();
    computations = 0;
    const wrong = sentencesOf(await signIn(ANYBODY, { email, password: WRONG }, aVisit()));
    expect(computations).toBe(1);
    const unknown = sentencesOf(await signIn(ANYBODY, { email: `${randomUUID()}@example.gov.uk`, password: WRONG }, aVisit()));
    expect(computations).toBe(2);
    expect(unknown).toEqual(wrong);
    expect(wrong).toEqual(['Enter an email address and password that belong together. One of the two is not right']);
  });

  test('works again once the database is back, where it was away when the first one tried', async () => {
    const { email } = await aPerson();
    // As after a start.
    await closeDatabase();
    const sql = async (text: string) => runSql(process.env.DATABASE_URL ?? '', text);
    await sql('ALTER TABLE installation_secret RENAME TO installation_secret_away');
    try {
      await expect(signIn(ANYBODY, { email, password: PASSWORD }, aVisit())).rejects.toThrow('installation_secret');
    } finally {
      await sql('ALTER TABLE installation_secret_away RENAME TO installation_secret');
    }
    good(await signIn(ANYBODY, { email, password: PASSWORD }, aVisit()));
  });

  test('says which field is missing, and computes nothing', async () => {
    expect(sentencesOf(await signIn(ANYBODY, { email: 'name', password: '' }, aVisit()))).toEqual([
      'Enter an email address, like name@example.gov.uk',
      'Enter your password',
    ]);
    expect(computations).toBe(0);
  });
});

describe('guessing', () => {
  test('a thousand wrong passwords from one address cost ten computations, and the right one works after the wait', async () => {
    const { email } = await aPerson();
    // An hour on: accepting the invitation was an attempt as well.
    const visit = aVisit({ at: thisMoment().add({ hours: 1 }) });
    computations = 0;
    for (let attempt = 0; attempt < 1_000; attempt += 1) await signIn(ANYBODY, { email, password: `${WRONG} ${attempt}` }, visit);
    expect(computations).toBe(10);
    expect(sentencesOf(await signIn(ANYBODY, { email, password: PASSWORD }, aVisit({ at: visit.at })))).toEqual([
      'There have been too many attempts. Wait 15 minutes, then try again',
    ]);
    const later = aVisit({ at: visit.at.add({ minutes: 15, seconds: 1 }) });
    good(await signIn(ANYBODY, { email, password: PASSWORD }, later));
    expect(computations).toBe(11);
  });

  test('from two hundred addresses at once it is no different', async () => {
    const { email } = await aPerson();
    const at = thisMoment().add({ hours: 1 });
    computations = 0;
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(
        Array.from({ length: 200 }, async (_, index) =>
          signIn(ANYBODY, { email, password: WRONG }, aVisit({ at, address: `192.0.2.${index}` })),
        ),
      );
    }
    expect(computations).toBe(10);
  });

  test('ten in any fifteen minutes, not ten in each of two quarters that meet', async () => {
    const email = `${randomUUID()}@example.gov.uk`;
    const start = thisMoment();
    const attemptAt = async (minutes: number) => signIn(ANYBODY, { email, password: WRONG }, aVisit({ at: start.add({ minutes }) }));
    for (let attempt = 0; attempt < 9; attempt += 1) await attemptAt(14);
    await attemptAt(0);
    computations = 0;
    for (let attempt = 0; attempt < 20; attempt += 1) await attemptAt(16);
    expect(computations).toBe(1);
  });

  test('one address cannot try all accounts: three hundred attempts, whoever they are for', async () => {
    const visit = aVisit();
    computations = 0;
    for (let account = 0; account < 310; account += 1) {
      await signIn(ANYBODY, { email: `somebody-${account % 31}@example.org`, password: WRONG }, visit);
    }
    expect(sentencesOf(await signIn(ANYBODY, { email: 'new@example.org', password: WRONG }, visit))).toEqual([
      'There have been too many attempts. Wait 15 minutes, then try again',
    ]);
    expect(computations).toBeLessThanOrEqual(300);
    const neighbour = aVisit({ address: visit.address.replace(/::1$/, '::2') });
    expect(sentencesOf(await signIn(ANYBODY, { email: 'other@example.org', password: WRONG }, neighbour))[0]).toContain('too many');
  }, 120_000);
});

describe('a session', () => {
  test('ends with signing out', async () => {
    const { actor, cookie } = await aPerson();
    const cookies = await signOut(actor);
    expect(cookies.every(({ maxAge }) => maxAge === 0)).toBe(true);
    expect(await actorOf(aVisit({ cookie }))).toBe(ANYBODY);
  });

  test('ends after two hours without use, and use keeps it', async () => {
    const { cookie } = await aPerson();
    const start = thisMoment();
    const asksAfter = async (minutes: number) => (await actorOf({ cookie, at: start.add({ minutes }) })).kind;
    expect(await asksAfter(119)).toBe('person');
    expect(await asksAfter(230)).toBe('person');
    expect(await asksAfter(230 + 121)).toBe('public');
  });

  test('ends after twelve hours, however much it is used', async () => {
    const { cookie } = await aPerson();
    const start = thisMoment();
    for (let minutes = 0; minutes < 12 * 60; minutes += 60) {
      expect((await actorOf({ cookie, at: start.add({ minutes }) })).kind).toBe('person');
    }
    expect(await actorOf({ cookie, at: start.add({ hours: 12, seconds: 1 }) })).toBe(ANYBODY);
  });

  test('is not to be had with a token that we have not signed, or with somebody’s id', async () => {
    const { actor, cookie } = await aPerson();
    const [name = ''] = cookie.split('=');
    const token =
      decodeURIComponent(cookie)
        .slice(name.length + 1)
        .split('.')[0] ?? '';
    for (const value of [token, `${token}.`, `${token}.AAAA`, actor.id, actor.sessionId, '%E0%A4%A', '']) {
      expect(await actorOf(aVisit({ cookie: `${name}=${value}` }))).toBe(ANYBODY);
    }
  });

  test('has the roles as they stand: one taken away is gone with the next request', async () => {
    const { actor, cookie } = await aPerson(['administrator']);
    await runSql(
      process.env.DATABASE_URL ?? '',
      `BEGIN; SET LOCAL session_replication_role = replica; UPDATE membership SET roles = '{}' WHERE person_id = '${actor.id}'; COMMIT`,
    );
    expect(await actorOf(aVisit({ cookie }))).toMatchObject({ id: actor.id, roles: [] });
  });

  test('of other people stays as it is', async () => {
    const [one, other] = [await aPerson(), await aPerson()];
    await signOut(one.actor);
    expect(await actorOf(aVisit({ cookie: other.cookie }))).toEqual(other.actor);
  });
});

test('over a plain connection to localhost the cookie has a plain name, and says nothing by itself', async () => {
  const { email } = await aPerson();
  const { cookies } = good(await signIn(ANYBODY, { email, password: PASSWORD }, aVisit()));
  expect(cookies.map(({ name }) => name)).toEqual(['inspections.session_token']);
  expect(cookieHeader(cookies)).toMatch(/^inspections\.session_token=\w{32}\.[\w%]+$/);
});
