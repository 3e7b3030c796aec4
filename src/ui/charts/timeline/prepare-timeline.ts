import {
  AREAS,
  FRAMEWORKS,
  MAIN_AREAS,
  absenceUnder,
  frameworkOf,
  gradesCompare,
  judgedArea,
  type Absence,
  type AreaKey,
  type FrameworkKey,
  type Grade,
} from '@/domain/frameworks';
import {
  EVENT_TYPES,
  eventInWords,
  firstDayOnSite,
  inspectionMonth,
  isGraded,
  judgementIn,
  shortInspectionMonth,
  type Inspection,
} from '@/domain/inspections';
import {
  byDate,
  calendarDate,
  dateInWords,
  isBefore,
  listInWords,
  monthInWords,
  shortDateInWords,
  type CalendarDate,
} from '@/domain/shared';

/**
 * Everything the ratings timeline says, before anything is placed: what stood from when to when in each area, where grades stop being
 * comparable, which visits gave no grade. Both drawings are made of this. Null where no graded inspection is recorded: there is no empty
 * chart.
 */
export function prepareTimeline({ authority, events, window, until, today }: TimelineInput): Timeline | null {
  const happened = events.filter((event) => !isBefore(today, firstDayOnSite(event))).toSorted(byFirstDay);
  const graded = happened.filter(judgesMainAreas);
  const [earliest] = happened;
  if (earliest === undefined || graded.length === 0) return null;
  const visits = happened.filter((event) => !isGraded(event)).map(timelineVisit);
  const start = calendarDate(`${firstDayOnSite(earliest).year}-01-01`);
  const ending = endingOf(until ?? null, today);
  const expected = ending.abolished ? null : window;
  const end = axisEnd(expected, ending);
  const frameworks = frameworkSpans(graded, start, ending.abolished ? ending.on : end);
  const breaks = breaksBetween(frameworks);
  const notGiven = notGivenSpans(frameworks);
  const stands = standsOf(graded, breaks, notGiven, ending.on);
  return {
    authority,
    ending,
    start,
    end,
    frameworks,
    breaks,
    notGiven,
    stands,
    inspections: graded.map(timelineInspection),
    visits,
    window: expected,
    title: `Ofsted’s grades for ${authority.name}, ${start.year} to ${ending.on.year}`,
    description: describe(graded, breaks, notGiven, visits, expected, ending),
  };
}

/** `Single inspection framework`, `ILACS 2023, short`. */
function inspectionKind(inspection: GradedEvent): string {
  const { shortName } = frameworkOf(inspection.framework);
  if (inspection.eventType === 'short-inspection') return `${shortName}, short`;
  if (inspection.eventType === 'standard-inspection') return `${shortName}, standard`;
  return shortName;
}

/** What the rows are called in the panels of the narrow drawing. */
export const PANEL_NAMES: Readonly<Record<(typeof MAIN_AREAS)[number], string>> = {
  leadership: 'Leaders',
  'help-and-protection': 'Help and protection',
  'in-care': 'Children in care',
  'care-leavers': 'Care leavers',
  'overall-effectiveness': 'Overall',
};

const TOGETHER = ['in-care', 'care-leavers'] as const;

/** Frameworks that judge one of the chart's rows, in their order in time. */
const CHARTED_FRAMEWORKS = FRAMEWORKS.filter(({ areas }) => areas.some(({ area }) => isMainArea(area)));

function judgesMainAreas(event: Inspection): event is GradedEvent {
  const { framework } = event;
  return isGraded(event) && framework !== null && CHARTED_FRAMEWORKS.some(({ key }) => key === framework);
}

function timelineInspection(inspection: GradedEvent): TimelineInspection {
  return {
    id: inspection.id,
    on: firstDayOnSite(inspection),
    month: inspectionMonth(inspection),
    shortMonth: shortInspectionMonth(inspection),
    kind: inspectionKind(inspection),
    lines: MAIN_AREAS.map((area): TimelineLine => {
      const together = area === 'care-leavers' && judgesTogether(inspection);
      const judgement = judgementIn(inspection, area);
      return {
        area,
        grade: judgement?.grade ?? null,
        absence: judgement?.absence ?? null,
        words: together ? 'With children in care' : (judgement?.words ?? ''),
        together,
      };
    }),
  };
}

