import { beforeAll, describe, expect, test } from 'vitest';

import { ANYBODY, OPERATOR, type PersonActor } from '@/domain/access';
import { EMPTY_NOTE, type NoteForm, type TargetForm } from '@/domain/indicators';
import { calendarDate, Forbidden, moment, NotFound, type Moment } from '@/domain/shared';
import { database } from '@/database/client';
import { verifyHistory, viewHistory } from '@/operations/history';
import {
  listIndicators,
  openNote,
  openTarget,
  removeNote,
  removeTarget,
  saveNote,
  saveTarget,
  viewIndicatorPage,
} from '@/operations/indicators';

import { aPersonWith } from '../support/actors';
import { runSql } from '../support/database';
import { withReferenceSet } from '../support/reference-set';

const TODAY = calendarDate('2026-11-20');
const TARGET: TargetForm = { value: '10', by: '2027-03-31' };

let ada: PersonActor;
let ben: PersonActor;
let minutes = 0;

beforeAll(async () => {
  await withReferenceSet();
  [ada, ben] = [await somebody('Ada Archer'), await somebody('Ben Booth')];
  // Somebody else's, which nothing below may touch or show.
  const sheffield = { ...ada, roles: [{ authority: 'sheffield', role: 'manager' as const }] };
  const change = { id: null, version: 0, reason: '', choices: null };
  await saveTarget(sheffield, 'sheffield', 'agency-rate', { ...change, form: { value: '1', by: '2027-01-01' } }, at());
  await saveNote(sheffield, 'sheffield', 'agency-rate', { ...change, form: { about: '', text: 'Elsewhere' } }, { today: TODAY, at: at() });
});

describe('targets', () => {
  test('are set by a manager, and read by whoever may read the plan', async () => {
    const id = await aTarget('agency-rate');
    const member = await viewIndicatorPage(aPersonWith('member'), 'barnsley', 'agency-rate', TODAY);
    expect(member.targets).toEqual([
      { id, authority: 'barnsley', indicator: 'agency-rate', value: '10', by: calendarDate('2027-03-31'), version: 1 },
    ]);
    expect([member.readsPlan, member.mayChange]).toEqual([true, false]);
    for (const stranger of [ANYBODY, aPersonWith('administrator')]) {
      expect(await viewIndicatorPage(stranger, 'barnsley', 'agency-rate', TODAY)).toMatchObject({
        targets: [],
        notes: [],
        readsPlan: false,
      });
      const { indicators } = await listIndicators(stranger, 'barnsley', TODAY);
      expect(indicators.flatMap(({ target }) => target ?? [])).toEqual([]);
    }
    const { indicators } = await listIndicators(ada, 'barnsley', TODAY);
    expect(indicators.flatMap(({ target }) => target ?? [])).toEqual(member.targets);
  });

  test('are changed with a reason, and the history says what and why', async () => {
    const id = await aTarget('vacancy-rate');
    expect(await save(ada, 'vacancy-rate', { id, version: 1, form: { ...TARGET, value: '8' } })).toMatchObject({
      again: { problems: [{ field: 'reason' }] },
    });
    await saved(ada, 'vacancy-rate', { id, version: 1, form: { ...TARGET, value: '8' }, reason: 'the board asked for more' });
    const { lines } = await viewHistory(ada, 'barnsley', { kind: 'target', record: id });
    expect(lines.map(({ record, sentences, reason }) => [record.name, sentences, reason])).toEqual([
      ['a target for “Vacant social worker posts”', ['Target changed from 10 to 8'], 'the board asked for more'],
      [expect.any(String), expect.any(Array), null],
    ]);
    // Whoever began from the first version sees both, and chooses.
    const late = { id, version: 1, form: { ...TARGET, value: '9' }, reason: 'mine' };
    expect(await save(ben, 'vacancy-rate', late)).toMatchObject({
      again: { version: 2, conflict: { who: 'Ada Archer', differences: [{ key: 'value', mine: '9.0%', theirs: '8.0%' }] } },
    });
    await saved(ben, 'vacancy-rate', { ...late, version: 2, choices: { value: 'mine' } });
    expect((await openTarget(ada, 'barnsley', 'vacancy-rate', id)).form.value).toBe('9');
  });

  test('are one for a day, also where two set it at once', async () => {
    const form = { value: '20', by: '2028-03-31' };
    const outcomes = await Promise.all([ada, ben].map(async (actor) => save(actor, 're-referrals', { form })));
    expect(outcomes.filter((outcome) => outcome.saved)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.saved)).toMatchObject({ again: { problems: [{ field: 'by' }] } });
    expect((await viewIndicatorPage(ada, 'barnsley', 're-referrals', TODAY)).targets).toHaveLength(1);
  });

  test('are taken away with a reason, unless somebody has changed them meanwhile', async () => {
    const id = await aTarget('turnover-rate');
    const remove = async (removal: { readonly version: number; readonly reason: string }) =>
      removeTarget(ada, 'barnsley', 'turnover-rate', { id, ...removal }, at());
    expect(await remove({ version: 1, reason: ' ' })).toMatchObject({ ok: false, problems: [{ field: 'reason' }] });
    expect(await remove({ version: 0, reason: 'no longer wanted' })).toMatchObject({ ok: false });
    expect(await remove({ version: 1, reason: 'no longer wanted' })).toEqual({ ok: true, value: null });
    await expect(openTarget(ada, 'barnsley', 'turnover-rate', id)).rejects.toThrow(NotFound);
    const { lines } = await viewHistory(ada, 'barnsley', { kind: 'target', record: id });
    expect(lines[0]).toMatchObject({ reason: 'no longer wanted', record: { version: 2 } });
  });

  test('of another council are found by nobody here', async () => {
    const [theirs] = (await database().target.findMany({ where: { authority: { slug: 'sheffield' } } })).map(({ id }) => id);
    await expect(openTarget(ada, 'barnsley', 'agency-rate', theirs ?? '')).rejects.toThrow(NotFound);
    await expect(openTarget(ada, 'sheffield', 'agency-rate', theirs ?? '')).rejects.toThrow(Forbidden);
    await expect(save(aPersonWith('member'), 'agency-rate', { form: TARGET })).rejects.toThrow(Forbidden);
    await expect(save(ada, 'no-such', { form: TARGET })).rejects.toThrow(NotFound);
  });

  test('change only with their history', async () => {
    const id = await aTarget('caseload');
    await expect(
      runSql(process.env.DATABASE_URL ?? '', `UPDATE target SET value = '1', version = version + 1 WHERE id = '${id}'`),
    ).rejects.toThrow(/without its history/);
    await expect(runSql(process.env.DATABASE_URL ?? '', `DELETE FROM target WHERE id = '${id}'`)).rejects.toThrow(/without its history/);
  });
});

