import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FRAMEWORKS, GRADE_KEYS, MAIN_AREAS, type Grade } from '@/domain/frameworks';
import {
  comparableSpans,
  distributionOf,
  distributionOverTime,
  latestJudgements,
  movesBetween,
  standingOn,
  type CouncilHistory,
  type Inspection,
} from '@/domain/inspections';
import { calendarDate } from '@/domain/shared';
import { allAreas, anInspection, type Grades } from '../support/inspections';

const day = calendarDate;

function council(name: string, ...inspections: readonly Inspection[]): CouncilHistory {
  return { slug: name.toLowerCase(), name, region: 'yorkshire-and-the-humber', inspections };
}

const sif = (grade: Grade) =>
  anInspection({ framework: 'sif-2013', onSite: '2016-01-11 2016-02-04', published: '2016-03-30', grades: allAreas('sif-2013', grade) });
const in2018 = (grades: Grades) =>
  anInspection({ framework: 'ilacs-2018', onSite: '2019-06-03 2019-06-14', published: '2019-07-22', grades });
const in2023 = (grades: Grades) => anInspection({ onSite: '2024-01-15 2024-01-26', published: '2024-03-11', grades });
const in2026 = (grades: Grades) =>
  anInspection({ framework: 'ilacs-2026', onSite: '2026-05-11 2026-05-22', published: '2026-07-06', grades });
const visit = anInspection({ eventType: 'focused-visit', onSite: '2025-02-04', published: '2025-03-06' });

describe('where a council stood on a day', () => {
  const leeds = council('Leeds', visit, in2018({ leadership: 'outstanding' }), in2023({ leadership: 'good' }), sif('good'));

  test.each([
    ['2016-03-29', null],
    ['2016-03-30', 'sif-2013'],
    // On site in June, published in July: what stands is what has been published.
    ['2019-07-21', 'sif-2013'],
    ['2019-07-22', 'ilacs-2018'],
    ['2024-03-10', 'ilacs-2018'],
    ['2024-03-11', 'ilacs-2023'],
    ['2026-11-22', 'ilacs-2023'],
  ])('%s: %s', (date, framework) => {
    expect(standingOn(leeds, day(date))?.framework ?? null).toBe(framework);
  });

  test('an inspection not yet published never stands', () => {
    expect(standingOn(council('Leeds', anInspection({ published: null })), day('2030-01-01'))).toBeNull();
  });
});

describe('the latest judgements over councils', () => {
  const councils = [
    council('Leeds', sif('good'), in2018({ 'in-care': 'good' })),
    council('Wakefield', in2018({ 'in-care': 'good' }), in2026({ leadership: 'good' })),
    council('Bradford', visit),
    council('York', in2023({ 'care-leavers': 'outstanding' })),
  ];
  const latest = (area: 'care-leavers' | 'overall-effectiveness') =>
    latestJudgements(councils, area, day('2026-11-22')).map(({ council: { name }, judgement }) => [
      name,
      judgement.grade,
      judgement.absence,
    ]);

  test('are always those of the latest inspection: an older grade does not stand in for a missing one', () => {
    // Leeds's care leavers were good in 2016; the inspection of 2019 judged them with children in care.
    expect(latest('care-leavers')).toEqual([
      ['Leeds', null, 'not-judged'],
      ['Wakefield', null, 'not-recorded'],
      ['York', 'outstanding', null],
    ]);
    expect(latest('overall-effectiveness')).toEqual([
      ['Leeds', null, 'not-recorded'],
      ['Wakefield', null, 'not-given'],
      ['York', null, 'not-recorded'],
    ]);
  });
});

describe('a distribution', () => {
  test('adds up, whatever is counted', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...GRADE_KEYS, null)), (grades) => {
        const { grades: counts, none, total } = distributionOf(grades.map((grade) => ({ grade })));
        expect(total).toBe(grades.length);
        expect(Object.values(counts).reduce((sum, count) => sum + count, none)).toBe(total);
        expect(Object.keys(counts).toSorted()).toEqual(GRADE_KEYS.toSorted());
        for (const grade of GRADE_KEYS) expect(counts[grade]).toBe(grades.filter((other) => other === grade).length);
      }),
    );
  });

  test('over time counts only grades that mean the same; the other councils are counted as none', () => {
    const councils = [
      council('Leeds', sif('good'), in2018({ leadership: 'outstanding' })),
      council('Wakefield', sif('inadequate'), in2023({ leadership: 'good' })),
      council('York', in2026({ leadership: 'good' })),
    ];
    const days = ['2015-12-31', '2016-12-31', '2020-12-31', '2024-12-31', '2026-12-31'].map(day);
    const counted = (meaning: 'sif-2013' | 'ilacs-2018') =>
      distributionOverTime(councils, 'leadership', meaning, days).map(({ distribution: { grades, none, total } }) =>
        [grades.outstanding, grades.good, grades.inadequate, none, total].join(' '),
      );
    // Outstanding, good, inadequate, none, all.
    expect(counted('sif-2013')).toEqual(['0 0 0 3 3', '0 1 1 1 3', '0 0 1 2 3', '0 0 0 3 3', '0 0 0 3 3']);
    expect(counted('ilacs-2018')).toEqual(['0 0 0 3 3', '0 0 0 3 3', '1 0 0 2 3', '1 1 0 1 3', '1 2 0 0 3']);
  });
});

