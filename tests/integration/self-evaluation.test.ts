import { beforeAll, describe, expect, test } from 'vitest';

import type { PersonActor } from '@/domain/access';
import { ANYBODY, OPERATOR } from '@/domain/access';
import { formOfSelfEvaluation, type SelfEvaluationForm } from '@/domain/self-evaluation';
import { calendarDate, Forbidden, moment, NotFound, type Moment } from '@/domain/shared';
import { database } from '@/database/client';
import * as stored from '@/database/self-evaluation';
import { verifyHistory, viewHistory } from '@/operations/history';
import {
  openSelfEvaluation,
  saveSelfEvaluation,
  viewSelfEvaluation,
  viewSelfEvaluations,
  type SelfEvaluationChange,
} from '@/operations/self-evaluation';

import { aPersonWith } from '../support/actors';
import { runSql } from '../support/database';
import { withReferenceSet } from '../support/reference-set';

const TODAY = calendarDate('2026-11-20');
const AT = moment('2026-11-20T09:30:00.000Z');

const DRAFT: SelfEvaluationForm = { ...formOfSelfEvaluation(2023, null), known: 'Practice is sound', 'grade-help-and-protection': 'good' };
const SENT: SelfEvaluationForm = {
  ...DRAFT,
  ...{ howKnown: 'Monthly audits', plans: 'Steadier teams', submittedOn: '2023-04-28' },
  ...{ 'grade-leadership': 'good', 'grade-in-care': 'good', 'grade-care-leavers': 'outstanding' },
  ...{ 'evidence-leadership': 'Peer review', 'evidence-help-and-protection': 'Audits' },
  ...{ 'evidence-in-care': 'Visits', 'evidence-care-leavers': 'Their survey' },
};

let ada: PersonActor;
let ben: PersonActor;
let minutes = 0;
const member = aPersonWith('member');

beforeAll(async () => {
  await withReferenceSet();
  [ada, ben] = [await somebody('Ada Archer'), await somebody('Ben Booth')];
  // Somebody else's, which nothing below may touch or show.
  const theirs = { id: 'theirs', authority: 'sheffield', year: 2023, grades: [], submittedOn: null, version: 0 };
  await stored.saveSelfEvaluation(
    { ...theirs, answers: { known: 'Theirs', howKnown: null, plans: null } },
    { actor: 'operator', reason: null, at: AT },
  );
});

