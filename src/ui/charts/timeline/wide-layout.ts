import { AREAS, frameworkOf, MAIN_AREAS, type AreaKey, type FrameworkKey } from '@/domain/frameworks';
import { monthInWords, type CalendarDate } from '@/domain/shared';
import type { Mark } from '../../ratings/shapes';
import { textWidth, widestLine, wrapText } from '../text-width';
import { timeScale, yearsWithin } from '../time-scale';
import { layoutBlockLabel, type BlockLabel, type LabelPlace } from './block-label';
import type { Stand, Timeline } from './prepare-timeline';
import { layoutVisits, type WideVisits } from './visit-marks';
import { PLOT_TOP, ROW_HEIGHT, type Frame, type Scale } from './wide-frame';

/** Places the wide drawing or the medium one: time from left to right, an area a row. No two texts overlap, and nothing is drawn across a break. */
export function layoutWide(timeline: Timeline, frame: Frame): WideLayout {
  const plotRight = plotRightOf(timeline, frame);
  const x = timeScale(timeline.start, timeline.end, frame.plotLeft, plotRight);
  const endingX = x(timeline.ending.on);
  const rows = MAIN_AREAS.map((area, index) => ({
    area,
    lines: wrapText(AREAS[area].name, frame.plotLeft - 12, frame.nameSize, 650),
    top: PLOT_TOP + 10 + index * ROW_PITCH + (area === 'overall-effectiveness' ? OVERALL_GAP : 0),
  }));
  const top = (area: AreaKey) => rows.find((row) => row.area === area)?.top ?? 0;
  const cells = timeline.notGiven.map(({ area, from, until }) => {
    const before = timeline.stands.find((stand) => stand.areas.includes(area) && stand.until.equals(from));
    const start = before === undefined ? x(from) : gapCentre(timeline, before, from, x) + GAP;
    return notGivenCell(start, x(until), top(area));
  });
  const blocks = layoutBlocks(timeline, frame, x, top);
  const blocksEnd = Math.max(...rows.map((row) => row.top)) + ROW_HEIGHT;
  const wordBelow = blocks.some(({ label }) => label?.lines.some((line) => line.y > blocksEnd));
  const rowsEnd = blocksEnd + (wordBelow ? WORD_BELOW : 0);
  const visits = timeline.visits.length === 0 ? null : layoutVisits(timeline.visits, frame, x, rowsEnd + ROW_SPACE, endingX);
  const visitsEnd = visits === null ? rowsEnd : visits.top + visits.height;
  const window = timeline.window === null ? null : layoutWindow(timeline.window, frame, x, visitsEnd + ROW_SPACE, endingX);
  const plotEnd = (window === null ? visitsEnd : window.top + window.height) + 12;
  return {
    frame,
    height: plotEnd + 24,
    plotEnd,
    plotRight,
    headings: layoutHeadings(timeline, frame, x),
    years: layoutYears(timeline, frame, x),
    rows,
    blocks,
    zigzags: layoutZigZags(timeline, x, top),
    notGiven: cells,
    visits,
    window,
    ending: layoutEnding(timeline.ending.words, endingX),
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

/** The plot ends early enough for the marks of the last days, and after a recent inspection for the words of its short blocks beside them. */
function plotRightOf({ start, end, ending, inspections }: Timeline, frame: Frame): number {
  const x = timeScale(start, end, frame.plotLeft, frame.plotRight);
  const endingX = x(ending.on);
  const latest = inspections.at(-1);
  const room = latest !== undefined && endingX - x(latest.on) < ROOMY_BLOCK ? ROOM_FOR_WORDS : ROOM_FOR_MARKS;
  const farthest = frame.width - room;
  if (endingX <= farthest) return frame.plotRight;
  return frame.plotLeft + ((frame.plotRight - frame.plotLeft) * (farthest - frame.plotLeft)) / (endingX - frame.plotLeft);
}

/** A block this wide holds its words in their smallest type. */
const ROOMY_BLOCK = 117;
const ROOM_FOR_WORDS = 112;
const ROOM_FOR_MARKS = 16;

/** Headings shorter than a framework's name, for brackets of a year or two, and notes under them; both are given up where there is no room. */
const HEADINGS: Readonly<Partial<Record<FrameworkKey, { readonly shorter: readonly string[]; readonly notes: readonly string[] }>>> = {
  'child-protection-2012': { shorter: ['Child protection', 'CP 2012'], notes: [] },
  'sif-2013': { shorter: ['Single inspection', 'SIF'], notes: [] },
  'ilacs-2018': { shorter: [], notes: ['three judgements and overall', 'three and overall'] },
  'ilacs-2023': { shorter: [], notes: ['care leavers separate', 'four and overall'] },
  'ilacs-2026': { shorter: ['2026'], notes: ['no overall'] },
};

function layoutHeadings(timeline: Timeline, frame: Frame, x: Scale): readonly WideHeading[] {
  const headings: WideHeading[] = [];
  // From the last to the first: each text may run on as far as the next one's beginning.
  let limit = frame.width;
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
      right: Math.max(left, x(span.until) - 7),
      textX,
      name: names.find((name) => textWidth(name, 16, 650) <= room) ?? null,
      note: notes.find((note) => textWidth(note, 14) <= room) ?? null,
    });
    limit = textX - 10;
  }
  return headings;
}

