import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

import { chromium } from 'playwright-core';

const run = promisify(execFile);

/**
 * Where distributions put Chromium and its kin. First the one that is made to be driven without a window: the same engine, but no toolbars to draw for every
 * page, which takes a third off a run (Chromium 156).
 */
const USUAL_PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Downloads take their time; in milliseconds. */
const PATIENCE = 5 * 60_000;

/**
 * A Chromium to test with: one named by PLAYWRIGHT_CHROMIUM or PDF_BROWSER, else one found on this machine, else one installed
 * from Debian when we are root, else Playwright's own.
 * @throws an error whose message says how to get one
 */
export async function findChromium(): Promise<string> {
  const named = process.env.PLAYWRIGHT_CHROMIUM ?? process.env.PDF_BROWSER;
  if (named !== undefined) {
    if (await isProgram(named)) return named;
    throw new Error(`PLAYWRIGHT_CHROMIUM or PDF_BROWSER names ${named}, which is no program.`);
  }
  return (
    (await firstProgram([...USUAL_PLACES, chromium.executablePath()])) ?? (await installFromDebian()) ?? (await installFromPlaywright())
  );
}

async function installFromDebian(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !(await isProgram('/usr/bin/apt-get'))) return undefined;
  const settings = { timeout: PATIENCE, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update'], settings).catch(ignore);
  // Older releases have the whole browser only.
  for (const name of ['chromium-headless-shell', 'chromium']) {
    await run('apt-get', ['install', '-y', '--no-install-recommends', name], settings).catch(ignore);
    const program = await firstProgram(USUAL_PLACES);
    if (program !== undefined) return program;
  }
  return undefined;
}

async function installFromPlaywright(): Promise<string> {
  const tool = path.join(path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  await run(process.execPath, [tool, 'install', 'chromium'], { timeout: PATIENCE }).catch(ignore);
  if (await isProgram(chromium.executablePath())) return chromium.executablePath();
  throw new Error(
    'No Chromium was found or could be installed. Install one ("apt-get install chromium", or "npx playwright-core install chromium"), ' +
      'or name one in PLAYWRIGHT_CHROMIUM, and run the tests again.',
  );
}

async function firstProgram(places: readonly string[]): Promise<string | undefined> {
  for (const place of places) if (await isProgram(place)) return place;
  return undefined;
}

async function isProgram(place: string): Promise<boolean> {
  return access(place, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The next way is tried; if none works, the last one says what to do. */
function ignore(): undefined {
  return undefined;
}
