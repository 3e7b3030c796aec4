import { randomUUID } from 'node:crypto';

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';

import type { Actor } from '@/domain/access';
import { EMPTY_FIGURE, EMPTY_OWN } from '@/domain/indicators';
import { calendarDate } from '@/domain/shared';
import { closeDatabase } from '@/database/client';
import { saveNote, saveTarget } from '@/database/indicators';
import { confirmFigures, recordFigure, saveOwnIndicator, uploadFigures, viewFigureUpload } from '@/operations/indicators';
import { thisMoment, today } from '@/platform/clock';

import { aPerson, good } from '../support/people';
import { pageOf, useProductDatabase } from '../support/signed-in';
import { expectSoundPage, PAGES_OF_FIGURES } from './pages';

const COUNCIL = 'hartlepool';
const LONG = 'Considerably longer than any of the words that people usually write into such a field';
const NOTE = { actor: 'operator', reason: null, at: thisMoment() };

let ids: Readonly<Record<string, string>>;
let page: Page;

beforeAll(async () => {
  useProductDatabase();
  const manager = await aPerson(['manager'], COUNCIL);
  const own = await anIndicatorWithFigures(manager.actor);
  const upload = async (text: string, name = `${'a long name of a file '.repeat(5)}.csv`) =>
    good(await uploadFigures(manager.actor, COUNCIL, async () => ({ name, bytes: Buffer.from(text) }), thisMoment())).id;
  const file = (...rows: readonly string[]) => `Indicator,Period,Figure\n${rows.map((row) => `${own},${row}`).join('\n')}\n`;
  ids = {
    OWN: own,
    TARGET: await aTarget(),
    NOTE: await aNote(),
    CORRECT: await upload(file('summer,5', 'March 2026,several', 'April 2026,5\nother,April 2026,5')),
    CONFIRM: await upload(file('January 2026,50', 'June 2026,51', 'July 2026,')),
    NOTHING: await upload(file('February 2026,62')),
    IMPORTED: await imported(manager.actor, await upload(file('March 2026,63'))),
    UNREADABLE: await upload('%PDF-1.7', 'figures.pdf'),
  };
  page = await pageOf(manager, { kept: true });
});

afterAll(closeDatabase);

test.each(Object.values(PAGES_OF_FIGURES).flat())('%s bears everything', async (address) => {
  await expectSoundPage(
    page,
    Object.entries(ids).reduce((known, [word, id]) => known.replace(new RegExp(`\\b${word}\\b`), id), address),
  );
});

/** One figure of which is corrected. Answers its key. */
async function anIndicatorWithFigures(manager: Actor): Promise<string> {
  const form = { ...EMPTY_OWN, name: LONG, sourceName: LONG };
  const outcome = await saveOwnIndicator(manager, COUNCIL, { key: null, form, version: 0, reason: '', choices: null }, when());
  if (!outcome.saved) throw new Error(outcome.again.problems.map(({ message }) => message).join('; '));
  const enter = async (begins: string, value: string, load = 0) =>
    recordFigure(
      manager,
      COUNCIL,
      { indicator: outcome.key, begins, form: { ...EMPTY_FIGURE, value, base: '40', reason: LONG }, load },
      when(),
    );
  await enter('2025-02-01', '55');
  await enter('2026-01-01', '60');
  await enter('2026-02-01', '62');
  const { load } = await enter('2026-01-01', '61');
  await enter('2026-01-01', '61', load);
  return outcome.key;
}

async function aTarget(): Promise<string> {
  const target = {
    id: randomUUID(),
    authority: COUNCIL,
    indicator: 'agency-rate',
    value: '10',
    by: calendarDate('2027-03-31'),
    version: 0,
  };
  await saveTarget(target, 'Agency social workers', NOTE);
  return target.id;
}

async function aNote(): Promise<string> {
  const about = { authority: COUNCIL, indicator: 'agency-rate', about: calendarDate('2023-01-01') };
  const note = { ...about, id: randomUUID(), text: `${LONG}. ${LONG}`, by: 'operator', on: today(), version: 0 };
  await saveNote(note, 'Agency social workers', NOTE);
  return note.id;
}

async function imported(manager: Actor, id: string): Promise<string> {
  const { next } = await viewFigureUpload(manager, COUNCIL, id, today());
  if (next.step !== 'confirm') throw new Error(`It is at ${next.step}`);
  await confirmFigures(manager, COUNCIL, id, { confirms: next.confirms, reason: '' }, when());
  return id;
}

function when() {
  return { today: today(), at: thisMoment() };
}
