import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { ANYBODY, OPERATOR } from '@/domain/access';
import type { Action } from '@/domain/improvement';
import { DEFAULT_SETTINGS, formOf } from '@/domain/settings';
import { calendarDate, Forbidden, moment, type Moment } from '@/domain/shared';
import { savePlanChange } from '@/database/improvement';
import { changeSuspension, saveOwnPage, stopLetters, viewOwnPage, viewStop } from '@/operations/people';
import type { SentLetters } from '@/operations/letters';
import { sendReminders } from '@/operations/reminders';
import { saveSettings } from '@/operations/settings';
import { thisMoment } from '@/platform/clock';
import { startMailServer, type MailServer } from '../support/mail-server';
import { administratorOf, aPerson, good, type TestPerson } from '../support/people';
import { anAction, anObjective, anUpdate, aPlan } from '../support/plans';
import { withReferenceSet } from '../support/reference-set';

/** A Tuesday on which nothing else is the matter. */
const TUESDAY = moment('2026-11-24T08:00:00.000Z');
const LETTERS = ['roles', 'due', 'overdue', 'silent', 'digest', 'briefings'];

let mail: MailServer;
/** Somebody of another council whose letters must never mix with Barnsley's. */
let stranger: TestPerson;

beforeAll(async () => {
  await withReferenceSet();
  mail = await startMailServer();
  stranger = await aPerson(['action-owner'], 'leeds');
});

afterAll(async () => {
  await mail.stop();
});

beforeEach(async () => {
  mail.refuses.clear();
  mail.isClosed = false;
  // What earlier tests left due is sent: each test looks at its own letters.
  await send(TUESDAY);
  mail.letters.length = 0;
});

