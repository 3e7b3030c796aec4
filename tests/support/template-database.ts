import type { TestProject } from 'vitest/node';

import { closeDatabase } from '@/database/client';
import { applyMigrations } from '@/database/migrations';
import { OPERATOR } from '@/domain/access';
import { loadReferenceSet } from '@/operations/reference';

import { LOADED_TEMPLATE, runSql, TEMPLATE } from './database';
import { startThrowawayPostgres } from './throwaway-postgres';

/**
 * Before the integration tests: one real server, one migrated database and one with the reference set, which nobody connects to again.
 * `TEST_POSTGRES=15` runs them on Debian's PostgreSQL 15, the oldest version the SQL is written for.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowawayPostgres(process.env.TEST_POSTGRES === '15' ? 15 : 'bundled');
  const postgresUrl = server.urlOf('postgres');
  try {
    await runSql(postgresUrl, `CREATE DATABASE ${TEMPLATE}`);
    await applyMigrations(server.urlOf(TEMPLATE), 'prisma/migrations');
    await runSql(postgresUrl, `CREATE DATABASE ${LOADED_TEMPLATE} TEMPLATE ${TEMPLATE}`);
    process.env.DATABASE_URL = server.urlOf(LOADED_TEMPLATE);
    await loadReferenceSet(OPERATOR);
    await closeDatabase();
    delete process.env.DATABASE_URL;
    // A database that somebody is connected to cannot be copied.
    for (const template of [TEMPLATE, LOADED_TEMPLATE]) {
      await runSql(postgresUrl, `ALTER DATABASE ${template} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('postgresUrl', postgresUrl);
  return server.stop;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run; its database `postgres` is for making others. */
    postgresUrl: string;
  }
}
