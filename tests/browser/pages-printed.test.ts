import { expect, test } from 'vitest';

import { expectAccessible, expectNoSidewaysOverflow, visit } from '../support/browser';
import { VISITS } from './pages';

/** What is left between the margins of src/ui/styles/_print.scss, in CSS pixels. */
const SHEET = { portrait: 680, landscape: 1016 };

test.each(VISITS)('%s fits the sheet', async (address, status) => {
  const page = await visit(address, { status, script: false });
  await page.emulateMedia({ media: 'print' });
  const turned = (await page.locator('.app-print-landscape').count()) > 0;
  await page.setViewportSize({ width: turned ? SHEET.landscape : SHEET.portrait, height: 1000 });
  await expectNoSidewaysOverflow(page);
  await expectAccessible(page);
  expect(await page.locator('nav:visible, form:visible, button:visible').count(), 'what cannot be used on paper').toBe(0);
});
