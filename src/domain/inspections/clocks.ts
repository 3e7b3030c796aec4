import { addWeekdays, addWorkingDays, weekdaysBetween, workingDaysBetween, type CalendarDate, type Spread } from '../shared';
import { isGraded, lastDayOnSite, type StatedInspection } from './inspection';

/** A duty that runs from an event, with the rule it follows from. */
export interface Clock {
  readonly key: 'statement-of-action' | 'first-draft';
  readonly name: string;
  readonly workingDays: number;
  readonly startsOn: CalendarDate;
  readonly dueOn: CalendarDate;
  /** The count ran into a year whose bank holidays are not published yet. */
  readonly provisional: boolean;
  /** What has to be true for the duty to exist, where the event alone does not say so. */
  readonly onlyIf: string | null;
  readonly basis: string;
}

/** Education and Inspections Act 2006, s. 137, and SI 2007/462: a statement of proposed action, to the Secretary of State and the Chief Inspector. */
const STATEMENT_WORKING_DAYS = 70;
/** Ofsted asks for a first draft after an area for priority action. */
const DRAFT_WORKING_DAYS = 20;
const PRIORITY_ACTION = 'the letter names an area for priority action';

/**
 * The clocks that a published report or letter starts; none before it is published. After a visit they run only where the letter names an area for priority
 * action, which `onlyIf` says. Working days leave out England's bank holidays (checked: report 9 May 2023, due 16 August 2023).
 */
export function clocksFrom(event: StatedInspection): readonly Clock[] {
  const { publishedOn } = event;
  if (publishedOn === null || event.eventType === 'engagement-meeting') return [];
  const statement = clock('statement-of-action', 'Statement of proposed action due', publishedOn, STATEMENT_WORKING_DAYS);
  if (isGraded(event)) return [{ ...statement, onlyIf: null }];
  return [clock('first-draft', 'First draft due', publishedOn, DRAFT_WORKING_DAYS), statement];
}

/** Working days from today to the due day: negative once it has passed. */
export function workingDaysLeft({ dueOn }: Clock, today: CalendarDate): number {
  return workingDaysBetween(today, dueOn);
}

/** Between which days a report not yet published may be expected: eight in ten came between the two. Pre-election periods delay it. */
export function expectedPublication(event: StatedInspection, observed: Spread): { readonly from: CalendarDate; readonly to: CalendarDate } {
  const lastDay = lastDayOnSite(event);
  return { from: addWeekdays(lastDay, Math.round(observed.tenth)), to: addWeekdays(lastDay, Math.round(observed.nineTenths)) };
}

/** Weekdays from the last day on site to publication; null where either is not known. */
export function weekdaysToPublication(event: StatedInspection): number | null {
  if (event.publishedOn === null || event.precision !== 'day') return null;
  return weekdaysBetween(lastDayOnSite(event), event.publishedOn);
}

function clock(key: Clock['key'], name: string, startsOn: CalendarDate, workingDays: number): Clock {
  const { date, provisional } = addWorkingDays(startsOn, workingDays);
  return {
    key,
    name,
    workingDays,
    startsOn,
    dueOn: date,
    provisional,
    onlyIf: PRIORITY_ACTION,
    basis: `${workingDays} working days after publication`,
  };
}
