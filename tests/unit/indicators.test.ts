import { describe, expect, test } from 'vitest';
import {
  byPeriod,
  changeBetween,
  changeInWords,
  changeOverAYear,
  councilsOf,
  decimalFrom,
  figureAYearBefore,
  figureInWords,
  figureWithUnit,
  gapInWords,
  gapToTarget,
  geographyKind,
  isGettingWorse,
  latestFigure,
  limitsOf,
  periodAgeInWords,
  periodBegins,
  periodEnds,
  periodInSentence,
  periodInWords,
  rankAmong,
  rankInWords,
  readDecimal,
  readingInWords,
  readMarker,
  readPeriod,
  regionByName,
  roundDecimal,
  spreadOf,
  TIME_IDENTIFIERS,
  timeIdentifier,
  type Measured,
  type Period,
} from '@/domain/indicators';
import { calendarDate } from '@/domain/shared';

const AGENCY = { unit: 'percent', decimals: 1, polarity: 'lower' } as const;
const CASELOAD = { unit: 'cases-per-social-worker', decimals: 1, polarity: 'lower' } as const;
const IN_CARE = { unit: 'per-10000-children', decimals: 0, polarity: 'neither' } as const;
const IN_WORK = { unit: 'percent', decimals: 0, polarity: 'higher' } as const;

describe('a published number', () => {
  test.each([
    ['13', '13'],
    ['13.0', '13.0'],
    ['20.200000000000003', '20.200000000000003'],
    ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
    ['.5', '0.5'],
    ['007', '7'],
    ['-0', '0'],
    ['-3.50', '-3.50'],
    ['1.5e3', '1500'],
    ['1.25E-3', '0.00125'],
    ['12E2', '1200'],
  ])('%s is kept as %s', (cell, kept) => {
    expect(readDecimal(cell)).toBe(kept);
  });

  test.each(['', '-', 'c', '1,045', '12%', '1.2.3', '+5', ' 7', 'NaN', 'Infinity', '0x10', '1e999', '٣', '9'.repeat(41)])(
    '“%s” is none',
    (cell) => {
      expect(readDecimal(cell)).toBeNull();
    },
  );

  test.each([
    ['20.200000000000003', 1, '20.2'],
    ['0.05', 1, '0.1'],
    ['-0.04', 1, '0.0'],
    ['-2.55', 1, '-2.6'],
    ['99.96', 1, '100.0'],
    ['67', 0, '67'],
    ['67.5', 0, '68'],
    ['13', 1, '13.0'],
  ])('%s to %i decimals is %s', (value, decimals, rounded) => {
    expect(roundDecimal(value, decimals)).toBe(rounded);
  });

  test('what is computed does not show the noise of computing', () => {
    expect(decimalFrom(13 - 19.2, 1)).toBe('-6.2');
    expect(decimalFrom(0.1 + 0.2, 1)).toBe('0.3');
    expect(decimalFrom(1.005, 2)).toBe('1.01');
  });

  test('is shown with its decimals and unit, thousands apart; nothing at all is 0, what rounds to nothing is not', () => {
    expect(figureWithUnit('13', AGENCY)).toBe('13.0%');
    expect(figureWithUnit('67', IN_CARE)).toBe('67 per 10,000 children');
    expect(figureInWords('12183016', { decimals: 0 })).toBe('12,183,016');
    expect(figureInWords('0', AGENCY)).toBe('0');
    expect(figureInWords('0.04', AGENCY)).toBe('0.0');
  });
});

describe('a marker', () => {
  test.each(['c', 'z', 'x', 'u', 'k', 'low', '-', ':'])('“%s” is words and never a number', (marker) => {
    expect(readMarker(marker)).toBe(marker);
    expect(readDecimal(marker)).toBeNull();
    expect(readingInWords({ value: null, marker: readMarker(marker) }, AGENCY)).not.toMatch(/\d/);
  });

  test('in brackets or capitals is the same, and other text is none', () => {
    expect([readMarker('[c]'), readMarker('LOW'), readMarker('*'), readMarker('')]).toEqual(['c', 'low', null, null]);
  });

  test('gives no latest figure and no change', () => {
    expect(latestFigure([reading('2024', '5'), reading('2025', null)])?.period.period).toBe('2024');
    expect(latestFigure([reading('2025', null)])).toBeNull();
    expect(changeBetween(reading('2024', '5', '100'), reading('2025', null), AGENCY)).toBeNull();
  });
});

