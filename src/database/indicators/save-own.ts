import { createHash } from 'node:crypto';

import { ownVersion, type OwnFacts } from '@/domain/indicators';
import type { CalendarDate } from '@/domain/shared';
import { database, Prisma, type Queries } from '../client';
import { appendHistory } from '../history';
import { toDateColumn } from '../rows';
import type { HistoryNote } from './save';

/** Many may save at once: each waits for a connection and for the council's chain. */
const PATIENCE = { maxWait: 15_000, timeout: 15_000 };

/**
 * Saves a council's own indicator with its history, if it is still at the version that the change started from, 0 for a new one, whose key has to be free, and
 * has no figures where it must have none. Answers whether it did. `today` is when its source was known to say so.
 */
export async function saveOwnIndicator(slug: string, own: OwnChange, note: HistoryNote, today: CalendarDate): Promise<boolean> {
  const { key, facts, version, needsNoFigures } = own;
  const { sourceName, ...columns } = facts;
  try {
    return await database().$transaction(async (queries) => {
      const { id: authorityId } = await queries.authority.findUniqueOrThrow({ where: { slug }, select: { id: true } });
      const sourceId = await sourceOf(queries, slug, sourceName, today);
      const data = { ...columns, sourceId, version: version + 1 };
      if (version === 0) await queries.indicator.create({ data: { ...data, authorityId, key } });
      else if ((await queries.indicator.updateMany({ where: { authorityId, key, version }, data })).count === 0) return false;
      const { id } = await queries.indicator.findFirstOrThrow({ where: { authorityId, key }, select: { id: true } });
      // Whoever enters figures holds the indicator until they are saved.
      if (needsNoFigures && (await queries.reading.count({ where: { indicatorId: id } })) > 0) throw new Overtaken();
      const content = ownVersion(key, slug, facts);
      await appendHistory(queries, { chain: slug, recordType: 'indicator', recordId: String(id), version: version + 1, content, ...note });
      return true;
    }, PATIENCE);
  } catch (error) {
    if (error instanceof Overtaken || (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) return false;
    throw error;
  }
}

/** The source of that name, so that earlier figures keep theirs when a council takes them from elsewhere. */
async function sourceOf(queries: Queries, slug: string, name: string, today: CalendarDate): Promise<number> {
  const key = `own-${slug}-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  const council = await queries.authority.findUniqueOrThrow({ where: { slug }, select: { name: true } });
  const facts = { name, publisher: `${council.name} (the council itself)`, retrievedOn: toDateColumn(today) };
  await queries.source.createMany({ data: [{ key, ...facts }], skipDuplicates: true });
  return (await queries.source.findUniqueOrThrow({ where: { key }, select: { id: true } })).id;
}

/** Ends a transaction that rests on what is no longer so. */
class Overtaken extends Error {}

export interface OwnChange {
  readonly key: string;
  readonly facts: OwnFacts;
  /** At which it was read; 0 for a new one. */
  readonly version: number;
  /** Where it changes what figures would mean, so that there must be none. */
  readonly needsNoFigures?: boolean;
}
