import { afterAll, beforeAll, expect, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { applyMigrations } from '@/database/migrations';
import { OPERATOR } from '@/domain/access';
import { loadReferenceSet } from '@/operations/reference';

import { runSql } from '../support/database';
import { killImports } from '../support/killed-imports';
import { startThrowawayPostgres } from '../support/throwaway-postgres';

let postgres: Awaited<ReturnType<typeof startThrowawayPostgres>>;

beforeAll(async () => {
  postgres = await startThrowawayPostgres();
  await runSql(postgres.urlOf('postgres'), 'CREATE DATABASE product');
  process.env['DATABASE_URL'] = postgres.urlOf('product');
  await applyMigrations(postgres.urlOf('product'), 'prisma/migrations');
  await loadReferenceSet(OPERATOR);
});

afterAll(async () => {
  await closeDatabase();
  await postgres.stop();
});

test('an import killed at 100 random moments leaves all or nothing', { timeout: 15 * 60_000 }, async () => {
  const { wrong, nothing, everything, amid } = await killImports(100);
  expect(wrong).toEqual([]);
  expect(nothing + everything).toBe(100);
  expect(amid).toBeGreaterThan(50);
});
