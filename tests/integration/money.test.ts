import { beforeAll, describe, expect, test } from 'vitest';

import type { PersonActor } from '@/domain/access';
import { ANYBODY, OPERATOR } from '@/domain/access';
import { EMPTY_INVESTMENT, type InvestmentForm } from '@/domain/improvement';
import { calendarDate, Forbidden, moment, NotFound, type Moment } from '@/domain/shared';
import { database } from '@/database/client';
import { listInvestments, savePlanChange } from '@/database/improvement';
import { verifyHistory, viewHistory } from '@/operations/history';
import { moneyFile, openInvestment, saveInvestment, viewMoney, type InvestmentChange } from '@/operations/improvement';

import { aPersonWith } from '../support/actors';
import { runSql } from '../support/database';
import { anAction, anInvestment, anObjective, aPlan, aSavedPlan } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';

const TODAY = calendarDate('2026-11-20');
const AT = moment('2026-11-20T09:30:00.000Z');
const NOTE = { actor: 'operator', reason: null, at: AT };

const FORM: InvestmentForm = {
  ...EMPTY_INVESTMENT,
  ...{ title: 'Ten social workers', purpose: 'Capacity', kind: 'recurrent', amount: '£2.5m', firstYear: '2022 to 2023' },
  ...{ by: 'Cabinet', on: '2022-11-02', sourceName: 'Report to cabinet', sourceUrl: 'https://example.gov.uk/cabinet' },
};

let ada: PersonActor;
let ben: PersonActor;
let minutes = 0;

beforeAll(async () => {
  await withReferenceSet();
  [ada, ben] = [await somebody('Ada Archer'), await somebody('Ben Booth')];
  // Somebody else's, which nothing below may touch, count or show.
  await savePlanChange('sheffield', { investments: [anInvestment({ authority: 'sheffield', pence: 99_999n })] }, NOTE);
});

