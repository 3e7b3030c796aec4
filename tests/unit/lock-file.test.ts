import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, test } from 'vitest';
import { z } from 'zod';

const LOCK_FILE = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

const { packages } = LOCK_FILE.parse(JSON.parse(await readFile(path.resolve(import.meta.dirname, '../../package-lock.json'), 'utf8')));
const names = new Set(Object.keys(packages).map((place) => place.split('node_modules/').at(-1)));

// npm leaves out what a registry does not hand to this kind of machine, and `npm ci` then refuses the whole file everywhere.
test('the lock file knows the binaries for other kinds of machine, too', () => {
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.filter((name) => !names.has(name))).toEqual([]);
});

test('what is installed on Linux is checked against its hash', () => {
  const unchecked = Object.entries(packages).filter(([place, { integrity }]) => place !== '' && integrity === undefined);
  expect(
    unchecked
      .map(([place]) => place)
      .filter((place) => !/darwin|win32|android|freebsd|openharmony|riscv64|ppc64|s390x|-arm-|musl/.test(place)),
  ).toEqual([]);
});
