import { describe, expect, test } from 'vitest';
import {
  ABSENCES,
  absenceUnder,
  AREA_KEYS,
  AREAS,
  COVERS,
  frameworkOf,
  frameworkProposedBy,
  FRAMEWORKS,
  frameworkWarning,
  GRADE_KEYS,
  gradeFromWords,
  GRADES,
  gradesCompare,
  gradeWords,
  isAbsence,
  isAreaKey,
  isFrameworkKey,
  isGrade,
  judgedArea,
  MAIN_AREAS,
  stepsBetween,
  type AreaKey,
  type FrameworkKey,
  type Grade,
} from '@/domain/frameworks';
import { calendarDate, isBefore } from '@/domain/shared';

const KEYS = FRAMEWORKS.map(({ key }) => key);
const ILACS: readonly FrameworkKey[] = ['ilacs-2018', 'ilacs-2023', 'ilacs-2026'];
const BEFORE_2013: readonly FrameworkKey[] = ['safeguarding-lac-2009', 'child-protection-2012', 'looked-after-2013'];
const EVERY_PAIR = AREA_KEYS.flatMap((area) => KEYS.flatMap((left) => KEYS.map((right) => ({ area, left, right }))));

/** What each framework judges, in the order its reports print it. */
const JUDGED: Readonly<Record<FrameworkKey, readonly AreaKey[]>> = {
  'safeguarding-lac-2009': ['safeguarding-overall', 'safeguarding-capacity', 'looked-after-overall', 'looked-after-capacity'],
  'child-protection-2012': ['overall-effectiveness', 'help-and-protection', 'quality-of-practice', 'leadership'],
  'looked-after-2013': ['looked-after-overall', 'looked-after-capacity'],
  'sif-2013': ['help-and-protection', 'in-care', 'adoption', 'care-leavers', 'leadership', 'overall-effectiveness', 'lscb'],
  'ilacs-2018': ['leadership', 'help-and-protection', 'in-care', 'overall-effectiveness'],
  'ilacs-2023': ['leadership', 'help-and-protection', 'in-care', 'care-leavers', 'overall-effectiveness'],
  'ilacs-2026': ['leadership', 'help-and-protection', 'in-care', 'care-leavers'],
};

describe('the keys that addresses, files and the API use', () => {
  test('are these, whatever words pages show', () => {
    expect(KEYS.join(' ')).toBe('safeguarding-lac-2009 child-protection-2012 looked-after-2013 sif-2013 ilacs-2018 ilacs-2023 ilacs-2026');
    expect(GRADE_KEYS.join(' ')).toBe('outstanding good requires-improvement adequate inadequate');
    expect(AREA_KEYS).toEqual(
      expect.arrayContaining(['overall-effectiveness', 'leadership', 'help-and-protection', 'in-care', 'care-leavers', 'adoption', 'lscb']),
    );
    expect(Object.keys(ABSENCES).join(' ')).toBe('not-judged not-given not-published not-recorded');
    expect(Object.keys(COVERS).join(' ')).toBe('looked-after-and-permanence in-care-and-care-leavers in-care');
    expect(MAIN_AREAS.join(' ')).toBe('leadership help-and-protection in-care care-leavers overall-effectiveness');
  });

  test.each([
    ['a framework', isFrameworkKey, 'ilacs-2023', 'ILACS-2023'],
    ['an area', isAreaKey, 'in-care', 'In care'],
    ['a grade', isGrade, 'requires-improvement', 'Requires improvement'],
    ['an absence', isAbsence, 'not-given', 'Not given'],
  ])('are told from other text: %s', (_what, isKey, key, words) => {
    expect(isKey(key)).toBe(true);
    expect([words, '', `${key} `, 'toString', '__proto__', 'constructor'].filter(isKey)).toEqual([]);
  });

  test('have words of their own: no two areas, absences or grades are called the same', () => {
    for (const words of [
      Object.values(AREAS).map(({ name }) => name),
      Object.values(AREAS).map(({ subject }) => subject),
      Object.values(ABSENCES).map(({ words: inWords }) => inWords),
      Object.values(GRADES).map(({ word }) => word),
      FRAMEWORKS.map(({ name }) => name),
      FRAMEWORKS.map(({ shortName }) => shortName),
    ]) {
      expect(new Set(words).size).toBe(words.length);
      expect(words).not.toContain('');
    }
  });
});

