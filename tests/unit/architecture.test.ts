import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const PROJECT = path.resolve(import.meta.dirname, '../..');

const LAYERS = ['app', 'cli', 'operations', 'documents', 'database', 'ui', 'platform', 'domain'];

/** The direction as the README draws it, written out once more: the rules are checked against this, not against themselves. */
const ALLOWED = [
  'app -> operations',
  'app -> ui',
  'app -> domain',
  'cli -> operations',
  'cli -> platform',
  'cli -> domain',
  'operations -> domain',
  'operations -> database',
  'operations -> documents',
  'operations -> platform',
  'documents -> ui',
  'documents -> domain',
  'database -> domain',
  'database -> platform',
  'ui -> domain',
  'platform -> domain',
];

const DOMAIN_MODULES = [
  'shared',
  'frameworks',
  'authorities',
  'settings',
  'inspections',
  'findings',
  'indicators',
  'improvement',
  'scrutiny',
  'history',
  'access',
  'exchange',
];

const ALLOWED_IN_DOMAIN: Record<string, string[]> = {
  shared: [],
  frameworks: ['shared'],
  authorities: ['shared'],
  settings: ['shared', 'indicators'],
  inspections: ['shared', 'frameworks', 'authorities'],
  findings: ['shared', 'frameworks', 'authorities', 'inspections'],
  indicators: ['shared', 'frameworks', 'authorities'],
  improvement: ['shared', 'frameworks', 'authorities', 'inspections', 'findings', 'indicators'],
  scrutiny: ['shared', 'frameworks', 'authorities', 'inspections', 'findings', 'indicators', 'improvement'],
  history: ['shared'],
  access: ['shared'],
  exchange: DOMAIN_MODULES.filter((name) => name !== 'exchange'),
};

