import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { closeDatabase } from '@/database/client';

import { codeOf } from '../support/authenticator-app';
import { expectAccessible, goTo, visit } from '../support/browser';
import { heading, sendRefused } from '../support/form-pages';
import { aPerson, PASSWORD } from '../support/people';
import { pageOf, useProductDatabase } from '../support/signed-in';

beforeAll(useProductDatabase);
afterAll(closeDatabase);

test.each([
  ['with script', true],
  ['without script', false],
])('somebody sets up an authenticator app, and signs in with its code and later with a recovery code, %s', async (_, script) => {
  const person = await aPerson(['manager'], 'tameside');
  const office = await pageOf(person, { script });
  await goTo(office, '/second-factor/set-up?next=/me');
  await office.getByLabel('Your password').fill('not my password');
  await sendRefused(office, 'Continue');
  await office.getByLabel('Your password').fill(PASSWORD);
  await office.getByRole('button', { name: 'Continue' }).click();
  await office.getByRole('heading', { level: 1, name: 'Add this account to your authenticator app' }).waitFor();
  const key = (await office.locator('p.app-codes').innerText()).replaceAll(' ', '');
  const [recoveryCode = ''] = await office.locator('ul.app-codes li').allInnerTexts();
  await office.getByLabel('Code that the app shows now').fill('000000');
  await sendRefused(office, 'Finish');
  expect((await office.locator('p.app-codes').innerText()).replaceAll(' ', ''), 'the key stays').toBe(key);
  await office.getByLabel('Code that the app shows now').fill(codeOf(key));
  await office.getByRole('button', { name: 'Finish' }).click();
  await office.waitForURL((url) => url.pathname === '/me');

  // The password alone opens nothing.
  const home = await visit('/sign-in?next=/tameside/settings', { script });
  await signIn(home, person.email);
  await goTo(home, '/me');
  expect(new URL(home.url()).pathname).toBe('/sign-in');
  await goTo(home, '/sign-in?next=/tameside/settings');
  await signIn(home, person.email);
  await expectAccessible(home);
  await home.getByLabel('Code', { exact: true }).fill('000000');
  await sendRefused(home, 'Continue');
  await expectAccessible(home);
  // The code that set it up is used up.
  await home.getByLabel('Code', { exact: true }).fill(codeOf(key, 1));
  await home.getByRole('button', { name: 'Continue' }).click();
  await home.waitForURL((url) => url.pathname === '/tameside/settings');

  const elsewhere = await visit('/sign-in', { script });
  await signIn(elsewhere, person.email);
  await elsewhere.getByLabel('Code', { exact: true }).fill(recoveryCode);
  await elsewhere.getByRole('button', { name: 'Continue' }).click();
  await elsewhere.waitForURL((url) => url.pathname === '/');
  await goTo(elsewhere, '/me/sessions');
  expect(await heading(elsewhere)).toBe('You are signed in in 3 browsers');
});

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname === '/second-factor');
}
