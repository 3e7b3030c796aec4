import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANYBODY, OPERATOR } from '@/domain/access';
import { READING_IMPORT_VERSION } from '@/domain/indicators';
import { calendarDate, Forbidden } from '@/domain/shared';
import { database } from '@/database/client';
import { findPublishedIndicator, geographiesOf, listReadings } from '@/database/indicators';
import { verifyHistory } from '@/operations/history';
import { importIndicators, type IndicatorImportReport } from '@/operations/indicators';
import { withReferenceSet } from '../support/reference-set';

const PLACES = [
  'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name',
  'National,E92000001,England,,,,,',
  'Regional,E92000001,England,E12000003,Yorkshire and The Humber,,,',
  'Local authority,E92000001,England,E12000003,Yorkshire and The Humber,370,E08000016,Barnsley',
  'Local authority,E92000001,England,E12000003,Yorkshire and The Humber,373,E08000039,Sheffield',
] as const;
const [HEADINGS, ENGLAND, REGION, BARNSLEY, SHEFFIELD] = PLACES;

/** A file that nobody has mapped: children with a plan, by age, every quarter. */
const PLANS = [
  `${HEADINGS},age_group,plan_count,plan_percent`,
  `202425,Financial year Q1,${ENGLAND},Total,50780,20.200000000000003`,
  `202425,Financial year Q1,${REGION},Total,4780,19.95`,
  `202425,Financial year Q1,${BARNSLEY},Total,240,c`,
  `202425,Financial year Q1,${BARNSLEY},Under 1,k,7`,
  `202425,Financial year Q2,${BARNSLEY},Total,251,21.40`,
  `202425,Financial year Q2,${SHEFFIELD},Total,,`,
];
const MAP = [
  'key,name,unit,column,filters,publication,publisher',
  'plans,Children with a plan,percent,plan_percent,age_group=Total,Plans,Department',
];

let folder: string;
let client: Client;
let readings: number;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'indicator-import-'));
  await withReferenceSet();
  client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await rm(folder, { recursive: true });
});

describe('a file of a layout never seen before', () => {
  test('is refused without a map, and one is offered that can be used as it is', async () => {
    const report = await importLines(PLANS);
    expect(report).toMatchObject({ saved: false, refused: 1, source: null });
    expect(report.offered).toContain('plan-percent,plan_percent,percent,2,neither,,,,plan_percent,age_group=Total,');
    expect(await importLines(PLANS, report.offered?.split('\n').slice(0, 2), { check: true })).toMatchObject({ refused: 0, added: 4 });
  });

  test('is imported with a map: councils by their three digits, regions and England, every figure to its last decimal, markers as markers', async () => {
    expect(await importLines(PLANS, MAP, { check: true })).toMatchObject({ saved: false, refused: 0, added: 4 });
    expect(await findPublishedIndicator('plans')).toBeNull();
    expect(await importLines(PLANS, MAP)).toMatchObject({ source: 'Plans', saved: true, added: 4, changed: 0, unchanged: 0, rows: 6 });
    expect(await findPublishedIndicator('plans')).toMatchObject({ frequency: 'financial-quarter', source: { publisher: 'Department' } });
    const readings = await listReadings(['plans'], ['england', 'yorkshire-and-the-humber', 'barnsley', 'sheffield'], 100);
    const said = readings.map(({ geography, period, value, marker }) => `${geography} ${period.identifier.label} ${value ?? marker}`);
    expect(said.toSorted()).toEqual([
      'barnsley Financial year Q1 c',
      'barnsley Financial year Q2 21.40',
      'england Financial year Q1 20.200000000000003',
      'yorkshire-and-the-humber Financial year Q1 19.95',
    ]);
  });

  test('is recognised the next time without a map, and nothing changes', async () => {
    expect(await importLines(PLANS)).toMatchObject({ source: 'Plans', saved: true, added: 0, changed: 0, unchanged: 4 });
  });

  test('corrects what was said before, keeps it, and the history knows the file by its hash', async () => {
    const corrected = PLANS.map((line) => line.replace('21.40', '21.60'));
    expect(await importLines(corrected)).toMatchObject({ saved: true, added: 0, changed: 1, unchanged: 3 });
    const { rows } = await client.query(
      'SELECT c.value, m.file_name, m.reason FROM reading_correction c JOIN reading_import m ON m.id = c.import_id',
    );
    expect(rows).toEqual([{ value: '21.40', file_name: 'figures.csv', reason: 'Import of figures.csv' }]);
    const entry = await database().historyEntry.findFirst({ where: { recordType: 'reading-import' }, orderBy: { position: 'desc' } });
    const version = READING_IMPORT_VERSION.parse(JSON.parse(entry?.content ?? ''));
    expect(version).toMatchObject({ file: 'figures.csv', indicators: ['plans'], changed: 1 });
    expect([version.fileHash, version.correctedHash].join(' ')).toMatch(/^[0-9a-f]{64} [0-9a-f]{64}$/);
    expect((await verifyHistory(OPERATOR, null)).filter(({ fault }) => fault !== null)).toEqual([]);
  });

  test('keeps what is known of an indicator where a map says nothing else', async () => {
    const map = ['key,column,filters,decimals', 'plans,plan_count,age_group=Under 1,0'];
    expect(await importLines(PLANS, map)).toMatchObject({ saved: true, changed: 1 });
    const { origin, ...plans } = (await findPublishedIndicator('plans')) ?? { origin: null };
    expect(plans).toMatchObject({ name: 'Children with a plan', unit: 'percent', decimals: 0 });
    expect(origin?.column).toBe('plan_count');
    expect(await importLines(PLANS, MAP)).toMatchObject({ saved: true, changed: 2 });
  });

  test('leaves out rows of schools and of Wales, and says how many', async () => {
    const more = [
      ...PLANS,
      '202425,Financial year Q1,School,E92000001,England,,,370,,Barnsley,Total,1,2',
      '202425,Financial year Q1,National,W92000004,Wales,,,,,,Total,1,2',
    ];
    expect(await importLines(more, undefined, { check: true })).toMatchObject({
      refused: 0,
      leftOut: [
        { level: 'School', rows: 1 },
        { level: 'National', rows: 1 },
      ],
    });
  });
});

