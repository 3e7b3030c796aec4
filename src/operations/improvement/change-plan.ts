import { PERMISSIONS, rolesAmong, type Actor } from '@/domain/access';
import { isSlug, type Authority } from '@/domain/authorities';
import { FINDING_KINDS, type Finding } from '@/domain/findings';
import * as improvement from '@/domain/improvement';
import type { Action, ActionFacts, ActionForm, ObjectiveForm, PlanForm, PlanState, PossibleOwner } from '@/domain/improvement';
import { datesInWords, eventInWords } from '@/domain/inspections';
import {
  choose,
  differencesBetween,
  NotFound,
  type CalendarDate,
  type Choices,
  type Difference,
  type Moment,
  type Problem,
} from '@/domain/shared';
import { findAuthority } from '@/database/authorities';
import { findVersion } from '@/database/history';
import { findPlanOfAction, findPlanOfObjective, savePlanChange, type PlanChange } from '@/database/improvement';
import { listInspections } from '@/database/inspections';
import { listHolders } from '@/database/people';
import { newId } from '@/platform/tokens';
import { authorise } from '../access';
import { historyActor, nameActors } from '../history';
import { loadPlan } from './load';

/** How often something is saved anew where others save at the same moment: a number taken, a record overtaken. */
const ATTEMPTS = 50;

const MOST_EVENTS = 200;

/** Whoever may report on own actions can be given one. */
const OWNER_ROLES = rolesAmong(PERMISSIONS['report-on-own-actions'].allowed);

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
  /** Those that ask for an answer, and those it answers. */
  readonly findings: readonly Finding[];
  /** Why the action cannot be changed as it is; null where it can. */
  readonly notNow: Problem | null;
}

/** What somebody sends of a form: `choices` after a conflict, what to keep of both texts; null before one. */
export interface FormChange<Key extends string> {
  readonly form: Readonly<Record<Key, string>>;
  readonly version: number;
  readonly choices: Choices<Key> | null;
}

/** Saved under an id; or refused, or overtaken: then with the form to show again, and the version to send with it. */
export type FormOutcome<Key extends string> =
  | { readonly saved: string }
  | {
      readonly saved: null;
      readonly problems: readonly Problem[];
      readonly form: Readonly<Record<Key, string>>;
      readonly version: number;
      /** Somebody else saved first: both texts, and who and when. */
      readonly conflict: FormConflict<Key> | null;
    };

export interface FormConflict<Key extends string> {
  readonly who: string;
  readonly at: Moment;
  readonly reason: string | null;
  readonly differences: readonly Difference<Key>[];
}

