import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ANYBODY, OPERATOR } from '@/domain/access';
import { database } from '@/database/client';
import { beginCouncilAccount, checkIssuers, finishCouncilAccount, invitePerson, listCouncilAccounts } from '@/operations/identity';
import { loadReferenceSet } from '@/operations/reference';
import { PlainFault } from '@/platform/plain-fault';
import { signInAtProvider, startOpenIdProvider, type OpenIdProvider } from '../../support/openid';
import { administratorOf, aVisit, cookieHeader, good, personOf, sentencesOf, tokenOf } from '../../support/people';

const CALLBACK = 'http://localhost:3000/api/auth/callback';
const DID_NOT_WORK = { isSignedIn: false, problem: 'did-not-work' };

type Key = 'barnsley' | 'leeds';

let folder: string;
let providers: Readonly<Record<Key, OpenIdProvider>>;

beforeAll(async () => {
  const [barnsley, leeds] = [await startOpenIdProvider(`${CALLBACK}/barnsley`), await startOpenIdProvider(`${CALLBACK}/leeds`)];
  providers = { barnsley, leeds };
  folder = await mkdtemp(path.join(tmpdir(), 'issuers-'));
  await useFile('issuers.json', [
    { ...entry('barnsley'), name: 'Barnsley Council' },
    { ...entry('leeds'), name: 'Leeds City Council', councils: ['leeds'], groupRoles: ['heads=leeds/manager'] },
    // Nothing listens there.
    { key: 'away', name: 'Away', issuer: 'http://localhost:9', clientId: 'x', clientSecret: 'x', councils: ['wakefield'] },
  ]);
  await loadReferenceSet(OPERATOR);
});

afterAll(async () => {
  await Promise.all(Object.values(providers).map(async ({ stop }) => stop()));
  await rm(folder, { recursive: true });
});

test('each issuer is offered by its name, and for an invitation those of its council', () => {
  expect(listCouncilAccounts(ANYBODY, null).map(({ name }) => name)).toEqual(['Barnsley Council', 'Leeds City Council', 'Away']);
  expect(listCouncilAccounts(ANYBODY, 'leeds').map(({ key }) => key)).toEqual(['barnsley', 'leeds']);
});

test('the same subject of two issuers is two people', async () => {
  const subject = randomUUID();
  const one = await personOf(signedIn(await comeBack('barnsley', subject, await invited('barnsley'))));
  expect(await comeBack('leeds', subject)).toEqual({ isSignedIn: false, problem: 'not-invited' });
  const other = await personOf(signedIn(await comeBack('leeds', subject, await invited('leeds'))));
  expect(other.id).not.toBe(one.id);
  expect(await personOf(signedIn(await comeBack('barnsley', subject)))).toMatchObject({ id: one.id });
  expect(await personOf(signedIn(await comeBack('leeds', subject)))).toMatchObject({ id: other.id });
});

test('an issuer’s accounts accept invitations of its councils alone, and leave others unused', async () => {
  const token = await invited('barnsley');
  expect(await comeBack('leeds', randomUUID(), token)).toEqual(DID_NOT_WORK);
  signedIn(await comeBack('barnsley', randomUUID(), token));
});

test('an issuer’s groups give the roles of its own entry', async () => {
  const subject = randomUUID();
  for (const { says } of Object.values(providers)) says.set(subject, { groups: ['heads'] });
  const one = await personOf(signedIn(await comeBack('barnsley', subject, await invited('barnsley'))));
  expect(one.roles).toEqual([{ authority: 'barnsley', role: 'member' }]);
  const other = await personOf(signedIn(await comeBack('leeds', subject, await invited('leeds'))));
  expect(other.roles).toEqual([
    { authority: 'leeds', role: 'member' },
    { authority: 'leeds', role: 'manager' },
  ]);
});

