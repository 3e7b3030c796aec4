import { Client } from 'pg';

import { closeDatabase } from '@/database/client';
import { previewPublication } from '@/operations/improvement';
import { thisMoment, today } from '@/platform/clock';

import { runSql } from '../support/database';
import { ACTIONS_IN_A_PLAN, makePlans } from '../support/many-plans';
import { aPerson, good } from '../support/people';
import { publishAsShown } from '../support/plans';
import { startProduct } from '../support/running-product';
import { startThrowawayPostgres } from '../support/throwaway-postgres';
import { buildWithEmptyPage, EMPTY_PAGE } from './build';
import { growInspections } from './growth';
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

/** How many times as many inspections, and actions, the second run has. */
const GROWTH = 100;

/** Builds a copy of the product with one page more, an empty one, and prints what each page sends and how long the server takes for it. */
export async function bench(): Promise<void> {
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
    await growInspections(grown.databaseUrl, GROWTH);
    await printScript(asItIs.address);
    console.log(`\nMeasuring the server's time, with the reference set and with ${GROWTH} times its inspections by turns ...`);
    printServerTime(await measureServerTime(PAGES, asItIs, grown));
    console.log(
      `\n${await countRows(asItIs.databaseUrl, 'inspection')} and ${await countRows(grown.databaseUrl, 'inspection')} inspections.`,
    );
    const [few, many] = [await withPlans(asItIs, 1), await withPlans(grown, GROWTH)];
    console.log(
      `\nMeasuring the same for the plan, of ${ACTIONS_IN_A_PLAN} actions both times, among as many and among ${GROWTH} times as many ...`,
    );
    printServerTime(await measureServerTime(PLAN_PAGES, few, many));
    console.log(`\n${await countRows(few.databaseUrl, 'action')} and ${await countRows(many.databaseUrl, 'action')} actions.`);
  } finally {
    for (const product of products) await product.stop();
    await postgres.stop();
  }
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

async function countRows(databaseUrl: string, table: 'inspection' | 'action'): Promise<number> {
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

type Product = Subject & { stop: () => Promise<void> };
