import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { database } from '@/database/client';
import { changeMembership } from '@/database/people';
import { ANYBODY, OPERATOR, type PersonActor, type Role } from '@/domain/access';
import { Forbidden, NotFound } from '@/domain/shared';
import { actorOf } from '@/operations/access';
import { verifyHistory, viewHistory } from '@/operations/history';
import { acceptInvitation, invitePerson, signIn, viewLink } from '@/operations/identity';
import {
  changeRoles,
  changeSuspension,
  endSessionsOf,
  eraseMember,
  ownData,
  saveOwnPage,
  viewAccount,
  viewMember,
  viewOwnPage,
  viewPeople,
  withdrawInvitation,
  type MemberChange,
} from '@/operations/people';
import { thisMoment } from '@/platform/clock';
import {
  administratorOf,
  aPerson,
  aVisit,
  good,
  PASSWORD,
  sentencesOf,
  theFirstAdministrator,
  tokenOf,
  type TestPerson,
} from '../support/people';
import { withReferenceSet } from '../support/reference-set';

const REASON = 'a new post';
const LAST = [
  'This is the council’s last administrator. Make somebody else an administrator first, or nobody could look after people and settings',
];

let first: TestPerson;

beforeAll(async () => {
  await withReferenceSet();
  first = await theFirstAdministrator();
});

describe('the people of a council', () => {
  test('are the administrator’s to see and to change, in the own council alone', async () => {
    const { actor: member } = await aPerson(['member']);
    const form = { roles: ['manager'], reason: REASON, version: 1 };
    const others = [ANYBODY, OPERATOR, member, (await aPerson(['manager'])).actor, administratorOf('rotherham')];
    for (const actor of others) {
      await expect(viewPeople(actor, 'barnsley', { page: 1, at: thisMoment() })).rejects.toThrow(Forbidden);
      await expect(viewMember(actor, 'barnsley', member.id, thisMoment())).rejects.toThrow(Forbidden);
      await expect(changeRoles(actor, 'barnsley', member.id, form, thisMoment())).rejects.toThrow(Forbidden);
      await expect(changeSuspension(actor, 'barnsley', member.id, { ...form, suspended: true }, thisMoment())).rejects.toThrow(Forbidden);
      await expect(endSessionsOf(actor, 'barnsley', member.id)).rejects.toThrow(Forbidden);
      await expect(eraseMember(actor, 'barnsley', member.id, { reason: REASON }, thisMoment())).rejects.toThrow(Forbidden);
      await expect(withdrawInvitation(actor, 'barnsley', randomUUID())).rejects.toThrow(Forbidden);
    }
    expect(await rolesOf(member)).toEqual(['member']);
  });

  test('are listed with roles and last sign-in, and whoever is invited with them', async () => {
    const { actor, email } = await aPerson(['member', 'scrutiny-officer']);
    const invited = `${randomUUID()}@example.gov.uk`;
    good(await invitePerson(first.actor, 'barnsley', { email: invited, roles: ['member'] }, aVisit()));
    const view = await viewPeople(first.actor, 'barnsley', { page: 1, at: thisMoment() });
    const listed = view.members.find(({ id }) => id === actor.id);
    expect(listed).toMatchObject({
      email,
      roles: ['member', 'scrutiny-officer'],
      suspended: false,
      hasPassword: true,
      hasSecondFactor: false,
    });
    expect(listed?.lastSignIn?.epochMilliseconds).toBeGreaterThan(thisMoment().epochMilliseconds - 60_000);
    expect(view.invitations).toContainEqual(expect.objectContaining({ email: invited, roles: ['member'] }));
    for (const page of [999, 1e300, Number.POSITIVE_INFINITY]) {
      await expect(viewPeople(first.actor, 'barnsley', { page, at: thisMoment() })).rejects.toThrow(NotFound);
    }
  });

  test('are found under their id alone, and only where they have had a role', async () => {
    const { actor } = await aPerson(['member'], 'rotherham');
    for (const id of [actor.id, randomUUID(), 'x', "'; --", '\u0000']) {
      await expect(viewMember(first.actor, 'barnsley', id, thisMoment())).rejects.toThrow(NotFound);
      await expect(changeRoles(first.actor, 'barnsley', id, { roles: [], reason: REASON, version: 1 }, thisMoment())).rejects.toThrow(
        NotFound,
      );
      await expect(endSessionsOf(first.actor, 'barnsley', id)).rejects.toThrow(NotFound);
    }
  });

  test('an invitation can be taken back until it is used, by the own council', async () => {
    const email = `${randomUUID()}@example.gov.uk`;
    const { link } = good(await invitePerson(first.actor, 'barnsley', { email, roles: ['member'] }, aVisit()));
    const { invitations } = await viewPeople(first.actor, 'barnsley', { page: 1, at: thisMoment() });
    const id = invitations.find((invitation) => invitation.email === email)?.id ?? '';
    expect(await withdrawInvitation(administratorOf('rotherham'), 'rotherham', id)).toBe(false);
    expect(await withdrawInvitation(first.actor, 'barnsley', id)).toBe(true);
    expect(await withdrawInvitation(first.actor, 'barnsley', id)).toBe(false);
    expect(await viewLink(ANYBODY, tokenOf(link), aVisit())).toBeNull();
  });
});

