import { PlainFault } from '@/platform/plain-fault';
import { startJobs } from '@/platform/jobs';
import { JOBS } from './jobs';
import { stopSignal } from './stop-signal';

/** `npm run worker`: does the jobs apart from the processes that serve pages, until it is told to stop. */
export async function work(commandArguments: readonly string[], databaseUrl: string): Promise<number> {
  if (commandArguments.length > 0)
    throw new PlainFault('Give nothing: npm run worker. Processes that serve pages leave the jobs to it with JOBS=off.');
  const stop = stopSignal();
  const jobs = await startJobs(databaseUrl, JOBS);
  process.stdout.write('Working\n');
  await stop.requested;
  process.stdout.write('Stopping ... ');
  await jobs.stop();
  stop.release();
  process.stdout.write('done\n');
  return 0;
}
