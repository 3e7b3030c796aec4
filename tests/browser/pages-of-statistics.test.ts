import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { OPERATOR } from '@/domain/access';
import { closeDatabase, database } from '@/database/client';
import { chooseFigures, goThroughStatistics, receiveStatistics } from '@/operations/indicators';
import { thisMoment, today } from '@/platform/clock';

import { goTo } from '../support/browser';
import { heading } from '../support/form-pages';
import { aPerson, good, type TestPerson } from '../support/people';
import { pageOf, useProductDatabase } from '../support/signed-in';
import { aStatisticsForm } from '../support/statistics-form';
import { expectSoundPage, PAGES_OF_OPERATORS } from './pages';

const HEADINGS = 'time_period,time_identifier,geographic_level,old_la_code,la_name,age_group,a_count,a_percent';
const BARNSLEY = 'Local authority,370,Barnsley';
const UNKNOWN = [HEADINGS, `202425,Financial year Q1,${BARNSLEY},Total,240,c`, `202425,Financial year Q2,${BARNSLEY},Under 1,k,7`];
const KNOWN =
  'time_period,time_identifier,geographic_level,old_la_code,la_name,agency_rate_fte\n2025,Reporting year,Local authority,370,Barnsley,many';

let operator: TestPerson;
let ids: Readonly<Record<string, string>>;
let page: Page;

beforeAll(async () => {
  useProductDatabase();
  operator = await aPerson(['member'], 'leeds');
  await database().person.update({ where: { id: operator.actor.id }, data: { operator: true } });
  const upload = async (content: string, name: string) => {
    const { id } = good(await receiveStatistics(OPERATOR, aStatisticsForm(content, name), thisMoment()));
    await goThroughStatistics(OPERATOR, id, today());
    return id;
  };
  const chosen = await upload(UNKNOWN.join('\n'), `${'a long name of a file '.repeat(6)}.csv`);
  good(await chooseFigures(OPERATOR, chosen, { columns: ['a_percent', 'a_count'], filters: { age_group: 'Total' } }));
  const anHourAgo = thisMoment().subtract({ hours: 1 });
  const { id: stuck } = good(await receiveStatistics(OPERATOR, aStatisticsForm(KNOWN), anHourAgo));
  ids = {
    CHOOSE: await upload(UNKNOWN.join('\n'), 'unknown.csv'),
    CHOSEN: chosen,
    BROKEN: await upload('a,b\n1,2', 'broken.csv'),
    STUCK: stuck,
  };
  page = await pageOf(operator, { kept: true });
});

afterAll(closeDatabase);

test.each(Object.values(PAGES_OF_OPERATORS).flat())('%s bears everything', async (address) => {
  await expectSoundPage(
    page,
    Object.entries(ids).reduce((known, [word, id]) => known.replace(word, id), address),
  );
});

test.each([
  ['with script', true],
  ['without script', false],
] as const)(
  '%s an operator uploads a file, says which of its figures are wanted, sees what would change, and loads it',
  async (how, script) => {
    const page = await pageOf(operator, { script });
    const name = `Figures ${how}`;
    await goTo(page, '/imports');
    const buffer = Buffer.from(UNKNOWN.join('\n').replaceAll('a_percent', script ? 'one_percent' : 'other_percent'));
    await page.getByLabel('File of statistics').setInputFiles({ name: `${how}.csv`, mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Upload and check' }).click();
    await page.waitForURL(/\/imports\/[\w-]{20,}$/);
    const settled = async (words: RegExp) => {
      // Without script the reader looks again.
      await expect
        .poll(
          async () => {
            if (!script) await page.reload();
            return heading(page);
          },
          { timeout: 30_000, interval: 500 },
        )
        .toMatch(words);
    };
    await settled(/^Say which figures/);
    await page.getByLabel(script ? 'one_percent' : 'other_percent').check();
    await page.getByRole('button', { name: 'Add to the list' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('button', { name: 'Check the file' }).click();
    await settled(/^Loading would add 1 reading and correct 0 readings$/);
    await page.getByRole('button', { name: 'Load these figures' }).click();
    await settled(/^1 reading added, 0 readings corrected$/);
    expect(await page.getByRole('main').innerText()).toContain(name);
  },
);
