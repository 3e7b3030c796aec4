import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { Temporal } from 'temporal-polyfill';
import {
  figureWithUnit,
  indicatorRows,
  isFigure,
  isNextPeriod,
  periodEnds,
  periodInWords,
  readingInWords,
  shortFigure,
  targetInWords,
  type Indicator,
  type IndicatorFigures,
  type IndicatorRow,
  type Period,
  type Reading,
  type TargetFacts,
} from '@/domain/indicators';
import { byDate, type CalendarDate } from '@/domain/shared';
import { DRAWING_WIDTHS, type DrawingKind } from './drawing-kinds';
import { layoutPeriods, spreadLabels, type EndLabel, type LineEnd, type PeriodLabel } from './line-labels';
import { INK, SERIES } from './marks';
import { segmentsOf, type Point } from './prepare-sparkline';
import { textWidth, wrapText } from './text-width';
import { timeScale } from './time-scale';

/** What happened meanwhile: its mark, and what is said of it beside the chart. */
export interface ChartEvent {
  readonly kind: EventKind;
  readonly day: CalendarDate;
  /** `September 2023` */
  readonly when: string;
  readonly words: string;
  readonly href: string | null;
}

/** Rows above the lines, from the top. The marks are the same on every axis of time. */
export const EVENT_KINDS = { inspection: 'Inspections', visit: 'Visits', decision: 'Decisions', note: 'Explanations' } as const;
export type EventKind = keyof typeof EVENT_KINDS;

/** What the drawings share, with the target that figures are held against; null where the council has no figure, for then there is nothing to look at. */
export function prepareIndicator(
  figures: IndicatorFigures,
  events: readonly ChartEvent[],
  target: TargetFacts | null = null,
): IndicatorModel | null {
  const { indicator, authority, council, neighbours, region, england } = figures;
  const rows = indicatorRows(figures);
  const days = rows.map(({ period }) => periodEnds(period, indicator.yearEnds));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || !council.some(isFigure)) return null;
  const from = first.subtract({ months: 3 });
  const shown = events
    .filter(({ day }) => Temporal.PlainDate.compare(day, from) >= 0)
    .toSorted((left, right) => byDate(left.day, right.day));
  const to = [last, ...shown.map(({ day }) => day)].toSorted(byDate).at(-1) ?? last;
  const line = (readings: readonly Reading[]): Line =>
    segmentsOf(readings).map((segment) =>
      segment.map(({ period, value }) => ({ day: periodEnds(period, indicator.yearEnds), value: Number(value) })),
    );
  const everybody = [council, region.series, england, ...neighbours.map(({ series }) => series)].flat().filter(isFigure);
  const highest = Math.max(0, Number(target?.value ?? 0), ...everybody.map(({ value }) => Number(value)));
  return {
    indicator,
    council: authority.name,
    periods: rows.map(({ period }, index) => ({ period, day: days[index] ?? first })),
    from,
    to,
    highest,
    own: line(council),
    neighbours: neighbours.map(({ series }) => line(series)),
    median: medianLine(rows, indicator),
    region: line(region.series),
    england: line(england),
    target: target && Number(target.value),
    ends: [...endsOf(figures, rows), ...targetEnd(target, indicator)],
    events: shown.map((event, index) => ({ ...event, letter: LETTERS.charAt(index) || String(index + 1) })),
    description: `${describe(figures, rows)}${target === null ? '' : ` The council’s target is ${targetInWords(target, indicator)}.`}`,
  };
}

