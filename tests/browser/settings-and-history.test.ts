import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import type { Role } from '@/domain/access';
import { DEFAULT_SETTINGS, formOf } from '@/domain/settings';
import { moment, type Moment } from '@/domain/shared';
import { saveOwnPage } from '@/operations/people';
import { saveSettings } from '@/operations/settings';
import { thisMoment } from '@/platform/clock';

import { expectAccessible, goTo, visit } from '../support/browser';
import { heading, problems, sendRefused } from '../support/form-pages';
import { aPerson, good, type TestPerson } from '../support/people';
import { pageOf, useProductDatabase } from '../support/signed-in';
import { expectSoundAtEveryWidth } from './pages';

/** One save more than fits on a page of the history, and some on a day of their own. */
const SAVES = 51;
const THAT_DAY = moment('2026-01-15T09:00:00.000Z');

beforeAll(useProductDatabase);
afterAll(closeDatabase);

describe.each([
  ['with script', true, 'bury', 'bolton'],
  ['without script', false, 'sefton', 'wirral'],
] as const)('%s', (_, script, council, another) => {
  test('of two administrators who change the settings at once, the second sees both texts, chooses, and the history tells of both', async () => {
    const first = await pageOf(await called('First Administrator', ['administrator'], council), { script });
    const second = await pageOf(await called('Second Administrator', ['administrator'], council), { script });
    await goTo(first, `/${council}/settings`);
    await goTo(second, `/${council}/settings`);

    await first.getByLabel('Council colour').fill('#12436d');
    await first.getByLabel('Days before a due date').fill('7');
    await first.getByLabel('Why you are changing this').fill('new house style');
    await first.getByRole('button', { name: 'Save' }).click();
    await first.waitForURL(/saved=1/);
    expect(await heading(first)).toBe('The settings are saved');

    await second.getByLabel('Council’s name').fill('The Borough');
    await second.getByLabel('Council colour').fill('#801650');
    await second.getByLabel('Why you are changing this').fill('as the leader asked');
    await second.getByRole('button', { name: 'Save' }).click();
    await second.getByRole('heading', { level: 1, name: 'Somebody else has changed the settings' }).waitFor();
    expect(await second.getByRole('main').innerText()).toMatch(
      /While you were writing, First Administrator saved the same record: \d+ \w+ \d{4}, \d\d:\d\d, “new house style”\. Nothing of yours is lost/,
    );
    const choices = (label: string) => second.getByRole('group', { name: label });
    expect(await choices('Council colour').innerText()).toMatch(/Yours\s+#801650\s+From First Administrator\s+#12436d/);
    expect(await choices('Council colour').getByRole('radio', { checked: true }).count()).toBe(0);
    expect(await choices('Council’s name').getByLabel('Yours').isChecked()).toBe(true);
    expect(await choices('Reminders').getByLabel('From First Administrator').isChecked()).toBe(true);
    await expectSoundAtEveryWidth(second);

    await sendRefused(second, 'Save what I keep');
    expect(await problems(second)).toEqual(['Choose what to keep for “Council colour”']);
    await expectAccessible(second);
    await choices('Council colour').getByLabel('Yours').check();
    await second.getByRole('button', { name: 'Save what I keep' }).click();
    await second.waitForURL(/saved=2/);
    expect(await second.getByRole('banner').innerText()).toContain('The Borough');
    expect(await second.getByLabel('Council colour').inputValue()).toBe('#801650');
    expect(await second.getByLabel('Days before a due date').inputValue()).toBe('7');

    await second.getByRole('link', { name: 'Who changed the settings, when and why' }).click();
    await second.waitForURL(/history/);
    expect(await changes(second)).toEqual([
      'Council’s name changed from the one Ofsted and the Department for Education use to The Borough; Council colour changed from #12436d to #801650: as the leader asked',
      'Council colour changed from #4c2c69 to #12436d; Reminders before a due date changed from 14 and 3 days before to 7 days before: new house style',
    ]);
    expect(await second.locator('.app-list__note').allInnerTexts()).toEqual([
      expect.stringMatching(/^By Second Administrator\./),
      expect.stringMatching(/^By First Administrator\./),
    ]);
  });

  describe('the history of a council', () => {
    let administrator: TestPerson;
    let colleague: TestPerson;
    let page: Page;

    beforeAll(async () => {
      administrator = await called('Keeper of Settings', ['administrator'], another);
      colleague = await called('Second Keeper', ['administrator'], another);
      for (let save = 0; save < SAVES; save += 1) {
        const at = save < 3 ? THAT_DAY.add({ minutes: save }) : thisMoment();
        await saveColour(save === 4 ? colleague : administrator, another, save, at);
      }
    });

    beforeEach(async () => {
      page = await pageOf(administrator, { script });
      await goTo(page, `/${another}/settings`);
      await page.getByRole('link', { name: 'Who changed the settings, when and why' }).click();
      await page.waitForURL(/history\?kind=settings/);
    });

    test('comes page by page, and as a file with the same lines', async () => {
      expect(await heading(page)).toMatch(/^51 changes match, the last on \d+ \w+ 20\d\d$/);
      const file = await page.getByRole('link', { name: 'These 51 changes as a file (CSV)' }).getAttribute('href');
      const newest = await changes(page);
      expect(newest).toHaveLength(50);
      await page.getByRole('link', { name: 'Older changes' }).click();
      await page.waitForURL(/page=2/);
      expect(await page.getByRole('main').innerText()).toContain('Page 2 of 2');
      const oldest = await changes(page);
      expect(oldest).toHaveLength(1);
      await expectAccessible(page);
      const answer = await page.context().request.get(`${inject('productUrl')}${file}`);
      const lines: readonly Record<string, string>[] = parse(await answer.body(), { columns: true, bom: true });
      expect(lines.map((line) => `${line['changes']}: ${line['reason']}`)).toEqual([...newest, ...oldest]);
      await page.getByRole('link', { name: 'Newer changes' }).click();
      await page.waitForURL(/page=1/);
      expect(await changes(page)).toEqual(newest);
    });

    test('goes by kind, person and day; a period that cannot be is refused with what to do', async () => {
      await page.getByLabel('Changed by').selectOption({ label: 'Second Keeper' });
      await page.getByRole('button', { name: 'Show' }).click();
      await page.waitForURL(/person=/);
      expect(await heading(page)).toMatch(/^1 change matches, /);

      await page.getByRole('link', { name: 'Clear' }).click();
      await page.waitForURL((url) => url.search === '');
      await page.getByLabel('From').fill('2026-01-15');
      await page.getByLabel('To', { exact: true }).fill('2026-01-15');
      await page.getByRole('button', { name: 'Show' }).click();
      await page.waitForURL(/from=2026-01-15&to=2026-01-15/);
      expect(await heading(page)).toBe('3 changes match, the last on 15 January 2026');

      await page.getByLabel('Records').selectOption({ label: 'Inspections and visits' });
      await page.getByLabel('To', { exact: true }).fill('2026-01-14');
      await page.getByRole('button', { name: 'Show' }).click();
      await page.waitForURL(/to=2026-01-14/);
      expect(await page.title()).toMatch(/^Error: /);
      expect(await problems(page)).toEqual(['Enter a day that is not before the first one']);
      expect(await page.getByLabel('To', { exact: true }).inputValue()).toBe('2026-01-14');
      expect(await page.getByLabel('From').inputValue()).toBe('2026-01-15');
      await expectSoundAtEveryWidth(page);
    });

    test('of one record stands behind each of its changes', async () => {
      await goTo(page, `/${another}/history`);
      await page.getByRole('link', { name: 'The settings: every change' }).first().click();
      await page.waitForURL(/kind=settings&record=/);
      expect(await heading(page)).toMatch(/^51 changes match/);
      expect(await page.getByRole('main').innerText()).toContain('History of the settings');
    });

    test('shows a member what became of inspections, and nothing of settings and roles', async () => {
      const member = await pageOf(await called('Scrutiny Member', ['member'], another), { script });
      await goTo(member, `/${another}/inspections`);
      await member
        .getByRole('main')
        .getByRole('link', { name: /inspection/i })
        .first()
        .click();
      await member.getByRole('link', { name: 'Who recorded and changed this, when and why' }).click();
      await member.waitForURL(/kind=inspection&record=/);
      expect(await heading(member)).toMatch(/^1 change matches, /);
      expect(await changes(member)).toEqual([expect.stringMatching(/^Recorded the .*inspection of .*: Load of the reference set$/)]);

      await goTo(member, `/${another}/history?kind=settings`);
      expect(await problems(member)).toEqual(['Choose a kind of record from the list']);
      expect(await member.getByLabel('Records').locator('option').allInnerTexts()).toEqual([
        'All',
        'Inspections and visits',
        'Findings',
        'The improvement plan',
        'Objectives of the plan',
        'Actions of the plan',
        'Updates by owners',
        'Evidence',
        'Publications of the plan',
        'Money for improvement',
        'Scrutiny committees',
        'Meetings of scrutiny committees',
        'Recommendations of scrutiny committees',
        'Questions before meetings',
        'Briefings for meetings',
        'The council’s name, codes and area',
        'Statistical neighbours',
        'Indicators',
        'Figures of indicators',
        'Targets of indicators',
        'Explanations of figures',
      ]);
      await expectAccessible(member);
      const file = await member.context().request.get(`${inject('productUrl')}/${another}/history.csv?kind=settings`);
      for (const shown of [await member.content(), await file.text()]) expect(shown).not.toMatch(/Council colour|Keeper|Roles changed/);

      const stranger = await visit(`/${another}/history`, { script });
      expect(new URL(stranger.url()).pathname).toBe('/sign-in');
    });
  });
});

/** Somebody with these roles whom pages call by this name. */
async function called(name: string, roles: readonly Role[], council: string): Promise<TestPerson> {
  const person = await aPerson(roles, council);
  good(await saveOwnPage(person.actor, { name, jobTitle: '', letters: [] }, thisMoment()));
  return person;
}

/** Each save another colour. */
async function saveColour({ actor }: TestPerson, council: string, version: number, at: Moment): Promise<void> {
  const form = { ...formOf(DEFAULT_SETTINGS), colour: `#0000${(version + 16).toString(16)}` };
  const { outcome } = await saveSettings(actor, council, { form, version, reason: `Trial ${version}`, choices: null }, at);
  expect(outcome).toBe('saved');
}

/** The sentences of a history, as they stand on the page. */
async function changes(page: Page): Promise<readonly string[]> {
  return page.locator('.app-list__title').allInnerTexts();
}
