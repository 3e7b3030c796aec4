import type { z } from 'zod';

import type { Actor } from '@/domain/access';
import { isSlug, type Authority } from '@/domain/authorities';
import { changesInSentences, type Fact } from '@/domain/history';
import * as improvement from '@/domain/improvement';
import type { ActionChange, Evidence, Plan, StandingWithStatus } from '@/domain/improvement';
import { accepted, momentInWords, NotFound, refused, type CalendarDate, type Moment, type Problem, type Result } from '@/domain/shared';
import { findVersion } from '@/database/history';
import { findAction, findPlanState, savePlanChange, type ActionOfPlan, type Basis, type PlanChange } from '@/database/improvement';
import { newId } from '@/platform/tokens';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import { historyActor, nameActors } from '../history';
import { askerOf } from './asker';

/** How often something is decided anew where others do something to the same action at the same moment. */
const ATTEMPTS = 20;

/** What a form about an action shows before anything is typed. */
export interface ActionChangeView {
  readonly authority: Authority;
  readonly plan: Plan;
  readonly standing: StandingWithStatus;
  /** Why it cannot be done to the action as it is; null where it can. */
  readonly notNow: Problem | null;
  /** The person asking owns the action. */
  readonly isOwn: boolean;
}

/** Throws `Forbidden` for whoever may not do this to the action, and `NotFound` for an unknown one. */
export async function viewActionChange(
  actor: Actor,
  slug: string,
  actionId: string,
  change: ActionChange,
  today: CalendarDate,
): Promise<ActionChangeView> {
  const { plan, standing } = await theirAction(actor, slug, actionId, change);
  return viewOf(actor, slug, plan, standing, change, today);
}

/** What stands against the asker's closing an action; nothing where it may be done. Throws as `viewActionChange`. */
export async function viewClosing(
  actor: Actor,
  slug: string,
  actionId: string,
  today: CalendarDate,
): Promise<ActionChangeView & { readonly against: readonly Problem[] }> {
  const { plan, standing } = await theirAction(actor, slug, actionId, 'close');
  const view = await viewOf(actor, slug, plan, standing, 'close', today);
  return { ...view, against: improvement.againstClosing(await closingOf({ plan, standing }, slug, historyActor(actor))) };
}

/** One piece of evidence, for whoever reads the plan, with what the asker may do about it now. Throws `Forbidden` and `NotFound`. */
export async function viewEvidence(
  actor: Actor,
  slug: string,
  actionId: string,
  evidenceId: string,
  today: CalendarDate,
): Promise<EvidenceView> {
  authorise(actor, 'read-plan', slug);
  const found = await actionOf(slug, actionId);
  const { action } = found.standing;
  const evidence = pieceOf(found, evidenceId);
  const asker = askerOf(actor, slug);
  const isOpen = improvement.notNow('give-evidence', action) === null;
  const state = improvement.stateOfEvidence(evidence);
  const mayGive = isOpen && improvement.isTheirs('give-evidence', action, asker);
  const isSecond = evidence.given !== null && evidence.given.by !== asker.personId;
  const givers = asker.mayChangePlan && evidence.given !== null ? [evidence.given.by] : [];
  const nameOf = await nameActors(givers);
  const mayCheck = isOpen && isSecond && state !== 'returned' && improvement.isTheirs('check-evidence', action, asker);
  return {
    ...(await viewOf(actor, slug, found.plan, found.standing, 'give-evidence', today)),
    evidence,
    state,
    giver: givers.map(nameOf)[0] ?? null,
    step: mayCheck ? 'check' : mayGive && state !== 'accepted' ? 'give' : 'read',
  };
}

