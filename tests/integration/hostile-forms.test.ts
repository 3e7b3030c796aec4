import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { OPERATOR, type PersonActor } from '@/domain/access';
import { EMPTY_ACTION, EMPTY_INVESTMENT, EMPTY_OBJECTIVE, EMPTY_PLAN } from '@/domain/improvement';
import { calendarDate, moment, NotFound } from '@/domain/shared';
import { findAuthorities, listAuthorities } from '@/operations/authorities';
import { viewFinding } from '@/operations/findings';
import { verifyHistory } from '@/operations/history';
import * as improvement from '@/operations/improvement';
import * as recording from '@/operations/recording';
import { openSelfEvaluation, saveSelfEvaluation } from '@/operations/self-evaluation';

import { aPersonWith } from '../support/actors';
import { good } from '../support/people';
import { aSavedPlan, type SavedPlan } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';

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
const IDS = ['a\u0000b', '\uD800', '../..', "'", 'x'.repeat(10_000), ''];

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
  manager = { ...aPersonWith('manager'), roles: councils.map((authority) => ({ authority, role: 'manager' })) };
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
