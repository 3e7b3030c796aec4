import { AREAS, MAIN_AREAS, type AreaKey, type FrameworkKey } from '@/domain/frameworks';
import { monthInWords, dateInWords, type CalendarDate } from '@/domain/shared';
import type { Mark } from '../../ratings/shapes';
import { balanceText, textWidth, widestLine, wrapText, type TextWeight } from '../text-width';
import { timeScale, yearsWithin } from '../time-scale';
import type { Stand, Timeline, TimelineVisit } from './prepare-timeline';

export const WIDE = { width: 1100, plotLeft: 150, plotRight: 1096, plotTop: 82, rowHeight: 58, shape: 20 } as const;

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
  const rowsEnd = Math.max(...rows.map((row) => row.top)) + WIDE.rowHeight;
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
    blocks: layoutBlocks(timeline, x, top),
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

/** Headings over the brackets, from the fullest to the one that fits a year; the note goes first where there is no room. */
const HEADINGS: Readonly<Record<FrameworkKey, { readonly names: readonly string[]; readonly notes: readonly string[] }>> = {
  'safeguarding-lac-2009': { names: ['Safeguarding and looked after', 'Safeguarding'], notes: ['2009 to 2012'] },
  'child-protection-2012': { names: ['Child protection 2012', 'Child protection', 'CP 2012'], notes: ['2012 to 2013'] },
  'looked-after-2013': { names: ['Looked after 2013', 'LAC 2013'], notes: ['2013'] },
  'sif-2013': { names: ['Single inspection framework', 'Single inspection', 'SIF'], notes: ['2013 to 2017'] },
  'ilacs-2018': { names: ['ILACS 2018'], notes: ['three judgements and overall', 'three and overall'] },
  'ilacs-2023': { names: ['ILACS 2023'], notes: ['care leavers separate', 'four and overall'] },
  'ilacs-2026': { names: ['ILACS 2026', '2026'], notes: ['no overall'] },
};

function layoutHeadings(timeline: Timeline, x: Scale): readonly WideHeading[] {
  const headings: WideHeading[] = [];
  // From the last to the first: each text may run on as far as the next one's beginning.
  let limit: number = WIDE.width;
  for (const [index, span] of [...timeline.frameworks.entries()].toReversed()) {
    const left = x(span.from) + (index === 0 ? 0 : 7);
    const last = index === timeline.frameworks.length - 1;
    const { names, notes } = HEADINGS[span.key];
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
    const note = stand.areas.length > 1 ? TOGETHER_NOTE : null;
    const stillStands = stand.inspectionId === timeline.inspections.at(-1)?.id && stand.until.equals(timeline.today);
    const open = stillStands ? { left: x(timeline.today) + 8, right: WIDE.width } : null;
    return {
      inspectionId: stand.inspectionId,
      areas: stand.areas,
      mark,
      y,
      height,
      segments,
      label: layoutLabel({ words: stand.words, note, segments, open, y, height }),
    };
  });
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

/**
 * The word of a block goes into the part where it fits: beside its shape, under its shape, in a smaller type, else on the widest striped
 * part, else, for a block that still stands, beyond the line of today. Where nothing fits the shape stands alone and the table says the word.
 */
function layoutLabel({ words, note, segments, open, y, height }: LabelRoom): WideLabel | null {
  const [solid, ...others] = segments;
  if (solid === undefined) return null;
  const inSolid = { left: solid.left + EDGE, right: solid.right, plate: false };
  const widest = others.toSorted(byWidth)[0];
  const places = [inSolid, ...(widest === undefined ? [] : [{ left: widest.left, right: widest.right, plate: true }])];
  for (const place of places) {
    const label = labelWithin(words, note, place, y, height);
    if (label !== null) return label;
  }
  const roomiest = places.toSorted(byWidth)[0] ?? inSolid;
  const size = Math.min(WIDE.shape, roomiest.right - roomiest.left - 4);
  const shapeX = (roomiest.left + roomiest.right - size) / 2;
  const shapeY = y + (height - size) / 2;
  const plate = roomiest.plate ? { x: shapeX - 3, y: shapeY - 3, width: size + 6, height: size + 6 } : null;
  const shape = size < SMALLEST_SHAPE ? null : { x: shapeX, y: shapeY, size };
  return {
    shape,
    lines: open === null ? [] : linesBeyond(words, open, y, height),
    plate: shape === null ? null : plate,
    beyond: open !== null,
  };
}

const SMALLEST_SHAPE = 8;

function linesBeyond(words: string, open: { left: number; right: number }, y: number, height: number): readonly WideLine[] {
  const room = open.right - open.left;
  const lines = balanceText(words, room, 15, 650);
  if (widestLine(lines, 15, 650) > room || lines.length * 17 > height) return [];
  const firstTop = y + (height - lines.length * 17) / 2;
  return lines.map((text, index) => ({ text, x: open.left, y: firstTop + index * 17 + 13, size: 15, weight: 650, anchor: 'start' }));
}

