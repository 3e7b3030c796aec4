import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Page } from 'playwright-core';

import { closeDatabase } from '@/database/client';
import { findPlanState, savePlanChange } from '@/database/improvement';
import type { Plan } from '@/domain/improvement';
import { calendarDate } from '@/domain/shared';
import { thisMoment } from '@/platform/clock';

import { expectAccessible, goTo } from '../support/browser';
import { heading, problems, sendRefused } from '../support/form-pages';
import { aPerson } from '../support/people';
import { FAULTS, planRows, planWorkbookOf, withFaults, withMovedDates } from '../support/plan-workbooks';
import { aPlan } from '../support/plans';
import { pageOf, useProductDatabase } from '../support/signed-in';

beforeAll(useProductDatabase);
afterAll(closeDatabase);

describe.each([
  ['with script', true, 'gateshead'],
  ['without script', false, 'south-tyneside'],
] as const)('%s', (_, script, council) => {
  test('a manager imports a workbook of 300 rows, 12 of them faulty, corrects it, and imports it again without a change', async () => {
    const plan = await aPlanOf(council);
    const page = await pageOf(await aPerson(['manager'], council), { script });

    // No file, and one that is none.
    await goTo(page, `/${council}/plan/import`);
    await sendRefused(page, 'Upload and look');
    expect(await problems(page)).toEqual(['Choose a file that is not empty']);
    await expectAccessible(page);
    await upload(page, council, Buffer.from('%PDF-1.7'));
    expect(await heading(page)).toBe('The file cannot be read');
    expect(await page.getByRole('main').innerText()).toContain('This is a PDF');

    // Twelve faulty rows: all are named, nothing is saved.
    await upload(page, council, planWorkbookOf(withFaults(planRows())));
    expect(await heading(page)).toBe('12 of 13 columns are recognised');
    expect(await page.getByLabel('By when').inputValue()).toBe('dueOn');
    expect(await page.getByLabel('RAG status').inputValue()).toBe('');
    await page.getByLabel('By when').selectOption('Leave it out');
    await sendRefused(page, 'Check the rows');
    expect(await problems(page)).toEqual(['Choose the column for “Due on”: without it no row says enough']);
    await expectAccessible(page);
    await page.getByLabel('By when').selectOption('Due on');
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await page.getByRole('heading', { level: 1, name: '12 rows cannot be imported' }).waitFor();
    const rows = await page.locator('.app-table tbody tr').allInnerTexts();
    expect(rows.map((row) => row.replaceAll(/\s+/g, ' ').trim())).toEqual(
      FAULTS.map(({ row, column, message }) => `${row} ${column} ${message}`),
    );
    await expectAccessible(page);
    expect(await actionsOf(plan)).toHaveLength(0);
    await page.getByRole('button', { name: 'Throw this upload away' }).click();
    await page.waitForURL(`**/${council}/plan/import`);

    // Corrected: exactly what would be added, then the import.
    await upload(page, council, planWorkbookOf(planRows()));
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await page.getByRole('heading', { level: 1, name: 'The import would add 300 actions and add or rename 6 objectives' }).waitFor();
    expect(await page.locator('#added tbody tr').count()).toBe(300);
    await expectAccessible(page);
    expect(await actionsOf(plan)).toHaveLength(0);
    await page.getByRole('button', { name: 'Import this' }).click();
    await page.getByRole('heading', { level: 1, name: '300 actions are added and 6 objectives are added or renamed' }).waitFor();
    await expectAccessible(page);
    const imported = await actionsOf(plan);
    expect(imported).toHaveLength(300);

    // Again: nothing to do, and no duplicates.
    await upload(page, council, planWorkbookOf(planRows()));
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await page.getByRole('heading', { level: 1, name: 'Nothing in the file differs from the plan' }).waitFor();
    expect(await actionsOf(plan)).toEqual(imported);

    // Moved dates want a reason. What somebody else changed meanwhile is shown, and what was typed stays.
    await upload(page, council, planWorkbookOf(withMovedDates(planRows())));
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await page.getByRole('heading', { level: 1, name: 'The import would change 30 actions' }).waitFor();
    await sendRefused(page, 'Import this');
    expect(await problems(page)).toEqual(['Give a reason for moving the dates']);
    await page.getByLabel('Why these 30 due dates move').fill('The partner board met late');
    await renameFirst(council, plan);
    await page.getByRole('button', { name: 'Import this' }).click();
    await page.getByText('The plan has changed since you looked').waitFor();
    expect(await page.getByRole('main').getByRole('alert').innerText()).toContain('Title changed');
    expect(await page.getByLabel('Why these 30 due dates move').inputValue()).toBe('The partner board met late');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Import this' }).click();
    await page.getByRole('heading', { level: 1, name: '30 actions are changed' }).waitFor();
    const moved = (await actionsOf(plan)).filter(({ action }) => action.moves.length > 0);
    expect(moved.map(({ action }) => action.moves[0]?.reason)).toEqual(Array.from({ length: 30 }, () => 'The partner board met late'));

    // The plan's page leads to files of what it shows, and to changing many actions.
    await goTo(page, `/${council}/plan?due=moved`);
    const file = await page.getByRole('link', { name: 'Download these actions (CSV)' }).getAttribute('href');
    const csv = await (await page.context().request.get(`${inject('productUrl')}${file}`)).text();
    expect(csv.match(/The partner board met late/g)).toHaveLength(30);
    await page.getByRole('link', { name: 'Add to this plan, change it or publish it' }).click();
    const changeMany = page.getByRole('link', { name: 'Change many actions' });
    const [place, height] = [await changeMany.boundingBox(), page.viewportSize()?.height ?? 0];
    expect(place?.y, 'pixels below the top of the window').toBeLessThan(height);
    await changeMany.click();
    expect(await heading(page)).toBe('30 open actions to choose from');
    await page.getByLabel(/^1\.1 /).check();
    await page.getByLabel(/^1\.11 /).check();
    await page.getByLabel('New owner’s post').fill('Head of Learning');
    await sendRefused(page, 'Change them');
    expect(await problems(page)).toEqual(['Give a reason: it stands in the history of each action, and with each date that moves']);
    expect(await page.getByLabel(/^1\.11 /).isChecked()).toBe(true);
    await expectAccessible(page);
    await page.getByLabel('Why', { exact: true }).fill('New head of service');
    await page.getByRole('button', { name: 'Change them' }).click();
    await page.getByRole('heading', { level: 1, name: '2 actions are changed' }).waitFor();
    const owned = (await actionsOf(plan)).filter(({ action }) => action.owner.title === 'Head of Learning');
    expect(owned.map(({ reference }) => reference)).toEqual(['1.1', '1.11']);
  });
});

