import { firstDayOnSite, inspectionId, lastDayOnSite, type StatedInspection } from '@/domain/inspections';
import type { Queries } from './client';
import { toDateColumn } from './rows';

/** Adds events with all that belongs to them, and answers the ids of their rows. Whoever calls appends to the history. */
export async function addInspections(
  queries: Queries,
  inspections: readonly { readonly inspection: StatedInspection; readonly authorityId: number; readonly sourceId: number }[],
): Promise<readonly number[]> {
  const created = await queries.inspection.createManyAndReturn({
    data: inspections.map(({ inspection, authorityId, sourceId }) => ({ ...inspectionColumns(inspection), authorityId, sourceId })),
    select: { id: true, authorityId: true, key: true },
  });
  const rowIdOf = new Map(created.map(({ id, authorityId, key }) => [`${authorityId} ${key}`, id]));
  await addParts(
    queries,
    inspections.map(({ inspection, authorityId }) => {
      const rowId = rowIdOf.get(`${authorityId} ${keyOf(inspection)}`);
      if (rowId === undefined) throw new Error(`${keyOf(inspection)} was not added`);
      return { rowId, inspection };
    }),
  );
  return created.map(({ id }) => id);
}

/** Puts an event in place of what its row holds, as its next version. Whoever calls appends to the history. */
export async function saveInspection(queries: Queries, rowId: number, inspection: StatedInspection, sourceId?: number): Promise<void> {
  await queries.inspection.update({
    where: { id: rowId },
    data: { ...inspectionColumns(inspection), ...(sourceId === undefined ? {} : { sourceId }), version: { increment: 1 } },
  });
  const where = { inspectionId: rowId };
  await queries.inspectionDates.deleteMany({ where });
  await queries.judgement.deleteMany({ where });
  await queries.inspectionTheme.deleteMany({ where });
  await addParts(queries, [{ rowId, inspection }]);
}

async function addParts(
  queries: Queries,
  inspections: readonly { readonly rowId: number; readonly inspection: StatedInspection }[],
): Promise<void> {
  await queries.inspectionDates.createMany({
    data: inspections.flatMap(({ rowId, inspection }) =>
      inspection.dates.map(({ start, end }) => ({ inspectionId: rowId, startsOn: toDateColumn(start), endsOn: toDateColumn(end) })),
    ),
  });
  await queries.judgement.createMany({
    data: inspections.flatMap(({ rowId, inspection }) =>
      inspection.judgements.map(({ area, grade, absence, words, covers }) => ({
        inspectionId: rowId,
        area,
        grade,
        absence,
        words,
        covers,
      })),
    ),
  });
  await queries.inspectionTheme.createMany({
    data: inspections.flatMap(({ rowId, inspection }) => inspection.themes.map((theme) => ({ inspectionId: rowId, theme }))),
  });
}

function inspectionColumns(inspection: StatedInspection) {
  return {
    key: keyOf(inspection),
    framework: inspection.framework,
    eventType: inspection.eventType,
    startsOn: toDateColumn(firstDayOnSite(inspection)),
    endsOn: toDateColumn(lastDayOnSite(inspection)),
    datePrecision: inspection.precision,
    publishedOn: inspection.publishedOn && toDateColumn(inspection.publishedOn),
    reportUrl: inspection.reportUrl,
    summary: inspection.summary,
  };
}

function keyOf(inspection: StatedInspection): string {
  return inspectionId(firstDayOnSite(inspection), inspection.eventType);
}

/** A stored value has changed: other sources that disagreed with the old one now disagree with the new one, or agree at last. */
export async function changeSides(queries: Queries, inspectionId: number, field: string, stored: string): Promise<void> {
  await queries.disagreement.deleteMany({ where: { inspectionId, field, stated: stored } });
  await queries.disagreement.updateMany({ where: { inspectionId, field }, data: { stored } });
}
