import { expect, inject, test } from 'vitest';

import { copyOfTemplate, emptyDatabase, runSql } from '../support/database';
import { differenceToSchema } from '../support/schema-difference';

test('the migrations make exactly what the schema says', async () => {
  const migrated = await copyOfTemplate(inject('postgresUrl'));
  expect(await differenceToSchema(migrated)).toBe('');
});

test('a difference between migrations and schema would be seen', async () => {
  const migrated = await copyOfTemplate(inject('postgresUrl'));
  await runSql(migrated, 'CREATE TABLE forgotten (id integer PRIMARY KEY)');
  expect(await differenceToSchema(migrated)).toContain('DROP TABLE "forgotten"');
});

test('a database without migrations lacks everything', async () => {
  expect(await differenceToSchema(await emptyDatabase(inject('postgresUrl')))).toContain('CREATE TABLE');
});
