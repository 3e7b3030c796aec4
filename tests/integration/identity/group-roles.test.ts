import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { ANYBODY, OPERATOR, type PersonActor, type Role } from '@/domain/access';
import { database } from '@/database/client';
import { verifyHistory } from '@/operations/history';
import { beginCouncilAccount, checkIssuers, finishCouncilAccount, invitePerson } from '@/operations/identity';
import { changeRoles, changeSuspension } from '@/operations/people';
import { thisMoment } from '@/platform/clock';
import { log } from '@/platform/log';
import { PlainFault } from '@/platform/plain-fault';
import { signInAtProvider, startOpenIdProvider, type OpenIdProvider } from '../../support/openid';
import { administratorOf, aPerson, aVisit, cookieHeader, good, personOf, tokenOf } from '../../support/people';
import { withReferenceSet } from '../../support/reference-set';

const CALLBACK = 'http://localhost:3000/api/auth/callback';

let provider: OpenIdProvider;

beforeAll(async () => {
  provider = await startOpenIdProvider(CALLBACK);
  process.env.OIDC_ISSUER = provider.issuer;
  process.env.OIDC_CLIENT_ID = provider.client_id;
  process.env.OIDC_CLIENT_SECRET = provider.client_secret;
  process.env.OIDC_GROUP_ROLES =
    'heads=barnsley/manager,heads=barnsley/executive-reader,owners=barnsley/action-owner,heads=leeds/member,office=rotherham/administrator';
  await withReferenceSet();
});

afterAll(async () => {
  await provider.stop();
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the groups of a council account', () => {
  test('give roles at each sign-in and take them away, beside those that an administrator gave', async () => {
    const subject = await boundWith(['owners']);
    expect(await rolesAfter(subject, ['owners'])).toEqual(['barnsley/member', 'barnsley/action-owner']);
    expect(await rolesAfter(subject, ['heads', 'of no concern'])).toEqual([
      'barnsley/member',
      'barnsley/executive-reader',
      'barnsley/manager',
      'leeds/member',
    ]);
    expect(await rolesAfter(subject, [])).toEqual(['barnsley/member']);
  });

  test('stand in the history as the system’s doing, with a reason, once for each change', async () => {
    const subject = await boundWith(['heads']);
    const { id } = await personAfter(subject, ['heads']);
    await personAfter(subject, ['heads']);
    await personAfter(subject, []);
    expect(await historyOf(id, 'barnsley')).toEqual([
      ['Invitation accepted', 'member'],
      ['As the groups of the council account say', 'member,executive-reader,manager', 'system'],
      ['As the groups of the council account say', 'member', 'system'],
    ]);
    expect(await historyOf(id, 'leeds')).toEqual([
      ['As the groups of the council account say', 'member', 'system'],
      ['As the groups of the council account say', '', 'system'],
    ]);
    expect(await faultsInHistory()).toEqual([]);
  });

  test('take away a role that they govern also where an administrator has given it', async () => {
    const subject = await boundWith([], ['manager', 'scrutiny-officer']);
    expect(await rolesAfter(subject, [])).toEqual(['barnsley/scrutiny-officer']);
  });

  test('make nobody a person: without an invitation there is no account', async () => {
    const before = await database().person.count();
    expect(await comeBack(randomUUID(), ['heads'])).toEqual({ isSignedIn: false, problem: 'not-invited' });
    expect(await database().person.count()).toBe(before);
  });

  test('do not lift a suspension', async () => {
    const subject = await boundWith([]);
    const { id } = await personAfter(subject, []);
    const membership = await database().membership.findFirstOrThrow({ where: { personId: id, authority: { slug: 'barnsley' } } });
    const suspension = { suspended: true, reason: 'on leave', version: membership.version };
    expect(await changeSuspension(administratorOf('barnsley'), 'barnsley', id, suspension, thisMoment())).toEqual({ ok: true });
    expect(await rolesAfter(subject, ['heads'])).toEqual(['leeds/member']);
  });
});

describe('the last administrator of a council', () => {
  test('is kept, and the log says so; once there is another, the role goes', async () => {
    const warn = vi.spyOn(log(), 'warn');
    const subject = await boundWith(['office', 'heads']);
    const { id } = await personAfter(subject, ['office', 'heads']);
    expect(await rolesAfter(subject, [])).toEqual(['barnsley/member', 'rotherham/administrator']);
    expect(warn.mock.calls).toContainEqual([{ person: id, authority: 'rotherham' }, expect.stringContaining('last administrator')]);
    await aPerson(['administrator'], 'rotherham');
    expect(await rolesAfter(subject, [])).toEqual(['barnsley/member']);
  });
});

