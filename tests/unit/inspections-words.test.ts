import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AREA_KEYS,
  frameworkOf,
  FRAMEWORKS,
  GRADE_KEYS,
  gradesCompare,
  judgedArea,
  type AreaKey,
  type FrameworkKey,
  type Grade,
} from '@/domain/frameworks';
import { changeInArea, changeInWords, findingInWords, frontTable, historyInWords, type StatedInspection } from '@/domain/inspections';
import { allAreas, anInspection, gradesInOrder } from '../support/inspections';

const KEYS = FRAMEWORKS.map(({ key }) => key);

/** Any inspection under any framework, with any grades of its scale in any of its areas, some not recorded. */
const graded = fc
  .constantFrom(...KEYS)
  .chain((framework) =>
    fc
      .record(
        Object.fromEntries(
          frameworkOf(framework).areas.map(({ area }) => [
            area,
            fc.constantFrom(...frameworkOf(framework).scale.map(({ grade }) => grade)),
          ]),
        ),
        { requiredKeys: [] },
      )
      .map((grades) => anInspection({ framework, grades })),
  );

describe('the finding of an inspection, in words', () => {
  test.each([
    // Letters are grades in the order of the framework's areas.
    ['ilacs-2023', 'grggg', 'Four of five judgements are good; help and protection requires improvement to be good'],
    ['ilacs-2023', 'ggggg', 'All five judgements are good'],
    ['ilacs-2023', 'ooooo', 'All five judgements are outstanding'],
    ['ilacs-2023', 'rrrrr', 'All five judgements require improvement to be good'],
    ['ilacs-2023', 'iiiii', 'All five judgements are inadequate'],
    [
      'ilacs-2023',
      'oggrg',
      'Three of five judgements are good; support for care leavers requires improvement to be good; leaders’ impact on practice is outstanding',
    ],
    // The commonest grade is counted, the others are named, worst first.
    [
      'ilacs-2023',
      'rggii',
      'Two of five judgements are good; both support for care leavers and overall effectiveness are inadequate; leaders’ impact on practice requires improvement to be good',
    ],
    // Of two equally frequent grades the better is counted, so that what needs work has its name said.
    [
      'ilacs-2026',
      'grrg',
      'Two of four judgements are good; both support for children in care and help and protection require improvement to be good',
    ],
    [
      'ilacs-2018',
      'riri',
      'Two of four judgements require improvement to be good; both overall effectiveness and help and protection are inadequate',
    ],
    [
      'ilacs-2023',
      'goorg',
      'Two of five judgements are outstanding; support for care leavers requires improvement to be good; both leaders’ impact on practice and overall effectiveness are good',
    ],
    // Two names with an "and" of their own are kept apart by commas.
    [
      'ilacs-2018',
      'grrg',
      'Two of four judgements are good; help and protection, and support for children in care and care leavers, require improvement to be good',
    ],
    ['ilacs-2018', 'gggr', 'Three of four judgements are good; overall effectiveness requires improvement to be good'],
    [
      'ilacs-2018',
      'ggrg',
      'Three of four judgements are good; support for children in care and care leavers requires improvement to be good',
    ],
    ['ilacs-2018', 'gggg', 'All four judgements are good'],
    ['ilacs-2026', 'ggog', 'Three of four judgements are good; support for children in care is outstanding'],
    // Four different grades: nothing to count.
    [
      'ilacs-2026',
      'orig',
      'Support for children in care is inadequate; help and protection requires improvement to be good; support for care leavers is good; leaders’ impact on practice is outstanding',
    ],
    // Six lines under the single framework, in its own words; the seventh judges the safeguarding board and is not counted.
    ['sif-2013', 'rrrgrrr', 'Five of six judgements require improvement; support for care leavers is good'],
    ['sif-2013', 'ggggggi', 'All six judgements are good'],
    [
      'sif-2013',
      'rrgogoo',
      'Two of six judgements are outstanding; both support for children in care and help and protection require improvement; both adoption and leadership are good',
    ],
    [
      'sif-2013',
      'rggrrgg',
      'Three of six judgements are good; help and protection, support for care leavers, and leadership require improvement',
    ],
    [
      'sif-2013',
      'iggiigg',
      'Three of six judgements are good; help and protection, support for care leavers, and leadership are inadequate',
    ],
    ['sif-2013', 'rrgrrrr', 'Five of six judgements require improvement; adoption is good'],
    ['sif-2013', 'iiirrii', 'Four of six judgements are inadequate; both support for care leavers and leadership require improvement'],
    // Lines that are not recorded are not counted, and the sentence says so.
    ['sif-2013', 'r----r-', 'Both recorded judgements require improvement'],
    ['sif-2013', 'gg---g-', 'All three recorded judgements are good'],
    ['sif-2013', 'gg-gog-', 'Four of five recorded judgements are good; leadership is outstanding'],
    ['sif-2013', '-----g-', 'Overall effectiveness is good'],
    ['ilacs-2023', '-i---', 'Help and protection is inadequate'],
    ['ilacs-2023', 'gr---', 'Help and protection requires improvement to be good; leaders’ impact on practice is good'],
    // Frameworks before 2013 had another scale.
    ['looked-after-2013', 'aa', 'Both judgements are adequate'],
    [
      'looked-after-2013',
      'ga',
      'Capacity to improve services for looked-after children is adequate; support for looked-after children is good',
    ],
    ['child-protection-2012', 'aaai', 'Three of four judgements are adequate; leadership is inadequate'],
    [
      'safeguarding-lac-2009',
      'gogo',
      'Two of four judgements are outstanding; both safeguarding and support for looked-after children are good',
    ],
  ] as const)('%s %s: %s', (framework, letters, sentence) => {
    expect(findingInWords(anInspection({ framework, grades: gradesInOrder(framework, letters) }))).toBe(sentence);
  });

  test('is nothing where nothing is graded', () => {
    expect(findingInWords(anInspection())).toBeNull();
    expect(findingInWords(anInspection({ published: null }))).toBeNull();
    expect(findingInWords(anInspection({ framework: 'sif-2013', grades: { lscb: 'inadequate' } }))).toBeNull();
    expect(findingInWords({ ...anInspection({ eventType: 'jtai' }), framework: null })).toBeNull();
  });

  test('counts every line of the front table once, and no line that was not printed', () => {
    fc.assert(
      fc.property(graded, (inspection) => {
        const lines = frontTable(inspection);
        fc.pre(lines.length > 0);
        const sentence = findingInWords(inspection);
        expect(linesSpokenOf(sentence ?? '')).toBe(lines.length);
        // Every grade given is said, and none that was not.
        const said = GRADE_KEYS.filter((grade) => WORDS[grade].test(sentence ?? ''));
        expect(said).toEqual(GRADE_KEYS.filter((grade) => lines.some((line) => line.grade === grade)));
      }),
    );
  });

  test('says no overall grade that the report did not print', () => {
    fc.assert(
      fc.property(graded, (inspection) => {
        const printed = inspection.judgements.some(({ area }) => area === 'overall-effectiveness');
        const without = { ...inspection, judgements: inspection.judgements.filter(({ area }) => area !== 'overall-effectiveness') };
        expect(findingInWords(without) ?? '').not.toMatch(/overall/i);
        expect(frontTable(inspection).length - frontTable(without).length).toBe(printed ? 1 : 0);
      }),
    );
  });
});

