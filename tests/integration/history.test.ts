import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';

import { closeDatabase, database } from '@/database/client';
import { appendHistories, findVersion, listHistory, readChain, sha256 } from '@/database/history';
import { applyMigrations } from '@/database/migrations';
import { appendOpeningEntries } from '@/database/national-history';
import { saveSettings } from '@/database/settings';
import { OPERATOR } from '@/domain/access';
import { canonicalJson, hashedText, type NewHistoryEntry } from '@/domain/history';
import { DEFAULT_SETTINGS } from '@/domain/settings';
import { Forbidden, moment } from '@/domain/shared';
import { anchorHistory, verifyHistory } from '@/operations/history';
import { loadReferenceSet } from '@/operations/reference';
import { PlainFault } from '@/platform/plain-fault';

import { emptyDatabase } from '../support/database';
import { rowOf } from '../support/history';
import { aPersonWith } from '../support/actors';

/** `HISTORY_TRIALS=whole` goes through all of it, in minutes: 1,000 edits, 50 writers with 200 changes each. */
const WHOLE = process.env.HISTORY_TRIALS === 'whole';
const EDITS = WHOLE ? 1_000 : 60;
const CHANGES_EACH = WHOLE ? 200 : 4;

const COLUMNS = [
  ...['chain', 'position', 'record_type', 'record_id', 'version', 'council', 'at', 'actor', 'reason', 'content'],
  ...['written_in', 'previous_hash', 'hash'],
];

const AT = moment('2026-11-20T09:30:00.000Z');

/** The row of Barnsley's inspection of 2023, within SQL. */
const ID = barnsley('2023-09-11-short-inspection');

/** Our own database's owner, who may do everything: what is refused here is refused to everybody who does not switch triggers off. */
let client: Client;

beforeAll(async () => {
  client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await loadReferenceSet(OPERATOR);
}, 60_000);

afterAll(() => client.end());

describe('what is loaded', () => {
  test('enters the history of England with its council, whole, in the form in which TypeScript and PostgreSQL hash alike', async () => {
    const [national] = await verifyHistory(OPERATOR, null);
    expect(national).toEqual({ chain: 'national', length: 158 + 153 + 491 + 21 + 5, fault: null });
    const { rows } = await client.query<{ content: string }>(
      `SELECT content FROM history_entry WHERE record_type = 'inspection' AND council = 'barnsley' ORDER BY position`,
    );
    const contents = rows.map(({ content }) => content);
    expect(contents).toHaveLength(6);
    expect(contents.map((content) => canonicalJson(z.json().parse(JSON.parse(content))))).toEqual(contents);
    expect(contents.find((content) => content.includes('2023-09-11'))).toContain(
      '"area":"help-and-protection","covers":null,"grade":"requires-improvement"',
    );
  });

  test('has the content that names and signs of any kind need', async () => {
    const odd: NewHistoryEntry = {
      ...aVersion('odd'),
      reason: 'Ærø, “quoted”, 5:five,-, 🙂',
      content: { text: 'é\u2028\u0001"\\', list: [1.5, -0, null, true] },
    };
    await append([odd]);
    const hashes = [];
    for await (const { hash, ...rest } of readChain('odd')) hashes.push([sha256(hashedText(rest)), hash]);
    expect(hashes).toHaveLength(1);
    expect(hashes[0]?.[0]).toBe(hashes[0]?.[1]);
  });
});

