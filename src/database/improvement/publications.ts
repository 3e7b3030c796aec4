import { PUBLISHED_PLAN, type Publication } from '@/domain/improvement';
import { canonicalJson } from '@/domain/history';
import { momentDay } from '@/domain/shared';
import { database, type Prisma } from '../client';
import { appendHistory, sha256 } from '../history';
import { fromTimeColumn, toTimeColumn } from '../rows';
import type { HistoryNote } from './save';

const MOST_SHOWN = 100;

/** The last publication of any of the council's plans, or the one of that number of its plan; null where there is none. */
export async function findPublication(
  slug: string,
  wanted: { readonly planId?: string; readonly number?: number },
): Promise<StoredPublication | null> {
  const row = await database().planPublication.findFirst({
    where: {
      plan: { authority: { slug } },
      ...(wanted.planId === undefined ? {} : { planId: wanted.planId }),
      ...(wanted.number === undefined ? {} : { number: wanted.number }),
    },
    orderBy: [{ publishedAt: 'desc' }, { number: 'desc' }],
  });
  return row && publicationFromRow(row);
}

/** The publication of the same plan before that number; null for the first. */
export async function findPublicationBefore(planId: string, number: number): Promise<StoredPublication | null> {
  const row = await database().planPublication.findFirst({ where: { planId, number: { lt: number } }, orderBy: { number: 'desc' } });
  return row && publicationFromRow(row);
}

/** Numbers and days of a plan's publications, the newest first. */
export async function listPublications(planId: string): Promise<readonly Pick<Publication, 'number' | 'on' | 'note'>[]> {
  const rows = await database().planPublication.findMany({
    where: { planId },
    select: { number: true, publishedAt: true, note: true },
    orderBy: { number: 'desc' },
    take: MOST_SHOWN,
  });
  return rows.map(({ number, publishedAt, note }) => ({ number, note, on: momentDay(fromTimeColumn(publishedAt)) }));
}

/**
 * Keeps a publication for good, with its history. Answers false, and keeps nothing, where somebody has published a version with that number meanwhile.
 */
export async function savePublication(
  slug: string,
  { id, planId, number, note, plan }: Pick<Publication, 'number' | 'note' | 'plan'> & { readonly id: string; readonly planId: string },
  by: Omit<HistoryNote, 'reason'>,
): Promise<boolean> {
  const content = canonicalJson(plan);
  const hash = sha256(content);
  return database().$transaction(async (queries) => {
    const { count } = await queries.planPublication.createMany({
      data: [{ id, planId, number, publishedAt: toTimeColumn(by.at), publishedBy: by.actor, note, content, hash }],
      skipDuplicates: true,
    });
    if (count === 0) return false;
    const entry = { chain: slug, recordType: 'plan-publication', recordId: id, version: 1, content: { planId, number, note, hash } };
    await appendHistory(queries, { ...entry, ...by, reason: null });
    return true;
  });
}

function publicationFromRow({ planId, number, publishedAt, note, content }: Prisma.PlanPublicationGetPayload<object>): StoredPublication {
  return { planId, number, on: momentDay(fromTimeColumn(publishedAt)), note, plan: PUBLISHED_PLAN.parse(JSON.parse(content)) };
}

export interface StoredPublication extends Publication {
  readonly planId: string;
}
