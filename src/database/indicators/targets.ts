import { targetVersion, type Target } from '@/domain/indicators';
import { database, type Prisma } from '../client';
import { fromDateColumn, toDateColumn } from '../rows';
import { saveCouncilsRecord, type HistoryNote, type SavedRecord } from './save';

/** More than a council sets for all its indicators. */
const MOST_TARGETS = 2_000;

const WITH_INDICATOR = {
  authority: { select: { slug: true } },
  indicator: { select: { key: true } },
} as const satisfies Prisma.TargetInclude;

/** A council's targets, of all indicators or of one, the earliest day first. */
export async function listTargets(slug: string, indicator: string | null = null): Promise<readonly Target[]> {
  const rows = await database().target.findMany({
    where: { authority: { slug }, ...(indicator === null ? {} : { indicator: { key: indicator } }) },
    include: WITH_INDICATOR,
    orderBy: [{ byOn: 'asc' }, { id: 'asc' }],
    take: MOST_TARGETS,
  });
  return rows.map(targetFromRow);
}

/** Saves a target with its history, if it is still at the version that the change started from, 0 for a new one, and its day is free. Answers whether it did. */
export async function saveTarget(target: Target, name: string, note: HistoryNote): Promise<boolean> {
  const { id, authority, indicator, value, by, version } = target;
  const columns = { value, byOn: toDateColumn(by), version: version + 1 };
  const record: SavedRecord = { type: 'target', id, version: version + 1, content: targetVersion(target, { name }) };
  return saveCouncilsRecord(authority, indicator, record, note, async (queries, { authorityId, indicatorId }) => {
    const { count } =
      version === 0
        ? await queries.target.createMany({ data: [{ ...columns, id, authorityId, indicatorId }], skipDuplicates: true })
        : await queries.target.updateMany({ where: { id, authorityId, indicatorId, version }, data: columns });
    return count;
  });
}

/** Takes a target away; that it was there, and why it is not, stays in the history. Answers false where somebody was quicker. */
export async function deleteTarget({ id, authority, indicator, version }: Target, note: HistoryNote): Promise<boolean> {
  const record: SavedRecord = { type: 'target', id, version: version + 1, content: null };
  return saveCouncilsRecord(authority, indicator, record, note, async (queries, { authorityId }) => {
    const { count } = await queries.target.deleteMany({ where: { id, authorityId, version } });
    return count;
  });
}

function targetFromRow(row: Prisma.TargetGetPayload<{ include: typeof WITH_INDICATOR }>): Target {
  const { id, value, byOn, version } = row;
  return { id, authority: row.authority.slug, indicator: row.indicator.key, value, by: fromDateColumn(byOn), version };
}
