import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { faultAnswer } from '@/platform/server/fault-pages';

import { expectAccessible, expectNoSidewaysOverflow, openPage, visit } from '../support/browser';

const APP = path.resolve(import.meta.dirname, '../../app');

const LONG = 'a'.repeat(150);

/** Addresses to visit for each page of `app`, so that every state of it is seen: full, empty, wrong, long. */
const ADDRESSES: Record<string, string[]> = {
  '/': ['/', '/?find=north', '/?find=Atlantis', `/?find=${LONG}`],
  '/[authority]': ['/barnsley', '/cumbria', '/bournemouth-christchurch-and-poole', '/isles-of-scilly', '/west-northamptonshire'],
  '/[authority]/ratings': ['/barnsley/ratings', '/cumbria/ratings', '/bournemouth-christchurch-and-poole/ratings', '/doncaster/ratings'],
  '/[authority]/inspections': ['/barnsley/inspections', '/cumbria/inspections', '/birmingham/inspections'],
  '/[authority]/inspections/[id]': [
    '/barnsley/inspections/2023-09-11-short-inspection',
    '/barnsley/inspections/2014-06-11-single-inspection',
    '/barnsley/inspections/2022-05-01-jtai',
    '/barnsley/inspections/2023-01-25-focused-visit',
  ],
  '/[authority]/compare': [
    '/barnsley/compare',
    '/barnsley/compare?with=leeds&with=bournemouth-christchurch-and-poole',
    '/barnsley/compare?with=atlantis',
    '/cumbria/compare',
  ],
  '/national': ['/national', '/national?area=atlantis&from=yesterday&to=', '/national?area=care-leavers'],
  '/not-found': ['/atlantis', '/barnsley/inspections/2001-01-01-nothing', '/barnsley/no/such/page', `/${LONG}`],
};

/** A desktop, a tablet, a phone; in CSS pixels. */
const WIDTHS = [1280, 768, 320];

/** The width of an A4 sheet without margins, in CSS pixels. */
const A4 = 718;

test('every page has addresses to be visited at, and every address a page', async () => {
  const files = await readdir(APP, { recursive: true });
  const pages = files.filter((file) => path.basename(file) === 'page.tsx').map((file) => `/${path.dirname(file).replace(/^\.$/, '')}`);
  const routes = files.includes('not-found.tsx') ? [...pages, '/not-found'] : pages;
  expect(Object.keys(ADDRESSES).toSorted()).toEqual(routes.toSorted());
});

describe.each(Object.values(ADDRESSES).flat())('%s', (address) => {
  test.each([
    ['with script', true],
    ['without script', false],
  ])('is accessible and fits, %s', async (_, script) => {
    const page = await visit(address, { script });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await expectNoSidewaysOverflow(page);
      await expectAccessible(page);
    }
  });

  test('prints: accessible, and within the sheet', async () => {
    const page = await visit(address, { width: A4, script: false });
    await page.emulateMedia({ media: 'print' });
    await expectNoSidewaysOverflow(page);
    await expectAccessible(page);
  });
});

test.each(['broken', 'database-away', 'slow', 'busy'] as const)('the page for a fault is accessible and fits: %s', async (fault) => {
  const page = await openPage({ script: false });
  await page.setContent(faultAnswer(fault, { path: '/', reference: '0b8f8f0e-64a3-4a0c-9d39-5e2e1a1f6f0d' }).body);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoSidewaysOverflow(page);
    await expectAccessible(page);
  }
});
