import type { Actor } from '@/domain/access';
import { closeDatabase } from '@/database/client';
import { applyMigrations } from '@/database/migrations';
import { appendOpeningEntries } from '@/database/national-history';
import { authorise } from './access';

/**
 * Brings the tables of the database to the form that this version of the product knows, and gives what was stored without a history its first entries there.
 *
 * @returns the names of the migrations that were applied now, oldest first
 * @throws PlainFault when the database is too old, or belongs to a newer version of the product
 */
export async function upgradeDatabase(actor: Actor, databaseUrl: string): Promise<string[]> {
  authorise(actor, 'look-after-installation');
  const applied = await applyMigrations(databaseUrl, 'prisma/migrations');
  await appendOpeningEntries();
  return applied;
}

/** Ends this process's connections to the database, so that it can stop. */
export async function leaveDatabase(actor: Actor): Promise<void> {
  authorise(actor, 'look-after-installation');
  await closeDatabase();
}