describe('codes and councils', () => {
  test('an ONS code that is new, and councils that report together, are found by their three digits', async () => {
    const lines = [
      `${HEADINGS},fte`,
      '2025,Reporting year,Local authority,,,,,370,E08999999,Barnsley,3',
      '2025,Reporting year,Local authority,,,,,314 / 318,E09000021 / E09000027,Kingston upon Thames / Richmond upon Thames,4',
      '2025,Reporting year,Local authority,,,,,909,E10000006,Cumbria,5',
    ];
    expect(await importLines(lines, ['key,column', 'posts,fte'])).toMatchObject({ saved: true, added: 3 });
    const of = await geographiesOf(['richmond-upon-thames', 'cumbria']);
    expect(of.get('richmond-upon-thames')).toContain('kingston-upon-thames+richmond-upon-thames');
    const readings = await listReadings(['posts'], [...of.values()].flat(), 100);
    expect(readings.map(({ geography, value }) => `${geography} ${value}`).toSorted()).toEqual([
      'cumbria 5',
      'kingston-upon-thames+richmond-upon-thames 4',
    ]);
  });
});

describe('a broken file names row and column, and changes nothing:', () => {
  beforeAll(async () => {
    readings = await database().reading.count();
  });

  const header = `${HEADINGS},rate`;
  const barnsley = (text: string) => `2025,Reporting year,${BARNSLEY},${text}`;
  test.each<[fault: string, lines: readonly string[], row: number | null, column: string | null, words: string]>([
    ['a missing column', [header.replace('time_identifier,', ''), '2025'], 1, 'time_identifier', 'is missing'],
    ['a column twice', [`${header},rate`, `${barnsley('1')},2`], 1, 'rate', 'more than once'],
    ['no rows', [header], null, null, 'no rows'],
    [
      'periods of two kinds',
      [header, barnsley('1'), `202425,Academic year,${BARNSLEY},2`],
      3,
      'time_identifier',
      '“Reporting year” in row 2 and “Academic year” here',
    ],
    [
      'a kind of period that nobody knows',
      [header, barnsley('1').replace('Reporting year', 'Fortnight')],
      2,
      'time_identifier',
      '“Fortnight”',
    ],
    [
      'a period that does not fit its kind',
      [header, barnsley('1'), `2025/26,Reporting year,${SHEFFIELD},2`],
      3,
      'time_period',
      '“2025/26”',
    ],
    ['an unknown council', [header, barnsley('1'), barnsley('2').replace('370', '999')], 3, 'old_la_code', '“999”'],
    [
      'a council under the code of another',
      [header, barnsley('1'), barnsley('2').replace('E08000016', 'E08000039')],
      3,
      'new_la_code',
      'belongs to Sheffield, 370 to Barnsley',
    ],
    ['an unknown region', [header, barnsley('1'), `2025,Reporting year,Regional,,,,Mercia,,,,2`], 3, 'region_name', '“Mercia”'],
    ['text among numbers', [header, barnsley('1'), `2025,Reporting year,${SHEFFIELD},about 7`], 3, 'rate', '“about 7”'],
    ['a number with commas', [header, barnsley('1'), `2025,Reporting year,${SHEFFIELD},"1,045"`], 3, 'rate', '“1,045”'],
    ['a formula', [header, barnsley('1'), `2025,Reporting year,${SHEFFIELD},=1+1`], 3, 'rate', '“=1+1”'],
    ['the same twice', [header, barnsley('1'), barnsley('2')], 2, null, 'as row 3'],
    ['a row with too many cells', [header, barnsley('1'), `${barnsley('2')},3`], 3, null, '12 cells'],
    ['a quotation mark that is not closed', [header, barnsley('1'), `2025,Reporting year,"${SHEFFIELD},2`], 3, null, 'not CSV'],
  ])('%s', async (_fault, lines, row, column, words) => {
    const report = await importLines(lines, ['key,column', 'broken,rate']);
    expect(report.saved).toBe(false);
    expect(report.refused).toBeGreaterThan(0);
    const [refusal] = report.refusals;
    expect(refusal).toMatchObject({ sheet: null, row, column });
    expect(refusal?.reason).toContain(words);
    await expectNothingChanged();
  });

  test.each<[fault: string, map: readonly string[], row: number | null, column: string | null, words: string]>([
    ['a column that the file does not have', ['key,column', 'broken,ratio'], 2, 'column', '“ratio”'],
    ['no word on a filter', ['key,column', 'broken,plan_percent'], 2, 'filters', '“age_group=Under 1”'],
    ['a filter with a text that no row has', ['key,column,filters', 'broken,plan_percent,age_group=All'], 2, 'filters', '“All”'],
    ['an unknown unit', ['key,column,unit', 'broken,plan_percent,furlongs'], 2, 'unit', 'unit'],
    ['a key twice', ['key,column', 'broken,plan_percent', 'broken,plan_count'], 3, 'key', 'twice'],
    ['a column that maps do not have', ['key,column,colour', 'broken,plan_percent,red'], 1, 'colour', 'no such column'],
    [
      'a key whose figures are of another kind of period',
      ['key,column,filters', 'agency-rate,plan_percent,age_group=Total'],
      2,
      'key',
      'key of their own',
    ],
  ])('a map with %s', async (_fault, map, row, column, words) => {
    const report = await importLines(PLANS, map);
    expect(report).toMatchObject({ saved: false, added: 0 });
    const refusal = report.refusals.find((each) => each.row === row);
    expect(refusal).toMatchObject({ sheet: 'map.csv', column });
    expect(refusal?.reason).toContain(words);
    await expectNothingChanged();
  });

  test.each<[fault: string, bytes: Buffer | string, reason: RegExp]>([
    ['nothing at all', '', /is empty/],
    ['a zip file', Buffer.from('504b0304140000', 'hex'), /Unpack it/],
    ['UTF-16', Buffer.from(`\uFEFF${PLANS.join('\n')}`, 'utf16le'), /UTF-16/],
    ['Windows-1252', Buffer.from(PLANS.join('\n').replace('Barnsley', 'Barnsl\u00E9y'), 'latin1'), /not in UTF-8/],
    ['zeros', Buffer.concat([Buffer.from(PLANS.join('\n')), Buffer.alloc(10)]), /no plain text/],
    ['one line without an end', Buffer.from('a'.repeat(300_000)), /more than 100,000 characters/],
  ])('%s', async (_fault, bytes, reason) => {
    const report = await importBytes(bytes, ['key,column', 'broken,rate']);
    expect(report).toMatchObject({ saved: false, refused: 1 });
    expect(report.refusals[0]?.reason).toMatch(reason);
    await expectNothingChanged();
  });

  test('a claim of 2 GB, before a byte is read', async () => {
    const place = path.join(folder, 'huge.csv');
    const handle = await open(place, 'w');
    await handle.truncate(2 * 1024 ** 3);
    await handle.close();
    const started = performance.now();
    const report = await importIndicators(OPERATOR, { name: 'huge.csv', path: place }, null, {
      check: false,
      today: calendarDate('2026-11-26'),
    });
    expect(report.refusals[0]?.reason).toMatch(/2,048 MB; up to 1,024 MB/);
    expect(performance.now() - started).toBeLessThan(1_000);
    await rm(place);
  });

  test('a thousand faults are counted, and the first hundred named', async () => {
    const lines = [header, ...Array.from({ length: 1_000 }, () => barnsley('many')), ...Array.from({ length: 1_001 }, () => barnsley('1'))];
    const report = await importLines(lines, ['key,column', 'broken,rate']);
    expect(report).toMatchObject({ saved: false, refused: 1_000, added: 0 });
    expect(report.refusals).toHaveLength(100);
  });
});

