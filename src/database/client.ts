import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, type Prisma } from './generated/client';

/** How long a request waits for a connection before it learns that the database is away. */
const CONNECTION_TIMEOUT_MS = 5_000;

let client: PrismaClient | undefined;

/** The database of this process, at `DATABASE_URL`; nothing is connected before the first query. Throws when the address is not set. */
export function database(): PrismaClient {
  client ??= new PrismaClient({
    adapter: new OneByOneInTransactions({ connectionString: address(), connectionTimeoutMillis: CONNECTION_TIMEOUT_MS }),
    // Its longer sentences quote what was to be saved, and faults are logged.
    errorFormat: 'minimal',
  });
  return client;
}

/** Ends every connection, so that a command or a test can finish. A later `database()` connects afresh. */
export async function closeDatabase(): Promise<void> {
  const closing = client;
  client = undefined;
  await closing?.$disconnect();
}

export { Prisma } from './generated/client';

/** What can be asked of inside a transaction and outside of one alike. */
export type Queries = Prisma.TransactionClient;

/**
 * Inside a transaction there is one connection, yet Prisma asks for several included relations at once. The driver queues them and says on the error stream
 * that it will not for ever (pg 8.23, with Prisma 7.10): here they wait for their turn.
 */
class OneByOneInTransactions extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => {
      const transaction = await startTransaction(isolationLevel);
      const inTurn = turns();
      const queryRaw = transaction.queryRaw.bind(transaction);
      const executeRaw = transaction.executeRaw.bind(transaction);
      transaction.queryRaw = (query) => inTurn(() => queryRaw(query));
      transaction.executeRaw = (query) => inTurn(() => executeRaw(query));
      return transaction;
    };
    return adapter;
  }
}

function turns(): <Answer>(ask: () => Promise<Answer>) => Promise<Answer> {
  let previous: Promise<unknown> = Promise.resolve();
  return (ask) => {
    const answer = previous.then(ask, ask);
    // Whoever asked learns of the failure; here it only ends a turn.
    previous = answer.catch(() => undefined);
    return answer;
  };
}

function address(): string {
  const { DATABASE_URL } = process.env;
  if (!DATABASE_URL) throw new Error('DATABASE_URL is not set: start the product with npm start, which sets it for the bundled database');
  return DATABASE_URL;
}
