import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { savePlanChange } from '@/database/improvement';
import { calendarDate, moment } from '@/domain/shared';

import { aPerson } from '../support/people';
import { anAction, anObjective, anUpdate, aPlan, checked, given, someEvidence } from '../support/plans';
import { pageOf, useProductDatabase } from '../support/signed-in';
import { expectSoundPage, PAGES_OF_PLAN_CHANGES } from './pages';

const COUNCIL = 'barnsley';
const LONG = 'Considerably longer than any of the words that people usually write into such a field of a form '.repeat(2).trim();
const UNBROKEN = `https://example.gov.uk/${'a'.repeat(150)}`;

/** By the words that stand for them in addresses. */
let ids: Readonly<Record<string, string>>;
let page: Page;

beforeAll(async () => {
  useProductDatabase();
  const manager = await aPerson(['manager'], COUNCIL);
  ids = await addPlan(manager.actor.id);
  page = await pageOf(manager, { kept: true });
});

afterAll(closeDatabase);

test.each(Object.values(PAGES_OF_PLAN_CHANGES).flat())('%s bears everything', async (address) => {
  await expectSoundPage(
    page,
    Object.entries(ids).reduce((path, [word, id]) => path.replace(word, id), address),
  );
});

/** An action in each state, some of them the manager's own, and evidence in each. */
async function addPlan(managerId: string): Promise<Readonly<Record<string, string>>> {
  const plan = aPlan({ authority: COUNCIL, title: LONG });
  const objective = anObjective(plan, { title: LONG, outcome: LONG });
  const own = { personId: managerId, title: LONG, partner: LONG };
  const on = calendarDate('2026-06-01');
  const moves = [{ from: calendarDate('2026-02-28'), to: calendarDate('2026-03-31'), reason: LONG, on, by: 'somebody' }];
  const open = anAction(objective, { number: 1, title: LONG, owner: own, dueOn: calendarDate('2026-03-31'), moves });
  const stopped = anAction(objective, { number: 2, owner: own, stopped: { on, reason: LONG } });
  const closed = anAction(objective, { number: 3, owner: own, closed: { on, by: 'somebody' } });
  const ready = anAction(objective, { number: 4 });
  const reported = anAction(objective, { number: 5, owner: own });
  const piece = (action: typeof open, overrides: Partial<ReturnType<typeof someEvidence>> = {}) =>
    someEvidence(action, { title: LONG, ...overrides });
  const unchecked = { ...given('somebody'), link: UNBROKEN, shows: LONG, datedOn: on };
  const evidence = {
    MISSING: piece(open),
    UNCHECKED: piece(open, { given: unchecked }),
    RETURNED: piece(open, { given: unchecked, check: { ...checked('another', 'returned'), why: LONG } }),
    ACCEPTED: piece(open, { given: unchecked, check: checked('another') }),
    SETTLED: piece(closed, { given: unchecked, check: checked('another') }),
  };
  await savePlanChange(
    COUNCIL,
    {
      plans: [plan],
      objectives: [objective],
      actions: [open, stopped, closed, ready, reported],
      updates: [anUpdate(ready, { finished: true }), anUpdate(reported, { finished: true })],
      evidence: [...Object.values(evidence), piece(ready, { given: unchecked, check: checked('another') })],
    },
    { actor: 'operator', reason: null, at: moment('2026-01-05T09:00:00.000Z') },
  );
  return {
    ...{ PLAN: plan.id, OBJECTIVE: objective.id, OPEN: open.id, STOPPED: stopped.id, CLOSED: closed.id, READY: ready.id },
    ...Object.fromEntries(Object.entries(evidence).map(([word, { id }]) => [word, id])),
  };
}