function timelineVisit(visit: Inspection, index: number): TimelineVisit {
  return {
    id: visit.id,
    on: firstDayOnSite(visit),
    name: eventInWords(visit),
    kind: EVENT_TYPES[visit.eventType].name,
    when: shortInspectionMonth(visit),
    month: inspectionMonth(visit),
    letter: letterFor(index),
  };
}

/** A to Z, then AA, AB: no council has had that many visits, and a chart that stopped at Z would be wrong rather than crowded. */
function letterFor(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterFor(Math.floor(index / 26) - 1) + letter;
}

/** A council's grades stand until today, or until the day it was abolished; one that is still to be abolished has them today. */
function endingOf(until: CalendarDate | null, today: CalendarDate): TimelineEnding {
  if (until === null || isBefore(today, until)) {
    return { on: today, words: `Today, ${dateInWords(today)}`, shortWords: `Today, ${shortDateInWords(today)}`, abolished: false };
  }
  const words = `Abolished ${dateInWords(until)}`;
  return { on: until, words, shortWords: words, abolished: true };
}

/** Into next year and past the end of the window; to the end of its last year for a council that is no more. */
function axisEnd(window: TimelineInput['window'], { on, abolished }: TimelineEnding): CalendarDate {
  if (abolished) return calendarDate(`${on.year}-12-31`);
  const intoNextYear = calendarDate(`${on.year + 1}-10-01`);
  return window === null ? intoNextYear : later(intoNextYear, window.to.add({ months: 2 }));
}

/**
 * The frameworks this council's chart runs through, from that of its first inspection on. Where one follows another is the day the later
 * came into force, unless this council's own inspections say otherwise: seven councils were inspected under SIF in the first half of 2018.
 */
function frameworkSpans(graded: readonly GradedEvent[], start: CalendarDate, end: CalendarDate): readonly FrameworkSpan[] {
  const firstIndex = Math.min(...graded.map(({ framework }) => frameworkIndex(framework)));
  const spans: FrameworkSpan[] = [];
  for (let index = firstIndex; index < CHARTED_FRAMEWORKS.length; index += 1) {
    const entry = CHARTED_FRAMEWORKS[index];
    if (entry === undefined) break;
    const from = index === firstIndex ? later(start, calendarDate(entry.from)) : changeover(graded, index);
    if (!isBefore(from, end)) break;
    const previous = spans.at(-1);
    if (previous !== undefined) spans[spans.length - 1] = { ...previous, until: later(previous.from, from) };
    spans.push({ key: entry.key, from: later(from, previous?.from ?? from), until: end });
  }
  return spans;
}

function changeover(graded: readonly GradedEvent[], index: number): CalendarDate {
  const entry = CHARTED_FRAMEWORKS[index];
  const before = CHARTED_FRAMEWORKS[index - 1];
  if (entry === undefined) throw new Error(`There is no framework number ${index}`);
  const inForce = calendarDate(entry.from);
  const lastUnderOld = graded.findLast(({ framework }) => frameworkIndex(framework) < index);
  const firstUnderNew = graded.find(({ framework }) => frameworkIndex(framework) >= index);
  const lingered = lastUnderOld !== undefined && !isBefore(firstDayOnSite(lastUnderOld), inForce);
  const lastFirstDay = before?.lastFirstDay ?? null;
  const afterOld =
    lingered && lastFirstDay !== null ? later(calendarDate(lastFirstDay), firstDayOnSite(lastUnderOld)).add({ days: 1 }) : inForce;
  return firstUnderNew !== undefined && isBefore(firstDayOnSite(firstUnderNew), afterOld) ? firstDayOnSite(firstUnderNew) : afterOld;
}

/** Where a framework ends and in which rows grades do not compare across it. */
function breaksBetween(spans: readonly FrameworkSpan[]): readonly TimelineBreak[] {
  return spans.slice(1).flatMap((span, index) => {
    const before = spans[index];
    if (before === undefined) return [];
    const areas = MAIN_AREAS.filter((area) => !gradesCompare(area, before.key, span.key));
    return areas.length === 0 ? [] : [{ on: span.from, areas, words: breakWords(areas, span.key) }];
  });
}

