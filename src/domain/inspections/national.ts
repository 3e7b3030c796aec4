import type { Region } from '../authorities';
import { AREA_KEYS, gradesCompare, judgedArea, stepsBetween, type AreaKey, type FrameworkKey, type Grade } from '../frameworks';
import { isBefore, type CalendarDate } from '../shared';
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
): readonly { readonly day: CalendarDate; readonly distribution: Distribution }[] {
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

/** Councils whose standing grade in an area differs between two days, only where the two grades compare; largest move first, then by name. */
export function moversBetween(
  councils: readonly CouncilHistory[],
  areas: readonly AreaKey[],
  from: CalendarDate,
  to: CalendarDate,
): readonly Mover[] {
  return councils
    .flatMap((council) => {
      const earlier = standingOn(council, from);
      const later = standingOn(council, to);
      if (!earlier || !later || earlier.id === later.id) return [];
      return areas.flatMap((area): Mover[] => {
        const before = judgementIn(earlier, area)?.grade;
        const after = judgementIn(later, area)?.grade;
        if (
          !before ||
          !after ||
          before === after ||
          !earlier.framework ||
          !later.framework ||
          !gradesCompare(area, earlier.framework, later.framework)
        )
          return [];
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
    })
    .toSorted(
      (left, right) =>
        Math.abs(right.steps) - Math.abs(left.steps) ||
        left.council.name.localeCompare(right.council.name, 'en-GB') ||
        areaOrder(left.area) - areaOrder(right.area),
    );
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

function areaOrder(area: AreaKey): number {
  return AREA_KEYS.indexOf(area);
}
