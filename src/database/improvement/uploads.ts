import {
  isPlanField,
  LEFT_OUT,
  readUploadedTable,
  readUploadStep,
  uploadedTableText,
  type PlanField,
  type RememberedColumns,
  type UploadedTable,
  type UploadStep,
} from '@/domain/exchange';
import type { Moment } from '@/domain/shared';
import { database, type Queries } from '../client';
import { fromTimeColumn, toTimeColumn } from '../rows';

/** More are not looked through by anybody. */
const MOST_UPLOADS = 50;

const NOT_IMPORTED = { OR: [{ columns: null }, { columns: { startsWith: '{"step":"matched"' } }] };

/** A workbook as it was uploaded, until it is imported or thrown away. */
export interface PlanUpload {
  readonly id: string;
  readonly planId: string;
  readonly uploadedBy: string;
  readonly uploadedAt: Moment;
  readonly fileName: string;
  readonly table: UploadedTable;
  /** Null while nobody has chosen which column is which. */
  readonly step: UploadStep | null;
}

/** Uploads of a plan that are still to be imported, the newest first. */
export async function listUploads(slug: string, planId: string): Promise<readonly Omit<PlanUpload, 'table' | 'step'>[]> {
  const rows = await database().planUpload.findMany({
    where: { planId, plan: { authority: { slug } }, ...NOT_IMPORTED },
    omit: { rows: true, columns: true },
    orderBy: [{ uploadedAt: 'desc' }, { id: 'asc' }],
    take: MOST_UPLOADS,
  });
  return rows.map(({ uploadedAt, ...row }) => ({ ...row, uploadedAt: fromTimeColumn(uploadedAt) }));
}

export async function findUpload(slug: string, id: string): Promise<PlanUpload | null> {
  const row = await database().planUpload.findFirst({ where: { id, plan: { authority: { slug } } } });
  if (!row) return null;
  const { rows, columns, uploadedAt, ...rest } = row;
  return { ...rest, uploadedAt: fromTimeColumn(uploadedAt), table: readUploadedTable(rows), step: readUploadStep(columns) };
}

/** Of a plan that the caller has read as the council's. */
export async function saveUpload({ table, uploadedAt, step, ...upload }: PlanUpload): Promise<void> {
  await database().planUpload.create({
    data: { ...upload, uploadedAt: toTimeColumn(uploadedAt), rows: uploadedTableText(table), columns: stepText(step) },
  });
}

/** Keeps which column is which, for this upload and for the council's next one. Answers false where the upload is gone, or imported. */
export async function saveColumns(
  slug: string,
  id: string,
  columns: readonly (PlanField | null)[],
  remembered: RememberedColumns,
): Promise<boolean> {
  return database().$transaction(async (queries) => {
    const { id: authorityId } = await queries.authority.findUniqueOrThrow({ where: { slug }, select: { id: true } });
    const { count } = await queries.planUpload.updateMany({
      where: { id, plan: { authorityId }, ...NOT_IMPORTED },
      data: { columns: stepText({ step: 'matched', columns: [...columns] }) },
    });
    if (count === 0) return false;
    await queries.columnMatch.deleteMany({ where: { authorityId, heading: { in: [...remembered.keys()] } } });
    await queries.columnMatch.createMany({
      data: [...remembered].map(([heading, field]) => ({ authorityId, heading, field })),
      // Somebody else may be matching the same headings.
      skipDuplicates: true,
    });
    return true;
  });
}

/** What the council's headings were last chosen to be. */
export async function listColumnMatches(slug: string): Promise<RememberedColumns> {
  const rows = await database().columnMatch.findMany({ where: { authority: { slug } }, orderBy: { heading: 'asc' }, take: 1_000 });
  return new Map(rows.flatMap(({ heading, field }) => (field === LEFT_OUT || isPlanField(field) ? [[heading, field] as const] : [])));
}

/** Answers whether there was one. */
export async function deleteUpload(slug: string, id: string): Promise<boolean> {
  const { count } = await database().planUpload.deleteMany({ where: { id, plan: { authority: { slug } } } });
  return count > 0;
}

/** In the transaction that imports it: what it held goes, what came of it stays. Answers false where that was done already. */
export async function finishUpload(queries: Queries, { upload, result }: FinishedUpload): Promise<boolean> {
  const { count } = await queries.planUpload.updateMany({
    where: { id: upload.id, columns: stepText(upload.step) },
    data: { rows: uploadedTableText({ ...upload.table, rows: [] }), columns: stepText(result) },
  });
  return count === 1;
}

function stepText(step: UploadStep | null): string | null {
  return step === null ? null : JSON.stringify(step);
}

/** An upload with what it came to. */
export interface FinishedUpload {
  readonly upload: PlanUpload;
  readonly result: UploadStep;
}
