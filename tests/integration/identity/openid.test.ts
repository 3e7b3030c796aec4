import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { ANYBODY } from '@/domain/access';
import { actorOf } from '@/operations/access';
import {
  beginCouncilAccount,
  finishCouncilAccount,
  type CouncilAccountAnswer,
  invitePerson,
  listCouncilAccounts,
  viewOwnSecondFactor,
} from '@/operations/identity';
import { readEnvironment } from '@/platform/environment';
import { listIssuers } from '@/platform/issuers';
import { runSql } from '../../support/database';
import { signInAtProvider, startOpenIdProvider, type OpenIdProvider } from '../../support/openid';
import { administratorOf, aPerson, aVisit, cookieHeader, good, personOf, tokenOf } from '../../support/people';
import { withReferenceSet } from '../../support/reference-set';

const CALLBACK = 'http://localhost:3000/api/auth/callback';
const DID_NOT_WORK = { isSignedIn: false, problem: 'did-not-work' };

let provider: OpenIdProvider;
let otherProvider: OpenIdProvider;

beforeAll(async () => {
  provider = await startOpenIdProvider(CALLBACK);
  otherProvider = await startOpenIdProvider(CALLBACK);
  process.env.OIDC_ISSUER = provider.issuer;
  process.env.OIDC_CLIENT_ID = provider.client_id;
  process.env.OIDC_CLIENT_SECRET = provider.client_secret;
  await withReferenceSet();
});

afterAll(async () => {
  await provider.stop();
  await otherProvider.stop();
});

test('is offered only where it is set', () => {
  const { OIDC_ISSUER, ...others } = process.env;
  expect(listCouncilAccounts(ANYBODY, 'barnsley')).toEqual([{ key: '', name: null }]);
  expect(listIssuers(readEnvironment({ ...others, OIDC_CLIENT_ID: undefined, OIDC_CLIENT_SECRET: undefined }))).toEqual([]);
  expect(() => readEnvironment({ OIDC_ISSUER, OIDC_CLIENT_ID: 'inspections' })).toThrow('OIDC_CLIENT_SECRET is not set');
});

describe('a council account', () => {
  test('is bound to a person by an invitation’s link, and from then on signs that person in', async () => {
    const subject = randomUUID();
    const token = await invited();
    const accepted = signedIn(await comeBack(subject, { invitation: token }));
    const person = await personOf(accepted);
    expect(person.roles).toEqual([{ authority: 'barnsley', role: 'manager' }]);
    const again = signedIn(await comeBack(subject, { next: '/barnsley/plan?show=late' }));
    expect(again.next).toBe('/barnsley/plan?show=late');
    expect(await personOf(again)).toMatchObject({ id: person.id, roles: person.roles });
    expect(await viewOwnSecondFactor(person)).toEqual({ hasPassword: false, isSetUp: false, isMissing: false });
  });

  test('that nobody has invited gets nowhere, even with the address of somebody who is known', async () => {
    const known = await aPerson();
    await runSql(
      process.env.DATABASE_URL ?? '',
      `UPDATE person SET email = 'shared@example.gov.uk', email_verified = true WHERE id = '${known.actor.id}'`,
    );
    expect(await comeBack(randomUUID())).toEqual({ isSignedIn: false, problem: 'not-invited' });
    expect(await actorOf(aVisit({ cookie: known.cookie }))).toMatchObject({ id: known.actor.id });
  });

  test('gets the roles of a second invitation added', async () => {
    const subject = randomUUID();
    const person = await personOf(signedIn(await comeBack(subject, { invitation: await invited() })));
    const more = await personOf(signedIn(await comeBack(subject, { invitation: await invited('leeds') })));
    expect(more.id).toBe(person.id);
    expect(more.roles).toEqual([
      { authority: 'barnsley', role: 'manager' },
      { authority: 'leeds', role: 'manager' },
    ]);
  });

  test('does not accept an invitation that is used up or made up, nor for another subject', async () => {
    const token = await invited();
    signedIn(await comeBack(randomUUID(), { invitation: token }));
    for (const invitation of [token, 'made up']) expect(await comeBack(randomUUID(), { invitation })).toEqual(DID_NOT_WORK);
  });

  test('of another issuer is somebody else, with the same subject and the same address', async () => {
    const subject = randomUUID();
    signedIn(await comeBack(subject, { invitation: await invited() }));
    const before = process.env.OIDC_ISSUER;
    process.env.OIDC_ISSUER = otherProvider.issuer;
    // As after a start with other settings.
    await closeDatabase();
    try {
      expect(await comeBack(subject)).toEqual({ isSignedIn: false, problem: 'not-invited' });
    } finally {
      process.env.OIDC_ISSUER = before;
      await closeDatabase();
    }
  });

  test('leaves the session that was there before', async () => {
    const person = await aPerson();
    const subject = randomUUID();
    signedIn(await comeBack(subject, { invitation: await invited() }));
    const { visit, answer } = await answered(subject);
    signedIn(await finishCouncilAccount(person.actor, '', answer, { ...visit, cookie: `${visit.cookie}; ${person.cookie}` }));
    expect(await actorOf(aVisit({ cookie: person.cookie }))).toBe(ANYBODY);
  });
});

