// What has to be there before anything of ours can run: packages, the generated database client, the bundled commands, the built
// pages. Each is made only when what it is made from has changed. Plain JavaScript without a dependency, for any Node from 20 on,
// because at first nothing is installed; the tools themselves run under the Node that the lock file pins.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Node releases below this are past their end of life, and current libraries no longer run on them. */
const SUPPORTED_NODE = 24;

const PINNED_NODE = path.join(PROJECT, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node');

/** What pages and commands are made from. */
const SOURCES = [
  'app',
  'src',
  'public',
  'prisma/schema',
  'package.json',
  'package-lock.json',
  'next.config.ts',
  'tsconfig.json',
  'bin/prepare.mjs',
];
/** Inside the sources, but made by us. */
const MADE = ['src/database/generated', 'public/assets'];

/** Read by src/platform/pdf.ts. */
const PRINT_STYLE = 'dist/print.css';

const PROGRAM_ENVIRONMENT = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
const UNCHANGED = 'unchanged';
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** A fault whose message is a whole sentence for the person at the keyboard: what is wrong and what to do. `output` is a tool's own words. */
export class PlainFault extends Error {
  constructor(sentence, output = '') {
    super(sentence);
    this.output = output;
  }
}

/** Installs what the lock file says. Compares with npm's own note of what it installed, so an `npm install` by hand counts. */
export async function installPackages() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new PlainFault(`Node ${process.versions.node} is too old: install Node 20 or later and start again.`);
  }
  if (isInstalled()) return UNCHANGED;
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  // --ignore-scripts: no package of the tree may run code of its own here; what two of them would do is done by us instead.
  await runTool(
    [...npm, 'ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
    'The packages could not be installed',
  );
}

/** Generates the typed database client from prisma/schema. */
export async function generateDatabaseClient() {
  const generated = path.join(PROJECT, 'src/database/generated');
  const stamp = path.join(generated, '.made-from');
  const sources = hashOf(['prisma/schema', 'prisma.config.ts', 'package-lock.json']);
  if (isMadeFrom(stamp, sources)) return UNCHANGED;
  await runTool([supportedNode(), 'node_modules/prisma/build/index.js', 'generate'], 'The database client could not be generated', {
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  });
  await writeFile(stamp, sources);
}

/** Bundles what runs outside Next (server, commands) into dist/. */
export async function buildCommands() {
  const stamp = path.join(PROJECT, 'dist/.made-from');
  const sources = hashOf(SOURCES);
  if (isMadeFrom(stamp, sources)) return UNCHANGED;
  const { build, stop } = await import('esbuild');
  await rm(path.join(PROJECT, 'dist'), { recursive: true, force: true });
  try {
    await build({
      absWorkingDir: PROJECT,
      entryPoints: { serve: 'src/cli/serve.ts', command: 'src/cli/index.ts' },
      outdir: 'dist',
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: `node${SUPPORTED_NODE}`,
      packages: 'external',
      sourcemap: 'linked',
      logLevel: 'silent',
    });
  } catch (error) {
    throw new PlainFault('The commands could not be built: the message above says why.', error.message);
  } finally {
    await stop();
  }
  await writeFile(path.join(PROJECT, PRINT_STYLE), await printStyle());
  await writeFile(stamp, sources);
}

/** The pages' style sheet in one piece, its typeface within: papers are printed by a browser that fetches nothing. */
async function printStyle() {
  const { compile } = await import('sass');
  const folder = path.join(PROJECT, 'src/ui/styles');
  const { css } = compile(path.join(folder, 'app.scss'), { style: 'compressed', loadPaths: [path.join(PROJECT, 'node_modules')] });
  return css.replaceAll(/url\("?([^"()]+\.woff2)"?\)/g, (_whole, file) => {
    const typeface = readFileSync(path.resolve(folder, file)).toString('base64');
    return `url("data:font/woff2;base64,${typeface}")`;
  });
}

/** Builds the pages with Next. Nothing of it may read a database: the same build serves every council and every database. */
export async function buildPages() {
  const stamp = path.join(PROJECT, '.next/.made-from');
  const sources = hashOf(SOURCES);
  if (isMadeFrom(stamp, sources)) return UNCHANGED;
  await rm(stamp, { force: true });
  await runTool([supportedNode(), 'node_modules/next/dist/bin/next', 'build'], 'The pages could not be built', {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: '',
  });
  await writeFile(stamp, sources);
}

/** The Node to run everything but these scripts: the pinned one where npm brought it, else this machine's if it is recent enough. */
export function supportedNode() {
  if (existsSync(PINNED_NODE)) return PINNED_NODE;
  if (Number(process.versions.node.split('.')[0]) >= SUPPORTED_NODE) return process.execPath;
  throw new PlainFault(
    `No Node is pinned for ${process.platform} on ${process.arch}: install Node ${SUPPORTED_NODE} or later and start again (this is ${process.versions.node}).`,
  );
}

