import { INSTALLATION_CHAIN } from '@/domain/history';
import type { Moment } from '@/domain/shared';
import { database, type Queries } from './client';
import { appendHistory } from './history';
import { appendMembership, type HistoryNote } from './people';
import { toTimeColumn } from './rows';

/** What somebody is called from then on. The database holds every erased person to it. */
const NOBODY = 'a person no longer here';

/** Whoever holds this advisory lock is the only one to carry out retention. Any number of our own. */
const RETENTION_LOCK = 20_261_124;

/** Longer than any run takes, in milliseconds. */
const PATIENCE = 15 * 60_000;

/** At most so many people a run; the next one goes on. */
const AT_A_TIME = 1_000;

/**
 * Erases a person: name, address, job title, ways to sign in, sessions, sign-ins, links and the calendar's address go, roles end. The row stays with its id, for the records that name
 * it, and the history keeps that it was done. Answers false, and does nothing, where there is no such person any more, or one who has had a role since
 * `unlessSince`.
 */
export async function erasePerson(id: string, note: HistoryNote, unlessSince?: Moment): Promise<boolean> {
  return database().$transaction(async (queries) => {
    // Whoever signs in or gets a role at this moment waits, and is refused.
    const [person] = await queries.$queryRaw<{ email: string }[]>`
      SELECT "email" FROM "person" WHERE "id" = ${id} AND "erased_at" IS NULL FOR UPDATE`;
    if (person === undefined) return false;
    if (unlessSince !== undefined && !(await idsOfTheLongGone(queries, unlessSince, id)).includes(id)) return false;
    await endMemberships(queries, id, note);
    await queries.session.deleteMany({ where: { userId: id } });
    await queries.account.deleteMany({ where: { userId: id } });
    await queries.secondFactor.deleteMany({ where: { userId: id } });
    await queries.signIn.deleteMany({ where: { personId: id } });
    await queries.calendarFeed.deleteMany({ where: { personId: id } });
    await queries.briefingReading.deleteMany({ where: { personId: id } });
    await queries.accessLink.deleteMany({ where: { OR: [{ personId: id }, { email: person.email }] } });
    const now = toTimeColumn(note.at);
    await queries.person.update({
      where: { id },
      data: {
        name: NOBODY,
        email: `erased-${id}@invalid`,
        emailVerified: false,
        image: null,
        jobTitle: null,
        declinedLetters: [],
        operator: false,
        twoFactorEnabled: false,
        updatedAt: now,
        erasedAt: now,
      },
    });
    await appendHistory(queries, {
      chain: INSTALLATION_CHAIN,
      recordType: 'erasure',
      recordId: id,
      version: 1,
      content: { person: id },
      ...note,
    });
    return true;
  });
}

/** Does the work, or answers null while another process is at it. */
export async function unlessAnotherProcess<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
  return database().$transaction(
    async (queries) => {
      const [lock] = await queries.$queryRaw<{ taken: boolean }[]>`SELECT pg_try_advisory_xact_lock(${RETENTION_LOCK}::bigint) AS taken`;
      return lock?.taken ? work() : null;
    },
    { timeout: PATIENCE },
  );
}

/** People without any role that counts since before `since`, those aside who look after the installation. */
export async function listLongGone(since: Moment): Promise<readonly string[]> {
  return idsOfTheLongGone(database(), since, null);
}

async function idsOfTheLongGone(queries: Queries, since: Moment, only: string | null): Promise<readonly string[]> {
  const rows = await queries.$queryRaw<{ id: string }[]>`
    SELECT p."id" FROM "person" p
    LEFT JOIN "membership" m ON m."person_id" = p."id"
    WHERE p."erased_at" IS NULL AND NOT p."operator" AND (${only}::text IS NULL OR p."id" = ${only})
    GROUP BY p."id"
    HAVING coalesce(bool_and(cardinality(m."roles") = 0 OR m."suspended"), true) AND coalesce(max(m."changed_at"), p."created_at") <= ${toTimeColumn(since)}
    ORDER BY p."id" LIMIT ${AT_A_TIME}`;
  return rows.map(({ id }) => id);
}

/** Council by council in one order, because each of their chains is locked until the end. */
async function endMemberships(queries: Queries, personId: string, note: HistoryNote): Promise<void> {
  const held = await queries.membership.findMany({
    where: { personId, roles: { isEmpty: false } },
    orderBy: { authority: { slug: 'asc' } },
  });
  for (const { id, version } of held) {
    await queries.membership.update({
      where: { id, version },
      data: { roles: [], version: version + 1, changedAt: toTimeColumn(note.at) },
    });
    await appendMembership(queries, id, note);
  }
}
