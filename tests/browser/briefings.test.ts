import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { savePlanChange } from '@/database/improvement';
import { saveScrutiny } from '@/database/scrutiny';
import { thisMoment, today } from '@/platform/clock';

import { expectAccessible, goTo, visit } from '../support/browser';
import { heading, problems, sendRefused } from '../support/form-pages';
import { aPerson } from '../support/people';
import { anAction, anObjective, aPlan } from '../support/plans';
import { aCommittee, aMeeting } from '../support/scrutiny';
import { pageOf, useProductDatabase } from '../support/signed-in';

const DAY = today();

beforeAll(useProductDatabase);
afterAll(closeDatabase);

describe.each([
  ['with script', true, 'middlesbrough'],
  ['without script', false, 'redcar-and-cleveland'],
] as const)('%s', (_, script, council) => {
  test('an officer settles the lines, looks and publishes; a member finds it unread, reads it and sees what changed', async () => {
    const meeting = await aMeetingAhead(council);
    const address = `/${council}/scrutiny/${meeting}`;
    const officer = await pageOf(await aPerson(['scrutiny-officer'], council), { script });
    await goTo(officer, address);
    await officer.getByRole('link', { name: 'Make a briefing' }).click();
    expect(await heading(officer)).toBe('Choose what the briefing asks');
    const late = officer.getByRole('group', { name: 'Overdue' }).first();
    expect(await late.getByLabel('Evidence', { exact: true }).inputValue()).toContain('Action 1.1 (“Check attendance”) was due on');

    // Reworded without a question mark: refused, and nothing typed is lost.
    await late.getByLabel('Question').fill('Who is going to finish it');
    await late.getByLabel('Place in the briefing').selectOption('Line 2');
    const own = officer.getByRole('group', { name: 'A line of your own' }).first();
    await own.getByLabel('Place in the briefing').selectOption('Line 1');
    await own.getByLabel('Evidence', { exact: true }).fill('Two reports give two figures.');
    await own.getByLabel('Question').fill('Which of the two is right?');
    await sendRefused(officer, 'Save and look at it');
    expect(await problems(officer)).toEqual(['End the question with a question mark']);
    expect(await own.getByLabel('Evidence', { exact: true }).inputValue()).toBe('Two reports give two figures.');
    await expectAccessible(officer);
    await late.getByLabel('Question').fill('Who is going to finish it?');
    await officer.getByRole('button', { name: 'Save and look at it' }).click();
    await officer.waitForURL((url) => url.pathname === `${address}/briefing/preview`);
    const preview = await officer.getByRole('main').innerText();
    expect(preview).toMatch(/Which of the two is right\?[\s\S]*Who is going to finish it\?/);

    const member = await pageOf(await aPerson(['member'], council), { script });
    await goTo(member, `${address}/briefing`, 404);
    await officer.getByRole('button', { name: 'Publish briefing number 1' }).click();
    await officer.waitForURL((url) => url.pathname === `${address}/briefing`);

    await goTo(member, `/${council}/scrutiny/mine`);
    await member.getByRole('link', { name: 'The briefing for it, which you have not opened yet' }).click();
    await member.waitForURL((url) => url.pathname === `${address}/briefing`);
    const read = await member.getByRole('main').innerText();
    expect(read).toMatch(/Overdue \d+ days?[\s\S]*Which of the two is right\?[\s\S]*Who is going to finish it\?/);
    expect(await member.getByRole('link', { name: 'Make a new briefing that replaces it' }).count()).toBe(0);
    await expectAccessible(member);
    await goTo(member, `/${council}/scrutiny/mine`);
    expect(await member.getByRole('link', { name: 'The briefing for it', exact: true }).count()).toBe(1);

    await goTo(member, `/${council}/changes`);
    await member.getByLabel('Since the end of').fill(DAY.subtract({ days: 40 }).toString());
    await member.getByRole('button', { name: 'Compare' }).click();
    await member.waitForURL((url) => url.searchParams.get('since') === DAY.subtract({ days: 40 }).toString());
    expect(await heading(member)).toMatch(/^One action became overdue/);

    // The public reads no briefing that the council has not opened to it.
    const stranger = await visit('/', { script });
    await stranger.goto(officer.url());
    expect(new URL(stranger.url()).pathname).toBe('/sign-in');
  });
});

/** A meeting next week in a council whose one action became overdue ten days ago. Answers the meeting's key. */
async function aMeetingAhead(council: string): Promise<string> {
  const note = { actor: 'operator', reason: null, at: thisMoment().subtract({ hours: 24 * 60 }) };
  const plan = aPlan({ authority: council });
  const objective = anObjective(plan);
  const action = anAction(objective, { title: 'Check attendance', dueOn: DAY.subtract({ days: 10 }), startsOn: null, steps: [] });
  await savePlanChange(council, { plans: [plan], objectives: [objective], actions: [action] }, note);
  const committee = aCommittee({ authority: council });
  const next = aMeeting(committee, { heldOn: DAY.add({ days: 7 }) });
  await saveScrutiny(council, { committees: [committee], meetings: [next] }, note);
  return next.key;
}