describe('money', () => {
  test('is saved with its decision, source and actions, and comes back with their statuses', async () => {
    const { action } = await aSavedPlan();
    const id = await saved({ form: { ...FORM, actions: action.id, note: 'A later article ties it to care leavers.' } });
    const view = await viewMoney(aPersonWith('member'), 'barnsley', null, TODAY);
    const one = view.investments.find(({ investment }) => investment.id === id);
    expect(one?.investment).toMatchObject({
      ...{ pence: 250_000_000n, firstYear: 2022, lastYear: null, version: 1, note: 'A later article ties it to care leavers.' },
      decision: { word: 'considered', by: 'Cabinet', on: calendarDate('2022-11-02') },
      ...{ source: { name: 'Report to cabinet', url: 'https://example.gov.uk/cabinet' }, actions: [action.id] },
    });
    expect(one?.actions.map(({ reference, status }) => [reference, status])).toEqual([['1.1', 'at-risk']]);
    expect([view.upTo, view.mayChange]).toEqual([2026, false]);
  });

  test('adds up the council’s own, to the penny, up to the year asked for', async () => {
    const before = await totalUpTo(2026);
    await saved({ form: { ...FORM, kind: 'one-off', amount: '1250.50', lastYear: '2023/24' } });
    expect((await totalUpTo(2026)) - before).toBe(125_050n);
    await saved({ form: { ...FORM, firstYear: '2026 to 2027', amount: '0.01' } });
    expect((await totalUpTo(2026)) - before).toBe(125_051n);
    const later = (await totalUpTo(2030)) - (await totalUpTo(2026));
    await saved({ form: { ...FORM, firstYear: '2026 to 2027', amount: '1' } });
    expect((await totalUpTo(2030)) - (await totalUpTo(2026)) - later).toBe(400n);
    // A year that is not on offer counts for this one.
    expect(await totalUpTo(1066)).toBe(await totalUpTo(2026));
  });

  test('is refused with a sentence for each field, and nothing is saved', async () => {
    const before = await listInvestments('barnsley');
    expect(await save(ada, { form: { ...FORM, amount: 'lots', word: 'agreed', by: '' } })).toMatchObject({
      saved: false,
      again: { problems: [{ field: 'amount' }, { field: 'by', message: 'Say who agreed it, for example Cabinet' }], conflict: null },
    });
    const theirs = await anActionElsewhere();
    expect(await save(ada, { form: { ...FORM, actions: theirs } })).toMatchObject({ again: { problems: [{ field: 'actions' }] } });
    expect(await listInvestments('barnsley')).toEqual(before);
  });

  test('is changed with a reason, and the history says what and why', async () => {
    const id = await saved({ form: FORM });
    const form = { ...FORM, word: 'agreed', on: '2022-11-16' };
    expect(await save(ada, { id, form, version: 1 })).toMatchObject({
      again: { problems: [{ field: 'reason', message: 'Say in a few words why. It stays in the history' }] },
    });
    expect(await save(ada, { id, form: FORM, version: 1, reason: 'x' })).toMatchObject({
      again: { problems: [{ message: 'Nothing is different from what is saved' }] },
    });
    await saved({ id, form, version: 1, reason: 'the minutes are out' });
    const { lines } = await viewHistory(aPersonWith('member'), 'barnsley', { kind: 'investment', record: id });
    expect(lines.map(({ who, reason, sentences }) => [who, reason, sentences])).toEqual([
      [
        'Ada Archer',
        'the minutes are out',
        ['What became of it changed from Considered to Agreed', 'Date of the meeting changed from 2 November 2022 to 16 November 2022'],
      ],
      ['Ada Archer', null, ['Recorded the money for “Ten social workers”']],
    ]);
  });

  test('is read by those who read the plan and changed by managers', async () => {
    const id = await saved({ form: FORM });
    const readers = (['member', 'executive-reader', 'scrutiny-officer', 'action-owner'] as const).map((role) => aPersonWith(role));
    for (const reader of readers) {
      expect((await viewMoney(reader, 'barnsley', null, TODAY)).investments.length).toBeGreaterThan(0);
      await expect(save(reader, { form: FORM })).rejects.toThrow(Forbidden);
      await expect(openInvestment(reader, 'barnsley', id)).rejects.toThrow(Forbidden);
    }
    for (const stranger of [ANYBODY, OPERATOR, aPersonWith('administrator')]) {
      await expect(viewMoney(stranger, 'barnsley', null, TODAY)).rejects.toThrow(Forbidden);
      await expect(moneyFile(stranger, 'barnsley', null, TODAY)).rejects.toThrow(Forbidden);
    }
    const [theirs] = await listInvestments('sheffield');
    for (const unknown of [theirs?.id ?? '', 'none', '\u0000']) {
      await expect(openInvestment(ada, 'barnsley', unknown)).rejects.toThrow(NotFound);
      await expect(save(ada, { id: unknown, form: FORM, version: 1, reason: 'x' })).rejects.toThrow(NotFound);
    }
    await expect(viewMoney(ada, 'sheffield', null, TODAY)).rejects.toThrow(Forbidden);
  });

  test('comes as a file with a line for each year, and no text of it runs', async () => {
    const id = await saved({ form: { ...FORM, title: '=1+1', kind: 'one-off', amount: '10.01', lastYear: '2023/24' } });
    const { fileName, body } = await moneyFile(ada, 'barnsley', 2026, TODAY);
    const lines = new TextDecoder().decode(body).split('\r\n');
    expect(fileName).toBe('barnsley-money.csv');
    expect(lines.filter((line) => line.startsWith(id))).toEqual([
      `${id},'=1+1,Capacity,Once,2022 to 2023,5.01,Considered,Cabinet,2022-11-02,Report to cabinet,https://example.gov.uk/cabinet,,,`,
      `${id},'=1+1,Capacity,Once,2023 to 2024,5.00,Considered,Cabinet,2022-11-02,Report to cabinet,https://example.gov.uk/cabinet,,,`,
    ]);
  });
});

