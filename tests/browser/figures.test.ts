import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { closeDatabase } from '@/database/client';

import { expectAccessible, goTo } from '../support/browser';
import { heading, problems, sendRefused } from '../support/form-pages';
import { aPerson } from '../support/people';
import { pageOf, useProductDatabase } from '../support/signed-in';

beforeAll(useProductDatabase);
afterAll(closeDatabase);

describe.each([
  ['with script', true, 'stockport'],
  ['without script', false, 'trafford'],
] as const)('%s', (_, script, council) => {
  test('a manager sets a target, measures something else, and corrects it by form and by file', async () => {
    const page = await pageOf(await aPerson(['manager'], council), { script });

    await goTo(page, `/${council}/indicators/agency-rate`);
    await page.getByRole('link', { name: 'Set a target' }).click();
    await page.getByLabel('Target').fill('lots');
    await sendRefused(page, 'Save');
    expect(await problems(page)).toEqual(['Write the target as a number, for example 12.5', 'Enter the day by which it is to be reached']);
    expect(await page.getByLabel('Target').inputValue()).toBe('lots');
    await expectAccessible(page);
    await page.getByLabel('Target').fill('9.5%');
    await page.getByLabel('To be reached by').fill('2027-03-31');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/agency-rate#targets$/);
    expect(await page.locator('#targets').innerText()).toMatch(/the target of 9\.5%, to be reached by 31 March 2027/);

    await goTo(page, `/${council}/indicators`);
    await page.getByRole('link', { name: 'Define an indicator of the council’s own' }).click();
    await page.getByLabel('What is measured').fill('Audits graded good');
    await page.getByLabel('Where the figures come from').fill('Monthly audits');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'No figure is entered yet' }).waitFor();
    await page.getByRole('link', { name: 'Enter the figure for January 2026' }).click();
    await page.getByLabel('Figure', { exact: true }).fill('71');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'One figure is entered, for January 2026' }).waitFor();

    await page.getByRole('link', { name: 'Bring figures in as a file' }).click();
    const csv = (text: string) => ({ name: 'audits.csv', mimeType: 'text/csv', buffer: Buffer.from(`Indicator,Period,Figure\n${text}\n`) });
    await page.getByLabel('File with figures').setInputFiles(csv('Audits graded good,January 2026,seventy'));
    await page.getByRole('button', { name: 'Upload and look' }).click();
    await page.getByRole('heading', { level: 1, name: '1 row cannot be imported' }).waitFor();
    expect(await page.getByRole('main').innerText()).toMatch(/2\s+Figure\s+Write the figure as a number, for example 12\.5/);

    await page.getByRole('link', { name: 'Upload another file' }).click();
    await page.getByLabel('File with figures').setInputFiles(csv('Audits graded good,Jan 2026,70\nAudits graded good,Feb 2026,72'));
    await page.getByRole('button', { name: 'Upload and look' }).click();
    await page.getByRole('heading', { level: 1, name: 'The import would add 1 figure and correct 1 figure' }).waitFor();
    await sendRefused(page, 'Import this');
    expect(await problems(page)).toEqual(['Say in a few words why the figures are corrected']);
    await page.getByLabel('Why 1 figure is corrected').fill('One was counted twice');
    await page.getByRole('button', { name: 'Import this' }).click();
    await page.getByRole('heading', { level: 1, name: '1 figure is added and 1 figure is corrected' }).waitFor();

    await goTo(page, `/${council}/indicators/own-audits-graded-good`);
    expect(await page.locator('#corrections').innerText()).toMatch(/71% until .* Imported from “audits\.csv”: One was counted twice\s+70%/);
    await goTo(page, `/${council}/indicators`);
    expect(await page.getByRole('row', { name: /Audits graded good/ }).innerText()).toContain('72%');
    expect(await heading(page)).toMatch(/^In a year \w+ of 2\d indicators /);
  });
});
