import { AREAS, gradesCompare, isGoodOrBetter, MAIN_AREAS, stepsBetween, type AreaKey, type Grade } from '../frameworks';
import { listInWords, numberInWords, startWithCapital } from '../shared';
import { inspectionMonth, judgementIn, type Inspection, type StatedInspection } from './inspection';
import { changeInArea, changeInWords } from './words';

/** How one council's grade in an area stands beside those of others; only grades that mean the same are counted. */
export interface PlaceAmong {
  readonly area: AreaKey;
  readonly grade: Grade;
  /** Others whose latest grade in the area compares with ours. */
  readonly comparable: number;
  /** Of those, how many are good or outstanding, and how many have a higher grade than ours. */
  readonly goodOrBetter: number;
  readonly higher: number;
}

/**
 * What changed against the inspection before, in a sentence; only grades that compare are spoken of:
 * "Since October 2018 help and protection is one grade lower; the other grades that can be compared are the same." Null where none compares.
 */
export function changesInWords(current: Inspection, previous: Inspection | null): string | null {
  if (!previous) return null;
  const compared = MAIN_AREAS.flatMap((area) => {
    const change = changeInArea(current, previous, area);
    return change.kind === 'graded' ? [{ area, change }] : [];
  });
  const since = `Since ${inspectionMonth(previous)}`;
  const moved = compared.filter(({ change }) => change.steps !== 0);
  if (compared.length === 0) return null;
  if (moved.length === 0) return `${since} every grade that can be compared is the same.`;
  const byMove = Map.groupBy(moved, ({ change }) => changeInWords(change).toLowerCase());
  const parts = [...byMove].map(([move, areas]) => {
    const subjects = areas.map(({ area }) => AREAS[area].subject);
    return `${listInWords(subjects)} ${subjects.length === 1 ? 'is' : 'are each'} ${move}`;
  });
  const rest = compared.length === moved.length ? '' : '; the other grades that can be compared are the same';
  return `${since} ${parts.join('; ')}${rest}.`;
}

/** How a council stands among others in each area where it has a grade; areas where its grade is lowest first, then in page order. */
export function placeAmong(ours: StatedInspection, others: readonly StatedInspection[]): readonly PlaceAmong[] {
  return MAIN_AREAS.flatMap((area): PlaceAmong[] => {
    const grade = judgementIn(ours, area)?.grade;
    if (!grade || !ours.framework || area === 'overall-effectiveness') return [];
    const { framework } = ours;
    const grades = others.flatMap((other) =>
      other.framework && gradesCompare(area, framework, other.framework) ? (judgementIn(other, area)?.grade ?? []) : [],
    );
    return [
      {
        area,
        grade,
        comparable: grades.length,
        goodOrBetter: grades.filter(isGoodOrBetter).length,
        higher: grades.filter((other) => stepsBetween(grade, other) > 0).length,
      },
    ];
  }).toSorted((left, right) => stepsBetween(right.grade, left.grade));
}

/** "Eight of ten similar councils are good or better for help and protection; Barnsley is not". Says so where nothing compares. */
export function placeInWords(council: string, which: 'similar' | 'chosen', { area, grade, comparable, goodOrBetter }: PlaceAmong): string {
  const name = AREAS[area].name.toLowerCase();
  if (comparable === 0) return `No grade of the ${which} councils for ${name} can be compared with ${council}’s`;
  const ours = isGoodOrBetter(grade);
  if (goodOrBetter === 0) return `No ${which} council is good or better for ${name}; ${ours ? `${council} is` : `nor is ${council}`}`;
  const others =
    comparable === 1
      ? `The one ${which} council is`
      : `${goodOrBetter === comparable ? 'All' : `${startWithCapital(numberInWords(goodOrBetter))} of`} ${numberInWords(comparable)} ${which} councils ${goodOrBetter === 1 ? 'is' : 'are'}`;
  return `${others} good or better for ${name}; ${ours ? `so is ${council}` : `${council} is not`}`;
}
