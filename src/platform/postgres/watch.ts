import { setTimeout as sleep } from 'node:timers/promises';

import { Pool } from 'pg';

/** How long the database may take to let us in and to answer. Milliseconds. */
const PATIENCE = 1_800;

/**
 * Answers whether a database can be reached, in under two seconds whatever has become of it: stopped, unreachable, or silent. Questions
 * that come while one is open share its answer, so that a crowd of visitors does not become a crowd of connections.
 */
export function watchDatabase(databaseUrl: string): DatabaseWatch {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 1,
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
    idleTimeoutMillis: 60_000,
    application_name: 'health',
  });
  // A connection that breaks while nobody asks shows in the next answer.
  pool.on('error', () => undefined);
  let asking: Promise<boolean> | undefined;

  async function ask(): Promise<boolean> {
    const answer = pool.query('select 1').then(
      () => true,
      () => false,
    );
    return Promise.race([answer, sleep(PATIENCE, false, { ref: false })]);
  }

  return {
    isAnswering() {
      asking ??= ask().finally(() => (asking = undefined));
      return asking;
    },
    close: () => pool.end(),
  };
}

export interface DatabaseWatch {
  isAnswering(): Promise<boolean>;
  close(): Promise<void>;
}