describe('the database refuses', () => {
  const REFUSED: readonly (readonly [string, string, RegExp])[] = [
    ['to change an entry', `UPDATE history_entry SET reason = 'other' WHERE position = 5`, /only ever added to/],
    ['to delete an entry', 'DELETE FROM history_entry WHERE position = 5', /only ever added to/],
    ['to empty the history', 'TRUNCATE history_entry', /only ever added to/],
    ['to move a head', 'UPDATE history_chain SET position = 3', /only ever added to/],
    ['to make up a head', `INSERT INTO history_chain VALUES ('leeds', 7, repeat('0', 64))`, /only ever added to/],
    ['to delete a head', 'DELETE FROM history_chain', /only ever added to/],
    ['to empty the heads', 'TRUNCATE history_chain', /only ever added to/],
    ['a version that skips one', entry({ version: 3 }), /version 3 cannot follow version 1/],
    ['a version that is there', entry({ version: 1 }), /version 1 cannot follow version 1/],
    ['content that is no record', entry({ content: 'null' }), /content_is_an_object/],
    ['a blank actor', entry({ actor: ' ' }), /actor_is_not_blank/],
    [
      'a record changed under its old version',
      `UPDATE inspection SET summary = 'x' WHERE id = ${ID}`,
      /saved as version 1, which must be 2/,
    ],
    [
      'a record changed under a version of choice',
      `UPDATE inspection SET version = 9 WHERE id = ${ID}`,
      /saved as version 9, which must be 2/,
    ],
    [
      'a record changed without its history',
      `UPDATE inspection SET version = 2 WHERE id = ${ID}`,
      /version 2 was saved without its history/,
    ],
    ['a record that becomes another', `UPDATE inspection SET id = 99999, version = 2 WHERE id = ${ID}`, /cannot become another record/],
    [
      'a record changed twice with one entry',
      `${entry({ version: 2 })}; UPDATE inspection SET version = 2 WHERE id = ${ID}; UPDATE inspection SET version = 3 WHERE id = ${ID}`,
      /version 3 was saved without/,
    ],
    ['a record removed without its history', `DELETE FROM inspection WHERE id = ${ID}`, /version 2 was saved without its history/],
    [
      'a record removed with an entry of a change',
      `${entry({ version: 2 })}; DELETE FROM inspection WHERE id = ${ID}`,
      /version 2 was saved without its history/,
    ],
    [
      'a new record that is not at version 1',
      `INSERT INTO council_settings SELECT id, NULL, '#000000', false, false, false, '{}', 2, '{}' FROM authority WHERE slug = 'leeds'`,
      /which must be 1/,
    ],
    [
      'a new record without its history',
      `INSERT INTO council_settings SELECT id, NULL, '#000000', false, false, false, '{}', 1, '{}' FROM authority WHERE slug = 'leeds'`,
      /saved without its history/,
    ],
    [
      'a judgement changed alone',
      `UPDATE judgement SET grade = 'outstanding' WHERE inspection_id = ${ID}`,
      /judgement changed without its history/,
    ],
    ['a judgement removed alone', `DELETE FROM judgement WHERE inspection_id = ${ID}`, /judgement changed without its history/],
    [
      'a judgement moved to another inspection',
      `UPDATE judgement SET inspection_id = ${barnsley('2022-05-01-jtai')} WHERE inspection_id = ${ID} AND area = 'in-care'`,
      /changed without its history/,
    ],
    [
      'a date changed alone',
      `UPDATE inspection_dates SET ends_on = ends_on WHERE inspection_id = ${ID}`,
      /inspection_dates changed without its history/,
    ],
    [
      'neighbours changed alone',
      `UPDATE neighbour SET closeness = 'Close' WHERE authority_id = (SELECT id FROM authority WHERE slug = 'barnsley')`,
      /neighbour changed without its history/,
    ],
    [
      'neighbours removed alone',
      `DELETE FROM neighbour WHERE authority_id = (SELECT id FROM authority WHERE slug = 'barnsley')`,
      /neighbours [0-9]+\/2025: neighbour changed without its history/,
    ],
    [
      'a disagreement noted alone',
      `INSERT INTO disagreement SELECT ${ID}, 'publishedOn', id, '2023-10-27', '2023-10-30' FROM source LIMIT 1`,
      /disagreement changed without its history/,
    ],
    ['a theme added alone', `INSERT INTO inspection_theme VALUES (${ID}, 'front-door')`, /inspection_theme changed without its history/],
    [
      'a council’s code added alone',
      `INSERT INTO authority_code SELECT 'E99999999', id FROM authority WHERE slug = 'leeds'`,
      /authority_code changed without its history/,
    ],
    ['to empty a tracked table', 'TRUNCATE inspection CASCADE', /cannot be emptied at once/],
    ['to empty the judgements', 'TRUNCATE judgement', /cannot be emptied at once/],
    ['to empty the neighbours', 'TRUNCATE neighbour', /cannot be emptied at once/],
    ['to empty the disagreements', 'TRUNCATE disagreement', /cannot be emptied at once/],
  ];

  test.each(REFUSED)('%s', async (_, sql, sentence) => {
    await client.query('BEGIN');
    try {
      await expect(client.query(`${sql}; SET CONSTRAINTS ALL IMMEDIATE`)).rejects.toThrow(sentence);
    } finally {
      await client.query('ROLLBACK');
    }
  });

  test('an entry of an earlier transaction as the history of a change of now', async () => {
    await client.query(entry({ version: 2, id: barnsley('2018-10-08-standard-inspection') }));
    await expect(
      client.query(`UPDATE inspection SET version = 2 WHERE id = ${barnsley('2018-10-08-standard-inspection')}`),
    ).rejects.toThrow('version 2 was saved without its history');
  });

  test('nothing of a change that brings its version and its history', async () => {
    const id = barnsley('2014-06-02-single-inspection');
    await client.query(
      `BEGIN; UPDATE inspection SET summary = 'Seen again', version = 2 WHERE id = ${id}; DELETE FROM inspection_theme WHERE inspection_id = ${id};
       ${entry({ version: 2, id })}; COMMIT`,
    );
    const { rows } = await client.query<{ id: number }>(`SELECT ${id} AS id`);
    expect((await findVersion('inspection', String(rows[0]?.id), 2))?.actor).toBe('operator');
  });
});

