import { beforeAll, describe, expect, test } from 'vitest';

import { ANYBODY, OPERATOR, type PersonActor } from '@/domain/access';
import { EMPTY_FIGURE, EMPTY_OWN, ownFactsOf, periodOf, type FigureForm, type OwnForm } from '@/domain/indicators';
import { calendarDate, Forbidden, moment, NotFound, type Moment } from '@/domain/shared';
import { workbookFile } from '@/documents/workbook';
import { database } from '@/database/client';
import { findOwnIndicator, saveOwnFigures, saveOwnIndicator as saveChanged } from '@/database/indicators';
import { verifyHistory, viewHistory } from '@/operations/history';
import {
  confirmFigures,
  discardFigureUpload,
  explorerFile,
  indicatorFile,
  listIndicators,
  listPublishedIndicators,
  listReadings,
  openFigure,
  openOwnIndicator,
  ownFiguresFile,
  recordFigure,
  saveOwnIndicator,
  uploadFigures,
  viewFigures,
  viewFigureUpload,
  viewFigureUploads,
  viewExplorer,
  viewIndicatorPage,
} from '@/operations/indicators';

import { aPersonWith } from '../support/actors';
import { runSql } from '../support/database';
import { good } from '../support/people';
import { withReferenceSet } from '../support/reference-set';
import { workbookOf } from '../support/spreadsheet-files';

const TODAY = calendarDate('2026-11-20');
const PAGE = { limit: 100, offset: 0 };

let ada: PersonActor;
let ben: PersonActor;
/** Of Sheffield, with an indicator of the same name. */
let cleo: PersonActor;
let minutes = 0;
let names = 0;

beforeAll(async () => {
  await withReferenceSet();
  [ada, ben] = [await somebody('Ada Archer'), await somebody('Ben Booth')];
  cleo = { ...ada, roles: [{ authority: 'sheffield', role: 'manager' }] };
});

