import { AREAS, frameworkOf, MAIN_AREAS, type AreaKey, type FrameworkKey } from '@/domain/frameworks';
import { monthInWords, dateInWords, type CalendarDate } from '@/domain/shared';
import type { Mark } from '../../ratings/shapes';
import { textWidth, widestLine, wrapText } from '../text-width';
import { timeScale, yearsWithin } from '../time-scale';
import { layoutBlockLabel, type BlockLabel, type LabelPlace } from './block-label';
import type { Stand, Timeline } from './prepare-timeline';
import { layoutVisits, type WideVisits } from './visit-marks';
import { WIDE, type Scale } from './wide-frame';

/** Places the wide drawing: time from left to right, an area a row. No two texts overlap, and nothing is drawn across a break. */
export function layoutWide(timeline: Timeline): WideLayout {
  const x = timeScale(timeline.start, timeline.end, WIDE.plotLeft, WIDE.plotRight);
  const todayX = x(timeline.today);
  const rows = MAIN_AREAS.map((area, index) => ({
    area,
    lines: wrapText(AREAS[area].name, WIDE.plotLeft - 12, 17, 650),
    top: WIDE.plotTop + 10 + index * ROW_PITCH + (area === 'overall-effectiveness' ? OVERALL_GAP : 0),
  }));
  const top = (area: AreaKey) => rows.find((row) => row.area === area)?.top ?? 0;
  const cells = timeline.notGiven.map(({ area, from, until }) => {
    const before = timeline.stands.find((stand) => stand.areas.includes(area) && stand.until.equals(from));
    const start = before === undefined ? x(from) : gapCentre(timeline, before, from, x) + GAP;
    return notGivenCell(start, x(until), top(area));
  });
  const blocks = layoutBlocks(timeline, x, top);
  const blocksEnd = Math.max(...rows.map((row) => row.top)) + WIDE.rowHeight;
  const wordBelow = blocks.some(({ label }) => label?.lines.some((line) => line.y > blocksEnd));
  const rowsEnd = blocksEnd + (wordBelow ? WORD_BELOW : 0);
  const visits = timeline.visits.length === 0 ? null : layoutVisits(timeline.visits, x, rowsEnd + ROW_SPACE, todayX);
  const visitsEnd = visits === null ? rowsEnd : visits.top + visits.height;
  const window =
    timeline.window === null
      ? null
      : layoutWindow(x(timeline.window.from), x(timeline.window.to), timeline.window, visitsEnd + ROW_SPACE, todayX);
  const plotEnd = (window === null ? visitsEnd : window.top + window.height) + 12;
  return {
    height: plotEnd + 24,
    plotEnd,
    headings: layoutHeadings(timeline, x),
    years: layoutYears(timeline, x),
    rows,
    blocks,
    zigzags: layoutZigZags(timeline, x, top),
    notGiven: cells,
    visits,
    window,
    today: { x: todayX, label: `Today, ${dateInWords(timeline.today)}`, anchor: todayX > 500 ? 'end' : 'start' },
  };
}

const ROW_PITCH = 68;
const OVERALL_GAP = 10;
/** Half the white gap of a break. */
const GAP = 5;
const EDGE = 5;
const ROW_SPACE = 14;
const WINDOW_HEIGHT = 44;
const WORD_BELOW = 14;

/** Headings shorter than a framework's name, for brackets of a year or two, and notes under them; both are given up where there is no room. */
const HEADINGS: Readonly<Partial<Record<FrameworkKey, { readonly shorter: readonly string[]; readonly notes: readonly string[] }>>> = {
  'child-protection-2012': { shorter: ['Child protection', 'CP 2012'], notes: ['2012 to 2013'] },
  'sif-2013': { shorter: ['Single inspection', 'SIF'], notes: ['2013 to 2017'] },
  'ilacs-2018': { shorter: [], notes: ['three judgements and overall', 'three and overall'] },
  'ilacs-2023': { shorter: [], notes: ['care leavers separate', 'four and overall'] },
  'ilacs-2026': { shorter: ['2026'], notes: ['no overall'] },
};

