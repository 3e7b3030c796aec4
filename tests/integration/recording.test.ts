import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, test } from 'vitest';

import { ANYBODY, OPERATOR, type Actor } from '@/domain/access';
import type { InspectionStatement } from '@/domain/exchange';
import { EMPTY_DRAFT, formOfPart, type DraftForm, type InspectionDraft } from '@/domain/findings';
import { calendarDate, Forbidden, moment, NotFound, type Problem } from '@/domain/shared';
import { database } from '@/database/client';
import { applyStatements } from '@/database/imports';
import { savePlanChange } from '@/database/improvement';
import { findDraft } from '@/database/inspection-drafts';
import { saveScrutiny } from '@/database/scrutiny';
import * as api from '@/operations/api';
import { viewFinding, viewFindings, viewFindingsOfEvent } from '@/operations/findings';
import { historyFile, verifyHistory, viewHistory } from '@/operations/history';
import { viewCouncilRecord, viewInspection } from '@/operations/inspections';
import { listLatestJudgements } from '@/operations/national';
import { ownData } from '@/operations/people';
import * as recording from '@/operations/recording';

import { aPersonWith } from '../support/actors';
import { aDraft, aDraftFinding, aVisitDraft } from '../support/drafts';
import { A_SOURCE } from '../support/inspections';
import { aPerson, good, sentencesOf } from '../support/people';
import { anAction, anObjective, aPlan } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';
import { aCommittee, aMeeting, aQuestion } from '../support/scrutiny';

// Refusals are what is tried here.
process.env['LOG_LEVEL'] = 'error';

const TODAY = calendarDate('2026-11-20');
const AT = moment('2026-11-20T09:30:00.000Z');
const ON = { today: TODAY, at: AT };
const ANY = { kind: '', area: '', event: '', state: '' };
const ILACS_2023 = '2023-09-11-short-inspection';
const ILACS_2018 = '2018-10-08-standard-inspection';

const ada = aPersonWith('manager');
const ben = aPersonWith('manager');
const member = aPersonWith('member');

/** Each test records an event on a day of its own. */
let days = 0;

beforeAll(async () => {
  await withReferenceSet();
});

