import { createHmac, timingSafeEqual } from 'node:crypto';

import { REMINDER_KINDS } from '@/domain/improvement';
import type { Actor } from '@/domain/access';
import type { Moment } from '@/domain/shared';
import { declineLetters, findProfile } from '@/database/profiles';
import { readEnvironment } from '@/platform/environment';
import { log } from '@/platform/log';
import { authorise, signingSecret } from '../access';
import { wantsLetter, type LetterKey } from './own';

/** What the link at the end of a letter stops, and with which kinds of letters. */
const STOPS = {
  reminders: REMINDER_KINDS,
  digest: ['digest'],
  briefings: ['briefings'],
} as const satisfies Record<string, readonly LetterKey[]>;

export type Stop = keyof typeof STOPS;

/** What a link from a letter would stop, and whether that is done already; null where the link is none of ours. Looking changes nothing. */
export async function viewStop(actor: Actor, token: string): Promise<StopView | null> {
  authorise(actor, 'read-published');
  const link = await linkIn(token);
  const profile = link && (await findProfile(link.person));
  if (!link || !profile) return null;
  return { stop: link.stop, isDone: !STOPS[link.stop].some((letter) => wantsLetter(profile, letter)) };
}

/** Stops the letters that a link from one of them is for, whoever is signed in: who has the letter may. Answers false where the link is none of ours. */
export async function stopLetters(actor: Actor, token: string, at: Moment): Promise<boolean> {
  authorise(actor, 'read-published');
  const link = await linkIn(token);
  if (link === null || !(await declineLetters(link.person, STOPS[link.stop], at))) return false;
  log().info({ person: link.person, letters: link.stop }, 'letters stopped');
  return true;
}

/** The addresses that stop a kind of letters for somebody: the page that asks, and the one that mail programs post to (RFC 8058). */
export async function stopAddresses(stop: Stop, person: string): Promise<{ readonly page: string; readonly oneClick: string }> {
  // The token stands after the question mark: paths are logged.
  const query = new URLSearchParams({ token: `${stop}.${person}.${(await signatureOf(stop, person)).toString('base64url')}` }).toString();
  const base = readEnvironment().PUBLIC_URL;
  return { page: `${base}/letters/stop?${query}`, oneClick: `${base}/api/letters/stop?${query}` };
}

async function linkIn(token: string): Promise<{ readonly stop: Stop; readonly person: string } | null> {
  const [stop = '', person = '', signature = ''] = token.split('.');
  if (!isStop(stop)) return null;
  const given = Buffer.from(signature, 'base64url');
  const wanted = await signatureOf(stop, person);
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? { stop, person } : null;
}

/** By a key of its own: what is signed here is no session’s token, nor the other way round. It holds for as long as the letters lie about. */
async function signatureOf(stop: Stop, person: string): Promise<Buffer> {
  const key = createHmac('sha256', await signingSecret())
    .update('stop-letters')
    .digest();
  return createHmac('sha256', key).update(`${stop}.${person}`).digest();
}

function isStop(text: string): text is Stop {
  return Object.hasOwn(STOPS, text);
}

export interface StopView {
  readonly stop: Stop;
  readonly isDone: boolean;
}
