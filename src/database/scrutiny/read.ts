import type { Committee, Meeting, Question, Recommendation, Subject, SubjectKind } from '@/domain/scrutiny';
import type { CalendarDate } from '@/domain/shared';
import { database } from '../client';
import { measuredOf } from '../indicators';
import { toDateColumn } from '../rows';
import {
  committeeFromRow,
  meetingFromRow,
  questionFromRow,
  recommendationFromRow,
  WHOLE_MEETING,
  WHOLE_QUESTION,
  WHOLE_RECOMMENDATION,
  WITH_COUNCIL,
} from './rows';

/** More than a council has ever had, or asks at once. */
const MOST_COMMITTEES = 50;
const MOST_MEETINGS = 1_000;
const MOST_RECOMMENDATIONS = 2_000;
const MOST_QUESTIONS = 500;

/** A council's committees by name, those that have ended too. */
export async function listCommittees(slug: string): Promise<readonly Committee[]> {
  const rows = await database().committee.findMany({
    where: { authority: { slug } },
    include: WITH_COUNCIL,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST_COMMITTEES,
  });
  return rows.map(committeeFromRow);
}

/** A council's meetings, the latest first, cancelled ones too. */
export async function listMeetings(slug: string): Promise<readonly Meeting[]> {
  const rows = await database().meeting.findMany({
    where: { authority: { slug } },
    include: WHOLE_MEETING,
    orderBy: [{ heldOn: 'desc' }, { startsAt: 'desc' }, { id: 'asc' }],
    take: MOST_MEETINGS,
  });
  return rows.map(meetingFromRow);
}

/** The next one that takes place, of a day or later; null for none. */
export async function findNextMeeting(slug: string, from: CalendarDate): Promise<Meeting | null> {
  const row = await database().meeting.findFirst({
    where: { authority: { slug }, cancelledReason: null, heldOn: { gte: toDateColumn(from) } },
    include: WHOLE_MEETING,
    orderBy: [{ heldOn: 'asc' }, { startsAt: 'asc' }, { id: 'asc' }],
  });
  return row && meetingFromRow(row);
}

/** By its key in addresses. */
export async function findMeeting(slug: string, key: string): Promise<Meeting | null> {
  const row = await database().meeting.findFirst({ where: { key, authority: { slug } }, include: WHOLE_MEETING });
  return row && meetingFromRow(row);
}

/**
 * What a council's committees recommended, that of the latest meeting first, in a meeting by number. `minutedBy` leaves out what no minutes said by that day: whoever may not
 * read it is not even sent it.
 */
export async function listRecommendations(
  slug: string,
  { minutedBy, meetingId }: { readonly minutedBy?: CalendarDate | null; readonly meetingId?: string },
): Promise<readonly RecommendationOfMeeting[]> {
  const rows = await database().recommendation.findMany({
    where: {
      ...(meetingId === undefined ? {} : { meetingId }),
      meeting: { authority: { slug }, ...(minutedBy ? { minutedOn: { lte: toDateColumn(minutedBy) } } : {}) },
    },
    include: { ...WHOLE_RECOMMENDATION, meeting: { include: WHOLE_MEETING } },
    orderBy: [{ meeting: { heldOn: 'desc' } }, { meeting: { startsAt: 'desc' } }, { meetingId: 'asc' }, { number: 'asc' }],
    take: MOST_RECOMMENDATIONS,
  });
  return rows.map(({ meeting, ...row }) => ({ recommendation: recommendationFromRow(row), meeting: meetingFromRow(meeting) }));
}

export async function findRecommendation(meetingId: string, number: number): Promise<Recommendation | null> {
  const row = await database().recommendation.findUnique({
    where: { meetingId_number: { meetingId, number } },
    include: WHOLE_RECOMMENDATION,
  });
  return row && recommendationFromRow(row);
}

/** What was asked before a meeting, or by one person before any, earliest first. */
export async function listQuestions(
  slug: string,
  of: { readonly meetingId: string } | { readonly askedBy: string },
): Promise<readonly QuestionOfMeeting[]> {
  const rows = await database().question.findMany({
    where: { ...of, meeting: { authority: { slug } } },
    include: { ...WHOLE_QUESTION, meeting: { include: WHOLE_MEETING } },
    orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
    take: MOST_QUESTIONS,
  });
  return rows.map(({ meeting, ...row }) => ({ question: questionFromRow(row), meeting: meetingFromRow(meeting) }));
}

export async function findQuestion(meetingId: string, id: string): Promise<Question | null> {
  const row = await database().question.findFirst({ where: { id, meetingId }, include: WHOLE_QUESTION });
  return row && questionFromRow(row);
}

/** A finding, action or indicator that can be asked about: the council's own, or a published indicator. Null for none. */
export async function findSubject(slug: string, kind: SubjectKind, id: string): Promise<Subject | null> {
  if (kind === 'finding') {
    const finding = await database().finding.findFirst({
      where: { id, inspection: { authority: { slug } } },
      select: { id: true, title: true },
    });
    return finding && { kind, ...finding };
  }
  if (kind === 'action') {
    const action = await database().action.findFirst({ where: { id, plan: { authority: { slug } } }, select: { id: true, title: true } });
    return action && { kind, ...action };
  }
  const indicator = await database().indicator.findFirst({
    where: { ...measuredOf(slug), key: id },
    select: { key: true, name: true },
  });
  return indicator && { kind, id: indicator.key, title: indicator.name };
}

export interface RecommendationOfMeeting {
  readonly recommendation: Recommendation;
  readonly meeting: Meeting;
}

export interface QuestionOfMeeting {
  readonly question: Question;
  readonly meeting: Meeting;
}
