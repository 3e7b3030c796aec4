import type { Moment } from '@/domain/shared';
import { database } from './client';
import { fromTimeColumn, toTimeColumn } from './rows';

/** What somebody says of themselves; null for who is not here, or erased. */
export async function findProfile(id: string): Promise<Profile | null> {
  const row = await database().person.findUnique({
    where: { id, erasedAt: null },
    select: { name: true, email: true, jobTitle: true, declinedLetters: true, createdAt: true },
  });
  return row && { ...row, createdAt: fromTimeColumn(row.createdAt) };
}

/** The posts of those of the ids that belong to people who are still here, with their roles in a council: what others are shown in place of a name. */
export async function listPosts(
  slug: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly jobTitle: string | null; readonly roles: readonly string[] }>> {
  const rows = await database().person.findMany({
    where: { id: { in: [...ids] }, erasedAt: null },
    select: { id: true, jobTitle: true, memberships: { where: { authority: { slug } }, select: { roles: true } } },
  });
  return new Map(rows.map(({ id, jobTitle, memberships }) => [id, { jobTitle, roles: memberships.flatMap(({ roles }) => roles) }]));
}

/** Saves what somebody says of themselves. Answers false where there is nobody any more. */
export async function saveProfile(id: string, profile: Omit<Profile, 'email' | 'createdAt'>, at: Moment): Promise<boolean> {
  const { count } = await database().person.updateMany({
    where: { id, erasedAt: null },
    data: { ...profile, declinedLetters: [...profile.declinedLetters], updatedAt: toTimeColumn(at) },
  });
  return count === 1;
}

/** Notes kinds of letters that somebody does not want, with those declined before. Answers false where there is nobody any more. */
export async function declineLetters(id: string, letters: readonly string[], at: Moment): Promise<boolean> {
  const count = await database().$executeRaw`
    UPDATE "person" SET "declined_letters" = ARRAY(SELECT DISTINCT unnest("declined_letters" || ${[...letters]}::text[]) ORDER BY 1), "updated_at" = ${toTimeColumn(at)}
    WHERE "id" = ${id} AND "erased_at" IS NULL`;
  return count === 1;
}

/** Somebody's roles in every council, also where none is left. */
export async function listMemberships(personId: string): Promise<readonly CouncilMembership[]> {
  const rows = await database().membership.findMany({
    where: { personId },
    include: { authority: { select: { slug: true, name: true } } },
    orderBy: { authority: { name: 'asc' } },
  });
  return rows.map(({ authority, roles, suspended, changedAt }) => ({
    council: authority,
    roles,
    suspended,
    changedAt: fromTimeColumn(changedAt),
  }));
}

/** What the history keeps of somebody: each version that the person saved, and each of the person's own roles. Without what was saved. */
export async function listTraces(personId: string): Promise<readonly Trace[]> {
  const rows = await database().$queryRaw<(Omit<Trace, 'at'> & { at: Date })[]>`
    SELECT e."chain", e."position", e."record_type" AS "recordType", e."record_id" AS "recordId", e."version", e."at", e."reason",
           e."actor" = ${personId} AS "byPerson"
    FROM "history_entry" e
    WHERE e."actor" = ${personId}
       OR (e."record_type" = 'membership' AND e."record_id" IN (SELECT m."id" FROM "membership" m WHERE m."person_id" = ${personId}))
    ORDER BY e."at", e."chain", e."position"`;
  return rows.map((row) => ({ ...row, at: fromTimeColumn(row.at) }));
}

export interface Profile {
  readonly name: string;
  readonly email: string;
  readonly jobTitle: string | null;
  /** Kinds of letters that the person does not want. */
  readonly declinedLetters: readonly string[];
  readonly createdAt: Moment;
}

export interface CouncilMembership {
  readonly council: { readonly slug: string; readonly name: string };
  readonly roles: readonly string[];
  readonly suspended: boolean;
  readonly changedAt: Moment;
}

/** An entry of the history that has to do with somebody. */
export interface Trace {
  readonly chain: string;
  readonly position: number;
  readonly recordType: string;
  readonly recordId: string;
  readonly version: number;
  readonly at: Moment;
  readonly reason: string | null;
  /** The person saved it; otherwise it is about the person. */
  readonly byPerson: boolean;
}
