import { FINDING_KINDS, type Finding } from '../findings';
import type { Action, ActionStanding, Plan } from './plan';
import type { PlanState } from './state';

/** A finding with the earlier ones that it repeats: what answers one of them answers all. */
export interface FindingChain {
  /** The newest: it names the chain. */
  readonly head: Finding;
  /** The head first, then what it repeats, newest first. */
  readonly members: readonly Finding[];
}

/** Every finding in exactly one chain; in the order of the findings given. Of several that repeat the same earlier one, the first given has it. */
export function chainsOf(findings: readonly Finding[]): readonly FindingChain[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const repeated = new Set(findings.flatMap(({ repeats }) => repeats ?? []));
  const taken = new Set<string>();
  const heads = [...findings.filter(({ id }) => !repeated.has(id)), ...findings];
  const chains: FindingChain[] = [];
  for (const head of heads) {
    const members: Finding[] = [];
    for (let next: Finding | undefined = head; next !== undefined && !taken.has(next.id); next = byId.get(next.repeats ?? '')) {
      taken.add(next.id);
      members.push(next);
    }
    if (members.length > 0) chains.push({ head, members });
  }
  return chains.toSorted((left, right) => findings.indexOf(left.head) - findings.indexOf(right.head));
}

export function answers({ findings }: Pick<Action, 'findings'>, { members }: FindingChain): boolean {
  return members.some(({ id }) => findings.includes(id));
}

/** What inspectors asked for of a plan, and no action does: one that was stopped answers nothing any more. */
export function unansweredIn({ plan, findings, actions }: Pick<PlanState, 'plan' | 'findings' | 'actions'>): readonly FindingChain[] {
  const running = actions.filter(({ action }) => action.stopped === null);
  return chainsOf(findings).filter((chain) => isAskedOf(plan, chain) && !running.some(({ action }) => answers(action, chain)));
}

/**
 * Whether it is asked for in an event that the plan answers, or in one that began while the plan is in force: that asks too, before anybody has said that the plan
 * answers it.
 */
export function isAskedOf(
  { events, beginsOn, endedOn }: Pick<Plan, 'events' | 'beginsOn' | 'endedOn'>,
  { head, members }: FindingChain,
): boolean {
  // An event's id begins with its first day.
  const isSince = (inspection: string) => endedOn === null && inspection >= beginsOn.toString();
  return FINDING_KINDS[head.kind].asksForAnswer && members.some(({ inspection }) => events.includes(inspection) || isSince(inspection));
}

/** The actions that answer a finding, or one that repeats it or that it repeats. */
export function answering<Standing extends ActionStanding>(chain: FindingChain, standings: readonly Standing[]): readonly Standing[] {
  return standings.filter(({ action }) => answers(action, chain));
}
