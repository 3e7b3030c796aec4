import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';

import { visit } from '../support/browser';
import { PAGES } from './pages';

const THREE_INSPECTIONS = ['June 2014', 'October 2018', 'September 2023'];

describe.each([
  ['with script', true],
  ['without script', false],
])('%s', (_, script) => {
  test('a member types her council’s name and reads how it is doing', async () => {
    const page = await visit('/', { script });
    await page.getByLabel('Name of the council').fill('Barnsley');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.waitForURL('**/barnsley');
    expect(await title(page)).toBe('Four of five judgements are good; help and protection requires improvement to be good');
  });

  test('a part of a name gives a choice', async () => {
    const page = await visit('/', { script });
    await page.getByLabel('Name of the council').fill('north');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.locator('#found').getByRole('link', { name: 'North Yorkshire' }).click();
    await page.waitForURL('**/north-yorkshire');
    expect(await page.getByRole('banner').innerText()).toContain('North Yorkshire Council');
  });

  test('a council that no longer exists leads to those that took over', async () => {
    const page = await visit('/?find=cumbria', { script });
    await page.waitForURL('**/cumbria');
    await page.getByRole('main').getByRole('link', { name: 'Westmorland and Furness' }).first().click();
    await page.waitForURL('**/westmorland-and-furness');
    expect(await page.getByRole('banner').innerText()).toContain('Westmorland and Furness Council');
  });

  test('the ratings page holds three inspections with every judgement in words, as a drawing and as a table', async () => {
    const page = await visit('/barnsley/ratings', { script });
    const table = page.getByRole('table', { name: 'Grade by judgement at each inspection of Barnsley' });
    for (const inspection of THREE_INSPECTIONS)
      expect(await table.getByRole('columnheader').allInnerTexts()).toContainEqual(expect.stringContaining(inspection));
    expect(await row(table, 'Help and protection')).toMatch(/Requires improvement\s+Good\s+Requires improvement to be good/);
    expect(await row(table, 'Overall effectiveness')).toMatch(/Requires improvement\s+Good\s+Good\s+Not given/);
    expect(await row(table, 'Adoption')).toMatch(/Requires improvement\s+Not judged/);
    const drawing = page.getByRole('img', { name: /Barnsley/ });
    expect(await drawing.count()).toBe(1);
    expect(await drawing.locator('desc').textContent()).toMatch(/requires improvement to be good/i);
  });

  test('a phone gets the narrow drawing, a desktop the wide one', async () => {
    const page = await visit('/barnsley/ratings', { script, width: 320 });
    const drawing = page.locator('svg[role=img]:visible');
    expect(await drawing.count()).toBe(1);
    expect((await drawing.boundingBox())?.width).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await drawing.count()).toBe(1);
    expect((await drawing.boundingBox())?.width).toBeGreaterThan(900);
  });

  test('from the overview to the inspection, to all of them, and back', async () => {
    const page = await visit('/barnsley', { script });
    await page.getByRole('link', { name: 'This inspection and the dates that follow from it' }).click();
    await page.waitForURL('**/barnsley/inspections/2023-09-11-short-inspection');
    await page.getByRole('navigation').getByRole('link', { name: 'Inspections' }).first().click();
    await page.waitForURL('**/barnsley/inspections');
    expect(
      (
        await page
          .getByRole('main')
          .getByRole('link', { name: /inspection|visit/i })
          .all()
      ).length,
    ).toBeGreaterThanOrEqual(6);
    await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click();
    await page.waitForURL('**/barnsley');
  });

  test('a council is put beside councils of one’s choice', async () => {
    const page = await visit('/barnsley/compare', { script });
    const matrix = page.getByRole('table', { name: 'Latest grades by council and judgement' });
    expect(await matrix.getByRole('rowheader').count()).toBe(11);
    await page.getByText('Choose other councils').click();
    await page.getByLabel('Leeds', { exact: true }).check();
    await page.getByLabel('Sheffield', { exact: true }).check();
    await page.locator('form').getByRole('button').click();
    await page.waitForURL(/with=leeds&with=sheffield/);
    expect((await matrix.getByRole('rowheader').allInnerTexts()).map((name) => name.trim().split('\n')[0])).toEqual([
      'Barnsley',
      'Leeds',
      'Sheffield',
    ]);
  });

  test('a period that ends before it begins is refused in words, and what was chosen stays', async () => {
    const page = await visit('/national', { script });
    await page.getByLabel('Judgement', { exact: true }).selectOption({ label: 'Care leavers' });
    await page.getByLabel('Moves from').fill('2025-01-01');
    await page.getByLabel('to', { exact: true }).fill('2024-01-01');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/from=2025-01-01/);
    expect(await page.title()).toMatch(/^Error: /);
    const problem = page.getByRole('alert').getByRole('link').first();
    const field = page.locator(`${await problem.getAttribute('href')}`);
    expect(await field.inputValue()).toMatch(/^202[45]-01-01$/);
    expect(await field.getAttribute('aria-describedby')).not.toBeNull();
    expect(await page.getByLabel('Moves from').inputValue()).toBe('2025-01-01');
    expect(await page.getByRole('heading', { level: 2, name: /care leavers/i }).count()).toBeGreaterThan(0);
  });

  test('the keyboard reaches the content first', async () => {
    const page = await visit('/barnsley', { script });
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to main content' });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    expect((await skip.boundingBox())?.width).toBeGreaterThan(50);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(true);
  });
});

test('no link of any page leads nowhere', async () => {
  const addresses = Object.values(PAGES).flat();
  const found = new Map<string, string>();
  await severalAtATime(addresses, async (address) => {
    const html = await (await fetch(`${inject('productUrl')}${address}`)).text();
    for (const [, link = ''] of html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) found.set(link.replaceAll('&amp;', '&'), address);
  });
  expect(found.size).toBeGreaterThan(160);
  const broken: string[] = [];
  await severalAtATime([...found], async ([link, address]) => {
    // Its own test opens it.
    if (addresses.includes(link)) return;
    const { status } = await fetch(`${inject('productUrl')}${link}`, { method: 'HEAD' });
    if (status !== 200) broken.push(`${link} on ${address}: ${status}`);
  });
  expect(broken).toEqual([]);
});

async function severalAtATime<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}

async function title(page: Page): Promise<string> {
  return page.getByRole('heading', { level: 1 }).innerText();
}

/** What a row of a table says after its header, in one line. */
async function row(table: ReturnType<Page['getByRole']>, header: string): Promise<string> {
  const cells = await table
    .getByRole('row')
    .filter({ has: table.page().getByRole('rowheader', { name: header }) })
    .getByRole('cell')
    .allInnerTexts();
  return cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()).join(' ');
}
