import path from 'node:path';

import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const alias = { '@': path.resolve(import.meta.dirname, 'src') };

/** Whatever complains on the error stream while a test runs makes that test fail. */
const setupFiles = ['tests/support/no-complaints.ts'];

/**
 * What is not asked of the older PostgreSQL by `npm test`: what brings its own server, refuses before any is asked, reads whole originals, or goes again over
 * statements that others have tried there. `npm run test:faults` asks it of that, too.
 */
const ONCE_IS_ENOUGH = [
  'tests/integration/{start,start-faults,demonstration-start,server,walk-routes,hostile-files,hostile-forms,indicators-original,imports-original}.test.ts',
  'tests/integration/{demonstration,reference-load,plan-as-at,plan-changes,plan-files,plan-import,plan-pages,reminders}.test.ts',
  'tests/integration/identity/{group-roles,issuers,links,openid,second-factor,sign-in}.test.ts',
];

/** Files that take half a minute and more, short as they are: they start services, or look at many pages. */
const LONG = [
  ...['walk-routes', 'demonstration-start', 'start', 'start-faults', 'server', 'reference-load', 'hostile-files', 'indicators-original'],
  ...['pages-of-councils', 'journeys'],
];

/**
 * The order in which files are handed out. In a fresh clone, where no run has left its times, Vitest begins with the longest texts: what takes long but is soon
 * said would run last, on one core.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- Vitest's own, not that of an array
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.includes(path.basename(moduleId, '.test.ts'));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    // The process that hands out the work has little to do itself.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          // What they try is pure: reading the modules anew for each file takes longer than the tests.
          isolate: false,
          setupFiles,
          testTimeout: 180_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.{ts,tsx}'],
          exclude: process.env.TEST_POSTGRES === '15' && process.env.TEST_WHOLE !== 'yes' ? ONCE_IS_ENOUGH : [],
          isolate: false,
          globalSetup: ['tests/support/template-database.ts'],
          setupFiles: [...setupFiles, 'tests/support/own-database.ts'],
          // A bound against hanging, generous: machines that run the tests may be busy.
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          setupFiles,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          isolate: false,
          globalSetup: ['tests/support/running-product.ts'],
          setupFiles: [...setupFiles, 'tests/support/silent-pages.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
