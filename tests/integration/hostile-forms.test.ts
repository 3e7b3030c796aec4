import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { OPERATOR, type PersonActor } from '@/domain/access';
import { EMPTY_ACTION, EMPTY_INVESTMENT, EMPTY_OBJECTIVE, EMPTY_PLAN } from '@/domain/improvement';
import { EMPTY_FIGURE, EMPTY_OWN } from '@/domain/indicators';
import { EMPTY_COMMITTEE, EMPTY_MEETING, EMPTY_RECOMMENDATION, type RecommendationPart } from '@/domain/scrutiny';
import { calendarDate, moment, NotFound } from '@/domain/shared';
import { saveScrutiny } from '@/database/scrutiny';
import { findAuthorities, listAuthorities } from '@/operations/authorities';
import { viewFinding } from '@/operations/findings';
import { verifyHistory } from '@/operations/history';
import * as improvement from '@/operations/improvement';
import * as indicators from '@/operations/indicators';
import * as recording from '@/operations/recording';
import * as scrutiny from '@/operations/scrutiny';
import { openSelfEvaluation, saveSelfEvaluation } from '@/operations/self-evaluation';

import * as figuresRoute from '../../app/[authority]/indicators/import/file/route';
import * as planRoute from '../../app/[authority]/plan/import/file/route';
import { aPersonWith } from '../support/actors';
import { good } from '../support/people';
import { aSavedPlan, type SavedPlan } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';
import { aCommittee, aMeeting, aQuestion, aRecommendation } from '../support/scrutiny';

// Refusals are what is tried here, by the hundred.
process.env['LOG_LEVEL'] = 'error';

const TODAY = calendarDate('2026-11-20');
const AT = moment('2026-11-20T10:00:00.000Z');
const WHEN = { today: TODAY, at: AT };

/** What PostgreSQL or an encoding does not take as it is, and what is longer than anybody writes. */
const TEXTS = {
  'NUL, halves of surrogate pairs and marks that turn the direction': '\uDC00a\u0000b\u202E\u2066c\uD800',
  'a megabyte of references, blanks and breaks': '1.9 \n'.repeat(200_000),
} as const;
const VERSIONS = ['', '-1', '1.5', '99999999999'];
const DAYS = ['0000-01-01', '9999-12-31', '2026-02-30'];
const IDS = ['__proto__', 'a\u0000b', '\uD800', '../..', "'", 'x'.repeat(10_000), ''];

/** What a file's name is cut to would end inside a character. */
const LONG_NAME = `${'😀'.repeat(75)}x.csv`;

let manager: PersonActor;
/** A form each: pages list fifty plans of a council. */
let councils: readonly string[];
let council: string;
let saved: SavedPlan;

beforeAll(async () => {
  await withReferenceSet();
  const { authorities } = await listAuthorities(OPERATOR, { limit: 100, offset: 0, abolished: false });
  councils = authorities.map(({ slug }) => slug);
  manager = {
    ...aPersonWith('manager'),
    roles: councils.flatMap((authority) => [
      { authority, role: 'manager' },
      { authority, role: 'member' },
    ]),
  };
});

type Form = Record<string, string>;

interface FormTried {
  /** All that it asks, right as it is. */
  readonly fields: Form;
  /** The version that the form would be opened at. */
  readonly present?: () => Promise<number>;
  readonly send: (form: Form, version: string) => Promise<unknown>;
}

const ofPlan = async () => (await improvement.viewPlanForm(manager, council, saved.plan.id)).version;
const ofObjective = async () => (await improvement.viewObjectiveForm(manager, council, { objectiveId: saved.objective.id })).version;
const ofAction = async () => (await improvement.viewActionForm(manager, council, { actionId: saved.action.id })).version;
const ofEvidence = async () =>
  (await improvement.viewEvidence(manager, council, saved.action.id, saved.evidence.id, TODAY)).evidence.version;
const ofYear = async () => (await openSelfEvaluation(manager, council, 2026, TODAY)).version;

const OWN = { ...EMPTY_OWN, name: 'Audits', sourceName: 'Audits' };
const UNTOUCHED = { asAt: '', headline: '', lines: '' };

