import {
  referenceOf,
  type Action,
  type ActionStanding,
  type Evidence,
  type Objective,
  type Owner,
  type PlanState,
  type Step,
} from '../../improvement';
import { dateInWords, isBefore, type CalendarDate } from '../../shared';
import { quoteCell } from '../sheets';
import {
  comparable,
  kindFromTitle,
  sameText,
  writeArea,
  writeEvidence,
  writeFindings,
  writeSteps,
  type StatedEvidence,
  type StatedStep,
} from './cells';
import { PLAN_FIELDS, type PlanField } from './fields';
import { MOST_ROWS, type RowProblem, type StatedAction } from './rows';

/** What an import would do, or why it can do nothing. An import adds and changes; it never deletes. */
export type PlanImport =
  { readonly ok: true; readonly effect: ImportEffect } | { readonly ok: false; readonly problems: readonly RowProblem[] };

export interface ImportEffect {
  readonly objectives: readonly ObjectiveEffect[];
  /** Actions that are added or changed, in the order of the file. */
  readonly actions: readonly ActionEffect[];
  readonly unchanged: number;
  /** Actions of the plan that the file does not mention: they are left as they are. */
  readonly left: readonly ActionStanding[];
  /** How many due dates move: then a reason is needed. */
  readonly moves: number;
}

export interface ObjectiveEffect {
  /** Null for one that is added. */
  readonly before: Objective | null;
  readonly after: Objective;
}

export interface ActionEffect {
  /** Of the file. */
  readonly row: number;
  readonly reference: string;
  /** Null for one that is added. */
  readonly before: Action | null;
  readonly after: Action;
  /** Pieces that are expected from now on. */
  readonly evidence: readonly Evidence[];
  readonly changes: readonly FieldEffect[];
}

/** One field as it would be, in the words of a workbook. */
export interface FieldEffect {
  readonly field: PlanField;
  readonly label: string;
  /** Empty where there was nothing. */
  readonly before: string;
  readonly after: string;
}

/**
 * What was wrong with the rows, and what with their effect, in the order of the file. Where a cell could not be read its effect is no word about it: the value in
 * its place is ours.
 */
export function problemsTogether(inRows: readonly RowProblem[], inEffect: readonly RowProblem[]): readonly RowProblem[] {
  const unread = new Set(inRows.map(({ row, field }) => `${row} ${field}`));
  return [...inRows, ...inEffect.filter(({ row, field }) => !unread.has(`${row} ${field}`))].toSorted(
    (left, right) => (left.row ?? 0) - (right.row ?? 0),
  );
}

/**
 * Decides what the rows of a workbook do to a plan. An action is known by its reference, else by its title within its objective, so that the same file again changes
 * nothing. A due date that differs is a move, for which there is one reason for the whole import.
 */
export function decideImport(state: PlanState, stated: readonly StatedAction[], doing: Importing): PlanImport {
  const problems: RowProblem[] = [];
  const objectives = resolveObjectives(state, stated, doing.newId, problems);
  const targets = matchActions(state, stated, objectives, problems);
  const effects = targets.flatMap(({ action, objective, number, known }) => {
    const effect = known === null ? addition(action, objective, number, state, doing) : changeOf(action, known, state, doing);
    if (known !== null && effect.changes.length > 0 && (known.action.closed !== null || known.action.stopped !== null)) {
      const is = known.action.closed === null ? 'stopped. Take it up again' : 'closed. Reopen it';
      problems.push(problemAt(action, 'title', `This action is ${is} first, or take its row out of the file: the row would change it`));
    }
    const { startsOn, dueOn } = effect.after;
    if (startsOn !== null && isBefore(dueOn, startsOn)) {
      problems.push(problemAt(action, 'dueOn', `Give a due date on or after ${dateInWords(startsOn)}, when the action starts`));
    }
    return [effect];
  });
  const added = effects.filter(({ before }) => before === null).length;
  if (state.actions.length + added > MOST_ROWS) {
    problems.push({
      row: null,
      field: null,
      message: `A plan has at most ${MOST_ROWS.toLocaleString('en-GB')} actions: this one would have more`,
    });
  }
  if (problems.length > 0) return { ok: false, problems };
  const mentioned = new Set(targets.flatMap(({ known }) => (known === null ? [] : [known.action.id])));
  return {
    ok: true,
    effect: {
      objectives: [...objectives.byRow.values()]
        .filter((each, index, all) => all.indexOf(each) === index)
        .flatMap(({ before, after }) => (before !== null && before.title === after.title ? [] : [{ before, after }]))
        .toSorted((left, right) => left.after.number - right.after.number),
      actions: effects.filter(({ before, changes }) => before === null || changes.length > 0),
      unchanged: effects.filter(({ before, changes }) => before !== null && changes.length === 0).length,
      left: state.actions.filter(({ action }) => !mentioned.has(action.id)),
      moves: effects.filter(({ changes, before }) => before !== null && changes.some(({ field }) => field === 'dueOn')).length,
    },
  };
}

