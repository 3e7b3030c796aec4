import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

import type { Actor } from '@/domain/access';
import { addLines, MAP_COLUMNS, MOST_LINES, uploadStage, type MapCells, type UploadStage } from '@/domain/exchange';
import { accepted, moment, momentText, NotFound, onOneLine, refused, type CalendarDate, type Moment, type Result } from '@/domain/shared';
import * as uploads from '@/database/statistics-uploads';
import type { StatisticsUpload } from '@/database/statistics-uploads';
import { thisMoment } from '@/platform/clock';
import { log } from '@/platform/log';
import { BrokenForm, formPieces } from '@/platform/multipart';
import { newId } from '@/platform/tokens';
import { authorise } from '../access';
import { historyActor } from '../history';
import { importIndicators } from './import';

/** A row of the table of parts. Bytes, compressed. */
const PART_BYTES = 1_000_000;

/** How often whoever goes through a file says so, and after how long nobody does. Milliseconds and seconds. */
const BEAT = 1_000;
const STUCK_AFTER = { seconds: 60 };

const CHOOSE_A_FILE = { field: 'file', message: 'Choose a file that is not empty' };
const DECIDED = { message: 'Somebody has gone on with this file meanwhile. Look again at where it stands' };

/** What a browser sent: a form with one file, `multipart/form-data`. */
export interface SentForm {
  readonly body: AsyncIterable<Uint8Array> | null;
  readonly contentType: string;
}

export interface StatisticsUploadView {
  readonly upload: StatisticsUpload;
  readonly stage: UploadStage;
}

/** Files on their way in, the newest first. Throws `Forbidden` for anybody but an operator, as all of these do. */
export async function viewStatisticsUploads(actor: Actor, at: Moment): Promise<readonly StatisticsUploadView[]> {
  authorise(actor, 'change-national-data');
  return (await uploads.listStatisticsUploads()).map((upload) => viewOf(upload, at));
}

/** Throws `NotFound` for an upload that is gone. */
export async function viewStatisticsUpload(actor: Actor, id: string, at: Moment): Promise<StatisticsUploadView> {
  authorise(actor, 'change-national-data');
  return viewOf(await found(id), at);
}

/** Keeps a file as it comes in, in memory that does not grow with it; then it waits to be gone through (`goThroughStatistics`). Nothing of a file that breaks off stays. */
export async function receiveStatistics(
  actor: Actor,
  { body, contentType }: SentForm,
  at: Moment,
): Promise<Result<{ readonly id: string }>> {
  authorise(actor, 'change-national-data');
  const id = newId();
  const upload = {
    id,
    fileName: 'file',
    size: 1,
    uploadedBy: historyActor(actor),
    uploadedAt: at,
    state: { task: 'check' as const, since: momentText(at), lines: null, report: null },
  };
  let fileName = '';
  let size = 0;
  async function* bytesOfFile(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of formPieces(pieces, contentType)) {
      if (piece.name !== 'file' || piece.fileName === null) continue;
      // Each part begins with an empty stretch.
      if (piece.bytes.length === 0 && fileName !== '') throw new BrokenForm('Two files would become one');
      // Cut first, so that half of a character at the end is made good.
      fileName = onOneLine(piece.fileName.slice(0, 200));
      size += piece.bytes.length;
      if (piece.bytes.length > 0) yield piece.bytes;
    }
  }
  await uploads.beginStatisticsUpload(upload);
  try {
    await pipeline(body ?? Readable.from([]), bytesOfFile, createGzip({ level: 1 }), async (compressed: AsyncIterable<Buffer>) => {
      let number = 0;
      for await (const part of inParts(compressed)) {
        await uploads.savePartOfStatistics(id, number, part);
        number += 1;
      }
    });
  } catch (error) {
    await uploads.deleteStatisticsUpload(id);
    if (error instanceof BrokenForm) return refused(CHOOSE_A_FILE);
    throw error;
  }
  if (size === 0 || fileName === '') {
    await uploads.deleteStatisticsUpload(id);
    return refused(CHOOSE_A_FILE);
  }
  await uploads.saveStatisticsUpload({ ...upload, fileName, size });
  return accepted({ id });
}

/**
 * Does what is next with a file: looks through it and tells what loading would do, or loads it, all or nothing. Takes minutes for a large file, says meanwhile how far it
 * is, and may be asked for again and again: only one goes through a file at a time.
 */
