import type { Moment } from '@/domain/shared';
import type { MailText } from '@/documents/mails';
import { findDemonstrationDay } from '@/database/installation';
import { giveRemindersBack, takeReminders } from '@/database/sent-reminders';
import { log } from '@/platform/log';
import { canSendMail, mailTrouble, sendMail } from '@/platform/mail';
import { stopAddresses, type Stop } from './people';

export const NONE_SENT: SentLetters = { sent: 0, refused: 0, postponed: 0 };

/** Not where no mail can be sent, and never from a demonstration, whose people are made up. No operation: those that use it authorise. */
export async function maySendLetters(): Promise<boolean> {
  return canSendMail() && (await findDemonstrationDay()) === null;
}

/**
 * Sends letters that are due. No operation: those that use it authorise.
 *
 * A letter's keys are taken in the database before it is sent, so that of several processes one sends it. A process that is killed between the two leaves it unsent
 * (at most once): an owner who gets the same letter twice stops reading them, while what was left unsaid is said again by the next reminder or the week's digest.
 * A letter that the mail server does not take for now is given back, to be sent by a later run; one that it refuses for good is not tried again. Only a server that
 * takes a letter and falls silent before it says so gets it twice.
 */
export async function sendLetters(letters: readonly DueLetter[], at: Moment, signal?: AbortSignal): Promise<SentLetters> {
  const tally = { ...NONE_SENT };
  for (const letter of letters) {
    if (signal?.aborted) {
      tally.postponed += 1;
      continue;
    }
    const outcome = await deliver(letter, at);
    if (outcome === 'server-away') {
      log().warn({ ...tally }, 'The mail server takes no letters: the rest is sent later');
      return { ...tally, postponed: tally.postponed + 1 };
    }
    if (outcome !== 'taken') tally[outcome] += 1;
  }
  log().info({ ...tally }, 'letters sent');
  return tally;
}

/** `taken`: another process sends it, or has sent it. */
async function deliver(
  { to, person, keys, stop, write }: DueLetter,
  at: Moment,
): Promise<'sent' | 'refused' | 'postponed' | 'taken' | 'server-away'> {
  if (!(await takeReminders(keys, at))) return 'taken';
  const { page, oneClick } = await stopAddresses(stop, person);
  try {
    await sendMail({ to, ...write(page), stopAddress: oneClick });
    return 'sent';
  } catch (error) {
    const trouble = mailTrouble(error);
    if (trouble === 'with-this-letter-for-good') {
      log().warn({ person }, 'A mail server refuses letters to this person for good');
      return 'refused';
    }
    await giveRemindersBack(keys);
    log().warn({ person, code: error instanceof Error && 'code' in error ? error.code : undefined }, 'A letter could not be sent');
    return trouble === 'with-the-server' ? 'server-away' : 'postponed';
  }
}

/** A letter that may be sent once: its keys say of what and to whom. */
export interface DueLetter {
  readonly to: string;
  readonly person: string;
  readonly keys: readonly string[];
  readonly stop: Stop;
  readonly write: (stopLink: string) => MailText;
}

export interface SentLetters {
  readonly sent: number;
  /** By the mail server, for good. */
  readonly refused: number;
  /** To be tried again. Where the mail server is away, at least so many. */
  readonly postponed: number;
}