describe('an answer is refused', () => {
  test('that says no', async () => {
    const { address, visit } = await begun();
    const back = await signInAtProvider(address, 'x', CALLBACK, true);
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(await finishCouncilAccount(ANYBODY, '', answerIn(back), visit)).toEqual({ isSignedIn: false, problem: 'broken-off' });
  });

  test('that comes a second time', async () => {
    const subject = randomUUID();
    signedIn(await comeBack(subject, { invitation: await invited() }));
    const { visit, answer } = await answered(subject);
    signedIn(await finishCouncilAccount(ANYBODY, '', answer, visit));
    expect(await finishCouncilAccount(ANYBODY, '', answer, visit)).toEqual(DID_NOT_WORK);
  });

  test('in another browser than the one that began', async () => {
    const { answer } = await answered(randomUUID(), await invited());
    const other = await begun();
    for (const visit of [aVisit(), other.visit]) expect(await finishCouncilAccount(ANYBODY, '', answer, visit)).toEqual(DID_NOT_WORK);
  });

  test('whose code belongs to another sign-in: state, nonce and verifier must fit', async () => {
    const [one, other] = [await answered(randomUUID(), await invited()), await answered(randomUUID(), await invited())];
    const mixed = { ...one.answer, code: other.answer['code'] ?? '' };
    expect(await finishCouncilAccount(ANYBODY, '', mixed, one.visit)).toEqual(DID_NOT_WORK);
  });

  test('that names another issuer', async () => {
    const { visit, answer } = await answered(randomUUID(), await invited());
    expect(answer['iss']).toBe(provider.issuer);
    expect(await finishCouncilAccount(ANYBODY, '', { ...answer, iss: otherProvider.issuer }, visit)).toEqual(DID_NOT_WORK);
  });

  test('after ten minutes', async () => {
    const { visit, answer } = await answered(randomUUID(), await invited());
    await runSql(
      process.env.DATABASE_URL ?? '',
      `UPDATE verification SET expires_at = now() - interval '1 minute', value = regexp_replace(value, '"expiresAt":\\d+', '"expiresAt":1000')`,
    );
    expect(await finishCouncilAccount(ANYBODY, '', answer, visit)).toEqual(DID_NOT_WORK);
  });

  test.each<Record<string, string>>([{}, { code: 'x' }, { state: 'x' }, { code: 'x', state: 'y' }, { error: 'server_error' }])(
    'that is made up: %o',
    async (answer) => {
      expect(await finishCouncilAccount(ANYBODY, '', answer, aVisit())).toEqual(DID_NOT_WORK);
    },
  );
});

test('whoever begins is only ever led back to a page of ours', async () => {
  const subject = randomUUID();
  signedIn(await comeBack(subject, { invitation: await invited() }));
  for (const next of ['//evil.example', 'https://evil.example/', '/\\evil.example', '/..//evil.example']) {
    expect(signedIn(await comeBack(subject, { next })).next).toMatch(/^\/(evil\.example)?$/);
  }
});

async function invited(authority = 'barnsley'): Promise<string> {
  const email = `${randomUUID()}@example.gov.uk`;
  return tokenOf(good(await invitePerson(administratorOf(authority), authority, { email, roles: ['manager'] }, aVisit())).link);
}

async function begun({ next = '/', invitation = '' } = {}) {
  const { address, cookies } = good(await beginCouncilAccount(ANYBODY, { issuer: '', next, invitation }, aVisit()));
  return { address, visit: aVisit({ cookie: cookieHeader(cookies) }) };
}

/** The provider's answer, not yet looked at, and the visit of the browser that brings it. */
async function answered(subject: string, invitation = '') {
  const { address, visit } = await begun({ invitation });
  return { visit, answer: answerIn(await signInAtProvider(address, subject, CALLBACK)) };
}

async function comeBack(subject: string, wanted: { next?: string; invitation?: string } = {}) {
  const { address, visit } = await begun(wanted);
  return finishCouncilAccount(ANYBODY, '', answerIn(await signInAtProvider(address, subject, CALLBACK)), visit);
}

function answerIn(address: URL): Record<string, string> {
  return Object.fromEntries(address.searchParams);
}

/** Who came back signed in, and where to. */
function signedIn(answer: CouncilAccountAnswer) {
  if (!answer.isSignedIn) throw new Error(answer.problem);
  return answer;
}
