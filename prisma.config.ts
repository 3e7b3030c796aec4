import { defineConfig } from 'prisma/config';

// Generating the client needs no engine, yet Prisma would download one. Any file that exists satisfies it, also behind a closed network.
if (process.argv.includes('generate')) process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

const url = process.env['DATABASE_URL'];

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  ...(url ? { datasource: { url } } : {}),
});
