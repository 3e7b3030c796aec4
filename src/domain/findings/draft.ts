import { z } from 'zod';
import {
  ABSENCES,
  AREAS,
  frameworkOf,
  frameworkProposedBy,
  gradeWords,
  isAbsence,
  isAreaKey,
  isFrameworkKey,
  isGrade,
  judgedArea,
  type FrameworkKey,
} from '../frameworks';
import {
  DATE_PRECISIONS,
  EVENT_TYPES,
  isEventType,
  isGraded,
  isTheme,
  type EventType,
  type Inspection,
  type Judgement,
  type StatedInspection,
} from '../inspections';
import { calendarDate, dateInWords, isBefore, type CalendarDate, type DateRange } from '../shared';
import { isFindingKind, isNationalReference, type Finding } from './finding';

const DRAFT_JUDGEMENT = z.object({
  area: keyOf(isAreaKey),
  /** Exactly one of the two. */
  grade: keyOf(isGrade).nullable(),
  absence: keyOf(isAbsence).nullable(),
});

/** A finding with what is known of it so far. It keeps its id when it is published, and through every correction. */
const DRAFT_FINDING = z.object({
  id: z.string(),
  kind: keyOf(isFindingKind).nullable(),
  area: keyOf(isAreaKey).nullable(),
  reference: keyOf(isNationalReference).nullable(),
  title: z.string(),
  paraphrase: z.string(),
  inspectorsWords: z.string().nullable(),
  place: z.string().nullable(),
  /** Id of a published finding of an earlier event. */
  repeats: z.string().nullable(),
});

/**
 * An event with its findings as somebody writes it down: one document, with gaps until it is complete. It is confidential: Ofsted's report is under embargo until
 * it is published. The history keeps drafts, so what is once kept is read for ever: fields and keys are only added.
 */
export const INSPECTION_DRAFT = z.object({
  eventType: keyOf(isEventType).nullable(),
  /** Null while nobody has chosen: the first day on site proposes one. `none` for an event outside any framework. */
  framework: keyOf((text): text is FrameworkKey | 'none' => text === 'none' || isFrameworkKey(text)).nullable(),
  /** Days on site, earliest first. */
  dates: z.array(z.object({ start: z.iso.date(), end: z.iso.date() })),
  precision: z.enum(DATE_PRECISIONS),
  publishedOn: z.iso.date().nullable(),
  reportUrl: z.string().nullable(),
  /** What came of it, in our own words. */
  summary: z.string().nullable(),
  /** Of a visit. */
  themes: z.array(keyOf(isTheme)),
  /** Of a graded event; what nobody has entered yet is left out. */
  judgements: z.array(DRAFT_JUDGEMENT),
  /** In the order in which the report or letter says them. */
  findings: z.array(DRAFT_FINDING),
});

export type InspectionDraft = z.infer<typeof INSPECTION_DRAFT>;
export type DraftFinding = z.infer<typeof DRAFT_FINDING>;

export const EMPTY_DRAFT: InspectionDraft = {
  eventType: null,
  framework: null,
  dates: [],
  precision: 'day',
  publishedOn: null,
  reportUrl: null,
  summary: null,
  themes: [],
  judgements: [],
  findings: [],
};

/** A correction begins as what is published. */
export function draftOf(inspection: Inspection, findings: readonly Finding[]): InspectionDraft {
  return {
    eventType: inspection.eventType,
    framework: inspection.framework ?? 'none',
    dates: inspection.dates.map(({ start, end }) => ({ start: start.toString(), end: end.toString() })),
    precision: inspection.precision,
    publishedOn: inspection.publishedOn?.toString() ?? null,
    reportUrl: inspection.reportUrl,
    summary: inspection.summary,
    themes: [...inspection.themes],
    judgements: inspection.judgements.map(({ area, grade, absence }) => ({ area, grade, absence })),
    findings: findings.map(({ id, kind, area, reference, title, paraphrase, inspectorsWords, place, repeats }) => {
      return { id, kind, area, reference, title, paraphrase, inspectorsWords, place, repeats };
    }),
  };
}

