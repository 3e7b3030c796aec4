import type { Finding } from '../findings';
import { AREA_KEYS, isAreaKey, type AreaKey } from '../frameworks';
import { byDate, isBefore, type CalendarDate, type Problem } from '../shared';
import { answering, answers, chainsOf, isAskedOf, type FindingChain } from './answers';
import { ownerInWords, type Objective } from './plan';
import { byReference, type PlanState, type StandingWithStatus } from './state';
import { isOpen, isStatus, SOON_DAYS, STATUS_KEYS, type Status } from './status';

/** Stands in an address for "nobody" and "no finding". */
export const NONE = '-';

/** By due date and its moves. */
export const DUE_PERIODS = {
  overdue: 'Overdue',
  soon: `In the next ${SOON_DAYS} days`,
  later: 'Later',
  moved: 'Moved at least once',
  'moved-twice': 'Moved twice or more',
} as const;

export const PLAN_SORTS = { reference: 'Number', owner: 'Owner', due: 'Due date', status: 'Status' } as const;

export const PLAN_GROUPINGS = { finding: 'What inspectors asked for', objective: 'Objective', none: 'Not grouped' } as const;

export type DuePeriod = keyof typeof DUE_PERIODS;
export type PlanSort = keyof typeof PLAN_SORTS;
export type PlanGrouping = keyof typeof PLAN_GROUPINGS;

/** What an address asks of a plan, as it stands there. */
export interface SelectionQuery {
  readonly area?: string | undefined;
  readonly status?: string | undefined;
  readonly owner?: string | undefined;
  readonly finding?: string | undefined;
  readonly due?: string | undefined;
  readonly sort?: string | undefined;
  readonly group?: string | undefined;
}

/** Which actions are shown and how; null leaves a choice open. */
export interface PlanSelection {
  readonly area: AreaKey | null;
  readonly status: Status | null;
  /** As `ownerInWords` says it; `NONE` for actions without one. */
  readonly owner: string | null;
  /** Id of a finding; `NONE` for actions that answer none. */
  readonly finding: string | null;
  readonly due: DuePeriod | null;
  readonly sort: PlanSort;
  readonly group: PlanGrouping;
}

/** What a plan offers to choose from: only what at least one of its actions has. */
export interface SelectionChoices {
  readonly areas: readonly AreaKey[];
  readonly owners: readonly string[];
  readonly isSomethingUnowned: boolean;
  readonly findings: readonly Finding[];
  readonly isSomethingUnasked: boolean;
}

/** Actions under what they answer or belong to. */
export interface PlanGroup {
  readonly key: string;
  /** Grouped by finding: what is answered, null for actions that answer nothing. */
  readonly chain: FindingChain | null;
  /** Grouped by objective. */
  readonly objective: Objective | null;
  readonly standings: readonly StandingWithStatus[];
  /** No action of the whole plan that still runs answers the finding. */
  readonly unanswered: boolean;
}

export function choicesOf(state: PlanState, standings: readonly StandingWithStatus[]): SelectionChoices {
  const areas = new Set(standings.map(({ action }) => action.area));
  const owners = new Set(standings.map(({ action }) => ownerInWords(action)));
  const chains = chainsOf(state.findings).filter(
    (chain) => isAskedOf(state.plan, chain) || standings.some(({ action }) => answers(action, chain)),
  );
  const offered = new Set(chains.flatMap(({ members }) => members.map(({ id }) => id)));
  return {
    areas: AREA_KEYS.filter((area) => areas.has(area)),
    owners: [...owners].filter((owner) => owner !== null).toSorted(byWords),
    isSomethingUnowned: owners.has(null),
    findings: state.findings.filter(({ id }) => offered.has(id)),
    isSomethingUnasked: standings.some(({ action }) => action.findings.length === 0),
  };
}

/** Reads the choices out of an address. What cannot be read is left open, with a sentence that says what to do. */
export function readSelection(
  query: SelectionQuery,
  choices: Pick<SelectionChoices, 'owners' | 'findings'>,
): { readonly selection: PlanSelection; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const read = <Value extends string>(
    field: keyof SelectionQuery,
    isValue: (text: string) => text is Value,
    message: string,
  ): Value | null => {
    const text = query[field] ?? '';
    if (text === '') return null;
    if (isValue(text)) return text;
    // What to sort by is chosen at the head of the table, where there is no field to lead to.
    problems.push(field === 'sort' ? { message } : { field, message });
    return null;
  };
  const isOwner = (text: string): text is string => text === NONE || choices.owners.includes(text);
  const isFinding = (text: string): text is string => text === NONE || choices.findings.some(({ id }) => id === text);
  const selection: PlanSelection = {
    area: read('area', isAreaKey, 'Choose a judgement from the list'),
    status: read('status', isStatus, 'Choose a status from the list'),
    owner: read('owner', isOwner, 'Choose an owner from the list: no action of this plan has that one'),
    finding: read('finding', isFinding, 'Choose a finding from the list: this plan does not answer that one'),
    due: read('due', isDuePeriod, 'Choose a due date from the list'),
    sort: read('sort', isPlanSort, 'Choose what to sort by at the head of a column') ?? 'reference',
    group: read('group', isPlanGrouping, 'Choose from the list how to group') ?? 'finding',
  };
  return { selection, problems };
}

