import { counted, dateInWords, daysBetween, isBefore, momentDay, startSmall, type CalendarDate } from '../shared';
import { gotWorse, yearInWords } from './aims';
import { stateOfEvidence, stepsDone, type ActionStanding } from './plan';

/** Days before the due date within which under half the steps done is a risk. */
export const SOON_DAYS = 60;
/** Days without an update after which an action is called silent. */
export const SILENT_DAYS = 35;

/**
 * How the status of an action follows from the facts: the first rule that fits. Page, test and help page read this table; nobody sets a status by hand.
 * Words, tag and glyph as LOOK.md, 6.
 */
export const STATUS_RULES: readonly StatusRule[] = [
  {
    status: 'stopped',
    rule: 'It was stopped, with a reason.',
    applies: ({ action }) => action.stopped !== null,
    why: ({ action: { stopped } }) => (stopped === null ? '' : `Stopped on ${dateInWords(stopped.on)}: ${stopped.reason}`),
  },
  {
    status: 'done',
    rule: 'Its evidence was accepted and it was closed by a second person.',
    applies: ({ action }) => action.closed !== null,
    why: ({ action: { closed } }) =>
      closed === null ? '' : `Closed on ${dateInWords(closed.on)}, with evidence that a second person accepted`,
  },
  {
    status: 'awaiting-evidence',
    rule: 'The owner says it is finished. Somebody else has yet to accept the evidence and close it.',
    applies: isReportedFinished,
    why: (standing) => `Reported finished on ${lastUpdateDay(standing)}; ${evidenceInWords(standing)}`,
  },
  {
    status: 'overdue',
    rule: 'The due date has passed.',
    applies: ({ action }, today) => isBefore(action.dueOn, today),
    why: ({ action }, today) => `Due on ${dateInWords(action.dueOn)}, ${counted(daysBetween(action.dueOn, today), 'day')} ago`,
  },
  {
    status: 'not-started',
    rule: 'Its start date is ahead, or no step is done and nothing was reported.',
    applies: ({ action, lastUpdate }, today) =>
      (action.startsOn !== null && isBefore(today, action.startsOn)) || (stepsDone(action) === 0 && lastUpdate === null),
    why: ({ action: { startsOn } }, today) =>
      startsOn !== null && isBefore(today, startsOn) ? `It starts on ${dateInWords(startsOn)}` : 'No step is done and nothing was reported',
  },
  {
    status: 'at-risk',
    rule: `It is due within ${SOON_DAYS} days with under half the steps done, the owner says so, or its main indicator got worse over a year.`,
    applies: (standing, today) => saysAtRisk(standing) || isLateInSteps(standing, today) || worseningInWords(standing) !== null,
    why: (standing, today) => whyAtRisk(standing, today),
  },
  {
    status: 'on-track',
    rule: 'None of the above.',
    applies: () => true,
    why: ({ action }) => `Due on ${dateInWords(action.dueOn)}${action.steps.length === 0 ? '' : `, ${stepsInWords({ action })} done`}`,
  },
];

/** How pages show a status, in the order in which they count and list them: what needs attention first. */
export const STATUSES = {
  overdue: { word: 'Overdue', tag: 'red', glyph: 'triangle' },
  'at-risk': { word: 'At risk', tag: 'yellow', glyph: 'half-disc' },
  'awaiting-evidence': { word: 'Awaiting evidence', tag: 'purple', glyph: 'dots' },
  'not-started': { word: 'Not started', tag: 'blue', glyph: 'ring' },
  'on-track': { word: 'On track', tag: 'teal', glyph: 'arrow' },
  done: { word: 'Done', tag: 'grey', glyph: 'tick' },
  stopped: { word: 'Stopped', tag: 'grey', glyph: 'bar' },
} as const;

export type Status = keyof typeof STATUSES;

export const STATUS_KEYS = Object.keys(STATUSES).filter(isStatus);

export function isStatus(text: string): text is Status {
  return Object.hasOwn(STATUSES, text);
}

