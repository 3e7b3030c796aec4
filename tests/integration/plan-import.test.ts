import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { database } from '@/database/client';
import { findPlanState, savePlanChange } from '@/database/improvement';
import { ANYBODY, type PersonActor } from '@/domain/access';
import type { Action, Plan, PlanState } from '@/domain/improvement';
import { calendarDate, Forbidden, moment, momentText, NotFound } from '@/domain/shared';
import {
  confirmImport,
  discardUpload,
  matchColumns,
  stopAction,
  uploadPlan,
  viewUpload,
  viewUploads,
  type UploadView,
} from '@/operations/improvement';

import { aPersonWith } from '../support/actors';
import { killImports } from '../support/killed-imports';
import { good, sentencesOf } from '../support/people';
import { FAULTS, planRows, planWorkbookOf, withFaults, withMovedDates } from '../support/plan-workbooks';
import { anAction, anObjective, aPlan } from '../support/plans';
import { csvOf } from '../support/spreadsheet-files';
import { withReferenceSet } from '../support/reference-set';

const TODAY = calendarDate('2026-11-20');
const AT = moment('2026-11-20T09:30:00.000Z');
/** When somebody looked at what an import would do, after earlier imports. */
const SEEN = AT.add({ minutes: 20 });
const NOTE = { actor: 'operator', reason: null, at: moment('2026-11-01T09:00:00.000Z') };

const manager = aPersonWith('manager');
let plan: Plan;

beforeAll(async () => {
  await withReferenceSet();
  const theirs = aPlan({ authority: 'sheffield', title: 'Theirs' });
  const objective = anObjective(theirs);
  await savePlanChange('sheffield', { plans: [theirs], objectives: [objective], actions: [anAction(objective)] }, NOTE);
});

beforeEach(async () => {
  plan = aPlan();
  await savePlanChange('barnsley', { plans: [plan] }, NOTE);
});

describe('a council’s own workbook of 300 actions', () => {
  test('is refused with every fault of its rows, corrected, imported, and imported again without any change', async () => {
    // Twelve faulty rows.
    const faulty = await upload(planWorkbookOf(withFaults(planRows())));
    const before = await savedSoFar();
    const matching = await look(faulty);
    expect(matching.next).toMatchObject({ step: 'match' });
    expect(good(await matchColumns(manager, 'barnsley', faulty, fieldsOf(matching)))).toBeNull();
    const { next } = await look(faulty);
    if (next.step !== 'correct') throw new Error(`It is at ${next.step}`);
    expect(next.problems).toEqual(FAULTS.map(({ row, column, message }) => ({ row, column, message })));
    expect(await savedSoFar()).toBe(before);
    await discardUpload(manager, 'barnsley', faulty);
    await expect(look(faulty)).rejects.toThrow(NotFound);

    // Corrected.
    const corrected = await matched(planWorkbookOf(planRows()));
    const preview = await confirmable(corrected);
    expect(preview.effect).toMatchObject({ unchanged: 0, moves: 0, left: [] });
    expect(preview.effect.actions).toHaveLength(300);
    expect(await savedSoFar()).toBe(before);
    expect(await confirm(corrected, preview.confirms)).toEqual({ outcome: 'imported' });
    expect((await look(corrected)).next).toEqual({
      step: 'imported',
      objectives: 6,
      added: 300,
      changed: 0,
      unchanged: 0,
      moves: 0,
      left: 0,
    });
    const imported = await state();
    expect(imported.actions).toHaveLength(300);
    expect(imported.actions[0]).toMatchObject({
      reference: '1.1',
      action: {
        title: 'Action 1 so that partners do more',
        measure: 'Fewer repeat referrals\nMore children seen in time',
        area: 'help-and-protection',
        owner: { personId: null, title: 'Head of Service 1', partner: 'South Yorkshire Police' },
        moves: [],
        version: 1,
      },
      evidence: [{ title: 'Audit of twenty cases', kind: 'audit', given: null }],
    });
    expect(imported.actions[0]?.action.steps.map(({ text, doneOn }) => [text, doneOn?.toString()])).toEqual([
      ['Agree it', '2026-06-01'],
      ['Do it', undefined],
      ['Check it', undefined],
    ]);

    // Again.
    const again = await matched(planWorkbookOf(planRows()));
    const nothing = await confirmable(again);
    expect(nothing.effect).toMatchObject({ objectives: [], actions: [], unchanged: 300, left: [] });
    expect(await confirm(again, nothing.confirms)).toMatchObject({ outcome: 'refused' });
    expect(await state()).toEqual(imported);
  });

  test('moves due dates with one reason for all, or not at all', async () => {
    await importAll(planRows(40));
    const id = await matched(planWorkbookOf(withMovedDates(planRows(40))));
    const { effect, confirms } = await confirmable(id);
    expect(effect).toMatchObject({ moves: 4, unchanged: 36 });
    expect(await confirm(id, confirms, { reason: '  ' })).toEqual({
      outcome: 'refused',
      problems: [{ field: 'reason', message: 'Give a reason for moving the dates' }],
    });
    expect(await confirm(id, confirms, { reason: 'The partner board met late' })).toEqual({ outcome: 'imported' });
    const moved = (await state()).actions.filter(({ action }) => action.moves.length > 0);
    expect(moved.map(({ action: { moves, version } }) => [moves.at(-1)?.reason, moves.at(-1)?.by, version])).toEqual(
      Array.from({ length: 4 }, () => ['The partner board met late', manager.id, 2]),
    );
    const entries = await database().historyEntry.findMany({
      where: { recordType: 'action', recordId: { in: moved.map(({ action }) => action.id) }, version: 2 },
    });
    expect(new Set(entries.map(({ reason }) => reason))).toEqual(new Set(['Imported from “plan.xlsx”: The partner board met late']));
  });

  test('leaves actions that it does not mention, and says which', async () => {
    await importAll(planRows(12));
    const id = await matched(planWorkbookOf(planRows(10)));
    const { effect } = await confirmable(id);
    expect(effect.left.map(({ reference }) => reference)).toEqual(['1.11', '1.12']);
    expect((await state()).actions).toHaveLength(12);
  });

  test('is remembered by its headings, also what was left out', async () => {
    const headings = ['Was', 'Bis wann', 'Ziel', 'Notes'];
    const file = planWorkbookOf([['Do it', '31/03/2027', 'Partners do more', 'private']], headings);
    const id = await upload(file);
    expect(fieldsOf(await look(id))).toEqual(['', '', '', '']);
    good(await matchColumns(manager, 'barnsley', id, ['title', 'dueOn', 'objective', '']));
    expect(fieldsOf(await look(await upload(file)))).toEqual(['title', 'dueOn', 'objective', '']);
    // Another council's headings are its own.
    expect(await database().columnMatch.count({ where: { authority: { slug: { not: 'barnsley' } } } })).toBe(0);
  });
});

