import type { AreaKey } from '../frameworks';
import { EVENT_TYPES, firstDayOnSite, type DatePrecision, type Inspection, type Judgement, type StatedInspection } from '../inspections';
import type { InspectionStatement } from './statements';

/**
 * What becomes of a stored inspection when a source states it (again). Nothing is lost and nothing is silently overwritten:
 *
 * - what is stored as a gap is filled (no publication date, only the first day on site, a grade not recorded);
 * - a gap in the statement says nothing;
 * - the source that the stored inspection comes from may correct itself: its new value replaces the stored one;
 * - another source that says something else is written down beside the stored value, which stays.
 *
 * Grades are compared by key: "Requires improvement" and "Requires improvement to be good" are one grade. `stored` is what `matchingInspection` found.
 */
export function reconcileInspection(stored: StatedInspection | null, stated: InspectionStatement, sameSource: boolean): Reconciliation {
  if (stored === null) return addition(stated);
  const changes: FieldChange[] = [];
  const disagreements: FieldDisagreement[] = [];
  let inspection: StatedInspection = stored;
  for (const { field, kind, before, after, apply } of differencesBetween(stored, stated)) {
    if (kind === 'fills' || sameSource) {
      changes.push({ field, how: kind === 'fills' ? 'filled' : 'replaced', stored: before, stated: after });
      inspection = apply(inspection);
    } else if (kind === 'contradicts') {
      disagreements.push({ field, stored: before, stated: after });
    }
  }
  return changes.length === 0 ? { outcome: 'unchanged', disagreements } : { outcome: 'changed', inspection, changes, disagreements };
}

/**
 * Which of a council's stored inspections a statement is about: same first day on site, both graded or both not. The event type is no part of it
 * (sources call one inspection of 2022 standard and short), it only decides between two events of one day.
 */
export function matchingInspection<Stored extends Pick<Inspection, 'authority' | 'dates' | 'eventType'>>(
  stored: readonly Stored[],
  stated: InspectionStatement,
): Stored | null {
  const wanted = identityOf(stated);
  const candidates = stored.filter((candidate) => identityOf(candidate) === wanted);
  return candidates.find((candidate) => candidate.eventType === stated.eventType) ?? candidates[0] ?? null;
}

/** Council, first day on site and whether graded, as one text: what two statements about one event have in common. */
export function identityOf(event: Pick<InspectionStatement, 'authority' | 'dates' | 'eventType'>): string {
  const graded = event.eventType === null || EVENT_TYPES[event.eventType].graded;
  return `${event.authority} ${firstDayOnSite(event).toString()} ${graded ? 'graded' : 'visit'}`;
}

/** The fields a statement says something about; what it leaves open is not among them. */
export function fieldsStatedBy(stated: InspectionStatement): readonly ReconciledField[] {
  const plainFields = PLAIN_FIELD_KEYS.filter((field) => PLAIN_FIELDS[field](stated) !== null);
  return [...plainFields, ...stated.judgements.filter((judgement) => !isGap(judgement)).map(({ area }) => judgementField(area))];
}

/** How a field's value is written in changes and disagreements: keys and ISO days, never words. Null for a gap. */
const PLAIN_FIELDS = {
  framework: ({ framework }) => framework,
  eventType: ({ eventType }) => eventType,
  dates: ({ dates }) => dates.map(({ start, end }) => `${start.toString()}/${end.toString()}`).join(' '),
  publishedOn: ({ publishedOn }) => publishedOn?.toString() ?? null,
  themes: ({ themes }) => (themes.length === 0 ? null : themes.toSorted().join(' ')),
  reportUrl: ({ reportUrl }) => reportUrl,
  summary: ({ summary }) => summary,
} as const satisfies Record<string, (inspection: InspectionStatement) => string | null>;

const PLAIN_FIELD_KEYS = Object.keys(PLAIN_FIELDS).filter(isPlainField);

/** A month says less than a first day, which says less than all days on site. */
const FINENESS: Readonly<Record<DatePrecision, number>> = { month: 0, 'first-day': 1, day: 2 };

function addition(stated: InspectionStatement): Reconciliation {
  const { eventType } = stated;
  return eventType === null ? { outcome: 'incomplete' } : { outcome: 'added', inspection: { ...stated, eventType } };
}

