import { z } from 'zod';
import { AREAS, isAreaKey } from '../frameworks';
import type { Finding } from '../findings';
import type { Indicator } from '../indicators';
import {
  accepted,
  calendarDate,
  dateInWords,
  day,
  isBefore,
  line,
  lineByLine,
  linesOf,
  listInWords,
  optionalDay,
  optionalLine,
  optionalParagraphs,
  paragraphs,
  readForm,
  refused,
  type CalendarDate,
  type Problem,
  type Result,
} from '../shared';
import { AIM_FIELDS, aimFieldInWords, aimForm, EMPTY_AIMS, readAims } from './aims';
import { circleOf } from './changes';
import {
  EVIDENCE_KINDS,
  isConfidence,
  type Action,
  type ActionStanding,
  type Confidence,
  type EvidenceKind,
  type Objective,
  type Owner,
  type Plan,
  type Step,
} from './plan';

/**
 * What people type into a plan, an objective, an action, a report or a piece of evidence: forms hold text alone, lists with an item on each line. What is read
 * here is right in itself; what it does to the plan is decided in changes.ts.
 */

const LONGEST_LINE = 200;
const LONGEST_TEXT = 2_000;
const LONGEST_REASON = 500;
const MOST_STEPS = 30;
const MOST_PARTNERS = 20;
const MOST_NEEDS = 50;

/** The fields of each form in its order, with what they are called there and where two people's texts are set side by side. */
export const PLAN_FIELDS = [
  { key: 'title', label: 'Title of the plan' },
  { key: 'partners', label: 'Partners who share it' },
  { key: 'beginsOn', label: 'Begins on' },
  { key: 'endedOn', label: 'Ended on' },
  { key: 'events', label: 'Inspections and visits it answers' },
] as const;

export const OBJECTIVE_FIELDS = [
  { key: 'title', label: 'Objective' },
  { key: 'outcome', label: 'What will be different for children' },
] as const;

export const ACTION_FIELDS = [
  { key: 'title', label: 'What is to be done' },
  { key: 'change', label: 'What will change for children' },
  { key: 'measure', label: 'How anybody will know that it worked' },
  { key: 'area', label: 'Judgement it should help' },
  { key: 'findings', label: 'Findings it answers' },
  { key: 'owner', label: 'Owner with an account' },
  { key: 'ownerTitle', label: 'Owner’s post' },
  { key: 'partner', label: 'Partner body of the owner' },
  { key: 'startsOn', label: 'Starts on' },
  { key: 'dueOn', label: 'Due on' },
  { key: 'steps', label: 'Steps' },
  { key: 'needs', label: 'Actions that have to be finished first' },
  ...AIM_FIELDS,
] as const;

export type PlanForm = Readonly<Record<(typeof PLAN_FIELDS)[number]['key'], string>>;
export type ObjectiveForm = Readonly<Record<(typeof OBJECTIVE_FIELDS)[number]['key'], string>>;
export type ActionForm = Readonly<Record<(typeof ACTION_FIELDS)[number]['key'], string>>;

export const EMPTY_PLAN: PlanForm = { title: '', partners: '', beginsOn: '', endedOn: '', events: '' };
export const EMPTY_OBJECTIVE: ObjectiveForm = { title: '', outcome: '' };
export const EMPTY_ACTION: ActionForm = {
  title: '',
  change: '',
  measure: '',
  area: '',
  findings: '',
  owner: '',
  ownerTitle: '',
  partner: '',
  startsOn: '',
  dueOn: '',
  steps: '',
  needs: '',
  ...EMPTY_AIMS,
};

/** How an owner sees it: going on as planned, finished, or at risk; never two of these. */
export const OUTLOOKS = {
  'going-on': 'It is going on as planned',
  'at-risk': 'It is at risk',
  finished: 'It is finished',
} as const;
export type Outlook = keyof typeof OUTLOOKS;

const TITLE = line(LONGEST_LINE, {
  missing: 'Say in a line what it is called',
  tooLong: `Shorten the title to ${LONGEST_LINE} characters`,
});
const OPTIONAL_TEXT = optionalParagraphs(LONGEST_TEXT, `Shorten this to ${LONGEST_TEXT} characters`);
const OPTIONAL_LINE = optionalLine(LONGEST_LINE, `Shorten this to ${LONGEST_LINE} characters`);

