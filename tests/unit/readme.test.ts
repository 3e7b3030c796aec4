import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import packageJson from '../../package.json';
import { settingsTable } from '@/platform/environment';

const readme = readFileSync('README.md', 'utf8');

test('the table of settings in the README is the one the program is started with', () => {
  const [, table] = /<!-- settings:[^\n]*\n([\s\S]*?)\n<!-- \/settings -->/.exec(readme) ?? [];
  expect(table).toBe(settingsTable());
});

test('every file and folder that the README names is there', () => {
  const named = [...readme.matchAll(/`((?:app|bin|prisma|src|tests)\/[^`\s]*)`/g)].map(([, path = '']) => path);
  const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(5);
  expect([...named, ...pictures].filter((path) => !existsSync(path))).toEqual([]);
});

test('every command in the README is one of the package', () => {
  const commands = [...readme.matchAll(/npm (start|test)\b|npm run ([a-z][a-z:]*)/g)].map(([, short, run]) => short ?? run ?? '');
  expect(commands.length).toBeGreaterThan(4);
  expect(commands.filter((name) => !(name in packageJson.scripts))).toEqual([]);
});