describe('an indicator of a council’s own', () => {
  test('is seen by whoever may read the plan, and under no other council', async () => {
    const key = await define('Audits graded good');
    const theirs = await saveOwnIndicator(cleo, 'sheffield', aDefinition('Audits graded good'), when());
    expect(theirs).toEqual({ saved: true, key });
    await enter(key, '2026-10-01', '71');
    const member = aPersonWith('member');
    expect((await viewIndicatorPage(member, 'barnsley', key, TODAY)).view).toMatchObject({
      indicator: { authority: 'barnsley', source: { name: 'Monthly case audits', publisher: 'Barnsley (the council itself)' } },
      council: [{ value: '71', geography: 'barnsley' }],
      ...{ neighbours: [], england: [], model: null },
    });
    expect((await viewIndicatorPage(cleo, 'sheffield', key, TODAY)).view.council).toEqual([]);
    expect(await keysSeenBy(member)).toContain(key);
    for (const stranger of [ANYBODY, aPersonWith('administrator'), cleo]) {
      expect(await keysSeenBy(stranger)).not.toContain(key);
      for (const asked of [viewIndicatorPage, indicatorFile]) {
        await expect(asked(stranger, 'barnsley', key, TODAY)).rejects.toThrow(NotFound);
      }
      await expect(listReadings(stranger, key, { authority: 'barnsley' }, PAGE)).rejects.toThrow(NotFound);
    }
  });

  test('is explored by whoever may see it, with nothing beside it', async () => {
    const key = await define('Plans read by the child');
    await enter(key, '2026-10-01', '64');
    const asked = { indicators: [key, 'agency-rate'], beside: ['england'], councils: ['sheffield'] };
    const { explored, problems } = await viewExplorer(aPersonWith('member'), 'barnsley', asked, TODAY);
    expect(problems).toEqual([]);
    expect(explored.map(({ series }) => series.map(({ name, points }) => [name, points.at(-1)?.value]))).toEqual([
      [['Barnsley', '64']],
      [
        ['Barnsley', '13'],
        ['England', expect.any(String)],
        ['Sheffield', expect.any(String)],
      ],
    ]);
    for (const stranger of [ANYBODY, cleo]) {
      const view = await viewExplorer(stranger, 'barnsley', asked, TODAY);
      expect(view.choices.indicators.map((indicator) => indicator.key)).not.toContain(key);
      expect(view.problems).toMatchObject([{ field: 'indicator' }]);
      const { body } = await explorerFile(stranger, 'barnsley', asked, TODAY);
      expect(new TextDecoder().decode(body)).not.toContain(key);
    }
  });

  test('is seen by everybody once the council opens it', async () => {
    const key = await define('Visits in time');
    await enter(key, '2026-10-01', '88');
    const { form } = await openOwnIndicator(ada, 'barnsley', key);
    const change = { key, form: { ...form, isPublic: 'yes' }, version: 1, choices: null };
    expect(await saveOwnIndicator(ada, 'barnsley', { ...change, reason: '' }, when())).toMatchObject({
      again: { problems: [{ field: 'reason' }] },
    });
    expect(await saveOwnIndicator(ada, 'barnsley', { ...change, reason: 'agreed by cabinet' }, when())).toEqual({ saved: true, key });
    expect(await keysSeenBy(ANYBODY)).toContain(key);
    const readings = await listReadings(ANYBODY, key, { authority: 'barnsley' }, PAGE);
    expect(readings?.readings.map(({ value }) => value)).toEqual(['88']);
    await expect(listReadings(ANYBODY, key, { geography: 'england' }, PAGE)).rejects.toThrow(NotFound);
    await expect(listReadings(ANYBODY, key, { authority: 'sheffield' }, PAGE)).rejects.toThrow(NotFound);
    const listed = async (council: string | null) =>
      (await listPublishedIndicators(ANYBODY, PAGE, council)).indicators.map((indicator) => indicator.key);
    expect((await listed('barnsley')).filter((each) => each.startsWith('own-'))).toEqual([key]);
    expect(await listed('sheffield')).toEqual(await listed(null));
    await expect(listed('atlantis')).rejects.toThrow(NotFound);
    const { lines } = await viewHistory(ada, 'barnsley', { kind: 'indicator' });
    expect(lines[0]).toMatchObject({
      who: 'Ada Archer',
      reason: 'agreed by cabinet',
      sentences: ['Open to everybody changed from no to yes'],
    });
  });

  test('keeps its unit and interval once it has figures, and its name for itself', async () => {
    const key = await define('Reviews held');
    await enter(key, '2026-09-01', '90');
    const { form, figures } = await openOwnIndicator(ada, 'barnsley', key);
    expect(figures).toBe(1);
    const change = { key, form: { ...form, unit: 'number' }, version: 1, choices: null, reason: 'counted otherwise' };
    expect(await saveOwnIndicator(ada, 'barnsley', change, when())).toMatchObject({ again: { problems: [{ field: 'unit' }] } });
    expect(await saveOwnIndicator(ben, 'barnsley', aDefinition('reviews HELD'), when())).toMatchObject({
      again: { problems: [{ field: 'name' }] },
    });
    await expect(saveOwnIndicator(aPersonWith('member'), 'barnsley', aDefinition('Another'), when())).rejects.toThrow(Forbidden);
  });

  test('is kept where somebody defines another one at once whose key would be the same', async () => {
    const both = await Promise.all(
      ['Cases: audited', 'Cases audited'].map(async (name) => saveOwnIndicator(ada, 'barnsley', aDefinition(name), when())),
    );
    const keys = both.map((outcome) => (outcome.saved ? outcome.key : ''));
    expect(keys.toSorted()).toEqual(['own-cases-audited', 'own-cases-audited-2']);
  });

  test('keeps its unit also where its first figure is entered at the same moment', async () => {
    const key = await define();
    const stale = await findOwnIndicator('barnsley', key);
    if (stale === null) throw new Error('It is not defined');
    const note = { actor: ben.id, reason: 'counted otherwise', at: when().at };
    const change = async (unit: 'number' | 'days', version: number) =>
      saveChanged('barnsley', { key, facts: { ...ownFactsOf(stale), unit }, version, needsNoFigures: true }, note, TODAY);
    expect(await change('number', 1)).toBe(true);
    const period = periodOf('month', { year: 2026, month: 10 });
    const figures = [{ indicator: key, period, value: '71', marker: null, base: null, load: 0 }];
    expect(await saveOwnFigures('barnsley', { figures, indicators: [stale], file: null }, note)).toBe(false);
    await enter(key, '2026-10-01', '71');
    expect(await change('days', 2)).toBe(false);
  });

  test('says by its key whose it is, also to the database', async () => {
    const sql = async (text: string) => runSql(process.env.DATABASE_URL ?? '', text);
    const columns = 'key, name, unit, decimals, polarity, frequency, source_id';
    const insert = (key: string, authority: string) =>
      sql(
        `INSERT INTO indicator (${columns}, authority_id) SELECT '${key}', 'Name', 'percent', 0, 'lower', 'month', min(id), ${authority} FROM source`,
      );
    await expect(insert('own-nobodys', 'NULL')).rejects.toThrow(/indicator_key_says_whose_it_is/);
    await expect(insert('published', '(SELECT id FROM authority LIMIT 1)')).rejects.toThrow(/indicator_key_says_whose_it_is/);
    await expect(sql(`UPDATE indicator SET is_public = false, version = version + 1 WHERE key = 'agency-rate'`)).rejects.toThrow(
      /indicator_published_is_public/,
    );
  });
});

