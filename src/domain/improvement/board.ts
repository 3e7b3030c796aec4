import { isBefore, listInWords, numberInWords, startWithCapital, byDate, dateInWords, type CalendarDate } from '../shared';
import { gotWorse, type AimStanding } from './aims';
import type { FindingChain } from './answers';
import { exceptionsIn, type ExceptionKind } from './exceptions';
import { hasOwner, stateOfEvidence, type DateMove } from './plan';
import type { StandingWithStatus } from './state';
import { isOpen } from './status';

/** What an improvement board is told on a sheet of paper, since its last meeting or any other day. */
export interface BoardReport {
  /** Closed on that day or later, the latest first. */
  readonly done: readonly StandingWithStatus[];
  /** Longest overdue first. */
  readonly overdue: readonly StandingWithStatus[];
  /** Each move made on that day or later, the latest first. */
  readonly moved: readonly { readonly standing: StandingWithStatus; readonly move: DateMove }[];
  /** Open actions whose main indicator got worse over a year, with that indicator; by reference. */
  readonly worse: readonly { readonly standing: StandingWithStatus; readonly aim: AimStanding }[];
  readonly decisions: readonly WantedDecision[];
}

/** An action that is not overdue, and may not do what it is for: each reason a sentence without its full stop. */
export interface BoardRisk {
  readonly standing: StandingWithStatus;
  readonly why: readonly string[];
}

/** Exceptions that say of an action that is in time that it may come to nothing. */
const RISKS: readonly ExceptionKind[] = ['no-evidence', 'silent'];

/** Something that only the board, or who runs the plan, can settle. */
export type WantedDecision =
  | { readonly kind: 'action'; readonly standing: StandingWithStatus; readonly wanted: string }
  | { readonly kind: 'finding'; readonly chain: FindingChain; readonly wanted: string };

/** Which decisions follow from the facts, in the order in which the report lists them. */
const DECISIONS: readonly { readonly applies: (standing: StandingWithStatus) => boolean; readonly wanted: string }[] = [
  {
    applies: ({ status, action }) => status === 'overdue' && action.moves.length > 1,
    wanted: 'Go on, change it or stop it: its date was moved twice or more and has passed again',
  },
  {
    applies: ({ status, action }) => status !== 'done' && status !== 'stopped' && !hasOwner(action),
    wanted: 'Name an owner',
  },
  {
    applies: ({ status, evidence }) =>
      status === 'awaiting-evidence' && evidence.length > 0 && evidence.every((piece) => stateOfEvidence(piece) === 'accepted'),
    wanted: 'Close it, or say what is missing: its evidence is accepted',
  },
];

export function boardReport(
  standings: readonly StandingWithStatus[],
  unanswered: readonly FindingChain[],
  since: CalendarDate,
): BoardReport {
  const isNew = (day: CalendarDate) => !isBefore(day, since);
  return {
    done: standings
      .filter(({ action: { closed } }) => closed !== null && isNew(closed.on))
      .toSorted((left, right) => byDate(right.action.closed?.on ?? since, left.action.closed?.on ?? since)),
    overdue: standings
      .filter(({ status }) => status === 'overdue')
      .toSorted((left, right) => byDate(left.action.dueOn, right.action.dueOn)),
    moved: standings
      .flatMap((standing) => standing.action.moves.filter(({ on }) => isNew(on)).map((move) => ({ standing, move })))
      .toSorted((left, right) => byDate(right.move.on, left.move.on)),
    worse: standings
      .filter(({ status }) => isOpen(status))
      .flatMap((standing) => {
        const [main] = standing.indicators;
        return main !== undefined && gotWorse(main) ? [{ standing, aim: main }] : [];
      }),
    decisions: [
      ...unanswered.map((chain): WantedDecision => ({ kind: 'finding', chain, wanted: 'Decide who answers it: no action does' })),
      ...DECISIONS.flatMap(({ applies, wanted }) =>
        standings.filter(applies).map((standing): WantedDecision => ({ kind: 'action', standing, wanted })),
      ),
    ],
  };
}

/** What may go wrong next: what is at risk first, then the soonest due. What is overdue has gone wrong, and stands by itself. */
export function risksIn(standings: readonly StandingWithStatus[], today: CalendarDate): readonly BoardRisk[] {
  const exceptions = new Map(exceptionsIn(standings, today).map(({ standing, reasons }) => [standing, reasons]));
  const isAtRisk = ({ standing }: BoardRisk) => standing.status === 'at-risk';
  return standings
    .filter(({ status }) => isOpen(status) && status !== 'overdue')
    .flatMap((standing) => {
      const found = (exceptions.get(standing) ?? []).filter(({ kind }) => RISKS.includes(kind)).map(({ why }) => why);
      const why = standing.status === 'at-risk' ? [standing.why, ...found.filter((reason) => reason !== standing.why)] : found;
      return why.length === 0 ? [] : [{ standing, why }];
    })
    .toSorted(
      (left, right) => Number(isAtRisk(right)) - Number(isAtRisk(left)) || byDate(left.standing.action.dueOn, right.standing.action.dueOn),
    );
}

/** "Two actions were done since 20 August 2026; two are overdue and three decisions are wanted". */
export function boardInWords({ done, overdue, decisions }: BoardReport, since: CalendarDate): string {
  const start = `${startWithCapital(numberInWords(done.length))} ${done.length > 1 ? 'actions were' : 'action was'} done since ${dateInWords(since)}`;
  const parts = [
    `${overdue.length === 0 ? 'none' : numberInWords(overdue.length)} ${overdue.length > 1 ? 'are' : 'is'} overdue`,
    ...(decisions.length === 0
      ? []
      : [`${numberInWords(decisions.length)} ${decisions.length === 1 ? 'decision is' : 'decisions are'} wanted`]),
  ];
  return `${start}; ${listInWords(parts)}`;
}