describe('verifying', () => {
  test('finds every single edited byte, at its entry', async () => {
    await append(versions('edited', 100));
    const random = numbersFrom(20_261_120);
    const wrong: string[] = [];
    // Triggers are off in this session, which only a superuser can do.
    await client.query('SET session_replication_role = replica');
    for (let trial = 0; trial < EDITS; trial += 1) {
      const position = 1 + random(100);
      const where = `chain = 'edited' AND position = ${position}`;
      const { rows } = await client.query<Row>(
        `SELECT ${COLUMNS.map((column) => `${column}::text`).join(', ')} FROM history_entry WHERE ${where}`,
      );
      const [before] = rows;
      if (!before) throw new Error(`There is no entry ${position}`);
      const { column, value } = editedByte(before, random);
      await client.query(`DELETE FROM history_entry WHERE ${where}`);
      await insertAsItIs({ ...before, [column]: value });
      const faults = (await verifyHistory(OPERATOR, null)).flatMap(({ fault }) => fault ?? []);
      const found = faults.some((fault) => fault.chain === 'edited' && fault.position === position);
      if (!found) wrong.push(`${column} of ${position} became ${value}: ${JSON.stringify(faults)}`);
      await client.query('DELETE FROM history_entry WHERE record_id = $1 OR hash = $2', [before['record_id'], before['hash']]);
      await insertAsItIs(before);
    }
    await client.query('SET session_replication_role = origin');
    expect(wrong).toEqual([]);
    expect((await verifyHistory(OPERATOR, null)).flatMap(({ fault }) => fault ?? [])).toEqual([]);
  }, 900_000);

  test('finds a cut end by the head, and with the head cut as well by the anchor', async () => {
    await append(versions('cut', 10));
    const anchor = await anchorHistory(OPERATOR);
    await append(versions('cut-later', 1));
    await client.query(`SET session_replication_role = replica`);
    await client.query(`DELETE FROM history_entry WHERE chain = 'cut' AND position > 7`);
    expect(await faultOf('cut')).toEqual({ chain: 'cut', position: 8, what: 'is missing: the end of the chain is cut off' });
    await client.query(
      `UPDATE history_chain c SET position = 7, hash = e.hash FROM history_entry e WHERE e.chain = 'cut' AND e.position = 7 AND c.chain = 'cut'`,
    );
    expect(await faultOf('cut')).toBeNull();
    expect(await faultOf('cut', anchor)).toMatchObject({
      position: 8,
      what: 'is missing, though it was there when the anchor was made',
    });
    // Written anew from entry 5 on, with right hashes.
    await client.query(`DELETE FROM history_entry WHERE chain = 'cut' AND position > 4`);
    await client.query(
      `UPDATE history_chain c SET position = 4, hash = e.hash FROM history_entry e WHERE e.chain = 'cut' AND e.position = 4 AND c.chain = 'cut'`,
    );
    await client.query(`SET session_replication_role = origin`);
    await append(versions('cut', 6).map((each) => ({ ...each, recordId: `new-${each.recordId}` })));
    expect(await faultOf('cut')).toBeNull();
    expect(await faultOf('cut', anchor)).toMatchObject({ position: 10, what: 'is another entry than the anchor names' });
    // And without a trace.
    await client.query(`SET session_replication_role = replica`);
    await client.query(`DELETE FROM history_entry WHERE chain = 'cut'; DELETE FROM history_chain WHERE chain = 'cut'`);
    await client.query(`SET session_replication_role = origin`);
    expect(await faultOf('cut', anchor)).toMatchObject({ position: 1 });
  });

  test('finds a cut end also after others have appended', async () => {
    await append(versions('gap', 5));
    await client.query(`SET session_replication_role = replica`);
    await client.query(`DELETE FROM history_entry WHERE chain = 'gap' AND position > 3`);
    await client.query(`SET session_replication_role = origin`);
    await append(versions('gap', 2).map((each) => ({ ...each, recordId: `new-${each.recordId}` })));
    expect(await faultOf('gap')).toMatchObject({ position: 4 });
  });

  test('refuses a file that is no anchor, and everybody but the operator', async () => {
    await expect(verifyHistory(OPERATOR, '# Notes\n')).rejects.toThrow(PlainFault);
    await expect(verifyHistory(OPERATOR, '\n')).rejects.toThrow(PlainFault);
    await expect(verifyHistory(aPersonWith('administrator'), null)).rejects.toThrow(Forbidden);
    await expect(anchorHistory(aPersonWith('manager'))).rejects.toThrow(Forbidden);
  });
});