const PLAN = z.object({
  title: TITLE,
  partners: lineByLine({
    most: MOST_PARTNERS,
    tooMany: `Name at most ${MOST_PARTNERS} partners`,
    longest: LONGEST_LINE,
    tooLong: `Shorten each partner’s name to ${LONGEST_LINE} characters`,
  }),
  beginsOn: day('Enter the day on which the plan begins'),
  endedOn: optionalDay,
  events: z.string().transform(linesOf),
});

const OBJECTIVE = z.object({
  title: line(LONGEST_LINE, {
    missing: 'Say in a line what the objective is',
    tooLong: `Shorten the objective to ${LONGEST_LINE} characters`,
  }),
  outcome: OPTIONAL_TEXT,
});

const ACTION = z.object({
  title: line(LONGEST_LINE, { missing: 'Say in a line what is to be done', tooLong: `Shorten this to ${LONGEST_LINE} characters` }),
  change: OPTIONAL_TEXT,
  measure: OPTIONAL_TEXT,
  area: z.string().transform((key) => (isAreaKey(key) ? key : null)),
  findings: z.string().transform(linesOf),
  owner: z.string().transform((id) => (id === '' ? null : id)),
  ownerTitle: OPTIONAL_LINE,
  partner: OPTIONAL_LINE,
  startsOn: optionalDay,
  dueOn: day('Enter the day on which it is due'),
  steps: lineByLine({
    most: MOST_STEPS,
    tooMany: `Write at most ${MOST_STEPS} steps`,
    longest: LONGEST_LINE,
    tooLong: `Shorten each step to ${LONGEST_LINE} characters`,
  }),
  needs: z
    .string()
    .transform((typed) => [...new Set(typed.split(/[\s,;]+/).filter((part) => part !== ''))])
    .pipe(z.array(z.string()).max(MOST_NEEDS, `Name at most ${MOST_NEEDS} actions`)),
});

const PROGRESS = z.object({
  done: paragraphs(LONGEST_TEXT, { missing: 'Say what was done', tooLong: `Shorten what was done to ${LONGEST_TEXT} characters` }),
  difference: OPTIONAL_TEXT,
  stepsFinished: z.string().transform(linesOf),
  outlook: oneOf(OUTLOOKS, 'Choose whether it is going on, at risk or finished'),
  confidence: z.string().transform((key): Confidence | null => (isConfidence(key) ? key : null)),
  blockers: OPTIONAL_TEXT,
});

const MOVE = z.object({
  dueOn: day('Enter the new due date'),
  reason: reason('Give a reason for moving the date'),
});

const EVIDENCE = z.object({
  title: line(LONGEST_LINE, { missing: 'Say in a line what the evidence is', tooLong: `Shorten this to ${LONGEST_LINE} characters` }),
  kind: oneOf(EVIDENCE_KINDS, 'Choose what kind of evidence it is'),
  datedOn: optionalDay,
  link: optionalLine(LONGEST_LINE * 5, 'Shorten the address to 1,000 characters').pipe(
    z
      .string()
      .regex(/^https?:\/\/[^\s/]/, 'Give the address as a link that begins with https://')
      .nullable(),
  ),
  shows: OPTIONAL_TEXT,
});

const VERDICT = z
  .object({
    verdict: oneOf({ accepted: '', returned: '' }, 'Choose whether to accept it or return it'),
    why: optionalParagraphs(LONGEST_REASON, `Shorten the reason to ${LONGEST_REASON} characters`),
  })
  .refine(({ verdict, why }) => verdict === 'accepted' || why !== null, {
    path: ['why'],
    message: 'Say why you return it, and what would do',
  });

export function planForm({ title, partners, beginsOn, endedOn, events }: PlanFacts): PlanForm {
  return { title, partners: partners.join('\n'), beginsOn: beginsOn.toString(), endedOn: dayText(endedOn), events: events.join('\n') };
}

/** `known` are the ids of the council's inspections and visits. */
export function readPlan(form: PlanForm, known: readonly string[]): Result<PlanFacts> {
  const read = readForm(PLAN, form);
  if (!read.ok) return read;
  const { beginsOn, endedOn, events } = read.value;
  if (endedOn !== null && isBefore(endedOn, beginsOn)) {
    return refused({ field: 'endedOn', message: 'Choose a day on or after the one on which the plan begins' });
  }
  return accepted({ ...read.value, events: known.filter((id) => events.includes(id)) });
}

export function objectiveForm({ title, outcome }: ObjectiveFacts): ObjectiveForm {
  return { title, outcome: outcome ?? '' };
}

