import { fieldsStatedBy, identityOf, matchingInspection, reconcileInspection, type InspectionStatement } from '@/domain/exchange';
import { firstDayOnSite, type StatedInspection } from '@/domain/inspections';
import type { Queries } from '../client';
import { addInspections, changeSides, saveInspection } from '../inspection-rows';
import { inspectionFromRow, WHOLE_INSPECTION } from '../inspections';
import { appendDisputedInspections, appendInspections } from '../national-history';
import { authorityIds, required } from './authorities';
import type { Tally } from './tally';

/** Reconciles each statement with the stored event it is about, and saves what comes of it, with an entry in the history for each event saved. */
export async function saveInspections(
  queries: Queries,
  statements: readonly InspectionStatement[],
  source: { readonly id: number; readonly key: string },
  tally: Tally,
  reason: string,
): Promise<void> {
  if (statements.length === 0) return;
  const idOf = await authorityIds(queries);
  const firstDays = [...new Set(statements.map((stated) => firstDayOnSite(stated).toString()))].map((day) => new Date(`${day}T00:00:00Z`));
  const rows = await queries.inspection.findMany({ where: { startsOn: { in: firstDays } }, include: WHOLE_INSPECTION });
  const storedLike = Map.groupBy(
    rows.map((row) => ({ ...inspectionFromRow(row), rowId: row.id, sourceKey: row.source.key })),
    identityOf,
  );
  const added: StatedInspection[] = [];
  const matched = new Map<number, InspectionStatement>();
  const noticed: Noticed[] = [];
  const saved: number[] = [];
  for (const stated of statements) {
    const stored = matchingInspection(storedLike.get(identityOf(stated)) ?? [], stated);
    if (stored && matched.has(stored.rowId)) throw new Error(`${source.key} says two things about ${stored.authority} ${stored.id}`);
    if (stored) matched.set(stored.rowId, stated);
    const reconciliation = reconcileInspection(stored, stated, stored?.sourceKey === source.key);
    tally.reconciled(stated, stored?.id ?? null, reconciliation);
    if (reconciliation.outcome === 'added') added.push(reconciliation.inspection);
    if (stored && reconciliation.outcome === 'changed') {
      await saveInspection(queries, stored.rowId, reconciliation.inspection);
      saved.push(stored.rowId);
      for (const change of reconciliation.changes) await changeSides(queries, stored.rowId, change.field, change.stated);
    }
    if (stored && 'disagreements' in reconciliation) {
      noticed.push(...reconciliation.disagreements.map((each) => ({ ...each, inspectionId: stored.rowId, sourceId: source.id })));
    }
  }
  const disputed = await saveDisagreements(queries, source.id, matched, noticed);
  const merelyDisputed = [...disputed].filter((rowId) => !saved.includes(rowId));
  saved.push(
    ...(await addInspections(
      queries,
      added.map((inspection) => ({ inspection, authorityId: required(idOf, inspection.authority), sourceId: source.id })),
    )),
  );
  await appendInspections(queries, saved, reason);
  await appendDisputedInspections(queries, merelyDisputed, reason);
}

/** Writes down what the source says differently, and strikes out what it no longer does; a field it leaves open stays as it was. Answers whose have changed. */
async function saveDisagreements(
  queries: Queries,
  sourceId: number,
  matched: ReadonlyMap<number, InspectionStatement>,
  noticed: readonly Noticed[],
): Promise<ReadonlySet<number>> {
  const known = await queries.disagreement.findMany({ where: { sourceId, inspectionId: { in: [...matched.keys()] } } });
  const changed = new Set<number>();
  const same = (left: Noticed) => (right: Noticed) => left.inspectionId === right.inspectionId && left.field === right.field;
  for (const row of known) {
    const still = noticed.find(same(row));
    const where = { inspectionId_field_sourceId: { inspectionId: row.inspectionId, field: row.field, sourceId } };
    const stated = matched.get(row.inspectionId);
    if (still && (still.stored !== row.stored || still.stated !== row.stated)) {
      await queries.disagreement.update({ where, data: { stored: still.stored, stated: still.stated } });
      changed.add(row.inspectionId);
    } else if (!still && stated && fieldsStatedBy(stated).some((field) => field === row.field)) {
      await queries.disagreement.delete({ where });
      changed.add(row.inspectionId);
    }
  }
  const fresh = noticed.filter((each) => !known.some(same(each)));
  await queries.disagreement.createMany({ data: fresh });
  for (const { inspectionId } of fresh) changed.add(inspectionId);
  return changed;
}

interface Noticed {
  readonly inspectionId: number;
  readonly field: string;
  readonly sourceId: number;
  readonly stored: string;
  readonly stated: string;
}