function layoutYears(timeline: Timeline, frame: Frame, x: Scale): readonly WideYear[] {
  const years = yearsWithin(timeline.start, timeline.end);
  const perYear = (years[1] === undefined ? frame.plotRight : x(years[1])) - frame.plotLeft;
  const every = perYear >= 44 ? 1 : 2;
  return years.map((year, index) => {
    const left = x(year);
    const fits = left + 3 + textWidth('2000', 15) <= frame.width && index % every === 0;
    return { x: left, label: fits ? String(year.year) : null };
  });
}

/** What stood from when to when, each in the row that `top` gives its area. */
export function layoutBlocks(timeline: Timeline, frame: Frame, x: Scale, top: (area: AreaKey) => number): readonly WideBlock[] {
  return timeline.stands.map((stand) => {
    const first = stand.areas[0];
    const last = stand.areas.at(-1);
    const y = first === undefined ? 0 : top(first);
    const height = last === undefined ? 0 : top(last) + ROW_HEIGHT - y;
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
    const endingX = x(timeline.ending.on);
    const middle = (left + right) / 2;
    const label = layoutBlockLabel({
      words: stand.words,
      note: stand.areas.length > 1 ? TOGETHER_NOTE : null,
      places: placesIn(segments),
      beyond: latest && stand.until.equals(timeline.ending.on) ? { left: endingX + 8, right: frame.width } : null,
      below:
        latest && last === MAIN_AREAS.at(-1) ? { left: frame.plotLeft, right: middle < endingX ? endingX - 6 : frame.width, middle } : null,
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
export function layoutZigZags(timeline: Timeline, x: Scale, top: (area: AreaKey) => number): readonly WideZigZag[] {
  return timeline.stands.flatMap((stand) =>
    breaksOf(timeline, stand).flatMap((on) => {
      const area = stand.areas[0];
      const last = stand.areas.at(-1);
      if (area === undefined || last === undefined) return [];
      return [{ area, x: gapCentre(timeline, stand, on, x), top: top(area) - 5, length: top(last) + ROW_HEIGHT - top(area) + 10 }];
    }),
  );
}

function notGivenCell(left: number, right: number, y: number): WideNotGiven {
  const room = right - left - 10;
  const lines = wrapText('Not given', room, 15, 650);
  return { left, right, y, textX: left + 6, lines: widestLine(lines, 15, 650) <= room ? lines : [] };
}

/** The window's words stand beside its bar and clear of the line of today: left or right of the bar, left or right of today, else below. */
function layoutWindow(window: NonNullable<Timeline['window']>, frame: Frame, x: Scale, top: number, todayX: number): WideWindow {
  const label = `Usual window: ${monthInWords(window.from)} to ${monthInWords(window.to)}`;
  const width = textWidth(label, 15);
  const left = Math.max(x(window.from), frame.plotLeft);
  const right = Math.max(x(window.to), left + 4);
  const places = [
    { labelX: left - 10, anchor: 'end' as const },
    { labelX: right + 10, anchor: 'start' as const },
    { labelX: Math.min(left, todayX) - 10, anchor: 'end' as const },
    { labelX: Math.max(right, todayX) + 10, anchor: 'start' as const },
  ];
  const beside = places.find(({ labelX, anchor }) => {
    const start = anchor === 'end' ? labelX - width : labelX;
    return start >= frame.plotLeft && start + width <= frame.width && (start > todayX + 4 || start + width < todayX - 4);
  });
  if (beside !== undefined) return { top, height: WINDOW_HEIGHT, left, right, label, labelY: top + 28, ...beside };
  return { top, height: WINDOW_HEIGHT + 20, left, right, label, labelX: frame.plotLeft, labelY: top + 54, anchor: 'start' };
}

/** Under its line, ending there where there is room for it. */
function layoutEnding(label: string, x: number): WideLayout['ending'] {
  return { x, label, anchor: textWidth(label, 15, 700) <= x ? 'end' : 'start' };
}

export interface WideLayout {
  readonly frame: Frame;
  readonly height: number;
  readonly plotEnd: number;
  readonly plotRight: number;
  readonly headings: readonly WideHeading[];
  readonly years: readonly WideYear[];
  readonly rows: readonly { readonly area: AreaKey; readonly lines: readonly string[]; readonly top: number }[];
  readonly blocks: readonly WideBlock[];
  readonly zigzags: readonly WideZigZag[];
  readonly notGiven: readonly WideNotGiven[];
  readonly visits: WideVisits | null;
  readonly window: WideWindow | null;
  readonly ending: { readonly x: number; readonly label: string; readonly anchor: 'start' | 'end' };
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
