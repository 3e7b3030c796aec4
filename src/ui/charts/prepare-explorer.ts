import { scaleLinear } from 'd3-scale';
import {
  exploredRows,
  figureInWords,
  isFigure,
  isNextPeriod,
  periodEnds,
  periodInWords,
  readingInWords,
  shortFigure,
  type ExploredIndicator,
  type Indicator,
  type Period,
  type PlacePoint,
  type PlaceSeries,
} from '@/domain/indicators';
import { listInWords, type CalendarDate } from '@/domain/shared';
import { DRAWING_WIDTHS, type DrawingKind } from './drawing-kinds';
import { layoutPeriods, spreadLabels, type EndLabel, type PeriodLabel } from './line-labels';
import { INK, SERIES } from './marks';
import { segmentsOf, type Point } from './prepare-sparkline';
import { textWidth, wrapText } from './text-width';
import { dayNumber, timeScale } from './time-scale';

/** How a place's line looks, here and in the chart that a reader points at: no two have the same colour, and neighbours in the order differ in their dashes. */
export interface LineStyle {
  readonly colour: string;
  /** Of its name; the paler lines have a darker one. */
  readonly label: string;
  readonly width: number;
  readonly dashes?: string;
}

const STYLES: Readonly<Record<string, LineStyle>> = {
  own: { colour: SERIES, label: SERIES, width: 3.5 },
  neighbours: { colour: '#f46a25', label: '#b8440b', width: 3 },
  region: { colour: '#28a197', label: '#0e6b63', width: 2.5, dashes: '2 4' },
  england: { colour: INK, label: INK, width: 2.5, dashes: '7 4' },
};

/** Of other councils, in the order in which they were chosen. */
const OTHERS: readonly LineStyle[] = [
  { colour: '#801650', label: '#801650', width: 2.5 },
  { colour: '#7a5c00', label: '#7a5c00', width: 2.5, dashes: '10 3' },
  { colour: '#5b3ea6', label: '#5b3ea6', width: 2.5, dashes: '10 4 2 4' },
  { colour: '#6f7374', label: '#5a5e60', width: 2.5, dashes: '4 2' },
];

/** What the drawings share; null where none of the places has a figure. */
export function prepareExplorer({ indicator, series }: Pick<ExploredIndicator, 'indicator' | 'series'>): ExplorerModel | null {
  const rows = exploredRows({ series });
  const periods = rows.map(({ period }) => ({ period, day: periodEnds(period, indicator.yearEnds) }));
  const figures = series.flatMap(({ points }) => points.filter(isFigure)).map(({ value }) => Number(value));
  const [first, last] = [periods[0]?.day, periods.at(-1)?.day];
  if (first === undefined || last === undefined || figures.length === 0) return null;
  const lines = series.map((each, index): ExplorerLine => {
    const final = each.points.findLast(isFigure);
    return {
      key: each.key,
      number: index + 1,
      name: shortName(each),
      style: styleOf(each, series),
      segments: segmentsOf(each.points).map((segment) =>
        segment.map(({ period, value }) => ({ day: periodEnds(period, indicator.yearEnds), value: Number(value) })),
      ),
      end:
        final === undefined
          ? null
          : { figure: shortFigure(final.value, indicator), value: Number(final.value), period: periodInWords(final.period) },
    };
  });
  return {
    periods,
    from: first.subtract({ months: 3 }),
    to: last,
    lowest: Math.min(0, ...figures),
    highest: Math.max(0, ...figures),
    lines,
    description: `${rows
      .map(({ period, points }) => {
        const said = series.map(({ name }, index) => `${name} ${inWords(points[index] ?? null, indicator)}`);
        return `${periodInWords(period)}, ${listInWords(said)}`;
      })
      .join('; ')}.`,
    pointed: pointedAt(indicator, series),
  };
}

export function layoutExplorer(model: ExplorerModel, kind: DrawingKind): ExplorerLayout {
  const size = kind === 'narrow' ? 14 : 15;
  const width = DRAWING_WIDTHS[kind];
  const ticksAt = model.lowest === model.highest ? [0, 1] : scaleLinear([model.lowest, model.highest], [0, 1]).nice(5).ticks(5);
  const tickTexts = ticksAt.map((value) => value.toLocaleString('en-GB'));
  const left = Math.max(...tickTexts.map((text) => textWidth(text, size))) + 22;
  const lastPeriod = model.periods.at(-1);
  const ends = model.lines.flatMap(({ number, name, style, end, key }) => {
    if (end === null) return [];
    const isLast = lastPeriod !== undefined && end.period === periodInWords(lastPeriod.period);
    // On a phone names have no room: there the line bears its number in the key.
    const text = kind === 'narrow' ? `${number}: ${end.figure}` : `${name} ${end.figure}${isLast ? '' : ` (${end.period})`}`;
    const own = key === 'own';
    return [
      { text, value: end.value, colour: style.label, own, lines: wrapText(text, kind === 'wide' ? 230 : 170, size, own ? 700 : 400) },
    ];
  });
  const right = width - Math.max(...ends.flatMap(({ lines, own }) => lines.map((line) => textWidth(line, size, own ? 700 : 400)))) - 16;
  const x = timeScale(model.from, model.to, left, right);
  const [top, bottom] = [20, 20 + HEIGHT];
  const y = scaleLinear([ticksAt[0] ?? 0, ticksAt.at(-1) ?? 1], [bottom, top]);
  return {
    size,
    left,
    right,
    bottom,
    height: bottom + 48,
    ticks: ticksAt.map((value, index) => ({ y: y(value), text: tickTexts[index] ?? '', isBase: value === 0 })),
    periods: layoutPeriods(model.periods, x, size),
    lines: model.lines.map(({ key, style, segments }) => ({
      key,
      style,
      segments: segments.map((segment) => segment.map(({ day, value }) => ({ x: x(day), y: y(value) }))),
    })),
    ends: spreadLabels(ends, y, top, bottom, size),
  };
}

