import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { savePlanChange } from '@/database/improvement';
import { thisMoment } from '@/platform/clock';

import { expectAccessible, goTo } from '../support/browser';
import { heading, problems, sendRefused } from '../support/form-pages';
import { aPerson } from '../support/people';
import { anAction, anObjective, aPlan } from '../support/plans';
import { pageOf, useProductDatabase } from '../support/signed-in';

beforeAll(useProductDatabase);
afterAll(closeDatabase);

describe.each([
  ['with script', true, 'doncaster'],
  ['without script', false, 'bradford'],
] as const)('%s', (_, script, council) => {
  test('a manager adds money, sees it added up and linked, and of two changes both texts', async () => {
    const page = await pageOf(await aPerson(['manager'], council), { script });
    const action = await anActionOf(council);
    await goTo(page, `/${council}/money`);
    expect(await heading(page)).toBe('No money for improvement is recorded');
    await page.getByRole('link', { name: 'Add money' }).click();

    // What was typed and chosen stays through a refusal.
    await page.getByLabel('What it pays for').fill('Ten social workers');
    await page.getByLabel('How often').selectOption('Every year');
    await page.getByLabel('Amount').fill('lots');
    await page.getByLabel('Last financial year').fill('2024/25');
    await page.getByLabel('What became of it').selectOption('Agreed');
    await page.locator(`#actions-${action.id}`).check();
    await sendRefused(page, 'Save');
    expect(await problems(page)).toEqual([
      'Name the purpose in a word or two, for example Capacity',
      'Write the amount as a number of pounds, for example £6.5m or 2,512,300',
      'Write the financial year as 2022 to 2023',
      'Say who agreed it, for example Cabinet',
      'Enter the date of the meeting whose minute says so',
      'Say where this is written down, for example the report to cabinet of that day',
    ]);
    expect(await page.getByLabel('What it pays for').inputValue()).toBe('Ten social workers');
    expect(await page.getByLabel('How often').inputValue()).toBe('recurrent');
    expect(await page.getByLabel('What became of it').inputValue()).toBe('agreed');
    expect(await page.locator(`#actions-${action.id}`).isChecked()).toBe(true);
    await expectAccessible(page);

    await page.getByLabel('Purpose').fill('Capacity');
    await page.getByLabel('Amount').fill('£2.5m');
    await page.getByLabel('First financial year').fill('2022');
    await page.getByLabel('Who decided').fill('Cabinet');
    await page.getByLabel('Date of the meeting').fill('2022-11-02');
    await page.getByLabel('Where this is written down').fill('Minutes of cabinet');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL((url) => url.pathname === `/${council}/money`);
    const main = await page.getByRole('main').innerText();
    expect(main).toContain('£7.5m in all, up to March 2025');
    expect(main).toContain('All of it is linked to actions of the plan');
    expect(main).toMatch(/1\.1 Check partner attendance every quarter\s+(At risk|Overdue|Not started)/);
    expect(await page.locator('.app-table tbody tr').first().innerText()).toMatch(/2022 to 2023\s+£2,500,000/);

    // Two windows of one form.
    const [mine, theirs] = [page, await page.context().newPage()];
    const address = (await page.getByRole('link', { name: /^Change/ }).getAttribute('href')) ?? '';
    await goTo(mine, address);
    await goTo(theirs, address);
    await theirs.getByLabel('Amount').fill('3 million');
    await theirs.getByLabel('Why you are changing this').fill('the budget');
    await theirs.getByRole('button', { name: 'Save' }).click();
    await theirs.waitForURL((url) => url.pathname === `/${council}/money`);
    await mine.getByLabel('Amount').fill('£2m');
    await mine.getByLabel('Purpose').fill('Early help');
    await mine.getByLabel('Why you are changing this').fill('the review');
    await mine.getByRole('button', { name: 'Save' }).click();
    await mine.getByRole('heading', { level: 1, name: 'Somebody else has changed this' }).waitFor();
    expect(await mine.getByRole('main').innerText()).toContain('“the budget”');
    await expectAccessible(mine);
    await sendRefused(mine, 'Save what I keep');
    expect(await problems(mine)).toEqual(['Choose what to keep for “Amount”']);
    await mine.getByRole('group', { name: 'Amount' }).getByLabel('Yours').check();
    await mine.getByRole('button', { name: 'Save what I keep' }).click();
    await mine.waitForURL((url) => url.pathname === `/${council}/money`);
    expect(await mine.getByRole('main').innerText()).toMatch(/Early help[\s\S]*£2m a year/);
    const file = await mine.context().request.get(`${inject('productUrl')}/${council}/money.csv`);
    expect(await file.text()).toContain('Early help,Every year,2022 to 2023,2000000.00,Agreed,Cabinet,2022-11-02');
  });

  test('a manager writes a self-evaluation, sends it and corrects it with a reason; a member reads only what was sent', async () => {
    const page = await pageOf(await aPerson(['manager'], council), { script });
    const member = await pageOf(await aPerson(['member'], council), { script });
    await goTo(page, `/${council}/self-evaluation`);
    expect(await heading(page)).toBe('No self-evaluation is recorded');
    await page.getByText('Record another year').click();
    await page.getByRole('link', { name: 'Begin the self-evaluation of 2023' }).click();
    await page.getByLabel('What do you know').fill('Practice is sound');
    await page.getByLabel('Own grade for help and protection').selectOption('Good');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/2023$/);
    expect(await heading(page)).toBe('The council says good in one of four areas');
    await goTo(member, `/${council}/self-evaluation/2023`, 404);

    await page.getByRole('link', { name: 'Go on writing' }).click();
    await page.getByLabel('Date it was sent').fill('2023-04-28');
    await sendRefused(page, 'Save');
    expect(await problems(page)).toContain('Say what the grade for help and protection rests on');
    expect(await page.getByLabel('Own grade for help and protection').inputValue()).toBe('good');
    await expectAccessible(page);
    await page.getByLabel('How do you know it').fill('Monthly audits');
    await page.getByLabel('What are your plans').fill('Steadier teams');
    for (const area of ['leaders’ impact on practice', 'help and protection', 'children in care', 'care leavers']) {
      await page.getByLabel(`Own grade for ${area}`).selectOption('Good');
      await page.getByLabel(`What the grade for ${area} rests on`).fill('Audits of 2022');
    }
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/2023$/);
    await goTo(member, `/${council}/self-evaluation/2023`);
    expect(await heading(member)).toBe('The council says good in all four areas');
    expect(await member.getByRole('link', { name: 'Correct it' }).count()).toBe(0);

    await page.getByRole('link', { name: 'Correct it' }).click();
    await page.getByLabel('Own grade for care leavers').selectOption('Outstanding');
    await sendRefused(page, 'Save');
    expect(await problems(page)).toEqual(['Give a reason for correcting what was sent to Ofsted. It stays in the history']);
    await page.getByLabel('Why it is corrected').fill('a slip of the pen');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/2023$/);
    expect(await heading(page)).toBe('The council says good in three of four areas; outstanding in care leavers');
  });
});

async function anActionOf(authority: string) {
  const plan = aPlan({ authority });
  const objective = anObjective(plan);
  const action = anAction(objective);
  await savePlanChange(authority, { plans: [plan], objectives: [objective], actions: [action] }, aNote());
  return action;
}

function aNote() {
  return { actor: 'operator', reason: null, at: thisMoment() };
}