describe('two inspections in one title', () => {
  const barnsley2014 = anInspection({
    framework: 'sif-2013',
    onSite: '2014-06-02 2014-06-25',
    grades: gradesInOrder('sif-2013', 'rrrgrrr'),
  });
  const barnsley2018 = anInspection({ framework: 'ilacs-2018', onSite: '2018-10-08 2018-10-19', grades: allAreas('ilacs-2018', 'good') });
  const barnsley2023 = anInspection({ grades: gradesInOrder('ilacs-2023', 'grggg') });

  test('Barnsley, inspection by inspection', () => {
    expect(historyInWords(barnsley2014, null)).toBe(
      'In June 2014 five of six judgements required improvement; support for care leavers was good',
    );
    expect(historyInWords(barnsley2018, barnsley2014)).toBe('Mixed grades in 2014; all have been good since 2018');
    expect(historyInWords(barnsley2023, barnsley2018)).toBe('Good in 2018; help and protection requires improvement to be good since 2023');
  });

  test.each([
    // Before and after, as grades in order; the first in 2018 under ILACS, the second in 2023.
    ['gggg', 'ggggg', 'Good in 2018 and in 2023'],
    ['rrrr', 'rrrrr', 'Requires improvement to be good in 2018 and in 2023'],
    ['gggg', 'ooooo', 'Good in 2018; outstanding since 2023'],
    ['gggg', 'gggog', 'Good in 2018; in 2023 four of five judgements were good; support for care leavers was outstanding'],
    [
      'gggg',
      'gioog',
      'Good in 2018; in 2023 two of five judgements were outstanding; help and protection was inadequate; both leaders’ impact on practice and overall effectiveness were good',
    ],
    // The grade that most judgements have now is never left out when it is another one.
    [
      'gggg',
      'grrrr',
      'Good in 2018; in 2023 four of five judgements required improvement to be good; leaders’ impact on practice was good',
    ],
    [
      'rrrr',
      'iirii',
      'Requires improvement to be good in 2018; in 2023 four of five judgements were inadequate; support for children in care required improvement to be good',
    ],
    [
      'gggg',
      'rgggi',
      'Good in 2018; in 2023 three of five judgements were good; overall effectiveness was inadequate; leaders’ impact on practice required improvement to be good',
    ],
    ['gggr', 'rrrrr', 'Mixed grades in 2018; all require improvement to be good since 2023'],
    // Not "since 2023": help and protection may have had that grade before.
    [
      'grgg',
      'grggg',
      'Mixed grades in 2018; in 2023 four of five judgements were good; help and protection required improvement to be good',
    ],
  ])('ILACS, %s then %s: %s', (before, after, title) => {
    expect(
      historyInWords(
        anInspection({ grades: gradesInOrder('ilacs-2023', after) }),
        anInspection({ framework: 'ilacs-2018', onSite: '2018-10-08', grades: gradesInOrder('ilacs-2018', before) }),
      ),
    ).toBe(title);
  });

  test('across a break names both sides and takes none as better, worse or the same', () => {
    const before = anInspection({ framework: 'sif-2013', onSite: '2014-06-02', grades: allAreas('sif-2013', 'requires-improvement') });
    const after = anInspection({ framework: 'ilacs-2018', onSite: '2018-10-08', grades: allAreas('ilacs-2018', 'requires-improvement') });
    expect(historyInWords(after, before)).toBe('Requires improvement in 2014; requires improvement to be good in 2018');
    fc.assert(
      fc.property(graded, graded, (latest, previous) => {
        expect(historyInWords(latest, previous) ?? '').not.toMatch(
          /better|worse|higher|lower|improved|declined|fell|rose|still|again|same/,
        );
      }),
    );
  });

  test('names the month where both were on site in one year', () => {
    const january = anInspection({ onSite: '2023-01-09 2023-01-20', grades: allAreas('ilacs-2023', 'inadequate') });
    expect(historyInWords(anInspection({ grades: allAreas('ilacs-2023', 'good') }), january)).toBe(
      'Inadequate in January 2023; good since September 2023',
    );
  });

  test('an earlier inspection without a recorded grade has no side to name', () => {
    expect(historyInWords(barnsley2018, anInspection({ framework: 'sif-2013', onSite: '2014-06-02' }))).toBe(
      'In October 2018 all four judgements were good',
    );
    expect(historyInWords(anInspection(), barnsley2018)).toBeNull();
  });
});

