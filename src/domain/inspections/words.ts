import { AREAS, frameworkOf, GRADE_KEYS, GRADES, gradesCompare, stepsBetween, type AreaKey, type Grade } from '../frameworks';
import { listInWords, numberInWords, startWithCapital } from '../shared';
import { firstDayOnSite, inspectionMonth, judgementIn, type Inspection, type Judgement, type StatedInspection } from './inspection';

/** How an area's judgement stands against the inspection before. `steps` counts grades: positive is better. */
export type AreaChange =
  | { readonly kind: 'graded'; readonly steps: number }
  | { readonly kind: 'first' }
  | { readonly kind: 'judged-separately' }
  | { readonly kind: 'not-comparable' }
  | { readonly kind: 'no-grade' };

/** The judgements that count as lines of the report's front table: every graded area but those about another body (the safeguarding board). */
export function frontTable(inspection: StatedInspection): readonly GradedJudgement[] {
  if (inspection.framework === null) return [];
  return frameworkOf(inspection.framework)
    .areas.filter((judged) => !('separateBody' in judged && judged.separateBody))
    .flatMap((judged) => {
      const judgement = judgementIn(inspection, judged.area);
      return judgement && isGradedJudgement(judgement) ? [judgement] : [];
    });
}

/**
 * What an inspection found, in one sentence without full stop: "Four of five judgements are good; help and protection requires improvement to be good".
 * It counts the front table as printed and never works out a grade. Null when nothing is graded.
 */
export function findingInWords(inspection: StatedInspection): string | null {
  const judgements = frontTable(inspection);
  const groups = byGrade(judgements);
  const [largest] = groups.toSorted((left, right) => right.judgements.length - left.judgements.length);
  if (!largest) return null;
  const total = judgements.length;
  if (largest.judgements.length === total) {
    return total === 1 ? sentenceAbout(largest) : `All ${numberInWords(total)} judgements ${GRADES[largest.grade].are}`;
  }
  const lead =
    largest.judgements.length === 1
      ? sentenceAbout(largest)
      : `${startWithCapital(numberInWords(largest.judgements.length))} of ${numberInWords(total)} judgements ${GRADES[largest.grade].are}`;
  return [lead, ...groups.filter((group) => group !== largest).map(sentenceAbout)]
    .map((part, index) => (index === 0 ? startWithCapital(part) : part))
    .join('; ');
}

/**
 * The same for two inspections, as a title over time: "Good in 2018; help and protection requires improvement to be good since 2023". It names both sides
 * and says nothing of better or worse, so it may stand across a break.
 */
export function historyInWords(latest: StatedInspection, previous: StatedInspection | null): string | null {
  const now = byGrade(frontTable(latest));
  const finding = findingInWords(latest);
  if (finding === null) return null;
  const before = previous ? byGrade(frontTable(previous)) : [];
  const [only] = before;
  if (!previous || !only) return `${finding} (${inspectionMonth(latest)})`;
  const then = before.length === 1 ? GRADES[only.grade].word.replace(' to be good', '') : 'Mixed grades';
  const largest = now.toSorted((left, right) => right.judgements.length - left.judgements.length)[0];
  const exceptions = now.filter((group) => now.length === 1 || group !== largest);
  const [first] = exceptions;
  const standing = now.length === 1 && first ? GRADES[first.grade].word.toLowerCase() : exceptions.map(sentenceAbout).join('; ');
  return `${then} in ${firstDayOnSite(previous).year}; ${standing} since ${firstDayOnSite(latest).year}`;
}

/** What became of an area between two inspections of one council. */
export function changeInArea(current: Inspection, previous: Inspection | null, area: AreaKey): AreaChange {
  const now = judgementIn(current, area);
  if (!now?.grade) return { kind: 'no-grade' };
  if (!previous) return { kind: 'first' };
  const before = judgementIn(previous, area);
  if (
    current.framework !== null &&
    previous.framework !== null &&
    before?.grade &&
    gradesCompare(area, previous.framework, current.framework)
  ) {
    return { kind: 'graded', steps: stepsBetween(before.grade, now.grade) };
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
    case 'judged-separately':
      return 'Now judged separately';
    case 'not-comparable':
      return 'Not comparable: another framework';
    case 'no-grade':
      return 'No grade';
  }
}

export function isGradedJudgement(judgement: Judgement): judgement is GradedJudgement {
  return judgement.grade !== null;
}

/** Groups from worst to best: what needs work is said first. */
function byGrade(judgements: readonly GradedJudgement[]): readonly GradeGroup[] {
  return GRADE_KEYS.toReversed()
    .map((grade) => ({ grade, judgements: judgements.filter((judgement) => judgement.grade === grade) }))
    .filter((group) => group.judgements.length > 0);
}

function sentenceAbout({ grade, judgements }: GradeGroup): string {
  const subjects = judgements.map((judgement) => subjectOf(judgement));
  // "help and protection" holds an "and" of its own, so two subjects need a "both" to be read as two.
  const list = subjects.length === 2 ? `both ${listInWords(subjects)}` : listInWords(subjects);
  return `${list} ${subjects.length === 1 ? GRADES[grade].is : GRADES[grade].are}`;
}

function subjectOf({ area, covers }: GradedJudgement): string {
  return covers === 'in-care-and-care-leavers' ? 'support for children in care and care leavers' : AREAS[area].subject;
}

export type GradedJudgement = Judgement & { readonly grade: Grade };

interface GradeGroup {
  readonly grade: Grade;
  readonly judgements: readonly GradedJudgement[];
}
