import { beforeAll, test } from 'vitest';

import { expectSoundPage, openPair, VISITS } from './pages';

let pages: Awaited<ReturnType<typeof openPair>>;

beforeAll(async () => {
  pages = await openPair();
});

// The others are looked at in pages-at-large.test.ts, at the same time.
test.each(VISITS.filter(([, , folder]) => folder.startsWith('/[authority]')))(
  '%s is answered with %i and bears everything',
  async (address, status) => {
    await expectSoundPage(pages, address, status);
  },
);
