import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ANYBODY, OPERATOR } from '@/domain/access';
import type { AuthorityStatement, InspectionStatement, StatedSource } from '@/domain/exchange';
import { calendarDate, Forbidden } from '@/domain/shared';
import { database } from '@/database/client';
import { applyStatements } from '@/database/imports';
import { listDisagreements, listInspections } from '@/database/inspections';
import { viewHistory } from '@/operations/history';
import { importNeighbours, importOfstedOutcomes } from '@/operations/imports';
import { aPersonWith } from '../support/actors';
import { anInspection, judgement, range } from '../support/inspections';
import {
  BARNSLEY_2023,
  HISTORY,
  historyRow,
  latestRow,
  LATEST_HEADINGS,
  outcomesSheets,
  visitRow,
  type OutcomesRows,
} from '../support/outcomes';
import { runSql } from '../support/database';
import { csvOf, openDocument } from '../support/spreadsheet-files';

const OPTIONS = { check: false, acceptValid: false, today: calendarDate('2026-11-22') };
/** The source that such a file is. */
const STATISTICS = 'Local authority inspection outcomes as at 31 March 2025';
const INADEQUATE = BARNSLEY_2023.with(0, 'Inadequate');
const UNKNOWN_COUNCIL = historyRow({ code: 'E06009999', name: 'Atlantis' });

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'imports-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

// Bristol's inspection belongs to nobody here: no import may touch it. The history is emptied with what it tells of, which only a superuser's back door allows.
beforeEach(async () => {
  await runSql(
    process.env['DATABASE_URL'] ?? '',
    'SET session_replication_role = replica; TRUNCATE source, load, history_entry, history_chain RESTART IDENTITY CASCADE',
  );
  await seed([anInspection({ authority: 'bristol-city-of', grades: { leadership: 'good' } })]);
});

