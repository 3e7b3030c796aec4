import { BANK_HOLIDAYS_BY_YEAR, LAST_PUBLISHED_BANK_HOLIDAY_YEAR } from './bank-holidays';
import { isBefore, type CalendarDate } from './calendar';

/** A day found by counting working days; provisional when the count ran into a year whose bank holidays are not published yet. */
export interface WorkingDay {
  readonly date: CalendarDate;
  readonly provisional: boolean;
}

const LAST_YEAR_OF_THE_TABLE = Math.max(...Object.keys(BANK_HOLIDAYS_BY_YEAR).map(Number));
const FIRST_YEAR_OF_THE_TABLE = Math.min(...Object.keys(BANK_HOLIDAYS_BY_YEAR).map(Number));
const BANK_HOLIDAYS: ReadonlySet<string> = new Set(
  Object.entries(BANK_HOLIDAYS_BY_YEAR).flatMap(([year, days]) => days.split(' ').map((day) => `${year}-${day}`)),
);

/** Monday to Friday, England's bank holidays left out. Throws a RangeError for a year the table does not reach. */
export function isWorkingDay(date: CalendarDate): boolean {
  requireKnownYear(date);
  return date.dayOfWeek <= 5 && !BANK_HOLIDAYS.has(date.toString());
}

/**
 * The day that lies `count` working days after `from`; the day itself is not counted. So 70 working days after a report of 9 May 2023 is
 * 16 August 2023. Throws a RangeError for a year the table of bank holidays does not reach.
 */
export function addWorkingDays(from: CalendarDate, count: number): WorkingDay {
  let date = from;
  for (let left = count; left > 0;) {
    date = date.add({ days: 1 });
    if (isWorkingDay(date)) left -= 1;
  }
  return { date, provisional: date.year > LAST_PUBLISHED_BANK_HOLIDAY_YEAR };
}

/**
 * Working days after `from` up to and with `to`; negative when `to` lies before `from`. Throws a RangeError for a year the table of bank holidays does not
 * reach.
 */
export function workingDaysBetween(from: CalendarDate, to: CalendarDate): number {
  requireKnownYear(from);
  requireKnownYear(to);
  // Subtracted, because a minus sign would make -0 of 0, which is shown as "-0".
  if (isBefore(to, from)) return 0 - workingDaysBetween(to, from);
  const [after, upTo] = [from.toString(), to.toString()];
  // Every bank holiday in the table falls on a weekday.
  return weekdaysBetween(from, to) - [...BANK_HOLIDAYS].filter((holiday) => after < holiday && holiday <= upTo).length;
}

/** Weekdays after `from` up to and with `to`, negative when `to` lies before `from`; bank holidays counted: the unit in which publication times are observed. */
export function weekdaysBetween(from: CalendarDate, to: CalendarDate): number {
  const days = from.until(to, { largestUnit: 'day' }).days;
  const wholeWeeks = Math.floor(days / 7);
  let count = wholeWeeks * 5;
  for (let date = from.add({ days: wholeWeeks * 7 }); !date.equals(to);) {
    date = date.add({ days: 1 });
    if (date.dayOfWeek <= 5) count += 1;
  }
  return count;
}

/** The day that lies `count` weekdays after `from`, bank holidays counted. */
export function addWeekdays(from: CalendarDate, count: number): CalendarDate {
  let date = from;
  for (let left = count; left > 0;) {
    date = date.add({ days: 1 });
    if (date.dayOfWeek <= 5) left -= 1;
  }
  return date;
}

function requireKnownYear({ year }: CalendarDate): void {
  if (year < FIRST_YEAR_OF_THE_TABLE || year > LAST_YEAR_OF_THE_TABLE) {
    throw new RangeError(`Bank holidays are known from ${FIRST_YEAR_OF_THE_TABLE} to ${LAST_YEAR_OF_THE_TABLE}, not for ${year}`);
  }
}