describe('the database itself', () => {
  test.each([
    [
      'a reading that is both number and marker',
      `UPDATE reading SET marker = 'c', import_id = import_id + 1`,
      /reading_is_a_number_or_a_marker|a reading is corrected/,
    ],
    [
      'a number that is none',
      `INSERT INTO reading SELECT indicator_id, geography_id, '2040-01-01', '2040', 'RY', 'many', NULL, NULL, import_id FROM reading LIMIT 1`,
      /reading_value_is_a_number/,
    ],
    [
      'an unknown marker',
      `INSERT INTO reading SELECT indicator_id, geography_id, '2040-01-01', '2040', 'RY', NULL, 'q', NULL, import_id FROM reading LIMIT 1`,
      /reading_marker_is_known/,
    ],
    ['a change without another import', `UPDATE reading SET value = '1', marker = NULL`, /corrected by another import/],
    ['that readings go', 'DELETE FROM reading', /only ever added to/],
    ['that readings are emptied', 'TRUNCATE reading', /only ever added to/],
    ['that corrections go', 'DELETE FROM reading_correction', /only ever added to/],
    [
      'corrections made up',
      `INSERT INTO reading_correction SELECT indicator_id, geography_id, begins_on, import_id, value, marker, base, import_id FROM reading LIMIT 1`,
      /only ever added to/,
    ],
    [
      'two published indicators of one key',
      `INSERT INTO indicator (key, name, unit, decimals, polarity, frequency, source_id) SELECT key, name, unit, decimals, polarity, frequency, source_id FROM indicator LIMIT 1`,
      /indicator_authority_id_key_key/,
    ],
    [
      'an indicator without history',
      `BEGIN; UPDATE indicator SET name = 'Another', version = version + 1 WHERE key = 'agency-rate'; COMMIT`,
      /without its history/,
    ],
    [
      'joint figures of one council',
      `BEGIN; INSERT INTO geography (key, kind) VALUES ('a+b', 'joint'); COMMIT`,
      /is joint, with 0 councils/,
    ],
  ])('refuses %s', async (_what, sql, fault) => {
    await expect(client.query(sql)).rejects.toThrow(fault);
    await client.query('ROLLBACK');
  });
});

