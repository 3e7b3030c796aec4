import fc from 'fast-check';
import { expect, test } from 'vitest';

import { assemblePlan, statusOf, type Action, type PlanState } from '@/domain/improvement';
import { TIME_IDENTIFIERS, type StatedReading } from '@/domain/indicators';
import {
  changesBetween,
  changeWords,
  groupChanges,
  settledFindings,
  type Change,
  type CouncilState,
  type RecommendationMade,
  type Recommendation,
} from '@/domain/scrutiny';
import { byDate, calendarDate, moment, type CalendarDate } from '@/domain/shared';

import { anIndicator } from '../support/indicators';
import {
  aFinding,
  aMove,
  anAction,
  anInvestment,
  anObjective,
  anUpdate,
  aPlan,
  checked,
  given,
  someEvidence,
  withSteps,
} from '../support/plans';
import { aRecommendationMade } from '../support/scrutiny';

const DAY_ONE = calendarDate('2026-09-08');

/** One thing that happens to a council. Which record it happens to is chosen among those there are by `at`. */
const HAPPENING = fc.record({
  what: fc.constantFrom(
    ...([
      'new action',
      'reword',
      'owner',
      'steps',
      'move',
      'update',
      'report finished',
      'evidence',
      'check',
      'drop evidence',
      'stop',
    ] as const),
    ...(['close', 'reopen', 'remove action', 'plan', 'end plan', 'objective', 'new finding', 'repeat', 'reword finding'] as const),
    ...([
      'remove finding',
      'answer',
      'reading',
      'correct',
      'recommend',
      'respond',
      'carry out',
      'money',
      'money changes',
      'target',
    ] as const),
    ...(['target changes', 'drop target', 'nothing'] as const),
  ),
  at: fc.nat(1_000),
  number: fc.integer({ min: 1, max: 60 }),
  days: fc.integer({ min: 0, max: 40 }),
});

type Happening = typeof HAPPENING extends fc.Arbitrary<infer Value> ? Value : never;

test('what changed between two moments of any history is exactly the difference of the two states: nothing twice, nothing missing, nothing else', () => {
  fc.assert(
    fc.property(fc.array(HAPPENING, { minLength: 1, maxLength: 40 }), fc.nat(1_000), (happenings, cut) => {
      const states = historyOf(happenings);
      const before = pick(states, cut);
      const after = states.at(-1) ?? before;
      for (const [left, right] of [
        [before, after],
        [after, before],
      ] as const) {
        const told = changesBetween(left, right).flatMap(claims);
        expect(told.toSorted()).toEqual(differences(left, right).toSorted());
        expect(new Set(told).size).toBe(told.length);
      }
    }),
    { numRuns: 400 },
  );
});

test('every change stands under one heading and can be said', () => {
  fc.assert(
    fc.property(fc.array(HAPPENING, { minLength: 5, maxLength: 40 }), (happenings) => {
      const states = historyOf(happenings);
      const changes = changesBetween(pick(states, 0), states.at(-1) ?? pick(states, 0));
      const grouped = groupChanges(changes).flatMap((group) => group.changes);
      expect(grouped).toHaveLength(changes.length);
      expect(new Set(grouped)).toEqual(new Set(changes));
      for (const { text } of changes.map((change) => changeWords('barnsley', change))) expect(text).not.toMatch(/^$|undefined|null/);
    }),
    { numRuns: 100 },
  );
});

test('a state differs in nothing from itself', () => {
  const [state] = historyOf([]);
  expect(state && changesBetween(state, state)).toEqual([]);
});

test('an overdue action whose date is put back is a moved date and nothing else', () => {
  const before = withAction({ dueOn: calendarDate('2026-10-30') }, '2026-11-20');
  const action = { ...onlyAction(before), dueOn: calendarDate('2026-12-18'), moves: [aMove('2026-10-30', '2026-12-18', '2026-11-20')] };
  const changes = changesBetween(before, withAction(action, '2026-11-20'));
  expect(changes.map(({ kind }) => kind)).toEqual(['date-moved']);
  expect(changes.map((change) => changeWords('barnsley', change))).toEqual([
    {
      text: '1.1 Check partner attendance every quarter (30 Oct 2026 to 18 Dec 2026)',
      detail: 'Moved once in all; A return is missing',
      href: `/barnsley/plan/actions/${action.id}`,
    },
  ]);
});