test(`50 writers with ${CHANGES_EACH} changes each leave one chain without a fork`, async () => {
  const councils = await database().authority.findMany({ take: 50, orderBy: { id: 'asc' }, select: { id: true } });
  // The same chain for all: each writer has a record of its own, so that every change counts.
  const writers = councils.map(async (_, writer) => {
    for (let version = 1; version <= CHANGES_EACH; version += 1) {
      await database().$transaction(
        (queries) =>
          appendHistories(queries, [
            {
              ...aVersion('written-at-once'),
              recordId: `writer-${writer}`,
              version,
              actor: `person-${writer}`,
              content: { version, writer },
            },
          ]),
        { maxWait: 120_000, timeout: 120_000 },
      );
    }
  });
  await Promise.all(writers);
  expect(await lengthOf('written-at-once')).toBe(50 * CHANGES_EACH);
  expect(await faultOf('written-at-once')).toBeNull();
}, 600_000);

test('appending takes time that grows with the number of entries', async () => {
  const first = await timed(() => append(versions('bulk-first', 600)));
  const second = await timed(() => append(versions('bulk-second', 6_000)));
  expect(first).toBeLessThan(1_500);
  // Ten times as many; quadratic time would be a hundred times as much.
  expect(second).toBeLessThan(Math.max(first, 100) * 30);
});

test('what was stored before there was a history gets its opening entries, once, and can be changed from then on', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  const url = await emptyDatabase(inject('postgresUrl'));
  const mine = process.env.DATABASE_URL;
  await mkdir(folder, { recursive: true });
  const migrateUpTo = async (end: string) => {
    const earlier = (await readdir('prisma/migrations')).filter((name) => name < end);
    for (const name of earlier) await cp(path.join('prisma/migrations', name), path.join(folder, name), { recursive: true });
    await applyMigrations(url, folder);
  };
  await migrateUpTo('20261123031100');
  const old = new Client({ connectionString: url });
  await old.connect();
  try {
    await old.query(`
      BEGIN;
      INSERT INTO source (key, name, publisher, retrieved_on) VALUES ('list', 'A list', 'Somebody', '2026-11-20');
      INSERT INTO authority (slug, la_code, name, region, source_id) VALUES
        ('barnsley', '370', 'Barnsley', 'yorkshire-and-the-humber', 1), ('leeds', '383', 'Leeds', 'yorkshire-and-the-humber', 1);
      INSERT INTO neighbour VALUES (1, '2025', 1, 2, 'Close', 1);
      INSERT INTO inspection (authority_id, key, event_type, starts_on, ends_on, source_id)
        VALUES (1, '2022-05-09-jtai', 'jtai', '2022-05-09', '2022-05-13', 1);
      INSERT INTO inspection_dates VALUES (1, '2022-05-09', '2022-05-13');
      INSERT INTO disagreement VALUES (1, 'publishedOn', 1, '2022-06-01', '2022-06-02');
      COMMIT`);
    await migrateUpTo('20261126130000');
    // Kept by a version of the service that kept no disagreements.
    await old.query(`
      BEGIN;
      INSERT INTO inspection (authority_id, key, event_type, starts_on, ends_on, source_id)
        VALUES (2, '2022-05-09-jtai', 'jtai', '2022-05-09', '2022-05-13', 1);
      INSERT INTO inspection_dates VALUES (2, '2022-05-09', '2022-05-13');
      INSERT INTO history_entry (chain, record_type, record_id, version, council, at, actor, content)
        VALUES ('national', 'inspection', '2', 1, 'leeds', now(), 'operator', '{}');
      INSERT INTO disagreement VALUES (2, 'publishedOn', 1, '2022-06-01', '2022-06-02');
      COMMIT`);
    await applyMigrations(url, 'prisma/migrations');
    await closeDatabase();
    process.env.DATABASE_URL = url;
    expect(await appendOpeningEntries()).toBe(5);
    expect(await appendOpeningEntries()).toBe(0);
    const everything = {
      council: 'barnsley',
      recordTypes: ['authority', 'inspection', 'neighbours'],
      recordId: null,
      actor: null,
      from: null,
      until: null,
    };
    const { entries } = await listHistory(everything, { limit: 10, offset: 0 });
    expect(entries.map(({ chain, recordType, version, actor, reason }) => [chain, recordType, version, actor, reason])).toEqual([
      ['national', 'neighbours', 1, 'operator', 'Opening entry: it was stored before the history was kept'],
      ['national', 'inspection', 1, 'operator', 'Opening entry: it was stored before the history was kept'],
      ['national', 'authority', 1, 'operator', 'Opening entry: it was stored before the history was kept'],
    ]);
    expect(entries[1]?.content).toContain('"disagreements":[{"field":"publishedOn"');
    expect((await findVersion('inspection', '2', 2))?.content).toContain('"disagreements":[{"field":"publishedOn"');
    await expect(old.query(`UPDATE authority SET name = 'Elsewhere'`)).rejects.toThrow('saved as version 1, which must be 2');
    expect(await saveSettings('barnsley', { settings: DEFAULT_SETTINGS, version: 0 }, { actor: 'operator', reason: 'First', at: AT })).toBe(
      true,
    );
    expect((await verifyHistory(OPERATOR, null)).map(({ chain, length, fault }) => [chain, length, fault])).toEqual([
      ['barnsley', 1, null],
      ['national', 6, null],
    ]);
  } finally {
    await old.end();
    await closeDatabase();
    process.env.DATABASE_URL = mine;
    await rm(folder, { recursive: true });
  }
});

