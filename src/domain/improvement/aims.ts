import { z } from 'zod';
import {
  changeOverAYear,
  figureAYearBefore,
  figureWithUnit,
  gapInWords,
  gapToTarget,
  isGettingWorse,
  latestFigure,
  periodInWords,
  readDecimal,
  shortFigure,
  type Decimal,
  type Indicator,
  type Measured,
} from '../indicators';
import {
  accepted,
  calendarDate,
  calendarDateSchema,
  dateInWords,
  onOneLine,
  refused,
  shortDateInWords,
  type CalendarDate,
  type Problem,
  type Result,
  type Texts,
} from '../shared';

/** An indicator that an action or money should move, and how far by when. The first of several is the main one: the status of an action looks at it. */
export interface Aim {
  /** Key of the indicator: a published one's, or the council's own. */
  readonly indicator: string;
  readonly target: { readonly value: Decimal; readonly by: CalendarDate } | null;
}

/** An indicator with a council's figures as they are known at a moment, earliest first. */
export interface KnownIndicator {
  readonly indicator: Pick<Indicator, 'key' | 'name' | 'unit' | 'decimals' | 'polarity'>;
  /** Whether everybody may know of it: not what the council measures for itself alone. */
  readonly isPublic: boolean;
  readonly series: readonly Measured[];
}

/** An aim with what is known of its indicator. */
export interface AimStanding extends KnownIndicator {
  readonly target: Aim['target'];
}

/** In forms each has an indicator, a target and its day. More than these nobody could tell apart in what they did. */
const PLACES = [1, 2, 3] as const;
const PLACE_WORDS = { 1: 'main', 2: 'second', 3: 'third' } as const;

type Place = (typeof PLACES)[number];

/** Also their names in a form. */
export type AimField = `indicator${Place}` | `target${Place}` | `targetOn${Place}`;
export type AimForm = Texts<AimField>;

export const AIM_FIELDS: readonly { readonly key: AimField; readonly label: string }[] = PLACES.flatMap((place) => [
  { key: `indicator${place}`, label: `The ${PLACE_WORDS[place]} indicator it should move` },
  { key: `target${place}`, label: `Target of the ${PLACE_WORDS[place]} indicator` },
  { key: `targetOn${place}`, label: `Day of the ${PLACE_WORDS[place]} indicator’s target` },
]);

export const EMPTY_AIMS: AimForm = {
  ...{ indicator1: '', target1: '', targetOn1: '' },
  ...{ indicator2: '', target2: '', targetOn2: '' },
  ...{ indicator3: '', target3: '', targetOn3: '' },
};

/** What an action or an investment should move, as the history keeps it. */
export const AIM_VERSIONS = z.array(z.object({ indicator: z.string(), value: z.string().nullable(), by: z.iso.date().nullable() }));

export type AimVersion = z.infer<typeof AIM_VERSIONS>[number];

export function aimVersion({ indicator, target }: Aim): AimVersion {
  return { indicator, value: target?.value ?? null, by: target?.by.toString() ?? null };
}

export function aimOfVersion({ indicator, value, by }: AimVersion): Aim {
  return { indicator, target: value === null || by === null ? null : { value, by: calendarDate(by) } };
}

/** By their keys: names belong to the indicators, and the history keeps what was said of them. `re-referrals (12.0 by 31 Mar 2027)` */
export function aimVersionsInWords(aims: readonly AimVersion[]): string {
  return aims
    .map(({ indicator, value, by }) =>
      value === null || by === null ? indicator : `${indicator} (${value} by ${shortDateInWords(calendarDate(by))})`,
    )
    .join(', ');
}

/** Aims as their fields show them; reads back as the same. */
export function aimForm(aims: readonly Aim[]): AimForm {
  const form: Record<AimField, string> = { ...EMPTY_AIMS };
  for (const place of PLACES) {
    const aim = aims[place - 1];
    form[`indicator${place}`] = aim?.indicator ?? '';
    form[`target${place}`] = aim?.target?.value ?? '';
    form[`targetOn${place}`] = aim?.target?.by.toString() ?? '';
  }
  return form;
}

/** What somebody chose and typed as aims; a place that was left empty closes up. `indicators` are those on offer. */
export function readAims(form: AimForm, indicators: readonly Pick<Indicator, 'key' | 'unit'>[]): Result<readonly Aim[]> {
  const problems: Problem[] = [];
  const aims: Aim[] = [];
  for (const place of PLACES) {
    const field = `indicator${place}` as const;
    const key = form[field];
    const target = readTarget(form, place, problems);
    if (key === '') {
      if (target !== null) problems.push({ field, message: 'Choose the indicator that this target is for' });
    } else if (!indicators.some((indicator) => indicator.key === key)) {
      problems.push({ field, message: 'Choose an indicator from the list: the one sent is not among them' });
    } else if (aims.some(({ indicator }) => indicator === key)) {
      problems.push({ field, message: 'Choose each indicator once' });
    } else aims.push({ indicator: key, target });
  }
  return problems.length > 0 ? refused(...problems) : accepted(aims);
}

