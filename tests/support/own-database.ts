import { afterAll, inject } from 'vitest';

import { closeDatabase } from '@/database/client';

import { copyOfTemplate } from './database';

const found = { ...process.env };

// Each test file has a database of its own, at DATABASE_URL before any of its tests runs. It goes with the server; only
// the connections are ended, so that the process of the file can end.
process.env.DATABASE_URL = await copyOfTemplate(inject('postgresUrl'));

afterAll(closeDatabase);

// Files run in the same process, one after the other: the settings that one makes end with it.
afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in found)) delete process.env[name];
  Object.assign(process.env, found);
});
