import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accepted, counted, Forbidden, listInWords, NotFound, numberInWords, refused, spread, startWithCapital } from '@/domain/shared';

describe('numbers and lists in words', () => {
  test('a number is a word up to ten and figures above', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1330].map(numberInWords).join(' ')).toBe(
      'no one two three four five six seven eight nine ten 11 1,330',
    );
  });

  test.each([
    [[], ''],
    [['adoption'], 'adoption'],
    [['adoption', 'leadership'], 'adoption and leadership'],
    [['Telford and Wrekin', 'Barnsley'], 'Telford and Wrekin and Barnsley'],
    [['adoption', 'leadership', 'care leavers'], 'adoption, leadership and care leavers'],
    // Without the last comma one could not tell where the names end.
    [['Barnsley', 'Telford and Wrekin', 'Durham'], 'Barnsley, Telford and Wrekin, and Durham'],
    [['Durham', 'Barnsley', 'Telford and Wrekin'], 'Durham, Barnsley, and Telford and Wrekin'],
  ])('a list: %j', (items, words) => {
    expect(listInWords(items)).toBe(words);
  });

  test('a count takes the singular for one only', () => {
    expect([0, 1, 2, 1000].map((count) => counted(count, 'council'))).toEqual(['0 councils', '1 council', '2 councils', '1,000 councils']);
    expect(counted(2, 'authority', 'authorities')).toBe('2 authorities');
  });

  test('a capital changes the first letter and nothing else', () => {
    expect(startWithCapital('leaders’ impact on practice at Barnsley')).toBe('Leaders’ impact on practice at Barnsley');
    expect(startWithCapital('')).toBe('');
  });
});

describe('how observations are spread', () => {
  test('nothing has no spread, one is spread over itself', () => {
    expect(spread([])).toBeNull();
    expect(spread([32])).toEqual({ count: 1, tenth: 32, half: 32, nineTenths: 32 });
  });

  test('between two observations the share is taken in proportion, whatever their order', () => {
    expect(spread([40, 10, 0, 30, 20])).toEqual({ count: 5, tenth: 4, half: 20, nineTenths: 36 });
    expect(spread([10, 9, 100])?.half).toBe(10);
  });

  test('stays within what was observed, in order, and leaves the list as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), (values) => {
        const before = [...values];
        const found = spread(values);
        expect(values).toEqual(before);
        expect(found?.count).toBe(values.length);
        const line = [Math.min(...values), found?.tenth, found?.half, found?.nineTenths, Math.max(...values)];
        expect(line).toEqual(line.toSorted((left, right) => Number(left) - Number(right)));
      }),
    );
  });
});

test('an answer is the value or the reasons against it; what is absent or forbidden can be told apart', () => {
  expect(accepted(3)).toEqual({ ok: true, value: 3 });
  expect(refused({ message: 'Enter a year' }, { field: 'from', message: 'Enter a date' }).problems).toHaveLength(2);
  expect(new NotFound('No council').name).toBe('NotFound');
  expect(new Forbidden('No').name).toBe('Forbidden');
});
