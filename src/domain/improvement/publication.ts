import { z } from 'zod';
import { calendarDate, counted, dateInWords, listInWords, momentDay, shortDateInWords, type CalendarDate } from '../shared';
import { targetInWords, type AimStanding } from './aims';
import { ownerInWords, stateOfEvidence } from './plan';
import { withStatuses, type PlanState } from './state';
import { isStatus, STATUSES, worseningInWords } from './status';

const DAY = z.iso.date();

/**
 * A plan as it was published: complete in itself, so that nothing that is saved later can change it, and without ids of people, blockers or confidence. Once kept
 * it is read for ever: fields are only added, each with what it was before there was one.
 */
export const PUBLISHED_PLAN = z.object({
  title: z.string(),
  partners: z.array(z.string()),
  beginsOn: DAY,
  /** The day whose statuses these are. */
  asAt: DAY,
  objectives: z.array(z.object({ number: z.number(), title: z.string(), outcome: z.string().nullable() })),
  actions: z.array(
    z.object({
      id: z.string(),
      reference: z.string(),
      title: z.string(),
      change: z.string().nullable(),
      measure: z.string().nullable(),
      area: z.string().nullable(),
      owner: z.string().nullable(),
      startsOn: DAY.nullable(),
      dueOn: DAY,
      status: z.string(),
      why: z.string(),
      steps: z.array(z.object({ text: z.string(), doneOn: DAY.nullable() })),
      moves: z.array(z.object({ from: DAY, to: DAY, reason: z.string(), on: DAY })),
      lastUpdate: z.object({ on: DAY, done: z.string(), difference: z.string().nullable() }).nullable(),
      evidence: z.array(z.object({ title: z.string(), kind: z.string(), state: z.string() })),
      findings: z.array(z.string()),
      /** Before there were any, an action named none. Targets in words, with the unit. */
      indicators: z.array(z.object({ key: z.string(), name: z.string(), target: z.string().nullable() })).default([]),
    }),
  ),
  /** Those that its actions answer. */
  findings: z.array(z.object({ id: z.string(), title: z.string(), inspection: z.string() })),
});

export type PublishedPlan = z.infer<typeof PUBLISHED_PLAN>;
export type PublishedAction = PublishedPlan['actions'][number];

/** What the history keeps of a publication: the text itself stands in its own table, under this hash. */
export const PUBLICATION_VERSION = z.object({ planId: z.string(), number: z.number(), note: z.string().nullable(), hash: z.string() });

/** One publication of a plan. */
export interface Publication {
  readonly number: number;
  readonly on: CalendarDate;
  /** What is new in it, in the manager's words. */
  readonly note: string | null;
  readonly plan: PublishedPlan;
}

/** The plan as it stands, as the public may read it. */
export function publishedPlan({ plan, objectives, actions, findings }: PlanState, today: CalendarDate): PublishedPlan {
  const answered = new Set(actions.flatMap(({ action }) => action.findings));
  return {
    title: plan.title,
    partners: [...plan.partners],
    beginsOn: plan.beginsOn.toString(),
    asAt: today.toString(),
    objectives: objectives.map(({ number, title, outcome }) => ({ number, title, outcome })),
    actions: withStatuses(actions, today).map(({ action, reference, lastUpdate, evidence, indicators, status, why }) => ({
      id: action.id,
      reference,
      title: action.title,
      change: action.change,
      measure: action.measure,
      area: action.area,
      owner: ownerInWords(action),
      startsOn: action.startsOn?.toString() ?? null,
      dueOn: action.dueOn.toString(),
      status,
      why: whyForEverybody(why, indicators),
      steps: action.steps.map(({ text, doneOn }) => ({ text, doneOn: doneOn?.toString() ?? null })),
      moves: action.moves.map(({ from, to, reason, on }) => ({ from: from.toString(), to: to.toString(), reason, on: on.toString() })),
      lastUpdate: lastUpdate && { on: momentDay(lastUpdate.at).toString(), done: lastUpdate.done, difference: lastUpdate.difference },
      evidence: evidence.map((piece) => ({ title: piece.title, kind: piece.kind, state: stateOfEvidence(piece) })),
      findings: [...action.findings],
      indicators: indicators
        .filter(isForEverybody)
        .map((aim) => ({ key: aim.indicator.key, name: aim.indicator.name, target: targetInWords(aim) })),
    })),
    findings: findings.filter(({ id }) => answered.has(id)).map(({ id, title, inspection }) => ({ id, title, inspection })),
  };
}