function barnsley(id: string): string {
  return rowOf({ authority: 'barnsley', id });
}

/** SQL that appends a version of an inspection. */
function entry({
  version = 2,
  id = ID,
  content = '{}',
  actor = 'operator',
}: {
  version?: number;
  id?: string;
  content?: string;
  actor?: string;
}): string {
  return `INSERT INTO history_entry (chain, record_type, record_id, version, council, at, actor, content)
    VALUES ('national', 'inspection', ${id}::text, ${version}, 'barnsley', '${AT.toString()}', '${actor}', '${content}')`;
}

function aVersion(chain: string): NewHistoryEntry {
  const [version] = versions(chain, 1);
  if (!version) throw new Error('There is no version');
  return version;
}

/** Whole numbers below a limit, the same ones in every run. */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** One column of an entry with one byte changed, in a way that its type and its rules allow. */
function editedByte(row: Row, random: (limit: number) => number): { column: string; value: string } {
  for (;;) {
    const column = COLUMNS[random(COLUMNS.length)] ?? 'content';
    const text = row[column] ?? '';
    const at = random(text.length);
    const byte = text.charAt(at);
    const [first, last] = /[0-9]/.test(byte) ? ['0', '9'] : /[a-z]/.test(byte) ? ['a', 'z'] : /[A-Z]/.test(byte) ? ['A', 'Z'] : [' ', ' '];
    const other = String.fromCodePoint((first.codePointAt(0) ?? 0) + random((last.codePointAt(0) ?? 0) - (first.codePointAt(0) ?? 0) + 1));
    const value = text.slice(0, at) + other + text.slice(at + 1);
    // A position that is taken, or a day that does not exist, the database refuses by itself.
    const possible =
      other !== ' ' &&
      other !== byte &&
      (column !== 'position' || Number(value) > 100 || Number(value) === 0) &&
      (column !== 'at' || (at < text.indexOf('+') && !Number.isNaN(new Date(value).getTime())));
    if (possible) return { column, value };
  }
}

async function insertAsItIs(row: Row): Promise<void> {
  const columns = Object.keys(row);
  await client.query(
    `INSERT INTO history_entry (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
}

/** The first version of so many records, in a chain. */
function versions(chain: string, count: number): NewHistoryEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    chain,
    recordType: 'trial',
    // No edited byte makes it another record's.
    recordId: sha256(`${chain} ${index}`).slice(0, 16),
    version: 1,
    at: AT.add({ milliseconds: index }),
    actor: 'operator',
    reason: 'A trial of the history',
    content: { name: `Record ${index + 1}`, values: [index, index * 2], remark: 'some words to be kept' },
  }));
}

async function append(entries: readonly NewHistoryEntry[]): Promise<void> {
  await database().$transaction((queries) => appendHistories(queries, entries), { timeout: 60_000 });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function lengthOf(chain: string): Promise<number | undefined> {
  return (await verifyHistory(OPERATOR, null)).find((each) => each.chain === chain)?.length;
}

async function faultOf(chain: string, anchor: string | null = null) {
  return (await verifyHistory(OPERATOR, anchor)).find((each) => each.chain === chain)?.fault;
}

type Row = Record<string, string | null>;
