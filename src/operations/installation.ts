import type { Actor } from '@/domain/access';
import { calendarDate } from '@/domain/shared';
import { closeDatabase } from '@/database/client';
import { findInstallationKind, markInstallation, type InstallationKind } from '@/database/installation';
import { applyMigrations } from '@/database/migrations';
import { appendOpeningEntries } from '@/database/national-history';
import { PlainFault } from '@/platform/plain-fault';
import { authorise } from './access';

/** The day on which new demonstrations stand still, so that they never rot. Each keeps its own. */
const DEMONSTRATION_DAY = calendarDate('2026-11-20');

/**
 * Brings the tables of the database to the form that this version of the product knows, and gives what was stored without a history its first entries there.
 * The first time it is marked as a real installation's or a demonstration's, for ever.
 *
 * @param wanted what the database has to be; null takes it for what it is, and an empty one for a demonstration
 * @returns the names of the migrations that were applied now, oldest first
 * @throws PlainFault when the database is too old, belongs to a newer version of the product, or is not what is wanted; then nothing is changed
 */
export async function upgradeDatabase(actor: Actor, databaseUrl: string, wanted: InstallationKind | null): Promise<string[]> {
  authorise(actor, 'look-after-installation');
  const found = await findInstallationKind(databaseUrl);
  refuseOther(wanted, found);
  const applied = await applyMigrations(databaseUrl, 'prisma/migrations');
  refuseOther(wanted, await markInstallation(databaseUrl, found ?? wanted ?? 'demonstration', DEMONSTRATION_DAY));
  await appendOpeningEntries();
  return applied;
}

/** Ends this process's connections to the database, so that it can stop. */
export async function leaveDatabase(actor: Actor): Promise<void> {
  authorise(actor, 'look-after-installation');
  await closeDatabase();
}

function refuseOther(wanted: InstallationKind | null, found: InstallationKind | null): void {
  if (wanted === null || found === null || wanted === found) return;
  throw new PlainFault(
    found === 'real'
      ? 'This database is a real installation’s and never becomes a demonstration. Start without DEMONSTRATION, or give the demonstration a folder of its own with DATA_DIR.'
      : 'This database is a demonstration and stays one: its people are made up. Use another folder (DATA_DIR) or database (DATABASE_URL) for a real installation.',
  );
}
