import { beforeAll, expect, test } from 'vitest';

import { ANYBODY, type PersonActor } from '@/domain/access';
import { BRIEFING_CONTENT, type BriefingContent, type Committee, type Meeting } from '@/domain/scrutiny';
import { DEFAULT_SETTINGS, formOf } from '@/domain/settings';
import { calendarDate, Forbidden, moment, NotFound } from '@/domain/shared';
import { database } from '@/database/client';
import { erasePerson } from '@/database/erasure';
import { savePlanChange } from '@/database/improvement';
import { findBriefing, saveScrutiny } from '@/database/scrutiny';
import { viewHistory, verifyHistory } from '@/operations/history';
import { OPERATOR } from '@/operations/access';
import { ownData } from '@/operations/people';
import {
  listBriefingsOf,
  openBriefing,
  publishBriefing,
  readBriefing,
  saveBriefingDraft,
  viewBriefing,
  viewChanges,
  type DraftChange,
} from '@/operations/scrutiny';
import { saveSettings } from '@/operations/settings';

import { aPersonWith } from '../support/actors';
import { runSql } from '../support/database';
import { aPerson, good, sentencesOf } from '../support/people';
import { anAction, anObjective, aPlan } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';
import { aCommittee, aMeeting, aRecommendation } from '../support/scrutiny';

const OFFICER = aPersonWith('scrutiny-officer');
const MEMBER = aPersonWith('member');
const TODAY = calendarDate('2026-11-20');
const AT = moment('2026-11-20T10:00:00.000Z');
const WHEN = { at: AT, today: TODAY };
const NOTE = { actor: 'operator', reason: null, at: moment('2026-06-01T09:00:00.000Z') };

const plan = aPlan({ title: 'Plan of the briefing' });
const objective = anObjective(plan);
const late = anAction(objective, { title: 'Check partner attendance', dueOn: calendarDate('2026-10-30'), steps: [] });

beforeAll(async () => {
  await withReferenceSet();
  await savePlanChange('barnsley', { plans: [plan], objectives: [objective], actions: [late] }, NOTE);
  // Somebody else's, which nothing below may touch or show.
  const theirs = aCommittee({ authority: 'sheffield', name: 'Their committee' });
  await saveScrutiny('sheffield', { committees: [theirs], meetings: [aMeeting(theirs, { heldOn: calendarDate('2026-12-01') })] }, NOTE);
});

/** A committee that met in September and meets in December. */
async function meetings(): Promise<{ readonly committee: Committee; readonly last: Meeting; readonly next: Meeting }> {
  const committee = aCommittee();
  const last = aMeeting(committee, { heldOn: calendarDate('2026-09-08') });
  const next = aMeeting(committee, { heldOn: calendarDate('2026-12-01'), agendaItem: '5' });
  await saveScrutiny('barnsley', { committees: [committee], meetings: [last, next] }, NOTE);
  return { committee, last, next };
}

async function publish(meeting: Meeting, when = WHEN): Promise<string> {
  const { content, confirms } = await openBriefing(OFFICER, 'barnsley', meeting.key, when);
  const sent = { number: String(content.number), confirms };
  return good(await publishBriefing(OFFICER, 'barnsley', meeting.key, sent, when)).hash;
}

async function settle(meeting: Meeting, form: Partial<DraftChange['form']>, version = 0, by: PersonActor = OFFICER) {
  const change = { form: { asAt: '', headline: '', lines: '', ...form }, version, choices: null };
  return saveBriefingDraft(by, 'barnsley', meeting.key, change, WHEN);
}

async function bytesOf(meeting: Meeting, number: number): Promise<string> {
  const row = await database().briefing.findUniqueOrThrow({ where: { meetingId_number: { meetingId: meeting.id, number } } });
  return `${row.hash} ${row.content}`;
}