/** The form of a plan, or of a new one. Throws `Forbidden`, and `NotFound` for an unknown council or plan. */
export async function viewPlanForm(actor: Actor, slug: string, planId: string | null): Promise<PlanFormView> {
  authorise(actor, 'change-plan', slug);
  const plan = planId === null ? null : (await planOf(actor, slug, planId)).plan;
  const authority = isSlug(slug) ? await findAuthority(slug) : null;
  if (authority === null) throw new NotFound(`No council ${slug}`);
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
  return {
    authority,
    plan: state.plan,
    objective,
    reference: action && improvement.referenceOf(objective, action),
    owners: await ownersOf(slug, action),
    findings: state.findings.filter(({ id, kind }) => FINDING_KINDS[kind].asksForAnswer || answers.includes(id)),
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
  { at }: When,
): Promise<FormOutcome<keyof PlanForm>> {
  authorise(actor, 'change-plan', slug);
  return untilSaved(actor, slug, change, at, async () => {
    const before = planId === null ? null : (await planOf(actor, slug, planId)).plan;
    const events = await eventsOf(slug);
    const id = before?.id ?? newId();
    return {
      saved: before && {
        recordType: 'plan',
        id,
        version: before.version,
        form: improvement.planForm(before),
        formAt: (content) => improvement.planForm(improvement.planOfVersion(id, slug, 0, improvement.PLAN_VERSION.parse(content))),
      },
      labels: improvement.PLAN_FIELDS,
      words: (form) => ({ ...form, events: wordsOf(form.events, events) }),
      decide: (form) => {
        const read = improvement.readPlan(
          form,
          events.map((event) => event.id),
        );
        if (!read.ok) return read;
        const plan = { ...read.value, id, authority: slug, version: before?.version ?? 0 };
        return { ok: true, id, change: { plans: [plan] }, isSame: before !== null && alike(improvement.planVersion, before, plan) };
      },
    };
  });
}

/** Saves an objective, or a new one with the next number of its plan. Throws as `viewPlanForm`. */
export async function saveObjective(
  actor: Actor,
  slug: string,
  which: WhichObjective,
  change: FormChange<keyof ObjectiveForm>,
  { at }: When,
): Promise<FormOutcome<keyof ObjectiveForm>> {
  authorise(actor, 'change-plan', slug);
  return untilSaved(actor, slug, change, at, async () => {
    const { state, objective: before } = await objectiveOf(actor, slug, which);
    const id = before?.id ?? newId();
    return {
      saved: before && {
        recordType: 'objective',
        id,
        version: before.version,
        form: improvement.objectiveForm(before),
        formAt: (content) => improvement.objectiveForm(improvement.OBJECTIVE_VERSION.parse(content)),
      },
      labels: improvement.OBJECTIVE_FIELDS,
      words: (form) => form,
      decide: (form) => {
        const read = improvement.readObjective(form);
        if (!read.ok) return read;
        const number = before?.number ?? improvement.nextNumber(state.objectives);
        const objective = { ...read.value, id, planId: state.plan.id, number, version: before?.version ?? 0 };
        const isSame = before !== null && alike(improvement.objectiveVersion, before, objective);
        return { ok: true, id, change: { objectives: [objective] }, isSame };
      },
    };
  });
}

/** Saves an action, or a new one with the next number of its objective. The due date of one that exists stays. Throws as `viewPlanForm`. */
export async function saveAction(
  actor: Actor,
  slug: string,
  which: WhichAction,
  change: FormChange<keyof ActionForm>,
  { at }: When,
): Promise<FormOutcome<keyof ActionForm>> {
  authorise(actor, 'change-plan', slug);
  const ownId = newId();
  return untilSaved(actor, slug, change, at, async () => {
    const { state, objective, action: before } = await surroundingsOf(actor, slug, which);
    const owners = await ownersOf(slug, before);
    const id = before?.id ?? ownId;
    const surroundings = { id, existing: before, owners, findings: state.findings, actions: state.actions, newId };
    return {
      saved: before && {
        recordType: 'action',
        id,
        version: before.version,
        form: improvement.actionForm(before, state.actions),
        formAt: (content) =>
          improvement.actionForm(improvement.actionOfVersion(id, 0, improvement.ACTION_VERSION.parse(content)), state.actions),
      },
      labels: improvement.ACTION_FIELDS,
      // The due date is moved by a form of its own: nobody chooses it here.
      words: (form) => ({ ...improvement.actionFormInWords(form, surroundings), dueOn: '' }),
      decide: (form) => {
        const closed = before && improvement.notNow('change', before);
        if (closed) return { ok: false, problems: [closed] };
        const read = improvement.readAction(form, surroundings);
        if (!read.ok) return read;
        const action = before === null ? newAction(read.value, id, objective, state) : { ...before, ...read.value };
        return { ok: true, id, change: { actions: [action] }, isSame: before !== null && alike(improvement.actionVersion, before, action) };
      },
    };
  });
}

/**
 * Lets a form be saved that was opened on what is saved. Where somebody saved meanwhile, both texts come back and the person chooses; what is chosen can be
 * overtaken again. Nothing typed is lost on any way.
 */
async function untilSaved<Key extends string>(
  actor: Actor,
  slug: string,
  { form: typed, version, choices }: FormChange<Key>,
  at: Moment,
  load: () => Promise<Editing<Key>>,
): Promise<FormOutcome<Key>> {
  const by = historyActor(actor);
  const form = withPlainBreaks(typed);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { saved, labels, words, decide } = await load();
    const again = (problems: readonly Problem[], shown: typeof form, conflict: FormConflict<Key> | null = null) =>
      ({ saved: null, problems, form: shown, version: saved?.version ?? 0, conflict }) as const;
    let wanted = form;
    if (saved !== null && (choices !== null || version !== saved.version)) {
      const base = version === saved.version ? saved.form : await formAt(saved, version);
      if (base === null) return again([{ message: 'Open the form afresh: it belongs to no saved version' }], form);
      wanted = choices === null ? form : choose(form, base, choices);
      const differences = (mine: typeof form) =>
        differencesBetween(labels, {
          mine: (key) => words(mine)[key],
          theirs: (key) => words(saved.form)[key],
          base: (key) => words(base)[key],
        });
      if (version !== saved.version) return again([], wanted, await conflictOf(saved, differences(wanted)));
      const open = differences(form).filter(({ key }) => choices?.[key] === undefined);
      if (open.length > 0) {
        const problems = open.map(({ key, label }) => ({ field: `keep-${key}`, message: `Choose what to keep for “${label}”` }));
        const chosen = differences(form).map((each) => ({ ...each, proposed: choices?.[each.key] ?? null }));
        return again(problems, form, await conflictOf(saved, chosen));
      }
    }
    const decided = decide(wanted);
    if (!decided.ok) return again(decided.problems, wanted);
    if (decided.isSame) return again([{ message: 'Nothing is different from what is saved' }], wanted);
    const { overtaken } = await savePlanChange(slug, decided.change, { actor: by, reason: null, at });
    if (overtaken === null) return { saved: decided.id };
  }
  throw new Error(`Others saved ${ATTEMPTS} times while one form was being saved`);
}

