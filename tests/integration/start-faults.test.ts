import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, inject, test } from 'vitest';

import { emptyDatabase, runSql } from '../support/database';
import { startService } from '../support/service';
import { freePort } from '../support/throwaway-postgres';

const NOBODY = 65_534;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'start-faults-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('each value that cannot be used is named, with what it must be, before anything is built', async () => {
  const { complained, said } = await refused({ PORT: 'abc', LOG_LEVEL: 'loud', TRUSTED_PROXIES: '10.0.0.0/99' }, { program: 'npm start' });
  expect(complained).toBe(
    [
      'PORT is "abc", but must be a whole number from 0 to 65535.',
      'TRUSTED_PROXIES is "10.0.0.0/99", but must be addresses or ranges with commas between, such as 10.0.0.5, 192.168.0.0/16.',
      'LOG_LEVEL is "loud", but must be one of silent, fatal, error, warn, info, debug, trace.',
      '',
    ].join('\n'),
  );
  expect(said).not.toContain('Building pages');
});

test('a database address that cannot be used is not repeated, since it may hold a password', async () => {
  const { complained } = await refused({ DATABASE_URL: 'mysql://user:secret@host/name' });
  expect(complained).toBe(
    'DATABASE_URL must be the address of a PostgreSQL database, such as postgresql://user:password@host:5432/name.\n',
  );
});

test('a file of issuers that cannot be used is refused in one sentence, without its secrets', async () => {
  const file = path.join(folder, 'issuers.json');
  await writeFile(
    file,
    '[{ "key": "leeds", "name": "Leeds", "issuer": "https://id.example", "clientId": "one", "client_secret": "hidden" }]',
  );
  const { complained, said } = await refused({ OIDC_ISSUERS_FILE: file });
  expect(complained).toBe(`The file ${file}, which OIDC_ISSUERS_FILE names, cannot be used: issuer 1’s clientSecret is missing.\n`);
  expect(said).toBe('');
});

test('a database that cannot be reached is named without its password, in bounded time', async () => {
  const host = `127.0.0.1:${await freePort()}`;
  const { complained, milliseconds } = await refused({ DATABASE_URL: `postgresql://user:secret@${host}/name` });
  expect(complained).toBe(
    `The database at ${host} cannot be reached (nothing listens there). Check DATABASE_URL, and that PostgreSQL is running there and lets this machine in.\n`,
  );
  expect(milliseconds).toBeLessThan(20_000);
});

test('a database that is not on its server is named', async () => {
  const url = Object.assign(new URL(inject('postgresUrl')), { pathname: 'nowhere' });
  const { complained } = await refused({ DATABASE_URL: url.href });
  expect(complained).toBe(`The database server at ${url.host} has no database named nowhere. Make it, or correct DATABASE_URL.\n`);
});

test('a database of a newer version of the product is left alone', async () => {
  const databaseUrl = await emptyDatabase(inject('postgresUrl'));
  const first = await startService({ DATABASE_URL: databaseUrl });
  expect(await first.end()).toBe(0);
  await runSql(
    databaseUrl,
    `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ('1', '1', '29990101000000_later', now(), 1)`,
  );
  const { complained } = await refused({ DATABASE_URL: databaseUrl });
  expect(complained).toBe(
    'The database was brought up to date by a newer version of this product (29990101000000_later). Start that version, or use another database.\n',
  );
});

test('a file in the place of the data folder is named', async () => {
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  const inTheWay = (place: string) =>
    `${place} cannot be the data folder, because there is a file in its way. Move that, or set DATA_DIR.\n`;
  expect((await refused({ DATA_DIR: file })).complained).toBe(inTheWay(file));
  expect((await refused({ DATA_DIR: path.join(file, 'data') })).complained).toBe(inTheWay(path.join(file, 'data')));
});

test('a data folder of somebody else is named', async () => {
  const closed = path.join(folder, 'closed');
  const data = path.join(closed, 'data');
  await mkdir(closed);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chown(closed, NOBODY, NOBODY);
  await chmod(closed, isRoot ? 0o700 : 0);
  // Root passes by permissions by two capabilities; without them it is a user like any other.
  const { complained } = await refused(
    { DATA_DIR: data },
    { through: isRoot ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [] },
  );
  await chmod(closed, 0o700);
  expect(complained).toBe(
    `The data folder ${data} may not be read and written by this user. Change its owner, or choose another folder with DATA_DIR.\n`,
  );
});

test('an address that this machine does not have is named', async () => {
  const { complained } = await refused({ DATA_DIR: path.join(folder, 'unused'), HOST: '192.0.2.1' }, { program: 'npm start' });
  expect(complained).toBe('192.0.2.1 is not an address of this machine. Set HOST to one that is, such as localhost or 0.0.0.0.\n');
});

/** Every refusal: one exit code, no stack, no trace of what was secret. */
async function refused(...how: Parameters<typeof startService>) {
  const service = await startService(...how);
  expect(service.exitCode()).toBe(1);
  expect(service.complained()).not.toMatch(/^\s+at |secret/m);
  return { complained: service.complained(), said: service.said(), milliseconds: service.milliseconds };
}
