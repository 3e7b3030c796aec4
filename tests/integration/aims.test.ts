import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { OPERATOR } from '@/domain/access';
import { EMPTY_ACTION, EMPTY_AIMS, yearInWords, type Aim } from '@/domain/improvement';
import { calendarDate, moment, type Moment } from '@/domain/shared';
import { database } from '@/database/client';
import { appendHistory } from '@/database/history';
import { findInvestment, findKnownIndicators, findPlanState, findPlanStateAsAt, savePlanChange } from '@/database/improvement';
import { saveAction, viewAction, viewActionForm, viewPlan } from '@/operations/improvement';
import { importIndicators } from '@/operations/indicators';

import { aPersonWith } from '../support/actors';
import { runSql } from '../support/database';
import { anAction, anInvestment, anObjective, anUpdate, aPlan, withSteps } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';

const TODAY = calendarDate('2026-11-20');
const NOTE = { actor: 'operator', reason: null, at: moment('2026-01-01T09:00:00.000Z') };
const AIMS: readonly Aim[] = [
  { indicator: 're-referrals', target: { value: '20.0', by: calendarDate('2027-09-30') } },
  { indicator: 'agency-rate', target: null },
];

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'aims-'));
  await withReferenceSet();
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('the indicators that something should move', () => {
  test('come back in their order, from the tables and from the history alike', async () => {
    const { plan, action } = await saved(AIMS);
    const state = await findPlanState('barnsley', plan.id);
    expect(state?.actions[0]?.action.indicators).toEqual(AIMS);
    expect(state?.actions[0]?.indicators.map((each) => [each.indicator.name, each.target?.value])).toEqual([
      ['Referrals within 12 months of an earlier one', '20.0'],
      ['Agency social workers', undefined],
    ]);
    expect((await findPlanStateAsAt('barnsley', plan.id, NOTE.at))?.actions[0]?.action.indicators).toEqual(AIMS);
    await savePlanChange('barnsley', { actions: [{ ...action, version: 1, indicators: AIMS.toReversed() }] }, NOTE);
    expect((await findPlanState('barnsley', plan.id))?.actions[0]?.action.indicators).toEqual(AIMS.toReversed());
  });

  test('are kept of money as well', async () => {
    const investment = anInvestment({ indicators: AIMS });
    await savePlanChange('barnsley', { investments: [investment] }, NOTE);
    expect((await findInvestment('barnsley', investment.id))?.indicators).toEqual(AIMS);
  });

  test('are published ones or the council’s own, never another’s', async () => {
    await addOwnIndicator('sheffield', 'own-calls-of-sheffield');
    await addOwnIndicator('barnsley', 'own-calls-of-barnsley');
    for (const indicator of ['own-calls-of-sheffield', 'none']) {
      await expect(saved([{ indicator, target: null }])).rejects.toThrow(`There is no indicator ${indicator}`);
    }
    const { objective } = await saved([{ indicator: 'own-calls-of-barnsley', target: null }]);
    const { indicators } = await viewActionForm(aPersonWith('manager'), 'barnsley', { objectiveId: objective.id });
    const offered = indicators.map(({ key }) => key);
    expect([
      offered.includes('own-calls-of-barnsley'),
      offered.includes('agency-rate'),
      offered.includes('own-calls-of-sheffield'),
    ]).toEqual([true, true, false]);
  });

  test('the database refuses a second first one, and a place below the first', async () => {
    const { action } = await saved([{ indicator: 'agency-rate', target: null }]);
    const insert = (position: number) =>
      runSql(
        process.env.DATABASE_URL ?? '',
        `INSERT INTO action_indicator (action_id, indicator_id, position) SELECT '${action.id}', id, ${position} FROM indicator WHERE key = 'caseload'`,
      );
    await expect(insert(1)).rejects.toThrow('action_indicator_action_id_position_key');
    await expect(insert(0)).rejects.toThrow('action_indicator_position_counts');
  });

  test('are chosen by a manager in the form of an action, and refused with what was typed', async () => {
    const manager = aPersonWith('manager');
    const { objective } = await saved([]);
    const form = { ...EMPTY_ACTION, title: 'Ask why', dueOn: '2027-03-31', indicator1: 're-referrals', target1: '20', targetOn1: '' };
    const send = (typed: typeof form) =>
      saveAction(manager, 'barnsley', { objectiveId: objective.id }, { form: typed, version: 0, choices: null }, NOTE.at);
    expect(await send(form)).toMatchObject({
      saved: false,
      again: {
        problems: [{ field: 'targetOn1', message: 'Enter the day by which the target should be reached' }],
        form: { target1: '20' },
      },
    });
    const outcome = await send({ ...form, targetOn1: '2027-09-30' });
    if (!outcome.saved) throw new Error('It was refused');
    const { standing, thread } = await viewAction(manager, 'barnsley', outcome.id, TODAY);
    expect(standing.action.indicators).toEqual([{ indicator: 're-referrals', target: { value: '20', by: calendarDate('2027-09-30') } }]);
    expect(thread.stopsAt).toBe('finding');
    const { form: again } = await viewActionForm(manager, 'barnsley', { actionId: outcome.id });
    expect(again).toMatchObject({ ...EMPTY_AIMS, indicator1: 're-referrals', target1: '20', targetOn1: '2027-09-30' });
  });
});

