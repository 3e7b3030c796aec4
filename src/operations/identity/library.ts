import { APIError, betterAuth } from 'better-auth';
import { getOAuthState } from 'better-auth/api';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { twoFactor } from 'better-auth/plugins/two-factor';

import { SESSION_LIMITS } from '@/domain/access';
import { identityStore } from '@/database/identity-store';
import { readEnvironment } from '@/platform/environment';
import { listIssuers } from '@/platform/issuers';
import { log } from '@/platform/log';
import { hashPassword, isPassword } from '@/platform/passwords';
import { newId, newRecoveryCode } from '@/platform/tokens';
import type { Visit } from '@/platform/visit';
import { areCookiesSecure, cookiePrefix, signingSecret } from '../access';
import { openIdProvider } from './openid-provider';

/**
 * better-auth, as far as it serves us: it checks passwords, codes and the answers of OpenID providers and makes sessions of them, when our operations call it.
 * None of its own routes is mounted. Who is a person, what a session may do and how long it lasts is decided by us.
 */
export async function identity(): Promise<Identity> {
  const { adapter, owner } = identityStore();
  if (made?.owner !== owner) {
    const making = { owner, library: make(adapter) };
    made = making;
    // Where the database was away, the next who asks tries again.
    making.library.catch(() => {
      if (made === making) made = undefined;
    });
  }
  return made.library;
}

let made: { readonly owner: object; readonly library: Promise<Identity> } | undefined;

/** What the library says of a request, for `call`. Its own limits hang on addresses it reads from headers: ours are counted before it is called. */
export function headersOf({ cookie, address, userAgent }: Pick<Visit, 'cookie' | 'address' | 'userAgent'>): Headers {
  return new Headers({ cookie, 'x-forwarded-for': address, 'user-agent': userAgent });
}

/**
 * Calls the library and answers what it gave and which cookies it wants set, or null where it refused. Why it refused is for the log: whoever signs in is told
 * the same whatever was wrong.
 */
export async function attempt<Given>(
  call: () => Promise<{ readonly headers: Headers | null; readonly response: Given }>,
): Promise<Attempt<Given>> {
  try {
    const { headers, response } = await call();
    return { given: response, cookies: cookiesIn(headers) };
  } catch (error) {
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
    log().info({ reason: error.body?.code }, 'sign-in refused');
    return null;
  }
}

/** The cookies that a library's answer sets, for whoever answers the browser. */
export function cookiesIn(headers: Headers | null): readonly Cookie[] {
  return (headers?.getSetCookie() ?? []).flatMap((line) =>
    [...parseSetCookieHeader(line)].map(([name, { value, 'max-age': maxAge }]) => ({
      name,
      value,
      ...(maxAge === undefined ? {} : { maxAge }),
    })),
  );
}

async function make(adapter: ReturnType<typeof identityStore>['adapter']) {
  const { PUBLIC_URL } = readEnvironment();
  return betterAuth({
    ...LIBRARY_OPTIONS,
    secret: await signingSecret(),
    baseURL: PUBLIC_URL,
    basePath: '/api/auth',
    database: adapter,
    advanced: {
      // Names with `__Host-`, which the library's own prefix option does not know: see cookieName.
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(),
      defaultCookieAttributes: { secure: areCookiesSecure(), httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: newId },
      ipAddress: { ipAddressHeaders: ['x-forwarded-for'] },
    },
    plugins: [
      twoFactor({
        issuer: new URL(PUBLIC_URL).hostname,
        twoFactorTable: 'secondFactor',
        backupCodeOptions: { customBackupCodesGenerate: () => Array.from({ length: 10 }, newRecoveryCode), storeBackupCodes: 'encrypted' },
      }),
      genericOAuth({ config: listIssuers().map((issuer) => openIdProvider(issuer, PUBLIC_URL, getOAuthState)) }),
    ],
  });
}

async function withAddress<Made extends { ipAddress?: string | null | undefined }>(
  session: Made,
  context: { headers?: Headers | undefined } | null,
) {
  return { data: { ...session, ipAddress: context?.headers?.get('x-forwarded-for') ?? null } };
}

const LIBRARY_OPTIONS = {
  appName: 'Track children’s services inspections',
  telemetry: { enabled: false },
  // What must be seen is logged by us; what the library says would name addresses.
  logger: { disabled: true },
  rateLimit: { enabled: false },
  emailAndPassword: {
    enabled: true,
    disableSignUp: true,
    minPasswordLength: 1,
    maxPasswordLength: 200,
    password: { hash: hashPassword, verify: async ({ hash, password }: { hash: string; password: string }) => isPassword(password, hash) },
  },
  user: { modelName: 'person' },
  // Its own reading of an address writes all eight groups, and rounds them.
  databaseHooks: { session: { create: { before: withAddress } } },
  session: {
    // The library's own end of a session never moves; how long it may lie idle is up to us.
    expiresIn: SESSION_LIMITS.absolute.total('seconds'),
    disableSessionRefresh: true,
    cookieCache: { enabled: false },
  },
  account: { accountLinking: { enabled: true, disableImplicitLinking: true }, updateAccountOnSignIn: false, storeAccountCookie: false },
  verification: { storeIdentifier: 'hashed' },
} as const;

export type Identity = Awaited<ReturnType<typeof make>>;

export type Attempt<Given> = { readonly given: Given; readonly cookies: readonly Cookie[] } | null;

/** A cookie to set, or with a `maxAge` of 0 to take back. How (secure, for this host, not for scripts) is the same for all: see the library's settings. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** Seconds. */
  readonly maxAge?: number;
}
