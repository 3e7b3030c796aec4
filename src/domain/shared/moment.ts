import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { dateInWords, type CalendarDate } from './calendar';

/** A point in time, to the millisecond: when something was saved. */
export type Moment = Temporal.Instant;

/** Where the councils are; a server may run in any time zone. */
const ZONE = 'Europe/London';

/** Reads `2026-11-20T09:30:00.000Z`. */
export function moment(text: string): Moment {
  return Temporal.Instant.from(text);
}

/** For the edges: a moment as `momentText` writes it, out of a form. */
export const momentSchema = z.iso.datetime().transform(moment);

/** `2026-11-20T09:30:00.000Z`, always to the millisecond. */
export function momentText(moment: Moment): string {
  return moment.toString({ fractionalSecondDigits: 3 });
}

/** `20 November 2026, 09:30`, as clocks showed it in England. */
export function momentInWords(moment: Moment): string {
  const local = moment.toZonedDateTimeISO(ZONE);
  return `${dateInWords(local.toPlainDate())}, ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/** The day that it was in England at a moment. */
export function momentDay(moment: Moment): CalendarDate {
  return moment.toZonedDateTimeISO(ZONE).toPlainDate();
}

/** The moment at which a day begins in England. */
export function startOfDay(day: CalendarDate): Moment {
  return day.toZonedDateTime(ZONE).toInstant();
}

/** When clocks in England show a time such as `18:00` on a day. */
export function momentAt(day: CalendarDate, time: string): Moment {
  return day.toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from(time) }).toInstant();
}

/** The last moment of a day in England: what was saved by then, that day had seen. */
export function endOfDay(day: CalendarDate): Moment {
  return startOfDay(day.add({ days: 1 })).subtract({ milliseconds: 1 });
}

/**
 * A moment of a day that stands still, later the more time has passed (in milliseconds): noon to begin with, half way to midnight after a day, and never the day
 * after. So what is done in a demonstration is dated by its day and yet comes in the order in which it was done.
 */
export function momentWithin(day: CalendarDate, passed: number): Moment {
  const halfDay = 12 * 60 * 60 * 1_000;
  const share = Math.max(0, passed) / (Math.max(0, passed) + 2 * halfDay);
  return startOfDay(day).add({ milliseconds: halfDay + Math.floor(halfDay * share) });
}
