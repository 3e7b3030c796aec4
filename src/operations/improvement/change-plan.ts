import type { z } from 'zod';

import type { Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import { FINDING_KINDS } from '@/domain/findings';
import * as improvement from '@/domain/improvement';
import type {
  Action,
  ActionFacts,
  ActionForm,
  ObjectiveFacts,
  ObjectiveForm,
  PlanFacts,
  PlanForm,
  PlanState,
  PossibleOwner,
} from '@/domain/improvement';
import type { Indicator } from '@/domain/indicators';
import { datesInWords, eventInWords, inspectionMonth } from '@/domain/inspections';
import { NotFound, refused, type Moment, type Problem } from '@/domain/shared';
import { findPlanOfAction, findPlanOfObjective, savePlanChange, type PlanChange } from '@/database/improvement';
import { listIndicatorsOf } from '@/database/indicators';
import { listInspections } from '@/database/inspections';
import { newId } from '@/platform/tokens';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import { settleForm, type FormAgain, type FormChange, type FormRecord } from '../conflict';
import { historyActor } from '../history';
import { loadPlan } from './load';
import { ownersOf } from './owners';

/** How often something is saved anew where others save at the same moment: a number taken, a record overtaken. */
const ATTEMPTS = 50;

const MOST_EVENTS = 200;

/** A record's form as it is saved, with what the form has to offer. `version` goes with the form, and comes back with it: 0 for a new record. */
export interface FormView<Form> {
  readonly authority: Authority;
  /** Null for a new one. */
  readonly form: Form | null;
  readonly version: number;
}

export interface PlanFormView extends FormView<PlanForm> {
  readonly planId: string | null;
  /** The council's inspections and visits, newest first. */
  readonly events: readonly Offered[];
}

export interface ObjectiveFormView extends FormView<ObjectiveForm> {
  readonly plan: improvement.Plan;
  /** Of the plan as it is. */
  readonly objectives: readonly improvement.Objective[];
  readonly objective: improvement.Objective | null;
}

export interface ActionFormView extends FormView<ActionForm> {
  readonly plan: improvement.Plan;
  readonly objective: improvement.Objective;
  /** `1.2`; null for a new one. */
  readonly reference: string | null;
  readonly owners: readonly PossibleOwner[];
  /** Those that ask for an answer, and those it answers, latest event first. */
  readonly findings: readonly Offered[];
  /** Those that it can be said to move, by name. */
  readonly indicators: readonly Indicator[];
  /** Why the action cannot be changed as it is; null where it can. */
  readonly notNow: Problem | null;
}

/** Saved under an id, or the form again. */
export type FormOutcome<Key extends string> =
  { readonly saved: true; readonly id: string } | { readonly saved: false; readonly again: FormAgain<Key> };

/** The form of a plan, or of a new one. Throws `Forbidden`, and `NotFound` for an unknown council or plan. */
export async function viewPlanForm(actor: Actor, slug: string, planId: string | null): Promise<PlanFormView> {
  authorise(actor, 'change-plan', slug);
  const plan = planId === null ? null : (await planOf(actor, slug, planId)).plan;
  const authority = await councilOf(slug);
  const events = await eventsOf(slug);
  return { authority, planId, form: plan && improvement.planForm(plan), version: plan?.version ?? 0, events };
}

/** The form of an objective, or of a new one of a plan. Throws as `viewPlanForm`. */
export async function viewObjectiveForm(actor: Actor, slug: string, which: WhichObjective): Promise<ObjectiveFormView> {
  authorise(actor, 'change-plan', slug);
  const { authority, state, objective } = await objectiveOf(actor, slug, which);
  const { plan, objectives } = state;
  return {
    authority,
    plan,
    objectives,
    objective,
    form: objective && improvement.objectiveForm(objective),
    version: objective?.version ?? 0,
  };
}

/** The form of an action, or of a new one of an objective. Throws as `viewPlanForm`. */
export async function viewActionForm(actor: Actor, slug: string, which: WhichAction): Promise<ActionFormView> {
  authorise(actor, 'change-plan', slug);
  const { authority, state, objective, action } = await surroundingsOf(actor, slug, which);
  const answers = action?.findings ?? [];
  const { inspections } = await listInspections(slug, { limit: MOST_EVENTS, offset: 0 });
  const months = new Map(inspections.map((event) => [event.id, inspectionMonth(event)]));
  return {
    authority,
    plan: state.plan,
    objective,
    reference: action && improvement.referenceOf(objective, action),
    owners: await ownersOf(slug, action),
    findings: state.findings
      .filter(({ id, kind }) => FINDING_KINDS[kind].asksForAnswer || answers.includes(id))
      .map(({ id, title, inspection }) => ({ id, words: `${title} (${months.get(inspection) ?? inspection})` })),
    indicators: await listIndicatorsOf(slug),
    form: action && improvement.actionForm(action, state.actions),
    version: action?.version ?? 0,
    notNow: action && improvement.notNow('change', action),
  };
}

/** Saves a plan, or a new one where `planId` is null. Throws as `viewPlanForm`. */
export async function savePlan(
  actor: Actor,
  slug: string,
  planId: string | null,
  change: FormChange<keyof PlanForm>,
  at: Moment,
): Promise<FormOutcome<keyof PlanForm>> {
  authorise(actor, 'change-plan', slug);
  const newPlanId = newId();
  return untilSaved(actor, slug, change, at, async () => {
    const before = planId === null ? null : (await planOf(actor, slug, planId)).plan;
    const events = await eventsOf(slug);
    const id = before?.id ?? newPlanId;
    const record: FormRecord<keyof PlanForm, PlanFacts> = {
      type: 'plan',
      id,
      saved: savedForm(before, improvement.planForm, improvement.EMPTY_PLAN),
      formAt: formIn(
        improvement.PLAN_VERSION,
        (kept) => improvement.planForm(improvement.planOfVersion(id, slug, 0, kept)),
        improvement.EMPTY_PLAN,
      ),
      read: (form) =>
        improvement.readPlan(
          form,
          events.map((event) => event.id),
        ),
      formOf: improvement.planForm,
      fields: improvement.PLAN_FIELDS,
      inWords: (key, text) => (key === 'events' ? wordsOf(text, events) : text),
    };
    const toSave = (facts: PlanFacts) => ({ plans: [{ ...facts, id, authority: slug, version: before?.version ?? 0 }] });
    return { record, toSave };
  });
}

/** Saves an objective, or a new one with the next number of its plan. Throws as `viewPlanForm`. */
export async function saveObjective(
  actor: Actor,
  slug: string,
  which: WhichObjective,
  change: FormChange<keyof ObjectiveForm>,
  at: Moment,
): Promise<FormOutcome<keyof ObjectiveForm>> {
  authorise(actor, 'change-plan', slug);
  const newObjectiveId = newId();
  return untilSaved(actor, slug, change, at, async () => {
    const { state, objective: before } = await objectiveOf(actor, slug, which);
    const id = before?.id ?? newObjectiveId;
    const record: FormRecord<keyof ObjectiveForm, ObjectiveFacts> = {
      type: 'objective',
      id,
      saved: savedForm(before, improvement.objectiveForm, improvement.EMPTY_OBJECTIVE),
      formAt: formIn(improvement.OBJECTIVE_VERSION, improvement.objectiveForm, improvement.EMPTY_OBJECTIVE),
      read: improvement.readObjective,
      formOf: improvement.objectiveForm,
      fields: improvement.OBJECTIVE_FIELDS,
      inWords: (_, text) => text,
    };
    const number = before?.number ?? improvement.nextNumber(state.objectives);
    const toSave = (facts: ObjectiveFacts) => ({
      objectives: [{ ...facts, id, planId: state.plan.id, number, version: before?.version ?? 0 }],
    });
    return { record, toSave };
  });
}

/** Saves an action, or a new one with the next number of its objective. The due date of one that exists stays. Throws as `viewPlanForm`. */
export async function saveAction(
  actor: Actor,
  slug: string,
  which: WhichAction,
  change: FormChange<keyof ActionForm>,
  at: Moment,
): Promise<FormOutcome<keyof ActionForm>> {
  authorise(actor, 'change-plan', slug);
  const newActionId = newId();
  return untilSaved(actor, slug, change, at, async () => {
    const { state, objective, action: before } = await surroundingsOf(actor, slug, which);
    const id = before?.id ?? newActionId;
    const { actions, findings } = state;
    const [owners, indicators] = await Promise.all([ownersOf(slug, before), listIndicatorsOf(slug)]);
    const surroundings = { id, existing: before, owners, findings, actions, indicators, newId };
    const formOf = (facts: ActionFacts) => improvement.actionForm(facts, actions);
    const notNow = before && improvement.notNow('change', before);
    const record: FormRecord<keyof ActionForm, ActionFacts> = {
      type: 'action',
      id,
      saved: savedForm(before, formOf, improvement.EMPTY_ACTION),
      formAt: formIn(improvement.ACTION_VERSION, (kept) => formOf(improvement.actionOfVersion(id, 0, kept)), improvement.EMPTY_ACTION),
      read: (form) => (notNow ? refused(notNow) : improvement.readAction(form, surroundings)),
      formOf,
      fields: improvement.ACTION_FIELDS,
      inWords: (key, text) => improvement.actionFieldInWords(key, text, surroundings),
    };
    const toSave = (facts: ActionFacts) => ({
      actions: [before === null ? newAction(facts, id, objective, state) : { ...before, ...facts }],
    });
    return { record, toSave };
  });
}

/** Where somebody saves at the same moment, what is to be saved is settled anew: a number that was taken, a record that was overtaken. */
async function untilSaved<Key extends string, Facts>(
  actor: Actor,
  slug: string,
  change: FormChange<Key>,
  at: Moment,
  load: () => Promise<{ readonly record: FormRecord<Key, Facts>; readonly toSave: (facts: Facts) => PlanChange }>,
): Promise<FormOutcome<Key>> {
  const note = { actor: historyActor(actor), reason: null, at };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { record, toSave } = await load();
    const settled = await settleForm(change, record, []);
    if (settled.outcome === 'again') return { saved: false, again: settled.again };
    if (settled.outcome === 'saved-already') return { saved: true, id: record.id };
    const { overtaken } = await savePlanChange(slug, toSave(settled.value), note);
    if (overtaken === null) return { saved: true, id: record.id };
  }
  throw new Error(`Others saved ${ATTEMPTS} times while one form was being saved`);
}

