import { canonicalJson } from '@/domain/history';
import {
  contentOfText,
  draftForm,
  DRAFT_VERSION,
  draftOfVersion,
  draftVersion,
  UNTOUCHED_DRAFT,
  type BriefingContent,
  type BriefingDraft,
} from '@/domain/scrutiny';
import type { Moment } from '@/domain/shared';
import { database, type Prisma } from '../client';
import { appendHistory, sha256 } from '../history';
import { fromDateColumn, fromTimeColumn, toDateColumn, toTimeColumn } from '../rows';

/** Many may save at once: each waits for a connection and for the council's chain. */
const PATIENCE = { maxWait: 15_000, timeout: 15_000 };

const MOST_SHOWN = 100;
/** More than anybody reads in office. */
const MOST_OPENED = 1_000;

const HEAD = { id: true, number: true, publishedAt: true, hash: true } as const;

/** The briefing of a meeting published last, or under that number; null for none. */
export async function findBriefing(meetingId: string, number: number | null): Promise<StoredBriefing | null> {
  const row = await database().briefing.findFirst({
    where: { meetingId, ...(number === null ? {} : { number }) },
    orderBy: { number: 'desc' },
  });
  return row && { ...headFromRow(row), content: contentOfText(row.content) };
}

/** All that were published for a meeting, the newest first, without their content. */
export async function listBriefings(meetingId: string): Promise<readonly BriefingHead[]> {
  const rows = await database().briefing.findMany({ where: { meetingId }, select: HEAD, orderBy: { number: 'desc' }, take: MOST_SHOWN });
  return rows.map(headFromRow);
}

/** The newest briefing of each of a council's meetings that has one, and whether a person has yet to open it; for nobody in particular none is unread. */
export async function listNewestBriefings(
  slug: string,
  meetingIds: readonly string[],
  personId: string | null,
): Promise<readonly NewestBriefing[]> {
  const rows = await database().briefing.findMany({
    where: { meetingId: { in: [...meetingIds] }, meeting: { authority: { slug } } },
    distinct: ['meetingId'],
    select: { ...HEAD, meetingId: true, readBy: { where: { personId: personId ?? '' }, select: { readAt: true } } },
    orderBy: [{ meetingId: 'asc' }, { number: 'desc' }],
    take: MOST_SHOWN,
  });
  return rows.map((row) => ({ ...headFromRow(row), meetingId: row.meetingId, isUnread: personId !== null && row.readBy.length === 0 }));
}

/**
 * Keeps a briefing for good, with its history. Answers its hash; null, and keeps nothing, where somebody has published that number meanwhile, or its draft is no longer at that
 * version (0 where there is none). The draft stays: the next briefing of the meeting goes on from it.
 */
export async function publishBriefing(
  slug: string,
  { id, meetingId, draft, content }: NewBriefing,
  by: HistoryNote,
): Promise<string | null> {
  const text = canonicalJson(content);
  const hash = sha256(text);
  const { number } = content;
  return database().$transaction(async (queries) => {
    const [current] = await queries.$queryRaw<{ version: number }[]>`
      SELECT version FROM briefing_draft WHERE meeting_id = ${meetingId} FOR SHARE`;
    if ((current?.version ?? 0) !== draft) return null;
    const { count } = await queries.briefing.createMany({
      data: [{ id, meetingId, number, publishedAt: toTimeColumn(by.at), publishedBy: by.actor, content: text, hash }],
      skipDuplicates: true,
    });
    if (count === 0) return null;
    const entry = { chain: slug, recordType: 'briefing', recordId: id, version: 1, content: { meeting: meetingId, number, hash } };
    await appendHistory(queries, { ...entry, ...by });
    return hash;
  }, PATIENCE);
}

/** The newest briefing of each meeting, of every council, that was published from a moment on. */
export async function listBriefingsPublishedFrom(from: Moment): Promise<readonly PublishedBriefing[]> {
  const rows = await database().briefing.findMany({
    where: { publishedAt: { gte: toTimeColumn(from) } },
    distinct: ['meetingId'],
    include: { meeting: { select: { key: true, authority: { select: { slug: true } } } } },
    orderBy: [{ meetingId: 'asc' }, { number: 'desc' }],
    take: MOST_SHOWN,
  });
  return rows.map((row) => ({
    ...headFromRow(row),
    content: contentOfText(row.content),
    slug: row.meeting.authority.slug,
    meeting: row.meeting.key,
  }));
}

