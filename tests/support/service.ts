import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PROJECT = path.resolve(import.meta.dirname, '../..');

/** How a service is started: as `npm start` does it, the server process alone, or what does the jobs apart. */
const PROGRAMS = {
  'npm start': ['bin/start.mjs'],
  server: ['--enable-source-maps', 'dist/serve.js'],
  'npm run worker': ['bin/command.mjs', 'worker'],
};

/**
 * Starts the built product as a process of its own, with nothing of this process's settings but `settings`, and waits until it is ready
 * or has ended. Port 0 unless the settings say otherwise. `through` is a command that runs it; after `killAfter`
 * milliseconds it is killed, ready or not.
 */
export async function startService(
  settings: Readonly<Record<string, string>>,
  {
    program = 'server',
    through = [],
    killAfter,
  }: { program?: keyof typeof PROGRAMS; through?: readonly string[]; killAfter?: number } = {},
): Promise<Service> {
  await access(path.join(PROJECT, 'dist/serve.js')).catch(() => {
    throw new Error('The product is not built. "npm test -- integration" builds it and runs these tests.');
  });
  const started = Date.now();
  const { PATH, HOME } = process.env;
  const [command = process.execPath, ...rest] = [...through, process.execPath, ...PROGRAMS[program]];
  const child = spawn(command, rest, {
    cwd: PROJECT,
    env: { PATH, HOME, NODE_ENV: 'production', PORT: '0', ...settings },
    // With the channel, the service ends when this process does, however it ends.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
  const output = collect(child);
  const ended = once(child, 'close');
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  while (!/^(Ready: |Working$)/m.test(output.said) && !isOver()) await sleep(20);
  if (isOver()) await ended;

  return {
    address: /^Ready: (http:\S+)$/m.exec(output.said)?.[1] ?? '',
    pid: child.pid ?? 0,
    milliseconds: Date.now() - started,
    said: () => output.said,
    complained: () => output.complained,
    exitCode: () => child.exitCode,
    async end(signal = 'SIGINT') {
      if (!isOver()) child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

/** Asks until the answer is the one wanted; gives the last answer after `patience` milliseconds. */
export async function until<Answer>(ask: () => Promise<Answer>, wanted: (answer: Answer) => boolean, patience = 15_000): Promise<Answer> {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (wanted(answer) || Date.now() > deadline) return answer;
    await sleep(50);
  }
}

function collect(child: ChildProcess): { said: string; complained: string } {
  const output = { said: '', complained: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.said += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.complained += text));
  return output;
}

export interface Service {
  /** Where it answers, without a slash at the end; empty if it did not become ready, or serves nothing. */
  readonly address: string;
  readonly pid: number;
  /** From its start to its being ready, or its end. */
  readonly milliseconds: number;
  /** What it has written to standard output so far. */
  said(): string;
  /** What it has written to the error stream so far. */
  complained(): string;
  exitCode(): number | null;
  /** Ends it, if it is still there, and answers with its exit code: null where the signal ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}
