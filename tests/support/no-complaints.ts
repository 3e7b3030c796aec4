import { format } from 'node:util';

import { afterEach, expect } from 'vitest';

const complaints: string[] = [];

// React, Next and our own code say on the error stream what a test would otherwise not see: a missing key, a promise
// nobody waited for, an error logged and swallowed.
console.error = (...said: unknown[]) => {
  complaints.push(format(...said));
};

afterEach(() => {
  expect(complaints.splice(0), 'console.error').toEqual([]);
});