describe('an event that the council records', () => {
  test('is read by everybody at once, with its findings, and the draft is gone', async () => {
    const before = await listLatestJudgements(ANYBODY, { area: 'in-care', grade: null, region: null }, { limit: 200, offset: 0 }, TODAY);
    expect(before.judgements.find(({ council }) => council.slug === 'barnsley')?.inspection.id).toBe(ILACS_2023);
    const draft = newEvent({ findings: [aDraftFinding({ title: 'First' }), aDraftFinding({ title: 'Second', reference: 'enabler-2' })] });
    const { id } = await aSavedDraft(draft);
    const { sentences, needsReason, gaps, problems } = await recording.viewPublication(ada, 'barnsley', id, TODAY);
    expect([sentences.length, needsReason, gaps, problems]).toEqual([4, false, [], []]);
    const event = await publish(id);

    const { inspection } = await viewInspection(ANYBODY, 'barnsley', event);
    expect(inspection).toMatchObject({
      framework: 'ilacs-2026',
      source: { name: 'Recorded by the council', publisher: 'Barnsley', retrievedOn: TODAY },
      publishedOn: calendarDate(draft.publishedOn ?? ''),
    });
    expect(
      (await viewFindingsOfEvent(ANYBODY, 'barnsley', event, TODAY)).map(({ finding, answers }) => [
        finding.title,
        finding.position,
        answers,
      ]),
    ).toEqual([
      ['First', 1, null],
      ['Second', 2, null],
    ]);
    const after = await listLatestJudgements(ANYBODY, { area: 'in-care', grade: null, region: null }, { limit: 200, offset: 0 }, TODAY);
    expect(after.judgements.find(({ council }) => council.slug === 'barnsley')?.inspection.id).toBe(event);
    await expect(recording.viewDraft(ada, 'barnsley', id, TODAY)).rejects.toThrow(NotFound);
    const said = (await viewHistory(ada, 'barnsley', { person: ada.id })).lines.map(
      ({ sentences: [sentence], chain }) => `${chain}: ${sentence}`,
    );
    expect(said).toEqual(
      expect.arrayContaining(['barnsley: Recorded the finding “First”', 'national: Recorded the short inspection of August 2026']),
    );
  });

  test('is not published with gaps, before its report, or by somebody who may only read drafts', async () => {
    const { id, version } = await aSavedDraft(newEvent({ publishedOn: '2026-11-21', judgements: [] }));
    const now = await recording.viewPublication(ada, 'barnsley', id, TODAY);
    expect(now.gaps).toHaveLength(5);
    const outcome = await recording.publishDraft(ada, 'barnsley', id, { reason: '', version, seen: 'none' }, ON);
    expect(outcome.ok ? [] : outcome.problems[0]?.message).toContain('comes out on 21 November 2026');
    await expect(
      recording.publishDraft(aPersonWith('executive-reader'), 'barnsley', id, { reason: '', version, seen: 'none' }, ON),
    ).rejects.toThrow(Forbidden);
    expect(await findDraft('barnsley', id)).not.toBeNull();
  });

  test('is published once where two press the button at the same time', async () => {
    const { id, version } = await aSavedDraft(newEvent({ findings: [aDraftFinding()] }));
    const { seen } = await recording.viewPublication(ada, 'barnsley', id, TODAY);
    const outcomes = await Promise.allSettled(
      [ada, ben, ada].map(async (actor) => recording.publishDraft(actor, 'barnsley', id, { reason: '', version, seen }, ON)),
    );
    // Whoever comes late finds the draft gone, or is told that the event has changed.
    const published = outcomes.flatMap((each) => (each.status === 'fulfilled' && each.value.ok ? [each.value.value] : []));
    const failed = outcomes.flatMap((each) =>
      each.status === 'rejected' && !(each.reason instanceof NotFound) ? [String(each.reason)] : [],
    );
    expect([published.length, failed]).toEqual([1, []]);
    expect(await viewFindingsOfEvent(ANYBODY, 'barnsley', published[0] ?? '', TODAY)).toHaveLength(1);
  });

  test('that is recorded a second time is refused, with where to go', async () => {
    const draft = newEvent();
    good(await recording.recordInspection(ada, 'barnsley', draft, ON));
    expect(sentencesOf(await recording.recordInspection(ada, 'barnsley', draft, ON))).toEqual([
      expect.stringMatching(/^The short inspection of .* is recorded already\. Correct it on its own page$/),
    ]);
  });

  test('meets an import later: it stays as it is, gaps are filled, and what the import says differently stands beside it', async () => {
    const draft = newEvent({
      judgements: aDraft().judgements.map((each) => ({ ...each, grade: each.area === 'in-care' ? ('outstanding' as const) : each.grade })),
    });
    const event = good(await recording.recordInspection(ada, 'barnsley', draft, ON));
    const stated = statement(draft, { publishedOn: calendarDate('2026-11-02'), reportUrl: 'https://example.gov.uk/report' });
    const source = aSource();
    const applied = await applyStatements([{ source, inspections: [stated] }], load());
    expect(applied).toMatchObject({ saved: true, added: 0, changed: 1, disagreements: 2 });
    const { inspection, disagreements } = await viewInspection(ANYBODY, 'barnsley', event);
    expect(inspection).toMatchObject({ publishedOn: calendarDate(draft.publishedOn ?? ''), reportUrl: 'https://example.gov.uk/report' });
    expect(inspection.judgements.find(({ area }) => area === 'in-care')?.grade).toBe('outstanding');
    expect(disagreements.map(({ field, stored, stated: said }) => [field, stored, said])).toEqual([
      ['judgement:in-care', 'outstanding', 'good'],
      ['publishedOn', draft.publishedOn, '2026-11-02'],
    ]);
    expect(await applyStatements([{ source, inspections: [stated] }], load())).toMatchObject({ unchanged: 1, disagreements: 2 });
  });
});

