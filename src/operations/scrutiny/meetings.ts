import { isAllowed, type Actor } from '@/domain/access';
import { isSlug, type Authority } from '@/domain/authorities';
import {
  COMMITTEE_FIELDS,
  COMMITTEE_VERSION,
  committeeFieldInWords,
  committeeForm,
  committeeKey,
  committeeOfVersion,
  EMPTY_COMMITTEE,
  EMPTY_MEETING,
  MEETING_FIELDS,
  MEETING_VERSION,
  meetingBefore,
  meetingFieldInWords,
  meetingForm,
  meetingKey,
  meetingOfVersion,
  meetingsAhead,
  readCommittee,
  readMeeting,
  type Committee,
  type CommitteeFacts,
  type CommitteeField,
  type CommitteeForm,
  type Meeting,
  type MeetingFacts,
  type MeetingField,
  type MeetingForm,
} from '@/domain/scrutiny';
import { isBefore, momentAt, momentDay, NotFound, refused, type CalendarDate, type Moment } from '@/domain/shared';
import { findNextMeeting, listCommittees, listMeetings, listQuestions } from '@/database/scrutiny';
import { calendarText } from '@/documents/calendar';
import { readEnvironment } from '@/platform/environment';
import { newId } from '@/platform/tokens';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import type { FormChange } from '../conflict';
import { historyActor } from '../history';
import { saveByForm, type ScrutinySaved } from './saving';
import { meetingOf, recommendationsFor, withPosts, type ShownQuestion, type ShownRecommendation } from './shown';

/** Meetings longer ago are no longer of use in a diary. */
const YEARS_OF_CALENDAR = 1;

/** What a council's committees do about children's services. */
export interface ScrutinyView {
  readonly authority: Authority;
  /** By name; those that no longer meet as well. */
  readonly committees: readonly Committee[];
  /** The next one that takes place. */
  readonly next: Meeting | null;
  /** From today on, earliest first, cancelled ones too. */
  readonly ahead: readonly Meeting[];
  /** Before today, latest first. */
  readonly past: readonly Meeting[];
  /** Those that the asker may read. */
  readonly recommendations: readonly ShownRecommendation[];
  /** Where calendar programs subscribe. */
  readonly calendar: string;
  readonly mayKeep: boolean;
  readonly readsPlan: boolean;
}

export interface MeetingView {
  readonly authority: Authority;
  readonly meeting: Meeting;
  /** The same committee's meeting before it; null for its first. */
  readonly before: Meeting | null;
  readonly recommendations: readonly ShownRecommendation[];
  /** Null for whoever may not read them. */
  readonly questions: readonly ShownQuestion[] | null;
  readonly mayKeep: boolean;
  readonly mayAnswer: boolean;
  readonly mayAsk: boolean;
}

/** A form as it is saved. */
export interface CommitteeOpened {
  readonly authority: Authority;
  readonly form: CommitteeForm;
  readonly version: number;
  /** Null for a new one. */
  readonly committee: Committee | null;
}

export interface MeetingOpened {
  readonly authority: Authority;
  readonly form: MeetingForm;
  readonly version: number;
  /** Null for a new one. */
  readonly meeting: Meeting | null;
  /** Those that it can be a meeting of. */
  readonly committees: readonly Committee[];
  /** Where the council's meetings were held before. */
  readonly places: readonly string[];
}

interface When {
  readonly today: CalendarDate;
  readonly at: Moment;
}

/** Committees, meetings and what they recommended, for everybody. Throws `NotFound` for an unknown council. */
export async function viewScrutiny(actor: Actor, slug: string, today: CalendarDate): Promise<ScrutinyView> {
  authorise(actor, 'read-published');
  const authority = await councilOf(slug);
  const [committees, meetings, recommendations] = await Promise.all([
    listCommittees(slug),
    listMeetings(slug),
    recommendationsFor(slug, actor, today),
  ]);
  return {
    authority,
    committees,
    next: meetingsAhead(meetings, today)[0] ?? null,
    ahead: meetings.filter(({ heldOn }) => !isBefore(heldOn, today)).toReversed(),
    past: meetings.filter(({ heldOn }) => isBefore(heldOn, today)),
    recommendations,
    calendar: `${readEnvironment().PUBLIC_URL}/${slug}/scrutiny/meetings.ics`,
    mayKeep: isAllowed(actor, 'keep-scrutiny', slug),
    readsPlan: isAllowed(actor, 'read-plan', slug),
  };
}

