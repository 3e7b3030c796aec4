import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { database } from '@/database/client';
import { addFindings } from '@/database/findings';
import { findPlanState, savePlanChange } from '@/database/improvement';
import { EMPTY_BULK, type BulkForm, type Plan, type PlanState } from '@/domain/improvement';
import { calendarDate, moment, momentText, NotFound } from '@/domain/shared';
import { readSpreadsheetExactly } from '@/platform/spreadsheets';
import { changeMany, matchColumns, planFile, uploadPlan, viewBulk, viewUpload } from '@/operations/improvement';

import { aPersonWith } from '../support/actors';
import { good } from '../support/people';
import { aFinding, anAction, anObjective, anUpdate, aPlan, checked, given, someEvidence, withSteps } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';

const TODAY = calendarDate('2026-11-20');
const AT = moment('2026-11-20T09:30:00.000Z');
const NOTE = { actor: 'operator', reason: null, at: moment('2026-11-01T09:00:00.000Z') };
const manager = aPersonWith('manager');

/** Two of one title in one report, a third in another. */
const FINDINGS = [
  aFinding({ title: '=Partners' }),
  aFinding({ title: '=Partners', position: 2 }),
  aFinding({ title: '=Partners', inspection: '2014-06-02-single-inspection' }),
];

let plan: Plan;
let saved: PlanState;

const AIMS = [
  { indicator: 'agency-rate', target: { value: '10', by: calendarDate('2027-03-31') } },
  { indicator: 'caseload', target: null },
];

beforeAll(async () => {
  await withReferenceSet();
  await addFindings('barnsley', FINDINGS, NOTE);
});

/** A plan with what is awkward in files: formulas, quotation marks, lines, two findings of one title, an action that is closed. */
beforeEach(async () => {
  plan = aPlan({ title: 'Plan: [2026]' });
  const [one, two] = [anObjective(plan), anObjective(plan, { number: 2, title: '=Objective 2: "quoted", and more' })];
  const first = withSteps(
    anAction(one, {
      title: '\'=HYPERLINK("x")',
      change: '- first\n- second\n\n\ttabbed',
      measure: '@SUM(A1)',
      findings: FINDINGS.map(({ id }) => id),
    }),
    1,
  );
  const closed = anAction(one, { number: 10, title: '+44 1226', closed: { on: TODAY, by: 'ben' }, startsOn: null });
  const third = anAction(two, {
    title: 'Third',
    owner: { personId: null, title: '-Head', partner: '=Police' },
    needs: [first.id],
    indicators: AIMS,
    steps: [
      { id: crypto.randomUUID(), text: 'A step (done 1 June 2026)', doneOn: null },
      { id: crypto.randomUUID(), text: '=Another', doneOn: calendarDate('2026-06-02') },
    ],
    dueOn: calendarDate('2027-03-31'),
    moves: [
      { from: calendarDate('2026-12-18'), to: calendarDate('2027-03-31'), reason: '=Late', on: calendarDate('2026-06-01'), by: 'operator' },
    ],
  });
  const evidence = [
    someEvidence(first, { title: '=Return (Audit)' }),
    someEvidence(closed, { given: given('one'), check: checked('two') }),
  ];
  await savePlanChange(
    'barnsley',
    { plans: [plan], objectives: [one, two], actions: [first, closed, third], updates: [anUpdate(first)], evidence },
    NOTE,
  );
  saved = await state();
});

