import { isAreaKey } from '@/domain/frameworks';
import {
  isDecisionWord,
  isEvidenceKind,
  isInvestmentKind,
  referenceOf,
  type Action,
  type ActionStanding,
  type Aim,
  type Evidence,
  type Investment,
  type Objective,
  type Plan,
  type ProgressUpdate,
} from '@/domain/improvement';
import type { Prisma } from '../client';
import { fromDateColumn, fromTimeColumn, toDateColumn, toTimeColumn } from '../rows';

export const WHOLE_PLAN = {
  authority: { select: { slug: true } },
  events: { select: { inspection: { select: { key: true } } } },
} as const satisfies Prisma.PlanInclude;

export const WHOLE_ACTION = {
  steps: { orderBy: { position: 'asc' } },
  findings: { orderBy: { findingId: 'asc' } },
  needs: { orderBy: { needsId: 'asc' } },
  moves: { orderBy: { position: 'asc' } },
  indicators: { include: { indicator: { select: { key: true } } }, orderBy: { position: 'asc' } },
} as const satisfies Prisma.ActionInclude;

/** An action with what its status follows from: of its updates the newest. */
export const WHOLE_STANDING = {
  ...WHOLE_ACTION,
  updates: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1 },
  evidence: { orderBy: { id: 'asc' } },
  objective: { select: { number: true } },
} as const satisfies Prisma.ActionInclude;

export const WHOLE_INVESTMENT = {
  authority: { select: { slug: true } },
  actions: { orderBy: { actionId: 'asc' } },
  indicators: { include: { indicator: { select: { key: true } } }, orderBy: { position: 'asc' } },
} as const satisfies Prisma.InvestmentInclude;

export function planFromRow(row: Prisma.PlanGetPayload<{ include: typeof WHOLE_PLAN }>): Plan {
  return {
    id: row.id,
    authority: row.authority.slug,
    title: row.title,
    partners: row.partners,
    beginsOn: fromDateColumn(row.beginsOn),
    endedOn: row.endedOn && fromDateColumn(row.endedOn),
    events: row.events.map(({ inspection }) => inspection.key).toSorted(),
    version: row.version,
  };
}

export function objectiveFromRow({ id, planId, number, title, outcome, version }: Prisma.ObjectiveGetPayload<object>): Objective {
  return { id, planId, number, title, outcome, version };
}

/** Throws where the row holds a key the domain does not know: the program is then older than its data. */
export function actionFromRow(row: Prisma.ActionGetPayload<{ include: typeof WHOLE_ACTION }>): Action {
  const { id, area, stoppedOn, stoppedReason, closedOn, closedBy } = row;
  if (area !== null && !isAreaKey(area)) throw new Error(`Action ${id} has the unknown area ${area}`);
  return {
    id,
    planId: row.planId,
    objectiveId: row.objectiveId,
    number: row.number,
    title: row.title,
    change: row.change,
    measure: row.measure,
    area,
    owner: { personId: row.ownerId, title: row.ownerTitle, partner: row.partner },
    startsOn: row.startsOn && fromDateColumn(row.startsOn),
    dueOn: fromDateColumn(row.dueOn),
    steps: row.steps.map((step) => ({ id: step.id, text: step.text, doneOn: step.doneOn && fromDateColumn(step.doneOn) })),
    findings: row.findings.map(({ findingId }) => findingId),
    needs: row.needs.map(({ needsId }) => needsId),
    indicators: row.indicators.map(aimFromRow),
    moves: row.moves.map((move) => ({
      from: fromDateColumn(move.from),
      to: fromDateColumn(move.to),
      reason: move.reason,
      on: fromDateColumn(move.movedOn),
      by: move.movedBy,
    })),
    stopped: stoppedOn && stoppedReason !== null ? { on: fromDateColumn(stoppedOn), reason: stoppedReason } : null,
    closed: closedOn && closedBy !== null ? { on: fromDateColumn(closedOn), by: closedBy } : null,
    reopenedAt: row.reopenedAt && fromTimeColumn(row.reopenedAt),
    version: row.version,
  };
}

/** What is known of the indicators it should move is read for all together: see `withIndicators`. */
export function standingFromRow(row: Prisma.ActionGetPayload<{ include: typeof WHOLE_STANDING }>): StandingOfRow {
  return {
    action: actionFromRow(row),
    reference: referenceOf(row.objective, row),
    lastUpdate: row.updates.map(progressFromRow)[0] ?? null,
    evidence: row.evidence.map(evidenceFromRow),
  };
}