test('importing figures is for whoever runs the installation', async () => {
  await expect(
    importIndicators(ANYBODY, { name: 'x.csv', path: '/nowhere' }, null, { check: false, today: calendarDate('2026-11-26') }),
  ).rejects.toThrow(Forbidden);
});

/** Neither the indicator nor a figure is there. */
async function expectNothingChanged(): Promise<void> {
  expect(await findPublishedIndicator('broken')).toBeNull();
  expect(await database().reading.count()).toBe(readings);
}

async function importLines(
  lines: readonly string[],
  map?: readonly string[],
  options: { readonly check?: boolean } = {},
): Promise<IndicatorImportReport> {
  return importBytes(`${lines.join('\n')}\n`, map, options);
}

async function importBytes(
  bytes: Buffer | string,
  map?: readonly string[],
  { check = false }: { readonly check?: boolean } = {},
): Promise<IndicatorImportReport> {
  const [file, mapFile] = [path.join(folder, 'figures.csv'), path.join(folder, 'map.csv')];
  await writeFile(file, bytes);
  if (map) await writeFile(mapFile, `${map.join('\n')}\n`);
  return importIndicators(OPERATOR, { name: 'figures.csv', path: file }, map ? { name: 'map.csv', path: mapFile } : null, {
    check,
    today: calendarDate('2026-11-26'),
  });
}
