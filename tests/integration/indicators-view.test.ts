import { beforeAll, describe, expect, test } from 'vitest';
import { ANYBODY } from '@/domain/access';
import { changeInWords, figureWithUnit, periodInWords, readingInWords, type Decimal, type Reading } from '@/domain/indicators';
import { calendarDate, NotFound } from '@/domain/shared';
import { listIndicators, viewIndicator } from '@/operations/indicators';
import { withReferenceSet } from '../support/reference-set';

const TODAY = calendarDate('2026-11-20');

beforeAll(async () => {
  await withReferenceSet();
});

describe('one indicator around a council', () => {
  test('has the series of council, region and England, earliest first', async () => {
    const { indicator, council, region, england } = await viewIndicator(ANYBODY, 'barnsley', 'agency-rate', TODAY);
    expect(indicator).toMatchObject({ name: 'Agency social workers', area: 'leadership' });
    expect(council.map(({ period, value }) => `${periodInWords(period)} ${value}`)).toEqual(
      ['0', '0', '0', '0', '0.7', '14.3', '28.1', '19.2', '13'].map((value, index) => `${2017 + index} ${value}`),
    );
    expect(region.name).toBe('Yorkshire and The Humber');
    expect([region.series.length, england.length]).toEqual([9, 9]);
    expect(valueOf(england.at(-1))).toBe('13');
  });

  test('says where the council stands: age, change over the year, neighbours, rank', async () => {
    const { standing, model, indicator } = await viewIndicator(ANYBODY, 'barnsley', 'agency-rate', TODAY);
    const { latest } = standing;
    expect(latest).toMatchObject({ age: '13 months', isOld: true, isJoint: false, limits: { low: '9.3', high: '17.9' } });
    expect(latest && figureWithUnit(latest.reading.value, indicator)).toBe('13.0%');
    expect(latest?.change && changeInWords(latest.change, latest.reading, indicator)).toBe(
      'About the same: down 6.2 percentage points to 13.0',
    );
    // One of the ten has a marker for 2025, and counts for nothing.
    expect(latest?.neighbours?.count).toBe(9);
    expect(latest?.rank).toMatchObject({ of: 10 });
    expect(valueOf(latest?.england)).toBe('13');
    expect(model).toBe('2025');
  });

  test('has ten neighbours, closest first, with median and range at every period', async () => {
    const { neighbours, neighbourPeriods } = await viewIndicator(ANYBODY, 'barnsley', 'caseload', TODAY);
    expect(neighbours.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const figures = neighbours.flatMap(({ series }) => series.filter(({ period }) => period.period === '2025')).map(valueOf);
    const sorted = figures.map(Number).toSorted((left, right) => left - right);
    const last = neighbourPeriods.at(-1);
    expect(last?.period.period).toBe('2025');
    expect(last?.spread).toMatchObject({ lowest: String(sorted[0]), highest: String(sorted.at(-1)), count: sorted.length });
  });

  test('calls re-referrals worse, since small numbers do not explain 3.1 points more of 3,241', async () => {
    const { standing, indicator } = await viewIndicator(ANYBODY, 'barnsley', 're-referrals', TODAY);
    const { latest } = standing;
    expect(latest?.change && changeInWords(latest.change, latest.reading, indicator)).toBe('Worse: up 3.1 percentage points to 25.5');
    expect(latest).toMatchObject({
      neighbours: { median: '18.6', lowest: '13.9', highest: '29.4' },
      rank: { place: 9, of: 11, shared: false },
    });
  });

  test('of councils that report together is a figure of both, and said to be', async () => {
    const { council, standing } = await viewIndicator(ANYBODY, 'richmond-upon-thames', 'agency-rate', TODAY);
    expect(council).toHaveLength(9);
    expect(standing.latest?.isJoint).toBe(true);
    const own = await viewIndicator(ANYBODY, 'richmond-upon-thames', 're-referrals', TODAY);
    expect(own.standing.latest?.isJoint).toBe(false);
  });

  test('keeps a marker a marker: the newest reading says why there is no figure, the latest figure is an older one', async () => {
    const { standing, indicator } = await viewIndicator(ANYBODY, 'sunderland', 'agency-rate', TODAY);
    expect(standing.newest && readingInWords(standing.newest, indicator)).toBe('Low (rounds to zero)');
    expect(standing.latest?.reading.period.period).not.toBe(standing.newest?.period.period);
  });

  test('of an abolished council has its past and no neighbours', async () => {
    const { council, neighbours, model, standing } = await viewIndicator(ANYBODY, 'cumbria', 'agency-rate', TODAY);
    expect(council.length).toBeGreaterThan(3);
    expect([neighbours, model]).toEqual([[], null]);
    expect(standing.latest).toMatchObject({ neighbours: null, rank: null });
  });

  test.each([
    ['barnsley', 'nothing'],
    ['nowhere', 'agency-rate'],
  ])('is not found: %s, %s', async (council, key) => {
    await expect(viewIndicator(ANYBODY, council, key, TODAY)).rejects.toThrow(NotFound);
  });
});

test('the list says of every indicator the same as its own view', async () => {
  const { indicators } = await listIndicators(ANYBODY, 'barnsley', TODAY);
  expect(indicators).toHaveLength(21);
  for (const { indicator, standing, series } of indicators) {
    const view = await viewIndicator(ANYBODY, 'barnsley', indicator.key, TODAY);
    expect(standing).toEqual(view.standing);
    expect(series).toEqual(view.council);
  }
});

function valueOf(reading: Reading | null | undefined): Decimal | null {
  return reading?.value ?? null;
}
