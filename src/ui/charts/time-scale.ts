import { scaleLinear } from 'd3-scale';
import { Temporal } from 'temporal-polyfill';
import type { CalendarDate } from '@/domain/shared';

const DAY_ZERO = Temporal.PlainDate.from('2000-01-01');

/** A day's place on an axis, to scale. Days are counted rather than turned into a `Date`: a calendar day has no time zone. */
export function timeScale(from: CalendarDate, to: CalendarDate, start: number, end: number): (day: CalendarDate) => number {
  const scale = scaleLinear([dayNumber(from), dayNumber(to)], [start, end]);
  return (day) => scale(dayNumber(day));
}

/** The first days of the years between two days. */
export function yearsWithin(from: CalendarDate, to: CalendarDate): readonly CalendarDate[] {
  const years = Array.from({ length: to.year - from.year + 1 }, (_, index) =>
    Temporal.PlainDate.from({ year: from.year + index, month: 1, day: 1 }),
  );
  return years.filter((year) => Temporal.PlainDate.compare(year, from) >= 0 && Temporal.PlainDate.compare(year, to) <= 0);
}

/** The first days of months between two days, so few that their labels have room beside each other: every month, quarter, half, year or some years. */
export function monthsWithin(from: CalendarDate, to: CalendarDate, most: number): readonly CalendarDate[] {
  const months = from.until(to, { largestUnit: 'month' }).months + 1;
  const step = MONTH_STEPS.find((candidate) => months / candidate <= most) ?? Math.ceil(months / most / 12) * 12;
  const ticks: CalendarDate[] = [];
  // Counted from a January, which so is among them.
  for (let tick = from.with({ month: 1, day: 1 }); Temporal.PlainDate.compare(tick, to) <= 0;) {
    const isWithin = Temporal.PlainDate.compare(tick, from) >= 0;
    if (isWithin) ticks.push(tick);
    tick = tick.add({ months: isWithin ? step : Math.min(step, 12) });
  }
  return ticks;
}

const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60];

/** Days since the beginning of 2000: what scales count in. */
export function dayNumber(day: CalendarDate): number {
  return DAY_ZERO.until(day, { largestUnit: 'day' }).days;
}
