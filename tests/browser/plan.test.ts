import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';

import { addFindings } from '@/database/findings';
import { closeDatabase, database } from '@/database/client';
import { savePlanChange } from '@/database/improvement';
import { thisMoment, today } from '@/platform/clock';

import { expectAccessible, goTo } from '../support/browser';
import { heading, problems } from '../support/form-pages';
import { aPerson, type TestPerson } from '../support/people';
import { aFinding, anAction, anObjective, anUpdate, aPlan, checked, given, someEvidence, withSteps } from '../support/plans';
import { pageOf, useProductDatabase } from '../support/signed-in';
import { expectSoundPage, PAGES_OF_PLANS } from './pages';

/** Where no other test reads a plan. */
const COUNCIL = 'oldham';
const WITHOUT_PLAN = 'rochdale';
const LONG = `Considerably longer than a title should be, with a ${'very'.repeat(20)}long word, and then so many more words that it fills its lines twice over`;
const NOBODY = { personId: null, title: null, partner: null };

const plan = aPlan({ authority: COUNCIL, title: 'Plan in which everything happens' });
const empty = aPlan({ authority: COUNCIL, title: 'Plan without actions', beginsOn: plan.beginsOn.subtract({ years: 3 }) });
const objective = anObjective(plan, { title: 'Partners do more', outcome: LONG });
const second = anObjective(plan, { number: 2, title: LONG });
const day = today();
const moves = [
  {
    from: day.subtract({ days: 200 }),
    to: day.subtract({ days: 100 }),
    reason: 'A shared return had to be agreed',
    on: day.subtract({ days: 210 }),
    by: 'operator',
  },
  { from: day.subtract({ days: 100 }), to: day.subtract({ days: 21 }), reason: LONG, on: day.subtract({ days: 90 }), by: 'operator' },
];
const overdue = withSteps(
  anAction(objective, { title: 'Check partner attendance', startsOn: null, dueOn: day.subtract({ days: 21 }), moves }),
  2,
);
const done = anAction(objective, {
  number: 2,
  title: 'Agree a standard',
  startsOn: null,
  dueOn: day,
  owner: { ...NOBODY, title: 'Head of Safeguarding' },
  closed: { on: day, by: 'operator' },
});
const stopped = anAction(objective, { number: 3, title: 'Buy a system', startsOn: null, stopped: { on: day, reason: LONG } });
const quiet = anAction(second, {
  title: LONG,
  change: null,
  measure: null,
  area: null,
  owner: NOBODY,
  startsOn: null,
  steps: [],
  dueOn: day.add({ days: 200 }),
});
const waiting = anAction(second, {
  number: 2,
  title: 'Audit records',
  startsOn: day.subtract({ days: 60 }),
  dueOn: day.add({ days: 30 }),
  needs: [overdue.id],
});

let manager: TestPerson;

beforeAll(async () => {
  useProductDatabase();
  manager = await aPerson(['manager'], COUNCIL);
  const events = await database().inspection.findMany({ where: { authority: { slug: COUNCIL } }, orderBy: { startsOn: 'desc' }, take: 2 });
  const [key = '', keyBefore = ''] = events.map((event) => event.key);
  const earlier = aFinding({ authority: COUNCIL, inspection: keyBefore, title: 'Partners should come' });
  const finding = aFinding({ authority: COUNCIL, inspection: key, title: 'Partners should do more', position: 2, repeats: earlier.id });
  const unanswered = aFinding({ authority: COUNCIL, inspection: key, title: LONG, position: 3 });
  const note = { actor: 'operator', reason: null, at: thisMoment() };
  await addFindings(COUNCIL, [earlier, finding, unanswered], note);
  const evidence = [
    someEvidence(overdue, { title: LONG, given: given('one', day), check: checked('two', 'returned', day) }),
    someEvidence(overdue, { given: given('one', day), check: checked('two', 'accepted', day) }),
    someEvidence(overdue, { title: 'Return of the autumn' }),
  ];
  const updates = Array.from({ length: 12 }, (_, index) =>
    anUpdate(overdue, { at: note.at.subtract({ hours: 24 * (index + 1) }), done: index === 0 ? LONG : `Report ${index}` }),
  );
  const internals = [{ updateId: updates[0]?.id ?? '', confidence: 'low' as const, blockers: 'A post is vacant at the partner' }];
  const actions = [{ ...overdue, findings: [finding.id] }, { ...done, findings: [earlier.id] }, stopped, quiet, waiting];
  await savePlanChange(
    COUNCIL,
    { plans: [{ ...plan, events: [key] }, empty], objectives: [objective, second], actions, updates, internals, evidence },
    note,
  );
});

afterAll(closeDatabase);

