import type { Problem } from '../shared';
import type { Action } from './plan';

/**
 * What can be done to an action by hand, by whom, and while it is in which state. Pages and operations read this table. A manager may do all of it; `owner` says
 * that whoever owns the action may, too.
 */
export const ACTION_CHANGES = {
  report: { words: 'Add an update', page: 'report', owner: true, while: 'open' },
  'expect-evidence': { words: 'Add evidence', page: 'evidence/new', owner: true, while: 'open' },
  'give-evidence': { words: 'Give evidence', page: null, owner: true, while: 'open' },
  'check-evidence': { words: 'Check evidence', page: null, owner: false, while: 'open' },
  'move-due-date': { words: 'Change the due date', page: 'due-date', owner: false, while: 'open' },
  close: { words: 'Close the action', page: 'close', owner: false, while: 'open' },
  stop: { words: 'Stop the action', page: 'stop', owner: false, while: 'open' },
  change: { words: 'Change the action', page: 'change', owner: false, while: 'open' },
  'take-up-again': { words: 'Take the action up again', page: 'reopen', owner: false, while: 'stopped' },
  reopen: { words: 'Reopen the action', page: 'reopen', owner: false, while: 'closed' },
} as const satisfies Record<string, ChangeRule>;

export type ActionChange = keyof typeof ACTION_CHANGES;

export const ACTION_CHANGE_KEYS = Object.keys(ACTION_CHANGES).filter(isActionChange);

export type ActionState = 'open' | 'stopped' | 'closed';

export function isActionChange(text: string): text is ActionChange {
  return Object.hasOwn(ACTION_CHANGES, text);
}

export function stateOfAction({ stopped, closed }: Pick<Action, 'stopped' | 'closed'>): ActionState {
  if (stopped !== null) return 'stopped';
  return closed === null ? 'open' : 'closed';
}

/** Whether somebody may do this to the action at all, in whatever state it is. */
export function isTheirs(
  change: ActionChange,
  { owner }: Pick<Action, 'owner'>,
  { personId, mayChangePlan, mayReportOnOwn }: Asker,
): boolean {
  return mayChangePlan || (ACTION_CHANGES[change].owner && mayReportOnOwn && owner.personId !== null && owner.personId === personId);
}

/** Why it cannot be done while the action is in its state, and what to do; null where it can. */
export function notNow(change: ActionChange, action: Pick<Action, 'stopped' | 'closed'>): Problem | null {
  const state = stateOfAction(action);
  return ACTION_CHANGES[change].while === state ? null : { message: STATE_SENTENCES[state] };
}

/** What somebody may do to the action as it is, in the order of the table. */
export function changesOpenTo(action: Pick<Action, 'owner' | 'stopped' | 'closed'>, asker: Asker): readonly ActionChange[] {
  return ACTION_CHANGE_KEYS.filter((change) => isTheirs(change, action, asker) && notNow(change, action) === null);
}

const STATE_SENTENCES: Readonly<Record<ActionState, string>> = {
  open: 'The action is neither stopped nor closed: report on it, or change it',
  stopped: 'The action is stopped. Take it up again first',
  closed: 'The action is closed. Reopen it first',
};

/** Who asks, and what they may in the action's council. */
export interface Asker {
  readonly personId: string;
  readonly mayChangePlan: boolean;
  readonly mayReportOnOwn: boolean;
}

interface ChangeRule {
  /** As a link says it. */
  readonly words: string;
  /** Below the action's own address; null where each piece of evidence has its page. */
  readonly page: string | null;
  readonly owner: boolean;
  readonly while: ActionState;
}