/** All that an import would do, as one text: whoever confirms it confirms this and nothing else. */
export function effectText({ objectives, actions, left }: ImportEffect): string {
  return JSON.stringify([
    objectives.map(({ before, after }) => [after.number, before?.title, after.title]),
    actions.map(({ reference, before, changes }) => [reference, before !== null, changes]),
    left.map(({ reference }) => reference),
  ]);
}

/** Whether nothing would be saved. */
export function changesNothing({ objectives, actions }: Pick<ImportEffect, 'objectives' | 'actions'>): boolean {
  return objectives.length === 0 && actions.length === 0;
}

/**
 * Who reports on an action whose owner is said by post and body alone: the account that the plan's other actions of the same post and body have, if it is one. An
 * account that belonged to another post goes.
 */
export function ownerOf(title: string | null, partner: string | null, actions: readonly Pick<ActionStanding, 'action'>[]): Owner {
  const accounts = new Set(
    actions
      .filter(({ action: { owner } }) => owner.personId !== null && sameText(owner.title, title) && sameText(owner.partner, partner))
      .map(({ action }) => action.owner.personId),
  );
  const [only = null] = accounts;
  return { personId: title !== null && accounts.size === 1 ? only : null, title, partner };
}

function resolveObjectives(state: PlanState, stated: readonly StatedAction[], newId: () => string, problems: RowProblem[]): Objectives {
  const known: ObjectiveInFile[] = state.objectives.map((objective) => ({ before: objective, after: objective, titledIn: null }));
  const byRow = new Map<number, ObjectiveInFile>();
  const numbered = (number: number) => known.find(({ after }) => after.number === number);
  // Numbers that the file states are taken before any is given.
  for (const action of stated) {
    const { number, title } = action.objective;
    if (number === null) continue;
    const objective = numbered(number);
    if (objective === undefined) {
      if (title !== null) known.push({ before: null, after: newObjective(newId(), state, number, title), titledIn: action.row });
    } else if (title !== null && !sameText(title, objective.after.title)) {
      if (objective.titledIn !== null) {
        problems.push(
          problemAt(
            action,
            'objective',
            `Give objective ${number} one title: row ${objective.titledIn} calls it ${quoteCell(objective.after.title)}`,
          ),
        );
      } else {
        objective.after = { ...objective.after, title };
        objective.titledIn = action.row;
      }
    } else if (title !== null) objective.titledIn ??= action.row;
  }
  let above: ObjectiveInFile | undefined;
  for (const action of stated) {
    const { number, title } = action.objective;
    let objective = number === null ? above : numbered(number);
    if (number === null && title !== null) {
      objective = known.find(({ before, after }) =>
        [before, after].some((each) => each !== null && comparable(each.title) === comparable(title)),
      );
      if (objective === undefined) {
        const next = Math.max(0, ...known.map(({ after }) => after.number)) + 1;
        objective = { before: null, after: newObjective(newId(), state, next, title), titledIn: action.row };
        known.push(objective);
      }
    }
    if (objective === undefined) {
      const message =
        number === null
          ? 'Say which objective the action belongs to'
          : `Give the title of objective ${number}: the plan has none of that number yet`;
      problems.push(problemAt(action, 'objective', message));
    } else byRow.set(action.row, objective);
    above = objective;
  }
  return { byRow };
}

function newObjective(id: string, { plan }: PlanState, number: number, title: string): Objective {
  return { id, planId: plan.id, number, title, outcome: null, version: 0 };
}

