import { describe, expect, test } from 'vitest';

import {
  committeeKey,
  committeeOfVersion,
  committeeVersion,
  daysLate,
  EMPTY_COMMITTEE,
  EMPTY_MEETING,
  EMPTY_RECOMMENDATION,
  isMeetingKey,
  isMinuted,
  meetingBefore,
  meetingForm,
  meetingKey,
  meetingOfVersion,
  meetingsAhead,
  meetingVersion,
  nextMeetingInWords,
  questionOfVersion,
  questionsInWords,
  questionVersion,
  questionVersionFacts,
  readCommittee,
  readMeeting,
  readQuestion,
  readRecommendation,
  recommendationForm,
  recommendationOfVersion,
  recommendationsInWords,
  recommendationVersion,
  recommendationVersionFacts,
  responseDueOn,
  responseTimeInWords,
  selectRecommendations,
  stateOfRecommendation,
  subjectPath,
  type Recommendation,
} from '@/domain/scrutiny';
import { changesInSentences } from '@/domain/history';
import { calendarDate, moment } from '@/domain/shared';

import { aCommittee, aMeeting, aQuestion, aRecommendation } from '../support/scrutiny';

const TODAY = calendarDate('2026-11-20');
const committee = aCommittee({ name: 'People Scrutiny Committee' });
const meeting = aMeeting(committee);
const SUBJECT = { kind: 'finding', id: 'f1', title: 'Partners should do more' } as const;

describe('a committee', () => {
  test.each([
    ['People Scrutiny Committee', 'people-scrutiny-committee'],
    ['Children’s & Families’ O&S', 'childrens-families-o-s'],
    ['Pwyllgor Iechyd à Gofal', 'pwyllgor-iechyd-a-gofal'],
    ['…', ''],
    ['x'.repeat(80), 'x'.repeat(60)],
    [`${'long '.repeat(12)}end`, 'long-'.repeat(12).slice(0, -1)],
  ])('%j has the key %j', (name, key) => {
    expect(committeeKey(name)).toBe(key);
  });

  test('needs a name that an address can be made of, and ends no day ahead', () => {
    const problems = (form: Partial<typeof EMPTY_COMMITTEE>) => {
      const read = readCommittee({ ...EMPTY_COMMITTEE, name: 'Scrutiny', ...form }, TODAY);
      return read.ok ? [] : read.problems.map(({ field }) => field);
    };
    expect(problems({})).toEqual([]);
    expect(problems({ name: ' ' })).toEqual(['name']);
    expect(problems({ name: '!!!' })).toEqual(['name']);
    expect(problems({ link: 'javascript:alert(1)' })).toEqual(['link']);
    expect(problems({ endedOn: '2026-11-20' })).toEqual([]);
    expect(problems({ endedOn: '2026-11-21' })).toEqual(['endedOn']);
  });
});

