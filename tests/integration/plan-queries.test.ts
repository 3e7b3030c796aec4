import { Client, type QueryConfig } from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { moment } from '@/domain/shared';
import {
  findKnownIndicators,
  findPlanState,
  findPlanStateAsAt,
  listOwnActions,
  listPlans,
  listUpdates,
  savePlanChange,
} from '@/database/improvement';

import { makePlans } from '../support/many-plans';
import { anAction, anObjective, aPlan } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';

const ACTIONS = 3_000;

/** What grows with every council and every month. */
const GROWING = [
  ...['action', 'action_step', 'action_finding', 'action_dependency', 'date_move', 'progress_update', 'evidence', 'finding'],
  ...['history_entry', 'objective', 'reading', 'reading_correction', 'action_indicator'],
];

const asked: { readonly text: string; readonly values: readonly unknown[] }[] = [];

beforeAll(async () => {
  await withReferenceSet();
  await makePlans(process.env.DATABASE_URL ?? '', ACTIONS);
}, 180_000);

test('whatever lists actions goes by an index', async () => {
  const [plan] = await listPlans('barnsley');
  if (plan === undefined) throw new Error('Barnsley has no plan');
  const scans: Record<string, string[]> = {};
  const look = async (what: string, list: () => Promise<unknown>) => {
    scans[what] = await readThrough(list);
  };
  await look('a plan', () => findPlanState('barnsley', plan.id));
  await look('a plan as at a day', () => findPlanStateAsAt('barnsley', plan.id, moment('2026-11-20T00:00:00.000Z')));
  await look('the plans of a council', () => listPlans('barnsley'));
  await look('the figures of indicators', () =>
    findKnownIndicators('barnsley', ['agency-rate', 're-referrals'], moment('2026-11-20T00:00:00.000Z')),
  );
  const action = (await findPlanState('barnsley', plan.id))?.actions[0]?.action.id ?? '';
  await look('the updates of an action', () => listUpdates(action, true));
  await look('the actions of an owner', () => listOwnActions('barnsley', '00000000-0000-4000-8000-000000000000'));
  expect(scans).toEqual(Object.fromEntries(Object.keys(scans).map((what) => [what, []])));
});

test('what is known of indicators is read for all actions of a plan together', async () => {
  const one = await aPlanWith(1);
  const many = await aPlanWith(40);
  const queriesFor = async (planId: string) => {
    asked.length = 0;
    const stop = listen();
    const state = await findPlanState('barnsley', planId);
    stop();
    expect(state?.actions.every(({ indicators }) => indicators.length === 2)).toBe(true);
    return asked.length;
  };
  expect(await queriesFor(many)).toBe(await queriesFor(one));
});

test('a list that goes by no index would be seen', async () => {
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const scans = await readThrough(() => client.query(`SELECT * FROM action WHERE title LIKE '%(3)'`));
  await client.end();
  expect(scans).toEqual(['action']);
});

/** Its actions should all move the same two indicators. Answers its id. */
async function aPlanWith(count: number): Promise<string> {
  const plan = aPlan();
  const objective = anObjective(plan);
  const indicators = ['re-referrals', 'agency-rate'].map((indicator) => ({ indicator, target: null }));
  const actions = Array.from({ length: count }, (_, index) => anAction(objective, { number: index + 1, indicators }));
  const note = { actor: 'operator', reason: null, at: moment('2026-11-20T00:00:00.000Z') };
  await savePlanChange('barnsley', { plans: [plan], objectives: [objective], actions }, note);
  return plan.id;
}

/** The growing tables that are read from beginning to end while `list` works. */
async function readThrough(list: () => Promise<unknown>): Promise<string[]> {
  asked.length = 0;
  const stop = listen();
  try {
    await list();
  } finally {
    stop();
  }
  const queries = asked.filter(({ text }) => /^\s*(SELECT|WITH)\b/i.test(text));
  expect(queries.length).toBeGreaterThan(0);
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  // At these sizes the planner may rightly read a small table through: asked is whether it could go by an index.
  await client.query('SET enable_seqscan = off');
  const scanned = new Set<string>();
  for (const { text, values } of queries) {
    const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, [...values]);
    for (const table of tablesRead(z.array(z.object({ 'QUERY PLAN': z.unknown() })).parse(rows)[0]?.['QUERY PLAN'])) scanned.add(table);
  }
  await client.end();
  return GROWING.filter((table) => scanned.has(table));
}

/** Notes what is asked of PostgreSQL from here on, until the answer is called. */
function listen(): () => void {
  const original: unknown = Reflect.get(Client.prototype, 'query');
  if (typeof original !== 'function') throw new Error('The driver asks in another way now');
  Reflect.set(Client.prototype, 'query', function noted(this: Client, ...parameters: unknown[]): unknown {
    const [first, values] = parameters;
    if (typeof first === 'string') asked.push({ text: first, values: Array.isArray(values) ? values : [] });
    else if (isQuery(first)) asked.push({ text: first.text, values: first.values ?? [] });
    const answer: unknown = Reflect.apply(original, this, parameters);
    return answer;
  });
  return () => void Reflect.set(Client.prototype, 'query', original);
}

function isQuery(value: unknown): value is QueryConfig<unknown[]> {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}

/** Names of tables with a `Seq Scan` anywhere in a plan. */
function tablesRead(plan: unknown): readonly string[] {
  if (Array.isArray(plan)) return plan.flatMap(tablesRead);
  if (typeof plan !== 'object' || plan === null) return [];
  const node: Record<string, unknown> = { ...plan };
  const own = node['Node Type'] === 'Seq Scan' && typeof node['Relation Name'] === 'string' ? [node['Relation Name']] : [];
  return [...own, ...Object.values(node).flatMap(tablesRead)];
}
