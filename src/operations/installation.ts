import type { Actor } from '@/domain/access';
import { closeDatabase } from '@/database/client';
import { applyMigrations } from '@/database/migrations';
import { authorise } from './access';

/**
 * Brings the tables of the database to the form that this version of the product knows.
 *
 * @returns the names of the migrations that were applied now, oldest first
 * @throws PlainFault when the database is too old, or belongs to a newer version of the product
 */
export async function upgradeDatabase(actor: Actor, databaseUrl: string): Promise<string[]> {
  authorise(actor, 'look-after-installation');
  return applyMigrations(databaseUrl, 'prisma/migrations');
}

/** Ends this process's connections to the database, so that it can stop. */
export async function leaveDatabase(actor: Actor): Promise<void> {
  authorise(actor, 'look-after-installation');
  await closeDatabase();
}
