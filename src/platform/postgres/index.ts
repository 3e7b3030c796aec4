import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';

import { openBundledDatabase, refuseIfServing, type OpenDatabase, type OpeningOptions } from './bundled';
import type { Environment } from '../environment';
import { PlainFault } from '../plain-fault';

export { watchDatabase, type DatabaseWatch } from './watch';

/** How long a start waits for a database elsewhere, which may be starting itself. Milliseconds. */
const PATIENCE = 10_000;

/**
 * The database of this installation: the one at DATABASE_URL, or the bundled one in DATA_DIR. From here on `DATABASE_URL` of this process
 * (no other) is its address.
 *
 * @throws PlainFault when it cannot be used, within about ten seconds for one elsewhere
 */
export async function openDatabase({ DATABASE_URL, DATA_DIR }: Environment, options: OpeningOptions): Promise<OpenDatabase> {
  const database = DATABASE_URL === undefined ? await openBundledDatabase(DATA_DIR, options) : await openElsewhere(DATABASE_URL);
  process.env['DATABASE_URL'] = database.url;
  return database;
}

/**
 * Whether a service could open its database now: nobody else serves from the data folder, or the database at DATABASE_URL answers. Starts
 * nothing.
 * @throws PlainFault if not
 */
export async function refuseIfUnusable({ DATABASE_URL, DATA_DIR }: Environment): Promise<void> {
  if (DATABASE_URL === undefined) await refuseIfServing(DATA_DIR);
  else await openElsewhere(DATABASE_URL);
}

async function openElsewhere(url: string): Promise<OpenDatabase> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: PATIENCE / 2 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return { url, close: async () => undefined };
    } catch (error) {
      const refusal = REFUSALS.find(({ code }) => error instanceof Error && 'code' in error && error.code === code);
      // The host stands in the message, the password never does.
      if (refusal) throw new PlainFault(refusal.sentence(new URL(url)));
      if (Date.now() > deadline) throw new PlainFault(unreachable(new URL(url), error));
      await sleep(500);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** What waiting does not mend. */
const REFUSALS: readonly { code: string; sentence: (url: URL) => string }[] = [
  {
    code: '28P01',
    sentence: ({ host, username }) =>
      `The database server at ${host} does not accept the password of ${username}. Correct it in DATABASE_URL.`,
  },
  {
    code: '28000',
    sentence: ({ host, username }) =>
      `The database server at ${host} does not let ${username} in from here. Correct DATABASE_URL, or the server's pg_hba.conf.`,
  },
  {
    code: '3D000',
    sentence: ({ host, pathname }) =>
      `The database server at ${host} has no database named ${pathname.slice(1)}. Make it, or correct DATABASE_URL.`,
  },
];

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name could not be looked up',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  '57P03': 'it is starting up or shutting down',
};

function unreachable({ host }: URL, error: unknown): string {
  // A name with several addresses gives several errors in one.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = first instanceof Error && 'code' in first ? String(first.code) : '';
  const reason = REASONS[code] ?? 'there is no answer';
  return `The database at ${host} cannot be reached (${reason}). Check DATABASE_URL, and that PostgreSQL is running there and lets this machine in.`;
}
