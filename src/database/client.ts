import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, type Prisma } from './generated/client';

/** How long a request waits for a connection before it learns that the database is away. */
const CONNECTION_TIMEOUT_MS = 5_000;

let client: PrismaClient | undefined;

/** The database of this process, at `DATABASE_URL`; nothing is connected before the first query. Throws when the address is not set. */
export function database(): PrismaClient {
  client ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: address(), connectionTimeoutMillis: CONNECTION_TIMEOUT_MS }),
  });
  return client;
}

/** Ends every connection, so that a command or a test can finish. A later `database()` connects afresh. */
export async function closeDatabase(): Promise<void> {
  const closing = client;
  client = undefined;
  await closing?.$disconnect();
}

/** What can be asked of inside a transaction and outside of one alike. */
export type Queries = Prisma.TransactionClient;

function address(): string {
  const { DATABASE_URL } = process.env;
  if (!DATABASE_URL) throw new Error('DATABASE_URL is not set: start the product with npm start, which sets it for the bundled database');
  return DATABASE_URL;
}
