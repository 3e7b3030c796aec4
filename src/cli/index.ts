// npm run <command> -- ...: `bin/command.mjs` starts this with the command's name and arguments.

import { OPERATOR } from '@/operations/access';
import { leaveDatabase, upgradeDatabase } from '@/operations/installation';
import { readEnvironment } from '@/platform/environment';
import { log } from '@/platform/log';
import { openDatabase } from '@/platform/postgres';
import { PlainFault, sentenceFor } from '@/platform/plain-fault';

/**
 * The commands. Each parses its arguments and calls one operation; it is loaded when it is asked for. `database` says whether one has to be
 * open and migrated for it: the running service's own, if there is one. A handler answers with the exit code.
 */
const COMMANDS: readonly Command[] = [];

try {
  const [name, ...commandArguments] = process.argv.slice(2);
  const command = COMMANDS.find((one) => one.name === name);
  if (!command)
    throw new PlainFault(`${name === undefined ? 'Name a command' : `There is no command named ${name}`}:\n${listOfCommands()}`);
  process.exitCode = command.database ? await withDatabase(() => command.run(commandArguments)) : await command.run(commandArguments);
} catch (error) {
  process.stderr.write(`${sentenceFor(error)}\n`);
  log().debug({ err: error }, 'The command ended');
  process.exitCode = 1;
}

async function withDatabase(work: () => Promise<number>): Promise<number> {
  const database = await openDatabase(readEnvironment(), {
    serving: false,
    onTrouble: (trouble) => log().error({ err: trouble }, 'The bundled database is in trouble'),
  });
  try {
    await upgradeDatabase(OPERATOR, database.url);
    return await work();
  } finally {
    await leaveDatabase(OPERATOR);
    await database.close();
  }
}

function listOfCommands(): string {
  return COMMANDS.map(({ name, does }) => `  npm run ${name} -- ...   ${does}`).join('\n');
}

interface Command {
  /** As in package.json's scripts. */
  readonly name: string;
  readonly does: string;
  readonly database: boolean;
  run(commandArguments: readonly string[]): Promise<number>;
}