/** Files that break one rule each, and the words in which it is told. */
const BREACHES: Breach[] = [
  ...LAYERS.flatMap((from) =>
    LAYERS.filter((to) => to !== from && to !== 'app' && !ALLOWED.includes(`${from} -> ${to}`)).map((to) =>
      breach(`${folderOf(from)}/to-${to}.ts`, `import '@/${to}/something';`, `${from} imports`),
    ),
  ),
  breach('src/operations/climbs.ts', "import '../database/rows';", 'Across layers, import by alias'),
  breach('src/ui/charts/climbs.ts', "import '../../domain/frameworks';", 'Across layers, import by alias'),
  breach('src/ui/charts/timeline/climbs.ts', "import '../../../domain/frameworks';", 'Across layers, import by alias'),
  breach('app/[authority]/climbs.ts', "import '../../src/ui/table';", 'Import from src by its alias'),
  breach('src/operations/itself.ts', "import '@/operations/access';", 'Inside one layer'),
  breach('src/operations/opens.ts', "import '@/domain/inspections/events';", 'entered by its index'),
  breach('src/domain/access.ts', "import './shared/calendar';", 'entered by its index'),
  breach('src/domain/inspections/opens.ts', "import '../shared/calendar';", 'entered by its index'),
  breach('src/operations/national/opens.ts', "import '../inspections/view';", 'entered by its index'),
  breach('src/operations/prisma.ts', "import '@prisma/client';", 'Only src/database speaks'),
  breach('src/operations/driver.ts', "import 'pg';", 'Only src/database speaks'),
  breach('src/platform/client.ts', "import '@/database/generated/client';", 'Only src/database speaks'),
  breach('src/operations/draws.tsx', "import 'react';", 'know how pages are made'),
  breach('src/database/next.ts', "import 'next/cache';", 'know how pages are made'),
  breach('src/ui/charts/reads.ts', "import 'node:fs';", 'reads no file'),
  breach('src/domain/shared/reads.ts', "import 'node:fs';", 'zod and temporal-polyfill'),
  breach('src/domain/shared/draws.ts', "import 'react';", 'zod and temporal-polyfill'),
  breach('src/platform/tests.ts', "import '../../tests/support/database';", 'stays in the tests'),
  breach('src/domain/newcomer.ts', "import './shared';", 'has no place yet'),
  ...DOMAIN_MODULES.flatMap((from) =>
    DOMAIN_MODULES.filter((to) => to !== from && !(ALLOWED_IN_DOMAIN[from] ?? []).includes(to)).flatMap((to) => [
      breach(`src/domain/${from}/to-${to}.ts`, `import '../${to}';`, `domain/${from} imports`),
    ]),
  ),
  breach('src/domain/history.ts', "import './inspections';", 'domain/history imports'),
  breach('src/domain/inspections/words/climbs.ts', "import '../../history';", 'domain/inspections imports'),
  // However it is imported.
  breach('src/ui/re-exports.ts', "export * from '@/operations/access';", 'ui imports'),
  breach('src/ui/types.ts', "import type { Actor } from '@/operations/access';\nexport type { Actor };", 'ui imports'),
  breach('src/ui/later.ts', "export const later = async () => import('@/operations/access');", 'ui imports'),
  breach('src/ui/requires.ts', "export const required: unknown = require('@/operations/access');", 'no-commonjs'),
  breach('src/operations/circle.ts', "export { other } from './circle-of-two';", 'no-cycle'),
  breach('src/operations/circle-of-two.ts', "import { circle } from './circle';\nexport const other = circle;", 'no-cycle'),
  // The clock, the dice, the environment.
  breach('src/domain/shared/day.ts', 'export const now = new Date();', 'Temporal.PlainDate'),
  breach('src/ui/day.ts', 'export const now = new Date();', 'Temporal.PlainDate'),
  breach(
    'src/domain/shared/today.ts',
    "import { Temporal } from 'temporal-polyfill';\nexport const now = Temporal.Now.plainDateISO();",
    'comes in',
  ),
  breach('src/operations/dice.ts', 'export const dice = Math.random();', 'come in as arguments'),
  breach('src/domain/shared/id.ts', 'export const id = crypto.randomUUID();', 'come in as arguments'),
  breach('src/operations/settings.ts', 'export const port = process.env.PORT;', 'no-process-env'),
  breach('src/operations/prints.ts', "console.log('here');", 'no-console'),
  // Types and promises.
  breach('src/operations/any.ts', 'export const anything: any = 1;', 'no-explicit-any'),
  breach('src/operations/cast.ts', 'export const cast = (value: string | null) => value as string;', 'no-unsafe-type-assertion'),
  breach('src/operations/bang.ts', 'export const bang = (value: string | null) => value!.length;', 'no-non-null-assertion'),
  breach('src/operations/silenced.ts', '// @ts-expect-error\nexport const one: string = 1;', 'ban-ts-comment'),
  breach('src/operations/floating.ts', 'export function go(): void {\n  Promise.resolve(1);\n}', 'no-floating-promises'),
  breach('src/operations/misused.ts', 'export const odd = (p: Promise<boolean>) => (p ? 1 : 2);', 'no-misused-promises'),
  breach('src/operations/todo.ts', '// TODO: later\nexport const later = 1;', 'no-warning-comments'),
  breach('src/ui/picture.tsx', 'export const Picture = () => <img src="/a.png" />;', 'alt-text'),
  // Tests that do not test.
  breach(
    'tests/unit/skipped.test.ts',
    "import { expect, test } from 'vitest';\ntest.skip('a', () => {\n  expect(1).toBe(1);\n});",
    'no-disabled-tests',
  ),
  breach(
    'tests/unit/only.test.ts',
    "import { expect, test } from 'vitest';\ntest.only('a', () => {\n  expect(1).toBe(1);\n});",
    'no-focused-tests',
  ),
  breach(
    'tests/unit/mocked.test.ts',
    "import { expect, test, vi } from 'vitest';\nvi.mock('x');\ntest('a', () => {\n  expect(1).toBe(1);\n});",
    'real thing runs',
  ),
  breach('tests/unit/empty.test.ts', "import { test } from 'vitest';\ntest('a', () => {});", 'expect-expect'),
];

