import { createHash } from 'node:crypto';

import { Client } from 'pg';
import { PgBoss } from 'pg-boss';

import { thisMoment } from './clock';
import { log } from './log';
import { PlainFault } from './plain-fault';

/** Where pg-boss keeps its tables: apart from ours, which have migrations. It makes and upgrades them itself. */
const SCHEMA = 'pgboss';
const ZONE = 'Europe/London';

/** A mail server has 15 seconds to answer; then the letter under way is finished or given up. Milliseconds. */
const PATIENCE_FOR_STOPPING = 20_000;
/** While the database is away every look at it fails: one line in so long says so. Milliseconds. */
const BETWEEN_COMPLAINTS = 60_000;

/** What is not done is tried again after about 10, 20, 40 and 60 minutes; then the next day’s run comes. Seconds. */
const QUEUE = {
  retryLimit: 4,
  retryDelay: 600,
  retryBackoff: true,
  retryDelayMax: 3_600,
  expireInSeconds: 3_600,
  // A process that is killed stops saying that it is at it; another takes over within two minutes.
  heartbeatSeconds: 60,
} as const;

/** Nobody waits for a job: the database is asked as seldom as pg-boss lets it be. Seconds. */
const SELDOM = { cronWorkerIntervalSeconds: 30, cronMonitorIntervalSeconds: 30, flowIntervalSeconds: 3_600 } as const;

/** Work that recurs. */
export interface Job {
  readonly name: string;
  /** The full hour at which it is done where the councils are. */
  readonly hour: number | 'every hour';
  readonly days: 'every day' | 'Monday to Friday';
  /** Answers whether all is done. It has to bear being done twice; `signal` says that it should come to an end. */
  readonly work: (signal: AbortSignal) => Promise<boolean>;
}

/**
 * Does the jobs in this process, each at its time, and at once where today’s time has passed and nobody has done it since. Of several processes with one database
 * one does it.
 *
 * @throws PlainFault where the database does not let pg-boss have its tables
 */
export async function startJobs(databaseUrl: string, jobs: readonly Job[]): Promise<RunningJobs> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'jobs',
    max: 2,
    schema: SCHEMA,
    createSchema: !(await hasSchema(databaseUrl)),
    registerInstance: false,
    openTelemetry: { enabled: false },
    ...SELDOM,
  });
  let complainedAt = -Infinity;
  boss.on('error', (error) => {
    if (performance.now() - complainedAt < BETWEEN_COMPLAINTS) return;
    complainedAt = performance.now();
    log().warn({ err: error }, 'The jobs cannot be looked after just now');
  });
  boss.on('warning', ({ message }) => log().warn({ because: message }, 'About the jobs'));
  const stopping = new AbortController();
  try {
    await boss.start();
    for (const job of jobs) await beginJob(boss, job, stopping.signal);
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    if (error instanceof Error && 'code' in error && error.code === INSUFFICIENT_PRIVILEGE) throw new PlainFault(notAllowed(databaseUrl));
    throw error;
  }
  return {
    stop: async () => {
      stopping.abort();
      await boss
        .stop({ timeout: PATIENCE_FOR_STOPPING })
        .catch((error: unknown) => log().warn({ err: error }, 'The jobs were not stopped cleanly'));
    },
  };
}

async function beginJob(boss: PgBoss, { name, hour, days, work }: Job, stopping: AbortSignal): Promise<void> {
  await boss.createQueue(name, { policy: 'exclusive', ...QUEUE });
  // One of an earlier version of this program keeps what it was made with.
  await boss.updateQueue(name, QUEUE);
  const isHourly = hour === 'every hour';
  await boss.schedule(name, `0 ${isHourly ? '*' : hour} * * ${days === 'every day' ? '*' : '1-5'}`, {}, { tz: ZONE });
  const here = thisMoment().toZonedDateTimeISO(ZONE);
  const isDue = (isHourly || here.hour >= hour) && (days === 'every day' || here.dayOfWeek <= 5);
  // The second with the same id is none: of starts and processes one a day, or one an hour, does it.
  if (isDue) await boss.send(name, {}, { id: idOf(`${name} ${here.toPlainDate().toString()}${isHourly ? ` ${here.hour}` : ''}`) });
  await boss.work(name, { pollingIntervalSeconds: 30 }, async ([job]) => {
    if (job === undefined) return;
    if (!(await isDone(name, work, AbortSignal.any([stopping, job.signal])))) throw new Error('Not all is done');
  });
}

/** pg-boss keeps with the job what it throws: who was to be written to stays out of it, and in the log. */
async function isDone(name: string, work: Job['work'], signal: AbortSignal): Promise<boolean> {
  try {
    return await work(signal);
  } catch (error) {
    log().error({ err: error, job: name }, 'A job failed');
    return false;
  }
}

/** Whoever may not make a schema can be given one. */
async function hasSchema(databaseUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'jobs' });
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>('SELECT to_regnamespace($1) IS NOT NULL AS there', [SCHEMA]);
    return rows[0]?.there ?? false;
  } finally {
    await client.end();
  }
}

const INSUFFICIENT_PRIVILEGE = '42501';

function notAllowed(databaseUrl: string): string {
  const { username, pathname } = new URL(databaseUrl);
  return (
    `The database user ${username} may not keep the jobs' tables in the database ${pathname.slice(1)}. ` +
    `Have its owner run: CREATE SCHEMA ${SCHEMA} AUTHORIZATION "${username}"; then start again. Or set JOBS=off, and nobody is reminded and nothing erased.`
  );
}

/** A UUID that follows from a text. */
function idOf(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-');
}

export interface RunningJobs {
  /** Ends work under way, which is taken up again later, and answers when all is closed. */
  readonly stop: () => Promise<void>;
}