/** Every form of the plan and what surrounds it, by how it is sent. Each answers, whatever its fields hold. */
const FORMS: Readonly<Record<string, FormTried>> = {
  'a new plan': {
    fields: { ...EMPTY_PLAN, title: 'A plan', beginsOn: '2026-01-01' },
    send: async (form) => improvement.savePlan(manager, council, null, change({ ...EMPTY_PLAN, ...form }, '0'), AT),
  },
  'a plan': {
    fields: { ...EMPTY_PLAN, title: 'A plan', beginsOn: '2026-01-01' },
    present: ofPlan,
    send: async (form, version) => improvement.savePlan(manager, council, saved.plan.id, change({ ...EMPTY_PLAN, ...form }, version), AT),
  },
  'an objective': {
    fields: { ...EMPTY_OBJECTIVE, title: 'An objective' },
    present: ofObjective,
    send: async (form, version) =>
      improvement.saveObjective(
        manager,
        council,
        { objectiveId: saved.objective.id },
        change({ ...EMPTY_OBJECTIVE, ...form }, version),
        AT,
      ),
  },
  'a new action': {
    fields: { ...EMPTY_ACTION, title: 'An action', dueOn: '2027-01-01' },
    send: async (form) =>
      improvement.saveAction(manager, council, { objectiveId: saved.objective.id }, change({ ...EMPTY_ACTION, ...form }, '0'), AT),
  },
  'an action': {
    fields: { ...EMPTY_ACTION, title: 'An action' },
    present: ofAction,
    send: async (form, version) =>
      improvement.saveAction(manager, council, { actionId: saved.action.id }, change({ ...EMPTY_ACTION, ...form }, version), AT),
  },
  'a report': {
    fields: { done: 'Something', difference: '', stepsFinished: '', outlook: 'going-on', confidence: '', blockers: '' },
    present: ofAction,
    send: async (form, version) => improvement.reportProgress(manager, council, saved.action.id, { ...form, version }, WHEN),
  },
  'another due date': {
    fields: { dueOn: '2027-01-31', reason: 'Because' },
    present: ofAction,
    send: async (form, version) => improvement.moveDueDate(manager, council, saved.action.id, { ...form, version }, WHEN),
  },
  'new evidence': {
    fields: { title: 'A return', kind: 'data', datedOn: '', link: '', shows: 'Who came' },
    send: async (form) => improvement.addEvidence(manager, council, saved.action.id, form, WHEN),
  },
  'evidence given': {
    fields: { title: 'A return', kind: 'data', datedOn: '', link: '', shows: 'Who came' },
    present: ofEvidence,
    send: async (form, version) =>
      improvement.giveEvidence(manager, council, [saved.action.id, saved.evidence.id], { ...form, version }, WHEN),
  },
  'evidence checked': {
    fields: { verdict: 'returned', why: 'Two are missing' },
    present: ofEvidence,
    send: async (form, version) =>
      improvement.checkEvidence(manager, council, [saved.action.id, saved.evidence.id], { ...form, version }, WHEN),
  },
  'many actions': {
    fields: { dueOn: '2027-02-28', owner: '', ownerTitle: '', partner: '', reason: 'Because' },
    present: ofAction,
    send: async ({ dueOn = '', owner = '', ownerTitle = '', partner = '', reason = '' }, version) =>
      improvement.changeMany(
        manager,
        council,
        {
          planId: saved.plan.id,
          chosen: [{ id: saved.action.id, version: Number(version) }],
          form: { dueOn, owner, ownerTitle, partner, reason },
          seen: reason,
        },
        WHEN,
      ),
  },
  'a publication of the plan': {
    fields: { note: 'New' },
    present: always(1),
    send: async ({ note = '' }, number) => {
      const { confirms } = await improvement.previewPublication(manager, council, saved.plan.id, TODAY);
      return improvement.publishPlan(manager, council, { planId: saved.plan.id, number, confirms, note }, WHEN);
    },
  },
  'new money': {
    fields: {
      ...EMPTY_INVESTMENT,
      ...{ title: 'Money', purpose: 'Capacity', kind: 'one-off', amount: '100', firstYear: '2026 to 2027' },
      ...{ word: 'agreed', by: 'Cabinet', on: '2026-01-01', sourceName: 'Minutes', reason: '' },
    },
    send: async ({ reason = '', ...form }, version) =>
      improvement.saveInvestment(manager, council, { id: null, reason, ...change({ ...EMPTY_INVESTMENT, ...form }, version) }, WHEN),
  },
  'a new target': {
    fields: { value: '12', by: '2027-03-31', reason: '' },
    send: async ({ reason = '', ...form }, version) =>
      indicators.saveTarget(manager, council, 'agency-rate', { id: null, reason, ...change({ value: '', by: '', ...form }, version) }, AT),
  },
  'a new explanation': {
    fields: { about: '', text: 'New system', reason: '' },
    send: async ({ reason = '', ...form }, version) =>
      indicators.saveNote(
        manager,
        council,
        'agency-rate',
        { id: null, reason, ...change({ about: '', text: '', ...form }, version) },
        WHEN,
      ),
  },
  'an indicator of the council’s own': {
    fields: { ...OWN, reason: '' },
    send: async ({ reason = '', ...form }, version) =>
      indicators.saveOwnIndicator(manager, council, { key: null, reason, ...change({ ...EMPTY_OWN, ...form }, version) }, WHEN),
  },
  'a figure': {
    fields: { ...EMPTY_FIGURE, value: '12', base: '40' },
    send: async (form, load) => {
      await indicators.saveOwnIndicator(manager, council, { key: null, reason: '', ...change({ ...EMPTY_OWN, ...OWN }, '0') }, WHEN);
      const [entry] = [{ indicator: 'own-audits', begins: '2026-09-01', form: { ...EMPTY_FIGURE, ...form }, load: Number(load) }];
      return indicators.recordFigure(manager, council, entry, WHEN);
    },
  },
  'a committee': {
    fields: { ...EMPTY_COMMITTEE, name: 'Scrutiny' },
    send: async (form, version) => scrutiny.saveCommittee(manager, council, null, change({ ...EMPTY_COMMITTEE, ...form }, version), WHEN),
  },
  'a meeting': {
    fields: { ...EMPTY_MEETING, heldOn: '2026-12-01', startsAt: '18:00', place: 'Town Hall' },
    send: async (form, version) => {
      const { committee } = await ofScrutiny();
      return scrutiny.saveMeeting(manager, council, null, change({ ...EMPTY_MEETING, committee: committee.id, ...form }, version), WHEN);
    },
  },
  'a recommendation': {
    fields: { wording: 'Report', addressee: 'Cabinet', madeOn: '2026-10-01', givenOn: '2026-10-01' },
    send: async (form, version) => saveRecommended('wording', form, version, null),
  },
  'a response': {
    fields: { answer: 'accepted', respondedOn: '2026-11-01', reason: '', actions: '' },
    present: always(1),
    send: async (form, version) => saveRecommended('response', form, version, 1),
  },
  'what implements a recommendation': {
    fields: { implementedOn: '2026-11-01', evidence: 'A report', evidenceLink: '' },
    present: always(1),
    send: async (form, version) => saveRecommended('implementation', form, version, 1),
  },
  'a question': {
    fields: { meeting: '', text: 'Why?' },
    send: async ({ meeting = '', text = '' }) => {
      const held = await ofScrutiny();
      const about = { kind: 'action', id: saved.action.id };
      return scrutiny.askQuestion(manager, council, about, { meeting: meeting === '' ? held.meeting.id : meeting, text }, WHEN);
    },
  },
  'an answer': {
    fields: { answer: 'So it was' },
    present: always(1),
    send: async ({ answer = '' }, version) => {
      const { meeting, question } = await ofScrutiny();
      return scrutiny.saveAnswer(manager, council, { meeting: meeting.key, question: question.id }, change({ answer }, version), AT);
    },
  },
  'what joins a briefing': {
    fields: {},
    present: always(1),
    send: async (_, version) => {
      const { meeting, question } = await ofScrutiny();
      const choice = { joins: true, version: Number(version) };
      return scrutiny.chooseForBriefing(manager, council, { meeting: meeting.key, question: question.id }, choice, AT);
    },
  },
  'the draft of a briefing': {
    fields: { asAt: '', headline: 'Much is late', lines: '[]' },
    send: async (form, version) => {
      const { meeting } = await ofScrutiny();
      return scrutiny.saveBriefingDraft(manager, council, meeting.key, change({ ...UNTOUCHED, ...form }, version), WHEN);
    },
  },
  'a self-evaluation': {
    fields: { known: 'Much', howKnown: '', plans: '', submittedOn: '', reason: '' },
    present: ofYear,
    send: async ({ reason = '', ...form }, version) =>
      saveSelfEvaluation(manager, council, 2026, { reason, ...change(form, version) }, WHEN),
  },
  'a draft': {
    fields: { eventType: 'focused-visit', 'start-1': '2026-10-05', 'end-1': '2026-10-06', precision: 'day', framework: '' },
    send: async (form) => recording.beginDraft(manager, council, form, AT),
  },
  'a draft’s report': {
    fields: { publishedOn: '', reportUrl: '', summary: 'In short' },
    present: always(1),
    send: async (form, version) => saveDraft('report', form, version),
  },
  'a draft’s finding': {
    fields: { kind: 'strength', area: '', reference: '', title: 'A finding', paraphrase: 'Our words', inspectorsWords: '', place: '' },
    present: always(1),
    send: async (form, version) => saveDraft('finding-0b0f0c5e-52b8-4d52-8f7c-3c1c0d8d4d11', form, version),
  },
  'a draft thrown away': {
    fields: { reason: 'Not needed' },
    present: always(1),
    send: async ({ reason = '' }, version) =>
      recording.throwAwayDraft(manager, council, await aDraft(), { reason, version: Number(version) }, AT),
  },
  'a draft published': {
    fields: { reason: 'Because', seen: '' },
    present: always(1),
    send: async ({ reason = '', seen = '' }, version) =>
      recording.publishDraft(manager, council, await aDraft(), { reason, seen, version: Number(version) }, WHEN),
  },
};