/** The columns of an action itself; its parts stand in tables of their own. */
export function actionColumns(action: Action): Omit<Prisma.ActionCreateManyInput, 'id' | 'planId' | 'version'> {
  return {
    objectiveId: action.objectiveId,
    number: action.number,
    title: action.title,
    change: action.change,
    measure: action.measure,
    area: action.area,
    ownerId: action.owner.personId,
    ownerTitle: action.owner.title,
    partner: action.owner.partner,
    startsOn: action.startsOn && toDateColumn(action.startsOn),
    dueOn: toDateColumn(action.dueOn),
    stoppedOn: action.stopped && toDateColumn(action.stopped.on),
    stoppedReason: action.stopped && action.stopped.reason,
    closedOn: action.closed && toDateColumn(action.closed.on),
    closedBy: action.closed && action.closed.by,
    reopenedAt: action.reopenedAt && toTimeColumn(action.reopenedAt),
  };
}

export function progressFromRow(row: Prisma.ProgressUpdateGetPayload<object>): ProgressUpdate {
  const { id, actionId, done, difference, stepsFinished, finished, atRisk } = row;
  return { id, actionId, at: fromTimeColumn(row.at), by: row.reportedBy, done, difference, stepsFinished, finished, atRisk };
}

/** Throws where the row holds a key the domain does not know: the program is then older than its data. */
export function evidenceFromRow(row: Prisma.EvidenceGetPayload<object>): Evidence {
  const { id, actionId, title, kind, givenOn, givenBy, shows, verdict, checkedOn, checkedBy, version } = row;
  if (!isEvidenceKind(kind)) throw new Error(`Evidence ${id} is of the unknown kind ${kind}`);
  const isGiven = givenOn !== null && givenBy !== null && shows !== null;
  const isChecked = (verdict === 'accepted' || verdict === 'returned') && checkedOn !== null && checkedBy !== null;
  return {
    id,
    actionId,
    title,
    kind,
    given: isGiven
      ? { datedOn: row.datedOn && fromDateColumn(row.datedOn), link: row.link, shows, on: fromDateColumn(givenOn), by: givenBy }
      : null,
    check: isChecked ? { verdict, why: row.verdictWhy, on: fromDateColumn(checkedOn), by: checkedBy } : null,
    version,
  };
}

export function evidenceColumns({
  title,
  kind,
  given,
  check,
}: Evidence): Omit<Prisma.EvidenceCreateManyInput, 'id' | 'actionId' | 'version'> {
  return {
    title,
    kind,
    datedOn: given?.datedOn ? toDateColumn(given.datedOn) : null,
    link: given?.link ?? null,
    shows: given?.shows ?? null,
    givenOn: given && toDateColumn(given.on),
    givenBy: given?.by ?? null,
    verdict: check?.verdict ?? null,
    verdictWhy: check?.why ?? null,
    checkedOn: check && toDateColumn(check.on),
    checkedBy: check?.by ?? null,
  };
}

/** Throws where the row holds a key the domain does not know: the program is then older than its data. */
export function investmentFromRow(row: Prisma.InvestmentGetPayload<{ include: typeof WHOLE_INVESTMENT }>): Investment {
  const { id, title, purpose, kind, pence, firstYear, lastYear, decision: word, decidedOn, note, version } = row;
  if (!isInvestmentKind(kind)) throw new Error(`Investment ${id} is of the unknown kind ${kind}`);
  if (!isDecisionWord(word)) throw new Error(`Investment ${id} has the unknown decision ${word}`);
  return {
    id,
    authority: row.authority.slug,
    title,
    purpose,
    kind,
    pence,
    firstYear,
    lastYear,
    decision: { word, by: row.decidedBy, on: decidedOn && fromDateColumn(decidedOn) },
    source: { name: row.sourceName, url: row.sourceUrl },
    note,
    actions: row.actions.map(({ actionId }) => actionId),
    indicators: row.indicators.map(aimFromRow),
    version,
  };
}

export function investmentColumns({
  title,
  purpose,
  kind,
  pence,
  firstYear,
  lastYear,
  decision: { word, by, on },
  source,
  note,
}: Investment): Omit<Prisma.InvestmentUncheckedCreateInput, 'id' | 'authorityId' | 'version'> {
  return {
    title,
    purpose,
    kind,
    pence,
    firstYear,
    lastYear,
    decidedBy: by,
    decidedOn: on && toDateColumn(on),
    decision: word,
    sourceName: source.name,
    sourceUrl: source.url,
    note,
  };
}

function aimFromRow({ indicator: { key }, targetValue, targetOn }: AimRow): Aim {
  return {
    indicator: key,
    target: targetValue === null || targetOn === null ? null : { value: targetValue, by: fromDateColumn(targetOn) },
  };
}

type AimRow = Pick<Prisma.ActionIndicatorGetPayload<object>, 'targetValue' | 'targetOn'> & { readonly indicator: { readonly key: string } };

export type StandingOfRow = Omit<ActionStanding, 'indicators'>;
