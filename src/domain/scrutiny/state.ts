import type { Finding } from '../findings';
import { answering, chainsOf, withStatuses, type Investment, type PlanState, type StandingWithStatus } from '../improvement';
import type { Indicator, StatedReading, Target } from '../indicators';
import type { CalendarDate } from '../shared';
import { daysLate, type Recommendation } from './recommendation';

/** What a council had and knew at a moment, as far as its scrutiny asks. Two of these are compared. */
export interface CouncilState {
  /** The day of the moment: what is overdue or late follows from it. */
  readonly day: CalendarDate;
  /** Every plan that there was, those that had ended included. */
  readonly plans: readonly PlanState[];
  /** Of all inspections and visits, latest event first. */
  readonly findings: readonly Finding[];
  /** The council's own figures, one for each indicator, geography and period. */
  readonly readings: readonly StatedReading[];
  /** Those that the readings are of. */
  readonly indicators: readonly Indicator[];
  readonly targets: readonly Target[];
  readonly investments: readonly Investment[];
  readonly recommendations: readonly RecommendationMade[];
}

/** With the address of the meeting at which it was made. */
export interface RecommendationMade {
  readonly recommendation: Recommendation;
  readonly meeting: string;
}

/** Ids of the findings that are settled: an action that answers the finding, or one of its chain, is done and none is still to be done. */
export function settledFindings({ plans, findings }: Pick<CouncilState, 'plans' | 'findings'>): ReadonlySet<string> {
  const actions = plans.flatMap((plan) => plan.actions);
  return new Set(
    chainsOf(findings).flatMap((chain) => {
      const running = answering(chain, actions).filter(({ action }) => action.stopped === null);
      const isSettled = running.length > 0 && running.every(({ action }) => action.closed !== null);
      return isSettled ? chain.members.map(({ id }) => id) : [];
    }),
  );
}

/** Whether a response was due before a day and has not been given. */
export function isUnanswered(recommendation: Pick<Recommendation, 'givenOn' | 'response'>, day: CalendarDate): boolean {
  return recommendation.response === null && daysLate(recommendation, day) > 0;
}

/** The plans in force, latest first. */
export function plansInForce({ plans }: Pick<CouncilState, 'plans'>): readonly PlanState[] {
  return plans.filter(({ plan }) => plan.endedOn === null);
}

/** The actions of the plans in force, with their statuses on the day of the state. */
export function standingsIn(state: CouncilState): readonly StandingWithStatus[] {
  return plansInForce(state).flatMap(({ actions }) => withStatuses(actions, state.day));
}
