import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { Client } from 'pg';

import { PlainFault } from '@/platform/plain-fault';

/** The advisory lock that Prisma's own commands take, so that neither they nor a second start migrate at the same time. */
const MIGRATION_LOCK = 72_707_369;
/** How long to wait for whoever holds it. PostgreSQL's own notation. */
const LOCK_PATIENCE = '60s';
/** The SQL keeps to what this release knows. */
const OLDEST_POSTGRES = 15;

/** Prisma's table, as its engine writes it. */
const CREATE_TABLE = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

/**
 * Brings a database to the state of the migrations in `folder` (Prisma's layout: one folder each, with a `migration.sql`), and notes them as
 * Prisma does, so that `prisma migrate deploy` and this can follow each other. Each migration and its note are one transaction: it is there
 * whole or not at all.
 *
 * @returns the names of the migrations that were applied now, oldest first
 * @throws PlainFault if the database is too old, was migrated by a newer version, or holds another form of an applied migration
 */
export async function applyMigrations(databaseUrl: string, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new Client({ connectionString: databaseUrl, application_name: 'migrations' });
  await client.connect();
  try {
    await refuseOldServer(client);
    await client.query(`set lock_timeout = '${LOCK_PATIENCE}'`);
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await client.query(`set lock_timeout = default; set client_min_messages = warning; ${CREATE_TABLE}`);
    const { rows: applied } = await client.query<AppliedMigration>(
      'select migration_name as name, checksum, finished_at is not null as finished from _prisma_migrations where rolled_back_at is null',
    );
    const pending = pendingMigrations(migrations, applied);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    // The lock goes with the connection.
    await client.end();
  }
}

/** @throws PlainFault where what is applied and what is in the folder cannot both be right */
function pendingMigrations(migrations: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  for (const { name, checksum, finished } of applied) {
    if (!finished) {
      throw new PlainFault(
        `The migration ${name} was begun with Prisma and not finished. Settle it with "npx prisma migrate resolve", then start again.`,
      );
    }
    const known = migrations.find((migration) => migration.name === name);
    if (!known) {
      throw new PlainFault(
        `The database was brought up to date by a newer version of this product (${name}). Start that version, or use another database.`,
      );
    }
    if (known.checksum !== checksum) {
      throw new PlainFault(
        `The migration ${name} has been changed since it was applied. Put its file back as it was, or use another database.`,
      );
    }
  }
  return migrations.filter((migration) => !applied.some(({ name }) => name === migration.name));
}

async function apply(client: Client, { name, checksum, sql }: Migration): Promise<void> {
  try {
    await client.query('begin');
    const started = new Date();
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, started],
    );
    await client.query('commit');
  } catch (error) {
    throw new Error(`Migration ${name} failed and was undone: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'));
      return { name, sql: sql.toString(), checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: number; words: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as words`,
  );
  const [server] = rows;
  if (server && server.version < OLDEST_POSTGRES * 10_000) {
    throw new PlainFault(`The database runs PostgreSQL ${server.words}; this product needs ${OLDEST_POSTGRES} or later.`);
  }
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** Of the file's bytes, as Prisma computes it. */
  readonly checksum: string;
}

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}
