import { randomUUID } from 'node:crypto';

import ICAL from 'ical.js';
import { beforeAll, describe, expect, test } from 'vitest';

import { ANYBODY, type PersonActor } from '@/domain/access';
import {
  EMPTY_COMMITTEE,
  EMPTY_MEETING,
  EMPTY_RECOMMENDATION,
  type MeetingForm,
  type RecommendationForm,
  type RecommendationPart,
} from '@/domain/scrutiny';
import { calendarDate, moment, NotFound } from '@/domain/shared';
import { saveScrutiny } from '@/database/scrutiny';
import { verifyHistory, viewHistory } from '@/operations/history';
import { OPERATOR } from '@/operations/access';
import * as scrutiny from '@/operations/scrutiny';

import { aPersonWith } from '../support/actors';
import { aPerson, good } from '../support/people';
import { aSavedPlan } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';
import { aCommittee, aMeeting, aRecommendation } from '../support/scrutiny';

const TODAY = calendarDate('2026-11-20');
const AT = moment('2026-11-20T12:00:00.000Z');
const WHEN = { today: TODAY, at: AT };
const NEW = { version: 0, choices: null };
const ALL = { committee: '', state: '', addressee: '' };
const AGENCY = { kind: 'indicator', id: 'agency-rate' };

let officer: PersonActor;
let member: PersonActor;
let manager: PersonActor;

beforeAll(async () => {
  await withReferenceSet();
  officer = (await aPerson(['scrutiny-officer'])).actor;
  member = (await aPerson(['member'])).actor;
  manager = (await aPerson(['manager'])).actor;
  // Somebody else's, which nothing below may show or touch.
  const theirs = aCommittee({ authority: 'sheffield', name: 'Their committee' });
  const meeting = aMeeting(theirs, { heldOn: TODAY, minutedOn: TODAY });
  const note = { actor: 'operator', reason: null, at: AT };
  await saveScrutiny('sheffield', { committees: [theirs], meetings: [meeting], recommendations: [aRecommendation(meeting)] }, note);
});

