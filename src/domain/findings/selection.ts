import { isAreaKey, type AreaKey } from '../frameworks';
import { FINDING_KINDS, isFindingKind, type FindingKind } from './finding';
import type { LinkedFinding } from './links';

/** What a reader may ask of findings besides kind, area and event. The first two are known only to who may read the plan. */
export const FINDING_STATES = {
  answered: { words: 'Answered by an action', needsPlan: true },
  unanswered: { words: 'Not answered yet', needsPlan: true },
  repeated: { words: 'Raised more than once', needsPlan: false },
} as const;

export type FindingState = keyof typeof FINDING_STATES;

/** Which findings to list; null where any will do. */
export interface FindingFilter {
  readonly kind: FindingKind | null;
  readonly area: AreaKey | null;
  /** Id of an event. */
  readonly event: string | null;
  readonly state: FindingState | null;
}

/** A finding with how many actions answer it, or another finding of the same matter; null where the reader may not know. */
export interface CountedFinding extends LinkedFinding {
  readonly actions: number | null;
}

/** What an address asks; what it names that does not exist is left out of account. */
export function readFindingFilter(asked: Readonly<Record<keyof FindingFilter, string>>, events: readonly string[]): FindingFilter {
  const { kind, area, event, state } = asked;
  return {
    kind: isFindingKind(kind) ? kind : null,
    area: isAreaKey(area) ? area : null,
    event: events.includes(event) ? event : null,
    state: isFindingState(state) ? state : null,
  };
}

export function selectFindings<Listed extends CountedFinding>(findings: readonly Listed[], filter: FindingFilter): readonly Listed[] {
  const { kind, area, event, state } = filter;
  return findings.filter(
    (listed) =>
      (kind === null || listed.finding.kind === kind) &&
      (area === null || listed.finding.area === area) &&
      (event === null || listed.finding.inspection === event) &&
      (state === null || isInState(listed, state)),
  );
}

/** How many findings there are of each state. A strength asks for no answer, so it is neither answered nor not. */
export function countFindings(findings: readonly CountedFinding[]): Readonly<Record<FindingState, number>> {
  const count = (state: FindingState) => findings.filter((finding) => isInState(finding, state)).length;
  return { answered: count('answered'), unanswered: count('unanswered'), repeated: count('repeated') };
}

export function isFindingState(text: string): text is FindingState {
  return Object.hasOwn(FINDING_STATES, text);
}

function isInState({ finding, repeats, repeatedBy, actions }: CountedFinding, state: FindingState): boolean {
  if (state === 'repeated') return repeats.length > 0 || repeatedBy.length > 0;
  if (actions === null || !FINDING_KINDS[finding.kind].asksForAnswer) return false;
  return state === 'answered' ? actions > 0 : actions === 0;
}
