import { isAllowed, type Actor } from '@/domain/access';
import { isSlug, type Authority } from '@/domain/authorities';
import {
  answering,
  answers,
  asKnownOn,
  chainsOf,
  changesOpenTo,
  choicesOf,
  chronicleOf,
  clocksOfPlan,
  groupActions,
  isRecordId,
  pageOfGroups,
  readSelection,
  selectActions,
  threadOf,
  unansweredIn,
  withStatuses,
  type Action,
  type ActionChange,
  type ActionEvent,
  type DateMove,
  type Evidence,
  type FindingChain,
  type Objective,
  type PagedGroups,
  type Plan,
  type PlanClock,
  type PlanSelection,
  type PlanState,
  type SelectionChoices,
  type SelectionQuery,
  type StandingWithStatus,
  type Thread,
} from '@/domain/improvement';
import { judgementIn, latestGraded, returnWindow, type Inspection, type Judgement, type ReturnWindow } from '@/domain/inspections';
import { byDate, calendarDateSchema, isBefore, NotFound, type CalendarDate, type Problem } from '@/domain/shared';
import { findPlanOfAction, findPlanOfObjective, listPublications, listUpdates } from '@/database/improvement';
import { listInspections, listInspectionsByIds } from '@/database/inspections';
import { authorise } from '../access';
import { nationalPicture } from '../national-picture';
import { postsOf } from '../posts';
import { askerOf } from './asker';
import { loadPlan, loadPlanAsAt, type CouncilPlan } from './load';

/** Rows on one page of a plan's list. */
const ROWS = 200;
/** More events than a council has had since 2009. */
const MOST_EVENTS = 200;

/** What an address asks of a plan, as it stands there. */
export interface PlanQuery extends SelectionQuery {
  /** Id of another plan than the one in force. */
  readonly plan?: string | undefined;
  /** A past day, `2026-03-31`. */
  readonly asAt?: string | undefined;
  readonly page?: string | undefined;
}

/** A plan on a day, with the choices of its filter. */
export interface PlanView {
  readonly authority: Authority;
  readonly plans: readonly Plan[];
  /** Null while there is no plan, or was none on that day. */
  readonly plan: Plan | null;
  /** The day that the page speaks of. */
  readonly day: CalendarDate;
  /** Whether that is a past day. */
  readonly isPast: boolean;
  /** All actions of the plan, by reference. */
  readonly standings: readonly StandingWithStatus[];
  readonly selected: readonly StandingWithStatus[];
  /** The selected ones on one page of the list. */
  readonly list: PagedGroups;
  readonly selection: PlanSelection;
  readonly choices: SelectionChoices;
  readonly unanswered: readonly FindingChain[];
  readonly clocks: readonly PlanClock[];
  /** Whether a version of it had been published by that day. */
  readonly isPublished: boolean;
  readonly problems: readonly Problem[];
  readonly may: PlanRights;
}

/** A plan with those of its actions that were asked for. */
export interface SelectedFromPlan
  extends CouncilPlan, Pick<PlanView, 'day' | 'isPast' | 'standings' | 'selected' | 'selection' | 'choices' | 'problems'> {}

/** What the asker may do about a plan besides reading it. */
export interface PlanRights {
  readonly change: boolean;
  readonly publish: boolean;
  readonly reportOnOwn: boolean;
}

/** One objective with its actions. */
export interface ObjectiveView {
  readonly authority: Authority;
  readonly plan: Plan;
  readonly objective: Objective;
  readonly standings: readonly StandingWithStatus[];
  /** What its actions answer. */
  readonly chains: readonly FindingChain[];
  readonly day: CalendarDate;
  readonly may: PlanRights;
}

/** One action with everything that happened to it. People stand in it by their post. */
export interface ActionView {
  readonly authority: Authority;
  readonly plan: Plan;
  readonly objective: Objective;
  readonly standing: StandingWithStatus;
  readonly day: CalendarDate;
  readonly chains: readonly FindingChain[];
  readonly thread: Thread;
  /** Of its judgement: the latest grade, and when inspectors may come again; null where no judgement or no inspection is known. */
  readonly judgement: { readonly inspection: Inspection; readonly latest: Judgement; readonly returning: ReturnWindow } | null;
  readonly moves: readonly { readonly move: DateMove; readonly by: string }[];
  readonly evidence: readonly {
    readonly evidence: Evidence;
    readonly givenBy: string | null;
    readonly checkedBy: string | null;
  }[];
  readonly closedBy: string | null;
  /** Newest first. */
  readonly events: readonly ActionEvent[];
  /** What has to be finished before it, and what waits for it. */
  readonly needs: readonly StandingWithStatus[];
  readonly neededBy: readonly StandingWithStatus[];
  /** The actions before and after it in the plan. */
  readonly before: StandingWithStatus | null;
  readonly after: StandingWithStatus | null;
  readonly readsInternal: boolean;
  /** What the asker may do to it as it is. */
  readonly changes: readonly ActionChange[];
}

