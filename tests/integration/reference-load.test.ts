import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { applyStatements } from '@/database/imports';
import { listReadings } from '@/database/indicators';
import { listInspections, listDisagreements } from '@/database/inspections';
import { listAuthorities, listNeighbours, searchAuthorities } from '@/database/authorities';
import { ANYBODY, OPERATOR } from '@/domain/access';
import { readReferenceSet, REFERENCE_FILE_NAMES, statementsBySource, type StatedSource } from '@/domain/exchange';
import { calendarDate, Forbidden } from '@/domain/shared';
import { importIndicators } from '@/operations/indicators';
import { loadReferenceSet } from '@/operations/reference';
import { PlainFault } from '@/platform/plain-fault';
import { readCsvFiles, REFERENCE_FOLDER } from '@/platform/reference-files';

import { copyOfLoaded, copyOfTemplate } from '../support/database';
import { sqlOfRemoval } from '../support/history';

const READINGS = 26_444;
/** Councils, lists of neighbours, events, indicators and readings of the set. */
const ALL = 158 + 153 + 491 + 21 + READINGS;

const ANOTHER_SOURCE: StatedSource = {
  key: 'another-list',
  name: 'Another list',
  publisher: 'Somebody',
  url: null,
  file: null,
  page: null,
  publishedOn: null,
  retrievedOn: calendarDate('2026-11-22'),
};
const A_LOAD = { kind: 'ofsted-outcomes', fileName: 'another.csv', fileHash: '0'.repeat(64) } as const;

let client: Client;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reference-'));
  await cp(REFERENCE_FOLDER, folder, { recursive: true });
});

afterEach(async () => {
  await client.end();
  await rm(folder, { recursive: true });
});

describe('the first load', () => {
  beforeEach(openEmptyDatabase);

  test('brings every council, list of neighbours and event in, each with its source', async () => {
    expect(await loadReferenceSet(OPERATOR)).toEqual({ added: ALL, changed: 0, unchanged: 0, disagreements: 0 });
    expect(await counted()).toEqual({ authority: 158, neighbour: 1530, inspection: 491, judgement: 2598, reading: READINGS, load: 1 });
    const { authorities, total } = await listAuthorities({ limit: 1, offset: 0, abolished: false });
    expect([total, authorities[0]?.name, authorities[0]?.source.publisher]).toEqual([153, 'Barking and Dagenham', 'Data to Insight']);
    const { inspections } = await listInspections('barnsley', { limit: 10, offset: 0 });
    expect(inspections.map(({ id, source }) => [id, source.publisher])).toEqual([
      ['2024-11-05-focused-visit', 'Ofsted and Barnsley Council'],
      ['2023-09-11-short-inspection', 'Ofsted'],
      ['2023-01-25-focused-visit', 'Ofsted and Barnsley Council'],
      ['2022-05-01-jtai', 'Barnsley Safeguarding Children Partnership'],
      ['2018-10-08-standard-inspection', 'Ofsted'],
      ['2014-06-02-single-inspection', 'Ofsted'],
    ]);
  });

  test('makes abolished councils and other names findable, with who took over', async () => {
    await loadReferenceSet(OPERATOR);
    const found = async (text: string) => (await searchAuthorities(text, 5)).map(({ slug }) => slug);
    expect(await found('bournemouth')).toEqual(['bournemouth', 'bournemouth-christchurch-and-poole']);
    expect(await found('E08000016')).toEqual(['barnsley']);
    expect(await found('county durham')).toEqual(['durham']);
    const [cumbria] = await searchAuthorities('cumbria', 1);
    expect(cumbria?.successors.map(({ name }) => name).toSorted()).toEqual(['Cumberland', 'Westmorland and Furness']);
  });

  test('stores exactly what the files say', async () => {
    await loadReferenceSet(OPERATOR);
    const set = readReferenceSet((await readCsvFiles(REFERENCE_FOLDER, REFERENCE_FILE_NAMES)).rowsOf);
    const again = set.ok ? await applyStatements(statementsBySource(set.value), { ...A_LOAD, kind: 'reference-set' }, 'nothing') : null;
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: ALL, disagreements: 0 });
  });

  test('broken off midway leaves nothing behind, and the next one does it all', async () => {
    await client.query('BEGIN; LOCK TABLE judgement IN ACCESS EXCLUSIVE MODE');
    const broken = loadReferenceSet(OPERATOR).catch((error: unknown) => error);
    await client.query('SELECT pg_terminate_backend($1)', [await whoeverWaits()]);
    await client.query('ROLLBACK');
    expect(await broken).toBeInstanceOf(Error);
    expect(await counted()).toEqual({ authority: 0, neighbour: 0, inspection: 0, judgement: 0, reading: 0, load: 0 });
    expect(await loadReferenceSet(OPERATOR)).toMatchObject({ added: ALL });
  });

  test('by two starts at once brings everything in once', async () => {
    const both = await Promise.all([loadReferenceSet(OPERATOR), loadReferenceSet(OPERATOR)]);
    expect(both.map(({ added }) => added).toSorted((left, right) => left - right)).toEqual([0, ALL]);
    expect(await counted()).toMatchObject({ authority: 158, inspection: 491, judgement: 2598, reading: READINGS });
  });
});

