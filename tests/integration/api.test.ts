import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { NAMED_SCHEMAS, openApiDocument, type InspectionItem } from '@/documents/api';
import { AREA_KEYS, GRADE_KEYS } from '@/domain/frameworks';
import * as unknownRoute from '../../app/api/[[...unknown]]/route';
import * as inspectionsRoute from '../../app/api/v1/authorities/[slug]/inspections/route';
import * as authorityRoute from '../../app/api/v1/authorities/[slug]/route';
import * as authoritiesRoute from '../../app/api/v1/authorities/route';
import * as readingsRoute from '../../app/api/v1/indicators/[key]/readings/route';
import * as indicatorsRoute from '../../app/api/v1/indicators/route';
import * as latestRoute from '../../app/api/v1/judgements/latest/route';
import * as descriptionRoute from '../../app/api/v1/openapi.json/route';
import { runSql } from '../support/database';
import { rowOf, sqlOfChange } from '../support/history';
import { withReferenceSet } from '../support/reference-set';

const ADDRESSES = [
  '/api/v1/authorities',
  '/api/v1/authorities/barnsley',
  '/api/v1/authorities/barnsley/inspections',
  '/api/v1/judgements/latest?area=leadership',
  '/api/v1/indicators',
  '/api/v1/indicators/agency-rate/readings?authority=barnsley',
] as const;

const METHOD = z.enum(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);
const COLLECTION = z.enum(['authorities', 'indicators', 'judgements', 'openapi.json']);
const LIST = z.strictObject({ items: z.array(z.unknown()), total: z.int(), next: z.string().nullable() });

const COUNCIL = kind('Authority', NAMED_SCHEMAS.Authority);
const INSPECTION = kind('Inspection', NAMED_SCHEMAS.Inspection);
const INDICATOR = kind('Indicator', NAMED_SCHEMAS.Indicator);
const READING = kind('Reading', NAMED_SCHEMAS.Reading);
const LATEST = kind('LatestJudgement', NAMED_SCHEMAS.LatestJudgement);

const asCsv = (address: string) => address.replace(/(\?|$)/, '.csv$1');

beforeAll(async () => {
  await withReferenceSet();
});

describe('the list of councils', () => {
  test('has the 153 of today, by name, in pages that lead on', async () => {
    const first = await listOf(COUNCIL, '/api/v1/authorities');
    expect(first.total).toBe(153);
    expect(first.items).toHaveLength(100);
    expect(first.next).toBe('/api/v1/authorities?limit=100&offset=100');
    const second = await listOf(COUNCIL, first.next ?? '');
    expect(second.next).toBeNull();
    const slugs = [...first.items, ...second.items].map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(153);
    expect([...first.items, ...second.items].every(({ abolishedOn }) => abolishedOn === null)).toBe(true);
  });

  test('has the abolished ones when asked, and says so in the next page', async () => {
    const { items, total, next } = await listOf(COUNCIL, '/api/v1/authorities?abolished=include&limit=150');
    expect(total).toBeGreaterThan(153);
    expect(items).toHaveLength(150);
    expect(next).toBe('/api/v1/authorities?abolished=include&limit=150&offset=150');
    const rest = await listOf(COUNCIL, next ?? '');
    expect(items.length + rest.items.length).toBe(total);
    expect([...items, ...rest.items].find(({ slug }) => slug === 'cumbria')).toMatchObject({
      abolishedOn: '2023-04-01',
      successors: [
        { slug: 'cumberland', name: 'Cumberland' },
        { slug: 'westmorland-and-furness', name: 'Westmorland and Furness' },
      ],
    });
  });

  test('is empty, not wrong, beyond its end', async () => {
    expect(await listOf(COUNCIL, '/api/v1/authorities?offset=100000')).toEqual({ items: [], total: 153, next: null });
  });
});

