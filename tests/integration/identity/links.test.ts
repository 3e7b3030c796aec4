import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';

import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { ANYBODY, OPERATOR } from '@/domain/access';
import { Forbidden, NotFound } from '@/domain/shared';
import { actorOf } from '@/operations/access';
import {
  acceptInvitation,
  chooseNewPassword,
  invitePerson,
  makeFirstAdministratorLink,
  openAccountAgain,
  requestPasswordReset,
  signIn,
  viewLink,
} from '@/operations/identity';
import { thisMoment } from '@/platform/clock';
import {
  administratorOf,
  aPerson,
  aVisit,
  cookieHeader,
  good,
  PASSWORD,
  personOf,
  sentencesOf,
  theFirstAdministrator,
  tokenOf,
  type TestPerson,
} from '../../support/people';
import { withReferenceSet } from '../../support/reference-set';

const NEW_PASSWORD = 'copper violin meadow';
const USED_UP = ['This link cannot be used any more. It works once and for a limited time: ask for another'];
const NEWCOMER = { name: 'New Comer', password: PASSWORD };

let first: TestPerson;

beforeAll(async () => {
  await withReferenceSet();
});

describe('the first administrator', () => {
  test('is made with a link that each start replaces, and that only whoever runs the installation can make', async () => {
    await expect(makeFirstAdministratorLink(ANYBODY, thisMoment())).rejects.toThrow(Forbidden);
    await expect(makeFirstAdministratorLink(administratorOf('barnsley'), thisMoment())).rejects.toThrow(Forbidden);
    const earlier = tokenOf(await makeFirstAdministratorLink(OPERATOR, thisMoment()));
    const later = tokenOf(await makeFirstAdministratorLink(OPERATOR, thisMoment()));
    expect(await viewLink(ANYBODY, earlier, aVisit())).toBeNull();
    expect(await viewLink(ANYBODY, later, aVisit())).toMatchObject({
      roles: ['administrator'],
      council: { slug: 'barnsley' },
      email: null,
    });
    expect(sentencesOf(await acceptInvitation(ANYBODY, later, NEWCOMER, aVisit()))).toEqual(['Enter your email address']);
  });

  test('administers the home council and looks after the installation', async () => {
    first = await theFirstAdministrator();
    expect(first.actor).toMatchObject({ operator: true, roles: [{ authority: 'barnsley', role: 'administrator' }] });
  });

  test('is the only one: from then on no start makes such a link', async () => {
    expect(await makeFirstAdministratorLink(OPERATOR, thisMoment())).toBeNull();
  });
});

