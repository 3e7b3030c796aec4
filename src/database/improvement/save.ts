import {
  actionVersion,
  evidenceVersion,
  investmentVersion,
  objectiveVersion,
  planVersion,
  progressInternalVersion,
  progressVersion,
  type Action,
  type ActionStanding,
  type Aim,
  type Evidence,
  type Investment,
  type Objective,
  type Plan,
  type ProgressInternal,
  type ProgressUpdate,
} from '@/domain/improvement';
import type { Json, NewHistoryEntry } from '@/domain/history';
import type { Moment } from '@/domain/shared';
import { database, Prisma, type Queries } from '../client';
import { appendHistories } from '../history';
import { toDateColumn, toTimeColumn } from '../rows';
import { idsOfIndicators, keysOf } from './known-indicators';
import { actionColumns, evidenceColumns, investmentColumns } from './rows';
import { finishUpload, type FinishedUpload } from './uploads';

/** Many may save at once, and an import saves hundreds of actions: each waits for a connection and for the council's chain. */
const PATIENCE = { maxWait: 15_000, timeout: 60_000 };

/**
 * Saves new and changed records of a council's plan with their history, all or nothing. A record's `version` is the one it was read at, 0 for a new one. Where one
 * was saved by somebody else since, or a new one's number was taken, nothing is saved and `overtaken` says which. Neither is anything saved where an action is no
 * longer as `basis` says: what was decided on those facts has to be decided anew.
 */
export async function savePlanChange(
  slug: string,
  change: PlanChange,
  note: HistoryNote,
  basis: readonly Basis[] = [],
): Promise<{ readonly overtaken: string | null }> {
  return savePlanChanges(slug, [{ change, note }], basis);
}

/** The same for changes that were made one after the other, by different people at different times: all of them, or none. */
export async function savePlanChanges(
  slug: string,
  changes: readonly { readonly change: PlanChange; readonly note: HistoryNote }[],
  basis: readonly Basis[] = [],
): Promise<{ readonly overtaken: string | null }> {
  try {
    await database().$transaction(async (queries) => {
      const actions = [...basis.map(({ action }) => action), ...changes.flatMap(({ change }) => change.actions ?? [])];
      const locked = await lockActions(
        queries,
        actions.map(({ id }) => id),
      );
      for (const each of basis) await expectUnchanged(queries, each, locked.get(each.action.id));
      const { id: authorityId } = await queries.authority.findUniqueOrThrow({ where: { slug }, select: { id: true } });
      const saved: NewHistoryEntry[] = [];
      for (const { change, note } of changes) {
        const versions = await saveRecords(queries, authorityId, change);
        saved.push(...versions.map((version) => ({ chain: slug, ...version, ...note })));
      }
      await appendHistories(queries, saved);
    }, PATIENCE);
    return { overtaken: null };
  } catch (error) {
    if (error instanceof Overtaken) return { overtaken: error.recordId };
    // Two have let actions wait for each other at the same moment: whoever decides anew sees what the other has saved.
    const isDeadlock = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034';
    const [, waiting = isDeadlock ? '' : null] = /action (\S+) would wait for itself/.exec(String(error)) ?? [];
    if (waiting !== null) return { overtaken: waiting };
    throw error;
  }
}