test('an action becomes overdue by the passing of days alone', () => {
  const before = withAction({ dueOn: calendarDate('2026-10-30') }, '2026-09-08');
  const after = { ...before, day: calendarDate('2026-11-20') };
  expect(groupChanges(changesBetween(before, after)).map(({ heading }) => heading)).toEqual(['1 action became overdue']);
});

test('a finding is settled once every action that answers it is done', () => {
  const finding = aFinding();
  const open = { ...withAction({ findings: [finding.id] }, '2026-11-20'), findings: [finding] };
  const action = { ...onlyAction(open), closed: { on: calendarDate('2026-10-14'), by: 'somebody' } };
  const done = { ...withAction(action, '2026-11-20'), findings: [finding] };
  expect(groupChanges(changesBetween(open, done)).map(({ heading }) => heading)).toEqual([
    '1 finding has all its actions done',
    '1 action finished',
  ]);
});

test('a recommendation becomes late the day after its answer was due, and an answer settles it', () => {
  const asked = aRecommendationMade({ givenOn: calendarDate('2026-09-08') });
  const on = (day: string, made: RecommendationMade): CouncilState => ({ ...empty(calendarDate(day)), recommendations: [made] });
  const kinds = (before: CouncilState, after: CouncilState) => changesBetween(before, after).map(({ kind }) => kind);
  expect(kinds(on('2026-10-01', asked), on('2026-11-08', asked))).toEqual([]);
  expect(kinds(on('2026-10-01', asked), on('2026-11-09', asked))).toEqual(['recommendation-late']);
  const response = { answer: 'accepted', reason: null, on: calendarDate('2026-11-12') } as const;
  const answered = { ...asked, recommendation: { ...asked.recommendation, response } };
  expect(kinds(on('2026-11-09', asked), on('2026-11-20', answered))).toEqual(['recommendation-answered']);
});

/** What a change says differs, each as the oracle below writes it. */
function claims({ type, id, fields, before, after }: Change): readonly string[] {
  if (before === null) return [`${type} ${id} came`];
  if (after === null) return [`${type} ${id} went`];
  return fields.map((field) => `${type} ${id} ${field}`);
}

/** The differences of two states, found without the engine: every record in plain fields, compared one by one. */
function differences(before: CouncilState, after: CouncilState): readonly string[] {
  const [old, now] = [plainly(before), plainly(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((record) => {
    const [was, is] = [old.get(record), now.get(record)];
    if (was === undefined) return [`${record} came`];
    if (is === undefined) return [`${record} went`];
    return Object.keys(is).flatMap((field) => (was[field] === is[field] ? [] : [`${record} ${field}`]));
  });
}

function plainly(state: CouncilState): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const plain = (record: object, without: readonly string[], more: Readonly<Record<string, string>> = {}) => ({
    ...Object.fromEntries(
      Object.entries(record)
        .filter(([field]) => !['id', 'version', 'authority', ...without].includes(field))
        .map(([field, value]: [string, unknown]) => [
          field,
          JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part)),
        ]),
    ),
    ...more,
  });
  const settled = settledFindings(state);
  const records = new Map<string, Readonly<Record<string, string>>>();
  for (const { plan, objectives, actions } of state.plans) {
    records.set(`plan ${plan.id}`, plain(plan, []));
    for (const objective of objectives) records.set(`objective ${objective.id}`, plain(objective, []));
    for (const standing of actions) {
      const overdue = String(statusOf(standing, state.day).status === 'overdue');
      records.set(`action ${standing.action.id}`, plain(standing.action, [], { overdue, lastUpdate: standing.lastUpdate?.id ?? '' }));
      for (const piece of standing.evidence) records.set(`evidence ${piece.id}`, plain(piece, []));
    }
  }
  for (const finding of state.findings)
    records.set(`finding ${finding.id}`, plain(finding, [], { settled: String(settled.has(finding.id)) }));
  for (const reading of state.readings) {
    const { period, identifier } = reading.period;
    const id = `${reading.indicator} ${reading.geography} ${identifier.code} ${period}`;
    records.set(`reading ${id}`, plain(reading, ['indicator', 'geography', 'period']));
  }
  for (const { recommendation } of state.recommendations) {
    const isDue = byDate(recommendation.givenOn.add({ months: 2 }), state.day) < 0;
    const late = String(recommendation.response === null && isDue);
    records.set(`recommendation ${recommendation.id}`, plain(recommendation, [], { late }));
  }
  for (const target of state.targets) records.set(`target ${target.id}`, plain(target, []));
  for (const investment of state.investments) records.set(`investment ${investment.id}`, plain(investment, []));
  return records;
}

