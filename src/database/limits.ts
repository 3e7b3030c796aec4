import type { Temporal } from 'temporal-polyfill';

import type { Moment } from '@/domain/shared';
import { database } from './client';
import { toTimeColumn } from './rows';

/**
 * Counts an attempt, if one is still free: at most `most` within any `window`, whichever process asks, however many ask at once.
 * Attempts beyond the limit are not counted, so that somebody who waits gets in.
 *
 * @param whom whose attempts are counted: a hash, where the thing itself is nobody's business
 */
export async function takeAttempt({ name, most, window }: AttemptRule, whom: string, at: Moment): Promise<boolean> {
  const now = toTimeColumn(at);
  const cutoff = toTimeColumn(at.subtract(window));
  const taken = await database().$executeRaw`
    INSERT INTO "attempt_limit" ("key", "times") VALUES (${`${name}:${whom}`}, ARRAY[${now}::timestamptz(3)])
    ON CONFLICT ("key") DO UPDATE
    SET "times" = ARRAY(SELECT t FROM unnest("attempt_limit"."times") t WHERE t > ${cutoff}::timestamptz(3)) || EXCLUDED."times"
    WHERE (SELECT count(*) FROM unnest("attempt_limit"."times") t WHERE t > ${cutoff}::timestamptz(3)) < ${most}`;
  return taken === 1;
}

export interface AttemptRule {
  readonly name: string;
  readonly most: number;
  readonly window: Temporal.Duration;
}
