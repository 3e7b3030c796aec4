import { byDate, daysBetween, isBefore, isWorkingDay, type CalendarDate } from '../shared';
import { byReference, withStatuses, type StandingWithStatus } from './state';
import { SILENT_DAYS, STATUS_KEYS, type Status } from './status';
import type { ActionStanding, DateMove } from './plan';

/**
 * Which letters about plans are due on a day. Decided from the facts and from what was sent before alone: a day that was missed (no service, no mail server) is made
 * up by the next one, and a second look on the same day finds nothing left to say.
 */

/** Why an owner is written to about an action, in the order in which a letter lists it. */
export const REMINDER_KINDS = ['overdue', 'due', 'silent'] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** An owner hears again of an action that is still overdue after so many days at the earliest. */
const DAYS_BETWEEN_OVERDUE = 7;

/** How long it has to be known what was sent: then the longest silence is told of anew. Days. */
export const KEEP_SENT_DAYS = 400;

/** A council with what its letters follow from. */
export interface CouncilToRemind {
  /** Slug. */
  readonly council: string;
  /** Days before a due date on which owners are reminded. */
  readonly reminderDays: readonly number[];
  /** The actions of its plans in force. */
  readonly actions: readonly ActionStanding[];
  /** Those whose roles there count today. */
  readonly people: readonly ToRemind[];
}

export interface ToRemind {
  readonly id: string;
  /** May report on own actions. */
  readonly reports: boolean;
  /** Answers for the whole plan. */
  readonly manages: boolean;
  /** Kinds of letters that the person does not want: a `ReminderKind`, or `digest`. */
  readonly declined: readonly string[];
}

/** What was sent before, by key, with the day. */
export type SentReminders = ReadonlyMap<string, CalendarDate>;

/** One letter to an owner: all that is to be said that day, of every council. */
export interface OwnerLetter {
  readonly person: string;
  /** Never sent before. Whoever sends the letter takes all of them first, or does not send it. */
  readonly keys: readonly string[];
  /** What is overdue first, then what is due, then what is silent; each by due date. */
  readonly reminders: readonly Reminder[];
}

export interface Reminder {
  readonly council: string;
  readonly standing: StandingWithStatus;
  /** In the order of `REMINDER_KINDS`. */
  readonly kinds: readonly ReminderKind[];
}

/** The week's letter to somebody who answers for a plan. */
export interface ManagerLetter {
  readonly person: string;
  readonly keys: readonly string[];
  readonly council: string;
  readonly digest: Digest;
}

/** How a council's plans stand. Each list by reference. */
export interface Digest {
  /** In the order of `STATUSES`; a status that no action has is left out. */
  readonly tally: readonly { readonly status: Status; readonly count: number }[];
  readonly overdue: readonly StandingWithStatus[];
  /** Moved since the last digest was due, with the moves made since then. */
  readonly moved: readonly { readonly standing: StandingWithStatus; readonly moves: readonly DateMove[] }[];
  readonly silent: readonly StandingWithStatus[];
  readonly awaitingEvidence: readonly StandingWithStatus[];
}

/** The letters to owners that are due: one a person and day at the most, and none on a day off. */
export function ownerLettersDue(councils: readonly CouncilToRemind[], sent: SentReminders, today: CalendarDate): readonly OwnerLetter[] {
  if (!isWorkingDay(today)) return [];
  const lastOverdue = lastOverdueIn(sent);
  const due = new Map<string, KeyedReminder[]>();
  for (const { council, reminderDays, actions, people } of councils) {
    const owners = new Map(people.filter(({ reports }) => reports).map((person) => [person.id, person]));
    for (const standing of withStatuses(actions, today)) {
      const owner = owners.get(standing.action.owner.personId ?? '');
      if (owner === undefined) continue;
      const occurrences = occurrencesOf(standing, { reminderDays, today, last: lastOverdue.get(`${standing.action.id}/${owner.id}`) });
      const wanted = occurrences.filter(({ kind, key }) => !owner.declined.includes(kind) && !sent.has(keyFor(key, owner.id)));
      if (wanted.length === 0) continue;
      const reminders = due.get(owner.id) ?? [];
      due.set(owner.id, reminders);
      reminders.push({
        reminder: { council, standing, kinds: wanted.map(({ kind }) => kind) },
        keys: wanted.map(({ key }) => keyFor(key, owner.id)),
      });
    }
  }
  return [...due].flatMap(([person, reminders]) => {
    const letter = keyFor(`letter/${today.toString()}`, person);
    if (sent.has(letter)) return [];
    return [
      {
        person,
        keys: [letter, ...reminders.flatMap(({ keys }) => keys)],
        reminders: reminders.map(({ reminder }) => reminder).toSorted(byUrgency),
      },
    ];
  });
}