/**
 * A plan as it stands today, or as its page showed it on a past day: facts from the history up to the end of that day, statuses as of that day. Throws
 * `Forbidden`, and `NotFound` for an unknown council or plan.
 */
export async function viewPlan(actor: Actor, slug: string, query: PlanQuery, today: CalendarDate): Promise<PlanView> {
  const { state, ...selected } = await selectFromPlan(actor, slug, query, today);
  const view = { ...selected, may: rightsOf(actor, slug) };
  if (state === null) return { ...view, ...NO_PLAN };
  return {
    ...view,
    plan: state.plan,
    list: pageOfGroups(groupActions(view.selected, view.selection, state), Number.parseInt(query.page ?? '1', 10) || 1, ROWS),
    unanswered: unansweredIn(state),
    clocks: await clocksOf(state, view.day),
    isPublished: (await listPublications(state.plan.id)).some(({ on }) => !isBefore(view.day, on)),
  };
}

/** The actions that a query asks for, as its page shows them and a file holds them. Throws as `viewPlan`. */
export async function selectFromPlan(actor: Actor, slug: string, query: PlanQuery, today: CalendarDate): Promise<SelectedFromPlan> {
  const { past, problems } = readAsAt(query, today);
  const planId = query.plan || null;
  const council = past === null ? await loadPlan(actor, slug, planId) : await loadPlanAsAt(actor, slug, planId, past);
  const day = past ?? today;
  const { state } = council;
  const shared = { ...council, day, isPast: past !== null };
  if (state === null) {
    const { selection } = readSelection({}, NO_CHOICES);
    return { ...shared, standings: [], selected: [], selection, choices: NO_CHOICES, problems };
  }
  const standings = withStatuses(state.actions, day);
  const choices = choicesOf(state, standings);
  const { selection, problems: wrong } = readSelection(query, choices);
  const selected = selectActions(standings, selection, state.findings, day);
  return { ...shared, standings, selected, selection, choices, problems: [...problems, ...wrong] };
}

/** Throws `Forbidden`, and `NotFound` for an unknown council or objective. */
export async function viewObjective(actor: Actor, slug: string, id: string, today: CalendarDate): Promise<ObjectiveView> {
  const { authority, state } = await loadContaining(actor, slug, id, findPlanOfObjective);
  const objective = state.objectives.find((each) => each.id === id);
  if (objective === undefined) throw new NotFound(`No objective ${id} of ${slug}`);
  const standings = withStatuses(
    state.actions.filter(({ action }) => action.objectiveId === id),
    today,
  );
  const chains = chainsOf(state.findings).filter((chain) => answering(chain, standings).length > 0);
  return { authority, plan: state.plan, objective, standings, chains, day: today, may: rightsOf(actor, slug) };
}

