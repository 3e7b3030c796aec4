import { randomUUID } from 'node:crypto';

import { beforeAll, expect, test } from 'vitest';

import { calendarDate, moment } from '@/domain/shared';
import { database } from '@/database/client';
import { addFindings } from '@/database/findings';
import { findNextMeeting, findSubject, listMeetings, listQuestions, listRecommendations, saveScrutiny } from '@/database/scrutiny';

import { runSql } from '../support/database';
import { aFinding, aSavedPlan } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';
import { aCommittee, aMeeting, aQuestion, aRecommendation } from '../support/scrutiny';

const NOTE = { actor: 'operator', reason: null, at: moment('2026-06-01T09:00:00.000Z') };

beforeAll(async () => {
  await withReferenceSet();
  // Somebody else's, which nothing below may touch or show.
  const theirs = aCommittee({ authority: 'sheffield', name: 'Their committee' });
  const meeting = aMeeting(theirs, { heldOn: calendarDate('2026-11-25'), minutedOn: calendarDate('2026-11-26') });
  await saveScrutiny('sheffield', { committees: [theirs], meetings: [meeting], recommendations: [aRecommendation(meeting)] }, NOTE);
});

async function aSavedMeeting(day = '2026-06-16', more: Parameters<typeof aMeeting>[1] = {}) {
  const committee = aCommittee();
  const meeting = aMeeting(committee, { heldOn: calendarDate(day), ...more });
  await saveScrutiny('barnsley', { committees: [committee], meetings: [meeting] }, NOTE);
  return { committee: { ...committee, version: 1 }, meeting: { ...meeting, version: 1 } };
}

test('what is saved comes back', async () => {
  const { committee, meeting } = await aSavedMeeting('2026-06-16', { agendaItem: '7', minutedOn: calendarDate('2026-07-01') });
  const { action } = await aSavedPlan();
  const recommendation = aRecommendation(meeting, {
    response: { answer: 'partly', reason: 'Half of it', on: calendarDate('2026-09-01') },
    implemented: { on: calendarDate('2026-10-01'), evidence: 'The report', link: 'https://example.gov.uk/report' },
    actions: [action.id],
  });
  const subjects = [
    await findSubject('barnsley', 'action', action.id),
    await findSubject('barnsley', 'indicator', 'agency-rate'),
    await findSubject('barnsley', 'finding', await aSavedFinding('barnsley')),
  ].flatMap((subject) => subject ?? []);
  expect(subjects.map(({ kind }) => kind)).toEqual(['action', 'indicator', 'finding']);
  const questions = subjects.map((subject, index) =>
    aQuestion(meeting, { subject, sentAt: NOTE.at.add({ hours: index }), joinsBriefing: index === 1 }),
  );
  expect(await saveScrutiny('barnsley', { recommendations: [recommendation], questions }, NOTE)).toBe(true);
  expect(await listMeetings('barnsley')).toContainEqual({
    ...meeting,
    committee: { id: committee.id, key: committee.key, name: committee.name },
  });
  const saved = { recommendation: { ...recommendation, version: 1 }, meeting };
  expect(await listRecommendations('barnsley', { meetingId: meeting.id })).toEqual([saved]);
  expect(await listQuestions('barnsley', { meetingId: meeting.id })).toEqual(
    questions.map((question) => ({ question: { ...question, version: 1 }, meeting })),
  );
  expect(await listQuestions('sheffield', { meetingId: meeting.id })).toEqual([]);
  // To the public only what is minuted.
  const shownBy = async (day: string) =>
    (await listRecommendations('barnsley', { meetingId: meeting.id, minutedBy: calendarDate(day) })).length;
  expect([await shownBy('2026-06-30'), await shownBy('2026-07-01')]).toEqual([0, 1]);
});

test('the next meeting is the earliest that takes place, of the council alone', async () => {
  const { meeting } = await aSavedMeeting('2026-11-27');
  const { meeting: off } = await aSavedMeeting('2026-11-26', { cancelledReason: 'No quorum' });
  expect((await findNextMeeting('barnsley', calendarDate('2026-11-20')))?.id).toBe(meeting.id);
  expect(await findNextMeeting('barnsley', calendarDate('2026-11-28'))).toBeNull();
  await saveScrutiny('barnsley', { meetings: [{ ...off, cancelledReason: null }] }, NOTE);
  expect((await findNextMeeting('barnsley', calendarDate('2026-11-20')))?.id).toBe(off.id);
});

