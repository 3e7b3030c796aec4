import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { database } from '@/database/client';
import type { PersonActor } from '@/domain/access';
import { ANYBODY, OPERATOR } from '@/domain/access';
import { DEFAULT_SETTINGS, formOf, type SettingsForm } from '@/domain/settings';
import { OVERVIEW_INDICATORS } from '@/domain/indicators';
import { calendarDate, Forbidden, moment, NotFound, type Moment } from '@/domain/shared';
import { historyFile, verifyHistory, viewChangesSince, viewHistory } from '@/operations/history';
import { listOverviewIndicators } from '@/operations/indicators';
import { saveSettings, viewSettings, type SettingsChange } from '@/operations/settings';

import { aPersonWith } from '../support/actors';
import { withReferenceSet } from '../support/reference-set';

const FORM = formOf(DEFAULT_SETTINGS);
const AT = moment('2026-11-20T09:30:00.000Z');
const TODAY = calendarDate('2026-11-20');

let ada: PersonActor;
let ben: PersonActor;
/** Minutes pass between saves. */
let minutes = 0;

beforeAll(async () => {
  await withReferenceSet();
  ada = await somebody('Ada Archer');
  ben = await somebody('Ben Booth');
});

beforeEach(async () => {
  // Every test begins with the defaults.
  const { version, settings } = await viewSettings(ada, 'barnsley');
  if (version > 0 && JSON.stringify(formOf(settings)) !== JSON.stringify(FORM)) await save(ada, FORM, { reason: 'As it was' });
});