describe('a figure that is typed', () => {
  test('is corrected with a reason; what it said before stays on page and file', async () => {
    const key = await define();
    await enter(key, '2026-07-01', '78', { base: '45' });
    const { load, form } = await openFigure(ada, 'barnsley', key, '2026-07-01', TODAY);
    expect(form).toMatchObject({ value: '78', base: '45' });
    expect(await record(ada, key, '2026-07-01', { value: '68', base: '41' }, load)).toMatchObject({
      ok: false,
      problems: [{ field: 'reason' }],
    });
    await enter(key, '2026-07-01', '68', { base: '41', reason: 'four had been counted twice' }, load);
    const { corrections, view } = await viewIndicatorPage(ada, 'barnsley', key, TODAY);
    expect(view.council).toMatchObject([{ value: '68', base: '41' }]);
    expect(corrections).toMatchObject([{ said: { value: '78', base: '45' }, reason: 'four had been counted twice' }]);
    const file = new TextDecoder().decode((await indicatorFile(ada, 'barnsley', key, TODAY)).body);
    expect(file).toContain(
      'July 2026,2026-07-31,68,,per cent,,Monthly case audits,78% until 20 November 2026: four had been counted twice',
    );
    const { periods } = await viewFigures(ada, 'barnsley', key, TODAY);
    expect(periods.find(({ figure }) => figure !== null)).toMatchObject({
      figure: { value: '68' },
      corrections: [{ said: { value: '78' } }],
    });
    expect(periods).toHaveLength(36);
  });

  test('is recorded in the history with what it says', async () => {
    const key = await define('Visits that were late');
    await enter(key, '2026-10-01', '12');
    const { lines } = await viewHistory(ada, 'barnsley', { kind: 'reading-import' });
    expect(lines[0]).toMatchObject({
      who: 'Ada Archer',
      sentences: ['Recorded figures of “Visits that were late” for October 2026: 12%'],
    });
    expect((await verifyHistory(OPERATOR, null)).flatMap(({ fault }) => fault ?? [])).toEqual([]);
  });

  test('is not overwritten by somebody who has not seen it', async () => {
    const key = await define();
    const outcomes = await Promise.all([
      record(ada, key, '2026-10-01', { value: '60' }, 0),
      record(ben, key, '2026-10-01', { value: '61' }, 0),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = outcomes.find(({ ok }) => !ok);
    if (refused === undefined || refused.ok) throw new Error('Both were saved');
    expect(refused.problems[0]?.message).toMatch(
      /^(Ada Archer|Ben Booth), 20 November 2026, \d\d:\d\d, has entered 6[01]% meanwhile\. Leave it, or give a reason and save yours over it$/,
    );
    // With what came back, and a reason, it can be saved over it.
    await enter(key, '2026-10-01', '65', { reason: 'both were wrong' }, refused.load);
    expect((await viewIndicatorPage(ada, 'barnsley', key, TODAY)).corrections).toHaveLength(1);
  });

  test('may be a council’s very first, also where two enter theirs at once', async () => {
    const council = 'isles-of-scilly';
    // As where no statistics were ever loaded for it.
    await runSql(process.env.DATABASE_URL ?? '', `UPDATE geography SET key = 'elsewhere' WHERE key = '${council}'`);
    const actor: PersonActor = { ...ada, roles: [{ authority: council, role: 'manager' }] };
    const defined = await saveOwnIndicator(actor, council, aDefinition('Audits'), when());
    const indicator = defined.saved ? defined.key : '';
    const both = ['2026-10-01', '2026-09-01'].map(async (begins) =>
      recordFigure(actor, council, { indicator, begins, form: { ...EMPTY_FIGURE, value: '5' }, load: 0 }, when()),
    );
    expect(await Promise.all(both)).toMatchObject([{ ok: true }, { ok: true }]);
  });

  test('below nought stays a number in the file', async () => {
    const form: OwnForm = { ...EMPTY_OWN, name: 'Budget left', sourceName: 'Ledger', unit: 'pounds' };
    const outcome = await saveOwnIndicator(ada, 'barnsley', { ...aDefinition(''), form }, when());
    const key = outcome.saved ? outcome.key : '';
    await enter(key, '2026-10-01', '-1,250');
    const files = [await indicatorFile(ada, 'barnsley', key, TODAY), await ownFiguresFile(ada, 'barnsley')];
    for (const { body } of files) expect(new TextDecoder().decode(body)).toContain(',-1250,');
  });

  test('has a period that has ended, of an indicator of this council', async () => {
    const key = await define();
    for (const begins of ['2026-11-01', '2026-10-02', 'never']) {
      await expect(openFigure(ada, 'barnsley', key, begins, TODAY)).rejects.toThrow(NotFound);
    }
    await expect(openFigure(ada, 'barnsley', 'agency-rate', '2025-01-01', TODAY)).rejects.toThrow(NotFound);
    await expect(viewFigures(cleo, 'sheffield', key, TODAY)).rejects.toThrow(NotFound);
    await expect(record(aPersonWith('action-owner'), key, '2026-10-01', { value: '1' }, 0)).rejects.toThrow(Forbidden);
  });
});

describe('a file of figures', () => {
  test('is looked at first, then imported as a whole, and changes nothing the second time', async () => {
    const key = await define('Assessments in time');
    await enter(key, '2026-08-01', '80');
    const rows = ['Assessments in time,August 2026,81,', 'Assessments in time,September 2026,82,50', 'Assessments in time,October 2026,,'];
    const csv = Buffer.from(`Indicator,Period,Figure,Out of\n${rows.join('\n')}\n`);
    const id = await upload('figures.csv', csv);
    const view = await viewFigureUpload(ada, 'barnsley', id, TODAY);
    if (view.next.step !== 'confirm') throw new Error(`It is at ${view.next.step}`);
    const { confirms, effect } = view.next;
    expect([effect.added.length, effect.changed.length, effect.unchanged, effect.empty]).toEqual([1, 1, 0, 1]);
    expect(await valuesOf(key)).toEqual(['80']);
    expect(await confirm(id, confirms, '')).toMatchObject({ outcome: 'refused', problems: [{ field: 'reason' }] });
    expect(await confirm(id, 'something else', 'late returns')).toEqual({ outcome: 'changed' });
    expect(await confirm(id, confirms, 'late returns')).toEqual({ outcome: 'imported' });
    expect(await valuesOf(key)).toEqual(['81', '82']);
    const { corrections } = await viewIndicatorPage(ada, 'barnsley', key, TODAY);
    expect(corrections).toMatchObject([{ said: { value: '80' }, reason: 'Imported from “figures.csv”: late returns' }]);
    expect(await confirm(id, confirms, 'again')).toEqual({ outcome: 'imported' });
    const again = await viewFigureUpload(ada, 'barnsley', await upload('figures.csv', csv), TODAY);
    expect(again.next).toMatchObject({ step: 'confirm', effect: { added: [], changed: [], unchanged: 2 } });
    const load = await database().readingImport.findFirst({ where: { fileName: 'figures.csv' } });
    expect(load).toMatchObject({ kind: 'file', added: 1, changed: 1 });
  });

  test('may be a workbook, and may be what was brought out', async () => {
    const key = await define('Plans agreed');
    const columns = ['Indicator', 'Period', 'Figure'].map((heading) => ({ heading, width: 20 }));
    const workbook = workbookFile({ sheet: 'Figures', columns, rows: [['Plans agreed', calendarDate('2026-09-01'), 55]] });
    await imported(await upload('figures.xlsx', Buffer.from(workbook)));
    expect(await valuesOf(key)).toEqual(['55']);
    const { body } = await ownFiguresFile(aPersonWith('member'), 'barnsley');
    const back = await viewFigureUpload(ada, 'barnsley', await upload('own-figures.csv', Buffer.from(body)), TODAY);
    expect(back.next).toMatchObject({ step: 'confirm', effect: { added: [], changed: [] } });
    await expect(ownFiguresFile(ANYBODY, 'barnsley')).rejects.toThrow(Forbidden);
  });

  test('says of a share what its cell shows, and not what a spreadsheet keeps beneath it', async () => {
    const key = await define('Shares shown');
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs>';
    const cells = (...texts: readonly string[]) => texts.map((text) => `<c t="str"><v>${text}</v></c>`).join('');
    const rowOf = (period: string, value: string) => `<row>${cells('Shares shown', period)}<c s="1"><v>${value}</v></c></row>`;
    const heading = `<row>${cells('Indicator', 'Period', 'Figure')}</row>`;
    const bytes = workbookOf(`${heading}${rowOf('October 2026', '1')}${rowOf('September 2026', '0.28999999999999998')}`, { styles });
    await imported(await upload('shares.xlsx', bytes));
    expect(await valuesOf(key)).toEqual(['29', '100']);
  });

  test('with one fault saves nothing, and says row and column', async () => {
    const key = await define('Checks done');
    const id = await upload(
      'broken.csv',
      Buffer.from('Indicator,Period,Figure\nChecks done,October 2026,5\nChecks done,September 2026,many\n'),
    );
    expect((await viewFigureUpload(ada, 'barnsley', id, TODAY)).next).toEqual({
      step: 'correct',
      problems: [{ row: 3, column: 'Figure', message: 'Write the figure as a number, for example 12.5' }],
    });
    expect(await confirm(id, '', '')).toEqual({ outcome: 'changed' });
    expect(await valuesOf(key)).toEqual([]);
  });

  test('that cannot be read says why', async () => {
    const id = await upload('figures.pdf', Buffer.from('%PDF-1.7 nothing'));
    expect((await viewFigureUpload(ada, 'barnsley', id, TODAY)).next).toMatchObject({
      step: 'unreadable',
      problem: 'This is a PDF. Use the spreadsheet itself (.xlsx or .ods), or CSV.',
    });
    expect(await uploadFigures(ada, 'barnsley', async () => ({ name: '', bytes: Buffer.alloc(0) }), when().at)).toMatchObject({
      ok: false,
    });
  });

  test('is not imported where somebody has entered one of its figures since', async () => {
    const key = await define('Calls answered');
    const id = await upload(
      'calls.csv',
      Buffer.from('Indicator,Period,Figure\nCalls answered,October 2026,5\nCalls answered,September 2026,6\n'),
    );
    const { next } = await viewFigureUpload(ada, 'barnsley', id, TODAY);
    if (next.step !== 'confirm') throw new Error(`It is at ${next.step}`);
    await enter(key, '2026-10-01', '7');
    expect(await confirm(id, next.confirms, 'why')).toEqual({ outcome: 'changed' });
    expect(await valuesOf(key)).toEqual(['7']);
  });

  test('is listed until it is imported or thrown away, and for this council’s managers alone', async () => {
    const id = await upload('later.csv', Buffer.from('Indicator,Period,Figure\nNothing,October 2026,5\n'));
    expect((await viewFigureUploads(ben, 'barnsley')).uploads.find((each) => each.id === id)).toMatchObject({ who: 'Ada Archer' });
    await expect(viewFigureUpload(cleo, 'sheffield', id, TODAY)).rejects.toThrow(NotFound);
    await expect(viewFigureUpload(aPersonWith('member'), 'barnsley', id, TODAY)).rejects.toThrow(Forbidden);
    await discardFigureUpload(ben, 'barnsley', id);
    await expect(viewFigureUpload(ada, 'barnsley', id, TODAY)).rejects.toThrow(NotFound);
  });
});

function aDefinition(name: string) {
  const form: OwnForm = { ...EMPTY_OWN, name, sourceName: 'Monthly case audits' };
  return { key: null, form, version: 0, choices: null, reason: '' };
}

/** Answers its key. */
async function define(name = `Something measured ${(names += 1)}`): Promise<string> {
  const outcome = await saveOwnIndicator(ada, 'barnsley', aDefinition(name), when());
  if (!outcome.saved) throw new Error(outcome.again.problems.map(({ message }) => message).join('; '));
  return outcome.key;
}

async function record(actor: PersonActor, indicator: string, begins: string, form: Partial<FigureForm>, load: number) {
  return recordFigure(actor, 'barnsley', { indicator, begins, form: { ...EMPTY_FIGURE, ...form }, load }, when());
}

async function enter(key: string, begins: string, value: string, form: Partial<FigureForm> = {}, load = 0): Promise<void> {
  expect(await record(ada, key, begins, { ...form, value }, load)).toMatchObject({ ok: true });
}

async function upload(name: string, bytes: Buffer): Promise<string> {
  return good(await uploadFigures(ada, 'barnsley', async () => ({ name, bytes }), when().at)).id;
}

async function confirm(id: string, confirms: string, reason: string) {
  return confirmFigures(ada, 'barnsley', id, { confirms, reason }, when());
}

async function imported(id: string): Promise<void> {
  const { next } = await viewFigureUpload(ada, 'barnsley', id, TODAY);
  if (next.step !== 'confirm') throw new Error(JSON.stringify(next));
  expect(await confirm(id, next.confirms, 'why')).toEqual({ outcome: 'imported' });
}

async function valuesOf(key: string): Promise<readonly (string | null)[]> {
  return (await viewIndicatorPage(ada, 'barnsley', key, TODAY)).view.council.map(({ value }) => value);
}

async function keysSeenBy(actor: Parameters<typeof listIndicators>[0]): Promise<readonly string[]> {
  return (await listIndicators(actor, 'barnsley', TODAY)).indicators.map(({ indicator }) => indicator.key);
}

function when(): { readonly today: typeof TODAY; readonly at: Moment } {
  minutes += 1;
  return { today: TODAY, at: moment('2026-11-20T09:30:00.000Z').add({ minutes }) };
}

async function somebody(name: string): Promise<PersonActor> {
  const actor = aPersonWith('manager');
  await database().person.create({ data: { id: actor.id, name, email: `${actor.id}@example.gov.uk` } });
  return actor;
}
