import {
  ownerInWords,
  REMINDER_KINDS,
  SILENT_DAYS,
  STATUSES,
  type Digest,
  type Reminder,
  type ReminderKind,
  type StandingWithStatus,
} from '@/domain/improvement';
import { counted, dateInWords, listInWords, momentInWords, type CalendarDate, type Moment } from '@/domain/shared';
/** A letter that nobody reads to its end helps nobody: the plan’s pages list the rest. */
const MOST_LISTED = 30;

/** The product’s letters, in plain text. Each says why it came, what to do, and what to do if it was not expected. */

export function invitationMail({ council, roles, link, expiresAt }: InvitationFacts): MailText {
  return {
    subject: `Your invitation to follow inspections of children’s services in ${council}`,
    text: lines(
      `${council} has invited you to the service in which it follows inspections of its children’s services, as ${roles.toLowerCase()}.`,
      `Open this link to choose how you sign in:\n${link}`,
      `It works once, until ${momentInWords(expiresAt)}.`,
      'If you did not expect this, leave it: without the link nobody can use your address.',
    ),
  };
}

export function passwordResetMail({ link, expiresAt }: LinkFacts): MailText {
  return {
    subject: 'Choose a new password',
    text: lines(
      'Somebody, we think you, has asked for a new password for the service that follows inspections of children’s services.',
      `Open this link to choose one:\n${link}`,
      `It works once, until ${momentInWords(expiresAt)}. Choosing a password signs you out wherever you are signed in.`,
      'If it was not you, leave it: your password stays as it is.',
    ),
  };
}

export function recoveryMail({ link, expiresAt }: LinkFacts): MailText {
  return {
    subject: 'Get back into your account',
    text: lines(
      'An administrator has opened your account again, because you could not sign in any more.',
      `Open this link to choose a new password:\n${link}`,
      `It works once, until ${momentInWords(expiresAt)}. It also takes away your second factor: set one up again after signing in.`,
      'If you did not ask for this, tell your administrator, and leave the link.',
    ),
  };
}

/** After a password was chosen anew: whoever did not do it learns of it. */
export function passwordChangedMail(): MailText {
  return {
    subject: 'Your password has been changed',
    text: lines(
      'The password of your account for following inspections of children’s services has just been changed, and every session has been ended.',
      'If it was not you, tell your administrator at once.',
    ),
  };
}

/** After an administrator has changed somebody's roles. */
export function rolesChangedMail({
  council,
  roles,
  suspended,
}: {
  readonly council: string;
  readonly roles: string;
  readonly suspended: boolean;
}): MailText {
  return {
    subject: `Your roles in ${council} have been changed`,
    text: lines(
      `An administrator of ${council} has changed your roles in the service that follows inspections of its children’s services. They are now: ${roles}.`,
      ...(suspended ? ['They are suspended: until they are taken up again you see what everybody sees.'] : []),
      'On your own page you can choose not to get this letter.',
    ),
  };
}

/** To the owner of actions: all that is to be said that day. Titles and dates; what was reported stays in the service. */
export function ownerReminderMail({ reminders, councils, today, base, stopLink }: OwnerReminderFacts): MailText {
  const byCouncil = Map.groupBy(reminders, ({ council }) => council);
  const sections = [...byCouncil].flatMap(([slug, theirs]) => [
    `In the improvement plan of ${councils.get(slug) ?? slug}, of your actions:`,
    ...theirs.slice(0, MOST_LISTED).map((reminder) => reminderInWords(reminder, today, base)),
    ...(theirs.length > MOST_LISTED ? [`And ${theirs.length - MOST_LISTED} more.`] : []),
    `All of your actions there:\n${base}/${slug}/plan/mine`,
  ]);
  return {
    subject: `Your actions: ${listInWords(
      REMINDER_KINDS.flatMap((kind) => {
        const count = reminders.filter(({ kinds }) => kinds[0] === kind).length;
        return count === 0 ? [] : [`${count} ${SUBJECTS[kind]}`];
      }),
    )}`,
    text: lines(...sections, 'Please name no child in what you report.', howToStop('reminders of your actions', base, stopLink)),
  };
}

