import {
  accepted,
  dateInWords,
  isBefore,
  listInWords,
  refused,
  type CalendarDate,
  type Moment,
  type Problem,
  type Result,
} from '../shared';
import { stateOfEvidence, type Action, type ActionStanding, type Evidence, type ProgressInternal, type ProgressUpdate } from './plan';
import { isReportedFinished } from './status';
import type { EvidenceText, ProgressReport, Verdict } from './typed';

/**
 * What people do to an action, decided: each answers the changed records, at the version they were read at, or sentences that say why not. Who may ask, and in
 * which state of the action, is the table in permitted.ts.
 */

/**
 * What stands against calling an action done: it needs evidence and a second person. All of its evidence has to be accepted, not only one piece: what was expected
 * and never came is what a member would ask about.
 */
const CLOSING_RULES: readonly ClosingRule[] = [
  {
    broken: ({ standing }) => !isReportedFinished(standing),
    message: ({ standing: { action } }) =>
      action.reopenedAt === null
        ? 'Wait until it is reported finished, by its owner or for its owner'
        : 'Wait until it is reported finished again: it was reopened',
  },
  {
    broken: ({ standing: { evidence } }) => evidence.length === 0,
    message: () => 'Give evidence first: nothing shows yet what the action has changed',
  },
  {
    broken: ({ standing: { evidence } }) => evidence.some((piece) => stateOfEvidence(piece) !== 'accepted'),
    message: ({ standing: { evidence } }) => `Settle all of the evidence first: ${listInWords(evidence.flatMap(unsettledInWords))}`,
  },
  {
    broken: ({ standing: { action }, by }) => action.owner.personId === by,
    message: () => 'Ask somebody else to close it: you own this action',
  },
  {
    broken: ({ standing, by }) => isReportedFinished(standing) && standing.lastUpdate?.by === by,
    message: () => 'Ask somebody else to close it: you reported it finished',
  },
  {
    broken: ({ standing: { evidence }, by }) => evidence.some(({ given }) => given?.by === by),
    message: () => 'Ask somebody else to close it: you gave evidence for it',
  },
  {
    broken: (closing) => openNeeds(closing).length > 0,
    message: (closing) =>
      `Close ${listInWords(openNeeds(closing).map(({ reference }) => reference))} first: this action depends on ${openNeeds(closing).length === 1 ? 'it' : 'them'}`,
  },
];

/** Adds a report to an action, and marks the steps it names as finished today. */
export function reportProgress(
  action: Action,
  report: ProgressReport,
  { updateId, at, today, by }: { readonly updateId: string } & Doing & { readonly at: Moment },
): Result<Reported> {
  const { done, difference, outlook, confidence, blockers } = report;
  const named = new Set(report.stepsFinished);
  const stepsFinished = action.steps.filter(({ id, doneOn }) => doneOn === null && named.has(id)).map(({ id }) => id);
  const update: ProgressUpdate = {
    id: updateId,
    actionId: action.id,
    at,
    by,
    done,
    difference,
    stepsFinished,
    finished: outlook === 'finished',
    atRisk: outlook === 'at-risk',
  };
  return accepted({
    update,
    internal: confidence === null && blockers === null ? null : { updateId, confidence, blockers },
    action:
      stepsFinished.length === 0
        ? null
        : { ...action, steps: action.steps.map((step) => (stepsFinished.includes(step.id) ? { ...step, doneOn: today } : step)) },
  });
}

/** Every earlier date stays as a move. */
export function moveDueDate(action: Action, to: CalendarDate, reason: string, { today, by }: Doing): Result<Action> {
  const { dueOn, startsOn, moves } = action;
  if (to.equals(dueOn)) return refused({ field: 'dueOn', message: `Choose another day: the action is due on ${dateInWords(to)} already` });
  if (startsOn !== null && isBefore(to, startsOn)) {
    return refused({ field: 'dueOn', message: `Choose a day on or after ${dateInWords(startsOn)}, when the action starts` });
  }
  return accepted({ ...action, dueOn: to, moves: [...moves, { from: dueOn, to, reason, on: today, by }] });
}

/** A new piece of evidence: expected, or given at once where it says what it shows. */
export function addEvidence(action: Pick<Action, 'id'>, text: EvidenceText, { id, today, by }: { readonly id: string } & Doing): Evidence {
  const expected: Evidence = { id, actionId: action.id, title: text.title, kind: text.kind, given: null, check: null, version: 0 };
  return text.shows === null ? expected : given(expected, text, text.shows, { today, by });
}