describe('an event that is known already', () => {
  test('keeps its source’s facts when the council records it, and gets the findings', async () => {
    const draft = aVisitDraft({
      dates: [{ start: '2023-01-25', end: '2023-01-26' }],
      themes: ['front-door'],
      publishedOn: '2023-03-23',
      findings: [aDraftFinding({ title: 'Care leavers need a say', area: 'care-leavers' })],
    });
    const event = good(await recording.recordInspection(ada, 'barnsley', draft, ON));
    const { inspection, disagreements } = await viewInspection(ANYBODY, 'barnsley', event);
    expect(inspection).toMatchObject({ themes: ['care-leavers'], publishedOn: calendarDate('2023-03-23') });
    expect(inspection.source.name).toContain('focused visit of January 2023');
    expect(disagreements.map(({ field, stored, stated, source }) => [field, stored, stated, source.name])).toEqual([
      ['themes', 'care-leavers', 'front-door', 'Recorded by the council'],
    ]);
    expect(await viewFindingsOfEvent(ANYBODY, 'barnsley', event, TODAY)).toHaveLength(1);
  });

  test('was brought in by an import while it was a draft: the page says so, and the draft attaches', async () => {
    const draft = newEvent({ findings: [aDraftFinding()] });
    const { id, version } = await aSavedDraft(draft);
    const { seen } = await recording.viewPublication(ada, 'barnsley', id, TODAY);
    await applyStatements([{ source: aSource(), inspections: [statement(draft, { publishedOn: calendarDate('2026-11-02') })] }], load());
    const late = await recording.publishDraft(ada, 'barnsley', id, { reason: '', version, seen }, ON);
    if (late.ok) throw new Error('It was published unseen');
    expect(messages(late.problems)).toEqual([expect.stringContaining('Something has changed since this page was opened')]);
    expect(late.now).toMatchObject({ isKnownElsewhere: true, needsReason: false });
    const event = await publish(id);
    const { inspection, disagreements } = await viewInspection(ANYBODY, 'barnsley', event);
    expect(inspection.publishedOn?.toString()).toBe('2026-11-02');
    expect(inspection.source.name).toBe(A_SOURCE.name);
    expect(disagreements.map(({ field, stated }) => [field, stated])).toEqual([['publishedOn', draft.publishedOn]]);
    expect(await viewFindingsOfEvent(ANYBODY, 'barnsley', event, TODAY)).toHaveLength(1);
  });
});