/** The framework of the event: the one chosen, else the one that the first day on site proposes. None for events that Ofsted shares with others. */
export function frameworkOfDraft({ framework, eventType, dates: [first] }: InspectionDraft): FrameworkKey | null {
  if (framework !== null) return framework === 'none' ? null : framework;
  if (first === undefined || eventType === null || !isUnderFramework(eventType)) return null;
  return frameworkProposedBy(calendarDate(first.start));
}

/** Whether a day on site says which framework such an event falls under. */
export function isUnderFramework(eventType: EventType): boolean {
  return eventType !== 'jtai' && eventType !== 'engagement-meeting';
}

/**
 * What keeps a draft from being published, in the order of its parts; each sentence says what to do. `earlier` are the council's published findings: what a
 * finding repeats must be one of an earlier event. Nothing is published before the report is: `today` is the last day it may be dated. `isKnown` where the event
 * itself is public already.
 */
export function whatIsMissing(
  draft: InspectionDraft,
  { earlier, today, isKnown }: { readonly earlier: readonly Finding[]; readonly today: CalendarDate; readonly isKnown: boolean },
): readonly Gap[] {
  // Of some events only the month of the letter is known.
  const isOut = isKnown && draft.publishedOn === null && isLongAgo(draft, today);
  return [
    ...gapsInEvent(draft),
    ...(isOut ? [] : gapsInReport(draft, today)),
    ...gapsInJudgements(draft),
    ...gapsInFindings(draft, earlier),
  ];
}

/**
 * What a complete draft states. Judgements that are as they stood in `published` keep the words of their source. Throws where the draft has no kind of event:
 * ask `whatIsMissing` first.
 */
export function statedByDraft(draft: InspectionDraft, authority: string, published: Inspection | null): StatedInspection {
  const { eventType, publishedOn } = draft;
  if (eventType === null) throw new Error('The draft does not say which kind of event it is');
  const framework = frameworkOfDraft(draft);
  return {
    authority,
    framework,
    eventType,
    dates: draft.dates.map(rangeOf),
    precision: draft.precision,
    publishedOn: publishedOn === null ? null : calendarDate(publishedOn),
    judgements: EVENT_TYPES[eventType].graded && framework !== null ? judgementsOf(draft, framework, published) : [],
    themes: EVENT_TYPES[eventType].graded ? [] : draft.themes,
    summary: draft.summary,
    reportUrl: draft.reportUrl,
  };
}

/** The findings of a complete draft, as they stand in the event of that id. */
export function findingsOfDraft(draft: InspectionDraft, authority: string, inspection: string): readonly Finding[] {
  return draft.findings.map(({ kind, ...finding }, index) => {
    if (kind === null) throw new Error(`Finding ${finding.id} has no kind`);
    return { ...finding, kind, authority, inspection, position: index + 1 };
  });
}

/** `Finding 2, “Find and respond to privately fostered children”` */
export function draftFindingInWords({ findings }: InspectionDraft, id: string): string {
  const index = findings.findIndex((finding) => finding.id === id);
  const title = findings[index]?.title ?? '';
  return `Finding ${index + 1}${title === '' ? '' : `, “${title}”`}`;
}

/** `finding-` and the finding's id: which part of a draft a form is about. */
export function partOfFinding(id: string): `finding-${string}` {
  return `finding-${id}`;
}

function gapsInEvent({ eventType, dates, precision }: InspectionDraft): readonly Gap[] {
  const ranges = dates.map(rangeOf);
  const overlap = ranges.some(({ start }, index) => index > 0 && !isBefore(ranges[index - 1]?.end ?? start, start));
  return [
    ...(eventType === null ? [gap('event', 'Choose which kind of event it was')] : []),
    ...(ranges.length === 0 ? [gap('event', 'Enter the first day on site')] : []),
    ...(ranges.some(({ start, end }) => isBefore(end, start)) ? [gap('event', 'Let each stay on site end after it begins')] : []),
    ...(overlap ? [gap('event', 'Put the stays on site in order, without days that stand twice')] : []),
    ...(precision !== 'day' && ranges.length > 1 ? [gap('event', 'Enter every day of each stay, or one stay alone')] : []),
  ];
}

/** After a year the report or letter is out, whichever day it was. */
function isLongAgo({ dates: [first] }: InspectionDraft, today: CalendarDate): boolean {
  return first !== undefined && isBefore(calendarDate(first.start).add({ years: 1 }), today);
}

