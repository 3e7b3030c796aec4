// The service: database, migrations, reference data, pages. `bin/start.mjs` starts it; with --check it only says whether it could start.

import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import { OPERATOR } from '@/operations/access';
import { bannerOfBuiltPages } from '@/operations/built-pages';
import { prepareDemonstration } from '@/operations/demonstration';
import { checkIssuers, makeFirstAdministratorLink } from '@/operations/identity';
import { leaveDatabase, upgradeDatabase } from '@/operations/installation';
import { loadReferenceSet, type ReferenceLoad } from '@/operations/reference';
import { thisMoment } from '@/platform/clock';
import { startJobs } from '@/platform/jobs';
import { openDatabase, refuseIfUnusable } from '@/platform/postgres';
import type { Environment } from '@/platform/environment';
import { listIssuers } from '@/platform/issuers';
import { log, logConsole } from '@/platform/log';
import { PlainFault, sentenceFor } from '@/platform/plain-fault';
import { refuseIfPortTaken, startServer } from '@/platform/server';
import { chooseInstallation, type ChosenInstallation } from '@/platform/starting';

import { startStep } from '../../bin/steps.mjs';
import { JOBS } from './jobs';
import { stopSignal } from './stop-signal';

/** Said at each start of one, so that nobody takes it for the council's own. */
const DEMONSTRATION =
  'This is a demonstration: its people, settings and plans are made up. For an empty installation of your own: npm start -- --empty';

try {
  const installation = chooseInstallation();
  // A file that cannot be used stops the start before anything is done.
  listIssuers(installation.environment);
  if (process.argv.includes('--check')) await check(installation.environment);
  else await serve(installation);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${sentenceFor(error)}\n`);
  if (!(error instanceof PlainFault)) log().debug({ err: error }, 'The service ended');
  process.exit(1);
}

async function check(environment: Environment): Promise<void> {
  await refuseIfUnusable(environment);
  await refuseIfPortTaken(environment);
}

/** Serves until it is told to stop, and leaves nothing running. A stop during the start lets the step under way finish. */
async function serve({ environment, wanted, isForThisMachineAlone }: ChosenInstallation): Promise<void> {
  const stop = stopSignal();
  logConsole();
  const database = await startStep('Starting the database', () =>
    openDatabase(environment, {
      serving: true,
      onTrouble: (trouble) => log().error({ err: trouble }, 'The bundled database is in trouble'),
    }),
  );
  try {
    stop.breakOff();
    await startStep('Applying migrations', () => upgradeDatabase(OPERATOR, database.url, wanted).then(describeMigrations));
    stop.breakOff();
    await startStep('Loading reference data', () => loadReferenceSet(OPERATOR).then(describeReferenceData));
    await checkIssuers(OPERATOR);
    const isDemonstration = await prepareDemonstration(OPERATOR, thisMoment());
    const banner = await bannerOfBuiltPages(OPERATOR);
    const invitation = await makeFirstAdministratorLink(OPERATOR, thisMoment());
    await leaveDatabase(OPERATOR);
    stop.breakOff();
    const server = await startStep('Serving', async () =>
      startServer({
        environment,
        databaseUrl: database.url,
        version: await productVersion(),
        offersDemonstration: isDemonstration && isForThisMachineAlone,
        banner,
      }),
    );
    if (invitation !== null)
      process.stdout.write(`${firstAdministrator(new URL(invitation, addressFor(environment, server.address)).href)}\n`);
    if (isDemonstration) process.stdout.write(`${DEMONSTRATION}\n`);
    const jobs = environment.JOBS === 'on' ? await startJobs(database.url, JOBS) : null;
    process.stdout.write(`Ready: ${server.address}\n`);
    await stop.requested;
    process.stdout.write('Stopping ... ');
    await jobs?.stop();
    await leaveDatabase(OPERATOR);
    await server.stop();
  } finally {
    await database.close();
  }
  process.stdout.write('done\n');
}

/** Nobody can sign in yet. Only whoever starts the service sees this. */
function firstAdministrator(link: string): string {
  return `Nobody has an account yet. Whoever opens this link becomes the first administrator; it works once, until the next start or for a week:\n${link}`;
}

/** Where people reach the service. A port that was left open is known only now. */
function addressFor({ PUBLIC_URL, PORT }: Environment, served: string): string {
  return PORT === 0 ? served : PUBLIC_URL;
}

function describeMigrations(applied: readonly string[]): string | undefined {
  return applied.length === 0 ? 'none new' : undefined;
}

function describeReferenceData({ added, changed }: ReferenceLoad): string | undefined {
  return added + changed === 0 ? 'unchanged' : undefined;
}

async function productVersion(): Promise<string> {
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile('package.json', 'utf8'))).version;
}
