import { Temporal } from 'temporal-polyfill';

import { periodOf, type OwnFacts, type StoredFigure } from '@/domain/indicators';
import { calendarDate, startOfDay, type Moment } from '@/domain/shared';
import {
  findOwnIndicator,
  findPublishedIndicator,
  listNotes,
  listOwnFigures,
  listTargets,
  saveNote,
  saveOwnFigures,
  saveOwnIndicator,
  saveTarget,
} from '@/database/indicators';

/** Whose story it is. */
const COUNCIL = 'barnsley';

/** Made up: what the council wants, set after the published figures of spring 2026. What the plan and the money should reach is the same (story.ts). */
const TARGETS = [
  { indicator: 'agency-rate', value: '10', by: '2027-03-31' },
  { indicator: 'caseload', value: '14', by: '2027-03-31' },
  { indicator: 're-referrals', value: '20', by: '2027-03-31' },
  { indicator: 'looked-after-persistent-absence', value: '15', by: '2027-07-31' },
  { indicator: 'care-leavers-19-to-21-in-work-or-learning', value: '60', by: '2026-09-30' },
] as const;

/** What is known beside the published figures, in our own words. */
const NOTES = [
  {
    indicator: 'agency-rate',
    about: '2023-01-01',
    text: 'Inspectors wrote in September 2023 that the use of agency staff had halved. The published count for that month is 28.1%. The two may count other posts or another day; both are shown.',
  },
  {
    indicator: 'agency-rate',
    about: '2020-01-01',
    text: 'The council had told its committee of 20 months without agency staff, after money for 14 more social workers.',
  },
  {
    indicator: 're-referrals',
    about: null,
    text: 'Staffing recovered after the money of 2022, while repeat referrals went up.',
  },
] as const;

const AUDITS: OwnFacts = {
  name: 'Case audits graded good or better',
  unit: 'percent',
  decimals: 0,
  polarity: 'higher',
  frequency: 'month',
  area: 'leadership',
  sourceName: 'Made up for the demonstration: monthly case audits',
  isPublic: false,
};

const AUDITS_KEY = 'own-case-audits-graded-good-or-better';

const AUDITS_TARGET = { value: '80', by: calendarDate('2027-03-31') };

/** Per cent of so many audits, month by month from this one on; what was entered for July 2026 was corrected. */
const FIRST_MONTH = calendarDate('2024-11-01');
const MONTHS: readonly (readonly [value: string, base: string])[] = [
  ...([
    ['52', '40'],
    ['50', '38'],
    ['55', '40'],
    ['54', '41'],
    ['57', '42'],
    ['56', '39'],
    ['59', '41'],
    ['58', '40'],
  ] as const),
  ...([
    ['61', '41'],
    ['60', '40'],
    ['59', '39'],
    ['63', '40'],
    ['62', '42'],
    ['64', '42'],
    ['66', '41'],
    ['65', '40'],
  ] as const),
  ...([
    ['68', '41'],
    ['67', '42'],
    ['69', '42'],
    ['71', '41'],
    ['68', '40'],
    ['70', '40'],
    ['72', '43'],
    ['73', '41'],
  ] as const),
];
const MISTAKEN = { month: calendarDate('2026-07-01'), value: '78', base: '45', reason: 'Four audits had been counted twice' };

/** The day of the next month on which a month's figure is entered. */
const ENTERED_ON = 10;

/** Tells what the council says of its indicators, unless it was told before. A start that was broken off between two parts is made good by the next. */
export async function tellIndicators(manager: string, idOf: (key: string) => string): Promise<void> {
  const set = new Set((await listTargets(COUNCIL)).map(({ id }) => id));
  for (const { by, ...target } of TARGETS) {
    const id = idOf(`target ${target.indicator}`);
    const whole = { ...target, id, authority: COUNCIL, by: calendarDate(by), version: 0 };
    if (!set.has(id)) await saveTarget(whole, await nameOf(target.indicator), noteOf(manager, '2026-04-13'));
  }
  for (const { indicator, about, text } of NOTES) {
    const id = idOf(`note ${indicator} ${about}`);
    if ((await listNotes(COUNCIL, indicator)).some((note) => note.id === id)) continue;
    const on = calendarDate('2026-04-14');
    const note = {
      id,
      authority: COUNCIL,
      indicator,
      about: about === null ? null : calendarDate(about),
      text,
      by: manager,
      on,
      version: 0,
    };
    await saveNote(note, await nameOf(indicator), noteOf(manager, '2026-04-14'));
  }
  await tellAudits(manager, idOf);
}

async function tellAudits(manager: string, idOf: (key: string) => string): Promise<void> {
  if ((await findOwnIndicator(COUNCIL, AUDITS_KEY)) !== null) return;
  const defined = calendarDate('2024-12-02');
  await saveOwnIndicator(COUNCIL, { key: AUDITS_KEY, facts: AUDITS, version: 0 }, noteOf(manager, '2024-12-02'), defined);
  const indicator = await findOwnIndicator(COUNCIL, AUDITS_KEY);
  if (indicator === null) throw new Error('The demonstration lacks the indicator it has just defined');
  const target = { ...AUDITS_TARGET, id: idOf(`target ${AUDITS_KEY}`), authority: COUNCIL, indicator: AUDITS_KEY, version: 0 };
  await saveTarget(target, AUDITS.name, noteOf(manager, '2026-04-13'));
  const enter = async (figure: Omit<StoredFigure, 'load'>, load: number, reason: string | null, at: Moment) => {
    await saveOwnFigures(COUNCIL, { figures: [{ ...figure, load }], indicators: [indicator], file: null }, { actor: manager, reason, at });
  };
  for (const [index, [value, base]] of MONTHS.entries()) {
    const month = FIRST_MONTH.add({ months: index });
    const figure = { indicator: AUDITS_KEY, period: periodOf('month', month), value, base, marker: null };
    const isMistaken = month.equals(MISTAKEN.month);
    const at = startOfDay(month.add({ months: 1 }).with({ day: ENTERED_ON })).add(Temporal.Duration.from({ hours: 9 }));
    await enter(isMistaken ? { ...figure, value: MISTAKEN.value, base: MISTAKEN.base } : figure, 0, null, at);
    if (!isMistaken) continue;
    const [mistaken] = (await listOwnFigures(COUNCIL, AUDITS_KEY)).slice(-1);
    await enter(figure, mistaken?.load ?? 0, MISTAKEN.reason, at.add(Temporal.Duration.from({ hours: 24 * 7 })));
  }
}

/** As the history calls it. */
async function nameOf(key: string): Promise<string> {
  return (await findPublishedIndicator(key))?.name ?? key;
}

function noteOf(actor: string, day: string) {
  return { actor, reason: null, at: startOfDay(calendarDate(day)).add(Temporal.Duration.from({ hours: 9 })) };
}
