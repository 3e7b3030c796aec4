import type { Page } from 'playwright-core';
import { beforeAll, test } from 'vitest';

import { openPage } from '../support/browser';
import { expectSoundPage, VISITS } from './pages';

let page: Page;

beforeAll(async () => {
  page = await openPage({ kept: true });
});

// The others are looked at in pages-at-large.test.ts, at the same time.
test.each(VISITS.filter(([, , folder]) => folder.startsWith('/[authority]')))(
  '%s is answered with %i and bears everything',
  async (address, status) => {
    await expectSoundPage(page, address, status);
  },
);
