import { describe, expect, test } from 'vitest';

import { assemblePlan } from '@/domain/improvement';
import { returnWindow } from '@/domain/inspections';
import {
  BRIEFING_CONTENT,
  buildBriefing,
  DRAFT_VERSION,
  draftForm,
  draftOfVersion,
  draftVersion,
  jargonIn,
  linesOfDraft,
  MOST_LINES,
  offeredLines,
  PROPOSED_LINES,
  readDraft,
  readSentLines,
  UNTOUCHED_DRAFT,
  type BriefingFacts,
  type CouncilState,
  type ProposedLine,
  type SentLine,
} from '@/domain/scrutiny';
import { calendarDate, endOfDay, moment } from '@/domain/shared';

import { anInspection, gradesInOrder } from '../support/inspections';
import { aMove, anAction, anObjective, aPlan } from '../support/plans';
import { aCommittee, aMeeting, aQuestion, aRecommendationMade } from '../support/scrutiny';

const DAY = calendarDate('2026-11-20');
const committee = aCommittee({ name: 'People Scrutiny' });
const MEETING = aMeeting(committee, { heldOn: calendarDate('2026-12-01'), agendaItem: '5' });
const LAST = aMeeting(committee, { heldOn: calendarDate('2026-09-08') });

const plan = aPlan({ id: 'plan' });
const objective = anObjective(plan, { id: 'objective' });

