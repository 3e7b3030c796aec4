import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { build } from 'esbuild';

import { database } from '@/database/client';
import { findPlanState, savePlanChange } from '@/database/improvement';
import { calendarDate, moment } from '@/domain/shared';
import { matchColumns, uploadPlan, viewUpload } from '@/operations/improvement';

import { aPersonWith } from './actors';
import { good } from './people';
import { planRows, planWorkbookOf } from './plan-workbooks';
import { aPlan } from './plans';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const ROWS = 120;
const AT = moment('2026-11-20T09:30:00.000Z');

/**
 * Imports a workbook into a new plan so many times, each time killing the process that does it at a random moment, and looks at what is there then. The reference data
 * must be loaded. Answers what was wrong, and how often the kill came before, amid and after: for a trial that proves something it has to come amid.
 */
export async function killImports(times: number): Promise<Trial> {
  const program = await buildProgram();
  const trial: Trial = { wrong: [], nothing: 0, everything: 0, amid: 0 };
  // How long one takes that nobody kills, measured first.
  let whole = 0;
  try {
    for (let round = 0; round <= times; round += 1) {
      const { planId, upload, confirms } = await anUpload(round);
      const before = await database().historyEntry.count();
      const { took, finished } = await confirmAndKill(program.file, [upload, confirms], round === 0 ? null : Math.random() * whole * 1.1);
      if (round === 0) whole = took;
      await everybodyGone();
      const state = await findPlanState('barnsley', planId);
      const actions = state?.actions.length ?? 0;
      const saved = (await database().historyEntry.count()) - before;
      const step = (await viewUpload(MANAGER, 'barnsley', upload, LOOK)).next.step;
      const objectives = state?.objectives.length ?? 0;
      const evidence = state?.actions.flatMap((each) => each.evidence).length ?? 0;
      const isNothing = actions === 0 && objectives === 0 && saved === 0 && step === 'confirm';
      const isEverything = actions === ROWS && evidence === ROWS && saved === ROWS * 2 + objectives && step === 'imported';
      if (!isNothing && !isEverything) trial.wrong.push(`round ${round}: ${actions} actions, ${saved} in the history, upload at ${step}`);
      if (finished && !isEverything) trial.wrong.push(`round ${round}: acknowledged and not there`);
      if (round === 0) continue;
      if (isNothing) trial.nothing += 1;
      if (isEverything) trial.everything += 1;
      if (!finished) trial.amid += 1;
    }
  } finally {
    await program.remove();
  }
  return trial;
}

const MANAGER = aPersonWith('manager');
const LOOK = { today: calendarDate('2026-11-20'), rematch: false };

async function anUpload(round: number): Promise<{ readonly planId: string; readonly upload: string; readonly confirms: string }> {
  // The latest is the one that is found, however many there are.
  const plan = aPlan({ beginsOn: calendarDate('2023-11-01').add({ days: round }) });
  await savePlanChange('barnsley', { plans: [plan] }, { actor: 'operator', reason: null, at: AT });
  const file = { planId: plan.id, name: 'plan.xlsx', bytes: planWorkbookOf(planRows(ROWS)) };
  const { id } = good(await uploadPlan(MANAGER, 'barnsley', async () => file, AT));
  const { next } = await viewUpload(MANAGER, 'barnsley', id, LOOK);
  if (next.step !== 'match') throw new Error(`It is at ${next.step}`);
  good(
    await matchColumns(
      MANAGER,
      'barnsley',
      id,
      next.columns.map(({ field }) => field ?? ''),
    ),
  );
  const ready = (await viewUpload(MANAGER, 'barnsley', id, LOOK)).next;
  if (ready.step !== 'confirm') throw new Error(`It is at ${ready.step}`);
  return { planId: plan.id, upload: id, confirms: ready.confirms };
}

async function confirmAndKill(
  file: string,
  given: readonly string[],
  killAfter: number | null,
): Promise<{ readonly took: number; readonly finished: boolean }> {
  const child = spawn(process.execPath, [file, ...given], {
    env: { NODE_ENV: 'production', PATH: process.env.PATH, DATABASE_URL: process.env.DATABASE_URL, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let said = '';
  const begins = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      resolve();
    });
  });
  await Promise.race([begins, ended]);
  const started = Date.now();
  if (killAfter !== null) {
    await Promise.race([sleep(killAfter), ended]);
    child.kill('SIGKILL');
  }
  await ended;
  return { took: Date.now() - started, finished: said.includes('imported') };
}

/** The server notices only when it next speaks to it that a client is gone. */
async function everybodyGone(): Promise<void> {
  for (;;) {
    const [others] = await database().$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND state <> 'idle'`;
    if (others?.count === 0n) return;
    await sleep(10);
  }
}

async function buildProgram(): Promise<{ readonly file: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'killed-imports-'));
  const file = path.join(folder, 'confirm-import.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'confirm-import.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { '@': path.join(PROJECT, 'src') },
    logLevel: 'silent',
  });
  await symlink(path.join(PROJECT, 'node_modules'), path.join(folder, 'node_modules'));
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}

export interface Trial {
  readonly wrong: string[];
  /** How often nothing was there afterwards, and how often everything. */
  nothing: number;
  everything: number;
  /** How often it was killed before it said that it was done. */
  amid: number;
}
