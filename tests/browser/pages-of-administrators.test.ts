import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';

import { closeDatabase } from '@/database/client';

import { aPerson, type TestPerson } from '../support/people';
import { pageOf, useProductDatabase } from '../support/signed-in';
import { expectSoundPage, PAGES_OF_ADMINISTRATORS } from './pages';

/** Where no other test does anything. */
const QUIET_COUNCIL = 'calderdale';

let administrator: TestPerson;
let page: Page;

beforeAll(async () => {
  useProductDatabase();
  administrator = await aPerson(['administrator'], QUIET_COUNCIL);
  page = await pageOf(administrator, { kept: true });
});

afterAll(closeDatabase);

test.each(Object.values(PAGES_OF_ADMINISTRATORS).flat())('%s bears everything', async (address) => {
  await expectSoundPage(page, address.replace('/barnsley', `/${QUIET_COUNCIL}`).replace('PERSON', administrator.actor.id));
});
