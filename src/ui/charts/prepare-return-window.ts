import type { ReturnWindow } from '@/domain/inspections';
import { dateInWords, monthInWords, shortDateInWords, startWithCapital, type CalendarDate } from '@/domain/shared';
import { textWidth } from './text-width';
import { timeScale, yearsWithin } from './time-scale';

/**
 * When inspectors may come again, as rows over one time axis: the last inspection, the usual window, and how long councils elsewhere waited.
 * Never a date and never a likelihood of a grade. Null where neither window nor waits are known.
 */
export function prepareReturnWindow({ council, returning, today }: ReturnWindowInput): ReturnWindowModel | null {
  const { lastDayOnSite, usual, elsewhere } = returning;
  if (usual === null && elsewhere === null) return null;
  const rows: ReturnWindowRow[] = [
    { kind: 'inspection', name: 'Last inspection', detail: dateInWords(lastDayOnSite), from: lastDayOnSite, to: lastDayOnSite, half: null },
  ];
  if (usual !== null) {
    rows.push({
      kind: 'usual',
      name: 'Ofsted’s usual window',
      detail: `${shortDateInWords(usual.from)} to ${shortDateInWords(usual.to)}`,
      ...usual,
      half: null,
    });
  }
  if (elsewhere !== null) {
    const { from, to, half, years } = elsewhere;
    rows.push({
      kind: 'elsewhere',
      name: 'What happened elsewhere',
      detail: `${monthInWords(from)} to ${monthInWords(to)}`,
      from,
      to,
      half: { on: half, words: `half waited ${years.half.toFixed(1)} years or more` },
    });
  }
  const ends = [today, ...rows.map(({ to }) => to)].map((day) => day.toString()).toSorted();
  const latest = rows.find(({ to }) => to.toString() === ends.at(-1))?.to ?? today;
  return {
    title: `When inspectors may return to ${council}`,
    description: describe(returning, today),
    start: lastDayOnSite.subtract({ months: 2 }),
    end: latest.add({ months: 3 }),
    today,
    rows,
  };
}

/** Places the rows: names in a column at the left of the wide drawing, above the bars of the narrow one. */
export function layoutReturnWindow(model: ReturnWindowModel, kind: 'wide' | 'narrow'): ReturnWindowLayout {
  const { width, left, rowHeight, barTop, halfBeside } = kind === 'wide' ? WIDE : NARROW;
  const x = timeScale(model.start, model.end, left, width - 4);
  const todayX = x(model.today);
  const size = kind === 'wide' ? 15 : 14;
  let bottom = TOP;
  const rows = model.rows.map((row): PlacedRow => {
    const top = bottom;
    // On a phone the words of the tick have a line of their own, under the row's.
    const lines = halfBeside || row.half === null ? [row.detail] : [row.detail, startWithCapital(row.half.words)];
    const extra = (lines.length - 1) * 20;
    bottom = top + rowHeight + extra;
    const barLeft = x(row.from);
    const half =
      row.half === null ? null : { x: x(row.half.on), label: halfBeside ? placeHalf(row.half, x, todayX, left, width, size) : null };
    return {
      kind: row.kind,
      name: row.name,
      lines,
      top,
      barTop: top + barTop + extra,
      left: barLeft,
      right: Math.max(x(row.to), barLeft + 2),
      half,
    };
  });
  const todayWidth = textWidth('Today', size + 1, 700);
  return {
    width,
    height: bottom + 30,
    left,
    bottom,
    size,
    todayX,
    todayTextX: Math.min(Math.max(todayX, left + todayWidth / 2), width - todayWidth / 2),
    years: yearsWithin(model.start, model.end).flatMap((year) => {
      const at = x(year);
      const half = textWidth(String(year.year), size) / 2;
      return [{ x: at, label: at - half >= left - 4 && at + half <= width ? String(year.year) : null }];
    }),
    rows,
  };
}

const TOP = 24;
const WIDE = { width: 1100, left: 240, rowHeight: 62, barTop: 24, halfBeside: true } as const;
const NARROW = { width: 358, left: 4, rowHeight: 92, barTop: 52, halfBeside: false } as const;

/** Beside the tick, on the side where the words meet neither the line of today nor the edge. */
function placeHalf(
  half: { on: CalendarDate; words: string },
  x: Scale,
  todayX: number,
  left: number,
  width: number,
  size: number,
): PlacedHalf {
  const at = x(half.on);
  const length = textWidth(half.words, size);
  const places = [
    { textX: at + 8, anchor: 'start' as const, from: at + 8 },
    { textX: at - 8, anchor: 'end' as const, from: at - 8 - length },
    { textX: width - length, anchor: 'start' as const, from: width - length },
  ];
  const inside = places.filter(({ from }) => from >= left && from + length <= width);
  const clear = inside.find(({ from }) => todayX < from - 4 || todayX > from + length + 4);
  const { textX, anchor } = clear ?? inside[0] ?? { textX: width - length, anchor: 'start' as const };
  return { textX, anchor, words: half.words };
}

function describe({ lastDayOnSite, usual, elsewhere, whyNoUsualWindow }: ReturnWindow, today: CalendarDate): string {
  return [
    `Last inspected ${dateInWords(lastDayOnSite)}.`,
    usual === null
      ? (whyNoUsualWindow ?? 'There is no usual window.')
      : `Usual window: ${dateInWords(usual.from)} to ${dateInWords(usual.to)}.`,
    ...(elsewhere === null
      ? []
      : [
          `What happened elsewhere: eight in ten of ${elsewhere.years.count} waits took ${elsewhere.years.tenth.toFixed(1)} to ${elsewhere.years.nineTenths.toFixed(1)} years, which from the last inspection is ${monthInWords(elsewhere.from)} to ${monthInWords(elsewhere.to)}; half took ${elsewhere.years.half.toFixed(1)} years or more, ${monthInWords(elsewhere.half)}.`,
        ]),
    `Today is ${dateInWords(today)}.`,
  ].join(' ');
}

type Scale = (day: CalendarDate) => number;

export interface ReturnWindowInput {
  /** The council's name. */
  readonly council: string;
  readonly returning: ReturnWindow;
  readonly today: CalendarDate;
}

export interface ReturnWindowModel {
  readonly title: string;
  readonly description: string;
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  readonly today: CalendarDate;
  readonly rows: readonly ReturnWindowRow[];
}

export interface ReturnWindowRow {
  readonly kind: 'inspection' | 'usual' | 'elsewhere';
  readonly name: string;
  readonly detail: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly half: { readonly on: CalendarDate; readonly words: string } | null;
}

interface PlacedHalf {
  readonly textX: number;
  readonly anchor: 'start' | 'end';
  readonly words: string;
}

export interface PlacedRow {
  readonly kind: ReturnWindowRow['kind'];
  readonly name: string;
  readonly lines: readonly string[];
  readonly top: number;
  readonly barTop: number;
  readonly left: number;
  readonly right: number;
  /** The tick where half had waited, with its words where they stand beside it. */
  readonly half: { readonly x: number; readonly label: PlacedHalf | null } | null;
}

export interface ReturnWindowLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly bottom: number;
  readonly size: number;
  readonly todayX: number;
  readonly todayTextX: number;
  readonly years: readonly { readonly x: number; readonly label: string | null }[];
  readonly rows: readonly PlacedRow[];
}
