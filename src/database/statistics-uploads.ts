import { readUploadState, uploadStateText, type StatisticsUploadState } from '@/domain/exchange';
import type { Moment } from '@/domain/shared';
import { database } from './client';
import { fromTimeColumn, toTimeColumn } from './rows';

/** More are not looked through by anybody. */
const MOST_UPLOADS = 50;

/** A file of statistics as it was uploaded, until it is loaded or thrown away. */
export interface StatisticsUpload {
  readonly id: string;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  /** A person's id. */
  readonly uploadedBy: string;
  readonly uploadedAt: Moment;
  readonly state: StatisticsUploadState;
  /** When whoever goes through it last said so. */
  readonly workingAt: Moment | null;
  /** In a hundred. */
  readonly progress: number;
}

/** The newest first. */
export async function listStatisticsUploads(): Promise<readonly StatisticsUpload[]> {
  const rows = await database().statisticsUpload.findMany({ orderBy: [{ uploadedAt: 'desc' }, { id: 'asc' }], take: MOST_UPLOADS });
  return rows.map(fromRow);
}

export async function findStatisticsUpload(id: string): Promise<StatisticsUpload | null> {
  const row = await database().statisticsUpload.findUnique({ where: { id } });
  return row && fromRow(row);
}

/** Once all of its parts are there. */
export async function saveStatisticsUpload(upload: Omit<StatisticsUpload, 'workingAt' | 'progress'>): Promise<void> {
  const { id, fileName, size, state } = upload;
  await database().statisticsUpload.update({ where: { id }, data: { fileName, size, state: uploadStateText(state) } });
}

/** Before its parts come: they belong to it. */
export async function beginStatisticsUpload(upload: Omit<StatisticsUpload, 'workingAt' | 'progress'>): Promise<void> {
  const { uploadedAt, state, ...rest } = upload;
  await database().statisticsUpload.create({ data: { ...rest, uploadedAt: toTimeColumn(uploadedAt), state: uploadStateText(state) } });
}

export async function savePartOfStatistics(uploadId: string, number: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await database().statisticsUploadPart.create({ data: { uploadId, number, bytes } });
}

/** The parts in their order, one at a time. */
export async function* partsOfStatistics(uploadId: string): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number += 1) {
    const part = await database().statisticsUploadPart.findUnique({ where: { uploadId_number: { uploadId, number } } });
    if (part === null) return;
    yield part.bytes;
  }
}

/** Makes it this process's to go through it. False where there is nothing to do, or somebody has said since `before` that he is at it. */
export async function claimStatisticsUpload(id: string, now: Moment, before: Moment): Promise<boolean> {
  const { count } = await database().statisticsUpload.updateMany({
    where: { id, state: { startsWith: '{"task":"' }, OR: [{ workingAt: null }, { workingAt: { lt: toTimeColumn(before) } }] },
    data: { workingAt: toTimeColumn(now), progress: 0 },
  });
  return count === 1;
}

export async function saveProgressOfStatistics(id: string, now: Moment, progress: number): Promise<void> {
  await database().statisticsUpload.updateMany({
    where: { id, NOT: { workingAt: null } },
    data: { workingAt: toTimeColumn(now), progress },
  });
}

/** Puts down what is next, where nobody has changed it since it was read. What is loaded needs its parts no more. */
export async function changeStatisticsUpload({ id, state }: StatisticsUpload, next: StatisticsUploadState): Promise<boolean> {
  return database().$transaction(async (queries) => {
    const { count } = await queries.statisticsUpload.updateMany({
      where: { id, state: uploadStateText(state) },
      data: { state: uploadStateText(next), workingAt: null, progress: 0 },
    });
    if (count === 1 && next.report?.saved === true) await queries.statisticsUploadPart.deleteMany({ where: { uploadId: id } });
    return count === 1;
  });
}

export async function deleteStatisticsUpload(id: string): Promise<void> {
  await database().statisticsUpload.deleteMany({ where: { id } });
}

function fromRow(row: {
  id: string;
  fileName: string;
  size: number;
  uploadedBy: string;
  uploadedAt: Date;
  state: string;
  workingAt: Date | null;
  progress: number;
}): StatisticsUpload {
  const { uploadedAt, state, workingAt, ...rest } = row;
  return {
    ...rest,
    uploadedAt: fromTimeColumn(uploadedAt),
    state: readUploadState(state),
    workingAt: workingAt && fromTimeColumn(workingAt),
  };
}
