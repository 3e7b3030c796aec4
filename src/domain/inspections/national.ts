import type { Region } from '../authorities';
import {
  AREAS,
  FRAMEWORKS,
  gradesCompare,
  isGoodOrBetter,
  judgedArea,
  stepsBetween,
  type AreaKey,
  type FrameworkKey,
  type Grade,
} from '../frameworks';
import { calendarDate, isBefore, numberInWords, type CalendarDate } from '../shared';
import { isGraded, judgementIn, newestFirst, type Inspection, type Judgement } from './inspection';

/** A council with all that is known of its inspections: what national figures are made of. */
export interface CouncilHistory {
  readonly slug: string;
  readonly name: string;
  readonly region: Region;
  readonly inspections: readonly Inspection[];
}

/** How many councils stand at each grade in an area; `none` counts those whose latest inspection gave no grade in it. */
export interface Distribution {
  readonly grades: Readonly<Record<Grade, number>>;
  readonly none: number;
  readonly total: number;
}

/** A council's latest judgement in an area, with the inspection that gave it. */
export interface LatestJudgement {
  readonly council: CouncilHistory;
  readonly inspection: Inspection;
  readonly judgement: Judgement;
}

/** A council whose grade in an area changed between two days, both grades meaning the same. */
export interface Mover {
  readonly council: CouncilHistory;
  readonly area: AreaKey;
  readonly before: { readonly grade: Grade; readonly inspection: Inspection };
  readonly after: { readonly grade: Grade; readonly inspection: Inspection };
  /** Positive is better. */
  readonly steps: number;
}

export interface Moves {
  /** Councils with grades on both days that mean the same. */
  readonly compared: number;
  readonly movers: readonly Mover[];
}

export interface YearlySeries {
  readonly frameworks: readonly FrameworkKey[];
  readonly points: readonly YearlyPoint[];
}

export interface YearlyPoint {
  readonly day: CalendarDate;
  readonly distribution: Distribution;
}

/** The graded inspection that stood for a council on a day: the last one whose report was published by then. Null before the first. */
export function standingOn(council: CouncilHistory, day: CalendarDate): Inspection | null {
  const published = council.inspections.filter(
    (event) => isGraded(event) && event.publishedOn !== null && !isBefore(day, event.publishedOn),
  );
  return newestFirst(published)[0] ?? null;
}

/** The latest judgement of each council in an area as it stood on a day: always that of its latest inspection, graded in this area or not. */
export function latestJudgements(councils: readonly CouncilHistory[], area: AreaKey, day: CalendarDate): readonly LatestJudgement[] {
  return councils.flatMap((council) => {
    const inspection = standingOn(council, day);
    const judgement = inspection && judgementIn(inspection, area);
    return judgement ? [{ council, inspection, judgement }] : [];
  });
}

export function distributionOf(judgements: readonly Pick<Judgement, 'grade'>[]): Distribution {
  const grades: Record<Grade, number> = { outstanding: 0, good: 0, 'requires-improvement': 0, adequate: 0, inadequate: 0 };
  for (const { grade } of judgements) if (grade) grades[grade] += 1;
  return { grades, none: judgements.filter(({ grade }) => grade === null).length, total: judgements.length };
}

/**
 * The distribution on each day given. A council counts on a day only if its standing grade means the same as under `meaning` (SIF never mixes with ILACS);
 * the others are in `none`.
 */
export function distributionOverTime(
  councils: readonly CouncilHistory[],
  area: AreaKey,
  meaning: FrameworkKey,
  days: readonly CalendarDate[],
): readonly YearlyPoint[] {
  return days.map((day) => ({
    day,
    distribution: distributionOf(
      councils.map((council) => {
        const inspection = standingOn(council, day);
        const compares = inspection?.framework && gradesCompare(area, inspection.framework, meaning);
        return { grade: (compares && judgementIn(inspection, area)?.grade) || null };
      }),
    ),
  }));
}

/**
 * Councils whose standing grade in an area differs between two days, largest move first, then by name; and how many councils have a grade on both days that
 * means the same, whether or not it moved: without that number nobody can tell few moves from few councils.
 */
export function movesBetween(councils: readonly CouncilHistory[], area: AreaKey, from: CalendarDate, to: CalendarDate): Moves {
  const compared = councils.flatMap((council): Mover[] => {
    const earlier = standingOn(council, from);
    const later = standingOn(council, to);
    const before = earlier && judgementIn(earlier, area)?.grade;
    const after = later && judgementIn(later, area)?.grade;
    if (!before || !after || !earlier.framework || !later.framework || !gradesCompare(area, earlier.framework, later.framework)) return [];
    return [
      {
        council,
        area,
        before: { grade: before, inspection: earlier },
        after: { grade: after, inspection: later },
        steps: stepsBetween(before, after),
      },
    ];
  });
  const movers = compared
    .filter(({ steps }) => steps !== 0)
    .toSorted(
      (left, right) => Math.abs(right.steps) - Math.abs(left.steps) || left.council.name.localeCompare(right.council.name, 'en-GB'),
    );
  return { compared: compared.length, movers };
}