test('what cannot be asked about is not found', async () => {
  for (const [kind, id] of [
    ['finding', await aSavedFinding('sheffield')],
    ['action', randomUUID()],
    ['indicator', 'no-such-rate'],
  ] as const) {
    expect(await findSubject('barnsley', kind, id)).toBeNull();
  }
});

test('of two who save the same only the first succeeds, and nothing of the second is saved', async () => {
  const { committee, meeting } = await aSavedMeeting();
  const first = aRecommendation(meeting);
  expect(await saveScrutiny('barnsley', { recommendations: [first] }, NOTE)).toBe(true);
  // The number is taken.
  const other = aRecommendation(meeting, { wording: 'Second' });
  const renamed = { ...committee, name: 'Renamed' };
  expect(await saveScrutiny('barnsley', { committees: [renamed], recommendations: [other] }, NOTE)).toBe(false);
  expect(await database().committee.findUnique({ where: { id: committee.id } })).toMatchObject({ name: committee.name, version: 1 });
  // The key is taken: a committee meets once a day.
  expect(await saveScrutiny('barnsley', { meetings: [aMeeting(committee, { key: meeting.key })] }, NOTE)).toBe(false);
  expect(await saveScrutiny('barnsley', { recommendations: [{ ...first, wording: 'Stale' }] }, NOTE)).toBe(false);
});

test('a question about what is gone meanwhile is not saved', async () => {
  const { meeting } = await aSavedMeeting();
  const question = aQuestion(meeting, { subject: { kind: 'finding', id: randomUUID(), title: 'Gone' } });
  expect(await saveScrutiny('barnsley', { questions: [question] }, NOTE)).toBe(false);
  expect(await listQuestions('barnsley', { meetingId: meeting.id })).toEqual([]);
});

test('another council’s records are not changed through ours', async () => {
  const theirs = await database().recommendation.findFirstOrThrow({ where: { meeting: { authority: { slug: 'sheffield' } } } });
  const { meeting } = await aSavedMeeting();
  const stolen = { ...aRecommendation(meeting), id: theirs.id, version: 1, wording: 'Ours now' };
  expect(await saveScrutiny('barnsley', { recommendations: [stolen] }, NOTE)).toBe(false);
  const intoTheirs = aRecommendation({ ...meeting, id: theirs.meetingId }, { number: 2 });
  await expect(saveScrutiny('barnsley', { recommendations: [intoTheirs] }, NOTE)).rejects.toThrow('No record was found');
});

