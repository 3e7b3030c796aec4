import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { savePlanChange } from '@/database/improvement';
import { calendarDate } from '@/domain/shared';
import { beginCorrection, beginDraft, publishDraft, saveDraftPart, viewPublication } from '@/operations/recording';
import { thisMoment } from '@/platform/clock';

import { expectAccessible, goTo, visit } from '../support/browser';
import { heading, problems, sendRefused } from '../support/form-pages';
import { aPerson, good, type TestPerson } from '../support/people';
import { anAction, anObjective, aPlan } from '../support/plans';
import { pageOf, useProductDatabase } from '../support/signed-in';
import { expectSoundAtEveryWidth, expectSoundPage, PAGES_OF_DRAFTS } from './pages';

/** The four areas for improvement of the inspection of 2023, in our own words; the third was raised before. */
const FINDINGS = [
  [
    'Partners should do more, and refer better',
    'Other agencies should take part in key meetings about children and send better referrals.',
    'Help and protection',
  ],
  [
    'Managers’ direction should be written down',
    'Social workers need clear written direction when a referral comes in.',
    'Help and protection',
  ],
  [
    'Find and respond to privately fostered children',
    'Children who live with others than close family should be found.',
    'Help and protection',
  ],
  [
    'Education plans should record progress and targets',
    'Education plans should say what a child has achieved and what comes next.',
    'Children in care',
  ],
] as const;
const BEFORE = 'Private fostering should be noticed';
const TODAY = calendarDate('2026-11-20');

beforeAll(useProductDatabase);
afterAll(closeDatabase);

