import { z } from 'zod';

import type { Actor } from '@/domain/access';
import { accepted, refused, type Result } from '@/domain/shared';
import { isSecondFactorMissing } from '@/database/people';
import { endSession, endSessionOfToken, forgetWhatHasEnded } from '@/database/sessions';
import { addSignIn, type WayIn } from '@/database/sign-ins';
import { log } from '@/platform/log';
import { newId } from '@/platform/tokens';
import type { Visit } from '@/platform/visit';
import { authorise, cookieName, cookieValue } from '../access';
import { isFreshCode, mayTryFrom, mayTryPassword, WAIT } from './attempts';
import { attempt, headersOf, identity, type Cookie } from './library';

/** The same whether the address or the password is wrong, so that nobody learns who has an account. */
const NOT_RIGHT = 'Enter an email address and password that belong together. One of the two is not right';

const CREDENTIALS = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email('Enter an email address, like name@example.gov.uk')),
  password: z.string().min(1, 'Enter your password'),
});

/** People write a code in two halves. */
export const CODE = z.object({
  code: z
    .string()
    .max(100, 'Enter a shorter code')
    .transform((code) => code.replaceAll(/\s/g, '').toLowerCase())
    .refine((code) => code !== '', 'Enter the code from your authenticator app, or a recovery code'),
});

/**
 * Signs somebody in with e-mail address and password. Where the account has a second factor, nobody is signed in yet: `answerSecondFactor` is next.
 * Known and unknown addresses cost the same one computation; an account's eleventh attempt in 15 minutes costs none.
 */
export async function signIn(actor: Actor, input: Readonly<Record<string, unknown>>, visit: Visit): Promise<Result<SignedIn>> {
  authorise(actor, 'sign-in');
  const parsed = CREDENTIALS.safeParse(input);
  if (!parsed.success) return refused(...problemsIn(parsed.error));
  if (!(await mayTryPassword(parsed.data.email, visit))) return refused({ message: WAIT });
  const { api } = await identity();
  const outcome = await attempt(async () => api.signInEmail({ body: parsed.data, headers: headersOf(visit), returnHeaders: true }));
  if (outcome === null) return refused({ field: 'email', message: NOT_RIGHT });
  await leaveBehind(actor, visit);
  const { given, cookies } = outcome;
  if ('twoFactorRedirect' in given) return accepted({ step: 'answer-second-factor', cookies });
  await noteSignIn(given.user.id, 'password', visit);
  return accepted({ step: (await isSecondFactorMissing(given.user.id)) ? 'set-up-second-factor' : 'go-on', cookies });
}

/** The code from an authenticator app, or a recovery code, after the password. Each is good once. */
export async function answerSecondFactor(actor: Actor, input: Readonly<Record<string, unknown>>, visit: Visit): Promise<Result<SignedIn>> {
  authorise(actor, 'sign-in');
  const parsed = CODE.safeParse(input);
  if (!parsed.success) return refused(...problemsIn(parsed.error));
  const { code } = parsed.data;
  if (!(await mayTryFrom(visit))) return refused({ message: WAIT });
  const challenge = challengeOf(visit);
  if (challenge === undefined) return refused({ message: 'Too much time has passed since the password. Sign in again' });
  const headers = headersOf({ ...visit, cookie: challenge });
  const { api } = await identity();
  const outcome = await attempt(async () =>
    /^\d{6}$/.test(code)
      ? api.verifyTOTP({ body: { code }, headers, returnHeaders: true })
      : api.verifyBackupCode({ body: { code }, headers, returnHeaders: true }),
  );
  if (outcome === null)
    return refused({ field: 'code', message: 'Enter the newest code. This one is not right, or has been tried too often' });
  const { user } = outcome.given;
  if (!(await isFreshCode(user.id, code, visit))) {
    await endSessionOfToken(outcome.given.token ?? '');
    return refused({ field: 'code', message: 'Wait for the next code. This one has been used already' });
  }
  await leaveBehind(actor, visit);
  await noteSignIn(user.id, 'second-factor', visit);
  return accepted({ step: 'go-on', cookies: outcome.cookies });
}

/** Whether a password was right a moment ago and a code is what is missing. */
export function isSecondFactorAwaited(actor: Actor, visit: Visit): boolean {
  authorise(actor, 'sign-in');
  return challengeOf(visit) !== undefined;
}

/** Ends the session that asks. Answers the cookies to take back, also where there was no session any more. */
export async function signOut(actor: Actor): Promise<readonly Cookie[]> {
  authorise(actor, 'sign-in');
  if (actor.kind === 'person') await endSession(actor.id, actor.sessionId);
  return [cookieName('session_token'), cookieName('two_factor')].map((name) => ({ name, value: '', maxAge: 0 }));
}

/** The problems of a form's fields, each with its field. */
export function problemsIn(error: z.ZodError): readonly { readonly field: string; readonly message: string }[] {
  return error.issues.map(({ path: [field], message }) => ({ field: String(field), message }));
}

/** Whoever signs in anew leaves the old session, so that an id from before is good for nothing afterwards. */
async function leaveBehind(actor: Actor, visit: Visit): Promise<void> {
  if (actor.kind === 'person') await endSession(actor.id, actor.sessionId);
  await forgetWhatHasEnded(visit.at);
}

/** Keeps that somebody has signed in, for that person and the administrators to see. */
export async function noteSignIn(personId: string, way: WayIn, { address, userAgent, at }: Visit): Promise<void> {
  await addSignIn({ id: newId(), personId, at, way, address, userAgent });
  log().info({ person: personId, way }, 'signed in');
}

/** The one cookie that says whose password was right, as a Cookie header: a session of somebody else must not answer for it. */
function challengeOf({ cookie }: Visit): string | undefined {
  const name = cookieName('two_factor');
  const value = cookieValue(cookie, name);
  return value === undefined || value === '' ? undefined : headerOf([{ name, value }]);
}

/** Cookies as a browser sends them back. */
export function headerOf(cookies: readonly Cookie[]): string {
  return cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}

export interface SignedIn {
  /** What comes next: nothing, the second factor, or to set one up because a council requires it. */
  readonly step: 'go-on' | 'answer-second-factor' | 'set-up-second-factor';
  /** For the browser. */
  readonly cookies: readonly Cookie[];
}
