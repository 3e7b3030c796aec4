import { randomUUID } from 'node:crypto';

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { changeSuspension } from '@/operations/people';
import { thisMoment } from '@/platform/clock';

import { expectAccessible, goTo, visit } from '../support/browser';
import { heading, problems, sendRefused } from '../support/form-pages';
import { aPerson, PASSWORD } from '../support/people';
import { pageOf, useProductDatabase } from '../support/signed-in';

beforeAll(useProductDatabase);
afterAll(closeDatabase);

describe.each([
  ['with script', true, 'sheffield'],
  ['without script', false, 'rotherham'],
] as const)('%s', (_, script, council) => {
  test('an administrator invites somebody, changes the roles, suspends and erases them', async () => {
    const administrator = await aPerson(['administrator'], council);
    const email = `${randomUUID()}@example.gov.uk`;
    const office = await pageOf(administrator, { script });
    await goTo(office, `/${council}/people`);
    expect(await office.getByRole('banner').innerText()).toMatch(/A Person\s+Sign out/);
    expect(await office.getByRole('navigation', { name: 'Main' }).innerText()).toMatch(/People\s+Settings/);

    // Invite.
    await office.getByRole('link', { name: 'Invite somebody' }).click();
    await sendRefused(office, 'Send the invitation');
    expect(await problems(office)).toEqual(['Enter an email address, like name@example.gov.uk', 'Choose at least one role']);
    await expectAccessible(office);
    await office.getByLabel('Email address').fill(email);
    await office.getByLabel(/^Member\./).check();
    await office.getByRole('button', { name: 'Send the invitation' }).click();
    await office.getByRole('heading', { level: 1, name: 'Pass this link on yourself' }).waitFor();
    await expectAccessible(office);
    const { pathname, search } = new URL((await office.locator('.app-codes').innerText()).trim());

    // Accept.
    const home = await visit(`${pathname}${search}`, { script });
    await home.getByLabel('Your name').fill('New Comer');
    await home.getByLabel('Choose a password').fill(PASSWORD);
    await home.getByRole('button', { name: 'Accept the invitation' }).click();
    await home.waitForURL((url) => url.pathname === '/');
    await goTo(home, '/me');
    expect(await heading(home)).toBe('You are signed in as New Comer');
    expect(await statusFor(home, `/${council}/people`)).toBe(403);
    expect(await statusFor(home, `/${council}/settings`)).toBe(403);

    // Change the roles, first without a reason: what was chosen stays.
    await goTo(office, `/${council}/people`);
    await office.getByRole('link', { name: 'New Comer' }).click();
    await office.getByRole('link', { name: 'Change the roles' }).click();
    await office.getByLabel(/^Member\./).uncheck();
    await office.getByLabel(/^Manager\./).check();
    await sendRefused(office, 'Save');
    expect(await problems(office)).toEqual(['Say in a few words why. It stays in the history']);
    expect(await office.getByLabel(/^Member\./).isChecked()).toBe(false);
    expect(await office.getByLabel(/^Manager\./).isChecked()).toBe(true);
    await expectAccessible(office);
    await office.getByLabel('Why').fill('new head of service');
    await office.getByRole('button', { name: 'Save' }).click();
    await office.waitForURL(/done=roles/);
    expect(await heading(office)).toBe('The roles are changed');
    await expectAccessible(office);
    expect(await statusFor(home, `/${council}/settings`)).toBe(200);
    await office.getByRole('link', { name: 'Who changed the roles, when and why' }).click();
    expect(await office.getByRole('main').innerText()).toMatch(/Roles changed from member to manager[\s\S]*new head of service/);

    // Suspend.
    await goTo(office, `/${council}/people`);
    await office.getByRole('link', { name: 'New Comer' }).click();
    await office.getByRole('link', { name: 'Suspend the roles' }).click();
    await office.getByLabel('Why').fill('on leave');
    await office.getByRole('button', { name: 'Suspend' }).click();
    await office.waitForURL(/done=suspended/);
    expect(await statusFor(home, `/${council}/settings`)).toBe(403);

    // Sign out everywhere.
    await office.getByRole('link', { name: 'End every session' }).click();
    await office.getByRole('button', { name: 'End every session' }).click();
    await office.waitForURL(/done=sessions/);
    await goTo(home, '/me');
    expect(new URL(home.url()).pathname).toBe('/sign-in');

    // Erase.
    await office.getByRole('link', { name: 'Erase name and address' }).click();
    await office.getByLabel('Why').fill('has left the council');
    await office.getByRole('button', { name: 'Erase for good' }).click();
    await office.waitForURL((url) => url.pathname === `/${council}/people`);
    expect(await office.getByRole('main').innerText()).not.toContain('New Comer');
  });

  test('the last administrator cannot be suspended: a sentence says so', async () => {
    const place = script ? 'kirklees' : 'wakefield';
    const administrator = await aPerson(['administrator'], place);
    const office = await pageOf(administrator, { script });
    await goTo(office, `/${place}/people/${administrator.actor.id}/suspension`);
    await office.getByLabel('Why').fill('a try');
    await sendRefused(office, 'Suspend');
    expect(await problems(office)).toEqual([expect.stringContaining('This is the council’s last administrator')]);
    expect(await office.getByLabel('Why').inputValue()).toBe('a try');
    await expectAccessible(office);
  });

  test('somebody whose roles stop counting while a form is open is told so when it is sent', async () => {
    const place = script ? 'trafford' : 'salford';
    const [stays, goes] = [await aPerson(['administrator'], place), await aPerson(['administrator'], place)];
    const page = await pageOf(goes, { script });
    await goTo(page, `/${place}/settings`);
    const change = { suspended: true, reason: 'on leave', version: '1' };
    expect(await changeSuspension(stays.actor, place, goes.actor.id, change, thisMoment())).toEqual({ ok: true });
    await page.getByLabel('Why you are changing this').fill('a try');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your roles do not open this page' }).waitFor();
    await expectAccessible(page);
  });

  test('somebody gives a job title, which the header then says, and takes the own data along', async () => {
    const person = await aPerson(['member']);
    const page = await pageOf(person, { script });
    await goTo(page, '/me/details');
    await page.getByLabel('Your name').fill('');
    await sendRefused(page, 'Save');
    expect(await problems(page)).toEqual(['Enter your name']);
    await page.getByLabel('Your name').fill('Ada Archer');
    await page.getByLabel('Job title').fill('Councillor for Dodworth');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/saved=yes/);
    expect(await page.getByRole('banner').innerText()).toContain('Councillor for Dodworth');
    const answer = await page.context().request.get(`${inject('productUrl')}/me/data.json`);
    expect(answer.headers()['content-disposition']).toContain('attachment');
    expect(await answer.json()).toMatchObject({
      person: { id: person.actor.id, email: person.email, jobTitle: 'Councillor for Dodworth' },
    });
  });
});

/** As the browser's next step would be answered. */
async function statusFor(page: Page, address: string): Promise<number> {
  return (await page.context().request.get(`${inject('productUrl')}${address}`)).status();
}
