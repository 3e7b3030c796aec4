import { describe, expect, test } from 'vitest';

import {
  actionFieldInWords,
  actionForm,
  EMPTY_ACTION,
  EMPTY_PLAN,
  objectiveForm,
  planForm,
  readAction,
  readEvidence,
  readMove,
  readObjective,
  readPlan,
  readProgress,
  readVerdict,
  readWhy,
  type Action,
  type ActionForm,
  type ActionStanding,
  type PlanForm,
} from '@/domain/improvement';
import type { Finding } from '@/domain/findings';
import { calendarDate, type Result } from '@/domain/shared';

import { anIndicator } from '../support/indicators';
import { good } from '../support/people';
import { anAction, anObjective, aPlan } from '../support/plans';

const OBJECTIVE = anObjective({ id: 'plan' });
const OWNERS = [
  { personId: 'head', jobTitle: 'Head of safeguarding', words: 'Head of safeguarding (A Person)' },
  { personId: 'new', jobTitle: null, words: 'B Person' },
];
const FINDINGS = ['private fostering', 'partners'].map((id): Finding => ({
  id,
  authority: 'barnsley',
  inspection: '2023-09-11-short-inspection',
  position: 1,
  kind: 'area-for-improvement',
  area: null,
  reference: null,
  title: `About ${id}`,
  paraphrase: 'In our words',
  inspectorsWords: null,
  place: null,
  repeats: null,
}));

const PLAN: PlanForm = { ...EMPTY_PLAN, title: 'Plan', beginsOn: '2023-11-01' };
const ACTION: ActionForm = { ...EMPTY_ACTION, title: 'Check attendance', dueOn: '2026-12-18' };
const PROGRESS = { done: 'Agreed', difference: '', stepsFinished: '', outlook: 'going-on', confidence: '', blockers: '' };
const EVIDENCE = { title: 'Return', kind: 'data', datedOn: '', link: '', shows: '' };

describe('a plan', () => {
  test('is read as it was typed, and typed as it is', () => {
    const read = good(
      readPlan({ ...PLAN, title: '  The   plan ', partners: 'Police\r\n\r\n Health \n', events: 'b\na\nunknown' }, ['a', 'b', 'c']),
    );
    expect(read).toMatchObject({ title: 'The plan', partners: ['Police', 'Health'], endedOn: null, events: ['a', 'b'] });
    const plan = aPlan({ endedOn: calendarDate('2026-03-31'), events: ['a'] });
    expect(good(readPlan(planForm(plan), ['a']))).toEqual({
      title: plan.title,
      partners: plan.partners,
      beginsOn: plan.beginsOn,
      endedOn: plan.endedOn,
      events: ['a'],
    });
  });

  test.each<[string, Partial<PlanForm>, Readonly<Record<string, string>>]>([
    ['no title', { title: ' ' }, { title: 'Say in a line what it is called' }],
    ['no beginning', { beginsOn: '' }, { beginsOn: 'Enter the day on which the plan begins' }],
    ['no such day', { beginsOn: '2026-02-30' }, { beginsOn: '2026-02-30 is not a day in the calendar' }],
    ['an end before its beginning', { endedOn: '2023-10-31' }, { endedOn: 'Choose a day on or after the one on which the plan begins' }],
    ['an end on the day of its beginning', { endedOn: '2023-11-01' }, {}],
    ['21 partners', { partners: 'a\n'.repeat(21) }, { partners: 'Name at most 20 partners' }],
    ['20 partners', { partners: 'a\n'.repeat(20) }, {}],
  ])('with %s', (_, typed, sentences) => {
    expect(problems(readPlan({ ...PLAN, ...typed }, []))).toEqual(sentences);
  });
});

test('an objective needs a title, and may say what will be different', () => {
  expect(problems(readObjective({ title: '', outcome: '' }))).toEqual({ title: 'Say in a line what the objective is' });
  expect(good(readObjective(objectiveForm({ title: 'Partners do more', outcome: 'Children are seen\n\nby everybody' })))).toEqual({
    title: 'Partners do more',
    outcome: 'Children are seen\n\nby everybody',
  });
});

