import { z } from 'zod';
import {
  accepted,
  byDate,
  calendarDate,
  dateInWords,
  day,
  isBefore,
  line,
  onOneLine,
  optionalDay,
  optionalLine,
  optionalParagraphs,
  readForm,
  refused,
  type CalendarDate,
  type Problem,
  type Result,
  type Texts,
} from '../shared';
import { LONGEST_LINE, LONGEST_TEXT, OPTIONAL_LINK } from './typed';

/** So that a meeting's address, the day and this, stays short enough to be read out. */
const LONGEST_KEY = 60;

/**
 * The Local Government Act 2000, section 9FA, makes part 5A of the Local Government Act 1972 hold for them: agenda, papers and minutes are open to everybody, and so the
 * product shows them. What was recommended it shows once the minutes say so.
 */
export const PUBLIC_IN_LAW = 'Scrutiny committees meet in public by law (Local Government Act 1972, part 5A)';

/** A committee of a council that scrutinises children's services. */
export interface Committee {
  readonly id: string;
  /** Slug of the council. */
  readonly authority: string;
  /** Part of its meetings' addresses; never changed. */
  readonly key: string;
  readonly name: string;
  /** What it looks at. */
  readonly remit: string | null;
  readonly link: string | null;
  /** Null while it meets. */
  readonly endedOn: CalendarDate | null;
  readonly version: number;
}

/** A meeting of a committee in public. */
export interface Meeting {
  readonly id: string;
  /** Slug of the council. */
  readonly authority: string;
  readonly committee: Pick<Committee, 'id' | 'key' | 'name'>;
  /** In addresses: the day for which it was first called and the committee's key; never changed, also where the day is. */
  readonly key: string;
  readonly heldOn: CalendarDate;
  /** `18:00`, by the clock in England. */
  readonly startsAt: string;
  readonly place: string;
  /** The item of the agenda under which children's services are taken. */
  readonly agendaItem: string | null;
  readonly papersLink: string | null;
  /** Why it does not take place; null where it does. */
  readonly cancelledReason: string | null;
  /** Since when its minutes are published. */
  readonly minutedOn: CalendarDate | null;
  readonly minutesLink: string | null;
  readonly version: number;
}

