import {
  AREAS,
  frameworkOf,
  GRADE_KEYS,
  gradesCompare,
  gradeWords,
  judgedArea,
  stepsBetween,
  type AreaKey,
  type FrameworkKey,
  type Grade,
  type JudgedArea,
} from '../frameworks';
import { listInWords, numberInWords, startWithCapital } from '../shared';
import { firstDayOnSite, inspectionMonth, judgementIn, type Judgement, type StatedInspection } from './inspection';

/** How an area's judgement stands against the inspection before. `steps` counts grades: positive is better. */
export type AreaChange =
  | { readonly kind: 'graded'; readonly steps: number }
  | { readonly kind: 'first' }
  | { readonly kind: 'no-earlier-grade' }
  | { readonly kind: 'judged-separately' }
  | { readonly kind: 'not-comparable' }
  | { readonly kind: 'no-grade' };

/** The judgements that count as lines of the report's front table: every graded area but those about another body (the safeguarding board). */
export function frontTable(inspection: StatedInspection): readonly GradedJudgement[] {
  return linesOf(inspection).flatMap(({ area }) => {
    const judgement = judgementIn(inspection, area);
    return judgement && isGradedJudgement(judgement) ? [judgement] : [];
  });
}

/**
 * What an inspection found, in one sentence without full stop: "Four of five judgements are good; help and protection requires improvement to be good".
 * It counts the front table as printed and never works out a grade. The most frequent grade is counted (of two equally frequent the better, so that
 * what needs work is named), the other judgements are named, worst first. Null when nothing is graded.
 */
export function findingInWords(inspection: StatedInspection): string | null {
  const clauses = clausesOf(inspection, 'present');
  return clauses.length > 0 ? startWithCapital(clauses.join('; ')) : null;
}

/**
 * The same for two inspections, as a title over time: "Good in 2018; help and protection requires improvement to be good since 2023". It names both sides
 * and says nothing of better or worse, so it may stand across a break. `since` is said only of a grade that was another one before, and of single areas only
 * where the two grades compare: else it would sound like a fall.
 */
export function historyInWords(latest: StatedInspection, previous: StatedInspection | null): string | null {
  const now = groupsOf(latest);
  const counted = countedOf(now);
  if (!counted) return null;
  const found = clausesOf(latest, 'past').join('; ');
  const before = previous ? groupsOf(previous) : [];
  if (!previous || before.length === 0) return `In ${inspectionMonth(latest)} ${found}`;

  const sameYear = firstDayOnSite(latest).year === firstDayOnSite(previous).year;
  const when = sameYear ? inspectionMonth(latest) : firstDayOnSite(latest).year;
  const then = sameYear ? inspectionMonth(previous) : firstDayOnSite(previous).year;
  const [uniform] = before.length === 1 ? before : [];
  const [exception, ...more] = now.filter((group) => group !== counted);
  if (!uniform)
    return `Mixed grades in ${then}; ${exception ? `in ${when} ${found}` : `all ${verb(counted.words, 2, 'since')} since ${when}`}`;

  const start = `${startWithCapital(uniform.words)} in ${then}`;
  const changed = uniform.grade !== counted.grade;
  if (!exception && changed) return `${start}; ${counted.words} since ${when}`;
  if (!exception) return uniform.words === counted.words ? `${start} and in ${when}` : `${start}; ${counted.words} in ${when}`;
  const { framework } = latest;
  const compare = exception.areas.every((area) => framework && previous.framework && gradesCompare(area, previous.framework, framework));
  if (changed || more.length > 0 || !compare) return `${start}; in ${when} ${found}`;
  return `${start}; ${clauseAbout(exception, 'since')} since ${when}`;
}

/** What became of an area between two inspections of one council. */
export function changeInArea(current: StatedInspection, previous: StatedInspection | null, area: AreaKey): AreaChange {
  const now = judgementIn(current, area)?.grade;
  if (!now) return { kind: 'no-grade' };
  if (!previous) return { kind: 'first' };
  const before = judgementIn(previous, area)?.grade;
  if (current.framework !== null && previous.framework !== null && gradesCompare(area, previous.framework, current.framework)) {
    return before ? { kind: 'graded', steps: stepsBetween(before, now) } : { kind: 'no-earlier-grade' };
  }
  const together = judgementIn(previous, 'in-care')?.covers === 'in-care-and-care-leavers';
  if (together && (area === 'in-care' || area === 'care-leavers')) return { kind: 'judged-separately' };
  return { kind: 'not-comparable' };
}