/** Adds what an owner reports, and marks the steps it names as finished. Throws as `viewActionChange`. */
export async function reportProgress(actor: Actor, slug: string, actionId: string, form: FormText, when: When): Promise<ActionChanged> {
  return save(actor, slug, actionId, form, when, {
    change: 'report',
    read: improvement.readProgress,
    decide: ({ standing: { action } }, report, doing) => {
      const reported = improvement.reportProgress(action, report, { ...doing, updateId: newId() });
      if (!reported.ok) return reported;
      const { update, internal, action: changed } = reported.value;
      return accepted({
        updates: [update],
        internals: internal === null ? [] : [internal],
        actions: changed === null ? [] : [changed],
      });
    },
  });
}

/** Moves the due date, with a reason. Throws as `viewActionChange`. */
export async function moveDueDate(actor: Actor, slug: string, actionId: string, form: FormText, when: When): Promise<ActionChanged> {
  return save(actor, slug, actionId, form, when, {
    change: 'move-due-date',
    read: improvement.readMove,
    // The reason belongs to the date: it stands in the move itself.
    decide: ({ standing: { action } }, { dueOn, reason }, doing) => ofAction(improvement.moveDueDate(action, dueOn, reason, doing)),
  });
}

/** Adds a piece of evidence, given at once or only expected. Throws as `viewActionChange`. */
export async function addEvidence(actor: Actor, slug: string, actionId: string, form: FormText, when: When): Promise<ActionChanged> {
  return save(actor, slug, actionId, form, when, {
    change: 'expect-evidence',
    read: improvement.readEvidence,
    about: () => null,
    decide: ({ standing: { action } }, text, doing) =>
      accepted({ evidence: [improvement.addEvidence(action, text, { ...doing, id: newId() })] }),
  });
}

/** Gives a piece of evidence that was expected or returned. Throws as `viewActionChange`. */
export async function giveEvidence(
  actor: Actor,
  slug: string,
  [actionId, evidenceId]: readonly [actionId: string, evidenceId: string],
  form: FormText,
  when: When,
): Promise<ActionChanged> {
  return save(actor, slug, actionId, form, when, {
    change: 'give-evidence',
    read: improvement.readEvidence,
    about: (found) => theEvidence(pieceOf(found, evidenceId)),
    decide: (found, text, doing) => ofEvidence(improvement.giveEvidence(pieceOf(found, evidenceId), text, doing)),
  });
}

/** Accepts a piece of evidence, or returns it with a reason. Throws as `viewActionChange`. */
export async function checkEvidence(
  actor: Actor,
  slug: string,
  [actionId, evidenceId]: readonly [actionId: string, evidenceId: string],
  form: FormText,
  when: When,
): Promise<ActionChanged> {
  return save(actor, slug, actionId, form, when, {
    change: 'check-evidence',
    read: improvement.readVerdict,
    about: (found) => theEvidence(pieceOf(found, evidenceId)),
    decide: (found, verdict, doing) => ofEvidence(improvement.checkEvidence(pieceOf(found, evidenceId), verdict, doing)),
  });
}

/** Throws as `viewActionChange`. */
export async function stopAction(actor: Actor, slug: string, actionId: string, form: FormText, when: When): Promise<ActionChanged> {
  return save(actor, slug, actionId, form, when, {
    change: 'stop',
    read: (typed) => improvement.readWhy(typed, 'Give a reason for stopping the action'),
    decide: ({ standing: { action } }, reason, { today }) => ofAction(accepted(improvement.stopAction(action, reason, today))),
  });
}

/** Throws as `viewActionChange`. */
export async function takeUpAgain(actor: Actor, slug: string, actionId: string, form: FormText, when: When): Promise<ActionChanged> {
  return save(actor, slug, actionId, form, when, {
    change: 'take-up-again',
    read: (typed) => improvement.readWhy(typed, 'Give a reason for taking it up again'),
    decide: ({ standing: { action } }, reason) => accepted({ actions: [improvement.takeUpAgain(action)], reason }),
  });
}

