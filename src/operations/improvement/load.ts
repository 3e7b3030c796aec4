import type { Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import type { Plan, PlanState } from '@/domain/improvement';
import { endOfDay, NotFound, type CalendarDate } from '@/domain/shared';
import { findPlanState, findPlanStateAsAt, listPlans, listPlansAsAt } from '@/database/improvement';
import { authorise } from '../access';
import { councilOf } from '../authorities';

/** A council's plan as it stands, for whoever may read it, with the other plans it has or had. */
export interface CouncilPlan {
  readonly authority: Authority;
  /** Those in force first. */
  readonly plans: readonly Plan[];
  /** Null while the council has no plan. */
  readonly state: PlanState | null;
}

/** The plan with that id, or the one in force. Throws `Forbidden`, and `NotFound` for an unknown council or plan. */
export async function loadPlan(actor: Actor, slug: string, planId: string | null): Promise<CouncilPlan> {
  const authority = await authorised(actor, slug);
  const plans = await listPlans(slug);
  const wanted = planId === null ? plans[0] : plans.find(({ id }) => id === planId);
  if (wanted === undefined && planId !== null) throw new NotFound(`No plan ${planId} of ${slug}`);
  return { authority, plans, state: wanted === undefined ? null : await findPlanState(slug, wanted.id) };
}

/** The same as it stood at the end of a day in England, from the history. Without a state where the council, or the plan asked for, was not there yet. */
export async function loadPlanAsAt(actor: Actor, slug: string, planId: string | null, day: CalendarDate): Promise<CouncilPlan> {
  const authority = await authorised(actor, slug);
  const at = endOfDay(day);
  const plans = await listPlansAsAt(slug, at);
  const wanted = planId === null ? plans[0] : plans.find(({ id }) => id === planId);
  return { authority, plans, state: wanted === undefined ? null : await findPlanStateAsAt(slug, wanted.id, at) };
}

async function authorised(actor: Actor, slug: string): Promise<Authority> {
  authorise(actor, 'read-plan', slug);
  return councilOf(slug);
}
