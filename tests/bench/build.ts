import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const PROJECT = path.resolve(import.meta.dirname, '../..');

/** Inside the project, so that the copy finds its packages. */
const COPY = path.join(PROJECT, 'dist/bench');

/** The style sheet names the fonts by a path from its own folder; everything else of node_modules is found further up. */
const FONTS = 'node_modules/@fontsource-variable';

const COPIED = [FONTS, 'app', 'src', 'prisma', 'bin', 'package.json', 'tsconfig.json', 'next.config.ts'];

/** The address of the empty page. It shares the layout with every other page, as Next has it. */
export const EMPTY_PAGE = '/bench-empty-page';

/** Builds the product once more, with an empty page, in a folder of its own. Answers the folder. */
export async function buildWithEmptyPage(): Promise<string> {
  await rm(COPY, { recursive: true, force: true });
  await mkdir(COPY, { recursive: true });
  const programs = (await readdir(path.join(PROJECT, 'dist'))).filter((name) => name !== path.basename(COPY)).map((name) => `dist/${name}`);
  for (const entry of [...COPIED, ...programs]) await cp(path.join(PROJECT, entry), path.join(COPY, entry), { recursive: true });
  await mkdir(path.join(COPY, 'app', EMPTY_PAGE));
  await writeFile(path.join(COPY, 'app', EMPTY_PAGE, 'page.tsx'), 'export default function EmptyPage() {\n  return null;\n}\n');
  const next = path.join(PROJECT, 'node_modules/next/dist/bin/next');
  await promisify(execFile)(process.execPath, [next, 'build'], {
    cwd: COPY,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  return COPY;
}
