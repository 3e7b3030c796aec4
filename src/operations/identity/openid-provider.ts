import { decodeJwt } from 'jose';
import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth';
import { z } from 'zod';

import { acceptInvitation, findLink, findPersonIdByAccount } from '@/database/people';
import { thisMoment } from '@/platform/clock';
import type { Issuer } from '@/platform/issuers';
import { hashOf, newId } from '@/platform/tokens';
import { setRolesByGroups } from './group-roles';

/** Where the one issuer of OIDC_ISSUER sends people back to; others with their key behind it. Registered there with PUBLIC_URL before it. */
const CALLBACK_PATH = '/api/auth/callback';

const CLAIMS = z.object({
  sub: z.string().min(1),
  name: z.string().optional(),
  groups: z.array(z.string()).nullable().default(null).catch(null),
});

/** What travels with a sign-in by way of an issuer, in our database: which issuer it is, and the hash of an invitation's token. */
const STATE = z.object({ issuer: z.string(), invitation: z.string().optional() });

/**
 * An issuer as the identity library wants it described. Authorization code with PKCE, state and nonce; the ID token's signature, issuer, audience and nonce are
 * checked before anything of it is read.
 */
export function openIdProvider(issuer: Issuer, publicUrl: string, stateOfSignIn: () => Promise<unknown>): GenericOAuthConfig {
  const providerId = providerOf(issuer);
  return {
    providerId,
    discoveryUrl: `${issuer.issuer}/.well-known/openid-configuration`,
    clientId: issuer.clientId,
    clientSecret: issuer.clientSecret,
    redirectURI: `${publicUrl}${CALLBACK_PATH}${issuer.key === '' ? '' : `/${issuer.key}`}`,
    scopes: ['openid', 'profile', 'email'],
    pkce: true,
    requireIdTokenVerification: true,
    disableSignUp: true,
    disableImplicitSignUp: true,
    async getUserInfo({ idToken }) {
      // Without an ID token there is nothing that was checked.
      if (idToken === undefined) return null;
      const claims = CLAIMS.parse(decodeJwt(idToken));
      const { data: state } = STATE.safeParse(await stateOfSignIn());
      // What was begun with one issuer cannot be ended by another.
      if (state?.issuer !== issuer.key) return null;
      if (state.invitation !== undefined && !(await bind(issuer, claims, state.invitation))) return null;
      const known = await findPersonIdByAccount(providerId, claims.sub);
      if (known !== null) await setRolesByGroups(known, issuer.groupRoles, claims.groups, thisMoment());
      // The library looks people up by address as well. An address that nobody can have keeps it to issuer and subject.
      return { sub: claims.sub, name: claims.name, id: claims.sub, email: `${hashOf(claims.sub)}@openid.invalid`, emailVerified: false };
    },
  };
}

/** Under which name accounts of this issuer are kept: another issuer's subject is somebody else, whatever its name. */
export function providerOf({ issuer }: Pick<Issuer, 'issuer'>): string {
  return `openid-${hashOf(issuer).slice(0, 16)}`;
}

/** Whether a council's people may sign in with accounts of this issuer. */
export function isIssuerFor({ councils }: Pick<Issuer, 'councils'>, council: string): boolean {
  return councils === null || councils.includes(council);
}

/** Gives the subject what the invitation offers. Who it is hangs on the token alone, whichever address the provider names. */
async function bind(issuer: Issuer, claims: z.infer<typeof CLAIMS>, tokenHash: string): Promise<boolean> {
  const at = thisMoment();
  const provider = providerOf(issuer);
  const link = await findLink(tokenHash, at);
  if (link?.authority === undefined || link.authority === null || !isIssuerFor(issuer, link.authority.slug)) return false;
  const note = { membershipId: newId(), reason: 'Invitation accepted', at };
  const known = await findPersonIdByAccount(provider, claims.sub);
  if (known !== null) return (await acceptInvitation(tokenHash, { personId: known }, note)).accepted;
  const { email } = link;
  // The first administrator types an address and a password: not every provider names an address.
  if (email === null) return false;
  const newcomer = {
    id: newId(),
    accountId: newId(),
    name: claims.name?.trim() || email,
    email,
    account: { provider, subject: claims.sub },
  };
  return (await acceptInvitation(tokenHash, newcomer, note)).accepted;
}
