import type { Moment } from '@/domain/shared';
import { database } from './client';
import { appendHistory } from './history';
import { toTimeColumn } from './rows';

/** At most so many a run; the next one goes on. */
const AT_A_TIME = 1_000;

/**
 * Removes the drafts of events that nobody has changed since a moment. That each was removed stands in the council's history, as what it said does. Answers how many
 * there were.
 */
export async function removeOldDrafts(
  since: Moment,
  note: { readonly actor: string; readonly reason: string; readonly at: Moment },
): Promise<number> {
  const untouched = { changedAt: { lt: toTimeColumn(since) } };
  const old = await database().inspectionDraft.findMany({
    where: untouched,
    select: { id: true, version: true, authority: { select: { slug: true } } },
    orderBy: [{ changedAt: 'asc' }, { id: 'asc' }],
    take: AT_A_TIME,
  });
  let removed = 0;
  for (const { id, version, authority } of old) {
    removed += await database().$transaction(async (queries) => {
      // Somebody may be writing on at this very moment.
      const { count } = await queries.inspectionDraft.deleteMany({ where: { id, version, ...untouched } });
      if (count === 1) {
        await appendHistory(queries, {
          chain: authority.slug,
          recordType: 'inspection-draft',
          recordId: id,
          version: version + 1,
          content: null,
          ...note,
        });
      }
      return count;
    });
  }
  return removed;
}

/** Forgets workbooks and files with figures that were uploaded before a moment. Answers how many there were. */
export async function forgetOldUploads(before: Moment): Promise<number> {
  const where = { uploadedAt: { lt: toTimeColumn(before) } };
  const forgotten = [
    await database().planUpload.deleteMany({ where }),
    await database().figureUpload.deleteMany({ where }),
    await database().statisticsUpload.deleteMany({ where }),
  ];
  return forgotten.reduce((sum, { count }) => sum + count, 0);
}
