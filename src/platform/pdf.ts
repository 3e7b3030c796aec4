import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, constants, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { readEnvironment } from './environment';
import { log } from './log';

/** Written by the build (bin/prepare.mjs), from the project's folder, in which every program of the product runs. */
const PRINT_STYLE = 'dist/print.css';

/** A briefing takes about two seconds. Milliseconds. */
const PATIENCE = 30_000;
/** A sheet of A4 needs about 150 KB. Bytes. */
const MOST_HTML = 4_000_000;
const MOST_PDF = 20_000_000;
/** Who comes later is asked to come again. */
const MOST_WAITING = 5;
/** What was printed is kept by what it was printed from, the latest used last. */
const MOST_KEPT = 20;

const kept = new Map<string, Uint8Array<ArrayBuffer>>();
let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** The browser that prints; undefined where none is set or there, and no page offers a PDF. */
export async function printingBrowser({ PDF_BROWSER } = readEnvironment()): Promise<string | undefined> {
  return PDF_BROWSER !== undefined && (await isProgram(PDF_BROWSER)) ? PDF_BROWSER : undefined;
}

/** The pages' style sheet with its typeface within, for documents that are printed. */
export async function printStyle(): Promise<string> {
  return readFile(PRINT_STYLE, 'utf8');
}

/**
 * Prints a document to PDF, tagged for those who read with a screen reader, with an outline from its headings. What was printed before from the same document comes from
 * memory.
 *
 * The browser is given a file of one piece and no address: it is started for this one document, with a profile of its own that is removed afterwards, without network (no
 * name resolves, and what would connect goes to a proxy that is not there), and without the product's environment, in which passwords stand. So it reaches neither
 * the product's pages nor a session. Scripts are refused by the document's own policy (`paperHtml`): the browser's setting for it, scriptEnabled=false, also stops its
 * printing, which is made of scripts. One at a time, because each takes some 300 MB.
 *
 * @throws PrintingFault where too many wait, the document is too long, or the browser does not finish
 */
export async function printPdf(html: string, browser: string): Promise<Uint8Array<ArrayBuffer>> {
  const key = createHash('sha256').update(html).digest('hex');
  const before = take(key);
  if (before !== undefined) return before;
  if (html.length > MOST_HTML) throw new PrintingFault('too-long');
  if (waiting >= MOST_WAITING) throw new PrintingFault('busy');
  waiting += 1;
  // Somebody before us may have asked for the same.
  const printing = last.then(async () => take(key) ?? keep(key, await printAlone(browser, html)));
  last = printing.catch(() => undefined);
  try {
    return await printing;
  } finally {
    waiting -= 1;
  }
}

/** Why there is no PDF: too many wait (`busy`), the document is `too-long`, or the browser `failed`. */
export class PrintingFault extends Error {
  override readonly name = 'PrintingFault';
  readonly reason: 'busy' | 'too-long' | 'failed';

  constructor(reason: PrintingFault['reason']) {
    super(`Not printed: ${reason}`);
    this.reason = reason;
  }
}

async function printAlone(browser: string, html: string): Promise<Uint8Array<ArrayBuffer>> {
  // Readable by this user alone (mkdtemp makes it 0700).
  const folder = await mkdtemp(path.join(tmpdir(), 'print-'));
  try {
    const [document, pdf, home] = [path.join(folder, 'paper.html'), path.join(folder, 'paper.pdf'), path.join(folder, 'home')];
    await mkdir(home);
    await writeFile(document, html, { mode: 0o600 });
    const { ended, said } = await runBrowser(
      browser,
      [...FLAGS, `--user-data-dir=${home}`, `--print-to-pdf=${pdf}`, `file://${document}`],
      home,
    );
    const bytes = await stat(pdf).then(
      ({ size }) => size,
      () => 0,
    );
    if (ended !== 'by-itself' || bytes === 0 || bytes > MOST_PDF) {
      log().error({ ended, bytes, said: said.slice(-2_000) }, 'The browser of PDF_BROWSER did not print');
      throw new PrintingFault('failed');
    }
    return new Uint8Array(await readFile(pdf));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Nothing of what a browser does by itself, and nothing but this one document. */
const FLAGS = [
  ...['--headless', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--no-default-browser-check', '--no-pings'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions', '--disable-default-apps'],
  ...['--disable-breakpad', '--disable-client-side-phishing-detection', '--metrics-recording-only', '--password-store=basic'],
  ...['--renderer-process-limit=1', '--js-flags=--jitless', '--incognito'],
  ...['--host-resolver-rules=MAP * ~NOTFOUND', '--proxy-server=127.0.0.1:9', '--proxy-bypass-list=<-loopback>'],
  ...['--no-pdf-header-footer', '--generate-pdf-document-outline', '--export-tagged-pdf'],
  // As root, which is what containers run as, Chromium refuses to sandbox anything. The document is ours, and without scripts.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Its helpers belong to its process group and are ended with it, also where it hangs. */
async function runBrowser(browser: string, programArguments: readonly string[], home: string): Promise<BrowserRun> {
  const child = spawn(browser, programArguments, {
    cwd: home,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, HOME: home, TMPDIR: home, LANG: 'en_GB.UTF-8', TZ: 'Europe/London', NODE_ENV: 'production' },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-10_000)));
  let late = false;
  const clock = setTimeout(() => {
    late = true;
    endGroup(child.pid);
  }, PATIENCE);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    return { ended: late ? 'by-force' : code === 0 ? 'by-itself' : 'with-a-fault', said };
  } catch (error) {
    return { ended: 'with-a-fault', said: String(error) };
  } finally {
    clearTimeout(clock);
    endGroup(child.pid);
  }
}

function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody of it is left.
  }
}

function take(key: string): Uint8Array<ArrayBuffer> | undefined {
  const pdf = kept.get(key);
  if (pdf === undefined) return undefined;
  kept.delete(key);
  return keep(key, pdf);
}

function keep(key: string, pdf: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  kept.set(key, pdf);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return pdf;
}

async function isProgram(place: string): Promise<boolean> {
  return access(place, constants.X_OK).then(
    () => true,
    () => false,
  );
}

interface BrowserRun {
  readonly ended: 'by-itself' | 'with-a-fault' | 'by-force';
  readonly said: string;
}