function savedForm<Kept extends { readonly version: number }, Form>(record: Kept | null, formOf: (record: Kept) => Form, empty: Form) {
  return record === null ? { form: empty, version: 0 } : { form: formOf(record), version: record.version };
}

/** Reads what a form held at an earlier version from what the history keeps of it. */
function formIn<Kept, Form>(schema: z.ZodType<Kept>, formOf: (kept: Kept) => Form, empty: Form) {
  return (content: string | null): Form => (content === null ? empty : formOf(schema.parse(JSON.parse(content))));
}

async function planOf(actor: Actor, slug: string, planId: string): Promise<{ readonly authority: Authority } & PlanState> {
  const { authority, state } = await loadPlan(actor, slug, planId);
  if (state === null) throw new NotFound(`No plan ${planId} of ${slug}`);
  return { authority, ...state };
}

async function objectiveOf(actor: Actor, slug: string, which: WhichObjective) {
  const planId = 'planId' in which ? which.planId : await planIdOf(which.objectiveId, (id) => findPlanOfObjective(slug, id));
  const { authority, ...state } = await planOf(actor, slug, planId);
  const objective = 'planId' in which ? null : (state.objectives.find(({ id }) => id === which.objectiveId) ?? null);
  return { authority, state, objective };
}

async function surroundingsOf(actor: Actor, slug: string, which: WhichAction) {
  const planId =
    'actionId' in which
      ? await planIdOf(which.actionId, (id) => findPlanOfAction(slug, id))
      : await planIdOf(which.objectiveId, (id) => findPlanOfObjective(slug, id));
  const { authority, ...state } = await planOf(actor, slug, planId);
  const action = 'actionId' in which ? (state.actions.find(({ action: { id } }) => id === which.actionId)?.action ?? null) : null;
  const objectiveId = 'objectiveId' in which ? which.objectiveId : action?.objectiveId;
  const objective = state.objectives.find(({ id }) => id === objectiveId);
  if (objective === undefined) throw new NotFound(`No objective ${objectiveId} in ${planId}`);
  return { authority, state, objective, action };
}

