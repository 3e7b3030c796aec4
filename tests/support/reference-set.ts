import { inject } from 'vitest';

import { closeDatabase } from '@/database/client';

import { copyOfLoaded } from './database';

/** From here on the file's own database is one with the reference set: copied, which takes a moment where loading takes seconds. */
export async function withReferenceSet(): Promise<void> {
  await closeDatabase();
  process.env.DATABASE_URL = await copyOfLoaded(inject('postgresUrl'));
}