test('a file is taken from managers alone, and only from a page of ours', async () => {
  await aPlanOf('hartlepool');
  const member = await pageOf(await aPerson(['member'], 'hartlepool'));
  const manager = await pageOf(await aPerson(['manager'], 'hartlepool'));
  const sent = async (page: Page, origin: string) => {
    const { request } = page.context();
    const file = { name: 'plan.xlsx', mimeType: 'application/octet-stream', buffer: planWorkbookOf(planRows(3)) };
    const address = `${inject('productUrl')}/hartlepool/plan/import/file`;
    return request.post(address, { multipart: { file }, headers: { Origin: origin }, maxRedirects: 0 });
  };
  expect((await sent(member, inject('productUrl'))).status()).toBe(403);
  expect((await sent(manager, 'https://elsewhere.example')).status()).toBe(403);
  const taken = await sent(manager, inject('productUrl'));
  expect([taken.status(), taken.headers()['location']]).toEqual([303, expect.stringMatching(/^\/hartlepool\/plan\/import\/[\w-]{36}$/)]);
});

async function upload(page: Page, council: string, buffer: Buffer): Promise<void> {
  await goTo(page, `/${council}/plan/import`);
  await page.getByLabel('Workbook with the plan').setInputFiles({ name: 'plan.xlsx', mimeType: 'application/octet-stream', buffer });
  await page.getByRole('button', { name: 'Upload and look' }).click();
  await page.waitForURL(/plan\/import\/[\w-]{36}$/);
}

async function aPlanOf(authority: string): Promise<Plan> {
  const plan = aPlan({ authority });
  await savePlanChange(authority, { plans: [plan] }, { actor: 'operator', reason: null, at: thisMoment() });
  return plan;
}

async function actionsOf({ authority, id }: Plan) {
  return (await findPlanState(authority, id))?.actions ?? [];
}

/** Of an action whose date the import moves, so that it would now do something else. */
async function renameFirst(council: string, plan: Plan): Promise<void> {
  const [first] = await actionsOf(plan);
  if (first === undefined) throw new Error('There is no action');
  const change = { actions: [{ ...first.action, title: 'Renamed', startsOn: calendarDate('2026-01-06') }] };
  await savePlanChange(council, change, { actor: 'operator', reason: null, at: thisMoment() });
}