describe('a self-evaluation', () => {
  test('is a draft until it is sent, and only those who read drafts see it', async () => {
    await saved(2024, DRAFT);
    const manager = await viewSelfEvaluation(ada, 'barnsley', 2024);
    expect(manager.evaluation).toMatchObject({
      ...{ year: 2024, submittedOn: null, version: 1, answers: { known: 'Practice is sound', howKnown: null, plans: null } },
      grades: [{ area: 'help-and-protection', grade: 'good', evidence: null }],
    });
    expect((await viewSelfEvaluation(aPersonWith('executive-reader'), 'barnsley', 2024)).mayChange).toBe(false);
    for (const reader of (['member', 'scrutiny-officer', 'action-owner'] as const).map((role) => aPersonWith(role))) {
      await expect(viewSelfEvaluation(reader, 'barnsley', 2024)).rejects.toThrow(NotFound);
      expect((await viewSelfEvaluations(reader, 'barnsley', TODAY)).years.map(({ evaluation }) => evaluation.year)).not.toContain(2024);
      const { kinds, lines } = await viewHistory(reader, 'barnsley', {});
      expect([kinds.map(({ key }) => key), lines.map(({ record }) => record.type)].flat()).not.toContain('self-evaluation');
    }
    await saved(2024, { ...SENT, submittedOn: '2024-04-30' }, { version: 1 });
    expect((await viewSelfEvaluation(member, 'barnsley', 2024)).evaluation.submittedOn?.toString()).toBe('2024-04-30');
  });

  test('stands beside the next inspection, in the areas that compare', async () => {
    await saved(2023, SENT);
    const { inspection, beside } = await viewSelfEvaluation(member, 'barnsley', 2023);
    expect(inspection?.id).toBe('2023-09-11-short-inspection');
    expect(beside.map(({ area, words }) => [area, words])).toEqual([
      ['leadership', 'The council said good; inspectors said good, September 2023'],
      ['help-and-protection', 'The council said good; inspectors said requires improvement to be good, September 2023'],
      ['in-care', 'The council said good; inspectors said good, September 2023'],
      ['care-leavers', 'The council said outstanding; inspectors said good, September 2023'],
    ]);
    await saved(2025, { ...SENT, submittedOn: '2025-04-30' });
    const { years, open } = await viewSelfEvaluations(member, 'barnsley', TODAY);
    expect(years.find(({ evaluation }) => evaluation.year === 2025)?.inspection).toBeNull();
    expect(open).toEqual([]);
    expect((await viewSelfEvaluations(ada, 'barnsley', TODAY)).open).not.toContain(2023);
    expect((await viewSelfEvaluations(ada, 'barnsley', TODAY)).open).toContain(2027);
  });

  test('that was sent is corrected with a reason, and never a draft again', async () => {
    await saved(2022, { ...SENT, submittedOn: '2022-04-29' });
    const corrected = { ...SENT, submittedOn: '2022-04-29', 'grade-help-and-protection': 'requires-improvement' };
    expect(await save(ada, 2022, corrected, { version: 1 })).toMatchObject({
      again: { problems: [{ field: 'reason', message: 'Give a reason for correcting what was sent to Ofsted. It stays in the history' }] },
    });
    expect(await save(ada, 2022, { ...corrected, submittedOn: '' }, { version: 1, reason: 'x' })).toMatchObject({
      again: { problems: [{ field: 'submittedOn' }] },
    });
    await saved(2022, corrected, { version: 1, reason: 'a slip of the pen' });
    const [line] = (await viewHistory(ada, 'barnsley', { kind: 'self-evaluation' })).lines;
    expect([line?.who, line?.reason, line?.sentences]).toEqual([
      'Ada Archer',
      'a slip of the pen',
      ['Own grade: Help and protection changed from Good to Requires improvement to be good'],
    ]);
  });

  test('is refused with a sentence for each gap when it is sent, and what was saved stays', async () => {
    await saved(2021, DRAFT);
    const outcome = await save(ada, 2021, { ...DRAFT, submittedOn: '2021-04-30' }, { version: 1 });
    expect(outcome).toMatchObject({ saved: false, again: { form: { known: 'Practice is sound' }, version: 1, conflict: null } });
    expect(outcome.saved ? [] : outcome.again.problems.map(({ field }) => field)).toEqual([
      ...['howKnown', 'plans', 'grade-leadership', 'evidence-help-and-protection', 'grade-in-care'],
    ]);
    expect((await viewSelfEvaluation(ada, 'barnsley', 2021)).evaluation.version).toBe(1);
  });

  test('is changed by managers, for years that there are', async () => {
    for (const actor of [ANYBODY, OPERATOR, aPersonWith('administrator')]) {
      await expect(viewSelfEvaluations(actor, 'barnsley', TODAY)).rejects.toThrow(Forbidden);
      await expect(viewSelfEvaluation(actor, 'barnsley', 2023)).rejects.toThrow(Forbidden);
    }
    for (const actor of [ANYBODY, member, aPersonWith('executive-reader'), aPersonWith('scrutiny-officer')]) {
      await expect(openSelfEvaluation(actor, 'barnsley', 2026, TODAY)).rejects.toThrow(Forbidden);
      await expect(save(actor, 2026, DRAFT)).rejects.toThrow(Forbidden);
    }
    for (const year of [2017, 2028, 99_999_999_999, Number.NaN]) {
      await expect(openSelfEvaluation(ada, 'barnsley', year, TODAY)).rejects.toThrow(NotFound);
      await expect(save(ada, year, DRAFT)).rejects.toThrow(NotFound);
      await expect(viewSelfEvaluation(ada, 'barnsley', year)).rejects.toThrow(NotFound);
    }
    await expect(viewSelfEvaluation(ada, 'sheffield', 2023)).rejects.toThrow(Forbidden);
  });
});