/** The status of an action on a day, with the sentence why (without its full stop). */
export function statusOf(standing: ActionStanding, today: CalendarDate): DerivedStatus {
  for (const { status, applies, why } of STATUS_RULES) {
    if (applies(standing, today)) return { status, why: why(standing, today), silentDays: silentDays(standing, today) };
  }
  throw new Error('The last rule always applies');
}

/** Whether anything is still to be done about it. */
export function isOpen(status: Status): boolean {
  return status !== 'done' && status !== 'stopped';
}

/** Whether the owner's newest word since the action was last reopened is that it is finished. */
export function isReportedFinished({ action: { reopenedAt }, lastUpdate }: Pick<ActionStanding, 'action' | 'lastUpdate'>): boolean {
  return lastUpdate?.finished === true && (reopenedAt === null || lastUpdate.at.epochMilliseconds > reopenedAt.epochMilliseconds);
}

/** How the main indicator got worse over a year, without full stop; null where it did not. What small numbers explain is no worse. */
export function worseningInWords({ indicators: [main] }: Pick<ActionStanding, 'indicators'>): string | null {
  return main !== undefined && gotWorse(main) ? `Its main indicator got worse: ${startSmall(yearInWords(main))}` : null;
}

/**
 * Days since the last update, or since it began where there was none, if they are more than `SILENT_DAYS`; null where there is nothing to be said: the action is
 * done, stopped, reported finished or not due to have started, or was updated of late.
 */
function silentDays(standing: ActionStanding, today: CalendarDate): number | null {
  const { action, lastUpdate } = standing;
  if (action.stopped !== null || action.closed !== null || isReportedFinished(standing)) return null;
  const since = lastUpdate === null ? action.startsOn : momentDay(lastUpdate.at);
  if (since === null) return null;
  const days = daysBetween(since, today);
  return days > SILENT_DAYS ? days : null;
}

function saysAtRisk({ lastUpdate }: ActionStanding): boolean {
  return lastUpdate?.atRisk === true;
}

/** An action without steps has none to be late with. */
function isLateInSteps({ action }: ActionStanding, today: CalendarDate): boolean {
  return daysBetween(today, action.dueOn) <= SOON_DAYS && stepsDone(action) * 2 < action.steps.length;
}

function whyAtRisk(standing: ActionStanding, today: CalendarDate): string {
  if (saysAtRisk(standing)) return `The owner said on ${lastUpdateDay(standing)} that it is at risk`;
  const { action } = standing;
  if (isLateInSteps(standing, today))
    return `Due in ${counted(daysBetween(today, action.dueOn), 'day')} with ${stepsInWords(standing)} done`;
  return worseningInWords(standing) ?? '';
}

function stepsInWords({ action }: Pick<ActionStanding, 'action'>): string {
  return `${stepsDone(action)} of ${counted(action.steps.length, 'step')}`;
}

function evidenceInWords({ evidence }: ActionStanding): string {
  const states = evidence.map(stateOfEvidence);
  if (states.length === 0) return 'no evidence is recorded';
  const count = (state: string) => states.filter((each) => each === state).length;
  if (count('accepted') === states.length) return 'the evidence is accepted, nobody has closed it';
  return `${count('accepted')} of ${counted(states.length, 'piece')} of evidence accepted`;
}

function lastUpdateDay({ lastUpdate }: ActionStanding): string {
  return lastUpdate === null ? '' : dateInWords(momentDay(lastUpdate.at));
}

export interface DerivedStatus {
  readonly status: Status;
  readonly why: string;
  /** Not updated for so many days; null where nothing is to be said. */
  readonly silentDays: number | null;
}

export interface StatusRule {
  readonly status: Status;
  /** In a sentence, for help page and the list under the plan. */
  readonly rule: string;
  readonly applies: (standing: ActionStanding, today: CalendarDate) => boolean;
  readonly why: (standing: ActionStanding, today: CalendarDate) => string;
}
