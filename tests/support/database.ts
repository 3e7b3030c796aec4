import { randomUUID } from 'node:crypto';

import { Client } from 'pg';

/** The migrated database that others are copied from. */
export const TEMPLATE = 'template_migrated';

/** The same with the reference set loaded. */
export const LOADED_TEMPLATE = 'template_loaded';

/** A new database with every migration applied and no rows. Answers its address. `postgresUrl` is what `inject('postgresUrl')` gives. */
export async function copyOfTemplate(postgresUrl: string): Promise<string> {
  return createDatabase(postgresUrl, TEMPLATE);
}

/** A new database with the reference set, as a first start leaves it. */
export async function copyOfLoaded(postgresUrl: string): Promise<string> {
  return createDatabase(postgresUrl, LOADED_TEMPLATE);
}

/** A new database without any table. */
export async function emptyDatabase(postgresUrl: string): Promise<string> {
  return createDatabase(postgresUrl, 'template1');
}

/** Runs SQL on a connection of its own. */
export async function runSql(databaseUrl: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function createDatabase(postgresUrl: string, template: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runSql(postgresUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return Object.assign(new URL(postgresUrl), { pathname: name }).href;
}