test('columns that no row can do without, and a field chosen twice, are asked for', async () => {
  const id = await upload(planWorkbookOf(planRows(3)));
  expect(sentencesOf(await matchColumns(manager, 'barnsley', id, ['title', 'title']))).toEqual([
    'Choose one column for “Action”: “Ref” is it already',
    'Choose the column for “Due on” and for “Objective”: without it no row says enough',
  ]);
});

test('what somebody else changed since the look is said, and nothing is imported', async () => {
  await importAll(planRows(20));
  const id = await matched(planWorkbookOf(withMovedDates(planRows(20))));
  const { confirms } = await confirmable(id);
  const [first] = (await state()).actions;
  if (first === undefined) throw new Error('There is no action');
  const later = { ...NOTE, at: SEEN.add({ minutes: 5 }) };
  await savePlanChange(
    'barnsley',
    { actions: [{ ...first.action, dueOn: calendarDate('2027-05-31'), moves: [aMove(first.action, '2027-05-31')] }] },
    later,
  );
  const before = await state();
  expect(await confirm(id, confirms, { reason: 'Late' })).toEqual({
    outcome: 'changed',
    since: [
      'the operator of this installation saved the action “Action 1 so that partners do more”: Due date moved from 31 March 2027 to 31 May 2027: By hand',
    ],
  });
  expect(await state()).toEqual(before);
  const anew = await confirmable(id);
  expect(anew.confirms).not.toBe(confirms);
  expect(await confirm(id, anew.confirms, { reason: 'Late' })).toEqual({ outcome: 'imported' });
});

test('a change that the import does not touch is no obstacle', async () => {
  await importAll(planRows(20));
  const id = await matched(planWorkbookOf(withMovedDates(planRows(20))));
  const { confirms } = await confirmable(id);
  const second = (await state()).actions[1];
  if (second === undefined) throw new Error('There is no second action');
  await savePlanChange('barnsley', { actions: [{ ...second.action, needs: [] }] }, NOTE);
  expect(await confirm(id, confirms, { reason: 'Late' })).toEqual({ outcome: 'imported' });
});

