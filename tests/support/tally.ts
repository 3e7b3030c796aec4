import { writeFileSync } from 'node:fs';

import { z } from 'zod';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * Writes down what `npm test` adds up: how many tests passed and failed, and which were skipped, with the reason they gave.
 * A file that cannot be loaded, and an error outside of any test, count as one failed test each. TALLY names the file to write.
 */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tally = { passed: 0, failed: unhandledErrors.length, skipped: [] as string[] };
    for (const file of modules) {
      if (file.errors().length > 0) tally.failed += 1;
      for (const test of file.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') tally.passed += 1;
        else if (result.state === 'skipped') tally.skipped.push(skipped(test, result.note));
        else tally.failed += 1;
      }
    }
    writeFileSync(z.string().parse(process.env.TALLY), JSON.stringify(tally));
  }
}

/** The reason stands in what the test says as it skips itself, else in the name of what it belongs to. */
function skipped(test: TestCase, note: string | undefined): string {
  if (note !== undefined) return `${test.name}: ${note}`;
  return test.parent.type === 'suite' ? test.parent.fullName : test.fullName;
}