describe('what a framework judges', () => {
  test.each(KEYS)('%s, in the order of its reports', (framework) => {
    expect(frameworkOf(framework).areas.map(({ area }) => area)).toEqual(JUDGED[framework]);
    expect(AREA_KEYS.filter((area) => judgedArea(framework, area) !== null).toSorted()).toEqual(JUDGED[framework].toSorted());
  });

  test('children in care: with care leavers from 2018, without them from 2023', () => {
    expect(KEYS.map((framework) => judgedArea(framework, 'in-care')?.covers ?? null)).toEqual([
      null,
      null,
      null,
      'looked-after-and-permanence',
      'in-care-and-care-leavers',
      'in-care',
      'in-care',
    ]);
  });

  test('under the single framework adoption and care leavers are parts of children looked after, and the board is another body', () => {
    expect(judgedArea('sif-2013', 'adoption')?.partOf).toBe('in-care');
    expect(judgedArea('sif-2013', 'care-leavers')?.partOf).toBe('in-care');
    const others = KEYS.flatMap((framework) => frameworkOf(framework).areas.filter(({ separateBody }) => separateBody));
    expect(others.map(({ area }) => area)).toEqual(['lscb']);
  });

  test.each(
    KEYS.flatMap((framework) => AREA_KEYS.filter((area) => !JUDGED[framework].includes(area)).map((area) => [framework, area] as const)),
  )('%s has a reason for not judging %s', (framework, area) => {
    const expected =
      framework === 'ilacs-2018' && area === 'care-leavers'
        ? { absence: 'not-judged', words: 'Judged with children in care' }
        : framework === 'ilacs-2026' && area === 'overall-effectiveness'
          ? { absence: 'not-given', words: 'Not given from April 2026' }
          : { absence: 'not-judged', words: 'Not judged under this framework' };
    expect(absenceUnder(framework, area)).toEqual(expected);
  });
});

describe('grades on a framework’s scale', () => {
  test('adequate was given before 2013 only, requires improvement since', () => {
    for (const framework of KEYS) {
      const middle = BEFORE_2013.includes(framework) ? 'adequate' : 'requires-improvement';
      expect(frameworkOf(framework).scale.map(({ grade }) => grade)).toEqual(['outstanding', 'good', middle, 'inadequate']);
    }
  });

  test('are worded as its reports print them', () => {
    expect(gradeWords('sif-2013', 'requires-improvement')).toBe('Requires improvement');
    for (const framework of ILACS) expect(gradeWords(framework, 'requires-improvement')).toBe('Requires improvement to be good');
    for (const framework of KEYS) expect(gradeWords(framework, 'outstanding')).toBe('Outstanding');
  });

  test.each(KEYS.flatMap((framework) => frameworkOf(framework).scale.map(({ grade, words }) => [framework, words, grade] as const)))(
    'under %s “%s” is %s, also in capitals, with a stop or spaces too many',
    (framework, words, grade) => {
      const asPrinted = [words, words.toUpperCase(), words.toLowerCase(), `${words}.`, ` ${words} .\n`, words.replaceAll(' ', '\u00A0 ')];
      expect(asPrinted.filter((printed) => gradeFromWords(framework, printed) !== grade)).toEqual([]);
    },
  );

  test.each(['sif-2013', ...ILACS] as const)('%s: reports write “requires improvement” in four ways', (framework) => {
    const asPrinted = ['Requires improvement', 'Require improvement', 'Requires improvement to be good', 'require improvement to be good.'];
    expect(asPrinted.map((printed) => gradeFromWords(framework, printed))).toEqual(asPrinted.map(() => 'requires-improvement'));
  });

  test.each([
    ['ilacs-2023', 'Adequate'],
    ['sif-2013', 'Adequate'],
    ['safeguarding-lac-2009', 'Requires improvement'],
    ['child-protection-2012', 'Requires improvement to be good'],
    ['ilacs-2023', ''],
    ['ilacs-2023', '.'],
    ['ilacs-2023', 'Not judged'],
    ['ilacs-2023', 'Good with outstanding features'],
    ['ilacs-2023', 'not good'],
    ['ilacs-2023', 'requires improvement to be outstanding'],
    ['ilacs-2023', 'toString'],
    ['ilacs-2023', '2'],
  ] as const)('%s knows no grade “%s”', (framework, words) => {
    expect(gradeFromWords(framework, words)).toBeNull();
  });
});

