import type { AuthorityName } from '../authorities';
import { listInWords, numberInWords, startSmall, startWithCapital } from '../shared';
import { METHOD, type Verdict } from './change';
import type { MedianAndRange } from './comparison';
import { councilsOf, geographyKind } from './geographies';
import { figureInWords, figureWithUnit, UNITS, type Indicator } from './indicator';
import { byPeriod, isYearAfter, periodBegins, periodInSentence, periodInWords, type Period } from './periods';
import { figureAYearBefore, isFigure, readingInWords, type Reading } from './reading';
import type { NeighbourPeriod, Standing } from './standing';
import type { Target } from './targets';

/** What a council's overview shows of its indicators until it chooses: few, of every judgement area and of the workforce. */
export const OVERVIEW_INDICATORS = [
  'agency-rate',
  'vacancy-rate',
  'care-leavers-19-to-21-in-work-or-learning',
  're-referrals',
  'looked-after-persistent-absence',
] as const;

/** How a council stands on an indicator, with its own readings, earliest first. */
export interface IndicatorAccount {
  readonly indicator: Indicator;
  readonly series: readonly Reading[];
  readonly standing: Standing;
  /** What the latest figure is held against, for whoever may read it; null for none. */
  readonly target?: Target | null;
}

/** The same beside others. Every series is earliest first. */
export interface IndicatorFigures {
  readonly indicator: Indicator;
  readonly authority: AuthorityName;
  readonly standing: Standing;
  readonly council: readonly Reading[];
  /** Closest first. */
  readonly neighbours: readonly (AuthorityName & { readonly series: readonly Reading[] })[];
  readonly neighbourPeriods: readonly NeighbourPeriod[];
  readonly region: { readonly name: string; readonly series: readonly Reading[] };
  readonly england: readonly Reading[];
}

/** A period of an indicator: what the council, its neighbours, its region and England have. Chart, table and file are all made from these. */
export interface IndicatorRow {
  readonly key: string;
  readonly period: Period;
  readonly own: Reading | null;
  readonly neighbours: MedianAndRange | null;
  readonly region: Reading | null;
  readonly england: Reading | null;
}

/** One row for each period of which anything is known, earliest first. */
export function indicatorRows({ council, neighbours, neighbourPeriods, region, england }: IndicatorFigures): readonly IndicatorRow[] {
  return periodsIn([council, region.series, england, ...neighbours.map(({ series }) => series)]).map(({ key, period }) => ({
    key,
    period,
    own: readingIn(council, period),
    neighbours: neighbourPeriods.find((each) => periodKey(each.period) === key)?.spread ?? null,
    region: readingIn(region.series, period),
    england: readingIn(england, period),
  }));
}

/** The periods of which any of several series says something, each once, earliest first. */
export function periodsIn(
  series: readonly (readonly { readonly period: Period }[])[],
): readonly { readonly key: string; readonly period: Period }[] {
  const periods = new Map(series.flat().map(({ period }) => [periodKey(period), period]));
  return [...periods].map(([key, period]) => ({ key, period })).toSorted((left, right) => byPeriod(left.period, right.period));
}

export function readingIn<Of extends { readonly period: Period }>(series: readonly Of[], period: Period): Of | null {
  return series.find((reading) => periodKey(reading.period) === periodKey(period)) ?? null;
}

/** Unique among the periods of an indicator. */
export function periodKey({ period, identifier }: Period): string {
  return `${identifier.code} ${period}`;
}

/** Whether nothing is missing between two periods. A step of less than two lengths is none: summer and autumn term lie two months apart. */
export function isNextPeriod(later: Period, earlier: Period): boolean {
  if (isYearAfter(later, earlier) && earlier.identifier.months === 12) return true;
  const { months, week } = earlier.identifier;
  const [from, to] = [periodBegins(earlier), periodBegins(later)];
  const after = week === null ? from.add({ months: months * 2 }) : from.add({ days: 14 });
  return from.until(to).days > 0 && to.until(after).days > 0;
}

/** What an indicator tells, as a page's title: "Agency social workers fell from 19.2% to 13.0% in a year, a change that could be chance". */
export function standingInWords(council: string, { indicator, series, standing: { latest } }: IndicatorAccount): string {
  const { name } = indicator;
  if (latest === null)
    return `No figure of ${council} is ${indicator.authority === null ? 'published' : 'entered yet'} for ${startSmall(name)}`;
  const { reading, change } = latest;
  const now = namesItsUnit(indicator) ? shortFigure(reading.value, indicator) : figureWithUnit(reading.value, indicator);
  const yearBefore = figureAYearBefore(series, reading);
  if (yearBefore === null || change === null) {
    return `${name} stood at ${now} in ${periodInSentence(reading.period, indicator.yearEnds)}, with no figure a year before`;
  }
  if (change.direction === 'none') return `${name} stayed at ${now} for a year`;
  const from = shortFigure(yearBefore.value, indicator);
  return `${name} ${change.direction === 'up' ? 'rose' : 'fell'} from ${from} to ${now} in a year, ${TAILS[change.verdict]}`;
}

