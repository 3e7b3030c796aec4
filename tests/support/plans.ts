import { randomUUID } from 'node:crypto';

import type { Actor } from '@/domain/access';
import type { Finding } from '@/domain/findings';
import {
  statusOf,
  type Action,
  type DateMove,
  type Evidence,
  type Investment,
  type Objective,
  type Plan,
  type ProgressUpdate,
  type StandingWithStatus,
} from '@/domain/improvement';
import { calendarDate, moment, type CalendarDate, type Moment } from '@/domain/shared';
import { savePlanChange } from '@/database/improvement';
import { previewPublication, publishPlan } from '@/operations/improvement';

const A_DAY = calendarDate('2026-06-01');

/** Valid things of a plan, new to the database (version 0), of Barnsley unless something else is asked for. */

export function aPlan(overrides: Partial<Plan> = {}): Plan {
  return {
    id: randomUUID(),
    authority: 'barnsley',
    title: 'Improvement plan',
    partners: ['South Yorkshire Police'],
    beginsOn: calendarDate('2023-11-01'),
    endedOn: null,
    events: [],
    version: 0,
    ...overrides,
  };
}

export function anObjective(plan: Pick<Plan, 'id'>, overrides: Partial<Objective> = {}): Objective {
  return { id: randomUUID(), planId: plan.id, number: 1, title: 'Partners do more', outcome: null, version: 0, ...overrides };
}

export function anAction(objective: Pick<Objective, 'id' | 'planId'>, overrides: Partial<Action> = {}): Action {
  return {
    id: randomUUID(),
    planId: objective.planId,
    objectiveId: objective.id,
    number: 1,
    title: 'Check partner attendance every quarter',
    change: 'Children’s plans are made by everybody who knows them',
    measure: 'Attendance at core groups',
    area: 'help-and-protection',
    owner: { personId: null, title: 'Safeguarding Partnership Manager', partner: null },
    startsOn: calendarDate('2026-01-05'),
    dueOn: calendarDate('2026-12-18'),
    steps: ['Agree the return', 'Collect it', 'Report it'].map((text) => ({ id: randomUUID(), text, doneOn: null })),
    findings: [],
    needs: [],
    indicators: [],
    moves: [],
    stopped: null,
    closed: null,
    reopenedAt: null,
    version: 0,
    ...overrides,
  };
}

export function anUpdate(action: Pick<Action, 'id'>, overrides: Partial<ProgressUpdate> = {}): ProgressUpdate {
  return {
    id: randomUUID(),
    actionId: action.id,
    at: moment('2026-11-03T10:00:00.000Z'),
    by: 'system',
    done: 'The return is agreed with all partners',
    difference: null,
    stepsFinished: [],
    finished: false,
    atRisk: false,
    ...overrides,
  };
}

export function someEvidence(action: Pick<Action, 'id'>, overrides: Partial<Evidence> = {}): Evidence {
  return {
    id: randomUUID(),
    actionId: action.id,
    title: 'Attendance return',
    kind: 'data',
    given: null,
    check: null,
    version: 0,
    ...overrides,
  };
}

export function given(by: string, on: CalendarDate = A_DAY): NonNullable<Evidence['given']> {
  return { datedOn: null, link: 'https://example.gov.uk/return', shows: 'Who came, by partner', on, by };
}

export function checked(
  by: string,
  verdict: 'accepted' | 'returned' = 'accepted',
  on: CalendarDate = A_DAY,
): NonNullable<Evidence['check']> {
  return { verdict, why: verdict === 'returned' ? 'Two partners are missing' : null, on, by };
}

/** The first steps of an action done, on a day. */
export function withSteps(action: Action, done: number, on: CalendarDate = A_DAY): Action {
  return { ...action, steps: action.steps.map((step, index) => ({ ...step, doneOn: index < done ? on : null })) };
}

