import { ageInWords, calendarDate, monthInWords, type CalendarDate } from '../shared';

/** How often figures come, and by which year: the periods of one indicator are all of one kind. */
export const FREQUENCIES = {
  'academic-year': { often: 'Every school year', once: 'School year' },
  'calendar-year': { often: 'Every calendar year', once: 'Year' },
  'reporting-year': { often: 'Every year', once: 'Year' },
  'financial-year': { often: 'Every financial year', once: 'Financial year' },
  'tax-year': { often: 'Every tax year', once: 'Tax year' },
  'academic-quarter': { often: 'Every quarter of a school year', once: 'Quarter' },
  'calendar-quarter': { often: 'Every quarter', once: 'Quarter' },
  'financial-quarter': { often: 'Every quarter of a financial year', once: 'Quarter' },
  term: { often: 'Every term', once: 'Term' },
  'two-terms': { often: 'Every autumn and spring', once: 'Two terms' },
  'half-year': { often: 'Every half-year', once: 'Half-year' },
  month: { often: 'Every month', once: 'Month' },
  week: { often: 'Every week', once: 'Week' },
} as const;

export type Frequency = keyof typeof FREQUENCIES;

const MONTHS_OF_YEAR = Array.from({ length: 12 }, (_, index) => index + 1);
const QUARTERS = [1, 2, 3, 4];
const WEEKS = Array.from({ length: 53 }, (_, index) => index + 1);

/**
 * The time identifiers of explore education statistics, by their code. `twoYears`: the period is printed as six figures, `202425`. `first` is the month of the first of
 * the two years (13 is January of the second) in which it begins, `months` how long it lasts. A reporting year is any that the statistic says: its first month is nominal.
 */
export const TIME_IDENTIFIERS: Readonly<Record<string, TimeIdentifier>> = Object.fromEntries(
  [
    identifier('AY', 'Academic year', 'academic-year', { twoYears: true, first: 9, months: 12 }),
    identifier('CY', 'Calendar year', 'calendar-year', { first: 1, months: 12 }),
    identifier('RY', 'Reporting year', 'reporting-year', { first: 1, months: 12 }),
    identifier('FY', 'Financial year', 'financial-year', { twoYears: true, first: 4, months: 12 }),
    identifier('TY', 'Tax year', 'tax-year', { twoYears: true, first: 4, months: 12 }),
    ...QUARTERS.flatMap((quarter) => [
      identifier(`AYQ${quarter}`, `Academic year Q${quarter}`, 'academic-quarter', {
        twoYears: true,
        first: 6 + quarter * 3,
        months: 3,
      }),
      identifier(`CYQ${quarter}`, `Calendar year Q${quarter}`, 'calendar-quarter', { first: quarter * 3 - 2, months: 3 }),
      identifier(`FYQ${quarter}`, `Financial year Q${quarter}`, 'financial-quarter', {
        twoYears: true,
        first: 1 + quarter * 3,
        months: 3,
      }),
    ]),
    identifier('T1', 'Autumn term', 'term', { twoYears: true, first: 9, months: 4 }),
    identifier('T2', 'Spring term', 'term', { twoYears: true, first: 13, months: 3 }),
    identifier('T3', 'Summer term', 'term', { twoYears: true, first: 16, months: 4 }),
    identifier('T1T2', 'Autumn and spring term', 'two-terms', { twoYears: true, first: 9, months: 7 }),
    identifier('P1', 'Part 1 (April to September)', 'half-year', { twoYears: true, first: 4, months: 6 }),
    identifier('P2', 'Part 2 (October to March)', 'half-year', { twoYears: true, first: 10, months: 6 }),
    ...MONTHS_OF_YEAR.map((month) => identifier(`M${month}`, monthName(month), 'month', { first: month, months: 1 })),
    ...WEEKS.map((week) => identifier(`W${week}`, `Week ${week}`, 'week', { first: 1, months: 0, week })),
  ].map((each) => [each.code, each]),
);

const BY_LABEL: ReadonlyMap<string, TimeIdentifier> = new Map(
  Object.values(TIME_IDENTIFIERS).flatMap((each) => [
    [each.label.toLowerCase(), each],
    [each.code.toLowerCase(), each],
  ]),
);

/** Before these no such statistic was made, and after them none can be known. */
const YEARS = { first: 1990, last: 2099 };

/** The figures' own year where a reporting year does not say when it ends: to 31 March, as children's social care is mostly counted. */
export const USUAL_YEAR_END = '03-31';

/** A period as published, `202425`, with what kind of time it is. */
export interface Period {
  readonly period: string;
  readonly identifier: TimeIdentifier;
}

export interface TimeIdentifier {
  readonly code: string;
  /** As published: `Academic year`. */
  readonly label: string;
  readonly frequency: Frequency;
  readonly twoYears: boolean;
  readonly first: number;
  readonly months: number;
  readonly week: number | null;
}

