import type { GroupRole } from '@/domain/access';
import { readEnvironment, type Environment } from './environment';

/** The OpenID Connect issuers with whose accounts people can sign in here; none where none is set. */
export function listIssuers(environment: Environment = readEnvironment()): readonly Issuer[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_GROUP_ROLES } = environment;
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined || OIDC_CLIENT_SECRET === undefined) return [];
  return [{ issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET, groupRoles: OIDC_GROUP_ROLES ?? [] }];
}

export interface Issuer {
  /** Its address, without a slash at the end. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly groupRoles: readonly GroupRole[];
}
