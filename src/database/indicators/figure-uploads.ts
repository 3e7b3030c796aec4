import { FIGURE_UPLOAD_RESULT, FIGURE_UPLOAD_TABLE, type FigureUploadResult, type FigureUploadTable } from '@/domain/exchange';
import type { Moment } from '@/domain/shared';
import { database, type Prisma, type Queries } from '../client';
import { fromTimeColumn, toTimeColumn } from '../rows';

/** More are not looked through by anybody. */
const MOST_UPLOADS = 50;

/** A file with a council's own figures as it was uploaded, until it is imported or thrown away. */
export interface FigureUpload {
  readonly id: string;
  readonly uploadedBy: string;
  readonly uploadedAt: Moment;
  readonly fileName: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly fileHash: string;
  readonly table: FigureUploadTable;
  /** Null while it waits to be confirmed. */
  readonly result: FigureUploadResult | null;
}

/** A council's uploads that are still to be imported, the newest first. */
export async function listFigureUploads(slug: string): Promise<readonly Omit<FigureUpload, 'table' | 'result' | 'fileHash'>[]> {
  const rows = await database().figureUpload.findMany({
    where: { authority: { slug }, result: null },
    select: { id: true, uploadedBy: true, uploadedAt: true, fileName: true },
    orderBy: [{ uploadedAt: 'desc' }, { id: 'asc' }],
    take: MOST_UPLOADS,
  });
  return rows.map(({ uploadedAt, ...row }) => ({ ...row, uploadedAt: fromTimeColumn(uploadedAt) }));
}

export async function findFigureUpload(slug: string, id: string): Promise<FigureUpload | null> {
  const row = await database().figureUpload.findFirst({ where: { id, authority: { slug } } });
  return row && uploadFromRow(row);
}

export async function saveFigureUpload(slug: string, { table, result, uploadedAt, ...upload }: FigureUpload): Promise<void> {
  const { id: authorityId } = await database().authority.findUniqueOrThrow({ where: { slug }, select: { id: true } });
  const data = { ...upload, authorityId, uploadedAt: toTimeColumn(uploadedAt) };
  await database().figureUpload.create({ data: { ...data, rows: JSON.stringify(table), result: result && JSON.stringify(result) } });
}

/** Answers whether there was one. */
export async function deleteFigureUpload(slug: string, id: string): Promise<boolean> {
  const { count } = await database().figureUpload.deleteMany({ where: { id, authority: { slug } } });
  return count > 0;
}

/** In the transaction that imports it: what it held goes, what came of it stays. Answers false where that was done already. */
export async function finishFigureUpload(queries: Queries, { id, result }: FinishedFigureUpload): Promise<boolean> {
  const { count } = await queries.figureUpload.updateMany({
    where: { id, result: null },
    data: { rows: JSON.stringify({ sheet: '', rows: [] }), result: JSON.stringify(result) },
  });
  return count === 1;
}

function uploadFromRow(row: Prisma.FigureUploadGetPayload<object>): FigureUpload {
  const { id, uploadedBy, uploadedAt, fileName, fileHash, rows, result } = row;
  return {
    ...{ id, uploadedBy, fileName, fileHash },
    uploadedAt: fromTimeColumn(uploadedAt),
    table: FIGURE_UPLOAD_TABLE.parse(JSON.parse(rows)),
    result: result === null ? null : FIGURE_UPLOAD_RESULT.parse(JSON.parse(result)),
  };
}

/** An upload with what it came to. */
export interface FinishedFigureUpload {
  readonly id: string;
  readonly result: FigureUploadResult;
}