/** What is internal about updates is read only for whoever may read it. Throws `Forbidden`, and `NotFound` for an unknown council or action. */
export async function viewAction(actor: Actor, slug: string, id: string, today: CalendarDate): Promise<ActionView> {
  const { authority, state } = await loadContaining(actor, slug, id, findPlanOfAction);
  const standings = withStatuses(state.actions, today);
  const index = standings.findIndex(({ action }) => action.id === id);
  const standing = standings[index];
  const objective = state.objectives.find((each) => each.id === standing?.action.objectiveId);
  if (standing === undefined || objective === undefined) throw new NotFound(`No action ${id} of ${slug}`);
  const { action, evidence } = standing;
  const readsInternal = isOwner(actor, slug, action) || isAllowed(actor, 'read-internal', slug);
  const [updates, judgement, postOf] = await Promise.all([
    listUpdates(id, readsInternal),
    judgementFor(slug, action, today),
    postsOf(slug, [
      action.closed?.by,
      ...action.moves.map(({ by }) => by),
      ...evidence.flatMap(({ given, check }) => [given?.by, check?.by]),
    ]),
  ]);
  return {
    authority,
    plan: state.plan,
    objective,
    standing,
    day: today,
    chains: chainsOf(state.findings).filter((chain) => answers(action, chain)),
    thread: threadOf(standing, state.findings),
    judgement,
    moves: action.moves.map((move) => ({ move, by: postOf(move.by) })),
    evidence: evidence.toSorted(byGiving).map((piece) => ({
      evidence: piece,
      givenBy: piece.given && postOf(piece.given.by),
      checkedBy: piece.check && postOf(piece.check.by),
    })),
    closedBy: action.closed && postOf(action.closed.by),
    events: chronicleOf(action, evidence, updates, today),
    needs: standings.filter((other) => action.needs.includes(other.action.id)),
    neededBy: standings.filter((other) => other.action.needs.includes(id)),
    before: standings[index - 1] ?? null,
    after: standings[index + 1] ?? null,
    readsInternal,
    changes: changesOpenTo(action, askerOf(actor, slug)),
  };
}

/** The statutory clocks of the events that a plan answers, as they were known on a day. */
export async function clocksOf({ plan, findings }: PlanState, day: CalendarDate): Promise<readonly PlanClock[]> {
  const events = await listInspectionsByIds(plan.authority, plan.events);
  return clocksOfPlan(
    events.map((event) => asKnownOn(event, day)),
    findings,
    day,
  );
}

const NO_CHOICES: SelectionChoices = {
  areas: [],
  owners: [],
  isSomethingUnowned: false,
  findings: [],
  isSomethingUnasked: false,
};

const NO_PLAN = {
  plan: null,
  list: { groups: [], page: 1, pages: 1 },
  unanswered: [],
  clocks: [],
  isPublished: false,
} as const;

function readAsAt(
  { asAt = '' }: PlanQuery,
  today: CalendarDate,
): { readonly past: CalendarDate | null; readonly problems: readonly Problem[] } {
  if (asAt === '') return { past: null, problems: [] };
  const parsed = calendarDateSchema.safeParse(asAt);
  if (!parsed.success) return { past: null, problems: parsed.error.issues.map(({ message }) => ({ field: 'as-at', message })) };
  if (isBefore(today, parsed.data)) return { past: null, problems: [{ field: 'as-at', message: 'Choose a day up to today' }] };
  return { past: parsed.data.equals(today) ? null : parsed.data, problems: [] };
}

/** The plan that something belongs to, with what is found of it. */
async function loadContaining(
  actor: Actor,
  slug: string,
  id: string,
  findPlanId: (slug: string, id: string) => Promise<string | null>,
): Promise<CouncilPlan & { readonly state: PlanState }> {
  authorise(actor, 'read-plan', slug);
  const planId = isSlug(slug) && isRecordId(id) ? await findPlanId(slug, id) : null;
  if (planId === null) throw new NotFound(`Nothing in the plans of ${slug} has the id ${id}`);
  const { state, ...council } = await loadPlan(actor, slug, planId);
  if (state === null) throw new NotFound(`No plan ${planId} of ${slug}`);
  return { ...council, state };
}

function rightsOf(actor: Actor, slug: string): PlanRights {
  return {
    change: isAllowed(actor, 'change-plan', slug),
    publish: isAllowed(actor, 'publish', slug),
    reportOnOwn: isAllowed(actor, 'report-on-own-actions', slug),
  };
}

function isOwner(actor: Actor, slug: string, { owner }: Action): boolean {
  return actor.kind === 'person' && owner.personId === actor.id && isAllowed(actor, 'report-on-own-actions', slug);
}

/** What was given first stands first, what is missing last. */
function byGiving(left: Evidence, right: Evidence): number {
  if (left.given === null || right.given === null) return Number(left.given === null) - Number(right.given === null);
  return byDate(left.given.on, right.given.on);
}

async function judgementFor(slug: string, { area }: Action, today: CalendarDate): Promise<ActionView['judgement']> {
  if (area === null) return null;
  const [{ inspections }, { waits }] = await Promise.all([listInspections(slug, { limit: MOST_EVENTS, offset: 0 }), nationalPicture()]);
  const inspection = latestGraded(inspections);
  const latest = inspection && judgementIn(inspection, area);
  return inspection && latest && { inspection, latest, returning: returnWindow(inspection, waits, today) };
}
