import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** A day in the calendar, with no time and no zone: what inspectors, reports and due dates are dated by. */
export type CalendarDate = Temporal.PlainDate;

export interface DateRange {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Reads `2023-09-11`. A date that does not exist (31 April) is refused, never moved to the next month. */
export function calendarDate(text: string): CalendarDate {
  return Temporal.PlainDate.from(text);
}

/** The years of days that anybody means. PostgreSQL has no year 0, and the midnight after the year 9999 is written otherwise. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 9998;

/** For the edges: parses an ISO calendar day out of a file, a form or an address. */
export const calendarDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the date as year-month-day, for example 2023-09-11')
  .transform((text, context) => {
    try {
      const day = calendarDate(text);
      if (day.year >= FIRST_YEAR && day.year <= LAST_YEAR) return day;
      context.addIssue({ code: 'custom', message: `Check the year of ${text}: it is before ${FIRST_YEAR} or after ${LAST_YEAR}` });
    } catch {
      context.addIssue({ code: 'custom', message: `${text} is not a day in the calendar` });
    }
    return z.NEVER;
  });

/** `11 September 2023` */
export function dateInWords(date: CalendarDate): string {
  return `${date.day} ${monthInWords(date)}`;
}

/** `11 Sep 2023`, for tables. */
export function shortDateInWords(date: CalendarDate): string {
  return `${date.day} ${shortMonthInWords(date)}`;
}

/** `September 2023` */
export function monthInWords(date: CalendarDate): string {
  return `${MONTHS[date.month - 1]} ${date.year}`;
}

/** `Sep 2023` */
export function shortMonthInWords(date: CalendarDate): string {
  return `${MONTHS[date.month - 1]?.slice(0, 3)} ${date.year}`;
}

/** `11 to 15 September 2023`, `25 and 26 January 2023`, `30 September to 4 October 2023`, `30 December 2024 to 3 January 2025`, `5 November 2024`. */
export function rangeInWords({ start, end }: DateRange): string {
  if (start.equals(end)) return dateInWords(start);
  if (start.year !== end.year) return `${dateInWords(start)} to ${dateInWords(end)}`;
  if (start.month !== end.month) return `${start.day} ${MONTHS[start.month - 1]} to ${dateInWords(end)}`;
  return `${start.day} ${end.day === start.day + 1 ? 'and' : 'to'} ${dateInWords(end)}`;
}

/** How old a fact is: `3 days`, `5 weeks`, `14 months`, `3 years`; under a day `today`. Months up to three years, because quarters matter to members. */
export function ageInWords(from: CalendarDate, today: CalendarDate): string {
  const days = daysBetween(from, today);
  if (days <= 0) return 'today';
  if (days < 14) return days === 1 ? '1 day' : `${days} days`;
  const months = from.until(today, { largestUnit: 'month' }).months;
  if (months < 2) return `${Math.floor(days / 7)} weeks`;
  if (months < 36) return `${months} months`;
  return `${Math.floor(months / 12)} years`;
}

/** Below nought where the second day is the earlier one. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return from.until(to, { largestUnit: 'day' }).days;
}

/** Years between two days as a decimal, by days over 365.25: for waits, not for ages. */
export function yearsBetween(from: CalendarDate, to: CalendarDate): number {
  return daysBetween(from, to) / 365.25;
}

export function isBefore(left: CalendarDate, right: CalendarDate): boolean {
  return Temporal.PlainDate.compare(left, right) < 0;
}

/** For `Array.prototype.sort`, earliest first. */
export function byDate(left: CalendarDate, right: CalendarDate): number {
  return Temporal.PlainDate.compare(left, right);
}
