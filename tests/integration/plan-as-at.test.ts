import { randomUUID } from 'node:crypto';

import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import type { PlanState } from '@/domain/improvement';
import { changesBetween } from '@/domain/scrutiny';
import { calendarDate, moment, type Moment } from '@/domain/shared';
import { findPlanState, findPlanStateAsAt, savePlanChange, type PlanChange } from '@/database/improvement';
import { stateAsAt } from '@/operations/scrutiny/state';

import { anAction, anObjective, anUpdate, aPlan, checked, given, someEvidence, withSteps } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';

const BEGINNING = moment('2026-01-01T09:00:00.000Z');
const EVENTS = ['2014-06-02-single-inspection', '2018-10-08-standard-inspection', '2023-09-11-short-inspection'];

beforeAll(async () => {
  await withReferenceSet();
});

/** One thing that happens to a plan. Which record it happens to is chosen among those there are by `at`. */
const HAPPENING = fc.record({
  what: fc.constantFrom(
    'new action',
    'title',
    'steps',
    'move',
    'update',
    'evidence',
    'check',
    'stop',
    'close',
    'reopen',
    'plan',
    'objective',
  ),
  at: fc.nat(1_000),
  number: fc.integer({ min: 1, max: 400 }),
  hours: fc.integer({ min: 1, max: 400 }),
});

type Happening = typeof HAPPENING extends fc.Arbitrary<infer Value> ? Value : never;

test(
  'as at any past moment a plan is what it was then, whatever has happened since, and what changed is the difference of the two',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(HAPPENING, { minLength: 5, maxLength: 25 }), async (happenings) => {
        const plan = aPlan();
        const objectives = [anObjective(plan), anObjective(plan, { number: 2 })];
        let at = BEGINNING;
        const save = async (change: PlanChange) => {
          const outcome = await savePlanChange('barnsley', change, { actor: 'operator', reason: null, at });
          expect(outcome).toEqual({ overtaken: null });
          return { at, state: await stateOf(plan.id) };
        };
        const known: { at: Moment; state: PlanState }[] = [await save({ plans: [plan], objectives })];
        for (const happening of happenings) {
          at = at.add({ hours: happening.hours });
          const change = changeFor(known.at(-1)?.state, happening, at);
          if (change !== null) known.push(await save(change));
        }
        for (const { at: then, state } of known) {
          expect(await findPlanStateAsAt('barnsley', plan.id, then)).toEqual(state);
          // Until the next change nothing else is true.
          expect(await findPlanStateAsAt('barnsley', plan.id, then.add({ milliseconds: 3_599_999 }))).toEqual(state);
        }
        expect(await findPlanStateAsAt('barnsley', plan.id, BEGINNING.subtract({ milliseconds: 1 }))).toBeNull();
        const [first, last] = [known[0], known.at(-1)];
        if (first === undefined || last === undefined) throw new Error('Nothing was saved');
        const [before, after] = [await ofPlanAlone(first), await ofPlanAlone(last)];
        expect(changesBetween(before.kept, after.kept)).toEqual(changesBetween(before.remembered, after.remembered));
      }),
      { numRuns: 12 },
    );
  },
);

/** All that the council had at a moment, of plans only this one: as the history has it, and with the plan as it was remembered. */
async function ofPlanAlone({ at, state }: { readonly at: Moment; readonly state: PlanState }) {
  const whole = await stateAsAt('barnsley', at);
  const kept = { ...whole, plans: whole.plans.filter(({ plan }) => plan.id === state.plan.id) };
  return { kept, remembered: { ...kept, plans: [state] } };
}

async function stateOf(planId: string): Promise<PlanState> {
  const state = await findPlanState('barnsley', planId);
  if (state === null) throw new Error('The plan is gone');
  return state;
}

/** Null where there is nothing yet that it could happen to. */
function changeFor(state: PlanState | undefined, { what, at, number }: Happening, when: Moment): PlanChange | null {
  if (state === undefined) return null;
  const objective = state.objectives[at % state.objectives.length];
  if (objective === undefined) return null;
  const used = state.actions.filter(({ action }) => action.objectiveId === objective.id).map(({ action }) => action.number);
  if (what === 'new action') return { actions: [anAction(objective, { number: Math.max(0, ...used) + 1 })] };
  if (what === 'plan') return { plans: [{ ...state.plan, title: `Plan ${number}`, events: EVENTS.slice(0, number % 4) }] };
  if (what === 'objective') return { objectives: [{ ...objective, outcome: `Outcome ${number}` }] };
  const standing = state.actions[at % Math.max(1, state.actions.length)];
  if (standing === undefined) return null;
  const { action, evidence } = standing;
  const day = calendarDate('2026-01-01').add({ days: number });
  switch (what) {
    case 'title':
      return { actions: [{ ...action, title: `Action ${number}`, needs: earlierAction(state, action.id) }] };
    case 'steps':
      return { actions: [withSteps(action, number % 4, day)] };
    case 'move': {
      const to = action.dueOn.add({ days: number });
      return {
        actions: [
          { ...action, dueOn: to, moves: [...action.moves, { from: action.dueOn, to, reason: 'Waiting', on: day, by: 'operator' }] },
        ],
      };
    }
    case 'update':
      return { updates: [anUpdate(action, { at: when, done: `Done ${number}`, finished: number % 5 === 0 })] };
    case 'evidence':
      return { evidence: [someEvidence(action, { title: `Evidence ${number}`, given: given('one', day) })] };
    case 'check': {
      const piece = evidence[number % Math.max(1, evidence.length)];
      return piece === undefined
        ? null
        : { evidence: [{ ...piece, check: checked('two', number % 2 === 0 ? 'accepted' : 'returned', day) }] };
    }
    case 'stop':
      return action.closed ? null : { actions: [{ ...action, stopped: action.stopped ? null : { on: day, reason: `Reason ${number}` } }] };
    case 'close':
      return action.stopped ? null : { actions: [{ ...action, closed: { on: day, by: randomUUID() } }] };
    case 'reopen':
      return action.closed ? { actions: [{ ...action, closed: null, reopenedAt: when }] } : null;
  }
}

/** One that stands before it in the plan: so that none comes to wait for itself. */
function earlierAction(state: PlanState, id: string): readonly string[] {
  const ids = state.actions.map(({ action }) => action.id);
  return ids.slice(0, ids.indexOf(id)).slice(-1);
}
