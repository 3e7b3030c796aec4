import {
  ACTION_VERSION,
  actionOfVersion,
  assemblePlan,
  EVIDENCE_VERSION,
  evidenceOfVersion,
  isConfidence,
  OBJECTIVE_VERSION,
  objectiveOfVersion,
  PLAN_VERSION,
  planOfVersion,
  PROGRESS_VERSION,
  progressOfVersion,
  type ActionStanding,
  type Plan,
  type PlanState,
  type ProgressInternal,
  type ProgressUpdate,
} from '@/domain/improvement';
import type { HistoryEntry } from '@/domain/history';
import { DEFAULT_SETTINGS } from '@/domain/settings';
import type { Moment } from '@/domain/shared';
import type { z } from 'zod';
import { database } from '../client';
import { listFindings, listFindingsAsAt } from '../findings';
import { recordsAsAt } from '../history';
import { findKnownIndicators, keysOf, withIndicators } from './known-indicators';
import {
  actionFromRow,
  evidenceFromRow,
  objectiveFromRow,
  planFromRow,
  progressFromRow,
  standingFromRow,
  WHOLE_PLAN,
  WHOLE_STANDING,
} from './rows';

/** A plan that nobody could read: pages and loads stay bounded. */
export const MOST_ACTIONS = 2_000;
const MOST_PLANS = 50;
/** More than anybody could look after. */
const MOST_OWN = 200;
const MOST_UPDATES = 500;

/** A council's plans, those in force first, each kind the latest first. */
export async function listPlans(slug: string): Promise<readonly Plan[]> {
  const rows = await database().plan.findMany({
    where: { authority: { slug } },
    include: WHOLE_PLAN,
    orderBy: [{ beginsOn: 'desc' }, { id: 'asc' }],
    take: MOST_PLANS,
  });
  return inForceFirst(rows.map(planFromRow));
}

/** The plan as it stands; null where the council has none of that id. */
export async function findPlanState(slug: string, planId: string): Promise<PlanState | null> {
  const [row, findings] = await Promise.all([
    database().plan.findFirst({
      where: { id: planId, authority: { slug } },
      include: {
        ...WHOLE_PLAN,
        objectives: { orderBy: { number: 'asc' } },
        actions: {
          include: WHOLE_STANDING,
          orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
          take: MOST_ACTIONS,
        },
      },
    }),
    listFindings(slug),
  ]);
  if (!row) return null;
  const actions = row.actions.map(actionFromRow);
  return assemblePlan({
    plan: planFromRow(row),
    objectives: row.objectives.map(objectiveFromRow),
    actions,
    updates: row.actions.flatMap(({ updates }) => updates.map(progressFromRow)),
    evidence: row.actions.flatMap(({ evidence }) => evidence.map(evidenceFromRow)),
    findings,
    indicators: await findKnownIndicators(slug, keysOf(actions)),
  });
}

/** One action of a council as it stands, with its plan; null for an unknown one. */
export async function findAction(slug: string, actionId: string): Promise<ActionOfPlan | null> {
  const row = await database().action.findFirst({
    where: { id: actionId, plan: { authority: { slug } } },
    include: {
      ...WHOLE_STANDING,
      plan: { include: WHOLE_PLAN },
    },
  });
  const [standing] = row ? await withIndicators(slug, [standingFromRow(row)]) : [];
  return row && standing ? { plan: planFromRow(row.plan), standing } : null;
}

/** The actions of a council that a person owns, in plans in force, by due date. */
export async function listOwnActions(slug: string, personId: string): Promise<readonly ActionStanding[]> {
  const rows = await database().action.findMany({
    where: { ownerId: personId, plan: { authority: { slug }, endedOn: null } },
    include: WHOLE_STANDING,
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    take: MOST_OWN,
  });
  return withIndicators(slug, rows.map(standingFromRow));
}

/** A council's plans as they stood at a moment, as `listPlans` orders them. */
export async function listPlansAsAt(slug: string, at: Moment): Promise<readonly Plan[]> {
  const kept = (await recordsAsAt(slug, 'plan', at)).map((entry) =>
    planOfVersion(entry.recordId, slug, entry.version, read(PLAN_VERSION, entry)),
  );
  return inForceFirst(
    kept.toSorted((left, right) =>
      left.beginsOn.equals(right.beginsOn) ? (left.id < right.id ? -1 : 1) : left.beginsOn.toString() < right.beginsOn.toString() ? 1 : -1,
    ),
  );
}

/** The plan as it stood at a moment, from the history; null where it did not exist then. */
export async function findPlanStateAsAt(slug: string, planId: string, at: Moment): Promise<PlanState | null> {
  return (await listPlanStatesAsAt(slug, at)).find(({ plan }) => plan.id === planId) ?? null;
}