/** Files that break nothing: a rule that forbade these would forbid the architecture itself. */
const SOUND: Source[] = [
  ...ALLOWED.map((direction): Source => {
    const [from = '', to = ''] = direction.split(' -> ');
    return { file: `${folderOf(from)}/may-${to}.ts`, content: `export * from '@/${to}/something';\n` };
  }),
  { file: 'src/operations/neighbour.ts', content: "export * from './access';\n" },
  { file: 'src/database/stores.ts', content: "export * from '@prisma/adapter-pg';\nexport * from './generated/client';\n" },
  { file: 'src/platform/postgres/bundled.ts', content: "export * from 'pg';\n" },
  { file: 'src/platform/server/watches.ts', content: "export * from '../postgres';\n" },
  { file: 'src/ui/charts/timeline/draws.tsx', content: "export * from '../../govuk/text';\n" },
  { file: 'src/ui/charts/chart.tsx', content: "export * from '../govuk/text';\nexport * from 'd3-scale';\n" },
  { file: 'src/domain/frameworks.ts', content: "export * from './shared';\nexport * from 'zod';\nexport * from 'temporal-polyfill';\n" },
  { file: 'src/domain/inspections/judgement.ts', content: "export * from './events';\nexport * from '../frameworks';\n" },
  {
    file: 'src/platform/clock.ts',
    content: "import { Temporal } from 'temporal-polyfill';\nexport const now = () => Temporal.Now.plainDateISO();\n",
  },
  { file: 'src/cli/command.ts', content: "console.log('done');\n" },
];

let findings: Finding[] = [];
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'architecture-'));
  await cp(path.join(PROJECT, 'oxlint.config.ts'), path.join(folder, 'oxlint.config.ts'));
  await cp(path.join(PROJECT, 'tsconfig.json'), path.join(folder, 'tsconfig.json'));
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
  await symlink(path.join(PROJECT, 'node_modules'), path.join(folder, 'node_modules'));
  for (const { file, content } of [...BREACHES, ...SOUND]) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), content);
  }
  findings = await lint(folder);
}, 60_000);

afterAll(async () => rm(folder, { recursive: true, force: true }));

describe('the linter finds', () => {
  test.each(BREACHES)('$words in $file', ({ file, words }) => {
    expect(findingsIn(file).join('\n')).toContain(words);
  });
});

test.each(SOUND)('the linter lets $file be', ({ file }) => {
  expect(findingsIn(file).filter((finding) => /no-restricted|no-cycle|no-console|no-process-env/.test(finding))).toEqual([]);
});

function findingsIn(file: string): string[] {
  return findings.filter(({ filename }) => filename === file).map(({ code, message, help }) => `${code}: ${message} ${help ?? ''}`);
}

async function lint(cwd: string): Promise<Finding[]> {
  const command = [path.join(PROJECT, 'node_modules/oxlint/bin/oxlint'), '--format=json', 'app', 'src', 'tests'];
  const output = await promisify(execFile)(process.execPath, command, { cwd, maxBuffer: 64 * 1024 * 1024 }).then(
    ({ stdout }) => stdout,
    // It ends with 1 when it found something, which here it must.
    (error: unknown) => z.object({ stdout: z.string() }).parse(error).stdout,
  );
  return z.object({ diagnostics: z.array(FINDING) }).parse(JSON.parse(output)).diagnostics;
}

const FINDING = z.object({ filename: z.string(), code: z.string().default(''), message: z.string(), help: z.string().optional() });

function folderOf(layer: string): string {
  return layer === 'app' ? 'app' : layer === 'domain' ? 'src/domain/exchange' : `src/${layer}`;
}

function breach(file: string, content: string, words: string): Breach {
  return { file, content: `${content}\n`, words };
}

interface Source {
  file: string;
  content: string;
}

interface Breach extends Source {
  words: string;
}

type Finding = z.infer<typeof FINDING>;