/** To whoever answers for a council’s plans, once a week. */
export function digestMail({ digest, council, slug, today, base, stopLink }: DigestFacts): MailText {
  const tally = digest.tally.map(({ status, count }) => `${count} ${STATUSES[status].word.toLowerCase()}`);
  const total = digest.tally.reduce((sum, { count }) => sum + count, 0);
  const section = <Item>(heading: string, items: readonly Item[], words: (item: Item) => string): readonly string[] =>
    items.length === 0
      ? []
      : [
          [
            `${heading}: ${items.length}`,
            ...items.slice(0, MOST_LISTED).map((item) => `- ${words(item)}`),
            ...(items.length > MOST_LISTED ? [`- and ${items.length - MOST_LISTED} more`] : []),
          ].join('\n'),
        ];
  return {
    subject: `The improvement plan of ${council}, week of ${dateInWords(today)}`,
    text: lines(
      `The improvement plan of ${council} has ${counted(total, 'action')}: ${listInWords(tally)}.`,
      ...section('Overdue', digest.overdue, (standing) => `${nameOf(standing)}: due on ${dateInWords(standing.action.dueOn)}`),
      ...section(
        'Due date moved since the last of these letters',
        digest.moved,
        ({ standing, moves: [first] }) =>
          `${nameOf(standing)}: from ${first === undefined ? '' : dateInWords(first.from)} to ${dateInWords(standing.action.dueOn)}`,
      ),
      ...section(
        `Not updated for more than ${SILENT_DAYS} days`,
        digest.silent,
        (standing) => `${nameOf(standing)}: ${standing.silentDays} days`,
      ),
      ...section('Awaiting evidence', digest.awaitingEvidence, (standing) => nameOf(standing)),
      `What needs attention, with the reasons:\n${base}/${slug}/plan/exceptions`,
      howToStop('the week’s letter', base, stopLink),
    ),
  };
}

/** To whoever reads briefings, once it is published: the whole of it, to be read where there is no network. */
export function briefingMail({ briefing, committee, heldOn, address, base, stopLink }: BriefingFacts): MailText {
  return {
    subject: `Briefing for the ${committee}, ${heldOn}`,
    text: lines(
      `The briefing for the meeting of the ${committee} on ${heldOn} is published. It follows as text. With its links, for Word and for printing it is here:\n${address}`,
      briefing.trimEnd(),
      howToStop('briefings', base, stopLink),
    ),
  };
}

const SUBJECTS: Readonly<Record<ReminderKind, string>> = { overdue: 'overdue', due: 'due soon', silent: 'not updated for long' };

function reminderInWords({ council, standing, kinds }: Reminder, today: CalendarDate, base: string): string {
  const { action, reference } = standing;
  return [
    `${reference} ${action.title}`,
    kinds.map((kind) => kindInWords(kind, standing, today)).join(' '),
    `Report on it, in about two minutes:\n${base}/${council}/plan/actions/${encodeURIComponent(action.id)}/report`,
  ].join('\n');
}

function kindInWords(kind: ReminderKind, { action: { dueOn }, silentDays }: StandingWithStatus, today: CalendarDate): string {
  const days = today.until(dueOn, { largestUnit: 'day' }).days;
  if (kind === 'overdue') return `It is overdue: it was due on ${dateInWords(dueOn)}, ${counted(-days, 'day')} ago.`;
  if (kind === 'silent') return `Nothing was reported for ${counted(silentDays ?? 0, 'day')}.`;
  return days === 0 ? 'It is due today.' : `It is due in ${counted(days, 'day')}, on ${dateInWords(dueOn)}.`;
}

/** With the owner’s post, never a name. */
function nameOf({ reference, action }: StandingWithStatus): string {
  return `${reference} ${action.title} (${ownerInWords(action) ?? 'nobody owns it'})`;
}

function howToStop(what: string, base: string, stopLink: string): string {
  return `To get no more ${what}:\n${stopLink}\nWhich letters you get you can also choose on your own page:\n${base}/me/details`;
}

function lines(...paragraphs: readonly string[]): string {
  return `${paragraphs.join('\n\n')}\n`;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

interface LinkFacts {
  readonly link: string;
  readonly expiresAt: Moment;
}

interface InvitationFacts extends LinkFacts {
  readonly council: string;
  readonly roles: string;
}

interface OwnerReminderFacts {
  readonly reminders: readonly Reminder[];
  /** Names by slug. */
  readonly councils: ReadonlyMap<string, string>;
  readonly today: CalendarDate;
  /** The address people use, without a slash at the end. */
  readonly base: string;
  /** The page that asks whether these letters should stop. */
  readonly stopLink: string;
}

interface BriefingFacts extends Pick<OwnerReminderFacts, 'base' | 'stopLink'> {
  /** As plain text. */
  readonly briefing: string;
  readonly committee: string;
  /** In words. */
  readonly heldOn: string;
  readonly address: string;
}

interface DigestFacts extends Pick<OwnerReminderFacts, 'today' | 'base' | 'stopLink'> {
  readonly digest: Digest;
  readonly council: string;
  readonly slug: string;
}