/** The next meeting that takes place, for everybody; null for none. */
export async function nextMeeting(actor: Actor, slug: string, today: CalendarDate): Promise<Meeting | null> {
  authorise(actor, 'read-published');
  return isSlug(slug) ? findNextMeeting(slug, today) : null;
}

/** One meeting with what it recommended and, for those who read the plan, what was asked before it. Throws `NotFound`. */
export async function viewMeeting(actor: Actor, slug: string, key: string, today: CalendarDate): Promise<MeetingView> {
  authorise(actor, 'read-published');
  const authority = await councilOf(slug);
  const meeting = await meetingOf(slug, key);
  const [recommendations, questions, meetings] = await Promise.all([
    recommendationsFor(slug, actor, today, meeting.id),
    isAllowed(actor, 'read-plan', slug) ? listQuestions(slug, { meetingId: meeting.id }) : null,
    listMeetings(slug),
  ]);
  return {
    authority,
    meeting,
    before: meetingBefore(meetings, meeting),
    recommendations,
    questions: questions && (await withPosts(slug, questions)),
    mayKeep: isAllowed(actor, 'keep-scrutiny', slug),
    mayAnswer: isAllowed(actor, 'change-plan', slug),
    mayAsk: isAllowed(actor, 'ask-questions', slug) && meetingsAhead([meeting], today).length > 0,
  };
}

/** A council's meetings as a calendar for programs, which sign in nowhere: they are public. Throws `NotFound` for an unknown council. */
export async function meetingsFile(actor: Actor, slug: string, at: Moment): Promise<string> {
  authorise(actor, 'read-published');
  const { name } = await councilOf(slug);
  const base = readEnvironment().PUBLIC_URL;
  const since = momentDay(at).subtract({ years: YEARS_OF_CALENDAR });
  const meetings = (await listMeetings(slug)).filter(({ heldOn }) => !isBefore(heldOn, since));
  return calendarText({
    name: `Scrutiny meetings, ${name}`,
    days: [],
    meetings: meetings.map((meeting) => ({
      id: `meeting-${meeting.id}@${new URL(base).hostname}`,
      revision: meeting.version - 1,
      startsAt: momentAt(meeting.heldOn, meeting.startsAt),
      title: `${meeting.committee.name} (${name})`,
      text: [
        ...(meeting.cancelledReason === null ? [] : [`Does not take place: ${meeting.cancelledReason}`]),
        ...(meeting.agendaItem === null ? [] : [`Children’s services: item ${meeting.agendaItem}`]),
        ...(meeting.papersLink === null ? [] : [`Agenda and papers: ${meeting.papersLink}`]),
      ].join('\n'),
      place: meeting.place,
      link: `${base}/${slug}/scrutiny/${meeting.key}`,
      isCancelled: meeting.cancelledReason !== null,
    })),
    madeAt: at,
  });
}

/** The form of a committee, or of a new one (`key` null). Throws `Forbidden`, and `NotFound` for an unknown council or committee. */
export async function openCommittee(actor: Actor, slug: string, key: string | null): Promise<CommitteeOpened> {
  authorise(actor, 'keep-scrutiny', slug);
  const authority = await councilOf(slug);
  const committee = committeeAmong(await listCommittees(slug), key);
  return { authority, committee, form: committee === null ? EMPTY_COMMITTEE : committeeForm(committee), version: committee?.version ?? 0 };
}