function matchActions(state: PlanState, stated: readonly StatedAction[], { byRow }: Objectives, problems: RowProblem[]): readonly Target[] {
  const takenIn = new Map<string, StatedAction>();
  const targets: (Omit<Target, 'number'> & { number: number | null })[] = [];
  for (const action of stated) {
    const objective = byRow.get(action.row)?.after;
    if (objective === undefined) continue;
    const siblings = state.actions.filter((standing) => standing.action.objectiveId === objective.id);
    const alike = siblings.filter((standing) => comparable(standing.action.title) === comparable(action.title));
    const { reference } = action;
    const referred = reference === null ? undefined : siblings.find((standing) => standing.action.number === reference.action);
    if (reference === null && alike.length > 1) {
      problems.push(
        problemAt(action, 'title', `Give the reference: ${alike.map((each) => each.reference).join(' and ')} are called the same`),
      );
      continue;
    }
    const [only] = alike;
    if (reference !== null && only !== undefined && !alike.some((each) => each === referred)) {
      const stands = `${reference.objective}.${reference.action}`;
      problems.push(
        problemAt(
          action,
          'reference',
          `Correct the reference: the action of this title is ${only.reference} in the plan, the row says ${stands}`,
        ),
      );
      continue;
    }
    const known = referred ?? (reference === null ? only : undefined) ?? null;
    const title = `${objective.id} ${comparable(action.title)}`;
    const sameTitle = takenIn.get(title);
    const earlier =
      takenIn.get(known?.action.id ?? `${objective.id}.${reference?.action}`) ??
      (reference === null || sameTitle?.reference === null ? sameTitle : undefined);
    if (earlier !== undefined) {
      problems.push(
        problemAt(action, reference === null ? 'title' : 'reference', `Keep one of the two rows: row ${earlier.row} is the same action`),
      );
      continue;
    }
    takenIn.set(title, action);
    if (known !== null) takenIn.set(known.action.id, action);
    if (reference !== null) takenIn.set(`${objective.id}.${reference.action}`, action);
    targets.push({ action, objective, known, number: known?.action.number ?? reference?.action ?? null });
  }
  return targets.map((target) => {
    if (target.number !== null) return { ...target, number: target.number };
    const used = [
      ...state.actions.filter(({ action }) => action.objectiveId === target.objective.id).map(({ action }) => action.number),
      ...targets.filter(({ objective }) => objective.id === target.objective.id).map(({ number }) => number ?? 0),
    ];
    target.number = Math.max(0, ...used) + 1;
    return { ...target, number: target.number };
  });
}

function addition(stated: StatedAction, objective: Objective, number: number, state: PlanState, { newId }: Importing): ActionEffect {
  const { facts } = stated;
  const after: Action = {
    id: newId(),
    planId: objective.planId,
    objectiveId: objective.id,
    number,
    title: stated.title,
    change: facts.change ?? null,
    measure: facts.measure ?? null,
    area: facts.area ?? null,
    owner: ownerOf(facts.ownerTitle ?? null, facts.partner ?? null, state.actions),
    startsOn: facts.startsOn ?? null,
    dueOn: stated.dueOn,
    steps: stepsFrom(facts.steps ?? [], [], newId),
    findings: facts.findings ?? [],
    needs: [],
    indicators: [],
    moves: [],
    stopped: null,
    closed: null,
    reopenedAt: null,
    version: 0,
  };
  const evidence = expected(facts.evidence ?? [], [], after.id, newId);
  return {
    row: stated.row,
    reference: referenceOf(objective, after),
    before: null,
    after,
    evidence,
    changes: effectsOf(null, after, [], evidence, state),
  };
}

function changeOf(
  stated: StatedAction,
  { action: before, reference, evidence }: ActionStanding,
  state: PlanState,
  doing: Importing,
): ActionEffect {
  const { facts, dueOn } = stated;
  const { newId, today, by, reason } = doing;
  const kept = (text: string | null, now: string | null | undefined) => (now === undefined || sameText(text, now) ? text : now);
  const title = kept(before.owner.title, facts.ownerTitle);
  const partner = kept(before.owner.partner, facts.partner);
  const isSameOwner = title === before.owner.title && partner === before.owner.partner;
  const moved = dueOn.equals(before.dueOn) ? [] : [{ from: before.dueOn, to: dueOn, reason, on: today, by }];
  const after: Action = {
    ...before,
    title: kept(before.title, stated.title) ?? before.title,
    change: kept(before.change, facts.change),
    measure: kept(before.measure, facts.measure),
    area: facts.area === undefined ? before.area : facts.area,
    owner: isSameOwner ? before.owner : ownerOf(title, partner, state.actions),
    startsOn: facts.startsOn === undefined ? before.startsOn : facts.startsOn,
    dueOn,
    steps: facts.steps === undefined ? before.steps : stepsFrom(facts.steps, before.steps, newId),
    findings: facts.findings ?? before.findings,
    moves: [...before.moves, ...moved],
  };
  const added = expected(facts.evidence ?? [], evidence, before.id, newId);
  return { row: stated.row, reference, before, after, evidence: added, changes: effectsOf(before, after, evidence, added, state) };
}