describe.each(Object.entries(FORMS))('%s', (name, { fields, present = always(0), send }) => {
  beforeEach(async () => beginIn(1 + Object.keys(FORMS).indexOf(name)));

  const sendNow = async (form: Form) => send(form, String(await present()));

  test.each(Object.entries(TEXTS))('answers to %s, in each field', async (_, text) => {
    for (const field of Object.keys(fields)) expect(await sendNow({ ...fields, [field]: text })).toBeDefined();
  });

  test('answers to days that no plan has', async () => {
    for (const day of DAYS) for (const field of Object.keys(fields)) expect(await sendNow({ ...fields, [field]: day })).toBeDefined();
  });

  test('answers to versions that nothing has', async () => {
    for (const version of VERSIONS) expect(await send(fields, version)).toBeDefined();
  });
});

test('what cannot be an id is not found, wherever it stands', async () => {
  await beginIn(0);
  const b = council;
  const { meeting } = await ofScrutiny();
  for (const id of IDS) {
    const asked: readonly (() => Promise<unknown>)[] = [
      async () => improvement.viewAction(manager, b, id, TODAY),
      async () => improvement.viewObjective(manager, b, id, TODAY),
      async () => improvement.viewActionForm(manager, b, { actionId: id }),
      async () => improvement.viewActionForm(manager, b, { objectiveId: id }),
      async () => improvement.viewObjectiveForm(manager, b, { planId: id }),
      async () => improvement.viewPlanForm(manager, b, id),
      async () => improvement.viewEvidence(manager, b, saved.action.id, id, TODAY),
      async () => improvement.viewUpload(manager, b, id, { today: TODAY, rematch: false }),
      async () => improvement.matchColumns(manager, b, id, []),
      async () => improvement.confirmImport(manager, b, id, { confirms: '', seen: '', reason: '' }, WHEN),
      async () => improvement.discardUpload(manager, b, id),
      async () => improvement.openInvestment(manager, b, id),
      async () =>
        improvement.changeMany(
          manager,
          b,
          { planId: id, chosen: [], form: { dueOn: '', owner: '', ownerTitle: '', partner: '', reason: '' }, seen: '' },
          WHEN,
        ),
      async () => improvement.publishPlan(manager, b, { planId: id, number: '1', confirms: '', note: '' }, WHEN),
      async () => recording.viewDraft(manager, b, id, TODAY),
      async () => recording.viewPublication(manager, b, id, TODAY),
      async () => recording.beginCorrection(manager, b, id, AT),
      async () => viewFinding(manager, b, id, TODAY),
      async () => indicators.viewIndicatorPage(manager, b, id, TODAY),
      async () => indicators.openTarget(manager, b, 'agency-rate', id),
      async () => indicators.openNote(manager, b, 'agency-rate', id),
      async () => indicators.openOwnIndicator(manager, b, id),
      async () => indicators.openFigure(manager, b, id, id, TODAY),
      async () => indicators.viewFigureUpload(manager, b, id, TODAY),
      async () => scrutiny.viewMeeting(manager, b, id, TODAY),
      async () => scrutiny.openCommittee(manager, b, id),
      async () => scrutiny.openRecommendation(manager, b, { meeting: id, number: 1 }),
      async () => scrutiny.openRecommendation(manager, b, { meeting: meeting.key, number: Number(id || 'none') }),
      async () => scrutiny.viewQuestion(manager, b, { meeting: meeting.key, question: id }),
      async () => scrutiny.openQuestion(manager, b, { kind: id, id: saved.action.id }, TODAY),
      async () => scrutiny.openQuestion(manager, b, { kind: 'indicator', id }, TODAY),
      async () => scrutiny.viewBriefing(manager, b, id, null),
    ];
    for (const ask of asked) {
      await expect(ask()).rejects.toThrow(NotFound);
    }
  }
});

