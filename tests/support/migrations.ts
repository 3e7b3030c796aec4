import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { Client } from 'pg';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

/**
 * Runs every migration, in order, on an empty database. Each file is sent whole: Prisma's own adapter cuts scripts at every
 * semicolon, the bodies of functions included.
 */
export async function applyMigrations(databaseUrl: string): Promise<void> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const folder of folders.toSorted()) {
      await client.query(await readFile(path.join(MIGRATIONS, folder, 'migration.sql'), 'utf8'));
    }
  } finally {
    await client.end();
  }
}
