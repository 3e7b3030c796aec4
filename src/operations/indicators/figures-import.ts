import { createHash } from 'node:crypto';

import type { Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import {
  changesNoFigure,
  decideFigures,
  figureEffectText,
  figureSheet,
  type FigureEffect,
  type FigureProblem,
  type FigureUploadResult,
  type FigureUploadTable,
} from '@/domain/exchange';
import { isRecordId } from '@/domain/improvement';
import type { OwnIndicator } from '@/domain/indicators';
import {
  accepted,
  NotFound,
  onOneLine,
  readReason,
  refused,
  type CalendarDate,
  type Moment,
  type Problem,
  type Result,
} from '@/domain/shared';
import {
  deleteFigureUpload,
  findFigureUpload,
  listFigureUploads,
  listOwnFigures,
  listOwnIndicators,
  saveFigureUpload,
  saveOwnFigures,
  type FigureUpload,
} from '@/database/indicators';
import { hashOf, newId } from '@/platform/tokens';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import { historyActor, nameActors } from '../history';
import { faultOf, readUploadedSheets } from '../uploaded-sheets';

const LONGEST_NAME = 150;

/** Where a file can be uploaded, and what was uploaded and not imported yet. */
export interface FigureUploadsView {
  readonly authority: Authority;
  /** The council's own, by name. */
  readonly indicators: readonly OwnIndicator[];
  readonly uploads: readonly { readonly id: string; readonly fileName: string; readonly who: string; readonly at: Moment }[];
}

/** An upload, and what is to be done with it next. */
export interface FigureUploadView {
  readonly authority: Authority;
  readonly indicators: readonly OwnIndicator[];
  readonly id: string;
  readonly fileName: string;
  readonly who: string;
  readonly at: Moment;
  readonly next: NextFigureStep;
}

export type NextFigureStep =
  /** Nothing can be imported; the file is to be corrected and uploaded again. */
  | { readonly step: 'correct'; readonly problems: readonly FigureProblem[] }
  /** `confirms` goes with the form, and comes back with it. */
  | { readonly step: 'confirm'; readonly effect: FigureEffect; readonly confirms: string }
  | FigureUploadResult;

/** A file as it came. */
export interface FigureFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export type FigureImportOutcome =
  | { readonly outcome: 'imported' }
  | { readonly outcome: 'refused'; readonly problems: readonly Problem[] }
  /** Something else would be done by now: it is to be looked at again. */
  | { readonly outcome: 'changed' };

/** Throws `Forbidden`, and `NotFound` for an unknown council. */
export async function viewFigureUploads(actor: Actor, slug: string): Promise<FigureUploadsView> {
  authorise(actor, 'change-plan', slug);
  const [authority, indicators, uploads] = await Promise.all([councilOf(slug), listOwnIndicators(slug), listFigureUploads(slug)]);
  const nameOf = await nameActors(uploads.map(({ uploadedBy }) => uploadedBy));
  return {
    authority,
    indicators,
    uploads: uploads.map(({ id, fileName, uploadedBy, uploadedAt }) => ({ id, fileName, who: nameOf(uploadedBy), at: uploadedAt })),
  };
}

/**
 * Keeps a file with a council's own figures, to be looked at before anything is imported; of one that cannot be read, its fault. What was sent is read only for whoever may.
 * Answers the id of the upload. Throws `Forbidden`, and `NotFound` for an unknown council.
 */
export async function uploadFigures(
  actor: Actor,
  slug: string,
  receive: () => Promise<FigureFile>,
  at: Moment,
): Promise<Result<{ readonly id: string }>> {
  authorise(actor, 'change-plan', slug);
  await councilOf(slug);
  const file = await receive();
  const { name, bytes } = file;
  if (name === '' || bytes.byteLength === 0) return refused({ field: 'file', message: 'Choose a file that is not empty' });
  const table = await readTable(file);
  const upload = {
    id: newId(),
    uploadedBy: historyActor(actor),
    uploadedAt: at,
    fileName: onOneLine(name.slice(-LONGEST_NAME)) || 'figures',
    fileHash: createHash('sha256').update(bytes).digest('hex'),
  };
  await saveFigureUpload(slug, {
    ...upload,
    ...(table.ok ? { table: table.value, result: null } : { table: NO_TABLE, result: { step: 'unreadable', problem: faultOf(table) } }),
  });
  return accepted({ id: upload.id });
}

/** Throws `Forbidden`, and `NotFound` for an unknown council or upload. */
export async function viewFigureUpload(actor: Actor, slug: string, id: string, today: CalendarDate): Promise<FigureUploadView> {
  const { authority, upload, indicators } = await load(actor, slug, id);
  const nameOf = await nameActors([upload.uploadedBy]);
  const { fileName, uploadedBy, uploadedAt: at } = upload;
  return { authority, indicators, id, fileName, who: nameOf(uploadedBy), at, next: await nextStep(slug, upload, indicators, today) };
}

/**
 * Imports an upload, all or nothing and once: exactly what was looked at, or nothing where it would be something else by now. Figures are corrected with a reason. Throws
 * `Forbidden`, and `NotFound` for an unknown council or upload.
 */
export async function confirmFigures(
  actor: Actor,
  slug: string,
  id: string,
  confirmation: { readonly confirms: string; readonly reason: string },
  { today, at }: { readonly today: CalendarDate; readonly at: Moment },
): Promise<FigureImportOutcome> {
  const { upload, indicators } = await load(actor, slug, id);
  const next = await nextStep(slug, upload, indicators, today);
  if (next.step === 'imported') return { outcome: 'imported' };
  if (next.step !== 'confirm' || next.confirms !== confirmation.confirms) return { outcome: 'changed' };
  const { added, changed, unchanged } = next.effect;
  if (changesNoFigure(next.effect))
    return { outcome: 'refused', problems: [{ message: 'Nothing in the file differs from what is saved' }] };
  const reason = readReason(confirmation.reason, 'Say in a few words why the figures are corrected');
  if (changed.length > 0 && !reason.ok) return { outcome: 'refused', problems: reason.problems };
  const result = { step: 'imported' as const, added: added.length, changed: changed.length, unchanged };
  const why = `Imported from “${upload.fileName}”${reason.ok && changed.length > 0 ? `: ${reason.value}` : ''}`;
  const isSaved = await saveOwnFigures(
    slug,
    {
      figures: [...added, ...changed.map(({ after }) => after)],
      indicators,
      file: { name: upload.fileName, hash: upload.fileHash },
      upload: { id, result },
    },
    { actor: historyActor(actor), reason: why, at },
  );
  return { outcome: isSaved ? 'imported' : 'changed' };
}

/** Throws `Forbidden`, and `NotFound` for an unknown council or upload. */
export async function discardFigureUpload(actor: Actor, slug: string, id: string): Promise<void> {
  const { upload } = await load(actor, slug, id);
  await deleteFigureUpload(slug, upload.id);
}

async function nextStep(
  slug: string,
  { table, result }: FigureUpload,
  indicators: readonly OwnIndicator[],
  today: CalendarDate,
): Promise<NextFigureStep> {
  if (result !== null) return result;
  const decision = decideFigures(table, { indicators, stored: await listOwnFigures(slug), today });
  return 'problems' in decision
    ? { step: 'correct', problems: decision.problems }
    : { step: 'confirm', effect: decision.effect, confirms: hashOf(figureEffectText(decision.effect)) };
}

async function load(actor: Actor, slug: string, id: string) {
  authorise(actor, 'change-plan', slug);
  const [authority, upload, indicators] = await Promise.all([
    councilOf(slug),
    isRecordId(id) ? findFigureUpload(slug, id) : null,
    listOwnIndicators(slug),
  ]);
  if (upload === null) throw new NotFound(`No upload ${id} of ${slug}`);
  return { authority, upload, indicators };
}

async function readTable({ name, bytes }: FigureFile): Promise<Result<FigureUploadTable>> {
  const sheets = await readUploadedSheets(name, bytes);
  if (!sheets.ok) return sheets;
  const table = figureSheet(sheets.value);
  return table === null
    ? refused({ message: 'It holds no table: it needs a row of headings, and below it a row for each figure.' })
    : accepted(table);
}

const NO_TABLE: FigureUploadTable = { sheet: '', rows: [] };
