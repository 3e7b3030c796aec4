import { Client } from 'pg';

import { closeDatabase } from '@/database/client';
import { previewPublication } from '@/operations/improvement';
import { thisMoment, today } from '@/platform/clock';
import { PlainFault } from '@/platform/plain-fault';

import { runSql } from '../support/database';
import { ACTIONS_IN_A_PLAN, makePlans } from '../support/many-plans';
import { aPerson, good } from '../support/people';
import { publishAsShown } from '../support/plans';
import { startProduct } from '../support/running-product';
import { startThrowawayPostgres } from '../support/throwaway-postgres';
import { buildWithEmptyPage, EMPTY_PAGE } from './build';
import { growInspections, growReadings } from './growth';
import { measureScript } from './script-weight';
import { measureServerTime, type ServerTime, type Subject } from './server-time';

/** The pages that tell of inspections, each at its fullest. */
const PAGES = [
  '/',
  '/barnsley',
  '/barnsley/ratings',
  '/barnsley/inspections',
  '/barnsley/inspections/2023-09-11-short-inspection',
  '/barnsley/compare',
  '/national',
];

/** Those that tell of the plan, to somebody who may read it. */
const PLAN_PAGES = ['/barnsley/plan', '/barnsley/plan?status=overdue', '/barnsley/plan/exceptions', '/barnsley/plan/published'];

/** Those that tell of an indicator, council, neighbours, region and England. */
const INDICATOR_PAGES = [
  '/barnsley/indicators/agency-rate',
  '/barnsley/explorer?indicator=agency-rate&indicator=re-referrals&beside=neighbours&beside=region&beside=england&with=leeds',
];

/** Readings of the first run and of the second; the page of an indicator may take so many times as long among them. */
const READINGS = [50_000, 5_000_000] as const;
const MOST_SLOWER = 1.5;

/** How many times as many inspections, and actions, the second run has. */
const GROWTH = 100;

const PARTS: Readonly<Record<string, (few: Product, many: Product) => Promise<void>>> = {
  inspections: benchInspections,
  plan: benchPlan,
  indicators: benchIndicators,
};

/**
 * Builds a copy of the product with one page more, an empty one, and prints what each page sends and how long the server takes for it, among few records and among
 * many. `only` names one part of it.
 */
export async function bench(only: string | null): Promise<void> {
  const parts = Object.entries(PARTS).filter(([name]) => only === null || name === only);
  if (parts.length === 0) throw new PlainFault(`Name a part, one of ${Object.keys(PARTS).join(', ')}, or nothing for all of them.`);
  console.log('Building the product with an empty page beside its own ...');
  const folder = await buildWithEmptyPage();
  const statements: string[] = [];
  const postgres = await startThrowawayPostgres('bundled', (text) => statements.push(text));
  const products: Product[] = [];
  try {
    for (const database of ['as_it_is', 'grown']) {
      await runSql(postgres.urlOf('postgres'), `CREATE DATABASE ${database}`);
      const product = await startProduct(postgres.urlOf(database), folder);
      products.push({ ...product, databaseUrl: postgres.urlOf(database), statements });
    }
    const [asItIs, grown] = products;
    if (asItIs === undefined || grown === undefined) throw new Error('Two products have to run.');
    for (const [, measure] of parts) await measure(asItIs, grown);
  } finally {
    for (const product of products) await product.stop();
    await postgres.stop();
  }
}

async function benchInspections(asItIs: Product, grown: Product): Promise<void> {
  await growInspections(grown.databaseUrl, GROWTH);
  await printScript(asItIs.address);
  console.log(`\nMeasuring the server's time, with the reference set and with ${GROWTH} times its inspections by turns ...`);
  printServerTime(await measureServerTime(PAGES, asItIs, grown));
  await printRows('inspection', asItIs, grown);
}

async function benchPlan(asItIs: Product, grown: Product): Promise<void> {
  const [few, many] = [await withPlans(asItIs, 1), await withPlans(grown, GROWTH)];
  console.log(
    `\nMeasuring the same for the plan, of ${ACTIONS_IN_A_PLAN} actions both times, among as many and among ${GROWTH} times as many ...`,
  );
  printServerTime(await measureServerTime(PLAN_PAGES, few, many));
  await printRows('action', few, many);
}

async function benchIndicators(few: Product, many: Product): Promise<void> {
  console.log(
    `\nMeasuring the same for an indicator, among ${READINGS.map((count) => count.toLocaleString('en-GB')).join(' and ')} readings ...`,
  );
  await growReadings(few.databaseUrl, READINGS[0]);
  await growReadings(many.databaseUrl, READINGS[1]);
  const measured = await measureServerTime(INDICATOR_PAGES, few, many);
  printServerTime(measured);
  for (const { page, now, grown } of measured) console.log(`\n${page}: ${(grown / now).toFixed(2)} times as long (at most ${MOST_SLOWER})`);
  await printRows('reading', few, many);
}

async function printScript(address: string): Promise<void> {
  const empty = await measureScript(`${address}${EMPTY_PAGE}`);
  console.log(`\nJavaScript as sent (Brotli), in KB; an empty page of the same build sends ${kilobytes(empty.total)}`);
  printRow('page', 'files', 'in page', 'total', 'more');
  for (const page of [...PAGES, '/help']) {
    const { files, inPage, total } = await measureScript(`${address}${page}`);
    printRow(page, kilobytes(files), kilobytes(inPage), kilobytes(total), kilobytes(total - empty.total));
  }
}

function printServerTime(measured: readonly ServerTime[]): void {
  console.log(`\nServer time at the 97.5th percentile, in ms; the floor is the same SQL and HTML without framework`);
  printRow('page', 'now', 'floor', 'ratio', `×${GROWTH}`, 'floor', 'ratio', 'grown by');
  for (const { page, now, nowFloor, grown, grownFloor } of measured) {
    const cells = [now, nowFloor, now / nowFloor, grown, grownFloor, grown / grownFloor].map((value) => value.toFixed(1));
    printRow(page, ...cells, `${((grown / now - 1) * 100).toFixed(0)} %`);
  }
}

/** The product with plans, and somebody in it who may read them all. */
async function withPlans(product: Product, times: number): Promise<Product> {
  process.env.DATABASE_URL = product.databaseUrl;
  try {
    await makePlans(product.databaseUrl, ACTIONS_IN_A_PLAN * times);
    const manager = await aPerson(['manager']);
    const { planId } = await previewPublication(manager.actor, 'barnsley', null, today());
    good(await publishAsShown(manager.actor, planId, { at: thisMoment(), today: today() }));
    return { ...product, cookie: manager.cookie };
  } finally {
    await closeDatabase();
  }
}

async function printRows(table: Table, few: Product, many: Product): Promise<void> {
  console.log(`\n${await countRows(few.databaseUrl, table)} and ${await countRows(many.databaseUrl, table)} rows of the table ${table}.`);
}

async function countRows(databaseUrl: string, table: Table): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}

function printRow(first: string, ...cells: string[]): void {
  console.log(`${first.padEnd(52)}${cells.map((cell) => cell.padStart(9)).join('')}`);
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

type Table = 'inspection' | 'action' | 'reading';

type Product = Subject & { stop: () => Promise<void> };
