import { isAllowed, type Actor, type Role } from '@/domain/access';
import { managerLettersDue, ownerLettersDue, type CouncilToRemind } from '@/domain/improvement';
import { momentDay, type CalendarDate, type Moment } from '@/domain/shared';
import { digestMail, ownerReminderMail } from '@/documents/mails';
import { findPlanState, listCouncilsWithPlans, type CouncilWithPlans } from '@/database/improvement';
import { listPeopleWithRoles } from '@/database/roles';
import { listSentReminders } from '@/database/sent-reminders';
import { readEnvironment } from '@/platform/environment';
import { authorise } from './access';
import { maySendLetters, NONE_SENT, sendLetters, type DueLetter, type SentLetters } from './letters';

/**
 * Sends the letters about plans that are due: reminders to owners, the week's digest to managers. Nothing where no mail can be sent, and nothing ever from a
 * demonstration, whose people are made up.
 */
export async function sendReminders(actor: Actor, at: Moment, signal?: AbortSignal): Promise<SentLetters> {
  authorise(actor, 'look-after-installation');
  if (!(await maySendLetters())) return NONE_SENT;
  return sendLetters(await lettersDue(momentDay(at)), at, signal);
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