describe('one council', () => {
  test('has every ONS code and leads to its inspections', async () => {
    const barnsley = await itemOf(COUNCIL, '/api/v1/authorities/barnsley');
    expect(barnsley).toMatchObject({
      slug: 'barnsley',
      name: 'Barnsley',
      region: 'yorkshire-and-the-humber',
      laCode: '370',
      abolishedOn: null,
    });
    expect(barnsley.onsCodes).toEqual(['E08000016', 'E08000038']);
    expect(barnsley.links).toEqual({ page: '/barnsley', inspections: '/api/v1/authorities/barnsley/inspections' });
  });

  test.each([
    'nowhere',
    'Barnsley',
    '..',
    '.',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    'barnsley%00',
    '%00.csv',
    'barnsley%27--',
    'barns%20ley',
    '%EF%BD%82arnsley',
    'b%C3%A4rnsley',
    '%F0%9F%92%A9',
    '__proto__',
    'constructor',
    'barnsley.csv.csv',
    '.csv',
    'x'.repeat(5_000),
  ])('%.40s is no council', async (slug) => {
    const own = { params: Promise.resolve({ slug: decodeURIComponent(slug) }) };
    for (const { GET } of [authorityRoute, inspectionsRoute]) {
      const response = await GET(new Request(`http://localhost/api/v1/authorities/${slug}`), own);
      expect(response.status).toBe(404);
      expect(await problemsIn(response)).toEqual([{ message: 'There is no such council. /api/v1/authorities lists them all' }]);
    }
  });
});

describe('the inspections of a council', () => {
  test('are every event, the latest on site first, each under its framework', async () => {
    const { items, total } = await listOf(INSPECTION, '/api/v1/authorities/barnsley/inspections');
    expect(items).toHaveLength(total);
    const firstDays = items.map(({ dates }) => dates[0]?.start ?? '');
    expect(firstDays).toEqual(firstDays.toSorted().toReversed());
    expect(items.filter(({ judgements }) => judgements.length > 0).map(({ id, framework }) => [id, framework])).toEqual([
      ['2023-09-11-short-inspection', 'ilacs-2023'],
      ['2018-10-08-standard-inspection', 'ilacs-2018'],
      ['2014-06-02-single-inspection', 'sif-2013'],
    ]);
  });

  test('give each judgement by key and in words, and say why one is missing', async () => {
    const { items } = await listOf(INSPECTION, '/api/v1/authorities/barnsley/inspections');
    const [of2023, of2018, of2014] = items.filter(({ judgements }) => judgements.length > 0);
    expect(gradesOf(of2023)).toEqual({
      leadership: 'good',
      'help-and-protection': 'requires-improvement',
      'in-care': 'good',
      'care-leavers': 'good',
      'overall-effectiveness': 'good',
    });
    expect(gradesOf(of2018)).toMatchObject({ 'in-care': 'good', 'care-leavers': null, 'overall-effectiveness': 'good' });
    expect(of2018?.judgements.find(({ area }) => area === 'care-leavers')).toMatchObject({ absence: 'not-judged' });
    expect(gradesOf(of2014)).toMatchObject({ 'overall-effectiveness': 'requires-improvement', 'care-leavers': 'good' });
  });

  test('have no last day where none is known, and a whole month where no day is', async () => {
    const { items } = await listOf(INSPECTION, '/api/v1/authorities/barnsley/inspections');
    expect(items.find(({ id }) => id === '2024-11-05-focused-visit')).toMatchObject({
      dates: [{ start: '2024-11-05', end: null }],
      precision: 'first-day',
      judgements: [],
      framework: 'ilacs-2023',
    });
    expect(items.find(({ eventType }) => eventType === 'jtai')).toMatchObject({
      dates: [{ start: '2022-05-01', end: '2022-05-31' }],
      precision: 'month',
      framework: null,
    });
  });

  test('come a page at a time', async () => {
    const whole = await listOf(INSPECTION, '/api/v1/authorities/barnsley/inspections');
    let address: string | null = '/api/v1/authorities/barnsley/inspections?limit=2';
    const ids: string[] = [];
    while (address) {
      const page: List<InspectionItem> = await listOf(INSPECTION, address);
      ids.push(...page.items.map(({ id }) => id));
      address = page.next;
    }
    expect(ids).toEqual(whole.items.map(({ id }) => id));
  });

  test('show what another source says of them', async () => {
    const inspection = { authority: 'barnsley', id: '2023-09-11-short-inspection' };
    await runSql(
      databaseUrl(),
      sqlOfChange(
        inspection,
        `INSERT INTO disagreement (inspection_id, field, source_id, stored, stated)
         SELECT id, 'judgement:leadership', source_id, 'good', 'outstanding' FROM inspection WHERE id = ${rowOf(inspection)}`,
      ),
    );
    const { items } = await listOf(INSPECTION, '/api/v1/authorities/barnsley/inspections');
    expect(items.flatMap(({ id, disagreements }) => disagreements.map(({ field, stored, stated }) => [id, field, stored, stated]))).toEqual(
      [['2023-09-11-short-inspection', 'judgement:leadership', 'good', 'outstanding']],
    );
  });
});