export function isFrequency(text: string): text is Frequency {
  return Object.hasOwn(FREQUENCIES, text);
}

/** By the label that a file prints, or the code. */
export function timeIdentifier(label: string): TimeIdentifier | null {
  return BY_LABEL.get(label.trim().toLowerCase()) ?? null;
}

/** The period of a cell, or a sentence that says what is wrong with it. */
export function readPeriod(period: string, identifier: TimeIdentifier): Period | string {
  const example = identifier.twoYears ? '202425' : '2025';
  const [, first = '', second] = /^(\d{4})(\d{2})?$/.exec(period) ?? [];
  const year = Number(first);
  if (first === '' || (second !== undefined) !== identifier.twoYears || (second !== undefined && Number(second) !== (year + 1) % 100)) {
    return `Write the period of “${identifier.label}” like ${example}.`;
  }
  if (year < YEARS.first || year > YEARS.last) return `Write a period from ${YEARS.first} to ${YEARS.last}.`;
  return { period, identifier };
}

/** The day by which periods are put in order. Of a reporting year nominally 1 January: its own days depend on the statistic. */
export function periodBegins({ period, identifier }: Period): CalendarDate {
  const january = calendarDate(`${period.slice(0, 4)}-01-01`);
  return january.add({ months: identifier.first - 1, days: ((identifier.week ?? 1) - 1) * 7 });
}

/** The last day of the period. `yearEnds` is month and day (`09-30`) at which a reporting year ends. */
export function periodEnds(period: Period, yearEnds: string | null): CalendarDate {
  const { identifier } = period;
  if (identifier.frequency === 'reporting-year') return calendarDate(`${period.period}-${yearEnds ?? USUAL_YEAR_END}`);
  const begins = periodBegins(period);
  return identifier.week === null ? begins.add({ months: identifier.months }).subtract({ days: 1 }) : begins.add({ days: 6 });
}

/** `2025`, `2024 to 2025`, `January to March 2025`, `autumn term 2024`, `April 2025`: short enough for a column. */
export function periodInWords(period: Period): string {
  const { identifier } = period;
  const begins = periodBegins(period);
  const ends = periodEnds(period, null);
  switch (identifier.frequency) {
    case 'calendar-year':
    case 'reporting-year':
      return period.period;
    case 'academic-year':
    case 'financial-year':
    case 'tax-year':
      return `${begins.year} to ${begins.year + 1}`;
    case 'term':
    case 'two-terms':
      return `${identifier.label.toLowerCase()} ${identifier.frequency === 'term' ? begins.year : `${begins.year} to ${begins.year + 1}`}`;
    case 'month':
      return monthInWords(begins);
    case 'week':
      return `week ${identifier.week} of ${period.period}`;
    case 'academic-quarter':
    case 'calendar-quarter':
    case 'financial-quarter':
    case 'half-year':
      return begins.year === ends.year
        ? `${monthName(begins.month)} to ${monthInWords(ends)}`
        : `${monthInWords(begins)} to ${monthInWords(ends)}`;
  }
}

/** In a sentence: `the reporting year to 30 September 2025`, `the school year 2024 to 2025`, otherwise as `periodInWords`. */
export function periodInSentence(period: Period, yearEnds: string | null): string {
  switch (period.identifier.frequency) {
    case 'reporting-year': {
      const ends = periodEnds(period, yearEnds);
      return `the reporting year to ${ends.day} ${monthInWords(ends)}`;
    }
    case 'academic-year':
      return `the school year ${periodInWords(period)}`;
    case 'financial-year':
      return `the financial year ${periodInWords(period)}`;
    case 'tax-year':
      return `the tax year ${periodInWords(period)}`;
    default:
      return periodInWords(period);
  }
}

/** How old a figure is: since the end of its period. */
export function periodAgeInWords(period: Period, yearEnds: string | null, today: CalendarDate): string {
  return ageInWords(periodEnds(period, yearEnds), today);
}

/** Earliest first. */
export function byPeriod(left: Period, right: Period): number {
  return compareTexts(periodBegins(left).toString(), periodBegins(right).toString());
}

/** Whether one period is the other a year on. */
export function isYearAfter(later: Period, earlier: Period): boolean {
  return later.identifier.code === earlier.identifier.code && periodBegins(earlier).add({ years: 1 }).year === periodBegins(later).year;
}

function identifier(
  code: string,
  label: string,
  frequency: Frequency,
  { twoYears = false, first, months, week = null }: { twoYears?: boolean; first: number; months: number; week?: number | null },
): TimeIdentifier {
  return { code, label, frequency, twoYears, first, months, week };
}

function monthName(month: number): string {
  return monthInWords(calendarDate(`2000-${String(month).padStart(2, '0')}-01`)).replace(' 2000', '');
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