/**
 * What is different from the publication before, action by action in the order of their references; empty where nothing is. The day alone changes statuses too
 * (what was on track is overdue): that is said like everything else.
 */
export function changesSincePublication(before: PublishedPlan, after: PublishedPlan): readonly PublishedChange[] {
  const earlier = new Map(before.actions.map((action) => [action.id, action]));
  const kept = new Set(after.actions.map(({ id }) => id));
  return [
    ...after.actions.flatMap((action) => {
      const known = earlier.get(action.id);
      const sentences = known === undefined ? ['New in the plan'] : changesOf(known, action);
      return sentences.length === 0 ? [] : [{ reference: action.reference, title: action.title, sentences }];
    }),
    ...before.actions
      .filter(({ id }) => !kept.has(id))
      .map(({ reference, title }) => ({ reference, title, sentences: ['No longer in the plan'] })),
  ];
}

function changesOf(before: PublishedAction, after: PublishedAction): readonly string[] {
  const done = (action: PublishedAction) => action.steps.filter(({ doneOn }) => doneOn !== null).length;
  const accepted = (action: PublishedAction) => action.evidence.filter(({ state }) => state === 'accepted').length;
  return [
    ...(before.status === after.status ? [] : [`${statusWord(after.status)}: it was ${statusWord(before.status).toLowerCase()}`]),
    ...after.moves.slice(before.moves.length).map(({ from, to, reason }) => `Due date moved from ${day(from)} to ${day(to)}: ${reason}`),
    ...(before.owner === after.owner ? [] : [`Owner now ${after.owner ?? 'nobody'}: it was ${before.owner ?? 'nobody'}`]),
    ...(done(before) === done(after) && before.steps.length === after.steps.length
      ? []
      : [`${done(after)} of ${after.steps.length} steps done: it was ${done(before)} of ${before.steps.length}`]),
    ...(accepted(before) === accepted(after)
      ? []
      : [`${accepted(after)} of ${counted(after.evidence.length, 'piece')} of evidence accepted`]),
    ...(sameTexts(before.indicators.map(aimText), after.indicators.map(aimText)) ? [] : [movesInWords(after)]),
    ...(before.title === after.title ? [] : [`Called “${after.title}”: it was “${before.title}”`]),
    ...(['change', 'measure'] as const).flatMap((field) => (before[field] === after[field] ? [] : [CHANGED_TEXTS[field]])),
    ...(after.lastUpdate !== null && after.lastUpdate.on !== before.lastUpdate?.on
      ? [`Updated on ${dateInWords(calendarDate(after.lastUpdate.on))}: ${after.lastUpdate.done}`]
      : []),
  ];
}

const CHANGED_TEXTS = {
  change: 'What will change for children is said differently',
  measure: 'The success measure is said differently',
} as const;

/** What the council measures for itself alone stays with it, also where a status follows from it. */
function whyForEverybody(why: string, indicators: readonly AimStanding[]): string {
  return why === worseningInWords({ indicators }) && !indicators.slice(0, 1).every(isForEverybody) ? 'Its main indicator got worse' : why;
}

function isForEverybody({ isPublic }: AimStanding): boolean {
  return isPublic;
}

function aimText({ name, target }: PublishedAction['indicators'][number]): string {
  return target === null ? name : `${name} (${target})`;
}

/** `Indicators it should move: Repeat referrals (12.0% by 31 March 2027)` */
function movesInWords({ indicators }: PublishedAction): string {
  return indicators.length === 0 ? 'Names no indicator now' : `Indicators it should move: ${listInWords(indicators.map(aimText))}`;
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index]);
}

function statusWord(status: string): string {
  return isStatus(status) ? STATUSES[status].word : status;
}

function day(text: string): string {
  return shortDateInWords(calendarDate(text));
}

export interface PublishedChange {
  readonly reference: string;
  readonly title: string;
  /** Without their full stops; at least one. */
  readonly sentences: readonly string[];
}
