import { describe, expect, test } from 'vitest';
import { latestOfEach, observedPublication, observedWaits, returnWindow, type ObservedWaits } from '@/domain/inspections';
import { calendarDate } from '@/domain/shared';
import { allAreas, anInspection, gradesInOrder } from '../support/inspections';

const day = calendarDate;
const TODAY = day('2026-11-22');
const NOBODY_WAITED: ObservedWaits = { byGrade: new Map(), all: null };
const barnsley = anInspection({ grades: gradesInOrder('ilacs-2023', 'grggg') });

describe('the usual window for the next inspection', () => {
  test('is the third anniversary of the last day on site, give or take six months: Barnsley', () => {
    const window = returnWindow(barnsley, NOBODY_WAITED, TODAY);
    expect(window.lastDayOnSite.toString()).toBe('2023-09-15');
    expect([window.usual?.from.toString(), window.usual?.to.toString()]).toEqual(['2026-03-15', '2027-03-15']);
    expect(window.whyNoUsualWindow).toBeNull();
  });

  test.each([
    // 29 February has its third anniversary on the 28th; both ends lie six months from that.
    ['2024-02-29', '2026-08-28', '2027-08-28'],
    ['2023-02-28', '2025-08-28', '2026-08-28'],
    // Six months from the 31st end with the shorter month.
    ['2023-08-31', '2026-02-28', '2027-02-28'],
    ['2021-08-31', '2024-02-29', '2025-02-28'],
  ])('after %s: from %s to %s', (lastDay, from, to) => {
    const { usual } = returnWindow(anInspection({ onSite: lastDay, grades: allAreas('ilacs-2023', 'good') }), NOBODY_WAITED, TODAY);
    expect([usual?.from.toString(), usual?.to.toString()]).toEqual([from, to]);
  });

  test.each([
    ['2026-03-14', 'before'],
    ['2026-03-15', 'open'],
    ['2027-03-15', 'open'],
    ['2027-03-16', 'passed'],
  ])('on %s Barnsley’s is %s', (today, position) => {
    expect(returnWindow(barnsley, NOBODY_WAITED, day(today)).position).toBe(position);
  });

  test('counts from the last of several stays', () => {
    const devon = anInspection({ onSite: '2024-12-02 2024-12-06, 2025-01-13 2025-01-17', grades: allAreas('ilacs-2023', 'good') });
    expect(returnWindow(devon, NOBODY_WAITED, TODAY).usual?.from.toString()).toBe('2027-07-17');
  });

  test.each(['iggrr', 'gigrr', 'ggigg', 'gggig'])('follows the overall grade, not one inadequate judgement under it: %s', (letters) => {
    const window = returnWindow(anInspection({ grades: gradesInOrder('ilacs-2023', letters) }), NOBODY_WAITED, TODAY);
    expect(window).toMatchObject({ position: 'open', whyNoUsualWindow: null });
  });

  test.each([
    ['ilacs-2023', 'iiiii'],
    ['ilacs-2023', 'ggggi'],
    ['ilacs-2026', 'iggr'],
    ['ilacs-2026', 'ggig'],
  ] as const)('is not published after an inadequate grade: %s %s', (framework, letters) => {
    const window = returnWindow(anInspection({ framework, grades: gradesInOrder(framework, letters) }), NOBODY_WAITED, TODAY);
    expect(window).toMatchObject({ usual: null, position: 'no-window' });
    expect(window.whyNoUsualWindow).toContain('monitoring visits');
  });

  test('does not depend on the safeguarding board, which is another body', () => {
    const grades = { ...allAreas('sif-2013', 'good'), lscb: 'inadequate' as const };
    expect(returnWindow(anInspection({ framework: 'sif-2013', grades }), NOBODY_WAITED, TODAY).usual).not.toBeNull();
  });
});

describe('the inspection that is likely to come', () => {
  test.each([
    [
      'ilacs-2023',
      'ggggg',
      'short-inspection',
      'Leaders’ impact is good, and all three practice judgements are good or outstanding; a short',
    ],
    [
      'ilacs-2023',
      'grggg',
      'short-inspection',
      'Leaders’ impact is good, and two of the three practice judgements are good or outstanding; a short',
    ],
    [
      'ilacs-2023',
      'ogrog',
      'short-inspection',
      'Leaders’ impact is outstanding, and two of the three practice judgements are good or outstanding; a short',
    ],
    // Leaders alone are not enough, nor is practice alone; the overall grade does not count.
    [
      'ilacs-2023',
      'grrgg',
      'standard-inspection',
      'Leaders’ impact is good, and one of the three practice judgements is good or outstanding; a short',
    ],
    [
      'ilacs-2023',
      'rgggg',
      'standard-inspection',
      'Leaders’ impact requires improvement to be good, and all three practice judgements are good or outstanding; a short',
    ],
    [
      'ilacs-2023',
      'grrrg',
      'standard-inspection',
      'Leaders’ impact is good, and none of the three practice judgements is good or outstanding; a short',
    ],
    [
      'ilacs-2023',
      'ggggr',
      'short-inspection',
      'Leaders’ impact is good, and all three practice judgements are good or outstanding; a short',
    ],
    [
      'ilacs-2026',
      'iirr',
      'standard-inspection',
      'Leaders’ impact is inadequate, and none of the three practice judgements is good or outstanding; a short',
    ],
    [
      'ilacs-2023',
      '-gggg',
      'standard-inspection',
      'Leaders’ impact has no grade, and all three practice judgements are good or outstanding; a short',
    ],
    // Children in care and care leavers had one judgement from 2018 to 2022.
    [
      'ilacs-2018',
      'grgg',
      'short-inspection',
      'Leaders’ impact is good, and two of the three practice judgements are good or outstanding (the one on children in care and care leavers counted as two); a short',
    ],
    [
      'ilacs-2018',
      'ggrg',
      'standard-inspection',
      'Leaders’ impact is good, and one of the three practice judgements is good or outstanding (the one on children in care and care leavers counted as two); a short',
    ],
    // Not recorded is not good: care leavers had a judgement of their own, here it is missing.
    [
      'ilacs-2023',
      'grg-g',
      'standard-inspection',
      'Leaders’ impact is good, and one of the three practice judgements is good or outstanding; a short',
    ],
  ] as const)('after %s %s: %s', (framework, letters, event, because) => {
    const { likelyEvent, likelyBecause } = returnWindow(
      anInspection({ framework, grades: gradesInOrder(framework, letters) }),
      NOBODY_WAITED,
      TODAY,
    );
    expect(likelyEvent).toBe(event);
    expect(likelyBecause).toBe(`${because} inspection follows where leaders and at least two of the three are.`);
  });
});

