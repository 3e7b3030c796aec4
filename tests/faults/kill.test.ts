import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { makeDataFolder, type DataFolder } from '../support/bundled-server';
import { startService, type Service } from '../support/service';

const LONG = 15 * 60_000;

let data: DataFolder;
const services: Service[] = [];

beforeEach(async () => {
  data = await makeDataFolder();
});

afterEach(async () => {
  for (const service of services.splice(0)) await service.end('SIGKILL');
  await data.remove();
});

test('forty kills of application, database or both, at any moment, lose no acknowledged row', { timeout: LONG }, async () => {
  let service = await start();
  const setUp = await data.connect();
  await setUp.query('create table acknowledged (id integer primary key)');
  await setUp.end();
  let acknowledged = 0;
  const statuses = new Map<number, number>();

  for (let round = 0; round < 40; round += 1) {
    const client = await data.connect();
    const isOver = { now: false };
    const writing = (async () => {
      // A row whose acknowledgement was lost may be there all the same.
      await client.query('insert into acknowledged select generate_series($1::integer, $1) on conflict do nothing', [acknowledged + 1]);
      while (!isOver.now) {
        await client.query('insert into acknowledged values ($1) on conflict do nothing', [acknowledged + 1]);
        acknowledged += 1;
      }
    })().catch(() => undefined);
    const reading = (async () => {
      while (!isOver.now) {
        const status = await fetch(`${service.address}/barnsley`)
          .then((answer) => answer.status)
          .catch(() => 0);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    })();
    await sleep(50 + ((round * 37) % 400));
    if (round % 3 !== 0) await data.signal('SIGKILL');
    if (round % 3 !== 1) await service.end('SIGKILL');
    await sleep((round * 13) % 700);
    isOver.now = true;
    await Promise.all([writing, reading]);
    await client.end();
    if (round % 3 !== 1) service = await start();
    await expect.poll(count, { timeout: 20_000 }).toBeGreaterThanOrEqual(acknowledged);
    acknowledged = await count();
  }
  expect(acknowledged).toBeGreaterThan(1_000);
  // Nobody saw anything but the page, or that it cannot be shown just now.
  expect([...statuses.keys()].filter((status) => ![0, 200, 500, 503].includes(status))).toEqual([]);
  expect(await service.end()).toBe(0);
});

test('a first start broken off at any moment leaves nothing that the next one could not use', { timeout: LONG }, async () => {
  for (let round = 0; round < 25; round += 1) {
    const folder = await makeDataFolder();
    const brokenOff = await startService({ DATA_DIR: folder.folder }, { killAfter: 100 + round * 120 });
    services.push(brokenOff);
    await brokenOff.end('SIGKILL');
    const next = await startService({ DATA_DIR: folder.folder });
    services.push(next);
    expect(next.complained()).toBe('');
    expect((await fetch(`${next.address}/api/health`)).status).toBe(200);
    expect(await next.end()).toBe(0);
    expect(folder.isRunning()).toBe(false);
    await folder.remove();
  }
});

test('of five starts at once on a new folder one serves, and the others say so', { timeout: LONG }, async () => {
  for (let round = 0; round < 5; round += 1) {
    const folder = await makeDataFolder();
    const started = await Promise.all(Array.from({ length: 5 }, () => startService({ DATA_DIR: folder.folder })));
    services.push(...started);
    const serving = started.filter(({ address }) => address !== '');
    expect(serving).toHaveLength(1);
    for (const one of started.filter(({ address }) => address === '')) {
      expect(one.complained()).toMatch(/^The data folder \S+ is in use by process \d+, which is still running\. Stop that one first,/);
    }
    for (const one of serving) expect(await one.end()).toBe(0);
    expect(folder.isRunning()).toBe(false);
    await folder.remove();
  }
});

async function start(): Promise<Service> {
  const service = await startService({ DATA_DIR: data.folder });
  services.push(service);
  expect(service.complained()).toBe('');
  return service;
}

/** Of the acknowledged rows, those that are there; 0 while the database is being started again. */
async function count(): Promise<number> {
  const client = await data.connect().catch(() => undefined);
  try {
    return Number((await client?.query<{ count: string }>('select count(*) from acknowledged'))?.rows[0]?.count ?? 0);
  } catch {
    return 0;
  } finally {
    await client?.end();
  }
}
