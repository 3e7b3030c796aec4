import { clocksSettledBy, type Finding } from '../findings';
import { workingDaysLeft, type Clock, type Inspection } from '../inspections';
import { byDate, counted, dateInWords, isBefore, type CalendarDate } from '../shared';

/** A statutory clock of an event that a plan answers. */
export interface PlanClock {
  readonly event: Inspection;
  readonly clock: Clock;
  /** Working days; negative once the day has passed. */
  readonly left: number;
}

/**
 * The statutory clocks of the events that a plan answers: those that still run, the nearest first, then those that have passed, the latest first.
 */
export function clocksOfPlan(
  events: readonly Inspection[],
  findings: readonly Pick<Finding, 'inspection' | 'kind'>[],
  today: CalendarDate,
): readonly PlanClock[] {
  const clocks = events.flatMap((event) =>
    clocksSettledBy(event, findings).map((clock) => ({ event, clock, left: workingDaysLeft(clock, today) })),
  );
  const runs = clocks.filter(({ left }) => left >= 0).toSorted((one, other) => byDate(one.clock.dueOn, other.clock.dueOn));
  const passed = clocks.filter(({ left }) => left < 0).toSorted((one, other) => byDate(other.clock.dueOn, one.clock.dueOn));
  return [...runs, ...passed];
}

/** An event as it was known on a day: a report published later was not. */
export function asKnownOn(event: Inspection, day: CalendarDate): Inspection {
  return event.publishedOn !== null && isBefore(day, event.publishedOn) ? { ...event, publishedOn: null } : event;
}

/** `12 working days left`, `today`, `passed` */
export function leftInWords({ left }: Pick<PlanClock, 'left'>): string {
  if (left === 0) return 'today';
  return left > 0 ? `${counted(left, 'working day')} left` : 'passed';
}

/** The nearest statutory date in one sentence without full stop. */
export function clocksInWords([nearest]: readonly PlanClock[]): string {
  if (nearest === undefined) return 'No statutory date follows from the events that the plan answers';
  const { clock, left } = nearest;
  const day = dateInWords(clock.dueOn);
  if (left < 0) return `No statutory date lies ahead; the last was ${day}`;
  const what = clock.key === 'first-draft' ? 'A first draft' : 'The statement of proposed action';
  return left === 0 ? `${what} is due today` : `${what} is due in ${counted(left, 'working day')}, on ${day}`;
}
