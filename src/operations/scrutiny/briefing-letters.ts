import type { Actor, Role } from '@/domain/access';
import { briefingPaper } from '@/domain/scrutiny';
import type { Moment } from '@/domain/shared';
import { briefingMail } from '@/documents/mails';
import { paperText } from '@/documents/paper';
import { listPeopleWithRoles } from '@/database/roles';
import { listBriefingsPublishedFrom, type PublishedBriefing } from '@/database/scrutiny';
import { listSentReminders } from '@/database/sent-reminders';
import { readEnvironment } from '@/platform/environment';
import { authorise } from '../access';
import { maySendLetters, NONE_SENT, sendLetters, type DueLetter, type SentLetters } from '../letters';

/** Whom a briefing is for, unless they decline it. Whoever owns an action hears of it in the plan. */
const READERS: readonly Role[] = ['member', 'executive-reader', 'scrutiny-officer', 'manager'];

/** What nobody could be sent for so long, because the service or the mail server was away, is no news any more. Hours. */
const NEWS_FOR = 7 * 24;

/**
 * Sends every briefing that was published lately to those who read briefings in its council: each to each person once, of a meeting's only the newest. Nothing where no mail
 * can be sent, and nothing ever from a demonstration. Throws `Forbidden`.
 */
export async function sendBriefings(actor: Actor, at: Moment, signal?: AbortSignal): Promise<SentLetters> {
  authorise(actor, 'look-after-installation');
  if (!(await maySendLetters())) return NONE_SENT;
  const published = await listBriefingsPublishedFrom(at.subtract({ hours: NEWS_FOR }));
  if (published.length === 0) return NONE_SENT;
  const sent = await listSentReminders();
  const letters: DueLetter[] = [];
  for (const briefing of published) {
    letters.push(...(await lettersOf(briefing)).filter(({ keys }) => !keys.some((key) => sent.has(key))));
  }
  return sendLetters(letters, at, signal);
}

async function lettersOf({ id, slug, meeting, content }: PublishedBriefing): Promise<readonly DueLetter[]> {
  const people = await listPeopleWithRoles(slug);
  const base = readEnvironment().PUBLIC_URL;
  const briefing = paperText(briefingPaper(content));
  return people
    .filter(({ roles, declinedLetters }) => roles.some((role) => READERS.includes(role)) && !declinedLetters.includes('briefings'))
    .map((person) => ({
      to: person.email,
      person: person.id,
      keys: [`briefing/${id}/${person.id}`],
      stop: 'briefings',
      write: (stopLink) =>
        briefingMail({
          ...{ briefing, base, stopLink, committee: content.meeting.committee, heldOn: content.meeting.heldOn.words },
          address: `${base}/${slug}/scrutiny/${meeting}/briefing`,
        }),
    }));
}
