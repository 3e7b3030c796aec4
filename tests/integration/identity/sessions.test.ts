import { beforeAll, describe, expect, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { ANYBODY, OPERATOR } from '@/domain/access';
import { Forbidden } from '@/domain/shared';
import { actorOf } from '@/operations/access';
import { endAllOwnSessions, endOwnSession, listOwnSessions, signIn } from '@/operations/identity';
import { runSql } from '../../support/database';
import { aPerson, aVisit, good, PASSWORD, personOf } from '../../support/people';
import { withReferenceSet } from '../../support/reference-set';

beforeAll(async () => {
  await withReferenceSet();
  await aPerson(['manager']);
});

describe('one’s own sessions', () => {
  test('are listed with this one marked, and can be ended one by one or all at once', async () => {
    const person = await aPerson();
    const phone = aVisit({ userAgent: 'Phone', address: '192.0.2.7' });
    const other = await personOf(good(await signIn(ANYBODY, { email: person.email, password: PASSWORD }, phone)));
    const listed = await listOwnSessions(person.actor, aVisit());
    expect(listed.filter(({ isThisOne }) => isThisOne).map(({ id }) => id)).toEqual([person.actor.sessionId]);
    expect(listed).toHaveLength(2);
    expect(listed.find(({ id }) => id === other.sessionId)).toMatchObject({ userAgent: 'Phone', address: '192.0.2.7' });
    expect(await endOwnSession(person.actor, other.sessionId)).toBe(true);
    expect(await endOwnSession(person.actor, other.sessionId)).toBe(false);
    expect(await listOwnSessions(person.actor, aVisit())).toHaveLength(1);
    await endAllOwnSessions(person.actor);
    expect(await actorOf(aVisit({ cookie: person.cookie }))).toBe(ANYBODY);
  });

  test('are nobody else’s: another person’s cannot be ended or seen', async () => {
    const [one, other] = [await aPerson(), await aPerson()];
    expect(await endOwnSession(one.actor, other.actor.sessionId)).toBe(false);
    expect(await actorOf(aVisit({ cookie: other.cookie }))).toEqual(other.actor);
    await expect(listOwnSessions(ANYBODY, aVisit())).rejects.toThrow(Forbidden);
    await expect(endAllOwnSessions(OPERATOR)).rejects.toThrow(Forbidden);
  });
});

describe('the database itself refuses', () => {
  const MEMBER = `INSERT INTO membership (id, person_id, authority_id, roles) SELECT 'm', p.id, a.id, `;
  const FROM = ` FROM person p, authority a WHERE a.slug = 'york' LIMIT 1`;
  const LINK = `INSERT INTO access_link (id, purpose, token_hash, roles, operator, created_by, created_at, expires_at) VALUES ('l', `;
  const HASH = `'${'a'.repeat(64)}'`;
  test.each([
    ['an address in capitals', `INSERT INTO person (id, name, email) VALUES ('p', 'P', 'P@example.gov.uk')`],
    ['a person without a name', `INSERT INTO person (id, name, email) VALUES ('p', ' ', 'p@example.gov.uk')`],
    ['a role that there is not', `${MEMBER}ARRAY['king']${FROM}`],
    ['roles without their history', `${MEMBER}ARRAY['member']${FROM}`],
    ['roles changed without a version', `UPDATE membership SET roles = ARRAY['manager']`],
    ['a purpose that there is not', `${LINK}'anything', ${HASH}, '{}', false, 'x', now(), now() + interval '1 day')`],
    ['an invitation that makes an operator', `${LINK}'invitation', ${HASH}, ARRAY['member'], true, 'x', now(), now() + interval '1 day')`],
    ['a recovery of nobody', `${LINK}'recovery', ${HASH}, '{}', false, 'x', now(), now() + interval '1 day')`],
    ['a password kept with a council account', `UPDATE account SET provider_id = 'openid-x'`],
  ])('%s', async (_, sql) => {
    await expect(runSql(process.env.DATABASE_URL ?? '', sql)).rejects.toThrow(/violates|must be|without its history/);
  });
});

test('over HTTPS the cookie’s name binds it to this host', async () => {
  const person = await aPerson();
  process.env.PUBLIC_URL = 'https://ratings.example.gov.uk';
  try {
    // As another process has it, that was started with this address.
    await closeDatabase();
    const { cookies } = good(await signIn(ANYBODY, { email: person.email, password: PASSWORD }, aVisit()));
    expect(cookies.map(({ name }) => name)).toEqual(['__Host-inspections.session_token']);
    expect(await personOf({ cookies })).toMatchObject({ id: person.actor.id });
    expect(await actorOf(aVisit({ cookie: person.cookie }))).toBe(ANYBODY);
  } finally {
    delete process.env.PUBLIC_URL;
  }
});
