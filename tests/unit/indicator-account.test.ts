import { describe, expect, test } from 'vitest';
import {
  doubtsOf,
  indicatorRows,
  isNextPeriod,
  othersInWords,
  periodAndAge,
  placeAmongNeighbours,
  readingInWords,
  spanInWords,
  standingInWords,
  TIME_IDENTIFIERS,
  verdictsInWords,
  type IndicatorFigures,
  type Period,
} from '@/domain/indicators';
import { anIndicator, aReading, readingsFrom, someFigures } from '../support/indicators';

/** Barnsley with other readings of its own. */
function withReadings(
  values: readonly (string | null)[],
  base: string | null = '230',
  differs: Parameters<typeof anIndicator>[0] = {},
): IndicatorFigures {
  return someFigures({ indicator: anIndicator(differs), council: readingsFrom(2026 - values.length, values, base) });
}

function title({ authority, indicator, council, standing }: IndicatorFigures): string {
  return standingInWords(authority.name, { indicator, series: council, standing });
}

function period(code: string, written: string): Period {
  const identifier = TIME_IDENTIFIERS[code];
  if (identifier === undefined) throw new Error(code);
  return { period: written, identifier };
}

describe('what an indicator tells', () => {
  test.each([
    [['19.2', '13'], '230', 'Agency social workers fell from 19.2% to 13.0% in a year, a change that could be chance'],
    [['29.2', '13'], '230', 'Agency social workers fell from 29.2% to 13.0% in a year, a change for the better'],
    [['0', '14.3'], '230', 'Agency social workers rose from 0% to 14.3% in a year, a change for the worse'],
    [['13', '13'], '230', 'Agency social workers stayed at 13.0% for a year'],
    [['29.2', '13'], null, 'Agency social workers fell from 29.2% to 13.0% in a year, and whether that is more than chance cannot be said'],
    [[null, '13'], '230', 'Agency social workers stood at 13.0% in the reporting year to 30 September 2025, with no figure a year before'],
    [[null, null], '230', 'No figure of Barnsley is published for agency social workers'],
  ])('%j of %s: “%s”', (values, base, words) => {
    expect(title(withReadings(values, base))).toBe(words);
  });

  test('is a change, not better or worse, where neither way is better', () => {
    expect(title(withReadings(['29.2', '13'], '230', { polarity: 'neither' }))).toBe(
      'Agency social workers fell from 29.2% to 13.0% in a year, a change that is more than chance',
    );
  });

  test('does not say a unit twice', () => {
    const caseload = { name: 'Cases per social worker', unit: 'cases-per-social-worker' } as const;
    expect(title(withReadings(['16', '16'], null, caseload))).toBe('Cases per social worker stayed at 16.0 for a year');
    const rate = { name: 'Children looked after', unit: 'per-10000-children', decimals: 0 } as const;
    expect(title(withReadings(['79', '79'], null, rate))).toBe('Children looked after stayed at 79 per 10,000 children for a year');
  });

  test('has its age', () => {
    const { standing, indicator } = someFigures();
    expect(standing.latest && periodAndAge(standing.latest, indicator)).toBe('The reporting year to 30 September 2025, 13 months ago');
  });

  test('is counted with others in one sentence', () => {
    const of = (...years: readonly (readonly string[])[]) => verdictsInWords(years.map((values) => withReadings(values)));
    expect(of(['29.2', '13'], ['13', '14'], ['0', '14.3'], ['13', '13'])).toBe(
      'In a year one of four indicators got better, one got worse and two stayed about the same',
    );
    expect(of(['29.2', '13'], ['29.2', '13'])).toBe('In a year both indicators got better');
    expect(of(['0', '14.3'])).toBe('In a year the one indicator got worse');
    expect(of(['13'])).toBe('No indicator has figures a year apart');
  });

  test('over all years says where it was highest or lowest', () => {
    expect(spanInWords(someFigures())).toBe('From 0% in 2017 to 13.0% in 2025, highest at 28.1% in 2023');
    expect(spanInWords(withReadings(['9', '2', '5']))).toBe('From 9.0% in 2023 to 5.0% in 2025, lowest at 2.0% in 2024');
    expect(spanInWords(withReadings(['9', '10']))).toBe('From 9.0% in 2024 to 10.0% in 2025');
    expect(spanInWords(withReadings(['9']))).toBe('9.0% in 2025');
    expect(spanInWords(withReadings([null]))).toBeNull();
    const council = [aReading('201819', '11', { code: 'AY' }), aReading('202425', '22.8', { code: 'AY' })];
    expect(spanInWords(someFigures({ council }))).toBe('From 11.0% (2018 to 2019) to 22.8% (2024 to 2025)');
  });

  test('beside others counts only neighbours that have a number', () => {
    expect(othersInWords(someFigures(), '2025')).toBe(
      'In the reporting year to 30 September 2025 the median of two similar councils, 2025 model, was 16.6% and England’s figure was 13.0%. Barnsley ranks 2 of 3 among them, counted from the lowest.',
    );
    expect(placeAmongNeighbours(someFigures())).toBe('One of two neighbours had a lower figure than Barnsley in 2025');
    expect(othersInWords(someFigures({ neighbours: [], england: [] }), '2025')).toBeNull();
    expect(placeAmongNeighbours(someFigures({ neighbours: [] }))).toBeNull();
  });
});