describe('Ofsted’s outcomes', () => {
  test('bring in what is not known yet', async () => {
    const report = await importOutcomes();
    expect(report).toMatchObject({ saved: true, added: 2, changed: 0, unchanged: 0, refused: 0, disagreements: 0 });
    const { inspections } = await listInspections('barnsley', { limit: 10, offset: 0 });
    expect(inspections.map(({ id, precision, themes }) => ({ id, precision, themes }))).toEqual([
      { id: '2024-11-05-focused-visit', precision: 'first-day', themes: ['children-in-care'] },
      { id: '2023-09-11-short-inspection', precision: 'first-day', themes: [] },
    ]);
    expect(inspections[1]?.judgements).toHaveLength(5);
    expect(inspections[1]?.source).toMatchObject({ publisher: 'Ofsted', file: 'outcomes.ods', publishedOn: calendarDate('2025-09-25') });
  });

  test('a second time change no row', async () => {
    await importOutcomes();
    const before = await everyFact();
    const report = await importOutcomes();
    expect(report).toMatchObject({ saved: true, added: 0, changed: 0, unchanged: 2, refused: 0, items: [] });
    expect(await everyFact()).toEqual(before);
    expect(await database().load.count({ where: { kind: 'ofsted-outcomes' } })).toBe(2);
  });

  test('as CSV, table by table, after the spreadsheet change no row either', async () => {
    await importOutcomes();
    const before = await everyFact();
    for (const { name, rows } of outcomesSheets().slice(1)) {
      const file = await write(`${name}.csv`, csvOf(rows.map((cells) => [...cells])));
      expect(await importOfstedOutcomes(OPERATOR, file, OPTIONS)).toMatchObject({ saved: true, added: 0, changed: 0, refused: 0 });
    }
    expect(await everyFact()).toEqual(before);
  });

  test('checked, say what would change and change nothing', async () => {
    await seed([anInspection({ published: null })]);
    const before = await everything();
    const checked = await importOutcomes({}, { ...OPTIONS, check: true });
    expect(await everything()).toEqual(before);
    const done = await importOutcomes();
    expect(checked).toEqual({ ...done, saved: false });
    expect(checked.items.map(({ id, outcome }) => `${outcome} ${id}`)).toEqual([
      'changed 2023-09-11-standard-inspection',
      'added 2024-11-05-focused-visit',
    ]);
  });

  test('with one refused row change nothing', async () => {
    const before = await everything();
    const report = await importOutcomes({ history: [historyRow(), UNKNOWN_COUNCIL] });
    expect(report).toMatchObject({ saved: false, added: 2, refused: 1, refusals: [{ sheet: HISTORY, row: 5 }] });
    expect(await everything()).toEqual(before);
  });

  test('with one refused row bring in the others when that is asked for', async () => {
    const report = await importOutcomes({ history: [historyRow(), UNKNOWN_COUNCIL] }, { ...OPTIONS, acceptValid: true });
    expect(report).toMatchObject({ saved: true, added: 2, refused: 1 });
    expect(await database().inspection.count({ where: { authority: { slug: 'barnsley' } } })).toBe(2);
    expect(await database().load.findFirst({ where: { kind: 'ofsted-outcomes' } })).toMatchObject({ added: 2, refused: 1 });
  });

  test('of latest judgements alone are refused where the inspection is not known, because its kind is not stated', async () => {
    const file = await write('as_at_31_March_2025.csv', csvOf([LATEST_HEADINGS, latestRow()]));
    const before = await everything();
    const report = await importOfstedOutcomes(OPERATOR, file, OPTIONS);
    expect(report).toMatchObject({ saved: false, added: 0, refused: 1, refusals: [{ row: 2, column: 'Inspection type' }] });
    expect(report.refusals[0]?.reason).toContain('Import ILACS_inspection_history first');
    expect(await everything()).toEqual(before);
  });

  test('fill what is missing in a stored inspection and keep the rest', async () => {
    await seed([anInspection({ eventType: 'short-inspection', published: null, grades: { leadership: 'good' } })]);
    expect(await importOutcomes()).toMatchObject({ added: 1, changed: 1, disagreements: 0 });
    const [, inspection] = (await listInspections('barnsley', { limit: 10, offset: 0 })).inspections;
    expect(inspection).toMatchObject({
      precision: 'day',
      dates: [range('2023-09-11 2023-09-15')],
      publishedOn: calendarDate('2023-10-27'),
    });
    expect(inspection?.judgements).toHaveLength(5);
    expect(inspection?.source.name).toBe('Inspection report');
  });

  test('that say something else than another source are written down beside it, and struck out once they agree', async () => {
    await seed([anInspection({ grades: { leadership: 'good' } })]);
    const report = await importOutcomes({ history: [historyRow({ grades: BARNSLEY_2023.with(1, 'Outstanding') })], latest: [] });
    expect(report).toMatchObject({ saved: true, added: 1, changed: 1, disagreements: 2 });
    const [, inspection] = (await listInspections('barnsley', { limit: 10, offset: 0 })).inspections;
    expect(inspection?.eventType).toBe('standard-inspection');
    expect(inspection?.judgements.find(({ area }) => area === 'leadership')?.grade).toBe('good');
    expect(await disagreements()).toEqual([
      ['eventType', 'standard-inspection', 'short-inspection'],
      ['judgement:leadership', 'good', 'outstanding'],
    ]);
    await importOutcomes();
    expect(await disagreements()).toEqual([['eventType', 'standard-inspection', 'short-inspection']]);
    const [struckOut, , noted] = await historyOf('inspection');
    expect(struckOut).toEqual([
      `Leaders’ impact on practice in “${STATISTICS}” removed: it was Outstanding, not Good`,
      'Import of outcomes.ods',
    ]);
    expect(noted).toContain(`Kind of inspection differs in “${STATISTICS}”: Short inspection, not Standard inspection`);
  });

  test('that leave the kind of inspection open leave a disagreement about it standing', async () => {
    await seed([anInspection()]);
    await importOutcomes();
    const file = await write('as_at_31_March_2025.csv', csvOf([LATEST_HEADINGS, latestRow()]));
    expect(await importOfstedOutcomes(OPERATOR, file, OPTIONS)).toMatchObject({ saved: true, unchanged: 1, refused: 0 });
    expect(await disagreements()).toEqual([['eventType', 'standard-inspection', 'short-inspection']]);
  });

  test('correct what they stated themselves', async () => {
    await importOutcomes();
    const report = await importOutcomes({ latest: [], history: [historyRow({ grades: INADEQUATE, type: 'ILACS Standard Inspection' })] });
    expect(report).toMatchObject({ saved: true, added: 0, changed: 1, disagreements: 0 });
    const [, inspection] = (await listInspections('barnsley', { limit: 10, offset: 0 })).inspections;
    expect(inspection?.id).toBe('2023-09-11-standard-inspection');
    expect(inspection?.judgements.find(({ area }) => area === 'overall-effectiveness')?.grade).toBe('inadequate');
  });

  test('disagree with the new value once the first source has corrected itself, or no longer', async () => {
    await seed([anInspection({ grades: { leadership: 'inadequate', 'in-care': 'inadequate' } })]);
    await importOutcomes();
    await seed([anInspection({ grades: { leadership: 'good', 'in-care': 'outstanding' } })]);
    expect(await disagreements()).toEqual([
      ['eventType', 'standard-inspection', 'short-inspection'],
      ['judgement:in-care', 'outstanding', 'good'],
    ]);
  });

  test('imported by two at once are brought in once', async () => {
    const reports = await Promise.all([importOutcomes(), importOutcomes(), importOutcomes()]);
    expect(reports.map(({ added }) => added).toSorted((left, right) => left - right)).toEqual([0, 0, 2]);
    expect(await database().inspection.count({ where: { authority: { slug: 'barnsley' } } })).toBe(2);
  });

  test('in a file that cannot be read are refused with the fault', async () => {
    const report = await importOfstedOutcomes(OPERATOR, await write('outcomes.ods', 'nonsense'), OPTIONS);
    expect(report).toMatchObject({ saved: false, source: null, refused: 1, refusals: [{ sheet: null, row: null }] });
  });

  test('touch no other council’s inspections', async () => {
    const before = await database().inspection.findMany({
      where: { authority: { slug: 'bristol-city-of' } },
      include: { judgements: true },
    });
    await importOutcomes();
    expect(
      await database().inspection.findMany({ where: { authority: { slug: 'bristol-city-of' } }, include: { judgements: true } }),
    ).toEqual(before);
  });

  test('in thousands are saved in one transaction', async () => {
    const days = Array.from({ length: 3000 }, (_, index) => calendarDate('2018-01-01').add({ days: index }));
    const history = days.map((day) => {
      const written = `${day.day}/${day.month}/${day.year}`;
      return historyRow({ date: written, published: written, grades: BARNSLEY_2023.with(4, day.year < 2023 ? '' : 'Good') });
    });
    expect(await importOutcomes({ latest: [], inYear: [], history })).toMatchObject({ saved: true, added: 3000, refused: 0 });
    expect(await importOutcomes({ latest: [], inYear: [], history })).toMatchObject({ saved: true, unchanged: 3000 });
  });
});

