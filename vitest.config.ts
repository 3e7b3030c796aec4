import path from 'node:path';

import { defineConfig } from 'vitest/config';

const alias = { '@': path.resolve(import.meta.dirname, 'src') };

/** Whatever complains on the error stream while a test runs makes that test fail. */
const setupFiles = ['tests/support/no-complaints.ts'];

/** These bring their own server, refuse files before any is asked, or read whole originals: once is enough. */
const OF_NO_VERSION = [
  'tests/integration/{start,start-faults,demonstration-start,server,walk-routes,hostile-files,indicators-original,imports-original}.test.ts',
];

/** Long, and of statements that other tests run too: on the older PostgreSQL they run with the faults. */
const LONG = [
  'tests/integration/{demonstration,hostile-forms,plan-as-at,plan-import,reference-load}.test.ts',
  'tests/integration/identity/sign-in.test.ts',
];

export default defineConfig({
  test: {
    // The process that hands out the work has little to do itself.
    maxWorkers: '100%',
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles,
          testTimeout: 180_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.{ts,tsx}'],
          exclude: process.env.TEST_POSTGRES === '15' ? [...OF_NO_VERSION, ...(process.env.TEST_WHOLE === 'yes' ? [] : LONG)] : [],
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
          globalSetup: ['tests/support/running-product.ts'],
          setupFiles,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
