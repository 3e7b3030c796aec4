import { AsyncLocalStorage } from 'node:async_hooks';

import { pino, type Logger } from 'pino';

import { readEnvironment } from './environment';

/**
 * What is known about the request being served, for every line logged while it is. Kept on the global object because this module exists
 * twice in one process: in the bundled server, which opens the context, and in Next's bundle, which logs inside it.
 */
const CONTEXT = Symbol.for('childrens-services-ratings.request-context');
const shared: typeof globalThis & { [CONTEXT]?: AsyncLocalStorage<RequestContext> } = globalThis;
export const requestContext = (shared[CONTEXT] ??= new AsyncLocalStorage<RequestContext>());

let logger: Logger | undefined;

/** The log of this process: JSON lines on standard output, each with the id of the request it belongs to. */
export function log(): Logger {
  logger ??= pino({
    level: readEnvironment().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => ({ ...requestContext.getStore() }),
    serializers: { err: faultForLog },
  });
  return logger;
}

/**
 * A fault as the log keeps it. What a library hangs on its errors besides is left out: a mail server's has the letter's recipients. In what is kept, mail addresses
 * are blotted out, and so are the values by which PostgreSQL and mail servers name somebody.
 */
export function faultForLog(fault: unknown): LoggedFault {
  if (!(fault instanceof Error)) return { type: typeof fault, message: withoutPeople(String(fault)), stack: '' };
  const code = 'code' in fault ? fault.code : undefined;
  return {
    type: fault.name,
    message: withoutPeople(fault.message),
    stack: withoutPeople(fault.stack ?? ''),
    ...(typeof code === 'string' ? { code } : {}),
    ...(fault.cause === undefined ? {} : { cause: faultForLog(fault.cause) }),
  };
}

/** Sends what libraries print to the log, so that every line of it has one form. Chatter shows at `debug`. */
export function logConsole(): void {
  console.log = (...parts: unknown[]) => log().debug(...asEntry(parts));
  console.error = (...parts: unknown[]) => log().error(...asEntry(parts));
  console.warn = (...parts: unknown[]) => log().warn(...asEntry(parts));
}

/** What something printed says in the log: its fault, and its words. */
export function asEntry(parts: readonly unknown[]): [{ err?: Error }, string] {
  const err = parts.find((part) => part instanceof Error);
  const words = withoutPeople(
    parts
      .filter((part) => part !== err)
      .map(String)
      .join(' ')
      .trim(),
  );
  return err ? [{ err }, words || withoutPeople(err.message)] : [{}, words];
}

/** PostgreSQL says of a value that is there already or is missing: `Key (email)=(somebody@example.gov.uk)`. */
function withoutPeople(text: string): string {
  return text.replaceAll(/=\([^)\n]*\)/g, '=(…)').replaceAll(/[\w.+'’-]+@[\w-]+(\.[\w-]+)+/g, '…@…');
}

interface LoggedFault {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: string;
  readonly cause?: LoggedFault;
}

interface RequestContext {
  readonly requestId: string;
}