test('of ten who confirm at once one imports, and nothing is there twice', async () => {
  const id = await matched(planWorkbookOf(planRows(30)));
  const { confirms } = await confirmable(id);
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => confirm(id, confirms)));
  expect(outcomes.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  expect(outcomes.some(({ outcome }) => outcome === 'imported')).toBe(true);
  expect((await state()).actions).toHaveLength(30);
  expect(new Set((await state()).actions.map(({ action }) => action.version))).toEqual(new Set([1]));
});

// The long form, a hundred kills, is in tests/faults.
test('an import killed at two random moments leaves all or nothing', async () => {
  const { wrong, nothing, everything } = await killImports(2);
  expect(wrong).toEqual([]);
  expect(nothing + everything).toBe(2);
});

test('two uploads of the same new plan at once do not add it twice', async () => {
  const ids = [await matched(planWorkbookOf(planRows(30))), await matched(planWorkbookOf(planRows(30)))];
  const previews = await Promise.all(ids.map(confirmable));
  const outcomes = await Promise.all(ids.map((id, index) => confirm(id, previews[index]?.confirms ?? '')));
  expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['changed', 'imported']);
  expect((await state()).actions).toHaveLength(30);
});

test.each<[what: string, name: string, bytes: () => Buffer, sentence: RegExp]>([
  ['text that calls itself a workbook', 'plan.xlsx', () => Buffer.from('hello'), /not an OpenDocument spreadsheet or an Excel workbook/],
  ['a PDF', 'plan.pdf', () => Buffer.from('%PDF-1.7'), /This is a PDF/],
  ['headings without rows', 'plan.xlsx', () => planWorkbookOf([]), /It holds no table/],
  ['one column', 'plan.csv', () => Buffer.from('Action\nDo it\n'), /It holds no table/],
  ['a cell too long', 'plan.csv', () => Buffer.from(`Action,Due\n${'x'.repeat(40_000)},1\n`), /In sheet “plan”, row 2: A cell holds more/],
])('%s is refused with its fault', async (_what, name, bytes, sentence) => {
  const { next } = await look(await upload(bytes(), name));
  expect(next.step === 'unreadable' ? next.problem : next.step).toMatch(sentence);
  expect((await viewUploads(manager, 'barnsley', plan.id)).uploads).toEqual([]);
});

test('no file, and an empty one, are asked for again', async () => {
  for (const name of ['', 'plan.xlsx']) {
    const outcome = await uploadPlan(manager, 'barnsley', async () => ({ planId: plan.id, name, bytes: Buffer.from('') }), AT);
    expect(sentencesOf(outcome)).toEqual(['Choose a file that is not empty']);
  }
});

test('a CSV file is read without the apostrophes that disarm it', async () => {
  const file = csvOf([
    ['Objective', 'Action', 'Due on'],
    ['1. Partners do more', "'=Ask partners", '31/03/2027'],
    ['', "''=Ask them", '31/03/2027'],
  ]);
  const id = await matched(Buffer.from(file), 'plan.csv');
  expect((await confirmable(id)).effect.actions.map(({ after }) => after.title)).toEqual(['=Ask partners', "'=Ask them"]);
});

test('a council without a plan is told to begin one', async () => {
  expect(await viewUploads(aManagerOf('leeds'), 'leeds', null)).toMatchObject({ plan: null, uploads: [] });
  const file = { planId: null, name: 'plan.xlsx', bytes: planWorkbookOf(planRows(3)) };
  expect(sentencesOf(await uploadPlan(aManagerOf('leeds'), 'leeds', async () => file, AT))).toEqual([
    'Begin the plan first: it needs a title and its first day',
  ]);
});

