import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Refusal } from '@/domain/exchange';
import { OPERATOR } from '@/operations/access';
import { importIndicators, type ImportProgress, type IndicatorImportReport } from '@/operations/indicators';
import { importNeighbours, importOfstedOutcomes, type ImportedItem, type ImportReport } from '@/operations/imports';
import { today } from '@/platform/clock';
import { PlainFault } from '@/platform/plain-fault';

const IMPORTS = { 'ofsted-outcomes': importOfstedOutcomes, neighbours: importNeighbours } as const;

const USAGE = [
  `Name what to import and the file: npm run import -- ${Object.keys(IMPORTS).join('|')} FILE [--check] [--accept-valid]`,
  'or figures in the layout of explore education statistics: npm run import -- indicators FILE [--map MAP] [--check]',
].join('\n');

/**
 * `npm run import -- ofsted-outcomes FILE`: prints what was added, changed and refused. `--check` saves nothing, `--accept-valid` saves what is valid although
 * something was refused. Answers with the exit code: 1 when anything was refused.
 */
export async function importFile(commandArguments: readonly string[]): Promise<number> {
  const { kind, file, map, check, acceptValid } = parse(commandArguments);
  if (kind === 'indicators') return importFigures(file, map, check);
  const report = await IMPORTS[kind](OPERATOR, named(file), { check, acceptValid, today: today() });
  process.stdout.write(`${describe(report, check).join('\n')}\n`);
  return report.refused > 0 ? 1 : 0;
}

function parse(commandArguments: readonly string[]) {
  const parsed = (() => {
    try {
      return parseArgs({
        args: [...commandArguments],
        options: {
          check: { type: 'boolean', default: false },
          'accept-valid': { type: 'boolean', default: false },
          map: { type: 'string' },
        },
        allowPositionals: true,
      });
    } catch {
      throw new PlainFault(USAGE);
    }
  })();
  const [kind, file, ...rest] = parsed.positionals;
  const { check, map = null, 'accept-valid': acceptValid } = parsed.values;
  if (kind === undefined || file === undefined || rest.length > 0) throw new PlainFault(USAGE);
  if (kind === 'indicators' && !acceptValid) return { kind: 'indicators' as const, file, map, check, acceptValid };
  if (!isImport(kind) || map !== null) throw new PlainFault(USAGE);
  return { kind, file, map, check, acceptValid };
}

function describe(report: ImportReport, check: boolean): readonly string[] {
  const { added, changed, unchanged, refused, disagreements } = report;
  const lines: string[] = [];
  if (report.source !== null) lines.push(report.source);
  lines.push(`added ${added}, changed ${changed}, unchanged ${unchanged}, refused ${refused}, disagreements ${disagreements}`);
  if (check) lines.push(...section('Would be added', report.items.filter(({ outcome }) => outcome === 'added').map(nameOf)));
  const changes = report.items.flatMap((item) =>
    item.changes.map(({ field, stored, stated }) => `${nameOf(item)}, ${field}: ${stored || 'nothing'} -> ${stated}`),
  );
  const changedAsAWhole = report.items.filter((item) => item.outcome === 'changed' && item.changes.length === 0).map(nameOf);
  lines.push(...section(report.saved ? 'Changed' : 'Would be changed', [...changes, ...changedAsAWhole]));
  const disagreeing = report.items.flatMap((item) =>
    item.disagreements.map(({ field, stored, stated }) => `${nameOf(item)}, ${field}: stored ${stored}, this file ${stated}`),
  );
  lines.push(...section('Disagreements: what is stored stays, both are shown', disagreeing));
  lines.push(...section('Refused', report.refusals.map(refusalInWords)));
  lines.push('', ending(report, check));
  return lines;
}

/** Figures of any number: how far it is stands on the error stream, so that the answer can be kept in a file. */
async function importFigures(file: string, map: string | null, check: boolean): Promise<number> {
  const progress = new Progress();
  const report = await importIndicators(OPERATOR, named(file), map === null ? null : named(map), {
    check,
    today: today(),
    onProgress: (done) => progress.show(done),
  });
  progress.end();
  process.stdout.write(`${describeFigures(report, check).join('\n')}\n`);
  return report.refused > 0 ? 1 : 0;
}

function describeFigures(report: IndicatorImportReport, check: boolean): readonly string[] {
  const { source, added, changed, unchanged, refused } = report;
  const lines = source === null ? [] : [source, ...report.indicators.map(({ key, name }) => `  ${key}: ${name}`)];
  lines.push(`added ${added}, changed ${changed}, unchanged ${unchanged}, refused ${refused}`);
  lines.push(...report.leftOut.map(({ level, rows }) => `left out ${rows} rows of the level “${level}”`));
  lines.push(...section('Refused', report.refusals.map(refusalInWords)));
  if (report.offered !== null) lines.push('', 'A map to choose from:', report.offered.trimEnd());
  const unsaved = check && refused === 0 ? 'Nothing was saved: this was a check.' : 'Nothing was saved.';
  lines.push('', report.saved ? 'Saved.' : unsaved);
  return lines;
}

/** A bar on the error stream, where that is a terminal. */
class Progress {
  #shown = '';

  show({ step, read, size }: ImportProgress): void {
    if (!process.stderr.isTTY) return;
    const tenths = Math.floor((read / size) * 20);
    const bar = `${step === 'look' ? 'Looking through' : 'Loading'} [${'#'.repeat(tenths)}${' '.repeat(20 - tenths)}] ${Math.floor((read / size) * 100)} %`;
    if (bar !== this.#shown) process.stderr.write(`\r${bar.padEnd(this.#shown.length)}`);
    this.#shown = bar;
  }

  end(): void {
    if (this.#shown !== '') process.stderr.write('\n');
  }
}

function refusalInWords({ sheet, row, column, reason }: Refusal): string {
  const place = [sheet, row === null ? null : `row ${row}`, column && `column “${column}”`].filter((part) => part !== null);
  return place.length === 0 ? reason : `${place.join(', ')}: ${reason}`;
}

function named(file: string) {
  return { name: path.basename(file), path: file };
}

function section(title: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : ['', title, ...entries.map((entry) => `  ${entry}`)];
}

function ending({ saved, refused, source }: ImportReport, check: boolean): string {
  if (saved) return refused > 0 ? 'Saved, without what was refused.' : 'Saved.';
  if (check) return 'Nothing was saved: this was a check.';
  if (source === null) return 'Nothing was saved.';
  return 'Nothing was saved, because something was refused. Correct the file, or import what is valid with --accept-valid.';
}

function nameOf({ authority, id }: ImportedItem): string {
  return `${authority} ${id}`;
}

function isImport(kind: string): kind is keyof typeof IMPORTS {
  return Object.hasOwn(IMPORTS, kind);
}
