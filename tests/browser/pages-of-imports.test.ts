import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { savePlanChange } from '@/database/improvement';
import { thisMoment, today } from '@/platform/clock';

import { aPerson } from '../support/people';
import { planRows, planWorkbookOf, withFaults, withMovedDates } from '../support/plan-workbooks';
import { aPlan } from '../support/plans';
import { pageOf, useProductDatabase } from '../support/signed-in';
import { uploading } from '../support/uploads';
import { expectSoundPage, PAGES_OF_IMPORTS } from './pages';

const COUNCIL = 'sunderland';
const ROWS = 60;

let ids: Readonly<Record<string, string>>;
let page: Page;

beforeAll(async () => {
  useProductDatabase();
  const manager = await aPerson(['manager'], COUNCIL);
  await savePlanChange(COUNCIL, { plans: [aPlan({ authority: COUNCIL })] }, { actor: 'operator', reason: null, at: thisMoment() });
  const { upload, matched, imported } = uploading(manager.actor, COUNCIL, today());
  const first = planWorkbookOf(planRows(ROWS));
  ids = {
    IMPORTED: await imported(first),
    NOTHING: await matched(first),
    MATCH: await upload(first, `${'a long name of a file '.repeat(6)}.xlsx`),
    CORRECT: await matched(planWorkbookOf(withFaults(planRows()))),
    CONFIRM: await matched(planWorkbookOf(withMovedDates(planRows(ROWS + 20)))),
    UNREADABLE: await upload(Buffer.from('%PDF-1.7'), 'plan.pdf'),
  };
  page = await pageOf(manager, { kept: true });
});

afterAll(closeDatabase);

test.each(Object.values(PAGES_OF_IMPORTS).flat())('%s bears everything', async (address) => {
  await expectSoundPage(
    page,
    Object.entries(ids).reduce((known, [word, id]) => known.replace(word, id), address),
  );
});
