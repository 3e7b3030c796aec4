import type { AuthorityVersion, NeighboursVersion } from '@/domain/authorities';
import { NATIONAL_CHAIN } from '@/domain/history';
import { inspectionVersion } from '@/domain/inspections';
import type { Moment } from '@/domain/shared';
import { thisMoment } from '@/platform/clock';
import { database, type Prisma, type Queries } from './client';
import { appendHistories } from './history';
import { inspectionFromRow, WHOLE_INSPECTION } from './inspections';
import { sourceFromRow } from './rows';

/** What an entry of an inspection says beside the inspection itself. */
const WITH_DISAGREEMENTS = {
  ...WHOLE_INSPECTION,
  disagreements: { include: { source: true } },
} as const satisfies Prisma.InspectionInclude;

const OPENING = 'Opening entry: it was stored before the history was kept';

/** The first start after the history came reads and writes every stored record once. */
const TIMEOUT_MS = 120_000;

/** Appends these inspections as they now stand in the transaction, as loaded by the operator. */
export async function appendInspections(queries: Queries, rowIds: readonly number[], reason: string): Promise<void> {
  await appendInspectionsBy(queries, rowIds, { actor: 'operator', reason, at: thisMoment() });
}

/** The same for whoever saved them: somebody of the council that was inspected. */
export async function appendInspectionsBy(queries: Queries, rowIds: readonly number[], note: HistoryNote): Promise<void> {
  const rows = await queries.inspection.findMany({
    where: { id: { in: [...rowIds] } },
    include: WITH_DISAGREEMENTS,
    orderBy: { id: 'asc' },
  });
  await appendHistories(
    queries,
    rows.map((row) => ({
      chain: NATIONAL_CHAIN,
      recordType: 'inspection',
      recordId: String(row.id),
      version: row.version,
      council: row.authority.slug,
      ...note,
      content: inspectionVersion(
        inspectionFromRow(row),
        row.disagreements.map((each) => ({ ...each, source: sourceFromRow(each.source) })),
      ),
    })),
  );
}

/** The same where nothing but what other sources say of them has changed: that is part of a version too. */
export async function appendDisputedInspections(queries: Queries, rowIds: readonly number[], reason: string): Promise<void> {
  // An update of no row would still raise the national version.
  if (rowIds.length === 0) return;
  await queries.inspection.updateMany({ where: { id: { in: [...rowIds] } }, data: { version: { increment: 1 } } });
  await appendInspections(queries, rowIds, reason);
}

/** The same for councils, by slug. */
export async function appendAuthorities(queries: Queries, slugs: readonly string[], reason: string): Promise<void> {
  const rows = await queries.authority.findMany({
    where: { slug: { in: [...slugs] } },
    include: {
      codes: { orderBy: { code: 'asc' } },
      names: { orderBy: { name: 'asc' } },
      successors: { select: { successor: { select: { slug: true } } }, orderBy: { successor: { slug: 'asc' } } },
    },
    orderBy: { id: 'asc' },
  });
  const at = thisMoment();
  await appendHistories(
    queries,
    rows.map((row) => {
      const content: AuthorityVersion = {
        slug: row.slug,
        name: row.name,
        region: row.region,
        laCode: row.laCode,
        onsCodes: row.codes.map(({ code }) => code),
        otherNames: row.names.map(({ name }) => name),
        abolishedOn: row.abolishedOn?.toISOString().slice(0, 10) ?? null,
        successors: row.successors.map(({ successor }) => successor.slug),
      };
      return {
        chain: NATIONAL_CHAIN,
        recordType: 'authority',
        recordId: String(row.id),
        version: row.version,
        council: row.slug,
        at,
        actor: 'operator',
        reason,
        content,
      };
    }),
  );
}

/**
 * The same for lists of neighbours, by council and model. They are replaced as a whole and have no row of their own that could bear a version: theirs is the one
 * after the last that was kept.
 */
