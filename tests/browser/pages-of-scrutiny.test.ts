import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { saveScrutiny } from '@/database/scrutiny';
import type { Actor } from '@/domain/access';
import type { Recommendation } from '@/domain/scrutiny';
import { openBriefing, publishBriefing, saveBriefingDraft } from '@/operations/scrutiny';
import { thisMoment, today } from '@/platform/clock';

import { aPerson, good } from '../support/people';
import { aSavedPlan } from '../support/plans';
import { aCommittee, aMeeting, aQuestion, aRecommendation } from '../support/scrutiny';
import { pageOf, useProductDatabase } from '../support/signed-in';
import { expectSoundPage, PAGES_OF_SCRUTINY } from './pages';

const COUNCIL = 'wigan';
const LONG = 'Considerably longer than any of the words that people usually write into such a field of a form '.repeat(2).trim();
const ADDRESS = `https://example.gov.uk/${'very'.repeat(30)}/long`;
const AGENCY = { kind: 'indicator', id: 'agency-rate', title: '' } as const;

let page: Page;
let pageElsewhere: Page;
let meant: Readonly<Record<string, string>>;

beforeAll(async () => {
  useProductDatabase();
  const somebody = await aPerson(['manager', 'member'], COUNCIL);
  const { id } = somebody.actor;
  meant = { ...(await addScrutiny(id)), NOBODYMEETS: 'rutland' };
  await publishTwice(somebody.actor, meant['CALLED'] ?? '');
  const elsewhere = await aPerson(['manager', 'member'], 'rutland');
  page = await pageOf(somebody, { kept: true });
  pageElsewhere = await pageOf(elsewhere, { kept: true });
});

afterAll(closeDatabase);

test.each(Object.values(PAGES_OF_SCRUTINY).flat())('%s bears everything', async (address) => {
  const whole = Object.entries(meant).reduce((so, [word, value]) => so.replace(word, value), address);
  await expectSoundPage(address.startsWith('/NOBODYMEETS') ? pageElsewhere : page, whole);
});

/** A briefing and one that replaces it, with a line of the officer's own in long words. */
async function publishTwice(actor: Actor, meeting: string): Promise<void> {
  const when = { today: today(), at: thisMoment() };
  for (const headline of ['', LONG.slice(0, 150)]) {
    const lines = [{ key: '', place: '1', evidence: LONG, question: `${LONG}?`, link: ADDRESS }];
    const change = { form: { asAt: '', headline, lines }, version: headline === '' ? 0 : 1, choices: null };
    await saveBriefingDraft(actor, COUNCIL, meeting, change, when);
    const { content, confirms } = await openBriefing(actor, COUNCIL, meeting, when);
    good(await publishBriefing(actor, COUNCIL, meeting, { number: String(content.number), confirms }, when));
  }
}

/** Recommendations in every state and meetings of every kind, in long words. Answers what the words in addresses stand for. */
async function addScrutiny(askedBy: string): Promise<Readonly<Record<string, string>>> {
  const note = { actor: 'operator', reason: null, at: thisMoment() };
  const { action } = await aSavedPlan({ authority: COUNCIL });
  const committee = aCommittee({ authority: COUNCIL, name: LONG, remit: LONG, link: ADDRESS });
  const day = today();
  const held = aMeeting(committee, {
    heldOn: day.subtract({ months: 3 }),
    agendaItem: LONG,
    papersLink: ADDRESS,
    minutedOn: day.subtract({ months: 2 }),
    minutesLink: ADDRESS,
  });
  const called = aMeeting(committee, { heldOn: day.add({ days: 9 }), place: LONG });
  const cancelled = aMeeting(committee, { heldOn: day.add({ days: 2 }), cancelledReason: LONG });
  const states: readonly Partial<Recommendation>[] = [
    {
      response: { answer: 'partly', reason: LONG, on: day.subtract({ days: 3 }) },
      actions: [action.id],
      implemented: { on: day, evidence: LONG, link: ADDRESS },
    },
    {},
    { givenOn: day },
    { response: { answer: 'accepted', reason: null, on: day.subtract({ months: 2 }) } },
    { response: { answer: 'rejected', reason: LONG, on: day } },
  ];
  const recommendations = states.map((state, index) =>
    aRecommendation(held, { number: index + 1, wording: LONG, addressee: LONG, ...state }),
  );
  const open = aQuestion(called, { subject: AGENCY, askedBy, text: LONG, sentAt: thisMoment() });
  const answer = { text: LONG, by: askedBy, post: LONG, at: thisMoment() };
  const answered = aQuestion(called, { subject: AGENCY, askedBy, sentAt: thisMoment(), answer, joinsBriefing: true });
  const vain = aQuestion(cancelled, { subject: AGENCY, askedBy, text: LONG, sentAt: thisMoment() });
  await saveScrutiny(
    COUNCIL,
    { committees: [committee], meetings: [held, called, cancelled], recommendations, questions: [open, answered, vain] },
    note,
  );
  return {
    ...{ HELD: held.key, CALLED: called.key, CANCELLED: cancelled.key, COMMITTEE: committee.key },
    ...{ OPEN: open.id, ANSWERED: answered.id, VAIN: vain.id },
  };
}
