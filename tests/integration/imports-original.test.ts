import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { OPERATOR } from '@/domain/access';
import { gradeFromWords, isAreaKey } from '@/domain/frameworks';
import { firstDayOnSite, isGraded } from '@/domain/inspections';
import { calendarDate } from '@/domain/shared';
import { database } from '@/database/client';
import { listDisagreements, listInspections } from '@/database/inspections';
import { importNeighbours, importOfstedOutcomes, type ImportReport } from '@/operations/imports';
import { readSpreadsheet } from '@/platform/spreadsheets';
import { csvOf } from '../support/spreadsheet-files';
import { withReferenceSet } from '../support/reference-set';

const SHARED_DATA = process.env['SHARED_DATA'] ?? '../shared/data';
const OUTCOMES = { name: 'LA_Inspection_Outcomes_as_at_31_March_2025.ods', folder: 'ofsted' };
const NEIGHBOURS = { name: 'sn_model_2025_wide.csv', folder: 'neighbours' };
const OPTIONS = { check: false, acceptValid: false, today: calendarDate('2026-11-22') };

const absent = [OUTCOMES, NEIGHBOURS].filter((file) => !existsSync(original(file).path)).map(({ name }) => name);

describe.skipIf(absent.length > 0)(
  `the originals in SHARED_DATA, on top of the reference set${absent.length > 0 ? ` (absent: ${absent.join(', ')})` : ''}`,
  () => {
    let checked: ImportReport;
    let first: ImportReport;
    let known: number;

    beforeAll(async () => {
      await withReferenceSet();
      known = await database().inspection.count();
      checked = await importOfstedOutcomes(OPERATOR, original(OUTCOMES), { ...OPTIONS, check: true });
      first = await importOfstedOutcomes(OPERATOR, original(OUTCOMES), OPTIONS);
    });

    test('Ofsted’s outcomes are accepted whole: 271 inspections and 60 visits, the unknown ones added', async () => {
      expect(first).toMatchObject({ saved: true, refused: 0, changed: 0 });
      expect(first.added + first.unchanged).toBe(331);
      expect(await database().inspection.count()).toBe(known + first.added);
      expect(checked).toEqual({ ...first, saved: false });
    });

    test('three inspections of abolished councils are added, and otherwise visits', () => {
      const added = first.items.filter(({ outcome }) => outcome === 'added');
      expect(added.filter(({ id }) => !id.endsWith('visit')).map(({ authority, id }) => `${authority} ${id}`)).toEqual([
        'bournemouth 2018-07-16-standard-inspection',
        'cumbria 2022-09-20-standard-inspection',
        'northamptonshire 2019-06-17-standard-inspection',
      ]);
    });

    test('a second time not a row changes', async () => {
      const before = await database().nationalVersion.findFirst();
      const second = await importOfstedOutcomes(OPERATOR, original(OUTCOMES), OPTIONS);
      expect(second).toMatchObject({ saved: true, added: 0, changed: 0, unchanged: 331, refused: 0 });
      expect(await database().nationalVersion.findFirst()).toEqual(before);
    });

    test.each(['Inspections_as_at_31_March', 'In-year_inspections', 'ILACS_inspection_history'])(
      '%s as CSV says the same',
      async (name) => {
        const { sheets } = await readSpreadsheet(original(OUTCOMES));
        const rows = sheets.find((sheet) => sheet.name === name)?.rows ?? [];
        const file = path.join(await mkdtemp(path.join(tmpdir(), 'imports-')), `${name}.csv`);
        await writeFile(file, csvOf(rows.map(({ cells }) => cells)));
        const report = await importOfstedOutcomes(OPERATOR, { name: path.basename(file), path: file }, OPTIONS);
        await rm(path.dirname(file), { recursive: true });
        expect(report).toMatchObject({ source: first.source, saved: true, added: 0, changed: 0, refused: 0, unchanged: rows.length - 3 });
      },
    );

    test('no inspection is doubled: none shares its council, first day and gradedness with another', async () => {
      const slugs = await database().authority.findMany({ select: { slug: true } });
      const all = await Promise.all(slugs.map(({ slug }) => listInspections(slug, { limit: 100, offset: 0 })));
      const identities = all
        .flatMap(({ inspections }) => inspections)
        .map((event) => `${event.authority} ${firstDayOnSite(event).toString()} ${isGraded(event) ? 'graded' : 'visit'}`);
      expect(identities).toHaveLength(known + first.added);
      expect(identities.filter((identity, index) => identities.indexOf(identity) !== index)).toEqual([]);
    });

    test('every grade of the history equals the stored one by key', async () => {
      // Read here on its own: by place, not by the headings and rules under test.
      const { sheets } = await readSpreadsheet(original(OUTCOMES));
      const rows = sheets.find(({ name }) => name === 'ILACS_inspection_history')?.rows.slice(3) ?? [];
      const areas = ['overall-effectiveness', 'leadership', 'help-and-protection', 'in-care', 'care-leavers'].filter(isAreaKey);
      const stored = await database().inspection.findMany({
        where: { eventType: { in: ['standard-inspection', 'short-inspection'] } },
        include: { judgements: true, authority: { include: { codes: true } } },
      });
      let compared = 0;
      for (const { number, cells } of rows) {
        const [, code = '', , , , day = ''] = cells;
        const matches = stored.filter(
          ({ startsOn, authority }) => startsOn.toISOString().startsWith(day) && authority.codes.some((known) => known.code === code),
        );
        expect(matches, `row ${number}`).toHaveLength(1);
        for (const [index, area] of areas.entries()) {
          const words = cells[8 + index] ?? '';
          const grade = matches[0]?.judgements.find((judgement) => judgement.area === area)?.grade ?? null;
          expect(grade, `row ${number}, ${area}`).toBe(words === '' ? null : gradeFromWords('ilacs-2023', words));
          compared += 1;
        }
      }
      expect(compared).toBe(271 * 5);
    });

    test('where Ofsted’s statistics and the reports differ, both are kept', async () => {
      expect(await listDisagreements('north-lincolnshire')).toMatchObject([
        { inspectionId: '2022-10-10-standard-inspection', field: 'eventType', stored: 'standard-inspection', stated: 'short-inspection' },
      ]);
      expect(await listDisagreements('barnsley')).toMatchObject([{ inspectionId: '2024-11-05-focused-visit', field: 'themes' }]);
      expect(first.disagreements).toBe(2);
    });

    test('the neighbours are those of the reference set', async () => {
      const report = await importNeighbours(OPERATOR, original(NEIGHBOURS), OPTIONS);
      expect(report).toMatchObject({ saved: true, added: 0, changed: 0, unchanged: 153, refused: 0 });
    });
  },
);

function original({ name, folder }: { readonly name: string; readonly folder: string }) {
  return { name, path: path.join(SHARED_DATA, folder, name) };
}
