import type { Queries } from '../client';

/** Any number of our own: whoever holds this advisory lock is the only one to import. */
const IMPORT_LOCK = 20_261_122;

/** Lets an import finish that is under way, and keeps others waiting until the transaction ends: what it finds of events stays true. */
export async function waitForImports(queries: Queries): Promise<void> {
  await queries.$executeRaw`SELECT pg_advisory_xact_lock(${IMPORT_LOCK}::bigint)`;
}
