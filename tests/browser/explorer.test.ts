import { expect, test } from 'vitest';

import { expectAccessible, expectNoSidewaysOverflow, openPage, goTo } from '../support/browser';

test('a reader chooses by ticking, and the address says what is shown', async () => {
  const page = await openPage({ script: false });
  await goTo(page, '/barnsley/explorer');
  await page.getByText('Choose indicators and councils').click();
  await page.getByLabel('Cases per social worker').check();
  await page.getByLabel('Its region').check();
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForLoadState();
  expect(new URL(page.url()).search).toBe('?indicator=agency-rate&indicator=caseload&beside=neighbours&beside=region&beside=england');
  expect(await page.getByRole('img').count()).toBe(2);
  expect(await page.getByRole('table').count()).toBe(2);
});

test('no chart script is sent before it is asked for; then the arrow keys read the chart, and the drawing comes back', async () => {
  const page = await openPage();
  const scripts: string[] = [];
  page.on('response', (response) => void (response.request().resourceType() === 'script' && scripts.push(response.url())));
  await goTo(page, '/barnsley/explorer');
  await page.waitForLoadState('networkidle');
  const before = new Set(scripts);
  expect(before.size).toBeGreaterThan(0);
  for (const script of before) expect(await textOf(script)).not.toContain('recharts');

  await page.getByRole('button', { name: 'Read it point by point' }).click();
  const chart = page.getByRole('application');
  await chart.waitFor();
  const added = scripts.filter((script) => !before.has(script));
  expect((await Promise.all(added.map(textOf))).join('')).toContain('recharts');

  await chart.focus();
  const words = page.locator('.app-pointed__words');
  await words.getByText('Barnsley: 0%').waitFor();
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowRight');
  expect((await words.innerText()).split('\n')).toEqual(['2023', 'Barnsley: 28.1%', 'Neighbours’ median: 16.1%', 'England: 17.9%']);
  await page.locator('.app-pointed__choice', { hasText: 'England' }).click();
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  await words.waitFor();
  expect(await words.innerText()).not.toContain('England');
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysOverflow(page);

  await page.getByRole('button', { name: 'Show the drawing again' }).click();
  await page.getByRole('img').waitFor();
  expect(await page.getByRole('img').count()).toBe(1);
});

async function textOf(address: string): Promise<string> {
  return (await fetch(address)).text();
}