/** One field in words, for setting two texts side by side; null where it is no field of the aims. */
export function aimFieldInWords(key: string, text: string, indicators: readonly Pick<Indicator, 'key' | 'name'>[]): string | null {
  if (/^indicator\d$/.test(key)) return indicators.find((indicator) => indicator.key === text)?.name ?? text;
  if (/^targetOn\d$/.test(key)) return text === '' ? '' : dateInWords(calendarDate(text));
  return /^target\d$/.test(key) ? text : null;
}

/** Aims with what is known; one whose indicator nothing is known of is left out. */
export function standingsOfAims(aims: readonly Aim[], known: ReadonlyMap<string, KnownIndicator>): readonly AimStanding[] {
  return aims.flatMap(({ indicator, target }) => {
    const found = known.get(indicator);
    return found === undefined ? [] : [{ ...found, target }];
  });
}

/** Whether an indicator got worse over a year, beyond what small numbers explain. */
export function gotWorse({ series, indicator }: KnownIndicator): boolean {
  return isGettingWorse(series, indicator);
}

/** Whether figures show that something worked: the newest reaches the target, or it got better over a year beyond what small numbers explain. */
export function showsEffect({ series, indicator, target }: AimStanding): boolean {
  const latest = latestFigure(series);
  if (latest === null) return false;
  const isReached = target !== null && gapToTarget(latest.value, target.value, indicator).reached === true;
  return isReached || changeOverAYear(series, indicator)?.verdict === 'better';
}

/** What the main indicator shows, as a heading; that there is none where none is chosen. */
export function effectInWords({ indicators: [main] }: { readonly indicators: readonly AimStanding[] }): string {
  return main === undefined ? 'No indicator is chosen to show it' : yearInWords(main);
}

/** `Re-referrals rose from 22.8% to 25.5% in a year`; without a figure a year before, what there is. */
export function yearInWords({ indicator, series }: KnownIndicator): string {
  const { name } = indicator;
  const latest = latestFigure(series);
  if (latest === null) return `${name} has no figure yet`;
  const before = figureAYearBefore(series, latest);
  const change = changeOverAYear(series, indicator);
  const now = shortFigure(latest.value, indicator);
  if (before === null || change === null) return `${name} stood at ${now}, with no figure a year before`;
  if (change.direction === 'none') return `${name} stayed at ${now} for a year`;
  return `${name} ${change.direction === 'up' ? 'rose' : 'fell'} from ${shortFigure(before.value, indicator)} to ${now} in a year`;
}

/** How an indicator stands against what is aimed at: "13.0% in 2025, 1.0 above the target of 12.0% by 31 March 2027". */
export function aimInWords({ indicator, series, target }: AimStanding): string {
  const latest = latestFigure(series);
  const now = latest === null ? 'No figure yet' : `${figureWithUnit(latest.value, indicator)} in ${periodInWords(latest.period)}`;
  if (target === null) return `${now}, no target`;
  const by = `by ${dateInWords(target.by)}`;
  if (latest === null) return `${now}, target ${figureWithUnit(target.value, indicator)} ${by}`;
  const gap = gapToTarget(latest.value, target.value, indicator);
  if (gap.reached === true) return `${now}: the target, ${figureWithUnit(target.value, indicator)} ${by}, is reached`;
  return `${now}, ${gapInWords(gap, target.value, indicator)} ${by}`;
}

/** `12.0% by 31 March 2027`; null for none. */
export function targetInWords({ indicator, target }: Pick<AimStanding, 'indicator' | 'target'>): string | null {
  return target === null ? null : `${figureWithUnit(target.value, indicator)} by ${dateInWords(target.by)}`;
}

/** Null where there is none, or where it is not right: then `problems` say why. */
function readTarget(form: AimForm, place: Place, problems: Problem[]): Aim['target'] {
  const typed = onOneLine(form[`target${place}`]);
  const day = onOneLine(form[`targetOn${place}`]);
  if (typed === '' && day === '') return null;
  // As people write it: `£1,250`, `12.5 %`.
  const value = readDecimal(typed.replaceAll(/[£%,\s]/g, ''));
  if (value === null) {
    problems.push({
      field: `target${place}`,
      message: typed === '' ? 'Write the target, or leave its day empty' : 'Write the target as a number, for example 12.5',
    });
  }
  const by = calendarDateSchema.safeParse(day);
  if (day === '') problems.push({ field: `targetOn${place}`, message: 'Enter the day by which the target should be reached' });
  else if (!by.success) problems.push(...by.error.issues.map(({ message }) => ({ field: `targetOn${place}`, message })));
  return value === null || !by.success ? null : { value, by: by.data };
}