/** The part of an address that a committee's name gives: `people-scrutiny-committee`. Empty for a name without letters or figures. */
export function committeeKey(name: string): string {
  const words = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[’'\p{M}]/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let key = '';
  for (const word of words) {
    const longer = key === '' ? word.slice(0, LONGEST_KEY) : `${key}-${word}`;
    if (longer.length > LONGEST_KEY) break;
    key = longer;
  }
  return key;
}

/** `2026-12-10-people-scrutiny-committee`: a committee meets at most once a day. */
export function meetingKey(committee: Pick<Committee, 'key'>, heldOn: CalendarDate): string {
  return `${heldOn.toString()}-${committee.key}`;
}

/** Of an address: everything else is looked up nowhere. */
export function isMeetingKey(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(-[a-z0-9]+)+$/.test(text) && text.length <= LONGEST_KEY + 11;
}

/** Those that are still to take place, today's among them, earliest first. */
export function meetingsAhead<Held extends Pick<Meeting, 'heldOn' | 'startsAt' | 'cancelledReason'>>(
  meetings: readonly Held[],
  today: CalendarDate,
): readonly Held[] {
  return meetings.filter(({ heldOn, cancelledReason }) => cancelledReason === null && !isBefore(heldOn, today)).toSorted(byTime);
}

/** Earliest first. */
export function byTime(left: Pick<Meeting, 'heldOn' | 'startsAt'>, right: Pick<Meeting, 'heldOn' | 'startsAt'>): number {
  return byDate(left.heldOn, right.heldOn) || left.startsAt.localeCompare(right.startsAt);
}

/** The last meeting of the same committee that took place before this one; null for the first. */
export function meetingBefore<Held extends Meeting>(meetings: readonly Held[], meeting: Meeting): Held | null {
  const earlier = meetings.filter(
    ({ committee, heldOn, cancelledReason }) =>
      committee.id === meeting.committee.id && cancelledReason === null && isBefore(heldOn, meeting.heldOn),
  );
  return earlier.toSorted(byTime).at(-1) ?? null;
}

/** Whether what a meeting recommended is public: the minutes say so. */
export function isMinuted({ minutedOn }: Pick<Meeting, 'minutedOn'>, today: CalendarDate): boolean {
  return minutedOn !== null && !isBefore(today, minutedOn);
}

/** `10 December 2026 at 18:00` */
export function meetingTimeInWords({ heldOn, startsAt }: Pick<Meeting, 'heldOn' | 'startsAt'>): string {
  return `${dateInWords(heldOn)} at ${startsAt}`;
}

/** `People Scrutiny Committee, 10 December 2026` */
export function meetingInWords({ committee, heldOn }: Pick<Meeting, 'committee' | 'heldOn'>): string {
  return `${committee.name}, ${dateInWords(heldOn)}`;
}

/** How far ahead a meeting is, in a sentence without its full stop: "The next meeting is in 20 days, on 10 December 2026". */
export function nextMeetingInWords(next: Pick<Meeting, 'heldOn'> | null, today: CalendarDate): string {
  if (next === null) return 'No meeting is called';
  const days = today.until(next.heldOn, { largestUnit: 'day' }).days;
  const when = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
  return `The next meeting is ${when}, on ${dateInWords(next.heldOn)}`;
}

/** The fields of each form in its order, with what they are called there, in a conflict and in the history. */
export const COMMITTEE_FIELDS = [
  { key: 'name', label: 'Name of the committee' },
  { key: 'remit', label: 'What it looks at' },
  { key: 'link', label: 'Its page on the council’s site' },
  { key: 'endedOn', label: 'Ended on' },
] as const;

export const MEETING_FIELDS = [
  { key: 'committee', label: 'Committee' },
  { key: 'heldOn', label: 'Date' },
  { key: 'startsAt', label: 'Start' },
  { key: 'place', label: 'Place' },
  { key: 'agendaItem', label: 'Item of the agenda' },
  { key: 'papersLink', label: 'Agenda and papers' },
  { key: 'cancelledReason', label: 'Why it does not take place' },
  { key: 'minutedOn', label: 'Minutes published on' },
  { key: 'minutesLink', label: 'Minutes' },
] as const;

export type CommitteeField = (typeof COMMITTEE_FIELDS)[number]['key'];
export type MeetingField = (typeof MEETING_FIELDS)[number]['key'];
export type CommitteeForm = Texts<CommitteeField>;
/** Text as typed, days as `2026-12-10`, the committee by its id. */
export type MeetingForm = Texts<MeetingField>;

export const EMPTY_COMMITTEE: CommitteeForm = { name: '', remit: '', link: '', endedOn: '' };
export const EMPTY_MEETING: MeetingForm = {
  ...{ committee: '', heldOn: '', startsAt: '', place: '', agendaItem: '', papersLink: '' },
  ...{ cancelledReason: '', minutedOn: '', minutesLink: '' },
};

const COMMITTEE = z.object({
  name: line(LONGEST_LINE, { missing: 'Enter the committee’s name', tooLong: `Shorten the name to ${LONGEST_LINE} characters` }).refine(
    (name) => committeeKey(name) !== '',
    'Enter a name with letters or figures',
  ),
  remit: optionalParagraphs(LONGEST_TEXT, `Shorten this to ${LONGEST_TEXT} characters`),
  link: OPTIONAL_LINK,
  endedOn: optionalDay,
});

const OPTIONAL_LINE = optionalLine(LONGEST_LINE, `Shorten this to ${LONGEST_LINE} characters`);

const MEETING = z.object({
  committee: z.string(),
  heldOn: day('Enter the date of the meeting'),
  startsAt: z.string().transform((typed, context) => {
    const [, hour = '', minute = ''] = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(onOneLine(typed)) ?? [];
    if (hour === '') context.addIssue({ code: 'custom', message: 'Enter when it starts by the 24-hour clock, for example 18:00' });
    return `${hour.padStart(2, '0')}:${minute}`;
  }),
  place: line(LONGEST_LINE, {
    missing: 'Say where it is held, for example Council Chamber, Town Hall',
    tooLong: `Shorten the place to ${LONGEST_LINE} characters`,
  }),
  agendaItem: OPTIONAL_LINE,
  papersLink: OPTIONAL_LINK,
  cancelledReason: OPTIONAL_LINE,
  minutedOn: optionalDay,
  minutesLink: OPTIONAL_LINK,
});

/** What a committee's record says, without what the product adds to it. */
export type CommitteeFacts = Pick<Committee, 'name' | 'remit' | 'link' | 'endedOn'>;
export type MeetingFacts = Omit<Meeting, 'id' | 'authority' | 'key' | 'version'>;

/** What somebody typed as a committee, or a sentence for each field that says what to do. */
export function readCommittee(form: CommitteeForm, today: CalendarDate): Result<CommitteeFacts> {
  const read = readForm(COMMITTEE, form);
  if (read.ok && read.value.endedOn !== null && isBefore(today, read.value.endedOn)) {
    return refused({ field: 'endedOn', message: 'Enter a date that is not ahead: until it ends the committee meets' });
  }
  return read;
}

/** The same of a meeting. `committees` are those that it may be a meeting of. */
export function readMeeting(
  form: MeetingForm,
  committees: readonly Pick<Committee, 'id' | 'key' | 'name'>[],
  today: CalendarDate,
): Result<MeetingFacts> {
  const read = readForm(MEETING, form);
  const committee = committees.find(({ id }) => id === form.committee);
  const problems: Problem[] = read.ok ? [] : [...read.problems];
  if (committee === undefined) problems.unshift({ field: 'committee', message: 'Choose the committee that meets' });
  if (read.ok) problems.push(...againstMinutes(read.value, today));
  if (!read.ok || committee === undefined || problems.length > 0) return refused(...problems);
  const { id, key, name } = committee;
  return accepted({ ...read.value, committee: { id, key, name } });
}

export function committeeForm({ name, remit, link, endedOn }: CommitteeFacts): CommitteeForm {
  return { name, remit: remit ?? '', link: link ?? '', endedOn: endedOn?.toString() ?? '' };
}

export function meetingForm(meeting: MeetingFacts): MeetingForm {
  const { committee, heldOn, startsAt, place, agendaItem, papersLink, cancelledReason, minutedOn, minutesLink } = meeting;
  return {
    ...{ committee: committee.id, heldOn: heldOn.toString(), startsAt, place, agendaItem: agendaItem ?? '', papersLink: papersLink ?? '' },
    ...{ cancelledReason: cancelledReason ?? '', minutedOn: minutedOn?.toString() ?? '', minutesLink: minutesLink ?? '' },
  };
}

/** One field in words. */
export function committeeFieldInWords(field: CommitteeField, text: string): string {
  return field === 'endedOn' && text !== '' ? dateInWords(calendarDate(text)) : text;
}

/** One field in words. Committees are named by whoever asks. */
export function meetingFieldInWords(field: MeetingField, text: string, committeeName: (id: string) => string): string {
  if (field === 'committee') return committeeName(text);
  return (field === 'heldOn' || field === 'minutedOn') && text !== '' ? dateInWords(calendarDate(text)) : text;
}

const DAY = z.iso.date();

/** Committees and meetings as the history keeps them. What is once kept is read for ever: fields are only added. */
export const COMMITTEE_VERSION = z.object({
  key: z.string(),
  name: z.string(),
  remit: z.string().nullable(),
  link: z.string().nullable(),
  endedOn: DAY.nullable(),
});

export const MEETING_VERSION = z.object({
  key: z.string(),
  committee: z.object({ id: z.string(), key: z.string(), name: z.string() }),
  heldOn: DAY,
  startsAt: z.string(),
  place: z.string(),
  agendaItem: z.string().nullable(),
  papersLink: z.string().nullable(),
  cancelledReason: z.string().nullable(),
  minutedOn: DAY.nullable(),
  minutesLink: z.string().nullable(),
});

export type CommitteeVersion = z.infer<typeof COMMITTEE_VERSION>;
export type MeetingVersion = z.infer<typeof MEETING_VERSION>;

export function committeeVersion({ key, name, remit, link, endedOn }: Committee): CommitteeVersion {
  return { key, name, remit, link, endedOn: endedOn?.toString() ?? null };
}

export function committeeOfVersion({ name, remit, link, endedOn }: CommitteeVersion): CommitteeFacts {
  return { name, remit, link, endedOn: endedOn === null ? null : calendarDate(endedOn) };
}

export function committeeVersionFacts(version: CommitteeVersion) {
  const form = committeeForm(committeeOfVersion(version));
  return COMMITTEE_FIELDS.map(({ key, label }) => ({ label, words: committeeFieldInWords(key, form[key]) }));
}

export function meetingVersion(meeting: Meeting): MeetingVersion {
  const { key, committee, heldOn, startsAt, place, agendaItem, papersLink, cancelledReason, minutedOn, minutesLink } = meeting;
  return {
    ...{ key, committee: { ...committee }, heldOn: heldOn.toString(), startsAt, place, agendaItem, papersLink, cancelledReason },
    ...{ minutedOn: minutedOn?.toString() ?? null, minutesLink },
  };
}

export function meetingOfVersion(kept: MeetingVersion): MeetingFacts {
  const { committee, startsAt, place, agendaItem, papersLink, cancelledReason, minutedOn, minutesLink } = kept;
  return {
    ...{ committee, heldOn: calendarDate(kept.heldOn), startsAt, place, agendaItem, papersLink, cancelledReason },
    ...{ minutedOn: minutedOn === null ? null : calendarDate(minutedOn), minutesLink },
  };
}

export function meetingVersionFacts(version: MeetingVersion) {
  const form = meetingForm(meetingOfVersion(version));
  return MEETING_FIELDS.map(({ key, label }) => ({ label, words: meetingFieldInWords(key, form[key], () => version.committee.name) }));
}

function againstMinutes({ heldOn, cancelledReason, minutedOn, minutesLink }: z.infer<typeof MEETING>, today: CalendarDate): Problem[] {
  const problems: Problem[] = [];
  if (minutedOn === null) {
    if (minutesLink !== null) problems.push({ field: 'minutedOn', message: 'Enter when the minutes were published' });
    return problems;
  }
  if (cancelledReason !== null) {
    problems.push({ field: 'cancelledReason', message: 'Take out the reason or the minutes: a meeting that was not held has none' });
  }
  if (isBefore(minutedOn, heldOn)) problems.push({ field: 'minutedOn', message: 'Enter a date that is not before the meeting' });
  if (isBefore(today, minutedOn)) {
    problems.push({ field: 'minutedOn', message: 'Enter a date that is not ahead: leave it empty until the minutes are published' });
  }
  return problems;
}