function breakWords(areas: readonly AreaKey[], to: FrameworkKey): string {
  if (areas.length === MAIN_AREAS.length) return `New framework: ${frameworkOf(to).shortName}`;
  const ended = areas.filter((area) => absenceUnder(to, area).absence === 'not-given');
  if (ended.length > 0) return `No overall grade from ${monthInWords(calendarDate(frameworkOf(to).from))}`;
  if (areas.includes('care-leavers') && judgedArea(to, 'care-leavers') !== null) return 'Care leavers judged separately';
  return `${listInWords(areas.map((area) => AREAS[area].name))}: judged in another way`;
}

function notGivenSpans(spans: readonly FrameworkSpan[]): readonly NotGivenSpan[] {
  return spans.flatMap(({ key, from, until }) =>
    MAIN_AREAS.filter((area) => judgedArea(key, area) === null && absenceUnder(key, area).absence === 'not-given').map((area) => ({
      area,
      from,
      until,
    })),
  );
}

/** A grade stands until the next inspection, or as long as the council's grades do; one that is no longer given ends with its framework. */
function standsOf(
  graded: readonly GradedEvent[],
  breaks: readonly TimelineBreak[],
  notGiven: readonly NotGivenSpan[],
  last: CalendarDate,
): readonly Stand[] {
  return MAIN_AREAS.flatMap((area) => {
    const ends = notGiven.find((span) => span.area === area)?.from ?? last;
    return graded.flatMap((inspection, index): Stand[] => {
      const together = judgesTogether(inspection);
      const judgement = judgementIn(inspection, area);
      if (judgement === null || judgement.absence === 'not-given' || (area === 'care-leavers' && together)) return [];
      const from = firstDayOnSite(inspection);
      const next = graded[index + 1];
      const until = earlier(next === undefined ? last : firstDayOnSite(next), ends);
      if (!isBefore(from, until) && !(from.equals(last) && next === undefined)) return [];
      return [
        {
          inspectionId: inspection.id,
          areas: area === 'in-care' && together ? TOGETHER : [area],
          from,
          until,
          grade: judgement.grade,
          absence: judgement.absence,
          words: judgement.words,
          breaks: breaks.filter((gap) => gap.areas.includes(area) && isBefore(from, gap.on) && isBefore(gap.on, until)).map(({ on }) => on),
        },
      ];
    });
  });
}

function describe(
  graded: readonly GradedEvent[],
  breaks: readonly TimelineBreak[],
  notGiven: readonly NotGivenSpan[],
  visits: readonly TimelineVisit[],
  window: TimelineInput['window'],
  ending: TimelineEnding,
): string {
  const sentences = graded.map(
    (inspection) => `${inspectionMonth(inspection)}, ${inspectionKind(inspection)}: ${gradesInWords(inspection)}.`,
  );
  if (breaks.length > 0) {
    sentences.push(
      `Breaks, where grades do not compare: ${breaks.map(({ on, words }) => `${monthInWords(on)}, ${lowerFirst(words)}`).join('; ')}.`,
    );
  }
  if (visits.length > 0)
    sentences.push(`Visits without a grade: ${visits.map(({ name, month }) => `${lowerFirst(name)}, ${month}`).join('; ')}.`);
  if (notGiven.length > 0) sentences.push('Overall effectiveness is not given for inspections from April 2026.');
  if (window !== null) sentences.push(`Usual window for the next inspection: ${monthInWords(window.from)} to ${monthInWords(window.to)}.`);
  sentences.push(
    ending.abolished ? `The council was abolished on ${dateInWords(ending.on)}.` : `Today is in ${monthInWords(ending.on)}.`,
    'The table gives the same grades.',
  );
  return sentences.join(' ');
}

