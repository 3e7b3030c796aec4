import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import { Client, Pool } from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';

import { applyMigrations } from '@/database/migrations';
import { PlainFault } from '@/platform/plain-fault';

import { emptyDatabase } from '../support/database';

const FIRST = '20260101000000_first';
const SECOND = '20260102000000_second';
const CREATE_ONE = 'create table one (id integer primary key); insert into one values (1);';

let folder: string;
let databaseUrl: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  databaseUrl = await emptyDatabase(inject('postgresUrl'));
  await write(FIRST, CREATE_ONE);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('each migration is applied once, in the order of their names, and noted as Prisma notes it', async () => {
  const second = 'alter table one add column two integer;';
  await write(SECOND, second);
  expect(await applyMigrations(databaseUrl, folder)).toEqual([FIRST, SECOND]);
  expect(await applyMigrations(databaseUrl, folder)).toEqual([]);
  const noted = await rows(
    'select migration_name, checksum, applied_steps_count, finished_at >= started_at as finished, rolled_back_at, logs from _prisma_migrations order by 1',
  );
  expect(noted).toHaveLength(2);
  expect(noted[1]).toEqual({
    migration_name: SECOND,
    checksum: createHash('sha256').update(second).digest('hex'),
    applied_steps_count: 1,
    finished: true,
    rolled_back_at: null,
    logs: null,
  });
});

test('two starts at once apply each migration once', async () => {
  await write(SECOND, 'select pg_sleep(0.3); insert into one values (2);');
  const applied = await Promise.all([applyMigrations(databaseUrl, folder), applyMigrations(databaseUrl, folder)]);
  expect(applied.flat().toSorted()).toEqual([FIRST, SECOND]);
  expect(await rows('select id from one order by id')).toEqual([{ id: 1 }, { id: 2 }]);
});

test('a migration that fails leaves nothing behind and is tried again next time', async () => {
  await write(SECOND, 'insert into one values (2); insert into nowhere values (1);');
  await expect(applyMigrations(databaseUrl, folder)).rejects.toThrow(
    `Migration ${SECOND} failed and was undone: relation "nowhere" does not exist`,
  );
  expect(await rows('select id from one')).toEqual([{ id: 1 }]);
  await write(SECOND, 'insert into one values (2);');
  expect(await applyMigrations(databaseUrl, folder)).toEqual([SECOND]);
});

test('functions with semicolons in them arrive whole', async () => {
  await write(SECOND, `create function twice(x integer) returns integer language plpgsql as $$ begin x := x * 2; return x; end $$;`);
  await applyMigrations(databaseUrl, folder);
  expect(await rows('select twice(2) as four')).toEqual([{ four: 4 }]);
});

test('a migration changed after it was applied is refused', async () => {
  await applyMigrations(databaseUrl, folder);
  await write(FIRST, 'create table one (id bigint primary key);');
  await expect(applyMigrations(databaseUrl, folder)).rejects.toThrow(
    new PlainFault(`The migration ${FIRST} has been changed since it was applied. Put its file back as it was, or use another database.`),
  );
});

test('a migration begun with Prisma and not finished is left to Prisma', async () => {
  await applyMigrations(databaseUrl, folder);
  await rows(`insert into _prisma_migrations (id, checksum, migration_name) values ('x', 'x', '${SECOND}')`);
  await expect(applyMigrations(databaseUrl, folder)).rejects.toThrow(
    /^The migration 20260102000000_second was begun with Prisma and not finished/,
  );
  await rows(`update _prisma_migrations set rolled_back_at = now() where id = 'x'`);
  expect(await applyMigrations(databaseUrl, folder)).toEqual([]);
});

test('Prisma and the start can follow each other: neither applies what the other has', async () => {
  await applyMigrations(databaseUrl, folder);
  const second = 'alter table one add column two integer;';
  await write(SECOND, second);
  expect(await applyWithPrisma({ [FIRST]: CREATE_ONE, [SECOND]: second })).toEqual([SECOND]);
  expect(await applyMigrations(databaseUrl, folder)).toEqual([]);
  expect(await applyWithPrisma({ [FIRST]: CREATE_ONE, [SECOND]: second })).toEqual([]);
});

/** What `prisma migrate deploy` does, by Prisma's own engine. */
async function applyWithPrisma(migrations: Readonly<Record<string, string>>): Promise<string[]> {
  const pool = new Pool({ connectionString: databaseUrl });
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
  const engine = await SchemaEngine.new(
    { datamodels: [['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n']] },
    () => {},
    adapter,
  );
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: folder,
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: Object.entries(migrations).map(([name, value]) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    engine.free();
    // Its lock goes with the connection.
    await pool.end();
  }
}

async function write(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}

async function rows(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
