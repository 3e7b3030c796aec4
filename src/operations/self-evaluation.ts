import { isAllowed, type Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import type { Inspection } from '@/domain/inspections';
import {
  besideInspection,
  fieldsOfYear,
  formOfSelfEvaluation,
  inspectionAfter,
  readSelfEvaluation,
  SELF_EVALUATION_VERSION,
  selfEvaluationFieldInWords,
  selfEvaluationOfVersion,
  selfEvaluationYears,
  type GradeBeside,
  type SelfEvaluation,
  type SelfEvaluationFacts,
  type SelfEvaluationForm,
} from '@/domain/self-evaluation';
import { NotFound, onOneLine, readReason, type CalendarDate, type Moment, type Problem } from '@/domain/shared';
import { listInspections } from '@/database/inspections';
import { findSelfEvaluation, listSelfEvaluations, saveSelfEvaluation as save } from '@/database/self-evaluation';
import { newId } from '@/platform/tokens';
import { authorise } from './access';
import { councilOf } from './authorities';
import { settleForm, type FormAgain, type FormChange, type FormRecord } from './conflict';
import { historyActor } from './history';

/** More events than a council has had since 2009. */
const MOST_EVENTS = 200;

/** A year's self-evaluation beside the next inspection. */
export interface YearView {
  readonly evaluation: SelfEvaluation;
  /** The next graded one; null while none followed. */
  readonly inspection: Inspection | null;
  readonly beside: readonly GradeBeside[];
}

export interface SelfEvaluationsView {
  readonly authority: Authority;
  /** Newest first; drafts for those who read drafts. */
  readonly years: readonly YearView[];
  /** Years that could be begun, newest first; none for those who may not. */
  readonly open: readonly number[];
}

export interface SelfEvaluationView extends YearView {
  readonly authority: Authority;
  readonly mayChange: boolean;
}

/** What the form of a year needs. */
export interface SelfEvaluationOpened {
  readonly authority: Authority;
  readonly form: SelfEvaluationForm;
  readonly version: number;
  readonly submittedOn: CalendarDate | null;
  /** Of the record in the history; null while the year is not begun. */
  readonly id: string | null;
}

export interface SelfEvaluationChange extends FormChange<string> {
  /** Why what was sent to Ofsted is corrected. A draft needs none. */
  readonly reason: string;
}

export type SelfEvaluationOutcome = { readonly saved: true } | { readonly saved: false; readonly again: FormAgain<string> };

/** What a council has said of itself year by year. Drafts are shown to those who read drafts. Throws `Forbidden`, and `NotFound` for an unknown council. */
export async function viewSelfEvaluations(actor: Actor, slug: string, today: CalendarDate): Promise<SelfEvaluationsView> {
  authorise(actor, 'read-plan', slug);
  const authority = await councilOf(slug);
  const [evaluations, events] = await Promise.all([listSelfEvaluations(slug, isAllowed(actor, 'read-drafts', slug)), eventsOf(slug)]);
  const begun = evaluations.map(({ year }) => year);
  const mayChange = isAllowed(actor, 'change-plan', slug);
  return {
    authority,
    years: evaluations.map((evaluation) => yearView(evaluation, events)),
    open: mayChange ? selfEvaluationYears(today).filter((year) => !begun.includes(year)) : [],
  };
}

/** That of one year. Throws `Forbidden`, and `NotFound` for an unknown council, a year without one, and a draft that the asker may not read. */
export async function viewSelfEvaluation(actor: Actor, slug: string, year: number): Promise<SelfEvaluationView> {
  authorise(actor, 'read-plan', slug);
  const authority = await councilOf(slug);
  const [evaluation, events] = await Promise.all([isYear(year) ? findSelfEvaluation(slug, year) : null, eventsOf(slug)]);
  const isHidden = evaluation?.submittedOn === null && !isAllowed(actor, 'read-drafts', slug);
  if (evaluation === null || isHidden) throw new NotFound(`No self-evaluation of ${slug} for ${year}`);
  return { authority, ...yearView(evaluation, events), mayChange: isAllowed(actor, 'change-plan', slug) };
}

/** The form of a year, begun or not. Throws `Forbidden`, and `NotFound` for an unknown council or a year that there is none for. */
export async function openSelfEvaluation(actor: Actor, slug: string, year: number, today: CalendarDate): Promise<SelfEvaluationOpened> {
  authorise(actor, 'change-plan', slug);
  const authority = await councilOf(slug);
  const saved = await savedYear(slug, year, today);
  return {
    authority,
    form: formOfSelfEvaluation(year, saved),
    version: saved?.version ?? 0,
    submittedOn: saved?.submittedOn ?? null,
    id: saved?.id ?? null,
  };
}

/**
 * Saves a year's self-evaluation, unless the form is older than what is saved: then both texts come back, and the person chooses. What was sent to Ofsted is corrected
 * with a reason. Throws `Forbidden`, and `NotFound` for an unknown council or a year that there is none for.
 */
export async function saveSelfEvaluation(
  actor: Actor,
  slug: string,
  year: number,
  change: SelfEvaluationChange,
  { today, at }: { readonly today: CalendarDate; readonly at: Moment },
): Promise<SelfEvaluationOutcome> {
  authorise(actor, 'change-plan', slug);
  await councilOf(slug);
  const reason = onOneLine(change.reason);
  const settle = async () => {
    const saved = await savedYear(slug, year, today);
    const form = Object.fromEntries(fieldsOfYear(year).map(({ key }) => [key, change.form[key] ?? '']));
    // A form that is older than what is saved is first of all shown both texts.
    const changed = saved?.version === change.version ? saved : null;
    return {
      saved,
      settled: await settleForm({ ...change, form }, recordOf(year, saved, changed, today), problemsInReason(changed, reason)),
    };
  };
  let { saved, settled } = await settle();
  if (settled.outcome === 'save') {
    const evaluation = { ...settled.value, id: saved?.id ?? newId(), authority: slug, year, version: change.version };
    if (await save(evaluation, { actor: historyActor(actor), reason: reason === '' ? null : reason, at })) return { saved: true };
    // Somebody was quicker between our look and our save.
    ({ saved, settled } = await settle());
  }
  return settled.outcome === 'again' ? { saved: false, again: settled.again } : { saved: true };
}

function recordOf(
  year: number,
  saved: SelfEvaluation | null,
  changed: SelfEvaluation | null,
  today: CalendarDate,
): FormRecord<string, SelfEvaluationFacts> {
  return {
    type: 'self-evaluation',
    id: saved?.id ?? '',
    saved: { form: formOfSelfEvaluation(year, saved), version: saved?.version ?? 0 },
    formAt: (content) =>
      formOfSelfEvaluation(year, content === null ? null : selfEvaluationOfVersion(SELF_EVALUATION_VERSION.parse(JSON.parse(content)))),
    read: (form) => readSelfEvaluation(year, form, changed, today),
    formOf: (facts) => formOfSelfEvaluation(year, facts),
    fields: fieldsOfYear(year),
    inWords: (key, text) => selfEvaluationFieldInWords(year, key, text),
  };
}

function problemsInReason(saved: SelfEvaluation | null, reason: string): readonly Problem[] {
  if (!saved?.submittedOn && reason === '') return [];
  const read = readReason(reason, 'Give a reason for correcting what was sent to Ofsted. It stays in the history');
  return read.ok ? [] : read.problems;
}

function yearView(evaluation: SelfEvaluation, events: readonly Inspection[]): YearView {
  const inspection = inspectionAfter(evaluation, events);
  return { evaluation, inspection, beside: besideInspection(evaluation, inspection) };
}

async function savedYear(slug: string, year: number, today: CalendarDate): Promise<SelfEvaluation | null> {
  const saved = isYear(year) ? await findSelfEvaluation(slug, year) : null;
  if (saved === null && !selfEvaluationYears(today).includes(year)) throw new NotFound(`No self-evaluation is made for ${year}`);
  return saved;
}

async function eventsOf(slug: string): Promise<readonly Inspection[]> {
  return (await listInspections(slug, { limit: MOST_EVENTS, offset: 0 })).inspections;
}

/** Of an address: anything else PostgreSQL's integer may not hold. */
function isYear(year: number): boolean {
  return Number.isInteger(year) && year >= 2000 && year <= 2100;
}