describe('a period', () => {
  test.each([
    ['2025', 'Reporting year', '2025', 'the reporting year to 30 September 2025', '2025-09-30'],
    ['202425', 'Academic year', '2024 to 2025', 'the school year 2024 to 2025', '2025-08-31'],
    ['199900', 'Financial year', '1999 to 2000', 'the financial year 1999 to 2000', '2000-03-31'],
    ['2025', 'Calendar year', '2025', '2025', '2025-12-31'],
    ['202425', 'Financial year Q4', 'January to March 2025', 'January to March 2025', '2025-03-31'],
    ['202425', 'Academic year Q1', 'September to November 2024', 'September to November 2024', '2024-11-30'],
    ['2025', 'Calendar year Q2', 'April to June 2025', 'April to June 2025', '2025-06-30'],
    ['202425', 'Spring term', 'spring term 2025', 'spring term 2025', '2025-03-31'],
    ['202425', 'Autumn and spring term', 'autumn and spring term 2024 to 2025', 'autumn and spring term 2024 to 2025', '2025-03-31'],
    ['202425', 'Part 2 (October to March)', 'October 2024 to March 2025', 'October 2024 to March 2025', '2025-03-31'],
    ['2025', 'April', 'April 2025', 'April 2025', '2025-04-30'],
    ['2025', 'Week 5', 'week 5 of 2025', 'week 5 of 2025', '2025-02-04'],
  ])('%s, %s, is %s', (text, label, words, sentence, ends) => {
    const each = period(text, label);
    expect(periodInWords(each)).toBe(words);
    expect(periodInSentence(each, '09-30')).toBe(sentence);
    expect(periodEnds(each, '09-30').toString()).toBe(ends);
  });

  test.each([
    ['2024', 'Academic year', 'Write the period of “Academic year” like 202425.'],
    ['202426', 'Academic year', 'Write the period of “Academic year” like 202425.'],
    ['202425', 'Calendar year', 'Write the period of “Calendar year” like 2025.'],
    ['2024/25', 'Financial year', 'Write the period of “Financial year” like 202425.'],
    ['0025', 'Reporting year', 'Write a period from 1990 to 2099.'],
  ])('%s as %s is refused', (text, label, sentence) => {
    expect(readPeriod(text, known(label))).toBe(sentence);
  });

  test('is known by label or code, in any case, and begins on a day of its own among periods of its kind', () => {
    expect(timeIdentifier('reporting YEAR')?.code).toBe('RY');
    expect(timeIdentifier('ry')?.code).toBe('RY');
    expect(timeIdentifier('Fortnight')).toBeNull();
    const begins = Object.values(TIME_IDENTIFIERS).map(
      (each) => `${each.frequency} ${periodBegins({ period: '2025', identifier: each }).toString()}`,
    );
    expect(new Set(begins).size).toBe(begins.length);
  });

  test('is put in order by when it begins, and its age counted from its end', () => {
    const periods = [period('202425', 'Spring term'), period('202324', 'Summer term'), period('202425', 'Autumn term')];
    expect(periods.toSorted(byPeriod).map(periodInWords)).toEqual(['summer term 2024', 'autumn term 2024', 'spring term 2025']);
    expect(periodAgeInWords(period('2025', 'Reporting year'), '09-30', calendarDate('2026-11-20'))).toBe('13 months');
    expect(periodAgeInWords(period('2025', 'Reporting year'), null, calendarDate('2026-11-20'))).toBe('19 months');
  });

  test('a year before a month is that month, not the month before', () => {
    const readings = [reading('2024', '5', null, 'April'), reading('2025', '6', null, 'March'), reading('2025', '7', null, 'April')];
    expect(figureAYearBefore(readings, readings[2] ?? reading('2025', '7'))?.value).toBe('5');
    expect(figureAYearBefore([reading('2023', '5')], reading('2025', '6'))).toBeNull();
  });
});

describe('limits of expected variation', () => {
  // Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  test.each([
    ['30.798479', '263', '25.53', '36.62'],
    ['10.135135', '148', '6.24', '16.05'],
    ['0', '20', '0.00', '16.11'],
    ['3.448276', '29', '0.61', '17.18'],
  ])('are Wilson’s for %s%% of %s', (value, base, low, high) => {
    expect(limitsOf(reading('2025', value, base), { unit: 'percent', decimals: 2 })).toEqual({ low, high });
  });

  test('are of children where the figure is per 10,000', () => {
    expect(limitsOf(reading('2025', '67', '52000'), { ...IN_CARE, decimals: 1 })).toEqual({ low: '60.3', high: '74.4' });
  });

  test.each([
    ['the count is not known', reading('2025', '13', null), AGENCY],
    ['the count is nothing', reading('2025', '13', '0'), AGENCY],
    ['the figure is no share', reading('2025', '15.2', '200'), CASELOAD],
    ['the figure is more than all', reading('2025', '107', '200'), AGENCY],
    ['there is no figure', reading('2025', null, '200'), AGENCY],
  ])('cannot be said where %s', (_, each, indicator) => {
    expect(limitsOf(each, indicator)).toBeNull();
  });
});

