import { Client } from 'pg';

import { NATIONAL_CHAIN } from '@/domain/history';
import type { CalendarDate, Moment } from '@/domain/shared';
import { database } from './client';
import { fromDateColumn, fromTimeColumn } from './rows';

/** What a database is for. Settled at its first start, for ever. */
export type InstallationKind = 'real' | 'demonstration';

/**
 * What the database at the address is marked as, migrated or not; null where it is still empty. One that holds councils and no mark is from before there were
 * marks, and real.
 */
export async function findInstallationKind(databaseUrl: string): Promise<InstallationKind | null> {
  return withClient(databaseUrl, async (client) => {
    const { rows: tables } = await client.query<{ marks: boolean; councils: boolean }>(
      `SELECT to_regclass('installation') IS NOT NULL AS marks, to_regclass('authority') IS NOT NULL AS councils`,
    );
    if (tables[0]?.marks) {
      const { rows } = await client.query<{ kind: InstallationKind }>('SELECT kind FROM installation');
      if (rows[0]) return rows[0].kind;
    }
    if (!tables[0]?.councils) return null;
    const { rows } = await client.query<{ used: boolean }>('SELECT EXISTS (SELECT FROM authority) AS used');
    return rows[0]?.used ? 'real' : null;
  });
}

/**
 * Marks a migrated database, unless it is marked already. Of two who come at once the first one's mark stands.
 *
 * @param day on which a demonstration stands still; a real installation has none
 * @returns what it is marked as from now on
 */
export async function markInstallation(databaseUrl: string, kind: InstallationKind, day: CalendarDate): Promise<InstallationKind> {
  return withClient(databaseUrl, async (client) => {
    // Its triggers look at a new mark before PostgreSQL sees a conflict: where there is one, none is offered.
    await client.query(
      `INSERT INTO installation (kind, demonstration_day) SELECT $1, $2::date WHERE NOT EXISTS (SELECT FROM installation) ON CONFLICT DO NOTHING`,
      [kind, kind === 'demonstration' ? day.toString() : null],
    );
    const { rows } = await client.query<{ kind: InstallationKind }>('SELECT kind FROM installation');
    return rows[0]?.kind ?? kind;
  });
}

/** The day on which a demonstration stands still; null in a real installation. Asked of the database once: a mark never changes. */
export async function findDemonstrationDay(): Promise<CalendarDate | null> {
  const owner = database();
  if (known?.owner === owner) return known.day;
  const mark = await owner.installation.findUnique({ where: { id: 1 } });
  const day = mark?.demonstrationDay ? fromDateColumn(mark.demonstrationDay) : null;
  if (mark !== null) known = { owner, day };
  return day;
}

/** When its facts were loaded for the first time: the first thing that was ever done in it. */
export async function findFirstLoad(): Promise<Moment | null> {
  const first = await database().historyEntry.findUnique({
    where: { chain_position: { chain: NATIONAL_CHAIN, position: 1 } },
    select: { at: true },
  });
  return first && fromTimeColumn(first.at);
}

let known: { readonly owner: object; readonly day: CalendarDate | null } | undefined;

/** On a connection of its own: Prisma's begin only once the tables are as it knows them. */
async function withClient<Answer>(databaseUrl: string, ask: (client: Client) => Promise<Answer>): Promise<Answer> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'installation' });
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}