describe('an action', () => {
  const first = anAction(OBJECTIVE, { id: 'first', needs: [] });
  const second = anAction(OBJECTIVE, { id: 'second', number: 2, needs: ['first'] });
  const actions = [first, second].map((action): ActionStanding => ({
    action,
    reference: `1.${action.number}`,
    lastUpdate: null,
    evidence: [],
    indicators: [],
  }));
  const read = (typed: Partial<ActionForm>, existing: Action | null = null, id = existing?.id ?? 'new-action') => {
    let made = 0;
    const newId = () => `step ${(made += 1)}`;
    return readAction(
      { ...ACTION, ...typed },
      { id, existing, owners: OWNERS, findings: FINDINGS, actions, indicators: [anIndicator()], newId },
    );
  };

  test('is read as it was typed, and typed as it is', () => {
    const { title, change, measure, area, owner, startsOn, dueOn, steps, findings, needs, indicators } = second;
    expect(good(read(actionForm(second, actions), second))).toEqual({
      title,
      change,
      measure,
      area,
      owner,
      startsOn,
      dueOn,
      steps,
      findings,
      needs,
      indicators,
    });
    expect(actionForm(second, actions).needs).toBe('1.1');
  });

  test('takes findings of the council alone', () => {
    expect(good(read({ findings: 'partners\nsomebody else’s' })).findings).toEqual(['partners']);
  });

  test('takes its owner’s post from the account, unless another is written', () => {
    expect(good(read({ owner: 'head' })).owner).toEqual({ personId: 'head', title: 'Head of safeguarding', partner: null });
    expect(good(read({ owner: 'head', ownerTitle: 'Lead' })).owner.title).toBe('Lead');
    expect(good(read({ ownerTitle: 'Inspector', partner: 'Police' })).owner).toEqual({
      personId: null,
      title: 'Inspector',
      partner: 'Police',
    });
    expect(good(read({})).owner).toEqual({ personId: null, title: null, partner: null });
  });

  test.each<[string, Partial<ActionForm>, Readonly<Record<string, string>>]>([
    ['nothing to be done', { title: '' }, { title: 'Say in a line what is to be done' }],
    ['a due date before its start', { startsOn: '2026-12-19' }, { dueOn: 'Choose a due date on or after the day on which it starts' }],
    ['a due date on the day of its start', { startsOn: '2026-12-18' }, {}],
    ['no due date', { dueOn: '' }, { dueOn: 'Enter the day on which it is due' }],
    ['an owner who cannot be one', { owner: 'somebody' }, { owner: 'Choose somebody who can own actions here' }],
    ['an owner without a post', { owner: 'new' }, { ownerTitle: 'Write the owner’s post: it is what everybody else is shown' }],
    ['an owner whose post is written', { owner: 'new', ownerTitle: 'Lead' }, {}],
    ['the same step twice', { steps: 'Agree\nCollect\nAgree' }, { steps: 'Write each step once: two of them read the same' }],
    ['31 steps', { steps: Array.from({ length: 31 }, (_, step) => `Step ${step}`).join('\n') }, { steps: 'Write at most 30 steps' }],
    [
      'a number that is no action',
      { needs: '1.1, 3.1' },
      { needs: 'Write numbers of actions of this plan, for example 1.2, 2.1: there is no 3.1' },
    ],
    ['numbers of actions', { needs: '1.2 1.1,1.1' }, {}],
    [
      'more actions than anybody can wait for',
      { needs: Array.from({ length: 51 }, (_, index) => `9.${index}`).join(' ') },
      { needs: 'Name at most 50 actions' },
    ],
  ])('with %s', (_, typed, sentences) => {
    expect(problems(read(typed))).toEqual(sentences);
  });

  test('cannot come to wait for itself', () => {
    expect(problems(read({ needs: '1.2' }, first))).toEqual({
      needs: 'Take one of these out: 1.1 would wait for 1.2 and 1.2 for 1.1',
    });
    expect(good(read({ needs: '1.1' }, second)).needs).toEqual(['first']);
  });

  test('that is there keeps its due date, and cannot be made to start after it', () => {
    expect(good(read({ dueOn: '2030-01-01' }, first)).dueOn.toString()).toBe('2026-12-18');
    expect(good(read({ dueOn: '' }, first)).dueOn.toString()).toBe('2026-12-18');
    expect(problems(read({ startsOn: '2026-12-19' }, first))).toEqual({
      startsOn: 'Choose a due date on or after the day on which it starts',
    });
  });

  test('keeps what is done of steps that read as before or are reworded in their place', () => {
    const done = calendarDate('2026-06-01');
    const steps = [
      { id: 'a', text: 'Agree the return', doneOn: done },
      { id: 'b', text: 'Collect it', doneOn: done },
      { id: 'c', text: 'Report it', doneOn: null },
    ];
    const stepsOf = (typed: string) =>
      good(read({ steps: typed }, { ...first, steps })).steps.map(({ id, doneOn }) => `${id}${doneOn === null ? '' : ' done'}`);
    expect(stepsOf('Agree the return\nCollect it\nReport it')).toEqual(['a done', 'b done', 'c']);
    expect(stepsOf('Report it\nAgree the return\nCollect it')).toEqual(['c', 'a done', 'b done']);
    expect(stepsOf('Agree the return\nCollect them\nReport it\nRepeat it')).toEqual(['a done', 'b done', 'c', 'step 1']);
    expect(stepsOf('Ask\nAgree the return\nCollect it\nReport it')).toEqual(['step 1', 'a done', 'b done', 'c']);
    expect(stepsOf('Collect it')).toEqual(['b done']);
  });

  test('is set side by side in words', () => {
    const words = (key: keyof ActionForm, text: string) =>
      actionFieldInWords(key, text, { owners: OWNERS, findings: FINDINGS, indicators: [anIndicator()] });
    expect(words('owner', 'head')).toBe('Head of safeguarding (A Person)');
    expect(words('area', 'in-care')).toBe('Children in care');
    expect(words('findings', 'partners\nprivate fostering')).toBe('About private fostering\nAbout partners');
    expect(words('startsOn', '2026-01-05')).toBe('5 January 2026');
    expect(words('title', 'Check attendance')).toBe('Check attendance');
  });
});

