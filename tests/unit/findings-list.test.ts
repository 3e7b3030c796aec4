import { describe, expect, test } from 'vitest';

import { countFindings, findingsInWords, linkFindings, readFindingFilter, selectFindings, type FindingFilter } from '@/domain/findings';
import { answersInWords, type Status } from '@/domain/improvement';

import { aFinding } from '../support/drafts';

const LATEST = aFinding({ id: 'latest', inspection: '2026-01-12-short-inspection', repeats: 'later' });
const LATER = aFinding({ id: 'later', inspection: '2023-09-11-short-inspection', repeats: 'first' });
const FIRST = aFinding({ id: 'first', area: null });
const ALONE = aFinding({ id: 'alone', inspection: '2023-09-11-short-inspection', kind: 'strength', area: 'in-care' });
const ALL = [LATEST, LATER, ALONE, FIRST];

const ANY: FindingFilter = { kind: null, area: null, event: null, state: null };

describe('findings of the same matter', () => {
  test('are joined both ways, also by way of another', () => {
    const joined = linkFindings(ALL).map(({ finding, repeats, repeatedBy }) => [
      finding.id,
      repeats.map(({ id }) => id),
      repeatedBy.map(({ id }) => id),
    ]);
    expect(joined).toEqual([
      ['latest', ['later', 'first'], []],
      ['later', ['first'], ['latest']],
      ['alone', [], []],
      ['first', [], ['later', 'latest']],
    ]);
  });

  test('that went round in a circle would still come to an end', () => {
    const circle = linkFindings([
      { ...FIRST, repeats: 'later' },
      { ...LATER, repeats: 'first' },
    ]);
    expect(circle.map(({ repeats }) => repeats.length)).toEqual([2, 2]);
  });
});

describe('a list of findings', () => {
  const counted = linkFindings(ALL).map((linked) => ({
    ...linked,
    actions: linked.finding.id === 'alone' ? 0 : linked.finding.id === 'first' ? 0 : 2,
  }));
  const idsOf = (filter: Partial<FindingFilter>) => selectFindings(counted, { ...ANY, ...filter }).map(({ finding }) => finding.id);

  test('is chosen from by kind, judgement, event and state, and each count is that of what is then shown', () => {
    expect(idsOf({})).toEqual(['latest', 'later', 'alone', 'first']);
    expect(idsOf({ kind: 'strength' })).toEqual(['alone']);
    expect(idsOf({ area: 'in-care' })).toEqual(['alone']);
    expect(idsOf({ event: '2023-09-11-short-inspection' })).toEqual(['later', 'alone']);
    const counts = countFindings(counted);
    for (const state of ['answered', 'unanswered', 'repeated'] as const)
      expect(idsOf({ state }), `findings ${state}`).toHaveLength(counts[state]);
    expect(counts).toEqual({ answered: 2, unanswered: 1, repeated: 3 });
  });

  test('says nothing of answers to who may not read the plan', () => {
    const unknown = counted.map((each) => ({ ...each, actions: null }));
    expect(countFindings(unknown)).toEqual({ answered: 0, unanswered: 0, repeated: 3 });
  });

  test('leaves out of account what an address names and there is not', () => {
    expect(
      readFindingFilter({ kind: 'rumour', area: 'roads', event: '2001-01-01-party', state: 'red' }, ['2023-09-11-short-inspection']),
    ).toEqual(ANY);
    expect(readFindingFilter({ kind: 'strength', area: 'in-care', event: 'e', state: 'repeated' }, ['e'])).toEqual({
      kind: 'strength',
      area: 'in-care',
      event: 'e',
      state: 'repeated',
    });
  });
});

test.each([
  [[], 'No finding is recorded'],
  [[ALONE], 'No finding asks for an answer'],
  [[LATER], 'One finding asks for an answer, about help and protection'],
  [[LATER, LATEST], 'Two findings ask for an answer, both about help and protection'],
  [
    [LATER, LATEST, aFinding(), { ...LATER, area: 'in-care' as const }],
    'Four findings ask for an answer, three of them about help and protection',
  ],
  [[LATER, FIRST], 'Two findings ask for an answer'],
])('what needs to improve is said in one sentence: %#', (findings, sentence) => {
  expect(findingsInWords(findings)).toBe(sentence);
});

test.each<[readonly (readonly Status[])[], string]>([
  [[[]], 'No action answers this finding yet'],
  [[[], []], 'No action answers any of these findings yet'],
  [[['on-track']], 'The finding has an action, and none is overdue'],
  [[['overdue', 'done']], 'The finding has an action that is overdue'],
  [[['done'], ['on-track']], 'Every finding has an action; none of these actions is overdue'],
  [[['overdue'], ['overdue'], ['done'], ['done']], 'Every finding has an action; two of the four have one that is overdue'],
  [[['overdue'], []], 'One of two findings has no action yet; one has an action that is overdue'],
  [[['overdue'], ['overdue']], 'Every finding has an action; each has an action that is overdue'],
])('how findings are answered is said in one sentence: %#', (statuses, sentence) => {
  const findings = statuses.map((each) => ({ actions: each.length, answers: each.map((status) => ({ status })) }));
  expect(answersInWords(findings)).toBe(sentence);
});
