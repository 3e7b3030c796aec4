import { z } from 'zod';
import { AREAS, isAreaKey } from '../frameworks';
import { calendarDate, dateInWords, listInWords, moment, momentText, shortDateInWords, type CalendarDate } from '../shared';
import { AIM_VERSIONS, aimOfVersion, aimVersion, aimVersionsInWords } from './aims';
import {
  CONFIDENCES,
  EVIDENCE_KINDS,
  isConfidence,
  isEvidenceKind,
  type Action,
  type Evidence,
  type Objective,
  type Plan,
  type ProgressInternal,
  type ProgressUpdate,
} from './plan';

/**
 * The records of a plan as the history keeps them, and back: "as at" shows the same page from these. What is once kept is read for ever: fields are only added,
 * each with what it was before there was one.
 */

const DAY = z.iso.date();

export const PLAN_VERSION = z.object({
  title: z.string(),
  partners: z.array(z.string()),
  beginsOn: DAY,
  endedOn: DAY.nullable(),
  events: z.array(z.string()),
});

export const OBJECTIVE_VERSION = z.object({
  planId: z.string(),
  number: z.number(),
  title: z.string(),
  outcome: z.string().nullable(),
});

export const ACTION_VERSION = z.object({
  planId: z.string(),
  objectiveId: z.string(),
  number: z.number(),
  title: z.string(),
  change: z.string().nullable(),
  measure: z.string().nullable(),
  area: z.string().nullable(),
  owner: z.object({ personId: z.string().nullable(), title: z.string().nullable(), partner: z.string().nullable() }),
  startsOn: DAY.nullable(),
  dueOn: DAY,
  steps: z.array(z.object({ id: z.string(), text: z.string(), doneOn: DAY.nullable() })),
  findings: z.array(z.string()),
  needs: z.array(z.string()),
  /** Before there were any, an action had none. */
  indicators: AIM_VERSIONS.default([]),
  moves: z.array(z.object({ from: DAY, to: DAY, reason: z.string(), on: DAY, by: z.string() })),
  stopped: z.object({ on: DAY, reason: z.string() }).nullable(),
  closed: z.object({ on: DAY, by: z.string() }).nullable(),
  reopenedAt: z.string().nullable(),
});

export const PROGRESS_VERSION = z.object({
  actionId: z.string(),
  at: z.string(),
  by: z.string(),
  done: z.string(),
  difference: z.string().nullable(),
  stepsFinished: z.array(z.string()),
  finished: z.boolean(),
  atRisk: z.boolean(),
});

export const PROGRESS_INTERNAL_VERSION = z.object({ confidence: z.string().nullable(), blockers: z.string().nullable() });

export const EVIDENCE_VERSION = z.object({
  actionId: z.string(),
  title: z.string(),
  kind: z.string(),
  given: z.object({ datedOn: DAY.nullable(), link: z.string().nullable(), shows: z.string(), on: DAY, by: z.string() }).nullable(),
  check: z.object({ verdict: z.enum(['accepted', 'returned']), why: z.string().nullable(), on: DAY, by: z.string() }).nullable(),
});

export type PlanVersion = z.infer<typeof PLAN_VERSION>;
export type ObjectiveVersion = z.infer<typeof OBJECTIVE_VERSION>;
export type ActionVersion = z.infer<typeof ACTION_VERSION>;
export type ProgressVersion = z.infer<typeof PROGRESS_VERSION>;
export type ProgressInternalVersion = z.infer<typeof PROGRESS_INTERNAL_VERSION>;
export type EvidenceVersion = z.infer<typeof EVIDENCE_VERSION>;

export function planVersion({ title, partners, beginsOn, endedOn, events }: Plan): PlanVersion {
  return { title, partners: [...partners], beginsOn: beginsOn.toString(), endedOn: dayText(endedOn), events: events.toSorted() };
}

export function planOfVersion(id: string, authority: string, version: number, kept: PlanVersion): Plan {
  return { ...kept, id, authority, version, beginsOn: calendarDate(kept.beginsOn), endedOn: dayIn(kept.endedOn) };
}

export function objectiveVersion({ planId, number, title, outcome }: Objective): ObjectiveVersion {
  return { planId, number, title, outcome };
}

