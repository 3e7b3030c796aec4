import path from 'node:path';

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take half a minute and more, short as they are: they start services, or look at many pages. */
const LONG = [
  ...['walk-routes', 'demonstration-start', 'start', 'start-faults', 'server', 'reference-load', 'hostile-files', 'indicators-original'],
  ...['pages-of-councils', 'journeys'],
];

/**
 * The order in which files are handed out. In a fresh clone, where no run has left its times, Vitest begins with the longest texts: what takes long but is soon
 * said would run last, on one core.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- Vitest's own, not that of an array
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.includes(path.basename(moduleId, '.test.ts'));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