test('pages answer to whatever stands in their address', async () => {
  await beginIn(0);
  for (const text of [...DAYS, ...Object.values(TEXTS), ...IDS]) {
    await improvement.viewPlan(
      manager,
      council,
      { asAt: text, page: text, status: text, area: text, owner: text, finding: text, due: text, sort: text, group: text },
      TODAY,
    );
    await improvement.viewBoardReport(manager, council, { since: text }, TODAY);
    await improvement.planFile(manager, council, { asAt: text }, 'csv', TODAY);
    expect(await improvement.viewExceptions(manager, council, { kind: text }, TODAY)).toMatchObject({ exceptions: [] });
  }
});

test('where files are sent leads to its own form, whatever council its address names', async () => {
  for (const { GET } of [figuresRoute, planRoute]) {
    for (const authority of ['/elsewhere.example', '//elsewhere.example', 'a\r\nb', 'a\u0000', '😀']) {
      const { headers } = await GET(new Request('http://here.example/'), { params: Promise.resolve({ authority }) });
      expect(new URL(headers.get('location') ?? '', 'http://here.example').origin).toBe('http://here.example');
    }
  }
});

test('a workbook is read whatever its cells and its name hold', async () => {
  await beginIn(0);
  for (const text of [...Object.values(TEXTS), ...DAYS]) {
    const bytes = Buffer.from(`Objective;Action;Due date;Owner${text.slice(0, 50)}\n1 One;${text};${text.slice(0, 50)};Head\n`);
    for (const name of [LONG_NAME, `${text.slice(-200)}.csv`]) {
      const upload = await improvement.uploadPlan(manager, council, async () => ({ planId: saved.plan.id, name, bytes }), AT);
      const id = good(upload).id;
      expect(await improvement.matchColumns(manager, council, id, ['objective', 'title', 'dueOn', text])).toBeDefined();
      const { next } = await improvement.viewUpload(manager, council, id, { today: TODAY, rematch: false });
      const confirms = next.step === 'confirm' ? next.confirms : '';
      expect(await improvement.confirmImport(manager, council, id, { confirms, seen: text, reason: text }, WHEN)).toBeDefined();
    }
  }
});

