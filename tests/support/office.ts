import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** LibreOffice starts slowly the first time. Milliseconds. */
const PATIENCE = 120_000;

/** Whether a program is there, by asking for its version. */
export async function hasProgram(program: string): Promise<boolean> {
  return run(program, [program.startsWith('pdf') ? '-v' : '--version'], { timeout: PATIENCE }).then(
    () => true,
    () => false,
  );
}

/** The text of a Word document as LibreOffice reads it, without what it puts before items of lists. */
export async function textOfWord(document: Buffer): Promise<string> {
  return inFolder(async (folder) => {
    await writeFile(path.join(folder, 'paper.docx'), document);
    // A profile of its own: another LibreOffice of the same user would take the work and drop it.
    const settings = [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'txt:Text (encoded):UTF8'];
    await run('soffice', [...settings, '--outdir', folder, path.join(folder, 'paper.docx')], { timeout: PATIENCE });
    const text = await readFile(path.join(folder, 'paper.txt'), 'utf8');
    return text.replaceAll(/^\s*(?:•|\d+\.)\s/gm, '');
  });
}

/** What a program of poppler says of a PDF. */
export async function aboutPdf(program: 'pdfinfo' | 'pdftotext', pdf: Buffer, ...options: readonly string[]): Promise<string> {
  return inFolder(async (folder) => {
    const file = path.join(folder, 'paper.pdf');
    await writeFile(file, pdf);
    const { stdout } = await run(program, [...options, file, ...(program === 'pdftotext' ? ['-'] : [])], { timeout: PATIENCE });
    return stdout;
  });
}

async function inFolder<Answer>(work: (folder: string) => Promise<Answer>): Promise<Answer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'office-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
