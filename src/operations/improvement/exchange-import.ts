import type { Actor } from '@/domain/access';
import { isSlug, type Authority } from '@/domain/authorities';
import {
  changesNothing,
  decideImport,
  effectText,
  findTable,
  guessColumns,
  isDerivedHeading,
  isPlanField,
  LEFT_OUT,
  missingFields,
  PLAN_FIELDS,
  problemsTogether,
  readRows,
  tidyHeading,
  type ColumnFields,
  type ImportEffect,
  type PlanField,
  type PlanImport,
  type RowProblem,
  type UploadedTable,
  type UploadStep,
} from '@/domain/exchange';
import { isRecordId, type Plan, type PlanState } from '@/domain/improvement';
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
import { findAuthority } from '@/database/authorities';
import {
  deleteUpload,
  findPlanState,
  findUpload,
  listColumnMatches,
  listUploads,
  saveColumns,
  savePlanChange,
  saveUpload,
  type PlanUpload,
} from '@/database/improvement';
import { hashOf, newId } from '@/platform/tokens';
import { authorise } from '../access';
import { historyActor, nameActors } from '../history';
import { faultOf, readUploadedSheets } from '../uploaded-sheets';
import { loadPlan } from './load';
import { changesOfPlan } from './since';

const LONGEST_NAME = 150;
/** Longer ones are no headings, and are not remembered. */
const LONGEST_HEADING = 200;
/** A cell of an example, as the page that matches columns shows it. */
const LONGEST_EXAMPLE = 60;

/** Where a workbook can be uploaded, and what was uploaded and not imported yet. */
export interface UploadsView {
  readonly authority: Authority;
  /** Null while the council has no plan. */
  readonly plan: Plan | null;
  readonly uploads: readonly { readonly id: string; readonly fileName: string; readonly who: string; readonly at: Moment }[];
}

/** An upload, and what is to be done with it next. */
export interface UploadView {
  readonly authority: Authority;
  readonly plan: Plan;
  readonly id: string;
  readonly fileName: string;
  readonly who: string;
  readonly at: Moment;
  readonly table: Pick<UploadedTable, 'sheet' | 'otherSheets'> & { readonly rows: number };
  readonly next: NextStep;
}

export type NextStep =
  | { readonly step: 'match'; readonly columns: readonly MatchedColumn[] }
  /** Nothing can be imported; the file is to be corrected and uploaded again, or the columns matched otherwise. */
  | { readonly step: 'correct'; readonly problems: readonly PlacedProblem[] }
  /** `confirms` goes with the form, and comes back with it. */
  | { readonly step: 'confirm'; readonly effect: ImportEffect; readonly confirms: string }
  | Exclude<UploadStep, { step: 'matched' }>;

export interface MatchedColumn {
  readonly heading: string;
  readonly field: PlanField | null;
  /** It says what follows from the facts, and is never imported. */
  readonly isDerived: boolean;
  /** What stands in its first filled cells. */
  readonly examples: readonly string[];
}

/** A problem as the file shows its place. */
export interface PlacedProblem {
  readonly row: number | null;
  /** The heading there. */
  readonly column: string | null;
  readonly message: string;
}

export type ImportOutcome =
  | { readonly outcome: 'imported' }
  | { readonly outcome: 'refused'; readonly problems: readonly Problem[] }
  /** The plan has changed since, or something else about the import: it is to be looked at again. What others did since, a sentence each. */
  | { readonly outcome: 'changed'; readonly since: readonly string[] };

/** Throws `Forbidden`, and `NotFound` for an unknown council or plan. */
export async function viewUploads(actor: Actor, slug: string, planId: string | null): Promise<UploadsView> {
  authorise(actor, 'change-plan', slug);
  const { authority, state } = await loadPlan(actor, slug, planId);
  const uploads = state === null ? [] : await listUploads(slug, state.plan.id);
  const nameOf = await nameActors(uploads.map(({ uploadedBy }) => uploadedBy));
  return {
    authority,
    plan: state?.plan ?? null,
    uploads: uploads.map(({ id, fileName, uploadedBy, uploadedAt }) => ({ id, fileName, who: nameOf(uploadedBy), at: uploadedAt })),
  };
}

/**
 * Keeps a workbook for a plan, to be looked at before anything is imported; of one that cannot be read, its fault. What was sent is read only for whoever may. Answers the
 * id of the upload. Throws `Forbidden`, and `NotFound` for an unknown council or plan.
 */
