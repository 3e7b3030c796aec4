import { describe, expect, test } from 'vitest';

import { changesInSentences } from '@/domain/history';
import {
  areaInYear,
  areasOfYear,
  besideInspection,
  formOfSelfEvaluation,
  inspectionAfter,
  ownGradesInWords,
  readSelfEvaluation,
  SELF_EVALUATION_VERSION,
  selfEvaluationFacts,
  selfEvaluationOfVersion,
  selfEvaluationVersion,
  selfEvaluationYears,
  type SelfEvaluationFacts,
  type SelfEvaluationForm,
} from '@/domain/self-evaluation';
import { calendarDate } from '@/domain/shared';

import { allAreas, anInspection } from '../support/inspections';

const TODAY = calendarDate('2026-11-20');
const SENT: SelfEvaluationFacts = {
  answers: { known: 'Practice is sound', howKnown: 'Monthly audits', plans: 'Steadier teams' },
  grades: areasOfYear(2023).map((area) => ({ area, grade: 'good', evidence: 'Audits of 2022' })),
  submittedOn: calendarDate('2023-04-28'),
};
const FORM = formOfSelfEvaluation(2023, SENT);

describe('a year’s areas', () => {
  test('are those of the framework in force, without an overall grade and without other bodies', () => {
    expect(areasOfYear(2026)).toEqual(['leadership', 'help-and-protection', 'in-care', 'care-leavers']);
    expect(areasOfYear(2023)).toEqual(areasOfYear(2026));
    expect(areasOfYear(2022)).toEqual(['leadership', 'help-and-protection', 'in-care']);
  });

  test('are called what they were then', () => {
    expect(areaInYear(2022, 'in-care')).toBe('Children in care and care leavers, judged together');
    expect(areaInYear(2023, 'in-care')).toBe('Children in care');
  });

  test('begin with the framework that asks for them and end with the next year', () => {
    const years = selfEvaluationYears(TODAY);
    expect([years[0], years.at(-1), years.length]).toEqual([2027, 2018, 10]);
  });
});

describe('what was typed', () => {
  test('may have gaps while it is a draft', () => {
    expect(read({ known: ' Practice\r\nis sound ', 'grade-leadership': 'good' })).toEqual({
      ok: true,
      value: {
        answers: { known: 'Practice\nis sound', howKnown: null, plans: null },
        grades: [{ area: 'leadership', grade: 'good', evidence: null }],
        submittedOn: null,
      },
    });
  });

  test('has to say something, and evidence belongs to a grade of the scale', () => {
    expect(problemsIn({})).toEqual(['known: Answer a question or give a grade: there is nothing to save yet']);
    expect(problemsIn({ known: 'x', 'evidence-care-leavers': 'Surveys' })).toEqual(['grade-care-leavers: Choose a grade for care leavers']);
    expect(problemsIn({ known: 'x', 'evidence-in-care': 'y', 'grade-in-care': 'adequate' })).toEqual([
      'grade-in-care: Choose a grade for children in care',
    ]);
    expect(problemsIn({ known: 'x'.repeat(10_001) })).toEqual(['known: Shorten this to 10,000 characters']);
  });

  test('has no gap once it is sent to Ofsted', () => {
    expect(problemsIn({ ...FORM, plans: '', 'grade-in-care': '', 'evidence-in-care': '', 'evidence-leadership': ' ' })).toEqual([
      'plans: Answer “What are your plans?” before it is sent',
      'evidence-leadership: Say what the grade for leaders’ impact on practice rests on',
      'grade-in-care: Choose a grade for children in care',
    ]);
  });

  test.each([
    ['2026-11-21', 'Enter the date it was sent, which cannot be ahead'],
    ['2023-04-31', '2023-04-31 is not a day in the calendar'],
    ['2021-04-30', 'Check the year: this is the self-evaluation of 2023'],
  ])('was not sent on %s', (submittedOn, message) => {
    expect(problemsIn({ ...FORM, submittedOn })).toEqual([`submittedOn: ${message}`]);
  });

  test('does not become a draft again', () => {
    const result = readSelfEvaluation(2023, { ...FORM, submittedOn: '' }, SENT, TODAY);
    expect(result).toEqual({
      ok: false,
      problems: [{ field: 'submittedOn', message: 'Keep or correct the date: what was sent to Ofsted does not become a draft again' }],
    });
    expect(readSelfEvaluation(2023, { ...FORM, submittedOn: '2023-05-02' }, SENT, TODAY)).toMatchObject({ ok: true });
  });

  test('reads back as it is shown, and as the history keeps it', () => {
    expect(read(FORM)).toEqual({ ok: true, value: SENT });
    const kept = SELF_EVALUATION_VERSION.parse(JSON.parse(JSON.stringify(selfEvaluationVersion({ ...SENT, year: 2023 }))));
    expect(formOfSelfEvaluation(2023, selfEvaluationOfVersion(kept))).toEqual(FORM);
    expect(() => selfEvaluationOfVersion({ ...kept, grades: [{ area: 'sports', grade: 'good', evidence: null }] })).toThrow('unknown area');
    expect(() => selfEvaluationOfVersion({ ...kept, grades: [{ area: 'leadership', grade: 'fair', evidence: null }] })).toThrow(
      'unknown grade',
    );
  });

  test('is told of in sentences', () => {
    const facts = (evaluation: SelfEvaluationFacts) => selfEvaluationFacts(selfEvaluationVersion({ ...evaluation, year: 2023 }));
    const changed = SENT.grades.map((own) =>
      own.area === 'help-and-protection' ? { ...own, grade: 'requires-improvement' as const } : own,
    );
    expect(changesInSentences('it', facts({ ...SENT, submittedOn: null }), facts({ ...SENT, grades: changed }))).toEqual([
      'Own grade: Help and protection changed from Good to Requires improvement to be good',
      'Sent to Ofsted on 28 April 2023',
    ]);
  });
});

