import type { Action, StandingWithStatus } from '@/domain/improvement';
import { counted, dateInWords, daysBetween, isBefore, shortDateInWords, shortMonthInWords, type CalendarDate } from '@/domain/shared';
import { DRAWING_WIDTHS, type DrawingKind } from './drawing-kinds';
import { textWidth, type TextWeight } from './text-width';
import { monthsWithin, timeScale } from './time-scale';

/** The due dates that an action has had, over time, and today. Null where the date never moved: then there is nothing to draw. */
export function prepareDueDates({ action, status, today }: DueDatesInput): DueDatesModel | null {
  const { moves, dueOn } = action;
  if (moves.length === 0) return null;
  const late = status === 'overdue' ? daysBetween(dueOn, today) : 0;
  const dates = [...moves.map(({ from }) => from), dueOn, today];
  const start = dates.reduce((first, day) => (isBefore(day, first) ? day : first));
  const end = dates.reduce((last, day) => (isBefore(last, day) ? day : last));
  const room = Math.max(21, Math.round(daysBetween(start, end) / 12));
  return {
    title: 'Due dates and when they were moved',
    description: describe(action, today, late),
    start: start.subtract({ days: room }),
    end: end.add({ days: room }),
    marks: [
      ...moves.map(({ from }, index) => ({ on: from, words: `${index === 0 ? 'First due ' : ''}${shortDateInWords(from)}`, isNow: false })),
      { on: dueOn, words: `Due ${shortDateInWords(dueOn)}`, isNow: true },
    ],
    spans: moves.map(({ from, to }) => ({ from, to, words: movedBy(daysBetween(from, to)) })),
    today,
    todayWords: late === 0 ? 'Today' : `Today, ${counted(late, 'day')} overdue`,
    isLate: late > 0,
    dueOn,
  };
}

/** Places the dates on a line: each date's words above it, one over the other where they would meet, and the days moved under the line where there is room. */
export function layoutDueDates(model: DueDatesModel, kind: DrawingKind): DueDatesLayout {
  const width = DRAWING_WIDTHS[kind];
  const size = kind === 'narrow' ? 14 : 15;
  const x = timeScale(model.start, model.end, EDGE, width - EDGE);
  const wanted = [
    ...model.marks.map(({ on, words, isNow }) => ({ at: x(on), words, weight: isNow ? (700 as const) : (400 as const), isToday: false })),
    { at: x(model.today), words: model.todayWords, weight: 700 as const, isToday: true },
  ];
  const labels: (PlacedLabel & { readonly level: number })[] = [];
  for (const { at, words, weight, isToday } of wanted) {
    const length = textWidth(words, size, weight);
    const left = isToday ? within(at - length / 2, length, width) : besideLine(at, length, x(model.today), width);
    const right = left + length;
    let level = 0;
    while (labels.some((placed) => placed.level === level && left < placed.right + GAP && placed.left < right + GAP)) level += 1;
    labels.push({ at, left, right, words, weight, isToday, level, y: 0 });
  }
  const levels = Math.max(...labels.map(({ level }) => level)) + 1;
  const line = levels * LINE + 20;
  const spans: PlacedSpan[] = [];
  for (const { from, to, words } of model.spans) {
    const [left, right] = [x(from), x(to)].toSorted((one, other) => one - other);
    if (left === undefined || right === undefined) continue;
    const half = textWidth(words, size) / 2;
    const middle = (left + right) / 2;
    const isClear = right - left > half * 2 + 24 && spans.every((placed) => middle + half < placed.left || placed.right < middle - half);
    spans.push({ left, right, middle, words: isClear ? words : null });
  }
  const axis = line + 34;
  const ticks = monthsWithin(model.start, model.end, Math.floor(width / (textWidth('Mar 2026', size) + 16)));
  return {
    width,
    size,
    height: axis + 28,
    line,
    axis,
    labels: labels.map((label) => ({ ...label, y: line - 20 - label.level * LINE })),
    marks: model.marks.map(({ on, isNow }) => ({ x: x(on), isNow })),
    spans,
    late: model.isLate ? { left: x(model.dueOn), right: x(model.today) } : null,
    ticks: ticks.flatMap((tick) => {
      const half = textWidth(shortMonthInWords(tick), size) / 2;
      const at = x(tick);
      return [{ x: at, label: at - half < 0 || at + half > width ? null : shortMonthInWords(tick) }];
    }),
  };
}

const EDGE = 12;
const GAP = 12;
const LINE = 22;

function within(left: number, length: number, width: number): number {
  return Math.min(Math.max(left, 0), width - length);
}

/** In the middle over its date, or beside the line of today where that would run through it. */
function besideLine(at: number, length: number, today: number, width: number): number {
  const middle = within(at - length / 2, length, width);
  if (middle + length < today - 4 || today + 4 < middle) return middle;
  return within(at <= today ? today - 6 - length : today + 6, length, width);
}

function describe({ moves, dueOn }: Action, today: CalendarDate, late: number): string {
  const first = moves[0]?.from ?? dueOn;
  const steps = moves.map(({ from, to }) => `${movedBy(daysBetween(from, to))} to ${dateInWords(to)}`);
  const end = late === 0 ? '' : `, ${counted(late, 'day')} after the due date`;
  return `First due ${dateInWords(first)}; ${steps.join('; ')}. Today is ${dateInWords(today)}${end}.`;
}

function movedBy(days: number): string {
  return days < 0 ? `moved ${counted(-days, 'day')} earlier` : `moved ${counted(days, 'day')}`;
}

export interface DueDatesInput extends Pick<StandingWithStatus, 'action' | 'status'> {
  readonly today: CalendarDate;
}

export interface DueDatesModel {
  readonly title: string;
  readonly description: string;
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  /** Every date that was due, the one that counts now last. */
  readonly marks: readonly { readonly on: CalendarDate; readonly words: string; readonly isNow: boolean }[];
  readonly spans: readonly { readonly from: CalendarDate; readonly to: CalendarDate; readonly words: string }[];
  readonly today: CalendarDate;
  readonly todayWords: string;
  readonly isLate: boolean;
  readonly dueOn: CalendarDate;
}

/** Words from left to right over the place they speak of. */
export interface PlacedLabel {
  readonly at: number;
  readonly left: number;
  readonly right: number;
  /** Baseline. */
  readonly y: number;
  readonly words: string;
  readonly weight: TextWeight;
  readonly isToday: boolean;
}

interface PlacedSpan {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  /** Null where there is no room: the table says it. */
  readonly words: string | null;
}

export interface DueDatesLayout {
  readonly width: number;
  readonly height: number;
  readonly size: number;
  /** Where the line with the dates runs, and the axis below. */
  readonly line: number;
  readonly axis: number;
  readonly labels: readonly PlacedLabel[];
  readonly marks: readonly { readonly x: number; readonly isNow: boolean }[];
  readonly spans: readonly PlacedSpan[];
  readonly late: { readonly left: number; readonly right: number } | null;
  readonly ticks: readonly { readonly x: number; readonly label: string | null }[];
}