describe('when two people change the same money', () => {
  test('the second sees both texts, and who and why, and nothing is lost', async () => {
    const { action } = await aSavedPlan();
    const id = await saved({ form: FORM });
    await saved({ id, form: { ...FORM, amount: '3000000', purpose: 'Leadership', actions: action.id }, version: 1, reason: 'the budget' });
    const outcome = await save(ben, { id, form: { ...FORM, amount: '£2m', title: 'Social workers' }, version: 1, reason: 'mine' });
    expect(outcome).toMatchObject({
      saved: false,
      again: {
        ...{ problems: [], version: 2, form: { amount: '£2m', title: 'Social workers' } },
        conflict: {
          ...{ who: 'Ada Archer', reason: 'the budget' },
          differences: [
            { key: 'title', mine: 'Social workers', theirs: 'Ten social workers', proposed: 'mine' },
            { key: 'purpose', mine: 'Capacity', theirs: 'Leadership', proposed: 'theirs' },
            { key: 'amount', mine: '£2m', theirs: '£3m', proposed: null },
            { key: 'actions', mine: '', theirs: '1.1 Check partner attendance every quarter', proposed: 'theirs' },
          ],
        },
      },
    });
    const form = outcome.saved ? FORM : outcome.again.form;
    expect(await save(ben, { id, form, version: 2, reason: 'mine', choices: { title: 'mine', purpose: 'theirs' } })).toMatchObject({
      again: {
        problems: [
          { field: 'keep-amount', message: 'Choose what to keep for “Amount”' },
          { field: 'keep-actions', message: 'Choose what to keep for “Actions it pays for”' },
        ],
        conflict: { differences: [{ proposed: 'mine' }, { proposed: 'theirs' }, { proposed: null }, { proposed: null }] },
      },
    });
    const choices = { title: 'mine', purpose: 'theirs', amount: 'mine', actions: 'theirs' } as const;
    await saved({ id, form, version: 2, reason: 'both of us', choices }, ben);
    expect((await openInvestment(ada, 'barnsley', id)).form).toEqual({
      ...FORM,
      ...{ title: 'Social workers', purpose: 'Leadership', amount: '£2m', actions: action.id },
    });
  });

  test('what does not fit together when chosen comes back as a form', async () => {
    const id = await saved({ form: { ...FORM, lastYear: '2024/25' } });
    await saved({ id, form: { ...FORM, firstYear: '2024 to 2025', lastYear: '2026/27' }, version: 1, reason: 'later' });
    const change = { id, form: { ...FORM, firstYear: '2023/24', lastYear: '2023/24' }, version: 2, reason: 'earlier' };
    const outcome = await save(ben, { ...change, choices: { firstYear: 'theirs', lastYear: 'mine' } });
    expect(outcome).toMatchObject({
      again: {
        problems: [{ field: 'lastYear', message: 'Choose a last year that is not before 2024 to 2025' }],
        ...{ conflict: null, version: 2, form: { firstYear: '2024 to 2025', lastYear: '2023 to 2024' } },
      },
    });
  });

  test('who wants what the other has saved has it', async () => {
    const id = await saved({ form: FORM });
    const change = { id, form: { ...FORM, amount: '£3m' }, version: 1, reason: 'the budget' };
    await saved(change);
    expect(await save(ben, { ...change, form: { ...FORM, amount: '3,000,000' } })).toEqual({ saved: true, id });
    expect((await viewHistory(ada, 'barnsley', { kind: 'investment', record: id })).total).toBe(2);
  });

  test('of ten who save at once one succeeds, and nine are told of both texts', async () => {
    const id = await saved({ form: FORM });
    const attempts = Array.from({ length: 10 }, async (_, person) =>
      save(person % 2 === 0 ? ada : ben, { id, form: { ...FORM, amount: `£${person + 3}m` }, version: 1, reason: 'at once' }),
    );
    const outcomes = await Promise.all(attempts);
    expect(outcomes.filter((outcome) => outcome.saved)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.saved && outcome.again.conflict?.differences[0]?.key === 'amount')).toHaveLength(9);
    expect((await verifyHistory(OPERATOR, null)).flatMap(({ fault }) => fault ?? [])).toEqual([]);
  });

  test('a form of a version that was never saved is sent back', async () => {
    const id = await saved({ form: FORM });
    expect(await save(ada, { id, form: { ...FORM, amount: '£9m' }, version: 7, reason: 'x' })).toMatchObject({
      again: { problems: [{ message: 'Open the page afresh: this form belongs to nothing that is saved' }] },
    });
  });
});

