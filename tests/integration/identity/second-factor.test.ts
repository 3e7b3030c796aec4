import { beforeAll, describe, expect, test } from 'vitest';

import { qrCode } from '@/documents/qr-code';
import { ANYBODY, OPERATOR } from '@/domain/access';
import { Forbidden } from '@/domain/shared';
import { actorOf } from '@/operations/access';
import {
  answerSecondFactor,
  beginSecondFactor,
  chooseNewPassword,
  confirmSecondFactor,
  isSecondFactorAwaited,
  openAccountAgain,
  removeSecondFactor,
  renewRecoveryCodes,
  signIn,
  viewOwnSecondFactor,
} from '@/operations/identity';
import { codeOf } from '../../support/authenticator-app';
import { runSql } from '../../support/database';
import {
  administratorOf,
  aPerson,
  aVisit,
  cookieHeader,
  good,
  PASSWORD,
  personOf,
  sentencesOf,
  tokenOf,
  type TestPerson,
} from '../../support/people';
import { withReferenceSet } from '../../support/reference-set';

beforeAll(async () => {
  await withReferenceSet();
});

describe('setting up an authenticator app', () => {
  test('takes the password and a code, and from then on signing in takes a code', async () => {
    const person = await aPerson();
    const visit = aVisit({ cookie: person.cookie });
    expect(sentencesOf(await beginSecondFactor(person.actor, { password: 'not my password' }, visit))).toEqual([
      'Enter the password you sign in with. This one is not right',
    ]);
    const { key, address, picture, recoveryCodes } = good(await beginSecondFactor(person.actor, { password: PASSWORD }, visit));
    expect(address).toMatch(/^otpauth:\/\/totp\/localhost:/);
    expect(new URL(address).searchParams.get('secret')).toBe(key);
    expect(picture).toEqual(qrCode(address));
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await signInWithPassword(person)).step).toBe('go-on');
    expect(sentencesOf(await confirmSecondFactor(person.actor, { code: '000000' }, visit))).toEqual([
      'Enter the code that the app shows now. This one is not right',
    ]);
    const confirmed = good(await confirmSecondFactor(person.actor, { code: codeOf(key) }, visit));
    expect((await personOf(confirmed)).sessionId).not.toBe(person.actor.sessionId);
    expect(await actorOf(visit)).toBe(ANYBODY);
    expect((await signInWithPassword(person)).step).toBe('answer-second-factor');
  });

  test('is each person’s own affair', async () => {
    await expect(beginSecondFactor(ANYBODY, { password: PASSWORD }, aVisit())).rejects.toThrow(Forbidden);
    await expect(confirmSecondFactor(ANYBODY, { code: '000000' }, aVisit())).rejects.toThrow(Forbidden);
    await expect(removeSecondFactor(OPERATOR, { password: PASSWORD }, aVisit())).rejects.toThrow(Forbidden);
    await expect(renewRecoveryCodes(ANYBODY, { password: PASSWORD }, aVisit())).rejects.toThrow(Forbidden);
    await expect(viewOwnSecondFactor(ANYBODY)).rejects.toThrow(Forbidden);
  });

  test('does not let a password be guessed in an open browser', async () => {
    const person = await aPerson();
    const visit = aVisit({ cookie: person.cookie });
    for (let attempt = 0; attempt < 12; attempt += 1) await beginSecondFactor(person.actor, { password: `guess ${attempt}` }, visit);
    expect(sentencesOf(await beginSecondFactor(person.actor, { password: PASSWORD }, visit))[0]).toContain('too many attempts');
  });
});

describe('the code after the password', () => {
  test('makes the session; without it there is none', async () => {
    const { person, key } = await somebodyWithApp();
    const half = await signInWithPassword(person);
    const visit = aVisit({ cookie: cookieHeader(half.cookies) });
    expect(await actorOf(visit)).toBe(ANYBODY);
    expect(isSecondFactorAwaited(ANYBODY, visit)).toBe(true);
    expect(isSecondFactorAwaited(ANYBODY, aVisit())).toBe(false);
    const whole = good(await answerSecondFactor(ANYBODY, { code: ` ${codeOf(key, 1).replace(/(...)/, '$1 ')}` }, visit));
    expect(await personOf(whole)).toMatchObject({ id: person.actor.id });
  });

  test('is good once, also for another sign-in at the same moment', async () => {
    const { person, key } = await somebodyWithApp();
    const code = codeOf(key, 1);
    const [first, second] = [await signInWithPassword(person), await signInWithPassword(person)];
    good(await answerSecondFactor(ANYBODY, { code }, aVisit({ cookie: cookieHeader(first.cookies) })));
    const again = await answerSecondFactor(ANYBODY, { code }, aVisit({ cookie: cookieHeader(second.cookies) }));
    expect(sentencesOf(again)).toEqual(['Wait for the next code. This one has been used already']);
  });

  test('cannot be guessed: after five wrong ones the password is asked for again, after ten the right one waits', async () => {
    const { person, key } = await somebodyWithApp();
    for (let round = 0; round < 2; round += 1) {
      const visit = aVisit({ cookie: cookieHeader((await signInWithPassword(person)).cookies) });
      for (let attempt = 0; attempt < 5; attempt += 1)
        expect((await answerSecondFactor(ANYBODY, { code: '000000' }, visit)).ok).toBe(false);
      expect((await answerSecondFactor(ANYBODY, { code: codeOf(key, 1) }, visit)).ok).toBe(false);
    }
    const third = aVisit({ cookie: cookieHeader((await signInWithPassword(person)).cookies) });
    expect((await answerSecondFactor(ANYBODY, { code: codeOf(key, 1) }, third)).ok).toBe(false);
  });

  test('belongs to the person whose password was right, whoever’s session the browser also holds', async () => {
    const { person } = await somebodyWithApp();
    const other = await somebodyWithApp();
    const half = await signInWithPassword(person);
    const visit = aVisit({ cookie: `${other.person.cookie}; ${cookieHeader(half.cookies)}` });
    expect((await answerSecondFactor(other.person.actor, { code: codeOf(other.key, 1) }, visit)).ok).toBe(false);
  });

  test('is refused without a password before it', async () => {
    expect(sentencesOf(await answerSecondFactor(ANYBODY, { code: '123456' }, aVisit()))).toEqual([
      'Too much time has passed since the password. Sign in again',
    ]);
    const forged = aVisit({ cookie: 'inspections.two_factor=2fa-abcdefghijklmnopqrst.c2lnbmF0dXJl' });
    expect((await answerSecondFactor(ANYBODY, { code: '123456' }, forged)).ok).toBe(false);
  });
});