/** The digests that are due: on the first working day of a week, to whoever answers for a plan. */
export function managerLettersDue(
  councils: readonly CouncilToRemind[],
  sent: SentReminders,
  today: CalendarDate,
): readonly ManagerLetter[] {
  if (!today.equals(firstWorkingDayOfWeek(today))) return [];
  return councils.flatMap((each) => {
    const { council, actions, people } = each;
    if (actions.length === 0) return [];
    const key = `digest/${council}/${mondayOf(today).toString()}`;
    const managers = people.filter(({ id, manages, declined }) => manages && !declined.includes('digest') && !sent.has(keyFor(key, id)));
    if (managers.length === 0) return [];
    const digest = digestOf(actions, today);
    return managers.map(({ id }) => ({ person: id, keys: [keyFor(key, id)], council, digest }));
  });
}

/** How the plans stand today, and what was moved since the digest before. */
export function digestOf(actions: readonly ActionStanding[], today: CalendarDate): Digest {
  const since = firstWorkingDayOfWeek(today.subtract({ days: 7 }));
  const standings = withStatuses(actions, today).toSorted(byReference);
  const ofStatus = (status: Status) => standings.filter((standing) => standing.status === status);
  return {
    tally: STATUS_KEYS.map((status) => ({ status, count: ofStatus(status).length })).filter(({ count }) => count > 0),
    overdue: ofStatus('overdue'),
    moved: standings.flatMap((standing) => {
      const moves = standing.action.moves.filter(({ on }) => !isBefore(on, since) && isBefore(on, today));
      return moves.length === 0 ? [] : [{ standing, moves }];
    }),
    silent: standings.filter(({ silentDays }) => silentDays !== null),
    awaitingEvidence: ofStatus('awaiting-evidence'),
  };
}

/** Each thing there is to say to the owner of an action today, with the key of this occurrence of it. */
function occurrencesOf(
  { action, status, silentDays }: StandingWithStatus,
  {
    reminderDays,
    today,
    last,
  }: { readonly reminderDays: readonly number[]; readonly today: CalendarDate; readonly last: Sent | undefined },
): readonly Occurrence[] {
  if (SETTLED.includes(status)) return [];
  const found: Occurrence[] = [];
  if (status === 'overdue' && (last === undefined || daysBetween(last.on, today) >= DAYS_BETWEEN_OVERDUE)) {
    found.push({ kind: 'overdue', key: `overdue/${action.id}/${(last?.number ?? 0) + 1}` });
  }
  const days = reminderDayReached(daysBetween(today, action.dueOn), reminderDays);
  if (days !== null) found.push({ kind: 'due', key: `due/${action.id}/${action.dueOn.toString()}/${days}` });
  if (silentDays !== null) {
    found.push({ kind: 'silent', key: `silent/${action.id}/${today.subtract({ days: silentDays - SILENT_DAYS }).toString()}` });
  }
  return found;
}

/** There is nothing for the owner to do. */
const SETTLED: readonly Status[] = ['stopped', 'done', 'awaiting-evidence'];

/** The nearest reminder that has come. It stays so until the next one or the due date: what fell on a day off comes on the next working day. */
function reminderDayReached(daysLeft: number, reminderDays: readonly number[]): number | null {
  if (daysLeft < 0) return null;
  const reached = reminderDays.filter((days) => daysLeft <= days);
  return reached.length === 0 ? null : Math.min(...reached);
}

/** The last time that each owner was told of each overdue action, by `action/person`. */
function lastOverdueIn(sent: SentReminders): ReadonlyMap<string, Sent> {
  const last = new Map<string, Sent>();
  for (const [key, on] of sent) {
    const [kind, action = '', count = '', person = ''] = key.split('/');
    if (kind !== 'overdue') continue;
    const known = last.get(`${action}/${person}`);
    const number = Number(count);
    if (known === undefined || known.number < number) last.set(`${action}/${person}`, { number, on });
  }
  return last;
}

function firstWorkingDayOfWeek(day: CalendarDate): CalendarDate {
  let first = mondayOf(day);
  while (!isWorkingDay(first)) first = first.add({ days: 1 });
  return first;
}

function mondayOf(day: CalendarDate): CalendarDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}

function byUrgency(left: Reminder, right: Reminder): number {
  const rank = ({ kinds: [kind] }: Reminder) => (kind === undefined ? REMINDER_KINDS.length : REMINDER_KINDS.indexOf(kind));
  return (
    rank(left) - rank(right) ||
    byDate(left.standing.action.dueOn, right.standing.action.dueOn) ||
    byReference(left.standing, right.standing)
  );
}

function keyFor(occurrence: string, person: string): string {
  return `${occurrence}/${person}`;
}

interface Occurrence {
  readonly kind: ReminderKind;
  /** Without the person. */
  readonly key: string;
}

interface KeyedReminder {
  readonly reminder: Reminder;
  readonly keys: readonly string[];
}

/** Which letter in a row it was, from one on, and when. */
interface Sent {
  readonly number: number;
  readonly on: CalendarDate;
}
