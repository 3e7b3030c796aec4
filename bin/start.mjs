// npm start: from a fresh clone to a running service. Ctrl-C stops it. With `-- --empty` it is a real, empty installation and no demonstration.

import {
  aboutNode,
  buildPages,
  checkSettings,
  generateDatabaseClient,
  installPackages,
  PlainFault,
  reportFault,
  runProgram,
} from './prepare.mjs';
import { startStep } from './steps.mjs';

try {
  readArguments(process.argv.slice(2));
  await startStep('Installing packages', installPackages);
  const note = aboutNode();
  if (note) console.log(note);
  await startStep('Generating the database client', generateDatabaseClient);
  // Before the long build, and before that touches the files of a service that may be running from this folder.
  await startStep('Checking settings', checkSettings);
  await startStep('Building pages', buildPages);
  stopWhenNpmIsGone();
  process.exitCode = await runProgram('dist/serve.js', []);
} catch (error) {
  reportFault(error);
}

/** A word mistyped must not show a demonstration to somebody who asked for an installation. */
function readArguments(given) {
  const unknown = given.find((argument) => argument !== '--empty');
  if (unknown !== undefined) throw new PlainFault(`npm start knows no "${unknown}". It knows: npm start -- --empty`);
  if (given.includes('--empty')) process.env.DEMONSTRATION = 'off';
}

/**
 * npm passes stop signals on, unless it is killed outright. Nobody would know the service by name then, so it stops by itself. (The `exec` in
 * package.json takes away the shell between npm and this script, which would keep both from us.)
 */
function stopWhenNpmIsGone() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = process.ppid;
  setInterval(() => {
    if (process.ppid !== npm) process.kill(process.pid, 'SIGTERM');
  }, 1000).unref();
}
