import { scaleLinear } from 'd3-scale';
import { AREAS, type SingleArea } from '@/domain/frameworks';
import { amountInWords, investmentInWords, startOfInvestment, STATUSES, type Investment, type Status } from '@/domain/improvement';
import { periodEnds, periodInWords, readingInWords, shortFigure, type Indicator, type Reading } from '@/domain/indicators';
import { inspectionMonth, judgementIn, isGraded, type Inspection } from '@/domain/inspections';
import { byDate, calendarDate, counted, dateInWords, shortDateInWords, type CalendarDate } from '@/domain/shared';
import { DRAWING_WIDTHS, type DrawingKind } from './drawing-kinds';
import { apart, LETTERS, MARK_RADIUS, type ChartEvent } from './prepare-indicator';
import { segmentsOf, type Point } from './prepare-sparkline';
import { textWidth, wrapText } from './text-width';
import { timeScale, yearsWithin } from './time-scale';
import { layoutBlocks, layoutZigZags, prepareTimeline, ROW_HEIGHT, type Timeline, type WideBlock, type WideZigZag } from './timeline';

/** More bars and lines than these nobody reads as a picture; the tables hold them all. */
const MOST = { actions: 20, money: 6, indicators: 6 } as const;

/** What the drawings share; null where there is nothing to put on an axis of time. */
export function prepareArea(input: AreaInput): AreaModel | null {
  const { area, today } = input;
  const timeline = timelineOf(input);
  const actions = input.actions.toSorted((left, right) => byDate(left.from, right.from) || byDate(left.to, right.to)).slice(-MOST.actions);
  const money = input.investments.slice(0, MOST.money).map(moneyOf);
  const indicators = input.indicators.slice(0, MOST.indicators).flatMap((each) => lineOf(each));
  const days = [
    ...(timeline === null ? [] : [timeline.start]),
    ...actions.map(({ from }) => from),
    ...money.map(({ from }) => from),
    ...indicators.flatMap(({ segments }) => segments.flat().map(({ day }) => day)),
  ].toSorted(byDate);
  const [first] = days;
  if (first === undefined) return null;
  const last =
    [timeline?.end ?? today.add({ months: 10 }), ...actions.map(({ to }) => to.add({ months: 2 }))].toSorted(byDate).at(-1) ?? today;
  return {
    area,
    timeline,
    start: calendarDate(`${first.year}-01-01`),
    end: last,
    today: timeline?.ending.on ?? today,
    todayWords: timeline?.ending.abolished === true ? timeline.ending.words : 'Today',
    events: input.events
      .toSorted((left, right) => byDate(left.day, right.day))
      .map((event, index) => ({ ...event, letter: LETTERS.charAt(index) || String(index + 1) })),
    actions,
    money,
    indicators,
    description: describe(input, { actions, money, indicators }),
  };
}

