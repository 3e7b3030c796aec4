import type { Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import { stateOfAction, withStatuses, type StandingWithStatus } from '@/domain/improvement';
import { byDate, type CalendarDate } from '@/domain/shared';
import { listOwnActions } from '@/database/improvement';
import { authorise, authorisePerson } from '../access';
import { councilOf } from '../authorities';

/** What somebody has to do about their own actions, in the plans in force. */
export interface OwnActions {
  readonly authority: Authority;
  /** What they can report on: overdue first, then by due date. */
  readonly due: readonly StandingWithStatus[];
  /** Reported finished: others have to check and close them. */
  readonly awaiting: readonly StandingWithStatus[];
  /** How many are done, and how many were stopped. */
  readonly done: number;
  readonly stopped: number;
}

/** The asker's own actions. Throws `Forbidden`, and `NotFound` for an unknown council. */
export async function viewOwnActions(actor: Actor, slug: string, today: CalendarDate): Promise<OwnActions> {
  authorise(actor, 'report-on-own-actions', slug);
  const { id } = authorisePerson(actor);
  const authority = await councilOf(slug);
  const own = withStatuses(await listOwnActions(slug, id), today);
  const open = own.filter(({ action }) => stateOfAction(action) === 'open');
  const inOrder = open.toSorted((left, right) => rank(left) - rank(right) || byDate(left.action.dueOn, right.action.dueOn));
  return {
    authority,
    due: inOrder.filter(({ status }) => status !== 'awaiting-evidence'),
    awaiting: inOrder.filter(({ status }) => status === 'awaiting-evidence'),
    done: own.filter(({ status }) => status === 'done').length,
    stopped: own.filter(({ status }) => status === 'stopped').length,
  };
}

function rank({ status }: StandingWithStatus): number {
  return status === 'overdue' ? 0 : 1;
}