function layoutHeadings(timeline: Timeline, x: Scale): readonly WideHeading[] {
  const headings: WideHeading[] = [];
  // From the last to the first: each text may run on as far as the next one's beginning.
  let limit: number = WIDE.width;
  for (const [index, span] of [...timeline.frameworks.entries()].toReversed()) {
    const left = x(span.from) + (index === 0 ? 0 : 7);
    const last = index === timeline.frameworks.length - 1;
    const names = [frameworkOf(span.key).shortName, ...(HEADINGS[span.key]?.shorter ?? [])];
    const notes = HEADINGS[span.key]?.notes ?? [];
    // The last bracket may be shorter than its name, which then ends at the edge of the drawing.
    const textX = last ? Math.min(left, limit - textWidth(names[0] ?? '', 16, 650)) : left;
    const room = limit - textX;
    headings.unshift({
      left,
      right: Math.max(left, (last ? WIDE.plotRight : x(span.until)) - 7),
      textX,
      name: names.find((name) => textWidth(name, 16, 650) <= room) ?? null,
      note: notes.find((note) => textWidth(note, 14) <= room) ?? null,
    });
    limit = textX - 10;
  }
  return headings;
}

function layoutYears(timeline: Timeline, x: Scale): readonly WideYear[] {
  const years = yearsWithin(timeline.start, timeline.end);
  const perYear = (years[1] === undefined ? WIDE.plotRight : x(years[1])) - WIDE.plotLeft;
  const every = perYear >= 44 ? 1 : 2;
  return years.map((year, index) => {
    const left = x(year);
    const fits = left + 3 + textWidth('2000', 15) <= WIDE.width && index % every === 0;
    return { x: left, label: fits ? String(year.year) : null };
  });
}

function layoutBlocks(timeline: Timeline, x: Scale, top: (area: AreaKey) => number): readonly WideBlock[] {
  return timeline.stands.map((stand) => {
    const first = stand.areas[0];
    const last = stand.areas.at(-1);
    const y = first === undefined ? 0 : top(first);
    const height = last === undefined ? 0 : top(last) + WIDE.rowHeight - y;
    const left = x(stand.from) + 1;
    const endsInBreak = breaksOf(timeline, stand).some((on) => on.equals(stand.until));
    const right = endsInBreak ? gapCentre(timeline, stand, stand.until, x) - GAP : Math.max(left + EDGE + 1, x(stand.until) - 1);
    const segments = segmentsOf(
      left,
      right,
      stand.breaks.map((on) => gapCentre(timeline, stand, on, x)),
    );
    const mark: Mark = stand.grade ?? stand.absence ?? 'not-recorded';
    const latest = stand.inspectionId === timeline.inspections.at(-1)?.id;
    const todayX = x(timeline.today);
    const middle = (left + right) / 2;
    const label = layoutBlockLabel({
      words: stand.words,
      note: stand.areas.length > 1 ? TOGETHER_NOTE : null,
      places: placesIn(segments),
      beyond: latest && stand.until.equals(timeline.today) ? { left: todayX + 8, right: WIDE.width } : null,
      below:
        latest && last === MAIN_AREAS.at(-1) ? { left: WIDE.plotLeft, right: middle < todayX ? todayX - 6 : WIDE.width, middle } : null,
      top: y,
      height,
    });
    return { inspectionId: stand.inspectionId, areas: stand.areas, mark, y, height, segments, label };
  });
}

/** The solid part behind the thick edge, then the widest striped one. */
function placesIn(segments: readonly WideSegment[]): readonly LabelPlace[] {
  const [solid, ...striped] = segments;
  const widest = striped.toSorted((left, right) => right.right - right.left - (left.right - left.left))[0];
  return [
    ...(solid === undefined ? [] : [{ left: solid.left + EDGE, right: solid.right, striped: false }]),
    ...(widest === undefined ? [] : [{ left: widest.left, right: widest.right, striped: true }]),
  ];
}

const TOGETHER_NOTE = 'Care and care leavers judged together';

/** The breaks a block meets: those it outlives, and the one that ends it. */
function breaksOf(timeline: Timeline, stand: Stand): readonly CalendarDate[] {
  const ending = timeline.breaks.filter(({ on, areas }) => on.equals(stand.until) && stand.areas.some((area) => areas.includes(area)));
  return [...stand.breaks, ...ending.map(({ on }) => on)];
}

/** Where a block's break stands: on its day, or just after the edge of an inspection in the framework's last days, which must be seen. */
function gapCentre(timeline: Timeline, stand: Stand, on: CalendarDate, x: Scale): number {
  const first = breaksOf(timeline, stand)[0]?.equals(on) ?? false;
  return first ? Math.max(x(on), x(stand.from) + 1 + EDGE + 1 + GAP) : x(on);
}