describe('as a manager sees them', () => {
  let page: Page;
  let pageElsewhere: Page;

  beforeAll(async () => {
    const managerElsewhere = await aPerson(['manager'], WITHOUT_PLAN);
    page = await pageOf(manager, { kept: true });
    pageElsewhere = await pageOf(managerElsewhere, { kept: true });
  });

  test.each(Object.values(PAGES_OF_PLANS).flat())('%s bears everything', async (address) => {
    const path = address
      .replace('/barnsley', `/${COUNCIL}`)
      .replace('/NOPLAN', `/${WITHOUT_PLAN}`)
      .replace('ACTION', overdue.id)
      .replace('QUIET', quiet.id)
      .replace('OBJECTIVE', second.id)
      .replace('EMPTY', empty.id);
    await expectSoundPage(address.startsWith('/NOPLAN') ? pageElsewhere : page, path);
  });
});

describe.each([
  ['with script', true],
  ['without script', false],
])('%s', (_, script) => {
  test('a member filters the plan, walks an action’s thread to its finding and back, and sees nothing internal', async () => {
    const page = await pageOf(await aPerson(['member'], COUNCIL), { script });
    await goTo(page, `/${COUNCIL}`);
    expect(await page.getByRole('main').innerText()).toContain('One action is overdue, and it had been put back before');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Plan' }).click();
    await page.waitForURL((url) => url.pathname === `/${COUNCIL}/plan`);
    expect(await heading(page)).toBe('One of five actions is done; one is overdue');
    expect(await page.getByRole('main').innerText()).toContain('Showing 5 of 5 actions, grouped by what inspectors asked for');
    expect(await page.getByRole('main').innerText()).toContain('No action answers this yet.');

    // The tally and the form filter; the count is what is shown.
    await page.getByRole('link', { name: '1 Overdue' }).click();
    await page.waitForURL(/status=overdue/);
    expect(await rows(page)).toEqual(['1.1 Check partner attendance']);
    await page.getByRole('link', { name: 'Clear' }).click();
    await page.waitForURL((url) => !url.searchParams.has('status'));
    await page.getByLabel('Owner', { exact: true }).selectOption('Head of Safeguarding');
    await page.getByRole('button', { name: 'Show actions' }).click();
    await page.waitForURL(/owner=/);
    expect(await rows(page)).toEqual(['1.2 Agree a standard']);
    expect(await page.getByRole('main').innerText()).toContain('Showing 1 of 5 actions');
    await page.getByLabel('Due date', { exact: true }).selectOption('Moved twice or more');
    await page.getByRole('button', { name: 'Show actions' }).click();
    await page.waitForURL(/due=moved-twice/);
    expect(await page.getByRole('main').innerText()).toContain('No actions match. Clear the filters to see all 5.');
    expect(await page.getByLabel('Owner', { exact: true }).inputValue()).toBe('Head of Safeguarding');
    await page.getByRole('link', { name: 'Clear the filters' }).click();
    await page.waitForURL((url) => !url.searchParams.has('due'));

    // From the action to its finding, back, and to all that answers it.
    await page.getByRole('link', { name: '1.1 Check partner attendance' }).click();
    await page.waitForURL(/plan\/actions/);
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(
      expect.arrayContaining([
        'The thread stops at evidence: one of three items is accepted',
        'The date has moved 179 days and has passed again',
        'One item accepted, one returned, one missing',
      ]),
    );
    expect(await page.content()).not.toContain('A post is vacant at the partner');
    expect(await page.getByRole('link', { name: 'Report progress' }).count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole('listitem').getByRole('link', { name: 'Partners should do more' }).click();
    await page.waitForURL(/\/findings\//);
    await page
      .getByRole('link', { name: /Check partner attendance/ })
      .first()
      .click();
    await page.waitForURL(/plan\/actions/);
    await page.getByRole('link', { name: 'All that answers it' }).click();
    await page.waitForURL(/plan\?finding=/);
    expect(await rows(page)).toEqual(['1.1 Check partner attendance', '1.2 Agree a standard']);
  });

  test('the plan is shown as it stood on a day, and a day that has not come is refused', async () => {
    const page = await pageOf(await aPerson(['member'], COUNCIL), { script });
    await goTo(page, `/${COUNCIL}/plan`);
    await page.getByLabel('Day', { exact: true }).fill(day.add({ days: 1 }).toString());
    await page.getByRole('button', { name: 'Show that day' }).click();
    await page.waitForURL(/as-at=/);
    expect(await problems(page)).toEqual(['Choose a day up to today']);
    await page.getByLabel('Day', { exact: true }).fill(day.subtract({ days: 1 }).toString());
    await page.getByRole('button', { name: 'Show that day' }).click();
    await page.waitForURL((url) => url.searchParams.get('as-at') === day.subtract({ days: 1 }).toString());
    expect(await heading(page)).toMatch(/^No improvement plan of Oldham was kept here on/);
    await expectAccessible(page);
  });
});

/** The actions in the list, in its order. */
async function rows(page: Page): Promise<readonly string[]> {
  return page.getByRole('rowheader').getByRole('link', { name: /^\d/ }).allInnerTexts();
}