describe('the latest judgements', () => {
  // As counted on the reports themselves; the rest of care leavers was not judged by itself.
  test.each([
    ['leadership', [60, 58, 27, 0, 8]],
    ['help-and-protection', [28, 76, 40, 0, 9]],
    ['in-care', [54, 68, 26, 0, 5]],
    ['care-leavers', [47, 63, 35, 0, 6]],
  ] as const)('of %s count as the reports do', async (area, counts) => {
    const { items, total } = await listOf(LATEST, `/api/v1/judgements/latest?area=${area}&limit=1000`);
    expect(total).toBe(153);
    expect(GRADE_KEYS.map((grade) => items.filter((item) => item.grade === grade).length)).toEqual(counts);
    expect(items.every(({ grade, absence, words }) => (grade === null) !== (absence === null) && words !== '')).toBe(true);
  });

  test.each(AREA_KEYS)('of %s can be asked for', async (area) => {
    const { total } = await listOf(LATEST, `/api/v1/judgements/latest?area=${area}`);
    expect(total).toBe(153);
  });

  test('of one grade in one region are those of the whole list', async () => {
    const whole = await listOf(LATEST, '/api/v1/judgements/latest?area=leadership&limit=1000');
    const some = await listOf(LATEST, '/api/v1/judgements/latest?area=leadership&limit=1000&grade=good&region=london');
    expect(some.items).toEqual(whole.items.filter(({ grade, region }) => grade === 'good' && region === 'london'));
    expect(some.total).toBe(some.items.length);
    expect(some.total).toBeGreaterThan(0);
  });
});

describe('a CSV file', () => {
  test('of councils brings them all and says what it is', async () => {
    const response = await ask('/api/v1/authorities.csv');
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
    expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="authorities.csv"');
    expect(response.headers.get('Link')).toBeNull();
    const rows = await rowsIn(response);
    expect(rows).toHaveLength(153);
    expect(rows.find(({ slug }) => slug === 'barnsley')).toMatchObject({
      laCode: '370',
      onsCodes: 'E08000016; E08000038',
      sourcePublisher: 'Data to Insight',
    });
  });

  test('of one council is one row', async () => {
    const response = await ask('/api/v1/authorities/barnsley.csv');
    expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="barnsley.csv"');
    expect((await rowsIn(response)).map(({ slug }) => slug)).toEqual(['barnsley']);
  });

  test('of inspections has each judgement of the JSON in a row', async () => {
    const { items } = await listOf(INSPECTION, '/api/v1/authorities/barnsley/inspections');
    const response = await ask('/api/v1/authorities/barnsley/inspections.csv');
    expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="barnsley-inspections.csv"');
    const rows = await rowsIn(response);
    expect(rows.filter(({ area }) => area !== '').map(({ id, area, grade, words }) => [id, area, grade, words])).toEqual(
      items.flatMap(({ id, judgements }) => judgements.map(({ area, grade, words }) => [id, area, grade ?? '', words])),
    );
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(items.map(({ id }) => id)));
  });

  test('of latest judgements is the JSON’s list', async () => {
    const { items } = await listOf(LATEST, '/api/v1/judgements/latest?area=in-care&limit=1000');
    const response = await ask('/api/v1/judgements/latest.csv?area=in-care');
    expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="latest-judgements-in-care.csv"');
    expect(await rowsIn(response)).toEqual(
      items.map((item) => Object.fromEntries(Object.entries(item).map(([name, value]) => [name, value ?? '']))),
    );
  });

  test('cut short by a limit names the next page in its header', async () => {
    const response = await ask('/api/v1/authorities.csv?limit=10&offset=20');
    expect(response.headers.get('Link')).toBe('</api/v1/authorities.csv?limit=10&offset=30>; rel="next"');
    expect(await rowsIn(response)).toHaveLength(10);
  });
});

