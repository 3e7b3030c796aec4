import { describe, expect, test } from 'vitest';
import { chooseSeries, exploredRows, seriesOfMedian, seriesOfPlace, type PlaceSeries } from '@/domain/indicators';
import { readingsFrom, someFigures } from '../support/indicators';

const KNOWN = {
  indicators: ['agency-rate', 'caseload', 're-referrals', 'turnover-rate', 'vacancy-rate'].map((key) => ({ key })),
  councils: ['barnsley', 'leeds', 'rotherham', 'sheffield', 'sunderland', 'tameside'].map((slug) => ({ slug, name: slug })),
  own: 'barnsley',
  usual: ['own-audits', 'agency-rate', 'vacancy-rate'],
};
const NOTHING = { indicators: [], beside: [], councils: [] };

describe('what is explored', () => {
  test('is one indicator beside similar councils and England to begin with', () => {
    expect(chooseSeries(NOTHING, KNOWN)).toEqual({
      chosen: { indicators: ['agency-rate'], beside: ['neighbours', 'england'], councils: [] },
      problems: [],
    });
    expect(chooseSeries(NOTHING, { ...KNOWN, indicators: [{ key: 'caseload' }] }).chosen.indicators).toEqual(['caseload']);
    expect(chooseSeries(NOTHING, { ...KNOWN, indicators: [] }).chosen.indicators).toEqual([]);
  });

  test('is what was asked for, in that order, each once, the council itself never twice', () => {
    const asked = {
      indicators: ['caseload', 'agency-rate', 'caseload'],
      beside: ['england', 'region'],
      councils: ['leeds', 'barnsley', 'leeds'],
    };
    expect(chooseSeries(asked, KNOWN)).toEqual({
      chosen: { indicators: ['caseload', 'agency-rate'], beside: ['region', 'england'], councils: ['leeds'] },
      problems: [],
    });
  });

  test('has nothing beside it where nothing was ticked', () => {
    expect(chooseSeries({ ...NOTHING, indicators: ['caseload'] }, KNOWN).chosen.beside).toEqual([]);
  });

  test('says what is unknown or missing, and shows the rest', () => {
    const { chosen, problems } = chooseSeries({ indicators: ['nothing', 'caseload'], beside: ['moon'], councils: ['atlantis'] }, KNOWN);
    expect(chosen).toEqual({ indicators: ['caseload'], beside: [], councils: [] });
    expect(problems).toEqual([
      { field: 'indicator', message: 'There is no indicator “nothing”. Choose from the list' },
      { field: 'with', message: 'There is no council “atlantis” today. Choose from the list' },
    ]);
    expect(chooseSeries({ ...NOTHING, councils: ['leeds'] }, KNOWN).problems).toEqual([
      { field: 'indicator', message: 'Choose at least one indicator' },
    ]);
  });

  test('is never more than can be read: four indicators, four other councils', () => {
    const asked = { indicators: KNOWN.indicators.map(({ key }) => key), beside: [], councils: KNOWN.councils.map(({ slug }) => slug) };
    const { chosen, problems } = chooseSeries(asked, KNOWN);
    expect([chosen.indicators, chosen.councils]).toEqual([
      ['agency-rate', 'caseload', 're-referrals', 'turnover-rate'],
      ['leeds', 'rotherham', 'sheffield', 'sunderland'],
    ]);
    expect(problems.map(({ message }) => message)).toEqual([
      'Choose up to 4 indicators. The first 4 are shown',
      'Choose up to 4 councils. The first 4 are shown',
    ]);
  });

  test('has a row for each period of any place, and the median with how many it is of', () => {
    const { council, neighbourPeriods, indicator } = someFigures();
    const series: readonly PlaceSeries[] = [
      seriesOfPlace('own', 'Barnsley', council),
      seriesOfMedian(neighbourPeriods, 3, '2025', indicator.source.name),
      seriesOfPlace('leeds', 'Leeds', readingsFrom(2015, ['5', null])),
    ];
    expect(series[1]?.name).toBe('Median of three similar councils, 2025 model');
    const rows = exploredRows({ series });
    expect(rows.map(({ period }) => period.period)).toEqual(Array.from({ length: 11 }, (_, index) => String(2015 + index)));
    expect(rows[1]?.points).toEqual([null, null, expect.objectContaining({ value: null, marker: 'c' })]);
    expect(rows.at(-1)?.points).toEqual([
      expect.objectContaining({ value: '13', counted: null }),
      expect.objectContaining({ value: '16.6', counted: 2 }),
      null,
    ]);
  });
});