describe('notes', () => {
  const FORM: NoteForm = { about: '2023-01-01', text: 'Two teams were covered by agency staff for a year.' };

  test('explain a point or the whole, and say who wrote them', async () => {
    await savedNote({ form: FORM });
    await savedNote({ form: { ...EMPTY_NOTE, text: 'Counted in full-time posts.' } });
    const { notes } = await viewIndicatorPage(aPersonWith('member'), 'barnsley', 'agency-rate', TODAY);
    expect(notes.map(({ note, who }) => [note.about?.toString() ?? null, note.text, who])).toEqual([
      [null, 'Counted in full-time posts.', 'Ada Archer'],
      ['2023-01-01', FORM.text, 'Ada Archer'],
    ]);
    const { periods } = await openNote(ada, 'barnsley', 'agency-rate', null);
    expect(periods.map(({ period }) => period)).toEqual(['2025', '2024', '2023', '2022', '2021', '2020', '2019', '2018', '2017']);
  });

  test('are changed and taken away with a reason; who wrote them stays', async () => {
    await savedNote({ form: { ...FORM, text: 'To be changed' } });
    const page = await viewIndicatorPage(ada, 'barnsley', 'agency-rate', TODAY);
    const id = page.notes.find(({ note }) => note.text === 'To be changed')?.note.id ?? '';
    await savedNote({ id, version: 1, form: { about: '2022-01-01', text: 'Changed' }, reason: 'another year' }, ben);
    const after = await viewIndicatorPage(ada, 'barnsley', 'agency-rate', TODAY);
    expect(after.notes.find(({ note }) => note.id === id)).toMatchObject({ who: 'Ada Archer', note: { text: 'Changed', version: 2 } });
    expect(await removeNote(ben, 'barnsley', 'agency-rate', { id, version: 1, reason: 'wrong' }, at())).toMatchObject({ ok: false });
    expect(await removeNote(ben, 'barnsley', 'agency-rate', { id, version: 2, reason: 'wrong' }, at())).toEqual({ ok: true, value: null });
    const { lines } = await viewHistory(ada, 'barnsley', { kind: 'indicator-note', record: id });
    expect(lines.map(({ who, reason }) => [who, reason])).toEqual([
      ['Ben Booth', 'wrong'],
      ['Ben Booth', 'another year'],
      ['Ada Archer', null],
    ]);
    expect((await verifyHistory(OPERATOR, null)).flatMap(({ fault }) => fault ?? [])).toEqual([]);
  });

  async function savedNote(differs: { readonly form: NoteForm } & Partial<Omit<Change, 'choices'>>, actor = ada): Promise<void> {
    const change = { id: null, version: 0, reason: '', choices: null, ...differs };
    expect(await saveNote(actor, 'barnsley', 'agency-rate', change, { today: TODAY, at: at() })).toEqual({ saved: true });
  }
});

async function aTarget(key: string): Promise<string> {
  await saved(ada, key, { form: TARGET });
  const { targets } = await viewIndicatorPage(ada, 'barnsley', key, TODAY);
  return targets[0]?.id ?? '';
}

async function save(actor: PersonActor, key: string, differs: { readonly form: TargetForm } & Partial<Change>) {
  return saveTarget(actor, 'barnsley', key, { id: null, version: 0, reason: '', choices: null, ...differs }, at());
}

async function saved(...change: Parameters<typeof save>): Promise<void> {
  expect(await save(...change)).toEqual({ saved: true });
}

function at(): Moment {
  minutes += 1;
  return moment('2026-11-20T09:30:00.000Z').add({ minutes });
}

async function somebody(name: string): Promise<PersonActor> {
  const actor = aPersonWith('manager');
  await database().person.create({ data: { id: actor.id, name, email: `${actor.id}@example.gov.uk` } });
  return actor;
}

interface Change {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
  readonly choices: { readonly value?: 'mine' | 'theirs' };
}