describe('an invitation', () => {
  const invite = async (roles: readonly string[] = ['manager']) =>
    good(await invitePerson(administratorOf('barnsley'), 'barnsley', { email: `${randomUUID()}@example.gov.uk`, roles }, aVisit()));

  test('is the administrator’s to send, in the own council alone', async () => {
    const input = { email: 'somebody@example.gov.uk', roles: ['member'] };
    for (const actor of [ANYBODY, OPERATOR, administratorOf('rotherham'), (await aPerson(['manager'])).actor]) {
      await expect(invitePerson(actor, 'barnsley', input, aVisit())).rejects.toThrow(Forbidden);
    }
  });

  test('says what is missing', async () => {
    const ask = async (input: Record<string, unknown>) =>
      sentencesOf(await invitePerson(administratorOf('barnsley'), 'barnsley', input, aVisit()));
    expect(await ask({ email: 'nobody', roles: [] })).toEqual([
      'Enter an email address, like name@example.gov.uk',
      'Choose at least one role',
    ]);
    expect(await ask({ email: 'a@example.gov.uk', roles: ['operator'] })).toHaveLength(1);
    expect(await ask({ email: 'a@example.gov.uk\r\nBcc: b@example.gov.uk', roles: ['member'] })).toHaveLength(1);
  });

  test('shows the link to the administrator, this once, where no mail can be sent', async () => {
    const { sentTo, link } = await invite();
    expect(sentTo).toBeNull();
    expect(link).toMatch(/^http:\/\/localhost:3000\/invitation\?token=[\w-]{43}$/);
  });

  test('gives its roles once: used again it is refused, also when two come at the same moment', async () => {
    const token = tokenOf((await invite(['manager', 'member'])).link);
    const answers = await Promise.all([1, 2, 3].map(async () => acceptInvitation(ANYBODY, token, NEWCOMER, aVisit())));
    const winners = answers.filter(({ ok }) => ok);
    expect(winners).toHaveLength(1);
    for (const loser of answers.filter(({ ok }) => !ok)) expect(sentencesOf(loser)).toEqual(USED_UP);
    expect(sentencesOf(await acceptInvitation(ANYBODY, token, NEWCOMER, aVisit()))).toEqual(USED_UP);
    expect(await viewLink(ANYBODY, token, aVisit())).toBeNull();
  });

  test('works for a week, and looking at it uses nothing up', async () => {
    const token = tokenOf((await invite()).link);
    const late = aVisit({ at: thisMoment().add({ hours: 7 * 24 + 1 }) });
    expect(sentencesOf(await acceptInvitation(ANYBODY, token, NEWCOMER, late))).toEqual(USED_UP);
    for (let look = 0; look < 3; look += 1) expect(await viewLink(ANYBODY, token, aVisit())).not.toBeNull();
    good(await acceptInvitation(ANYBODY, token, NEWCOMER, aVisit()));
  });

  test('wants a name and a password that is long and hard to guess', async () => {
    const token = tokenOf((await invite()).link);
    const ask = async (name: string, password: string) => sentencesOf(await acceptInvitation(ANYBODY, token, { name, password }, aVisit()));
    expect(await ask(' ', 'short')).toEqual(['Enter your name', 'Enter a password of 12 characters or more']);
    expect(await ask('A', 'password1234')).toEqual(['Enter a password that is harder to guess, such as three random words']);
    expect(await ask('A', 'x'.repeat(201))).toContain('Enter a password of 200 characters or fewer');
  });

  test('adds roles to somebody who is signed in, and needs no password', async () => {
    const person = await aPerson(['member']);
    const token = tokenOf((await invite(['scrutiny-officer'])).link);
    good(await acceptInvitation(person.actor, token, {}, aVisit()));
    expect(await actorOf(aVisit({ cookie: person.cookie }))).toMatchObject({
      id: person.actor.id,
      roles: [
        { authority: 'barnsley', role: 'member' },
        { authority: 'barnsley', role: 'scrutiny-officer' },
      ],
    });
  });

  test('never takes over an account that has the address already: its holder signs in first', async () => {
    const known = await aPerson(['member']);
    const invited = good(await invitePerson(administratorOf('leeds'), 'leeds', { email: known.email, roles: ['manager'] }, aVisit()));
    const token = tokenOf(invited.link);
    const attempt = await acceptInvitation(ANYBODY, token, { name: 'Somebody Else', password: NEW_PASSWORD }, aVisit());
    expect(sentencesOf(attempt)[0]).toContain('Sign in with it, then open the link again');
    good(await signIn(ANYBODY, { email: known.email, password: PASSWORD }, aVisit()));
    good(await acceptInvitation(known.actor, token, {}, aVisit()));
  });

  test('leads to nothing with a token that was made up', async () => {
    for (const token of ['', 'x', 'A'.repeat(43), '%00']) {
      expect(await viewLink(ANYBODY, token, aVisit())).toBeNull();
      expect(sentencesOf(await acceptInvitation(ANYBODY, token, NEWCOMER, aVisit()))).toEqual(USED_UP);
      expect(sentencesOf(await chooseNewPassword(ANYBODY, token, { password: NEW_PASSWORD }, aVisit()))).toEqual(USED_UP);
    }
  });
});