function byWidth(left: { left: number; right: number }, right: { left: number; right: number }): number {
  return right.right - right.left - (left.right - left.left);
}

function labelWithin(
  words: string,
  note: string | null,
  place: { left: number; right: number; plate: boolean },
  y: number,
  height: number,
): WideLabel | null {
  for (const { size, lineHeight } of [
    { size: 17, lineHeight: 18 },
    { size: 15, lineHeight: 16 },
  ]) {
    const textLeft = place.left + 11 + WIDE.shape + 8;
    const room = place.right - textLeft - 6;
    const lines = balanceText(words, room, size, 650);
    if (widestLine(lines, size, 650) <= room && lines.length * lineHeight <= height - 8) {
      const noteLines = note === null ? [] : balanceText(note, room, 14);
      const withNote = noteLines.length * 17 + lines.length * lineHeight + 4 <= height - 4 && widestLine(noteLines, 14) <= room;
      const allLines = [
        ...lines.map((text): WideLine => ({ text, x: textLeft, y: 0, size, weight: 650, anchor: 'start' })),
        ...(withNote ? noteLines.map((text): WideLine => ({ text, x: textLeft, y: 0, size: 14, weight: 400, anchor: 'start' })) : []),
      ];
      const firstLines = lines.length * lineHeight;
      const total = firstLines + (withNote ? 4 + noteLines.length * 17 : 0);
      const firstTop = y + (height - total) / 2;
      const placed = allLines.map((line, index) => ({
        ...line,
        y:
          index < lines.length ? firstTop + index * lineHeight + size * 0.84 : firstTop + firstLines + 4 + (index - lines.length) * 17 + 12,
      }));
      const shapeY = firstTop + (firstLines - WIDE.shape) / 2;
      const width = 11 + WIDE.shape + 8 + Math.max(widestLine(lines, size, 650), withNote ? widestLine(noteLines, 14) : 0) + 6;
      const plate = place.plate ? { x: place.left + 5, y: firstTop - 3, width: width - 5, height: total + 8 } : null;
      return { shape: { x: place.left + 11, y: shapeY, size: WIDE.shape }, lines: placed, plate, beyond: false };
    }
  }
  const size = 14;
  const room = place.right - place.left - 8;
  const lines = balanceText(words, room, size, 650);
  const total = WIDE.shape + 3 + lines.length * 16;
  if (widestLine(lines, size, 650) > room || total > height - 4) return null;
  const middle = (place.left + place.right) / 2;
  const firstTop = y + (height - total) / 2;
  const placed = lines.map((text, index): WideLine => ({
    text,
    x: middle,
    y: firstTop + WIDE.shape + 3 + index * 16 + 12,
    size,
    weight: 650,
    anchor: 'middle',
  }));
  const width = Math.max(widestLine(lines, size, 650), WIDE.shape) + 6;
  const plate = place.plate ? { x: middle - width / 2, y: firstTop - 2, width, height: total + 6 } : null;
  return { shape: { x: middle - WIDE.shape / 2, y: firstTop, size: WIDE.shape }, lines: placed, plate, beyond: false };
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

/** Names beside the diamonds where they all fit; else a letter in each diamond, and the names in a list under the chart. */
function layoutVisits(visits: readonly TimelineVisit[], x: Scale, y: number, todayX: number): WideVisits {
  const named = visits.length <= MOST_NAMED_VISITS ? nameVisits(visits, x, y, todayX) : null;
  if (named !== null) {
    const bottom = Math.max(y + 56, ...named.map(({ box }) => box?.bottom ?? 0));
    return { top: y, height: bottom - y + 6, lettered: false, marks: named };
  }
  const radius = 14;
  const lanes: number[] = [];
  const marks = visits.map((visit): WideVisit => {
    const at = x(visit.on);
    const free = lanes.findIndex((taken) => taken + 2 * radius + 2 <= at);
    const lane = free === -1 ? lanes.length : free;
    lanes[lane] = at;
    return { visit, x: at, y: y + radius + 8 + lane * (2 * radius + 4), radius, lines: [], leader: null, box: null };
  });
  return { top: y, height: Math.max(56, lanes.length * (2 * radius + 4) + 12), lettered: true, marks };
}

const MOST_NAMED_VISITS = 6;

/** More tries than six crowded names need; the search must end on any input. */
const MOST_TRIES = 2000;

/** A place for every name, or null: tries each name's places in order of liking and steps back when one finds none. */
function nameVisits(visits: readonly TimelineVisit[], x: Scale, y: number, todayX: number): readonly WideVisit[] | null {
  const radius = 10;
  const centre = y + 28;
  const diamonds = visits.map(({ on }): Box => ({
    left: x(on) - radius - 3,
    right: x(on) + radius + 3,
    top: centre - radius - 2,
    bottom: centre + radius + 2,
  }));
  if (diamonds.some((box, index) => diamonds.some((other, at) => at !== index && overlap(box, other)))) return null;
  const todayLine: Box = { left: todayX - 4, right: todayX + 4, top: y, bottom: y + 200 };
  const candidates = visits.map((visit) => nameCandidates(visit, x(visit.on), centre, radius));
  let tries = 0;

  const search = (index: number, taken: readonly Box[]): readonly WideVisit[] | null => {
    const visit = visits[index];
    if (visit === undefined) return [];
    const at = x(visit.on);
    const obstacles = [...taken, ...diamonds.filter((_, other) => other !== index)];
    for (const { box, leader, leaderBox, lines } of candidates[index] ?? []) {
      tries += 1;
      if (tries > MOST_TRIES) return null;
      const inside = box.left >= WIDE.plotLeft && box.right <= WIDE.width;
      const free = ![...obstacles, todayLine].some((other) => overlap(box, other));
      if (!inside || !free || (leaderBox !== null && obstacles.some((other) => overlap(leaderBox, other)))) continue;
      const rest = search(index + 1, [...taken, box, ...(leaderBox === null ? [] : [leaderBox])]);
      if (rest !== null) return [{ visit, x: at, y: centre, radius, lines, leader, box }, ...rest];
    }
    return null;
  };
  return search(0, []);
}

function nameCandidates(visit: TimelineVisit, at: number, centre: number, radius: number): readonly NameCandidate[] {
  const full = `${visit.name}, ${visit.when}`;
  const beside = [
    ...(textWidth(full, 15) <= 200 ? [[full]] : []),
    ...[260, 200, 150, 110].map((room) => [...balanceText(visit.name, room, 15), visit.when]),
  ].filter((lines) => lines.length <= 3);
  return [
    ...beside.flatMap((lines) => [besideMark(lines, at, centre, radius, 'start'), besideMark(lines, at, centre, radius, 'end')]),
    ...[1, 2].flatMap((lane) => (['middle', 'end', 'start'] as const).map((anchor) => belowMark(full, at, centre, radius, lane, anchor))),
  ];
}

function besideMark(texts: readonly string[], at: number, centre: number, radius: number, anchor: 'start' | 'end'): NameCandidate {
  const lineHeight = 18;
  const left = anchor === 'start' ? at + radius + 5 : at - radius - 5 - widestLine(texts, 15);
  const top = centre - (texts.length * lineHeight) / 2;
  const box = { left: left - 3, right: left + widestLine(texts, 15) + 3, top, bottom: top + texts.length * lineHeight };
  const textX = anchor === 'start' ? left : at - radius - 5;
  return {
    box,
    leader: null,
    leaderBox: null,
    lines: texts.map((text, index) => ({ text, x: textX, y: top + index * lineHeight + 14, size: 15, weight: 400, anchor })),
  };
}

function belowMark(
  text: string,
  at: number,
  centre: number,
  radius: number,
  lane: number,
  anchor: 'start' | 'middle' | 'end',
): NameCandidate {
  const width = textWidth(text, 15);
  const left = anchor === 'start' ? at - 6 : anchor === 'middle' ? at - width / 2 : at - width + 6;
  const top = centre + radius + 8 + (lane - 1) * 22;
  const leader = { x: at, top: centre + radius, bottom: top + 2 };
  return {
    box: { left: left - 3, right: left + width + 3, top: top + 2, bottom: top + 20 },
    leader,
    leaderBox: { left: at - 2, right: at + 2, top: leader.top, bottom: leader.bottom },
    lines: [{ text, x: left, y: top + 16, size: 15, weight: 400, anchor: 'start' }],
  };
}

function overlap(left: Box, right: Box): boolean {
  return left.left < right.right && right.left < left.right && left.top < right.bottom && right.top < left.bottom;
}

type Scale = (day: CalendarDate) => number;

interface NameCandidate {
  readonly box: Box;
  readonly leader: { readonly x: number; readonly top: number; readonly bottom: number } | null;
  readonly leaderBox: Box | null;
  readonly lines: readonly WideLine[];
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
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
  readonly label: WideLabel | null;
}

export interface WideSegment {
  readonly left: number;
  readonly right: number;
  readonly striped: boolean;
}

interface LabelRoom {
  readonly words: string;
  readonly note: string | null;
  readonly segments: readonly WideSegment[];
  /** The room beyond today, where the block still stands. */
  readonly open: { readonly left: number; readonly right: number } | null;
  readonly y: number;
  readonly height: number;
}

export interface WideLabel {
  readonly shape: { readonly x: number; readonly y: number; readonly size: number } | null;
  readonly lines: readonly WideLine[];
  /** The white ground that keeps words readable on stripes. */
  readonly plate: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
  /** The words stand on the page's white, past the line of today. */
  readonly beyond: boolean;
}

export interface WideLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight: TextWeight;
  readonly anchor: 'start' | 'middle' | 'end';
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

export interface WideVisits {
  readonly top: number;
  readonly height: number;
  readonly lettered: boolean;
  readonly marks: readonly WideVisit[];
}

export interface WideVisit {
  readonly visit: TimelineVisit;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly lines: readonly WideLine[];
  readonly leader: { readonly x: number; readonly top: number; readonly bottom: number } | null;
  readonly box: Box | null;
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
