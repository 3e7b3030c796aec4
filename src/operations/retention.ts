import { Temporal } from 'temporal-polyfill';

import type { Actor } from '@/domain/access';
import { KEEP_SENT_DAYS } from '@/domain/improvement';
import type { Moment } from '@/domain/shared';
import { erasePerson, listLongGone, unlessAnotherProcess } from '@/database/erasure';
import { forgetOldUploads, removeOldDrafts } from '@/database/old-drafts';
import { forgetSentReminders } from '@/database/sent-reminders';
import { forgetWhatHasEnded } from '@/database/sessions';
import { forgetSignIns } from '@/database/sign-ins';
import { readEnvironment, type Environment } from '@/platform/environment';
import { log } from '@/platform/log';
import { authorise } from './access';

/**
 * Lets go of what has been kept long enough: erases people whose last role ended KEEP_PEOPLE_DAYS ago, forgets sign-ins older than KEEP_SIGN_INS_DAYS, removes drafts
 * of events, uploaded workbooks and files of statistics that nobody has touched for KEEP_DRAFTS_DAYS, with what has run out of itself (sessions, links, what was sent long ago). Each
 * erasure stands in the history of the installation, each draft's removal in the council's. Null where another process is at it.
 */
export async function carryOutRetention(
  actor: Actor,
  at: Moment,
  { KEEP_PEOPLE_DAYS, KEEP_SIGN_INS_DAYS, KEEP_DRAFTS_DAYS }: RetentionSettings = readEnvironment(),
): Promise<Retention | null> {
  authorise(actor, 'look-after-installation');
  const done = await unlessAnotherProcess(async () => {
    const erased = await erasePeople(at, KEEP_PEOPLE_DAYS);
    const signIns = await forgetSignIns(daysBefore(at, KEEP_SIGN_INS_DAYS));
    const drafts = await removeDrafts(at, KEEP_DRAFTS_DAYS);
    const uploads = await forgetOldUploads(daysBefore(at, KEEP_DRAFTS_DAYS));
    await forgetSentReminders(daysBefore(at, KEEP_SENT_DAYS));
    await forgetWhatHasEnded(at);
    return {
      erased,
      signIns,
      drafts,
      uploads,
      peopleDays: KEEP_PEOPLE_DAYS,
      signInDays: KEEP_SIGN_INS_DAYS,
      draftDays: KEEP_DRAFTS_DAYS,
    };
  });
  log().info(done ?? { because: 'another process is at it' }, 'retention carried out');
  return done;
}

async function erasePeople(at: Moment, days: number): Promise<number> {
  const since = daysBefore(at, days);
  const reason = `No role for ${days} days, which is as long as people are kept`;
  let erased = 0;
  for (const id of await listLongGone(since)) {
    if (await erasePerson(id, { actor: 'system', reason, at }, since)) erased += 1;
  }
  return erased;
}

async function removeDrafts(at: Moment, days: number): Promise<number> {
  const reason = `Untouched for ${days} days, which is as long as drafts are kept`;
  return removeOldDrafts(daysBefore(at, days), { actor: 'system', reason, at });
}

function daysBefore(at: Moment, days: number): Moment {
  return at.subtract(Temporal.Duration.from({ hours: 24 * days }));
}

type RetentionSettings = Pick<Environment, 'KEEP_PEOPLE_DAYS' | 'KEEP_SIGN_INS_DAYS' | 'KEEP_DRAFTS_DAYS'>;

/** What was done, and how long things are kept. */
export interface Retention {
  readonly erased: number;
  readonly signIns: number;
  /** Of events. */
  readonly drafts: number;
  /** Workbooks and files of statistics that nobody confirmed. */
  readonly uploads: number;
  readonly peopleDays: number;
  readonly signInDays: number;
  readonly draftDays: number;
}
