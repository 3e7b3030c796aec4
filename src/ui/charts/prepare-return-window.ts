import type { ReturnWindow } from '@/domain/inspections';
import { dateInWords, monthInWords, shortDateInWords, shortMonthInWords, startWithCapital, type CalendarDate } from '@/domain/shared';
import { DRAWING_WIDTHS, type DrawingKind } from './drawing-kinds';
import { textWidth, type TextWeight } from './text-width';
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
      detail: `${shortMonthInWords(from)} to ${shortMonthInWords(to)}`,
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

/** Places the rows: names in a column at the left of their bars, on a phone above them. */
export function layoutReturnWindow(model: ReturnWindowModel, kind: DrawingKind): ReturnWindowLayout {
  const width = DRAWING_WIDTHS[kind];
  const { left, size, rowHeight, barTop, namesBeside, halfBeside } = MEASURES[kind];
  const x = timeScale(model.start, model.end, left, width - 4);
  const todayX = x(model.today);
  let bottom = TOP;
  const rows = model.rows.map((row): PlacedRow => {
    // Without room beside the tick its words have a line of their own, under the row's.
    const lines = halfBeside || row.half === null ? [row.detail] : [row.detail, startWithCapital(row.half.words)];
    const rowBar = bottom + barTop + (namesBeside ? 0 : (lines.length - 1) * LINE);
    const baseline = namesBeside ? rowBar + 10 : bottom + 18;
    bottom += rowHeight + (lines.length - 1) * LINE;
    const barLeft = x(row.from);
    const texts: PlacedText[] = [
      { text: row.name, x: 0, y: baseline, size: size + 1, weight: 650, soft: false },
      ...lines.map((text, index) => ({ text, x: 0, y: baseline + (index + 1) * LINE, size, weight: 400 as const, soft: true })),
    ];
    if (row.half !== null && halfBeside) texts.push(placeHalf(row.half, rowBar - 6, x, todayX, left, width, size));
    return {
      kind: row.kind,
      barTop: rowBar,
      left: barLeft,
      right: Math.max(x(row.to), barLeft + 2),
      tick: row.half === null ? null : { x: x(row.half.on), top: rowBar - (halfBeside ? 14 : 4) },
      texts,
    };
  });
  const todayWidth = textWidth('Today', size + 1, 700);
  const texts = rows.flatMap((row) => row.texts);
  return {
    width,
    height: bottom + 30,
    left,
    bottom,
    size,
    todayX,
    todayTextX: Math.min(Math.max(todayX, left + todayWidth / 2), width - todayWidth / 2),
    todayLine: lineAround(texts, todayX, TOP - 4, bottom + 4),
    years: yearsWithin(model.start, model.end).flatMap((year) => {
      const at = x(year);
      const half = textWidth(String(year.year), size) / 2;
      return [{ x: at, label: at - half >= left - 4 && at + half <= width ? String(year.year) : null }];
    }),
    rows,
  };
}

export const BAR_HEIGHT = 28;

const TOP = 24;
const LINE = 20;
const MEASURES = {
  wide: { left: 240, size: 15, rowHeight: 62, barTop: 24, namesBeside: true, halfBeside: true },
  medium: { left: 216, size: 15, rowHeight: 62, barTop: 18, namesBeside: true, halfBeside: false },
  narrow: { left: 4, size: 14, rowHeight: 92, barTop: 52, namesBeside: false, halfBeside: false },
} as const;

/** Beside the tick, on the side where the words meet neither the line of today nor the edge. */
function placeHalf(
  half: { on: CalendarDate; words: string },
  y: number,
  x: Scale,
  todayX: number,
  left: number,
  width: number,
  size: number,
): PlacedText {
  const at = x(half.on);
  const length = textWidth(half.words, size);
  const places = [at + 8, at - 8 - length, width - length];
  const inside = places.filter((from) => from >= left && from + length <= width);
  const clear = inside.find((from) => todayX < from - CLEAR || todayX > from + length + CLEAR);
  return { text: half.words, x: clear ?? inside[0] ?? width - length, y, size, weight: 400, soft: false };
}

/** What stays of an upright line that passes no text closer than `CLEAR`: on a phone the texts cannot keep out of its way, so it stops for them. */
function lineAround(texts: readonly PlacedText[], x: number, top: number, bottom: number): readonly LineSegment[] {
  const gaps = texts
    .filter((text) => text.x - CLEAR < x && x < text.x + textWidth(text.text, text.size, text.weight) + CLEAR)
    .map(({ y, size }) => ({ top: y - size, bottom: y + size * 0.4 }))
    .toSorted((one, other) => one.top - other.top);
  const segments: LineSegment[] = [];
  let from = top;
  for (const gap of gaps) {
    if (gap.top > from) segments.push({ top: from, bottom: gap.top });
    from = Math.max(from, gap.bottom);
  }
  return from < bottom ? [...segments, { top: from, bottom }] : segments;
}

const CLEAR = 6;

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

/** A line of text from x on, with its baseline at y. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight: TextWeight;
  readonly soft: boolean;
}

export interface PlacedRow {
  readonly kind: ReturnWindowRow['kind'];
  readonly barTop: number;
  readonly left: number;
  readonly right: number;
  /** Where half had waited. */
  readonly tick: { readonly x: number; readonly top: number } | null;
  readonly texts: readonly PlacedText[];
}

interface LineSegment {
  readonly top: number;
  readonly bottom: number;
}

export interface ReturnWindowLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly bottom: number;
  readonly size: number;
  readonly todayX: number;
  readonly todayTextX: number;
  readonly todayLine: readonly LineSegment[];
  readonly years: readonly { readonly x: number; readonly label: string | null }[];
  readonly rows: readonly PlacedRow[];
}
