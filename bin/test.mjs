// npm test: everything that can be checked, from a fresh clone, ending with the line "N passed, N failed".
// npm test -- unit browser: only those steps, with the set-up they need.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';

import {
  aboutNode,
  buildCommands,
  buildPages,
  generateDatabaseClient,
  installPackages,
  PROJECT,
  reportFault,
  supportedNode,
} from './prepare.mjs';

const RESULTS = path.join(PROJECT, 'tests/results');
const DEBIAN_POSTGRES = '/usr/lib/postgresql/15/bin/postgres';

/** Settings of a service that may be running here: tests bring their own. */
const SETTINGS = [
  ...['PORT', 'HOST', 'DATABASE_URL', 'DATA_DIR', 'HOME_AUTHORITY', 'PUBLIC_URL', 'TRUSTED_PROXIES', 'LOG_LEVEL', 'DEMONSTRATION'],
  ...[
    'SMTP_URL',
    'MAIL_FROM',
    'AUTH_SECRET',
    'OIDC_ISSUER',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
    'OIDC_GROUP_ROLES',
    'OIDC_ISSUERS_FILE',
  ],
];

const SET_UP = [
  ['packages', installPackages],
  ['database client', generateDatabaseClient],
  ['commands', buildCommands],
  ['pages', buildPages],
];

const STEPS = [
  { name: 'types', run: () => tool('node_modules/typescript/bin/tsc', ['--noEmit']) },
  { name: 'lint', title: 'lint and import rules', run: () => tool('node_modules/oxlint/bin/oxlint', []) },
  { name: 'unit', run: () => tests('unit') },
  { name: 'integration', title: 'integration, PostgreSQL 18', run: () => tests('integration') },
  {
    name: 'postgres-15',
    title: 'integration, PostgreSQL 15',
    run: () => tests('integration', { TEST_POSTGRES: '15' }),
    absent: withoutDebianPostgres,
  },
  { name: 'browser', run: () => tests('browser') },
  // Long trials, whose short form is among the integration tests: npm run test:faults.
  { name: 'faults', run: () => tests('faults'), onlyWhenAsked: true },
  {
    name: 'postgres-15-whole',
    title: 'integration, PostgreSQL 15, whole',
    run: () => tests('integration', { TEST_POSTGRES: '15', TEST_WHOLE: 'yes' }),
    absent: withoutDebianPostgres,
    onlyWhenAsked: true,
  },
];

const asked = process.argv.slice(2);
const steps = STEPS.filter(({ name, onlyWhenAsked }) => (asked.length === 0 ? !onlyWhenAsked : asked.includes(name)));
const rows = [];

if (asked.some((wanted) => !STEPS.some(({ name }) => name === wanted))) {
  process.stderr.write(`There are these steps: ${STEPS.map(({ name }) => name).join(', ')}.\n`);
  process.exitCode = 1;
} else {
  if (await setUp()) for (const step of steps) rows.push(await taken(step));
  summarise();
}

/** Answers whether the steps can run at all. Where only the pages or the client could not be made, most of them can still say something. */
async function setUp() {
  for (const [what, work] of SET_UP) {
    const started = Date.now();
    process.stdout.write(`Setting up: ${what} ... `);
    try {
      const answer = await work();
      process.stdout.write(`${answer ?? `done in ${secondsSince(started)} s`}\n`);
    } catch (error) {
      process.stdout.write('FAILED\n');
      reportFault(error);
      rows.push({ title: `set-up: ${what}`, passed: 0, failed: 1, skipped: [], seconds: secondsSince(started) });
      if (work === installPackages) return false;
    }
  }
  const note = aboutNode();
  if (note) process.stdout.write(`${note}\n`);
  await rm(RESULTS, { recursive: true, force: true });
  await mkdir(RESULTS, { recursive: true });
  return true;
}

/** One step: its name while it runs, its counts after it, its own words only if something is wrong. */
async function taken({ name, title = name, run, absent }) {
  const why = absent?.();
  if (why) return { title, passed: 0, failed: 0, skipped: [why], seconds: 0 };
  const started = Date.now();
  process.stdout.write(`Testing: ${title} ... `);
  const { passed, failed, skipped = [], output } = await run();
  const seconds = secondsSince(started);
  process.stdout.write(`${failed === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  if (failed > 0) process.stdout.write(`\n${output.trim()}\n\n`);
  return { title, passed, failed, skipped, seconds };
}

/** A tool that finds faults or none: one passed or one failed. */
async function tool(program, programArguments) {
  const { code, output } = await outcome(program, programArguments, {});
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

/** One of the projects in vitest.config.ts. A project in which no test ran counts as failed, and so does one that broke off. */
async function tests(project, environment = {}) {
  const file = path.join(RESULTS, `${project}${environment.TEST_POSTGRES ?? ''}.json`);
  // Those of integration wait for databases and services: more of them at once than there are cores.
  const workers = project === 'integration' ? [`--maxWorkers=${Math.ceil(availableParallelism() * 1.5)}`] : [];
  const vitest = ['run', '--project', project, ...workers, '--reporter=default', '--reporter=./tests/support/tally.ts'];
  const { code, output } = await outcome('node_modules/vitest/vitest.mjs', vitest, { ...environment, TALLY: file });
  const tally = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: [] };
  const broke = tally.failed === 0 && (code !== 0 || tally.passed === 0);
  return { passed: tally.passed, failed: broke ? 1 : tally.failed, skipped: tally.skipped, output };
}

function outcome(program, programArguments, environment) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SETTINGS.includes(name)));
  const child = spawn(supportedNode(), ['--disable-warning=ExperimentalWarning', program, ...programArguments], {
    cwd: PROJECT,
    env: { ...inherited, NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

function withoutDebianPostgres() {
  return existsSync(DEBIAN_POSTGRES) ? undefined : `no PostgreSQL 15 on this machine (${DEBIAN_POSTGRES}): apt-get install postgresql-15`;
}

function summarise() {
  const width = Math.max(...rows.map(({ title }) => title.length));
  process.stdout.write(`\n${''.padEnd(width)}   passed   failed  skipped  seconds\n`);
  for (const { title, passed, failed, skipped, seconds } of rows) {
    const cells = [passed, failed, skipped.length, seconds].map((value) => String(value).padStart(9));
    process.stdout.write(`${title.padEnd(width)}${cells.join('')}\n`);
  }
  const skipped = rows.flatMap(({ title, skipped: entries }) =>
    // Tests that are skipped together are named once.
    [...new Set(entries)].map((entry) => {
      const times = entries.filter((other) => other === entry).length;
      return `- ${title}: ${entry}${times > 1 ? ` (${times} tests)` : ''}\n`;
    }),
  );
  process.stdout.write(skipped.length === 0 ? '\nNothing was skipped.\n' : `\nSkipped:\n${skipped.join('')}`);
  const sum = (count) => rows.reduce((total, row) => total + row[count], 0);
  if (sum('failed') > 0) process.exitCode = 1;
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
}

function secondsSince(started) {
  return Math.round((Date.now() - started) / 100) / 10;
}