/** Band under band on one axis: names in a column at the left, on a phone above each band. */
export function layoutArea(model: AreaModel, kind: DrawingKind): AreaLayout {
  const { left, size } = MEASURES[kind];
  const width = DRAWING_WIDTHS[kind];
  const right = width - 4;
  const x = timeScale(model.start, model.end, left, right);
  const names: BandName[] = [];
  let y = TOP;
  const band = (name: string, height: number, middle = height / 2): number => {
    const lines = wrapText(name, left === 0 ? width : left - 16, size, 650);
    const above = left === 0 ? lines.length * LINE + 6 : 0;
    const start = y + above;
    const text = left === 0 ? y + LINE - 3 : start + middle + 5 - ((lines.length - 1) * LINE) / 2;
    names.push(...lines.map((line, index) => ({ text: line, y: text + index * LINE })));
    const tall = left === 0 ? height : Math.max(height, lines.length * LINE);
    y = start + tall + SPACE;
    return start;
  };
  const judgement =
    model.timeline === null ? null : layoutJudgement(model.timeline, { x, left, right, width, kind, top: band('Judgement', ROW_HEIGHT) });
  const marksTop = model.events.length === 0 ? null : band('Inspections and visits', MARK_RADIUS * 2 + 4);
  const places = apart(
    model.events.map(({ day }) => x(day)),
    MARK_RADIUS * 2 + 3,
    right - MARK_RADIUS,
  );
  const marks = model.events.map(({ kind: event, letter, day }, index) => ({
    event,
    letter,
    x: places[index] ?? left,
    y: (marksTop ?? 0) + MARK_RADIUS + 2,
    threadX: x(day),
  }));
  const bars = (name: string, all: readonly AreaBar[]): readonly PlacedBar[] => {
    if (all.length === 0) return [];
    const start = band(name, all.length * BAR, BAR / 2);
    return all.map((bar, index) => placeBar(bar, start + index * BAR + BAR / 2, { x, left, right, size }));
  };
  const actions = bars('Actions of the plan', model.actions);
  const money = bars('Money', model.money);
  const indicators = model.indicators.map((line) => placeLine(line, band(line.name, LINE_HEIGHT), { x, left, right, size }));
  const bottom = y;
  return {
    width,
    height: bottom + 26,
    left,
    right,
    size,
    bottom,
    names,
    judgement,
    marks,
    actions,
    money,
    indicators,
    today: { x: x(model.today), ...todayLabel(model.todayWords, x(model.today), size, width) },
    years: yearsOf(model, x, size, width),
  };
}

const TOP = 30;
const LINE = 19;
const SPACE = 22;
const BAR = 21;
const LINE_HEIGHT = 66;
const MEASURES = { wide: { left: 200, size: 15 }, medium: { left: 150, size: 15 }, narrow: { left: 0, size: 14 } } as const;

/** Of the ratings' timeline the row of this area alone; what was judged together with another stands in it. */
function timelineOf({ area, authority, inspections, window, until, today }: AreaInput): Timeline | null {
  const timeline = prepareTimeline({ authority, events: inspections, window, until, today });
  if (timeline === null) return null;
  const stands = timeline.stands.filter(({ areas }) => areas.includes(area));
  const breaks = timeline.breaks.filter(({ areas }) => areas.includes(area));
  return { ...timeline, stands, breaks };
}

function layoutJudgement(
  timeline: Timeline,
  place: BandPlace & { readonly kind: DrawingKind; readonly width: number; readonly top: number },
) {
  const frame = { kind: place.kind, width: place.width, plotLeft: place.left, plotRight: place.right, nameSize: 15 };
  return {
    blocks: layoutBlocks(timeline, frame, place.x, () => place.top),
    zigzags: layoutZigZags(timeline, place.x, () => place.top),
  };
}

/** From when it is there to the end of its last financial year; without one, to the end of the axis. */
function moneyOf(investment: Investment): AreaBar {
  const { id, kind, lastYear, firstYear } = investment;
  const until = lastYear ?? (kind === 'recurrent' ? null : firstYear);
  return {
    key: id,
    label: amountInWords(investment.pence),
    words: `${investment.title}, ${investmentInWords(investment)}`,
    from: startOfInvestment(investment),
    to: until === null ? null : calendarDate(`${until + 1}-03-31`),
    status: null,
  };
}

function lineOf({ indicator, series }: AreaInput['indicators'][number]): readonly IndicatorLine[] {
  const segments = segmentsOf(series).map((segment) =>
    segment.map(({ period, value }) => ({
      day: periodEnds(period, indicator.yearEnds),
      value: Number(value),
      text: shortFigure(value, indicator),
    })),
  );
  return segments.length === 0 ? [] : [{ key: indicator.key, name: indicator.name, segments }];
}

function placeBar(
  { key, label, from, to, status }: AreaBar,
  y: number,
  { x, left, right, size }: BandPlace & { readonly size: number },
): PlacedBar {
  const [start, end] = [Math.max(x(from), left), to === null ? right : Math.min(x(to), right)];
  const width = textWidth(label, size);
  const before = start - 12 - width >= left;
  return {
    key,
    label: before ? { text: label, x: start - 12, anchor: 'end' } : { text: label, x: end + 14, anchor: 'start' },
    y,
    from: start,
    to: Math.max(start + 2, end),
    isOpenEnded: to === null,
    status,
  };
}