describe('the second load', () => {
  beforeEach(openLoadedDatabase);

  test('of the same set changes no row', async () => {
    const before = await rowVersions();
    expect(await loadReferenceSet(OPERATOR)).toEqual({ added: 0, changed: 0, unchanged: ALL, disagreements: 0 });
    expect(await rowVersions()).toEqual(before);
  });

  test('of a set with the same facts in other bytes changes no fact', async () => {
    await writeInOtherBytes();
    const before = await rowVersions();
    expect(await loadReferenceSet(OPERATOR, folder)).toEqual({ added: 0, changed: 0, unchanged: ALL, disagreements: 0 });
    expect({ ...(await rowVersions()), load: before['load'] }).toEqual(before);
  });

  test('brings up to date what the set’s own sources have put right', async () => {
    await replaceIn('inspections.csv', '2023-10-27', '2023-10-30');
    await replaceIn('authorities.csv', 'barnsley,370,Barnsley,', 'barnsley,370,Barnsley Metropolitan Borough,');
    expect(await loadReferenceSet(OPERATOR, folder)).toMatchObject({ added: 0, changed: 2 });
    const { inspections } = await listInspections('barnsley', { limit: 10, offset: 0 });
    expect(inspections.find(({ id }) => id === '2023-09-11-short-inspection')?.publishedOn?.toString()).toBe('2023-10-30');
  });

  test('adds what is new', async () => {
    const visit =
      'barnsley,2026-10-06-focused-visit,ilacs-2026,focused-visit,2026-10-06/2026-10-07,day,,,front-door,Seen.,barnsley-focused-visit-2024\n';
    await appendFile(path.join(folder, 'events.csv'), visit);
    expect(await loadReferenceSet(OPERATOR, folder)).toMatchObject({ added: 1, changed: 0, unchanged: ALL });
  });

  test('leaves alone what somebody has imported, and notes where it differs', async () => {
    const { inspections } = await listInspections('barnsley', { limit: 10, offset: 0 });
    const short = inspections.find(({ id }) => id === '2023-09-11-short-inspection');
    if (!short) throw new Error('Barnsley’s inspection of 2023 is not there');
    await client.query(sqlOfRemoval(short));
    await applyStatements([{ source: ANOTHER_SOURCE, inspections: [{ ...short, publishedOn: calendarDate('2023-11-01') }] }], A_LOAD);

    await writeInOtherBytes();
    expect(await loadReferenceSet(OPERATOR, folder)).toEqual({ added: 0, changed: 0, unchanged: ALL, disagreements: 1 });
    expect((await listDisagreements('barnsley')).map(({ field, stored, stated }) => [field, stored, stated])).toEqual([
      ['publishedOn', '2023-11-01', '2023-10-27'],
    ]);
  });

  test('leaves alone neighbours that somebody has imported', async () => {
    const ours = await listNeighbours('barnsley', '2025');
    const turned = ours.toReversed().map(({ slug, closeness }) => ({ authority: slug, closeness }));
    await applyStatements([{ source: ANOTHER_SOURCE, neighbours: [{ authority: 'barnsley', model: '2025', neighbours: turned }] }], A_LOAD);

    await writeInOtherBytes();
    expect(await loadReferenceSet(OPERATOR, folder)).toEqual({ added: 0, changed: 0, unchanged: ALL - 1, disagreements: 0 });
    expect((await listNeighbours('barnsley', '2025')).map(({ slug }) => slug)).toEqual(turned.map(({ authority }) => authority));
  });
});

