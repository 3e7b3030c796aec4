import { execFile, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { access, chown, constants, mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { Client } from 'pg';

import { PlainFault, sentenceFor } from '../plain-fault';
import { findPostgresPrograms, outcomeOf, type PostgresPrograms } from './programs';

const run = promisify(execFile);

/** Our database on the server, and the role that owns everything. */
const DATABASE = 'ratings';
const ROLE = 'ratings';

/**
 * Advisory locks in the server's own `postgres` database say who is using it: they go with their connection, however a process ends, so
 * there is no file that could tell of somebody who is long gone. The first number is ours, picked at random.
 */
const SERVING = '740921, 1';
const USING = '740921, 2';

/** How long a start waits for an earlier application that may just be stopping. Milliseconds. */
const WAIT_FOR_STOPPING = 5_000;
/** Recovery after a crash reads the journal back; on a slow disk that takes its time. Milliseconds. */
const WAIT_FOR_READY = 120_000;
const WAIT_FOR_END = 30_000;
const LARGEST_LOG = 5 * 1024 * 1024;

/**
 * Starts the PostgreSQL server that the product brings, in `dataFolder`, or joins one that already runs there: left over from an
 * application that was killed, or in use by a command. The first time it makes the folder.
 *
 * The server listens on loopback only and asks for a generated password, kept in a file that only its owner reads. It is a process group of
 * its own, so that Ctrl-C reaches the application alone, which stops it in its turn. If the server dies while it is open here, it is
 * started again on the same port.
 *
 * @throws PlainFault if another application is serving from this folder, or the folder or the server cannot be used
 */
export async function openBundledDatabase(dataFolder: string, { serving, onTrouble }: OpeningOptions): Promise<OpenDatabase> {
  const server = await prepareServer(dataFolder);
  let port = 0;
  let closing = false;
  let reopening: Promise<void> | undefined;
  let keeper = await open();

  async function open(): Promise<Client> {
    const deadline = Date.now() + WAIT_FOR_STOPPING;
    for (;;) {
      const client = await startOrJoin(server, port);
      try {
        if (serving) await takeServingLock(client, server, deadline);
        await client.query(`select pg_advisory_lock_shared(${USING})`);
        port = client.port;
        client.once('end', () => {
          if (!closing) reopening = reopen();
        });
        return client;
      } catch (error) {
        await client.end();
        // The application before us has stopped the server under our feet.
        if (!isConnectionLoss(error) || Date.now() > deadline) throw error;
      }
    }
  }

  async function reopen(): Promise<void> {
    while (!closing) {
      onTrouble(new Error('The bundled database has gone; starting it again'));
      try {
        keeper = await open();
        return;
      } catch (error) {
        onTrouble(error);
        await sleep(2_000);
      }
    }
  }

  async function close(): Promise<void> {
    closing = true;
    // A server that is just being started again has to be stopped as well.
    await reopening;
    try {
      await keeper.query(`select pg_advisory_unlock_shared(${USING})`);
      // Whoever leaves last stops the server: a command may still be at work when the application goes, or the other way round.
      const { rows } = await keeper.query<{ last: boolean }>(`select pg_try_advisory_lock(${USING}) as last`);
      if (rows[0]?.last) await stopServer(server);
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
    } finally {
      await keeper.end().catch(() => undefined);
    }
  }

  try {
    await createDatabase(keeper);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `postgresql://${ROLE}:${server.password}@127.0.0.1:${port}/${DATABASE}`, close };
}

/**
 * Whether an application is serving from this folder right now. Starts nothing.
 * @throws PlainFault naming its process if so
 */
export async function refuseIfServing(dataFolder: string): Promise<void> {
  const server = folders(dataFolder, 'database');
  const running = await findRunning(server);
  if (!running) return;
  const client = await connect(server, running.port).catch(() => undefined);
  if (!client) return;
  try {
    await takeServingLock(client, server, Date.now() + WAIT_FOR_STOPPING);
  } catch (error) {
    if (!isConnectionLoss(error)) throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function takeServingLock(client: Client, server: Folders, deadline: number): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${SERVING}) as taken`);
    if (rows[0]?.taken) return;
    if (Date.now() > deadline) break;
    await sleep(200);
  }
  const { rows } = await client.query<{ application_name: string }>(
    `select application_name from pg_stat_activity join pg_locks using (pid)
     where locktype = 'advisory' and granted and classid = 740921 and objid = 1`,
  );
  throw new PlainFault(
    `The data folder ${server.data} is in use by ${rows[0]?.application_name ?? 'another process'}, which is still running. ` +
      'Stop that one first, or give this one a folder of its own with DATA_DIR.',
  );
}

/** A connection to the server of this folder, started if it is not running. `port` 0 takes any free one. */
async function startOrJoin(server: PreparedServer, port: number): Promise<Client> {
  const deadline = Date.now() + WAIT_FOR_READY;
  let started: StartedServer | undefined;
  let lastTrouble: unknown;
  while (Date.now() < deadline) {
    const running = await findRunning(server);
    if (running) {
      try {
        return await connect(server, running.port);
      } catch (error) {
        if (!isNotReady(error)) throw error;
        lastTrouble = error;
      }
    } else if (started === undefined) {
      started = await startServer(server, port === 0 ? await freePort() : port);
    } else if (started.process.exitCode !== null || started.process.signalCode !== null) {
      const words = started.words();
      // Another process was quicker with the same folder, or something else with the same port: look again.
      if (!/lock file "postmaster\.pid" already exists|Address already in use|pre-existing shared memory/.test(words)) {
        throw new PlainFault(refusalOf(server, words));
      }
      started = undefined;
      await removeForeignLockFile(server);
      await sleep(500);
    }
    await sleep(30);
  }
  throw new PlainFault(
    `The bundled database did not become ready within ${WAIT_FOR_READY / 1000} seconds (${sentenceFor(lastTrouble)}). Its own log is ${server.log}.`,
  );
}

async function startServer(server: PreparedServer, port: number): Promise<StartedServer> {
  const size = await stat(server.log).then(
    ({ size }) => size,
    () => 0,
  );
  if (size > LARGEST_LOG) await truncate(server.log);
  const before = size > LARGEST_LOG ? 0 : size;
  const log = openSync(server.log, 'a', 0o600);
  try {
    const child = server.programs.start(
      'postgres',
      ['-D', server.cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      log,
    );
    return { process: child, words: () => readFileSync(server.log).subarray(before).toString() };
  } finally {
    closeSync(log);
  }
}

/** Asks the server to end every session and stop, and waits until it has. Its lock file goes last. */
async function stopServer(server: Folders): Promise<void> {
  const running = await findRunning(server);
  if (!running) return;
  process.kill(running.pid, 'SIGINT');
  const deadline = Date.now() + WAIT_FOR_END;
  while (existsSync(server.lockFile)) {
    if (Date.now() > deadline)
      throw new PlainFault(`The bundled database (process ${running.pid}) has not stopped after ${WAIT_FOR_END / 1000} seconds.`);
    await sleep(20);
  }
}

async function findRunning(server: Folders): Promise<LockFile | undefined> {
  const lock = await readLockFile(server);
  return lock && (await isPostgresOf(lock.pid, server)) ? lock : undefined;
}

/** In a restarted container the process number of a left-over lock file may by now belong to anything, and PostgreSQL believes it. */
async function removeForeignLockFile(server: Folders): Promise<void> {
  const lock = await readLockFile(server);
  if (lock && !(await isPostgresOf(lock.pid, server))) await rm(server.lockFile, { force: true });
}

async function readLockFile(server: Folders): Promise<LockFile | undefined> {
  // Lines: process, folder, start time, port, and more that does not matter here.
  const [pid, , , port] = (await readFile(server.lockFile, 'utf8').catch(() => '')).split('\n').map(Number);
  return pid && port ? { pid, port } : undefined;
}

async function isPostgresOf(pid: number, server: Folders): Promise<boolean> {
  try {
    const command =
      process.platform === 'linux'
        ? await readFile(`/proc/${pid}/cmdline`, 'utf8')
        : (await run('ps', ['-o', 'command=', '-p', String(pid)])).stdout;
    return command.includes(server.cluster);
  } catch {
    return false;
  }
}

async function connect(server: Folders, port: number): Promise<Client> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: ROLE,
    database: 'postgres',
    password: await readFile(server.passwordFile, 'utf8'),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: `process ${process.pid}`,
  });
  // The loss of a connection ends it as well, and that is where it is dealt with.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function createDatabase(keeper: Client): Promise<void> {
  const { rowCount } = await keeper.query('select from pg_database where datname = $1', [DATABASE]);
  if (rowCount === 0) {
    await keeper.query(`create database ${DATABASE}`).catch((error: unknown) => {
      // Two processes may be here at once.
      if (codeOf(error) !== '42P04' && codeOf(error) !== '23505') throw error;
    });
  }
}

/** Makes the data folder and the database cluster in it, if they are not there. */
async function prepareServer(dataFolder: string): Promise<PreparedServer> {
  const server = folders(dataFolder, 'database');
  await makeDataFolder(server.data);
  const programs = await findPostgresPrograms(server.data, server.home);
  if (!existsSync(server.home)) await initialise(server, programs);
  return { ...server, programs, password: await readFile(server.passwordFile, 'utf8') };
}

async function makeDataFolder(data: string): Promise<void> {
  try {
    await makeFolder(data);
    await access(data, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') throw new PlainFault(`The data folder ${data} cannot be made there. Choose another one with DATA_DIR.`);
    if (code === 'EEXIST' || code === 'ENOTDIR') {
      throw new PlainFault(`${data} cannot be the data folder, because there is a file in its way. Move that, or set DATA_DIR.`);
    }
    if (code === 'EACCES' || code === 'EPERM') {
      throw new PlainFault(
        `The data folder ${data} may not be read and written by this user. Change its owner, or choose another folder with DATA_DIR.`,
      );
    }
    throw error;
  }
}

/** mkdir's own `recursive` never comes back where a folder cannot be made although its parent is there, as below /proc. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && path.dirname(folder) !== folder) {
      await makeFolder(path.dirname(folder));
      await mkdir(folder);
    } else if (codeOf(error) !== 'EEXIST' || !(await stat(folder)).isDirectory()) throw error;
  }
}

/**
 * The cluster appears under its final name complete or not at all: a start that is broken off, or two at once, cannot leave half of one.
 * Text sorts by PostgreSQL's own rules: an index does not go wrong when the machine's C library is replaced.
 */
async function initialise(server: Folders, programs: PostgresPrograms): Promise<void> {
  await removeAbandoned(server.data);
  const making = folders(server.data, `database.new-${process.pid}`);
  try {
    await mkdir(making.home, { mode: 0o700 });
    await writeFile(making.passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (programs.owner) {
      const { uid, gid } = programs.owner;
      for (const place of [making.passwordFile, making.home]) await chown(place, uid, gid);
    }
    const { code, words } = await outcomeOf(
      programs.start(
        'initdb',
        [
          ...['-D', making.cluster, `--pwfile=${making.passwordFile}`, `--username=${ROLE}`, '--auth=scram-sha-256'],
          ...['--encoding=UTF8', '--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        ],
        'pipe',
      ),
    );
    if (code !== 0) throw new PlainFault(refusalOf(server, words));
    await rename(making.home, server.home).catch((error: unknown) => {
      // Another start was quicker; its cluster is as good.
      if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
    });
  } finally {
    await rm(making.home, { recursive: true, force: true });
  }
}

async function removeAbandoned(data: string): Promise<void> {
  for (const name of await readdir(data)) {
    const pid = Number(/^database\.new-(\d+)$/.exec(name)?.[1]);
    // A killed start may have left its initdb at work, which writes for another second or two.
    if (pid && !isAlive(pid)) await rm(path.join(data, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** What PostgreSQL says when it will not start, as a sentence that says what to do. */
function refusalOf(server: Folders, words: string): string {
  const known = REFUSALS.find(({ says }) => says.test(words));
  if (known) return known.sentence(server);
  const last = words.split('\n').findLast((line) => /(FATAL|PANIC|ERROR|error):/.test(line));
  return `The bundled database could not start${last ? `: ${last.replace(/^.*?(FATAL|PANIC|ERROR|error): */, '')}` : ''}. Its own log is ${server.log}.`;
}

const REFUSALS: readonly { says: RegExp; sentence: (server: Folders) => string }[] = [
  {
    says: /no space left on device|disk quota exceeded|check free disk space/i,
    sentence: ({ data }) =>
      `The disk that holds the data folder ${data} is full. Free some space and start again; nothing that was saved is lost.`,
  },
  {
    says: /incompatible with server|not compatible with this version/,
    sentence: ({ home }) =>
      `The database in ${home} was made by another version of PostgreSQL. Start the version of this product that made it, or set DATA_DIR to a new folder.`,
  },
  {
    says: /wrong ownership|permission denied|invalid permissions/i,
    sentence: ({ home }) =>
      `The database in ${home} belongs to another user or may not be read. Start as its owner, or choose another folder with DATA_DIR.`,
  },
  {
    says: /is missing|could not (open|read) (file|directory)|not a (valid|database) /i,
    sentence: ({ home }) =>
      `The database in ${home} is damaged or incomplete. Put the folder back from a copy, or move it away to begin with an empty one.`,
  },
];

function folders(dataFolder: string, name: string): Folders {
  const home = path.join(dataFolder, name);
  const cluster = path.join(home, 'cluster');
  return {
    data: dataFolder,
    home,
    cluster,
    passwordFile: path.join(home, 'password'),
    log: path.join(home, 'log'),
    lockFile: path.join(cluster, 'postmaster.pid'),
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The operating system gave no free port.');
  return address.port;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Starting up, shutting down, or so busy with either that it does not listen yet. */
function isNotReady(error: unknown): boolean {
  return codeOf(error) === 'ECONNREFUSED' || codeOf(error) === '57P03' || isConnectionLoss(error);
}

/** The server has ended the session, or the line is gone. node-postgres gives its own errors no code. */
function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error) ?? '';
  return (
    ['57P01', '57P02', 'ECONNRESET', 'EPIPE'].includes(code) ||
    code.startsWith('08') ||
    /terminated|timeout|not queryable/i.test(sentenceFor(error))
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

export interface OpeningOptions {
  /** An application serves from the folder, and only one may; commands come and go. */
  readonly serving: boolean;
  /** Told when the server has died underneath, and of every vain attempt to start it again. */
  readonly onTrouble: (trouble: unknown) => void;
}

export interface OpenDatabase {
  /** For this process and its children only: it holds the password. */
  readonly url: string;
  /** Stops the server, unless another process is using it. */
  readonly close: () => Promise<void>;
}

interface Folders {
  readonly data: string;
  /** Everything of the server's, in one folder that belongs to its user. */
  readonly home: string;
  readonly cluster: string;
  readonly passwordFile: string;
  readonly log: string;
  /** PostgreSQL's own: names its process and port, and is removed when it ends. */
  readonly lockFile: string;
}

interface LockFile {
  readonly pid: number;
  readonly port: number;
}

interface PreparedServer extends Folders {
  readonly programs: PostgresPrograms;
  readonly password: string;
}

interface StartedServer {
  readonly process: ChildProcess;
  /** What it has written to its log so far. */
  words(): string;
}