describe('when two people write the same self-evaluation', () => {
  test('who begins it second is shown what the first has begun', async () => {
    await saved(2020, DRAFT);
    expect(await save(ben, 2020, { ...DRAFT, known: 'Practice is mixed' })).toMatchObject({
      saved: false,
      again: {
        ...{ problems: [], version: 1 },
        conflict: {
          who: 'Ada Archer',
          differences: [{ key: 'known', mine: 'Practice is mixed', theirs: 'Practice is sound', proposed: null }],
        },
      },
    });
  });

  test('of ten who begin it at once one succeeds, and nine are told', async () => {
    const attempts = Array.from({ length: 10 }, async (_, person) =>
      save(person % 2 === 0 ? ada : ben, 2019, { ...DRAFT, known: `Text ${person}` }),
    );
    const outcomes = await Promise.all(attempts);
    expect(outcomes.filter((outcome) => outcome.saved)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.saved && outcome.again.conflict !== null)).toHaveLength(9);
    expect((await verifyHistory(OPERATOR, null)).flatMap(({ fault }) => fault ?? [])).toEqual([]);
  });

  test('a draft that was sent meanwhile is chosen from, then corrected with a reason', async () => {
    await saved(2018, { ...SENT, submittedOn: '' });
    await saved(2018, { ...SENT, submittedOn: '2018-04-30' }, { version: 1 });
    const mine = { ...SENT, submittedOn: '', plans: 'Fewer agency workers' };
    expect(await save(ben, 2018, mine, { version: 1 })).toMatchObject({
      again: {
        ...{ problems: [], version: 2 },
        conflict: {
          differences: [
            { key: 'plans', proposed: 'mine' },
            { key: 'submittedOn', mine: '', theirs: '30 April 2018', proposed: 'theirs' },
          ],
        },
      },
    });
    const choices = { plans: 'mine', submittedOn: 'theirs' } as const;
    expect(await save(ben, 2018, mine, { version: 2, choices })).toMatchObject({
      again: { problems: [{ field: 'reason' }], conflict: null, form: { plans: 'Fewer agency workers', submittedOn: '2018-04-30' } },
    });
    await saved(2018, { ...mine, submittedOn: '2018-04-30' }, { version: 2, reason: 'plans have moved on' }, ben);
  });
});

test('the database refuses a self-evaluation that no form would send', async () => {
  await saved(2026, { ...SENT, submittedOn: '2026-04-30' });
  const { evaluation } = await viewSelfEvaluation(ada, 'barnsley', 2026);
  const where = `WHERE id = '${evaluation.id}'`;
  const grade = `WHERE self_evaluation_id = '${evaluation.id}' AND area = 'leadership'`;
  const refused: readonly (readonly [string, string])[] = [
    [`UPDATE self_evaluation SET submitted_on = NULL, version = 2 ${where}`, 'was submitted'],
    [`UPDATE self_evaluation SET plans = NULL, version = 2 ${where}`, 'complete_when_submitted'],
    [`UPDATE self_evaluation SET plans = ' ', version = 2 ${where}`, 'answers_are_not_blank'],
    [`UPDATE self_evaluation SET year = 1999, version = 2 ${where}`, 'year_is_a_year'],
    [`UPDATE self_evaluation SET year = 2025, version = 2 ${where}`, 'duplicate key'],
    [`UPDATE self_evaluation SET plans = 'Others' ${where}`, 'which must be 2'],
    [`UPDATE self_evaluation SET plans = 'Others', version = 2 ${where}`, 'without its history'],
    [`UPDATE self_evaluation_grade SET grade = 'adequate' ${grade}`, 'grade_is_known'],
    [`UPDATE self_evaluation_grade SET evidence = '' ${grade}`, 'evidence_is_not_blank'],
    [`UPDATE self_evaluation_grade SET area = 'Leaders 1' ${grade}`, 'area_is_a_key'],
    [`UPDATE self_evaluation_grade SET grade = 'outstanding' ${grade}`, 'without its history'],
    [`DELETE FROM self_evaluation_grade ${grade}`, 'without its history'],
  ];
  for (const [sql, sentence] of refused) await expect(runSql(process.env.DATABASE_URL ?? '', sql)).rejects.toThrow(sentence);
});

function save(
  actor: Parameters<typeof saveSelfEvaluation>[0],
  year: number,
  form: SelfEvaluationForm,
  more: Partial<SelfEvaluationChange> = {},
): ReturnType<typeof saveSelfEvaluation> {
  const change = { form, version: 0, reason: '', choices: null, ...more };
  return saveSelfEvaluation(actor, 'barnsley', year, change, { today: TODAY, at: nextMoment() });
}

/** For what must be saved. */
async function saved(year: number, form: SelfEvaluationForm, more: Partial<SelfEvaluationChange> = {}, actor = ada): Promise<void> {
  const outcome = await save(actor, year, form, more);
  if (!outcome.saved) throw new Error(JSON.stringify(outcome.again));
}

function nextMoment(): Moment {
  minutes += 1;
  return AT.add({ minutes });
}

/** A manager of Barnsley who has a name. */
async function somebody(name: string): Promise<PersonActor> {
  const person = aPersonWith('manager');
  await database().person.create({ data: { id: person.id, name, email: `${person.id}@example.gov.uk` } });
  return person;
}
