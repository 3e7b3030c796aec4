import { firstDueOn, isOpen, movedInWords, movesInWords, STATUSES, type StandingWithStatus, type Status } from '@/domain/improvement';
import { byDate, counted, dateInWords, isBefore, shortMonthInWords, type CalendarDate } from '@/domain/shared';
import { DRAWING_WIDTHS, type DrawingKind } from './drawing-kinds';
import { textWidth, wrapText } from './text-width';
import { monthsWithin, timeScale } from './time-scale';

/** More rows than that nobody reads as a picture; the list holds them all. */
const MOST_ROWS = 30;

/** Actions over time by due date, with every earlier due date: those that are open or were moved, the earliest due first. Null where there is none. */
export function preparePlanTimeline(standings: readonly StandingWithStatus[], today: CalendarDate): PlanTimelineModel | null {
  const drawn = standings
    .filter(({ action, status }) => isOpen(status) || action.moves.length > 0)
    .toSorted((left, right) => Number(isOpen(right.status)) - Number(isOpen(left.status)) || byDate(left.action.dueOn, right.action.dueOn));
  if (drawn.length === 0) return null;
  const rows = drawn.slice(0, MOST_ROWS).map(rowOf);
  const days = [today, ...rows.flatMap(({ earlier, due }) => [...earlier, due])];
  const start = days.reduce((first, day) => (isBefore(day, first) ? day : first));
  const end = days.reduce((last, day) => (isBefore(last, day) ? day : last));
  return {
    title: movesInWords(standings),
    subtitle:
      drawn.length > rows.length
        ? `The ${MOST_ROWS} due first of ${counted(drawn.length, 'action')} that are open or were moved`
        : 'Actions that are open or were moved, by due date',
    description: `${rows.map(describe).join('; ')}. Today is ${dateInWords(today)}.`,
    start: start.subtract({ days: 20 }),
    end: end.add({ days: 20 }),
    today,
    rows,
  };
}

/** Places the rows: names in a column at the left of their lines, on a phone above them. */
export function layoutPlanTimeline(model: PlanTimelineModel, kind: DrawingKind): PlanTimelineLayout {
  const width = DRAWING_WIDTHS[kind];
  const { left, size } = MEASURES[kind];
  const x = timeScale(model.start, model.end, left + EDGE, width - EDGE);
  let bottom = TOP;
  const rows = model.rows.map((row): PlacedRow => {
    const lines = shortened(wrapText(row.name, left === 0 ? width : left - 24, size, 650), size, left === 0 ? width : left - 24);
    const top = bottom;
    const names = lines.map((text, index) => ({ text, y: top + 18 + index * LINE }));
    const line = left === 0 ? top + lines.length * LINE + 16 : top + 5 + (Math.max(lines.length, 1) * LINE) / 2;
    bottom = left === 0 ? line + 20 : top + Math.max(lines.length, 1) * LINE + 14;
    const due = x(row.due);
    const first = x(row.earlier[0] ?? row.due);
    return {
      key: row.key,
      names,
      line,
      bottom,
      earlier: row.earlier.map(x),
      due,
      // A date may have been moved back and forth: the line covers all that were due.
      from: Math.min(first, due, ...row.earlier.map(x)),
      to: Math.max(first, due, ...row.earlier.map(x)),
      late: row.status === 'overdue' ? { left: due, right: x(model.today) } : null,
      status: row.status,
    };
  });
  const most = Math.floor((width - left) / (textWidth('Mar 2026', size) + 18));
  return {
    width,
    height: bottom + 30,
    left,
    size,
    bottom,
    today: x(model.today),
    lines: left === 0 ? rows.map(({ line }) => ({ top: line - 13, bottom: line + 13 })) : [{ top: TOP - 5, bottom }],
    rows,
    ticks: monthsWithin(model.start, model.end, most).map((tick) => {
      const half = textWidth(shortMonthInWords(tick), size) / 2;
      const at = x(tick);
      return { x: at, label: at - half < left || at + half > width ? null : shortMonthInWords(tick) };
    }),
  };
}

const TOP = 28;
const LINE = 19;
const EDGE = 12;
const MEASURES = {
  wide: { left: 400, size: 15 },
  medium: { left: 264, size: 15 },
  narrow: { left: 0, size: 14 },
} as const;

function rowOf({ action, reference, status }: StandingWithStatus): PlanTimelineRow {
  return {
    key: action.id,
    name: `${reference} ${action.title}`,
    earlier: action.moves.length === 0 ? [] : [firstDueOn(action), ...action.moves.slice(1).map(({ from }) => from)],
    due: action.dueOn,
    status,
    words: `${reference} ${STATUSES[status].word.toLowerCase()}, due ${dateInWords(action.dueOn)}`,
    moved: movedInWords(action),
  };
}

function describe({ words, moved }: PlanTimelineRow): string {
  return moved === null ? words : `${words}, ${moved.charAt(0).toLowerCase()}${moved.slice(1)}`;
}

/** At most two lines; the list says the title in full. */
function shortened(lines: readonly string[], size: number, maximum: number): readonly string[] {
  const [first = '', second] = lines;
  const fitting = (text: string): string => {
    if (textWidth(text, size, 650) <= maximum) return text;
    let cut = text;
    while (cut.length > 1 && textWidth(`${cut}…`, size, 650) > maximum) cut = cut.slice(0, -1);
    return `${cut.trimEnd()}…`;
  };
  if (second === undefined) return [fitting(first)];
  return [fitting(first), fitting(lines.length > 2 ? `${second} …` : second)];
}

export interface PlanTimelineModel {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  readonly today: CalendarDate;
  readonly rows: readonly PlanTimelineRow[];
}

interface PlanTimelineRow {
  readonly key: string;
  readonly name: string;
  /** Due dates that no longer count, the first first. */
  readonly earlier: readonly CalendarDate[];
  readonly due: CalendarDate;
  readonly status: Status;
  readonly words: string;
  readonly moved: string | null;
}

interface PlacedRow {
  readonly key: string;
  readonly names: readonly { readonly text: string; readonly y: number }[];
  readonly line: number;
  readonly bottom: number;
  readonly earlier: readonly number[];
  readonly due: number;
  readonly from: number;
  readonly to: number;
  readonly late: { readonly left: number; readonly right: number } | null;
  readonly status: Status;
}

export interface PlanTimelineLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly size: number;
  readonly bottom: number;
  readonly today: number;
  /** Where the lines of today and of the axis run: through no name. */
  readonly lines: readonly { readonly top: number; readonly bottom: number }[];
  readonly rows: readonly PlacedRow[];
  readonly ticks: readonly { readonly x: number; readonly label: string | null }[];
}
