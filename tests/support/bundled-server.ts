import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { Client } from 'pg';

const run = promisify(execFile);

/** A data folder for one test, and what can be seen and done to the bundled database in it from outside. */
export async function makeDataFolder(): Promise<DataFolder> {
  // Closed to everybody else, as the folders that people make for themselves are.
  const parent = await mkdtemp(path.join(tmpdir(), 'data-folder-'));
  const folder = path.join(parent, 'data');
  const lockFile = path.join(folder, 'database/cluster/postmaster.pid');

  async function lines(): Promise<string[]> {
    return (await readFile(lockFile, 'utf8')).split('\n');
  }

  async function signal(name: NodeJS.Signals): Promise<void> {
    const postmaster = Number((await lines())[0]);
    const { stdout } = await run('pgrep', ['-P', String(postmaster)]).catch(() => ({ stdout: '' }));
    for (const pid of [postmaster, ...stdout.split('\n').filter(Boolean).map(Number)]) send(pid, name);
  }

  return {
    folder,
    isRunning: () => existsSync(lockFile),
    postmaster: async () => Number((await lines())[0]),
    signal,
    async connect(database = 'ratings') {
      const [, , , port] = await lines();
      const password = await readFile(path.join(folder, 'database/password'), 'utf8');
      const client = new Client({ host: '127.0.0.1', port: Number(port), user: 'ratings', password, database });
      client.on('error', () => undefined);
      await client.connect();
      return client;
    },
    async remove() {
      if (existsSync(lockFile)) send(Number((await lines())[0]), 'SIGKILL');
      await rm(parent, { recursive: true, force: true });
    },
  };
}

/** Sessions end with their server, and may be quicker than we are. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

export interface DataFolder {
  readonly folder: string;
  isRunning(): boolean;
  /** Its process id. */
  postmaster(): Promise<number>;
  /** To the server and all its sessions. */
  signal(name: NodeJS.Signals): Promise<void>;
  connect(database?: string): Promise<Client>;
  remove(): Promise<void>;
}
