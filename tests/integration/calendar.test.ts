import ICAL from 'ical.js';
import { beforeAll, describe, expect, test } from 'vitest';

import { ANYBODY, type Role } from '@/domain/access';
import type { Action } from '@/domain/improvement';
import { calendarDate, moment, NotFound } from '@/domain/shared';
import { erasePerson } from '@/database/erasure';
import { savePlanChange } from '@/database/improvement';
import { calendarFile, makeOwnCalendar, revokeOwnCalendar, viewOwnCalendar } from '@/operations/calendar';
import { changeRoles, changeSuspension, ownData } from '@/operations/people';
import { thisMoment } from '@/platform/clock';
import { administratorOf, aPerson, type TestPerson } from '../support/people';
import { anAction, anObjective, aPlan } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';

const AT = moment('2026-11-24T08:00:00.000Z');
const NOTE = { actor: 'system', reason: null, at: AT };
const CRUEL = 'Ends; with, a \\ and “quotes” – Straße über alles, was sehr, sehr lang ist\r\nBEGIN:VEVENT\nnew line';

let owner: TestPerson;
let own: Action;
let others: Action;

beforeAll(async () => {
  await withReferenceSet();
  owner = await aPerson(['action-owner'], 'york');
  const plan = aPlan({ authority: 'york' });
  const objective = anObjective(plan);
  const mine = { personId: owner.actor.id, title: null, partner: null };
  own = anAction(objective, { number: 1, title: CRUEL, owner: mine, dueOn: calendarDate('2027-02-28') });
  others = anAction(objective, { number: 2, title: 'Of somebody else', dueOn: calendarDate('2026-12-18') });
  const settled = [
    anAction(objective, { number: 3, owner: mine, title: 'Stopped', stopped: { on: calendarDate('2026-10-01'), reason: 'Over' } }),
    anAction(objective, { number: 4, owner: mine, title: 'Closed', closed: { on: calendarDate('2026-10-01'), by: 'system' } }),
  ];
  await savePlanChange('york', { plans: [plan], objectives: [objective], actions: [own, others, ...settled] }, NOTE);
  const ended = aPlan({ authority: 'york', endedOn: calendarDate('2026-01-01') });
  const before = anObjective(ended);
  await savePlanChange(
    'york',
    { plans: [ended], objectives: [before], actions: [anAction(before, { owner: mine, title: 'Of an old plan' })] },
    NOTE,
  );
  const theirs = aPlan({ authority: 'leeds' });
  const elsewhere = anObjective(theirs);
  await savePlanChange('leeds', { plans: [theirs], objectives: [elsewhere], actions: [anAction(elsewhere, { title: 'Of Leeds' })] }, NOTE);
});

