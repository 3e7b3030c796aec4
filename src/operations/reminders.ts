import { isAllowed, type Actor, type Role } from '@/domain/access';
import { managerLettersDue, ownerLettersDue, type CouncilToRemind } from '@/domain/improvement';
import { momentDay, type CalendarDate, type Moment } from '@/domain/shared';
import { digestMail, ownerReminderMail, type MailText } from '@/documents/mails';
import { findPlanState, listCouncilsWithPlans, type CouncilWithPlans } from '@/database/improvement';
import { findDemonstrationDay } from '@/database/installation';
import { listPeopleWithRoles } from '@/database/roles';
import { giveRemindersBack, listSentReminders, takeReminders } from '@/database/sent-reminders';
import { readEnvironment } from '@/platform/environment';
import { log } from '@/platform/log';
import { canSendMail, mailTrouble, sendMail } from '@/platform/mail';
import { authorise } from './access';
import { stopAddresses, type Stop } from './people';

/**
 * Sends the letters about plans that are due: reminders to owners, the week's digest to managers. Nothing where no mail can be sent, and nothing ever from a
 * demonstration, whose people are made up.
 *
 * A letter's keys are taken in the database before it is sent, so that of several processes one sends it. A process that is killed between the two leaves it unsent
 * (at most once): an owner who gets the same letter twice stops reading them, while what was left unsaid is said again by the next reminder or the week's digest.
 * A letter that the mail server does not take for now is given back, to be sent by a later run; one that it refuses for good is not tried again. Only a server that
 * takes a letter and falls silent before it says so gets it twice.
 */
export async function sendReminders(actor: Actor, at: Moment, signal?: AbortSignal): Promise<SentLetters> {
  authorise(actor, 'look-after-installation');
  const tally = { sent: 0, refused: 0, postponed: 0 };
  if (!canSendMail() || (await findDemonstrationDay()) !== null) return tally;
  for (const letter of await lettersDue(momentDay(at))) {
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
  log().info({ ...tally }, 'reminders sent');
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
    log().warn({ person, code: error instanceof Error && 'code' in error ? error.code : undefined }, 'A reminder could not be sent');
    return trouble === 'with-the-server' ? 'server-away' : 'postponed';
  }
}

async function lettersDue(today: CalendarDate): Promise<readonly DueLetter[]> {
  const councils = await listCouncilsWithPlans();
  const names = new Map(councils.map(({ slug, name }) => [slug, name]));
  const addresses = new Map<string, string>();
  const facts: CouncilToRemind[] = [];
  for (const council of councils) facts.push(await factsOf(council, addresses));
  const sent = await listSentReminders();
  const base = readEnvironment().PUBLIC_URL;
  const addressed = (letter: Omit<DueLetter, 'to'>): readonly DueLetter[] => {
    const to = addresses.get(letter.person);
    return to === undefined ? [] : [{ ...letter, to }];
  };
  return [
    ...ownerLettersDue(facts, sent, today).flatMap(({ person, keys, reminders }) =>
      addressed({
        person,
        keys,
        stop: 'reminders',
        write: (stopLink) => ownerReminderMail({ reminders, councils: names, today, base, stopLink }),
      }),
    ),
    ...managerLettersDue(facts, sent, today).flatMap(({ person, keys, council: slug, digest }) =>
      addressed({
        person,
        keys,
        stop: 'digest',
        write: (stopLink) => digestMail({ digest, council: names.get(slug) ?? slug, slug, today, base, stopLink }),
      }),
    ),
  ];
}

/** Notes the addresses of its people on the way. */
async function factsOf({ slug, reminderDays, planIds }: CouncilWithPlans, addresses: Map<string, string>): Promise<CouncilToRemind> {
  const people = await listPeopleWithRoles(slug);
  for (const { id, email } of people) addresses.set(id, email);
  const states = [];
  for (const planId of planIds) states.push(await findPlanState(slug, planId));
  return {
    council: slug,
    reminderDays,
    actions: states.flatMap((state) => state?.actions ?? []),
    people: people.map(({ id, roles, declinedLetters }) => ({
      id,
      reports: may(roles, 'report-on-own-actions') || may(roles, 'change-plan'),
      manages: may(roles, 'change-plan'),
      declined: declinedLetters,
    })),
  };
}

/** Whether somebody with these roles in a council may there. */
function may(roles: readonly Role[], permission: 'report-on-own-actions' | 'change-plan'): boolean {
  const held = roles.map((role) => ({ authority: 'here', role }));
  return isAllowed({ kind: 'person', id: '', sessionId: '', operator: false, roles: held }, permission, 'here');
}

interface DueLetter {
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
