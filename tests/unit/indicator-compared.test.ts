import { describe, expect, test } from 'vitest';
import { chooseCompared, compareAt, ranksInWords, type ComparedIndicator } from '@/domain/indicators';
import { calendarDate } from '@/domain/shared';
import { anIndicator, readingsFrom } from '../support/indicators';

const TODAY = calendarDate('2026-11-20');

function compared(
  councils: Parameters<typeof compareAt>[1]['councils'],
  differs: Parameters<typeof anIndicator>[0] = {},
): ComparedIndicator {
  const found = compareAt(anIndicator(differs), { councils, england: readingsFrom(2024, ['16.2', '13']) }, TODAY);
  if (found === null) throw new Error('Nothing is compared');
  return found;
}

describe('an indicator of several councils', () => {
  test('is compared at the period of the first council’s latest figure; a marker stays one and counts for nothing', () => {
    const { period, age, readings, others, rank, england } = compared([
      readingsFrom(2024, ['19.2', '13', null]),
      readingsFrom(2024, ['5.9', '1.9', '1']),
      readingsFrom(2024, ['9', null]),
      readingsFrom(2025, ['31.3']),
      [],
    ]);
    expect([period.period, age]).toEqual(['2025', '13 months']);
    expect(readings.map((reading) => reading?.value ?? reading?.marker ?? null)).toEqual(['13', '1.9', 'c', '31.3', null]);
    expect(others).toEqual({ median: '16.6', lowest: '1.9', highest: '31.3', count: 2 });
    expect(rank).toEqual({ place: 2, of: 3, shared: false });
    expect(england?.value).toBe('13');
  });

  test('has no rank where the first has no figure, and then goes by England’s period', () => {
    const { period, rank, others } = compared([readingsFrom(2024, [null, null]), readingsFrom(2024, ['5.9', '1.9'])]);
    expect([period.period, rank, others?.median]).toEqual(['2025', null, '1.9']);
    expect(compareAt(anIndicator(), { councils: [[], []], england: [] }, TODAY)).toBeNull();
  });

  test('tells in how many the council is in the better half, where there is a better', () => {
    const [low, high] = [readingsFrom(2025, ['1']), readingsFrom(2025, ['9'])];
    expect(ranksInWords('Barnsley', [compared([low, high]), compared([high, low]), compared([low, high], { polarity: 'neither' })])).toBe(
      'Barnsley is in the better half of these councils on one of two indicators',
    );
    expect(ranksInWords('Barnsley', [compared([low])])).toBe('No indicator of Barnsley can be ranked beside these councils');
  });
});

describe('which indicators are compared', () => {
  const known = ['agency-rate', 'vacancy-rate', 'caseload', 'a', 'b', 'c'].map((key) => ({ key }));

  test('are those of the council’s overview, or up to five of one’s choice', () => {
    expect(chooseCompared([], known, ['vacancy-rate', 'own-audits', 'agency-rate'])).toEqual({
      chosen: ['vacancy-rate', 'agency-rate'],
      problems: [],
    });
    expect(chooseCompared([], known, ['vacancy-rate', 'agency-rate', 'c', 'b', 'a', 'caseload'])).toMatchObject({
      chosen: { length: 5 },
      problems: [],
    });
    expect(chooseCompared(['caseload', 'caseload'], known, ['agency-rate'])).toEqual({ chosen: ['caseload'], problems: [] });
    const { chosen, problems } = chooseCompared(['a', 'b', 'c', 'caseload', 'agency-rate', 'vacancy-rate', 'nothing'], known, []);
    expect(chosen).toEqual(['a', 'b', 'c', 'caseload', 'agency-rate']);
    expect(problems.map(({ message }) => message)).toEqual([
      'There is no indicator “nothing”. Choose from the list',
      'Choose up to 5 indicators. The first 5 are shown',
    ]);
  });
});
