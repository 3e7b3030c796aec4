import { Client } from 'pg';
import { beforeEach, describe, expect, inject, test } from 'vitest';

import { OPERATOR } from '@/domain/access';
import { addSignIn, listSignIns } from '@/database/sign-ins';
import { loadReferenceSet } from '@/operations/reference';
import { thisMoment } from '@/platform/clock';
import { startJobs, type Job } from '@/platform/jobs';
import { PlainFault } from '@/platform/plain-fault';
import { newId } from '@/platform/tokens';
import { copyOfTemplate, runSql } from '../support/database';
import { aPerson, theFirstAdministrator } from '../support/people';
import { differenceToSchema } from '../support/schema-difference';
import { startService, until } from '../support/service';

// What is expected here is also logged.
process.env['LOG_LEVEL'] = 'silent';

let databaseUrl: string;

beforeEach(async () => {
  databaseUrl = await copyOfTemplate(inject('postgresUrl'));
});

describe('jobs', () => {
  test('whose time has passed today are done at once, by one of all that start, and by none that start later', async () => {
    const { job, runs } = counted();
    // Neither has the tables yet.
    const both = await Promise.all([startJobs(databaseUrl, [job]), startJobs(databaseUrl, [job])]);
    expect(
      await until(
        async () => runs.length,
        (count) => count > 0,
      ),
    ).toBe(1);
    for (const jobs of both) await jobs.stop();
    const later = await startJobs(databaseUrl, [job]);
    await later.stop();
    expect(runs).toHaveLength(1);
    expect(await statesOf('count')).toEqual(['completed']);
    // A migration finds nothing of theirs in its way.
    expect(await differenceToSchema(databaseUrl)).toBe('');
  });

  test('recur at their hour where the councils are', async () => {
    const { job } = counted({ hour: 8, days: 'Monday to Friday' });
    await (await startJobs(databaseUrl, [job])).stop();
    await (await startJobs(databaseUrl, [{ ...job, hour: 9 }])).stop();
    expect(await asked('SELECT name, cron, timezone FROM pgboss.schedule')).toEqual([
      { name: 'count', cron: '0 9 * * 1-5', timezone: 'Europe/London' },
    ]);
  });

  test.each([
    ['not all is done', leaveUndone],
    ['they fail', fail],
  ] as const)('are tried again later where %s, and nothing of the reason is kept', async (_, work) => {
    const jobs = await startJobs(databaseUrl, [counted({ work }).job]);
    expect(
      await until(
        async () => statesOf('count'),
        ([state]) => state === 'retry',
      ),
    ).toEqual(['retry']);
    await jobs.stop();
    const [kept] = await asked("SELECT output::text, start_after > now() + interval '1 minute' AS later FROM pgboss.job");
    expect(kept).toMatchObject({ later: true });
    expect(JSON.stringify(kept)).not.toContain('@example');
  });

  test('end when the process is told to stop, and are taken up again by another', async () => {
    const heard: string[] = [];
    const work = async (signal: AbortSignal): Promise<boolean> =>
      new Promise<boolean>((resolve) => {
        heard.push('begun');
        signal.addEventListener('abort', () => {
          heard.push('told to stop');
          resolve(false);
        });
      });
    const jobs = await startJobs(databaseUrl, [counted({ work }).job]);
    await until(
      async () => heard.length,
      (count) => count > 0,
    );
    await jobs.stop();
    expect(heard).toEqual(['begun', 'told to stop']);
    expect(await statesOf('count')).toEqual(['retry']);
  });

  test('want a schema of their own: a user who may not make one is told how to get it', async () => {
    const user = `reader_${newId().slice(0, 8)}`;
    await runSql(databaseUrl, `CREATE ROLE ${user} LOGIN`);
    const theirs = Object.assign(new URL(databaseUrl), { username: user }).href;
    const refusal = await startJobs(theirs, [counted().job]).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(PlainFault);
    const remedy = /CREATE SCHEMA [^;]+/.exec(String(refusal))?.[0] ?? '';
    await runSql(databaseUrl, remedy);
    const { job, runs } = counted();
    const jobs = await startJobs(theirs, [job]);
    expect(
      await until(
        async () => runs.length,
        (count) => count > 0,
      ),
    ).toBe(1);
    await jobs.stop();
  });
});

describe('the product’s own jobs', () => {
  test('are done by a worker apart, which stops when it is told to; the service beside it does none', { timeout: 120_000 }, async () => {
    const own = process.env['DATABASE_URL'] ?? '';
    await loadReferenceSet(OPERATOR);
    await theFirstAdministrator();
    const { actor } = await aPerson();
    const at = thisMoment().subtract({ hours: 24 * 400 });
    await addSignIn({ id: newId(), personId: actor.id, at, way: 'password', address: '192.0.2.1', userAgent: 'Firefox' });
    const settings = { DATABASE_URL: own, JOBS: 'off' };

    const service = await startService(settings);
    expect(service.address).not.toBe('');
    expect(await service.end()).toBe(0);
    expect(await listSignIns(actor.id)).toHaveLength(2);
    expect(await asked(`SELECT to_regnamespace('pgboss') AS there`, own)).toEqual([{ there: null }]);

    const worker = await startService(settings, { program: 'npm run worker' });
    expect(worker.complained()).toBe('');
    expect(
      await until(
        async () => (await listSignIns(actor.id)).length,
        (count) => count === 1,
      ),
    ).toBe(1);
    expect(await worker.end('SIGTERM')).toBe(0);
    expect(worker.said()).toMatch(/^Working\nStopping \.\.\. done\n$/);
    const names = await asked(`SELECT name FROM pgboss.schedule ORDER BY name`, own);
    expect(names).toEqual([{ name: 'briefings' }, { name: 'reminders' }, { name: 'retention' }]);
  });
});

/** A job that is due at any time of the day, and the moments at which it was done. */
function counted(overrides: Partial<Job> = {}): { readonly job: Job; readonly runs: readonly string[] } {
  const runs: string[] = [];
  const work = async (): Promise<boolean> => {
    runs.push(thisMoment().toString());
    return true;
  };
  return { job: { name: 'count', hour: 0, days: 'every day', work, ...overrides }, runs };
}

async function leaveUndone(): Promise<boolean> {
  return false;
}

async function fail(): Promise<boolean> {
  throw new Error('somebody@example.gov.uk does not answer');
}

async function statesOf(name: string): Promise<readonly unknown[]> {
  return (await asked(`SELECT state::text FROM pgboss.job WHERE name = '${name}'`)).map(({ state }) => state);
}

async function asked(sql: string, url = databaseUrl): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
