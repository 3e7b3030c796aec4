import { describe, expect, test } from 'vitest';

import { changesInWords, placeAmong, placeInEngland, placeInWords, type Inspection } from '@/domain/inspections';
import { allAreas, anInspection, gradesInOrder } from '../support/inspections';

const in2023 = (letters: string, onSite = '2023-09-11 2023-09-15') =>
  anInspection({ onSite, grades: gradesInOrder('ilacs-2023', letters) });
const in2018 = (letters: string) =>
  anInspection({ framework: 'ilacs-2018', onSite: '2018-10-08 2018-10-19', grades: gradesInOrder('ilacs-2018', letters) });

describe('what changed since the inspection before', () => {
  test.each([
    ['gggg', 'grggg', 'Since October 2018 help and protection is one grade lower; the other grades that can be compared are the same.'],
    ['gggg', 'ggggg', 'Since October 2018 every grade that can be compared is the same.'],
    [
      'rrrr',
      'ooggo',
      'Since October 2018 leaders’ impact on practice, help and protection, and overall effectiveness are each two grades higher.',
    ],
    [
      'rrrr',
      'ogggr',
      'Since October 2018 leaders’ impact on practice is two grades higher; help and protection is one grade higher; the other grades that can be compared are the same.',
    ],
  ])('%s then %s', (before, now, words) => {
    expect(changesInWords(in2023(now), in2018(before))).toBe(words);
  });

  test('is not said across frameworks that do not compare, nor without an inspection before', () => {
    const single = anInspection({ framework: 'sif-2013', onSite: '2014-06-02 2014-06-25', grades: allAreas('sif-2013', 'inadequate') });
    expect(changesInWords(in2018('oooo'), single)).toBeNull();
    expect(changesInWords(in2023('ggggg'), null)).toBeNull();
  });
});

describe('a council among others', () => {
  const others = [in2023('ogggg'), in2023('ggrgg'), in2023('iriri'), in2018('gogg')];
  const placeOf = (ours: Inspection, area: string) => placeAmong(ours, others).find((place) => place.area === area);

  test('is counted only with grades that mean the same', () => {
    expect(placeOf(in2023('grggg'), 'help-and-protection')).toMatchObject({ comparable: 4, goodOrBetter: 3, higher: 3 });
    // The judgement of 2018 took care leavers in.
    expect(placeOf(in2023('grggg'), 'in-care')).toMatchObject({ comparable: 3, goodOrBetter: 1, higher: 0 });
    expect(placeOf(in2023('grggg'), 'overall-effectiveness')).toBeUndefined();
  });

  test('is spoken of where its grade is lowest', () => {
    expect(placeAmong(in2023('grgig'), others).map(({ area }) => area)).toEqual([
      'care-leavers',
      'help-and-protection',
      'leadership',
      'in-care',
    ]);
  });

  const words = (ours: string, comparable: readonly Inspection[]) => {
    const [place] = placeAmong(in2023(ours), comparable);
    return place && placeInWords('Barnsley', 'similar', place);
  };

  test.each([
    ['grggg', others, 'Three of four similar councils are good or better for help and protection; Barnsley is not'],
    [
      'ggggg',
      [in2023('ggggg'), in2023('ogggg')],
      'All two similar councils are good or better for leaders’ impact on practice; so is Barnsley',
    ],
    ['rgggg', [in2023('rgggg'), in2023('igggg')], 'No similar council is good or better for leaders’ impact on practice; nor is Barnsley'],
    ['ggggg', [in2023('rgggg'), in2023('igggg')], 'No similar council is good or better for leaders’ impact on practice; Barnsley is'],
    ['rgggg', [in2023('ggggg')], 'The one similar council is good or better for leaders’ impact on practice; Barnsley is not'],
    ['ggggg', [], 'No grade of the similar councils for leaders’ impact on practice can be compared with Barnsley’s'],
  ])('%s: in words', (ours, comparable, expected) => {
    expect(words(ours, comparable)).toBe(expected);
  });

  test('is one of those good or better, or of those not yet good, in England', () => {
    const distribution = {
      grades: { outstanding: 28, good: 76, 'requires-improvement': 40, adequate: 0, inadequate: 9 },
      none: 0,
      total: 153,
    };
    expect(placeInEngland('Barnsley', 'help-and-protection', 'requires-improvement', distribution)).toBe(
      'Barnsley is one of 49 councils in 153 not yet good for help and protection',
    );
    expect(placeInEngland('Durham', 'help-and-protection', 'good', distribution)).toBe(
      'Durham is one of 104 councils in 153 good or better for help and protection',
    );
  });
});
