import { GRADE_KEYS, type Grade } from '@/domain/frameworks';
import type { Distribution } from '@/domain/inspections';
import { listInWords, type CalendarDate } from '@/domain/shared';
import { distributionInWords, layoutBar, type BarSegment } from './prepare-grade-distribution';
import { wrapText } from './text-width';

/** A stretch of years in which grades compare; from one stretch to the next they do not. */
export interface DistributionSeries {
  /** Short names of the frameworks it spans. */
  readonly frameworks: readonly string[];
  readonly points: readonly { readonly day: CalendarDate; readonly distribution: Distribution }[];
}

/** The distribution year by year, stretch by stretch, with a break between stretches. */
export function prepareDistributionOverTime(series: readonly DistributionSeries[]): DistributionOverTimeModel {
  const stretches = series
    .map(({ frameworks, points }) => ({
      name: frameworks.length > 2 ? `${frameworks[0]} to ${frameworks.at(-1)}` : listInWords(frameworks),
      // A year in which no council has a grade of this stretch yet (2013) shows nothing.
      points: points
        .filter(({ distribution }) => distribution.none < distribution.total)
        .map(({ day, distribution }) => ({ key: day.toString(), year: String(day.year), distribution })),
    }))
    .filter(({ points }) => points.length > 0);
  const distributions = stretches.flatMap(({ points }) => points.map(({ distribution }) => distribution));
  return {
    stretches,
    largest: Math.max(1, ...distributions.map(({ total }) => total)),
    grades: GRADE_KEYS.filter((grade) => grade !== 'adequate' || distributions.some(({ grades }) => grades.adequate > 0)),
    anyWithout: distributions.some(({ none }) => none > 0),
    description: stretches
      .map(
        ({ name, points }) =>
          `${name}: ${points.map(({ year, distribution }) => `${year}, ${distributionInWords(distribution)}`).join('; ')}.`,
      )
      .join(' Break: grades either side are not comparable. '),
  };
}

/** A column a year, worst grade on the baseline, where a change in what needs work shows best. */
export function layoutColumns(model: DistributionOverTimeModel): ColumnsLayout {
  const count = model.stretches.reduce((sum, { points }) => sum + points.length, 0);
  const breaks = Math.max(0, model.stretches.length - 1);
  const pitch = Math.min(MOST_COLUMN, (COLUMNS.right - COLUMNS.left - breaks * COLUMNS.breakWidth) / Math.max(1, count));
  const headings = model.stretches.map(({ name, points }) => wrapText(name, Math.max(pitch * points.length - 12, 60), 14, 650));
  const top = 14 + Math.max(1, ...headings.map((lines) => lines.length)) * 18;
  const bottom = top + COLUMNS.height;
  const y = (councils: number) => bottom - (councils / model.largest) * COLUMNS.height;
  let x: number = COLUMNS.left;
  const stretches = model.stretches.map(({ points }, index) => {
    const left = x;
    const columns = points.map(({ key, year, distribution }) => {
      const column = { key, year, left: x + 3, right: x + pitch - 3, segments: columnSegments(distribution, y) };
      x += pitch;
      return column;
    });
    const right = x;
    x += COLUMNS.breakWidth;
    return { left: left + 3, right: right - 3, heading: headings[index] ?? [], columns };
  });
  return {
    top,
    bottom,
    height: bottom + 30,
    stretches,
    breaks: stretches.slice(1).map(({ left }) => left - 3 - COLUMNS.breakWidth / 2),
    ticks: ticksTo(model.largest).map((councils) => ({ councils, y: y(councils) })),
    axisEnd: stretches.at(-1)?.right ?? COLUMNS.left,
  };
}

/** A bar a year down a phone's screen. */
export function layoutYearBars(model: DistributionOverTimeModel): YearBarsLayout {
  let y = 0;
  const stretches = model.stretches.map(({ name, points }, index) => {
    const zigzagY = index === 0 ? null : y + 10;
    const heading = wrapText(name, YEAR_BARS.width, 15, 650);
    const headingY = y + (index === 0 ? 14 : 40);
    y = headingY + (heading.length - 1) * 19 + 12;
    const bars = points.map(({ key, year, distribution }) => {
      // Above a bar this low a sliver's number would stand on the bar before, so the table has it.
      const segments = layoutBar(distribution, YEAR_BARS.left, YEAR_BARS.width - 4, model.largest).map((segment): BarSegment =>
        segment.label === 'above' ? { ...segment, label: 'unlabelled' } : segment,
      );
      const bar = { key, year, top: y, segments };
      y += YEAR_BARS.height + 6;
      return bar;
    });
    return { heading, headingY, zigzagY, bars };
  });
  return { height: y + 4, stretches };
}

export const COLUMNS = { width: 1100, left: 44, right: 1096, height: 300, breakWidth: 34 } as const;
export const YEAR_BARS = { width: 358, left: 46, height: 28 } as const;

const MOST_COLUMN = 110;

function columnSegments(distribution: Distribution, y: (councils: number) => number): readonly ColumnSegment[] {
  let below = 0;
  return [
    ...GRADE_KEYS.toReversed().map((mark) => ({ mark, count: distribution.grades[mark] })),
    { mark: 'none' as const, count: distribution.none },
  ]
    .filter(({ count }) => count > 0)
    .map(({ mark, count }) => {
      const bottom = y(below);
      below += count;
      const top = y(below) + 1;
      return { mark, count, top, bottom, labelled: bottom - top >= LEAST_LABELLED };
    });
}

const LEAST_LABELLED = 17;

function ticksTo(largest: number): readonly number[] {
  const step = largest > 100 ? 50 : largest > 40 ? 20 : largest > 10 ? 10 : 5;
  return Array.from({ length: Math.floor(largest / step) + 1 }, (_, index) => index * step);
}

export interface DistributionOverTimeModel {
  readonly stretches: readonly {
    readonly name: string;
    readonly points: readonly { readonly key: string; readonly year: string; readonly distribution: Distribution }[];
  }[];
  readonly largest: number;
  readonly grades: readonly Grade[];
  readonly anyWithout: boolean;
  readonly description: string;
}

export interface ColumnSegment {
  readonly mark: Grade | 'none';
  readonly count: number;
  readonly top: number;
  readonly bottom: number;
  /** Lower ones leave their number to the table. */
  readonly labelled: boolean;
}

export interface ColumnsLayout {
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
  readonly stretches: readonly {
    readonly left: number;
    readonly right: number;
    readonly heading: readonly string[];
    readonly columns: readonly {
      readonly key: string;
      readonly year: string;
      readonly left: number;
      readonly right: number;
      readonly segments: readonly ColumnSegment[];
    }[];
  }[];
  readonly breaks: readonly number[];
  readonly ticks: readonly { readonly councils: number; readonly y: number }[];
  readonly axisEnd: number;
}

export interface YearBarsLayout {
  readonly height: number;
  readonly stretches: readonly {
    readonly heading: readonly string[];
    readonly headingY: number;
    readonly zigzagY: number | null;
    readonly bars: readonly {
      readonly key: string;
      readonly year: string;
      readonly top: number;
      readonly segments: readonly BarSegment[];
    }[];
  }[];
}