/** Gives what was expected, or gives it again. What was accepted stays as it is. */
export function giveEvidence(evidence: Evidence, text: EvidenceText, doing: Doing): Result<Evidence> {
  if (stateOfEvidence(evidence) === 'accepted')
    return refused({ message: 'Add it as another piece of evidence: this one is accepted as it is' });
  if (text.shows === null) return refused({ field: 'shows', message: 'Say what it shows' });
  return accepted(given(evidence, text, text.shows, doing));
}

/** Accepts what was given, or returns it with a reason; also later, what was accepted before. */
export function checkEvidence(evidence: Evidence, { verdict, why }: Verdict, { today, by }: Doing): Result<Evidence> {
  const state = stateOfEvidence(evidence);
  if (evidence.given === null) return refused({ message: 'Wait until it is given: there is nothing to check yet' });
  if (evidence.given.by === by) return refused({ message: 'Ask somebody else to check it: you gave it yourself' });
  if (state === 'returned') return refused({ message: 'Wait until it is given again: it was returned' });
  if (state === verdict) return refused({ field: 'verdict', message: 'It is accepted already' });
  return accepted({ ...evidence, check: { verdict, why, on: today, by } });
}

export function stopAction(action: Action, reason: string, today: CalendarDate): Action {
  return { ...action, stopped: { on: today, reason } };
}

export function takeUpAgain(action: Action): Action {
  return { ...action, stopped: null };
}

/** Closes an action as done, where nothing stands against it. `others` are the actions of its plan. */
export function closeAction(closing: Closing, today: CalendarDate): Result<Action> {
  const problems = againstClosing(closing);
  return problems.length > 0 ? refused(...problems) : accepted({ ...closing.standing.action, closed: { on: today, by: closing.by } });
}

/** Everything that stands against somebody's closing an action; nothing where it may be done. */
export function againstClosing(closing: Closing): readonly Problem[] {
  return CLOSING_RULES.filter(({ broken }) => broken(closing)).map(({ message }) => ({ message: message(closing) }));
}

/** What was reported finished before no longer counts. */
export function reopenAction(action: Action, at: Moment): Action {
  return { ...action, closed: null, reopenedAt: at };
}

/** The next free number after those given. Numbers are never used again, as long as the record is there. */
export function nextNumber(numbered: readonly { readonly number: number }[]): number {
  return Math.max(0, ...numbered.map(({ number }) => number)) + 1;
}

/**
 * The circle in which an action would wait for itself, by reference and beginning with it: `1.2, 2.1, 1.2`. Null where there is none. `needs` are the ids it is
 * to depend on, whatever it depends on now.
 */
export function circleOf(id: string, needs: readonly string[], actions: readonly ActionStanding[]): readonly string[] | null {
  const byId = new Map(actions.map((standing) => [standing.action.id, standing]));
  const seen = new Set<string>();
  const wayBack = (from: string): readonly string[] | null => {
    if (from === id) return [id];
    if (seen.has(from)) return null;
    seen.add(from);
    for (const next of byId.get(from)?.action.needs ?? []) {
      const way = wayBack(next);
      if (way !== null) return [from, ...way];
    }
    return null;
  };
  for (const need of needs) {
    const way = wayBack(need);
    if (way !== null) return [id, ...way].map((each) => byId.get(each)?.reference ?? 'this action');
  }
  return null;
}

function given(evidence: Evidence, { title, kind, datedOn, link }: EvidenceText, shows: string, { today, by }: Doing): Evidence {
  return { ...evidence, title, kind, given: { datedOn, link, shows, on: today, by }, check: null };
}

function unsettledInWords(piece: Evidence): readonly string[] {
  const state = stateOfEvidence(piece);
  return state === 'accepted'
    ? []
    : [`“${piece.title}” ${{ missing: 'is missing', unchecked: 'is not checked', returned: 'was returned' }[state]}`];
}

function openNeeds({ standing, others }: Closing): readonly ActionStanding[] {
  return others.filter(({ action: { id, closed, stopped } }) => standing.action.needs.includes(id) && closed === null && stopped === null);
}

/** Who does something, and on which day. */
export interface Doing {
  /** Id of a person. */
  readonly by: string;
  readonly today: CalendarDate;
}

export interface Reported {
  readonly update: ProgressUpdate;
  /** Null where nothing internal was said. */
  readonly internal: ProgressInternal | null;
  /** Null where it stays as it is. */
  readonly action: Action | null;
}

export interface Closing {
  readonly standing: ActionStanding;
  /** At least the actions it depends on. */
  readonly others: readonly ActionStanding[];
  /** Who is to close it. */
  readonly by: string;
}

interface ClosingRule {
  readonly broken: (closing: Closing) => boolean;
  readonly message: (closing: Closing) => string;
}
