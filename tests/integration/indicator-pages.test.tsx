import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, test } from 'vitest';

import { ANYBODY } from '@/domain/access';
import { OVERVIEW_INDICATORS } from '@/domain/indicators';
import { calendarDate, moment, NotFound } from '@/domain/shared';
import { savePlanChange } from '@/database/improvement';
import { indicatorFile, listIndicators, listOverviewIndicators, viewIndicatorPage } from '@/operations/indicators';
import { IndicatorChart } from '@/ui/charts/indicator-chart';
import { prepareIndicator } from '@/ui/charts/prepare-indicator';
import { YearTable } from '@/ui/indicators/figure-tables';
import { IndicatorsAtAGlance } from '@/ui/indicators/indicators-at-a-glance';
import { PlanSection } from '@/ui/indicators/plan-section';

import { aPersonWith } from '../support/actors';
import { anAction, anInvestment, anObjective, aPlan } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';

const TODAY = calendarDate('2026-11-20');
/** As the Department for Education publishes them for 30 September of 2017 to 2025. */
const AGENCY_RATE = ['0', '0', '0', '0', '0.7', '14.3', '28.1', '19.2', '13.0'];

beforeAll(async () => {
  await withReferenceSet();
  const note = { actor: 'operator', reason: null, at: moment('2026-11-20T09:30:00.000Z') };
  const decision = { word: 'agreed', by: 'Cabinet', on: calendarDate('2022-11-02') } as const;
  const undecided = { word: 'considered', by: null, on: null } as const;
  const indicators = [{ indicator: 'agency-rate', target: null }];
  const investments = [
    anInvestment({ id: 'for-it', decision, indicators }),
    anInvestment({ id: 'undecided', decision: undecided, indicators }),
    anInvestment({ id: 'for-else', decision }),
  ];
  const plan = aPlan();
  const objective = anObjective(plan);
  const action = anAction(objective, { id: 'moves-it', indicators });
  await savePlanChange('barnsley', { plans: [plan], objectives: [objective], actions: [action], investments }, note);
  await savePlanChange(
    'sheffield',
    { investments: [anInvestment({ id: 'elsewhere', authority: 'sheffield', decision, indicators })] },
    note,
  );
});

describe('Barnsley’s agency rate', () => {
  test('reads the same in chart, table and file', async () => {
    const { view } = await viewIndicatorPage(ANYBODY, 'barnsley', 'agency-rate', TODAY);
    const model = prepareIndicator(view, []);
    if (model === null) throw new Error('There is nothing to draw');
    const chart = renderToStaticMarkup(<IndicatorChart title="Title" subtitle="Per cent" model={model} source={{ source: 'Source' }} />);
    const table = renderToStaticMarkup(<YearTable figures={view} />);
    const file = await indicatorFile(ANYBODY, 'barnsley', 'agency-rate', TODAY);
    const lines = new TextDecoder().decode(file.body).split('\r\n');

    const [description = ''] = /<desc[^>]*>([^<]*)</.exec(chart)?.slice(1) ?? [];
    expect([...description.matchAll(/Barnsley ([\d.]+)%/g)].map(([, figure]) => figure)).toEqual(AGENCY_RATE);
    expect(
      [...table.matchAll(/data-l="Barnsley"><div class="app-table__cell"><b>([^<]*)</g)].map(([, figure]) => figure).toReversed(),
    ).toEqual(AGENCY_RATE);
    const ours = lines.filter((line) => line.startsWith('agency-rate,Barnsley,')).map((line) => line.split(','));
    expect(ours.map(([, , period, ends, figure]) => [period, ends, figure])).toEqual(
      AGENCY_RATE.map((figure, index) => [String(2017 + index), `${2017 + index}-09-30`, figure]),
    );
    expect(file.fileName).toBe('barnsley-agency-rate.csv');
    // Region, England, ten neighbours and their median, in as many years.
    expect(lines.filter((line) => line !== '')).toHaveLength(1 + 14 * 9);
    expect(lines.filter((line) => line.startsWith('agency-rate,Sunderland,2025,'))).toEqual([
      expect.stringMatching(/^agency-rate,Sunderland,2025,2025-09-30,,Low \(rounds to zero\),per cent,,/),
    ]);
  });

  test('stands beside the council’s inspections, and what should move it for whoever may read the plan', async () => {
    const member = aPersonWith('member');
    const [open, inside] = [
      await viewIndicatorPage(ANYBODY, 'barnsley', 'agency-rate', TODAY),
      await viewIndicatorPage(member, 'barnsley', 'agency-rate', TODAY),
    ];
    expect(open.events.map(({ authority }) => authority)).toEqual(Array.from({ length: open.events.length }, () => 'barnsley'));
    expect(open.events.map(({ id }) => id)).toContain('2023-09-11-short-inspection');
    expect(open.plan).toEqual({ actions: null, published: null, findings: [], investments: [] });
    expect(inside.plan.actions?.map(({ action: { id } }) => id)).toEqual(['moves-it']);
    expect(inside.plan.investments.map(({ id }) => id).toSorted()).toEqual(['for-it', 'undecided']);
    expect(renderToStaticMarkup(<PlanSection slug="barnsley" part={open.plan} />)).toBe('');
    expect(renderToStaticMarkup(<PlanSection slug="barnsley" part={inside.plan} />)).toContain(
      'One action and two sums of money are meant to move it',
    );
  });

  test.each([
    ['atlantis', 'agency-rate'],
    ['barnsley', 'none'],
    ['barnsley', '\u0000'],
  ])('is found under no other address: %s, %j', async (slug, key) => {
    await expect(viewIndicatorPage(ANYBODY, slug, key, TODAY)).rejects.toThrow(NotFound);
    await expect(indicatorFile(ANYBODY, slug, key, TODAY)).rejects.toThrow(NotFound);
  });

  test('is one of the five of the overview, in its order there', async () => {
    const { indicators, model } = await listOverviewIndicators(ANYBODY, 'barnsley', TODAY);
    const html = renderToStaticMarkup(<IndicatorsAtAGlance slug="barnsley" council="Barnsley" model={model} accounts={indicators} />);
    expect([...html.matchAll(/href="\/barnsley\/indicators\/([^"]+)"/g)].map(([, key]) => key)).toEqual(OVERVIEW_INDICATORS);
    expect(html).toContain('In a year one of five indicators got worse and four stayed about the same');
    expect(renderToStaticMarkup(<IndicatorsAtAGlance slug="barnsley" council="Barnsley" model={model} accounts={[]} />)).toBe('');
  });

  test('is listed with all others', async () => {
    const { indicators, model } = await listIndicators(ANYBODY, 'barnsley', TODAY);
    expect([indicators.length, model]).toEqual([21, '2025']);
    expect(indicators.find(({ indicator }) => indicator.key === 'agency-rate')?.standing.latest).toMatchObject({
      rank: { place: 6, of: 10 },
    });
  });
});