/**
 * A step that reads as before is the same step. Of what is left, a line in the place of a step that has gone is that step reworded. Everything else is new.
 */
function stepsFrom(stated: readonly StatedStep[], before: readonly Step[], newId: () => string): readonly Step[] {
  return stated.map(({ text, doneOn }, index) => {
    const same = before.find((step) => sameText(step.text, text));
    if (same !== undefined) return { ...same, doneOn };
    const inPlace = before[index];
    const isGone = inPlace !== undefined && !stated.some((each) => sameText(each.text, inPlace.text));
    return { id: isGone ? inPlace.id : newId(), text, doneOn };
  });
}

/** Only what is not there yet: evidence is never taken away by an import, and what was given stays as it is. */
function expected(
  stated: readonly StatedEvidence[],
  known: readonly Evidence[],
  actionId: string,
  newId: () => string,
): readonly Evidence[] {
  return stated
    .filter(({ title, kind }) => !known.some((each) => sameText(each.title, title) && (kind === null || each.kind === kind)))
    .map(({ title, kind }) => ({ id: newId(), actionId, title, kind: kind ?? kindFromTitle(title), given: null, check: null, version: 0 }));
}

function effectsOf(
  before: Action | null,
  after: Action,
  evidence: readonly Evidence[],
  added: readonly Evidence[],
  { findings }: PlanState,
): readonly FieldEffect[] {
  const fields: readonly (readonly [field: PlanField, write: (action: Action) => string])[] = [
    ['title', ({ title }) => title],
    ['change', ({ change }) => change ?? ''],
    ['measure', ({ measure }) => measure ?? ''],
    ['area', ({ area }) => writeArea(area)],
    ['ownerTitle', ({ owner }) => owner.title ?? ''],
    ['partner', ({ owner }) => owner.partner ?? ''],
    ['startsOn', ({ startsOn }) => (startsOn === null ? '' : dateInWords(startsOn))],
    ['dueOn', ({ dueOn }) => dateInWords(dueOn)],
    ['steps', ({ steps }) => writeSteps(steps)],
    ['findings', ({ findings: ids }) => writeFindings(ids, findings)],
  ];
  const effects = fields.map(([field, write]) => ({ field, before: before === null ? '' : write(before), after: write(after) }));
  const pieces = { field: 'evidence', before: writeEvidence(evidence), after: writeEvidence([...evidence, ...added]) } as const;
  const texts = [...effects, pieces]
    .filter((effect) => effect.before !== effect.after)
    .map((effect) => ({ ...effect, label: PLAN_FIELDS[effect.field].words }));
  return [...texts, ...accountEffect(before?.owner.personId ?? null, after.owner.personId)];
}

/** Not a field of the file: it follows from the post (see `ownerOf`), and nobody's name belongs here. */
function accountEffect(before: string | null, after: string | null): readonly FieldEffect[] {
  if (before === after) return [];
  const words = (account: string | null, otherwise: string) => (account === null ? 'Nobody with an account' : otherwise);
  return [
    {
      field: 'ownerTitle',
      label: 'Who reports on it here',
      before: words(before, 'An account of the post before'),
      after: words(after, 'The account that this post has in the plan'),
    },
  ];
}

function problemAt({ row }: StatedAction, field: PlanField, message: string): RowProblem {
  return { row, field, message };
}

/** Who imports and on which day; `reason` is for the due dates that move, empty before it is asked for. */
export interface Importing {
  readonly by: string;
  readonly today: CalendarDate;
  readonly reason: string;
  readonly newId: () => string;
}

interface ObjectiveInFile {
  readonly before: Objective | null;
  after: Objective;
  /** The row that settled its title; null while the plan's own stands. */
  titledIn: number | null;
}

interface Objectives {
  readonly byRow: ReadonlyMap<number, ObjectiveInFile>;
}

interface Target {
  readonly action: StatedAction;
  readonly objective: Objective;
  readonly number: number;
  readonly known: ActionStanding | null;
}
