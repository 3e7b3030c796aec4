import type { TestProject } from 'vitest/node';

import { applyMigrations } from '@/database/migrations';

import { runSql, TEMPLATE } from './database';
import { startThrowawayPostgres } from './throwaway-postgres';

/**
 * Before the integration tests: one real server, one migrated database that nobody connects to again.
 * `TEST_POSTGRES=15` runs them on Debian's PostgreSQL 15, the oldest version the SQL is written for.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowawayPostgres(process.env.TEST_POSTGRES === '15' ? 15 : 'bundled');
  const postgresUrl = server.urlOf('postgres');
  try {
    await runSql(postgresUrl, `CREATE DATABASE ${TEMPLATE}`);
    await applyMigrations(server.urlOf(TEMPLATE), 'prisma/migrations');
    // A database that somebody is connected to cannot be copied.
    await runSql(postgresUrl, `ALTER DATABASE ${TEMPLATE} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
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