export async function uploadPlan(
  actor: Actor,
  slug: string,
  receive: () => Promise<PlanFile>,
  at: Moment,
): Promise<Result<{ readonly id: string }>> {
  authorise(actor, 'change-plan', slug);
  const upload = await receive();
  const { state } = await loadPlan(actor, slug, upload.planId);
  if (state === null) return refused({ message: 'Begin the plan first: it needs a title and its first day' });
  if (upload.name === '' || upload.bytes.byteLength === 0) return refused({ field: 'file', message: 'Choose a file that is not empty' });
  const table = await readTable(upload, slug);
  const id = newId();
  const fileName = onOneLine(upload.name.slice(-LONGEST_NAME));
  await saveUpload({
    id,
    planId: state.plan.id,
    uploadedBy: historyActor(actor),
    uploadedAt: at,
    fileName,
    ...(table.ok ? { table: table.value, step: null } : { table: NO_TABLE, step: { step: 'unreadable', problem: faultOf(table) } }),
  });
  return accepted({ id });
}

/** `rematch` asks for the columns again. Throws `Forbidden`, and `NotFound` for an unknown council or upload. */
export async function viewUpload(
  actor: Actor,
  slug: string,
  id: string,
  { today, rematch }: { readonly today: CalendarDate; readonly rematch: boolean },
): Promise<UploadView> {
  const { authority, upload, state } = await load(actor, slug, id);
  const { table, step } = upload;
  const nameOf = await nameActors([upload.uploadedBy]);
  return {
    authority,
    plan: state.plan,
    id,
    fileName: upload.fileName,
    who: nameOf(upload.uploadedBy),
    at: upload.uploadedAt,
    table: { sheet: table.sheet, otherSheets: table.otherSheets, rows: table.rows.length },
    next: await nextStep(),
  };

  async function nextStep(): Promise<NextStep> {
    if (step !== null && step.step !== 'matched') return step;
    if (step === null || rematch) {
      const fields = step === null ? guessColumns(table.headings, await listColumnMatches(slug)) : step.columns;
      return { step: 'match', columns: table.headings.map((heading, index) => matchedColumn(table, heading, index, fields)) };
    }
    const decision = decide(table, step.columns, state, { today, by: historyActor(actor), reason: '' });
    return decision.ok
      ? { step: 'confirm', effect: decision.effect, confirms: hashOf(effectText(decision.effect)) }
      : { step: 'correct', problems: decision.problems.map((problem) => placed(problem, table, step.columns)) };
  }
}

/**
 * Settles which column is which field, for this upload and the next ones of the council. `fields` are keys of `PLAN_FIELDS` by column; anything else leaves a column
 * out. Throws `Forbidden`, and `NotFound` for an unknown council or upload.
 */
export async function matchColumns(actor: Actor, slug: string, id: string, fields: readonly string[]): Promise<Result<null>> {
  const { upload } = await load(actor, slug, id);
  const { headings } = upload.table;
  const columns = headings.map((_, index) => fieldIn(fields[index] ?? ''));
  const problems: Problem[] = columns.flatMap((field, index) => {
    const first = columns.indexOf(field);
    if (field === null || first === index) return [];
    const heading = headings[first]?.trim() || `column ${first + 1}`;
    return [{ field: `column-${index}`, message: `Choose one column for “${PLAN_FIELDS[field].words}”: “${heading}” is it already` }];
  });
  const missing = missingFields(columns).map((field) => `“${PLAN_FIELDS[field].words}”`);
  if (missing.length > 0) {
    problems.push({ field: 'column-0', message: `Choose the column for ${missing.join(' and for ')}: without it no row says enough` });
  }
  if (problems.length > 0) return refused(...problems);
  const remembered = new Map(
    headings.flatMap((heading, index) => {
      const tidied = tidyHeading(heading);
      return tidied === '' || tidied.length > LONGEST_HEADING || isDerivedHeading(heading)
        ? []
        : [[tidied, columns[index] ?? LEFT_OUT] as const];
    }),
  );
  const isKept = await saveColumns(slug, id, columns, remembered);
  return isKept ? accepted(null) : refused({ message: 'Upload the file again: this upload is imported already' });
}

/**
 * Imports an upload, all or nothing and once: exactly what was looked at, or nothing where it would be something else by now. Throws `Forbidden`, and `NotFound` for an
 * unknown council or upload.
 */
