import Holidays from 'date-holidays';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWeekdays,
  addWorkingDays,
  calendarDate,
  isWorkingDay,
  weekdaysBetween,
  workingDaysBetween,
  type CalendarDate,
} from '@/domain/shared';

const day = calendarDate;
const FIRST = day('2009-01-01');
const LAST = day('2040-12-31');
const lengthOfTheTable = FIRST.until(LAST, { largestUnit: 'day' }).days;
const aDay = fc.integer({ min: 0, max: lengthOfTheTable - 400 }).map((days) => FIRST.add({ days }));
const anyDay = fc.integer({ min: 0, max: lengthOfTheTable }).map((days) => FIRST.add({ days }));

describe('bank holidays in England', () => {
  test('are those of the library date-holidays, but for the three days that it has wrong', () => {
    const library = new Holidays('GB', 'ENG');
    const differences: string[] = [];
    for (let year = FIRST.year; year <= LAST.year; year += 1) {
      const theirs = new Set(
        library
          .getHolidays(year)
          .filter(({ type }) => type === 'public')
          .map(({ date }) => date.slice(0, 10)),
      );
      for (let date = day(`${year}-01-01`); date.year === year; date = date.add({ days: 1 })) {
        if (date.dayOfWeek > 5) continue;
        if (isWorkingDay(date) && theirs.has(date.toString())) differences.push(`${date.toString()} only in the library`);
        if (!isWorkingDay(date) && !theirs.has(date.toString())) differences.push(`${date.toString()} only here`);
      }
    }
    // The wedding of 29 April 2011; the spring holiday of 2012, moved from 28 May to 4 June for the jubilee.
    expect(differences).toEqual(['2011-04-29 only here', '2012-05-28 only in the library', '2012-06-04 only here']);
  });

  test.each([
    ['2019-05-06', 'early May of an ordinary year'],
    ['2020-05-08', 'early May of 2020, moved to VE Day'],
    ['2022-06-02', 'spring of 2022, moved for the jubilee'],
    ['2022-06-03', 'the platinum jubilee'],
    ['2022-09-19', 'the state funeral'],
    ['2023-05-08', 'the coronation'],
    ['2026-12-28', 'Boxing Day of 2026, a Saturday'],
    ['2027-12-27', 'Christmas Day of 2027, a Saturday'],
    ['2027-12-28', 'Boxing Day of 2027, a Sunday'],
  ])('%s is one: %s', (date) => {
    expect(isWorkingDay(day(date))).toBe(false);
  });

  test.each(['2020-05-04', '2022-05-30', '2023-04-06', '2026-12-29', '2027-05-04'])('%s is a working day', (date) => {
    expect(isWorkingDay(day(date))).toBe(true);
  });

  test('are eight a year on weekdays, with the extra ones of 2011, 2012, 2022 and 2023', () => {
    const counts: Record<number, number> = {};
    for (let date = FIRST; !date.equals(LAST); date = date.add({ days: 1 })) {
      if (date.dayOfWeek <= 5 && !isWorkingDay(date)) counts[date.year] = (counts[date.year] ?? 0) + 1;
    }
    const unusual = Object.entries(counts).filter(([, count]) => count !== 8);
    expect(unusual).toEqual([
      ['2011', 9],
      ['2012', 9],
      ['2022', 10],
      ['2023', 9],
    ]);
  });

  test.each(['2008-12-31', '2041-01-01'])('are not guessed for a year that the table does not reach: %s', (date) => {
    expect(() => isWorkingDay(day(date))).toThrow('Bank holidays are known from 2009 to 2040');
    expect(() => workingDaysBetween(day('2026-11-22'), day(date))).toThrow(RangeError);
    expect(() => workingDaysBetween(day(date), day('2026-11-22'))).toThrow(RangeError);
  });
});