export function objectiveOfVersion(id: string, version: number, kept: ObjectiveVersion): Objective {
  return { ...kept, id, version };
}

/** Findings and dependencies in an order of their own, so that the same facts are always written alike. */
export function actionVersion(action: Action): ActionVersion {
  const { planId, objectiveId, number, title, change, measure, area, owner, stopped, closed } = action;
  return {
    planId,
    objectiveId,
    number,
    title,
    change,
    measure,
    area,
    owner: { personId: owner.personId, title: owner.title, partner: owner.partner },
    startsOn: dayText(action.startsOn),
    dueOn: action.dueOn.toString(),
    steps: action.steps.map(({ id, text, doneOn }) => ({ id, text, doneOn: dayText(doneOn) })),
    findings: action.findings.toSorted(),
    needs: action.needs.toSorted(),
    indicators: action.indicators.map(aimVersion),
    moves: action.moves.map(({ from, to, reason, on, by }) => ({
      from: from.toString(),
      to: to.toString(),
      reason,
      on: on.toString(),
      by,
    })),
    stopped: stopped && { on: stopped.on.toString(), reason: stopped.reason },
    closed: closed && { on: closed.on.toString(), by: closed.by },
    reopenedAt: action.reopenedAt && momentText(action.reopenedAt),
  };
}

/** Throws for an area that this program does not know: it is then older than its data. */
export function actionOfVersion(id: string, version: number, kept: ActionVersion): Action {
  const { area } = kept;
  if (area !== null && !isAreaKey(area)) throw new Error(`Action ${id} has the unknown area ${area}`);
  return {
    ...kept,
    id,
    version,
    area,
    startsOn: dayIn(kept.startsOn),
    dueOn: calendarDate(kept.dueOn),
    steps: kept.steps.map((step) => ({ ...step, doneOn: dayIn(step.doneOn) })),
    indicators: kept.indicators.map(aimOfVersion),
    moves: kept.moves.map(({ from, to, on, ...move }) => ({
      ...move,
      from: calendarDate(from),
      to: calendarDate(to),
      on: calendarDate(on),
    })),
    stopped: kept.stopped && { ...kept.stopped, on: calendarDate(kept.stopped.on) },
    closed: kept.closed && { ...kept.closed, on: calendarDate(kept.closed.on) },
    reopenedAt: kept.reopenedAt === null ? null : moment(kept.reopenedAt),
  };
}

export function progressVersion({ actionId, at, by, done, difference, stepsFinished, finished, atRisk }: ProgressUpdate): ProgressVersion {
  return { actionId, at: momentText(at), by, done, difference, stepsFinished: [...stepsFinished], finished, atRisk };
}

export function progressOfVersion(id: string, kept: ProgressVersion): ProgressUpdate {
  return { ...kept, id, at: moment(kept.at) };
}

export function progressInternalVersion({ confidence, blockers }: ProgressInternal): ProgressInternalVersion {
  return { confidence, blockers };
}

export function evidenceVersion({ actionId, title, kind, given, check }: Evidence): EvidenceVersion {
  return {
    actionId,
    title,
    kind,
    given: given && { ...given, datedOn: dayText(given.datedOn), on: given.on.toString() },
    check: check && { ...check, on: check.on.toString() },
  };
}

/** Throws for a kind that this program does not know: it is then older than its data. */
export function evidenceOfVersion(id: string, version: number, kept: EvidenceVersion): Evidence {
  const { kind, given, check } = kept;
  if (!isEvidenceKind(kind)) throw new Error(`Evidence ${id} is of the unknown kind ${kind}`);
  return {
    ...kept,
    id,
    version,
    kind,
    given: given && { ...given, datedOn: dayIn(given.datedOn), on: calendarDate(given.on) },
    check: check && { ...check, on: calendarDate(check.on) },
  };
}

export function planFacts(version: PlanVersion): readonly VersionFact[] {
  return [
    { label: 'Title', words: version.title },
    { label: 'Partners', words: listInWords(version.partners) },
    { label: 'Begins on', words: dayWords(version.beginsOn) },
    { label: 'Ended on', words: dayWords(version.endedOn) },
    { label: 'Answers', words: listInWords(version.events) },
  ];
}

