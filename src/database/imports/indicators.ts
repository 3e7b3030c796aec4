import { INDICATOR_VERSION, type IndicatorVersion } from '@/domain/indicators';
import type { IndicatorStatement } from '@/domain/exchange';
import { NATIONAL_CHAIN } from '@/domain/history';
import { thisMoment } from '@/platform/clock';
import type { Prisma, Queries } from '../client';
import { appendHistories } from '../history';
import type { Tally } from './tally';

/**
 * Adds published indicators and brings those up to date that are described otherwise, each with an entry in the history. Answers the row numbers of all that were
 * stated, by key.
 */
export async function saveIndicators(
  queries: Queries,
  statements: readonly IndicatorStatement[],
  sourceId: number,
  tally: Tally,
  reason: string,
): Promise<ReadonlyMap<string, number>> {
  if (statements.length === 0) return new Map();
  const keys = statements.map(({ key }) => key);
  const stored = await queries.indicator.findMany({ where: { authorityId: null, key: { in: keys } } });
  const saved: string[] = [];
  for (const stated of statements) {
    const row = stored.find(({ key }) => key === stated.key);
    const data = indicatorColumns(stated);
    const same = row && JSON.stringify(columnsOf(row)) === JSON.stringify(data);
    tally.count(row === undefined ? 'added' : same ? 'unchanged' : 'changed');
    if (same) continue;
    saved.push(stated.key);
    if (row) await queries.indicator.update({ where: { id: row.id }, data: { ...data, sourceId, version: { increment: 1 } } });
    else await queries.indicator.create({ data: { ...data, sourceId } });
  }
  await appendIndicators(queries, saved, reason);
  const rows = await queries.indicator.findMany({ where: { authorityId: null, key: { in: keys } }, select: { id: true, key: true } });
  return new Map(rows.map(({ id, key }) => [key, id]));
}

async function appendIndicators(queries: Queries, keys: readonly string[], reason: string): Promise<void> {
  const rows = await queries.indicator.findMany({
    where: { authorityId: null, key: { in: [...keys] } },
    include: { source: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });
  const at = thisMoment();
  await appendHistories(
    queries,
    rows.map((row) => {
      const origin: unknown = row.origin === null ? null : JSON.parse(row.origin);
      const content: IndicatorVersion = INDICATOR_VERSION.parse({ ...columnsOf(row), authority: null, origin, source: row.source.name });
      const record = { recordType: 'indicator', recordId: String(row.id), version: row.version };
      return { chain: NATIONAL_CHAIN, ...record, council: null, at, actor: 'operator', reason, content };
    }),
  );
}

function indicatorColumns({ origin, ...stated }: IndicatorStatement): Columns {
  return columnsOf({ ...stated, origin: origin && JSON.stringify(origin) });
}

function columnsOf({ key, name, unit, decimals, polarity, frequency, yearEnds, area, reference, origin }: Columns): Columns {
  return { key, name, unit, decimals, polarity, frequency, yearEnds, area, reference, origin };
}

type Columns = Pick<
  Prisma.IndicatorGetPayload<object>,
  'key' | 'name' | 'unit' | 'decimals' | 'polarity' | 'frequency' | 'yearEnds' | 'area' | 'reference' | 'origin'
>;