describe('an account that an administrator opens again', () => {
  test('gets a new password, loses its sessions, and the link is used up', async () => {
    const person = await aPerson(['member']);
    const { link } = good(await openAccountAgain(administratorOf('barnsley'), 'barnsley', person.actor.id, aVisit()));
    expect(link).toContain('/password/new?token=');
    good(await chooseNewPassword(ANYBODY, tokenOf(link), { password: NEW_PASSWORD }, aVisit()));
    expect(await actorOf(aVisit({ cookie: person.cookie }))).toBe(ANYBODY);
    expect((await signIn(ANYBODY, { email: person.email, password: PASSWORD }, aVisit())).ok).toBe(false);
    good(await signIn(ANYBODY, { email: person.email, password: NEW_PASSWORD }, aVisit()));
    expect(sentencesOf(await chooseNewPassword(ANYBODY, tokenOf(link), { password: PASSWORD }, aVisit()))).toEqual(USED_UP);
  });

  test('is none of those that reach beyond the administrator’s councils, or look after the installation', async () => {
    const person = await aPerson(['member']);
    const invited = good(await invitePerson(administratorOf('leeds'), 'leeds', { email: person.email, roles: ['manager'] }, aVisit()));
    good(await acceptInvitation(person.actor, tokenOf(invited.link), {}, aVisit()));
    const open = async (id: string) => openAccountAgain(administratorOf('barnsley'), 'barnsley', id, aVisit());
    for (const id of [person.actor.id, first.actor.id]) expect(sentencesOf(await open(id))[0]).toContain('reaches beyond your council');
    await expect(openAccountAgain(administratorOf('rotherham'), 'rotherham', person.actor.id, aVisit())).rejects.toThrow(NotFound);
    await expect(openAccountAgain(administratorOf('rotherham'), 'barnsley', person.actor.id, aVisit())).rejects.toThrow(Forbidden);
  });

  test('is not opened by an invitation’s link, nor an invitation accepted with this one', async () => {
    const person = await aPerson();
    const { link } = good(await openAccountAgain(administratorOf('barnsley'), 'barnsley', person.actor.id, aVisit()));
    expect(sentencesOf(await acceptInvitation(ANYBODY, tokenOf(link), NEWCOMER, aVisit()))).toEqual(USED_UP);
  });
});

