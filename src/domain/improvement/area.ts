import { AREAS, GRADES, type SingleArea } from '../frameworks';
import { inspectionMonth, isGraded, judgementIn, newestFirst, type Inspection, type Judgement } from '../inspections';
import { dateInWords, numberInWords, startWithCapital, type CalendarDate } from '../shared';

/** The newest grade of an area, with the inspection that gave it; null where none did. Care leavers have none of their own from 2018 to 2022. */
export function latestGradeOf(
  events: readonly Inspection[],
  area: SingleArea,
): { readonly inspection: Inspection; readonly judgement: Judgement } | null {
  for (const inspection of newestFirst(events.filter(isGraded))) {
    const judgement = judgementIn(inspection, area);
    if (judgement !== null && judgement.grade !== null) return { inspection, judgement };
  }
  return null;
}

/**
 * How an area stands, in one sentence without full stop: "Help and protection requires improvement to be good, as judged in September 2023; two of nine actions are
 * overdue". `actions` are those in force, or with `asAt` those that were published as they stood on that day; null for whoever may read neither.
 */
export function areaInWords(
  area: SingleArea,
  latest: ReturnType<typeof latestGradeOf>,
  actions: readonly { readonly status: string }[] | null,
  asAt: CalendarDate | null = null,
): string {
  const subject = startWithCapital(AREAS[area].subject);
  const grade = latest?.judgement.grade ?? null;
  const judged =
    latest === null || grade === null
      ? `${subject} has no recorded grade`
      : `${subject} ${GRADES[grade].is}, as judged in ${inspectionMonth(latest.inspection)}`;
  return actions === null ? judged : `${judged}; ${actionsInWords(actions, asAt)}`;
}

function actionsInWords(actions: readonly { readonly status: string }[], asAt: CalendarDate | null): string {
  const overdue = actions.filter(({ status }) => status === 'overdue').length;
  if (actions.length === 0) return 'no action of the plan is for it';
  const [one, several, on] = asAt === null ? ['is', 'are', ''] : ['was', 'were', ` on ${dateInWords(asAt)}`];
  if (actions.length === 1) return `its one action ${one} ${overdue === 1 ? '' : 'not '}overdue${on}`;
  return `${overdue === 0 ? 'none' : numberInWords(overdue)} of ${numberInWords(actions.length)} actions ${overdue < 2 ? one : several} overdue${on}`;
}
