import { z } from 'zod';
import { AREA_KEYS, AREAS, COVERS, frameworkOf, isAreaKey, isFrameworkKey } from '../frameworks';
import { calendarDate, dateInWords, listInWords, monthInWords, rangeInWords } from '../shared';
import { disputedFieldInWords, disputedValueInWords } from './disagreements';
import { EVENT_TYPES, isEventType, isTheme, THEMES } from './events';
import type { Disagreement, Inspection } from './inspection';

const RANGE = z.object({ start: z.iso.date(), end: z.iso.date() });

/**
 * An inspection as the history keeps it. What is once kept is read for ever: fields are only added, and keys that this program no longer knows are shown as
 * they are.
 */
export const INSPECTION_VERSION = z.object({
  authority: z.string(),
  framework: z.string().nullable(),
  eventType: z.string(),
  dates: z.tuple([RANGE], RANGE),
  precision: z.string(),
  publishedOn: z.iso.date().nullable(),
  judgements: z.array(
    z.object({
      area: z.string(),
      grade: z.string().nullable(),
      absence: z.string().nullable(),
      words: z.string(),
      covers: z.string().nullable(),
    }),
  ),
  themes: z.array(z.string()),
  summary: z.string().nullable(),
  reportUrl: z.string().nullable(),
  source: z.string(),
  /** What other sources say differently, with their names. Entries of before it was kept lack it. */
  disagreements: z.array(z.object({ field: z.string(), source: z.string(), stored: z.string(), stated: z.string() })).default([]),
});

export type InspectionVersion = z.infer<typeof INSPECTION_VERSION>;

/** Judgements, themes and disagreements in an order of their own, so that the same facts are always written alike. */
export function inspectionVersion(inspection: Inspection, disagreements: readonly Omit<Disagreement, 'inspectionId'>[]): InspectionVersion {
  const [first, ...more] = inspection.dates.map(({ start, end }) => ({ start: start.toString(), end: end.toString() }));
  if (!first) throw new Error(`${inspection.id} has no date on site`);
  return {
    authority: inspection.authority,
    framework: inspection.framework,
    eventType: inspection.eventType,
    dates: [first, ...more],
    precision: inspection.precision,
    publishedOn: inspection.publishedOn?.toString() ?? null,
    judgements: inspection.judgements
      .map(({ area, grade, absence, words, covers }) => ({ area, grade, absence, words, covers }))
      .toSorted((left, right) => AREA_KEYS.indexOf(left.area) - AREA_KEYS.indexOf(right.area)),
    themes: inspection.themes.toSorted(),
    summary: inspection.summary,
    reportUrl: inspection.reportUrl,
    source: inspection.source.name,
    disagreements: disagreements
      .map(({ field, source, stored, stated }) => ({ field, source: source.name, stored, stated }))
      .toSorted((left, right) => (`${left.field} ${left.source}` < `${right.field} ${right.source}` ? -1 : 1)),
  };
}

/** `Short inspection of September 2023` */
export function inspectionVersionName({ eventType, dates }: InspectionVersion): string {
  return `${eventName(eventType)} of ${monthInWords(calendarDate(dates[0].start))}`;
}

/** What a version says, fact by fact, for the sentences of the history. */
export function inspectionFacts(version: InspectionVersion): readonly InspectionFact[] {
  const { judgements, publishedOn } = version;
  return [
    { label: 'Kind of inspection', words: eventName(version.eventType) },
    { label: 'Framework', words: frameworkName(version.framework ?? '') },
    {
      label: 'Days on site',
      words: listInWords(version.dates.map(({ start, end }) => rangeInWords({ start: calendarDate(start), end: calendarDate(end) }))),
    },
    { label: 'How exact the days are', words: version.precision },
    { label: 'Date of the report', words: publishedOn === null ? '' : dateInWords(calendarDate(publishedOn)) },
    ...judgements.map(({ area, words, grade, covers }) => ({
      label: isAreaKey(area) ? AREAS[area].name : area,
      // Where only the grade's key or what is covered differs, the words alone would show no change.
      words: [
        words,
        ...(grade === null || words.toLowerCase().startsWith(grade.replaceAll('-', ' ')) ? [] : [grade]),
        ...(covers === null ? [] : [`on ${coversInWords(covers)}`]),
      ].join(', '),
    })),
    { label: 'Looked at', words: listInWords(version.themes.map((theme) => (isTheme(theme) ? THEMES[theme] : theme))) },
    { label: 'Summary', words: version.summary ?? '' },
    { label: 'Address of the report', words: version.reportUrl ?? '' },
    { label: 'Source', words: version.source },
    ...version.disagreements.map(({ field, source, stored, stated }) => ({
      label: `${disputedFieldInWords(field)} in “${source}”`,
      words: `${disputedValueInWords(field, stated)}, not ${disputedValueInWords(field, stored)}`,
      changed: (_: string, after: string) => `${disputedFieldInWords(field)} differs in “${source}”: ${after}`,
    })),
  ];
}

function frameworkName(key: string): string {
  return isFrameworkKey(key) ? frameworkOf(key).name : key;
}

/** `children in care and care leavers, judged together` */
function coversInWords(key: string): string {
  return (
    Object.entries(COVERS)
      .find(([known]) => known === key)?.[1]
      .toLowerCase() ?? key
  );
}

function eventName(eventType: string): string {
  return isEventType(eventType) ? EVENT_TYPES[eventType].name : eventType;
}

/** As the history takes it. */
interface InspectionFact {
  readonly label: string;
  readonly words: string;
  readonly changed?: (before: string, after: string) => string;
}