const TAILS: Readonly<Record<Verdict, string>> = {
  better: 'a change for the better',
  worse: 'a change for the worse',
  changed: 'a change that is more than chance',
  'about-the-same': 'a change that could be chance',
  'cannot-be-said': 'and whether that is more than chance cannot be said',
};

/** What several indicators tell together: "In a year one of five indicators got better, one got worse and three stayed about the same". */
export function verdictsInWords(accounts: readonly Pick<IndicatorAccount, 'standing'>[]): string {
  const judged = accounts.flatMap(({ standing }) => standing.latest?.change?.verdict ?? []);
  if (judged.length === 0) return 'No indicator has figures a year apart';
  const count = (verdict: Verdict) => judged.filter((each) => each === verdict).length;
  const told = PARTS.filter(([verdict]) => count(verdict) > 0);
  const [only, another] = told;
  if (only !== undefined && another === undefined && judged.length > 1) {
    const all = judged.length === 2 ? 'both' : `all ${numberInWords(judged.length)}`;
    return `In a year ${all} indicators ${only[1]}`;
  }
  if (judged.length === 1) return `In a year the one indicator ${only?.[1] ?? ''}`;
  const parts = told.map(([verdict, words], index) => {
    const among = index === 0 ? ` of ${numberInWords(judged.length)} indicators` : '';
    return `${numberInWords(count(verdict))}${among} ${words}`;
  });
  return `In a year ${listInWords(parts)}`;
}

const PARTS = [
  ['better', 'got better'],
  ['worse', 'got worse'],
  ['changed', 'changed'],
  ['about-the-same', 'stayed about the same'],
  ['cannot-be-said', 'cannot be judged'],
] as const satisfies readonly (readonly [Verdict, string])[];

/** The span of a council's figures, as a chart's title: "From 0% in 2017 to 13.0% in 2025, highest at 28.1% in 2023". Null for no figure. */
export function spanInWords({ indicator, council }: Pick<IndicatorFigures, 'indicator' | 'council'>): string | null {
  const figures = council.filter(isFigure);
  const [first, last] = [figures[0], figures.at(-1)];
  if (first === undefined || last === undefined) return null;
  const said = (reading: Reading) => {
    const [figure, period] = [readingInWords(reading, indicator), periodInWords(reading.period)];
    // "From 11.0% in 2018 to 2019 to 22.8%" would be read twice.
    return period.includes(' to ') ? `${figure} (${period})` : `${figure} in ${period}`;
  };
  if (first === last) return startWithCapital(said(first));
  const byValue = figures.toSorted((left, right) => Number(left.value) - Number(right.value));
  const [lowest = first, highest = last] = [byValue[0], byValue.at(-1)];
  const between = (value: string) => Number(value) !== Number(first.value) && Number(value) !== Number(last.value);
  const extreme = between(highest.value) ? `, highest at ${said(highest)}` : between(lowest.value) ? `, lowest at ${said(lowest)}` : '';
  return `From ${said(first)} to ${said(last)}${extreme}`;
}

/** What others had in the period of the latest figure: the lead of an indicator's page. Null where nobody is to compare with. */
export function othersInWords({ indicator, authority, standing: { latest } }: IndicatorFigures, model: string | null): string | null {
  if (latest === null) return null;
  const { reading, neighbours, england, rank } = latest;
  const others = [
    ...(neighbours === null || model === null
      ? []
      : [`the median of ${neighboursInWords(neighbours.count, model)}, was ${figureWithUnit(neighbours.median, indicator)}`]),
    ...(england === null ? [] : [`England’s figure was ${figureWithUnit(england.value, indicator)}`]),
  ];
  if (others.length === 0) return null;
  const place =
    rank === null ? '' : ` ${authority.name} ranks ${rank.place} of ${rank.of} among them, counted from the ${FIRST[indicator.polarity]}.`;
  return `${startWithCapital(`in ${periodInSentence(reading.period, indicator.yearEnds)} ${listInWords(others)}`)}.${place}`;
}

const FIRST = { higher: 'highest', lower: 'lowest', neither: 'highest' } as const satisfies Record<Indicator['polarity'], string>;

