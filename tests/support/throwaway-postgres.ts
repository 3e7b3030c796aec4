import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { findPostgresPrograms, outcomeOf } from '@/platform/postgres/programs';

/** Where Debian and Ubuntu put a server of a given version. */
const DEBIAN_SERVERS = '/usr/lib/postgresql';

/** Linux keeps what lies here in memory. */
const MEMORY = '/dev/shm';

/** A whole run leaves some 3 GB, the benchmark less. Bytes. */
const ENOUGH_MEMORY = 8_000_000_000;

/** Nothing here has to survive a crash, so nothing waits for the disk. */
const WITHOUT_WAITING_FOR_THE_DISK = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/**
 * Starts a real PostgreSQL server in a temporary folder, on loopback, for as long as a test run or a command needs it.
 * `bundled` is the one the product brings; `15` the oldest version its SQL is written for, from Debian's package.
 *
 * It is not `@/platform/postgres`: that one keeps data safe and is itself under test, this one keeps none.
 */
export async function startThrowawayPostgres(
  version: PostgresVersion = 'bundled',
  onLog?: (text: string) => void,
): Promise<ThrowawayPostgres> {
  const folder = await mkdtemp(path.join(await roomyFolder(), 'throwaway-postgres-'));
  const data = path.join(folder, 'data');
  const start = await programs(version, folder);

  const initdb = ['--pgdata', data, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const { code, words } = await outcomeOf(start('initdb', initdb));
  if (code !== 0) throw new Error(`The throwaway PostgreSQL server could not be set up:\n${words}`);

  const port = await freePort();
  const listening = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', folder];
  const server = start('postgres', ['-D', data, ...listening, ...WITHOUT_WAITING_FOR_THE_DISK]);
  // A server outlives the process that started it; this one must not, also when that process breaks off.
  const stopAtOnce = (): void => {
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', stopAtOnce);
  await readyToAccept(server);
  // Nobody need read its log, but an unread pipe would block it.
  server.stderr?.on('data', onLog ?? (() => undefined));

  return {
    urlOf: (database) => `postgresql://postgres@127.0.0.1:${port}/${database}`,
    stop: async () => {
      process.off('exit', stopAtOnce);
      server.kill('SIGINT');
      if (server.exitCode === null) await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port that was free a moment ago, on loopback. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The operating system gave no free port.');
  return address.port;
}

async function programs(version: PostgresVersion, folder: string): Promise<Start> {
  const bundled = await findPostgresPrograms(folder, folder);
  if (version === 'bundled') {
    return (program, rest) => {
      const child = bundled.start(program, rest, 'pipe');
      // The product does not wait for its server; we do, and a process that waits for nothing else would end without a word.
      child.ref();
      return child;
    };
  }
  return (program, rest) =>
    spawn(path.join(DEBIAN_SERVERS, String(version), 'bin', program), rest, {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      ...bundled.owner,
    });
}

/** In memory where there is plenty: copying a database takes 30 ms there, and on a disk up to 500. */
async function roomyFolder(): Promise<string> {
  const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= ENOUGH_MEMORY ? MEMORY : tmpdir();
}

async function readyToAccept(server: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let log = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (text.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`The throwaway PostgreSQL server stopped at once:\n${log}`)));
  });
  server.stderr?.removeAllListeners('data');
}

export type PostgresVersion = 'bundled' | 15;

type Start = (program: 'initdb' | 'postgres', programArguments: readonly string[]) => ChildProcess;

export interface ThrowawayPostgres {
  /** Connection address of a database on this server. `postgres` is always there. */
  readonly urlOf: (database: string) => string;
  readonly stop: () => Promise<void>;
}
