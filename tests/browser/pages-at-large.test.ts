import { readdir } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';

import { faultAnswer } from '@/platform/server/fault-pages';

import { openPage } from '../support/browser';
import { expectSoundAtEveryWidth, expectSoundPage, EVERY_PAGE, VISITS } from './pages';

const APP = path.resolve(import.meta.dirname, '../../app');

let page: Page;

beforeAll(async () => {
  page = await openPage({ kept: true });
});

test('every page has addresses to be visited at, and every address a page', async () => {
  const files = await readdir(APP, { recursive: true });
  const pages = files.filter((file) => path.basename(file) === 'page.tsx').map((file) => `/${path.dirname(file).replace(/^\.$/, '')}`);
  expect(Object.keys(EVERY_PAGE).toSorted()).toEqual(pages.toSorted());
});

// Those of councils are looked at in pages-of-councils.test.ts, at the same time.
test.each(VISITS.filter(([, , folder]) => !folder.startsWith('/[authority]')))(
  '%s is answered with %i and bears everything',
  async (address, status) => {
    await expectSoundPage(page, address, status);
  },
);

test.each(['broken', 'database-away', 'slow', 'busy'] as const)(
  'the page for a fault is accessible and fits the window: %s',
  async (fault) => {
    const page = await openPage({ script: false });
    await page.setContent(faultAnswer(fault, { path: '/', reference: '0b8f8f0e-64a3-4a0c-9d39-5e2e1a1f6f0d' }).body);
    await expectSoundAtEveryWidth(page);
  },
);
