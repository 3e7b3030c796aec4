import {
  ABSENCES,
  absenceUnder,
  AREA_KEYS,
  frameworkOf,
  judgedArea,
  type Absence,
  type AreaKey,
  type Covers,
  type FrameworkKey,
  type Grade,
} from '../frameworks';
import {
  byDate,
  dateInWords,
  listInWords,
  monthInWords,
  rangeInWords,
  shortMonthInWords,
  type CalendarDate,
  type DateRange,
  type Source,
} from '../shared';
import { EVENT_TYPES, THEMES, type EventType, type Theme } from './events';

/** What a source says of one event, whoever the source is: what imports and the reference set are made of. */
export interface StatedInspection {
  /** Slug of the council. */
  readonly authority: string;
  /** Null for events outside any framework (joint targeted area inspections). */
  readonly framework: FrameworkKey | null;
  readonly eventType: EventType;
  /** Days on site, earliest first; at least one range. */
  readonly dates: readonly DateRange[];
  readonly precision: DatePrecision;
  readonly publishedOn: CalendarDate | null;
  /** What the source says of each area it speaks of, in the order it prints them; none for a visit. */
  readonly judgements: readonly Judgement[];
  readonly themes: readonly Theme[];
  /** What came of it, in our own words. */
  readonly summary: string | null;
  readonly reportUrl: string | null;
}

/** One event as the product knows it. */
export interface Inspection extends StatedInspection {
  /** First day on site and event type: unique within its council. */
  readonly id: string;
  readonly source: Source;
}

/** Exactly one of `grade` and `absence` is set. */
export interface Judgement {
  readonly area: AreaKey;
  readonly grade: Grade | null;
  readonly absence: Absence | null;
  /** The grade as the source prints it, or the words of the absence. */
  readonly words: string;
  readonly covers: Covers | null;
}

/** `first-day`: the source gives no last day, the range is that one day. `month`: it names only the month, the range is the whole month. */
export const DATE_PRECISIONS = ['day', 'first-day', 'month'] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** `2023-09-11-short-inspection` */
export function inspectionId(firstDay: CalendarDate, eventType: EventType): string {
  return `${firstDay.toString()}-${eventType}`;
}

/** The first of an event's days on site. Throws where no range is given: every event has one. */
export function firstDayOnSite({ dates }: Pick<StatedInspection, 'dates'>): CalendarDate {
  const first = dates[0];
  if (!first) throw new Error('An inspection has at least one date on site');
  return first.start;
}

/** The last of an event's days on site as far as it is known (see `DatePrecision`). */
export function lastDayOnSite({ dates }: Pick<StatedInspection, 'dates'>): CalendarDate {
  const last = dates.at(-1);
  if (!last) throw new Error('An inspection has at least one date on site');
  return last.end;
}

export function isGraded({ eventType }: Pick<StatedInspection, 'eventType'>): boolean {
  return EVENT_TYPES[eventType].graded;
}

/** `11 to 15 September 2023`; several stays are joined; `began 5 November 2024` and `May 2022` where the source says no more. */
export function datesInWords({ dates, precision }: Pick<StatedInspection, 'dates' | 'precision'>): string {
  const [first] = dates;
  if (first && precision === 'month') return monthInWords(first.start);
  if (first && precision === 'first-day') return `began ${dateInWords(first.start)}`;
  return listInWords(dates.map(rangeInWords));
}

/** `September 2023`: how a column or a sentence names an inspection. */
export function inspectionMonth(inspection: Pick<StatedInspection, 'dates'>): string {
  return monthInWords(firstDayOnSite(inspection));
}

/** `Sep 2023` */
export function shortInspectionMonth(inspection: Pick<StatedInspection, 'dates'>): string {
  return shortMonthInWords(firstDayOnSite(inspection));
}

/** `Short inspection`, `Focused visit: care leavers`. */
export function eventInWords({ eventType, themes }: Pick<StatedInspection, 'eventType' | 'themes'>): string {
  const { name } = EVENT_TYPES[eventType];
  if (themes.length === 0) return name;
  return `${name}: ${themes.map((theme) => THEMES[theme].charAt(0).toLowerCase() + THEMES[theme].slice(1)).join(', ')}`;
}

/** The judgement an inspection gave in an area, or the reason there is none, in words of its own. Null for a visit, which judges nothing. */
export function judgementIn(
  inspection: Pick<StatedInspection, 'framework' | 'judgements' | 'eventType' | 'publishedOn'>,
  area: AreaKey,
): Judgement | null {
  const given = inspection.judgements.find((judgement) => judgement.area === area);
  if (given) return given;
  if (!isGraded(inspection) || inspection.framework === null) return null;
  const asked = judgedArea(inspection.framework, area);
  if (asked) {
    const absence: Absence = inspection.publishedOn === null ? 'not-published' : 'not-recorded';
    return { area, grade: null, absence, words: ABSENCES[absence].words, covers: asked.covers ?? null };
  }
  const reason = absenceUnder(inspection.framework, area);
  return { area, grade: null, absence: reason.absence, words: reason.words, covers: null };
}

/**
 * Every area the framework judges, as the report's front table orders them, with graded and missing ones; those that readers will look for and not
 * find ("Not given from April 2026") stand behind the area that comes before them on pages. Empty for a visit.
 */
export function allJudgements(
  inspection: Pick<StatedInspection, 'framework' | 'judgements' | 'eventType' | 'publishedOn'>,
): readonly Judgement[] {
  if (inspection.framework === null || !isGraded(inspection)) return [];
  const framework = frameworkOf(inspection.framework);
  const areas = framework.areas.map((judged): AreaKey => judged.area);
  for (const absent of AREA_KEYS.filter((area) => framework.absent[area] !== undefined)) {
    const before = AREA_KEYS.slice(0, AREA_KEYS.indexOf(absent)).findLast((area) => areas.includes(area));
    areas.splice(before ? areas.indexOf(before) + 1 : areas.length, 0, absent);
  }
  return areas.flatMap((area) => judgementIn(inspection, area) ?? []);
}

/** Newest first by first day on site. */
export function newestFirst<Event extends Pick<StatedInspection, 'dates'>>(inspections: readonly Event[]): readonly Event[] {
  return inspections.toSorted((left, right) => byDate(firstDayOnSite(right), firstDayOnSite(left)));
}

/** The graded inspection last on site; null when there is none. */
export function latestGraded<Event extends StatedInspection>(inspections: readonly Event[]): Event | null {
  return newestFirst(inspections).find(isGraded) ?? null;
}

/** A second source that says something else about a stored event: both are shown. */
export interface Disagreement {
  readonly inspectionId: string;
  /** `eventType`, `publishedOn`, `themes` or `judgement:help-and-protection`. */
  readonly field: string;
  readonly stored: string;
  readonly stated: string;
  readonly source: Source;
}
