import { safeDestination, type Actor, type CouncilAccountProblem } from '@/domain/access';
import { accepted, refused, type Result } from '@/domain/shared';
import { findAuthority } from '@/database/authorities';
import { endSession, forgetWhatHasEnded } from '@/database/sessions';
import { readEnvironment } from '@/platform/environment';
import { listIssuers, type Issuer } from '@/platform/issuers';
import { log } from '@/platform/log';
import { PlainFault } from '@/platform/plain-fault';
import { hashOf } from '@/platform/tokens';
import type { Visit } from '@/platform/visit';
import { actorOf, authorise, cookieName } from '../access';
import { mayTryFrom, WAIT } from './attempts';
import { attempt, cookiesIn, headersOf, identity, type Cookie } from './library';
import { isIssuerFor, providerOf } from './openid-provider';
import { headerOf, noteSignIn } from './sign-in';

/** What people can do something about, by the library's word for what was wrong. Everything else is for the log. */
const PROBLEMS: Readonly<Record<string, CouncilAccountProblem>> = { access_denied: 'broken-off', signup_disabled: 'not-invited' };

/**
 * For the start: a council whose name is mistyped would have its roles from no group.
 * @throws PlainFault where a setting names a council that does not exist
 */
export async function checkIssuers(actor: Actor): Promise<void> {
  authorise(actor, 'look-after-installation');
  for (const { key, groupRoles, councils } of listIssuers()) {
    const setting = key === '' ? 'OIDC_GROUP_ROLES' : `The issuer ${key} of OIDC_ISSUERS_FILE`;
    for (const council of new Set([...(councils ?? []), ...groupRoles.map((each) => each.council)])) {
      if ((await findAuthority(council)) === null) throw new PlainFault(`${setting} names "${council}", but there is no such council.`);
    }
  }
}

/** With whose council accounts people can sign in here, or accept an invitation into a council. */
export function listCouncilAccounts(actor: Actor, council: string | null): readonly CouncilAccount[] {
  authorise(actor, 'sign-in');
  return listIssuers()
    .filter((issuer) => council === null || isIssuerFor(issuer, council))
    .map(({ key, name }) => ({ key, name }));
}

/**
 * Begins to sign in with a council account: where to send the browser, and the cookie by which it is known when it comes back. With the token of an invitation the
 * account that then signs in is the one that accepts it.
 */
export async function beginCouncilAccount(
  actor: Actor,
  { issuer: key, next, invitation }: { readonly issuer: string; readonly next: string; readonly invitation: string },
  visit: Visit,
): Promise<Result<{ readonly address: string; readonly cookies: readonly Cookie[] }>> {
  authorise(actor, 'sign-in');
  const issuer = issuerCalled(key);
  if (issuer === undefined) return refused({ message: 'Council accounts cannot be used here. Sign in with your email address' });
  if (!(await mayTryFrom(visit))) return refused({ message: WAIT });
  const { api } = await identity();
  const outcome = await attempt(async () =>
    api.signInSocial({
      body: {
        provider: providerOf(issuer),
        callbackURL: `${readEnvironment().PUBLIC_URL}${safeDestination(next)}`,
        errorCallbackURL: '/sign-in',
        disableRedirect: true,
        additionalData: { issuer: key, ...(invitation === '' ? {} : { invitation: hashOf(invitation) }) },
      },
      headers: headersOf(visit),
      returnHeaders: true,
    }),
  );
  const address = outcome?.given.url;
  if (outcome === null || address === undefined) return refused({ message: 'The council’s sign-in does not answer. Try again' });
  return accepted({ address, cookies: outcome.cookies });
}

/**
 * Takes an issuer's answer, which the browser brings. It counts once, within ten minutes, in the browser that began, and only if code, state, nonce and ID
 * token belong together; and it signs in only whom an invitation has bound to this issuer and subject.
 */
export async function finishCouncilAccount(
  actor: Actor,
  key: string,
  answer: Readonly<Record<string, string>>,
  visit: Visit,
): Promise<CouncilAccountAnswer> {
  authorise(actor, 'sign-in');
  const issuer = issuerCalled(key);
  if (issuer === undefined || !(await mayTryFrom(visit))) return { isSignedIn: false, problem: 'did-not-work' };
  const { api } = await identity();
  const response = await api.callbackOAuth({
    method: 'GET',
    params: { id: providerOf(issuer) },
    query: answer,
    headers: headersOf(visit),
    asResponse: true,
  });
  const cookies = cookiesIn(response.headers);
  const location = URL.parse(response.headers.get('location') ?? '', readEnvironment().PUBLIC_URL);
  if (!cookies.some(({ name, value }) => name === cookieName('session_token') && value !== '')) {
    const reason = location?.searchParams.get('error') ?? 'unknown';
    log().info({ reason }, 'council account refused');
    return { isSignedIn: false, problem: PROBLEMS[reason] ?? 'did-not-work' };
  }
  if (actor.kind === 'person') await endSession(actor.id, actor.sessionId);
  await forgetWhatHasEnded(visit.at);
  const arrived = await actorOf({ cookie: headerOf(cookies), at: visit.at });
  if (arrived.kind === 'person') await noteSignIn(arrived.id, 'council-account', visit);
  return { isSignedIn: true, next: safeDestination(`${location?.pathname ?? '/'}${location?.search ?? ''}`), cookies };
}

function issuerCalled(key: string): Issuer | undefined {
  return listIssuers().find((issuer) => issuer.key === key);
}

export interface CouncilAccount {
  /** Stands in addresses. */
  readonly key: string;
  /** Null where there is one kind of account, with no name. */
  readonly name: string | null;
}

export type CouncilAccountAnswer =
  | { readonly isSignedIn: true; readonly next: string; readonly cookies: readonly Cookie[] }
  | { readonly isSignedIn: false; readonly problem: CouncilAccountProblem };
