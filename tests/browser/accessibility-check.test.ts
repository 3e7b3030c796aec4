import { expect, inject, test } from 'vitest';

import { expectAccessible, expectNoSidewaysOverflow, openPage, violationsOf } from '../support/browser';
import { expectSameWithoutScript, expectSoundAtEveryWidth } from './pages';

/** Wrong in many ways: no language, no title, no landmarks, a picture without words, grey on grey, a field without a name. */
const BAD_PAGE = `<!doctype html><html><body>
  <img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">
  <p style="color: #999; background: #aaa">Hard to read</p>
  <input type="text">
  <div style="width: 3000px">Wide</div>
</body></html>`;

const GOOD_PAGE = `<!doctype html><html lang="en"><head><title>Good</title></head><body><main><h1>Good</h1><p>Plain.</p></main></body></html>`;

test.each([true, false])('a bad page fails the accessibility check, with script: %s', async (script) => {
  const page = await openPage({ script });
  await page.setContent(BAD_PAGE);
  const violations = (await violationsOf(page)).map((violation) => violation.split(' at ')[0]);
  const expected = ['color-contrast', 'document-title', 'html-has-lang', 'image-alt', 'label', 'landmark-one-main', 'page-has-heading-one'];
  expect(violations).toEqual(expect.arrayContaining(expected));
  await expect(expectAccessible(page)).rejects.toThrow(/axe on about:blank/);
});

test('a bad page fails the check for sideways overflow', async () => {
  const page = await openPage({ width: 320 });
  await page.setContent(BAD_PAGE);
  await expect(expectNoSidewaysOverflow(page)).rejects.toThrow(/sticks out sideways/);
});

test.each([
  ['hides what names a field', 'legend, label { display: none }', 'label at #when'],
  ['puts grey on grey', 'p { color: #999; background: #aaa }', 'color-contrast at p'],
])('a page that %s on a phone alone fails there', async (_, style, fault) => {
  const page = await openPage();
  const field = '<label for="when">When</label><input id="when" type="text">';
  const phone = `<style>@media (width < 400px) { ${style} }</style>`;
  await page.setContent(GOOD_PAGE.replace('</head>', `${phone}</head>`).replace('</main>', `${field}</main>`));
  await expect(expectSoundAtEveryWidth(page)).rejects.toThrow(/axe on about:blank/);
  expect(await violationsOf(page)).toEqual([expect.stringContaining(fault)]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await expectAccessible(page);
});

test.each([true, false])('a good page passes both, with script: %s', async (script) => {
  const page = await openPage({ width: 320, script });
  await page.setContent(GOOD_PAGE);
  await expectAccessible(page);
  await expectNoSidewaysOverflow(page);
});

test('what a page says without script is what is checked, also on the next page', async () => {
  const page = await openPage({ script: false, kept: true });
  for (const visit of ['First', 'Second']) {
    const content = `${visit} <script>document.body.remove()</script><noscript>No script</noscript>`;
    await page.goto(`data:text/html,${encodeURIComponent(GOOD_PAGE.replace('Plain.', content))}`);
    await expectAccessible(page);
    expect(await page.innerText('main')).toContain(`${visit} No script`);
  }
});

test.each([
  ['shows by script what it was not sent', `<script>document.querySelector('main').append('More')</script>`],
  ['takes away by script what it was sent', `<script>document.querySelector('h1').remove()</script>`],
  ['has another title by script', `<script>document.title = 'Better'</script>`],
])('a page that %s fails the check for what it loses without', async (_, script) => {
  const page = await openPage();
  const long = GOOD_PAGE.replace('Plain.', 'Words that do not say much, and go on. '.repeat(4));
  let body = long;
  await page.route('**/made-up', async (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${inject('productUrl')}/made-up`);
  await expectSameWithoutScript(page);
  body = long.replace('</main>', `</main>${script}`);
  await page.reload();
  await expect(expectSameWithoutScript(page)).rejects.toThrow(/against what it is sent/);
});