function differencesBetween(stored: StatedInspection, stated: InspectionStatement): readonly Difference[] {
  const { framework, eventType, dates, precision, publishedOn, themes, reportUrl, summary } = stated;
  const finer = FINENESS[precision] - FINENESS[stored.precision];
  const found = [
    plainDifference('framework', stored, stated, (into) => ({ ...into, framework })),
    plainDifference('eventType', stored, stated, (into) => ({ ...into, eventType: eventType ?? into.eventType })),
    finer < 0
      ? null
      : plainDifference('dates', stored, stated, (into) => ({ ...into, dates, precision }), finer > 0 ? 'fills' : 'contradicts'),
    plainDifference('publishedOn', stored, stated, (into) => ({ ...into, publishedOn })),
    plainDifference('themes', stored, stated, (into) => ({ ...into, themes })),
    plainDifference('reportUrl', stored, stated, (into) => ({ ...into, reportUrl })),
    // A summary is our own wording of what came of it: two of them do not contradict each other.
    plainDifference('summary', stored, stated, (into) => ({ ...into, summary }), 'rewords'),
    ...stated.judgements.map((judgement) => judgementDifference(stored, judgement)),
  ];
  return found.filter((difference) => difference !== null);
}

function plainDifference(
  field: PlainField,
  stored: StatedInspection,
  stated: InspectionStatement,
  apply: Difference['apply'],
  kind: DifferenceKind = 'contradicts',
): Difference | null {
  const before = PLAIN_FIELDS[field](stored);
  const after = PLAIN_FIELDS[field](stated);
  // A stay of one day and a stay of which only the first day is known read alike; the precision is what differs.
  if (after === null || (after === before && kind !== 'fills')) return null;
  return before === null ? { field, kind: 'fills', before: '', after, apply } : { field, kind, before, after, apply };
}

function judgementDifference(stored: StatedInspection, stated: Judgement): Difference | null {
  if (isGap(stated)) return null;
  const present = stored.judgements.find(({ area }) => area === stated.area);
  const field = judgementField(stated.area);
  const after = judgementValue(stated);
  const apply: Difference['apply'] = (into) => ({
    ...into,
    judgements: present ? into.judgements.map((each) => (each.area === stated.area ? stated : each)) : [...into.judgements, stated],
  });
  if (present === undefined || isGap(present)) return { field, kind: 'fills', before: present?.absence ?? '', after, apply };
  const before = judgementValue(present);
  if (before !== after) return { field, kind: 'contradicts', before, after, apply };
  const alike = present.words === stated.words && present.covers === stated.covers;
  return alike ? null : { field, kind: 'rewords', before, after, apply };
}

/** Says only that the source has nothing (yet); "not judged" and "not given" are statements. */
function isGap({ absence }: Judgement): boolean {
  return absence === 'not-recorded' || absence === 'not-published';
}

function judgementValue({ grade, absence }: Judgement): string {
  return grade ?? absence ?? '';
}

function judgementField(area: AreaKey): JudgementField {
  return `judgement:${area}`;
}

function isPlainField(field: string): field is PlainField {
  return Object.hasOwn(PLAIN_FIELDS, field);
}

export type Reconciliation =
  | { readonly outcome: 'added'; readonly inspection: StatedInspection }
  | { readonly outcome: 'unchanged'; readonly disagreements: readonly FieldDisagreement[] }
  | {
      readonly outcome: 'changed';
      /** The stored inspection with the changes made. */
      readonly inspection: StatedInspection;
      readonly changes: readonly FieldChange[];
      readonly disagreements: readonly FieldDisagreement[];
    }
  /** Not known yet, and the statement does not say which kind of event it was: it cannot be added. */
  | { readonly outcome: 'incomplete' };

/** Values are keys and ISO days, never words (ranges `start/end`, several with a space between); `stored` is empty where nothing was. */
export interface FieldChange {
  readonly field: ReconciledField;
  readonly how: 'filled' | 'replaced';
  readonly stored: string;
  readonly stated: string;
}

export interface FieldDisagreement {
  readonly field: ReconciledField;
  readonly stored: string;
  readonly stated: string;
}

export type ReconciledField = PlainField | JudgementField;
type PlainField = keyof typeof PLAIN_FIELDS;
type JudgementField = `judgement:${AreaKey}`;

/** `rewords`: the same fact in other words, of concern only to the source that the words come from. */
type DifferenceKind = 'fills' | 'contradicts' | 'rewords';

interface Difference {
  readonly field: ReconciledField;
  readonly kind: DifferenceKind;
  readonly before: string;
  readonly after: string;
  readonly apply: (into: StatedInspection) => StatedInspection;
}