describe('a council account without its groups', () => {
  test.each<[string, Record<string, unknown>]>([
    ['because there are too many', { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://graph.example/' } } }],
    ['because the provider sends none', {}],
    ['but something else in their place', { groups: 'heads' }],
  ])('%s keeps its roles, and the log says so', async (_, claims) => {
    const subject = await boundWith(['heads']);
    const before = await rolesAfter(subject, ['heads']);
    expect(before).toContain('barnsley/manager');
    const warn = vi.spyOn(log(), 'warn');
    provider.says.set(subject, claims);
    const { id, roles } = await personOf(signedIn(await comeBack(subject)));
    expect(named(roles)).toEqual(before);
    expect(warn.mock.calls).toContainEqual([{ person: id }, expect.stringContaining('came without its groups')]);
  });
});

test('a start with a council that does not exist is refused', async () => {
  await checkIssuers(OPERATOR);
  const before = process.env.OIDC_GROUP_ROLES;
  process.env.OIDC_GROUP_ROLES = 'heads=atlantis/manager';
  try {
    await expect(checkIssuers(OPERATOR)).rejects.toThrow(
      new PlainFault('OIDC_GROUP_ROLES names "atlantis", but there is no such council.'),
    );
  } finally {
    process.env.OIDC_GROUP_ROLES = before;
  }
});

test('two sign-ins at the same moment, and an administrator between them, leave a whole history', async () => {
  const subject = await boundWith([]);
  const { id } = await personAfter(subject, []);
  const membership = await database().membership.findFirstOrThrow({ where: { personId: id, authority: { slug: 'barnsley' } } });
  const form = { roles: ['member', 'scrutiny-officer'], reason: 'also clerks', version: membership.version };
  provider.says.set(subject, { groups: ['heads'] });
  const [one, other] = await Promise.all([
    comeBack(subject),
    comeBack(subject),
    changeRoles(administratorOf('barnsley'), 'barnsley', id, form, thisMoment()),
  ]);
  signedIn(one);
  signedIn(other);
  expect(await rolesAfter(subject, ['heads'])).toEqual(
    expect.arrayContaining(['barnsley/executive-reader', 'barnsley/manager', 'leeds/member']),
  );
  expect(await faultsInHistory()).toEqual([]);
});

/** A subject that has accepted an invitation into Barnsley, while it was in these groups. */
async function boundWith(groups: readonly string[], roles: readonly Role[] = ['member']): Promise<string> {
  const subject = randomUUID();
  const email = `${randomUUID()}@example.gov.uk`;
  const { link } = good(await invitePerson(administratorOf('barnsley'), 'barnsley', { email, roles }, aVisit()));
  signedIn(await comeBack(subject, groups, tokenOf(link)));
  return subject;
}

async function rolesAfter(subject: string, groups: readonly string[]): Promise<readonly string[]> {
  return named((await personAfter(subject, groups)).roles);
}

/** Who the subject is after a sign-in with these groups. */
async function personAfter(subject: string, groups: readonly string[]): Promise<PersonActor> {
  return personOf(signedIn(await comeBack(subject, groups)));
}

async function comeBack(subject: string, groups?: readonly string[], invitation = '') {
  if (groups !== undefined) provider.says.set(subject, { groups });
  const { address, cookies } = good(await beginCouncilAccount(ANYBODY, { issuer: '', next: '/', invitation }, aVisit()));
  const answer = await signInAtProvider(address, subject, CALLBACK);
  return finishCouncilAccount(ANYBODY, '', Object.fromEntries(answer.searchParams), aVisit({ cookie: cookieHeader(cookies) }));
}

function signedIn(answer: Awaited<ReturnType<typeof comeBack>>) {
  if (!answer.isSignedIn) throw new Error(answer.problem);
  return answer;
}

function named(roles: PersonActor['roles']): readonly string[] {
  return roles.map(({ authority, role }) => `${authority}/${role}`);
}

async function faultsInHistory(): Promise<readonly unknown[]> {
  return (await verifyHistory(OPERATOR, null)).filter(({ fault }) => fault !== null);
}

/** Reason, roles and, where it was no person, the actor of each version of somebody's roles in a council. */
async function historyOf(personId: string, council: string): Promise<readonly (readonly string[])[]> {
  const { id } = await database().membership.findFirstOrThrow({ where: { personId, authority: { slug: council } } });
  const entries = await database().historyEntry.findMany({
    where: { recordType: 'membership', recordId: id },
    orderBy: { version: 'asc' },
  });
  return entries.map(({ actor, reason, content }) => [
    reason ?? '',
    /"roles":\[([^\]]*)\]/.exec(content ?? '')?.[1]?.replaceAll('"', '') ?? 'none',
    ...(actor === 'system' ? [actor] : []),
  ]);
}