/** What an officer has settled for a meeting's next briefing; version 0 where nobody has yet. */
export async function findDraft(meetingId: string): Promise<StoredDraft> {
  const row = await database().briefingDraft.findUnique({ where: { meetingId } });
  return row === null
    ? { ...UNTOUCHED_DRAFT, version: 0 }
    : {
        ...draftOfVersion(
          DRAFT_VERSION.parse({
            asAt: row.asAt && fromDateColumn(row.asAt).toString(),
            headline: row.headline,
            lines: row.lines === null ? null : (JSON.parse(row.lines) as unknown),
          }),
        ),
        version: row.version,
      };
}

/** Saves a draft that is still at the version that the change started from, 0 for a new one. Answers false where it is not, and saves nothing. */
export async function saveDraft(slug: string, meetingId: string, draft: StoredDraft, note: HistoryNote): Promise<boolean> {
  return database().$transaction(async (queries) => {
    const lines = draftForm(draft).lines;
    const data = { asAt: draft.asAt && toDateColumn(draft.asAt), headline: draft.headline, lines: lines === '' ? null : lines };
    const { version } = draft;
    const next = version + 1;
    const { count } =
      version === 0
        ? await queries.briefingDraft.createMany({ data: [{ ...data, meetingId, version: next }], skipDuplicates: true })
        : await queries.briefingDraft.updateMany({ where: { meetingId, version }, data: { ...data, version: next } });
    if (count === 0) return false;
    const entry = { chain: slug, recordType: 'briefing-draft', recordId: meetingId, version: next, content: draftVersion(draft) };
    await appendHistory(queries, { ...entry, ...note });
    return true;
  }, PATIENCE);
}

/** Notes that a person has opened a briefing; the first time counts. */
export async function noteReading(briefingId: string, personId: string, at: Moment): Promise<void> {
  await database().briefingReading.createMany({ data: [{ briefingId, personId, readAt: toTimeColumn(at) }], skipDuplicates: true });
}

/** Which briefings a person has opened, the latest first. */
export async function listOpenedBriefings(personId: string): Promise<readonly OpenedBriefing[]> {
  const rows = await database().briefingReading.findMany({
    where: { personId },
    include: { briefing: { select: { number: true, meeting: { select: { key: true, authority: { select: { slug: true } } } } } } },
    orderBy: [{ readAt: 'desc' }, { briefingId: 'asc' }],
    take: MOST_OPENED,
  });
  return rows.map(({ readAt, briefing: { number, meeting } }) => ({
    ...{ council: meeting.authority.slug, meeting: meeting.key, number, at: fromTimeColumn(readAt) },
  }));
}

function headFromRow({ id, number, publishedAt, hash }: Prisma.BriefingGetPayload<{ select: typeof HEAD }>): BriefingHead {
  return { id, number, hash, publishedAt: fromTimeColumn(publishedAt) };
}

/** A published briefing without its content. */
export interface BriefingHead {
  readonly id: string;
  readonly number: number;
  readonly publishedAt: Moment;
  /** SHA-256 of the content in canonical JSON. */
  readonly hash: string;
}

export interface StoredBriefing extends BriefingHead {
  readonly content: BriefingContent;
}

export interface PublishedBriefing extends StoredBriefing {
  readonly slug: string;
  /** The meeting's key in addresses. */
  readonly meeting: string;
}

export interface NewestBriefing extends BriefingHead {
  readonly meetingId: string;
  readonly isUnread: boolean;
}

export interface OpenedBriefing {
  readonly council: string;
  /** The meeting's key. */
  readonly meeting: string;
  readonly number: number;
  readonly at: Moment;
}

export interface NewBriefing {
  readonly id: string;
  readonly meetingId: string;
  /** Version of the draft that it was made from. */
  readonly draft: number;
  readonly content: BriefingContent;
}

export interface StoredDraft extends BriefingDraft {
  readonly version: number;
}

/** Who saves, why and when. */
interface HistoryNote {
  readonly actor: string;
  readonly reason: string | null;
  readonly at: Moment;
}
