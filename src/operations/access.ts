import { createHmac, timingSafeEqual } from 'node:crypto';

import { ANYBODY, isAllowed, type Actor, type Permission, type PersonActor } from '@/domain/access';
import { Forbidden, momentWithin, type CalendarDate, type Moment } from '@/domain/shared';
import { installationSecret } from '@/database/identity-store';
import { findDemonstrationDay, findFirstLoad } from '@/database/installation';
import { findActor } from '@/database/sessions';
import { today } from '@/platform/clock';
import { readEnvironment } from '@/platform/environment';
import { log } from '@/platform/log';
import { newToken } from '@/platform/tokens';
import { currentVisit, type Visit } from '@/platform/visit';

/** For commands and the start, which act for whoever runs the installation. */
export { OPERATOR } from '@/domain/access';
/** What the request being answered brings along, for operations that sign people in. */
export { currentVisit } from '@/platform/visit';

/** Who asks for a page or an answer, and on which day. */
export interface Request {
  readonly actor: Actor;
  /** In a demonstration the day on which it stands still. */
  readonly today: CalendarDate;
}

/**
 * When a change that is being sent is made, as records and history say it. In a demonstration within its day, in the order in which things were done: what is
 * reported there must not be dated after today, or before what the story tells.
 */
export async function momentOfChange(): Promise<Moment> {
  const { at } = await currentVisit();
  const day = await findDemonstrationDay();
  if (day === null) return at;
  const begun = (await findFirstLoad()) ?? at;
  return momentWithin(day, at.epochMilliseconds - begun.epochMilliseconds);
}

/** The asker of the request being answered, by the session in its cookie. Without that cookie, as for most of the public, nothing is looked up. */
export async function currentRequest(): Promise<Request> {
  return { actor: await actorOf(await currentVisit()), today: await todayHere() };
}

/** For answers that are the same for everybody, whoever asks: they hold nothing personal and may be kept. */
export async function publicRequest(): Promise<Request> {
  return { actor: ANYBODY, today: await todayHere() };
}

/** Whose session the visit belongs to, with the roles as they stand now: a role taken away is gone with the next request. */
export async function actorOf({ cookie, at }: Pick<Visit, 'cookie' | 'at'>): Promise<Actor> {
  const signed = cookieValue(cookie, cookieName('session_token'));
  if (signed === undefined) return ANYBODY;
  const token = await tokenIn(signed);
  return (token === undefined ? null : await findActor(token, at)) ?? ANYBODY;
}

/** Throws `Forbidden` where the actor may not. Every operation calls it before it reads or writes. What belongs to a council is asked for with its slug. */
export function authorise(actor: Actor, permission: Permission, authority?: string): void {
  if (isAllowed(actor, permission, authority)) return;
  log().warn({ actor: actor.kind === 'person' ? actor.id : actor.kind, permission, authority }, 'refused');
  throw new Forbidden(`Not allowed: ${permission}`);
}

/** For what concerns the person asking and nobody else. Throws `Forbidden` where nobody is signed in. */
export function authorisePerson(actor: Actor): PersonActor {
  if (actor.kind === 'person') return actor;
  log().warn({ actor: actor.kind, permission: 'own account' }, 'refused');
  throw new Forbidden('Only for somebody who is signed in');
}

/** Slug of the council this installation belongs to. */
export function homeAuthority(): string {
  return readEnvironment().HOME_AUTHORITY;
}

/**
 * What a cookie of signing in is called. Over HTTPS the browser holds `__Host-` to its promise: this host alone, every path, never unencrypted. On a plain
 * `http://localhost` browsers would refuse such a name.
 */
export function cookieName(purpose: string): string {
  return `${cookiePrefix()}.${purpose}`;
}

export function cookiePrefix(): string {
  return areCookiesSecure() ? '__Host-inspections' : 'inspections';
}

export function areCookiesSecure(): boolean {
  return readEnvironment().PUBLIC_URL.startsWith('https:');
}

/** The key that signs cookies and encrypts second factors: AUTH_SECRET, or the installation's own. */
export async function signingSecret(): Promise<string> {
  return readEnvironment().AUTH_SECRET ?? installationSecret(newToken());
}

/** The value of a cookie in a Cookie header, decoded; undefined when there is none or it is not readable. */
export function cookieValue(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const [key, ...rest] = pair.split('=');
    if (key?.trim() !== name) continue;
    try {
      return decodeURIComponent(rest.join('=').trim());
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** A token as a session cookie holds it: what `tokenIn` takes apart. */
export async function signedToken(token: string): Promise<string> {
  return `${token}.${(await signatureOf(token)).toString('base64')}`;
}

async function todayHere(): Promise<CalendarDate> {
  return (await findDemonstrationDay()) ?? today();
}

/** The token of a session cookie, `token.signature` as the identity library writes it (HMAC with SHA-256, Base64), if we have signed it. */
async function tokenIn(signed: string): Promise<string | undefined> {
  const [token = '', signature = ''] = signed.split('.');
  const wanted = await signatureOf(token);
  const given = Buffer.from(signature, 'base64');
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? token : undefined;
}

async function signatureOf(token: string): Promise<Buffer> {
  return createHmac('sha256', await signingSecret())
    .update(token)
    .digest();
}
