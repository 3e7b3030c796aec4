import { afterAll, afterEach, expect } from 'vitest';

import { closePages, leaveBrowser } from './browser';

// A page's own console, like ours, has to stay silent: it tells of scripts that failed and of what the page's policy blocked.
afterEach(async () => {
  expect(await closePages(), 'errors in the console of a page').toEqual([]);
});

afterAll(leaveBrowser);
