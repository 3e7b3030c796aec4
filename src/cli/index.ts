// npm run <command> -- ...: `bin/command.mjs` starts this with the command's name and arguments.

import { OPERATOR } from '@/operations/access';
import { leaveDatabase, upgradeDatabase } from '@/operations/installation';
import { loadReferenceSet } from '@/operations/reference';
import { log } from '@/platform/log';
import { PlainFault, sentenceFor } from '@/platform/plain-fault';
import { openDatabase } from '@/platform/postgres';
import { chooseInstallation } from '@/platform/starting';

/** The commands, as package.json's scripts name them. Each is loaded when it is asked for, parses its arguments and calls one operation. */
const COMMANDS: readonly Command[] = [
  {
    name: 'import',
    does: 'reads an official file: ofsted-outcomes FILE, neighbours FILE, or indicators FILE [--map MAP]',
    needsDatabase: true,
    run: async (rest) => (await import('./import')).importFile(rest),
  },
  {
    name: 'history:verify',
    does: 'goes through the history and names the first broken link; --anchor FILE also finds what was cut off',
    needsDatabase: true,
    run: async (rest) => (await import('./history')).verify(rest),
  },
  {
    name: 'history:anchor',
    does: 'prints the newest entry of each chain of the history, to be kept elsewhere',
    needsDatabase: true,
    run: async (rest) => (await import('./history')).anchor(rest),
  },
  {
    name: 'retention',
    does: 'erases people and forgets sign-ins and drafts that have been kept long enough, as the service does once a day',
    needsDatabase: true,
    run: async (rest) => (await import('./retention')).retain(rest),
  },
  {
    name: 'demo:generate',
    does: 'fills a demonstration with plans for trying large sets: --actions N',
    needsDatabase: true,
    run: async (rest) => (await import('./generate-plans')).generate(rest),
  },
  {
    name: 'worker',
    does: 'does the recurring jobs (reminders, retention) until it is stopped, for services with JOBS=off',
    needsDatabase: true,
    runsUntilStopped: true,
    run: async (rest, databaseUrl) => (await import('./worker')).work(rest, databaseUrl),
  },
  {
    name: 'reference:build',
    does: 'writes prisma/reference from a folder of snapshots',
    needsDatabase: false,
    run: async (rest) => (await import('./build-reference')).buildReference(rest),
  },
];

try {
  const [name, ...rest] = process.argv.slice(2);
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) throw new PlainFault(`There is no command ${name ?? 'without a name'}. There are:\n${listOfCommands()}`);
  process.exitCode = command.needsDatabase ? await withDatabase(command, rest) : await command.run(rest, '');
} catch (error) {
  process.stderr.write(`${sentenceFor(error)}\n`);
  if (!(error instanceof PlainFault)) log().debug({ err: error }, 'The command ended');
  process.exitCode = 1;
}

/** With the database that the running service uses, or one started for as long as the command takes. It is brought up to date first. */
async function withDatabase({ run, runsUntilStopped = false }: Command, rest: readonly string[]): Promise<number> {
  const { environment, wanted } = chooseInstallation();
  const database = await openDatabase(environment, {
    serving: false,
    onTrouble: (trouble) => log().error({ err: trouble }, 'The bundled database is in trouble'),
  });
  // What was not committed is undone by the database itself.
  const breakOff = (): void => void database.close().finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, breakOff);
  try {
    await upgradeDatabase(OPERATOR, database.url, wanted);
    await loadReferenceSet(OPERATOR);
    if (runsUntilStopped) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, breakOff);
    return await run(rest, database.url);
  } finally {
    await leaveDatabase(OPERATOR);
    await database.close();
  }
}

function listOfCommands(): string {
  return COMMANDS.map(({ name, does }) => `  npm run ${name} -- ...   ${does}`).join('\n');
}

interface Command {
  readonly name: string;
  readonly does: string;
  readonly needsDatabase: boolean;
  /** It minds stop signals itself. */
  readonly runsUntilStopped?: boolean;
  /** Answers with the exit code. The address is empty where no database is needed. */
  readonly run: (commandArguments: readonly string[], databaseUrl: string) => Promise<number>;
}