test('an upload is seen by the council’s managers alone, and never through another council', async () => {
  const id = await upload(planWorkbookOf(planRows(3)));
  for (const actor of [ANYBODY, aPersonWith('member', 'executive-reader', 'action-owner', 'administrator'), aManagerOf('sheffield')]) {
    const unread = async () => {
      throw new Error('What was sent is not even read');
    };
    await expect(uploadPlan(actor, 'barnsley', unread, AT)).rejects.toThrow(Forbidden);
    await expect(viewUpload(actor, 'barnsley', id, { today: TODAY, rematch: false })).rejects.toThrow(Forbidden);
    await expect(discardUpload(actor, 'barnsley', id)).rejects.toThrow(Forbidden);
  }
  const sheffield = aManagerOf('sheffield');
  await expect(viewUpload(sheffield, 'sheffield', id, { today: TODAY, rematch: false })).rejects.toThrow(NotFound);
  await expect(matchColumns(sheffield, 'sheffield', id, [])).rejects.toThrow(NotFound);
  await expect(discardUpload(sheffield, 'sheffield', id)).rejects.toThrow(NotFound);
  const theirs = { planId: plan.id, name: 'plan.xlsx', bytes: planWorkbookOf(planRows(3)) };
  await expect(uploadPlan(sheffield, 'sheffield', async () => theirs, AT)).rejects.toThrow(NotFound);
  expect((await viewUploads(manager, 'barnsley', plan.id)).uploads).toHaveLength(1);
});

test('evidence is not asked of an action that is stopped at the same moment', async () => {
  const objective = anObjective(plan);
  const actions = Array.from({ length: 12 }, (_, index) => anAction(objective, { number: index + 1, title: `Action ${index + 1}` }));
  await savePlanChange('barnsley', { objectives: [objective], actions }, NOTE);
  for (const { id, title, dueOn } of actions) {
    const file = csvOf([
      ['Objective', 'Action', 'Due on', 'Evidence'],
      [`1. ${objective.title}`, title, dueOn.toString(), 'Case audit (Audit)'],
    ]);
    const upload = await matched(Buffer.from(file), 'plan.csv');
    const { confirms } = await confirmable(upload);
    const [imported, stopped] = await Promise.all([
      confirm(upload, confirms),
      stopAction(manager, 'barnsley', id, { reason: 'Merged', version: '1' }, { at: AT, today: TODAY }),
    ]);
    expect(stopped).toMatchObject({ ok: true });
    const [before] = await database().historyEntry.findMany({
      where: {
        OR: [
          { recordType: 'action', recordId: id, version: 2 },
          { recordType: 'evidence', content: { contains: id } },
        ],
      },
      orderBy: { position: 'asc' },
    });
    // Either the evidence was expected first, or the import is to be looked at again.
    expect([imported.outcome, before?.recordType]).toEqual(
      imported.outcome === 'imported' ? ['imported', 'evidence'] : ['changed', 'action'],
    );
  }
});

async function upload(bytes: Buffer, name = 'plan.xlsx'): Promise<string> {
  return good(await uploadPlan(manager, 'barnsley', async () => ({ planId: plan.id, name, bytes }), AT)).id;
}

async function look(id: string): Promise<UploadView> {
  return viewUpload(manager, 'barnsley', id, { today: TODAY, rematch: false });
}

function fieldsOf({ next }: UploadView): readonly string[] {
  if (next.step !== 'match') throw new Error(`It is at ${next.step}`);
  return next.columns.map(({ field }) => field ?? '');
}

/** Uploaded, and its columns settled as guessed. */
async function matched(bytes: Buffer, name?: string): Promise<string> {
  const id = await upload(bytes, name);
  good(await matchColumns(manager, 'barnsley', id, fieldsOf(await look(id))));
  return id;
}

async function confirmable(id: string) {
  const { next } = await look(id);
  if (next.step !== 'confirm') throw new Error(`It is at ${JSON.stringify(next)}`);
  return next;
}

async function confirm(id: string, confirms: string, { reason = '' } = {}) {
  return confirmImport(
    manager,
    'barnsley',
    id,
    { confirms, seen: momentText(SEEN), reason },
    { at: AT.add({ minutes: 10 }), today: TODAY },
  );
}

async function importAll(rows: ReturnType<typeof planRows>): Promise<void> {
  const id = await matched(planWorkbookOf(rows));
  expect(await confirm(id, (await confirmable(id)).confirms)).toEqual({ outcome: 'imported' });
}

async function state(): Promise<PlanState> {
  const found = await findPlanState('barnsley', plan.id);
  if (found === null) throw new Error('The plan is gone');
  return found;
}

async function savedSoFar(): Promise<number> {
  return database().historyEntry.count();
}

function aMove({ dueOn }: Action, to: string): Action['moves'][number] {
  return { from: dueOn, to: calendarDate(to), reason: 'By hand', on: TODAY, by: 'operator' };
}

function aManagerOf(authority: string): PersonActor {
  return { ...aPersonWith('manager'), roles: [{ authority, role: 'manager' }] };
}
