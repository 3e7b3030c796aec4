import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { expect, test } from 'vitest';

import { faultAnswer } from '@/platform/server/fault-pages';

import { openPage, visit } from '../support/browser';
import { expectSoundAtEveryWidth, PAGES, PAGES_OF_ADMINISTRATORS, VISITS } from './pages';

const APP = path.resolve(import.meta.dirname, '../../app');

test('every page has addresses to be visited at, and every address a page', async () => {
  const files = await readdir(APP, { recursive: true });
  const pages = files.filter((file) => path.basename(file) === 'page.tsx').map((file) => `/${path.dirname(file).replace(/^\.$/, '')}`);
  expect(Object.keys({ ...PAGES, ...PAGES_OF_ADMINISTRATORS }).toSorted()).toEqual(pages.toSorted());
});

test.each(VISITS)('%s is answered with %i, is accessible and fits the window', async (address, status) => {
  const page = await visit(address, { status, script: false });
  expect((await page.innerText('main')).length, 'characters of content').toBeGreaterThan(100);
  await expectSoundAtEveryWidth(page);
});

test.each(['broken', 'database-away', 'slow', 'busy'] as const)(
  'the page for a fault is accessible and fits the window: %s',
  async (fault) => {
    const page = await openPage({ script: false });
    await page.setContent(faultAnswer(fault, { path: '/', reference: '0b8f8f0e-64a3-4a0c-9d39-5e2e1a1f6f0d' }).body);
    await expectSoundAtEveryWidth(page);
  },
);
