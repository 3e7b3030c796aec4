import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { stopAddresses } from '@/operations/people';

import { expectAccessible, visit } from '../support/browser';
import { aPerson } from '../support/people';
import { pageOf, useProductDatabase } from '../support/signed-in';

beforeAll(useProductDatabase);
afterAll(closeDatabase);

describe.each([
  ['with script', true],
  ['without script', false],
] as const)('%s', (_, script) => {
  test('somebody makes a calendar, is shown its address once, renews it and takes it back', async () => {
    const page = await pageOf(await aPerson(['manager'], 'york'), { script });
    await page.goto(`${inject('productUrl')}/me`);
    await page.getByRole('link', { name: 'See in your own calendar what is due' }).click();
    await page.getByRole('button', { name: 'Make an address' }).click();
    const first = await addressShown(page);
    expect(await statusOf(first)).toBe(200);
    await expectAccessible(page);
    await page.goto(`${inject('productUrl')}/me/calendar`);
    expect(await page.getByRole('main').innerText()).toMatch(/Your calendar has a secret address[\s\S]*The address was made on/);
    expect(await page.content()).not.toContain(first);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Get a new address' }).click();
    const second = await addressShown(page);
    expect(await Promise.all([statusOf(first), statusOf(second)])).toEqual([404, 200]);
    await page.getByRole('button', { name: 'Take the address back' }).click();
    await page.getByRole('heading', { level: 1, name: 'See in your own calendar what is due' }).waitFor();
    expect(await statusOf(second)).toBe(404);
  });

  test('somebody stops letters by the link in one without signing in, and chooses them again on the own page', async () => {
    const person = await aPerson(['action-owner'], 'york');
    const { pathname, search } = new URL((await stopAddresses('reminders', person.actor.id)).page);
    const mail = await visit(`${pathname}${search}`, { script });
    expect(await mail.getByRole('heading', { level: 1 }).innerText()).toBe('Stop reminders of your actions?');
    await expectAccessible(mail);
    await mail.getByRole('button', { name: 'Stop them' }).click();
    await mail.getByRole('heading', { level: 1, name: 'You get no more reminders of your actions' }).waitFor();
    await expectAccessible(mail);

    const page = await pageOf(person, { script });
    await page.goto(`${inject('productUrl')}/me/details`);
    const others = ['When my roles are changed', expect.stringContaining('for managers'), expect.stringContaining('briefing')];
    expect(await chosen(page)).toEqual(others);
    await page.getByLabel('When an action of mine is due soon').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/saved=yes/);
    await page.goto(`${inject('productUrl')}/me/details`);
    expect(await chosen(page)).toContain('When an action of mine is due soon');
  });
});

async function addressShown(page: Page): Promise<string> {
  await page.getByRole('heading', { level: 1, name: 'This is your calendar’s address' }).waitFor();
  return (await page.locator('.app-codes').innerText()).trim();
}

/** As a calendar program asks, which has no cookies. */
async function statusOf(address: string): Promise<number> {
  return (await fetch(new URL(new URL(address).pathname, inject('productUrl')))).status;
}

async function chosen(page: Page): Promise<readonly string[]> {
  return page
    .getByRole('checkbox', { checked: true })
    .evaluateAll((boxes) => boxes.map((box) => (box instanceof HTMLInputElement ? (box.labels?.[0]?.innerText ?? '') : '')));
}