describe('readings of the second load', () => {
  beforeEach(openLoadedDatabase);

  test('are corrected by the set that said them, and what they said before is kept with its import', async () => {
    await replaceIn('readings.csv', '2025=13/239.2', '2025=13.1/239.2', 'agency-rate,barnsley,');
    expect(await loadReferenceSet(OPERATOR, folder)).toMatchObject({ added: 0, changed: 1, unchanged: ALL - 1 });
    expect((await agencyRateOfBarnsley()).at(-1)).toBe('13.1');
    const { rows } = await client.query('SELECT value, base, earlier_import_id < import_id AS earlier FROM reading_correction');
    expect(rows).toEqual([{ value: '13', base: '239.2', earlier: true }]);
  });

  test('that a file has corrected since stay as the file says', async () => {
    const file = path.join(folder, 'workforce.csv');
    const header = 'time_period,time_identifier,geographic_level,old_la_code,new_la_code,la_name,agency_rate_fte,inpost_fte,agency_fte';
    await writeFile(file, `${header}\n2025,Reporting year,Local authority,370,E08000038,Barnsley,12.5,208.2,31\n`);
    const today = calendarDate('2026-11-26');
    const options = { check: false, today };
    expect(await importIndicators(OPERATOR, { name: 'workforce.csv', path: file }, null, options)).toMatchObject({
      saved: true,
      changed: 1,
    });
    await writeInOtherBytes();
    expect(await loadReferenceSet(OPERATOR, folder)).toMatchObject({ changed: 0, unchanged: ALL });
    expect((await agencyRateOfBarnsley()).at(-1)).toBe('12.5');
  });
});

describe('a load is refused', () => {
  beforeEach(openEmptyDatabase);

  test('to anybody but whoever runs the installation', async () => {
    await expect(loadReferenceSet(ANYBODY)).rejects.toThrow(Forbidden);
  });

  test('with a sentence for each fault, and changes nothing', async () => {
    await replaceIn('inspections.csv', 'ilacs-2023,short-inspection,2023-09-11/', 'ilacs-2031,short-inspection,2023-02-30/');
    await expect(loadReferenceSet(OPERATOR, folder)).rejects.toThrow(PlainFault);
    await expect(loadReferenceSet(OPERATOR, folder)).rejects.toThrow(
      /inspections\.csv, line \d+, framework is “ilacs-2031”: .*\ninspections\.csv, line \d+, dates is /,
    );
    expect(await counted()).toMatchObject({ authority: 0, load: 0 });
  });
});

async function openEmptyDatabase(): Promise<void> {
  await openDatabase(await copyOfTemplate(inject('postgresUrl')));
}

/** One in which the same operation has loaded the set once. */
async function openLoadedDatabase(): Promise<void> {
  await openDatabase(await copyOfLoaded(inject('postgresUrl')));
}

async function openDatabase(url: string): Promise<void> {
  await closeDatabase();
  process.env.DATABASE_URL = url;
  client = new Client({ connectionString: url });
  await client.connect();
}

/** Barnsley's agency rate, earliest first. */
async function agencyRateOfBarnsley(): Promise<readonly (string | null)[]> {
  return (await listReadings(['agency-rate'], ['barnsley'], 100)).map(({ value }) => value);
}

/** Replaces text in what a file says of Barnsley. */
async function replaceIn(file: string, text: string, by: string, start = 'barnsley,'): Promise<void> {
  const place = path.join(folder, file);
  const lines = (await readFile(place, 'utf8')).split('\n');
  const changed = lines.map((line) => (line.startsWith(start) ? line.replace(text, by) : line));
  expect(changed).not.toEqual(lines);
  await writeFile(place, changed.join('\n'));
}

/** The same facts, so another hash: lines that end as on Windows. */
async function writeInOtherBytes(): Promise<void> {
  const place = path.join(folder, 'events.csv');
  await writeFile(place, (await readFile(place, 'utf8')).replaceAll('\n', '\r\n'));
}

async function counted(): Promise<Readonly<Record<string, number>>> {
  const tables = ['authority', 'neighbour', 'inspection', 'judgement', 'reading', 'load'];
  const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  const { rows } = await client.query<Record<string, number>>(`SELECT ${counts.join(', ')}`);
  return rows[0] ?? {};
}

/** The rows of every table with the transaction that wrote them: equal before and after when no row was written. */
async function rowVersions(): Promise<Readonly<Record<string, string>>> {
  const tables = [
    'source',
    'load',
    'authority',
    'authority_code',
    'authority_name',
    'authority_succession',
    'neighbour',
    'inspection',
    'inspection_dates',
    'judgement',
    'inspection_theme',
    'disagreement',
    'indicator',
    'geography',
    'reading_import',
    'reading',
  ];
  const versions = tables.map((table) => `(SELECT md5(string_agg(xmin::text || ctid::text, ',' ORDER BY ctid)) FROM ${table}) AS ${table}`);
  const { rows } = await client.query<Record<string, string>>(`SELECT ${versions.join(', ')}`);
  return rows[0] ?? {};
}

/** The process of the database that waits for a lock, once there is one. */
async function whoeverWaits(): Promise<number> {
  for (;;) {
    const { rows } = await client.query<{ pid: number }>('SELECT pid FROM pg_locks WHERE NOT granted');
    if (rows[0]) return rows[0].pid;
    await setTimeout(20);
  }
}