function gradesInWords(inspection: GradedEvent): string {
  return MAIN_AREAS.flatMap((area) => {
    const judgement = judgementIn(inspection, area);
    if (judgement === null || (area === 'care-leavers' && judgesTogether(inspection))) return [];
    const name =
      area === 'in-care' && judgesTogether(inspection) ? 'children in care and care leavers together' : lowerFirst(AREAS[area].name);
    return [`${name} ${lowerFirst(judgement.words)}`];
  }).join(', ');
}

function judgesTogether(inspection: GradedEvent): boolean {
  return judgementIn(inspection, 'in-care')?.covers === 'in-care-and-care-leavers';
}

function frameworkIndex(key: FrameworkKey): number {
  return CHARTED_FRAMEWORKS.findIndex((entry) => entry.key === key);
}

function isMainArea(area: AreaKey): area is (typeof MAIN_AREAS)[number] {
  return MAIN_AREAS.some((main) => main === area);
}

function byFirstDay(left: Inspection, right: Inspection): number {
  return byDate(firstDayOnSite(left), firstDayOnSite(right));
}

function later(left: CalendarDate, right: CalendarDate): CalendarDate {
  return isBefore(left, right) ? right : left;
}

function earlier(left: CalendarDate, right: CalendarDate): CalendarDate {
  return isBefore(left, right) ? left : right;
}

/** `Good` inside a sentence; names such as ILACS keep their capitals. */
export function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

type GradedEvent = Inspection & { readonly framework: FrameworkKey };

export interface TimelineInput {
  readonly authority: { readonly slug: string; readonly name: string };
  /** Graded or not, in any order. */
  readonly events: readonly Inspection[];
  /** The usual window for the next inspection, where there is one. */
  readonly window: { readonly from: CalendarDate; readonly to: CalendarDate } | null;
  /** The day the council was abolished, where it was. */
  readonly until?: CalendarDate | null;
  readonly today: CalendarDate;
}

export interface Timeline {
  readonly authority: TimelineInput['authority'];
  readonly ending: TimelineEnding;
  /** What the time axis runs over: from the first year recorded into next year, to the end of the window, or of a council's last year. */
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  readonly frameworks: readonly FrameworkSpan[];
  readonly breaks: readonly TimelineBreak[];
  readonly notGiven: readonly NotGivenSpan[];
  readonly stands: readonly Stand[];
  readonly inspections: readonly TimelineInspection[];
  readonly visits: readonly TimelineVisit[];
  readonly window: TimelineInput['window'];
  readonly title: string;
  readonly description: string;
}

/** The line at which the grades that still stand end: today's, or that of the day the council was abolished. */
export interface TimelineEnding {
  readonly on: CalendarDate;
  readonly words: string;
  readonly shortWords: string;
  readonly abolished: boolean;
}

export interface FrameworkSpan {
  readonly key: FrameworkKey;
  readonly from: CalendarDate;
  readonly until: CalendarDate;
}

export interface TimelineBreak {
  readonly on: CalendarDate;
  readonly areas: readonly AreaKey[];
  readonly words: string;
}

export interface NotGivenSpan {
  readonly area: AreaKey;
  readonly from: CalendarDate;
  readonly until: CalendarDate;
}

/** One judgement as long as it stands, in one row or, where two were judged together, in two. */
export interface Stand {
  readonly inspectionId: string;
  readonly areas: readonly AreaKey[];
  readonly from: CalendarDate;
  readonly until: CalendarDate;
  readonly grade: Grade | null;
  readonly absence: Absence | null;
  readonly words: string;
  /** Changes of framework it outlives: striped from the first on. */
  readonly breaks: readonly CalendarDate[];
}

export interface TimelineInspection {
  readonly id: string;
  readonly on: CalendarDate;
  readonly month: string;
  readonly shortMonth: string;
  readonly kind: string;
  readonly lines: readonly TimelineLine[];
}

export interface TimelineLine {
  readonly area: (typeof MAIN_AREAS)[number];
  readonly grade: Grade | null;
  readonly absence: Absence | null;
  readonly words: string;
  /** Judged with children in care, on whose line the grade stands. */
  readonly together: boolean;
}

export interface TimelineVisit {
  readonly id: string;
  readonly on: CalendarDate;
  readonly name: string;
  readonly kind: string;
  readonly when: string;
  readonly month: string;
  readonly letter: string;
}
