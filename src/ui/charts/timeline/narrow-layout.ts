import { byDate, monthInWords, numberInWords, startWithCapital, type CalendarDate } from '@/domain/shared';
import type { Mark } from '../../ratings/shapes';
import { ratingWords } from '../../ratings/rating';
import { DRAWING_WIDTHS } from '../drawing-kinds';
import { balanceText, textWidth } from '../text-width';
import { timeScale, yearsWithin } from '../time-scale';
import { lowerFirst, PANEL_NAMES, type Timeline, type TimelineInspection, type TimelineVisit } from './prepare-timeline';

export const NARROW = { width: DRAWING_WIDTHS.narrow, axis: 40, text: 57, box: 178, row: 29, boxHeight: 26 } as const;

/**
 * Places the narrow drawing: time runs down to scale on the left, and beside it, in order, everything that happened. What would overlap moves
 * down and keeps a line to its day; a slope never crosses another, because the order is kept.
 */
export function layoutNarrow(timeline: Timeline): NarrowLayout {
  const heights = listItems(timeline);
  const years = timeline.end.year - timeline.start.year + 1;
  const layouts = YEAR_HEIGHTS.map((perYear) => place(timeline, heights, TOP + years * perYear));
  // The shortest axis on which nothing has to move far from its day.
  return (
    layouts.find(({ furthest }) => furthest <= 24) ??
    layouts.toSorted((left, right) => left.furthest - right.furthest)[0] ??
    place(timeline, heights, TOP + years * 86)
  );
}

const TOP = 12;
const YEAR_HEIGHTS = [64, 76, 86, 98, 110, 124, 140];
const LINE = 18;
const TEXT_WIDTH = NARROW.width - NARROW.text;
const GAP_BETWEEN = 8;

/** Visits of one kind in one year, with no inspection between, are told in one line from this number on. */
const FEWEST_TOGETHER = 3;

function listItems(timeline: Timeline): readonly Item[] {
  const items: Item[] = [
    ...timeline.inspections.map((inspection): Item => {
      const heading = panelHeading(inspection);
      const rows = panelRows(inspection);
      return {
        kind: 'inspection',
        on: inspection.on,
        order: 1,
        heading,
        rows,
        height: heading.length * LINE + 6 + rows.length * NARROW.row,
      };
    }),
    ...timeline.breaks.map(({ on, words }): Item => {
      const lines = balanceText(words, TEXT_WIDTH, 14, 650);
      return { kind: 'break', on, order: 0, lines, height: lines.length * LINE + 14 };
    }),
    ...groupVisits(timeline).map(({ visits, words }): Item => {
      const lines = balanceText(words, TEXT_WIDTH, 14);
      const [first] = visits;
      return { kind: 'visits', on: first?.on ?? timeline.start, order: 2, lines, visits, height: lines.length * LINE };
    }),
    { kind: 'ending', on: timeline.ending.on, order: 4, lines: [timeline.ending.shortWords], height: LINE + 6 },
  ];
  if (timeline.window !== null) {
    const { from, to } = timeline.window;
    const lines = balanceText(`Usual window for the next: ${monthInWords(from)} to ${monthInWords(to)}`, TEXT_WIDTH, 14);
    items.push({ kind: 'window', on: from, order: 3, lines, height: lines.length * LINE });
  }
  return items.toSorted((left, right) => byDate(left.on, right.on) || left.order - right.order);
}

function panelHeading({ month, shortMonth, kind }: TimelineInspection): readonly string[] {
  const full = `${month}: ${lowerFirst(kind)}`;
  return textWidth(full, 15, 700) <= TEXT_WIDTH ? [full] : balanceText(`${shortMonth}: ${lowerFirst(kind)}`, TEXT_WIDTH, 15, 700);
}

function panelRows(inspection: TimelineInspection): readonly NarrowRow[] {
  return inspection.lines.map(({ area, grade, absence, words, together }) => ({
    name: PANEL_NAMES[area],
    mark: together ? null : (grade ?? absence ?? 'not-recorded'),
    words: together ? words : ratingWords(grade, absence, words, true),
  }));
}

function groupVisits(timeline: Timeline): readonly { readonly visits: readonly TimelineVisit[]; readonly words: string }[] {
  const groups: TimelineVisit[][] = [];
  for (const visit of timeline.visits) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const parted = timeline.inspections.some(({ on }) => last !== undefined && byDate(last.on, on) <= 0 && byDate(on, visit.on) <= 0);
    if (group !== undefined && last !== undefined && last.kind === visit.kind && last.on.year === visit.on.year && !parted)
      group.push(visit);
    else groups.push([visit]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    if (group.length < FEWEST_TOGETHER) return group.map((visit) => ({ visits: [visit], words: `${visit.name}, ${visit.month}` }));
    const words = `${startWithCapital(numberInWords(group.length))} ${lowerFirst(first.kind)}s in ${first.on.year}`;
    return [{ visits: group, words }];
  });
}

function place(timeline: Timeline, items: readonly Item[], axisEnd: number): NarrowLayout {
  const y = timeScale(timeline.start, timeline.end, TOP, axisEnd);
  let taken = -Infinity;
  let furthest = 0;
  const placed = items.map((item): PlacedItem => {
    const at = y(item.on);
    // The first line of text stands level with its day; a break's zigzag does, under its words.
    const level = item.kind === 'break' ? item.height - 6 : item.kind === 'ending' ? 2 : 9;
    const top = Math.max(at - level, taken + GAP_BETWEEN, 0);
    taken = top + item.height;
    furthest = Math.max(furthest, top + level - at);
    return { item, at, top, level: top + level };
  });
  return {
    furthest,
    height: Math.max(axisEnd, taken) + 8,
    axisEnd,
    years: yearsWithin(timeline.start, timeline.end).map((year) => ({ y: y(year), label: String(year.year) })),
    breaks: timeline.breaks.map(({ on }) => y(on)),
    discs: timeline.inspections.map(({ on }) => y(on)),
    diamonds: timeline.visits.map(({ on }) => y(on)),
    window: timeline.window === null ? null : { top: y(timeline.window.from), bottom: y(timeline.window.to) },
    items: placed,
  };
}

interface ItemBase {
  readonly on: CalendarDate;
  /** Which comes first on the same day. */
  readonly order: number;
  readonly height: number;
}

export type Item =
  | (ItemBase & { readonly kind: 'inspection'; readonly heading: readonly string[]; readonly rows: readonly NarrowRow[] })
  | (ItemBase & { readonly kind: 'visits'; readonly lines: readonly string[]; readonly visits: readonly TimelineVisit[] })
  | (ItemBase & { readonly kind: 'break' | 'window' | 'ending'; readonly lines: readonly string[] });

export interface PlacedItem {
  readonly item: Item;
  /** Its day on the axis. */
  readonly at: number;
  readonly top: number;
  /** Where the line from the axis arrives. */
  readonly level: number;
}

export interface NarrowRow {
  readonly name: string;
  /** Null where the grade stands on another line. */
  readonly mark: Mark | null;
  readonly words: string;
}

export interface NarrowLayout {
  /** How far an item had to move from its day, in pixels. */
  readonly furthest: number;
  readonly height: number;
  readonly axisEnd: number;
  readonly years: readonly { readonly y: number; readonly label: string }[];
  readonly breaks: readonly number[];
  readonly discs: readonly number[];
  readonly diamonds: readonly number[];
  readonly window: { readonly top: number; readonly bottom: number } | null;
  readonly items: readonly PlacedItem[];
}
