import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { dateInWords, type CalendarDate } from '@/domain/shared';
import { today } from '@/platform/clock';

import { expectAccessible, goTo, visit } from '../support/browser';
import { heading, problems, sendRefused } from '../support/form-pages';
import { aPerson } from '../support/people';
import { pageOf, useProductDatabase } from '../support/signed-in';

const DAY = today();
const HELD = DAY.subtract({ days: 100 });
const CALLED = DAY.add({ days: 9 });

beforeAll(useProductDatabase);
afterAll(closeDatabase);

describe.each([
  ['with script', true, 'tameside'],
  ['without script', false, 'knowsley'],
] as const)('%s', (_, script, council) => {
  test('an officer records, a member asks, a manager answers, and a recommendation answered late is shown as late', async () => {
    const pageFor = async (role: 'scrutiny-officer' | 'member' | 'manager') => pageOf(await aPerson([role], council), { script });
    const officer = await pageFor('scrutiny-officer');
    const home = `/${council}/scrutiny`;
    const at = (path: string | RegExp) => (url: URL) => (typeof path === 'string' ? url.pathname === path : path.test(url.pathname));
    const send = async (page: typeof officer, button: string, path: string | RegExp) => {
      await page.getByRole('button', { name: button }).click();
      await page.waitForURL(at(path));
    };

    await goTo(officer, home);
    expect(await heading(officer)).toBe('No scrutiny committee is recorded');
    await officer.getByRole('link', { name: 'Add a committee' }).click();
    await officer.getByLabel('Name of the committee').fill('People Scrutiny');
    await send(officer, 'Save', home);

    // What was typed stays through a refusal.
    const typeMeeting = async (day: CalendarDate) => {
      await goTo(officer, `${home}/new`);
      await officer.getByLabel('Date').fill(day.toString());
      await officer.getByLabel('Place').fill('Town Hall');
    };
    await typeMeeting(HELD);
    await officer.getByLabel('Start').fill('six');
    await sendRefused(officer, 'Save');
    expect(await problems(officer)).toEqual(['Enter when it starts by the 24-hour clock, for example 18:00']);
    expect(await officer.getByLabel('Place').inputValue()).toBe('Town Hall');
    await expectAccessible(officer);
    await officer.getByLabel('Start').fill('18.00');
    await send(officer, 'Save', `${home}/${HELD.toString()}-people-scrutiny`);
    await typeMeeting(CALLED);
    await officer.getByLabel('Start').fill('18:00');
    await send(officer, 'Save', `${home}/${CALLED.toString()}-people-scrutiny`);
    expect(await heading(officer)).toBe(`People Scrutiny meets on ${dateInWords(CALLED)} at 18:00`);
    const held = `${home}/${HELD.toString()}-people-scrutiny`;

    await goTo(officer, held);
    await officer.getByRole('link', { name: 'Record a recommendation' }).click();
    await officer.getByLabel('What was recommended').fill('Report why dates moved');
    await officer.getByLabel('To whom').fill('Cabinet member');
    expect(await officer.getByLabel('Given to them on').inputValue()).toBe(HELD.toString());
    await send(officer, 'Save', held);
    const due = HELD.add({ months: 2 });
    const late = (days: number) => `${days} ${days === 1 ? 'day' : 'days'}`;
    const waiting = await officer.getByRole('main').innerText();
    expect(waiting).toContain('The one recommendation waits for a response and is overdue');
    expect(waiting).toContain(`Response was due on ${dateInWords(due)}, ${late(due.until(DAY).total({ unit: 'day' }))} ago`);

    // The member asks from an indicator's page.
    const member = await pageFor('member');
    await goTo(member, `/${council}/indicators/agency-rate`);
    await member.getByRole('link', { name: 'Ask a question before the meeting' }).click();
    await sendRefused(member, 'Send the question');
    expect(await problems(member)).toEqual(['Write what you want to know']);
    await member.getByLabel('What do you want to know?').fill('Who still works through an agency?');
    await send(member, 'Send the question', /\/questions\/[^/]+$/);
    expect(await heading(member)).toBe('The question is not answered yet');
    expect(await member.getByRole('link', { name: 'Answer it' }).count()).toBe(0);
    const question = new URL(member.url()).pathname;

    const manager = await pageFor('manager');
    await goTo(manager, `${home}/${CALLED.toString()}-people-scrutiny`);
    await manager.getByRole('link', { name: 'Who still works through an agency?' }).click();
    await manager.getByRole('link', { name: 'Answer it' }).click();
    await manager.getByLabel('Answer').fill('Two teams, until spring.');
    await send(manager, 'Save the answer', question);

    await goTo(officer, question);
    await officer.getByRole('link', { name: 'Choose whether it joins the briefing' }).click();
    await officer.getByLabel('Join the briefing').check();
    await send(officer, 'Save', question);
    await goTo(member, `${home}/mine`);
    const mine = await member.getByRole('main').innerText();
    expect(mine).toMatch(/One question is asked, and answered[\s\S]*Two teams, until spring\.\s+Manager[\s\S]*Joins the briefing/);

    // Answered late, and told to everybody once the minutes are out.
    await goTo(officer, held);
    await officer.getByRole('link', { name: 'Record the response' }).click();
    await officer.getByLabel('Rejected').check();
    await officer.getByLabel('Answered on').fill(DAY.subtract({ days: 1 }).toString());
    await sendRefused(officer, 'Save');
    expect(await problems(officer)).toEqual(['Give the reason: it was rejected']);
    expect(await officer.getByLabel('Rejected').isChecked()).toBe(true);
    await officer.getByLabel('What was answered, and why').fill('There is no money for it');
    await send(officer, 'Save', held);
    const days = due.until(DAY.subtract({ days: 1 })).total({ unit: 'day' });
    const words = `Answered on ${dateInWords(DAY.subtract({ days: 1 }))}, ${late(days)} late`;
    expect(await officer.getByRole('main').innerText()).toContain(words);

    const stranger = await visit(held, { script });
    expect(await stranger.getByRole('main').innerText()).not.toMatch(/Report why dates moved|agency/);
    await officer.getByRole('link', { name: 'Change the meeting, or record its minutes' }).click();
    await officer.getByLabel('Minutes published on').fill(DAY.toString());
    await send(officer, 'Save', held);
    await goTo(stranger, `${home}/recommendations?state=late`);
    expect(await heading(stranger)).toBe('The one recommendation is answered, late');
    expect(await stranger.getByRole('main').innerText()).toContain(words);
    await expectAccessible(stranger);
    const file = await stranger.context().request.get(`${inject('productUrl')}${home}/recommendations.csv?state=late`);
    expect(await file.text()).toMatch(/Report why dates moved,Cabinet member,.*,Rejected,Rejected,/);

    // The next meeting is on the overview.
    await goTo(stranger, `/${council}`);
    await stranger.getByRole('link', { name: `People Scrutiny, ${dateInWords(CALLED)}` }).click();
    await stranger.waitForURL(at(`${home}/${CALLED.toString()}-people-scrutiny`));
    expect(await stranger.getByRole('main').innerText()).not.toContain('agency');
  });
});