describe('a change', () => {
  // Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10: 56/70 − 48/80 is 0.0524 to 0.3339; 9/10 − 3/10 is 0.1705 to 0.8090;
  // 6/7 − 2/7 is 0.0582 to 0.8062; 5/56 − 0/29 is −0.0381 to 0.1926.
  test.each([
    ['60', '80', '80', '70', true],
    ['30', '10', '90', '10', true],
    ['28.5714', '7', '85.7143', '7', true],
    ['0', '29', '8.9286', '56', false],
  ])('from %s%% of %s to %s%% of %s is beyond chance: %s', (before, of, after, ofLater, beyondChance) => {
    const change = changeBetween(reading('2024', before, of), reading('2025', after, ofLater), AGENCY);
    expect(change?.beyondChance).toBe(beyondChance);
  });

  test('is better or worse by which way is better, and neither where neither is', () => {
    const [before, after] = [reading('2024', '10', '5000'), reading('2025', '20', '5000')];
    const verdicts = [AGENCY, IN_WORK, { ...AGENCY, polarity: 'neither' } as const].map(
      (each) => changeBetween(before, after, each)?.verdict,
    );
    expect(verdicts).toEqual(['worse', 'better', 'changed']);
    expect(changeBetween(after, before, AGENCY)?.verdict).toBe('better');
  });

  test('that small numbers explain is about the same, and one of unknown numbers cannot be said', () => {
    expect(changeBetween(reading('2024', '10', '20'), reading('2025', '20', '20'), AGENCY)?.verdict).toBe('about-the-same');
    expect(changeBetween(reading('2024', '10'), reading('2025', '20'), AGENCY)?.verdict).toBe('cannot-be-said');
    expect(changeBetween(reading('2024', '14.1'), reading('2025', '15.2'), CASELOAD)?.verdict).toBe('cannot-be-said');
    expect(changeBetween(reading('2024', '14.14'), reading('2025', '14.1'), CASELOAD)?.verdict).toBe('about-the-same');
  });

  test('is said with its figures', () => {
    const later = reading('2025', '13', '240');
    const change = changeBetween(reading('2024', '19.2', '229'), later, AGENCY);
    expect(change && changeInWords(change, later, AGENCY)).toBe('About the same: down 6.2 percentage points to 13.0');
  });

  test('over a year is with the figure of a year before, never with another', () => {
    const readings = [reading('2023', '5', '5000'), reading('2024', null), reading('2025', '20', '5000')];
    expect(changeOverAYear(readings, AGENCY)).toBeNull();
    expect(isGettingWorse(readings, AGENCY)).toBe(false);
    expect(isGettingWorse([...readings, reading('2026', '30', '5000')], AGENCY)).toBe(true);
  });
});

describe('among others', () => {
  test('median and range leave nothing out and round like the figures', () => {
    expect(spreadOf(['9', '10.5', '2', '13'], AGENCY)).toEqual({ median: '9.8', lowest: '2', highest: '13', count: 4 });
    expect(spreadOf(['9', '10.5', '2'], AGENCY)?.median).toBe('9');
    expect(spreadOf([], AGENCY)).toBeNull();
  });

  test('the first place is the best, and the highest where neither way is better', () => {
    expect(rankAmong('5', ['4', '6', '5'], AGENCY)).toEqual({ place: 2, of: 4, shared: true });
    expect(rankAmong('5', ['4', '6'], IN_WORK)).toEqual({ place: 2, of: 3, shared: false });
    expect(rankInWords(rankAmong('5', ['40', '6'], IN_CARE))).toBe('3 of 3');
  });

  test.each([
    ['13', '12', AGENCY, '1.0 above the target of 12.0%'],
    ['11.5', '12', AGENCY, 'Target of 12.0% reached'],
    ['12.0', '12', AGENCY, 'Target of 12.0% reached'],
    ['50', '60', IN_WORK, '10 below the target of 60%'],
    ['70', '67', IN_CARE, '3 above the target of 67 per 10,000 children'],
  ])('%s against %s', (value, target, indicator, words) => {
    expect(gapInWords(gapToTarget(value, target, indicator), target, indicator)).toBe(words);
  });

  test('a geography says of what and of whom it is', () => {
    expect(['england', 'london', 'inner-london', 'barnsley', 'kingston-upon-thames+richmond-upon-thames'].map(geographyKind)).toEqual([
      'national',
      'region',
      'region',
      'council',
      'joint',
    ]);
    expect(councilsOf('kingston-upon-thames+richmond-upon-thames')).toEqual(['kingston-upon-thames', 'richmond-upon-thames']);
    expect(councilsOf('london')).toEqual([]);
    expect(regionByName('Yorkshire and The Humber')).toBe('yorkshire-and-the-humber');
    expect(regionByName('Outer London')).toBe('outer-london');
    expect(regionByName('Scotland')).toBeNull();
  });
});

function reading(text: string, value: string | null, base: string | null = null, label = 'Reporting year'): Measured {
  return { period: period(text, label), value, base };
}

function period(text: string, label: string): Period {
  const read = readPeriod(text, known(label));
  if (typeof read === 'string') throw new Error(read);
  return read;
}

function known(label: string) {
  const found = timeIdentifier(label);
  if (!found) throw new Error(`There is no ${label}`);
  return found;
}
