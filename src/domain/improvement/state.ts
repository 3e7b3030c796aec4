import type { Finding } from '../findings';
import type { CalendarDate } from '../shared';
import { standingsOfAims, type KnownIndicator } from './aims';
import type { Action, ActionStanding, Evidence, Objective, Plan, ProgressUpdate } from './plan';
import { statusOf, type DerivedStatus } from './status';

/**
 * A plan with everything its pages show, at one moment: the present one from the tables, an earlier one from the history. Both are made of the same things, so
 * that a page as at a past day is the page of that day.
 */
export interface PlanState {
  readonly plan: Plan;
  /** By number. */
  readonly objectives: readonly Objective[];
  /** By reference. */
  readonly actions: readonly ActionStanding[];
  /** The council's findings, of all its events: actions answer some of them. Latest event first, then as the report says them. */
  readonly findings: readonly Finding[];
}

/** An action with its status on a day. */
export interface StandingWithStatus extends ActionStanding, DerivedStatus {}

export function withStatuses(actions: readonly ActionStanding[], today: CalendarDate): readonly StandingWithStatus[] {
  return actions.map((standing) => ({ ...standing, ...statusOf(standing, today) }));
}

/** `1.2` */
export function referenceOf(objective: Pick<Objective, 'number'>, action: { readonly number: number }): string {
  return `${objective.number}.${action.number}`;
}

/** For `Array.prototype.sort`: 1.2 before 1.10. */
export function byReference(left: Pick<ActionStanding, 'reference'>, right: Pick<ActionStanding, 'reference'>): number {
  const [leftObjective = 0, leftNumber = 0] = left.reference.split('.').map(Number);
  const [rightObjective = 0, rightNumber = 0] = right.reference.split('.').map(Number);
  return leftObjective - rightObjective || leftNumber - rightNumber;
}

/** Puts a plan's records together, whichever way they were kept. Records of other plans of the council are left out. */
export function assemblePlan({ plan, objectives, actions, updates, evidence, findings, indicators }: PlanRecords): PlanState {
  const ours = objectives.filter(({ planId }) => planId === plan.id).toSorted((left, right) => left.number - right.number);
  const numbers = new Map(ours.map(({ id, number }) => [id, { number }]));
  const newest = new Map<string, ProgressUpdate>();
  for (const update of updates) {
    const known = newest.get(update.actionId);
    if (known === undefined || byTime(known, update) < 0) newest.set(update.actionId, update);
  }
  const pieces = Map.groupBy(evidence, ({ actionId }) => actionId);
  return {
    plan,
    objectives: ours,
    actions: actions
      .flatMap((action) => {
        const objective = numbers.get(action.objectiveId);
        if (objective === undefined) return [];
        const given = (pieces.get(action.id) ?? []).toSorted((left, right) => (left.id < right.id ? -1 : 1));
        return [
          {
            action,
            reference: referenceOf(objective, action),
            lastUpdate: newest.get(action.id) ?? null,
            evidence: given,
            indicators: standingsOfAims(action.indicators, indicators),
          },
        ];
      })
      .toSorted(byReference),
    // An event's id begins with its first day.
    findings: findings.toSorted((left, right) =>
      left.inspection === right.inspection ? left.position - right.position : left.inspection < right.inspection ? 1 : -1,
    ),
  };
}

/** Earliest first; of two at the same millisecond the one whose id comes first. */
export function byTime(left: Pick<ProgressUpdate, 'at' | 'id'>, right: Pick<ProgressUpdate, 'at' | 'id'>): number {
  return left.at.epochMilliseconds - right.at.epochMilliseconds || (left.id < right.id ? -1 : 1);
}

export interface PlanRecords {
  readonly plan: Plan;
  readonly objectives: readonly Objective[];
  readonly actions: readonly Action[];
  /** At least the newest of each action. */
  readonly updates: readonly ProgressUpdate[];
  readonly evidence: readonly Evidence[];
  readonly findings: readonly Finding[];
  /** By key, those that its actions should move. */
  readonly indicators: ReadonlyMap<string, KnownIndicator>;
}