describe('the council’s own grades in a sentence', () => {
  const withGrades = (...grades: readonly ('good' | 'requires-improvement')[]) =>
    ownGradesInWords({
      year: 2023,
      grades: grades.map((grade, index) => ({ area: areasOfYear(2023)[index] ?? 'in-care', grade, evidence: null })),
    });

  test('count the most frequent and name the others', () => {
    expect(withGrades('good', 'good', 'good', 'good')).toBe('The council says good in all four areas');
    expect(withGrades('good', 'requires-improvement', 'good', 'good')).toBe(
      'The council says good in three of four areas; requires improvement to be good in help and protection',
    );
    expect(withGrades('good')).toBe('The council says good in one of four areas');
    expect(withGrades()).toBe('The council has given itself no grade yet');
  });
});

describe('beside the next inspection', () => {
  const inspection = anInspection({ grades: { ...allAreas('ilacs-2023', 'good'), 'help-and-protection': 'requires-improvement' } });
  const earlier = anInspection({ framework: 'ilacs-2018', onSite: '2018-10-29 2018-11-09', grades: allAreas('ilacs-2018', 'good') });
  const visit = anInspection({ onSite: '2023-06-01', eventType: 'focused-visit' });
  const later = anInspection({ onSite: '2026-05-11', framework: 'ilacs-2026', grades: allAreas('ilacs-2026', 'good') });

  test('the next is the first graded one after it was sent', () => {
    expect(inspectionAfter(SENT, [earlier, inspection, visit, later])?.id).toBe(inspection.id);
    expect(inspectionAfter(SENT, [earlier, visit])).toBeNull();
    expect(inspectionAfter({ submittedOn: null }, [inspection])).toBeNull();
    // Sent while inspectors were there already: they were not the next to come.
    expect(inspectionAfter({ submittedOn: calendarDate('2023-09-11') }, [inspection])).toBeNull();
  });

  test('a sentence says both grades and judges neither', () => {
    expect(
      besideInspection({ year: 2023, grades: SENT.grades }, inspection).map(({ area, theirs, words }) => [area, theirs?.grade, words]),
    ).toEqual([
      ['leadership', 'good', 'The council said good; inspectors said good, September 2023'],
      [
        'help-and-protection',
        'requires-improvement',
        'The council said good; inspectors said requires improvement to be good, September 2023',
      ],
      ['in-care', 'good', 'The council said good; inspectors said good, September 2023'],
      ['care-leavers', 'good', 'The council said good; inspectors said good, September 2023'],
    ]);
    expect(wordsFor({ year: 2023, grades: [] }, inspection)[0]).toBe('The council gave no grade; inspectors said good, September 2023');
    expect(wordsFor({ year: 2023, grades: SENT.grades }, null)[0]).toBeNull();
  });

  test('areas that do not mean the same are not set beside each other', () => {
    const [leadership, , inCare] = besideInspection({ year: 2022, grades: SENT.grades }, inspection);
    expect(leadership?.theirs?.grade).toBe('good');
    expect([inCare?.theirs, inCare?.words]).toEqual([null, 'Judged under another framework in September 2023, so the two do not compare']);
  });

  test('a grade that is not there is said so', () => {
    const unpublished = anInspection({ published: null });
    expect(wordsFor({ year: 2023, grades: SENT.grades }, unpublished)[0]).toBe('Inspectors’ grade: not yet published, September 2023');
  });
});

function wordsFor(...[evaluation, inspection]: Parameters<typeof besideInspection>): readonly (string | null)[] {
  return besideInspection(evaluation, inspection).map(({ words }) => words);
}

function read(form: SelfEvaluationForm) {
  return readSelfEvaluation(2023, form, null, TODAY);
}

function problemsIn(form: SelfEvaluationForm): readonly string[] {
  const result = read(form);
  return result.ok ? [] : result.problems.map(({ field, message }) => `${field}: ${message}`);
}