describe('what became of an area between two inspections', () => {
  test.each(KEYS.flatMap((before) => KEYS.map((now) => [before, now] as const)))('%s to %s, area by area', (before, now) => {
    const previous = anInspection({ framework: before, grades: allAreas(before, 'good') });
    const current = anInspection({ framework: now, grades: allAreas(now, 'good') });
    expect(AREA_KEYS.map((area) => `${area} ${changeInArea(current, previous, area).kind}`)).toEqual(
      AREA_KEYS.map((area) => `${area} ${expectedKind(area, before, now)}`),
    );
  });

  test('counts grades up and down', () => {
    expect(leadersFrom('good', 'good')).toBe('Same grade');
    expect(leadersFrom('good', 'outstanding')).toBe('One grade higher');
    expect(leadersFrom('outstanding', 'good')).toBe('One grade lower');
    expect(leadersFrom('good', 'inadequate')).toBe('Two grades lower');
    expect(leadersFrom('inadequate', 'outstanding')).toBe('Three grades higher');
  });

  test('says why there is none', () => {
    const now = anInspection({ grades: { leadership: 'good', 'care-leavers': 'good' } });
    const before = anInspection({ framework: 'ilacs-2018', grades: { 'in-care': 'good' } });
    expect(changeInWords(changeInArea(now, null, 'leadership'))).toBe('No earlier inspection recorded');
    // The framework compares; it is the grade that was not recorded.
    expect(changeInWords(changeInArea(now, before, 'leadership'))).toBe('No grade at the inspection before');
    expect(changeInWords(changeInArea(now, before, 'care-leavers'))).toBe('Now judged separately');
    expect(changeInWords(changeInArea(now, before, 'in-care'))).toBe('No grade');
    expect(changeInWords(changeInArea(now, anInspection({ framework: 'sif-2013', grades: { leadership: 'good' } }), 'leadership'))).toBe(
      'Not comparable: another framework',
    );
  });

  test('a joint targeted area inspection has no grade to compare', () => {
    const jtai: StatedInspection = { ...anInspection({ eventType: 'jtai', grades: {} }), framework: null };
    expect(changeInArea(jtai, anInspection({ grades: allAreas('ilacs-2023', 'good') }), 'leadership')).toEqual({ kind: 'no-grade' });
    expect(changeInArea(anInspection({ grades: allAreas('ilacs-2023', 'good') }), jtai, 'leadership')).toEqual({ kind: 'not-comparable' });
  });
});

