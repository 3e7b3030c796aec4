// npm run migration:new -- add-themes
//
// Writes prisma/migrations/<time>_add_themes/migration.sql with the SQL that leads from the migrations so far to
// prisma/schema. Read it before committing it, and add by hand what Prisma's schema cannot say (checks, triggers,
// partial indexes). Nothing but throwaway databases is touched: the migrations so far run on one of them first.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { runnerImport } from 'vite';

import { PROJECT } from './prepare.mjs';

const MIGRATIONS = path.join(PROJECT, 'prisma/migrations');

const name = (process.argv[2] ?? '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
if (name === '') fail('Give the migration a name that says what it does: npm run migration:new -- add-themes');

const { startThrowawayPostgres } = await load('tests/support/throwaway-postgres');
const { differenceToSchema } = await load('tests/support/schema-difference');
const { applyMigrations } = await load('src/database/migrations');

const server = await startThrowawayPostgres();
try {
  const url = server.urlOf('postgres');
  await applyMigrations(url, MIGRATIONS);
  const sql = await differenceToSchema(url);
  if (sql === '') {
    console.log('prisma/migrations already says what prisma/schema says: nothing was written.');
  } else {
    const folder = path.join(MIGRATIONS, `${timestamp()}_${name}`);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'migration.sql'), `${sql}\n`);
    console.log(`Wrote ${path.relative(process.cwd(), folder)}/migration.sql. Read it before you commit it.`);
  }
} catch (error) {
  // The stack would only name the inside of the engine; its message names the line of the schema, or of the migration.
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await server.stop();
}

/** One of our TypeScript modules, with its imports by alias. */
async function load(place) {
  const settings = { root: PROJECT, configFile: false, logLevel: 'error', resolve: { alias: { '@': path.join(PROJECT, 'src') } } };
  const { module } = await runnerImport(path.join(PROJECT, `${place}.ts`), settings);
  return module;
}

/** Prisma's form, in universal time: 20260430141500. */
function timestamp() {
  return new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