describe('a correction', () => {
  test('begins as what is published, and findings are added without a reason and without a new version of the event', async () => {
    const id = await recording.beginCorrection(ada, 'leeds-is-not-hers', ILACS_2018, AT).catch((error: unknown) => error);
    expect(id).toBeInstanceOf(Forbidden);
    const correction = await recording.beginCorrection(ada, 'barnsley', ILACS_2018, AT);
    expect(await recording.beginCorrection(ben, 'barnsley', ILACS_2018, AT)).toBe(correction);
    const view = await recording.viewPublication(ada, 'barnsley', correction, TODAY);
    expect(view.problems).toEqual([{ message: 'Nothing is different from what is published. Change something first' }]);
    await addFinding(correction, { title: 'Private fostering' });
    const versions = await database().historyEntry.count({ where: { recordType: 'inspection', council: 'barnsley' } });
    expect(await publish(correction)).toBe(ILACS_2018);
    expect(await database().historyEntry.count({ where: { recordType: 'inspection', council: 'barnsley' } })).toBe(versions);
  });

  test('of a grade needs a reason, keeps the earlier one, and puts the other source’s word beside it', async () => {
    const event = '2014-06-02-single-inspection';
    const id = await recording.beginCorrection(ada, 'barnsley', event, AT);
    await change(id, 'judgements', { 'care-leavers': 'requires-improvement' });
    const { sentences, needsReason, seen, version } = await recording.viewPublication(ada, 'barnsley', id, TODAY);
    expect(needsReason).toBe(true);
    expect(sentences).toContain('Care leavers changed from Good to Requires improvement');
    const without = await recording.publishDraft(ada, 'barnsley', id, { reason: ' ', version, seen }, ON);
    expect(without.ok ? [] : without.problems).toEqual([
      { field: 'reason', message: 'Say in a few words why what is published is changed' },
    ]);
    expect(await publish(id, 'misread at first')).toBe(event);
    const { inspection, disagreements } = await viewInspection(ANYBODY, 'barnsley', event);
    expect(inspection.judgements.find(({ area }) => area === 'care-leavers')).toMatchObject({
      grade: 'requires-improvement',
      words: 'Requires improvement',
    });
    expect(inspection.judgements.find(({ area }) => area === 'overall-effectiveness')?.words).toBe('Requires improvement');
    expect(inspection.source.name).toBe('Recorded by the council');
    expect(disagreements.map(({ field, stored, stated, source }) => [field, stored, stated, source.publisher])).toEqual([
      ['judgement:care-leavers', 'requires-improvement', 'good', 'Ofsted'],
    ]);
    const [line] = (await viewHistory(member, 'barnsley', { kind: 'inspection', person: ada.id })).lines;
    expect([line?.reason, line?.sentences]).toEqual([
      'misread at first',
      expect.arrayContaining(['Care leavers changed from Good to Requires improvement']),
    ]);

    // Put right again: both sources agree at last.
    const back = await recording.beginCorrection(ben, 'barnsley', event, AT);
    await change(back, 'judgements', { 'care-leavers': 'good' });
    await publish(back, 'it was right');
    expect((await viewInspection(ANYBODY, 'barnsley', event)).disagreements).toEqual([]);
  });

  test('leaves the kind of event and its first day alone', async () => {
    const event = good(await recording.recordInspection(ada, 'barnsley', newEvent(), ON));
    const id = await recording.beginCorrection(ada, 'barnsley', event, AT);
    await change(id, 'event', { eventType: 'standard-inspection' });
    expect((await recording.viewPublication(ada, 'barnsley', id, TODAY)).problems).toEqual([
      { message: 'The kind of event and its first day make up the address of the event, so they have to stay' },
    ]);
  });

  test('cannot drop a finding that actions answer, a later one repeats or a member asked about; others go, with history', async () => {
    const [first, second, third, fourth] = [
      aDraftFinding({ title: 'Kept' }),
      aDraftFinding({ title: 'Answered' }),
      aDraftFinding({ title: 'Repeated' }),
      aDraftFinding({ title: 'Asked about' }),
    ];
    const event = good(await recording.recordInspection(ada, 'barnsley', newEvent({ findings: [first, second, third, fourth] }), ON));
    good(await recording.recordInspection(ada, 'barnsley', newEvent({ findings: [aDraftFinding({ repeats: third.id })] }), ON));
    await answer(second.id);
    const id = await recording.beginCorrection(ada, 'barnsley', event, AT);
    const remove = async (finding: string) => {
      const { version } = await recording.viewDraft(ada, 'barnsley', id, TODAY);
      return recording.removeDraftFinding(ada, 'barnsley', id, { finding, version }, AT);
    };
    expect(sentencesOf(await remove(second.id))).toEqual([expect.stringContaining('“Answered” is answered by actions of the plan')]);
    expect(sentencesOf(await remove(third.id))).toEqual([expect.stringContaining('“Repeated” is repeated by a later finding')]);
    good(await remove(fourth.id));
    await ask(fourth.id);
    expect(messages((await recording.viewPublication(ada, 'barnsley', id, TODAY)).problems)).toEqual([
      expect.stringContaining('“Asked about” was asked about before a meeting'),
    ]);
    await addFinding(id, formOfPart(`finding-${fourth.id}`, { ...EMPTY_DRAFT, findings: [fourth] }) ?? {}, fourth.id);
    expect(sentencesOf(await remove(fourth.id))).toEqual([expect.stringContaining('“Asked about” was asked about')]);
    good(await remove(first.id));
    // An action comes to answer it after all, before the correction is published.
    const late = await recording.viewPublication(ada, 'barnsley', id, TODAY);
    expect(late.sentences).toContain('The finding “Kept” is removed');
    const action = await answer(first.id);
    expect(messages((await recording.viewPublication(ada, 'barnsley', id, TODAY)).problems)).toEqual([
      expect.stringContaining('“Kept” is answered by actions'),
    ]);
    await savePlanChange('barnsley', { actions: [{ ...action, version: 1, findings: [] }] }, { actor: 'operator', reason: null, at: AT });
    await publish(id, 'not in the report');
    const titles = (await viewFindingsOfEvent(member, 'barnsley', event, TODAY)).map(({ finding }) => [finding.title, finding.position]);
    expect(titles).toEqual([
      ['Asked about', 1],
      ['Answered', 2],
      ['Repeated', 3],
    ]);
    const history = (await viewHistory(member, 'barnsley', { kind: 'finding', record: first.id })).lines;
    expect(history.map(({ sentences: [sentence], reason }) => [sentence, reason])).toEqual([
      ['Removed the finding “Kept”', 'not in the report'],
      ['Recorded the finding “Kept”', null],
    ]);
  });
});

