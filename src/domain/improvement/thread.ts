import type { Finding } from '../findings';
import { AREAS } from '../frameworks';
import { numberInWords } from '../shared';
import { showsEffect, yearInWords } from './aims';
import { stateOfEvidence, stepsDone } from './plan';
import type { StandingWithStatus } from './state';

/** The stations of the golden thread, from what inspectors said to what they will say next. */
export const STATIONS = {
  finding: 'Finding',
  action: 'Action',
  evidence: 'Evidence',
  indicator: 'Indicator',
  judgement: 'Next judgement',
} as const;

export type StationKey = keyof typeof STATIONS;

/** The golden thread of one action. */
export interface Thread {
  /** In order. The first that is not proved is where the thread stops; from there on it is dotted. */
  readonly stations: readonly { readonly key: StationKey; readonly proved: boolean }[];
  readonly stopsAt: StationKey;
  /** A sentence without full stop: "The thread stops at evidence: one of three items is accepted". */
  readonly words: string;
}

/** Where an action's thread stops. A judgement that is still to come is never proved, so it always stops somewhere. */
export function threadOf(standing: StandingWithStatus, findings: readonly Pick<Finding, 'id'>[]): Thread {
  const known = new Set(findings.map(({ id }) => id));
  const gaps: Readonly<Record<StationKey, string | null>> = {
    finding: standing.action.findings.some((id) => known.has(id)) ? null : 'The thread has no beginning: the action answers no finding',
    action: gapInAction(standing),
    evidence: gapInEvidence(standing),
    indicator: gapInIndicator(standing),
    judgement: 'The thread leads up to the next judgement',
  };
  const keys: readonly StationKey[] = ['finding', 'action', 'evidence', 'indicator', 'judgement'];
  const stopsAt = keys.find((key) => gaps[key] !== null) ?? 'judgement';
  return {
    stations: keys.map((key) => ({ key, proved: gaps[key] === null && keys.indexOf(key) < keys.indexOf(stopsAt) })),
    stopsAt,
    words: gaps[stopsAt] ?? '',
  };
}

/** Which judgement may come to speak of it: `Help and protection`. */
export function judgementInWords({ action: { area } }: Pick<StandingWithStatus, 'action'>): string {
  return area === null ? 'No judgement is named' : AREAS[area].name;
}

function gapInAction({ action, status, lastUpdate }: StandingWithStatus): string | null {
  if (status === 'stopped') return 'The thread ends at the action: it was stopped';
  return lastUpdate === null && stepsDone(action) === 0 && status !== 'done'
    ? 'The thread stops at the action: nothing has been done yet'
    : null;
}

function gapInEvidence({ evidence }: StandingWithStatus): string | null {
  const stop = 'The thread stops at evidence:';
  const states = evidence.map(stateOfEvidence);
  if (states.length === 0) return `${stop} none is expected yet`;
  const accepted = states.filter((state) => state === 'accepted').length;
  if (accepted === states.length) return null;
  if (states.every((state) => state === 'unchecked')) return `${stop} nobody has checked it`;
  if (states.every((state) => state === 'missing')) return `${stop} nothing has been given yet`;
  return `${stop} ${numberInWords(accepted)} of ${numberInWords(states.length)} ${states.length === 1 ? 'item' : 'items'} ${accepted === 1 ? 'is' : 'are'} accepted`;
}

/** Only figures that got better, or that reach the target, show that it worked. */
function gapInIndicator({ indicators: [main] }: StandingWithStatus): string | null {
  const stop = 'The thread stops at the indicator:';
  if (main === undefined) return `${stop} none is chosen to show that it worked`;
  if (showsEffect(main)) return null;
  const words = yearInWords(main);
  return `${stop} ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}