/** Answers what the history has to keep. */
async function saveRecords(queries: Queries, authorityId: number, change: PlanChange): Promise<readonly SavedVersion[]> {
  const saved: SavedVersion[] = [];
  const keep = (recordType: string, id: string, version: number, content: Json) => {
    saved.push({ recordType, recordId: id, version: version + 1, content });
  };
  for (const plan of change.plans ?? []) {
    await savePlan(queries, authorityId, plan);
    keep('plan', plan.id, plan.version, planVersion(plan));
  }
  for (const objective of change.objectives ?? []) {
    await saveObjective(queries, objective);
    keep('objective', objective.id, objective.version, objectiveVersion(objective));
  }
  const { actions = [], updates = [], internals = [], evidence = [], imported } = change;
  if (imported !== undefined && !(await finishUpload(queries, imported))) throw new Overtaken(imported.upload.id);
  const moving = [...actions, ...(change.investments ?? [])];
  const indicatorId = await idsOfIndicators(queries, authorityId, keysOf(moving));
  await saveActions(queries, actions, indicatorId);
  for (const action of actions) keep('action', action.id, action.version, actionVersion(action));
  await queries.progressUpdate.createMany({
    data: updates.map(({ at, by: reportedBy, stepsFinished, ...update }) => ({
      ...update,
      at: toTimeColumn(at),
      reportedBy,
      stepsFinished: [...stepsFinished],
    })),
  });
  for (const update of updates) keep('progress-update', update.id, 0, progressVersion(update));
  await queries.progressInternal.createMany({ data: internals.map((internal) => ({ ...internal })) });
  for (const internal of internals) keep('progress-internal', internal.updateId, 0, progressInternalVersion(internal));
  await saveEvidence(queries, evidence);
  for (const piece of evidence) keep('evidence', piece.id, piece.version, evidenceVersion(piece));
  // Money may be for actions that are saved with it.
  for (const investment of change.investments ?? []) {
    await saveInvestment(queries, authorityId, investment, indicatorId);
    keep('investment', investment.id, investment.version, investmentVersion(investment));
  }
  return saved;
}

/**
 * Whoever saves one of the same actions, or decides on it, waits here until this transaction ends: in one order for everybody, so that no two wait for each other.
 * Answers the versions.
 */
async function lockActions(queries: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await queries.$queryRaw<{ id: string; version: number }[]>`
    SELECT "id", "version" FROM "action" WHERE "id" = ANY(${[...ids]}::text[]) ORDER BY "id" FOR NO KEY UPDATE`;
  return new Map(rows.map(({ id, version }) => [id, version]));
}

async function expectUnchanged(queries: Queries, { action, evidence, lastUpdate }: Basis, version: number | undefined): Promise<void> {
  const isSame = async (): Promise<boolean> => {
    if (version !== action.version) return false;
    if (evidence !== undefined) {
      const pieces = await queries.evidence.findMany({ where: { actionId: action.id }, select: { id: true, version: true } });
      if (pieces.length !== evidence.length) return false;
      if (!evidence.every(({ id, version }) => pieces.some((piece) => piece.id === id && piece.version === version))) return false;
    }
    if (lastUpdate === undefined) return true;
    const newest = await queries.progressUpdate.findFirst({
      where: { actionId: action.id },
      select: { id: true },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
    });
    return (newest?.id ?? null) === (lastUpdate?.id ?? null);
  };
  if (!(await isSame())) throw new Overtaken(action.id);
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
  if (version === 0) expectOne(await queries.objective.createMany({ data: [{ ...data, id, planId }], skipDuplicates: true }), id);
  else expectOne(await queries.objective.updateMany({ where: { id, planId, version }, data }), id);
}

/** Many at once where they are new, as in an import. The database lets a due date move only to where the last move leads: moves go before what they move. */
async function saveActions(queries: Queries, actions: readonly Action[], indicatorId: (key: string) => number): Promise<void> {
  const added = actions.filter(isNew);
  const changed = actions.filter((action) => !isNew(action));
  const { count } = await queries.action.createMany({
    data: added.map((action) => ({ ...actionColumns(action), id: action.id, planId: action.planId, version: 1 })),
    skipDuplicates: true,
  });
  if (count < added.length) throw new Overtaken(added[0]?.id ?? '');
  await queries.dateMove.createMany({ data: added.flatMap((action) => movesAfter(action, 0)) });
  for (const action of changed) {
    const { id, planId, version } = action;
    const known = await queries.dateMove.count({ where: { actionId: id } });
    await queries.dateMove.createMany({ data: movesAfter(action, known) });
    expectOne(
      await queries.action.updateMany({ where: { id, planId, version }, data: { ...actionColumns(action), version: version + 1 } }),
      id,
    );
  }
  const anew = { where: { actionId: { in: changed.map(({ id }) => id) } } };
  await queries.actionStep.deleteMany(anew);
  await queries.actionFinding.deleteMany(anew);
  await queries.actionDependency.deleteMany(anew);
  await queries.actionIndicator.deleteMany(anew);
  await queries.actionStep.createMany({
    data: actions.flatMap(({ id: actionId, steps }) =>
      steps.map(({ id, text, doneOn }, index) => ({ id, actionId, position: index + 1, text, doneOn: doneOn && toDateColumn(doneOn) })),
    ),
  });
  await queries.actionFinding.createMany({
    data: actions.flatMap(({ id: actionId, findings }) => findings.map((findingId) => ({ actionId, findingId }))),
  });
  await queries.actionIndicator.createMany({
    data: actions.flatMap(({ id: actionId, indicators }) =>
      indicators.map((aim, index) => ({ ...aimColumns(aim, index, indicatorId), actionId })),
    ),
  });
  // After all of them: an action may depend on one that is saved with it.
  await queries.actionDependency.createMany({
    data: actions.flatMap(({ id: actionId, needs }) => needs.map((needsId) => ({ actionId, needsId }))),
  });
}