test('a briefing says what follows from the facts since the last meeting, and fits its schema', async () => {
  const { last, next } = await meetings();
  const recommendation = aRecommendation(last, { wording: 'Report moved dates', givenOn: calendarDate('2026-09-08') });
  await saveScrutiny('barnsley', { recommendations: [recommendation] }, { ...NOTE, at: moment('2026-09-09T09:00:00.000Z') });
  const { content } = await openBriefing(OFFICER, 'barnsley', next.key, WHEN);
  expect(BRIEFING_CONTENT.parse(content)).toEqual(content);
  expect(content).toMatchObject({
    ...{ number: 1, supersedes: null, isDemonstration: false, authority: { slug: 'barnsley', name: 'Barnsley' } },
    since: { day: { on: '2026-09-08' } },
    judgements: { heading: 'What Ofsted said, 11 to 15 September 2023' },
    inspectors: { heading: 'When might Ofsted return?' },
  });
  expect(content.headline).toMatch(/^Help and protection needs attention: one action is late and/);
  expect(content.judgements?.items.map(({ shortWord, before }) => `${shortWord}, ${before}`)).toEqual([
    'Good, Good in 2018',
    'Requires improvement, Good in 2018',
    'Good, Good in 2018*',
    'Good, Good in 2018*',
    'Good, Good in 2018',
  ]);
  expect(content.changes.groups.map(({ heading }) => heading)).toContain('1 action became overdue');
  // What became of recommendations stands in their own section, once.
  expect(content.recommendations.rows.map(({ isLate }) => isLate)).toEqual([true]);
  expect(content.dates.rows).toMatchObject([{ reference: '1.1', statusWords: 'Overdue 21 days', moved: 'Not moved' }]);
  expect(content.figures.rows.map(({ name, own, verdict }) => `${name} ${own} ${verdict}`)).toContain(
    'Agency social workers 13.0% about-the-same',
  );
  expect(content.figures.rows.every(({ age }) => age.endsWith('ago'))).toBe(true);
  expect(content.lines.items.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['overdue', 'unanswered-recommendation']));
  expect(content.words.items.map(({ term }) => term)).toContain('Statistical neighbours');
});

test('a briefing shows the indicators that the council has chosen, in its order', async () => {
  const { next } = await meetings();
  const shown = async () =>
    (await openBriefing(OFFICER, 'barnsley', next.key, WHEN)).content.figures.rows.map(({ indicator }) => indicator);
  expect(await shown()).toEqual(DEFAULT_SETTINGS.overviewIndicators);
  const form = { ...formOf(DEFAULT_SETTINGS), overviewIndicators: 'turnover-rate agency-rate' };
  const settings = { form, version: 0, reason: 'What members ask about', choices: null };
  expect(await saveSettings(aPersonWith('administrator'), 'barnsley', settings, AT)).toMatchObject({ outcome: 'saved' });
  expect(await shown()).toEqual(['turnover-rate', 'agency-rate']);
});

test('what is published stays as it is to the byte, whatever changes, and a newer one says what it replaces', async () => {
  const { next } = await meetings();
  await expect(viewBriefing(MEMBER, 'barnsley', next.key, null)).rejects.toThrow(NotFound);
  const hash = await publish(next);
  const before = await bytesOf(next, 1);
  const shown = JSON.stringify((await viewBriefing(MEMBER, 'barnsley', next.key, null)).briefing);
  const address = process.env['DATABASE_URL'] ?? '';

  const moved = { from: late.dueOn, to: calendarDate('2027-01-29'), reason: 'A return is missing', on: TODAY, by: 'operator' };
  const change = { ...late, version: 1, dueOn: moved.to, moves: [moved] };
  await savePlanChange('barnsley', { actions: [change] }, { ...NOTE, at: moment('2026-11-20T12:00:00.000Z') });
  expect(await bytesOf(next, 1)).toBe(before);
  expect(JSON.stringify((await viewBriefing(MEMBER, 'barnsley', next.key, null)).briefing)).toBe(shown);
  for (const statement of [
    `UPDATE briefing SET content = '{}' WHERE meeting_id = '${next.id}'`,
    `DELETE FROM briefing WHERE meeting_id = '${next.id}'`,
    'TRUNCATE briefing CASCADE',
  ]) {
    await expect(runSql(address, statement)).rejects.toThrow(/only ever added to|cannot be emptied/);
  }
  await expect(
    runSql(
      address,
      `INSERT INTO briefing SELECT 'forged', meeting_id, 2, published_at, published_by, content || '}', hash, 1 FROM briefing WHERE meeting_id = '${next.id}'`,
    ),
  ).rejects.toThrow(/briefing_hash_is_of_its_content/);
  await expect(
    runSql(
      address,
      `INSERT INTO briefing SELECT 'forged', meeting_id, 7, published_at, published_by, content, hash, 1 FROM briefing WHERE meeting_id = '${next.id}'`,
    ),
  ).rejects.toThrow(/has none before it/);

  const second = await publish(next, { today: TODAY, at: moment('2026-11-20T13:00:00.000Z') });
  expect(second).not.toBe(hash);
  const view = await viewBriefing(MEMBER, 'barnsley', next.key, null);
  expect(view.briefing.content).toMatchObject({ number: 2, supersedes: { number: 1, sha256: hash } });
  expect(view.briefing.content.dates.rows[0]).toMatchObject({ moved: 'Once', reason: 'A return is missing' });
  expect(view.others.map(({ number }) => number)).toEqual([2, 1]);
  expect(JSON.stringify((await viewBriefing(MEMBER, 'barnsley', next.key, 1)).briefing)).toBe(shown);
  for (const number of [3, 0, -1, 1.5, Number.NaN, 1e12]) {
    await expect(viewBriefing(MEMBER, 'barnsley', next.key, number)).rejects.toThrow(NotFound);
  }
  for (const { fault } of await verifyHistory(OPERATOR, null)) expect(fault).toBeNull();
});