describe('reminders', () => {
  test('are sent by whoever looks after the installation', async () => {
    for (const actor of [ANYBODY, administratorOf('barnsley'), stranger.actor]) {
      await expect(sendReminders(actor, TUESDAY)).rejects.toThrow(Forbidden);
    }
  });

  test('come to the owner in one letter of all actions, with a way to report and one to stop them', async () => {
    const owner = await aPerson(['action-owner']);
    const [due] = await aPlanOf(owner, [
      { title: 'Train two hundred people', dueOn: calendarDate('2026-12-08') },
      { title: 'Agree the return', dueOn: calendarDate('2026-11-20') },
      { title: 'Nothing to say of this one', dueOn: calendarDate('2027-03-31') },
    ]);
    expect(await send(TUESDAY)).toEqual({ sent: 1, refused: 0, postponed: 0 });
    const [letter] = lettersTo(owner);
    expect(letter?.headers.get('subject')).toBe('Your actions: 1 overdue and 1 due soon');
    expect(letter?.text).toContain('1.2 Agree the return\nIt is overdue: it was due on 20 November 2026, 4 days ago.');
    expect(letter?.text).toContain(
      `1.1 Train two hundred people\nIt is due in 14 days, on 8 December 2026.\nReport on it, in about two minutes:\nhttp://localhost:3000/barnsley/plan/actions/${due?.id}/report`,
    );
    expect(letter?.text).not.toContain('Nothing to say of this one');
    expect(letter?.text).not.toContain('SECRET BLOCKER');
    expect(letter?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(letter?.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const stop = /http:\/\/localhost:3000\/letters\/stop\?token=\S+/.exec(letter?.text ?? '')?.[0];
    expect(letter?.headers.get('list-unsubscribe')).toBe(`<${stop?.replace('/letters/', '/api/letters/')}>`);
  });

  test('come once, however often and by however many processes they are sent', async () => {
    const owners = [];
    for (let each = 0; each < 6; each += 1) {
      const owner = await aPerson(['action-owner']);
      await aPlanOf(owner, [{ dueOn: calendarDate('2026-11-20') }]);
      owners.push(owner);
    }
    const tallies = await mail.during(async () => Promise.all(Array.from({ length: 20 }, async () => sendReminders(OPERATOR, TUESDAY))));
    expect(tallies.reduce((sum, { sent }) => sum + sent, 0)).toBe(6);
    for (const owner of owners) expect(lettersTo(owner)).toHaveLength(1);
    expect(await send(TUESDAY)).toMatchObject({ sent: 0 });
    expect(await send(TUESDAY.add({ hours: 24 }))).toMatchObject({ sent: 0 });
    await send(TUESDAY.add({ hours: 7 * 24 }));
    for (const owner of owners) expect(lettersTo(owner)).toHaveLength(2);
  });

  test('are not sent to somebody who has declined them, whose role is suspended, or whose second factor is missing', async () => {
    const [declined, suspended, wanted] = [
      await aPerson(['action-owner']),
      await aPerson(['action-owner']),
      await aPerson(['action-owner']),
    ];
    for (const owner of [declined, suspended, wanted]) await aPlanOf(owner, [{ dueOn: calendarDate('2026-11-20') }]);
    good(await saveOwnPage(declined.actor, { name: 'A', jobTitle: '', letters: LETTERS.filter((key) => key !== 'overdue') }, thisMoment()));
    await changeSuspension(
      administratorOf('barnsley'),
      'barnsley',
      suspended.actor.id,
      { suspended: true, reason: 'leave', version: 1 },
      thisMoment(),
    );
    const unproved = await aPerson(['action-owner'], 'rotherham');
    await aPlanOf(unproved, [{ dueOn: calendarDate('2026-11-20') }], 'rotherham');
    const form = { ...formOf(DEFAULT_SETTINGS), secondFactorRequired: true };
    await saveSettings(administratorOf('rotherham'), 'rotherham', { form, version: 0, reason: 'safer', choices: null }, thisMoment());
    expect(await send(TUESDAY)).toMatchObject({ sent: 1 });
    expect([declined, suspended, wanted, unproved].map((owner) => lettersTo(owner).length)).toEqual([0, 0, 1, 0]);
  });

  test('wait where the mail server is away, and come when it is back', async () => {
    const owner = await aPerson(['action-owner']);
    await aPlanOf(owner, [{ dueOn: calendarDate('2026-11-20') }]);
    mail.isClosed = true;
    expect(await send(TUESDAY)).toEqual({ sent: 0, refused: 0, postponed: 1 });
    mail.isClosed = false;
    expect(await send(TUESDAY)).toEqual({ sent: 1, refused: 0, postponed: 0 });
    expect(lettersTo(owner)).toHaveLength(1);
  });

  test('to an address that is refused for now come later, for good not again that week; others are not held up', async () => {
    const [busy, gone, fine] = [await aPerson(['action-owner']), await aPerson(['action-owner']), await aPerson(['action-owner'])];
    for (const owner of [busy, gone, fine]) await aPlanOf(owner, [{ dueOn: calendarDate('2026-11-20') }]);
    mail.refuses.set(busy.email, 451).set(gone.email, 550);
    expect(await send(TUESDAY)).toEqual({ sent: 1, refused: 1, postponed: 1 });
    mail.refuses.clear();
    expect(await send(TUESDAY)).toEqual({ sent: 1, refused: 0, postponed: 0 });
    expect([busy, gone, fine].map((owner) => lettersTo(owner).length)).toEqual([1, 0, 1]);
  });

  test('under way when the process has to stop are left to a later run', async () => {
    const owner = await aPerson(['action-owner']);
    await aPlanOf(owner, [{ dueOn: calendarDate('2026-11-20') }]);
    expect(await send(TUESDAY, AbortSignal.abort())).toEqual({ sent: 0, refused: 0, postponed: 1 });
    expect(await send(TUESDAY)).toMatchObject({ sent: 1 });
  });

  test('are none where no mail server is set', async () => {
    const owner = await aPerson(['action-owner']);
    await aPlanOf(owner, [{ dueOn: calendarDate('2026-11-20') }]);
    expect(await sendReminders(OPERATOR, TUESDAY)).toEqual({ sent: 0, refused: 0, postponed: 0 });
    expect(await send(TUESDAY)).toMatchObject({ sent: 1 });
  });
});

test('a manager gets the week’s digest on Monday: counts, and what needs attention', async () => {
  const manager = await aPerson(['manager'], 'york');
  const move = {
    from: calendarDate('2026-10-30'),
    to: calendarDate('2027-01-29'),
    reason: 'UNSAID REASON',
    on: calendarDate('2026-11-18'),
    by: 'system',
  };
  await aPlanOf(
    stranger,
    [
      { title: 'Late', dueOn: calendarDate('2026-11-20'), owner: { personId: null, title: 'Head of Safeguarding', partner: null } },
      { title: 'Postponed', dueOn: calendarDate('2027-01-29'), moves: [move], owner: { personId: null, title: null, partner: null } },
    ],
    'york',
  );
  const monday = moment('2026-11-23T08:00:00.000Z');
  await send(monday);
  expect(await send(monday)).toMatchObject({ sent: 0 });
  const letters = lettersTo(manager);
  expect(letters.map(({ headers }) => headers.get('subject'))).toEqual(['The improvement plan of York, week of 23 November 2026']);
  const text = letters[0]?.text ?? '';
  expect(text).toContain('The improvement plan of York has 2 actions: 1 overdue and 1 on track.');
  expect(text).toContain('Overdue: 1\n- 1.1 Late (Head of Safeguarding): due on 20 November 2026');
  expect(text).toContain('- 1.2 Postponed (nobody owns it): from 30 October 2026 to 29 January 2027');
  expect(text).toContain('http://localhost:3000/york/plan/exceptions');
  expect(text).not.toMatch(/UNSAID|SECRET/);
});

describe('the link that stops letters', () => {
  test('says what it would stop, stops it once it is told to, and leaves other letters alone', async () => {
    const owner = await aPerson(['action-owner']);
    await aPlanOf(owner, [{ dueOn: calendarDate('2026-11-20') }]);
    await send(TUESDAY);
    const token = tokenIn(lettersTo(owner)[0]?.text);
    expect(await viewStop(ANYBODY, token)).toEqual({ stop: 'reminders', isDone: false });
    expect((await viewOwnPage(owner.actor)).letters).toEqual(LETTERS);
    expect(await stopLetters(ANYBODY, token, thisMoment())).toBe(true);
    expect(await stopLetters(stranger.actor, token, thisMoment())).toBe(true);
    expect((await viewOwnPage(owner.actor)).letters).toEqual(['roles', 'digest', 'briefings']);
    expect((await viewOwnPage(stranger.actor)).letters).toEqual(LETTERS);
    expect(await viewStop(ANYBODY, token)).toEqual({ stop: 'reminders', isDone: true });
    expect(await send(TUESDAY.add({ hours: 7 * 24 }))).toMatchObject({ postponed: 0 });
    expect(lettersTo(owner)).toHaveLength(1);
  });

  test('is none with another person’s id, another kind of letter or another signature', async () => {
    const owner = await aPerson(['action-owner']);
    await aPlanOf(owner, [{ dueOn: calendarDate('2026-11-20') }]);
    await send(TUESDAY);
    const token = tokenIn(lettersTo(owner)[0]?.text);
    const [stop = '', person = '', signature = ''] = token.split('.');
    const forged = [
      '',
      'reminders',
      `digest.${person}.${signature}`,
      `${stop}.${stranger.actor.id}.${signature}`,
      `${stop}.${person}.${signature.slice(0, -2)}`,
      `${stop}.${person}.`,
      `toString.${person}.${signature}`,
    ];
    for (const each of forged) {
      expect(await viewStop(ANYBODY, each)).toBeNull();
      expect(await stopLetters(ANYBODY, each, thisMoment())).toBe(false);
    }
    expect((await viewOwnPage(owner.actor)).letters).toEqual(LETTERS);
  });
});

/** A plan of a council with these actions, all the person's own unless they say otherwise, and updated the day before. Answers the actions. */
async function aPlanOf(
  owner: TestPerson,
  facts: readonly Partial<Action>[],
  authority = 'barnsley',
  at: Moment = thisMoment(),
): Promise<readonly Action[]> {
  const plan = aPlan({ authority });
  const objective = anObjective(plan);
  const actions = facts.map((each, index) =>
    anAction(objective, { number: index + 1, owner: { personId: owner.actor.id, title: null, partner: null }, steps: [], ...each }),
  );
  const updates = actions.map((action) => anUpdate(action, { at: moment('2026-11-22T10:00:00.000Z') }));
  const internals = updates.map(({ id }) => ({ updateId: id, confidence: null, blockers: 'SECRET BLOCKER' }));
  await savePlanChange(
    authority,
    { plans: [plan], objectives: [objective], actions, updates, internals },
    { actor: 'system', reason: null, at },
  );
  return actions;
}

async function send(at: Moment, signal?: AbortSignal): Promise<SentLetters> {
  return mail.during(async () => sendReminders(OPERATOR, at, signal));
}

function lettersTo({ email }: TestPerson) {
  return mail.letters.filter(({ to }) => to === email);
}

function tokenIn(text = ''): string {
  return new URL(/http:\/\/\S+\/letters\/stop\?\S+/.exec(text)?.[0] ?? 'http://nothing').searchParams.get('token') ?? '';
}