export function layoutIndicator(model: IndicatorModel, kind: DrawingKind): IndicatorLayout {
  const size = kind === 'narrow' ? 14 : 15;
  const width = DRAWING_WIDTHS[kind];
  const ticksAt = model.highest === 0 ? [0, 1] : scaleLinear([0, model.highest], [0, 1]).nice(5).ticks(5);
  const tickTexts = ticksAt.map((value) => value.toLocaleString('en-GB'));
  const eventLabels = kind === 'narrow' ? 0 : Math.max(...Object.values(EVENT_KINDS).map((words) => textWidth(words, size)));
  const left = Math.max(...tickTexts.map((text) => textWidth(text, size)), model.events.length === 0 ? 0 : eventLabels) + 22;
  const most = kind === 'wide' ? 210 : kind === 'medium' ? 150 : 84;
  const ends = model.ends.map((end) => ({ ...end, lines: wrapText(end.text, most, size, end.own ? 700 : 400) }));
  const right = width - Math.max(...ends.flatMap(({ lines, own }) => lines.map((line) => textWidth(line, size, own ? 700 : 400)))) - 16;
  const x = timeScale(model.from, model.to, left, right);
  const { rows, bottom: eventsBottom } = layoutEvents(model, x, kind, left, right);
  const top = eventsBottom + 34;
  const bottom = top + HEIGHTS[kind];
  const y = scaleLinear([0, ticksAt.at(-1) ?? 1], [bottom, top]);
  const line = (segments: Line) => segments.map((segment) => segment.map(({ day, value }) => ({ x: x(day), y: y(value) })));
  const own = line(model.own);
  return {
    width,
    size,
    left,
    right,
    top,
    bottom,
    height: bottom + 48,
    ticks: ticksAt.map((value, index) => ({ y: y(value), text: tickTexts[index] ?? '' })),
    periods: layoutPeriods(model.periods, x, size),
    own,
    neighbours: model.neighbours.map(line),
    median: line(model.median),
    region: line(model.region),
    england: line(model.england),
    target: model.target === null ? null : y(model.target),
    ends: spreadLabels(ends, y, top, bottom, size),
    peak: peakOf(model, x, y, size, left, right),
    rows,
  };
}

/** The wide one so low that it stands on the first printed sheet, under the title. */
const HEIGHTS = { wide: 270, medium: 270, narrow: 250 } as const;
export const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const MARK_RADIUS = 11;
const ROW_HEIGHT = 30;

/** The neighbours' median period by period, with a gap where none has a figure. */
function medianLine(rows: readonly IndicatorRow[], { yearEnds }: Indicator): Line {
  const segments: LinePoint[][] = [];
  let before: Period | null = null;
  for (const { period, neighbours } of rows) {
    if (neighbours === null) continue;
    const point = { day: periodEnds(period, yearEnds), value: Number(neighbours.median) };
    const segment = segments.at(-1);
    if (segment !== undefined && before !== null && isNextPeriod(period, before)) segment.push(point);
    else segments.push([point]);
    before = period;
  }
  return segments;
}

/** What stands at the lines' ends: whose it is, and its last figure, with the period where that is not the last there is. */
function endsOf({ indicator, authority, region }: IndicatorFigures, rows: readonly IndicatorRow[]): readonly LineEnd[] {
  const last = rows.at(-1);
  const at = (row: IndicatorRow) => (row === last ? '' : ` (${periodInWords(row.period)})`);
  const ours = rows.findLast(({ own: reading }) => reading !== null && isFigure(reading));
  const median = rows.findLast((row) => row.neighbours !== null);
  const regional = rows.findLast((row) => row.region !== null && isFigure(row.region));
  const national = rows.findLast(({ england: reading }) => reading !== null && isFigure(reading));
  return [
    { row: ours, name: authority.name, value: ours?.own?.value, colour: SERIES, own: true },
    { row: median, name: 'Neighbours’ median', value: median?.neighbours?.median, colour: MEDIAN_LABEL, own: false },
    { row: regional, name: region.name, value: regional?.region?.value, colour: REGION_LABEL, own: false },
    { row: national, name: 'England', value: national?.england?.value, colour: INK, own: false },
  ].flatMap(({ row, name, value, colour, own: isOwn }) =>
    row === undefined || value === undefined || value === null
      ? []
      : [{ text: `${name} ${shortFigure(value, indicator)}${at(row)}`, value: Number(value), colour, own: isOwn }],
  );
}

function targetEnd(target: TargetFacts | null, indicator: Indicator): readonly LineEnd[] {
  if (target === null) return [];
  return [{ text: `Target ${shortFigure(target.value, indicator)}`, value: Number(target.value), colour: TARGET, own: false }];
}

export const TARGET = '#4c2c92';

/** The orange of the median's line and the green of the region's are too pale for letters. */
const MEDIAN_LABEL = '#b8440b';
const REGION_LABEL = '#0e6b63';

/** The council's highest figure, where it stands clear of the end that is labelled anyway. */
function peakOf(
  { own, indicator }: IndicatorModel,
  x: (day: CalendarDate) => number,
  y: ScaleLinear<number, number>,
  size: number,
  left: number,
  right: number,
): IndicatorLayout['peak'] {
  const points = own.flat();
  const highest = points.reduce<LinePoint | null>((best, point) => (best === null || point.value > best.value ? point : best), null);
  if (highest === null || highest === points.at(-1) || highest.value === 0) return null;
  const text = shortFigure(String(highest.value), indicator);
  const half = textWidth(text, size, 700) / 2;
  return { x: Math.min(Math.max(x(highest.day), left + half), right - half), y: y(highest.value) - 12, text };
}

