import { counted, type CalendarDate } from '../shared';
import type { FindingChain } from './answers';
import { hasOwner, stateOfEvidence } from './plan';
import { byReference, type StandingWithStatus } from './state';
import { isOpen, isReportedFinished, SILENT_DAYS, SOON_DAYS, worseningInWords } from './status';
import { movedInWords } from './words';

/** What a manager or a board should hear of without asking, worst first. Only what is not done and not stopped can be an exception. */
export const EXCEPTION_RULES: readonly ExceptionRule[] = [
  {
    kind: 'overdue',
    name: 'Overdue',
    rule: 'The due date has passed and nobody says it is finished.',
    applies: ({ status }) => status === 'overdue',
    why: ({ why }) => why,
  },
  {
    kind: 'moved',
    name: 'Moved twice or more',
    rule: 'The due date was moved at least twice.',
    applies: ({ action }) => action.moves.length > 1,
    why: ({ action }) => movedInWords(action) ?? '',
  },
  {
    kind: 'worse',
    name: 'Indicator got worse',
    rule: 'Its main indicator got worse over a year, beyond what small numbers explain.',
    applies: (standing) => worseningInWords(standing) !== null,
    why: (standing) => worseningInWords(standing) ?? '',
  },
  {
    kind: 'no-owner',
    name: 'No owner',
    rule: 'Nobody answers for it.',
    applies: ({ action }) => !hasOwner(action),
    why: () => 'Nobody answers for it',
  },
  {
    kind: 'no-evidence',
    name: 'No evidence',
    rule: `It is reported finished, overdue or due within ${SOON_DAYS} days, and no evidence stands that was not returned.`,
    applies: (standing, today) => (isReportedFinished(standing) || daysTo(standing, today) <= SOON_DAYS) && !standing.evidence.some(stands),
    why: (standing) => (isReportedFinished(standing) ? 'Reported finished without evidence' : 'No evidence is given yet'),
  },
  {
    kind: 'silent',
    name: 'Not updated',
    rule: `Nothing was reported for more than ${SILENT_DAYS} days.`,
    applies: ({ silentDays }) => silentDays !== null,
    why: ({ silentDays }) => `Not updated for ${counted(silentDays ?? 0, 'day')}`,
  },
];

export const EXCEPTION_KINDS = EXCEPTION_RULES.map(({ kind }) => kind);

export function isExceptionKind(text: string): text is ExceptionKind {
  return EXCEPTION_KINDS.some((kind) => kind === text);
}

/** Actions of which at least one rule is true, with all that are; worst first: by the worst rule, then the longest overdue, then by how many. */
export function exceptionsIn(standings: readonly StandingWithStatus[], today: CalendarDate): readonly ActionException[] {
  return standings
    .filter(({ status }) => isOpen(status))
    .flatMap((standing) => {
      const reasons = EXCEPTION_RULES.filter(({ applies }) => applies(standing, today)).map(({ kind, why }) => ({
        kind,
        why: why(standing, today),
      }));
      return reasons.length === 0 ? [] : [{ standing, reasons }];
    })
    .toSorted((left, right) => byWorst(left, right, today));
}

/** At most so many things that need somebody now, worst first: what is overdue, what nothing answers, what is at risk or waits, and other exceptions. */
export function attentionIn(
  standings: readonly StandingWithStatus[],
  unanswered: readonly FindingChain[],
  today: CalendarDate,
  most: number,
): readonly Attention[] {
  const exceptions = exceptionsIn(standings, today);
  const actions = standings
    .filter(({ status }) => isOpen(status))
    .map((standing): Attention & { kind: 'action' } => {
      const reasons = exceptions.find((exception) => exception.standing === standing)?.reasons ?? [];
      // What already gives the status its sentence is not said twice.
      const more = reasons.map(({ why }) => why).filter((why) => why !== standing.why);
      return { kind: 'action', standing, why: [standing.why, ...more] };
    });
  const needs = (wanted: (standing: StandingWithStatus) => boolean) =>
    actions
      .filter(({ standing }) => wanted(standing))
      .toSorted(
        (left, right) => daysTo(left.standing, today) - daysTo(right.standing, today) || byReference(left.standing, right.standing),
      );
  const isException = (standing: StandingWithStatus) => exceptions.some((exception) => exception.standing === standing);
  const isNamed = (standing: StandingWithStatus) => ['overdue', 'at-risk', 'awaiting-evidence'].includes(standing.status);
  return [
    ...needs(({ status }) => status === 'overdue'),
    ...unanswered.map((chain): Attention => ({ kind: 'finding', chain })),
    ...needs(({ status }) => status === 'at-risk'),
    ...needs(({ status }) => status === 'awaiting-evidence'),
    ...needs((standing) => !isNamed(standing) && isException(standing)),
  ].slice(0, most);
}

function byWorst(left: ActionException, right: ActionException, today: CalendarDate): number {
  return (
    worstOf(left) - worstOf(right) ||
    (worstOf(left) === 0 ? daysTo(left.standing, today) - daysTo(right.standing, today) : 0) ||
    right.reasons.length - left.reasons.length ||
    byReference(left.standing, right.standing)
  );
}

function worstOf({ reasons: [worst] }: ActionException): number {
  return worst === undefined ? EXCEPTION_KINDS.length : EXCEPTION_KINDS.indexOf(worst.kind);
}

function stands(evidence: StandingWithStatus['evidence'][number]): boolean {
  return ['unchecked', 'accepted'].includes(stateOfEvidence(evidence));
}

/** Negative once it has passed. */
function daysTo({ action }: StandingWithStatus, today: CalendarDate): number {
  return today.until(action.dueOn, { largestUnit: 'day' }).days;
}

export type ExceptionKind = 'overdue' | 'moved' | 'worse' | 'no-owner' | 'no-evidence' | 'silent';

export interface ExceptionRule {
  readonly kind: ExceptionKind;
  readonly name: string;
  readonly rule: string;
  readonly applies: (standing: StandingWithStatus, today: CalendarDate) => boolean;
  /** Of this action, without full stop. */
  readonly why: (standing: StandingWithStatus, today: CalendarDate) => string;
}

export interface ActionException {
  readonly standing: StandingWithStatus;
  /** Worst first; at least one. */
  readonly reasons: readonly { readonly kind: ExceptionKind; readonly why: string }[];
}

export type Attention =
  | { readonly kind: 'action'; readonly standing: StandingWithStatus; readonly why: readonly string[] }
  | { readonly kind: 'finding'; readonly chain: FindingChain };
