import { afterAll, inject } from 'vitest';

import { closeDatabase } from '@/database/client';

import { copyOfTemplate } from './database';

// Each test file has a database of its own, at DATABASE_URL before any of its tests runs. It goes with the server; only
// the connections are ended, so that the process of the file can end.
process.env.DATABASE_URL = await copyOfTemplate(inject('postgresUrl'));

afterAll(closeDatabase);
