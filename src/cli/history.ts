import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { faultInWords, wholeInWords } from '@/domain/history';
import { OPERATOR } from '@/operations/access';
import { anchorHistory, verifyHistory } from '@/operations/history';
import { PlainFault } from '@/platform/plain-fault';

const USAGE = 'Give nothing, or the file of an anchor: npm run history:verify -- --anchor FILE';

/**
 * `npm run history:verify [-- --anchor FILE]`: a line for each chain, whole or with its first broken link. Answers with the exit code: 1 when anything is broken.
 */
export async function verify(commandArguments: readonly string[]): Promise<number> {
  const file = anchorFile(commandArguments);
  const chains = await verifyHistory(OPERATOR, file === undefined ? null : await textOf(file));
  const broken = chains.flatMap(({ fault }) => fault ?? []);
  for (const { chain, length, fault } of chains) {
    process.stdout.write(`${fault === null ? wholeInWords(chain, length) : `BROKEN: ${faultInWords(fault)}`}\n`);
  }
  process.stdout.write(broken.length === 0 ? 'The history is whole.\n' : 'The history was changed by other means than this service.\n');
  return broken.length === 0 ? 0 : 1;
}

/** `npm run --silent history:anchor > FILE`: the heads of all chains. A file kept where the database's masters cannot reach it proves later what was there. */
export async function anchor(commandArguments: readonly string[]): Promise<number> {
  if (commandArguments.length > 0) throw new PlainFault('The anchor is printed: npm run --silent history:anchor > FILE');
  process.stdout.write(await anchorHistory(OPERATOR));
  return 0;
}

function anchorFile(commandArguments: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...commandArguments], options: { anchor: { type: 'string' } } }).values.anchor;
  } catch {
    throw new PlainFault(USAGE);
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new PlainFault(`The file ${file} cannot be read.`);
  }
}