/** Browsers send line breaks as two characters, whatever was in the form. */
function withPlainBreaks<Key extends string>(typed: Readonly<Record<Key, string>>): Readonly<Record<Key, string>> {
  const form: Record<Key, string> = { ...typed };
  for (const key in form) form[key] = form[key].replaceAll(/\r\n?/g, '\n').trim();
  return form;
}

async function formAt<Key extends string>({ recordType, id, formAt }: Saved<Key>, version: number) {
  const entry = await findVersion(recordType, id, version);
  return entry === null || entry.content === null ? null : formAt(JSON.parse(entry.content));
}

async function conflictOf<Key extends string>(
  { recordType, id, version }: Saved<Key>,
  differences: readonly Difference<Key>[],
): Promise<FormConflict<Key>> {
  const entry = await findVersion(recordType, id, version);
  if (entry === null) throw new Error(`${recordType} ${id} is at version ${version}, of which there is no history`);
  const nameOf = await nameActors([entry.actor]);
  return { who: nameOf(entry.actor), at: entry.at, reason: entry.reason, differences };
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

/** Whoever owns the action now can go on owning it, also without a role by now. */
async function ownersOf(slug: string, action: Action | null): Promise<readonly PossibleOwner[]> {
  const holders = await listHolders(slug, OWNER_ROLES);
  const owners = holders.map(({ id, name, jobTitle }) => ({
    personId: id,
    jobTitle,
    words: jobTitle === null ? name : `${jobTitle} (${name})`,
  }));
  const present = action?.owner.personId ?? null;
  if (present === null || owners.some(({ personId }) => personId === present)) return owners;
  const nameOf = await nameActors([present]);
  return [...owners, { personId: present, jobTitle: action?.owner.title ?? null, words: `${nameOf(present)}, who owns it now` }];
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

function alike<Kept>(versionOf: (record: Kept) => object, before: Kept, after: Kept): boolean {
  return JSON.stringify(versionOf(before)) === JSON.stringify(versionOf(after));
}

export type WhichObjective = { readonly planId: string } | { readonly objectiveId: string };
export type WhichAction = { readonly objectiveId: string } | { readonly actionId: string };

/** Something a form offers to be chosen. */
export interface Offered {
  readonly id: string;
  readonly words: string;
}

interface When {
  readonly today: CalendarDate;
  readonly at: Moment;
}

/** What there is to know about a form while it is being saved. */
interface Editing<Key extends string> {
  /** Null for a new record. */
  readonly saved: Saved<Key> | null;
  /** Of the fields that two people can want differently. */
  readonly labels: Readonly<Record<Key, string>>;
  readonly words: (form: Readonly<Record<Key, string>>) => Readonly<Record<Key, string>>;
  readonly decide: (
    form: Readonly<Record<Key, string>>,
  ) =>
    | { readonly ok: true; readonly id: string; readonly change: PlanChange; readonly isSame: boolean }
    | { readonly ok: false; readonly problems: readonly Problem[] };
}

interface Saved<Key extends string> {
  readonly recordType: string;
  readonly id: string;
  readonly version: number;
  readonly form: Readonly<Record<Key, string>>;
  /** What the form held at an earlier version, from what the history keeps of it. */
  readonly formAt: (content: unknown) => Readonly<Record<Key, string>>;
}