describe('the neighbours', () => {
  const headings = ['old_la_code', 'la_name', ...Array.from({ length: 10 }, (_, index) => [`SN_${index + 1}`, `SN_${index + 1}P`]).flat()];
  const codes = Array.from({ length: 10 }, (_, index) => String(401 + index));
  const barnsley = ['370', 'Barnsley', ...codes.flatMap((code) => [code, 'Close '])];

  beforeEach(() =>
    seed(
      [],
      codes.map((laCode) => council(`council-${laCode}`, laCode)),
    ),
  );

  test('are brought in, and a second time change no row', async () => {
    const file = await write('sn_model_2025_wide.csv', `\uFEFF${csvOf([headings, barnsley])}`);
    expect(await importNeighbours(OPERATOR, file, OPTIONS)).toMatchObject({
      saved: true,
      added: 1,
      source: 'Statistical neighbours, 2025 model',
    });
    const before = await everyFact();
    expect(before.neighbour).toHaveLength(10);
    expect(await importNeighbours(OPERATOR, file, OPTIONS)).toMatchObject({ saved: true, added: 0, changed: 0, unchanged: 1, items: [] });
    expect(await everyFact()).toEqual(before);
  });

  test('that changed take the place of the old ones', async () => {
    await importNeighbours(OPERATOR, await write('sn_2025.csv', csvOf([headings, barnsley])), OPTIONS);
    const swapped = barnsley.with(2, '402').with(4, '401');
    const report = await importNeighbours(OPERATOR, await write('sn_2025.csv', csvOf([headings, swapped])), OPTIONS);
    expect(report).toMatchObject({
      saved: true,
      changed: 1,
      items: [{ authority: 'barnsley', id: 'neighbours-2025', outcome: 'changed' }],
    });
    const rows = await database().neighbour.findMany({ orderBy: { rank: 'asc' }, include: { neighbour: true } });
    expect(rows.map(({ neighbour }) => neighbour.laCode)).toEqual(['402', '401', ...codes.slice(2)]);
    expect(await historyOf('neighbours')).toEqual([
      [
        'council-402 changed from place 2 (close) to place 1 (close)',
        'council-401 changed from place 1 (close) to place 2 (close)',
        'Import of sn_2025.csv',
      ],
      ['Recorded the statistical neighbours of the 2025 model', 'Import of sn_2025.csv'],
    ]);
  });

  test('with a refused row change nothing', async () => {
    const before = await everything();
    const file = await write('sn_2025.csv', csvOf([headings, barnsley, ['999', 'Atlantis', ...barnsley.slice(2)]]));
    expect(await importNeighbours(OPERATOR, file, OPTIONS)).toMatchObject({ saved: false, added: 1, refused: 1 });
    expect(await everything()).toEqual(before);
  });
});

