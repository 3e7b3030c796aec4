// npm run <command> -- ...: brings what the command needs up to date, quietly, and runs it.

import { buildCommands, generateDatabaseClient, installPackages, reportFault, runProgram } from './prepare.mjs';

try {
  await installPackages();
  await generateDatabaseClient();
  await buildCommands();
  process.exitCode = await runProgram('dist/command.js', process.argv.slice(2));
} catch (error) {
  reportFault(error);
}
