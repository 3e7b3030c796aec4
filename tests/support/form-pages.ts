import type { Page } from 'playwright-core';

/** What a page says first. */
export async function heading(page: Page): Promise<string> {
  return page.getByRole('heading', { level: 1 }).innerText();
}

/** Sends a form that comes back with what is wrong. */
export async function sendRefused(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.locator('.govuk-error-summary').waitFor();
}

/** What a page says is wrong. */
export async function problems(page: Page): Promise<readonly string[]> {
  return page.locator('.govuk-error-summary__list li').allInnerTexts();
}
