import { describe, expect, test } from 'vitest';
import { AREA_KEYS, frameworkOf, FRAMEWORKS, judgedArea } from '@/domain/frameworks';
import {
  allJudgements,
  datesInWords,
  EVENT_TYPES,
  eventInWords,
  firstDayOnSite,
  frontTable,
  inspectionId,
  inspectionMonth,
  isEventType,
  isGraded,
  isTheme,
  judgementIn,
  lastDayOnSite,
  latestGraded,
  newestFirst,
  shortInspectionMonth,
  THEMES,
} from '@/domain/inspections';
import { calendarDate } from '@/domain/shared';
import { allAreas, anInspection } from '../support/inspections';

const KEYS = FRAMEWORKS.map(({ key }) => key);
const VISITS = Object.keys(EVENT_TYPES)
  .filter(isEventType)
  .filter((eventType) => !isGraded({ eventType }));

describe('an event', () => {
  test('is one of eight kinds, three of them graded', () => {
    expect(Object.keys(EVENT_TYPES).join(' ')).toBe(
      'single-inspection standard-inspection short-inspection focused-visit monitoring-visit assurance-visit jtai engagement-meeting',
    );
    expect(VISITS).toEqual(['focused-visit', 'monitoring-visit', 'assurance-visit', 'jtai', 'engagement-meeting']);
    expect([...VISITS, 'short inspection', 'toString'].filter(isEventType)).toEqual(VISITS);
    expect(['care-leavers', 'Care leavers', 'toString'].filter(isTheme)).toEqual(['care-leavers']);
    expect(Object.keys(THEMES)).toHaveLength(7);
  });

  test('is known within its council by its first day on site and its kind', () => {
    expect(inspectionId(calendarDate('2023-09-11'), 'short-inspection')).toBe('2023-09-11-short-inspection');
  });

  test('is named with the themes it looked at', () => {
    expect(eventInWords({ eventType: 'short-inspection', themes: [] })).toBe('Short inspection');
    expect(eventInWords({ eventType: 'focused-visit', themes: ['care-leavers'] })).toBe('Focused visit: care leavers');
    expect(eventInWords({ eventType: 'monitoring-visit', themes: ['front-door', 'children-in-need-or-protection-plan'] })).toBe(
      'Monitoring visit: the front door, children in need or subject to a protection plan',
    );
  });
});

describe('days on site', () => {
  test.each([
    ['2023-09-11 2023-09-15', 'day', '11 to 15 September 2023'],
    ['2024-11-05', 'day', '5 November 2024'],
    ['2024-12-02 2024-12-06, 2025-01-13 2025-01-17', 'day', '2 to 6 December 2024 and 13 to 17 January 2025'],
    ['2024-12-02 2024-12-06, 2025-01-13, 2025-02-03 2025-02-04', 'day', '2 to 6 December 2024, 13 January 2025, and 3 and 4 February 2025'],
    ['2024-11-05', 'first-day', 'began 5 November 2024'],
    ['2022-05-01 2022-05-31', 'month', 'May 2022'],
  ] as const)('%s known to the %s: %s', (onSite, precision, words) => {
    expect(datesInWords(anInspection({ onSite, precision }))).toBe(words);
  });

  test('of several stays run from the first of the first to the last of the last', () => {
    const devon = anInspection({ onSite: '2024-12-02 2024-12-06, 2025-01-13 2025-01-17' });
    expect(firstDayOnSite(devon).toString()).toBe('2024-12-02');
    expect(lastDayOnSite(devon).toString()).toBe('2025-01-17');
    expect(inspectionMonth(devon)).toBe('December 2024');
    expect(shortInspectionMonth(devon)).toBe('Dec 2024');
  });

  test('are never missing', () => {
    expect(() => firstDayOnSite({ dates: [] })).toThrow('at least one date');
    expect(() => lastDayOnSite({ dates: [] })).toThrow('at least one date');
  });
});