function aimColumns({ indicator, target }: Aim, index: number, indicatorId: (key: string) => number) {
  const [targetValue, targetOn] = target === null ? [null, null] : [target.value, toDateColumn(target.by)];
  return { indicatorId: indicatorId(indicator), position: index + 1, targetValue, targetOn };
}

function movesAfter({ id: actionId, moves }: Action, known: number): Prisma.DateMoveCreateManyInput[] {
  return moves.slice(known).map(({ from, to, reason, on, by }, index) => ({
    actionId,
    position: known + index + 1,
    from: toDateColumn(from),
    to: toDateColumn(to),
    reason,
    movedOn: toDateColumn(on),
    movedBy: by,
  }));
}

async function saveEvidence(queries: Queries, evidence: readonly Evidence[]): Promise<void> {
  await queries.evidence.createMany({
    data: evidence.filter(isNew).map((piece) => ({ ...evidenceColumns(piece), id: piece.id, actionId: piece.actionId, version: 1 })),
  });
  for (const piece of evidence.filter((each) => !isNew(each))) {
    const { id, actionId, version } = piece;
    const data = { ...evidenceColumns(piece), version: version + 1 };
    expectOne(await queries.evidence.updateMany({ where: { id, actionId, version }, data }), id);
  }
}

function isNew({ version }: { readonly version: number }): boolean {
  return version === 0;
}

async function saveInvestment(
  queries: Queries,
  authorityId: number,
  investment: Investment,
  indicatorId: (key: string) => number,
): Promise<void> {
  const { id, version, actions, indicators } = investment;
  const data = { ...investmentColumns(investment), version: version + 1 };
  if (version === 0) await queries.investment.create({ data: { ...data, id, authorityId } });
  else expectOne(await queries.investment.updateMany({ where: { id, authorityId, version }, data }), id);
  await queries.investmentAction.deleteMany({ where: { investmentId: id } });
  await queries.investmentAction.createMany({ data: actions.map((actionId) => ({ investmentId: id, actionId })) });
  await queries.investmentIndicator.deleteMany({ where: { investmentId: id } });
  await queries.investmentIndicator.createMany({
    data: indicators.map((aim, index) => ({ ...aimColumns(aim, index, indicatorId), investmentId: id })),
  });
}

function expectOne({ count }: { readonly count: number }, id: string): void {
  if (count === 0) throw new Overtaken(id);
}

/** Ends a transaction that rests on what is no longer so: a record's version, a free number. */
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
  readonly investments?: readonly Investment[];
  /** The upload that all this came from: it is imported once. */
  readonly imported?: FinishedUpload;
}

/** What a decision about an action rests on: its version, and where given its evidence and the newest of its updates. */
export type Basis = { readonly action: Pick<Action, 'id' | 'version'> } & Partial<Pick<ActionStanding, 'evidence' | 'lastUpdate'>>;

/** Who saves, why and when. */
export interface HistoryNote {
  readonly actor: string;
  readonly reason: string | null;
  readonly at: Moment;
}

type SavedVersion = Pick<NewHistoryEntry, 'recordType' | 'recordId' | 'version' | 'content'>;