/** The actions that fit every choice, sorted. */
export function selectActions(
  standings: readonly StandingWithStatus[],
  selection: PlanSelection,
  findings: readonly Finding[],
  today: CalendarDate,
): readonly StandingWithStatus[] {
  const { area, status, owner, finding, due } = selection;
  const chain = finding === null ? undefined : chainsOf(findings).find(({ members }) => members.some(({ id }) => id === finding));
  return standings
    .filter(({ action }) => area === null || action.area === area)
    .filter((standing) => status === null || standing.status === status)
    .filter(({ action }) => owner === null || (ownerInWords(action) ?? NONE) === owner)
    .filter(({ action }) => finding === null || (finding === NONE ? action.findings.length === 0 : chain && answers(action, chain)))
    .filter((standing) => due === null || FITS_PERIOD[due](standing, today))
    .toSorted(ORDERS[selection.sort]);
}

/** Whether the choices leave something out. */
export function isNarrowed({ area, status, owner, finding, due }: PlanSelection): boolean {
  return [area, status, owner, finding, due].some((choice) => choice !== null);
}

/**
 * The selected actions in groups, in the order of the plan. By finding, an action that answers several stands under each; a finding that nothing answers has a
 * group of its own, as long as nothing was chosen that only actions have.
 */
export function groupActions(
  selected: readonly StandingWithStatus[],
  { group, area, status, owner, finding, due }: PlanSelection,
  state: PlanState,
): readonly PlanGroup[] {
  if (group === 'none') return selected.length === 0 ? [] : [{ ...NO_GROUP, key: 'all', standings: selected }];
  if (group === 'objective') {
    return state.objectives.flatMap((objective) => {
      const standings = selected.filter(({ action }) => action.objectiveId === objective.id);
      return standings.length === 0 ? [] : [{ ...NO_GROUP, key: objective.id, objective, standings }];
    });
  }
  const running = state.actions.filter(({ action }) => action.stopped === null);
  const isUnansweredShown = status === null && owner === null && due === null;
  const groups = chainsOf(state.findings).flatMap((chain) => {
    if (finding !== null && !chain.members.some(({ id }) => id === finding)) return [];
    const unanswered = isAskedOf(state.plan, chain) && answering(chain, running).length === 0;
    const standings = answering(chain, selected);
    const isShown = standings.length > 0 || (unanswered && isUnansweredShown && (area === null || chain.head.area === area));
    return isShown ? [{ key: chain.head.id, chain, objective: null, standings, unanswered }] : [];
  });
  const known = new Set(state.findings.map(({ id }) => id));
  const others = selected.filter(({ action }) => !action.findings.some((id) => known.has(id)));
  return others.length === 0 ? groups : [...groups, { ...NO_GROUP, key: NONE, standings: others }];
}

/**
 * One page of grouped actions: at most so many rows, groups cut where a page ends. A page that does not exist is the nearest that does.
 */
export function pageOfGroups(groups: readonly PlanGroup[], page: number, rows: number): PagedGroups {
  const total = groups.reduce((sum, { standings }) => sum + Math.max(1, standings.length), 0);
  const pages = Math.max(1, Math.ceil(total / rows));
  const current = Math.min(Math.max(1, page), pages);
  const from = (current - 1) * rows;
  const shown: PlanGroup[] = [];
  let before = 0;
  for (const group of groups) {
    const height = Math.max(1, group.standings.length);
    const first = Math.max(0, from - before);
    const last = Math.min(height, from + rows - before);
    if (first < last) shown.push({ ...group, standings: group.standings.slice(first, last) });
    before += height;
  }
  return { groups: shown, page: current, pages };
}

/** How many actions have each status, worst first; a status that none has is left out. */
export function tallyOf(standings: readonly StandingWithStatus[]): readonly { readonly status: Status; readonly count: number }[] {
  return STATUS_KEYS.map((status) => ({ status, count: standings.filter((standing) => standing.status === status).length })).filter(
    ({ count }) => count > 0,
  );
}

export function isDuePeriod(text: string): text is DuePeriod {
  return Object.hasOwn(DUE_PERIODS, text);
}

export function isPlanSort(text: string): text is PlanSort {
  return Object.hasOwn(PLAN_SORTS, text);
}

export function isPlanGrouping(text: string): text is PlanGrouping {
  return Object.hasOwn(PLAN_GROUPINGS, text);
}

const NO_GROUP = { chain: null, objective: null, unanswered: false } as const;

/** What is done or stopped is due no more; that its date was moved stays true. */
const FITS_PERIOD: Readonly<Record<DuePeriod, (standing: StandingWithStatus, today: CalendarDate) => boolean>> = {
  overdue: ({ status }) => status === 'overdue',
  soon: ({ action, status }, today) => isOpen(status) && !isBefore(action.dueOn, today) && !isBefore(lastSoonDay(today), action.dueOn),
  later: ({ action, status }, today) => isOpen(status) && isBefore(lastSoonDay(today), action.dueOn),
  moved: ({ action }) => action.moves.length > 0,
  'moved-twice': ({ action }) => action.moves.length > 1,
};

const ORDERS: Readonly<Record<PlanSort, (left: StandingWithStatus, right: StandingWithStatus) => number>> = {
  reference: byReference,
  // Nobody stands first: that is what needs mending.
  owner: (left, right) => byWords(ownerInWords(left.action) ?? '', ownerInWords(right.action) ?? '') || byReference(left, right),
  due: (left, right) => byDate(left.action.dueOn, right.action.dueOn) || byReference(left, right),
  status: (left, right) => STATUS_KEYS.indexOf(left.status) - STATUS_KEYS.indexOf(right.status) || byReference(left, right),
};

function lastSoonDay(today: CalendarDate): CalendarDate {
  return today.add({ days: SOON_DAYS });
}

function byWords(left: string, right: string): number {
  return left.localeCompare(right, 'en-GB');
}

export interface PagedGroups {
  readonly groups: readonly PlanGroup[];
  readonly page: number;
  readonly pages: number;
}
