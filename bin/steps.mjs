// Names each step of a start while it runs: "[4/8] Building pages ... done in 21 s".
// Shared by the scripts in this folder, which run before anything is installed, and by the bundled server.

/** What `npm start` does, in order. `bin/start.mjs` does the first four, the server process the rest. */
export const START_STEPS = [
  'Installing packages',
  'Generating the database client',
  'Checking settings',
  'Building pages',
  'Starting the database',
  'Applying migrations',
  'Loading reference data',
  'Serving',
];

/**
 * Runs `work` as a step of a start, named by one of START_STEPS, says how it went, and gives its answer back. An answer in words is said
 * instead of "done".
 */
export async function startStep(name, work) {
  const title = `[${START_STEPS.indexOf(name) + 1}/${START_STEPS.length}] ${name} ... `;
  const started = Date.now();
  process.stdout.write(title);
  // On a terminal the seconds count; in a log file the line is written once.
  const ticking = process.stdout.isTTY ? setInterval(() => process.stdout.write(`\r${title}${secondsSince(started)} s`), 1000) : undefined;
  try {
    const answer = await work();
    process.stdout.write(`${ticking ? `\r${title}` : ''}${typeof answer === 'string' ? answer : `done in ${secondsSince(started)} s`}\n`);
    return answer;
  } catch (error) {
    process.stdout.write(`${ticking ? `\r${title}` : ''}failed\n`);
    throw error;
  } finally {
    clearInterval(ticking);
  }
}

function secondsSince(started) {
  const seconds = (Date.now() - started) / 1000;
  return seconds < 10 ? seconds.toFixed(1) : String(Math.round(seconds));
}
