// Reads one file as an import would, in a process of its own, and prints what came of it and what it took.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readSpreadsheet, UnreadableFile } from '@/platform/spreadsheets';

/** Linux keeps the count there. */
const STATUS = '/proc/self/status';

const [file = ''] = process.argv.slice(2);
const before = mostMemory();
const begun = performance.now();
const reading = await readSpreadsheet({ name: path.basename(file), path: file }).then(
  ({ sheets }) => ({ refusal: null, rows: sheets.flatMap(({ rows }) => rows).length }),
  (error: unknown) => {
    if (!(error instanceof UnreadableFile)) throw error;
    return { refusal: error.message, rows: 0 };
  },
);
const seconds = (performance.now() - begun) / 1000;
process.stdout.write(JSON.stringify({ ...reading, seconds, grownBy: mostMemory() - before }));

/** The most this process has held so far, in MiB. `resourceUsage` would count what its parent held when it forked. */
function mostMemory(): number {
  if (!existsSync(STATUS)) return process.memoryUsage.rss() / 1024 / 1024;
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(STATUS, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