describe.each(['xlsx', 'csv'] as const)('a plan as .%s', (format) => {
  test('brought back, changes nothing', async () => {
    const { body } = await planFile(manager, 'barnsley', { plan: plan.id }, format, TODAY);
    const file = { planId: plan.id, name: `plan.${format}`, bytes: Buffer.from(body) };
    const { id } = good(await uploadPlan(manager, 'barnsley', async () => file, AT));
    const matching = (await viewUpload(manager, 'barnsley', id, { today: TODAY, rematch: false })).next;
    if (matching.step !== 'match') throw new Error(`It is at ${matching.step}`);
    expect(matching.columns.filter(({ isDerived }) => isDerived).map(({ heading }) => heading)).toContain('Status');
    good(
      await matchColumns(
        manager,
        'barnsley',
        id,
        matching.columns.map(({ field }) => field ?? ''),
      ),
    );
    const { next } = await viewUpload(manager, 'barnsley', id, { today: TODAY, rematch: false });
    expect(next).toMatchObject({ step: 'confirm', effect: { objectives: [], actions: [], unchanged: 3, left: [], moves: 0 } });
  });

  test('holds no live cell, and what follows from the facts as well', async () => {
    const { fileName, body } = await planFile(manager, 'barnsley', { plan: plan.id }, format, TODAY);
    expect(fileName).toBe(`barnsley-plan.${format}`);
    const { sheets } = await readSpreadsheetExactly(`plan.${format}`, Buffer.from(body));
    const [headings = [], ...rows] = sheets[0]?.rows.map(({ cells }) => cells) ?? [];
    const cell = (row: number, heading: string) => rows[row]?.[headings.indexOf(heading)];
    expect(rows.map(([reference]) => reference)).toEqual(['1.1', '1.10', '2.1']);
    expect(cell(1, 'Status')).toBe('Done');
    expect(cell(2, 'First due on')).toBe('2026-12-18');
    expect(cell(2, 'Moves of the due date')).toBe('From 18 December 2026 to 31 March 2027: =Late');
    expect(cell(2, 'Depends on')).toBe('1.1');
    expect(cell(2, 'Indicators it should move')).toBe('Agency social workers, 10.0% by 31 March 2027\nCases per social worker');
    expect(cell(0, 'Last update')).toBe('The return is agreed with all partners');
    // In a workbook a text is one by its kind; see tests/unit/exchange/plan-files.test.ts.
    const live = format === 'csv' ? rows.flat().filter((text) => /^\s*[=+\-@]|^[\t\r\n]/.test(text)) : [];
    expect(live).toEqual([]);
  });

  test('holds what the plan’s page shows for the same choices, also of a past day', async () => {
    const reading = aPersonWith('member');
    const rowsOf = async (query: Parameters<typeof planFile>[2]) => {
      const { body } = await planFile(reading, 'barnsley', { plan: plan.id, ...query }, format, TODAY);
      return (await readSpreadsheetExactly(`plan.${format}`, Buffer.from(body))).sheets[0]?.rows.slice(1).map(({ cells }) => cells[0]);
    };
    expect(await rowsOf({ status: 'done' })).toEqual(['1.10']);
    expect(await rowsOf({ due: 'moved' })).toEqual(['2.1']);
    expect(await rowsOf({ owner: '-Head, =Police' })).toEqual(['2.1']);
    expect(await rowsOf({ asAt: '2026-11-10' })).toEqual(['1.1', '1.10', '2.1']);
    await expect(rowsOf({ asAt: '2026-10-01' })).rejects.toThrow(NotFound);
  });
});

describe('many actions at once', () => {
  test('get another owner and due date in one change, each with its history', async () => {
    const { open } = await viewBulk(manager, 'barnsley', { plan: plan.id }, TODAY);
    expect(open.map(({ reference }) => reference)).toEqual(['1.1', '2.1']);
    const outcome = await change({ dueOn: '2027-06-30', ownerTitle: 'Head of Learning', reason: 'The partner board met late' }, [
      '1.1',
      '2.1',
    ]);
    expect(outcome).toEqual({ outcome: 'saved', count: 2 });
    const changed = (await state()).actions.filter(({ reference }) => reference !== '1.10');
    expect(
      changed.map(({ action: { dueOn, owner, moves, version } }) => [dueOn.toString(), owner.title, moves.at(-1)?.reason, version]),
    ).toEqual([
      ['2027-06-30', 'Head of Learning', 'The partner board met late', 2],
      ['2027-06-30', 'Head of Learning', 'The partner board met late', 2],
    ]);
    const entries = await database().historyEntry.findMany({
      where: { recordId: { in: changed.map(({ action }) => action.id) }, version: 2 },
    });
    expect(entries.map(({ reason, actor }) => [reason, actor])).toEqual([
      ['The partner board met late', manager.id],
      ['The partner board met late', manager.id],
    ]);
  });

  test('are refused without a choice, a reason or anything to change, and where one of them is closed', async () => {
    expect(await change({}, [])).toMatchObject({
      outcome: 'refused',
      problems: [{ field: 'actions' }, { field: 'dueOn' }, { field: 'reason' }],
    });
    expect(await change({ dueOn: '2027-06-30', reason: 'Late' }, ['1.1', '1.10'])).toMatchObject({
      outcome: 'refused',
      problems: [{ field: 'actions', message: '1.10: The action is closed. Reopen it first' }],
    });
    expect(await state()).toEqual(saved);
  });

  test('are looked at again where somebody was quicker, and then none is changed', async () => {
    const [first] = saved.actions;
    if (first === undefined) throw new Error('There is no action');
    await savePlanChange('barnsley', { actions: [{ ...first.action, title: 'Renamed' }] }, { ...NOTE, at: AT.add({ minutes: 1 }) });
    const renamed = await state();
    expect(await change({ dueOn: '2027-06-30', reason: 'Late' }, ['1.1', '2.1'])).toEqual({
      outcome: 'refused',
      problems: [{ field: 'actions', message: 'Look at them again: 1.1 was changed since this page was made' }],
      since: [expect.stringContaining('the operator of this installation saved the action “Renamed”: Title changed')],
    });
    expect(await state()).toEqual(renamed);
  });
});

async function change(form: Partial<BulkForm>, references: readonly string[]) {
  const chosen = saved.actions
    .filter(({ reference }) => references.includes(reference))
    .map(({ action: { id, version } }) => ({ id, version }));
  const input = { planId: plan.id, chosen, form: { ...EMPTY_BULK, ...form }, seen: momentText(AT) };
  return changeMany(manager, 'barnsley', input, { at: AT.add({ minutes: 5 }), today: TODAY });
}

async function state(): Promise<PlanState> {
  const found = await findPlanState('barnsley', plan.id);
  if (found === null) throw new Error('The plan is gone');
  return found;
}
