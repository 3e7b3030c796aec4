import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ANYBODY, OPERATOR } from '@/domain/access';
import { calendarDate } from '@/domain/shared';
import { answerIndicators, answerReadings } from '@/operations/api';
import { importIndicators } from '@/operations/indicators';
import { withReferenceSet } from '../support/reference-set';

const SHARED_DATA = process.env['SHARED_DATA'] ?? '../shared/data';

const HAND_KEPT = rowsOf('prisma/reference/by-hand/indicators.csv');
const FILES = [...new Set(HAND_KEPT.map((row) => row['file'] ?? ''))];
const absent = FILES.filter((file) => !existsSync(original(file)));

const PAGE = z.object({
  total: z.number(),
  items: z.array(
    z.object({
      period: z.string(),
      timeIdentifier: z.string(),
      value: z.number().nullable(),
      marker: z.string().nullable(),
      geography: z.string(),
    }),
  ),
});

describe.skipIf(absent.length > 0)(`the originals in SHARED_DATA${absent.length > 0 ? ` (absent: ${absent.join(', ')})` : ''}`, () => {
  let slugs: ReadonlyMap<string, string>;

  beforeAll(async () => {
    await withReferenceSet();
    slugs = new Map(rowsOf('prisma/reference/authorities.csv').map((row) => [row['la_code'] ?? '', row['slug'] ?? '']));
  });

  test.each(HAND_KEPT.map((row) => [row['key'] ?? '', row] as const))(
    '%s: every published cell is what the API answers',
    async (key, indicator) => {
      const filters = (indicator['filters'] ?? '').split(';').filter((part) => part !== '');
      const published = new Map<string, string>();
      for (const row of rowsOf(original(indicator['file'] ?? ''))) {
        if (!filters.every((part) => row[part.slice(0, part.indexOf('='))] === part.slice(part.indexOf('=') + 1))) continue;
        const name = `${geographyIn(row)} ${row['time_period']} ${row['time_identifier']}`;
        expect(published.has(name)).toBe(false);
        published.set(name, row[indicator['column'] ?? ''] ?? '');
      }
      const answered = new Map<string, string>();
      for (const question of ['geography=england', 'geography=inner-london', 'geography=outer-london', ...REGIONS, ...councils()]) {
        for (const { geography, period, timeIdentifier, value, marker } of await readings(key, question)) {
          answered.set(`${geography} ${period} ${timeIdentifier}`, value === null ? (marker ?? '') : String(value));
        }
      }
      expect(published.size).toBeGreaterThan(800);
      // Compared as numbers: JSON has no noughts at the end.
      expect(answered).toEqual(new Map([...published].map(([name, cell]) => [name, /^[\d.]+$/.test(cell) ? String(Number(cell)) : cell])));
    },
  );

  test.each(FILES)('%s is recognised, and changes nothing', async (file) => {
    const options = { check: false, today: calendarDate('2026-11-26') };
    const report = await importIndicators(OPERATOR, { name: file, path: original(file) }, null, options);
    const expected = HAND_KEPT.filter((row) => row['file'] === file).map((row) => row['key'] ?? '');
    expect(report).toMatchObject({ saved: true, refused: 0, added: 0, changed: 0, leftOut: [] });
    expect(new Set(report.indicators.map(({ key }) => key))).toEqual(new Set(expected));
  });

  function councils(): readonly string[] {
    return [...slugs.values()].map((slug) => `authority=${slug}`);
  }

  function geographyIn(row: Readonly<Record<string, string>>): string {
    if (row['geographic_level'] === 'National') return 'england';
    if (row['geographic_level'] === 'Regional') return (row['region_name'] ?? '').toLowerCase().replaceAll(' ', '-');
    return (row['old_la_code'] ?? '')
      .split(' / ')
      .map((code) => slugs.get(code))
      .join('+');
  }
});

describe('Barnsley’s agency rate from 2017 to 2025', () => {
  beforeAll(async () => {
    await withReferenceSet();
  });

  test('is 0, 0, 0, 0, 0.7, 14.3, 28.1, 19.2 and 13.0 in JSON and CSV', async () => {
    const values = (await readings('agency-rate', 'authority=barnsley')).map(({ period, value }) => `${period} ${value}`);
    expect(values).toEqual([0, 0, 0, 0, 0.7, 14.3, 28.1, 19.2, 13.0].map((value, index) => `${2017 + index} ${value}`));
    const table = await answerReadings(ANYBODY, 'agency-rate', { ...question('agency-rate', 'authority=barnsley'), format: 'csv' });
    const rows = table.ok ? parse<Record<string, string>>(Buffer.from(table.value.body), { columns: true, bom: true }) : [];
    expect(rows.map((row) => `${row['period']} ${row['value']}`)).toEqual(values);
  });

  test('is a published indicator of the workforce enabler', async () => {
    const answer = await answerIndicators(ANYBODY, { path: '/api/v1/indicators', parameters: [], format: 'json' });
    const items = z
      .object({ items: z.array(z.looseObject({ key: z.string() })) })
      .parse(answer.ok ? JSON.parse(new TextDecoder().decode(answer.value.body)) : null).items;
    expect(items).toHaveLength(21);
    expect(items.find(({ key }) => key === 'agency-rate')).toMatchObject({
      unit: 'percent',
      decimals: 1,
      polarity: 'lower',
      frameworkReference: 'enabler-3',
      source: { publisher: 'Department for Education', file: 'csww_indicators_2017_to_2025.csv' },
    });
  });
});

const REGIONS = [
  'north-east',
  'north-west',
  'yorkshire-and-the-humber',
  'east-midlands',
  'west-midlands',
  'east-of-england',
  'london',
  'south-east',
  'south-west',
].map((region) => `geography=${region}`);

async function readings(key: string, asked: string): Promise<z.infer<typeof PAGE>['items']> {
  const answer = await answerReadings(ANYBODY, key, question(key, asked));
  if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join());
  const page = PAGE.parse(JSON.parse(new TextDecoder().decode(answer.value.body)));
  expect(page.items).toHaveLength(page.total);
  return page.items;
}

function question(key: string, asked: string) {
  const [name = '', value = ''] = asked.split('=');
  return { path: `/api/v1/indicators/${key}/readings`, parameters: [[name, value]] as const, format: 'json' as const };
}

function rowsOf(file: string): readonly Readonly<Record<string, string>>[] {
  return parse<Record<string, string>>(readFileSync(file), { columns: true, bom: true });
}

function original(file: string): string {
  return path.join(SHARED_DATA, 'indicators', file);
}
