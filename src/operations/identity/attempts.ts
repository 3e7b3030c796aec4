import { isIPv6 } from 'node:net';

import { Temporal } from 'temporal-polyfill';

import { takeAttempt, type AttemptRule } from '@/database/limits';
import { hashOf } from '@/platform/tokens';
import type { Visit } from '@/platform/visit';

const QUARTER_OF_AN_HOUR = Temporal.Duration.from({ minutes: 15 });

/**
 * How often what may be tried. The limit of an account bounds what guessing can achieve and what it costs us, wherever it comes from; that of an address is
 * wide enough for a council whose offices share one. All are counted in the database, for every process together.
 */
const RULES = {
  /** Computations of a password's hash, right or wrong. */
  password: { name: 'password', most: 10, window: QUARTER_OF_AN_HOUR },
  address: { name: 'address', most: 300, window: QUARTER_OF_AN_HOUR },
  /** Letters to one person, asked for by whoever types the address. */
  letter: { name: 'letter', most: 3, window: Temporal.Duration.from({ hours: 1 }) },
  /** A code is good for half a minute, and the one before and after it too: long enough to be read over a shoulder and used again. */
  code: { name: 'code', most: 1, window: Temporal.Duration.from({ minutes: 3 }) },
} as const satisfies Record<string, AttemptRule>;

export const WAIT = 'There have been too many attempts. Wait 15 minutes, then try again';

/** Whether a password may be checked for the account with this e-mail address, known or not, for this visitor. */
export async function mayTryPassword(email: string, { address, at }: Pick<Visit, 'address' | 'at'>): Promise<boolean> {
  return (await mayTryFrom({ address, at })) && takeAttempt(RULES.password, hashOf(email.toLowerCase()), at);
}

/** Whether this visitor may try anything more. */
export async function mayTryFrom({ address, at }: Pick<Visit, 'address' | 'at'>): Promise<boolean> {
  return takeAttempt(RULES.address, hashOf(networkOf(address)), at);
}

export async function mayWriteTo(email: string, { at }: Pick<Visit, 'at'>): Promise<boolean> {
  return takeAttempt(RULES.letter, hashOf(email.toLowerCase()), at);
}

/** Whether the code is used for the first time. */
export async function isFreshCode(personId: string, code: string, { at }: Pick<Visit, 'at'>): Promise<boolean> {
  return takeAttempt(RULES.code, hashOf(`${personId} ${code}`), at);
}

/** One subscriber has 2⁶⁴ addresses of version 6: the first half says who it is. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const start = head.split(':').filter((group) => group !== '');
  const end = tail?.split(':').filter((group) => group !== '') ?? [];
  const groups = [...start, ...Array.from({ length: 8 - start.length - end.length }, () => '0'), ...end];
  return groups.slice(0, 4).join(':');
}
