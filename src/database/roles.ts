import { rolesAmong, type Role } from '@/domain/access';
import { database } from './client';
import { Prisma } from './generated/client';

/**
 * Roles as they count at this moment, for what is sent or opened without anybody signing in: those of a session are settled the same way
 * (src/database/sessions.ts). A suspended role counts nowhere; where a council requires a second factor, none of somebody who has not set one up does.
 */

/** Everybody whose roles count in a council, with the roles. */
export async function listPeopleWithRoles(slug: string): Promise<readonly PersonWithRoles[]> {
  const rows = await database().$queryRaw<RoleRow[]>`${COUNTING} AND a."slug" = ${slug} ORDER BY p."id"`;
  return rows.map(({ id, email, declinedLetters, roles }) => ({ id, email, declinedLetters, roles: rolesAmong(roles) }));
}

/** The roles of one person that count, in every council. Empty for somebody who is not here, or erased. */
export async function listCountingRoles(personId: string): Promise<readonly { readonly authority: string; readonly role: Role }[]> {
  const rows = await database().$queryRaw<RoleRow[]>`${COUNTING} AND p."id" = ${personId} ORDER BY a."slug"`;
  return rows.flatMap(({ slug, roles }) => rolesAmong(roles).map((role) => ({ authority: slug, role })));
}

const COUNTING = Prisma.sql`
  SELECT p."id", p."email", p."declined_letters" AS "declinedLetters", a."slug", m."roles"
  FROM "membership" m
  JOIN "person" p ON p."id" = m."person_id"
  JOIN "authority" a ON a."id" = m."authority_id"
  LEFT JOIN "council_settings" t ON t."authority_id" = m."authority_id"
  WHERE p."erased_at" IS NULL AND NOT m."suspended" AND cardinality(m."roles") > 0
    AND (NOT coalesce(t."second_factor_required", false) OR p."two_factor_enabled"
      OR NOT EXISTS (SELECT FROM "account" c WHERE c."person_id" = p."id" AND c."provider_id" = 'credential'))`;

interface RoleRow {
  readonly id: string;
  readonly email: string;
  readonly declinedLetters: readonly string[];
  readonly slug: string;
  readonly roles: readonly string[];
}

export interface PersonWithRoles {
  readonly id: string;
  readonly email: string;
  /** Kinds of letters that the person does not want. */
  readonly declinedLetters: readonly string[];
  readonly roles: readonly Role[];
}