/** Saves a committee, unless the form is older than what is saved: then both texts come back. Throws as `openCommittee`. */
export async function saveCommittee(
  actor: Actor,
  slug: string,
  key: string | null,
  change: FormChange<CommitteeField>,
  { today, at }: When,
): Promise<ScrutinySaved<CommitteeField>> {
  authorise(actor, 'keep-scrutiny', slug);
  await councilOf(slug);
  const newOne = newId();
  return saveByForm<CommitteeField, CommitteeFacts>(slug, change, { actor: historyActor(actor), at }, async () => {
    const committees = await listCommittees(slug);
    const saved = committeeAmong(committees, key);
    const id = saved?.id ?? newOne;
    return {
      key: saved?.key ?? '',
      change: (facts) => {
        const committee = { ...facts, id, authority: slug, key: saved?.key ?? committeeKey(facts.name), version: saved?.version ?? 0 };
        return { key: committee.key, change: { committees: [committee] } };
      },
      record: {
        type: 'committee',
        id,
        saved: { form: saved === null ? EMPTY_COMMITTEE : committeeForm(saved), version: saved?.version ?? 0 },
        formAt: (content) =>
          content === null ? EMPTY_COMMITTEE : committeeForm(committeeOfVersion(COMMITTEE_VERSION.parse(JSON.parse(content)))),
        read: (form) => {
          const read = readCommittee(form, today);
          const isTaken = read.ok && saved === null && committees.some((each) => each.key === committeeKey(read.value.name));
          return isTaken ? refused({ field: 'name', message: 'Choose another name: a committee of this name is recorded already' }) : read;
        },
        formOf: committeeForm,
        fields: COMMITTEE_FIELDS,
        inWords: committeeFieldInWords,
      },
    };
  });
}

/** The form of a meeting, or of a new one (`key` null). Throws `Forbidden`, and `NotFound` for an unknown council or meeting. */
export async function openMeeting(actor: Actor, slug: string, key: string | null): Promise<MeetingOpened> {
  authorise(actor, 'keep-scrutiny', slug);
  const authority = await councilOf(slug);
  const meeting = key === null ? null : await meetingOf(slug, key);
  const [committees, meetings] = await Promise.all([committeesFor(slug, meeting), listMeetings(slug)]);
  return {
    authority,
    meeting,
    committees,
    form: meeting === null ? EMPTY_MEETING : meetingForm(meeting),
    version: meeting?.version ?? 0,
    places: [...new Set(meetings.map(({ place }) => place))],
  };
}

/** Saves a meeting, unless the form is older than what is saved: then both texts come back. Throws as `openMeeting`. */
export async function saveMeeting(
  actor: Actor,
  slug: string,
  key: string | null,
  change: FormChange<MeetingField>,
  { today, at }: When,
): Promise<ScrutinySaved<MeetingField>> {
  authorise(actor, 'keep-scrutiny', slug);
  await councilOf(slug);
  const newOne = newId();
  return saveByForm<MeetingField, MeetingFacts>(slug, change, { actor: historyActor(actor), at }, async () => {
    const saved = key === null ? null : await meetingOf(slug, key);
    const id = saved?.id ?? newOne;
    const [committees, meetings] = await Promise.all([committeesFor(slug, saved), listMeetings(slug)]);
    const keyOf = ({ committee, heldOn }: MeetingFacts) => saved?.key ?? meetingKey(committee, heldOn);
    return {
      key: saved?.key ?? '',
      change: (facts) => {
        const meeting = { ...facts, id, authority: slug, key: keyOf(facts), version: saved?.version ?? 0 };
        return { key: meeting.key, change: { meetings: [meeting] } };
      },
      record: {
        type: 'meeting',
        id,
        saved: { form: saved === null ? EMPTY_MEETING : meetingForm(saved), version: saved?.version ?? 0 },
        formAt: (content) => (content === null ? EMPTY_MEETING : meetingForm(meetingOfVersion(MEETING_VERSION.parse(JSON.parse(content))))),
        read: (form) => {
          const read = readMeeting(form, committees, today);
          const isTaken = read.ok && saved === null && meetings.some((each) => each.key === keyOf(read.value));
          return isTaken
            ? refused({ field: 'heldOn', message: 'Choose another date: this committee’s meeting of that day is recorded already' })
            : read;
        },
        formOf: meetingForm,
        fields: MEETING_FIELDS,
        inWords: (field, text) =>
          meetingFieldInWords(field, text, (committee) => committees.find((each) => each.id === committee)?.name ?? 'none'),
      },
    };
  });
}

/** Those that still meet; of a meeting that is recorded its own. */
async function committeesFor(slug: string, meeting: Meeting | null): Promise<readonly Committee[]> {
  const committees = await listCommittees(slug);
  return committees.filter(({ id, endedOn }) => (meeting === null ? endedOn === null : id === meeting.committee.id));
}

function committeeAmong(committees: readonly Committee[], key: string | null): Committee | null {
  if (key === null) return null;
  const committee = committees.find((each) => each.key === key);
  if (committee === undefined) throw new NotFound(`No committee ${key}`);
  return committee;
}