/** Closes an action as done: a second person does. Throws as `viewActionChange`. */
export async function closeAction(actor: Actor, slug: string, actionId: string, form: FormText, when: When): Promise<ActionChanged> {
  return save(actor, slug, actionId, form, when, {
    change: 'close',
    read: () => accepted(null),
    decide: async (found, _, { by, today }) => {
      const closed = improvement.closeAction(await closingOf(found, slug, by), today);
      return closed.ok ? accepted({ actions: [closed.value], basis: found.standing }) : closed;
    },
  });
}

/** Throws as `viewActionChange`. */
export async function reopenAction(actor: Actor, slug: string, actionId: string, form: FormText, when: When): Promise<ActionChanged> {
  return save(actor, slug, actionId, form, when, {
    change: 'reopen',
    read: (typed) => improvement.readWhy(typed, 'Give a reason for reopening the action'),
    decide: ({ standing: { action } }, reason, { at }) => accepted({ actions: [improvement.reopenAction(action, at)], reason }),
  });
}

/**
 * Reads, decides and saves. A form that is older than what is saved is refused with what became of it meanwhile; it can be sent again as it is. What happens at
 * the same moment as another thing is decided anew on the facts as they are then.
 */
async function save<Typed>(
  actor: Actor,
  slug: string,
  actionId: string,
  form: FormText,
  when: When,
  { change, read, about = theAction, decide }: Doable<Typed>,
): Promise<ActionChanged> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const found = await theirAction(actor, slug, actionId, change);
    const { action } = found.standing;
    const record = about(found);
    const version = record?.version ?? 0;
    const sent = versionIn(form);
    const typed = read(form);
    if (!typed.ok) return { ...typed, version: sent };
    if (record !== null && sent !== version) return overtaken(record, sent);
    const problem = improvement.notNow(change, action);
    if (problem !== null) return { ...refused(problem), version };
    const by = historyActor(actor);
    const decided = await decide(found, typed.value, { ...when, by });
    if (!decided.ok) return { ...decided, version };
    const { reason = null, basis = { action }, ...records } = decided.value;
    const saved = await savePlanChange(slug, records, { actor: by, reason, at: when.at }, [basis]);
    if (saved.overtaken === null) return { ok: true, isOwn: action.owner.personId === by };
  }
  throw new Error(`Action ${actionId} changed ${ATTEMPTS} times while something was being decided about it`);
}

/** The version that a form belongs to; what is no version is 0, which nothing that is saved has. */
function versionIn({ version = '' }: FormText): number {
  return /^\d{1,9}$/.test(version) ? Number(version) : 0;
}

/** Nothing is saved, and what was typed can be sent again. */
async function overtaken({ type, id, version }: FormRecord, since: number): Promise<ActionChanged> {
  const [before, after] = await Promise.all([findVersion(type, id, since), findVersion(type, id, version)]);
  if (before === null || after === null)
    return { ...refused({ message: 'Open the form afresh: it belongs to no saved version' }), version };
  const facts = (content: string | null) => VERSIONS[type](JSON.parse(content ?? 'null'));
  const nameOf = await nameActors([after.actor]);
  const sentences = changesInSentences('', facts(before.content), facts(after.content));
  return {
    ...refused({
      message: `While you were writing, ${nameOf(after.actor)} changed this on ${momentInWords(after.at)}: ${sentences.join('; ')}. What you typed is still here: send it again to save it`,
    }),
    version,
  };
}

const VERSIONS: Readonly<Record<FormRecord['type'], (content: unknown) => readonly Fact[] | null>> = {
  action: (content) => factsIn(improvement.ACTION_VERSION, improvement.actionFacts, content),
  evidence: (content) => factsIn(improvement.EVIDENCE_VERSION, improvement.evidenceFacts, content),
};

function factsIn<Version>(schema: z.ZodType<Version>, facts: (version: Version) => readonly Fact[], content: unknown): readonly Fact[] {
  return facts(schema.parse(content));
}

