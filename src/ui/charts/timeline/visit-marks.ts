import { balanceText, textWidth, widestLine } from '../text-width';
import type { LabelLine } from './block-label';
import type { TimelineVisit } from './prepare-timeline';
import { WIDE, type Scale } from './wide-frame';

/** Names beside the diamonds where they all fit; else a letter in each diamond, and the names in a list under the chart. */
export function layoutVisits(visits: readonly TimelineVisit[], x: Scale, y: number, todayX: number): WideVisits {
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

interface NameCandidate {
  readonly box: Box;
  readonly leader: { readonly x: number; readonly top: number; readonly bottom: number } | null;
  readonly leaderBox: Box | null;
  readonly lines: readonly LabelLine[];
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
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
  readonly lines: readonly LabelLine[];
  readonly leader: { readonly x: number; readonly top: number; readonly bottom: number } | null;
  readonly box: Box | null;
}