/** An area's distribution at the end of each year and today: one series for each stretch of frameworks whose grades compare, empty years left out. */
export function yearlyDistributions(councils: readonly CouncilHistory[], area: AreaKey, today: CalendarDate): readonly YearlySeries[] {
  const frameworks = FRAMEWORKS.map(({ key }) => key);
  return comparableSpans(area, frameworks).flatMap((span) => {
    const [meaning] = span;
    if (!meaning) return [];
    const points = distributionOverTime(councils, area, meaning, yearEnds(span, today)).filter(
      ({ distribution }) => gradedIn(distribution) > 0,
    );
    return points.length > 0 ? [{ frameworks: span, points }] : [];
  });
}

/** How many of the councils counted have a grade, and how many of those are good or outstanding. */
export function gradedIn({ total, none }: Distribution): number {
  return total - none;
}

export function goodOrBetterIn({ grades }: Distribution): number {
  return grades.good + grades.outstanding;
}

/** "104 of 153 councils are good or better for help and protection, the fewest of the four judgements": the area with the lowest share. Null without grades. */
export function nationalFindingInWords(areas: readonly { readonly area: AreaKey; readonly distribution: Distribution }[]): string | null {
  const graded = areas.filter(({ area, distribution }) => area !== 'overall-effectiveness' && gradedIn(distribution) > 0);
  const [lowest] = graded.toSorted((left, right) => shareGood(left.distribution) - shareGood(right.distribution));
  if (!lowest) return null;
  const { area, distribution } = lowest;
  return `${goodOrBetterIn(distribution)} of ${gradedIn(distribution)} councils are good or better for ${AREAS[area].name.toLowerCase()}, the fewest of the ${numberInWords(graded.length)} judgements`;
}

/**
 * How an area moved under its present meaning, with both bases: "104 of 153 councils are good or better in 2026; 60 of 107 were in 2020". It starts at the
 * first year in which most councils have a grade, because the first few inspected are no sample of all.
 */
export function overTimeInWords(area: AreaKey, series: readonly YearlySeries[]): string {
  const points = series.at(-1)?.points ?? [];
  const last = points.at(-1);
  if (!last) return `No grades for ${AREAS[area].name.toLowerCase()} are recorded`;
  const first = points.find(({ distribution }) => gradedIn(distribution) > distribution.total / 2) ?? last;
  const count = ({ distribution }: YearlyPoint) => `${goodOrBetterIn(distribution)} of ${gradedIn(distribution)}`;
  const now = `${count(last)} councils are good or better in ${last.day.year}`;
  return first === last ? now : `${now}; ${count(first)} were at the end of ${first.day.year}`;
}

/** "Barnsley is one of 49 councils in 153 not yet good for help and protection" */
export function placeInEngland(council: string, area: AreaKey, grade: Grade, distribution: Distribution): string {
  const [good, graded] = [goodOrBetterIn(distribution), gradedIn(distribution)];
  const name = AREAS[area].name.toLowerCase();
  return isGoodOrBetter(grade)
    ? `${council} is one of ${good} councils in ${graded} good or better for ${name}`
    : `${council} is one of ${graded - good} councils in ${graded} not yet good for ${name}`;
}

/** Frameworks under which an area was judged, as groups whose grades compare, earliest first: `[['sif-2013'], ['ilacs-2018', 'ilacs-2023', 'ilacs-2026']]`. */
export function comparableSpans(area: AreaKey, frameworks: readonly FrameworkKey[]): readonly (readonly FrameworkKey[])[] {
  const spans: FrameworkKey[][] = [];
  for (const framework of frameworks.filter((key) => judgedArea(key, area))) {
    const span = spans.find(([first]) => first !== undefined && gradesCompare(area, first, framework));
    if (span) span.push(framework);
    else spans.push([framework]);
  }
  return spans;
}

/** The last days of the years in which frameworks of a span were in use, the present year at today. */
function yearEnds(span: readonly FrameworkKey[], today: CalendarDate): readonly CalendarDate[] {
  const entries = FRAMEWORKS.filter(({ key }) => span.includes(key));
  const years = entries.flatMap(({ from, lastFirstDay }) => [
    calendarDate(from).year,
    lastFirstDay ? calendarDate(lastFirstDay).year : today.year,
  ]);
  const first = Math.min(...years);
  return Array.from({ length: Math.min(Math.max(...years), today.year) - first + 1 }, (_, index) =>
    first + index === today.year ? today : calendarDate(`${first + index}-12-31`),
  );
}

function shareGood(distribution: Distribution): number {
  return goodOrBetterIn(distribution) / gradedIn(distribution);
}
