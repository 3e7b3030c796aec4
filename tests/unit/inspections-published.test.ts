import { describe, expect, test } from 'vitest';
import { FRAMEWORKS, frameworkWarning, GRADE_KEYS, MAIN_AREAS } from '@/domain/frameworks';
import {
  allJudgements,
  changeInArea,
  changeInWords,
  distributionOf,
  findingInWords,
  firstDayOnSite,
  frontTable,
  historyInWords,
  judgementIn,
  latestJudgements,
  newestFirst,
  observedPublication,
  observedWaits,
  returnWindow,
  type CouncilHistory,
} from '@/domain/inspections';
import { calendarDate, type Spread } from '@/domain/shared';
import { HAVE_PUBLISHED_INSPECTIONS, publishedInspections } from '../support/published-inspections';

const TODAY = calendarDate('2026-11-22');

// Named here because a skipped test is reported by this name.
describe.skipIf(!HAVE_PUBLISHED_INSPECTIONS)(
  'all inspections published from 2013 to 2026 (needs the compiled original in SHARED_DATA)',
  () => {
    const histories = HAVE_PUBLISHED_INSPECTIONS ? publishedInspections() : [];
    const all = histories.flat();
    const councils = histories.map((inspections): CouncilHistory => ({
      slug: inspections[0]?.authority ?? '',
      name: inspections[0]?.authority ?? '',
      region: 'london',
      inspections,
    }));

    test('are 488 of 153 councils, every word of a grade on its framework’s scale', () => {
      expect([all.length, histories.length]).toEqual([488, 153]);
      expect(FRAMEWORKS.map(({ key }) => all.filter(({ framework }) => framework === key).length)).toEqual([0, 0, 0, 167, 165, 145, 11]);
      expect(all.flatMap(({ judgements }) => judgements.filter(({ grade }) => grade === null))).toEqual([]);
    });

    test('were made under the framework that their first day proposes, but for seven of 2018', () => {
      const doubted = all.filter((event) => event.framework && frameworkWarning(event.framework, firstDayOnSite(event)) !== null);
      expect(doubted.map((event) => `${event.authority} ${firstDayOnSite(event).toString()} ${event.framework ?? ''}`).toSorted()).toEqual([
        'Darlington 2018-02-27 sif-2013',
        'Lambeth 2018-01-29 sif-2013',
        'Lancashire 2018-06-04 sif-2013',
        'Sunderland 2018-04-23 sif-2013',
        'Surrey 2018-02-26 sif-2013',
        'Torbay 2018-06-11 sif-2013',
        'Wandsworth 2018-05-08 sif-2013',
      ]);
    });

    test('are not missing a judgement anywhere but in three small councils’ first inspections', () => {
      const gaps = all.flatMap((event) =>
        allJudgements(event)
          .filter(({ area, absence }) => absence === 'not-recorded' && area !== 'lscb')
          .map(({ area }) => `${event.authority} ${area}`),
      );
      expect(gaps).toEqual([
        'City of London adoption',
        'Isle of Wight in-care',
        'Isle of Wight adoption',
        'Isle of Wight care-leavers',
        'Isle of Wight leadership',
        'Isles of Scilly in-care',
        'Isles of Scilly adoption',
        'Isles of Scilly care-leavers',
      ]);
    });

    test.each([
      ['leadership', '60 58 27 0 8, none 0'],
      ['help-and-protection', '28 76 40 0 9, none 0'],
      ['in-care', '54 68 26 0 5, none 0'],
      ['care-leavers', '47 63 35 0 6, none 2'],
    ] as const)('put %s of 153 councils at %s', (area, counts) => {
      const { grades, none } = distributionOf(latestJudgements(councils, area, TODAY).map(({ judgement }) => judgement));
      expect(`${GRADE_KEYS.map((grade) => grades[grade]).join(' ')}, none ${none}`).toBe(counts);
    });

    test('hold three in which leadership is inadequate and overall is not: the overall grade is printed, never worked out', () => {
      const three = all.filter(
        (event) =>
          event.framework !== 'sif-2013' &&
          judgementIn(event, 'leadership')?.grade === 'inadequate' &&
          !['inadequate', null].includes(judgementIn(event, 'overall-effectiveness')?.grade ?? null),
      );
      expect(three.map((event) => `${event.authority} ${firstDayOnSite(event).year}`).toSorted()).toEqual([
        'Doncaster 2022',
        'Herefordshire 2018',
        'Slough 2023',
      ]);
      expect(three.filter((event) => !findingInWords(event)?.includes('leaders’ impact on practice is inadequate'))).toEqual([]);
    });

    test('show how long councils waited for the next inspection', () => {
      const waits = observedWaits(histories);
      const inYears = (spread: Spread | null | undefined) =>
        spread && [spread.count, ...[spread.tenth, spread.half, spread.nineTenths].map((years) => years.toFixed(1))];
      expect({
        all: inYears(waits.all),
        ...Object.fromEntries([...waits.byGrade].map(([grade, found]) => [grade, inYears(found)])),
      }).toEqual({
        all: [168, '3.1', '3.8', '5.2'],
        outstanding: [25, '3.3', '4.6', '5.2'],
        good: [66, '3.2', '4.2', '5.4'],
        'requires-improvement': [54, '3.0', '3.8', '5.0'],
        inadequate: [23, '3.0', '3.4', '4.0'],
      });
    });

    test('give Barnsley its window, from March 2026 to March 2027, and what happened in 66 places', () => {
      const barnsley = histories.flat().findLast(({ authority }) => authority === 'Barnsley');
      const window = barnsley && returnWindow(barnsley, observedWaits(histories), TODAY);
      expect(window?.position).toBe('open');
      expect([window?.usual?.from, window?.usual?.to].map(String)).toEqual(['2026-03-15', '2027-03-15']);
      expect(window?.elsewhere?.years.count).toBe(66);
      expect([window?.elsewhere?.from, window?.elsewhere?.half, window?.elsewhere?.to].map(String)).toEqual([
        '2026-12-04',
        '2027-11-26',
        '2029-02-09',
      ]);
      expect(window?.likelyEvent).toBe('short-inspection');
    });

    test('were published 32 weekdays after the last day on site, one in ten before 27 and one in ten after 50', () => {
      expect(observedPublication(histories)).toEqual({ count: 156, tenth: 27, half: 32, nineTenths: 50.5 });
    });

    test('are told in sentences that count what was printed', () => {
      const wrong = all.filter((event) => {
        const lines = frontTable(event);
        const total = /^All (\w+)|of (\w+) (?:recorded )?judgements|^(Both)/
          .exec(findingInWords(event) ?? '')
          ?.slice(1)
          .find(Boolean);
        const words: Readonly<Record<number, string>> = { 2: 'Both', 3: 'three', 4: 'four', 5: 'five', 6: 'six' };
        return total !== words[lines.length];
      });
      expect(wrong.map(findingInWords)).toEqual([]);
    });

    test('read well: no gap, doubled word, bare key or loose full stop in any sentence', () => {
      const sentences = histories.flatMap((history) => {
        const events = newestFirst(history);
        return events.flatMap((event, index) => {
          const before = events[index + 1] ?? null;
          const { likelyBecause } = returnWindow(event, { byGrade: new Map(), all: null }, TODAY);
          const changes = MAIN_AREAS.map((area) => changeInWords(changeInArea(event, before, area)));
          return [findingInWords(event) ?? '', historyInWords(event, before) ?? '', likelyBecause.slice(0, -1), ...changes];
        });
      });
      expect(sentences).toHaveLength(488 * (3 + MAIN_AREAS.length));
      expect(sentences.filter((text) => !/^[A-Z]/.test(text))).toEqual([]);
      expect(sentences.filter((text) => /undefined|null|NaN|\[object|[a-z]-[a-z]+-| {2}|\.|\b(\w+) \1\b|both \w+ both/.test(text))).toEqual(
        [],
      );
    });
  },
);