export function readObjective(form: ObjectiveForm): Result<ObjectiveFacts> {
  return readForm(OBJECTIVE, form);
}

/** `actions` are those of its plan. */
export function actionForm(action: ActionFacts, actions: readonly ActionStanding[]): ActionForm {
  const { title, change, measure, area, owner, startsOn, dueOn, steps, findings, needs, indicators } = action;
  return {
    title,
    change: change ?? '',
    measure: measure ?? '',
    area: area ?? '',
    findings: findings.join('\n'),
    owner: owner.personId ?? '',
    ownerTitle: owner.title ?? '',
    partner: owner.partner ?? '',
    startsOn: dayText(startsOn),
    dueOn: dueOn.toString(),
    steps: steps.map(({ text }) => text).join('\n'),
    needs: actions.flatMap(({ action: { id }, reference }) => (needs.includes(id) ? [reference] : [])).join(', '),
    ...aimForm(indicators),
  };
}

/** An action that exists keeps its due date, whatever the form holds: moving it asks for a reason. */
export function readAction(
  form: ActionForm,
  { id, existing, owners, findings, actions, indicators, newId }: ActionSurroundings,
): Result<ActionFacts> {
  const read = readForm(ACTION, existing === null ? form : { ...form, dueOn: existing.dueOn.toString() });
  if (!read.ok) return read;
  const { title, change, measure, area, startsOn, dueOn, steps } = read.value;
  const owner = readOwner(read.value, owners);
  const needs = readNeeds(read.value.needs, id, actions);
  const aims = readAims(form, indicators);
  const problems: Problem[] = [owner, needs, aims].flatMap((part) => (part.ok ? [] : part.problems));
  if (startsOn !== null && isBefore(dueOn, startsOn)) {
    problems.push({ field: existing === null ? 'dueOn' : 'startsOn', message: 'Choose a due date on or after the day on which it starts' });
  }
  if (new Set(steps).size < steps.length) problems.push({ field: 'steps', message: 'Write each step once: two of them read the same' });
  if (!owner.ok || !needs.ok || !aims.ok || problems.length > 0) return refused(...problems);
  return accepted({
    title,
    change,
    measure,
    area,
    startsOn,
    dueOn,
    owner: owner.value,
    steps: stepsFrom(steps, existing?.steps ?? [], newId),
    findings: findings.map(({ id }) => id).filter((id) => read.value.findings.includes(id)),
    needs: needs.value,
    indicators: aims.value,
  });
}

/** What a field of an action's form says, in words, for setting two texts side by side. */
export function actionFieldInWords(
  key: keyof ActionForm,
  text: string,
  { owners, findings, indicators }: Pick<ActionSurroundings, 'owners' | 'findings' | 'indicators'>,
): string {
  switch (key) {
    case 'area':
      return isAreaKey(text) ? AREAS[text].name : '';
    case 'owner':
      return owners.find(({ personId }) => personId === text)?.words ?? '';
    case 'findings': {
      const answered = linesOf(text);
      return findings
        .filter(({ id }) => answered.includes(id))
        .map(({ title }) => title)
        .join('\n');
    }
    case 'startsOn':
      return text === '' ? '' : dateInWords(calendarDate(text));
    default:
      return aimFieldInWords(key, text, indicators) ?? text;
  }
}

export function readProgress(form: unknown): Result<ProgressReport> {
  return readForm(PROGRESS, form);
}

export function readMove(form: unknown): Result<{ readonly dueOn: CalendarDate; readonly reason: string }> {
  return readForm(MOVE, form);
}

export function readEvidence(form: unknown): Result<EvidenceText> {
  const read = readForm(EVIDENCE, form);
  if (!read.ok) return read;
  const { shows, datedOn, link } = read.value;
  if (shows === null && (datedOn !== null || link !== null)) {
    return refused({ field: 'shows', message: 'Say what it shows, or leave its date and address empty while it is only expected' });
  }
  return read;
}

export function readVerdict(form: unknown): Result<Verdict> {
  return readForm(VERDICT, form);
}

/** Why something is done, asked for in a sentence of its own. */
export function readWhy(form: unknown, missing: string): Result<string> {
  const read = readForm(z.object({ reason: reason(missing) }), form);
  return read.ok ? accepted(read.value.reason) : read;
}