describe('a briefing', () => {
  test('says the same of the same facts, to the letter, and fits its schema', () => {
    const content = buildBriefing(facts(), UNTOUCHED_DRAFT);
    expect(JSON.stringify(buildBriefing(facts(), UNTOUCHED_DRAFT))).toBe(JSON.stringify(content));
    expect(BRIEFING_CONTENT.parse(JSON.parse(JSON.stringify(content)))).toEqual(content);
    expect(JSON.stringify(content)).not.toMatch(/undefined|NaN|\bnull\b \(|\.\./);
  });

  test('is headed by what needs attention, or by how the plan stands where nothing does', () => {
    const low = { latest: anInspection({ grades: gradesInOrder('ilacs-2023', 'grggg') }) };
    expect(headline({ ...low, ...late(1) })).toBe('Help and protection needs attention: one action is late');
    expect(headline({ latest: anInspection({ grades: gradesInOrder('ilacs-2023', 'grrgg') }), ...late(2) })).toBe(
      'Help and protection and children in care need attention: two actions are late',
    );
    expect(headline({ ...late(1), recommendation: true })).toBe('One action is late and one recommendation has no answer');
    expect(headline(low)).toBe('Help and protection needs attention: the plan has no action yet');
    expect(headline({})).toBe('The plan has no action yet');
    expect(buildBriefing(facts(low), { ...UNTOUCHED_DRAFT, headline: 'Ours' }).headline).toBe('Ours');
  });

  test('marks grades of before that do not mean the same', () => {
    const latest = anInspection({ grades: gradesInOrder('ilacs-2023', 'grggg') });
    const before = (previous: BriefingFacts['previous']) => {
      const { judgements } = buildBriefing(facts({ latest, previous }), UNTOUCHED_DRAFT);
      return { before: judgements?.items.map((item) => item.before), notes: judgements?.notes };
    };
    const together = anInspection({
      framework: 'ilacs-2018',
      onSite: '2018-10-08 2018-10-19',
      grades: gradesInOrder('ilacs-2018', 'gggg'),
    });
    expect(before(together)).toEqual({
      before: ['Good in 2018', 'Good in 2018', 'Good in 2018*', 'Good in 2018*', 'Good in 2018'],
      notes: [
        '* In 2018 children in care and care leavers were judged together, so these do not compare.',
        '“Requires improvement” stands for “requires improvement to be good”.',
        'Overall grades are not given in inspections from April 2026.',
      ],
    });
    const single = anInspection({ framework: 'sif-2013', onSite: '2014-06-02 2014-06-25', grades: gradesInOrder('sif-2013', 'rrrgrrr') });
    expect(before(single).before).toContain('Requires improvement in 2014*');
    expect(before(single).notes?.[0]).toBe('* In 2014 Ofsted judged under another framework, so these do not compare.');
    expect(before(null).before).toEqual([null, null, null, null, null]);
  });

  test('gives inspectors a window and never a date or a grade', () => {
    const latest = anInspection({ grades: gradesInOrder('ilacs-2023', 'grggg') });
    const on = (day: string) => {
      const returning = returnWindow(latest, { byGrade: new Map(), all: null }, calendarDate(day));
      return buildBriefing(facts({ latest, returning, day }), UNTOUCHED_DRAFT).inspectors.sentences[0];
    };
    expect(on('2025-11-20')).toMatch(/opens on 15 March 2026 and closes on 15 March 2027\.$/);
    expect(on('2026-11-20')).toMatch(/is open now and closes on 15 March 2027\.$/);
    expect(on('2027-11-20')).toMatch(/closed on 15 March 2027: Ofsted could come at any time\.$/);
  });

  test('shows overdue actions, the longest first, then dates that have moved, and counts what it leaves out', () => {
    const actions = [
      ...['2026-10-01', '2026-11-01'].map((day) => ({ dueOn: calendarDate(day) })),
      { moves: [aMove('2026-11-30', '2026-12-18', '2026-10-10')] },
      // Moved once, before the last meeting: no news.
      { moves: [aMove('2026-11-30', '2026-12-18', '2026-08-10')] },
      ...Array.from({ length: 5 }, () => ({ dueOn: calendarDate('2026-11-19') })),
    ];
    const { dates } = buildBriefing(facts({ actions }), UNTOUCHED_DRAFT);
    expect(dates.rows.map(({ statusWords }) => statusWords)).toEqual([
      'Overdue 50 days',
      'Overdue 19 days',
      ...Array.from({ length: 4 }, () => 'Overdue 1 day'),
    ]);
    expect(dates.more).toBe('and 2 actions more, in the plan');
    expect(dates.tally).toBe('9 actions: 2 not started, 7 overdue.');
  });

  test('compares with the last meeting, and says so where there was none', () => {
    const { changes } = buildBriefing(facts({ ...late(1) }), UNTOUCHED_DRAFT);
    expect(changes.heading).toBe('What has changed since you met on 8 September 2026');
    expect(changes.groups.map(({ heading }) => heading)).toEqual(['1 action became overdue']);
    const first = buildBriefing(facts({ isFirst: true }), UNTOUCHED_DRAFT).changes;
    expect(first.groups).toEqual([]);
    expect(first.none).toContain('first meeting');
  });

  test('says what it replaces, what members asked and which words it uses', () => {
    const subject = { kind: 'action', id: 'action-1', title: 'Check attendance' } as const;
    const question = aQuestion(MEETING, { subject, text: 'What about care leavers?', joinsBriefing: true });
    const supersedes = { number: 1, hash: 'a'.repeat(64), on: calendarDate('2026-11-10') };
    const content = buildBriefing(facts({ questions: [question], supersedes }), UNTOUCHED_DRAFT);
    expect(content.number).toBe(2);
    expect(content.supersedes?.words).toBe('This briefing replaces number 1, published on 10 November 2026.');
    expect(content.questions.items).toMatchObject([
      { about: { text: 'Check attendance', href: '/barnsley/plan/actions/action-1' }, question: 'What about care leavers?', answer: null },
    ]);
    expect(content.words.items.map(({ term }) => term)).toEqual(['Care leaver']);
  });
});

describe('the draft of a briefing', () => {
  const proposed = Array.from({ length: 8 }, (_, index) => aLine(index + 1));

  test('proposes the first lines, and offers the others', () => {
    expect(linesOfDraft(UNTOUCHED_DRAFT, proposed)).toHaveLength(PROPOSED_LINES);
    expect(offeredLines(UNTOUCHED_DRAFT, proposed).map(({ place }) => place)).toEqual([1, 2, 3, 4, 5, 6, null, null]);
  });

  test('keeps what was reworded and lets the rest follow the facts', () => {
    const lines = good(readSentLines('barnsley', [sent(2, '1'), { ...sent(1, '2'), question: 'And now?' }], proposed));
    const later = proposed.map((line) => ({ ...line, evidence: `${line.evidence} Later.` }));
    expect(linesOfDraft({ lines }, later).map(({ evidence, question }) => `${evidence} ${question}`)).toEqual([
      'Evidence 2. Later. Question 2?',
      'Evidence 1. Later. And now?',
    ]);
    // What the facts give no more is not asked, unless all of it is the officer's own words.
    expect(linesOfDraft({ lines }, [])).toEqual([]);
    const own = good(readSentLines('barnsley', [{ ...sent(1, '1'), evidence: 'Mine.', question: 'Mine?' }], proposed));
    expect(linesOfDraft({ lines: own }, [])).toEqual([{ rule: null, evidence: 'Mine.', question: 'Mine?', links: [] }]);
  });

  test('is untouched where the form holds just what is proposed', () => {
    const rows = proposed.map((_, index) => sent(index + 1, index < PROPOSED_LINES ? String(index + 1) : ''));
    expect(readSentLines('barnsley', rows, proposed)).toEqual({ ok: true, value: null });
  });

  test('says what to do about each field', () => {
    const own = { key: '', place: '', evidence: '', question: '', link: '' };
    const problems = (...rows: readonly SentLine[]) => {
      const read = readSentLines('barnsley', rows, proposed);
      return read.ok ? [] : read.problems;
    };
    expect(problems(own)).toEqual([]);
    expect(problems(own, { ...own, question: 'Why?' })).toEqual([
      { field: 'place-1', message: 'Choose where the new line stands, or empty it' },
      { field: 'evidence-1', message: 'Say what the question rests on' },
    ]);
    expect(problems({ ...sent(1, '1'), evidence: ' ', question: 'Tell us' })).toMatchObject([
      { field: 'evidence-0' },
      { field: 'question-0', message: 'End the question with a question mark' },
    ]);
    for (const link of ['javascript:alert(1)', '//elsewhere.example', '/sheffield/plan', 'https://']) {
      expect(problems({ ...sent(1, '1'), link })).toMatchObject([{ field: 'link-0' }]);
    }
    for (const link of ['https://example.gov.uk/papers', '/barnsley/plan']) expect(problems({ ...sent(1, '1'), link })).toEqual([]);
    const tooMany = problems(...Array.from({ length: MOST_LINES + 1 }, () => sent(1, '1')));
    expect(tooMany.map(({ message }) => message)).toEqual([expect.stringContaining('Leave out lines')]);
  });

  test('comes back from form and history as it was', () => {
    const lines = good(readSentLines('barnsley', [{ ...sent(1, '1'), question: 'And now?' }], proposed));
    const draft = { asAt: calendarDate('2026-11-01'), headline: 'Ours', lines };
    expect(good(readDraft('barnsley', draftForm(draft), DAY))).toEqual(draft);
    expect(draftOfVersion(DRAFT_VERSION.parse(JSON.parse(JSON.stringify(draftVersion(draft)))))).toEqual(draft);
    expect(readDraft('barnsley', { asAt: '2026-11-21', headline: '', lines: '' }, DAY)).toMatchObject({
      ok: false,
      problems: [{ field: 'asAt' }],
    });
    const own = { key: null, evidence: 'It is so.', question: 'Why?', link: '/barnsley/plan' };
    const back = (lines: string) => readDraft('barnsley', { asAt: '', headline: '', lines }, DAY);
    expect(good(back(JSON.stringify([own]))).lines).toEqual([own]);
    const changed = [
      ...[{ link: 'javascript:alert(1)' }, { link: '/sheffield/plan' }, { link: '/barnsley/\u0000' }, { question: 'Because' }],
      ...[{ question: 'Why\nso?' }, { question: null }, { evidence: '' }, { evidence: 'x'.repeat(601) }, { evidence: 'a\u0000\uD800' }],
    ];
    for (const broken of ['{', '{}', '[1]', ...changed.map((each) => JSON.stringify([{ ...own, ...each }]))]) {
      expect(back(broken)).toMatchObject({
        ok: false,
        problems: [{ message: expect.stringContaining('Open the page afresh') as unknown }],
      });
    }
  });
});

test('words are explained where they are used, each once, by alphabet', () => {
  expect(jargonIn(['Private fostering and a JTAI; private fostering', 'The median']).map(({ term }) => term)).toEqual([
    'JTAI',
    'Median',
    'Private fostering',
  ]);
  expect(jargonIn(['Nothing to explain'])).toEqual([]);
});

function headline(known: Known): string {
  return buildBriefing(facts(known), UNTOUCHED_DRAFT).headline;
}

function late(count: number): Pick<Known, 'actions'> {
  return { actions: Array.from({ length: count }, () => ({ dueOn: calendarDate('2026-10-30') })) };
}

function facts({
  actions = [],
  recommendation = false,
  day = DAY.toString(),
  isFirst = false,
  supersedes = null,
  ...rest
}: Known = {}): BriefingFacts {
  const made = actions.map((action, index) =>
    anAction(objective, { id: `action-${index + 1}`, number: index + 1, steps: [], startsOn: null, ...action }),
  );
  const records = { plan, objectives: [objective], updates: [], evidence: [], findings: [], actions: made, indicators: new Map() };
  const state: CouncilState = {
    day: calendarDate(day),
    plans: [assemblePlan(records)],
    ...{ findings: [], readings: [], indicators: [], targets: [], investments: [] },
    recommendations: recommendation ? [aRecommendationMade({ givenOn: calendarDate('2026-09-08') })] : [],
  };
  const earlier = { ...state, day: LAST.heldOn };
  return {
    ...{
      slug: 'barnsley',
      council: 'Barnsley',
      state,
      latest: null,
      previous: null,
      visits: [],
      returning: null,
      figures: [],
      model: null,
    },
    ...{ measured: new Set<string>(), ownGrades: null, shown: [], questions: [], isDemonstration: false, meeting: MEETING },
    ...{ asAt: moment(`${day}T10:00:00.000Z`), number: supersedes === null ? 1 : supersedes.number + 1, supersedes },
    since: isFirst ? null : LAST.heldOn,
    lastMeeting: isFirst ? null : LAST,
    before: isFirst ? null : { at: endOfDay(LAST.heldOn), state: earlier },
    ...rest,
  };
}

function aLine(number: number): ProposedLine {
  return { key: `overdue action ${number}`, rule: 'overdue', evidence: `Evidence ${number}.`, question: `Question ${number}?`, links: [] };
}

function sent(number: number, place: string): SentLine {
  const { key, evidence, question } = aLine(number);
  return { key, place, evidence, question, link: '' };
}

function good<Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false }): Value {
  if (!result.ok) throw new Error('It was refused');
  return result.value;
}

interface Known extends Partial<Pick<BriefingFacts, 'latest' | 'previous' | 'returning' | 'questions' | 'supersedes'>> {
  readonly actions?: readonly Parameters<typeof anAction>[1][];
  readonly recommendation?: boolean;
  readonly day?: string;
  readonly isFirst?: boolean;
}