/** Every state that the happenings lead through. */
function historyOf(happenings: readonly Happening[]): readonly CouncilState[] {
  const plan = aPlan({ id: 'plan' });
  const objectives = [anObjective(plan, { id: 'objective-1' }), anObjective(plan, { id: 'objective-2', number: 2 })];
  const states: CouncilState[] = [{ ...empty(DAY_ONE), plans: [{ plan, objectives, actions: [], findings: [] }] }];
  for (const [index, happening] of happenings.entries()) {
    const last = states.at(-1) ?? empty(DAY_ONE);
    const day = last.day.add({ days: happening.days });
    states.push({ ...next(last, happening, index, day), day });
  }
  return states;
}

function next(state: CouncilState, { what, at, number }: Happening, index: number, day: CalendarDate): CouncilState {
  const [first] = state.plans;
  if (first === undefined) return state;
  const standing = first.actions[at % Math.max(1, first.actions.length)];
  const finding = state.findings[at % Math.max(1, state.findings.length)];
  const withPlan = (changed: Partial<PlanState>): CouncilState => ({ ...state, plans: [{ ...first, ...changed }] });
  const change = (changed: Partial<Action>): CouncilState =>
    standing === undefined
      ? state
      : withPlan({
          actions: first.actions.map((each) => (each === standing ? { ...each, action: { ...each.action, ...changed } } : each)),
        });
  const alter = (changed: Partial<PlanState['actions'][number]>): CouncilState =>
    withPlan({ actions: first.actions.map((each) => (each === standing ? { ...each, ...changed } : each)) });
  const replace = <Item>(items: readonly Item[], changed: Partial<Item>): readonly Item[] =>
    items.map((item, position) => (position === at % items.length ? { ...item, ...changed } : item));
  const withRecommendation = (changed: Partial<Recommendation>): CouncilState => ({
    ...state,
    recommendations: state.recommendations.map((made, position) =>
      position === at % state.recommendations.length ? { ...made, recommendation: { ...made.recommendation, ...changed } } : made,
    ),
  });
  const due = day.add({ days: number - 30 });
  switch (what) {
    case 'new action': {
      const objective = pick(first.objectives, at);
      const action = anAction(objective, { id: `action-${index}`, number: index + 1, dueOn: due, findings: finding ? [finding.id] : [] });
      const records = {
        ...{ plan: first.plan, objectives: first.objectives, findings: [], indicators: new Map() },
        actions: [...first.actions.map((each) => each.action), action],
        updates: first.actions.flatMap((each) => each.lastUpdate ?? []),
        evidence: first.actions.flatMap((each) => each.evidence),
      };
      return withPlan({ actions: assemblePlan(records).actions });
    }
    case 'reword':
      return change({ title: `Action ${number}` });
    case 'owner':
      return change({ owner: { personId: null, title: `Post ${number % 3}`, partner: null } });
    case 'steps':
      return standing === undefined ? state : alter({ action: withSteps(standing.action, number % 4, day) });
    case 'move':
      return standing === undefined
        ? state
        : change({
            dueOn: due,
            moves: [...standing.action.moves, aMove(standing.action.dueOn.toString(), due.toString(), day.toString())],
          });
    case 'update':
    case 'report finished':
      return standing === undefined
        ? state
        : alter({ lastUpdate: anUpdate(standing.action, { id: `update-${index}`, finished: what === 'report finished' }) });
    case 'evidence':
      return standing === undefined
        ? state
        : alter({
            evidence: [
              ...standing.evidence,
              someEvidence(standing.action, { id: `evidence-${index}`, given: number % 2 === 0 ? given('one', day) : null }),
            ],
          });
    case 'check':
      return standing === undefined || standing.evidence.length === 0
        ? state
        : alter({
            evidence: replace(standing.evidence, {
              given: given('one', day),
              check: number % 3 === 0 ? null : checked('two', number % 3 === 1 ? 'accepted' : 'returned', day),
            }),
          });
    case 'drop evidence':
      return standing === undefined ? state : alter({ evidence: standing.evidence.slice(1) });
    case 'stop':
      return change({ stopped: number % 2 === 0 ? { on: day, reason: 'No longer needed' } : null });
    case 'close':
      return change({ closed: { on: day, by: 'somebody' } });
    case 'reopen':
      return change({ closed: null, reopenedAt: moment(`${day.toString()}T09:00:00.000Z`) });
    case 'remove action':
      return withPlan({ actions: first.actions.filter((each) => each !== standing) });
    case 'plan':
      return withPlan({ plan: { ...first.plan, title: `Plan ${number}` } });
    case 'end plan':
      return withPlan({ plan: { ...first.plan, endedOn: number % 2 === 0 ? day : null } });
    case 'objective':
      return withPlan({ objectives: replace(first.objectives, { outcome: `Outcome ${number}` }) });
    case 'new finding':
    case 'repeat':
      return {
        ...state,
        findings: [...state.findings, aFinding({ id: `finding-${index}`, repeats: what === 'repeat' ? (finding?.id ?? null) : null })],
      };
    case 'reword finding':
      return { ...state, findings: replace(state.findings, { title: `Finding ${number}` }) };
    case 'remove finding':
      return { ...state, findings: state.findings.filter((each) => each !== finding) };
    case 'answer':
      return finding === undefined ? state : change({ findings: [finding.id] });
    case 'reading':
      return { ...state, readings: [...state.readings.filter((each) => !isSame(each, aReading(number))), aReading(number)] };
    case 'correct':
      return { ...state, readings: replace(state.readings, { value: `${number}.5` }) };
    case 'recommend':
      return {
        ...state,
        recommendations: [...state.recommendations, aRecommendationMade({ id: `recommendation-${index}`, givenOn: due })],
      };
    case 'respond':
      return withRecommendation({ response: { answer: 'partly', reason: 'Cost', on: day } });
    case 'carry out':
      return withRecommendation({ implemented: { on: day, evidence: 'Minute', link: null } });
    case 'money':
      return { ...state, investments: [...state.investments, anInvestment({ id: `money-${index}` })] };
    case 'money changes':
      return { ...state, investments: replace(state.investments, { pence: BigInt(number) }) };
    case 'target':
      return {
        ...state,
        targets: [
          ...state.targets,
          { id: `target-${index}`, authority: 'barnsley', indicator: 'agency-rate', value: '12', by: due, version: 1 },
        ],
      };
    case 'target changes':
      return { ...state, targets: replace(state.targets, { value: `${number}` }) };
    case 'drop target':
      return { ...state, targets: state.targets.slice(1) };
    case 'nothing':
      return state;
  }
}