describe('a draft of several people', () => {
  test('keeps what both have changed, one after the other or at once', async () => {
    const { id, version } = await aSavedDraft(newEvent());
    const save = (actor: Actor, part: string, form: DraftForm) =>
      recording.saveDraftPart(actor, 'barnsley', id, { part, form, version, choices: null }, AT);
    const [one, other] = [randomUUID(), randomUUID()];
    const outcomes = await Promise.all([
      save(ada, 'report', { summary: 'Ada’s summary' }),
      save(ben, 'report', { reportUrl: 'https://example.gov.uk/report' }),
      save(ada, `finding-${one}`, { kind: 'strength', title: 'Ada’s' }),
      save(ben, `finding-${other}`, { kind: 'strength', title: 'Ben’s' }),
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['saved', 'saved', 'saved', 'saved']);
    const kept = await draftNow(id);
    expect(kept).toMatchObject({ summary: 'Ada’s summary', reportUrl: 'https://example.gov.uk/report' });
    expect(kept.findings.map(({ title }) => title).toSorted()).toEqual(['Ada’s', 'Ben’s']);
  });

  test('shows both texts where both have changed the same, says who and when, and saves what is chosen', async () => {
    await database().person.create({ data: { id: ada.id, name: 'Ada Archer', email: 'ada@example.gov.uk' } });
    const { id, version } = await aSavedDraft(newEvent());
    await change(id, 'report', { summary: 'Ada’s summary' });
    const mine = { part: 'report', form: { summary: 'Ben’s summary', reportUrl: 'https://example.gov.uk/ben' }, version, choices: null };
    const conflicted = await recording.saveDraftPart(ben, 'barnsley', id, mine, AT);
    if (conflicted.outcome === 'saved') throw new Error('Ada’s text was overwritten');
    expect(conflicted.conflict).toMatchObject({ who: 'Ada Archer', at: AT });
    expect(conflicted.conflict?.differences.map(({ key, mine: my, theirs, proposed }) => [key, my, theirs, proposed])).toEqual([
      ['reportUrl', 'https://example.gov.uk/ben', '', 'mine'],
      ['summary', 'Ben’s summary', 'Ada’s summary', null],
    ]);
    expect((await draftNow(id)).summary).toBe('Ada’s summary');
    const again = { ...mine, version: conflicted.version };
    const open = await recording.saveDraftPart(ben, 'barnsley', id, { ...again, choices: { reportUrl: 'mine' } }, AT);
    expect(open.outcome === 'saved' ? [] : open.problems).toEqual([
      { field: 'keep-summary', message: 'Choose what to keep for “What came of it, in your own words”' },
    ]);
    const chosen = await recording.saveDraftPart(ben, 'barnsley', id, { ...again, choices: { reportUrl: 'mine', summary: 'theirs' } }, AT);
    expect(chosen.outcome).toBe('saved');
    expect(await draftNow(id)).toMatchObject({ summary: 'Ada’s summary', reportUrl: 'https://example.gov.uk/ben' });
  });

  test('loses no finding that one changes while the other takes it out', async () => {
    const finding = aDraftFinding();
    const { id, version } = await aSavedDraft(newEvent({ findings: [finding] }));
    good(await recording.removeDraftFinding(ada, 'barnsley', id, { finding: finding.id, version }, AT));
    const mine = {
      part: `finding-${finding.id}`,
      form: { ...formOfPart(`finding-${finding.id}`, newEvent({ findings: [finding] })), title: 'Mine' },
      choices: null,
    };
    const outcome = await recording.saveDraftPart(ben, 'barnsley', id, { ...mine, version }, AT);
    if (outcome.outcome === 'saved') throw new Error('It came back unsaid');
    expect(messages(outcome.problems)).toEqual([expect.stringContaining('has taken this finding out meanwhile')]);
    expect((await recording.saveDraftPart(ben, 'barnsley', id, { ...mine, version: outcome.version }, AT)).outcome).toBe('saved');
    expect((await draftNow(id)).findings.map(({ title }) => title)).toEqual(['Mine']);
  });

  test('is published or thrown away only as it was last seen', async () => {
    const { id, version } = await aSavedDraft(newEvent());
    await change(id, 'report', { summary: 'Changed' });
    const discarded = await recording.throwAwayDraft(ben, 'barnsley', id, { reason: 'not needed', version }, AT);
    expect(sentencesOf(discarded)).toEqual([expect.stringContaining('Somebody has saved the draft meanwhile')]);
    expect((await recording.publishDraft(ben, 'barnsley', id, { reason: '', version, seen: 'none' }, ON)).ok).toBe(false);
    const now = await recording.viewDraft(ben, 'barnsley', id, TODAY);
    expect(sentencesOf(await recording.throwAwayDraft(ben, 'barnsley', id, { reason: '', version: now.version }, AT))).toEqual([
      'Say in a few words why the draft is not needed',
    ]);
    good(await recording.throwAwayDraft(ben, 'barnsley', id, { reason: 'not needed', version: now.version }, AT));
    expect(await findDraft('barnsley', id)).toBeNull();
    const [line] = (await viewHistory(ada, 'barnsley', { kind: 'inspection-draft', record: id })).lines;
    expect(line?.reason).toBe('not needed');
  });
});

test('no byte of a draft reaches anybody who may not read drafts', async () => {
  const secret = `Secret-${randomUUID()}`;
  const day = nextDay();
  const { id } = await aSavedDraft(
    aVisitDraft({
      dates: [{ start: day, end: day }],
      publishedOn: null,
      summary: secret,
      reportUrl: `https://example.gov.uk/${secret}`,
      findings: [aDraftFinding({ title: secret, paraphrase: secret, inspectorsWords: secret })],
    }),
  );
  await change(id, 'report', { summary: `${secret} once more` });
  const question = (path: string) => ({ path, parameters: [], format: 'json' as const });
  const owner = await aPerson(['action-owner']);
  const leeds = await aPerson(['manager', 'executive-reader'], 'leeds');
  const outsiders: readonly Actor[] = [
    ANYBODY,
    OPERATOR,
    member,
    owner.actor,
    leeds.actor,
    ...(['scrutiny-officer', 'administrator'] as const).map((role) => aPersonWith(role)),
  ];
  for (const actor of outsiders) {
    const told = await Promise.allSettled([
      recording.viewDrafts(actor, 'barnsley'),
      recording.viewDraft(actor, 'barnsley', id, TODAY),
      recording.viewDraftPart(actor, 'barnsley', id, 'report'),
      recording.viewPublication(actor, 'barnsley', id, TODAY),
      viewCouncilRecord(actor, 'barnsley', TODAY),
      viewFindings(actor, 'barnsley', ANY, TODAY),
      viewHistory(actor, 'barnsley', {}),
      viewHistory(actor, 'barnsley', { kind: 'inspection-draft', record: id }),
      historyFile(actor, 'barnsley', {}).then(({ body }) => new TextDecoder().decode(body)),
      api.answerInspections(actor, 'barnsley', question('/api/v1/authorities/barnsley/inspections')),
      ...(actor.kind === 'person' && actor === owner.actor ? [ownData(actor, AT)] : []),
    ]);
    const refused = told.slice(0, 4).map((each) => each.status === 'rejected' && each.reason instanceof Forbidden);
    expect(refused).toEqual([true, true, true, true]);
    const text = JSON.stringify(told.map((each) => (each.status === 'fulfilled' ? each.value : '')));
    expect(text.includes(secret), 'the draft’s words').toBe(false);
    expect(text.includes(id), 'the draft’s id').toBe(false);
    expect(text.includes(day), 'the day of an event that nobody may know of').toBe(false);
  }
  const reader = aPersonWith('executive-reader');
  expect(JSON.stringify(await recording.viewDraft(reader, 'barnsley', id, TODAY))).toContain(secret);
  expect(JSON.stringify(await viewHistory(reader, 'barnsley', {}))).toContain(secret);
  await expect(recording.viewDraftPart(reader, 'barnsley', id, 'report')).rejects.toThrow(Forbidden);
  // By its id alone nobody of another council gets at it either.
  await expect(recording.viewDraft(leeds.actor, 'leeds', id, TODAY)).rejects.toThrow(NotFound);
});

test('a finding leads to the actions that answer it, and to those for the finding it repeats', async () => {
  const earlier = aDraftFinding({ title: 'Earlier' });
  good(await recording.recordInspection(ada, 'barnsley', newEvent({ findings: [earlier] }), ON));
  const later = aDraftFinding({ title: 'Later', repeats: earlier.id });
  good(await recording.recordInspection(ada, 'barnsley', newEvent({ findings: [later] }), ON));
  const action = await answer(earlier.id);
  const view = await viewFinding(member, 'barnsley', later.id, TODAY);
  expect([view.shown.answers, view.shown.actions]).toEqual([[], 1]);
  expect(view.repeats.flatMap(({ answers }) => (answers ?? []).map(({ action: { id }, status }) => [id, status]))).toEqual([
    [action.id, 'not-started'],
  ]);
  expect((await viewFinding(member, 'barnsley', earlier.id, TODAY)).repeatedBy.map(({ finding }) => finding.id)).toEqual([later.id]);
  const publicView = await viewFinding(ANYBODY, 'barnsley', later.id, TODAY);
  expect(publicView.repeats.map(({ answers, actions }) => [answers, actions])).toEqual([[null, null]]);
  expect(JSON.stringify(publicView)).not.toContain(action.id);
  const repeated = await viewFindings(member, 'barnsley', { ...ANY, state: 'repeated' }, TODAY);
  expect(repeated.findings.length).toBe(repeated.counts.repeated);
  expect(repeated.findings.map(({ finding }) => finding.id)).toEqual(expect.arrayContaining([earlier.id, later.id]));
  await expect(viewFinding(ANYBODY, 'leeds', later.id, TODAY)).rejects.toThrow(NotFound);
});

test('every chain of the history is whole afterwards', async () => {
  expect((await verifyHistory(OPERATOR, null)).flatMap(({ fault }) => fault ?? [])).toEqual([]);
});

/** A complete draft of an event on a day on which nothing else is recorded; each is later than the one before. */
function newEvent(overrides: Partial<InspectionDraft> = {}): InspectionDraft {
  const start = nextDay();
  return aDraft({ dates: [{ start, end: start }], publishedOn: '2026-11-09', ...overrides });
}

function nextDay(): string {
  days += 1;
  return calendarDate('2026-08-03').add({ days }).toString();
}

async function aSavedDraft(draft: InspectionDraft): Promise<{ readonly id: string; readonly version: number }> {
  const id = good(await recording.beginDraft(ada, 'barnsley', formOfPart('event', draft) ?? {}, AT));
  await change(id, 'report', formOfPart('report', draft) ?? {});
  if (draft.judgements.length > 0) await change(id, 'judgements', formOfPart('judgements', draft) ?? {});
  for (const finding of draft.findings) await change(id, `finding-${finding.id}`, formOfPart(`finding-${finding.id}`, draft) ?? {});
  const { version } = await recording.viewDraft(ada, 'barnsley', id, TODAY);
  expect(await draftNow(id)).toEqual({ ...EMPTY_DRAFT, ...draft });
  return { id, version };
}

async function change(id: string, part: string, form: DraftForm): Promise<void> {
  const { version } = await recording.viewDraft(ada, 'barnsley', id, TODAY);
  const outcome = await recording.saveDraftPart(ada, 'barnsley', id, { part, form, version, choices: null }, AT);
  expect(outcome).toEqual({ outcome: 'saved' });
}

async function addFinding(id: string, form: DraftForm, finding: string = randomUUID()): Promise<void> {
  await change(id, `finding-${finding}`, { kind: 'area-for-improvement', paraphrase: 'In our words.', ...form });
}

async function publish(id: string, reason = ''): Promise<string> {
  const { version, seen } = await recording.viewPublication(ada, 'barnsley', id, TODAY);
  const outcome = await recording.publishDraft(ada, 'barnsley', id, { reason, version, seen }, ON);
  if (!outcome.ok) throw new Error(outcome.problems.map(({ message }) => message).join('; '));
  return outcome.value;
}

async function draftNow(id: string): Promise<InspectionDraft> {
  const saved = await findDraft('barnsley', id);
  if (saved === null) throw new Error('The draft is gone');
  return saved.draft;
}

function messages(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ message }) => message);
}

