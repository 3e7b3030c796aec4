import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { OPERATOR } from '@/domain/access';
import { importFile } from '@/cli/import';
import { loadReferenceSet } from '@/operations/reference';
import { PlainFault } from '@/platform/plain-fault';
import { HISTORY, historyRow, outcomesSheets } from '../support/outcomes';
import { openDocument } from '../support/spreadsheet-files';

let folder: string;
const good = () => path.join(folder, 'good.ods');
const bad = () => path.join(folder, 'bad.ods');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'import-command-'));
  await writeFile(good(), openDocument(outcomesSheets()));
  await writeFile(bad(), openDocument(outcomesSheets({ history: [historyRow(), historyRow({ code: 'E06009999', name: 'Atlantis' })] })));
  await loadReferenceSet(OPERATOR);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('the answer to a check names what would happen and ends with 0', async () => {
  const { code, answer } = await run('ofsted-outcomes', good(), '--check');
  expect(code).toBe(0);
  expect(answer).toContain('added 0, changed 0, unchanged 2, refused 0, disagreements 1\n');
  expect(answer).toContain(
    '  barnsley 2024-11-05-focused-visit, themes: stored placement-decisions-for-older-children, this file children-in-care\n',
  );
  expect(answer).toMatch(/\nNothing was saved: this was a check\.\n$/);
});

test('the answer to an import with a refused row names sheet, row, column and reason, and ends with 1', async () => {
  const { code, answer } = await run('ofsted-outcomes', bad());
  expect(code).toBe(1);
  expect(answer).toContain(
    `\nRefused\n  ${HISTORY}, row 5, column “Local authority area code”: No council is known by the code “E06009999” or the name “Atlantis”.`,
  );
  expect(answer).toMatch(/\nNothing was saved, because something was refused\..*--accept-valid\.\n$/);
});

test('what is valid is saved when that is asked for, and still ends with 1', async () => {
  const { code, answer } = await run('ofsted-outcomes', bad(), '--accept-valid');
  expect(code).toBe(1);
  expect(answer).toMatch(/\nSaved, without what was refused\.\n$/);
});

test('an import without refusals ends with 0', async () => {
  const { code, answer } = await run('ofsted-outcomes', good());
  expect(code).toBe(0);
  expect(answer).toMatch(/\nSaved\.\n$/);
});

test('figures are recognised, and the answer says which; those that are not are refused with a map to choose from', async () => {
  const figures = path.join(folder, 'figures.csv');
  const header = 'time_period,time_identifier,geographic_level,old_la_code,new_la_code,la_name';
  const places = '2025,Reporting year,Local authority,370,E08000038,Barnsley';
  await writeFile(figures, `${header},agency_rate_fte,inpost_fte,agency_fte\n${places},13,208.2,31\n`);
  const known = await run('indicators', figures, '--check');
  expect(known.code).toBe(0);
  expect(known.answer).toBe(
    [
      'Children’s social work workforce, 2017 to 2025',
      '  agency-rate: Agency social workers',
      'added 0, changed 0, unchanged 1, refused 0',
      '',
      'Nothing was saved: this was a check.',
      '',
    ].join('\n'),
  );
  await writeFile(figures, `${header},dragons\n${places},many\n${places.replace('2025', '2024')},3\n`);
  const unknown = await run('indicators', figures);
  expect(unknown.code).toBe(1);
  expect(unknown.answer).toMatch(/\nA map to choose from:\nkey,name,.*\ndragons,dragons,number,0,/s);
  const map = path.join(folder, 'map.csv');
  await writeFile(map, 'key,column\ndragons,dragons\n');
  const broken = await run('indicators', figures, '--map', map);
  expect(broken.code).toBe(1);
  expect(broken.answer).toContain('\nRefused\n  row 2, column “dragons”: “many” is neither a number nor one of the markers');
  expect(broken.answer).toMatch(/\nNothing was saved\.\n$/);
});

test.each([
  [[]],
  [['ofsted-outcomes']],
  [['dragons', 'x.ods']],
  [['neighbours', 'a.csv', 'b.csv']],
  [['neighbours', 'a.csv', '--force']],
  [['neighbours', 'a.csv', '--map', 'b.csv']],
  [['indicators', 'a.csv', '--accept-valid']],
])('the arguments %j are answered with how to call it', async (commandArguments) => {
  await expect(importFile(commandArguments)).rejects.toThrow(PlainFault);
  await expect(importFile(commandArguments)).rejects.toThrow(/^Name what to import and the file: npm run import --/);
});

async function run(...commandArguments: readonly string[]): Promise<{ readonly code: number; readonly answer: string }> {
  const said: string[] = [];
  const listening = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const code = await importFile(commandArguments).finally(() => listening.mockRestore());
  return { code, answer: said.join('') };
}
