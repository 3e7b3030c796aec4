import { ABSENCES, AREAS, frameworkOf, gradeWords } from '../frameworks';
import { datesInWords, EVENT_TYPES, eventInWords, THEMES } from '../inspections';
import { calendarDate, dateInWords, listInWords, monthInWords } from '../shared';
import { frameworkOfDraft, type InspectionDraft } from './draft';
import { FINDING_KINDS } from './finding';

/** `Short inspection of September 2023`, as far as the draft says. */
export function draftInWords({ eventType, dates: [first] }: InspectionDraft): string {
  const event = eventType === null ? 'Event' : EVENT_TYPES[eventType].name;
  return first === undefined ? `${event}, day not entered yet` : `${event} of ${monthInWords(calendarDate(first.start))}`;
}

/** What a draft says, fact by fact, for its page and for the sentences of the history; empty words where it leaves something open. */
export function draftFacts(draft: InspectionDraft): readonly DraftFact[] {
  const { eventType, publishedOn, themes, judgements, findings } = draft;
  const dates = draft.dates.map(({ start, end }) => ({ start: calendarDate(start), end: calendarDate(end) }));
  const framework = frameworkOfDraft(draft);
  return [
    { part: 'event', label: 'Kind of event', words: eventType === null ? '' : eventInWords({ eventType, themes: [] }) },
    { part: 'event', label: 'Days on site', words: dates.length === 0 ? '' : datesInWords({ dates, precision: draft.precision }) },
    {
      part: 'event',
      label: 'Framework',
      words: framework === null ? (draft.framework === 'none' ? 'None' : '') : frameworkOf(framework).name,
    },
    { part: 'report', label: 'Day of publication', words: publishedOn === null ? '' : dateInWords(calendarDate(publishedOn)) },
    { part: 'report', label: 'Address of the report', words: draft.reportUrl ?? '' },
    { part: 'report', label: 'Summary', words: draft.summary ?? '' },
    ...(eventType !== null && EVENT_TYPES[eventType].graded
      ? []
      : [{ part: 'report' as const, label: 'Looked at', words: listInWords(themes.map((theme) => THEMES[theme])) }]),
    ...judgements.map(({ area, grade, absence }) => ({
      part: 'judgements' as const,
      label: AREAS[area].name,
      words: grade === null ? ABSENCES[absence ?? 'not-recorded'].words : framework === null ? grade : gradeWords(framework, grade),
    })),
    ...findings.map(({ kind, area, title, paraphrase, inspectorsWords, place }, index) => ({
      part: 'findings' as const,
      label: `Finding ${index + 1}`,
      words: [
        kind === null ? '' : FINDING_KINDS[kind].name,
        area === null ? '' : AREAS[area].name,
        title,
        paraphrase,
        inspectorsWords === null ? '' : `“${inspectorsWords}”`,
        place ?? '',
      ]
        .filter((text) => text !== '')
        .join('; '),
    })),
  ];
}

/** `label` is unique within a draft. */
export interface DraftFact {
  readonly part: 'event' | 'report' | 'judgements' | 'findings';
  readonly label: string;
  readonly words: string;
}
