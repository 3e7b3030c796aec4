import { byDate, dateInWords, isBefore, momentDay, numberInWords, shortDateInWords, startWithCapital, type CalendarDate } from '../shared';
import { stepsDone, type Action, type Evidence, type ProgressInternal, type ProgressUpdate } from './plan';
import { isReportedFinished } from './status';

/** Something that happened to an action. */
export interface ActionEvent {
  /** Unique within the action. */
  readonly key: string;
  readonly on: CalendarDate;
  readonly title: string;
  /** Sentences of whoever wrote them, as they were written. */
  readonly notes: readonly string[];
  /** Where the event is an owner's update: what is internal about it, for whoever may read that. */
  readonly internal: ProgressInternal | null;
}

/** An update with what is internal about it; null also for whoever may not read that. */
export interface ReportedUpdate {
  readonly update: ProgressUpdate;
  readonly internal: ProgressInternal | null;
}

/** Everything that happened to an action, newest first: updates, moved dates, words of checkers, and that it became overdue, was closed, stopped or reopened. */
export function chronicleOf(
  action: Action,
  evidence: readonly Evidence[],
  updates: readonly ReportedUpdate[],
  today: CalendarDate,
): readonly ActionEvent[] {
  // Of one day the later thing stands first; the sort keeps this order.
  const events = [
    ...(action.closed === null ? [] : [event('closed', action.closed.on, 'Closed')]),
    ...(action.stopped === null ? [] : [event('stopped', action.stopped.on, 'Stopped', action.stopped.reason)]),
    ...(action.reopenedAt === null ? [] : [event('reopened', momentDay(action.reopenedAt), 'Reopened')]),
    ...overdueEvents(action, updates, today),
    ...evidence.flatMap(evidenceEvents),
    ...action.moves
      .map(({ to, reason, on }, index) => event(`move-${index}`, on, `Due date moved to ${dateInWords(to)}`, reason))
      .toReversed(),
    ...stepEvents(action, updates).toReversed(),
    ...updates.map((reported) => updateEvent(action, reported)),
  ];
  return events.toSorted((left, right) => byDate(right.on, left.on));
}

function updateEvent({ steps }: Action, { update, internal }: ReportedUpdate): ActionEvent {
  const finished = update.stepsFinished.flatMap((id) => steps.find((step) => step.id === id)?.text ?? []);
  const title = update.finished ? 'Owner’s update: finished' : update.atRisk ? 'Owner’s update: at risk' : 'Owner’s update';
  return {
    key: update.id,
    on: momentDay(update.at),
    title,
    notes: [
      update.done,
      ...(update.difference === null ? [] : [`What difference it made: ${update.difference}`]),
      ...(finished.length === 0 ? [] : [`${finished.length === 1 ? 'Step' : 'Steps'} finished: ${finished.join('; ')}`]),
    ],
    internal,
  };
}

/** Steps that were finished otherwise than by an update. */
function stepEvents({ steps }: Action, updates: readonly ReportedUpdate[]): readonly ActionEvent[] {
  const reported = new Set(updates.flatMap(({ update }) => update.stepsFinished));
  return steps.flatMap(({ id, text, doneOn }, index) =>
    doneOn === null || reported.has(id) ? [] : [event(`step-${id}`, doneOn, `Step ${index + 1} done: ${text}`)],
  );
}

function evidenceEvents({ id, title, given, check }: Evidence): readonly ActionEvent[] {
  return [
    ...(check === null
      ? []
      : [event(`checked-${id}`, check.on, `Evidence ${check.verdict}: ${title}`, ...(check.why === null ? [] : [check.why]))]),
    ...(given === null ? [] : [event(`given-${id}`, given.on, `Evidence given: ${title}`, given.shows)]),
  ];
}

/** The day after each due date that passed before it was moved, or before anybody said that the action was finished. */
function overdueEvents(action: Action, updates: readonly ReportedUpdate[], today: CalendarDate): readonly ActionEvent[] {
  const { moves, dueOn, closed, stopped, steps } = action;
  const last = updates[0]?.update ?? null;
  const finishedOn = last !== null && isReportedFinished({ action, lastUpdate: last }) ? momentDay(last.at) : null;
  const ended = [closed?.on, stopped?.on, finishedOn].filter((day) => day !== null && day !== undefined);
  const dates = [...moves.map(({ from, on }) => ({ due: from, until: on })), { due: dueOn, until: ended.toSorted(byDate)[0] ?? today }];
  return dates.flatMap(({ due, until }, index) => {
    if (!isBefore(due, until)) return [];
    const isNow = index === moves.length && ended.length === 0;
    const left = steps.length - stepsDone(action);
    const note =
      isNow && left > 0
        ? [`${left === 1 ? 'One step is' : `${startWithCapital(numberInWords(left))} steps are`} not done.`]
        : [`It was due on ${shortDateInWords(due)}.`];
    return [event(`overdue-${index}`, due.add({ days: 1 }), 'Became overdue', ...note)];
  });
}

function event(key: string, on: CalendarDate, title: string, ...notes: readonly string[]): ActionEvent {
  return { key, on, title, notes, internal: null };
}