describe('a report', () => {
  test('needs what was done and how it stands; the rest may be left out', () => {
    expect(good(readProgress(PROGRESS))).toEqual({
      done: 'Agreed',
      difference: null,
      stepsFinished: [],
      outlook: 'going-on',
      confidence: null,
      blockers: null,
    });
    expect(good(readProgress({ ...PROGRESS, stepsFinished: 'a\nb', confidence: 'low' }))).toMatchObject({
      stepsFinished: ['a', 'b'],
      confidence: 'low',
    });
    expect(problems(readProgress({ ...PROGRESS, done: ' \n', outlook: '' }))).toEqual({
      done: 'Say what was done',
      outlook: 'Choose whether it is going on, at risk or finished',
    });
    expect(problems(readProgress({ ...PROGRESS, done: 'a'.repeat(2_001) }))).toEqual({
      done: 'Shorten what was done to 2000 characters',
    });
    expect(problems(readProgress({ ...PROGRESS, done: 'a'.repeat(2_000) }))).toEqual({});
  });

  test('loses control characters, which no database keeps', () => {
    expect(good(readProgress({ ...PROGRESS, done: 'Agreed\u0000\r\nwith \u0007all' })).done).toBe('Agreed\nwith all');
  });
});

test('a move needs a day and a reason', () => {
  expect(problems(readMove({ dueOn: '', reason: ' ' }))).toEqual({
    dueOn: 'Enter the new due date',
    reason: 'Give a reason for moving the date',
  });
  expect(good(readMove({ dueOn: '2026-07-31', reason: 'Waiting for police data' })).reason).toBe('Waiting for police data');
});

test.each<[string, Partial<typeof EVIDENCE>, Readonly<Record<string, string>>]>([
  ['a title and a kind is expected', {}, {}],
  ['no title', { title: '' }, { title: 'Say in a line what the evidence is' }],
  ['no kind', { kind: 'rumour' }, { kind: 'Choose what kind of evidence it is' }],
  ['what it shows is given', { shows: 'Who came' }, {}],
  [
    'an address alone',
    { link: 'https://example.gov.uk/a' },
    { shows: 'Say what it shows, or leave its date and address empty while it is only expected' },
  ],
  [
    'a date alone',
    { datedOn: '2026-03-31' },
    { shows: 'Say what it shows, or leave its date and address empty while it is only expected' },
  ],
  [
    'an address that is a path',
    { shows: 'Who came', link: 'S:\\returns' },
    { link: 'Give the address as a link that begins with https://' },
  ],
  [
    'an address that runs',
    { shows: 'Who came', link: 'javascript:alert(1)' },
    { link: 'Give the address as a link that begins with https://' },
  ],
  ['an address on the intranet', { shows: 'Who came', link: 'http://intranet/returns' }, {}],
])('evidence with %s', (_, typed, sentences) => {
  expect(problems(readEvidence({ ...EVIDENCE, ...typed }))).toEqual(sentences);
});

test('evidence is accepted with or without a word, and returned with one', () => {
  expect(problems(readVerdict({ verdict: '', why: '' }))).toEqual({ verdict: 'Choose whether to accept it or return it' });
  expect(problems(readVerdict({ verdict: 'returned', why: '' }))).toEqual({ why: 'Say why you return it, and what would do' });
  expect(good(readVerdict({ verdict: 'accepted', why: '' }))).toEqual({ verdict: 'accepted', why: null });
  expect(good(readVerdict({ verdict: 'returned', why: 'Two are missing' }))).toEqual({ verdict: 'returned', why: 'Two are missing' });
});

test('a reason is asked for in a sentence of its own', () => {
  expect(problems(readWhy({ reason: '' }, 'Give a reason for stopping the action'))).toEqual({
    reason: 'Give a reason for stopping the action',
  });
  expect(problems(readWhy({ reason: 'a'.repeat(501) }, ''))).toEqual({ reason: 'Shorten the reason to 500 characters' });
  expect(good(readWhy({ reason: ' Merged ' }, ''))).toBe('Merged');
});

function problems(result: Result<unknown>): Readonly<Record<string, string>> {
  return result.ok ? {} : Object.fromEntries(result.problems.map(({ field = '', message }) => [field, message]));
}