test('the database refuses money that no form would send', async () => {
  const id = await saved({ form: FORM });
  const theirs = await anActionElsewhere();
  const refused: readonly (readonly [string, string])[] = [
    [`title = ' '`, 'title_is_not_blank'],
    [`purpose = ''`, 'purpose_is_not_blank'],
    [`kind = 'monthly'`, 'kind_is_known'],
    [`pence = 0`, 'more_than_nothing'],
    [`kind = 'one-off', last_year = NULL`, 'one_off_has_an_end'],
    [`last_year = 2021`, 'years_are_in_order'],
    [`first_year = 1999`, 'years_are_years'],
    [`decision = 'settled'`, 'decision_is_known'],
    [`decision = 'agreed', decided_on = NULL`, 'agreed_by_a_body_on_a_day'],
    [`decision = 'agreed', decided_by = NULL`, 'agreed_by_a_body_on_a_day'],
    [`decided_by = ' '`, 'decider_is_not_blank'],
    [`source_name = ' '`, 'source_is_named'],
    [`source_name = NULL`, 'not-null'],
    [`source_url = 'file:///c:/'`, 'source_is_a_web_address'],
    [`note = ''`, 'note_is_not_blank'],
    [`pence = 1`, 'without its history'],
  ];
  for (const [change, sentence] of refused) {
    await expect(sql(`UPDATE investment SET ${change}, version = 2 WHERE id = '${id}'`)).rejects.toThrow(sentence);
  }
  await expect(sql(`UPDATE investment SET pence = 1 WHERE id = '${id}'`)).rejects.toThrow('which must be 2');
  await expect(sql(`DELETE FROM investment WHERE id = '${id}'`)).rejects.toThrow('without its history');
  await expect(sql(`INSERT INTO investment_action VALUES ('${id}', '${theirs}')`)).rejects.toThrow('two councils');
});

async function sql(text: string): Promise<void> {
  return runSql(process.env.DATABASE_URL ?? '', text);
}

async function totalUpTo(year: number): Promise<bigint> {
  return (await viewMoney(ada, 'barnsley', year, TODAY)).totals.pence;
}

function save(actor: Parameters<typeof saveInvestment>[0], change: Change): ReturnType<typeof saveInvestment> {
  const whole = { id: null, version: 0, reason: '', choices: null, ...change };
  return saveInvestment(actor, 'barnsley', whole, { today: TODAY, at: nextMoment() });
}

/** Id of what must have been saved. */
async function saved(change: Change, actor = ada): Promise<string> {
  const outcome = await save(actor, change);
  if (!outcome.saved) throw new Error(JSON.stringify(outcome.again.problems));
  return outcome.id;
}

/** Id of an action of another council's. */
async function anActionElsewhere(): Promise<string> {
  const plan = aPlan({ authority: 'sheffield' });
  const objective = anObjective(plan);
  const action = anAction(objective);
  await savePlanChange('sheffield', { plans: [plan], objectives: [objective], actions: [action] }, NOTE);
  return action.id;
}

function nextMoment(): Moment {
  minutes += 1;
  return AT.add({ minutes });
}

/** A manager of Barnsley who has a name. */
async function somebody(name: string): Promise<PersonActor> {
  const person = aPersonWith('manager');
  await database().person.create({ data: { id: person.id, name, email: `${person.id}@example.gov.uk` } });
  return person;
}

type Change = Pick<InvestmentChange, 'form'> & Partial<InvestmentChange>;