describe('where there is a mail server', () => {
  const letters: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let letter = '';
      stream.setEncoding('utf8').on('data', (text: string) => (letter += text));
      stream.on('end', () => {
        letters.push(letter.replaceAll('=\r\n', '').replaceAll('=3D', '='));
        done();
      });
    },
  });

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const { port } = addressOf(server.server.address());
    process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  });

  beforeEach(() => {
    letters.length = 0;
  });

  afterAll(async () => {
    delete process.env.SMTP_URL;
    await new Promise<void>((resolve) => server.close(resolve));
  });

  test('an invitation is sent, and nobody sees its link', async () => {
    const sent = good(
      await invitePerson(
        administratorOf('barnsley'),
        'barnsley',
        { email: 'Invited@example.gov.uk', roles: ['member', 'manager'] },
        aVisit(),
      ),
    );
    expect(sent).toEqual({ sentTo: 'invited@example.gov.uk', link: null });
    expect(letters).toHaveLength(1);
    expect(letters[0]).toContain('To: invited@example.gov.uk');
    expect(letters[0]).toContain('member and manager');
    good(await acceptInvitation(ANYBODY, tokenInLetter(), NEWCOMER, aVisit()));
  });

  test('a forgotten password is chosen anew with a link that works for an hour', async () => {
    const person = await somebodyInvitedByMail();
    letters.length = 0;
    good(await requestPasswordReset(ANYBODY, { email: person.email.toUpperCase() }, aVisit()));
    await letterNumber(1);
    const token = tokenInLetter();
    const late = aVisit({ at: thisMoment().add({ minutes: 61 }) });
    expect(sentencesOf(await chooseNewPassword(ANYBODY, token, { password: NEW_PASSWORD }, late))).toEqual(USED_UP);
    expect(sentencesOf(await chooseNewPassword(ANYBODY, token, { password: 'password1234' }, aVisit()))[0]).toContain('harder to guess');
    good(await chooseNewPassword(ANYBODY, token, { password: NEW_PASSWORD }, aVisit()));
    await letterNumber(2);
    expect(letters[1]).toContain('has just been changed');
    expect(await actorOf(aVisit({ cookie: person.cookie }))).toBe(ANYBODY);
    good(await signIn(ANYBODY, { email: person.email, password: NEW_PASSWORD }, aVisit()));
    expect(sentencesOf(await chooseNewPassword(ANYBODY, token, { password: PASSWORD }, aVisit()))).toEqual(USED_UP);
  });

  test('a later link for a forgotten password takes the place of the one before, and the fourth in an hour is refused', async () => {
    const person = await somebodyInvitedByMail();
    letters.length = 0;
    good(await requestPasswordReset(ANYBODY, { email: person.email }, aVisit()));
    await letterNumber(1);
    const earlier = tokenInLetter();
    good(await requestPasswordReset(ANYBODY, { email: person.email }, aVisit()));
    await letterNumber(2);
    expect(await viewLink(ANYBODY, earlier, aVisit())).toBeNull();
    good(await requestPasswordReset(ANYBODY, { email: person.email }, aVisit()));
    await letterNumber(3);
    expect(sentencesOf(await requestPasswordReset(ANYBODY, { email: person.email }, aVisit()))[0]).toContain('too many');
  });

  test('the answer for an address that nobody has is the same, and no letter is sent', async () => {
    expect(await requestPasswordReset(ANYBODY, { email: 'nobody@example.gov.uk' }, aVisit())).toEqual({ ok: true, value: null });
    const person = await somebodyInvitedByMail();
    letters.length = 0;
    good(await requestPasswordReset(ANYBODY, { email: person.email }, aVisit()));
    await letterNumber(1);
    expect(letters[0]).toContain(person.email);
  });

  describe('that does not answer', () => {
    const right = () => process.env.SMTP_URL ?? '';
    let kept = '';

    beforeEach(async () => {
      kept = right();
      const probe = createServer().listen(0, '127.0.0.1');
      await once(probe, 'listening');
      const { port } = addressOf(probe.address());
      probe.close();
      process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
    });

    afterEach(() => {
      process.env.SMTP_URL = kept;
    });

    test('the administrator is shown the link instead', async () => {
      const input = { email: 'unreachable@example.gov.uk', roles: ['member'] };
      const sent = good(await invitePerson(administratorOf('barnsley'), 'barnsley', input, aVisit()));
      expect(sent.sentTo).toBeNull();
      good(await acceptInvitation(ANYBODY, tokenOf(sent.link), NEWCOMER, aVisit()));
    });
  });

  async function somebodyInvitedByMail(): Promise<TestPerson> {
    const email = `${randomUUID()}@example.gov.uk`;
    good(await invitePerson(administratorOf('barnsley'), 'barnsley', { email, roles: ['member'] }, aVisit()));
    const signedIn = good(await acceptInvitation(ANYBODY, tokenInLetter(), NEWCOMER, aVisit()));
    return { email, cookie: cookieHeader(signedIn.cookies), actor: await personOf(signedIn) };
  }

  function tokenInLetter(): string {
    return tokenOf(/http:\/\/\S+/.exec(letters.at(-1) ?? '')?.[0] ?? null);
  }

  async function letterNumber(count: number): Promise<void> {
    for (let wait = 0; wait < 200 && letters.length < count; wait += 1) await new Promise((resolve) => setTimeout(resolve, 25));
    expect(letters).toHaveLength(count);
  }
});

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address;
}