describe('counting working days', () => {
  test.each([
    ['2023-05-09', 70, '2023-08-16'],
    ['2023-10-27', 70, '2024-02-07'],
    // Good Friday to the Tuesday after Easter.
    ['2023-04-06', 1, '2023-04-11'],
    ['2023-12-22', 1, '2023-12-27'],
    // From a Saturday and from the Friday before it the count is the same.
    ['2023-09-16', 1, '2023-09-18'],
    ['2023-09-15', 1, '2023-09-18'],
    ['2023-09-16', 0, '2023-09-16'],
  ])('from %s, %i of them end on %s', (from, count, end) => {
    expect(addWorkingDays(day(from), count)).toEqual({ date: day(end), provisional: false });
  });

  test('is provisional once it runs into a year whose bank holidays are not published yet', () => {
    expect(addWorkingDays(day('2027-12-24'), 3)).toEqual({ date: day('2027-12-31'), provisional: false });
    // 3 January 2028 stands in for New Year's Day.
    expect(addWorkingDays(day('2027-12-24'), 4)).toEqual({ date: day('2028-01-04'), provisional: true });
  });

  test('between two days counts the last and not the first, and is negative backwards', () => {
    expect(workingDaysBetween(day('2023-09-15'), day('2023-10-27'))).toBe(30);
    expect(workingDaysBetween(day('2023-10-27'), day('2023-09-15'))).toBe(-30);
    expect(workingDaysBetween(day('2023-05-05'), day('2023-05-09'))).toBe(1);
    expect(workingDaysBetween(day('2023-09-15'), day('2023-09-15'))).toBe(0);
    // Zero has no sign: "-0 days" would be shown to readers.
    expect(Object.is(workingDaysBetween(day('2023-09-17'), day('2023-09-16')), 0)).toBe(true);
  });

  test('by the table equals asking each day', () => {
    let count = 0;
    for (let date = FIRST; !date.equals(LAST);) {
      date = date.add({ days: 1 });
      if (isWorkingDay(date)) count += 1;
    }
    expect(workingDaysBetween(FIRST, LAST)).toBe(count);
  });

  test('is not guessed past the end of the table', () => {
    expect(() => addWorkingDays(day('2040-12-01'), 70)).toThrow(RangeError);
  });

  test('forward and back agree: adding ends on a working day exactly that many later', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 200 }), (from, count) => {
        const { date } = addWorkingDays(from, count);
        expect(isWorkingDay(date)).toBe(true);
        expect(workingDaysBetween(from, date)).toBe(count);
        expect(workingDaysBetween(date, from)).toBe(-count);
      }),
    );
  });

  test('adds up over a day in between', () => {
    fc.assert(
      fc.property(fc.tuple(aDay, aDay, aDay), ([left, middle, right]) => {
        expect(workingDaysBetween(left, middle) + workingDaysBetween(middle, right)).toBe(workingDaysBetween(left, right));
      }),
    );
  });
});

describe('counting weekdays', () => {
  test('leaves out weekends and nothing else', () => {
    expect(weekdaysBetween(day('2023-12-22'), day('2023-12-27'))).toBe(3);
    expect(workingDaysBetween(day('2023-12-22'), day('2023-12-27'))).toBe(1);
    expect(addWeekdays(day('2023-12-22'), 3).toString()).toBe('2023-12-27');
    expect(addWeekdays(day('2023-12-23'), 0).toString()).toBe('2023-12-23');
  });

  test('equals counting day by day, in both directions', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (from, days) => {
        const to = from.add({ days });
        expect(weekdaysBetween(from, to)).toBe(byHand(from, days));
        expect(weekdaysBetween(to, from) + byHand(from, days)).toBe(0);
      }),
    );
  });

  test('adding and counting are each other’s inverse', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 300 }), (from, count) => {
        expect(weekdaysBetween(from, addWeekdays(from, count))).toBe(count);
      }),
    );
  });
});

function byHand(from: CalendarDate, days: number): number {
  return Array.from({ length: days }, (_, index) => from.add({ days: index + 1 })).filter((date) => date.dayOfWeek <= 5).length;
}
