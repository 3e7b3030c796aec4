import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import path from 'node:path';

import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

import { findChromium } from './chromium';
import { runSql } from './database';
import { freePort, startThrowawayPostgres } from './throwaway-postgres';
import { addUncommonStates } from './uncommon-states';

const PROJECT = path.resolve(import.meta.dirname, '../..');

/**
 * What a Chromium that has windows is not to do. For the address bar of each, it would start processes of its own for suggestions (Chromium 156), which takes a fifth
 * of a run. This list takes the place of Playwright's own, so it holds what counts there for pages of one origin on loopback.
 */
const UNUSED_FEATURES = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable'],
  ...['MediaRouter', 'OptimizationHints', 'PaintHolding', 'ThirdPartyStoragePartitioning'],
];

/**
 * Before the browser tests: the built product, started as `npm start` starts it, on a port and a database of its own, and one
 * Chromium that all test files share. What the product logs as an error while the tests run makes them fail.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started: { stop: () => Promise<void> }[] = [];
  const stopAll = async (): Promise<void> => {
    for (const one of started.toReversed()) await one.stop();
  };
  try {
    const postgres = await startThrowawayPostgres();
    started.push(postgres);
    await runSql(postgres.urlOf('postgres'), 'CREATE DATABASE product');
    const product = await startProduct(postgres.urlOf('product'), PROJECT, { PDF_BROWSER: await findChromium() });
    started.push(product);
    await addUncommonStates(postgres.urlOf('product'));
    const browser = await startBrowser();
    started.push(browser);
    project.provide('productUrl', product.address);
    project.provide('productDatabaseUrl', postgres.urlOf('product'));
    project.provide('browserEndpoint', browser.endpoint);
  } catch (error) {
    await stopAll();
    throw error;
  }
  return stopAll;
}

async function startBrowser(): Promise<{ endpoint: string; stop: () => Promise<void> }> {
  // Chromium's own sandbox needs privileges that containers and root do not have; it is shown nothing but our pages.
  const args = ['--no-sandbox', `--disable-features=${UNUSED_FEATURES.join(',')}`];
  const browser = await chromium.launchServer({ executablePath: await findChromium(), args });
  return { endpoint: browser.wsEndpoint(), stop: async () => browser.close() };
}

/** Starts the product as it was built in `folder`, on a free port unless `settings` have one, with a database elsewhere. */
export async function startProduct(
  databaseUrl: string,
  folder = PROJECT,
  settings: Readonly<Record<string, string>> = {},
): Promise<{ address: string; stop: () => Promise<void> }> {
  await access(path.join(folder, 'dist/serve.js')).catch(() => {
    throw new Error('The product is not built. "npm test -- browser" builds it and runs these tests.');
  });
  // A port it knows beforehand: what Next sends after a form it asks of the service itself.
  const port = await freePort();
  const server = spawn(process.execPath, ['--enable-source-maps', 'dist/serve.js'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      HOME_AUTHORITY: 'barnsley',
      ...settings,
    },
    // With the channel, the product ends when this process does, however it ends.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const address = await readyAt(server, () => said);
  return {
    address,
    stop: async () => {
      server.kill('SIGTERM');
      if (server.exitCode === null) await once(server, 'exit');
      const complaints = said.split('\n').filter((line) => /"level":"(error|fatal)"/.test(line));
      if (complaints.length > 0) throw new Error(`The product logged errors while the browser tests ran:\n${complaints.join('\n')}`);
    },
  };
}

async function readyAt(server: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.stdout?.on('data', () => {
      const address = /^Ready: (http:\S+)$/m.exec(said())?.[1];
      if (address !== undefined) resolve(address);
    });
    server.once('exit', () => reject(new Error(`The product did not start:\n${said()}`)));
  });
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the product answers, without a slash at the end. */
    productUrl: string;
    /** What it keeps, for tests that need somebody to be there already. */
    productDatabaseUrl: string;
    /** Where test files reach the Chromium they share. */
    browserEndpoint: string;
  }
}
