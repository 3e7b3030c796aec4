import { describe, expect, test } from 'vitest';
import { clocksFrom, EVENT_TYPES, expectedPublication, isEventType, weekdaysToPublication, workingDaysLeft } from '@/domain/inspections';
import { calendarDate } from '@/domain/shared';
import { anInspection } from '../support/inspections';

const day = calendarDate;

describe('the clocks that a published report or letter starts', () => {
  test.each([
    ['2023-05-09', '2023-08-16'],
    // Barnsley's report of 2023.
    ['2023-10-27', '2024-02-07'],
    ['2014-08-08', '2014-11-17'],
  ])('a report of %s asks for a statement within 70 working days, by %s', (published, due) => {
    const clocks = clocksFrom(anInspection({ published }));
    expect(clocks).toHaveLength(1);
    expect(clocks[0]).toMatchObject({
      key: 'statement-of-action',
      workingDays: 70,
      startsOn: day(published),
      dueOn: day(due),
      provisional: false,
      onlyIf: null,
      basis: '70 working days after publication',
    });
  });

  test('a letter asks for a draft within 20 and a statement within 70, if it names an area for priority action', () => {
    const clocks = clocksFrom(anInspection({ eventType: 'focused-visit', onSite: '2024-11-05', published: '2024-12-05' }));
    expect(clocks.map(({ key, dueOn, onlyIf }) => [key, dueOn.toString(), onlyIf])).toEqual([
      ['first-draft', '2025-01-07', 'the letter names an area for priority action'],
      ['statement-of-action', '2025-03-18', 'the letter names an area for priority action'],
    ]);
  });

  test.each(Object.keys(EVENT_TYPES).filter(isEventType))('%s: none before publication', (eventType) => {
    expect(clocksFrom(anInspection({ eventType, published: null }))).toEqual([]);
  });

  test('kinds of event that start clocks, and how many', () => {
    const counts = Object.keys(EVENT_TYPES)
      .filter(isEventType)
      .map((eventType) => [eventType, clocksFrom(anInspection({ eventType })).length]);
    expect(Object.fromEntries(counts)).toEqual({
      'single-inspection': 1,
      'standard-inspection': 1,
      'short-inspection': 1,
      'focused-visit': 2,
      'monitoring-visit': 2,
      'assurance-visit': 2,
      jtai: 2,
      'engagement-meeting': 0,
    });
  });

  test('the due day is provisional where bank holidays are not published yet', () => {
    const due = (published: string) =>
      clocksFrom(anInspection({ published })).map(({ dueOn, provisional }) => [dueOn.toString(), provisional]);
    expect(due('2027-09-21')).toEqual([['2027-12-30', false]]);
    expect(due('2027-09-22')).toEqual([['2027-12-31', false]]);
    expect(due('2027-09-23')).toEqual([['2028-01-04', true]]);
  });

  test('days left count down to nought on the due day and below it afterwards', () => {
    const [statement] = clocksFrom(anInspection({ published: '2023-10-27' }));
    const left = (today: string) => statement && workingDaysLeft(statement, day(today));
    expect(['2023-10-27', '2024-02-06', '2024-02-07', '2024-02-08', '2024-02-12'].map(left)).toEqual([70, 1, 0, -1, -3]);
  });
});

describe('when a report may be expected', () => {
  const observed = { count: 156, tenth: 27, half: 32, nineTenths: 50.5 };

  test('lies between the tenth and the nine tenths of what was observed, in weekdays after the last day on site', () => {
    const { from, to } = expectedPublication(anInspection({ published: null }), observed);
    expect([from.toString(), to.toString()]).toEqual(['2023-10-24', '2023-11-27']);
  });

  test('counts from the end of the last stay', () => {
    const { from } = expectedPublication(
      anInspection({ onSite: '2023-07-03 2023-07-07, 2023-09-11 2023-09-15', published: null }),
      observed,
    );
    expect(from.toString()).toBe('2023-10-24');
  });

  test('is observed from events whose last day is known', () => {
    expect(weekdaysToPublication(anInspection())).toBe(30);
    expect(weekdaysToPublication(anInspection({ published: null }))).toBeNull();
    expect(weekdaysToPublication(anInspection({ precision: 'first-day' }))).toBeNull();
    expect(weekdaysToPublication(anInspection({ precision: 'month' }))).toBeNull();
  });
});
