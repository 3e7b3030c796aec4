import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { ask, filledForm } from '../support/asking';
import { runSql } from '../support/database';
import { aPerson } from '../support/people';
import { startService, type Service } from '../support/service';
import { startThrowawayPostgres } from '../support/throwaway-postgres';

/** Of each kind of name. */
const SIGN_INS = 200;
/** Before them, and not counted: the first ones find nothing warm. */
const WARMING_UP = 5;
/** So that nobody is tried ten times, where the limit would answer. */
const PEOPLE = 25;
/** How far apart the medians may lie. */
const TOLERANCE = 1.1;

let postgres: Awaited<ReturnType<typeof startThrowawayPostgres>>;
let service: Service;

beforeAll(async () => {
  postgres = await startThrowawayPostgres();
  await runSql(postgres.urlOf('postgres'), 'CREATE DATABASE product');
  process.env['DATABASE_URL'] = postgres.urlOf('product');
  service = await startService({ DATABASE_URL: postgres.urlOf('product'), TRUSTED_PROXIES: '127.0.0.1,::1' });
});

afterAll(async () => {
  await service.end();
  await closeDatabase();
  await postgres.stop();
});

test(
  'how long a refusal takes does not tell whether there is such an account: 200 sign-ins of each kind by turns',
  { timeout: 300_000 },
  async () => {
    const withPassword = await people();
    const withCouncilAccount = await people();
    await runSql(
      postgres.urlOf('product'),
      `UPDATE account SET provider_id = 'openid-elsewhere', password = NULL
       WHERE person_id IN (SELECT id FROM person WHERE email IN ('${withCouncilAccount.join("','")}'));
     DELETE FROM attempt_limit`,
    );
    const nameOf: Readonly<Record<string, (round: number) => string>> = {
      'a password': (round) => withPassword[round % PEOPLE] ?? '',
      'a council account': (round) => withCouncilAccount[round % PEOPLE] ?? '',
      'no account': () => `${randomUUID()}@example.gov.uk`,
    };
    const kinds = Object.keys(nameOf);
    const times = new Map(kinds.map((kind) => [kind, [] as number[]]));
    const { body: page } = await ask(service.address, '/sign-in');
    for (let round = 0; round < WARMING_UP + SIGN_INS; round += 1) {
      // Each kind is first, second and last as often as the others.
      for (let turn = 0; turn < kinds.length; turn += 1) {
        const kind = kinds[(turn + round) % kinds.length] ?? '';
        const form = filledForm(page, { email: nameOf[kind]?.(round) ?? '', password: 'certainly not the password' });
        const headers = { Origin: service.address, 'X-Forwarded-For': `2001:db8:${round.toString(16)}:${turn}::1` };
        const started = performance.now();
        const { status, body } = await ask(service.address, '/sign-in', { method: 'POST', headers, body: form });
        const milliseconds = performance.now() - started;
        expect(status).toBe(200);
        expect(body.includes('One of the two is not right')).toBe(true);
        // The first ones find nothing warm.
        if (round >= 0) times.get(kind)?.push(milliseconds);
      }
    }
    const medians = kinds.map((kind) => ({ kind, median: median(times.get(kind) ?? []) }));
    process.stdout.write(`${medians.map(({ kind, median: ms }) => `${kind}: ${ms.toFixed(1)} ms`).join(', ')}\n`);
    const all = medians.map(({ median: ms }) => ms);
    expect(Math.max(...all) / Math.min(...all), `medians: ${JSON.stringify(medians)}`).toBeLessThan(TOLERANCE);
  },
);

/** The addresses of new people. */
async function people(): Promise<readonly string[]> {
  const emails: string[] = [];
  for (let index = 0; index < PEOPLE; index += 1) emails.push((await aPerson()).email);
  return emails;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? 0) + (sorted[Math.ceil(middle - 0.5)] ?? 0)) / 2;
}
