import { describe, expect, test } from 'vitest';
import { CouncilRegister, readNeighbours } from '@/domain/exchange';
import { calendarDate } from '@/domain/shared';
import { sheetOf } from '../../support/outcomes';

const CODES = ['370', '372', '384', '357', '371', '332', '894', '840', '390', '807', '394', '801'] as const;
const COUNCILS = new CouncilRegister(
  CODES.map((laCode) => ({ slug: `council-${laCode}`, name: `Council ${laCode}`, laCode, onsCodes: [], names: [] })),
);
const HEADINGS = [
  'old_la_code',
  'la_name',
  'region_ind',
  'region_name',
  ...Array.from({ length: 10 }, (_, index) => [`SN_${index + 1}`, `SN_${index + 1}P`]).flat(),
];
const BARNSLEY = ['370', 'Barnsley', '9', 'Yorkshire and the Humber', ...CODES.slice(1, 11).flatMap((code) => [code, 'Very close'])];

describe('statistical neighbours', () => {
  test('are ten councils by code, closest first, with the model’s own words', () => {
    const reading = read([HEADINGS, BARNSLEY.with(5, 'Extremely close')]);
    expect(reading.readable && reading.source.key).toBe('dfe-statistical-neighbours-2025');
    expect(reading.readable && reading.neighbours).toMatchObject([
      {
        authority: 'council-370',
        model: '2025',
        neighbours: [{ authority: 'council-372', closeness: 'Extremely close' }, {}, {}, {}, {}, {}, {}, {}, {}, {}],
      },
    ]);
  });

  test.each([
    ['a council nobody knows', 0, '999', 'old_la_code', 'No council has the code “999”'],
    ['a neighbour nobody knows', 4, '999', 'SN_1', 'No council has the code “999”'],
    ['a missing neighbour', 22, '', 'SN_10', 'The code of a council is missing'],
    ['a council that is its own neighbour', 6, '370', 'SN_2', 'cannot be its own neighbour'],
    ['a neighbour twice', 6, '372', 'SN_2', 'also in SN_1'],
    ['a closeness nobody knows', 5, 'Cosy', 'SN_1P', '“Cosy” is not a closeness'],
  ])('refuse %s', (_name, place, cell, column, reason) => {
    const reading = read([HEADINGS, BARNSLEY.with(place, cell)]);
    expect(reading).toMatchObject({ readable: true, neighbours: [] });
    expect(reading.refusals.map((refusal) => [refusal.row, refusal.column])).toEqual([[2, column]]);
    expect(reading.refusals[0]?.reason).toContain(reason);
  });

  test('refuse a council that stands there twice, with both rows', () => {
    const reading = read([HEADINGS, BARNSLEY, BARNSLEY]);
    expect(reading.readable && reading.neighbours).toEqual([]);
    expect(reading.refusals.map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'The same council stands in row 2, row 3. Keep one row.'],
      [3, 'The same council stands in row 2, row 3. Keep one row.'],
    ]);
  });

  test('refuse a file without a column', () => {
    const reading = read([HEADINGS.slice(0, -1), BARNSLEY.slice(0, -1)]);
    expect(reading).toMatchObject({ readable: false, refusals: [{ row: 1, column: 'SN_10P' }] });
  });

  test('refuse a file whose name does not say the year of the model', () => {
    const reading = read([HEADINGS, BARNSLEY], 'neighbours.csv');
    expect(reading.readable).toBe(false);
    expect(reading.refusals[0]?.reason).toMatch(/^The year of the model is not known\./);
  });

  test('refuse a file whose columns are parted by something else than commas, and say so', () => {
    for (const mark of [';', '\t', '|']) {
      const [refusal] = read([[HEADINGS.join(mark)], [BARNSLEY.join(mark)]]).refusals;
      expect(refusal?.reason).toMatch(/^No row of headings was found\..*save it as CSV with commas\.$/);
    }
    expect(read([['Notes; and more; and more; of them'.slice(0, 20)]]).refusals[0]?.reason).not.toMatch(/commas/);
  });

  test('refuse a model of a year to come, which would be taken for the newest, and a file of headings alone', () => {
    for (const [rows, name, fault] of [
      [[HEADINGS, BARNSLEY], 'sn_model_2027_wide.csv', /is of 2027, which is to come/],
      [[HEADINGS], 'sn_model_2025_wide.csv', /no row under them/],
    ] as const) {
      const reading = read(rows, name);
      expect(reading.readable).toBe(false);
      expect(reading.refusals[0]?.reason).toMatch(fault);
    }
    expect(read([HEADINGS, BARNSLEY], 'sn_model_2026_wide.csv').readable).toBe(true);
  });
});

function read(rows: readonly (readonly string[])[], fileName = 'sn_model_2025_wide.csv') {
  return readNeighbours({ fileName, sheets: [sheetOf({ name: 'sn_model', rows })] }, COUNCILS, calendarDate('2026-11-22'));
}