describe('a meeting', () => {
  test('has an address of its day and committee', () => {
    expect(meetingKey(committee, calendarDate('2026-12-10'))).toBe('2026-12-10-people-scrutiny-committee');
    expect(isMeetingKey(meetingKey({ key: 'x'.repeat(60) }, TODAY))).toBe(true);
    for (const other of ['', 'recommendations', '2026-12-10', '2026-12-10-People', `2026-12-10-${'x'.repeat(61)}`, '2026-12-10-a/b']) {
      expect(isMeetingKey(other)).toBe(false);
    }
  });

  test('reads as typed, the time with a colon or a point', () => {
    const form = { ...EMPTY_MEETING, committee: committee.id, heldOn: '2026-12-10', startsAt: ' 9.30', place: 'Town Hall' };
    const read = readMeeting(form, [committee], TODAY);
    expect(read).toMatchObject({ ok: true, value: { startsAt: '09:30', heldOn: calendarDate('2026-12-10'), cancelledReason: null } });
    expect(readMeeting({ ...form, startsAt: '09:30' }, [committee], TODAY)).toEqual(read);
    expect(read.ok && meetingForm(read.value)).toEqual({ ...form, startsAt: '09:30' });
  });

  test.each([
    [{ committee: 'another' }, ['committee']],
    [{ heldOn: '' }, ['heldOn']],
    [{ startsAt: '25:00' }, ['startsAt']],
    [{ startsAt: '' }, ['startsAt']],
    [{ place: '' }, ['place']],
    [{ papersLink: 'papers' }, ['papersLink']],
    [{ minutesLink: 'https://example.gov.uk/minutes' }, ['minutedOn']],
    [{ heldOn: '2026-11-10', minutedOn: '2026-11-09' }, ['minutedOn']],
    [{ heldOn: '2026-11-10', minutedOn: '2026-11-21' }, ['minutedOn']],
    [{ heldOn: '2026-11-10', minutedOn: '2026-11-20', cancelledReason: 'No quorum' }, ['cancelledReason']],
    [{ heldOn: '2026-11-10', minutedOn: '2026-11-20' }, []],
  ])('%j is refused in %j', (change, fields) => {
    const form = { ...EMPTY_MEETING, committee: committee.id, heldOn: '2026-12-10', startsAt: '18:00', place: 'Town Hall', ...change };
    const read = readMeeting(form, [committee], TODAY);
    expect(read.ok ? [] : read.problems.map(({ field }) => field)).toEqual(fields);
  });

  test('is ahead until its day has passed, unless it is cancelled', () => {
    const on = (day: string, more = {}) => aMeeting(committee, { heldOn: calendarDate(day), ...more });
    const [later, today, past, off] = [
      on('2026-12-10'),
      on('2026-11-20'),
      on('2026-11-19'),
      on('2026-11-25', { cancelledReason: 'No quorum' }),
    ];
    expect(meetingsAhead([later, off, past, today], TODAY)).toEqual([today, later]);
    expect(meetingBefore([later, today, past, off], later)).toBe(today);
    expect(meetingBefore([later, today], today)).toBeNull();
    // Another committee's does not count.
    expect(meetingBefore([aMeeting(aCommittee(), { heldOn: calendarDate('2026-11-01') })], later)).toBeNull();
    expect(nextMeetingInWords(today, TODAY)).toBe('The next meeting is today, on 20 November 2026');
    expect(nextMeetingInWords(later, TODAY)).toBe('The next meeting is in 20 days, on 10 December 2026');
    expect(nextMeetingInWords(null, TODAY)).toBe('No meeting is called');
  });

  test('is minuted from the day of its minutes on', () => {
    expect(isMinuted({ minutedOn: null }, TODAY)).toBe(false);
    expect(isMinuted({ minutedOn: TODAY }, TODAY)).toBe(true);
    expect(isMinuted({ minutedOn: TODAY.add({ days: 1 }) }, TODAY)).toBe(false);
  });
});