/** On a baseline of nought of its own: nothing is compared across bands but the day. */
function placeLine(
  { key, segments }: IndicatorLine,
  top: number,
  { x, left, right, size }: BandPlace & { readonly size: number },
): PlacedLine {
  const points = segments.flat();
  const highest = points.reduce<LinePoint | null>((best, point) => (best === null || point.value > best.value ? point : best), null);
  const last = points.at(-1) ?? null;
  const bottom = top + LINE_HEIGHT;
  const y = scaleLinear([0, highest === null || highest.value <= 0 ? 1 : highest.value], [bottom, top + 20]);
  const half = (text: string) => textWidth(text, size, 700) / 2;
  const labels = [...(highest === null || highest === last ? [] : [highest])].map((point) => ({
    text: point.text,
    x: Math.min(Math.max(x(point.day), left + half(point.text)), right - half(point.text)),
    y: y(point.value) - 9,
    anchor: 'middle' as const,
  }));
  const end = last === null ? [] : [endLabel(last, x(last.day), y(last.value), right, size)];
  const endLeft = end.map((label) => (label.anchor === 'end' ? label.x - textWidth(label.text, size, 700) : label.x))[0] ?? right;
  return {
    key,
    baseline: bottom,
    segments: segments.map((segment) => segment.map((point): Point => ({ x: x(point.day), y: y(point.value) }))),
    // Of two that would touch, the newest is the one that matters.
    labels: [...labels.filter((label) => label.x + half(label.text) + 6 < endLeft), ...end],
  };
}

/** At the line's end; above it where there is no room. */
function endLabel({ text }: LinePoint, x: number, y: number, right: number, size: number): PlacedLine['labels'][number] {
  return x + 10 + textWidth(text, size, 700) <= right
    ? { text, x: x + 10, y: y + 5, anchor: 'start' }
    : { text, x: right, y: y - 9, anchor: 'end' };
}

function todayLabel(
  words: string,
  x: number,
  size: number,
  width: number,
): { readonly label: string; readonly anchor: 'start' | 'middle' | 'end' } {
  const half = textWidth(words, size, 700) / 2;
  return { label: words, anchor: x + half > width ? 'end' : x - half < 0 ? 'start' : 'middle' };
}

/** Every year has its line, and as many have their number as there is room for. */
function yearsOf({ start, end }: AreaModel, x: (day: CalendarDate) => number, size: number, width: number): AreaLayout['years'] {
  const years = yearsWithin(start, end);
  const [one, two] = years;
  const step = one === undefined || two === undefined ? width : x(two) - x(one);
  const every = Math.max(1, Math.ceil((textWidth('2000', size) + 10) / step));
  return years.map((year, index) => {
    const at = x(year);
    return { x: at, label: index % every === 0 && at + textWidth('2000', size) <= width ? String(year.year) : null };
  });
}

function describe(
  { area, inspections, indicators: input, today }: AreaInput,
  { actions, money, indicators }: Pick<AreaModel, 'actions' | 'money' | 'indicators'>,
): string {
  const judged = inspections
    .filter(isGraded)
    .flatMap((inspection) => {
      const judgement = judgementIn(inspection, area);
      if (judgement === null) return [];
      return [`${inspectionMonth(inspection)}: ${judgement.words}`];
    })
    .toReversed();
  const until = ({ to }: AreaBar) => (to === null ? 'with no end date' : `to ${shortDateInWords(to)}`);
  const figures = input
    .filter(({ indicator }) => indicators.some(({ key }) => key === indicator.key))
    .map(
      ({ indicator, series }) =>
        `${indicator.name}: ${series.map((reading) => `${periodInWords(reading.period)} ${readingInWords(reading, indicator)}`).join(', ')}`,
    );
  return [
    `${AREAS[area].name}. ${judged.length === 0 ? 'No grade is recorded' : judged.join('; ')}.`,
    ...(actions.length === 0
      ? []
      : [
          `${counted(actions.length, 'action')}: ${actions.map((bar) => `${bar.label} ${bar.words} from ${shortDateInWords(bar.from)} ${until(bar)}${bar.status === null ? '' : `, ${STATUSES[bar.status].word.toLowerCase()}`}`).join('; ')}.`,
        ]),
    ...(money.length === 0 ? [] : [`Money: ${money.map(({ words }) => words).join('; ')}.`]),
    ...figures.map((words) => `${words}.`),
    `Today is ${dateInWords(today)}. The tables say the same.`,
  ].join(' ');
}

