import { beforeAll, expect, test } from 'vitest';

import { ANYBODY } from '@/domain/access';
import { DEFAULT_SETTINGS, formOf } from '@/domain/settings';
import { calendarDate, moment, NotFound } from '@/domain/shared';
import { addFindings } from '@/database/findings';
import { savePlanChange } from '@/database/improvement';
import { viewArea } from '@/operations/areas';
import { saveSettings } from '@/operations/settings';

import { aPersonWith } from '../support/actors';
import { good } from '../support/people';
import { aFinding, anAction, anInvestment, anObjective, aPlan, publishAsShown } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';

const TODAY = calendarDate('2026-11-20');
const WHEN = { at: moment('2026-11-20T10:00:00.000Z'), today: TODAY };
const NOTE = { actor: 'operator', reason: null, at: moment('2026-06-01T09:00:00.000Z') };
const INSPECTION = '2023-09-11-short-inspection';

const plan = aPlan();
const objective = anObjective(plan);
const ours = anAction(objective, { area: 'help-and-protection', findings: ['ours'] });
const other = anAction(objective, { number: 2, area: 'leadership' });

beforeAll(async () => {
  await withReferenceSet();
  const findings = [
    aFinding({ id: 'ours', inspection: INSPECTION, area: 'help-and-protection' }),
    aFinding({ id: 'elsewhere', inspection: INSPECTION, area: 'in-care', position: 2 }),
  ];
  await addFindings('barnsley', findings, NOTE);
  const investments = [
    anInvestment({ id: 'pays-for-it', actions: [ours.id] }),
    anInvestment({ id: 'moves-it', indicators: [{ indicator: 're-referrals', target: null }] }),
    anInvestment({ id: 'neither', actions: [other.id], indicators: [{ indicator: 'agency-rate', target: null }] }),
  ];
  await savePlanChange('barnsley', { plans: [plan], objectives: [objective], actions: [ours, other], investments }, NOTE);
  const [theirs, theirMoney] = [aPlan({ authority: 'sheffield' }), anInvestment({ authority: 'sheffield' })];
  const theirObjective = anObjective(theirs);
  const theirAction = anAction(theirObjective, { area: 'help-and-protection' });
  await savePlanChange(
    'sheffield',
    { plans: [theirs], objectives: [theirObjective], actions: [theirAction], investments: [theirMoney] },
    NOTE,
  );
});

test('whoever reads the plan sees what belongs to the area, of this council alone', async () => {
  const view = await viewArea(aPersonWith('member'), 'barnsley', 'help-and-protection', TODAY);
  expect(view.findings.map(({ id }) => id)).toEqual(['ours']);
  expect(view.plan.actions?.map(({ action }) => action.id)).toEqual([ours.id]);
  expect(view.plan.findings.map(({ id }) => id)).toEqual(['ours']);
  expect(view.plan.investments.map(({ id }) => id).toSorted()).toEqual(['moves-it', 'pays-for-it']);
  expect(new Set(view.indicators.map(({ indicator }) => indicator.area))).toEqual(new Set(['help-and-protection']));
  expect(view.indicators.map(({ indicator }) => indicator.key)).toContain('re-referrals');
});

test('everybody sees grades, findings and figures, and of the plan what is published, never money', async () => {
  const before = await viewArea(ANYBODY, 'barnsley', 'help-and-protection', TODAY);
  expect(before.plan).toEqual({ actions: null, published: null, findings: [], investments: [] });
  expect(before.findings.map(({ id }) => id)).toEqual(['ours']);
  expect(before.record.latest?.id).toBe(INSPECTION);

  good(await publishAsShown(aPersonWith('manager'), plan.id, WHEN));
  expect((await viewArea(ANYBODY, 'barnsley', 'help-and-protection', TODAY)).plan.published).toBeNull();
  const change = { form: { ...formOf(DEFAULT_SETTINGS), publicSeesPlan: true }, version: 0, reason: 'For the public', choices: null };
  expect(await saveSettings(aPersonWith('administrator'), 'barnsley', change, WHEN.at)).toMatchObject({ outcome: 'saved' });
  const { plan: shown } = await viewArea(ANYBODY, 'barnsley', 'help-and-protection', TODAY);
  expect([shown.actions, shown.published?.actions.map(({ id }) => id), shown.findings.map(({ id }) => id), shown.investments]).toEqual([
    null,
    [ours.id],
    ['ours'],
    [],
  ]);
});

test.each(['overall-effectiveness', 'lscb', 'none', '\u0000'])('an area without a page is not found: %j', async (area) => {
  await expect(viewArea(ANYBODY, 'barnsley', area, TODAY)).rejects.toThrow(NotFound);
});

test('an unknown council has none', async () => {
  await expect(viewArea(ANYBODY, 'atlantis', 'in-care', TODAY)).rejects.toThrow(NotFound);
});
