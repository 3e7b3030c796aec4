import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { makeDataFolder, type DataFolder } from '../support/bundled-server';
import { startService, until, type Service } from '../support/service';

/** What the issue promises for a start with nothing to build. Milliseconds. */
const SECOND_START = 10_000;

// One data folder through its life, in the order of the tests.
let data: DataFolder;
let service: Service;
const running: Service[] = [];

beforeAll(async () => {
  data = await makeDataFolder();
  service = await start();
});

afterAll(async () => {
  for (const one of running) await one.end('SIGKILL');
  await data.remove();
});

test('a start names its steps and says in one last line where it serves', () => {
  const lines = service.said().trimEnd().split('\n');
  expect(lines.slice(-6)).toEqual([
    expect.stringMatching(/^\[5\/8\] Starting the database \.\.\. done in [\d.]+ s$/),
    expect.stringMatching(/^\[6\/8\] Applying migrations \.\.\. done in [\d.]+ s$/),
    expect.stringMatching(/^\[7\/8\] Loading reference data \.\.\. done in [\d.]+ s$/),
    expect.stringMatching(/^\[8\/8\] Serving \.\.\. done in [\d.]+ s$/),
    expect.stringMatching(/^This is a demonstration: /),
    expect.stringMatching(/^Ready: http:\/\/localhost:\d+$/),
  ]);
  expect(service.complained()).toBe('');
});

test('it answers on this machine by both protocols', async () => {
  expect((await fetch(`${service.address}/api/health`)).status).toBe(200);
  expect((await fetch(service.address.replace('localhost', '127.0.0.1'))).status).toBe(200);
});

test('the bundled database asks for a password that only its owner reads, waits for the disk, and listens on loopback', async () => {
  const { mode } = await stat(path.join(data.folder, 'database/password'));
  expect(mode & 0o077).toBe(0);
  const client = await data.connect();
  const { rows } = await client.query(
    `select current_setting('fsync') as fsync, current_setting('listen_addresses') as addresses, current_setting('data_checksums') as checksums`,
  );
  await client.end();
  expect(rows).toEqual([{ fsync: 'on', addresses: '127.0.0.1', checksums: 'on' }]);
  const hba = await readFile(path.join(data.folder, 'database/cluster/pg_hba.conf'), 'utf8');
  expect(hba).not.toMatch(/^[^#]*\b(trust|md5|password)\s*$/m);
});

test('a second start on the same data folder says who is using it, and changes nothing', async () => {
  const second = await start();
  expect(second.exitCode()).toBe(1);
  expect(second.complained()).toBe(
    `The data folder ${data.folder} is in use by process ${service.pid}, which is still running. Stop that one first, or give this one a folder of its own with DATA_DIR.\n`,
  );
  expect((await fetch(`${service.address}/api/health`)).status).toBe(200);
});

test('a bundled database that dies is started again, and the service goes on at the same address', async () => {
  const before = await data.postmaster();
  process.kill(before, 'SIGKILL');
  const status = await until(
    async () => (await fetch(`${service.address}/barnsley`)).status,
    (status) => status === 200,
  );
  expect(status).toBe(200);
  expect(await data.postmaster()).not.toBe(before);
});

test('after kill -9 of the application the next start takes over its database and loses nothing', async () => {
  const client = await data.connect();
  await client.query('create table acknowledged (id integer primary key)');
  let last = 0;
  const writing = (async () => {
    while (service.exitCode() === null && last < 1_000) {
      await client.query('insert into acknowledged values ($1)', [last + 1]);
      last += 1;
    }
  })();
  await until(
    async () => last,
    (count) => count > 50,
  );
  await service.end('SIGKILL');
  await writing;
  await client.end();
  expect(data.isRunning()).toBe(true);
  const survivor = await data.postmaster();

  service = await start();
  expect(service.address).not.toBe('');
  expect(await data.postmaster()).toBe(survivor);
  expect(await countAcknowledged()).toBe(last);
});

test('after kill -9 of application and database together the next start recovers what was acknowledged', async () => {
  const before = await countAcknowledged();
  await data.signal('SIGKILL');
  await service.end('SIGKILL');
  service = await start();
  expect(service.address).not.toBe('');
  expect(await countAcknowledged()).toBe(before);
});

test('Ctrl-C stops application and database cleanly', async () => {
  expect(await service.end('SIGINT')).toBe(0);
  expect(service.said()).toMatch(/\nStopping \.\.\. done\n$/);
  expect(data.isRunning()).toBe(false);
  expect(await readFile(path.join(data.folder, 'database/log'), 'utf8')).toMatch(/database system is shut down\n$/);
});

test('npm start with nothing changed serves within ten seconds', async () => {
  const whole = await startService({ DATA_DIR: data.folder }, { program: 'npm start' });
  running.push(whole);
  expect(whole.said()).toMatch(
    /^\[1\/8\] Installing packages \.\.\. unchanged\n\[2\/8\] Generating the database client \.\.\. unchanged\n\[3\/8\] Checking settings \.\.\. done in [\d.]+ s\n\[4\/8\] Building pages \.\.\. unchanged\n/,
  );
  expect(whole.said()).toMatch(/Applying migrations \.\.\. none new\n.*Loading reference data \.\.\. unchanged\n/);
  expect(whole.milliseconds).toBeLessThan(SECOND_START);
  service = whole;
});

test('when the script that npm started is killed, service and database end by themselves', async () => {
  await service.end('SIGKILL');
  expect(
    await until(
      async () => data.isRunning(),
      (isRunning) => !isRunning,
    ),
  ).toBe(false);
});

test('a stop signal to npm start ends everything with exit code 0', async () => {
  const whole = await startService({ DATA_DIR: data.folder }, { program: 'npm start' });
  expect(await whole.end('SIGTERM')).toBe(0);
  expect(data.isRunning()).toBe(false);
});

test('a taken port is named, with the way out, and no database is left running', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = z.object({ port: z.number() }).parse(other.address());
  const second = await startService({ DATA_DIR: data.folder, PORT: String(port) });
  other.close();
  expect(second.exitCode()).toBe(1);
  expect(second.complained()).toBe(
    `Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port + 1} npm start\n`,
  );
  expect(data.isRunning()).toBe(false);
});

async function start(): Promise<Service> {
  const started = await startService({ DATA_DIR: data.folder });
  running.push(started);
  return started;
}

async function countAcknowledged(): Promise<number> {
  const client = await data.connect();
  const { rows } = await client.query<{ count: number }>('select count(*)::integer as count from acknowledged');
  await client.end();
  return rows[0]?.count ?? 0;
}