describe('a recommendation', () => {
  const given = (day: string, more: Partial<Recommendation> = {}) => aRecommendation(meeting, { givenOn: calendarDate(day), ...more });
  const answered = (on: string, answer: 'accepted' | 'partly' | 'rejected' = 'accepted') => ({
    response: { answer, reason: null, on: calendarDate(on) },
  });

  test.each([
    ['2026-06-16', '2026-08-16'],
    ['2026-12-31', '2027-02-28'],
    ['2027-12-30', '2028-02-29'],
  ])('given on %s is to be answered by %s', (on, due) => {
    expect(responseDueOn(given(on)).toString()).toBe(due);
  });

  test.each([
    ['waits on the last day', given('2026-09-20'), 'waiting', 0, 'Response due by 20 November 2026'],
    ['is overdue the day after', given('2026-09-19'), 'overdue', 1, 'Response was due on 19 November 2026, 1 day ago'],
    [
      'answered on the last day is in time',
      given('2026-06-16', answered('2026-08-16')),
      'accepted',
      0,
      'Answered on 16 August 2026, in time',
    ],
    [
      'answered the day after is late, for good',
      given('2026-06-16', answered('2026-08-17', 'partly')),
      'partly',
      1,
      'Answered on 17 August 2026, 1 day late',
    ],
    [
      'implemented stays late',
      given('2026-06-16', { ...answered('2026-09-01'), implemented: { on: TODAY, evidence: 'The report', link: null } }),
      'implemented',
      16,
      'Answered on 1 September 2026, 16 days late',
    ],
  ])('%s', (_, recommendation, state, late, words) => {
    expect(stateOfRecommendation(recommendation, TODAY)).toBe(state);
    expect(daysLate(recommendation, TODAY)).toBe(late);
    expect(responseTimeInWords(recommendation, TODAY)).toBe(words);
  });

  test('is told together with others', () => {
    const [waiting, overdue] = [given('2026-11-01'), given('2026-06-16')];
    const [inTime, late] = [given('2026-06-16', answered('2026-07-01')), given('2026-06-16', answered('2026-09-01'))];
    const done = { ...late, implemented: { on: TODAY, evidence: 'The report', link: null } };
    const words = (...all: readonly Recommendation[]) => recommendationsInWords(all, TODAY);
    expect(words()).toBe('No recommendation is recorded');
    expect(words(waiting)).toBe('The one recommendation waits for a response, and has time left');
    expect(words(overdue)).toBe('The one recommendation waits for a response and is overdue');
    expect(words(inTime, overdue)).toBe('One of two recommendations waits for a response and is overdue');
    expect(words(inTime, waiting, overdue)).toBe('Two of three recommendations wait for a response, one of them overdue');
    expect(words(overdue, overdue)).toBe('Both recommendations wait for a response, both of them overdue');
    expect(words(inTime, late)).toBe('Both recommendations are answered, one late');
    expect(words(inTime, inTime, done)).toBe('All three recommendations are answered, one late, one implemented');
    expect(words(done)).toBe('The one recommendation is answered, late, implemented');
  });

  test('is found by committee, state and addressee; late are the overdue too', () => {
    const shown = [given('2026-06-16'), given('2026-06-16', answered('2026-09-01')), given('2026-11-01', { addressee: 'The police' })].map(
      (recommendation) => ({ recommendation, meeting }),
    );
    const found = (query: object) =>
      selectRecommendations(shown, { committee: '', state: '', addressee: '', ...query }, TODAY).map((each) => shown.indexOf(each));
    expect(found({})).toEqual([0, 1, 2]);
    expect(found({ state: 'late' })).toEqual([0, 1]);
    expect(found({ state: 'overdue' })).toEqual([0]);
    expect(found({ state: 'accepted' })).toEqual([1]);
    expect(found({ state: 'nonsense' })).toEqual([0, 1, 2]);
    expect(found({ addressee: 'The police' })).toEqual([2]);
    expect(found({ committee: 'other' })).toEqual([]);
  });

  const surroundings = { actions: new Set(['a1']), today: TODAY };
  const WORDING = { wording: 'Report it', addressee: 'Cabinet', madeOn: '2026-06-16', givenOn: '2026-06-18' };
  const saved = given('2026-06-18', { madeOn: calendarDate('2026-06-16'), version: 1 });

  test.each([
    ['wording', { ...WORDING }, null, []],
    ['wording', { ...WORDING, wording: '' }, null, ['wording']],
    ['wording', { ...WORDING, addressee: '' }, null, ['addressee']],
    ['wording', { ...WORDING, givenOn: '2026-06-15' }, null, ['givenOn']],
    ['wording', { ...WORDING, givenOn: '2026-11-21' }, null, ['givenOn']],
    ['wording', { ...WORDING, givenOn: '2026-07-02' }, { ...saved, ...answered('2026-07-01') }, ['givenOn']],
    ['response', { answer: 'accepted', respondedOn: '2026-07-01', reason: '' }, saved, []],
    ['response', { answer: 'accepted', respondedOn: '2026-07-01', reason: '', actions: 'a1' }, saved, []],
    ['response', { answer: 'accepted', respondedOn: '2026-07-01', reason: '', actions: 'a2' }, saved, ['actions']],
    ['response', { answer: '', respondedOn: '2026-07-01', reason: '' }, saved, ['answer']],
    ['response', { answer: 'partly', respondedOn: '2026-07-01', reason: ' ' }, saved, ['reason']],
    ['response', { answer: 'rejected', respondedOn: '2026-07-01', reason: 'No money' }, saved, []],
    ['response', { answer: 'accepted', respondedOn: '2026-06-17', reason: '' }, saved, ['respondedOn']],
    ['response', { answer: 'accepted', respondedOn: '2026-11-21', reason: '' }, saved, ['respondedOn']],
    ['implementation', { implementedOn: '2026-11-01', evidence: 'Minutes', evidenceLink: '' }, saved, [undefined]],
    ['implementation', { implementedOn: '2026-11-01', evidence: 'Minutes', evidenceLink: '' }, { ...saved, ...answered('2026-07-01') }, []],
    [
      'implementation',
      { implementedOn: '2026-11-01', evidence: 'Minutes', evidenceLink: '' },
      { ...saved, ...answered('2026-07-01', 'rejected') },
      [undefined],
    ],
    [
      'implementation',
      { implementedOn: '2026-11-21', evidence: '', evidenceLink: '' },
      { ...saved, ...answered('2026-07-01') },
      ['evidence'],
    ],
    [
      'implementation',
      { implementedOn: '2026-11-21', evidence: 'Minutes', evidenceLink: '' },
      { ...saved, ...answered('2026-07-01') },
      ['implementedOn'],
    ],
  ] as const)('its %s %j is refused in the right fields', (part, form, before, fields) => {
    const read = readRecommendation(part, form, before, surroundings);
    expect(read.ok ? [] : read.problems.map(({ field }) => field)).toEqual(fields);
  });

  test('keeps its other parts when one is changed', () => {
    const whole = { ...saved, ...answered('2026-07-01'), actions: ['a1'], implemented: { on: TODAY, evidence: 'Minutes', link: null } };
    const form = recommendationForm(whole);
    for (const part of ['wording', 'response', 'implementation'] as const) {
      const read = readRecommendation(part, form, whole, surroundings);
      expect(read.ok && recommendationForm(read.value)).toEqual(form);
    }
    expect(readRecommendation('response', EMPTY_RECOMMENDATION, null, surroundings).ok).toBe(false);
  });
});

