import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ageInWords,
  byDate,
  calendarDate,
  calendarDateSchema,
  dateInWords,
  isBefore,
  momentText,
  momentWithin,
  monthInWords,
  rangeInWords,
  shortDateInWords,
  shortMonthInWords,
  yearsBetween,
} from '@/domain/shared';
import { range } from '../support/inspections';

const day = calendarDate;
const aDay = fc
  .date({ min: new Date('2009-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((date) => day(date.toISOString().slice(0, 10)));

describe('a day in the calendar', () => {
  test.each(['2023-02-29', '2023-04-31', '2023-13-01', '2023-00-10', 'yesterday', ''])('is refused when it does not exist: %s', (text) => {
    expect(() => day(text)).toThrow(RangeError);
  });

  test.each(['29/02/2024', '2024-2-29', '2024-02-29T10:00', ' 2024-02-29', '20240229'])(
    'is refused out of a file or a form when written another way: %s',
    (text) => {
      expect(calendarDateSchema.safeParse(text).error?.issues[0]?.message).toBe('Write the date as year-month-day, for example 2023-09-11');
    },
  );

  test('is read out of a file or a form when it exists', () => {
    expect(calendarDateSchema.parse('2024-02-29').toString()).toBe('2024-02-29');
    expect(calendarDateSchema.safeParse('2023-02-29').error?.issues[0]?.message).toBe('2023-02-29 is not a day in the calendar');
  });

  test('is written out for sentences and cut short for tables', () => {
    expect(dateInWords(day('2023-09-11'))).toBe('11 September 2023');
    expect(shortDateInWords(day('2023-09-11'))).toBe('11 Sep 2023');
    expect(monthInWords(day('2023-05-01'))).toBe('May 2023');
    expect(shortMonthInWords(day('2023-12-31'))).toBe('Dec 2023');
    const months = Array.from({ length: 12 }, (_, index) => monthInWords(day(`2025-${String(index + 1).padStart(2, '0')}-01`)));
    expect(months.join(', ')).toBe(
      'January 2025, February 2025, March 2025, April 2025, May 2025, June 2025, July 2025, August 2025, September 2025, October 2025, November 2025, December 2025',
    );
  });

  test('stands before, after or on another', () => {
    expect(isBefore(day('2023-09-11'), day('2023-09-12'))).toBe(true);
    expect(isBefore(day('2023-09-12'), day('2023-09-12'))).toBe(false);
    expect(isBefore(day('2024-01-01'), day('2023-12-31'))).toBe(false);
    expect(['2024-02-01', '2023-12-31', '2024-01-31'].map(day).toSorted(byDate).map(String)).toEqual([
      '2023-12-31',
      '2024-01-31',
      '2024-02-01',
    ]);
  });
});

describe('days on site in words', () => {
  test.each([
    ['2023-09-11 2023-09-15', '11 to 15 September 2023'],
    ['2024-09-30 2024-10-04', '30 September to 4 October 2024'],
    ['2024-12-30 2025-01-03', '30 December 2024 to 3 January 2025'],
    ['2024-11-05 2024-11-05', '5 November 2024'],
    // The same day and month of two years is a range, not a day.
    ['2024-11-05 2025-11-05', '5 November 2024 to 5 November 2025'],
  ])('%s', (dates, words) => {
    expect(rangeInWords(range(dates))).toBe(words);
  });
});

describe('how old a fact is', () => {
  test.each([
    ['2026-11-22', 'today'],
    ['2026-11-23', 'today'],
    ['2026-11-21', '1 day'],
    ['2026-11-09', '13 days'],
    ['2026-11-08', '2 weeks'],
    ['2026-09-23', '8 weeks'],
    ['2026-09-22', '2 months'],
    ['2025-11-22', '12 months'],
    ['2025-09-30', '13 months'],
    ['2024-11-23', '23 months'],
    ['2024-11-22', '24 months'],
    ['2023-11-23', '35 months'],
    ['2023-11-22', '3 years'],
    ['2014-08-08', '12 years'],
  ])('on 22 November 2026 one of %s: %s', (from, words) => {
    expect(ageInWords(day(from), day('2026-11-22'))).toBe(words);
  });

  test('never names one of a plural', () => {
    fc.assert(
      fc.property(aDay, aDay, (from, today) => {
        expect(ageInWords(from, today)).toMatch(
          /^(today|1 day|([2-9]|1[0-3]) days|[2-8] weeks|([2-9]|[12]\d|3[0-5]) months|([3-9]|\d\d) years)$/,
        );
      }),
    );
  });
});

test('years between two days are days over 365.25', () => {
  expect(yearsBetween(day('2018-10-19'), day('2023-09-11'))).toBeCloseTo(4.895, 3);
  expect(yearsBetween(day('2023-09-11'), day('2023-09-11'))).toBe(0);
});

test('what is done in a day that stands still comes in its order, after noon and before the next day', () => {
  const day = calendarDate('2026-11-20');
  const passed = [-5, 0, 1_000, 60_000, 3_600_000, 86_400_000, 86_400_000 * 365];
  const moments = passed.map((milliseconds) => momentText(momentWithin(day, milliseconds)));
  expect(moments.slice(0, 2)).toEqual(['2026-11-20T12:00:00.000Z', '2026-11-20T12:00:00.000Z']);
  expect(new Set(moments).size).toBe(passed.length - 1);
  expect(moments.toSorted()).toEqual(moments);
  expect(moments[5]).toBe('2026-11-20T18:00:00.000Z');
  expect(moments.at(-1)?.startsWith('2026-11-20T23:5')).toBe(true);
});