describe('how long councils waited elsewhere', () => {
  const council = (...events: readonly ReturnType<typeof anInspection>[]) => events;
  const in2018 = (grade: 'good' | 'inadequate', onSite = '2018-10-15 2018-10-19') =>
    anInspection({ framework: 'ilacs-2018', onSite, grades: allAreas('ilacs-2018', grade) });
  const in2023 = anInspection({ onSite: '2023-10-19 2023-10-27', grades: allAreas('ilacs-2023', 'good') });

  test('runs from the last day on site to the next first day, by the overall grade that stood in between', () => {
    // Whatever the order they come in, and with a visit between.
    const waits = observedWaits([council(in2023, anInspection({ eventType: 'focused-visit', onSite: '2020-01-07' }), in2018('good'))]);
    expect([...waits.byGrade.keys()]).toEqual(['good']);
    expect(waits.all?.count).toBe(1);
    expect(waits.byGrade.get('good')?.half).toBeCloseTo(5, 2);
  });

  test('is not counted from the single framework, nor while nobody has come back', () => {
    const single = anInspection({ framework: 'sif-2013', onSite: '2014-06-02 2014-06-25', grades: allAreas('sif-2013', 'good') });
    expect(observedWaits([council(single, in2018('good')), council(in2023)])).toEqual({ byGrade: new Map(), all: null });
  });

  test('is shown in years and in days here, once there are ten cases', () => {
    const tenCouncils = Array.from({ length: 10 }, () => council(in2018('good'), in2023));
    const { elsewhere } = returnWindow(barnsley, observedWaits(tenCouncils), TODAY);
    expect(elsewhere?.grade).toBe('good');
    expect(elsewhere?.years.count).toBe(10);
    expect([elsewhere?.from, elsewhere?.half, elsewhere?.to].map(String)).toEqual(['2028-09-14', '2028-09-14', '2028-09-14']);
    expect(returnWindow(barnsley, observedWaits(tenCouncils.slice(1)), TODAY).elsewhere).toBeNull();
  });

  test('is that after the same overall grade; without one, over all', () => {
    const waits = observedWaits([
      ...Array.from({ length: 10 }, () => council(in2018('good'), in2023)),
      ...Array.from({ length: 10 }, () => council(in2018('inadequate', '2021-10-18 2021-10-19'), in2023)),
    ]);
    const since2026 = anInspection({ framework: 'ilacs-2026', onSite: '2026-06-08', grades: allAreas('ilacs-2026', 'good') });
    const cases = [barnsley, in2018('inadequate'), since2026].map((latest) => {
      const { elsewhere } = returnWindow(latest, waits, TODAY);
      return [elsewhere?.grade, elsewhere?.years.count, elsewhere?.years.half.toFixed(1)];
    });
    expect(cases).toEqual([
      ['good', 10, '5.0'],
      ['inadequate', 10, '2.0'],
      [null, 20, '3.5'],
    ]);
    expect(returnWindow(anInspection({ grades: allAreas('ilacs-2023', 'outstanding') }), waits, TODAY).elsewhere).toBeNull();
  });
});

describe('how long reports take to be published', () => {
  test('is observed over graded inspections on site since 2023', () => {
    const histories = [
      [anInspection(), anInspection({ onSite: '2022-12-05 2022-12-09', published: '2023-03-01' })],
      [anInspection({ eventType: 'focused-visit', published: '2023-12-01' }), anInspection({ published: null })],
    ];
    expect(observedPublication(histories)).toEqual({ count: 1, tenth: 30, half: 30, nineTenths: 30 });
    expect(observedPublication([])).toBeNull();
  });
});

test('the latest graded inspection of each council leaves out councils without one', () => {
  const visit = anInspection({ eventType: 'focused-visit', onSite: '2025-01-07' });
  expect(latestOfEach([[anInspection({ onSite: '2020-01-06' }), barnsley, visit], [visit], []])).toEqual([barnsley]);
});