async function planIdOf(id: string, find: (id: string) => Promise<string | null>): Promise<string> {
  const planId = improvement.isRecordId(id) ? await find(id) : null;
  if (planId === null) throw new NotFound(`No plan of ${id}`);
  return planId;
}

async function eventsOf(slug: string): Promise<readonly Offered[]> {
  const { inspections } = await listInspections(slug, { limit: MOST_EVENTS, offset: 0 });
  return inspections.map((event) => ({ id: event.id, words: `${eventInWords(event)}, ${datesInWords(event)}` }));
}

function wordsOf(ids: string, offered: readonly Offered[]): string {
  const chosen = ids.split('\n');
  return offered
    .filter(({ id }) => chosen.includes(id))
    .map(({ words }) => words)
    .join('\n');
}

function newAction(facts: ActionFacts, id: string, objective: improvement.Objective, { plan, actions }: PlanState): Action {
  const siblings = actions.map(({ action }) => action).filter(({ objectiveId }) => objectiveId === objective.id);
  return {
    ...facts,
    id,
    planId: plan.id,
    objectiveId: objective.id,
    number: improvement.nextNumber(siblings),
    moves: [],
    stopped: null,
    closed: null,
    reopenedAt: null,
    version: 0,
  };
}

export type WhichObjective = { readonly planId: string } | { readonly objectiveId: string };
export type WhichAction = { readonly objectiveId: string } | { readonly actionId: string };

/** Something a form offers to be chosen. */
export interface Offered {
  readonly id: string;
  readonly words: string;
}
