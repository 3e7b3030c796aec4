import jsQR from 'jsqr';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

import { closeDatabase } from '@/database/client';

import { codeOf } from '../support/authenticator-app';
import { openPage, visit } from '../support/browser';
import { aPerson, PASSWORD } from '../support/people';
import { pageOf, useProductDatabase } from '../support/signed-in';
import { expectSoundAtEveryWidth } from './pages';

beforeAll(useProductDatabase);
afterAll(closeDatabase);

describe.each([
  ['with script', true],
  ['without script', false],
] as const)('%s', (_, script) => {
  test('somebody scans the key into an app, gets new recovery codes, signs in with one, and removes the app', async () => {
    const person = await aPerson();
    const page = await pageOf(person, { script });
    await page.goto(`${inject('productUrl')}/me`);
    expect(await page.getByRole('link', { name: 'Get new recovery codes' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Your second factor' }).click();

    // Set up.
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Continue' }).click();
    const picture = page.getByRole('img', { name: 'QR code that holds the key' });
    await picture.waitFor();
    const key = (await page.locator('p.app-codes').innerText()).replaceAll(' ', '');
    const scanned = new URL(await seenByCamera(picture));
    expect([scanned.protocol, scanned.searchParams.get('secret')]).toEqual(['otpauth:', key]);
    expect(decodeURIComponent(scanned.pathname)).toContain(person.email);
    await expectSoundAtEveryWidth(page);
    const [first = ''] = await codesOn(page);
    await page.getByLabel('Code that the app shows now').fill('000000');
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.locator('.govuk-error-summary').waitFor();
    expect(await picture.isVisible(), 'the key is still there after a wrong code').toBe(true);
    await page.getByLabel('Code that the app shows now').fill(codeOf(key));
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.waitForURL((url) => url.pathname === '/');

    // Renew.
    await page.goto(`${inject('productUrl')}/me`);
    await page.getByRole('link', { name: 'Get new recovery codes' }).click();
    await page.getByLabel('Your password').fill('not my password');
    await page.getByRole('button', { name: 'Get new codes' }).click();
    await page.locator('.govuk-error-summary').waitFor();
    expect(await page.locator('.govuk-error-summary__list li').allInnerTexts()).toEqual([
      'Enter the password you sign in with. This one is not right',
    ]);
    await expectSoundAtEveryWidth(page);
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Get new codes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Keep these new recovery codes' }).waitFor();
    await expectSoundAtEveryWidth(page);
    const renewed = await codesOn(page);
    expect(new Set(renewed).size).toBe(10);
    expect(renewed).not.toContain(first);

    // Sign in elsewhere: the old code is refused, a new one is taken.
    const elsewhere = await visit('/sign-in', { script });
    await elsewhere.getByLabel('Email address').fill(person.email);
    await elsewhere.getByLabel('Password').fill(PASSWORD);
    await elsewhere.getByRole('button', { name: 'Sign in' }).click();
    await elsewhere.getByLabel('Code').fill(first);
    await elsewhere.getByRole('button', { name: 'Continue' }).click();
    await elsewhere.locator('.govuk-error-summary').waitFor();
    await elsewhere.getByLabel('Code').fill(renewed[0] ?? '');
    await elsewhere.getByRole('button', { name: 'Continue' }).click();
    await elsewhere.waitForURL((url) => url.pathname === '/');
    await elsewhere.goto(`${inject('productUrl')}/me`);
    expect(await elsewhere.getByRole('main').innerText()).toContain('With a password and a second factor');

    // Change to another app.
    await elsewhere.getByRole('link', { name: 'Your second factor' }).click();
    await elsewhere.getByRole('link', { name: 'Remove the app, or change to another' }).click();
    await elsewhere.waitForURL(/second-factor\/removal/);
    await expectSoundAtEveryWidth(elsewhere);
    await elsewhere.getByLabel('Your password').fill(PASSWORD);
    await elsewhere.getByRole('button', { name: 'Remove the app' }).click();
    await elsewhere.getByRole('heading', { level: 1, name: 'Set up an authenticator app' }).waitFor();
  });
});

async function codesOn(page: Page): Promise<readonly string[]> {
  return page.locator('ul.app-codes li').allInnerTexts();
}

/** What a QR code on a page says, read from its picture on the screen. */
async function seenByCamera(picture: Locator): Promise<string> {
  const screenshot = (await picture.screenshot()).toString('base64');
  const desk = await openPage();
  const { pixels, width, height } = await desk.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    return { pixels: [...data], width: image.width, height: image.height };
  }, screenshot);
  return jsQR(new Uint8ClampedArray(pixels), width, height)?.data ?? 'No camera can read this';
}