export interface AreaInput {
  readonly area: SingleArea;
  readonly authority: { readonly slug: string; readonly name: string };
  /** Graded or not, newest first. */
  readonly inspections: readonly Inspection[];
  /** The usual window for the next inspection, where there is one. */
  readonly window: { readonly from: CalendarDate; readonly to: CalendarDate } | null;
  /** The day the council was abolished, where it was. */
  readonly until: CalendarDate | null;
  readonly today: CalendarDate;
  /** What is marked, with its words beside the chart. */
  readonly events: readonly ChartEvent[];
  readonly actions: readonly (AreaBar & { readonly to: CalendarDate })[];
  readonly investments: readonly Investment[];
  /** Most telling first. */
  readonly indicators: readonly { readonly indicator: Indicator; readonly series: readonly Reading[] }[];
}

/** Something that lasts from one day to another; `to` is null for what has no end. */
export interface AreaBar {
  readonly key: string;
  readonly label: string;
  /** For who cannot see it, where the label says too little. */
  readonly words: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  /** Of an action. */
  readonly status: Status | null;
}

export interface AreaModel {
  readonly area: SingleArea;
  /** Null where no graded inspection is recorded. */
  readonly timeline: Timeline | null;
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  readonly today: CalendarDate;
  readonly todayWords: string;
  readonly events: readonly (ChartEvent & { readonly letter: string })[];
  readonly actions: readonly AreaBar[];
  readonly money: readonly AreaBar[];
  readonly indicators: readonly IndicatorLine[];
  readonly description: string;
}

interface IndicatorLine {
  readonly key: string;
  readonly name: string;
  /** Stretches without a gap. */
  readonly segments: readonly (readonly LinePoint[])[];
}

interface LinePoint {
  readonly day: CalendarDate;
  readonly value: number;
  readonly text: string;
}

interface BandPlace {
  readonly x: (day: CalendarDate) => number;
  readonly left: number;
  readonly right: number;
}

interface BandName {
  readonly text: string;
  readonly y: number;
}

interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface PlacedBar {
  readonly key: string;
  readonly label: PlacedText;
  readonly y: number;
  readonly from: number;
  readonly to: number;
  readonly isOpenEnded: boolean;
  readonly status: Status | null;
}

export interface PlacedLine {
  readonly key: string;
  readonly baseline: number;
  readonly segments: readonly (readonly Point[])[];
  readonly labels: readonly (PlacedText & { readonly y: number })[];
}

export interface AreaLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly size: number;
  readonly bottom: number;
  readonly names: readonly BandName[];
  readonly judgement: { readonly blocks: readonly WideBlock[]; readonly zigzags: readonly WideZigZag[] } | null;
  readonly marks: readonly {
    readonly event: ChartEvent['kind'];
    readonly letter: string;
    readonly x: number;
    readonly y: number;
    /** The day itself, where the mark had to move aside. */
    readonly threadX: number;
  }[];
  readonly actions: readonly PlacedBar[];
  readonly money: readonly PlacedBar[];
  readonly indicators: readonly PlacedLine[];
  readonly today: { readonly x: number; readonly label: string; readonly anchor: 'start' | 'middle' | 'end' };
  readonly years: readonly { readonly x: number; readonly label: string | null }[];
}
