import { z } from 'zod';

import { qrCode, type QrCode } from '@/documents/qr-code';
import type { Actor } from '@/domain/access';
import { accepted, NotFound, refused, type Result } from '@/domain/shared';
import { findPerson, isSecondFactorMissing, type Person } from '@/database/people';
import { log } from '@/platform/log';
import type { Visit } from '@/platform/visit';
import { authorisePerson } from '../access';
import { mayTryPassword, WAIT } from './attempts';
import { attempt, headersOf, identity } from './library';
import { CODE, problemsIn, type SignedIn } from './sign-in';

const NOT_YOUR_PASSWORD = 'Enter the password you sign in with. This one is not right';

/** How the person asking stands with a second factor. */
export async function viewOwnSecondFactor(actor: Actor): Promise<OwnSecondFactor> {
  const person = await personAsking(actor);
  return { hasPassword: person.hasPassword, isSetUp: person.hasSecondFactor, isMissing: await isSecondFactorMissing(person.id) };
}

/**
 * Begins to set up an authenticator app. What comes back is shown once. Nothing changes until `confirmSecondFactor` has seen a code; to begin anew gives a new
 * key.
 */
export async function beginSecondFactor(
  actor: Actor,
  input: Readonly<Record<string, unknown>>,
  visit: Visit,
): Promise<Result<SecondFactorSetUp>> {
  const checked = await passwordFor(actor, input, visit);
  if (!checked.ok) return checked;
  const { api } = await identity();
  const outcome = await attempt(async () =>
    api.enableTwoFactor({ body: { password: checked.value, method: 'totp' }, headers: headersOf(visit), returnHeaders: true }),
  );
  if (outcome === null || outcome.given.method !== 'totp') return refused({ field: 'password', message: NOT_YOUR_PASSWORD });
  const { totpURI, backupCodes } = outcome.given;
  return accepted({
    key: new URL(totpURI).searchParams.get('secret') ?? '',
    address: totpURI,
    picture: qrCode(totpURI),
    recoveryCodes: backupCodes,
  });
}

/** A code from the app shows that it has the key: from now on the password is not enough. The session goes on under a new id. */
export async function confirmSecondFactor(actor: Actor, input: Readonly<Record<string, unknown>>, visit: Visit): Promise<Result<SignedIn>> {
  const { id } = authorisePerson(actor);
  const parsed = CODE.safeParse(input);
  if (!parsed.success) return refused(...problemsIn(parsed.error));
  const { api } = await identity();
  const outcome = await attempt(async () => api.verifyTOTP({ body: parsed.data, headers: headersOf(visit), returnHeaders: true }));
  if (outcome === null) return refused({ field: 'code', message: 'Enter the code that the app shows now. This one is not right' });
  log().info({ person: id }, 'second factor set up');
  return accepted({ step: 'go-on', cookies: outcome.cookies });
}

/** New recovery codes in place of the old. */
export async function renewRecoveryCodes(
  actor: Actor,
  input: Readonly<Record<string, unknown>>,
  visit: Visit,
): Promise<Result<readonly string[]>> {
  const checked = await passwordFor(actor, input, visit);
  if (!checked.ok) return checked;
  const { api } = await identity();
  const outcome = await attempt(async () =>
    api.generateBackupCodes({ body: { password: checked.value }, headers: headersOf(visit), returnHeaders: true }),
  );
  return outcome === null ? refused({ field: 'password', message: NOT_YOUR_PASSWORD }) : accepted(outcome.given.backupCodes);
}

/** Signing in takes the password alone again. The session goes on under a new id. */
export async function removeSecondFactor(actor: Actor, input: Readonly<Record<string, unknown>>, visit: Visit): Promise<Result<SignedIn>> {
  const checked = await passwordFor(actor, input, visit);
  if (!checked.ok) return checked;
  const { api } = await identity();
  const outcome = await attempt(async () =>
    api.disableTwoFactor({ body: { password: checked.value }, headers: headersOf(visit), returnHeaders: true }),
  );
  if (outcome === null) return refused({ field: 'password', message: NOT_YOUR_PASSWORD });
  log().info({ person: authorisePerson(actor).id }, 'second factor removed');
  return accepted({ step: 'go-on', cookies: outcome.cookies });
}

/** The password as typed, if it may be tried: whoever finds an open browser must not be able to guess it here. */
async function passwordFor(actor: Actor, input: Readonly<Record<string, unknown>>, visit: Visit): Promise<Result<string>> {
  const { email } = await personAsking(actor);
  const parsed = z.object({ password: z.string().min(1, 'Enter your password') }).safeParse(input);
  if (!parsed.success) return refused(...problemsIn(parsed.error));
  return (await mayTryPassword(email, visit)) ? accepted(parsed.data.password) : refused({ message: WAIT });
}

async function personAsking(actor: Actor): Promise<Person> {
  const person = await findPerson(authorisePerson(actor).id);
  if (person === null) throw new NotFound('No such person');
  return person;
}

export interface OwnSecondFactor {
  /** Without one the person signs in with a council account, whose provider asks for a second factor. */
  readonly hasPassword: boolean;
  readonly isSetUp: boolean;
  /** A council requires it, and the person's roles there do not count until it is set up. */
  readonly isMissing: boolean;
}

export interface SecondFactorSetUp {
  /** To type into an authenticator app, Base32. */
  readonly key: string;
  /** The same for an app on this device: `otpauth://…`. */
  readonly address: string;
  /** The same for the camera of another. */
  readonly picture: QrCode;
  readonly recoveryCodes: readonly string[];
}