describe('councils that moved', () => {
  const from = day('2017-01-01');
  const to = day('2026-11-22');
  const moves = (councils: readonly CouncilHistory[], start = from) =>
    MAIN_AREAS.flatMap((area) =>
      movesBetween(councils, area, start, to).movers.map(
        ({ council: { name }, before, after, steps }) => `${name} ${area}: ${before.grade} to ${after.grade}, ${steps}`,
      ),
    );

  test('are named where two grades that compare differ, furthest first, then by name', () => {
    const councils = [
      council(
        'York',
        in2018({ leadership: 'good', 'help-and-protection': 'good' }),
        in2023({ leadership: 'outstanding', 'help-and-protection': 'outstanding' }),
      ),
      council(
        'Barnsley',
        in2018({ 'help-and-protection': 'good', leadership: 'good' }),
        in2023({ 'help-and-protection': 'requires-improvement', leadership: 'good' }),
      ),
      council('Leeds', in2018({ leadership: 'inadequate' }), in2023({ leadership: 'good' })),
    ];
    expect(moves(councils, day('2020-01-01'))).toEqual([
      'Leeds leadership: inadequate to good, 2',
      'York leadership: good to outstanding, 1',
      'Barnsley help-and-protection: good to requires-improvement, -1',
      'York help-and-protection: good to outstanding, 1',
    ]);
  });

  test.each([
    ['from the single framework', [sif('inadequate'), in2018(allAreas('ilacs-2018', 'good'))]],
    [
      'in care before and after care leavers were judged apart',
      [in2018({ 'in-care': 'good' }), in2023({ 'in-care': 'outstanding', 'care-leavers': 'good' })],
    ],
    ['where the overall grade is no longer given', [in2023({ 'overall-effectiveness': 'good' }), in2026({ leadership: 'good' })]],
    ['without a second inspection', [in2018(allAreas('ilacs-2018', 'good'))]],
    ['by a visit', [in2018({ leadership: 'good' }), visit]],
    [
      'by a report not yet published',
      [in2018({ leadership: 'good' }), anInspection({ published: null, grades: { leadership: 'inadequate' } })],
    ],
  ])('are not made %s', (_what, inspections) => {
    expect(moves([council('Leeds', ...inspections)])).toEqual([]);
    expect(moves([council('Leeds', ...inspections)], day('2020-01-01'))).toEqual([]);
    expect(moves([council('Leeds', ...inspections)], day('2025-01-01'))).toEqual([]);
  });

  test('are told from those whose grades compare and are the same', () => {
    const councils = [
      council('Barnsley', in2018({ leadership: 'good' }), in2023({ leadership: 'good' })),
      council('Leeds', in2018({ leadership: 'inadequate' }), in2023({ leadership: 'good' })),
      council('York', in2018({ leadership: 'good' })),
      council('Wakefield', sif('good'), in2023({ leadership: 'good' })),
    ];
    const { compared, movers } = movesBetween(councils, 'leadership', day('2020-01-01'), to);
    expect([compared, movers.length]).toEqual([3, 1]);
  });

  test('in care since 2023 can move', () => {
    expect(moves([council('Leeds', in2023({ 'in-care': 'good' }), in2026({ 'in-care': 'outstanding' }))], day('2025-01-01'))).toEqual([
      'Leeds in-care: good to outstanding, 1',
    ]);
  });
});

describe('stretches of frameworks in which an area compares', () => {
  const all = FRAMEWORKS.map(({ key }) => key);
  test.each([
    ['leadership', [['child-protection-2012'], ['sif-2013'], ['ilacs-2018', 'ilacs-2023', 'ilacs-2026']]],
    ['help-and-protection', [['child-protection-2012'], ['sif-2013'], ['ilacs-2018', 'ilacs-2023', 'ilacs-2026']]],
    ['in-care', [['sif-2013'], ['ilacs-2018'], ['ilacs-2023', 'ilacs-2026']]],
    ['care-leavers', [['sif-2013'], ['ilacs-2023', 'ilacs-2026']]],
    ['overall-effectiveness', [['child-protection-2012'], ['sif-2013'], ['ilacs-2018', 'ilacs-2023']]],
    ['adoption', [['sif-2013']]],
    ['safeguarding-overall', [['safeguarding-lac-2009']]],
  ] as const)('%s', (area, spans) => {
    expect(comparableSpans(area, all)).toEqual(spans);
  });

  test('hold the frameworks asked for only', () => {
    expect(comparableSpans('in-care', ['ilacs-2018', 'ilacs-2026'])).toEqual([['ilacs-2018'], ['ilacs-2026']]);
    expect(comparableSpans('adoption', ['ilacs-2018', 'ilacs-2026'])).toEqual([]);
  });
});
