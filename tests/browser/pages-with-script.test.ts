import { test } from 'vitest';

import { visit } from '../support/browser';
import { expectSoundAtEveryWidth, VISITS } from './pages';

test.each(VISITS)('%s is answered with %i, is accessible and fits the window', async (address, status) => {
  await expectSoundAtEveryWidth(await visit(address, { status }));
});
