import { randomUUID } from 'node:crypto';

import { ANYBODY, OPERATOR, type PersonActor, type Role } from '@/domain/access';
import type { Result } from '@/domain/shared';
import { actorOf } from '@/operations/access';
import { acceptInvitation, invitePerson, makeFirstAdministratorLink, type Cookie, type SignedIn } from '@/operations/identity';
import { thisMoment } from '@/platform/clock';
import type { Visit } from '@/platform/visit';

export const PASSWORD = 'turnip lantern harbour';

/** A visit from an address of its own, so that tests do not count against each other. */
export function aVisit(overrides: Partial<Visit> = {}): Visit {
  return {
    cookie: '',
    address: `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`,
    userAgent: 'Firefox',
    mayEnterDemonstration: false,
    at: thisMoment(),
    ...overrides,
  };
}

/** What a browser sends back. */
export function cookieHeader(cookies: readonly Cookie[]): string {
  return cookies
    .filter(({ maxAge }) => maxAge !== 0)
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');
}

/** Somebody with these roles in a council who has just signed in, all by way of an invitation. The reference data must be loaded. */
export async function aPerson(roles: readonly Role[] = ['member'], authority = 'barnsley'): Promise<TestPerson> {
  const email = `${randomUUID()}@example.gov.uk`;
  const invited = good(await invitePerson(administratorOf(authority), authority, { email, roles }, aVisit()));
  const signedIn = good(await acceptInvitation(ANYBODY, tokenOf(invited.link), { name: 'A Person', password: PASSWORD }, aVisit()));
  return { email, cookie: cookieHeader(signedIn.cookies), actor: await personOf(signedIn) };
}

/** The operator of an installation, who accepted the link that the first start prints. */
export async function theFirstAdministrator(): Promise<TestPerson> {
  const path = await makeFirstAdministratorLink(OPERATOR, thisMoment());
  const email = 'first@example.gov.uk';
  const signedIn = good(await acceptInvitation(ANYBODY, tokenOf(path), { name: 'The First', email, password: PASSWORD }, aVisit()));
  return { email, cookie: cookieHeader(signedIn.cookies), actor: await personOf(signedIn) };
}

/** Somebody who administers a council, without an account: enough to ask operations as. */
export function administratorOf(authority: string): PersonActor {
  return { kind: 'person', id: randomUUID(), sessionId: randomUUID(), operator: false, roles: [{ authority, role: 'administrator' }] };
}

export async function personOf({ cookies }: Pick<SignedIn, 'cookies'>): Promise<PersonActor> {
  const actor = await actorOf(aVisit({ cookie: cookieHeader(cookies) }));
  if (actor.kind !== 'person') throw new Error('Nobody is signed in');
  return actor;
}

export function tokenOf(link: string | null): string {
  const token = new URL(link ?? '', 'http://localhost').searchParams.get('token');
  if (token === null) throw new Error(`No token in ${link}`);
  return token;
}

/** What an operation gave, where it must not have refused. */
export function good<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
  return result.value;
}

/** What an operation said, where it must have refused. */
export function sentencesOf(result: Result<unknown>): readonly string[] {
  if (result.ok) throw new Error('It was not refused');
  return result.problems.map(({ message }) => message);
}

export interface TestPerson {
  readonly email: string;
  readonly cookie: string;
  readonly actor: PersonActor;
}