describe('indicators', () => {
  const readings = '/api/v1/indicators/agency-rate/readings';

  test('are listed by name, each leading to its readings', async () => {
    const { items, total } = await listOf(INDICATOR, '/api/v1/indicators');
    expect(total).toBe(21);
    expect(items.find(({ key }) => key === 'care-leavers-19-to-21-in-work-or-learning')).toMatchObject({
      polarity: 'higher',
      area: 'care-leavers',
      frameworkReference: 'outcome-4',
      yearEnds: '03-31',
      links: { readings: '/api/v1/indicators/care-leavers-19-to-21-in-work-or-learning/readings' },
    });
  });

  test('have readings of a council, earliest first, with value and count', async () => {
    const { items, total } = await listOf(READING, `${readings}?authority=barnsley`);
    expect(total).toBe(9);
    expect(items[0]).toMatchObject({ period: '2017', timeIdentifier: 'Reporting year', geography: 'barnsley', value: 0, marker: null });
    expect(items.at(-1)).toMatchObject({ period: '2025', value: 13, base: 239.2, source: { publisher: 'Department for Education' } });
  });

  test('have readings of England, of regions, and of councils that report together', async () => {
    expect((await listOf(READING, `${readings}?geography=england`)).items.at(-1)?.value).toBe(13);
    expect((await listOf(READING, `${readings}?geography=yorkshire-and-the-humber`)).total).toBe(9);
    const { items } = await listOf(READING, `${readings}?authority=richmond-upon-thames`);
    expect(new Set(items.map(({ geography }) => geography))).toEqual(new Set(['kingston-upon-thames+richmond-upon-thames']));
  });

  test('say by a marker why there is no number', async () => {
    const { items } = await listOf(READING, `${readings}?authority=sunderland`);
    expect(items.at(-1)).toMatchObject({ value: null, marker: 'low', base: null });
  });

  test('come page by page, and as CSV', async () => {
    const { items, next } = await listOf(READING, `${readings}?authority=barnsley&limit=5`);
    expect([items.length, next]).toEqual([5, `${readings}?authority=barnsley&limit=5&offset=5`]);
    const response = await ask(`${readings}.csv?authority=barnsley`);
    expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="agency-rate-barnsley.csv"');
    const rows = await rowsIn(response);
    expect(rows.map((row) => row['value'])).toEqual(['0', '0', '0', '0', '0.7', '14.3', '28.1', '19.2', '13']);
  });

  test.each([
    ['', null],
    ['?authority=barnsley&geography=england', null],
    ['?geography=wales', 'geography'],
    ['?authority=nowhere', 'authority'],
    ['?authority=%00', 'authority'],
  ])('refuse readings%s', async (query, field) => {
    const response = await ask(`${readings}${query}`);
    expect(response.status).toBe(400);
    expect((await problemsIn(response)).map((problem) => problem.field ?? null)).toEqual([field]);
  });

  test.each(['nothing', '..', 'agency-rate%00', 'AGENCY-RATE', '__proto__'])('%s is no indicator', async (key) => {
    const response = await readingsRoute.GET(new Request('http://localhost/api/v1/indicators/x/readings?geography=england'), {
      params: Promise.resolve({ key: decodeURIComponent(key) }),
    });
    expect(response.status).toBe(404);
    expect(await problemsIn(response)).toEqual([{ message: 'There is no such indicator. /api/v1/indicators lists them all' }]);
  });

  test('of councils without any figure have none, and are not unknown', async () => {
    expect(await listOf(READING, '/api/v1/indicators/care-leavers-19-to-21-not-known/readings?authority=bournemouth')).toMatchObject({
      total: 0,
    });
  });
});

describe('every address', () => {
  const everything = [...ADDRESSES, ...ADDRESSES.map(asCsv), '/api/v1/openapi.json'];

  test.each(everything)('%s may be read from any site and is asked after each time', async (address) => {
    const response = await ask(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=0, must-revalidate');
    expect(response.headers.get('Content-Length')).toBe(String((await response.arrayBuffer()).byteLength));
  });

  test.each(everything)('%s is not sent again to those who hold it', async (address) => {
    const etag = (await ask(address)).headers.get('ETag') ?? '';
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    for (const held of [etag, `W/${etag}`, `"another", W/${etag}`, '*']) {
      const response = await ask(address, { headers: { 'If-None-Match': held } });
      expect(response.status).toBe(304);
      expect(response.headers.get('ETag')).toBe(etag);
      expect(await response.text()).toBe('');
    }
    expect((await ask(address, { headers: { 'If-None-Match': '"another"' } })).status).toBe(200);
  });

  test.each(everything)('%s refuses to be written to', async (address) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      const response = await ask(address, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS');
      expect(await problemsIn(response)).toEqual([{ message: 'This address can only be read: use GET' }]);
    }
    const allowed = await ask(address, { method: 'OPTIONS' });
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('Access-Control-Allow-Methods')).toBe('GET, HEAD, OPTIONS');
  });

  test.each(everything)('%s refuses a parameter it does not know', async (address) => {
    const response = await ask(`${address}${address.includes('?') ? '&' : '?'}colour=red`);
    expect(response.status).toBe(400);
    expect(response.headers.get('Content-Type')).toContain('application/json');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect((await problemsIn(response)).map(({ field }) => field)).toEqual(['colour']);
  });

  test.each(everything)('%s answers HEAD with the headers of GET', async (address) => {
    const [head, get] = await Promise.all([ask(address, { method: 'HEAD' }), ask(address)]);
    expect([...head.headers]).toEqual([...get.headers]);
  });

  test('that does not exist says so in JSON', async () => {
    const response = unknownRoute.GET();
    expect(response.status).toBe(404);
    expect(await problemsIn(response)).toEqual([{ message: 'There is nothing at this address. /api/v1/openapi.json lists all addresses' }]);
    expect(unknownRoute.POST().status).toBe(405);
  });

  test('gets a new tag when a judgement changes', async () => {
    const before = await Promise.all(ADDRESSES.map(async (address) => (await ask(address)).headers.get('ETag')));
    const inspection = { authority: 'barnsley', id: '2023-09-11-short-inspection' };
    await runSql(
      databaseUrl(),
      sqlOfChange(
        inspection,
        `UPDATE judgement SET grade = 'outstanding', words = 'Outstanding' WHERE area = 'leadership' AND inspection_id = ${rowOf(inspection)}`,
      ),
    );
    const after = await Promise.all(ADDRESSES.map(async (address) => (await ask(address)).headers.get('ETag')));
    expect(ADDRESSES.map((_, index) => before[index] !== after[index])).toEqual([false, false, true, true, false, false]);
  });
});