describe.each([
  ['with script', true, 'salford', '2018-10-08-short-inspection'],
  ['without script', false, 'staffordshire', '2019-02-04-short-inspection'],
] as const)('%s', (_, script, council, earlier) => {
  test('a manager records the four findings of 2023, everybody reads them, and a member finds the actions behind a repeated one', async () => {
    const manager = await aPerson(['manager'], council);
    const before = await aFindingOf(manager, council, earlier);
    const page = await pageOf(manager, { script });
    await goTo(page, `/${council}/inspections/2023-11-06-short-inspection`);
    await page.getByRole('button', { name: 'Add findings or correct this' }).click();
    await page.waitForURL(/\/drafts\/[^/]+$/);
    const draft = new URL(page.url()).pathname;
    expect(await heading(page)).toMatch(/^A correction of the short inspection of November 2023 can be published/);

    await page.getByRole('link', { name: 'Add a finding' }).click();
    await sendRefused(page, 'Save in the draft');
    expect(await problems(page)).toEqual(['Write at least a title, or what it says']);
    await expectAccessible(page);
    await goTo(page, draft);
    for (const [title, text, area] of FINDINGS) {
      await page.getByRole('link', { name: 'Add a finding' }).click();
      await page.waitForURL(/finding-new$/);
      await page.getByLabel('Title').fill(title);
      await page.getByLabel('Judgement it belongs to').selectOption(area);
      if (title.includes('fostered'))
        await page.getByLabel('Repeats an earlier finding').selectOption({ label: `${before.month}: ${BEFORE}` });
      // The last stays unfinished for now.
      if (title !== FINDINGS[3][0]) await page.getByLabel('What it says, in your own words').fill(text);
      await page.getByRole('button', { name: 'Save in the draft' }).click();
      await page.waitForURL((url) => url.pathname === draft);
    }
    expect(await heading(page)).toBe('One thing is missing before this can be published');
    expect(await page.getByRole('link', { name: 'Publish' }).count()).toBe(0);
    await page.getByRole('link', { name: /say in your own words what it says/ }).click();
    await page.getByLabel('What it says, in your own words').fill(FINDINGS[3][1]);
    await page.getByRole('button', { name: 'Save in the draft' }).click();
    await page.waitForURL((url) => url.pathname === draft);

    // Until it is published nobody else sees any of it.
    const everybody = await visit(`/${council}/inspections/2023-11-06-short-inspection`, { script });
    expect(await everybody.innerText('main')).not.toContain(FINDINGS[0][0]);
    await page.getByRole('link', { name: 'Publish' }).click();
    await page.waitForURL(/publish$/);
    expect(await page.getByRole('main').getByRole('listitem').allInnerTexts()).toEqual(
      FINDINGS.map(([title]) => `The finding “${title}” is added`),
    );
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.waitForURL((url) => url.pathname === `/${council}/inspections/2023-11-06-short-inspection`);
    expect(await page.locator('#findings-heading').innerText()).toBe('No action answers any of these findings yet');

    await everybody.reload();
    expect(await everybody.locator('#findings-heading').innerText()).toBe(
      'Four findings ask for an answer, three of them about help and protection',
    );
    expect(await everybody.locator('#findings h3').allInnerTexts()).toEqual(FINDINGS.map(([title], index) => `${index + 1}. ${title}`));
    expect(await everybody.innerText('#findings')).not.toContain('action');
    await expectSoundAtEveryWidth(everybody);
    await everybody
      .getByRole('article', { name: /fostered/ })
      .getByRole('link', { name: before.month })
      .click();
    await everybody.waitForURL(new RegExp(`${earlier}#finding-`));
    expect(await everybody.getByRole('article', { name: BEFORE }).innerText()).toContain('Raised again in November 2023');

    // The journey of a member: all actions that answer a finding which repeats an earlier one.
    const action = await anActionThatAnswers(council, before.id);
    const member = await pageOf(await aPerson(['member'], council), { script });
    await goTo(member, `/${council}/inspections`);
    await member.getByRole('link', { name: 'Every finding of these inspections and visits' }).click();
    await member.getByLabel('Answered or not').selectOption('Raised more than once (2)');
    await member.getByRole('button', { name: 'Show' }).click();
    await member.waitForURL(/state=repeated/);
    expect(await member.getByRole('article').count()).toBe(2);
    expect(await member.innerText('main')).toContain('Showing 2 of 5 findings.');
    await expectAccessible(member);
    await member.getByRole('link', { name: FINDINGS[2][0] }).click();
    await member.waitForURL(/findings\/[^/?]+$/);
    expect(await member.locator('#repeats-heading').innerText()).toBe('One earlier finding of the same matter, answered by 1 action');
    expect(await member.locator('#repeats').getByRole('listitem').innerText()).toMatch(new RegExp(`1\\.1 ${action.title}\\s+Not started`));
    await expectSoundAtEveryWidth(member);
  });

  test('of two managers who change the same part, the second sees both texts and chooses', async () => {
    const manager = await aPerson(['manager'], council);
    const id = good(await beginDraft(manager.actor, council, { eventType: 'monitoring-visit', 'start-1': '2026-10-05' }, thisMoment()));
    const first = await pageOf(manager, { script });
    const second = await pageOf(await aPerson(['manager'], council), { script });
    for (const page of [first, second]) await goTo(page, `/${council}/inspections/drafts/${id}/report`);
    await first.getByLabel('What came of it').fill('The first text');
    await first.getByLabel('The front door').check();
    await first.getByRole('button', { name: 'Save in the draft' }).click();
    await first.waitForURL(/\/drafts\/[^/]+$/);
    expect(await first.getByRole('row', { name: /^Looked at/ }).innerText()).toContain('The front door');
    await second.getByLabel('What came of it').fill('The second text');
    await second.getByRole('button', { name: 'Save in the draft' }).click();
    await second.getByRole('heading', { level: 1, name: 'Somebody else has changed the same part' }).waitFor();
    const group = second.getByRole('group', { name: 'What came of it' });
    expect(await group.innerText()).toMatch(/Yours\s+The second text\s+From A Person\s+The first text/);
    await expectSoundAtEveryWidth(second);
    await sendRefused(second, 'Save what I keep');
    expect(await problems(second)).toEqual(['Choose what to keep for “What came of it, in your own words”']);
    await group.getByLabel('Yours').check();
    await second.getByRole('button', { name: 'Save what I keep' }).click();
    await second.waitForURL(/\/drafts\/[^/]+$/);
    expect(await second.innerText('main')).toMatch(/The second text[\s\S]*The front door/);
  });

  test('a draft that is not needed is thrown away with a reason, and what is missing from one is said', async () => {
    const page = await pageOf(await aPerson(['manager'], council), { script });
    await goTo(page, `/${council}/inspections`);
    await page.getByRole('link', { name: 'Record an inspection or a visit' }).click();
    await sendRefused(page, 'Begin the draft');
    expect(await problems(page)).toEqual(['Choose which kind of event it was']);
    await page.getByLabel('Kind of event').selectOption('Focused visit');
    await page.getByLabel('First day on site', { exact: true }).fill('2026-11-03');
    await page.getByRole('button', { name: 'Begin the draft' }).click();
    await page.waitForURL(/\/drafts\/[^/]+$/);
    expect(await page.getByRole('link', { name: /until then nobody else may know of it/ }).count()).toBe(1);
    expect(await page.innerText('main')).toContain('The framework is the one that the first day on site proposes');
    await page.getByRole('link', { name: 'Throw the draft away' }).click();
    await sendRefused(page, 'Throw it away');
    expect(await problems(page)).toEqual(['Say in a few words why the draft is not needed']);
    await page.getByLabel('Why it is not needed').fill('entered twice');
    await page.getByRole('button', { name: 'Throw it away' }).click();
    await page.waitForURL((url) => url.pathname === `/${council}/inspections`);
    const visits = await page.context().request.get(`${inject('productUrl')}/${council}/inspections/2026-11-03-focused-visit`);
    expect(visits.status()).toBe(404);
  });
});