/** A plan with one action that answers a finding. */
async function answer(finding: string) {
  const plan = aPlan();
  const objective = anObjective(plan);
  const action = anAction(objective, { findings: [finding] });
  await savePlanChange(
    'barnsley',
    { plans: [plan], objectives: [objective], actions: [action] },
    { actor: 'operator', reason: null, at: AT },
  );
  return action;
}

/** A question of a member about a finding. */
async function ask(finding: string): Promise<void> {
  const committee = aCommittee();
  const meeting = aMeeting(committee);
  const questions = [aQuestion(meeting, { subject: { kind: 'finding', id: finding, title: '' } })];
  await saveScrutiny('barnsley', { committees: [committee], meetings: [meeting], questions }, { actor: 'operator', reason: null, at: AT });
}

/** What another source says of the same event: everything good. */
function statement({ dates, eventType }: InspectionDraft, overrides: Partial<InspectionStatement>): InspectionStatement {
  return {
    authority: 'barnsley',
    framework: 'ilacs-2026',
    eventType,
    dates: dates.map(({ start, end }) => ({ start: calendarDate(start), end: calendarDate(end) })),
    precision: 'day',
    publishedOn: null,
    judgements: (['leadership', 'help-and-protection', 'in-care', 'care-leavers'] as const).map((area) => {
      return { area, grade: 'good', absence: null, words: 'Good', covers: area === 'in-care' ? 'in-care' : null };
    }),
    themes: [],
    summary: null,
    reportUrl: null,
    ...overrides,
  };
}

function aSource() {
  return { ...A_SOURCE, key: `source-${randomUUID()}` };
}

function load() {
  return { kind: 'ofsted-outcomes', fileName: 'outcomes.ods', fileHash: 'a'.repeat(64) } as const;
}