export function anInvestment(overrides: Partial<Investment> = {}): Investment {
  return {
    id: randomUUID(),
    authority: 'barnsley',
    title: 'Social work capacity',
    purpose: 'Capacity',
    kind: 'one-off',
    pence: 650_000_000n,
    firstYear: 2022,
    lastYear: 2022,
    decision: { word: 'considered', by: 'Cabinet', on: calendarDate('2022-11-02') },
    source: { name: 'Report to cabinet', url: 'https://example.gov.uk/cabinet' },
    note: null,
    actions: [],
    indicators: [],
    version: 0,
    ...overrides,
  };
}

/** A plan in the database, of Barnsley's by default: one objective, one action of that owner, one update with something internal, one piece of evidence. */
export async function aSavedPlan({
  ownerId = null,
  blockers = 'A post is vacant',
  authority = 'barnsley',
}: { readonly ownerId?: string | null; readonly blockers?: string; readonly authority?: string } = {}): Promise<SavedPlan> {
  const plan = aPlan({ authority });
  const objective = anObjective(plan);
  const action = anAction(objective, { owner: { personId: ownerId, title: 'Head of Safeguarding', partner: null } });
  const update = anUpdate(action);
  const evidence = someEvidence(action, { given: given('somebody') });
  await savePlanChange(
    authority,
    {
      plans: [plan],
      objectives: [objective],
      actions: [action],
      updates: [update],
      internals: [{ updateId: update.id, confidence: 'low', blockers }],
      evidence: [evidence],
    },
    { actor: 'operator', reason: null, at: moment('2026-01-05T09:00:00.000Z') },
  );
  return {
    plan: { ...plan, version: 1 },
    objective: { ...objective, version: 1 },
    action: { ...action, version: 1 },
    update,
    evidence: { ...evidence, version: 1 },
  };
}

/** Publishes a plan of Barnsley's as a manager does who has just looked at it. Answers what became of it. */
export async function publishAsShown(
  manager: Actor,
  planId: string,
  when: { readonly at: Moment; readonly today: CalendarDate },
  note = '',
): Promise<Awaited<ReturnType<typeof publishPlan>>> {
  const { number, confirms } = await previewPublication(manager, 'barnsley', planId, when.today);
  return publishPlan(manager, 'barnsley', { planId, number: String(number), confirms, note }, when);
}

export interface SavedPlan {
  readonly plan: Plan;
  readonly objective: Objective;
  readonly action: Action;
  readonly update: ProgressUpdate;
  readonly evidence: Evidence;
}

/** A finding of Barnsley's short inspection of 2023, an area for improvement, unless something else is asked for. */
export function aFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    id: randomUUID(),
    authority: 'barnsley',
    inspection: '2023-09-11-short-inspection',
    position: 1,
    kind: 'area-for-improvement',
    area: 'help-and-protection',
    reference: null,
    title: 'Partners should do more',
    paraphrase: 'Partner agencies do not always come to meetings about children',
    inspectorsWords: null,
    place: null,
    repeats: null,
    ...overrides,
  };
}

/** An action as a plan holds it, with its status on a day: due in 28 days with two of three steps done and an update of the 3rd, so on track. */
export function aStanding(
  overrides: Partial<Action> = {},
  {
    reference = '1.1',
    update = {},
    done = 2,
    evidence = [],
    today = calendarDate('2026-11-20'),
  }: {
    readonly reference?: string;
    readonly update?: Partial<ProgressUpdate> | null;
    readonly done?: number;
    readonly evidence?: readonly Partial<Evidence>[];
    readonly today?: CalendarDate;
  } = {},
): StandingWithStatus {
  const action = withSteps(anAction({ id: 'objective', planId: 'plan' }, overrides), done);
  const standing = {
    action,
    reference,
    lastUpdate: update && anUpdate(action, update),
    evidence: evidence.map((piece) => someEvidence(action, piece)),
    indicators: [],
  };
  return { ...standing, ...statusOf(standing, today) };
}

/** A move of a due date, with a reason. */
export function aMove(from: string, to: string, on: string): DateMove {
  return { from: calendarDate(from), to: calendarDate(to), reason: 'A return is missing', on: calendarDate(on), by: 'somebody' };
}
