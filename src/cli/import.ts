import path from 'node:path';
import { parseArgs } from 'node:util';
import { OPERATOR } from '@/operations/access';
import { importNeighbours, importOfstedOutcomes, type ImportedItem, type ImportReport } from '@/operations/imports';
import { today } from '@/platform/clock';
import { PlainFault } from '@/platform/plain-fault';

const IMPORTS = { 'ofsted-outcomes': importOfstedOutcomes, neighbours: importNeighbours } as const;

const USAGE = `Name what to import and the file: npm run import -- ${Object.keys(IMPORTS).join('|')} FILE [--check] [--accept-valid]`;

/**
 * `npm run import -- ofsted-outcomes FILE`: prints what was added, changed and refused. `--check` saves nothing, `--accept-valid` saves what is valid although
 * something was refused. Answers with the exit code: 1 when anything was refused.
 */
export async function importFile(commandArguments: readonly string[]): Promise<number> {
  const { kind, file, check, acceptValid } = parse(commandArguments);
  const report = await IMPORTS[kind](OPERATOR, { name: path.basename(file), path: file }, { check, acceptValid, today: today() });
  process.stdout.write(`${describe(report, check).join('\n')}\n`);
  return report.refused > 0 ? 1 : 0;
}

function parse(commandArguments: readonly string[]) {
  const parsed = (() => {
    try {
      return parseArgs({
        args: [...commandArguments],
        options: { check: { type: 'boolean', default: false }, 'accept-valid': { type: 'boolean', default: false } },
        allowPositionals: true,
      });
    } catch {
      throw new PlainFault(USAGE);
    }
  })();
  const [kind, file, ...rest] = parsed.positionals;
  if (kind === undefined || !isImport(kind) || file === undefined || rest.length > 0) throw new PlainFault(USAGE);
  return { kind, file, check: parsed.values.check, acceptValid: parsed.values['accept-valid'] };
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
  const refusals = report.refusals.map(({ sheet, row, column, reason }) => {
    const place = [sheet, row === null ? null : `row ${row}`, column && `column “${column}”`].filter((part) => part !== null);
    return place.length === 0 ? reason : `${place.join(', ')}: ${reason}`;
  });
  lines.push(...section('Refused', refusals));
  lines.push('', ending(report, check));
  return lines;
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