describe('the framework proposed by the first day on site', () => {
  test.each([
    ['2009-03-31', null],
    ['2009-04-01', 'safeguarding-lac-2009'],
    ['2012-04-30', 'safeguarding-lac-2009'],
    ['2012-05-01', 'child-protection-2012'],
    ['2012-12-31', 'child-protection-2012'],
    ['2013-01-01', 'looked-after-2013'],
    ['2013-10-31', 'looked-after-2013'],
    ['2013-11-01', 'sif-2013'],
    ['2017-12-31', 'sif-2013'],
    ['2018-01-01', 'ilacs-2018'],
    ['2018-06-30', 'ilacs-2018'],
    ['2022-12-31', 'ilacs-2018'],
    ['2023-01-01', 'ilacs-2023'],
    ['2026-03-31', 'ilacs-2023'],
    ['2026-04-01', 'ilacs-2026'],
    ['2039-01-01', 'ilacs-2026'],
  ] as const)('%s: %s', (firstDay, framework) => {
    expect(frameworkProposedBy(calendarDate(firstDay))).toBe(framework);
  });

  test.each([
    ['Darlington', '2018-02-27', '27 February 2018'],
    ['Lambeth', '2018-01-29', '29 January 2018'],
    ['Lancashire', '2018-06-04', '4 June 2018'],
    ['Sunderland', '2018-04-23', '23 April 2018'],
    ['Surrey', '2018-02-26', '26 February 2018'],
    ['Torbay', '2018-06-11', '11 June 2018'],
    ['Wandsworth', '2018-05-08', '8 May 2018'],
  ])('does not overrule the source: %s, %s, was inspected under the single framework', (_council, firstDay, words) => {
    expect(frameworkProposedBy(calendarDate(firstDay))).toBe('ilacs-2018');
    expect(isBefore(calendarDate(frameworkOf('sif-2013').lastFirstDay ?? ''), calendarDate(firstDay))).toBe(false);
    expect(frameworkWarning('sif-2013', calendarDate(firstDay))).toBe(
      `The source says Single inspection framework; the first day on site, ${words}, would propose Inspecting local authority children’s services (ILACS), 2018.`,
    );
  });

  test('raises no doubt where the source says the same', () => {
    const doubts = FRAMEWORKS.flatMap(({ key, from }) => frameworkWarning(key, calendarDate(from)) ?? []);
    expect(doubts).toEqual([]);
  });

  test('warns of a day before any framework', () => {
    expect(frameworkWarning('sif-2013', calendarDate('2003-05-01'))).toBe(
      'The source says Single inspection framework; the first day on site, 1 May 2003, would propose no framework that is recorded.',
    );
  });

  test('leaves no day since April 2009 without a framework', () => {
    for (let date = calendarDate('2009-04-01'); date.year < 2028; date = date.add({ days: 1 })) {
      expect(frameworkProposedBy(date)).not.toBeNull();
    }
  });
});

describe('what may be compared with what', () => {
  test.each(AREA_KEYS)('%s, over every pair of frameworks', (area) => {
    const pairs = EVERY_PAIR.filter((pair) => pair.area === area);
    expect(pairs).toHaveLength(KEYS.length ** 2);
    expect(pairs.filter(({ left, right }) => gradesCompare(area, left, right))).toEqual(
      pairs.filter(({ left, right }) => mayCompare(area, left, right)),
    );
  });

  test('across frameworks nine comparisons exist, all within ILACS', () => {
    const across = EVERY_PAIR.filter(({ area, left, right }) => left < right && gradesCompare(area, left, right));
    expect(across.map(({ area, left, right }) => `${area} ${left} ${right}`)).toEqual([
      'leadership ilacs-2018 ilacs-2023',
      'leadership ilacs-2018 ilacs-2026',
      'leadership ilacs-2023 ilacs-2026',
      'help-and-protection ilacs-2018 ilacs-2023',
      'help-and-protection ilacs-2018 ilacs-2026',
      'help-and-protection ilacs-2023 ilacs-2026',
      'in-care ilacs-2023 ilacs-2026',
      'care-leavers ilacs-2023 ilacs-2026',
      'overall-effectiveness ilacs-2018 ilacs-2023',
    ]);
  });

  test('steps count on one scale, where adequate stands in the place of requires improvement', () => {
    const since2013: readonly Grade[] = ['inadequate', 'requires-improvement', 'good', 'outstanding'];
    const before2013: readonly Grade[] = ['inadequate', 'adequate', 'good', 'outstanding'];
    for (const scale of [since2013, before2013]) {
      for (const [from, before] of scale.entries()) {
        for (const [to, after] of scale.entries()) expect(stepsBetween(before, after)).toBe(to - from);
      }
    }
  });
});

/** The rule in words: nothing across frameworks but ILACS; there leaders, help and protection and overall always, care only since 2023. */
function mayCompare(area: AreaKey, left: FrameworkKey, right: FrameworkKey): boolean {
  if (!JUDGED[left].includes(area) || !JUDGED[right].includes(area)) return false;
  if (left === right) return true;
  if (!ILACS.includes(left) || !ILACS.includes(right)) return false;
  if (area === 'in-care' || area === 'care-leavers') return left !== 'ilacs-2018' && right !== 'ilacs-2018';
  return true;
}