/** Of a form with these fields: an account, a post, a partner body. */
export function readOwner(
  { owner, ownerTitle, partner }: { readonly owner: string | null; readonly ownerTitle: string | null; readonly partner: string | null },
  owners: readonly PossibleOwner[],
): Result<Owner> {
  const person = owners.find(({ personId }) => personId === owner);
  if (owner !== null && person === undefined) return refused({ field: 'owner', message: 'Choose somebody who can own actions here' });
  const title = ownerTitle ?? person?.jobTitle ?? null;
  if (owner !== null && title === null) {
    return refused({ field: 'ownerTitle', message: 'Write the owner’s post: it is what everybody else is shown' });
  }
  return accepted({ personId: owner, title, partner });
}

function readNeeds(typed: readonly string[], id: string, actions: readonly ActionStanding[]): Result<readonly string[]> {
  const field = 'needs';
  const needed = typed.map((reference) => actions.find((standing) => standing.reference === reference));
  const unknown = typed.filter((_, index) => needed[index] === undefined);
  if (unknown.length > 0) {
    return refused({ field, message: `Write numbers of actions of this plan, for example 1.2, 2.1: there is no ${unknown.join(', ')}` });
  }
  const ids = needed.flatMap((standing) => (standing === undefined ? [] : [standing.action.id]));
  const circle = circleOf(id, ids, actions);
  if (circle === null) return accepted(ids);
  const waits = circle.slice(1).map((reference, index) => `${circle[index]}${index === 0 ? ' would wait' : ''} for ${reference}`);
  return refused({ field, message: `Take one of these out: ${listInWords(waits)}` });
}

/**
 * A step that reads as before is the same step. Of what is left, a line in the place of a step that has gone is that step reworded: it stays done. Everything else
 * is new.
 */
function stepsFrom(texts: readonly string[], before: readonly Step[], newId: () => string): readonly Step[] {
  const known = new Set(texts);
  return texts.map((text, index) => {
    const same = before.find((step) => step.text === text);
    if (same !== undefined) return same;
    const inPlace = before[index];
    return inPlace === undefined || known.has(inPlace.text) ? { id: newId(), text, doneOn: null } : { ...inPlace, text };
  });
}

function reason(missing: string) {
  return paragraphs(LONGEST_REASON, { missing, tooLong: `Shorten the reason to ${LONGEST_REASON} characters` });
}

/** One of the keys of a table. */
function oneOf<Key extends string>(table: Readonly<Record<Key, string>>, missing: string) {
  return z.string().transform((typed, context): Key => {
    for (const key in table) if (key === typed) return key;
    context.addIssue({ code: 'custom', message: missing });
    return z.NEVER;
  });
}

function dayText(date: CalendarDate | null): string {
  return date === null ? '' : date.toString();
}

export type PlanFacts = Pick<Plan, 'title' | 'partners' | 'beginsOn' | 'endedOn' | 'events'>;
export type ObjectiveFacts = Pick<Objective, 'title' | 'outcome'>;
export type ActionFacts = Pick<
  Action,
  'title' | 'change' | 'measure' | 'area' | 'owner' | 'startsOn' | 'dueOn' | 'steps' | 'findings' | 'needs' | 'indicators'
>;

/** What the form of an action refers to. */
export interface ActionSurroundings {
  readonly id: string;
  /** Null for a new one. */
  readonly existing: Action | null;
  /** Who can own it, its present owner among them. */
  readonly owners: readonly PossibleOwner[];
  /** The council's. */
  readonly findings: readonly Finding[];
  /** Those of its plan. */
  readonly actions: readonly ActionStanding[];
  /** Those that it can be said to move. */
  readonly indicators: readonly Indicator[];
  readonly newId: () => string;
}

export interface PossibleOwner {
  readonly personId: string;
  /** Null where the account has none. */
  readonly jobTitle: string | null;
  /** As the form offers it, to managers alone: with the name. */
  readonly words: string;
}

export interface ProgressReport {
  readonly done: string;
  readonly difference: string | null;
  /** Ids of steps. */
  readonly stepsFinished: readonly string[];
  readonly outlook: Outlook;
  readonly confidence: Confidence | null;
  readonly blockers: string | null;
}

export interface EvidenceText {
  readonly title: string;
  readonly kind: EvidenceKind;
  readonly datedOn: CalendarDate | null;
  readonly link: string | null;
  /** Null while it is only expected. */
  readonly shows: string | null;
}

export interface Verdict {
  readonly verdict: 'accepted' | 'returned';
  readonly why: string | null;
}