describe('the judgement in an area', () => {
  test.each(KEYS.flatMap((framework) => AREA_KEYS.map((area) => [framework, area] as const)))(
    '%s, %s: the grade, or why there is none',
    (framework, area) => {
      const judged = judgedArea(framework, area);
      const graded = judgementIn(anInspection({ framework, grades: allAreas(framework, 'good') }), area);
      const unrecorded = judgementIn(anInspection({ framework }), area);
      const unpublished = judgementIn(anInspection({ framework, published: null }), area);
      const why = [graded, unrecorded, unpublished].map((found) => found && [found.grade, found.absence, found.words].join(' | '));
      const noArea =
        framework === 'ilacs-2018' && area === 'care-leavers'
          ? ' | not-judged | Judged with children in care'
          : framework === 'ilacs-2026' && area === 'overall-effectiveness'
            ? ' | not-given | Not given from April 2026'
            : ' | not-judged | Not judged under this framework';
      expect(why).toEqual(
        judged ? ['good |  | Good', ' | not-recorded | Not recorded', ' | not-published | Not yet published'] : [noArea, noArea, noArea],
      );
      expect(new Set([graded, unrecorded, unpublished].map((found) => found?.covers ?? null))).toEqual(new Set([judged?.covers ?? null]));
    },
  );

  test.each(VISITS)('there is none at a visit: %s', (eventType) => {
    expect(AREA_KEYS.flatMap((area) => judgementIn(anInspection({ eventType }), area) ?? [])).toEqual([]);
    expect(allJudgements(anInspection({ eventType }))).toEqual([]);
  });

  test('what the source says of an area goes before what the product would say', () => {
    const said = { area: 'care-leavers', grade: null, absence: 'not-published', words: 'To follow', covers: null } as const;
    expect(judgementIn({ ...anInspection(), judgements: [said] }, 'care-leavers')).toBe(said);
  });
});

describe('all judgements of an inspection', () => {
  test.each([
    ['sif-2013', 'help-and-protection in-care adoption care-leavers leadership overall-effectiveness lscb'],
    ['ilacs-2018', 'leadership help-and-protection in-care care-leavers overall-effectiveness'],
    ['ilacs-2023', 'leadership help-and-protection in-care care-leavers overall-effectiveness'],
    ['ilacs-2026', 'leadership help-and-protection in-care care-leavers overall-effectiveness'],
    ['looked-after-2013', 'looked-after-overall looked-after-capacity'],
  ] as const)('%s: as the report prints them, with those that readers will look for', (framework, areas) => {
    expect(
      allJudgements(anInspection({ framework }))
        .map(({ area }) => area)
        .join(' '),
    ).toBe(areas);
  });

  test('from April 2026 overall effectiveness is said to be not given, and is in no count', () => {
    const lancashire = anInspection({ framework: 'ilacs-2026', onSite: '2026-06-08 2026-06-19', grades: allAreas('ilacs-2026', 'good') });
    expect(allJudgements(lancashire).at(-1)).toEqual({
      area: 'overall-effectiveness',
      grade: null,
      absence: 'not-given',
      words: 'Not given from April 2026',
      covers: null,
    });
    expect(frontTable(lancashire)).toHaveLength(4);
  });

  test('the front table has the lines that the report counts: not the safeguarding board', () => {
    const lines = KEYS.map((framework) => frontTable(anInspection({ framework, grades: allAreas(framework, 'good') })).length);
    expect(lines).toEqual([4, 4, 2, 6, 4, 5, 4]);
    expect(frontTable(anInspection({ framework: 'sif-2013', grades: allAreas('sif-2013', 'good') })).map(({ area }) => area)).not.toContain(
      'lscb',
    );
  });

  test('none has both a grade and an absence, or neither', () => {
    const judgements = KEYS.flatMap((framework) => [
      ...allJudgements(anInspection({ framework, grades: allAreas(framework, 'good') })),
      ...allJudgements(anInspection({ framework })),
    ]);
    expect(judgements.filter(({ grade, absence }) => (grade === null) === (absence === null))).toEqual([]);
    expect(judgements.filter(({ words }) => words === '')).toEqual([]);
    expect(judgements.length).toBeGreaterThan(2 * KEYS.reduce((sum, key) => sum + frameworkOf(key).areas.length, 0));
  });
});

describe('the order of a council’s events', () => {
  const short = anInspection();
  const visit = anInspection({ eventType: 'focused-visit', onSite: '2024-11-05' });
  const standard = anInspection({ framework: 'ilacs-2018', onSite: '2018-10-08 2018-10-19' });

  test('is newest first by the first day on site', () => {
    const stored = [standard, visit, short];
    expect(newestFirst(stored).map(({ id }) => id)).toEqual([
      '2024-11-05-focused-visit',
      '2023-09-11-standard-inspection',
      '2018-10-08-standard-inspection',
    ]);
    expect(stored[0]).toBe(standard);
  });

  test('the latest graded one is not a later visit', () => {
    expect(latestGraded([standard, visit, short])).toBe(short);
    expect(latestGraded([visit])).toBeNull();
    expect(latestGraded([])).toBeNull();
  });
});
