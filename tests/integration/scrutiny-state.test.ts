import { beforeAll, expect, test } from 'vitest';

import { changesBetween } from '@/domain/scrutiny';
import { moment, type Moment } from '@/domain/shared';
import { database } from '@/database/client';
import { appendHistory } from '@/database/history';
import { stateAsAt, figuresAsAt } from '@/operations/scrutiny/state';
import { thisMoment } from '@/platform/clock';

import { withReferenceSet } from '../support/reference-set';

const LONG_AGO = moment('2026-06-01T09:00:00.000Z');

beforeAll(async () => {
  await withReferenceSet();
});

/** Corrects Barnsley's agency rate of 2025, as an import does: with the import's own history. */
async function correct(value: string, at: Moment): Promise<void> {
  const [indicator, geography, source] = await Promise.all([
    database().indicator.findFirstOrThrow({ where: { key: 'agency-rate' } }),
    database().geography.findUniqueOrThrow({ where: { key: 'barnsley' } }),
    database().source.findFirstOrThrow(),
  ]);
  await database().$transaction(async (queries) => {
    const facts = { kind: 'by-hand', sourceId: source.id, reason: 'A count was wrong', added: 0, changed: 1, unchanged: 0 };
    const { id } = await queries.readingImport.create({ data: { ...facts, loadedAt: new Date(at.epochMilliseconds) } });
    await queries.reading.updateMany({
      where: { indicatorId: indicator.id, geographyId: geography.id, period: '2025' },
      data: { value, importId: id },
    });
    await appendHistory(queries, {
      ...{ chain: 'national', recordType: 'reading-import', recordId: String(id), version: 1, at, actor: 'operator', reason: null },
      content: { corrected: value },
    });
  });
}

async function agencyRate(at: Moment): Promise<string | null | undefined> {
  return (await stateAsAt('barnsley', at)).readings.find(({ indicator, period }) => indicator === 'agency-rate' && period.period === '2025')
    ?.value;
}

test('a figure is what was known of it at the time: what the installation began with from ever, each correction from when it was made', async () => {
  const first = await agencyRate(LONG_AGO);
  expect(Number(first)).toBeCloseTo(13, 0);
  const now = thisMoment();
  const [hour, day] = [now.add({ hours: 1 }), now.add({ hours: 24 })];
  await correct('14.5', hour);
  await correct('15.5', day);
  expect(await agencyRate(LONG_AGO)).toBe(first);
  expect(await agencyRate(hour.subtract({ milliseconds: 1 }))).toBe(first);
  expect(await agencyRate(hour)).toBe('14.5');
  expect(await agencyRate(day.subtract({ milliseconds: 1 }))).toBe('14.5');
  expect(await agencyRate(day)).toBe('15.5');

  const changes = changesBetween(await stateAsAt('barnsley', now), await stateAsAt('barnsley', day));
  expect(changes.map(({ kind, fields }) => [kind, fields])).toEqual([['reading-corrected', ['value']]]);
  const region = { slug: 'barnsley', region: 'yorkshire-and-the-humber' } as const;
  const figures = await Promise.all([now, day].map(async (at) => (await figuresAsAt(region, at)).figures));
  const latest = figures.map((all) => all.find(({ indicator }) => indicator.key === 'agency-rate')?.standing.latest);
  expect(latest.map((figure) => figure?.reading.value)).toEqual([first, '15.5']);
  expect(latest[0]?.neighbours?.count).toBeGreaterThan(5);
  expect(latest[0]?.england).not.toBeNull();
});

test('another council’s figures and records are no part of the state', async () => {
  const { readings, plans, recommendations } = await stateAsAt('barnsley', thisMoment());
  expect(new Set(readings.map(({ geography }) => geography))).toEqual(new Set(['barnsley']));
  expect([...plans, ...recommendations]).toEqual([]);
});
