import {
  actionVersion,
  evidenceVersion,
  objectiveVersion,
  planVersion,
  progressInternalVersion,
  progressVersion,
  type Action,
  type Evidence,
  type Objective,
  type Plan,
  type ProgressInternal,
  type ProgressUpdate,
} from '@/domain/improvement';
import type { Json, NewHistoryEntry } from '@/domain/history';
import type { Moment } from '@/domain/shared';
import { database, type Queries } from '../client';
import { appendHistories } from '../history';
import { toDateColumn, toTimeColumn } from '../rows';
import { actionColumns, evidenceColumns } from './rows';

/** Many may save at once, and an import saves hundreds of actions: each waits for a connection and for the council's chain. */
const PATIENCE = { maxWait: 15_000, timeout: 60_000 };

/**
 * Saves new and changed records of a council's plan with their history, all or nothing. A record's `version` is the one it was read at, 0 for a new one. Where one
 * was saved by somebody else since, nothing is saved and `overtaken` says which.
 */
export async function savePlanChange(slug: string, change: PlanChange, note: HistoryNote): Promise<{ readonly overtaken: string | null }> {
  try {
    await database().$transaction(async (queries) => {
      const { id: authorityId } = await queries.authority.findUniqueOrThrow({ where: { slug }, select: { id: true } });
      const saved: NewHistoryEntry[] = [];
      const keep = (recordType: string, id: string, version: number, content: Json) => {
        saved.push({ chain: slug, recordType, recordId: id, version: version + 1, content, ...note });
      };
      for (const plan of change.plans ?? []) {
        await savePlan(queries, authorityId, plan);
        keep('plan', plan.id, plan.version, planVersion(plan));
      }
      for (const objective of change.objectives ?? []) {
        await saveObjective(queries, objective);
        keep('objective', objective.id, objective.version, objectiveVersion(objective));
      }
      for (const action of change.actions ?? []) await saveAction(queries, action);
      // An action may depend on one that is saved with it.
      for (const action of change.actions ?? []) {
        await saveParts(queries, action);
        keep('action', action.id, action.version, actionVersion(action));
      }
      for (const update of change.updates ?? []) {
        const { id, actionId, at, by: reportedBy, done, difference, stepsFinished, finished, atRisk } = update;
        await queries.progressUpdate.create({
          data: { id, actionId, at: toTimeColumn(at), reportedBy, done, difference, stepsFinished: [...stepsFinished], finished, atRisk },
        });
        keep('progress-update', id, 0, progressVersion(update));
      }
      for (const internal of change.internals ?? []) {
        await queries.progressInternal.create({ data: { ...internal } });
        keep('progress-internal', internal.updateId, 0, progressInternalVersion(internal));
      }
      for (const evidence of change.evidence ?? []) {
        await saveEvidence(queries, evidence);
        keep('evidence', evidence.id, evidence.version, evidenceVersion(evidence));
      }
      await appendHistories(queries, saved);
    }, PATIENCE);
    return { overtaken: null };
  } catch (error) {
    if (error instanceof Overtaken) return { overtaken: error.recordId };
    throw error;
  }
}

async function savePlan(queries: Queries, authorityId: number, plan: Plan): Promise<void> {
  const { id, title, version } = plan;
  const data = {
    title,
    partners: [...plan.partners],
    beginsOn: toDateColumn(plan.beginsOn),
    endedOn: plan.endedOn && toDateColumn(plan.endedOn),
    version: version + 1,
  };
  if (version === 0) await queries.plan.create({ data: { ...data, id, authorityId } });
  else expectOne(await queries.plan.updateMany({ where: { id, authorityId, version }, data }), id);
  const events = await queries.inspection.findMany({ where: { authorityId, key: { in: [...plan.events] } }, select: { id: true } });
  if (events.length !== new Set(plan.events).size) throw new Error(`Plan ${id} answers an event that is not recorded`);
  await queries.planEvent.deleteMany({ where: { planId: id } });
  await queries.planEvent.createMany({ data: events.map((event) => ({ planId: id, inspectionId: event.id })) });
}

async function saveObjective(queries: Queries, { id, planId, number, title, outcome, version }: Objective): Promise<void> {
  const data = { number, title, outcome, version: version + 1 };
  if (version === 0) await queries.objective.create({ data: { ...data, id, planId } });
  else expectOne(await queries.objective.updateMany({ where: { id, planId, version }, data }), id);
}

async function saveAction(queries: Queries, action: Action): Promise<void> {
  const { id, planId, version } = action;
  const data = { ...actionColumns(action), version: version + 1 };
  if (version === 0) await queries.action.create({ data: { ...data, id, planId } });
  else expectOne(await queries.action.updateMany({ where: { id, planId, version }, data }), id);
}

async function saveParts(queries: Queries, { id: actionId, version, steps, findings, needs, moves }: Action): Promise<void> {
  if (version > 0) {
    await queries.actionStep.deleteMany({ where: { actionId } });
    await queries.actionFinding.deleteMany({ where: { actionId } });
    await queries.actionDependency.deleteMany({ where: { actionId } });
  }
  await queries.actionStep.createMany({
    data: steps.map(({ id, text, doneOn }, index) => ({ id, actionId, position: index + 1, text, doneOn: doneOn && toDateColumn(doneOn) })),
  });
  await queries.actionFinding.createMany({ data: findings.map((findingId) => ({ actionId, findingId })) });
  await queries.actionDependency.createMany({ data: needs.map((needsId) => ({ actionId, needsId })) });
  const known = version === 0 ? 0 : await queries.dateMove.count({ where: { actionId } });
  await queries.dateMove.createMany({
    data: moves.slice(known).map(({ from, to, reason, on, by }, index) => ({
      actionId,
      position: known + index + 1,
      from: toDateColumn(from),
      to: toDateColumn(to),
      reason,
      movedOn: toDateColumn(on),
      movedBy: by,
    })),
  });
}

async function saveEvidence(queries: Queries, evidence: Evidence): Promise<void> {
  const { id, actionId, version } = evidence;
  const data = { ...evidenceColumns(evidence), version: version + 1 };
  if (version === 0) await queries.evidence.create({ data: { ...data, id, actionId } });
  else expectOne(await queries.evidence.updateMany({ where: { id, actionId, version }, data }), id);
}

function expectOne({ count }: { readonly count: number }, id: string): void {
  if (count === 0) throw new Overtaken(id);
}

/** Ends a transaction in which a record was no longer at the version it was read at. */
class Overtaken extends Error {
  constructor(readonly recordId: string) {
    super(`${recordId} was saved by somebody else`);
  }
}

/** Records to save together; each kind in the order given. */
export interface PlanChange {
  readonly plans?: readonly Plan[];
  readonly objectives?: readonly Objective[];
  readonly actions?: readonly Action[];
  readonly updates?: readonly ProgressUpdate[];
  readonly internals?: readonly ProgressInternal[];
  readonly evidence?: readonly Evidence[];
}

/** Who saves, why and when. */
export interface HistoryNote {
  readonly actor: string;
  readonly reason: string | null;
  readonly at: Moment;
}