export async function confirmImport(
  actor: Actor,
  slug: string,
  id: string,
  confirmation: Confirmation,
  { at, today }: { readonly at: Moment; readonly today: CalendarDate },
): Promise<ImportOutcome> {
  const { upload, state } = await load(actor, slug, id);
  const { table, step, fileName } = upload;
  if (step?.step === 'imported') return { outcome: 'imported' };
  const changed = async (): Promise<ImportOutcome> => ({
    outcome: 'changed',
    since: await changesOfPlan(actor, slug, upload.planId, confirmation.seen),
  });
  if (step?.step !== 'matched') return changed();
  const reason = readReason(confirmation.reason, 'Give a reason for moving the dates');
  const given = reason.ok ? reason.value : '';
  const decision = decide(table, step.columns, state, { today, by: historyActor(actor), reason: given });
  if (!decision.ok || hashOf(effectText(decision.effect)) !== confirmation.confirms) return changed();
  const { effect } = decision;
  if (changesNothing(effect)) return { outcome: 'refused', problems: [{ message: 'Nothing in the file differs from the plan' }] };
  if (effect.moves > 0 && !reason.ok) return { outcome: 'refused', problems: reason.problems };
  const { overtaken } = await savePlanChange(
    slug,
    {
      objectives: effect.objectives.map(({ after }) => after),
      actions: effect.actions
        .filter(({ before, changes }) => before === null || changes.some(({ field }) => field !== 'evidence'))
        .map(({ after }) => after),
      evidence: effect.actions.flatMap(({ evidence }) => evidence),
      imported: { upload, result: resultOf(effect) },
    },
    { actor: historyActor(actor), reason: `Imported from “${fileName}”${effect.moves > 0 ? `: ${given}` : ''}`, at },
    // Of some actions only evidence is saved: they, too, have to be as they were looked at.
    effect.actions.flatMap(({ before }) => (before === null ? [] : [{ action: before }])),
  );
  return overtaken === null ? { outcome: 'imported' } : changed();
}

/** Throws `Forbidden`, and `NotFound` for an unknown council or upload. */
export async function discardUpload(actor: Actor, slug: string, id: string): Promise<void> {
  const { upload } = await load(actor, slug, id);
  await deleteUpload(slug, upload.id);
}

async function load(actor: Actor, slug: string, id: string): Promise<Loaded> {
  authorise(actor, 'change-plan', slug);
  const [authority, upload] =
    isSlug(slug) && isRecordId(id) ? await Promise.all([findAuthority(slug), findUpload(slug, id)]) : [null, null];
  const state = upload === null ? null : await findPlanState(slug, upload.planId);
  if (authority === null || upload === null || state === null) throw new NotFound(`No upload ${id} of ${slug}`);
  return { authority, upload, state };
}

async function readTable({ name, bytes }: PlanFile, slug: string): Promise<Result<UploadedTable>> {
  const sheets = await readUploadedSheets(name, bytes);
  if (!sheets.ok) return sheets;
  const table = findTable(sheets.value, await listColumnMatches(slug));
  return table === null || table.rows.length === 0
    ? refused({ message: 'It holds no table: it needs a row of headings, and below it a row for each action.' })
    : accepted(table);
}

function decide(
  table: UploadedTable,
  columns: ColumnFields,
  state: PlanState,
  doing: Omit<Parameters<typeof decideImport>[2], 'newId'>,
): PlanImport {
  const { stated, problems } = readRows(table, columns, { findings: state.findings, today: doing.today });
  const decision = decideImport(state, stated, { ...doing, newId });
  if (decision.ok && problems.length === 0) return decision;
  return { ok: false, problems: problemsTogether(problems, decision.ok ? [] : decision.problems) };
}

function placed({ row, field, message }: RowProblem, { headings }: UploadedTable, columns: ColumnFields): PlacedProblem {
  const heading = field === null ? '' : (headings[columns.indexOf(field)]?.trim() ?? '');
  return { row, column: field === null ? null : heading || PLAN_FIELDS[field].words, message };
}

function matchedColumn({ rows }: UploadedTable, heading: string, index: number, fields: ColumnFields): MatchedColumn {
  const filled = rows.map(({ cells }) => (cells[index] ?? '').replaceAll(/\s+/g, ' ').trim()).filter((cell) => cell !== '');
  const examples = [...new Set(filled)].slice(0, 2);
  return {
    heading: heading.replaceAll(/\s+/g, ' ').trim(),
    field: fields[index] ?? null,
    isDerived: isDerivedHeading(heading),
    examples: examples.map((cell) => (cell.length > LONGEST_EXAMPLE ? `${cell.slice(0, LONGEST_EXAMPLE)}…` : cell)),
  };
}

function fieldIn(text: string): PlanField | null {
  return isPlanField(text) ? text : null;
}

function resultOf({ objectives, actions, unchanged, left, moves }: ImportEffect): UploadStep {
  const added = actions.filter(({ before }) => before === null).length;
  return { step: 'imported', objectives: objectives.length, added, changed: actions.length - added, unchanged, moves, left: left.length };
}

const NO_TABLE: UploadedTable = { sheet: '', otherSheets: [], headings: [], rows: [] };

/** A workbook as it came. */
export interface PlanFile {
  /** Null for the plan in force. */
  readonly planId: string | null;
  readonly name: string;
  readonly bytes: Buffer;
}

/** What somebody confirms. */
export interface Confirmation {
  readonly confirms: string;
  /** When it was looked at, as `momentText` writes it. */
  readonly seen: string;
  /** For the due dates that move. */
  readonly reason: string;
}

interface Loaded {
  readonly authority: Authority;
  readonly upload: PlanUpload;
  readonly state: PlanState;
}