/** Asks as a program would; which handlers answer is settled here as Next settles it by the folders. */
async function ask(address: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(`http://localhost${address}`, init);
  const method = METHOD.parse(request.method);
  const [collection = '', slug, list] = new URL(request.url).pathname.replace('/api/v1/', '').split('/');
  if (slug !== undefined && collection === 'authorities') {
    const handlers = list === undefined ? { ...authorityRoute } : { ...inspectionsRoute };
    return handlers[method](request, { params: Promise.resolve({ slug }) });
  }
  if (slug !== undefined && collection === 'indicators') {
    return { ...readingsRoute }[method](request, { params: Promise.resolve({ key: slug }) });
  }
  const handlers = {
    authorities: { ...authoritiesRoute },
    indicators: { ...indicatorsRoute },
    judgements: { ...latestRoute },
    'openapi.json': { ...descriptionRoute },
  };
  return handlers[COLLECTION.parse(collection.replace('.csv', ''))][method](request, { params: Promise.resolve({}) });
}

/** A page of a list, held against the OpenAPI document and found to have nothing beyond it. */
async function listOf<Item>(kind: Kind<Item>, address: string): Promise<List<Item>> {
  const list = LIST.parse(await jsonAt(address));
  return { ...list, items: list.items.map((item) => checked(kind, item)) };
}

async function itemOf<Item>(kind: Kind<Item>, address: string): Promise<Item> {
  return checked(kind, await jsonAt(address));
}

async function jsonAt(address: string): Promise<unknown> {
  const response = await ask(address);
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
  return response.json();
}

function kind<Item>(name: keyof typeof NAMED_SCHEMAS, schema: z.ZodType<Item>): Kind<Item> {
  const document = JSON.stringify({ $ref: `#/$defs/${name}`, $defs: openApiDocument().components.schemas });
  const described = z.custom<z.core.JSONSchema.JSONSchema>().parse(JSON.parse(document.replaceAll('#/components/schemas/', '#/$defs/')));
  return { schema, described: z.fromJSONSchema(described) };
}

function checked<Item>({ schema, described }: Kind<Item>, item: unknown): Item {
  described.parse(item);
  const known = schema.parse(item);
  // zod leaves out what a schema does not have, and so shows a field that is not described.
  expect(item).toEqual(known);
  return known;
}

async function problemsIn(response: Response) {
  return NAMED_SCHEMAS.Problems.parse(await response.json()).problems;
}

async function rowsIn(response: Response): Promise<readonly Record<string, string>[]> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  return z.array(z.record(z.string(), z.string())).parse(parse(bytes, { columns: true, bom: true, record_delimiter: '\r\n' }));
}

function gradesOf(inspection: InspectionItem | undefined) {
  return Object.fromEntries(inspection?.judgements.map(({ area, grade }) => [area, grade]) ?? []);
}

function databaseUrl(): string {
  return process.env.DATABASE_URL ?? '';
}

interface List<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly next: string | null;
}

interface Kind<Item> {
  readonly schema: z.ZodType<Item>;
  /** The same as the OpenAPI document has it. */
  readonly described: z.ZodType;
}