export async function goThroughStatistics(actor: Actor, id: string, today: CalendarDate): Promise<void> {
  authorise(actor, 'change-national-data');
  const upload = await found(id);
  const { fileName: name, state } = upload;
  const now = thisMoment();
  if (state.task === null || !(await uploads.claimStatisticsUpload(id, now, now.subtract(STUCK_AFTER)))) return;
  const folder = await mkdtemp(path.join(tmpdir(), 'statistics-'));
  let progress = 0;
  const beat = setInterval(() => {
    uploads
      .saveProgressOfStatistics(id, thisMoment(), progress)
      .catch((error: unknown) => log().warn({ err: error }, 'How far a file is could not be said'));
  }, BEAT);
  try {
    const file = path.join(folder, 'file.csv');
    await pipeline(Readable.from(uploads.partsOfStatistics(id)), createGunzip(), createWriteStream(file));
    const map = state.lines === null ? null : { name: 'What was chosen', lines: state.lines };
    const report = await importIndicators(actor, { name, path: file }, map, {
      check: state.task === 'check',
      today,
      onProgress: ({ step, read, size }) => {
        progress = Math.floor((read / size) * 50) + (step === 'load' ? 50 : 0);
      },
    });
    clearInterval(beat);
    await uploads.changeStatisticsUpload(upload, { ...state, task: null, report });
  } finally {
    clearInterval(beat);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Puts indicators on the list of what is wanted of a file: columns of figures, of the rows that say the chosen texts. */
export async function chooseFigures(
  actor: Actor,
  id: string,
  { columns, filters }: { readonly columns: readonly string[]; readonly filters: Readonly<Record<string, string>> },
): Promise<Result<null>> {
  authorise(actor, 'change-national-data');
  const upload = await found(id);
  const offer = upload.state.report?.offer ?? null;
  if (offer === null || upload.state.task !== null) return refused(DECIDED);
  const lines = addLines(upload.state.lines ?? [], offer, { columns, filters });
  if (columns.length === 0) return refused({ field: 'column', message: 'Choose at least one column of figures' });
  if (lines.length > MOST_LINES) return refused({ field: 'column', message: `Choose up to ${MOST_LINES} indicators at once` });
  return (await uploads.changeStatisticsUpload(upload, { ...upload.state, lines })) ? accepted(null) : refused(DECIDED);
}

/** Keeps how the chosen indicators are named and counted, without those that are taken off, and has the file checked with them. */
export async function describeFigures(
  actor: Actor,
  id: string,
  described: readonly Readonly<Record<string, string>>[],
  at: Moment,
): Promise<Result<null>> {
  authorise(actor, 'change-national-data');
  const upload = await found(id);
  if (upload.state.task !== null || upload.state.report?.saved === true) return refused(DECIDED);
  const lines = described
    .slice(0, MOST_LINES)
    .map((line): MapCells => Object.fromEntries(MAP_COLUMNS.map((column) => [column, onOneLine(line[column] ?? '').slice(0, 1_000)])));
  const next = { ...upload.state, lines: lines.length === 0 ? null : lines, task: 'check' as const, since: momentText(at) };
  return (await uploads.changeStatisticsUpload(upload, next)) ? accepted(null) : refused(DECIDED);
}

/** Has a file loaded that was checked and found in order. */
export async function loadStatistics(actor: Actor, id: string, at: Moment): Promise<Result<null>> {
  authorise(actor, 'change-national-data');
  const upload = await found(id);
  if (uploadStage(upload.state, false) !== 'checked') return refused(DECIDED);
  return (await uploads.changeStatisticsUpload(upload, { ...upload.state, task: 'load', since: momentText(at) }))
    ? accepted(null)
    : refused(DECIDED);
}

/** Throws a file away; what was loaded of it stays. */
export async function discardStatistics(actor: Actor, id: string): Promise<void> {
  authorise(actor, 'change-national-data');
  await uploads.deleteStatisticsUpload(id);
}

async function found(id: string): Promise<StatisticsUpload> {
  const upload = await uploads.findStatisticsUpload(id);
  if (upload === null) throw new NotFound(`No upload ${id}`);
  return upload;
}

function viewOf(upload: StatisticsUpload, at: Moment): StatisticsUploadView {
  const { state, workingAt } = upload;
  const heard = workingAt ?? moment(state.since);
  const isStuck = state.task !== null && heard.epochMilliseconds < at.subtract(STUCK_AFTER).epochMilliseconds;
  return { upload, stage: uploadStage(state, isStuck) };
}

/** The same bytes in pieces of one size. */
async function* inParts(chunks: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < PART_BYTES) continue;
    yield new Uint8Array(Buffer.concat(waiting));
    [waiting, length] = [[], 0];
  }
  if (length > 0) yield new Uint8Array(Buffer.concat(waiting));
}