describe('a recovery code', () => {
  test('signs in once, and renewed codes take the place of the old', async () => {
    const { person, recoveryCodes, cookie, actor } = await somebodyWithApp();
    const [code = '', other = ''] = recoveryCodes;
    const useCode = async (wanted: string) =>
      answerSecondFactor(ANYBODY, { code: wanted }, aVisit({ cookie: cookieHeader((await signInWithPassword(person)).cookies) }));
    good(await useCode(code));
    expect((await useCode(code)).ok).toBe(false);
    const [renewed = ''] = good(await renewRecoveryCodes(actor, { password: PASSWORD }, aVisit({ cookie })));
    expect((await useCode(other)).ok).toBe(false);
    good(await useCode(renewed));
  });
});

describe('without the app', () => {
  test('an administrator’s link takes the second factor away with the password', async () => {
    const { person, cookie } = await somebodyWithApp();
    const { link } = good(await openAccountAgain(administratorOf('barnsley'), 'barnsley', person.actor.id, aVisit()));
    good(await chooseNewPassword(ANYBODY, tokenOf(link), { password: 'copper violin meadow' }, aVisit()));
    expect(await actorOf(aVisit({ cookie }))).toBe(ANYBODY);
    const again = good(await signIn(ANYBODY, { email: person.email, password: 'copper violin meadow' }, aVisit()));
    expect(again.step).toBe('go-on');
  });

  test('whoever is signed in can take it away with the password', async () => {
    const { person, cookie, actor } = await somebodyWithApp();
    expect((await removeSecondFactor(actor, { password: 'not my password' }, aVisit({ cookie }))).ok).toBe(false);
    good(await removeSecondFactor(actor, { password: PASSWORD }, aVisit({ cookie })));
    expect((await signInWithPassword(person)).step).toBe('go-on');
  });
});

test('where a council requires it, roles there do not count until it is set up', async () => {
  const person = await aPerson(['manager'], 'leeds');
  await requireSecondFactor('leeds');
  expect(await actorOf(aVisit({ cookie: person.cookie }))).toMatchObject({ id: person.actor.id, roles: [] });
  const signedIn = await signInWithPassword(person);
  expect(signedIn.step).toBe('set-up-second-factor');
  const visit = aVisit({ cookie: cookieHeader(signedIn.cookies) });
  const actor = await personOf(signedIn);
  expect(await viewOwnSecondFactor(actor)).toEqual({ hasPassword: true, isSetUp: false, isMissing: true });
  const { key } = good(await beginSecondFactor(actor, { password: PASSWORD }, visit));
  const confirmed = good(await confirmSecondFactor(actor, { code: codeOf(key) }, visit));
  expect(await personOf(confirmed)).toMatchObject({ roles: [{ authority: 'leeds', role: 'manager' }] });
});

/** Somebody whose app is set up, signed in since. */
async function somebodyWithApp() {
  const person = await aPerson();
  const visit = aVisit({ cookie: person.cookie });
  const { key, recoveryCodes } = good(await beginSecondFactor(person.actor, { password: PASSWORD }, visit));
  const confirmed = good(await confirmSecondFactor(person.actor, { code: codeOf(key) }, visit));
  return { person, key, recoveryCodes, cookie: cookieHeader(confirmed.cookies), actor: await personOf(confirmed) };
}

async function signInWithPassword({ email }: TestPerson) {
  return good(await signIn(ANYBODY, { email, password: PASSWORD }, aVisit()));
}

async function requireSecondFactor(authority: string): Promise<void> {
  await runSql(
    process.env.DATABASE_URL ?? '',
    `BEGIN; SET LOCAL session_replication_role = replica;
     INSERT INTO council_settings (authority_id, colour, public_sees_plan, public_sees_briefings, second_factor_required, reminder_days, overview_indicators)
     SELECT id, '#4c2c69', false, false, true, '{}', '{}' FROM authority WHERE slug = '${authority}'; COMMIT`,
  );
}