test('an officer rewords, drops, adds and orders lines; what is left alone follows the facts', async () => {
  const { next } = await meetings();
  const { offered } = await openBriefing(OFFICER, 'barnsley', next.key, WHEN);
  const [first, second] = offered;
  if (!first?.key || !second?.key) throw new Error('The facts give too few lines');
  const own = {
    key: '',
    place: '1',
    evidence: 'Inspectors wrote that agency use had halved.',
    question: 'Which figure does the council use?',
    link: '/barnsley/indicators/agency-rate',
  };
  const lines = [
    { ...first, key: first.key, place: '3' },
    { ...second, key: second.key, place: '2', question: 'Who is responsible?' },
    ...offered.slice(2).map((line) => ({ ...line, key: line.key ?? '', place: '' })),
    own,
  ];
  expect(await settle(next, { lines, headline: 'Agency figures need explaining' })).toEqual({ saved: true });
  const { content, draft } = await openBriefing(OFFICER, 'barnsley', next.key, WHEN);
  expect(content.headline).toBe('Agency figures need explaining');
  expect(content.lines.items).toEqual([
    { rule: null, evidence: own.evidence, question: own.question, links: [{ text: 'Where this is', href: own.link }] },
    expect.objectContaining({ evidence: second.evidence, question: 'Who is responsible?' }) as unknown,
    expect.objectContaining({ rule: first.rule, evidence: first.evidence, question: first.question }) as unknown,
  ]);
  expect(draft.lines?.map(({ evidence, question }) => [evidence, question])).toEqual([
    [own.evidence, own.question],
    [null, 'Who is responsible?'],
    [null, null],
  ]);
  expect(await settle(next, { lines: [{ ...own, question: 'No question', link: 'javascript:alert(1)' }] }, 1)).toMatchObject({
    saved: false,
    again: {
      problems: [
        { field: 'question-0', message: 'End the question with a question mark' },
        { field: 'link-0', message: 'Write an address that begins with https:// or with /barnsley/' },
      ],
    },
  });
  expect(await settle(next, { asAt: '2026-11-21' }, 1)).toMatchObject({ saved: false, again: { problems: [{ field: 'asAt' }] } });
});

test('of two officers the second is shown what the first has saved', async () => {
  const { next } = await meetings();
  expect(await settle(next, { headline: 'Mine' })).toEqual({ saved: true });
  const outcome = await settle(next, { headline: 'Theirs' }, 0, aPersonWith('manager'));
  expect(outcome).toMatchObject({
    saved: false,
    again: { conflict: { differences: [{ key: 'headline', mine: 'Theirs', theirs: 'Mine' }] } },
  });
});

test('what has changed since it was looked at is not published', async () => {
  const { next } = await meetings();
  const { content, confirms } = await openBriefing(OFFICER, 'barnsley', next.key, WHEN);
  await settle(next, { headline: 'Another headline' });
  const sent = { number: String(content.number), confirms };
  expect(sentencesOf(await publishBriefing(OFFICER, 'barnsley', next.key, sent, WHEN))).toEqual([
    expect.stringMatching(/^The facts or the draft have changed/),
  ]);
  await publish(next);
  expect(sentencesOf(await publishBriefing(OFFICER, 'barnsley', next.key, sent, WHEN))).toEqual([
    expect.stringMatching(/^Somebody has published this briefing meanwhile/),
  ]);
  expect((await findBriefing(next.id, null))?.number).toBe(1);
});

