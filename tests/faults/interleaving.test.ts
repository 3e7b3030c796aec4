import { afterAll, beforeAll, expect, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { runSql } from '../support/database';
import { interleave } from '../support/interleaving';
import { startService, type Service } from '../support/service';
import { startThrowawayPostgres } from '../support/throwaway-postgres';
import { gatherWalkers } from '../support/walk';

let postgres: Awaited<ReturnType<typeof startThrowawayPostgres>>;
let service: Service;

beforeAll(async () => {
  postgres = await startThrowawayPostgres();
  await runSql(postgres.urlOf('postgres'), 'CREATE DATABASE product');
  process.env['DATABASE_URL'] = postgres.urlOf('product');
  service = await startService({ DATABASE_URL: postgres.urlOf('product') });
});

afterAll(async () => {
  await service.end();
  await closeDatabase();
  await postgres.stop();
});

test('two people’s pages by turns, 1,000 times: nobody sees a byte of the other', { timeout: 300_000 }, async () => {
  const [one, other] = (await gatherWalkers()).filter(({ name }) => name === 'member' || name === 'manager');
  if (one === undefined || other === undefined) throw new Error('There are not two');
  expect(await interleave(service.address, [one, other], 1_000)).toEqual([]);
});