test('nobody but the operator may import', async () => {
  const file = { name: 'absent.ods', path: path.join(folder, 'absent.ods') };
  await expect(importOfstedOutcomes(ANYBODY, file, OPTIONS)).rejects.toBeInstanceOf(Forbidden);
  await expect(importNeighbours(ANYBODY, file, OPTIONS)).rejects.toBeInstanceOf(Forbidden);
});

test('statements about a council that does not exist, or twice about one event, are a fault of the program and save nothing', async () => {
  const before = await everything();
  await expect(seed([anInspection({ authority: 'atlantis' })])).rejects.toThrow('Nothing is stored under atlantis');
  const known = anInspection({ authority: 'bristol-city-of' });
  await expect(seed([known, known])).rejects.toThrow('says two things about bristol-city-of');
  expect(await everything()).toEqual(before);
});

test('grades in other words for the same grade are stored as the first source prints them', async () => {
  const help = { ...judgement('ilacs-2023', 'help-and-protection', 'requires-improvement'), words: 'Requires improvement' };
  await seed([{ ...anInspection({ eventType: 'short-inspection' }), judgements: [help] }]);
  expect(await importOutcomes()).toMatchObject({ disagreements: 0 });
  const rows = await database().judgement.findMany({ where: { area: 'help-and-protection' } });
  expect(rows.map(({ words }) => words)).toEqual(['Requires improvement']);
});

async function importOutcomes(rows: OutcomesRows = { inYear: [visitRow()] }, options = OPTIONS) {
  return importOfstedOutcomes(OPERATOR, await write('outcomes.ods', openDocument(outcomesSheets(rows))), options);
}

async function write(name: string, content: string | Buffer) {
  const file = path.join(folder, crypto.randomUUID());
  await writeFile(file, content);
  return { name, path: file };
}

/** States councils and inspections as another source than Ofsted's statistics. */
async function seed(inspections: readonly InspectionStatement[], councils: readonly AuthorityStatement[] = []): Promise<void> {
  const authorities = [
    { ...council('barnsley', '370'), name: 'Barnsley', onsCodes: ['E08000016'] },
    { ...council('bristol-city-of', '801'), name: 'Bristol, City of', onsCodes: ['E06000023'] },
    ...councils,
  ];
  const load = { kind: 'reference-set', fileName: 'seed', fileHash: '0'.repeat(64) } as const;
  await applyStatements([{ source: REPORTS, authorities, inspections }], load);
}

function council(slug: string, laCode: string): AuthorityStatement {
  return { slug, laCode, name: slug, region: 'london', abolishedOn: null, onsCodes: [], otherNames: [], successors: [] };
}

/** What the history says of Barnsley's records of a kind, newest first. */
async function historyOf(kind: string) {
  return (await viewHistory(aPersonWith('member'), 'barnsley', { kind })).lines.map(({ sentences, reason }) => [...sentences, reason]);
}

async function disagreements() {
  return (await listDisagreements('barnsley')).map(({ field, stored, stated }) => [field, stored, stated]);
}

/** Every row of every table of facts, so that a test sees whatever changed. */
async function everyFact() {
  const client = database();
  return {
    source: await client.source.findMany({ orderBy: { id: 'asc' } }),
    authority: await client.authority.findMany({ orderBy: { id: 'asc' }, include: { codes: true, names: true } }),
    neighbour: await client.neighbour.findMany({ orderBy: [{ authorityId: 'asc' }, { rank: 'asc' }] }),
    inspection: await client.inspection.findMany({ orderBy: { id: 'asc' }, include: { dates: true, judgements: true, themes: true } }),
    disagreement: await client.disagreement.findMany({ orderBy: [{ inspectionId: 'asc' }, { field: 'asc' }] }),
    version: await client.nationalVersion.findMany(),
  };
}

async function everything() {
  return { ...(await everyFact()), load: await database().load.findMany({ orderBy: { id: 'asc' } }) };
}

const REPORTS: StatedSource = {
  key: 'inspection-reports',
  name: 'Inspection report',
  publisher: 'Ofsted',
  url: null,
  file: null,
  page: null,
  publishedOn: null,
  retrievedOn: calendarDate('2026-11-22'),
};