/** The rule, written out: what is said when both inspections graded every area they judge. */
function expectedKind(area: AreaKey, before: FrameworkKey, now: FrameworkKey): string {
  if (!judgedArea(now, area)) return 'no-grade';
  if (gradesCompare(area, before, now)) return 'graded';
  const splitFrom2023 = before === 'ilacs-2018' && (area === 'in-care' || area === 'care-leavers');
  return splitFrom2023 ? 'judged-separately' : 'not-comparable';
}

/** From an inspection of 2018 to one of 2023. */
function leadersFrom(before: Grade, now: Grade): string {
  const previous = anInspection({ framework: 'ilacs-2018', grades: { leadership: before } });
  return changeInWords(changeInArea(anInspection({ grades: { leadership: now } }), previous, 'leadership'));
}

const WORDS = {
  outstanding: /outstanding/,
  good: /(?<!to be )good/,
  'requires-improvement': /requires? improvement/,
  adequate: /\badequate/,
  inadequate: /inadequate/,
} as const;

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'];

/** How many judgements a sentence accounts for: those it counts and those it names, by the subjects in front of each verb. */
function linesSpokenOf(sentence: string): number {
  const all = /^(?:all (\w+)|(both)) (?:recorded )?judgements/i.exec(sentence);
  if (all) return all[2] ? 2 : NUMBERS.indexOf(all[1] ?? '');
  const counts = sentence.split('; ').map((clause) => {
    const some = /^(\w+) of \w+ (?:recorded )?judgements/i.exec(clause);
    if (some) return NUMBERS.indexOf((some[1] ?? '').toLowerCase());
    return SUBJECTS.reduce(
      ({ left, found }, subject) => (left.includes(subject) ? { left: left.replace(subject, ''), found: found + 1 } : { left, found }),
      { left: clause.toLowerCase(), found: 0 },
    ).found;
  });
  const total = /of (\w+) (?:recorded )?judgements/i.exec(sentence)?.[1];
  const sum = counts.reduce((left, right) => left + right, 0);
  if (total !== undefined && NUMBERS.indexOf(total) !== sum) throw new Error(`Of ${total} judgements it names ${sum}: ${sentence}`);
  return sum;
}

/** Longest first, because some are part of others. */
const SUBJECTS = [
  'support for children in care and care leavers',
  'capacity to improve services for looked-after children',
  'support for looked-after children',
  'capacity to improve safeguarding',
  'support for children in care',
  'leaders’ impact on practice',
  'the quality of practice',
  'support for care leavers',
  'overall effectiveness',
  'help and protection',
  'safeguarding',
  'leadership',
  'adoption',
];
