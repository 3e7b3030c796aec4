import type { Json } from '@/domain/history';
import type { Moment } from '@/domain/shared';
import { database, Prisma, type Queries } from '../client';
import { appendHistory } from '../history';

/** Many may save at once: each waits for a connection and for the council's chain. */
const PATIENCE = { maxWait: 15_000, timeout: 15_000 };

/**
 * Saves what a council says of an indicator, one of its own or a published one, with its history. `save` answers how many rows it saved; where that is none, or two
 * wanted the same at once, nothing is saved and the answer is false.
 */
export async function saveCouncilsRecord(
  slug: string,
  indicator: string,
  { type, id, version, content }: SavedRecord,
  note: HistoryNote,
  save: (queries: Queries, ids: { readonly authorityId: number; readonly indicatorId: number }) => Promise<number>,
): Promise<boolean> {
  try {
    return await database().$transaction(async (queries) => {
      const { id: authorityId } = await queries.authority.findUniqueOrThrow({ where: { slug }, select: { id: true } });
      const { id: indicatorId } = await queries.indicator.findFirstOrThrow({
        where: { key: indicator, OR: [{ authorityId: null }, { authorityId }] },
        select: { id: true },
      });
      if ((await save(queries, { authorityId, indicatorId })) === 0) return false;
      await appendHistory(queries, { chain: slug, recordType: type, recordId: id, version, content, ...note });
      return true;
    }, PATIENCE);
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return false;
    throw error;
  }
}

/** A version as the history keeps it; of a record that is taken away without content. */
export interface SavedRecord {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly content: Json | null;
}

/** Who saves, why and when. */
export interface HistoryNote {
  readonly actor: string;
  readonly reason: string | null;
  readonly at: Moment;
}
