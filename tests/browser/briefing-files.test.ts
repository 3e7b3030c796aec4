import { randomUUID } from 'node:crypto';

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { publishBriefing, saveScrutiny } from '@/database/scrutiny';
import { thisMoment } from '@/platform/clock';

import { aBriefing } from '../support/briefings';
import { goTo } from '../support/browser';
import { aboutPdf, hasProgram, textOfWord } from '../support/office';
import { aPerson } from '../support/people';
import { aCommittee, aMeeting } from '../support/scrutiny';
import { pageOf, useProductDatabase } from '../support/signed-in';

const COUNCIL = 'blackpool';

let page: Page;
let address: string;

beforeAll(async () => {
  useProductDatabase();
  const by = { actor: 'operator', reason: null, at: thisMoment() };
  const committee = aCommittee({ authority: COUNCIL });
  const meeting = aMeeting(committee);
  await saveScrutiny(COUNCIL, { committees: [committee], meetings: [meeting] }, by);
  await publishBriefing(COUNCIL, { id: randomUUID(), meetingId: meeting.id, draft: 0, content: aBriefing() }, by);
  address = `/${COUNCIL}/scrutiny/${meeting.key}/briefing`;
  page = await pageOf(await aPerson(['member'], COUNCIL), { kept: true });
  await goTo(page, address);
});

afterAll(async () => {
  await page.context().close();
  await closeDatabase();
});

test('a published briefing is a PDF of two sheets of A4, tagged, with a title and its headings', async ({ skip }) => {
  if (!(await hasProgram('pdfinfo'))) skip('There is no pdfinfo and pdftotext here (apt-get install poppler-utils)');
  const pdf = await fileAt('pdf');
  const facts = await aboutPdf('pdfinfo', pdf);
  expect(facts).toMatch(/^Pages: +2$/m);
  expect(facts).toMatch(/^Page size: .*\(A4\)$/m);
  expect(facts).toMatch(/^Tagged: +yes$/m);
  expect(facts).toMatch(/^Title: +Scrutiny briefing for 1 December 2026, Barnsley$/m);
  expect(facts).toMatch(/^JavaScript: +no$/m);
  const structure = await aboutPdf('pdfinfo', pdf, '-struct-text');
  for (const tag of ['H1', 'H2', 'Table', 'TH', 'TD', 'Figure', 'L', 'Link']) expect(structure).toMatch(new RegExp(`^ *${tag}\\b`, 'm'));
  const text = onOneLine(await aboutPdf('pdftotext', pdf));
  for (const heading of await page.locator('.app-paper h2').allInnerTexts()) expect(text).toContain(heading);
  expect(text).toMatch(/Page 1 of 2 .*Page 2 of 2/);
});

test('printed from its page it has two sheets as well, with colours and without', async ({ skip }) => {
  if (!(await hasProgram('pdfinfo'))) skip('There is no pdfinfo here (apt-get install poppler-utils)');
  expect(await aboutPdf('pdfinfo', await page.pdf({ preferCSSPageSize: true, printBackground: true }))).toMatch(/^Pages: +2$/m);
  expect(await aboutPdf('pdfinfo', await page.pdf({ preferCSSPageSize: true, printBackground: false }))).toMatch(/^Pages: +2$/m);
});

test('its Word document opens in LibreOffice with the text of the page', async ({ skip }) => {
  if (!(await hasProgram('soffice'))) skip('There is no LibreOffice here (apt-get install libreoffice-writer-nogui)');
  const word = await textOfWord(await fileAt('docx'));
  // What tables hold, for those who do not see the heading above, stands on the page alone.
  const said = await page.locator('.app-paper').evaluate((paper) => {
    for (const caption of paper.querySelectorAll('caption')) caption.remove();
    return paper.textContent;
  });
  expect(letters(word)).toBe(letters(said));
});

test('as plain text it has every heading and question of the page', async () => {
  const text = onOneLine((await fileAt('txt')).toString('utf8'));
  const said = await page.locator('.app-paper').locator('h1, h2, .app-paper__question, tbody th a').allTextContents();
  expect(said.length).toBeGreaterThan(15);
  expect(said.filter((words) => !text.includes(onOneLine(words)))).toEqual([]);
});

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Without spaces: between cells each form sets its own. */
function letters(text: string): string {
  return text.replaceAll(/[\s\uFEFF]+/g, '');
}

async function fileAt(format: 'txt' | 'docx' | 'pdf'): Promise<Buffer> {
  const response = await page.context().request.get(`${inject('productUrl')}${address}.${format}`);
  expect(response.status()).toBe(200);
  return response.body();
}
