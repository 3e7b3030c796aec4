import { Pool } from 'pg';

/** How long the database may take to let us in, and again to answer. Milliseconds. */
const PATIENCE = 900;

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

  return {
    isAnswering() {
      asking ??= pool
        .query('select 1')
        .then(
          () => true,
          () => false,
        )
        .finally(() => (asking = undefined));
      return asking;
    },
    close: () => pool.end(),
  };
}

export interface DatabaseWatch {
  isAnswering(): Promise<boolean>;
  close(): Promise<void>;
}