describe('a question', () => {
  test('goes to a meeting that is still to come', () => {
    const [past, next] = [aMeeting(committee), aMeeting(committee, { heldOn: TODAY })];
    const ask = (form: { meeting: string; text: string }) => {
      const read = readQuestion(form, [past, next], TODAY);
      return read.ok ? read.value : read.problems.map(({ field }) => field);
    };
    expect(ask({ meeting: next.id, text: ' Why? ' })).toEqual({ meeting: next, text: 'Why?' });
    expect(ask({ meeting: past.id, text: 'Why?' })).toEqual(['meeting']);
    expect(ask({ meeting: next.id, text: '\n' })).toEqual(['text']);
  });

  test('leads to what it is about', () => {
    expect(subjectPath(SUBJECT)).toBe('findings/f1');
    expect(subjectPath({ kind: 'action', id: 'a' })).toBe('plan/actions/a');
    expect(subjectPath({ kind: 'indicator', id: 'agency-rate' })).toBe('indicators/agency-rate');
  });

  test('is told together with others', () => {
    const open = aQuestion(meeting, { subject: SUBJECT });
    const answered = { ...open, answer: { text: 'Because', by: 'p', post: null, at: open.sentAt } };
    expect(questionsInWords([])).toBe('Nobody has asked a question yet');
    expect(questionsInWords([open])).toBe('One question is asked, and not answered yet');
    expect(questionsInWords([answered, open])).toBe('One of two questions is answered');
    expect(questionsInWords([answered, answered])).toBe('Both questions are answered');
    expect(questionsInWords([open, open, open])).toBe('None of 3 questions is answered yet');
  });
});

describe('the history', () => {
  test('gives back every record as it was', () => {
    const { name, remit, link, endedOn } = committee;
    expect(committeeOfVersion(committeeVersion(committee))).toEqual({ name, remit, link, endedOn });
    const held = { ...meeting, minutedOn: TODAY, minutesLink: 'https://example.gov.uk/minutes' };
    expect(meetingForm(meetingOfVersion(meetingVersion(held)))).toEqual(meetingForm(held));
    const recommendation = aRecommendation(meeting, {
      response: { answer: 'partly', reason: 'Half of it', on: TODAY },
      implemented: { on: TODAY, evidence: 'Minutes', link: null },
      actions: ['a1'],
    });
    expect(recommendationOfVersion(recommendation.id, 0, recommendationVersion(recommendation))).toEqual(recommendation);
    const question = aQuestion(meeting, {
      subject: SUBJECT,
      answer: { text: 'Because', by: 'p', post: 'Director', at: moment('2026-06-02T09:00:00.000Z') },
    });
    expect(questionOfVersion(question.id, 0, questionVersion(question))).toEqual(question);
  });

  test('says what changed in sentences', () => {
    const before = aRecommendation(meeting);
    const after = { ...before, response: { answer: 'rejected', reason: 'No money', on: TODAY }, actions: ['a1'] } as const;
    const facts = (each: Recommendation) => recommendationVersionFacts(recommendationVersion(each));
    expect(changesInSentences('it', facts(before), facts(after))).toEqual([
      'Response set to Rejected',
      'Answered on set to 20 November 2026',
      'What was answered set to No money',
      'Led to 1 action of the plan',
    ]);
    const question = aQuestion(meeting, { subject: SUBJECT });
    const answer = { text: 'Because', by: 'p', post: null, at: question.sentAt };
    const said = (each: typeof question) => questionVersionFacts(questionVersion(each));
    expect(changesInSentences('it', said(question), said({ ...question, answer, joinsBriefing: true }))).toEqual([
      'Answered: “Because”',
      'Joins the briefing changed from no to yes',
    ]);
  });
});