describe('a calendar at a secret address', () => {
  test('has the due dates of one’s own actions, as whole days, whatever their titles hold', async () => {
    const text = await fileOf(owner);
    const events = eventsIn(text).filter(({ uid }) => uid.startsWith('action-'));
    expect(events).toEqual([
      {
        uid: `action-${own.id}@localhost`,
        summary: `Yours is due: 1.1 ${CRUEL.replace('\r\n', '\n')}`,
        starts: '2027-02-28',
        ends: '2027-03-01',
        url: `http://localhost:3000/york/plan/actions/${own.id}`,
      },
    ]);
    expect(text).not.toMatch(/Stopped|Closed|old plan|Leeds/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).toContain('\r\nDTSTAMP:20261124T080000Z\r\n');
  });

  test('has all actions of the plan in force for whoever answers for it, and none for a member', async () => {
    const summaries = async (role: Role) => eventsIn(await fileOf(await aPerson([role], 'york'))).map(({ uid }) => uid);
    const ofPlan = (uids: readonly string[]) => uids.filter((uid) => uid.startsWith('action-')).toSorted();
    expect(ofPlan(await summaries('manager'))).toEqual([`action-${own.id}@localhost`, `action-${others.id}@localhost`].toSorted());
    expect(ofPlan(await summaries('member'))).toEqual([]);
  });

  test('has the statutory days after the council’s events, of the last year and to come', async () => {
    const manager = await aPerson(['manager'], 'barnsley');
    const on = async (at: string) => eventsIn(await fileOf(manager, at)).map(({ summary, starts }) => `${starts} ${summary}`);
    const due = '2024-02-07 Statement of proposed action due: Barnsley, Short inspection';
    expect(await on('2023-11-01T08:00:00.000Z')).toContain(due);
    expect(await on('2025-02-07T08:00:00.000Z')).toContain(due);
    expect(await on('2025-02-08T08:00:00.000Z')).not.toContain(due);
  });

  test('is at another address once it is renewed, and at none once it is taken back', async () => {
    const person = await aPerson(['action-owner'], 'york');
    expect(await viewOwnCalendar(person.actor)).toEqual({ since: null, isOfUse: true });
    const first = await addressOf(person);
    const second = await addressOf(person);
    expect(first).toMatch(/^http:\/\/localhost:3000\/calendar\/[\w-]{43}\.ics$/);
    await expectNone(first);
    expect(await calendarFile(ANYBODY, tokenIn(second), AT)).toContain('BEGIN:VCALENDAR');
    expect(await viewOwnCalendar(person.actor)).toEqual({ since: AT, isOfUse: true });
    expect(await ownData(person.actor, AT)).toContain('"calendarSince": "2026-11-24T08:00:00.000Z"');
    await revokeOwnCalendar(owner.actor);
    expect(await calendarFile(ANYBODY, tokenIn(second), AT)).toContain('BEGIN:VCALENDAR');
    await revokeOwnCalendar(person.actor);
    await expectNone(second);
    expect(await viewOwnCalendar(person.actor)).toEqual({ since: null, isOfUse: true });
  });

  test('is gone while the role is suspended, once it is taken away, and once the person is erased', async () => {
    const [suspended, leaver, erased] = [
      await aPerson(['manager'], 'york'),
      await aPerson(['manager'], 'york'),
      await aPerson(['manager'], 'york'),
    ];
    const [of, left, gone] = [await addressOf(suspended), await addressOf(leaver), await addressOf(erased)];
    const administrator = administratorOf('york');
    const suspend = async (yes: boolean, version: number) =>
      changeSuspension(administrator, 'york', suspended.actor.id, { suspended: yes, reason: 'leave', version }, thisMoment());
    await suspend(true, 1);
    await expectNone(of);
    await suspend(false, 2);
    expect(await calendarFile(ANYBODY, tokenIn(of), AT)).toContain(`action-${others.id}`);
    await changeRoles(administrator, 'york', leaver.actor.id, { roles: ['administrator'], reason: 'other work', version: 1 }, thisMoment());
    await expectNone(left);
    await erasePerson(erased.actor.id, { actor: 'system', reason: 'left', at: thisMoment() });
    await expectNone(gone);
  });
});

async function addressOf({ actor }: TestPerson): Promise<string> {
  return makeOwnCalendar(actor, AT);
}

async function fileOf(person: TestPerson, at = AT.toString()): Promise<string> {
  return calendarFile(ANYBODY, tokenIn(await addressOf(person)), moment(at));
}

async function expectNone(address: string): Promise<void> {
  await expect(calendarFile(ANYBODY, tokenIn(address), AT)).rejects.toThrow(NotFound);
}

function tokenIn(address: string): string {
  return /\/([\w-]+)\.ics$/.exec(address)?.[1] ?? '';
}

/** As a calendar program reads them. */
function eventsIn(text: string) {
  return ICAL.Component.fromString(text)
    .getAllSubcomponents('vevent')
    .map((component) => {
      const event = new ICAL.Event(component);
      expect(event.startDate.isDate && event.endDate.isDate).toBe(true);
      return {
        uid: event.uid,
        summary: event.summary,
        starts: event.startDate.toString(),
        ends: event.endDate.toString(),
        url: String(component.getFirstPropertyValue('url')),
      };
    });
}