/** Every plan of a council as it stood at a moment, as `listPlans` orders them. */
export async function listPlanStatesAsAt(slug: string, at: Moment): Promise<readonly PlanState[]> {
  const [plans, objectives, actions, updates, evidence, findings] = await Promise.all([
    listPlansAsAt(slug, at),
    recordsAsAt(slug, 'objective', at),
    recordsAsAt(slug, 'action', at),
    recordsAsAt(slug, 'progress-update', at),
    recordsAsAt(slug, 'evidence', at),
    listFindingsAsAt(slug, at),
  ]);
  const records = {
    objectives: objectives.map((entry) => objectiveOfVersion(entry.recordId, entry.version, read(OBJECTIVE_VERSION, entry))),
    actions: actions.map((entry) => actionOfVersion(entry.recordId, entry.version, read(ACTION_VERSION, entry))),
    updates: updates.map((entry) => progressOfVersion(entry.recordId, read(PROGRESS_VERSION, entry))),
    evidence: evidence.map((entry) => evidenceOfVersion(entry.recordId, entry.version, read(EVIDENCE_VERSION, entry))),
  };
  const indicators = await findKnownIndicators(slug, keysOf(records.actions), at);
  return plans.map((plan) =>
    assemblePlan({ ...records, plan, findings, indicators, actions: records.actions.filter(({ planId }) => planId === plan.id) }),
  );
}

/** Id of the plan that an action of the council belongs to; null for an unknown action. */
export async function findPlanOfAction(slug: string, actionId: string): Promise<string | null> {
  const row = await database().action.findFirst({ where: { id: actionId, plan: { authority: { slug } } }, select: { planId: true } });
  return row?.planId ?? null;
}

/** Id of the plan that an objective of the council belongs to; null for an unknown objective. */
export async function findPlanOfObjective(slug: string, objectiveId: string): Promise<string | null> {
  const row = await database().objective.findFirst({ where: { id: objectiveId, plan: { authority: { slug } } }, select: { planId: true } });
  return row?.planId ?? null;
}

/** All that was reported of an action, the newest first. `internal` only where it is asked for: whoever may not read it is not even sent it. */
export async function listUpdates(
  actionId: string,
  withInternal: boolean,
): Promise<readonly { readonly update: ProgressUpdate; readonly internal: ProgressInternal | null }[]> {
  const rows = await database().progressUpdate.findMany({
    where: { actionId },
    include: { internal: withInternal },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: MOST_UPDATES,
  });
  return rows.map(({ internal, ...row }) => {
    const confidence = internal?.confidence ?? null;
    return {
      update: progressFromRow(row),
      internal: internal && {
        updateId: row.id,
        confidence: confidence !== null && isConfidence(confidence) ? confidence : null,
        blockers: internal.blockers,
      },
    };
  });
}

/** The councils that have plans in force, by slug, each with its plans. */
export async function listCouncilsWithPlans(): Promise<readonly CouncilWithPlans[]> {
  const rows = await database().authority.findMany({
    where: { plans: { some: { endedOn: null } } },
    select: {
      slug: true,
      name: true,
      settings: { select: { displayName: true, reminderDays: true } },
      plans: { where: { endedOn: null }, select: { id: true }, orderBy: [{ beginsOn: 'desc' }, { id: 'asc' }], take: MOST_PLANS },
    },
    orderBy: { slug: 'asc' },
  });
  return rows.map(({ slug, name, settings, plans }) => ({
    slug,
    name: settings?.displayName ?? name,
    reminderDays: settings?.reminderDays ?? DEFAULT_SETTINGS.reminderDays,
    planIds: plans.map(({ id }) => id),
  }));
}

function inForceFirst(plans: readonly Plan[]): readonly Plan[] {
  return [...plans.filter(({ endedOn }) => endedOn === null), ...plans.filter(({ endedOn }) => endedOn !== null)];
}

/** Throws where another version of this program has written what this one cannot read. */
function read<Version>(schema: z.ZodType<Version>, { recordType, recordId, version, content }: HistoryEntry): Version {
  const parsed = schema.safeParse(JSON.parse(content ?? 'null'));
  if (!parsed.success) throw new Error(`Version ${version} of ${recordType} ${recordId} cannot be read`);
  return parsed.data;
}

export interface ActionOfPlan {
  readonly plan: Plan;
  readonly standing: ActionStanding;
}

export interface CouncilWithPlans {
  readonly slug: string;
  /** As the council wants to be called, else as the reference data has it. */
  readonly name: string;
  readonly reminderDays: readonly number[];
  /** Those in force. */
  readonly planIds: readonly string[];
}
