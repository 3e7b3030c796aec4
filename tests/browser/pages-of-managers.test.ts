import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { savePlanChange } from '@/database/improvement';
import { saveSelfEvaluation } from '@/database/self-evaluation';
import { areasOfYear } from '@/domain/self-evaluation';
import { calendarDate } from '@/domain/shared';
import type { Actor } from '@/domain/access';
import { thisMoment, today } from '@/platform/clock';

import { aPerson, good } from '../support/people';
import { anInvestment, aSavedPlan, publishAsShown } from '../support/plans';
import { pageOf, useProductDatabase } from '../support/signed-in';
import { expectSoundPage, PAGES_OF_MANAGERS } from './pages';

const LONG = 'Considerably longer than any of the words that people usually write into such a field of a form '.repeat(2).trim();

const AIMS = [
  { indicator: 'agency-rate', target: { value: '10.0', by: calendarDate('2027-09-30') } },
  { indicator: 're-referrals', target: null },
];

let investment: string;
let published: string;
let page: Page;

beforeAll(async () => {
  useProductDatabase();
  const manager = await aPerson(['manager']);
  investment = await addMoney();
  published = await publishTwice(manager.actor);
  await addSelfEvaluation(2023, true);
  await addSelfEvaluation(2025, false);
  page = await pageOf(manager, { kept: true });
});

afterAll(closeDatabase);

test.each(Object.values(PAGES_OF_MANAGERS).flat())('%s bears everything', async (address) => {
  await expectSoundPage(page, address.replace('INVESTMENT', investment).replace('PUBLISHED', published));
});

/** For more purposes than fit side by side, in long words; one for an action. Answers the id of that one. */
async function addMoney(): Promise<string> {
  const { action } = await aSavedPlan();
  const linked = anInvestment({ title: LONG, note: LONG, actions: [action.id], indicators: AIMS });
  const purposes = ['Leadership', 'Early help', 'Care leavers', 'Recruitmentandretentionofsocialworkersnow', 'Training'];
  const others = purposes.map((purpose) => anInvestment({ purpose, kind: 'recurrent', lastYear: null, pence: 12_345_678_901n }));
  await savePlanChange('barnsley', { actions: [{ ...action, indicators: AIMS }], investments: [linked, ...others] }, aNote());
  return linked.id;
}

/** A plan whose second version differs from the first, with a long note. Answers the plan's id. */
async function publishTwice(manager: Actor): Promise<string> {
  const { plan, action } = await aSavedPlan();
  const when = { at: thisMoment(), today: today() };
  good(await publishAsShown(manager, plan.id, when, LONG));
  const to = action.dueOn.add({ months: 3 });
  const move = { from: action.dueOn, to, reason: LONG, on: today(), by: 'operator' };
  await savePlanChange('barnsley', { actions: [{ ...action, dueOn: to, moves: [move] }] }, aNote());
  good(await publishAsShown(manager, plan.id, when));
  return plan.id;
}

/** One that was sent, or a draft with gaps. */
async function addSelfEvaluation(year: number, isSent: boolean): Promise<void> {
  const areas = areasOfYear(year).slice(isSent ? 0 : 2);
  const evaluation = {
    ...{ id: `${year}-of-barnsley`, authority: 'barnsley', year, version: 0 },
    answers: { known: LONG, howKnown: isSent ? LONG : null, plans: isSent ? LONG : null },
    grades: areas.map((area) => ({ area, grade: 'requires-improvement' as const, evidence: LONG })),
    submittedOn: isSent ? calendarDate(`${year}-04-28`) : null,
  };
  await saveSelfEvaluation(evaluation, aNote());
}

function aNote() {
  return { actor: 'operator', reason: null, at: thisMoment() };
}