/** `Same grade`, `Two grades lower`, `Now judged separately`. */
export function changeInWords(change: AreaChange): string {
  switch (change.kind) {
    case 'graded':
      if (change.steps === 0) return 'Same grade';
      return `${startWithCapital(numberInWords(Math.abs(change.steps)))} ${Math.abs(change.steps) === 1 ? 'grade' : 'grades'} ${change.steps > 0 ? 'higher' : 'lower'}`;
    case 'first':
      return 'No earlier inspection recorded';
    case 'no-earlier-grade':
      return 'No grade at the inspection before';
    case 'judged-separately':
      return 'Now judged separately';
    case 'not-comparable':
      return 'Not comparable: another framework';
    case 'no-grade':
      return 'No grade';
  }
}

function isGradedJudgement(judgement: Judgement): judgement is GradedJudgement {
  return judgement.grade !== null;
}

/** What the front table should print, whether or not it is recorded. */
function linesOf({ framework }: StatedInspection): readonly JudgedArea[] {
  return framework === null ? [] : frameworkOf(framework).areas.filter(({ separateBody }) => !separateBody);
}

/** The graded lines of the front table by grade, worst first, in the framework's own words. */
function groupsOf(inspection: StatedInspection): readonly GradeGroup[] {
  const { framework } = inspection;
  if (framework === null) return [];
  const judgements = frontTable(inspection);
  return GRADE_KEYS.toReversed().flatMap((grade) => {
    const areas = judgements.filter((judgement) => judgement.grade === grade).map(({ area }) => area);
    const subjects = areas.map((area) => subjectOf(framework, area));
    return areas.length > 0 ? [{ grade, words: gradeWords(framework, grade).toLowerCase(), areas, subjects }] : [];
  });
}

/** The group that a sentence counts instead of naming: the largest, of two equal ones the better. */
function countedOf(groups: readonly GradeGroup[]): GradeGroup | undefined {
  return groups.toReversed().toSorted((left, right) => right.subjects.length - left.subjects.length)[0];
}

function clausesOf(inspection: StatedInspection, tense: Tense): readonly string[] {
  const groups = groupsOf(inspection);
  const counted = countedOf(groups);
  if (!counted || counted.subjects.length === 1) return groups.map((group) => clauseAbout(group, tense));
  const total = groups.reduce((sum, { subjects }) => sum + subjects.length, 0);
  const judgements = total < linesOf(inspection).length ? 'recorded judgements' : 'judgements';
  const allOfThem = total === 2 ? 'both' : `all ${numberInWords(total)}`;
  const count = groups.length === 1 ? allOfThem : `${numberInWords(counted.subjects.length)} of ${numberInWords(total)}`;
  return [
    `${count} ${judgements} ${verb(counted.words, 2, tense)}`,
    ...groups.filter((group) => group !== counted).map((group) => clauseAbout(group, tense)),
  ];
}

function clauseAbout({ words, subjects }: GradeGroup, tense: Tense): string {
  return `${subjectsInWords(subjects)} ${verb(words, subjects.length, tense)}`;
}

/** "help and protection" holds an "and" of its own: of two subjects it stands last, and where both hold one commas keep them apart. */
function subjectsInWords(subjects: readonly string[]): string {
  if (subjects.length !== 2) return listInWords(subjects);
  const [plain, ...compound] = subjects.toSorted((left, right) => Number(left.includes(' and ')) - Number(right.includes(' and ')));
  return plain?.includes(' and ') ? `${[plain, ...compound].join(', and ')},` : `both ${[plain, ...compound].join(' and ')}`;
}

/** `is good`, `require improvement to be good`, `were good`; with `since`: `has been good`. */
function verb(words: string, subjects: number, tense: Tense): string {
  const one = subjects === 1;
  if (words.startsWith('requires ')) return words.replace('requires', tense === 'past' ? 'required' : one ? 'requires' : 'require');
  const be = { present: one ? 'is' : 'are', past: one ? 'was' : 'were', since: one ? 'has been' : 'have been' };
  return `${be[tense]} ${words}`;
}

function subjectOf(framework: FrameworkKey, area: AreaKey): string {
  return judgedArea(framework, area)?.subject ?? AREAS[area].subject;
}

export type GradedJudgement = Judgement & { readonly grade: Grade };

type Tense = 'present' | 'past' | 'since';

interface GradeGroup {
  readonly grade: Grade;
  readonly words: string;
  readonly areas: readonly AreaKey[];
  readonly subjects: readonly string[];
}