function gapsInReport({ eventType, publishedOn, dates: [first] }: InspectionDraft, today: CalendarDate): readonly Gap[] {
  const output = eventType === null ? 'report' : EVENT_TYPES[eventType].output;
  if (publishedOn === null) return [gap('report', `Enter the day the ${output} was published: until then nobody else may know of it`)];
  const day = calendarDate(publishedOn);
  if (isBefore(today, day)) {
    return [gap('report', `The ${output} comes out on ${dateInWords(day)}: publish the record on that day or later`)];
  }
  return first !== undefined && isBefore(day, calendarDate(first.start))
    ? [gap('report', `Enter a day of publication after the first day on site, ${dateInWords(calendarDate(first.start))}`)]
    : [];
}

function gapsInJudgements(draft: InspectionDraft): readonly Gap[] {
  const { eventType, judgements } = draft;
  if (eventType === null || !isGraded({ eventType })) return [];
  const framework = frameworkOfDraft(draft);
  if (framework === null) return [gap('event', 'Choose the framework: its judgements follow from it')];
  const { areas, scale, shortName } = frameworkOf(framework);
  return areas.flatMap(({ area, separateBody }) => {
    const judgement = judgements.find((each) => each.area === area);
    if (judgement === undefined) {
      return separateBody ? [] : [gap('judgements', `Say which grade was given for “${AREAS[area].name}”, or why none was`)];
    }
    const isOnScale = judgement.grade === null || scale.some(({ grade }) => grade === judgement.grade);
    return isOnScale ? [] : [gap('judgements', `Choose a grade of ${shortName} for “${AREAS[area].name}”`)];
  });
}

function gapsInFindings(draft: InspectionDraft, earlier: readonly Finding[]): readonly Gap[] {
  const firstDay = draft.dates[0]?.start;
  return draft.findings.flatMap(({ id, kind, title, paraphrase, repeats }) => {
    const part = partOfFinding(id);
    const name = draftFindingInWords(draft, id);
    const repeated = repeats === null ? undefined : earlier.find((finding) => finding.id === repeats);
    // An event's id begins with its first day.
    const isEarlier = repeated !== undefined && firstDay !== undefined && repeated.inspection.slice(0, 10) < firstDay;
    return [
      ...(kind === null ? [gap(part, `${name}: choose what kind of finding it is`)] : []),
      ...(title === '' ? [gap(part, `${name}: give it a few words as a title`)] : []),
      ...(paraphrase === '' ? [gap(part, `${name}: say in your own words what it says`)] : []),
      ...(repeats === null || isEarlier ? [] : [gap(part, `${name}: choose a finding of an earlier event that it repeats, or none`)]),
    ];
  });
}

function judgementsOf(draft: InspectionDraft, framework: FrameworkKey, published: Inspection | null): readonly Judgement[] {
  const isSameFramework = published?.framework === framework;
  const asked = draft.judgements.flatMap(({ area, grade, absence }): readonly Judgement[] => {
    const judged = judgedArea(framework, area);
    const before = isSameFramework ? published.judgements.find((each) => each.area === area) : undefined;
    if (before !== undefined && before.grade === grade && before.absence === absence) return [before];
    if (judged === null) return [];
    const words = grade === null ? ABSENCES[absence ?? 'not-recorded'].words : gradeWords(framework, grade);
    return [{ area, grade, absence: grade === null ? (absence ?? 'not-recorded') : null, words, covers: judged.covers ?? null }];
  });
  const order = frameworkOf(framework).areas.map(({ area }) => area);
  return asked.toSorted((left, right) => order.indexOf(left.area) - order.indexOf(right.area));
}

function rangeOf({ start, end }: InspectionDraft['dates'][number]): DateRange {
  return { start: calendarDate(start), end: calendarDate(end) };
}

function gap(part: DraftPart, message: string): Gap {
  return { part, message };
}

function keyOf<Key extends string>(isKey: (text: string) => text is Key) {
  return z.custom<Key>((value) => typeof value === 'string' && isKey(value));
}

/** The parts of a draft, a short form each. */
export type DraftPart = 'event' | 'report' | 'judgements' | `finding-${string}`;

/** Something that has to be put right before a draft can be published. */
export interface Gap {
  /** Where. */
  readonly part: DraftPart;
  readonly message: string;
}
