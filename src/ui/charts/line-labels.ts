import type { ScaleLinear } from 'd3-scale';
import { periodInWords, periodKey, type Period } from '@/domain/indicators';
import type { CalendarDate } from '@/domain/shared';
import { textWidth } from './text-width';

/** Labels as near their lines' ends as they can be without lying on each other, in the order of the lines. */
export function spreadLabels(
  ends: readonly (LineEnd & { readonly lines: readonly string[] })[],
  y: ScaleLinear<number, number>,
  top: number,
  bottom: number,
  size: number,
): readonly EndLabel[] {
  const lineHeight = size + 3;
  const sorted = ends.toSorted((left, right) => right.value - left.value || Number(right.own) - Number(left.own));
  const heights = sorted.map(({ lines }) => lines.length * lineHeight + 4);
  const starts: number[] = [];
  for (const [index, end] of sorted.entries()) {
    const wanted = y(end.value) - (heights[index] ?? 0) / 2;
    starts.push(Math.max(wanted, index === 0 ? top - lineHeight : (starts[index - 1] ?? 0) + (heights[index - 1] ?? 0)));
  }
  // From below: what was pushed under the axis goes up again, and takes those above with it.
  let limit = bottom + 8;
  for (let index = sorted.length - 1; index >= 0; index -= 1) {
    starts[index] = Math.min(starts[index] ?? 0, limit - (heights[index] ?? 0));
    limit = starts[index] ?? 0;
  }
  return sorted.map(({ lines, colour, own }, index) => ({
    colour,
    own,
    lines: lines.map((text, line) => ({ text, y: (starts[index] ?? 0) + size + line * lineHeight })),
  }));
}

/** Years under the axis, counted from the last: as many as have room. School years take two lines. */
export function layoutPeriods(
  periods: readonly { readonly period: Period; readonly day: CalendarDate }[],
  x: (day: CalendarDate) => number,
  size: number,
): readonly PeriodLabel[] {
  const all = periods.map(({ period, day }) => {
    const [start = '', end] = periodInWords(period).split(' to ');
    return { key: periodKey(period), x: x(day), lines: end === undefined ? [start] : [`${start} to`, end] };
  });
  const widest = Math.max(...all.flatMap(({ lines }) => lines.map((line) => textWidth(line, size)))) + 8;
  const kept: (typeof all)[number][] = [];
  for (const label of all.toReversed()) {
    const next = kept.at(-1);
    if (next === undefined || next.x - label.x >= widest) kept.push(label);
  }
  return all.map((label) => ({ ...label, lines: kept.includes(label) ? label.lines : [] }));
}

/** What stands at a line's end: whose it is, and its last figure. */
export interface LineEnd {
  readonly text: string;
  readonly value: number;
  readonly colour: string;
  readonly own: boolean;
}

export interface EndLabel {
  readonly colour: string;
  readonly own: boolean;
  readonly lines: readonly { readonly text: string; readonly y: number }[];
}

export interface PeriodLabel {
  readonly key: string;
  readonly x: number;
  /** None where there is no room for a label. */
  readonly lines: readonly string[];
}
