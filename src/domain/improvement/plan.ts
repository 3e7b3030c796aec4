import type { AreaKey } from '../frameworks';
import type { CalendarDate, Moment } from '../shared';
import type { Aim, AimStanding } from './aims';

/** A council's improvement plan. It may predate the events it answers and answer several; it belongs to the council and its partners. */
export interface Plan {
  readonly id: string;
  /** Slug of the council. */
  readonly authority: string;
  readonly title: string;
  /** Other bodies that share it: NHS, police, schools. */
  readonly partners: readonly string[];
  readonly beginsOn: CalendarDate;
  /** Null while it is in force. */
  readonly endedOn: CalendarDate | null;
  /** Ids of the events it answers. */
  readonly events: readonly string[];
  readonly version: number;
}

/** Whether a text out of an address can be the id of a record of a plan. What cannot is not looked for: PostgreSQL refuses some texts with an error. */
export function isRecordId(text: string): boolean {
  return /^[\w-]{1,80}$/.test(text);
}

export interface Objective {
  readonly id: string;
  readonly planId: string;
  readonly number: number;
  readonly title: string;
  /** What will be different for children. */
  readonly outcome: string | null;
  readonly version: number;
}

/** One thing that somebody does. Its status follows from the facts and today's date: see `statusOf`. */
export interface Action {
  readonly id: string;
  readonly planId: string;
  readonly objectiveId: string;
  /** Within its objective: action 2 of objective 1 is called 1.2. */
  readonly number: number;
  readonly title: string;
  /** What will change for children. */
  readonly change: string | null;
  /** How anybody will know that it worked. */
  readonly measure: string | null;
  readonly area: AreaKey | null;
  readonly owner: Owner;
  readonly startsOn: CalendarDate | null;
  readonly dueOn: CalendarDate;
  /** In order. Counted, never weighed. */
  readonly steps: readonly Step[];
  /** Ids of the findings it answers. */
  readonly findings: readonly string[];
  /** Ids of the actions that have to be finished before it can be. */
  readonly needs: readonly string[];
  /** What it should move, the main one first. */
  readonly indicators: readonly Aim[];
  /** Every move of the due date, in the order they were made. */
  readonly moves: readonly DateMove[];
  readonly stopped: { readonly on: CalendarDate; readonly reason: string } | null;
  /** By whom as an id. */
  readonly closed: { readonly on: CalendarDate; readonly by: string } | null;
  /** When it was last reopened: what was reported finished before then no longer counts. */
  readonly reopenedAt: Moment | null;
  readonly version: number;
}

/** Who answers for an action. All three null: nobody does. */
export interface Owner {
  /** Id of a person with an account, who reports on it here. */
  readonly personId: string | null;
  /** The post, which is what is shown. */
  readonly title: string | null;
  /** The partner body that the owner belongs to; null for the council's own. */
  readonly partner: string | null;
}

export interface Step {
  readonly id: string;
  readonly text: string;
  readonly doneOn: CalendarDate | null;
}

export interface DateMove {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly reason: string;
  readonly on: CalendarDate;
  /** Id of a person, or `operator`. */
  readonly by: string;
}

/** What an owner reported once. Only ever added to. */
export interface ProgressUpdate {
  readonly id: string;
  readonly actionId: string;
  readonly at: Moment;
  readonly by: string;
  /** What was done. */
  readonly done: string;
  /** What difference it made. */
  readonly difference: string | null;
  /** Ids of the steps it reports as finished. */
  readonly stepsFinished: readonly string[];
  /** The owner says that the action is finished. */
  readonly finished: boolean;
  /** The owner says that the action is at risk. */
  readonly atRisk: boolean;
}

/** What of a progress update is for the council alone (permission `read-internal`, and the action's owner). */
export interface ProgressInternal {
  readonly updateId: string;
  readonly confidence: Confidence | null;
  readonly blockers: string | null;
}

export const CONFIDENCES = { high: 'Confident', medium: 'Some doubt', low: 'Little confidence' } as const;
export type Confidence = keyof typeof CONFIDENCES;

export function isConfidence(text: string): text is Confidence {
  return Object.hasOwn(CONFIDENCES, text);
}

export const EVIDENCE_KINDS = {
  audit: 'Audit',
  'case-sample': 'Sample of cases',
  feedback: 'Feedback from children and families',
  data: 'Data',
  'peer-review': 'Peer review',
  external: 'External view',
} as const;
export type EvidenceKind = keyof typeof EVIDENCE_KINDS;

export function isEvidenceKind(text: string): text is EvidenceKind {
  return Object.hasOwn(EVIDENCE_KINDS, text);
}

/** A piece of evidence: expected first, then given, then checked by somebody other than the giver. */
export interface Evidence {
  readonly id: string;
  readonly actionId: string;
  /** What is expected, or what it is called. */
  readonly title: string;
  readonly kind: EvidenceKind;
  /** Null while it is missing. */
  readonly given: GivenEvidence | null;
  /** Null while nobody has checked it. */
  readonly check: EvidenceCheck | null;
  readonly version: number;
}

export interface GivenEvidence {
  /** When what it shows was so. */
  readonly datedOn: CalendarDate | null;
  /** Where it is kept; the product keeps no files. */
  readonly link: string | null;
  readonly shows: string;
  readonly on: CalendarDate;
  readonly by: string;
}

export interface EvidenceCheck {
  readonly verdict: 'accepted' | 'returned';
  /** Always there where it is returned. */
  readonly why: string | null;
  readonly on: CalendarDate;
  readonly by: string;
}

/** The checker's word on a piece of evidence. */
export type EvidenceState = 'missing' | 'unchecked' | 'accepted' | 'returned';

export const EVIDENCE_STATES: Readonly<Record<EvidenceState, string>> = {
  missing: 'Missing',
  unchecked: 'Nobody has checked it',
  accepted: 'Accepted',
  returned: 'Returned',
};

export function isEvidenceState(text: string): text is EvidenceState {
  return Object.hasOwn(EVIDENCE_STATES, text);
}

export function stateOfEvidence({ given, check }: Pick<Evidence, 'given' | 'check'>): EvidenceState {
  if (given === null) return 'missing';
  return check === null ? 'unchecked' : check.verdict;
}

/** An action with what its status follows from. */
export interface ActionStanding {
  readonly action: Action;
  /** `1.2`: objective and action. */
  readonly reference: string;
  /** Null where nothing was reported yet. */
  readonly lastUpdate: ProgressUpdate | null;
  readonly evidence: readonly Evidence[];
  /** The indicators it should move with what is known of them, the main one first. */
  readonly indicators: readonly AimStanding[];
}

/** `Moved twice, first due 31 Mar 2026` needs the first date: the one before any move. */
export function firstDueOn({ dueOn, moves }: Pick<Action, 'dueOn' | 'moves'>): CalendarDate {
  return moves[0]?.from ?? dueOn;
}

export function stepsDone({ steps }: Pick<Action, 'steps'>): number {
  return steps.filter(({ doneOn }) => doneOn !== null).length;
}

/** Whether anybody answers for it: a post, a body or a person. */
export function hasOwner({ owner }: Pick<Action, 'owner'>): boolean {
  return owner.personId !== null || owner.title !== null || owner.partner !== null;
}

/** `Safeguarding Partnership Manager, South Yorkshire Police`; null where nobody answers for it. */
export function ownerInWords({ owner: { title, partner, personId } }: Pick<Action, 'owner'>): string | null {
  const words = [title, partner].filter((part) => part !== null).join(', ');
  if (words !== '') return words;
  return personId === null ? null : 'Somebody whose post is not recorded';
}