describe('roles', () => {
  test('are changed with a reason, in the history and from the next request on', async () => {
    const person = await aPerson(['manager']);
    expect(await change(person, ['member'])).toEqual({ ok: true });
    expect(await rolesOf(person.actor)).toEqual(['member']);
    expect(await actorOf(aVisit({ cookie: person.cookie }))).toMatchObject({ roles: [{ authority: 'barnsley', role: 'member' }] });
    const { membershipId } = await viewMember(first.actor, 'barnsley', person.actor.id, thisMoment());
    const { lines } = await viewHistory(first.actor, 'barnsley', { kind: 'membership', record: membershipId });
    expect(lines[0]).toMatchObject({ who: 'The First', sentences: ['Roles changed from manager to member'], reason: REASON });
  });

  test('are refused without a reason, without a difference, and where they are none', async () => {
    const person = await aPerson(['manager']);
    expect(sentencesIn(await change(person, ['member'], { reason: ' \u0000 ' }))).toEqual([
      'Say in a few words why. It stays in the history',
    ]);
    expect(sentencesIn(await change(person, ['member'], { reason: 'a'.repeat(501) }))).toEqual(['Shorten the reason to 500 characters']);
    expect(sentencesIn(await change(person, ['manager']))).toEqual(['Nothing is different from what is saved']);
    expect((await change(person, ['operator'])).ok).toBe(false);
    expect(await rolesOf(person.actor)).toEqual(['manager']);
  });

  test('can all be taken away and given back', async () => {
    const person = await aPerson(['manager']);
    expect(await change(person, [])).toEqual({ ok: true });
    expect(await actorOf(aVisit({ cookie: person.cookie }))).toMatchObject({ roles: [] });
    expect(await change(person, ['executive-reader'])).toEqual({ ok: true });
    expect(await rolesOf(person.actor)).toEqual(['executive-reader']);
  });

  test('that somebody else has changed meanwhile are told of, and saved with the next attempt', async () => {
    const person = await aPerson(['manager']);
    expect(await change(person, ['member'], { version: 1 })).toEqual({ ok: true });
    const late = await change(person, ['scrutiny-officer'], { version: 1 });
    expect(late).toMatchObject({ ok: false, version: 2 });
    expect(sentencesIn(late)[0]).toContain('The First has changed this meanwhile: the roles are now member, “a new post”.');
    expect(await rolesOf(person.actor)).toEqual(['member']);
    expect(await change(person, ['scrutiny-officer'], { version: 2 })).toEqual({ ok: true });
  });

  test('of ten at the same moment are saved once', async () => {
    const person = await aPerson(['manager']);
    const attempts = Array.from({ length: 10 }, async () => change(person, ['member'], { version: 1 }));
    expect((await Promise.all(attempts)).filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('do not count while they are suspended', async () => {
    const person = await aPerson(['manager']);
    const suspend = async (suspended: boolean, version: number) =>
      changeSuspension(first.actor, 'barnsley', person.actor.id, { suspended, reason: 'on leave', version }, thisMoment());
    expect(await suspend(true, 1)).toEqual({ ok: true });
    expect(await actorOf(aVisit({ cookie: person.cookie }))).toMatchObject({ roles: [] });
    expect((await suspend(true, 2)).ok).toBe(false);
    expect(await suspend(false, 2)).toEqual({ ok: true });
    expect(await actorOf(aVisit({ cookie: person.cookie }))).toMatchObject({ roles: [{ role: 'manager' }] });
  });
});

describe('the last administrator', () => {
  let only: TestPerson;

  beforeAll(async () => {
    only = await aPerson(['administrator'], 'leeds');
  });

  const ofLeeds = async (person: TestPerson, form: Record<string, unknown>) =>
    changeRoles(only.actor, 'leeds', person.actor.id, { reason: REASON, ...form }, thisMoment());

  test('cannot give the role away, be suspended or be erased', async () => {
    expect(sentencesIn(await ofLeeds(only, { roles: ['member'], version: 1 }))).toEqual(LAST);
    const suspension = { suspended: true, reason: REASON, version: 1 };
    expect(sentencesIn(await changeSuspension(only.actor, 'leeds', only.actor.id, suspension, thisMoment()))).toEqual(LAST);
    expect(sentencesOf(await eraseMember(only.actor, 'leeds', only.actor.id, { reason: REASON }, thisMoment()))).toEqual(LAST);
    expect(await ofLeeds(only, { roles: ['administrator', 'member'], version: 1 })).toEqual({ ok: true });
  });

  test('is not the last once there is another who is not suspended', async () => {
    const second = await aPerson(['administrator'], 'leeds');
    const suspension = { suspended: true, reason: REASON, version: 1 };
    expect(await changeSuspension(only.actor, 'leeds', second.actor.id, suspension, thisMoment())).toEqual({ ok: true });
    expect(sentencesIn(await ofLeeds(only, { roles: ['member'], version: 2 }))).toEqual(LAST);
  });

  test('stays when two take each other’s role at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const council = ['rotherham', 'sheffield', 'doncaster', 'kirklees', 'wakefield'][round] ?? '';
      const [one, other] = [await aPerson(['administrator'], council), await aPerson(['administrator'], council)];
      const take = async (by: TestPerson, from: TestPerson) =>
        changeRoles(by.actor, council, from.actor.id, { roles: ['member'], reason: REASON, version: 1 }, thisMoment());
      const outcomes = await Promise.all([take(one, other), take(other, one)]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.flatMap((outcome) => (outcome.ok ? [] : sentencesIn(outcome)))).toEqual(LAST);
    }
  });

  test('is held by the database as well', async () => {
    const { membershipId } = await viewMember(only.actor, 'leeds', only.actor.id, thisMoment());
    const note = { actor: 'system', reason: REASON, at: thisMoment() };
    await expect(changeMembership({ id: membershipId, version: 2, roles: [], suspended: false }, note)).rejects.toThrow(
      /without its last administrator/,
    );
  });
});

describe('sessions', () => {
  test('of somebody are ended by the administrator', async () => {
    const person = await aPerson(['member']);
    good(await signIn(ANYBODY, { email: person.email, password: PASSWORD }, aVisit()));
    expect((await viewMember(first.actor, 'barnsley', person.actor.id, thisMoment())).sessions).toBe(2);
    expect(await endSessionsOf(first.actor, 'barnsley', person.actor.id)).toBe(2);
    expect(await actorOf(aVisit({ cookie: person.cookie }))).toEqual(ANYBODY);
  });

  test('and address of somebody who has left for another council are that council’s to know', async () => {
    const person = await aPerson(['member']);
    await join(person.actor, 'kirklees');
    expect(await viewMember(first.actor, 'barnsley', person.actor.id, thisMoment())).toMatchObject({
      sessions: 1,
      member: { email: person.email },
    });
    expect(await change(person, [])).toEqual({ ok: true });
    const view = await viewMember(first.actor, 'barnsley', person.actor.id, thisMoment());
    expect(view).toMatchObject({ sessions: null, member: { email: null, lastSignIn: null, roles: [] } });
    const { members } = await viewPeople(first.actor, 'barnsley', { page: 1, at: thisMoment() });
    expect(members.find(({ id }) => id === person.actor.id)).toMatchObject({ email: null, lastSignIn: null });
    await expect(endSessionsOf(first.actor, 'barnsley', person.actor.id)).rejects.toThrow(Forbidden);
    expect(await actorOf(aVisit({ cookie: person.cookie }))).toMatchObject({ kind: 'person' });
  });
});

describe('erasing somebody', () => {
  test('takes name, address, ways in, sessions and roles, and leaves the id with the history', async () => {
    const person = await aPerson(['manager']);
    const { id } = person.actor;
    good(await saveOwnPage(person.actor, { name: 'Nora Quill', jobTitle: 'Head of Quality', letters: [] }, thisMoment()));
    good(await invitePerson(first.actor, 'barnsley', { email: person.email, roles: ['member'] }, aVisit()));
    expect(sentencesOf(await eraseMember(first.actor, 'barnsley', id, { reason: '' }, thisMoment()))).toEqual([
      'Say in a few words why. It stays in the history',
    ]);
    good(await eraseMember(first.actor, 'barnsley', id, { reason: 'asked for it' }, thisMoment()));

    expect(await actorOf(aVisit({ cookie: person.cookie }))).toEqual(ANYBODY);
    expect((await signIn(ANYBODY, { email: person.email, password: PASSWORD }, aVisit())).ok).toBe(false);
    await expect(viewMember(first.actor, 'barnsley', id, thisMoment())).rejects.toThrow(NotFound);
    expect((await viewPeople(first.actor, 'barnsley', { page: 1, at: thisMoment() })).members.map((member) => member.id)).not.toContain(id);
    const { lines } = await viewHistory(first.actor, 'barnsley', { kind: 'membership' });
    expect(lines[0]).toMatchObject({
      record: { name: 'the roles of a person no longer here' },
      sentences: ['Roles changed from manager to none'],
      reason: 'asked for it',
    });
    for (const text of ['Nora Quill', 'Head of Quality', person.email]) expect(await tablesHolding(text)).toEqual([]);
    expect(await tablesHolding(id)).toEqual(['history_entry', 'membership', 'person']);
    expect((await verifyHistory(OPERATOR, null)).flatMap(({ fault }) => fault ?? [])).toEqual([]);
  });

  test('is for those alone who reach no further than the own council', async () => {
    const { actor } = await aPerson(['member']);
    await join(actor, 'bradford');
    expect(sentencesOf(await eraseMember(first.actor, 'barnsley', actor.id, { reason: REASON }, thisMoment()))[0]).toContain(
      'beyond your council',
    );
    const second = await aPerson(['administrator']);
    expect(sentencesOf(await eraseMember(second.actor, 'barnsley', first.actor.id, { reason: REASON }, thisMoment()))[0]).toContain(
      'beyond your council',
    );
  });

  test('cannot be undone by giving roles, a session or a password to nobody', async () => {
    const { actor } = await aPerson(['member']);
    good(await eraseMember(first.actor, 'barnsley', actor.id, { reason: REASON }, thisMoment()));
    await expect(join(actor, 'bradford')).rejects.toThrow(/is erased/);
    const at = new Date();
    const account = { id: randomUUID(), userId: actor.id, providerId: 'openid-x', accountId: 'x', createdAt: at, updatedAt: at };
    await expect(database().account.create({ data: account })).rejects.toThrow(/is erased/);
    await expect(database().person.update({ where: { id: actor.id }, data: { name: 'Somebody' } })).rejects.toThrow(
      /person_erased_is_nobody/,
    );
  });
});

describe('the own page', () => {
  test('is for whoever is signed in', async () => {
    await expect(viewOwnPage(ANYBODY)).rejects.toThrow(Forbidden);
    await expect(viewOwnPage(OPERATOR)).rejects.toThrow(Forbidden);
    await expect(saveOwnPage(ANYBODY, {}, thisMoment())).rejects.toThrow(Forbidden);
    await expect(ownData(ANYBODY, thisMoment())).rejects.toThrow(Forbidden);
    expect(await viewAccount(ANYBODY)).toBeNull();
  });

  test('says in which councils somebody owns actions: a manager reports for others', async () => {
    const { actor: owner } = await aPerson(['action-owner', 'member']);
    expect(await viewAccount(owner)).toMatchObject({ reportsIn: ['barnsley'] });
    const { actor: manager } = await aPerson(['manager']);
    expect(await viewAccount(manager)).toMatchObject({ reportsIn: [] });
  });

  test('keeps name, job title and the letters wanted', async () => {
    const { actor } = await aPerson(['member']);
    expect(await viewOwnPage(actor)).toMatchObject({
      name: 'A Person',
      jobTitle: null,
      letters: ['roles', 'due', 'overdue', 'silent', 'digest', 'briefings'],
    });
    expect(await viewAccount(actor)).toEqual({ who: 'A Person', administers: [], reportsIn: [] });
    good(await saveOwnPage(actor, { name: ' Ada\n Archer ', jobTitle: 'Councillor', letters: [] }, thisMoment()));
    expect(await viewOwnPage(actor)).toMatchObject({ name: 'Ada Archer', jobTitle: 'Councillor', letters: [] });
    expect(await viewAccount(actor)).toEqual({ who: 'Councillor', administers: [], reportsIn: [] });
    expect(sentencesOf(await saveOwnPage(actor, { name: ' ', jobTitle: 'x'.repeat(121), letters: [] }, thisMoment()))).toEqual([
      'Enter your name',
      'Shorten the job title to 120 characters',
    ]);
  });

  test('gives all that is held on the person, without keys, and nothing of others', async () => {
    const { actor, email, cookie } = await aPerson(['manager']);
    const text = await ownData(actor, thisMoment());
    const data = z
      .looseObject({
        person: z.looseObject({}),
        roles: z.array(z.looseObject({})),
        sessions: z.array(z.unknown()),
        signIns: z.array(z.unknown()),
      })
      .parse(JSON.parse(text));
    expect(data.person).toMatchObject({ id: actor.id, email, name: 'A Person', signsInWithPassword: true });
    expect(data.roles).toMatchObject([{ council: 'barnsley', roles: ['manager'], suspended: false }]);
    expect([data.sessions.length, data.signIns.length]).toEqual([1, 1]);
    expect(text).toContain('Invitation accepted');
    for (const secret of ['argon2', decodeURIComponent(cookie).split(/[=.]/)[2] ?? cookie, first.email]) expect(text).not.toContain(secret);
  });
});

async function change(
  person: TestPerson,
  roles: readonly string[],
  { reason = REASON, version }: { readonly reason?: string; readonly version?: number } = {},
): Promise<MemberChange> {
  const { member } = await viewMember(first.actor, 'barnsley', person.actor.id, thisMoment());
  return changeRoles(first.actor, 'barnsley', person.actor.id, { roles, reason, version: version ?? member.version }, thisMoment());
}

async function rolesOf({ id }: PersonActor): Promise<readonly Role[]> {
  return (await viewMember(first.actor, 'barnsley', id, thisMoment())).member.roles;
}

function sentencesIn(change: MemberChange): readonly string[] {
  return change.ok ? [] : change.problems.map(({ message }) => message);
}

/** A role in another council for somebody who has an account. */
async function join(actor: PersonActor, council: string): Promise<void> {
  const email = `${randomUUID()}@example.gov.uk`;
  const { link } = good(await invitePerson(administratorOf(council), council, { email, roles: ['member'] }, aVisit()));
  good(await acceptInvitation(actor, tokenOf(link), {}, aVisit()));
}

/** The tables in which any row holds the text anywhere. */
async function tablesHolding(text: string): Promise<readonly string[]> {
  const tables = await database().$queryRaw<{ name: string }[]>`
    SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY c.relname`;
  const holding: string[] = [];
  for (const { name } of tables) {
    const rows = await database().$queryRawUnsafe<unknown[]>(`SELECT 1 FROM "${name}" t WHERE strpos(t::text, $1) > 0 LIMIT 1`, text);
    if (rows.length > 0) holding.push(name);
  }
  return holding;
}