describe('the rows of an indicator', () => {
  test('are what chart, table and file show: Barnsley’s agency rate from 2017 to 2025', () => {
    const rows = indicatorRows(someFigures());
    expect(rows.map(({ own }) => own && readingInWords(own, anIndicator()))).toEqual([
      ...['0%', '0%', '0%', '0%', '0.7%', '14.3%', '28.1%', '19.2%', '13.0%'],
    ]);
    // The marker of one is counted nowhere.
    expect(rows.at(-1)).toMatchObject({ neighbours: { median: '16.6', count: 2 }, england: { value: '13' } });
  });

  test('hold periods that only others have', () => {
    const rows = indicatorRows(withReadings(['13']));
    expect(rows.map(({ own }) => own?.value ?? null)).toEqual([...Array.from({ length: 8 }, () => null), '13']);
  });
});

describe('what there is to doubt', () => {
  test('is how far chance reaches, what was not published, and that sources differ', () => {
    const [chance, ...others] = doubtsOf(withReadings([null, '13']));
    expect(chance).toMatch(/^By chance alone the figure for 2025, a share of 230, could lie between 9\.3% and 18\.0%\. /);
    expect(others).toEqual([
      '2024: Not published (small numbers). Nothing is worked out from it, and the line has a gap.',
      expect.stringMatching(/^The neighbours’ median for 2025 leaves out Sunderland \(not published \(small numbers\)\)\. /),
      expect.stringMatching(/^Inspectors’ reports/),
    ]);
  });

  test('is that chance cannot be told, that a year is missing, that councils report as one', () => {
    const council = [aReading('2022', '5', { geography: 'barnsley+sheffield' }), aReading('2025', '13')];
    expect(doubtsOf(someFigures({ council, neighbours: [] })).slice(0, -1)).toEqual([
      'Whether this is more than chance cannot be said: the numbers behind the figure are not known.',
      'No figure for the time between 2022 and 2025.',
      'Some figures are of two councils together, which report as one: of neither alone.',
    ]);
  });
});

describe('a gap between periods', () => {
  test.each([
    ['RY', '2024', '2025', true],
    ['RY', '2023', '2025', false],
    ['AY', '201819', '201920', true],
    ['AY', '201819', '202021', false],
    ['M1', '2025', '2026', false],
    ['CYQ1', '2025', '2026', false],
    ['RY', '2025', '2024', false],
  ])('%s %s, then %s: nothing is missing: %s', (code, earlier, later, next) => {
    expect(isNextPeriod(period(code, later), period(code, earlier))).toBe(next);
  });

  test('is none between the summer and the autumn term, or between months', () => {
    expect(isNextPeriod(period('T1', '202526'), period('T3', '202425'))).toBe(true);
    expect(isNextPeriod(period('T2', '202526'), period('T3', '202425'))).toBe(false);
    expect(isNextPeriod(period('M1', '2026'), period('M12', '2025'))).toBe(true);
    expect(isNextPeriod(period('M2', '2026'), period('M12', '2025'))).toBe(false);
  });
});