describe('a committee and its meetings', () => {
  test('are recorded under an address of day and name, which stays when both change', async () => {
    const { key, committee } = await aRecordedMeeting('2026-12-10', 'Health & Care Scrutiny');
    expect(key).toBe('2026-12-10-health-care-scrutiny');
    const { form, version } = await scrutiny.openMeeting(officer, 'barnsley', key);
    const moved = await scrutiny.saveMeeting(
      officer,
      'barnsley',
      key,
      { form: { ...form, heldOn: '2026-12-17' }, version, choices: null },
      WHEN,
    );
    expect(moved).toEqual({ saved: true, key });
    const opened = await scrutiny.openCommittee(officer, 'barnsley', committee);
    const renamed = { form: { ...opened.form, name: 'Health Scrutiny' }, version: opened.version, choices: null };
    expect(await scrutiny.saveCommittee(officer, 'barnsley', committee, renamed, WHEN)).toEqual({
      saved: true,
      key: 'health-care-scrutiny',
    });
    const { meeting } = await scrutiny.viewMeeting(ANYBODY, 'barnsley', key, TODAY);
    expect([meeting.heldOn.toString(), meeting.committee.name]).toEqual(['2026-12-17', 'Health Scrutiny']);
    const { lines } = await viewHistory(member, 'barnsley', { kind: 'meeting', record: meeting.id });
    expect(lines.flatMap(({ sentences }) => sentences)).toEqual([
      'Date changed from 10 December 2026 to 17 December 2026',
      'Recorded the meeting of Health & Care Scrutiny on 10 December 2026',
    ]);
  });

  test('are recorded once', async () => {
    const { committee, form } = await aRecordedMeeting('2026-12-11');
    const again = { ...EMPTY_COMMITTEE, name: committee };
    expect(await scrutiny.saveCommittee(officer, 'barnsley', null, { ...NEW, form: again }, WHEN)).toMatchObject({
      again: { problems: [{ field: 'name', message: 'Choose another name: a committee of this name is recorded already' }] },
    });
    expect(await scrutiny.saveMeeting(officer, 'barnsley', null, { ...NEW, form }, WHEN)).toMatchObject({
      again: { problems: [{ field: 'heldOn' }], form },
    });
  });

  test('are found by everybody, and not another council’s', async () => {
    const view = await scrutiny.viewScrutiny(ANYBODY, 'barnsley', TODAY);
    expect(view.committees.length).toBeGreaterThan(0);
    expect(view.committees.filter(({ authority }) => authority !== 'barnsley')).toEqual([]);
    expect([view.mayKeep, view.readsPlan]).toEqual([false, false]);
    const next = await scrutiny.nextMeeting(ANYBODY, 'barnsley', TODAY);
    expect(next?.id).toBe(view.next?.id);
    expect(view.ahead.map(({ heldOn }) => heldOn.toString())).toEqual(view.ahead.map(({ heldOn }) => heldOn.toString()).toSorted());
    const [theirs] = (await scrutiny.viewScrutiny(ANYBODY, 'sheffield', TODAY)).ahead;
    for (const key of [theirs?.key ?? '', 'recommendations', '2026-01-01-\u0000']) {
      await expect(scrutiny.viewMeeting(officer, 'barnsley', key, TODAY)).rejects.toThrow(NotFound);
    }
  });

  test('come as a calendar for programs, at the time clocks show, cancelled ones marked', async () => {
    const { key } = await aRecordedMeeting('2026-06-30', 'Cruel; name, with \\ and “quotes”');
    const { form, version } = await scrutiny.openMeeting(officer, 'barnsley', key);
    const off = { ...form, cancelledReason: 'No quorum', papersLink: 'https://example.gov.uk/agenda' };
    await scrutiny.saveMeeting(officer, 'barnsley', key, { form: off, version, choices: null }, WHEN);
    const winter = await aRecordedMeeting('2026-12-15');
    await aRecordedMeeting('2025-11-19');
    const calendar = ICAL.Component.fromString(await scrutiny.meetingsFile(ANYBODY, 'barnsley', AT));
    const events = calendar.getAllSubcomponents('vevent');
    const eventOf = (address: string) => events.find((event) => String(event.getFirstPropertyValue('url')).endsWith(`/${address}`));
    const valuesOf = (address: string) =>
      ['dtstart', 'summary', 'description', 'location', 'status', 'sequence'].map((name) =>
        String(eventOf(address)?.getFirstPropertyValue(name)),
      );
    expect(valuesOf(key)).toEqual([
      // Summer time.
      '2026-06-30T17:00:00Z',
      'Cruel; name, with \\ and “quotes” (Barnsley)',
      'Does not take place: No quorum\nAgenda and papers: https://example.gov.uk/agenda',
      'Council Chamber, Town Hall',
      'CANCELLED',
      '1',
    ]);
    expect(valuesOf(winter.key).slice(0, 1)).toEqual(['2026-12-15T18:00:00Z']);
    expect(valuesOf(winter.key).slice(-2)).toEqual(['CONFIRMED', '0']);
    expect(events.filter((event) => String(event.getFirstPropertyValue('dtstart')) < '2025-11-20')).toEqual([]);
    expect(events.filter((event) => String(event.getFirstPropertyValue('summary')).includes('Their committee'))).toEqual([]);
  });
});

