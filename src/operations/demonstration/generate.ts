import type { Actor } from '@/domain/access';
import type { Action, Evidence, Objective, Plan, ProgressUpdate } from '@/domain/improvement';
import { startOfDay, type CalendarDate, type Moment } from '@/domain/shared';
import { listAuthorities } from '@/database/authorities';
import { savePlanChange, type PlanChange } from '@/database/improvement';
import { findDemonstrationDay } from '@/database/installation';
import { PlainFault } from '@/platform/plain-fault';
import { newId } from '@/platform/tokens';
import { authorise, homeAuthority } from '../access';
import { PLANS } from './story';

/** More in one plan than any council has: what is beyond goes to other councils. */
const MOST_IN_A_PLAN = 150;
const IN_AN_OBJECTIVE = 10;
const COUNCILS = 153;

/**
 * Adds plans with so many actions in all to a demonstration, for trying large sets: 150 for the home council, 150 for the next, and round again. What they say is the
 * story's actions over and over, with dates around the demonstration's day.
 *
 * @throws PlainFault in a real installation
 */
export async function generatePlans(
  actor: Actor,
  wanted: { readonly actions: number; readonly at: Moment; readonly onPlan?: (council: string, actions: number) => void },
): Promise<{ readonly plans: number; readonly actions: number }> {
  authorise(actor, 'look-after-installation');
  const day = await findDemonstrationDay();
  if (day === null) throw new PlainFault('Plans are generated in a demonstration only: this is a real installation.');
  const { authorities } = await listAuthorities({ limit: COUNCILS, offset: 0, abolished: false });
  const home = homeAuthority();
  const councils = [home, ...authorities.map(({ slug }) => slug).filter((slug) => slug !== home)];
  let plans = 0;
  for (let left = wanted.actions; left > 0; left -= MOST_IN_A_PLAN) {
    const council = councils[plans % councils.length] ?? home;
    const actions = Math.min(left, MOST_IN_A_PLAN);
    plans += 1;
    await savePlanChange(council, generatedPlan(council, actions, day), { actor: 'operator', reason: null, at: wanted.at });
    wanted.onPlan?.(council, actions);
  }
  return { plans, actions: wanted.actions };
}

/** A new plan of a council with so many actions, begun a year and a half before the day. The same numbers give the same plan, but for its ids. */
export function generatedPlan(authority: string, count: number, day: CalendarDate): PlanChange {
  const plan: Plan = {
    id: newId(),
    authority,
    title: 'Generated improvement plan',
    partners: ['NHS', 'Police'],
    beginsOn: day.subtract({ months: 18 }),
    endedOn: null,
    events: [],
    version: 0,
  };
  const objectives = Array.from({ length: Math.ceil(count / IN_AN_OBJECTIVE) }, (_, index): Objective => {
    return { id: newId(), planId: plan.id, number: index + 1, title: `Objective ${index + 1}`, outcome: null, version: 0 };
  });
  const actions = objectives.flatMap((objective, index) =>
    Array.from({ length: Math.min(IN_AN_OBJECTIVE, count - index * IN_AN_OBJECTIVE) }, (_, position) =>
      generatedAction(objective, position + 1, index * IN_AN_OBJECTIVE + position, day),
    ),
  );
  return {
    plans: [plan],
    objectives,
    actions,
    updates: actions.flatMap((action, index) => generatedUpdates(action, index, day)),
    evidence: actions.flatMap((action, index) => generatedEvidence(action, index, day)),
  };
}

function generatedAction(objective: Objective, number: number, index: number, day: CalendarDate): Action {
  const story = STORIES[index % STORIES.length];
  if (story === undefined) throw new Error('The story has no action');
  const due = day.add({ days: ((index * 37) % 400) - 120 });
  const moves = Array.from({ length: index % 4 === 0 ? index % 3 : 0 }, (_, move) => ({
    from: due.subtract({ days: 60 * ((index % 3) - move) }),
    to: due.subtract({ days: 60 * ((index % 3) - move - 1) }),
    reason: 'Waiting for a partner’s figures',
    on: due.subtract({ days: 60 * ((index % 3) - move) + 7 }),
    by: 'operator',
  }));
  const isDone = index % 5 === 0;
  return {
    id: newId(),
    planId: objective.planId,
    objectiveId: objective.id,
    number,
    title: `${story.title} (${index + 1})`,
    change: story.change ?? null,
    measure: story.measure,
    area: story.area,
    owner: { personId: null, title: `Service Manager ${(index % 12) + 1}`, partner: null },
    startsOn: due.subtract({ days: 200 }),
    dueOn: due,
    steps: story.steps.map(([text], step) => ({
      id: newId(),
      text,
      doneOn: isDone || step < index % 4 ? due.subtract({ days: 30 }) : null,
    })),
    findings: [],
    needs: [],
    indicators: [],
    moves,
    stopped: index % 29 === 1 ? { on: day.subtract({ days: 40 }), reason: 'Another action does it' } : null,
    closed: isDone && index % 29 !== 1 ? { on: day.subtract({ days: 20 }), by: 'operator' } : null,
    reopenedAt: null,
    version: 0,
  };
}

function generatedUpdates({ id: actionId }: Action, index: number, day: CalendarDate): readonly ProgressUpdate[] {
  return Array.from({ length: index % 7 }, (_, update) => ({
    id: newId(),
    actionId,
    at: startOfDay(day.subtract({ days: 10 + 30 * update + (index % 20) })),
    by: 'operator',
    done: `What was done in month ${update + 1}`,
    difference: null,
    stepsFinished: [],
    finished: update === 0 && index % 6 === 5,
    atRisk: update === 0 && index % 6 === 3,
  }));
}

function generatedEvidence({ id: actionId, closed }: Action, index: number, day: CalendarDate): readonly Evidence[] {
  return Array.from({ length: closed ? 1 : index % 3 }, (_, piece) => {
    const on = day.subtract({ days: 25 });
    const given = closed || piece === 0 ? { datedOn: on, link: null, shows: 'What changed', on, by: 'system' } : null;
    const check = closed ? { verdict: 'accepted' as const, why: null, on, by: 'operator' } : null;
    return { id: newId(), actionId, title: `Evidence ${piece + 1}`, kind: 'audit' as const, given, check, version: 0 };
  });
}

const STORIES = PLANS.flatMap(({ objectives }) => objectives.flatMap(({ actions }) => actions));