test('councils are looked for by whatever is typed', async () => {
  for (const text of [...Object.values(TEXTS), `${'x'.repeat(99)}😀`])
    expect(await findAuthorities(manager, text)).toMatchObject({ found: [] });
});

test('the history holds together after all of this', async () => {
  expect((await verifyHistory(OPERATOR, null)).flatMap(({ fault }) => fault ?? [])).toEqual([]);
});

function change<Fields extends Form>(form: Fields, version: string): { form: Fields; version: number; choices: null } {
  return { form, version: Number(version), choices: null };
}

function always(version: number) {
  return async (): Promise<number> => version;
}

async function beginIn(index: number): Promise<void> {
  council = councils[index] ?? '';
  saved = await aSavedPlan({ authority: council });
}

async function aDraft(): Promise<string> {
  return good(await recording.beginDraft(manager, council, { eventType: 'focused-visit', precision: 'day' }, AT));
}

async function saveDraft(part: string, form: Form, version: string): Promise<unknown> {
  return recording.saveDraftPart(manager, council, await aDraft(), { part, form, version: Number(version), choices: null }, AT);
}

/** A meeting with a recommendation and a question, anew. */
async function ofScrutiny() {
  const committee = aCommittee({ authority: council });
  const meeting = aMeeting(committee, { heldOn: calendarDate('2026-12-10') });
  const question = aQuestion(meeting, { subject: { kind: 'action', id: saved.action.id, title: '' } });
  const recommendation = aRecommendation(meeting, { madeOn: calendarDate('2026-10-01'), givenOn: calendarDate('2026-10-01') });
  const change = { committees: [committee], meetings: [meeting], recommendations: [recommendation], questions: [question] };
  expect(await saveScrutiny(council, change, { actor: 'operator', reason: null, at: AT })).toBe(true);
  return { committee, meeting, question };
}

async function saveRecommended(part: RecommendationPart, form: Form, version: string, number: number | null): Promise<unknown> {
  const { meeting } = await ofScrutiny();
  const sent = { part, change: change({ ...EMPTY_RECOMMENDATION, ...form }, version) };
  return scrutiny.saveRecommendation(manager, council, { meeting: meeting.key, number }, sent, WHEN);
}
