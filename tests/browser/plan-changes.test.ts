import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { closeDatabase, database } from '@/database/client';
import { addFindings } from '@/database/findings';
import { savePlanChange } from '@/database/improvement';
import { calendarDate } from '@/domain/shared';
import { thisMoment } from '@/platform/clock';

import { expectAccessible, expectNoSidewaysOverflow, goTo } from '../support/browser';
import { heading, problems, sendRefused } from '../support/form-pages';
import { aPerson, type TestPerson } from '../support/people';
import { anAction, anObjective, aPlan } from '../support/plans';
import { pageOf, useProductDatabase } from '../support/signed-in';

const REPEATS = 'Referrals within 12 months of an earlier one';

beforeAll(useProductDatabase);
afterAll(closeDatabase);

describe.each([
  ['with script', true, 'leeds'],
  ['without script', false, 'kirklees'],
] as const)('%s', (_, script, council) => {
  let manager: TestPerson;
  let second: TestPerson;
  let owner: TestPerson;

  beforeAll(async () => {
    manager = await aPerson(['manager'], council);
    second = await aPerson(['manager'], council);
    owner = await aPerson(['action-owner'], council);
  });

  test('a manager writes a plan that answers findings', async () => {
    const event = await latestEvent(council);
    await addFindings(council, [findingOf(council, event)], { actor: 'operator', reason: null, at: thisMoment() });
    const page = await pageOf(manager, { script });
    await goTo(page, `/${council}/plan/new`);
    await sendRefused(page, 'Save, and add an objective');
    expect(await problems(page)).toEqual(['Say in a line what it is called', 'Enter the day on which the plan begins']);
    await page.getByLabel('Title of the plan').fill('Plan of the journey');
    await page.getByRole('checkbox').first().check();
    await page.getByLabel('Begins on').fill('2026-01-05');
    await page.getByRole('button', { name: 'Save, and add an objective' }).click();
    await page.waitForURL(/\/plan\/objectives\/new\?plan=/);
    await page.getByLabel('Objective', { exact: true }).fill('Partners do more');
    await page.getByRole('button', { name: 'Save, and add an action' }).click();
    await page.waitForURL(/\/plan\/actions\/new\?objective=/);
    await page.getByLabel('What is to be done').fill('Check attendance');
    await page.getByLabel(/^Partners should do more/).check();
    await page.getByLabel('Owner with an account').selectOption(owner.actor.id);
    await page.getByLabel('Due on').fill('2026-12-18');
    await page.getByLabel('Steps (optional)').fill('Agree the return\nCollect it');
    await page.getByLabel('Judgement it should help').selectOption('Help and protection');
    const main = page.getByRole('group', { name: 'Main indicator it should move' });
    await main.getByLabel('Indicator').selectOption(REPEATS);
    await main.getByLabel('Target (optional)').fill('20 %');
    await sendRefused(page, 'Save');
    expect(await problems(page)).toEqual([
      'Write the owner’s post: it is what everybody else is shown',
      'Enter the day by which the target should be reached',
    ]);
    expect(await main.getByLabel('Indicator').inputValue()).toBe('re-referrals');
    expect(await page.getByLabel('Steps (optional)').inputValue()).toBe('Agree the return\nCollect it');
    expect(await page.getByLabel(/^Partners should do more/).isChecked()).toBe(true);
    expect(await page.getByLabel('Owner with an account').inputValue()).toBe(owner.actor.id);
    await expectAccessible(page);
    await page.getByLabel('Owner’s post').fill('Head of safeguarding');
    await main.getByLabel('To be reached by (optional)').fill('2027-09-30');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/\/plan\/actions\/[0-9a-f-]{36}$/);
    const saved = await database().action.findUniqueOrThrow({
      where: { id: page.url().slice(-36) },
      include: { findings: true, steps: true },
    });
    expect([saved.ownerId, saved.ownerTitle, saved.findings.length, saved.steps.length]).toEqual([
      owner.actor.id,
      'Head of safeguarding',
      1,
      2,
    ]);
  });

  test('a member walks the thread from the action to its indicator, back, and on to what was judged', async () => {
    const written = { title: 'Check attendance', plan: { authority: { slug: council } } };
    const { id } = await database().action.findFirstOrThrow({ where: written, select: { id: true } });
    const page = await pageOf(await aPerson(['member'], council), { script });
    await goTo(page, `/${council}/plan/actions/${id}`);
    const thread = page.locator('#thread');
    await thread.getByRole('link', { name: REPEATS }).click();
    await page.waitForURL(/\/indicators\/re-referrals#plan$/);
    await page.locator('#plan').getByRole('link', { name: 'Partners should do more' }).click();
    await page.waitForURL(/\/findings\//);
    await page.getByRole('link', { name: new RegExp(`^${REPEATS}`) }).click();
    await page.waitForURL(/\/indicators\/re-referrals$/);
    await page
      .locator('#plan')
      .getByRole('link', { name: /Check attendance$/ })
      .click();
    await page.waitForURL(new RegExp(`${id}$`));
    await thread.getByRole('link', { name: 'Help and protection', exact: true }).click();
    await page.waitForURL(/\/areas\/help-and-protection$/);
    expect(await heading(page)).toMatch(/^Help and protection .*; its one action is/);
    expect(
      await page
        .locator('#actions')
        .getByRole('link', { name: /Check attendance$/ })
        .count(),
    ).toBe(1);
  });

  test('an owner reports on a phone with at most six answers', async () => {
    const id = await actionOf(council, owner);
    const page = await pageOf(owner, { script, width: 390 });
    await goTo(page, `/${council}/plan/mine`);
    expect(await heading(page)).toMatch(/overdue/);
    const begun = Date.now();
    await page.locator(`a[href$="${id}/report"]`).click();
    await page.waitForURL(/\/report$/);
    // A group of choices is one thing to answer.
    const answers = page.locator('main form').locator('fieldset, textarea, select, input:not([type=hidden]):not(fieldset *)');
    expect(await answers.count()).toBeLessThanOrEqual(6);
    await expectNoSidewaysOverflow(page);
    await expectAccessible(page);
    expect(await page.locator('.govuk-hint', { hasText: 'Only the council sees this' }).count()).toBe(2);
    await sendRefused(page, 'Send the report');
    expect(await problems(page)).toEqual(['Say what was done']);
    await page.getByLabel('What was done').fill('The return is agreed');
    await page.getByLabel('Agree the return').check();
    await page.getByLabel('It is at risk').check();
    await page.getByLabel('What is in the way').fill('A post is vacant');
    await page.getByRole('button', { name: 'Send the report' }).click();
    await page.waitForURL(/\/plan\/mine\?reported=yes$/);
    expect((Date.now() - begun) / 1_000, 'seconds').toBeLessThan(60);
    expect(await page.getByText('Your report is saved').count()).toBe(1);
    const [update] = await database().progressUpdate.findMany({ where: { actionId: id }, include: { internal: true } });
    expect(update).toMatchObject({ done: 'The return is agreed', atRisk: true, internal: { blockers: 'A post is vacant' } });
  });

  test('a date is not moved without a reason', async () => {
    const id = await actionOf(council, owner);
    const page = await pageOf(manager, { script });
    await goTo(page, `/${council}/plan/actions/${id}/due-date`);
    await page.getByLabel('New due date').fill('2027-03-31');
    await sendRefused(page, 'Move the date');
    expect(await problems(page)).toEqual(['Give a reason for moving the date']);
    expect(await page.getByLabel('New due date').inputValue()).toBe('2027-03-31');
    await expectAccessible(page);
    await page.getByLabel('Why the date moves').fill('Waiting for police data');
    await page.getByRole('button', { name: 'Move the date' }).click();
    await page.waitForURL(new RegExp(`${id}$`));
    await goTo(page, `/${council}/plan/actions/${id}/due-date`);
    expect(await heading(page)).toBe('Move the due date from 31 March 2027');
    expect(await page.getByRole('main').innerText()).toContain('at first it was due on 30 October 2026');
    const outsider = await pageOf(owner, { script });
    expect((await outsider.context().request.get(page.url())).status()).toBe(403);
  });

  test('an action is closed with evidence, by a second person, and reopened with a reason', async () => {
    const id = await actionOf(council, manager);
    const address = `/${council}/plan/actions/${id}`;
    const page = await pageOf(manager, { script });
    const other = await pageOf(second, { script });
    await goTo(page, `${address}/report`);
    await page.getByLabel('What was done').fill('All partners come');
    await page.getByLabel('It is finished').check();
    await page.getByRole('button', { name: 'Send the report' }).click();
    await page.waitForURL(/reported=yes$/);

    // Without evidence nobody closes it.
    await goTo(other, `${address}/close`);
    expect(await heading(other)).toBe('You cannot close this action yet');
    expect(await other.locator('.app-bullets li').first().innerText()).toBe(
      'Give evidence first: nothing shows yet what the action has changed',
    );
    await expectAccessible(other);

    await goTo(page, `${address}/evidence/new`);
    await page.getByLabel('What the evidence is').fill('Attendance return');
    await page.getByLabel('Where it is kept').fill('S:\\returns');
    await page.getByLabel('What it shows').fill('All five partners came to nine of ten meetings');
    await sendRefused(page, 'Add it');
    expect(await problems(page)).toEqual(['Give the address as a link that begins with https://']);
    await page.getByLabel('Where it is kept').fill('https://example.gov.uk/returns');
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.waitForURL(new RegExp(`${id}$`));
    const { id: evidence } = await database().evidence.findFirstOrThrow({ where: { actionId: id } });
    await goTo(page, `${address}/evidence/${evidence}`);
    expect(await heading(page)).toBe('Correct “Attendance return”');
    await goTo(other, `${address}/evidence/${evidence}`);
    expect(await heading(other)).toBe('Check “Attendance return”');
    await other.getByLabel('Return it, with a reason').check();
    await sendRefused(other, 'Save');
    expect(await problems(other)).toEqual(['Say why you return it, and what would do']);
    expect(await other.getByLabel('Return it, with a reason').isChecked()).toBe(true);
    await expectAccessible(other);
    await other.getByLabel('Accept it').check();
    await other.getByRole('button', { name: 'Save' }).click();
    await other.waitForURL(new RegExp(`${id}$`));

    // Not by whoever owns it, reported it and gave the evidence.
    await goTo(page, `${address}/close`);
    expect(await page.locator('.app-bullets li').allInnerTexts()).toEqual([
      'Ask somebody else to close it: you own this action',
      'Ask somebody else to close it: you reported it finished',
      'Ask somebody else to close it: you gave evidence for it',
    ]);
    await goTo(other, `${address}/close`);
    await expectAccessible(other);
    await other.getByRole('button', { name: 'Close it as done' }).click();
    await other.waitForURL(new RegExp(`${id}$`));
    await goTo(page, `${address}/report`);
    expect(await heading(page)).toBe('The action is closed. Reopen it first');

    await goTo(page, `${address}/reopen`);
    await sendRefused(page, 'Reopen the action');
    expect(await problems(page)).toEqual(['Give a reason for reopening the action']);
    await page.getByLabel('Why it is reopened').fill('Two partners stay away again');
    await page.getByRole('button', { name: 'Reopen the action' }).click();
    await page.waitForURL(new RegExp(`${id}$`));
    await goTo(other, `${address}/close`);
    expect(await other.locator('.app-bullets li').allInnerTexts()).toEqual(['Wait until it is reported finished again: it was reopened']);
  });
});

// With script it is the settings that go this way, in settings-and-history.test.ts.
test('of two who change the same action the second sees both texts and chooses', async () => {
  const council = 'halton';
  const [manager, second] = [await aPerson(['manager'], council), await aPerson(['manager'], council)];
  const id = await actionOf(council, manager);
  const [page, other] = [await pageOf(manager, { script: false }), await pageOf(second, { script: false })];
  for (const each of [page, other]) await goTo(each, `/${council}/plan/actions/${id}/change`);
  await other.getByLabel('What is to be done').fill('Theirs');
  await other.getByRole('button', { name: 'Save' }).click();
  await other.waitForURL(new RegExp(`${id}$`));
  await page.getByLabel('What is to be done').fill('Mine');
  await page.getByLabel('Steps (optional)').fill('Agree the return\nCollect it all');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'Somebody else has changed this' }).waitFor();
  await expectAccessible(page);
  expect(await page.getByRole('group').allInnerTexts()).toEqual([
    expect.stringMatching(/^What is to be done[\s\S]*Mine[\s\S]*Theirs/),
    expect.stringMatching(/^Steps[\s\S]*Collect it all/),
  ]);
  await sendRefused(page, 'Save what I keep');
  await page.locator('#keep-title-theirs').check();
  await page.getByRole('button', { name: 'Save what I keep' }).click();
  await page.waitForURL(new RegExp(`${id}$`));
  const saved = await database().action.findUniqueOrThrow({ where: { id }, include: { steps: { orderBy: { position: 'asc' } } } });
  expect([saved.title, ...saved.steps.map(({ text }) => text)]).toEqual(['Theirs', 'Agree the return', 'Collect it all']);
});

/** An overdue action of somebody's, with two steps. */
async function actionOf(council: string, { actor }: TestPerson): Promise<string> {
  const plan = aPlan({ authority: council });
  const objective = anObjective(plan);
  const steps = ['Agree the return', 'Collect it'].map((text) => ({ id: randomUUID(), text, doneOn: null }));
  const action = anAction(objective, {
    owner: { personId: actor.id, title: 'Head of safeguarding', partner: null },
    dueOn: calendarDate('2026-10-30'),
    steps,
  });
  const note = { actor: 'operator', reason: null, at: thisMoment() };
  await savePlanChange(council, { plans: [plan], objectives: [objective], actions: [action] }, note);
  return action.id;
}

async function latestEvent(council: string): Promise<string> {
  const { key } = await database().inspection.findFirstOrThrow({
    where: { authority: { slug: council } },
    orderBy: { startsOn: 'desc' },
  });
  return key;
}

function findingOf(authority: string, inspection: string) {
  return {
    ...{ id: randomUUID(), authority, inspection, position: 1, kind: 'area-for-improvement' as const },
    ...{ title: 'Partners should do more', paraphrase: 'Partners do too little' },
    ...{ area: null, reference: null, inspectorsWords: null, place: null, repeats: null },
  };
}
