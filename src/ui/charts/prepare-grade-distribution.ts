import { AREAS, GRADE_KEYS, GRADES, type AreaKey, type Grade } from '@/domain/frameworks';
import type { Distribution } from '@/domain/inspections';
import { listInWords } from '@/domain/shared';
import { textWidth, wrapText } from './text-width';

/** A council's standing in an area among all: the rows a page gives. */
export interface GradeDistributionRow {
  readonly area: AreaKey;
  readonly distribution: Distribution;
  /** The grade of the council the page is about. */
  readonly here: Grade | null;
}

/** Counts of councils by grade, an area a row, all to one scale from zero, so that lengths compare down the page. */
export function prepareGradeDistribution(rows: readonly GradeDistributionRow[], hereLabel: string | null): GradeDistributionModel {
  return {
    rows: rows.map(({ area, distribution, here }) => ({
      key: area,
      name: AREAS[area].name,
      distribution,
      here: hereLabel === null ? null : here,
    })),
    largest: Math.max(1, ...rows.map(({ distribution }) => distribution.total)),
    hereLabel,
    grades: GRADE_KEYS.filter((grade) => grade !== 'adequate' || rows.some(({ distribution }) => distribution.grades.adequate > 0)),
    anyWithout: rows.some(({ distribution }) => distribution.none > 0),
    description: rows
      .map(({ area, distribution, here }) => {
        const standing = here === null || hereLabel === null ? '' : ` ${hereLabel}: ${GRADES[here].word.toLowerCase()}.`;
        return `${AREAS[area].name}: ${distributionInWords(distribution)}.${standing}`;
      })
      .join(' '),
  };
}

/** `outstanding 60, good 58, requires improvement to be good 27 and inadequate 8` */
export function distributionInWords({ grades, none }: Distribution): string {
  const parts = GRADE_KEYS.filter((grade) => grades[grade] > 0 || grade !== 'adequate').map(
    (grade) => `${GRADES[grade].word.toLowerCase()} ${grades[grade]}`,
  );
  return listInWords(none > 0 ? [...parts, `no grade ${none}`] : parts);
}

/**
 * One bar of segments, best grade first and those without a grade last. A number stands in its segment, with its shape where there is room;
 * numbers of slivers stand above the bar, pushed apart where they would touch.
 */
export function layoutBar(distribution: Distribution, left: number, right: number, largest: number): readonly BarSegment[] {
  const perCouncil = (right - left) / largest;
  const marks = [
    ...GRADE_KEYS.map((mark) => ({ mark, count: distribution.grades[mark] })),
    { mark: 'none' as const, count: distribution.none },
  ];
  let x = left;
  const segments = marks
    .filter(({ count }) => count > 0)
    .map(({ mark, count }) => {
      const start = x;
      x += count * perCouncil;
      const end = x;
      const width = end - start - SEGMENT_GAP;
      const number = textWidth(String(count), NUMBER, 700);
      const label = width >= number + SHAPE + 22 ? 'shape-and-number' : width >= number + 9 ? 'number' : 'above';
      return {
        mark,
        count,
        left: start,
        right: Math.max(end - SEGMENT_GAP, start + 1),
        label,
        labelX: (start + end - SEGMENT_GAP) / 2,
      } as const;
    });
  return spreadAbove(segments, left, right);
}

const NUMBER = 17;
const SHAPE = 16;
const SEGMENT_GAP = 2;
const ABOVE = 15;

/** Type size of numbers above a bar, and of those in it. */
export const NUMBER_SIZES = { above: ABOVE, inside: NUMBER, shape: SHAPE } as const;

/** Places the rows of one drawing. */
export function layoutGradeDistribution(model: GradeDistributionModel, kind: 'wide' | 'narrow'): GradeDistributionLayout {
  const wide = kind === 'wide';
  const width = wide ? 1100 : 358;
  const left = wide ? 240 : 2;
  const right = width - 6;
  let y = 0;
  const rows = model.rows.map((row): DistributionBar => {
    const segments = layoutBar(row.distribution, left, right, model.largest);
    const nameLines = wide ? wrapText(row.name, left - 4, 17, 650) : [row.name];
    const barTop = y + (wide ? 6 : 28) + (segments.some(({ label }) => label === 'above') ? 18 : 0);
    const segment = segments.find(({ mark }) => mark === row.here);
    y = barTop + BAR_HEIGHT + (segment === undefined ? 16 : 40);
    return {
      key: row.key,
      nameLines,
      nameY: wide
        ? barTop + BAR_HEIGHT / 2 + 6 - (nameLines.length - 1) * 10
        : barTop - (segments.some(({ label }) => label === 'above') ? 28 : 10),
      barTop,
      segments,
      here: segment === undefined || model.hereLabel === null ? null : placeHere(segment, model.hereLabel, left, width),
    };
  });
  return { width, height: y, rows };
}

export const BAR_HEIGHT = 46;

function placeHere(segment: BarSegment, label: string, left: number, width: number): PlacedHere {
  const half = textWidth(label, 15, 700) / 2;
  return { left: segment.left - 1, right: segment.right + 1, textX: Math.min(Math.max(segment.labelX, left + half), width - half), label };
}

function spreadAbove(segments: readonly BarSegment[], left: number, right: number): readonly BarSegment[] {
  const half = (segment: BarSegment) => textWidth(String(segment.count), ABOVE, 700) / 2 + 3;
  const above = segments.filter(({ label }) => label === 'above');
  // Left to right each keeps clear of the one before; then right to left each keeps clear of the edge and of the one after.
  const centres = above.map((segment) => Math.max(segment.labelX, left - 4 + half(segment)));
  for (const [index, segment] of above.entries()) {
    const before = above[index - 1];
    const centre = centres[index - 1];
    if (before !== undefined && centre !== undefined) centres[index] = Math.max(segment.labelX, centre + half(before) + half(segment));
  }
  let limit = right + 6;
  for (const [index, segment] of [...above.entries()].toReversed()) {
    const centre = Math.min(centres[index] ?? segment.labelX, limit - half(segment));
    centres[index] = centre;
    limit = centre - half(segment);
  }
  return segments.map((segment) => ({ ...segment, labelX: centres[above.indexOf(segment)] ?? segment.labelX }));
}

export interface GradeDistributionModel {
  readonly rows: readonly {
    readonly key: string;
    readonly name: string;
    readonly distribution: Distribution;
    readonly here: Grade | null;
  }[];
  /** Councils in the longest bar. */
  readonly largest: number;
  readonly hereLabel: string | null;
  /** For the key. */
  readonly grades: readonly Grade[];
  readonly anyWithout: boolean;
  readonly description: string;
}

export interface BarSegment {
  readonly mark: Grade | 'none';
  readonly count: number;
  readonly left: number;
  readonly right: number;
  /** Where its number stands; `unlabelled` leaves it to the table. */
  readonly label: 'shape-and-number' | 'number' | 'above' | 'unlabelled';
  readonly labelX: number;
}

interface PlacedHere {
  readonly left: number;
  readonly right: number;
  readonly textX: number;
  readonly label: string;
}

export interface DistributionBar {
  readonly key: string;
  readonly nameLines: readonly string[];
  readonly nameY: number;
  readonly barTop: number;
  readonly segments: readonly BarSegment[];
  readonly here: PlacedHere | null;
}

export interface GradeDistributionLayout {
  readonly width: number;
  readonly height: number;
  readonly rows: readonly DistributionBar[];
}