describe('an answer is refused', () => {
  test('that names another issuer than the one it was begun with', async () => {
    const { visit, answer } = await answered('barnsley', randomUUID(), await invited('barnsley'));
    expect(answer['iss']).toBe(providers.barnsley.issuer);
    expect(await finishCouncilAccount(ANYBODY, 'barnsley', { ...answer, iss: providers.leeds.issuer }, visit)).toEqual(DID_NOT_WORK);
  });

  test('that comes to the address of another issuer, with its name or without', async () => {
    for (const named of [{}, { iss: providers.barnsley.issuer }, { iss: providers.leeds.issuer }]) {
      const { visit, answer } = await answered('barnsley', randomUUID(), await invited('barnsley'));
      const { iss: _, ...unnamed } = answer;
      expect(await finishCouncilAccount(ANYBODY, 'leeds', { ...unnamed, ...named }, visit)).toEqual(DID_NOT_WORK);
    }
  });

  test('of an account that is bound, where the sign-in was begun with another issuer', async () => {
    // Whoever runs the first issuer sends the browser on to the second, with what the first was asked.
    const subject = randomUUID();
    signedIn(await comeBack('leeds', subject, await invited('leeds')));
    const before = await database().session.count();
    const begun = await begin('barnsley');
    const asked = new URL(begun.address);
    const forged = new URL((await begin('leeds')).address);
    for (const name of ['state', 'nonce', 'code_challenge']) forged.searchParams.set(name, asked.searchParams.get(name) ?? '');
    const back = await signInAtProvider(forged.href, subject, `${CALLBACK}/leeds`);
    const answer = Object.fromEntries(back.searchParams);
    expect(answer['iss']).toBe(providers.leeds.issuer);
    expect(answer['state']).toBe(asked.searchParams.get('state'));
    expect(await finishCouncilAccount(ANYBODY, 'leeds', answer, begun.visit)).toEqual(DID_NOT_WORK);
    expect(await database().session.count()).toBe(before);
  });

  test('at an address that belongs to no issuer', async () => {
    const { visit, answer } = await answered('barnsley', randomUUID(), await invited('barnsley'));
    for (const key of ['', 'rotherham', '__proto__']) expect(await finishCouncilAccount(ANYBODY, key, answer, visit)).toEqual(DID_NOT_WORK);
  });
});

test('nothing begins with an issuer that is not there, or does not answer', async () => {
  const begin = async (issuer: string) => beginCouncilAccount(ANYBODY, { issuer, next: '/', invitation: '' }, aVisit());
  expect(sentencesOf(await begin('rotherham'))).toEqual(['Council accounts cannot be used here. Sign in with your email address']);
  expect(sentencesOf(await begin('away'))).toEqual(['The council’s sign-in does not answer. Try again']);
});

test('a start with a council that does not exist is refused', async () => {
  await checkIssuers(OPERATOR);
  const before = process.env.OIDC_ISSUERS_FILE;
  await useFile('atlantis.json', [{ ...entry('leeds'), name: 'Leeds', councils: ['atlantis'] }]);
  try {
    await expect(checkIssuers(OPERATOR)).rejects.toThrow(
      new PlainFault('The issuer leeds of OIDC_ISSUERS_FILE names "atlantis", but there is no such council.'),
    );
  } finally {
    process.env.OIDC_ISSUERS_FILE = before;
  }
});

function entry(key: Key) {
  const { issuer, client_id: clientId, client_secret: clientSecret } = providers[key];
  return { key, issuer, clientId, clientSecret };
}

async function useFile(name: string, content: unknown): Promise<void> {
  const file = path.join(folder, name);
  await writeFile(file, JSON.stringify(content));
  process.env.OIDC_ISSUERS_FILE = file;
}

async function invited(authority: string): Promise<string> {
  const email = `${randomUUID()}@example.gov.uk`;
  return tokenOf(good(await invitePerson(administratorOf(authority), authority, { email, roles: ['member'] }, aVisit())).link);
}

async function begin(issuer: Key, invitation = '') {
  const { address, cookies } = good(await beginCouncilAccount(ANYBODY, { issuer, next: '/', invitation }, aVisit()));
  return { address, visit: aVisit({ cookie: cookieHeader(cookies) }) };
}

/** The provider's answer, not yet looked at, and the visit of the browser that brings it. */
async function answered(issuer: Key, subject: string, invitation = '') {
  const { address, visit } = await begin(issuer, invitation);
  const back = await signInAtProvider(address, subject, `${CALLBACK}/${issuer}`);
  return { visit, answer: Object.fromEntries(back.searchParams) };
}

async function comeBack(issuer: Key, subject: string, invitation = '') {
  const { visit, answer } = await answered(issuer, subject, invitation);
  return finishCouncilAccount(ANYBODY, issuer, answer, visit);
}

function signedIn(answer: Awaited<ReturnType<typeof comeBack>>) {
  if (!answer.isSignedIn) throw new Error(answer.problem);
  return answer;
}