describe('an action whose main indicator got worse over a year', () => {
  test('is at risk wherever its plan is read, and its neighbour with another main indicator is not', async () => {
    const { plan, objective, action } = await saved([AIMS[0], AIMS[1]].flatMap((aim) => aim ?? []));
    const neighbour = withSteps(anAction(objective, { number: 2, indicators: AIMS.toReversed() }), 2);
    await savePlanChange(
      'barnsley',
      {
        actions: [withSteps({ ...action, version: 1 }, 2), neighbour],
        updates: [action, neighbour].map((each) => anUpdate(each)),
      },
      NOTE,
    );
    const { standings } = await viewPlan(aPersonWith('member'), 'barnsley', { plan: plan.id }, TODAY);
    expect(standings.map(({ status, why }) => [status, why])).toEqual([
      ['at-risk', 'Its main indicator got worse: referrals within 12 months of an earlier one rose from 22.4% to 25.5% in a year'],
      ['on-track', expect.stringContaining('Due on')],
    ]);
  });
});

describe('what is known of an indicator', () => {
  test('is the council’s own figures, also those it shares with another', async () => {
    const barnsley = (await findKnownIndicators('barnsley', ['re-referrals', 'none'])).get('re-referrals');
    expect(barnsley && yearInWords(barnsley)).toBe('Referrals within 12 months of an earlier one rose from 22.4% to 25.5% in a year');
    expect((await findKnownIndicators('barnsley', ['none'])).size).toBe(0);
    const shared = (await findKnownIndicators('richmond-upon-thames', ['agency-rate'])).get('agency-rate');
    expect(shared?.series).toHaveLength(9);
  });

  test('is what was loaded by then, and what it said before it was corrected', async () => {
    const values = async (at: Moment | null) =>
      (await findKnownIndicators('barnsley', ['plans'], at)).get('plans')?.series.map(({ value }) => value);
    const first = await importFigure('21.40');
    const second = await importFigure('21.60');
    const third = await importFigure('21.80');
    expect(await values(null)).toEqual(['21.80']);
    expect(await values(third)).toEqual(['21.80']);
    expect(await values(third.subtract({ milliseconds: 1 }))).toEqual(['21.60']);
    expect(await values(second.subtract({ milliseconds: 1 }))).toEqual(['21.40']);
    expect(await values(first.subtract({ milliseconds: 1 }))).toEqual([]);
    // What the installation began with was published long before.
    const long = await findKnownIndicators('barnsley', ['agency-rate'], moment('2020-01-01T00:00:00.000Z'));
    expect(long.get('agency-rate')?.series).toHaveLength(9);
  });

  test('is at any moment what the installation began with, which was published long before', async () => {
    const known = async (at: Moment | null) => (await findKnownIndicators('barnsley', ['re-referrals'], at)).get('re-referrals')?.series;
    expect(await known(moment('2026-01-01T09:00:00.000Z'))).toEqual(await known(null));
    expect(await known(null)).not.toEqual([]);
  });
});

async function saved(indicators: readonly Aim[]) {
  const plan = aPlan();
  const objective = anObjective(plan);
  const action = anAction(objective, { indicators });
  await savePlanChange('barnsley', { plans: [plan], objectives: [objective], actions: [action] }, NOTE);
  return { plan, objective, action };
}

async function addOwnIndicator(authority: string, key: string): Promise<void> {
  await database().$transaction(async (queries) => {
    const [{ id: sourceId }, { id: authorityId }] = await Promise.all([
      queries.source.findFirstOrThrow({ select: { id: true } }),
      queries.authority.findUniqueOrThrow({ where: { slug: authority }, select: { id: true } }),
    ]);
    const facts = { key, name: `Calls answered (${authority})`, unit: 'number', decimals: 0, polarity: 'higher', frequency: 'month' };
    const { id } = await queries.indicator.create({ data: { ...facts, sourceId, authorityId } });
    await appendHistory(queries, { ...NOTE, chain: authority, recordType: 'indicator', recordId: String(id), version: 1, content: facts });
  });
}

/** One figure of Barnsley's for one period, as a file says it; answers when it was loaded. */
async function importFigure(value: string): Promise<Moment> {
  const [file, map] = [path.join(folder, 'figures.csv'), path.join(folder, 'map.csv')];
  const place = 'Local authority,E92000001,England,E12000003,Yorkshire and The Humber,370,E08000016,Barnsley';
  const columns =
    'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,plan_percent';
  await writeFile(file, `${columns}\n202425,Financial year,${place},${value}\n`);
  await writeFile(
    map,
    'key,name,unit,column,filters,publication,publisher\nplans,Children with a plan,percent,plan_percent,,Plans,Department\n',
  );
  const report = await importIndicators(
    OPERATOR,
    { name: 'figures.csv', path: file },
    { name: 'map.csv', path: map },
    { check: false, today: TODAY },
  );
  expect(report).toMatchObject({ saved: true });
  const { loadedAt } = await database().readingImport.findFirstOrThrow({ orderBy: { id: 'desc' } });
  return moment(loadedAt.toISOString());
}