export async function appendNeighbours(queries: Queries, lists: readonly NeighbourList[], reason: string): Promise<void> {
  const idOf = ({ authorityId, model }: NeighbourList) => `${authorityId}/${model}`;
  const ids = lists.map(idOf);
  const rows = await queries.neighbour.findMany({
    where: { authorityId: { in: lists.map(({ authorityId }) => authorityId) }, model: { in: lists.map(({ model }) => model) } },
    include: {
      authority: { select: { slug: true } },
      neighbour: { select: { slug: true, name: true } },
      source: { select: { name: true } },
    },
    orderBy: [{ model: 'asc' }, { authorityId: 'asc' }, { rank: 'asc' }],
  });
  const kept = await queries.historyEntry.groupBy({
    by: ['recordId'],
    where: { recordType: 'neighbours', recordId: { in: ids } },
    _max: { version: true },
  });
  const versionOf = new Map(kept.map(({ recordId, _max: { version } }) => [recordId, version]));
  const wanted = new Set(ids);
  const at = thisMoment();
  await appendHistories(
    queries,
    [...Map.groupBy(rows, idOf)].flatMap(([recordId, list]) => {
      const [first] = list;
      if (!first || !wanted.has(recordId)) return [];
      const content: NeighboursVersion = {
        authority: first.authority.slug,
        model: first.model,
        neighbours: list.map(({ neighbour: { slug, name }, closeness }) => ({ slug, name, closeness })),
        source: first.source.name,
      };
      return {
        chain: NATIONAL_CHAIN,
        recordType: 'neighbours',
        recordId,
        version: (versionOf.get(recordId) ?? 0) + 1,
        council: first.authority.slug,
        at,
        actor: 'operator',
        reason,
        content,
      };
    }),
  );
}

/**
 * Gives every council, list of neighbours and inspection that was stored before there was a history its first entry, in one transaction, and every inspection whose
 * entries are older than the keeping of disagreements one that has them. Answers how many.
 */
export async function appendOpeningEntries(): Promise<number> {
  return database().$transaction(
    async (queries) => {
      const authorities = await queries.$queryRaw<{ slug: string }[]>`
        SELECT slug FROM authority a
        WHERE NOT EXISTS (SELECT FROM history_entry e WHERE e.record_type = 'authority' AND e.record_id = a.id::text)`;
      const inspections = await queries.$queryRaw<{ id: number }[]>`
        SELECT id FROM inspection i
        WHERE NOT EXISTS (SELECT FROM history_entry e WHERE e.record_type = 'inspection' AND e.record_id = i.id::text)`;
      const neighbours = await queries.$queryRaw<NeighbourList[]>`
        SELECT authority_id AS "authorityId", model FROM neighbour n WHERE rank = 1
          AND NOT EXISTS (SELECT FROM history_entry e WHERE e.record_type = 'neighbours' AND e.record_id = n.authority_id || '/' || n.model)`;
      const disputed = await queries.$queryRaw<{ id: number }[]>`
        SELECT id FROM inspection i WHERE EXISTS (SELECT FROM disagreement d WHERE d.inspection_id = i.id) AND EXISTS (
          SELECT FROM history_entry e WHERE e.record_type = 'inspection' AND e.record_id = i.id::text AND e.version = i.version
            AND NOT e.content::jsonb ? 'disagreements'
        )`;
      await appendAuthorities(
        queries,
        authorities.map(({ slug }) => slug),
        OPENING,
      );
      await appendInspections(
        queries,
        inspections.map(({ id }) => id),
        OPENING,
      );
      await appendDisputedInspections(
        queries,
        disputed.map(({ id }) => id),
        OPENING,
      );
      await appendNeighbours(queries, neighbours, OPENING);
      return authorities.length + inspections.length + disputed.length + neighbours.length;
    },
    { maxWait: TIMEOUT_MS, timeout: TIMEOUT_MS },
  );
}

/** Whose neighbours, and under which model. */
interface NeighbourList {
  readonly authorityId: number;
  readonly model: string;
}

interface HistoryNote {
  readonly actor: string;
  readonly reason: string | null;
  readonly at: Moment;
}
