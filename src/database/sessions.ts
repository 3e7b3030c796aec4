import { Temporal } from 'temporal-polyfill';

import { rolesAmong, SESSION_LIMITS, type PersonActor } from '@/domain/access';
import type { Moment } from '@/domain/shared';
import { database } from './client';
import { fromTimeColumn, toTimeColumn } from './rows';

/** When a session was last used is kept to the minute, so that reading pages does not mean writing. */
const PRECISION = Temporal.Duration.from({ minutes: 1 });

/**
 * Whose session the token is, with the roles as they stand, in one query; null when there is no such session or it has lasted too long. Using a session keeps
 * it from ending for lack of use.
 */
export async function findActor(token: string, at: Moment): Promise<PersonActor | null> {
  const rows = await database().$queryRaw<SessionRow[]>`
    SELECT s."id", s."last_seen_at" AS "lastSeenAt", p."id" AS "personId", p."operator", a."slug", m."roles",
           p."two_factor_enabled" OR NOT EXISTS (SELECT FROM "account" c WHERE c."person_id" = p."id" AND c."provider_id" = 'credential') AS "isProved",
           coalesce(t."second_factor_required", false) AS "mustBeProved"
    FROM "session" s
    JOIN "person" p ON p."id" = s."person_id"
    LEFT JOIN "membership" m ON m."person_id" = p."id" AND NOT m."suspended"
    LEFT JOIN "authority" a ON a."id" = m."authority_id"
    LEFT JOIN "council_settings" t ON t."authority_id" = m."authority_id"
    WHERE s."token" = ${token} AND s."created_at" > ${toTimeColumn(at.subtract(SESSION_LIMITS.absolute))}
      AND s."last_seen_at" > ${toTimeColumn(at.subtract(SESSION_LIMITS.idle))}
    ORDER BY a."slug"`;
  const [first] = rows;
  if (first === undefined) return null;
  if (Temporal.Instant.compare(fromTimeColumn(first.lastSeenAt).add(PRECISION), at) <= 0) {
    await database().session.updateMany({ where: { id: first.id }, data: { lastSeenAt: toTimeColumn(at) } });
  }
  const counting = rows.filter(({ isProved, mustBeProved }) => isProved || !mustBeProved);
  return {
    kind: 'person',
    id: first.personId,
    sessionId: first.id,
    operator: first.operator && counting.length === rows.length,
    roles: counting.flatMap(({ slug, roles }) => (slug === null ? [] : rolesAmong(roles ?? []).map((role) => ({ authority: slug, role })))),
  };
}

/** Keeps a new session, for whoever is let in without the identity library. */
export async function saveSession({ at, ...session }: NewSession): Promise<void> {
  const now = toTimeColumn(at);
  await database().session.create({
    data: {
      id: session.id,
      token: session.token,
      userId: session.personId,
      ipAddress: session.address,
      userAgent: session.userAgent,
      expiresAt: toTimeColumn(at.add(SESSION_LIMITS.absolute)),
      createdAt: now,
      updatedAt: now,
      lastSeenAt: now,
    },
  });
}

/** The sessions of a person that have not ended, the last used first. */
export async function listSessions(personId: string, at: Moment): Promise<readonly Session[]> {
  const rows = await database().session.findMany({
    where: {
      userId: personId,
      createdAt: { gt: toTimeColumn(at.subtract(SESSION_LIMITS.absolute)) },
      lastSeenAt: { gt: toTimeColumn(at.subtract(SESSION_LIMITS.idle)) },
    },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    take: 100,
  });
  return rows.map((row) => ({
    id: row.id,
    address: row.ipAddress ?? '',
    userAgent: row.userAgent ?? '',
    createdAt: fromTimeColumn(row.createdAt),
    lastSeenAt: fromTimeColumn(row.lastSeenAt),
  }));
}

/** Ends one session of that person; another's is left alone. Answers whether there was one. */
export async function endSession(personId: string, sessionId: string): Promise<boolean> {
  const { count } = await database().session.deleteMany({ where: { userId: personId, id: sessionId } });
  return count > 0;
}

/** Ends a session that has only just been made. */
export async function endSessionOfToken(token: string): Promise<void> {
  await database().session.deleteMany({ where: { token } });
}

/** Ends all sessions of a person and answers how many there were. */
export async function endSessions(personId: string): Promise<number> {
  const { count } = await database().session.deleteMany({ where: { userId: personId } });
  return count;
}

/** Takes away what has ended: sessions, unanswered second factors, counted attempts of days ago. Links stay a month, to say that they are used up. */
export async function forgetWhatHasEnded(at: Moment): Promise<void> {
  const now = toTimeColumn(at);
  await database().session.deleteMany({
    where: {
      OR: [
        { createdAt: { lte: toTimeColumn(at.subtract(SESSION_LIMITS.absolute)) } },
        { lastSeenAt: { lte: toTimeColumn(at.subtract(SESSION_LIMITS.idle)) } },
      ],
    },
  });
  await database().verification.deleteMany({ where: { expiresAt: { lte: now } } });
  await database().accessLink.deleteMany({ where: { expiresAt: { lte: toTimeColumn(at.subtract({ hours: 30 * 24 })) } } });
  await database()
    .$executeRaw`DELETE FROM "attempt_limit" WHERE "times"[cardinality("times")] < ${toTimeColumn(at.subtract({ hours: 24 }))}`;
}

interface SessionRow {
  readonly id: string;
  readonly lastSeenAt: Date;
  readonly personId: string;
  readonly operator: boolean;
  readonly slug: string | null;
  readonly roles: readonly string[] | null;
  /** With a second factor, or by an OpenID provider, whose business that is. */
  readonly isProved: boolean;
  readonly mustBeProved: boolean;
}

export interface NewSession {
  readonly id: string;
  readonly token: string;
  readonly personId: string;
  readonly address: string;
  readonly userAgent: string;
  readonly at: Moment;
}

export interface Session {
  readonly id: string;
  readonly address: string;
  readonly userAgent: string;
  readonly createdAt: Moment;
  readonly lastSeenAt: Moment;
}
