import type { Finding } from '../findings';
import { chainsOf, answering, type Investment, type PlanState } from '../improvement';
import type { Indicator, StatedReading, Target } from '../indicators';
import { isBefore, type CalendarDate } from '../shared';

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
  readonly recommendations: readonly RecommendationFacts[];
}

/** What a committee recommended and what became of it, as far as others need to know. */
export interface RecommendationFacts {
  readonly id: string;
  /** The address of the meeting at which it was made. */
  readonly meeting: string;
  readonly number: number;
  readonly wording: string;
  readonly addressee: string;
  readonly madeOn: CalendarDate;
  /** When the response is due. */
  readonly dueOn: CalendarDate;
  readonly response: 'accepted' | 'partly' | 'rejected' | null;
  readonly responseReason: string | null;
  readonly respondedOn: CalendarDate | null;
  readonly implementedOn: CalendarDate | null;
  readonly evidence: string | null;
  readonly actions: readonly string[];
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

/** Whether a response was due before a day and had not been given. */
export function isUnanswered({ response, dueOn }: Pick<RecommendationFacts, 'response' | 'dueOn'>, day: CalendarDate): boolean {
  return response === null && isBefore(dueOn, day);
}

/** The plans in force, latest first. */
export function plansInForce({ plans }: Pick<CouncilState, 'plans'>): readonly PlanState[] {
  return plans.filter(({ plan }) => plan.endedOn === null);
}
