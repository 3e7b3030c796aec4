import type { Json, NewHistoryEntry } from '@/domain/history';
import {
  committeeVersion,
  meetingVersion,
  questionVersion,
  recommendationVersion,
  type Committee,
  type Meeting,
  type Question,
  type Recommendation,
} from '@/domain/scrutiny';
import type { Moment } from '@/domain/shared';
import { database, Prisma, type Queries } from '../client';
import { appendHistories } from '../history';
import { measuredOf } from '../indicators';
import { toTimeColumn } from '../rows';
import { committeeColumns, meetingColumns, questionColumns, recommendationColumns } from './rows';

/** Many may save at once: each waits for a connection and for the council's chain. */
const PATIENCE = { maxWait: 15_000, timeout: 15_000 };

/**
 * Saves new and changed records of a council's scrutiny with their history, all or nothing. A record's `version` is the one it was read at, 0 for a new one. Answers false,
 * and saves nothing, where one was saved by somebody else since, where a new one's key or number was taken, or where what it is about is gone.
 */
export async function saveScrutiny(slug: string, change: ScrutinyChange, note: HistoryNote): Promise<boolean> {
  try {
    await database().$transaction(async (queries) => {
      const { id: authorityId } = await queries.authority.findUniqueOrThrow({ where: { slug }, select: { id: true } });
      const saved: NewHistoryEntry[] = [];
      const keep = (recordType: string, { id: recordId, version }: Versioned, content: Json) => {
        saved.push({ chain: slug, recordType, recordId, version: version + 1, content, ...note });
      };
      for (const committee of change.committees ?? []) {
        await saveCommittee(queries, authorityId, committee);
        keep('committee', committee, committeeVersion(committee));
      }
      for (const meeting of change.meetings ?? []) {
        await saveMeeting(queries, authorityId, meeting);
        keep('meeting', meeting, meetingVersion(meeting));
      }
      for (const recommendation of change.recommendations ?? []) {
        await saveRecommendation(queries, authorityId, recommendation);
        keep('recommendation', recommendation, recommendationVersion(recommendation));
      }
      for (const question of change.questions ?? []) {
        await saveQuestion(queries, slug, authorityId, question);
        keep('question', question, questionVersion(question));
      }
      await appendHistories(queries, saved);
    }, PATIENCE);
    return true;
  } catch (error) {
    if (error instanceof Overtaken || (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003')) return false;
    throw error;
  }
}

async function saveCommittee(queries: Queries, authorityId: number, committee: Committee): Promise<void> {
  const { id, key, version } = committee;
  const data = { ...committeeColumns(committee), version: version + 1 };
  if (version === 0) expectOne(await queries.committee.createMany({ data: [{ ...data, id, authorityId, key }], skipDuplicates: true }), id);
  else expectOne(await queries.committee.updateMany({ where: { id, authorityId, version }, data }), id);
}

async function saveMeeting(queries: Queries, authorityId: number, meeting: Meeting): Promise<void> {
  const { id, key, committee, version } = meeting;
  const data = { ...meetingColumns(meeting), version: version + 1 };
  const added = { ...data, id, authorityId, key, committeeId: committee.id };
  if (version === 0) expectOne(await queries.meeting.createMany({ data: [added], skipDuplicates: true }), id);
  else expectOne(await queries.meeting.updateMany({ where: { id, authorityId, version }, data }), id);
}

async function saveRecommendation(queries: Queries, authorityId: number, recommendation: Recommendation): Promise<void> {
  const { id, meetingId, number, actions, version } = recommendation;
  const data = { ...recommendationColumns(recommendation), version: version + 1 };
  await expectOwnMeeting(queries, authorityId, meetingId);
  if (version === 0) {
    expectOne(await queries.recommendation.createMany({ data: [{ ...data, id, meetingId, number }], skipDuplicates: true }), id);
  } else expectOne(await queries.recommendation.updateMany({ where: { id, meetingId, version }, data }), id);
  await queries.recommendationAction.deleteMany({ where: { recommendationId: id } });
  await queries.recommendationAction.createMany({ data: actions.map((actionId) => ({ recommendationId: id, actionId })) });
}

async function saveQuestion(queries: Queries, slug: string, authorityId: number, question: Question): Promise<void> {
  const { id, askedBy, subject, text, meetingId, version } = question;
  const data = { ...questionColumns(question), version: version + 1 };
  await expectOwnMeeting(queries, authorityId, meetingId);
  if (version > 0) return expectOne(await queries.question.updateMany({ where: { id, version, meeting: { authorityId } }, data }), id);
  const about =
    subject.kind === 'indicator'
      ? { indicatorId: (await queries.indicator.findFirstOrThrow({ where: { ...measuredOf(slug), key: subject.id } })).id }
      : { [subject.kind === 'finding' ? 'findingId' : 'actionId']: subject.id };
  const added = { ...data, ...about, id, askedBy, text, sentAt: toTimeColumn(question.sentAt) };
  return expectOne(await queries.question.createMany({ data: [added], skipDuplicates: true }), id);
}

/** A meeting is never removed and never another council's: this fails for a wrong program alone. */
async function expectOwnMeeting(queries: Queries, authorityId: number, id: string): Promise<void> {
  await queries.meeting.findFirstOrThrow({ where: { id, authorityId }, select: { id: true } });
}

function expectOne({ count }: { readonly count: number }, id: string): void {
  if (count === 0) throw new Overtaken(id);
}

/** Ends a transaction that rests on what is no longer so: a record's version, a free number or key. */
class Overtaken extends Error {
  constructor(recordId: string) {
    super(`${recordId} was saved by somebody else`);
  }
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Records to save together; each kind in the order given. */
export interface ScrutinyChange {
  readonly committees?: readonly Committee[];
  readonly meetings?: readonly Meeting[];
  readonly recommendations?: readonly Recommendation[];
  readonly questions?: readonly Question[];
}

/** Who saves, why and when. */
interface HistoryNote {
  readonly actor: string;
  readonly reason: string | null;
  readonly at: Moment;
}