/** Says so when this machine's own Node runs the product, because none is pinned for it. */
export function aboutNode() {
  return existsSync(PINNED_NODE)
    ? undefined
    : `Running on this machine's own Node ${process.versions.node}: none is pinned for ${process.platform} on ${process.arch}.`;
}

/** Asks the bundled server whether it could start here. Its answer, if not, is a sentence for the person at the keyboard. */
export async function checkSettings() {
  await buildCommands();
  const { code, output } = await captured(programCommand('dist/serve.js', ['--check']), PROGRAM_ENVIRONMENT);
  if (code !== 0) throw new PlainFault(output.trim());
}

/**
 * Starts one of the bundled programs in dist/ under the supported Node, with the settings of an `.env` file if there is one, and
 * answers with its exit code. Stop signals are passed on; the program ends by itself when this process is gone, however it went.
 */
export async function runProgram(file, programArguments) {
  const [command, ...rest] = programCommand(file, programArguments);
  const program = spawn(command, rest, {
    cwd: PROJECT,
    env: { ...process.env, ...PROGRAM_ENVIRONMENT },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  return ending(program);
}

/** Writes a fault as one sentence, after the words of the tool that failed, and sets the exit code. */
export function reportFault(error) {
  const fault = error instanceof PlainFault ? error : undefined;
  if (fault?.output) process.stderr.write(`${fault.output.trimEnd()}\n`);
  process.stderr.write(`${fault ? fault.message : sentenceOf(error)}\n`);
  process.exitCode = 1;
}

function isInstalled() {
  const wanted = packagesIn('package-lock.json');
  const installed = packagesIn('node_modules/.package-lock.json');
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([folder, entry]) => {
    if (folder === '') return true;
    const found = installed[folder];
    // An optional package that is not there belongs to another kind of machine.
    return found
      ? found.version === entry.version && found.integrity === entry.integrity
      : entry.optional === true || entry.devOptional === true;
  });
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(path.join(PROJECT, lockFile), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function isMadeFrom(stamp, sources) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;
}

function hashOf(entries) {
  const hash = createHash('sha256');
  for (const file of entries.flatMap(filesUnder)) {
    const content = readFileSync(path.join(PROJECT, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Every file of an entry, in an order that is the same on every machine. What is not there counts as empty. */
function filesUnder(entry) {
  const place = path.join(PROJECT, entry);
  if (MADE.includes(entry) || !existsSync(place)) return [];
  let names;
  try {
    names = readdirSync(place);
  } catch (error) {
    if (error.code === 'ENOTDIR') return [entry];
    throw error;
  }
  return names.toSorted().flatMap((name) => filesUnder(`${entry}/${name}`));
}

function programCommand(file, programArguments) {
  const settings = existsSync(path.join(PROJECT, '.env')) ? ['--env-file=.env'] : [];
  return [supportedNode(), '--enable-source-maps', ...settings, file, ...programArguments];
}

async function runTool(command, whatFailed, environment = {}) {
  const { code, output } = await captured(command, environment);
  if (code === 0) return;
  if (isDiskFull(output)) throw new PlainFault(`${whatFailed}: the disk that holds ${PROJECT} is full. Free some space and start again.`);
  throw new PlainFault(`${whatFailed}: the message above says why.`, output);
}

async function captured([command, ...rest], environment) {
  const child = spawn(command, rest, { cwd: PROJECT, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const code = await ending(child);
  if (STOP_SIGNALS.some((signal) => code === 128 + SIGNAL_NUMBERS[signal])) throw new PlainFault('Stopped before the start was complete.');
  return { code, output };
}

/** The exit code of a child, stop signals passed on to it. A child ended by a signal answers as a shell would: 128 and the signal. */
function ending(child) {
  const passOn = (signal) => child.kill(signal);
  for (const signal of STOP_SIGNALS) process.on(signal, passOn);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + (SIGNAL_NUMBERS[signal] ?? 0)));
  }).finally(() => {
    for (const signal of STOP_SIGNALS) process.off(signal, passOn);
  });
}

function sentenceOf(error) {
  if (isDiskFull(`${error.code} ${error.message}`)) return `The disk that holds ${PROJECT} is full. Free some space and start again.`;
  if (error.code === 'EACCES' || error.code === 'EPERM') {
    return `${error.path ?? PROJECT} may not be read or written by this user. Change its owner, or start as the user who owns it.`;
  }
  return error.message;
}

function isDiskFull(text) {
  return /ENOSPC|no space left on device/i.test(text);
}
