import { z } from 'zod';
import { AREAS, isAreaKey, type AreaKey } from '../frameworks';

/** What inspectors say that a council can answer, most pressing first. */
export const FINDING_KINDS = {
  'priority-action': { name: 'Area for priority action', plural: 'Areas for priority action', asksForAnswer: true },
  'area-for-improvement': { name: 'Area for improvement', plural: 'Areas for improvement', asksForAnswer: true },
  recommendation: { name: 'Recommendation', plural: 'Recommendations', asksForAnswer: true },
  strength: { name: 'Strength', plural: 'Strengths', asksForAnswer: false },
} as const;

export type FindingKind = keyof typeof FINDING_KINDS;

export const FINDING_KIND_KEYS = Object.keys(FINDING_KINDS).filter(isFindingKind);

export function isFindingKind(text: string): text is FindingKind {
  return Object.hasOwn(FINDING_KINDS, text);
}

/** A finding of a published event. */
export interface Finding {
  readonly id: string;
  /** Slug of the council. */
  readonly authority: string;
  /** Id of the event: `2023-09-11-short-inspection`. */
  readonly inspection: string;
  /** The order in which the report or letter says it, from 1. */
  readonly position: number;
  readonly kind: FindingKind;
  /** Null where it concerns no one judgement. */
  readonly area: AreaKey | null;
  /** Of the children's social care national framework, as reports print it since April 2025: `outcome-4`, `enabler-2`. */
  readonly reference: NationalReference | null;
  /** A few words that name it in lists. */
  readonly title: string;
  /** What it says, in our own words. */
  readonly paraphrase: string;
  /** The report's own sentence: shown only as a quotation. */
  readonly inspectorsWords: string | null;
  /** `page 3, paragraph 2` */
  readonly place: string | null;
  /** Id of an earlier finding of the same council that this one repeats. */
  readonly repeats: string | null;
}

/** `outcome-1` to `outcome-4`, `enabler-1` to `enabler-3` (Children's Social Care National Framework, Department for Education, December 2023). */
export const NATIONAL_REFERENCES = {
  'outcome-1': 'Outcome 1: children, young people and families stay together and get the help they need',
  'outcome-2': 'Outcome 2: children and young people are supported by their family network',
  'outcome-3': 'Outcome 3: children and young people are safe in and outside of their homes',
  'outcome-4': 'Outcome 4: children in care and care leavers have stable, loving homes',
  'enabler-1': 'Enabler 1: multi-agency working is prioritised and effective',
  'enabler-2': 'Enabler 2: leaders drive conditions for effective practice',
  'enabler-3': 'Enabler 3: the workforce is equipped and effective',
} as const;

export type NationalReference = keyof typeof NATIONAL_REFERENCES;

export function isNationalReference(text: string): text is NationalReference {
  return Object.hasOwn(NATIONAL_REFERENCES, text);
}

/** A finding as the history keeps it. What is once kept is read for ever: fields are only added. */
export const FINDING_VERSION = z.object({
  inspection: z.string(),
  position: z.number(),
  kind: z.string(),
  area: z.string().nullable(),
  reference: z.string().nullable(),
  title: z.string(),
  paraphrase: z.string(),
  inspectorsWords: z.string().nullable(),
  place: z.string().nullable(),
  repeats: z.string().nullable(),
});

export type FindingVersion = z.infer<typeof FINDING_VERSION>;

export function findingVersion(finding: Finding): FindingVersion {
  const { inspection, position, kind, area, reference, title, paraphrase, inspectorsWords, place, repeats } = finding;
  return { inspection, position, kind, area, reference, title, paraphrase, inspectorsWords, place, repeats };
}

/** The finding that a version wrote down; null where it holds a key that this program does not know. */
export function findingOfVersion(id: string, authority: string, version: FindingVersion): Finding | null {
  const { kind, area, reference, ...rest } = version;
  if (!isFindingKind(kind) || (area !== null && !isAreaKey(area)) || (reference !== null && !isNationalReference(reference))) return null;
  return { ...rest, id, authority, kind, area, reference };
}

/** What a version says, fact by fact, for the sentences of the history. */
export function findingFacts(version: FindingVersion): readonly FindingFact[] {
  const { kind, area, reference } = version;
  return [
    { label: 'Kind', words: isFindingKind(kind) ? FINDING_KINDS[kind].name : kind },
    { label: 'Judgement', words: area === null ? '' : isAreaKey(area) ? AREAS[area].name : area },
    { label: 'Title', words: version.title },
    { label: 'In our words', words: version.paraphrase },
    { label: 'Ofsted’s words', words: version.inspectorsWords ?? '' },
    { label: 'Where it stands', words: version.place ?? '' },
    {
      label: 'National framework',
      words: reference === null ? '' : isNationalReference(reference) ? NATIONAL_REFERENCES[reference] : reference,
    },
    { label: 'Place in the list', words: String(version.position) },
    {
      label: 'Repeats an earlier finding',
      words: version.repeats ?? '',
      changed: (_: string, after: string) =>
        after === '' ? 'No longer said to repeat an earlier finding' : 'Said to repeat an earlier finding',
    },
  ];
}

interface FindingFact {
  readonly label: string;
  readonly words: string;
  readonly changed?: (before: string, after: string) => string;
}