/** How many neighbours have less: "Six of nine neighbours had a lower figure than Barnsley in 2025". Null where none has a figure. */
export function placeAmongNeighbours({ authority, neighbours, standing: { latest } }: IndicatorFigures): string | null {
  if (latest === null) return null;
  const { period, value } = latest.reading;
  const others = neighbours.flatMap(({ series }) => readingIn(series, period)?.value ?? []);
  if (others.length === 0) return null;
  const lower = others.filter((other) => Number(other) < Number(value)).length;
  return `${startWithCapital(numberInWords(lower))} of ${numberInWords(others.length)} neighbours had a lower figure than ${authority.name} in ${periodInWords(period)}`;
}

/** What to keep in mind before a figure is relied on, most telling first. */
export function doubtsOf(figures: IndicatorFigures): readonly string[] {
  const { indicator, council, standing } = figures;
  const { latest } = standing;
  const joint = council.find(({ geography }) => geographyKind(geography) === 'joint');
  return [
    ...(latest === null ? [] : [chanceInWords(indicator, latest)]),
    ...council
      .filter((reading) => !isFigure(reading))
      .map((reading) => `${markerInWords(reading, indicator)}. Nothing is worked out from it, and the line has a gap.`),
    ...(indicator.authority === null
      ? []
      : ['The council counts this itself: nobody has published it, and no other council’s figure stands beside it.']),
    ...gapsIn(council).map((gap) => `No figure for ${gap}.`),
    ...(joint === undefined
      ? []
      : [
          `Some figures are of ${numberInWords(councilsOf(joint.geography).length)} councils together, which report as one: of neither alone.`,
        ]),
    ...(latest === null ? [] : neighboursWithoutNumber(figures, latest.reading.period)),
    'Inspectors’ reports and the council’s own counts may say something else: they may count other posts or children, or on another day. Where two sources differ, ask what each counted.',
  ];
}

/** `ten similar councils, 2025 model`; counts only those that have a figure. */
export function neighboursInWords(count: number, model: string): string {
  return `${numberInWords(count)} similar ${count === 1 ? 'council' : 'councils'}, ${model} model`;
}

/** `The reporting year to 30 September 2025, 13 months ago` */
export function periodAndAge({ reading, age }: NonNullable<Standing['latest']>, { yearEnds }: Pick<Indicator, 'yearEnds'>): string {
  return startWithCapital(`${periodInSentence(reading.period, yearEnds)}, ${age === 'today' ? age : `${age} ago`}`);
}

/** What a reading is instead of a number, and when: "2025: Not published (small numbers)". */
export function markerInWords(reading: Reading, indicator: Indicator): string {
  return `${periodInWords(reading.period)}: ${readingInWords(reading, indicator)}`;
}

/** In a title or beside others the unit of a percentage is short, and that of other figures stands elsewhere. */
export function shortFigure(value: string, indicator: Pick<Indicator, 'decimals' | 'unit'>): string {
  return indicator.unit === 'percent' ? figureWithUnit(value, indicator) : figureInWords(value, indicator);
}

/** Whether the name says what is counted, so that nothing need say it again: cases per social worker. */
export function namesItsUnit({ name, unit }: Pick<Indicator, 'name' | 'unit'>): boolean {
  return name.toLowerCase().includes(UNITS[unit].words);
}

function chanceInWords(indicator: Indicator, { reading, limits }: NonNullable<Standing['latest']>): string {
  if (limits === null) return `${METHOD.unknown}.`;
  const [low, high] = [figureWithUnit(limits.low, indicator), figureWithUnit(limits.high, indicator)];
  const count = figureInWords(reading.base ?? '', { decimals: 0 });
  return `By chance alone the figure for ${periodInWords(reading.period)}, a share of ${count}, could lie between ${low} and ${high}. ${METHOD.limits}. ${METHOD.change}.`;
}

/** Those that the median leaves out, and why: what rounds to nought is left out too, which lifts the median. */
function neighboursWithoutNumber({ indicator, neighbours }: IndicatorFigures, period: Period): readonly string[] {
  const without = neighbours.flatMap(({ name, series }) => {
    const reading = readingIn(series, period);
    return reading !== null && isFigure(reading)
      ? []
      : [`${name} (${reading === null ? 'no figure' : startSmall(readingInWords(reading, indicator))})`];
  });
  if (without.length === 0) return [];
  return [
    `The neighbours’ median for ${periodInWords(period)} leaves out ${listInWords(without)}. It counts only those that have a number, so it may jump from one year to the next because one drops out.`,
  ];
}

/** Stretches between two readings for which nothing was published, in words: `2019 to 2020`. */
function gapsIn(readings: readonly Reading[]): readonly string[] {
  return readings.slice(1).flatMap(({ period }, index) => {
    const before = readings[index]?.period;
    return before === undefined || isNextPeriod(period, before)
      ? []
      : [`the time between ${periodInWords(before)} and ${periodInWords(period)}`];
  });
}
