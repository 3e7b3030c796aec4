import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { Pool } from 'pg';

import { runSql } from '../support/database';
import { freePort } from '../support/throwaway-postgres';
import { fetchRaw } from './fetch-raw';

const WARM_UP = 30;
const REQUESTS = 200;

/** Sets entries of PostgreSQL's log apart, which may run over several lines. */
const ENTRY = '\u0001';

/**
 * Times each page, one request at a time over kept connections: of two products with different data by turns, each followed by its
 * floor, so that whatever else the machine does slows all four alike. A floor is a bare server that runs the SQL which the page was
 * seen to run and answers with the HTML which it was seen to send.
 */
export async function measureServerTime(pages: readonly string[], asItIs: Subject, grown: Subject): Promise<ServerTime[]> {
  const measured: ServerTime[] = [];
  for (const page of pages) {
    const runners = [await prepare(page, asItIs), await prepare(page, grown)];
    const asked = runners.flatMap(({ page, floor }) => [page, floor]);
    const times = asked.map((): number[] => []);
    for (let request = 0; request < REQUESTS; request += 1) {
      for (const [index, each] of asked.entries()) times[index]?.push(await timed(each));
    }
    for (const { stop } of runners) await stop();
    const [now = 0, nowFloor = 0, after = 0, afterFloor = 0] = times.map((values) => percentile(values, 0.975));
    measured.push({ page, now, nowFloor, grown: after, grownFloor: afterFloor });
  }
  return measured;
}

/** Warms the page up, watches what it does, and starts its floor. */
async function prepare(page: string, { address, databaseUrl, statements, cookie }: Subject): Promise<Runner> {
  const url = `${address}${page}`;
  const headers = cookie === undefined ? {} : { Cookie: cookie };
  for (let request = 0; request < WARM_UP; request += 1) await fetchRaw(url, headers);
  const { body, queries } = await watch({ url, headers }, databaseUrl, statements);
  const pool = new Pool({ connectionString: databaseUrl });
  const port = await freePort();
  const server = await startFloor(port, pool, queries, body);
  const floorUrl = `http://127.0.0.1:${port}/`;
  for (let request = 0; request < WARM_UP; request += 1) await fetchRaw(floorUrl);
  return {
    page: { url, headers },
    floor: { url: floorUrl, headers: {} },
    stop: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
      await pool.end();
    },
  };
}

/** Requests a page once while the database writes down every statement. */
async function watch({ url, headers }: Asked, databaseUrl: string, statements: string[]): Promise<{ body: Buffer; queries: Query[] }> {
  await runSql(databaseUrl, `ALTER SYSTEM SET log_line_prefix = '${ENTRY}%p '`);
  await setLogging(databaseUrl, 'all');
  const from = statements.length;
  const { body } = await fetchRaw(url, headers);
  await setLogging(databaseUrl, 'none');
  return { body, queries: queriesIn(statements.slice(from).join('')) };
}

async function setLogging(databaseUrl: string, which: 'all' | 'none'): Promise<void> {
  await runSql(databaseUrl, `ALTER SYSTEM SET log_statement = '${which}'`);
  await runSql(databaseUrl, 'SELECT pg_reload_conf()');
  // Each connection takes the new setting up before its next statement, some time after this.
  await sleep(500);
}

/** A statement and its parameters are two entries, of one connection: those of others may come between. */
function queriesIn(log: string): Query[] {
  const queries: Query[] = [];
  const last = new Map<string, Query>();
  for (const entry of log.split(ENTRY)) {
    const [, connection = '', words = ''] = /^(\d+) (.*)$/s.exec(entry.trim()) ?? [];
    const sql = /^LOG: {2}execute [^:]+: (SELECT.*)$/is.exec(words)?.[1];
    if (sql !== undefined) {
      const query = { sql: sql.replaceAll('\n\t', '\n'), parameters: [] };
      queries.push(query);
      last.set(connection, query);
    }
    const detail = /^DETAIL: {2}Parameters: (.*)$/is.exec(words)?.[1];
    if (detail !== undefined) last.get(connection)?.parameters.push(...parametersIn(detail));
    // What is no SELECT has parameters too.
    if (sql === undefined && words.startsWith('LOG:')) last.delete(connection);
  }
  return queries;
}

function parametersIn(detail: string): (string | null)[] {
  return [...detail.matchAll(/\$\d+ = (NULL|'(?:[^']|'')*')/g)].map(([, value = 'NULL']) =>
    value === 'NULL' ? null : value.slice(1, -1).replaceAll("''", "'"),
  );
}

async function startFloor(port: number, pool: Pool, queries: readonly Query[], body: Buffer): Promise<Server> {
  const server = createServer((_, response) => {
    void (async () => {
      for (const { sql, parameters } of queries) await pool.query(sql, parameters);
      response.end(body);
    })();
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function timed({ url, headers }: Asked): Promise<number> {
  const started = performance.now();
  const { status } = await fetchRaw(url, headers);
  if (status !== 200) throw new Error(`${url} answered ${status}.`);
  return performance.now() - started;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A running product, and the log of its database. */
export interface Subject {
  address: string;
  databaseUrl: string;
  /** What the database's server writes to its log, as it comes. */
  statements: string[];
  /** Of somebody who is signed in, for pages that ask for it. */
  cookie?: string;
}

/** In milliseconds, at the 97.5th percentile. */
export interface ServerTime {
  page: string;
  now: number;
  nowFloor: number;
  grown: number;
  grownFloor: number;
}

interface Asked {
  url: string;
  headers: Record<string, string>;
}

interface Runner {
  page: Asked;
  floor: Asked;
  stop: () => Promise<void>;
}

interface Query {
  sql: string;
  parameters: (string | null)[];
}