/** A row of marks for each kind that happened. Marks of one row that would lie on each other move aside; their threads stay at the day. */
function layoutEvents(
  { events }: IndicatorModel,
  x: (day: CalendarDate) => number,
  kind: DrawingKind,
  left: number,
  right: number,
): { readonly rows: readonly EventRow[]; readonly bottom: number } {
  const gap = MARK_RADIUS * 2 + 3;
  let bottom = 0;
  const rows = EVENT_KEYS.filter((key) => events.some((event) => event.kind === key)).map((key) => {
    // On a phone the row's name stands above its marks.
    const y = bottom + (kind === 'narrow' ? 36 : 16);
    const labelY = kind === 'narrow' ? bottom + 16 : y + 5;
    bottom = y + (kind === 'narrow' ? 12 : ROW_HEIGHT - 16);
    const its = events.filter((event) => event.kind === key);
    const places = apart(
      its.map((event) => x(event.day)),
      gap,
      right,
    );
    return {
      kind: key,
      label: EVENT_KINDS[key],
      labelY,
      y,
      marks: its.map(({ letter, day }, index) => ({ letter, x: places[index] ?? left, threadX: x(day) })),
    };
  });
  return { rows, bottom };
}

/** Places in their order moved so far aside that none lies on the next, and none beyond the right. */
export function apart(wanted: readonly number[], gap: number, right: number): readonly number[] {
  const places: number[] = [];
  for (const place of wanted) places.push(Math.max(place, (places.at(-1) ?? -Infinity) + gap));
  let limit = right;
  for (let index = places.length - 1; index >= 0; index -= 1) {
    places[index] = Math.min(places[index] ?? limit, limit);
    limit = (places[index] ?? limit) - gap;
  }
  return places;
}

const EVENT_KEYS = ['inspection', 'visit', 'decision', 'note'] as const satisfies readonly EventKind[];

function describe({ indicator, authority, region }: IndicatorFigures, rows: readonly IndicatorRow[]): string {
  const said = (reading: Reading | null) => (reading === null ? 'no figure' : readingInWords(reading, indicator));
  const each = rows.map(
    ({ period, own: ours, neighbours, region: regional, england }) =>
      `${periodInWords(period)}, ${authority.name} ${said(ours)}, neighbours’ median ${neighbours === null ? 'no figure' : figureWithUnit(neighbours.median, indicator)}, ${region.name} ${said(regional)}, England ${said(england)}`,
  );
  return `${each.join('; ')}.`;
}

export interface IndicatorModel {
  readonly indicator: Indicator;
  readonly council: string;
  readonly periods: readonly { readonly period: Period; readonly day: CalendarDate }[];
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Of everybody. The lowest is always nought. */
  readonly highest: number;
  readonly own: Line;
  readonly neighbours: readonly Line[];
  readonly median: Line;
  readonly region: Line;
  readonly england: Line;
  readonly target: number | null;
  readonly ends: readonly LineEnd[];
  readonly events: readonly (ChartEvent & { readonly letter: string })[];
  readonly description: string;
}

/** Stretches without a gap; of one point where a figure stands alone. */
type Line = readonly (readonly LinePoint[])[];

interface LinePoint {
  readonly day: CalendarDate;
  readonly value: number;
}

export interface EventRow {
  readonly kind: EventKind;
  readonly label: string;
  readonly labelY: number;
  readonly y: number;
  readonly marks: readonly { readonly letter: string; readonly x: number; readonly threadX: number }[];
}

export type DrawnLine = readonly (readonly Point[])[];

export interface IndicatorLayout {
  readonly width: number;
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
  readonly ticks: readonly { readonly y: number; readonly text: string }[];
  readonly periods: readonly PeriodLabel[];
  readonly own: DrawnLine;
  readonly neighbours: readonly DrawnLine[];
  readonly median: DrawnLine;
  readonly region: DrawnLine;
  readonly england: DrawnLine;
  readonly target: number | null;
  readonly ends: readonly EndLabel[];
  readonly peak: { readonly x: number; readonly y: number; readonly text: string } | null;
  readonly rows: readonly EventRow[];
}
