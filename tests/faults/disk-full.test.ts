import { execFile } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { startService } from '../support/service';

const run = promisify(execFile);

const FULL = /^The disk that holds the data folder( \S+)? is full\. Free some space and start again; nothing that was saved is lost\.\n$/;

let disk: string;
let isMounted = false;

beforeEach(async () => {
  disk = await mkdtemp(path.join(tmpdir(), 'disk-'));
});

afterEach(async () => {
  if (isMounted) await run('umount', ['--lazy', disk]);
  isMounted = false;
  await rm(disk, { recursive: true, force: true });
});

test(
  'a first start on a disk too small says so, wherever it fills up, and leaves nothing running',
  { timeout: 300_000 },
  async ({ skip }) => {
    for (let megabytes = 8; megabytes <= 44; megabytes += 4) {
      if (!(await mount(megabytes))) skip('a disk of a given size can be mounted by root alone, outside of most containers');
      const service = await startService({ DATA_DIR: path.join(disk, 'data') });
      const isServing = service.address !== '';
      expect(await service.end()).toBe(isServing ? 0 : 1);
      expect(service.complained()).toMatch(isServing ? /^$/ : FULL);
      expect((await run('pgrep', ['-f', disk]).catch(() => ({ stdout: '' }))).stdout).toBe('');
      await run('umount', [disk]);
      isMounted = false;
    }
  },
);

test('a start on a disk that has filled up says so, and goes on once there is space again', { timeout: 120_000 }, async ({ skip }) => {
  if (!(await mount(100))) skip('a disk of a given size can be mounted by root alone, outside of most containers');
  const settings = { DATA_DIR: path.join(disk, 'data') };
  const first = await startService(settings);
  expect(await first.end()).toBe(0);

  const filler = path.join(disk, 'filler');
  await writeFile(filler, Buffer.alloc(100 * 1024 * 1024)).catch(() => undefined);
  const second = await startService(settings);
  expect(second.complained()).toMatch(FULL);
  expect(second.exitCode()).toBe(1);

  await truncate(filler);
  const third = await startService(settings);
  expect((await fetch(`${third.address}/barnsley`)).status).toBe(200);
  expect(await third.end()).toBe(0);
});

async function mount(megabytes: number): Promise<boolean> {
  isMounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk]).then(
    () => true,
    () => false,
  );
  return isMounted;
}