/** Room for two lines of text at each of eight lines' ends. */
const HEIGHT = 300;

/** What a reader points at: rows of numbers for the drawing and of words for the reader, with an empty row where a period is missing, so that no line crosses it. */
function pointedAt(indicator: Indicator, series: readonly PlaceSeries[]): PointedModel {
  const rows: PointedRow[] = [];
  let before: Period | null = null;
  for (const { period, points } of exploredRows({ series })) {
    const at = dayNumber(periodEnds(period, indicator.yearEnds));
    if (before !== null && !isNextPeriod(period, before)) {
      const earlier = rows.at(-1)?.at ?? at;
      rows.push({
        at: (earlier + at) / 2,
        period: `Between ${periodInWords(before)} and ${periodInWords(period)}`,
        values: series.map(() => null),
        words: series.map(() => 'No figure'),
      });
    }
    rows.push({
      at,
      period: periodInWords(period),
      values: series.map((_, index) => valueOf(points[index] ?? null)),
      words: series.map((_, index) => inWords(points[index] ?? null, indicator)),
    });
    before = period;
  }
  return {
    name: indicator.name,
    series: series.map((each) => ({ key: each.key, name: shortName(each), style: styleOf(each, series) })),
    rows,
  };
}

function styleOf({ key }: PlaceSeries, series: readonly PlaceSeries[]): LineStyle {
  const others = series.filter((each) => STYLES[each.key] === undefined);
  const [first] = OTHERS;
  const style = STYLES[key] ?? OTHERS[others.findIndex((each) => each.key === key)] ?? first;
  if (style === undefined) throw new Error('Lines have no styles');
  return style;
}

/** What stands at a line; whose median it is, and under which model, stands below. */
function shortName({ key, name }: PlaceSeries): string {
  return key === 'neighbours' ? 'Neighbours’ median' : name;
}

function valueOf(point: PlacePoint | null): number | null {
  return point === null || point.value === null ? null : Number(point.value);
}

function inWords(point: PlacePoint | null, indicator: Indicator): string {
  if (point === null) return 'no figure';
  if (point.value === null) return readingInWords(point, indicator);
  return indicator.unit === 'percent' ? shortFigure(point.value, indicator) : figureInWords(point.value, indicator);
}

export interface ExplorerModel {
  readonly periods: readonly { readonly period: Period; readonly day: CalendarDate }[];
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Nought, unless a figure lies below. */
  readonly lowest: number;
  readonly highest: number;
  readonly lines: readonly ExplorerLine[];
  readonly description: string;
  readonly pointed: PointedModel;
}

/** Plain enough to be sent to a browser. */
export interface PointedModel {
  readonly name: string;
  readonly series: readonly { readonly key: string; readonly name: string; readonly style: LineStyle }[];
  readonly rows: readonly PointedRow[];
}

export interface PointedRow {
  /** Day by number. */
  readonly at: number;
  readonly period: string;
  /** One for each series. */
  readonly values: readonly (number | null)[];
  readonly words: readonly string[];
}

interface ExplorerLine {
  readonly key: string;
  /** In the key under a narrow drawing. */
  readonly number: number;
  readonly name: string;
  readonly style: LineStyle;
  /** Stretches without a gap; of one point where a figure stands alone. */
  readonly segments: readonly (readonly { readonly day: CalendarDate; readonly value: number }[])[];
  /** Its last figure. */
  readonly end: { readonly figure: string; readonly value: number; readonly period: string } | null;
}

export interface ExplorerLayout {
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly height: number;
  readonly ticks: readonly { readonly y: number; readonly text: string; readonly isBase: boolean }[];
  readonly periods: readonly PeriodLabel[];
  readonly lines: readonly { readonly key: string; readonly style: LineStyle; readonly segments: readonly (readonly Point[])[] }[];
  readonly ends: readonly EndLabel[];
}