export function objectiveFacts(version: ObjectiveVersion): readonly VersionFact[] {
  return [
    { label: 'Number', words: String(version.number) },
    { label: 'Title', words: version.title },
    { label: 'What will be different for children', words: version.outcome ?? '' },
  ];
}

/** The reason of a move stands in its sentence: it belongs to the date. */
export function actionFacts(version: ActionVersion): readonly VersionFact[] {
  const { owner, area, steps, moves, stopped, closed } = version;
  const lastMove = moves.at(-1);
  return [
    { label: 'Title', words: version.title },
    { label: 'Number', words: String(version.number) },
    { label: 'Judgement', words: area === null ? '' : isAreaKey(area) ? AREAS[area].name : area },
    { label: 'What will change for children', words: version.change ?? '' },
    { label: 'Success measure', words: version.measure ?? '' },
    { label: 'Owner', words: [owner.title, owner.partner].filter((part) => part !== null).join(', ') },
    {
      label: 'Account of the owner',
      words: owner.personId ?? '',
      changed: (_, after) => (after === '' ? 'Nobody with an account owns it now' : 'Given to another account'),
    },
    { label: 'Start date', words: dayWords(version.startsOn) },
    {
      label: 'Due date',
      words: dayWords(version.dueOn),
      changed: (before, after) =>
        before === ''
          ? `Due date set to ${after}`
          : `Due date moved from ${before} to ${after}${lastMove === undefined ? '' : `: ${lastMove.reason}`}`,
    },
    ...steps.map((step, index) => ({
      label: `Step ${index + 1}`,
      words: step.doneOn === null ? step.text : `${step.text} (done ${shortDateInWords(calendarDate(step.doneOn))})`,
    })),
    {
      label: 'Findings it answers',
      words: version.findings.join(' '),
      changed: () => `Answers ${version.findings.length === 0 ? 'no finding' : 'other findings'} now`,
    },
    {
      label: 'Actions it depends on',
      words: version.needs.join(' '),
      changed: () => (version.needs.length === 0 ? 'Depends on no other action now' : 'Depends on other actions now'),
    },
    { label: 'Indicators it should move', words: aimVersionsInWords(version.indicators) },
    {
      label: 'Stopped',
      words: stopped?.reason ?? '',
      changed: (_, after) => (after === '' ? 'Taken up again' : `Stopped: ${after}`),
    },
    {
      label: 'Closed',
      words: dayWords(closed?.on ?? null),
      changed: (_, after) => (after === '' ? 'Reopened' : `Closed on ${after}`),
    },
  ];
}

export function progressFacts(version: ProgressVersion): readonly VersionFact[] {
  return [
    { label: 'What was done', words: version.done },
    { label: 'What difference it made', words: version.difference ?? '' },
    { label: 'Finished', words: version.finished ? 'yes' : '' },
    { label: 'At risk', words: version.atRisk ? 'yes' : '' },
  ];
}

export function progressInternalFacts({ confidence, blockers }: ProgressInternalVersion): readonly VersionFact[] {
  return [
    { label: 'Confidence', words: confidence === null ? '' : isConfidence(confidence) ? CONFIDENCES[confidence] : confidence },
    { label: 'Blockers', words: blockers ?? '' },
  ];
}

export function evidenceFacts({ title, kind, given, check }: EvidenceVersion): readonly VersionFact[] {
  return [
    { label: 'Evidence', words: title },
    { label: 'Kind', words: isEvidenceKind(kind) ? EVIDENCE_KINDS[kind] : kind },
    { label: 'What it shows', words: given?.shows ?? '' },
    { label: 'Of', words: dayWords(given?.datedOn ?? null) },
    { label: 'Kept at', words: given?.link ?? '' },
    {
      label: 'Checked',
      words: check === null ? '' : check.verdict === 'accepted' ? 'Accepted' : `Returned: ${check.why ?? ''}`,
      changed: (_, after) => (after === '' ? 'To be checked again' : after),
    },
  ];
}

function dayText(day: CalendarDate | null): string | null {
  return day === null ? null : day.toString();
}

function dayIn(text: string | null): CalendarDate | null {
  return text === null ? null : calendarDate(text);
}

function dayWords(text: string | null): string {
  return text === null ? '' : dateInWords(calendarDate(text));
}

export interface VersionFact {
  readonly label: string;
  readonly words: string;
  readonly changed?: (before: string, after: string) => string;
}