/** What is left of a block once the breaks are cut out of it: solid up to the first, striped beyond. */
function segmentsOf(left: number, right: number, gaps: readonly number[]): readonly WideSegment[] {
  const starts = [left, ...gaps.map((gap) => gap + GAP)];
  const ends = [...gaps.map((gap) => gap - GAP), right];
  const segments = starts.map((start, index): WideSegment => ({ left: start, right: ends[index] ?? right, striped: index > 0 }));
  return segments.filter((segment) => !segment.striped || segment.right - segment.left >= 3);
}

/** A zigzag where a grade meets a break, once for each stretch of rows that it runs through. */
function layoutZigZags(timeline: Timeline, x: Scale, top: (area: AreaKey) => number): readonly WideZigZag[] {
  return timeline.stands.flatMap((stand) =>
    breaksOf(timeline, stand).flatMap((on) => {
      const area = stand.areas[0];
      const last = stand.areas.at(-1);
      if (area === undefined || last === undefined) return [];
      return [{ area, x: gapCentre(timeline, stand, on, x), top: top(area) - 5, length: top(last) + WIDE.rowHeight - top(area) + 10 }];
    }),
  );
}

function notGivenCell(left: number, right: number, y: number): WideNotGiven {
  const room = right - left - 10;
  const lines = wrapText('Not given', room, 15, 650);
  return { left, right, y, textX: left + 6, lines: widestLine(lines, 15, 650) <= room ? lines : [] };
}

/** The window's words stand beside its bar and clear of the line of today: left or right of the bar, left or right of today, else below. */
function layoutWindow(from: number, to: number, window: NonNullable<Timeline['window']>, top: number, todayX: number): WideWindow {
  const label = `Usual window: ${monthInWords(window.from)} to ${monthInWords(window.to)}`;
  const width = textWidth(label, 15);
  const left = Math.max(from, WIDE.plotLeft);
  const right = Math.max(to, left + 4);
  const places = [
    { labelX: left - 10, anchor: 'end' as const },
    { labelX: right + 10, anchor: 'start' as const },
    { labelX: Math.min(left, todayX) - 10, anchor: 'end' as const },
    { labelX: Math.max(right, todayX) + 10, anchor: 'start' as const },
  ];
  const beside = places.find(({ labelX, anchor }) => {
    const start = anchor === 'end' ? labelX - width : labelX;
    return start >= WIDE.plotLeft && start + width <= WIDE.width && (start > todayX + 4 || start + width < todayX - 4);
  });
  if (beside !== undefined) return { top, height: WINDOW_HEIGHT, left, right, label, labelY: top + 28, ...beside };
  return { top, height: WINDOW_HEIGHT + 20, left, right, label, labelX: WIDE.plotLeft, labelY: top + 54, anchor: 'start' };
}

export interface WideLayout {
  readonly height: number;
  readonly plotEnd: number;
  readonly headings: readonly WideHeading[];
  readonly years: readonly WideYear[];
  readonly rows: readonly { readonly area: AreaKey; readonly lines: readonly string[]; readonly top: number }[];
  readonly blocks: readonly WideBlock[];
  readonly zigzags: readonly WideZigZag[];
  readonly notGiven: readonly WideNotGiven[];
  readonly visits: WideVisits | null;
  readonly window: WideWindow | null;
  readonly today: { readonly x: number; readonly label: string; readonly anchor: 'start' | 'end' };
}

export interface WideHeading {
  readonly left: number;
  readonly right: number;
  readonly textX: number;
  readonly name: string | null;
  readonly note: string | null;
}

export interface WideYear {
  readonly x: number;
  readonly label: string | null;
}

export interface WideBlock {
  readonly inspectionId: string;
  readonly areas: readonly AreaKey[];
  readonly mark: Mark;
  readonly y: number;
  readonly height: number;
  readonly segments: readonly WideSegment[];
  readonly label: BlockLabel | null;
}

export interface WideSegment {
  readonly left: number;
  readonly right: number;
  readonly striped: boolean;
}

export interface WideZigZag {
  readonly area: AreaKey;
  readonly x: number;
  readonly top: number;
  readonly length: number;
}

export interface WideNotGiven {
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly textX: number;
  readonly lines: readonly string[];
}

export interface WideWindow {
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly label: string;
  readonly labelX: number;
  readonly labelY: number;
  readonly anchor: 'start' | 'end';
}
