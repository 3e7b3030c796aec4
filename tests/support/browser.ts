import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { AxeResults, RunOptions } from 'axe-core';
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** All that WCAG 2.2 asks for at levels A and AA and axe can see, and what axe calls best practice. Nothing is left out. */
const AXE_OPTIONS: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

let browser: Browser | undefined;
/** Of the test that runs; `kept` ones go with the browser. */
const contexts: BrowserContext[] = [];
/** Pages that run no script of their own. */
const scriptless = new WeakMap<Page, CDPSession>();
const complaints: string[] = [];

const RULES_OF_LEGIBILITY = ['color-contrast', 'link-in-text-block'];

/** Besides all of axe's rules: those whose answer hangs on where things stand and how they are painted, not only on what is shown; and those that hold on paper. */
const SOME_RULES = {
  'of-layout': [...RULES_OF_LEGIBILITY, 'scrollable-region-focusable', 'target-size'],
  'of-legibility': RULES_OF_LEGIBILITY,
};

/** Opens a page of the product, at an address such as `/barnsley/ratings`, as a visitor who has never been there. Expects the status 200, or another. */
export async function visit(address: string, { status = 200, ...visitor }: Visitor & { status?: number } = {}): Promise<Page> {
  const page = await openPage(visitor);
  await goTo(page, address, status);
  return page;
}

/** Opens an address of the product in a page that is there already. */
export async function goTo(page: Page, address: string, status = 200): Promise<void> {
  const response = await page.goto(`${inject('productUrl')}${address}`);
  expect(response?.status(), `status of ${address}`).toBe(status);
}

/** An empty page, for content that the product does not serve. */
export async function openPage({ width = 1280, height = 800, script = true, kept = false }: Visitor = {}): Promise<Page> {
  browser ??= await chromium.connect(inject('browserEndpoint'));
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  if (kept) await page.addInitScript(AXE);
  else contexts.push(context);
  if (!script) {
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setScriptExecutionDisabled', { value: true });
    scriptless.set(page, session);
  }
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    // A missing page is told of by the browser itself, also where it is missing on purpose.
    const isOwnStatus = message.location().url === page.url() && message.text().includes('status of 404');
    if (message.type() === 'error' && !isOwnStatus) complaints.push(`${page.url()}: ${message.text()}`);
  });
  return page;
}

/** Ends the pages of a test. Answers what the consoles of pages have said since it was last asked. */
export async function closePages(): Promise<readonly string[]> {
  await Promise.all(contexts.splice(0).map(async (context) => context.close()));
  return complaints.splice(0);
}

/** Ends every page of a file, kept ones too. */
export async function leaveBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
  complaints.length = 0;
}

/** Fails with everything that axe finds on the page as it stands: what is wrong, where, and how to mend it. */
export async function expectAccessible(page: Page, rules: Rules = 'all'): Promise<void> {
  expect(await violationsOf(page, rules), `axe on ${page.url()}`).toEqual([]);
}

/**
 * Which elements of the document are shown, in words that compare: as long as these stay the same, another width of window can only change what the rules
 * of layout say.
 */
export async function shownOn(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.body.querySelectorAll('*')].map((element) => Number(element.checkVisibility({ visibilityProperty: true }))).join(''),
  );
}

/** What axe finds on the page as it stands, one entry for each element at fault. */
export async function violationsOf(page: Page, rules: Rules = 'all'): Promise<string[]> {
  // axe waits by timer, so script has to run for its sake. The page's own was passed over when the page was read, and stays so.
  await page.waitForLoadState();
  const session = scriptless.get(page);
  await session?.send('Emulation.setScriptExecutionDisabled', { value: false });
  // Half a megabyte to send: once for each document, or beforehand for all that a kept page will show.
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(AXE);
  const options = rules === 'all' ? AXE_OPTIONS : { ...AXE_OPTIONS, runOnly: { type: 'rule', values: SOME_RULES[rules] } };
  // The passes and the rules that do not apply would be ten times as much to bring over.
  const violations = await page.evaluate<AxeResults['violations']>(
    `axe.run(document, ${JSON.stringify(options)}).then((found) => found.violations)`,
  );
  await session?.send('Emulation.setScriptExecutionDisabled', { value: true });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary}`));
}

/** Fails where the page is wider than the window, naming what sticks out. */
export async function expectNoSidewaysOverflow(page: Page): Promise<void> {
  // A link may have led here a moment ago.
  await page.waitForLoadState();
  const { overflow, culprits } = await page.evaluate(() => {
    const root = document.documentElement;
    const width = root.clientWidth;
    const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > width + 0.5);
    return {
      overflow: root.scrollWidth - width,
      culprits: wide.slice(0, 5).map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`),
    };
  });
  expect(overflow, `pixels that ${page.url()} sticks out sideways: ${culprits.join(', ')}`).toBe(0);
}

type Rules = 'all' | keyof typeof SOME_RULES;

export interface Visitor {
  /** Of the window, in CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Whether pages may run scripts. */
  readonly script?: boolean;
  /** Stays open for all tests of a file: opening anew takes longer than most pages. */
  readonly kept?: boolean;
}
