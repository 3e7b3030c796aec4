import { calendarDate, isBefore, onOneLine, type CalendarDate } from '../shared';
import type { OwnFrequency } from './own';
import { periodBegins, periodEnds, periodInWords, TIME_IDENTIFIERS, type Period } from './periods';

/** Before it no council has figures that it would enter today. */
const FIRST_DAY = calendarDate('2000-01-01');

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** First months of those that last a year. */
const YEARS = {
  'academic-year': { code: 'AY', first: 9 },
  'financial-year': { code: 'FY', first: 4 },
  'calendar-year': { code: 'CY', first: 1 },
} as const;

/** The period of a kind in which a day lies. */
export function periodOf(frequency: OwnFrequency, { year, month }: Pick<CalendarDate, 'year' | 'month'>): Period {
  if (frequency === 'month') return period(`M${month}`, year);
  if (frequency === 'calendar-quarter') return period(`CYQ${Math.ceil(month / 3)}`, year);
  const { code, first } = YEARS[frequency];
  return period(code, month >= first ? year : year - 1);
}

/** The period that begins on a day, as an address says it (`2026-09-01`); null where none of this kind does, or it has not ended. */
export function endedPeriodAt(frequency: OwnFrequency, day: string, today: CalendarDate): Period | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const found = endedPeriods(frequency, today).find((each) => periodBegins(each).toString() === day);
  return found ?? null;
}

/** Those that have ended, the newest first: what has not ended has no figure. */
export function endedPeriods(frequency: OwnFrequency, today: CalendarDate): readonly Period[] {
  const periods: Period[] = [];
  let next = periodOf(frequency, today);
  while (!isBefore(periodBegins(next), FIRST_DAY)) {
    if (isBefore(periodEnds(next, null), today)) periods.push(next);
    next = periodOf(frequency, periodBegins(next).subtract({ days: 1 }));
  }
  return periods;
}

/**
 * A period as people write it into a table: as this product shows it, `Sep 2026`, `Sep-26`, `09/2026`, `2026-09`, `Q3 2026`, `2025/26`, or the day on which a spreadsheet lets it begin.
 * Null for anything else.
 */
export function readTypedPeriod(text: string, frequency: OwnFrequency): Period | null {
  const typed = onOneLine(text).toLowerCase();
  const beginning = monthAndYear(typed, frequency);
  if (beginning === null) return null;
  const found = periodOf(frequency, beginning);
  const begins = periodBegins(found);
  // A month within a quarter or a year is not that quarter or year.
  return begins.year === beginning.year && begins.month === beginning.month ? found : null;
}

/** How periods of a kind are best written, for hints. */
export function periodExample(frequency: OwnFrequency): string {
  return periodInWords(periodOf(frequency, frequency === 'month' ? { year: 2026, month: 9 } : { year: 2025, month: 10 }));
}

/** The month in which what is written begins. */
function monthAndYear(typed: string, frequency: OwnFrequency): { readonly year: number; readonly month: number } | null {
  const isYear = frequency !== 'month' && frequency !== 'calendar-quarter';
  const [, first, second] =
    /^(\d{4})(?: ?(?:to|[/–-]) ?(\d{4}|\d{2})|(?:(\d{2})))?$/.exec(typed)?.filter((part) => part !== undefined) ?? [];
  if (isYear && first !== undefined) {
    const follows = second === undefined ? frequency === 'calendar-year' : Number(second) % 100 === (Number(first) + 1) % 100;
    const takesTwo = frequency !== 'calendar-year';
    return follows && takesTwo === (second !== undefined) ? { year: Number(first), month: YEARS[frequency].first } : null;
  }
  const [, quarterYear, quarter] = /^(\d{4})[ -]?q([1-4])$/.exec(typed) ?? reversed(/^q([1-4])[ -]?(\d{4})$/.exec(typed)) ?? [];
  if (frequency === 'calendar-quarter' && quarter !== undefined) return { year: Number(quarterYear), month: Number(quarter) * 3 - 2 };
  const [, from, to, toYear] = /^([a-z]{3,}) to ([a-z]{3,}) (\d{4})$/.exec(typed) ?? [];
  if (frequency === 'calendar-quarter' && from !== undefined && to !== undefined) {
    const [begins, ends] = [monthNamed(from), monthNamed(to)];
    return begins !== null && ends === begins + 2 ? { year: Number(toYear), month: begins } : null;
  }
  const [, name, nameYear] = /^([a-z]{3,})[ -](\d{4}|\d{2})$/.exec(typed) ?? [];
  if (name !== undefined && nameYear !== undefined) {
    const month = monthNamed(name);
    return month === null ? null : { year: fullYear(nameYear), month };
  }
  const [, year, month] =
    /^(\d{4})-(\d{1,2})(?:-\d{2})?$/.exec(typed) ?? reversed(/^(?:\d{1,2}[/.])?(\d{1,2})[/.](\d{4})$/.exec(typed)) ?? [];
  return year !== undefined && Number(month) >= 1 && Number(month) <= 12 ? { year: Number(year), month: Number(month) } : null;
}

function reversed(match: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return match && [match[0], match[2], match[1]];
}

/** `sept` is as usual as `sep`; `marvel` is no month. */
function monthNamed(text: string): number | null {
  const month = MONTHS.indexOf(text.slice(0, 3)) + 1;
  if (month === 0) return null;
  const name = periodInWords(periodOf('month', { year: 2000, month })).split(' ')[0] ?? '';
  return name.toLowerCase().startsWith(text) ? month : null;
}

function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function period(code: string, year: number): Period {
  const identifier = TIME_IDENTIFIERS[code];
  if (identifier === undefined) throw new Error(`There is no kind of period ${code}`);
  return { identifier, period: identifier.twoYears ? `${year}${String((year + 1) % 100).padStart(2, '0')}` : String(year) };
}