test('the database refuses what no form would send', async () => {
  const { committee, meeting } = await aSavedMeeting();
  const recommendation = aRecommendation(meeting);
  const subject = (await findSubject('barnsley', 'indicator', 'agency-rate')) ?? { kind: 'indicator' as const, id: '', title: '' };
  const question = aQuestion(meeting, { subject });
  await saveScrutiny('barnsley', { recommendations: [recommendation], questions: [question] }, NOTE);
  const theirs = await aSavedFinding('sheffield');
  const set = (table: string, id: string, columns: string) => `UPDATE ${table} SET ${columns}, version = 2 WHERE id = '${id}'`;
  const ofMeeting = (columns: string) => set('meeting', meeting.id, columns);
  const ofRecommendation = (columns: string) => set('recommendation', recommendation.id, columns);
  const ofQuestion = (columns: string) => set('question', question.id, columns);
  const refused: readonly (readonly [string, string])[] = [
    [`UPDATE meeting SET place = 'Elsewhere', version = 2 WHERE id = '${meeting.id}'`, 'without its history'],
    [`DELETE FROM committee WHERE id = '${committee.id}'`, 'violates'],
    [set('committee', committee.id, `key = 'other'`), 'never changes'],
    [set('committee', committee.id, `name = ' '`), 'committee_name_is_not_blank'],
    [set('committee', committee.id, `link = 'ftp://x'`), 'committee_link_is_a_web_address'],
    [ofMeeting(`key = '2026-06-17-other'`), 'never changes'],
    [ofMeeting(`starts_at = '24:00'`), 'meeting_starts_at_a_time'],
    [ofMeeting(`minutes_link = 'https://example.gov.uk'`), 'meeting_minutes_have_a_day'],
    [ofMeeting(`minuted_on = '2026-06-15'`), 'meeting_is_minuted_after_it_was_held'],
    [ofMeeting(`minuted_on = '2026-06-17', cancelled_reason = 'No quorum'`), 'meeting_is_not_cancelled_and_minuted'],
    [ofMeeting(`cancelled_reason = ''`), 'meeting_is_cancelled_with_a_reason'],
    [ofRecommendation(`given_on = '2026-06-15'`), 'recommendation_is_given_once_made'],
    [ofRecommendation(`response = 'maybe', response_reason = 'Perhaps', responded_on = '2026-07-01'`), 'recommendation_response_is_known'],
    [ofRecommendation(`response = 'accepted'`), 'recommendation_response_has_a_day'],
    [ofRecommendation(`response = 'accepted', responded_on = '2026-06-15'`), 'recommendation_is_answered_once_given'],
    [ofRecommendation(`response = 'rejected', responded_on = '2026-07-01'`), 'recommendation_is_not_followed_with_a_reason'],
    [ofRecommendation(`response = 'partly', responded_on = '2026-07-01'`), 'recommendation_is_not_followed_with_a_reason'],
    [ofRecommendation(`response_reason = 'No money'`), 'recommendation_reason_is_of_a_response'],
    [
      ofRecommendation(`response = 'accepted', responded_on = '2026-07-01', implemented_on = '2026-07-01'`),
      'recommendation_is_implemented_with_evidence',
    ],
    [ofRecommendation(`implemented_on = '2026-07-01', evidence = 'Minutes'`), 'recommendation_implemented_was_accepted'],
    [ofRecommendation(`number = 2`), 'never changes'],
    [
      `INSERT INTO recommendation_action SELECT '${recommendation.id}', x.id FROM action x JOIN plan p ON p.id = x.plan_id JOIN authority a ON a.id = p.authority_id WHERE a.slug = 'barnsley' LIMIT 1`,
      'without its history',
    ],
    [ofQuestion(`text = 'Something else'`), 'never changes'],
    [ofQuestion(`asked_by = 'somebody else'`), 'never changes'],
    [ofQuestion(`finding_id = '${theirs}'`), 'never changes'],
    [ofQuestion(`answer = 'Because'`), 'question_is_answered_by_somebody'],
    [ofQuestion(`answer = ' ', answered_by = 'p', answered_at = '2026-06-02'`), 'question_answer_is_not_blank'],
    [ofQuestion(`answer = 'Because', answered_by = 'p', answered_at = '2026-05-31'`), 'question_is_answered_after_it_was_sent'],
    [`DELETE FROM question WHERE id = '${question.id}'`, 'only ever added to'],
    [
      `INSERT INTO question (id, meeting_id, asked_by, text, sent_at) VALUES ('${randomUUID()}', '${meeting.id}', 'p', 'Why?', now())`,
      'question_is_about_one_thing',
    ],
    [
      `INSERT INTO question (id, meeting_id, asked_by, text, sent_at, finding_id) VALUES ('${randomUUID()}', '${meeting.id}', 'p', 'Why?', now(), '${theirs}')`,
      'two councils',
    ],
    [
      `INSERT INTO meeting (id, authority_id, committee_id, key, held_on, starts_at, place)
       SELECT '${randomUUID()}', a.id, '${committee.id}', '2026-06-30-x', '2026-06-30', '18:00', 'Hall' FROM authority a WHERE a.slug = 'sheffield'`,
      'meeting_committee_id_authority_id_fkey',
    ],
  ];
  const url = process.env.DATABASE_URL ?? '';
  for (const [sql, because] of refused) await expect(runSql(url, sql)).rejects.toThrow(because);
});

async function aSavedFinding(council: string): Promise<string> {
  const { key: inspection } = await database().inspection.findFirstOrThrow({
    where: { authority: { slug: council } },
    select: { key: true },
  });
  const finding = aFinding({ authority: council, inspection });
  await addFindings(council, [finding], NOTE);
  return finding.id;
}