describe('pages of a draft', () => {
  const council = 'wiltshire';
  let page: Page;
  let draft: string;
  const finding = '00000000-0000-4000-8000-0000000000d1';

  beforeAll(async () => {
    const manager = await aPerson(['manager'], council);
    draft = await beginCorrection(manager.actor, council, '2019-06-03-standard-inspection', thisMoment());
    await savePart(manager, council, draft, `finding-${finding}`, {
      kind: 'priority-action',
      title: 'A finding',
      paraphrase: 'What it says.',
    });
    page = await pageOf(manager, { kept: true });
  });

  test.each(Object.values(PAGES_OF_DRAFTS).flat())('%s bears everything', async (address) => {
    await expectSoundPage(page, address.replace('/barnsley', `/${council}`).replace('DRAFT', draft).replace('FINDING', finding));
  });
});

/** A published finding of an event that is known, and its month as pages write it. */
async function aFindingOf(manager: TestPerson, council: string, event: string) {
  const draft = await beginCorrection(manager.actor, council, event, thisMoment());
  const id = crypto.randomUUID();
  await savePart(manager, council, draft, `finding-${id}`, {
    kind: 'area-for-improvement',
    title: BEFORE,
    paraphrase: 'It was not noticed enough.',
  });
  const { version, seen } = await viewPublication(manager.actor, council, draft, TODAY);
  const outcome = await publishDraft(manager.actor, council, draft, { reason: '', version, seen }, { today: TODAY, at: thisMoment() });
  if (!outcome.ok) throw new Error(outcome.problems.map(({ message }) => message).join('; '));
  return { id, month: event.startsWith('2018') ? 'October 2018' : 'February 2019' };
}

async function savePart(
  manager: TestPerson,
  council: string,
  draft: string,
  part: string,
  form: Readonly<Record<string, string>>,
): Promise<void> {
  const outcome = await saveDraftPart(manager.actor, council, draft, { part, form, version: 1, choices: null }, thisMoment());
  expect(outcome).toEqual({ outcome: 'saved' });
}

async function anActionThatAnswers(council: string, finding: string) {
  const plan = aPlan({ authority: council });
  const objective = anObjective(plan);
  const action = anAction(objective, { findings: [finding] });
  await savePlanChange(
    council,
    { plans: [plan], objectives: [objective], actions: [action] },
    { actor: 'operator', reason: null, at: thisMoment() },
  );
  return action;
}
