import type { NeighbourStatement } from '@/domain/exchange';
import type { Prisma, Queries } from '../client';
import { appendNeighbours } from '../national-history';
import { authorityIds, required } from './authorities';
import type { Tally } from './tally';

/** A list of neighbours is one statement: a different one takes the place of the old, with an entry in the history. */
export async function saveNeighbours(
  queries: Queries,
  statements: readonly NeighbourStatement[],
  sourceId: number,
  tally: Tally,
  reason: string,
): Promise<void> {
  if (statements.length === 0) return;
  const idOf = await authorityIds(queries);
  const models = [...new Set(statements.map(({ model }) => model))];
  const stored = await queries.neighbour.findMany({ where: { model: { in: models } }, orderBy: { rank: 'asc' } });
  const storedLists = Map.groupBy(stored, (row) => `${row.authorityId} ${row.model}`);
  const fresh: Prisma.NeighbourCreateManyInput[] = [];
  for (const { authority, model, neighbours } of statements) {
    const authorityId = required(idOf, authority);
    const rows = neighbours.map((each, index) => ({
      authorityId,
      model,
      rank: index + 1,
      neighbourId: required(idOf, each.authority),
      closeness: each.closeness,
      sourceId,
    }));
    const before = storedLists.get(`${authorityId} ${model}`);
    const same = before?.length === rows.length && before.every((row, index) => sameNeighbour(row, rows[index]));
    tally.neighboursApplied({ authority, model, outcome: before === undefined ? 'added' : same ? 'unchanged' : 'changed' });
    if (same) continue;
    if (before) await queries.neighbour.deleteMany({ where: { authorityId, model } });
    fresh.push(...rows);
  }
  await queries.neighbour.createMany({ data: fresh });
  await appendNeighbours(
    queries,
    fresh.filter(({ rank }) => rank === 1),
    reason,
  );
}

function sameNeighbour(row: NeighbourFacts, stated: NeighbourFacts | undefined): boolean {
  return row.rank === stated?.rank && row.neighbourId === stated.neighbourId && row.closeness === stated.closeness;
}

type NeighbourFacts = Pick<Prisma.NeighbourUncheckedCreateInput, 'rank' | 'neighbourId' | 'closeness'>;
