// npm run bench: what pages cost; `-- indicators` and the like for a part of it. Prints, judges nothing: the numbers belong to the machine they were taken on.

import path from 'node:path';

import { runnerImport } from 'vite';

import { buildCommands, generateDatabaseClient, PROJECT, reportFault } from './prepare.mjs';

try {
  await generateDatabaseClient();
  await buildCommands();
  const settings = { root: PROJECT, configFile: false, logLevel: 'error', resolve: { alias: { '@': path.join(PROJECT, 'src') } } };
  await runnerImport(path.join(PROJECT, 'tests/bench/run.ts'), settings);
} catch (error) {
  reportFault(error);
}
