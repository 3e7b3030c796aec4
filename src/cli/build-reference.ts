import { OPERATOR } from '@/operations/access';
import { buildReferenceSet } from '@/operations/reference';
import { PlainFault } from '@/platform/plain-fault';

/** `npm run reference:build -- ../shared/data`: writes `prisma/reference/*.csv` from a folder of snapshots. Answers with the exit code. */
export async function buildReference([snapshotFolder, ...rest]: readonly string[]): Promise<number> {
  if (snapshotFolder === undefined || rest.length > 0) {
    throw new PlainFault('Name the folder of snapshots, and only that: npm run reference:build -- ../shared/data');
  }
  const built = await buildReferenceSet(OPERATOR, snapshotFolder);
  if (!built.ok) throw new PlainFault([...built.problems.map(({ message }) => `${message}.`), 'Nothing was written.'].join('\n'));
  for (const { file, lines } of built.value) process.stdout.write(`Wrote prisma/reference/${file}: ${lines} lines\n`);
  return 0;
}