/** The action, for whoever may do this to it. */
async function theirAction(actor: Actor, slug: string, actionId: string, change: ActionChange): Promise<ActionOfPlan> {
  authorise(actor, improvement.ACTION_CHANGES[change].owner ? 'report-on-own-actions' : 'change-plan', slug);
  const found = await actionOf(slug, actionId);
  if (!improvement.isTheirs(change, found.standing.action, askerOf(actor, slug))) authorise(actor, 'change-plan', slug);
  return found;
}

async function actionOf(slug: string, actionId: string): Promise<ActionOfPlan> {
  const found = isSlug(slug) && improvement.isRecordId(actionId) ? await findAction(slug, actionId) : null;
  if (found === null) throw new NotFound(`No action ${actionId} of ${slug}`);
  return found;
}

function pieceOf({ standing }: ActionOfPlan, evidenceId: string): Evidence {
  const piece = standing.evidence.find(({ id }) => id === evidenceId);
  if (piece === undefined) throw new NotFound(`No evidence ${evidenceId} of action ${standing.action.id}`);
  return piece;
}

async function viewOf(
  actor: Actor,
  slug: string,
  plan: Plan,
  standing: improvement.ActionStanding,
  change: ActionChange,
  today: CalendarDate,
): Promise<ActionChangeView> {
  const authority = await councilOf(slug);
  return {
    authority,
    plan,
    standing: { ...standing, ...improvement.statusOf(standing, today) },
    notNow: improvement.notNow(change, standing.action),
    isOwn: standing.action.owner.personId === historyActor(actor),
  };
}

async function closingOf({ plan, standing }: ActionOfPlan, slug: string, by: string): Promise<improvement.Closing> {
  const others = standing.action.needs.length === 0 ? null : await findPlanState(slug, plan.id);
  return { standing, others: others?.actions ?? [], by };
}

function theAction({ standing: { action } }: ActionOfPlan): FormRecord {
  return { type: 'action', id: action.id, version: action.version };
}

function theEvidence({ id, version }: Evidence): FormRecord {
  return { type: 'evidence', id, version };
}

function ofAction(decided: Result<improvement.Action>): Result<Decision> {
  return decided.ok ? accepted({ actions: [decided.value] }) : decided;
}

function ofEvidence(decided: Result<Evidence>): Result<Decision> {
  return decided.ok ? accepted({ evidence: [decided.value] }) : decided;
}

/** The fields of a form, and the `version` of what it belongs to. */
export type FormText = Readonly<Record<string, string>>;

export interface When {
  readonly today: CalendarDate;
  readonly at: Moment;
}

/** `isOwn`: by whoever owns the action. Where it is refused, with the version that the next attempt starts from. */
export type ActionChanged =
  { readonly ok: true; readonly isOwn: boolean } | { readonly ok: false; readonly problems: readonly Problem[]; readonly version: number };

export interface EvidenceView extends ActionChangeView {
  readonly evidence: Evidence;
  readonly state: improvement.EvidenceState;
  /** Whoever gave it, by name: for managers alone. */
  readonly giver: string | null;
  /** What the asker can do about it now. */
  readonly step: 'give' | 'check' | 'read';
}

/** The record a form belongs to. */
interface FormRecord {
  readonly type: 'action' | 'evidence';
  readonly id: string;
  readonly version: number;
}

interface Decision extends PlanChange {
  /** For the history, where it does not stand in the records. */
  readonly reason?: string;
  /** What the decision rests on, where that is more than the action itself. */
  readonly basis?: Basis;
}

interface Doable<Typed> {
  readonly change: ActionChange;
  readonly read: (form: FormText) => Result<Typed>;
  /** The action, unless the form is about something else, or about nothing that is there yet. */
  readonly about?: (found: ActionOfPlan) => FormRecord | null;
  readonly decide: (
    found: ActionOfPlan,
    typed: Typed,
    doing: When & { readonly by: string },
  ) => Result<Decision> | Promise<Result<Decision>>;
}