describe('a recommendation', () => {
  test('is recorded, answered late and implemented, and everybody is shown it once the minutes say so', async () => {
    const { key, form, version } = await aRecordedMeeting('2026-06-16');
    const { action } = await aSavedPlan();
    const number = await recorded(key, {
      wording: 'Publish what moved',
      addressee: 'Cabinet member',
      madeOn: '2026-06-16',
      givenOn: '2026-06-18',
    });
    expect(await part(key, number, 'response', { answer: 'partly', respondedOn: '2026-09-01', reason: '' })).toMatchObject({
      again: { problems: [{ field: 'reason', message: 'Give the reason: it was accepted in part' }] },
    });
    const answer = { answer: 'partly', respondedOn: '2026-09-01', reason: 'Half of it', actions: action.id };
    expect(await part(key, number, 'response', answer)).toMatchObject({ saved: true });
    expect(await part(key, number, 'implementation', { implementedOn: '2026-10-01', evidence: 'The report' })).toMatchObject({
      saved: true,
    });
    const { recommendations } = await scrutiny.viewMeeting(member, 'barnsley', key, TODAY);
    expect(recommendations).toMatchObject([
      {
        recommendation: {
          number: 1,
          wording: 'Publish what moved',
          response: { answer: 'partly', reason: 'Half of it' },
          implemented: { evidence: 'The report', link: null },
          version: 3,
        },
        actions: [{ reference: '1.1', action: { id: action.id } }],
      },
    ]);
    // Not minuted yet.
    const ofMeeting = async (actor: typeof ANYBODY | PersonActor) =>
      (await scrutiny.viewMeeting(actor, 'barnsley', key, TODAY)).recommendations;
    const fileOf = async () => new TextDecoder().decode((await scrutiny.recommendationsFile(ANYBODY, 'barnsley', ALL, TODAY)).body);
    expect(await ofMeeting(ANYBODY)).toEqual([]);
    expect(await ofMeeting(aPersonWith('administrator'))).toEqual([]);
    expect(await fileOf()).not.toContain('Publish what moved');
    const minuted = { form: { ...form, minutedOn: '2026-11-20' }, version, choices: null };
    await scrutiny.saveMeeting(officer, 'barnsley', key, minuted, WHEN);
    expect(await ofMeeting(ANYBODY)).toMatchObject([{ recommendation: { number: 1, actions: [action.id] }, actions: null }]);
    expect(await fileOf()).toMatch(
      /,2026-06-16,1,Publish what moved,Cabinet member,2026-06-16,2026-06-18,2026-08-18,Implemented,Accepted in part,2026-09-01,14,Half of it,2026-10-01,The report,,yes\r\n/,
    );
    const late = await scrutiny.viewRecommendations(ANYBODY, 'barnsley', { ...ALL, state: 'late', addressee: 'Cabinet member' }, TODAY);
    expect(late.shown.map(({ meeting }) => meeting.key)).toEqual([key]);
  });

  test('gets the next number of its meeting, also where many are recorded at once', async () => {
    const { key } = await aRecordedMeeting('2026-06-17');
    const numbers = await Promise.all(Array.from({ length: 10 }, async () => recorded(key)));
    expect(numbers.toSorted((left, right) => left - right)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('shows both texts where two change it, and loses nothing of its other parts', async () => {
    const { key } = await aRecordedMeeting('2026-06-18');
    const number = await recorded(key);
    const seen = (await scrutiny.openRecommendation(officer, 'barnsley', { meeting: key, number })).version;
    await part(key, number, 'response', { answer: 'accepted', respondedOn: '2026-07-01' });
    const mine = { ...EMPTY_RECOMMENDATION, answer: 'rejected', respondedOn: '2026-07-02', reason: 'No money' };
    const save = async (version: number, choices: Parameters<typeof scrutiny.saveRecommendation>[3]['change']['choices']) =>
      scrutiny.saveRecommendation(
        manager,
        'barnsley',
        { meeting: key, number },
        { part: 'response', change: { form: mine, version, choices } },
        WHEN,
      );
    const outcome = await save(seen, null);
    expect(outcome).toMatchObject({
      saved: false,
      again: {
        version: 2,
        conflict: {
          differences: [
            { key: 'answer', mine: 'Rejected', theirs: 'Accepted' },
            { key: 'respondedOn', mine: '2 July 2026', theirs: '1 July 2026' },
            { key: 'reason', mine: 'No money', theirs: '' },
          ],
        },
      },
    });
    expect(await save(2, { answer: 'mine', respondedOn: 'theirs', reason: 'mine' })).toMatchObject({ saved: true });
    const { recommendation } = await scrutiny.openRecommendation(officer, 'barnsley', { meeting: key, number });
    expect(recommendation).toMatchObject({
      wording: 'Report it',
      response: { answer: 'rejected', reason: 'No money', on: calendarDate('2026-07-01') },
    });
  });
});

describe('a question before a meeting', () => {
  test('is asked by a member, answered by a manager under a post, and joins the briefing if the officer chooses', async () => {
    const { key, meeting } = await aRecordedMeeting('2026-12-01');
    expect(await scrutiny.askQuestion(member, 'barnsley', AGENCY, { meeting, text: ' ' }, WHEN)).toMatchObject({
      ok: false,
      problems: [{ field: 'text', message: 'Write what you want to know' }],
    });
    const sent = await scrutiny.askQuestion(member, 'barnsley', AGENCY, { meeting, text: 'Who still works through an agency?' }, WHEN);
    expect(sent).toMatchObject({ ok: true, value: { meeting: key } });
    const which = { meeting: key, question: sent.ok ? sent.value.question : '' };
    const { version } = (await scrutiny.openAnswer(manager, 'barnsley', which)).shown.question;
    const answer = { form: { answer: 'Two teams.' }, version, choices: null };
    expect(await scrutiny.saveAnswer(manager, 'barnsley', which, answer, AT)).toMatchObject({ saved: true });
    // The officer has read it before the answer.
    expect(await scrutiny.chooseForBriefing(officer, 'barnsley', which, { joins: true, version }, AT)).toMatchObject({ ok: false });
    expect(await scrutiny.chooseForBriefing(officer, 'barnsley', which, { joins: true, version: version + 1 }, AT)).toMatchObject({
      ok: true,
    });
    const { questions } = await scrutiny.viewMeeting(aPersonWith('action-owner'), 'barnsley', key, TODAY);
    expect(questions).toMatchObject([
      {
        question: {
          subject: { kind: 'indicator', id: 'agency-rate' },
          answer: { text: 'Two teams.', post: 'Manager' },
          joinsBriefing: true,
        },
        ...{ asker: 'Member', answerer: 'Manager' },
      },
    ]);
    const own = await scrutiny.viewOwnScrutiny(member, 'barnsley', TODAY);
    expect(own.questions.map(({ question }) => question.id)).toEqual([which.question]);
    expect((await scrutiny.viewOwnScrutiny(manager, 'barnsley', TODAY)).questions).toEqual([]);
    for (const stranger of [ANYBODY, aPersonWith('administrator')]) {
      expect((await scrutiny.viewMeeting(stranger, 'barnsley', key, TODAY)).questions).toBeNull();
    }
  });

  test('before a meeting that is then cancelled can be asked again before another, until it is answered', async () => {
    const { key, meeting } = await aRecordedMeeting('2026-12-03');
    const sent = good(await scrutiny.askQuestion(member, 'barnsley', AGENCY, { meeting, text: 'Where do they work?' }, WHEN));
    expect((await scrutiny.viewQuestion(member, 'barnsley', sent)).mayAskAgain).toBe(false);
    const { form, version } = await scrutiny.openMeeting(officer, 'barnsley', key);
    const off = { ...form, cancelledReason: 'No quorum' };
    await scrutiny.saveMeeting(officer, 'barnsley', key, { form: off, version, choices: null }, WHEN);
    expect((await scrutiny.viewQuestion(member, 'barnsley', sent)).mayAskAgain).toBe(true);
    expect((await scrutiny.viewQuestion(manager, 'barnsley', sent)).mayAskAgain).toBe(false);
    const { subject, meetings, text } = await scrutiny.openQuestionAgain(member, 'barnsley', sent, TODAY);
    expect([subject.id, text, meetings.some(({ id }) => id === meeting)]).toEqual(['agency-rate', 'Where do they work?', false]);
    await expect(scrutiny.openQuestionAgain(member, 'barnsley', { ...sent, meeting: 'none' }, TODAY)).rejects.toThrow(NotFound);
    const answer = { form: { answer: 'In two teams.' }, version: 1, choices: null };
    expect(await scrutiny.saveAnswer(manager, 'barnsley', sent, answer, AT)).toMatchObject({ saved: true });
    expect((await scrutiny.viewQuestion(member, 'barnsley', sent)).mayAskAgain).toBe(false);
  });

  test('is asked of what the council has, for a meeting still to come', async () => {
    const past = await aRecordedMeeting('2026-11-19');
    const asked = await scrutiny.askQuestion(member, 'barnsley', AGENCY, { meeting: past.meeting, text: 'Why?' }, WHEN);
    expect(asked).toMatchObject({ ok: false, problems: [{ field: 'meeting' }] });
    for (const [kind, id] of [
      ['indicator', 'none'],
      ['action', randomUUID()],
      ['finding', '\u0000'],
      ['plan', 'agency-rate'],
    ] as const) {
      await expect(scrutiny.openQuestion(member, 'barnsley', { kind, id }, TODAY)).rejects.toThrow(NotFound);
    }
  });
});

test('the history of all that is whole', async () => {
  expect((await verifyHistory(OPERATOR, null)).flatMap(({ fault }) => fault ?? [])).toEqual([]);
});

/** A meeting of a committee of its own, recorded by the officer. */
async function aRecordedMeeting(heldOn: string, name = `Scrutiny ${randomUUID().slice(0, 8)}`) {
  const saved = await scrutiny.saveCommittee(officer, 'barnsley', null, { ...NEW, form: { ...EMPTY_COMMITTEE, name } }, WHEN);
  if (!saved.saved) throw new Error(JSON.stringify(saved.again.problems));
  const { committees } = await scrutiny.openMeeting(officer, 'barnsley', null);
  const committee = committees.find(({ key }) => key === saved.key)?.id ?? '';
  const form: MeetingForm = { ...EMPTY_MEETING, committee, heldOn, startsAt: '18:00', place: 'Council Chamber, Town Hall' };
  const meeting = await scrutiny.saveMeeting(officer, 'barnsley', null, { ...NEW, form }, WHEN);
  if (!meeting.saved) throw new Error(JSON.stringify(meeting.again.problems));
  const opened = await scrutiny.openMeeting(officer, 'barnsley', meeting.key);
  return { key: meeting.key, committee: saved.key, form, version: opened.version, meeting: opened.meeting?.id ?? '' };
}

async function recorded(meeting: string, form: Partial<RecommendationForm> = {}): Promise<number> {
  const whole = {
    ...EMPTY_RECOMMENDATION,
    wording: 'Report it',
    addressee: 'Cabinet',
    madeOn: '2026-06-18',
    givenOn: '2026-06-18',
    ...form,
  };
  const saved = await scrutiny.saveRecommendation(
    officer,
    'barnsley',
    { meeting, number: null },
    { part: 'wording', change: { ...NEW, form: whole } },
    WHEN,
  );
  if (!saved.saved) throw new Error(JSON.stringify(saved.again.problems));
  return Number(saved.key);
}

/** Saves one part as its form would: with that part's fields alone. */
async function part(meeting: string, number: number, which: RecommendationPart, form: Partial<RecommendationForm>) {
  const { version } = await scrutiny.openRecommendation(officer, 'barnsley', { meeting, number });
  const change = { form: { ...EMPTY_RECOMMENDATION, ...form }, version, choices: null };
  return scrutiny.saveRecommendation(officer, 'barnsley', { meeting, number }, { part: which, change }, WHEN);
}