describe('settings', () => {
  test('are the defaults until somebody saves', async () => {
    const { settings, version, mayChange } = await viewSettings(ada, 'barnsley');
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect([version, mayChange]).toEqual([0, true]);
  });

  test('are saved with their history', async () => {
    const { version } = await viewSettings(ada, 'barnsley');
    expect(await save(ada, { ...FORM, colour: '#1d70b8', publicSeesPlan: true }, { reason: 'new house style' })).toEqual({
      outcome: 'saved',
      version: version + 1,
    });
    const view = await viewHistory(ada, 'barnsley', { kind: 'settings' });
    expect(view.lines[0]).toMatchObject({
      who: 'Ada Archer',
      sentences: ['Council colour changed from #4c2c69 to #1d70b8', 'Published plan open to everybody switched on'],
      reason: 'new house style',
    });
  });

  test('say which indicators the overview shows, in their order', async () => {
    const key = async () => (await listOverviewIndicators(ANYBODY, 'barnsley', TODAY)).indicators.map(({ indicator }) => indicator.key);
    expect(await key()).toEqual(OVERVIEW_INDICATORS);
    expect(await save(ada, { ...FORM, overviewIndicators: 're-referrals agency-rate' })).toMatchObject({ outcome: 'saved' });
    expect(await key()).toEqual(['re-referrals', 'agency-rate']);
    expect((await listOverviewIndicators(ANYBODY, 'sheffield', TODAY)).indicators).toHaveLength(5);
    expect((await viewSettings(ada, 'barnsley')).indicators.slice(0, 2).map((indicator) => indicator.key)).toEqual(await key());
    expect(await save(ada, { ...FORM, overviewIndicators: 're-referrals own-of-sheffield' })).toMatchObject({
      outcome: 'refused',
      problems: [{ field: 'overviewIndicators', message: 'Choose from the indicators that are listed' }],
    });
    expect(await save(ada, { ...FORM, overviewIndicators: '' })).toMatchObject({ outcome: 'saved' });
    expect(await key()).toEqual([]);
  });

  test('are not saved without a reason, a readable colour or a change', async () => {
    expect(await save(ada, { ...FORM, colour: '#ffff00' }, { reason: '' })).toMatchObject({
      outcome: 'refused',
      problems: [{ field: 'colour' }, { field: 'reason' }],
    });
    expect(await save(ada, FORM)).toEqual({
      outcome: 'refused',
      problems: [{ message: 'Nothing is different from what is saved' }],
      conflict: null,
    });
    const ahead = (await viewSettings(ada, 'barnsley')).version + 5;
    for (const version of [ahead, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(await save(ada, { ...FORM, colour: '#000000' }, { version })).toMatchObject({
        outcome: 'refused',
        problems: [{ message: 'Open the settings afresh: this form belongs to no saved version of them' }],
      });
    }
  });

  test('are read and changed by those who may', async () => {
    for (const actor of [ANYBODY, aPersonWith('member'), aPersonWith('action-owner'), aPersonWith('scrutiny-officer'), OPERATOR]) {
      await expect(viewSettings(actor, 'barnsley')).rejects.toThrow(Forbidden);
    }
    for (const actor of [ANYBODY, OPERATOR, aPersonWith('manager'), aPersonWith('executive-reader')]) {
      await expect(save(actor, { ...FORM, colour: '#000000' }, { version: 0 })).rejects.toThrow(Forbidden);
    }
    expect((await viewSettings(aPersonWith('manager'), 'barnsley')).mayChange).toBe(false);
    await expect(viewSettings(ada, 'leeds')).rejects.toThrow(Forbidden);
    await expect(save(ada, { ...FORM, colour: '#000000' }, { council: 'leeds', version: 0 })).rejects.toThrow(Forbidden);
    const nowhere: PersonActor = { ...ada, roles: [{ authority: 'nowhere', role: 'administrator' }] };
    await expect(viewSettings(nowhere, 'nowhere')).rejects.toThrow(NotFound);
  });
});

describe('when two people change the same settings', () => {
  test('the second sees both texts, and who and when, and nothing is lost', async () => {
    const { version } = await viewSettings(ada, 'barnsley');
    const at = nextMoment();
    await save(ada, { ...FORM, colour: '#12436d', secondFactorRequired: true }, { version, reason: 'ours', at });
    const outcome = await save(ben, { ...FORM, colour: '#801650', displayName: 'Barnsley Council' }, { version });
    expect(outcome).toEqual({
      outcome: 'conflict',
      conflict: {
        version: version + 1,
        who: 'Ada Archer',
        at,
        reason: 'ours',
        mine: { ...FORM, colour: '#801650', displayName: 'Barnsley Council' },
        differences: [
          expect.objectContaining({ key: 'displayName', mine: 'Barnsley Council', proposed: 'mine' }),
          expect.objectContaining({ key: 'colour', mine: '#801650', theirs: '#12436d', proposed: null }),
          expect.objectContaining({ key: 'secondFactorRequired', mine: 'off', theirs: 'on', proposed: 'theirs' }),
        ],
      },
    });
    expect((await viewSettings(ada, 'barnsley')).settings.colour).toBe('#12436d');
  });

  test('the second has to choose for every difference, and what is chosen is saved', async () => {
    const { version } = await viewSettings(ada, 'barnsley');
    await save(ada, { ...FORM, colour: '#12436d', reminderDays: '7' }, { version });
    const mine = { ...FORM, colour: '#801650', displayName: 'Barnsley Council' };
    expect(await save(ben, mine, { version: version + 1, choices: { displayName: 'mine', reminderDays: 'theirs' } })).toMatchObject({
      outcome: 'refused',
      problems: [{ field: 'keep-colour', message: 'Choose what to keep for “Council colour”' }],
      conflict: { version: version + 1, differences: [{ proposed: 'mine' }, { proposed: null }, { proposed: 'theirs' }] },
    });
    const choices = { displayName: 'mine', colour: 'mine', reminderDays: 'theirs' } as const;
    expect(await save(ben, mine, { version: version + 1, choices })).toEqual({ outcome: 'saved', version: version + 2 });
    expect((await viewSettings(ada, 'barnsley')).settings).toEqual({
      ...DEFAULT_SETTINGS,
      displayName: 'Barnsley Council',
      colour: '#801650',
      reminderDays: [7],
    });
  });

  test('what was chosen can be overtaken again, and is kept', async () => {
    const { version } = await viewSettings(ada, 'barnsley');
    await save(ada, { ...FORM, colour: '#12436d' }, { version });
    await save(ada, { ...FORM, colour: '#12436d', secondFactorRequired: true }, { version: version + 1 });
    const outcome = await save(
      ben,
      { ...FORM, displayName: 'Barnsley Council' },
      { version: version + 1, choices: { displayName: 'mine', colour: 'theirs' } },
    );
    expect(outcome).toMatchObject({
      outcome: 'conflict',
      conflict: {
        version: version + 2,
        mine: { displayName: 'Barnsley Council', colour: '#12436d' },
        differences: [
          { key: 'displayName', proposed: 'mine' },
          { key: 'secondFactorRequired', proposed: 'theirs' },
        ],
      },
    });
  });

  test('who wants what the other has saved is told that nothing remains to be done', async () => {
    const { version } = await viewSettings(ada, 'barnsley');
    await save(ada, { ...FORM, colour: '#12436d' }, { version });
    expect(await save(ben, { ...FORM, colour: '#12436d' }, { version })).toMatchObject({
      outcome: 'conflict',
      conflict: { differences: [] },
    });
  });
});

test('of fifty people who save at once, one succeeds and 49 are told of both texts', async () => {
  const { version } = await viewSettings(ada, 'barnsley');
  const attempts = Array.from({ length: 50 }, (_, person) =>
    save(person % 2 === 0 ? ada : ben, { ...FORM, colour: `#0000${(person + 10).toString(16).padStart(2, '0')}` }, { version }),
  );
  const outcomes = await Promise.all(attempts);
  const saved = (await viewSettings(ada, 'barnsley')).settings.colour;
  expect(outcomes.filter(({ outcome }) => outcome === 'saved')).toHaveLength(1);
  const told = outcomes.flatMap((outcome) => (outcome.outcome === 'conflict' ? [outcome.conflict] : []));
  expect(told).toHaveLength(49);
  for (const { differences, mine } of told) {
    expect(differences).toEqual([expect.objectContaining({ key: 'colour', mine: mine.colour, theirs: saved })]);
  }
  expect((await viewSettings(ada, 'barnsley')).version).toBe(version + 1);
  expect((await verifyHistory(OPERATOR, null)).flatMap(({ fault }) => fault ?? [])).toEqual([]);
});

describe('the history of a council', () => {
  test('shows each only the records they may read', async () => {
    await save(ada, { ...FORM, colour: '#12436d' });
    const kindsFor = async (actor: PersonActor) => (await viewHistory(actor, 'barnsley', {})).kinds.map(({ key }) => key);
    const ofIndicators = ['indicator', 'reading-import', 'target', 'indicator-note'];
    const ofScrutiny = ['recommendation', 'question', 'briefing'];
    const ofImprovement = ['plan', 'objective', 'action', 'progress-update', 'evidence', 'plan-publication', 'investment'];
    const ofPlan = [...ofImprovement, ...ofIndicators, ...ofScrutiny];
    const published = ['inspection', 'finding', 'authority', 'neighbours', 'committee', 'meeting'];
    expect((await kindsFor(ada)).toSorted()).toEqual([...published, 'settings', 'membership'].toSorted());
    const internal = ['inspection-draft', 'progress-internal', 'self-evaluation', 'briefing-draft'];
    expect((await kindsFor(aPersonWith('manager'))).toSorted()).toEqual([...published, 'settings', ...ofPlan, ...internal].toSorted());
    const member = aPersonWith('member');
    expect((await kindsFor(member)).toSorted()).toEqual([...published, ...ofPlan].toSorted());
    for (const query of [{}, { kind: 'settings' }]) {
      const { lines, total, people } = await viewHistory(member, 'barnsley', query);
      expect([total, new Set(lines.map(({ record }) => record.type))]).toEqual([8, new Set(['inspection', 'neighbours', 'authority'])]);
      expect(people).toEqual([{ id: 'operator', words: 'the operator of this installation' }]);
      expect(new TextDecoder().decode((await historyFile(member, 'barnsley', query)).body)).not.toMatch(/colour|Ada/);
    }
    for (const actor of [ANYBODY, OPERATOR]) await expect(viewHistory(actor, 'barnsley', {})).rejects.toThrow(Forbidden);
    await expect(viewHistory(ada, 'leeds', {})).rejects.toThrow(Forbidden);
    await expect(historyFile(ANYBODY, 'barnsley', {})).rejects.toThrow(Forbidden);
    await expect(viewChangesSince(ANYBODY, 'barnsley', AT)).rejects.toThrow(Forbidden);
  });

  test('goes by kind, person and period, a page at a time', async () => {
    const at = moment('2026-12-24T23:59:59.999Z');
    await save(ben, { ...FORM, colour: '#801650' }, { at });
    const found = async (query: Parameters<typeof viewHistory>[2]) =>
      (await viewHistory(ada, 'barnsley', query)).lines.filter(({ record }) => record.type === 'settings').map(({ who }) => who);
    expect(await found({ person: ben.id, from: '2026-12-24', to: '2026-12-24' })).toEqual(['Ben Booth']);
    expect(await found({ from: '2026-12-25' })).toEqual([]);
    expect(await found({ to: '2026-12-23', person: ben.id })).not.toContain(undefined);
    const { lines: inspections } = await viewHistory(ada, 'barnsley', { kind: 'inspection' });
    expect(inspections.map(({ sentences }) => sentences[0])).toContain('Recorded the short inspection of September 2023');
    const [{ record } = { record: { id: '' } }] = inspections;
    expect((await viewHistory(ada, 'barnsley', { kind: 'inspection', record: record.id })).total).toBe(1);
    const { page, pages, lines } = await viewHistory(ada, 'barnsley', { page: '99' });
    expect([page, pages, lines.length]).toEqual([1, 1, (await viewHistory(ada, 'barnsley', {})).total]);
  });

  test('says what to do about a filter that cannot be', async () => {
    const problemsOf = async (query: Parameters<typeof viewHistory>[2]) => (await viewHistory(ada, 'barnsley', query)).problems;
    expect(await problemsOf({ from: '2026-13-01', kind: 'plans', page: '-1', person: '\u0000', record: '%' })).toEqual([
      { field: 'from', message: 'Enter a day such as 2026-11-20' },
      { message: 'Follow a link to this page instead of changing its address' },
      { field: 'person', message: 'Choose somebody from the list' },
      { field: 'kind', message: 'Choose a kind of record from the list' },
    ]);
    expect(await problemsOf({ from: '2026-11-20', to: '2026-11-19' })).toEqual([
      { field: 'to', message: 'Enter a day that is not before the first one' },
    ]);
    // Days that JavaScript's calendar has and PostgreSQL's has not.
    for (const day of ['0000-01-01', '9999-12-31']) {
      expect(await problemsOf({ from: day, to: day })).toHaveLength(2);
      expect((await historyFile(ada, 'barnsley', { to: day })).fileName).toBe('barnsley-history.csv');
    }
  });

  test('comes as a file', async () => {
    await save(ada, { ...FORM, colour: '#12436d' }, { reason: '=1+1' });
    const { fileName, body } = await historyFile(ada, 'barnsley', { kind: 'settings', person: ada.id });
    const [, first] = new TextDecoder().decode(body).split('\r\n');
    expect(fileName).toBe('barnsley-history.csv');
    expect(first).toMatch(/Ada Archer,Settings,\d+,the settings,\d+,Council colour changed from #4c2c69 to #12436d,'=1\+1,barnsley,\d+$/);
  });

  test('says what has changed since a moment', async () => {
    const before = nextMoment();
    await save(ada, { ...FORM, colour: '#12436d' });
    const between = nextMoment();
    await save(ben, { ...FORM, colour: '#801650' });
    await save(ben, { ...FORM, colour: '#801650', secondFactorRequired: true });
    const since = async (at: Moment) =>
      (await viewChangesSince(ada, 'barnsley', at)).filter(({ record: { type } }) => type === 'settings').map(({ sentences }) => sentences);
    expect(await since(between)).toEqual([['Council colour changed from #12436d to #801650', 'Second factor for everybody switched on']]);
    expect(await since(before)).toEqual([['Council colour changed from #4c2c69 to #801650', 'Second factor for everybody switched on']]);
    await save(ben, FORM);
    expect(await since(before)).toEqual([]);
  });

  test('forgets the name of somebody who was erased, and nothing else', async () => {
    const cleo = await somebody('Cleo Carr');
    await save(cleo, { ...FORM, colour: '#12436d' }, { reason: 'mine' });
    await database().person.delete({ where: { id: cleo.id } });
    const { lines, people } = await viewHistory(ada, 'barnsley', { kind: 'settings', person: cleo.id });
    expect(lines.map(({ who, reason }) => [who, reason])).toEqual([['a person no longer here', 'mine']]);
    expect(people).toContainEqual({ id: cleo.id, words: 'a person no longer here' });
    expect((await verifyHistory(OPERATOR, null)).flatMap(({ fault }) => fault ?? [])).toEqual([]);
  });
});

function save(actor: Parameters<typeof saveSettings>[0], form: SettingsForm, more: More = {}): ReturnType<typeof saveSettings> {
  const { council = 'barnsley', at = nextMoment(), reason = 'a trial', choices = null } = more;
  const saveAt = (version: number) => saveSettings(actor, council, { form, version, reason, choices }, at);
  return more.version === undefined ? viewSettings(ada, council).then(({ version }) => saveAt(version)) : saveAt(more.version);
}

function nextMoment(): Moment {
  minutes += 1;
  return AT.add({ minutes });
}

/** An administrator of Barnsley who has a name. */
async function somebody(name: string): Promise<PersonActor> {
  const person = aPersonWith('administrator');
  await database().person.create({ data: { id: person.id, name, email: `${person.id}@example.gov.uk` } });
  return person;
}

interface More extends Partial<Omit<SettingsChange, 'form'>> {
  readonly council?: string;
  readonly at?: Moment;
}