test('of two who publish at once one does', async () => {
  const { next } = await meetings();
  const { content, confirms } = await openBriefing(OFFICER, 'barnsley', next.key, WHEN);
  const sent = { number: String(content.number), confirms };
  const outcomes = await Promise.all([1, 2, 3].map(async () => publishBriefing(OFFICER, 'barnsley', next.key, sent, WHEN)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
});

test('a draft is for those who keep scrutiny; published briefings are for readers of the plan, and for everybody where the council wants that', async () => {
  const { next } = await meetings();
  for (const actor of [ANYBODY, MEMBER, aPersonWith('action-owner'), aPersonWith('administrator')]) {
    await expect(openBriefing(actor, 'barnsley', next.key, WHEN)).rejects.toThrow(Forbidden);
    await expect(settle(next, {}, 0, aPersonWith('member'))).rejects.toThrow(Forbidden);
  }
  await publish(next);
  await settle(next, { headline: 'Not yet for anybody' });
  for (const actor of [ANYBODY, aPersonWith('administrator')]) {
    await expect(viewBriefing(actor, 'barnsley', next.key, null)).rejects.toThrow(Forbidden);
  }
  const settings = { form: { ...formOf(DEFAULT_SETTINGS), publicSeesBriefings: true }, version: 1, reason: 'Open', choices: null };
  expect(await saveSettings(aPersonWith('administrator'), 'barnsley', settings, AT)).toMatchObject({ outcome: 'saved' });
  const shown = await viewBriefing(ANYBODY, 'barnsley', next.key, null);
  expect(shown.briefing.number).toBe(1);
  expect(JSON.stringify(shown)).not.toContain('Not yet for anybody');
  await expect(viewBriefing(ANYBODY, 'sheffield', next.key, null)).rejects.toThrow(Forbidden);
  await expect(viewHistory(MEMBER, 'barnsley', { kind: 'briefing-draft' })).resolves.toMatchObject({
    problems: [{ field: 'kind' }],
  });
});

test('a briefing is unread until its reader opens it, and the next one again', async () => {
  const { next } = await meetings();
  const [ada, ben] = [(await aPerson(['member'])).actor, (await aPerson(['member'])).actor];
  await publish(next);
  const unread = async (actor: PersonActor) =>
    (await listBriefingsOf(actor, 'barnsley', [next.id])).map(({ number, isUnread }) => [number, isUnread]);
  expect(await unread(ada)).toEqual([[1, true]]);
  await readBriefing(ada, 'barnsley', next.key, null, AT);
  await readBriefing(ada, 'barnsley', next.key, null, AT);
  expect(await unread(ada)).toEqual([[1, false]]);
  expect(await unread(ben)).toEqual([[1, true]]);
  // It is part of what the person takes along, and goes with the person.
  expect(JSON.parse(await ownData(ada, AT))).toMatchObject({
    briefingsOpened: [{ council: 'barnsley', meeting: next.key, number: 1, at: '2026-11-20T10:00:00.000Z' }],
  });
  await publish(next, { today: TODAY, at: moment('2026-11-20T13:00:00.000Z') });
  expect(await unread(ada)).toEqual([[2, true]]);
  await erasePerson(ada.id, { actor: 'operator', reason: 'Asked for it', at: AT });
  expect(await database().briefingReading.count({ where: { personId: ada.id } })).toBe(0);
  expect(await listBriefingsOf(aPersonWith('member'), 'barnsley', ['another council’s'])).toEqual([]);
});

test('a briefing as at a past day knows nothing later', async () => {
  const { next } = await meetings();
  await settle(next, { asAt: '2026-10-15' });
  const { content }: { readonly content: BriefingContent } = await openBriefing(OFFICER, 'barnsley', next.key, WHEN);
  expect(content.asAt.day.on).toBe('2026-10-15');
  expect(content.dates.rows).toEqual([]);
  expect(JSON.stringify(content)).not.toContain('became overdue');
});

test('what changed between two days is told to whoever reads the plan', async () => {
  const view = await viewChanges(MEMBER, 'barnsley', { since: '2026-05-01', until: '2026-06-30' }, TODAY);
  expect(view.groups.map(({ kind }) => kind)).toEqual(['action-new', 'objective-new', 'plan-new']);
  const odd = await viewChanges(MEMBER, 'barnsley', { since: '2026-12-01', until: 'soon' }, TODAY);
  expect(odd.problems.map(({ field }) => field)).toEqual(['until', 'since']);
  expect(odd.until.equals(TODAY)).toBe(true);
  expect((await viewChanges(MEMBER, 'barnsley', { since: '2026-11-02', until: '2026-11-01' }, TODAY)).problems).toMatchObject([
    { field: 'since', message: 'Choose a first day that is before the last one' },
  ]);
  await expect(viewChanges(ANYBODY, 'barnsley', {}, TODAY)).rejects.toThrow(Forbidden);
  await expect(viewChanges(MEMBER, 'sheffield', {}, TODAY)).rejects.toThrow(Forbidden);
});
