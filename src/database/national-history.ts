import type { AuthorityVersion } from '@/domain/authorities';
import { NATIONAL_CHAIN } from '@/domain/history';
import { inspectionVersion } from '@/domain/inspections';
import { thisMoment } from '@/platform/clock';
import { database, type Queries } from './client';
import { appendHistories } from './history';
import { inspectionFromRow, WHOLE_INSPECTION } from './inspections';

const OPENING = 'Opening entry: it was stored before the history was kept';

/** The first start after the history came reads and writes every stored record once. */
const TIMEOUT_MS = 120_000;

/** Appends these inspections as they now stand in the transaction. Only an operator's load brings national facts in. */
export async function appendInspections(queries: Queries, rowIds: readonly number[], reason: string): Promise<void> {
  const rows = await queries.inspection.findMany({ where: { id: { in: [...rowIds] } }, include: WHOLE_INSPECTION, orderBy: { id: 'asc' } });
  const at = thisMoment();
  await appendHistories(
    queries,
    rows.map((row) => ({
      chain: NATIONAL_CHAIN,
      recordType: 'inspection',
      recordId: String(row.id),
      version: row.version,
      council: row.authority.slug,
      at,
      actor: 'operator',
      reason,
      content: inspectionVersion(inspectionFromRow(row)),
    })),
  );
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

/** Gives every council and inspection that was stored before there was a history its first entry, in one transaction. Answers how many. */
export async function appendOpeningEntries(): Promise<number> {
  return database().$transaction(
    async (queries) => {
      const authorities = await queries.$queryRaw<{ slug: string }[]>`
        SELECT slug FROM authority a
        WHERE NOT EXISTS (SELECT FROM history_entry e WHERE e.record_type = 'authority' AND e.record_id = a.id::text)`;
      const inspections = await queries.$queryRaw<{ id: number }[]>`
        SELECT id FROM inspection i
        WHERE NOT EXISTS (SELECT FROM history_entry e WHERE e.record_type = 'inspection' AND e.record_id = i.id::text)`;
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
      return authorities.length + inspections.length;
    },
    { maxWait: TIMEOUT_MS, timeout: TIMEOUT_MS },
  );
}