function empty(day: CalendarDate): CouncilState {
  const indicators = [anIndicator({ key: 'agency-rate' })];
  return { day, plans: [], findings: [], readings: [], indicators, targets: [], investments: [], recommendations: [] };
}

function withAction(overrides: Partial<Action>, day: string): CouncilState {
  const plan = aPlan({ id: 'plan' });
  const objective = anObjective(plan, { id: 'objective-1' });
  const action = anAction(objective, { id: 'action', steps: [], ...overrides });
  const state = assemblePlan({
    plan,
    objectives: [objective],
    actions: [action],
    updates: [],
    evidence: [],
    findings: [],
    indicators: new Map(),
  });
  return { ...empty(calendarDate(day)), plans: [state] };
}

function onlyAction({ plans }: CouncilState): Action {
  return pick(pick(plans, 0).actions, 0).action;
}

function aReading(number: number): StatedReading {
  const identifier = TIME_IDENTIFIERS['RY'];
  if (identifier === undefined) throw new Error('There is no reporting year');
  const period = { period: String(2015 + (number % 10)), identifier };
  return { indicator: 'agency-rate', geography: 'barnsley', period, value: String(number), marker: null, base: null };
}

function isSame(left: StatedReading, right: StatedReading): boolean {
  return left.period.period === right.period.period;
}

function pick<Item>(items: readonly Item[], at: number): Item {
  const item = items[at % Math.max(1, items.length)];
  if (item === undefined) throw new Error('There is nothing to choose from');
  return item;
}
