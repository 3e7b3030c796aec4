import { rolesAmong, type Role } from '@/domain/access';
import type { Moment } from '@/domain/shared';
import { database, type Queries } from './client';
import type { AccessLink as AccessLinkRow, Prisma } from './generated/client';
import { appendHistory } from './history';
import { fromTimeColumn, toTimeColumn } from './rows';

/** The provider of accounts with a password, as the identity library calls it. */
const CREDENTIAL = 'credential';

/** Whoever holds this advisory lock is the only one to look whether there is anybody yet. Any number of our own. */
const FIRST_PERSON_LOCK = 20_261_123;

/** More than any council has, for a list to choose from. */
const MOST_HOLDERS = 1_000;

export async function findPerson(id: string): Promise<Person | null> {
  const row = await database().person.findUnique({ where: { id, erasedAt: null }, include: PERSON });
  return row && personFromRow(row);
}

export async function findPersonByEmail(email: string): Promise<Person | null> {
  const row = await database().person.findUnique({ where: { email: email.toLowerCase() }, include: PERSON });
  return row && personFromRow(row);
}

/** Who signs in with this subject of an OpenID provider. */
export async function findPersonIdByAccount(provider: string, subject: string): Promise<string | null> {
  const row = await database().account.findUnique({
    where: { providerId_accountId: { providerId: provider, accountId: subject } },
    select: { userId: true },
  });
  return row?.userId ?? null;
}

export async function isAnybodyThere(): Promise<boolean> {
  return (await database().person.findFirst({ select: { id: true } })) !== null;
}

/** Whether a council in which the person has roles requires a second factor, and the person signs in with a password and has none. */
export async function isSecondFactorMissing(id: string): Promise<boolean> {
  const found = await database().person.findFirst({
    where: {
      id,
      twoFactorEnabled: false,
      accounts: { some: { providerId: CREDENTIAL } },
      memberships: { some: { suspended: false, authority: { settings: { secondFactorRequired: true } } } },
    },
    select: { id: true },
  });
  return found !== null;
}

/** Everybody who has or had a role in the council and is not erased, by name; and how many there are. */
export async function listPeople(
  authority: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly people: readonly Member[]; readonly total: number }> {
  const where = { authority: { slug: authority }, person: { erasedAt: null } };
  const [rows, total] = await Promise.all([
    database().membership.findMany({
      where,
      include: { person: { include: PERSON } },
      orderBy: [{ person: { name: 'asc' } }, { id: 'asc' }],
      take: page.limit,
      skip: page.offset,
    }),
    database().membership.count({ where }),
  ]);
  return {
    people: rows.map(({ person, ...membership }) => ({ ...personFromRow(person), membership: membershipFromRow(membership) })),
    total,
  };
}

/** Who holds one of these roles in a council and is not suspended, by name. */
export async function listHolders(authority: string, roles: readonly Role[]): Promise<readonly Pick<Person, 'id' | 'name' | 'jobTitle'>[]> {
  const rows = await database().membership.findMany({
    where: { authority: { slug: authority }, person: { erasedAt: null }, roles: { hasSome: [...roles] }, suspended: false },
    select: { person: { select: { id: true, name: true, jobTitle: true } } },
    orderBy: [{ person: { name: 'asc' } }, { id: 'asc' }],
    take: MOST_HOLDERS,
  });
  return rows.map(({ person }) => person);
}

/** Whether somebody else administers the council, who is not suspended. */
export async function isThereAnotherAdministrator(personId: string, authority: string): Promise<boolean> {
  const other = await database().membership.findFirst({
    where: { authority: { slug: authority }, personId: { not: personId }, roles: { has: 'administrator' }, suspended: false },
    select: { id: true },
  });
  return other !== null;
}

/** Whether the database refused a change because it would have taken a council's last administrator: of two at the same moment, the later. */
export function isAboutLastAdministrator(error: unknown): boolean {
  return error instanceof Error && error.message.includes('would be left without its last administrator');
}

/** Invitations into a council that can still be accepted, the newest first. */
export async function listInvitations(authority: string, at: Moment): Promise<readonly Invitation[]> {
  const rows = await database().accessLink.findMany({
    where: { authority: { slug: authority }, purpose: 'invitation', usedAt: null, expiresAt: { gt: toTimeColumn(at) } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 200,
  });
  return rows.map((row) => ({
    id: row.id,
    email: row.email ?? '',
    roles: rolesAmong(row.roles),
    createdAt: fromTimeColumn(row.createdAt),
    expiresAt: fromTimeColumn(row.expiresAt),
  }));
}

/** Takes an invitation into the council back. Answers whether there was one that nobody had used. */
export async function withdrawInvitation(id: string, authority: string): Promise<boolean> {
  const { count } = await database().accessLink.deleteMany({
    where: { id, authority: { slug: authority }, purpose: 'invitation', usedAt: null },
  });
  return count > 0;
}

/** One person's roles in one council, or null. */
export async function findMembership(personId: string, authority: string): Promise<Membership | null> {
  const row = await database().membership.findFirst({ where: { personId, authority: { slug: authority } } });
  return row && membershipFromRow(row);
}

/**
 * Saves roles with their history. Answers false, and saves nothing, when the membership is no longer at `version`: somebody else was quicker.
 */
export async function changeMembership(
  change: { readonly id: string; readonly version: number; readonly roles: readonly Role[]; readonly suspended: boolean },
  note: HistoryNote,
): Promise<boolean> {
  return database().$transaction(async (queries) => {
    const { count } = await queries.membership.updateMany({
      where: { id: change.id, version: change.version },
      data: {
        roles: [...change.roles],
        suspended: change.suspended,
        version: change.version + 1,
        changedAt: toTimeColumn(note.at),
      },
    });
    if (count === 1) await appendMembership(queries, change.id, note);
    return count === 1;
  });
}

/**
 * Saves the roles that `decide` makes of those held in a council, with their history, unless they are the same. Somebody who never had one there has none held.
 * Whoever changes the person's roles at the same moment waits.
 */
export async function changeRolesHeld(
  personId: string,
  authority: string,
  decide: (held: readonly Role[]) => readonly Role[],
  { membershipId, ...note }: InvitationNote & HistoryNote,
): Promise<void> {
  await database().$transaction(async (queries) => {
    await queries.$queryRaw`SELECT 1 FROM "person" WHERE "id" = ${personId} FOR UPDATE`;
    await queries.$queryRaw`SELECT 1 FROM "membership" WHERE "person_id" = ${personId} FOR UPDATE`;
    const membership = await queries.membership.findFirst({ where: { personId, authority: { slug: authority } } });
    const held = rolesAmong(membership?.roles ?? []);
    const roles = [...decide(held)];
    if (roles.join() === held.join()) return;
    const changedAt = toTimeColumn(note.at);
    if (membership === null) {
      await queries.membership.create({
        data: {
          id: membershipId,
          person: { connect: { id: personId } },
          authority: { connect: { slug: authority } },
          roles,
          changedAt,
        },
      });
    } else {
      await queries.membership.update({ where: { id: membership.id }, data: { roles, version: membership.version + 1, changedAt } });
    }
    await appendMembership(queries, membership?.id ?? membershipId, note);
  });
}

/** Keeps a link; of its token only the hash. An earlier one for the same purpose and person stops working. */
export async function saveLink(link: NewLink): Promise<void> {
  const { authority, personId, ...facts } = link;
  await database().$transaction(async (queries) => {
    if (personId !== undefined) await queries.accessLink.deleteMany({ where: { personId, purpose: link.purpose, usedAt: null } });
    await queries.accessLink.create({
      data: {
        ...facts,
        roles: [...link.roles],
        createdAt: toTimeColumn(link.createdAt),
        expiresAt: toTimeColumn(link.expiresAt),
        ...(personId === undefined ? {} : { person: { connect: { id: personId } } }),
        ...(authority === undefined ? {} : { authority: { connect: { slug: authority } } }),
      },
    });
  });
}

/**
 * Keeps the link for the first administrator in place of earlier ones. Answers false, and keeps nothing, once there is a person.
 */
export async function saveFirstAdministratorLink(link: NewLink & { readonly authority: string }): Promise<boolean> {
  const { authority, personId: _none, ...facts } = link;
  return database().$transaction(async (queries) => {
    await queries.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_PERSON_LOCK}::bigint)`;
    if ((await queries.person.findFirst({ select: { id: true } })) !== null) return false;
    await queries.accessLink.deleteMany({ where: { purpose: link.purpose } });
    await queries.accessLink.create({
      data: {
        ...facts,
        roles: [...link.roles],
        createdAt: toTimeColumn(link.createdAt),
        expiresAt: toTimeColumn(link.expiresAt),
        authority: { connect: { slug: authority } },
      },
    });
    return true;
  });
}

/** The link with this token, if it can still be used. */
export async function findLink(tokenHash: string, at: Moment): Promise<Link | null> {
  const row = await database().accessLink.findUnique({ where: { tokenHash }, include: LINK });
  return row !== null && row.usedAt === null && row.expiresAt > toTimeColumn(at) ? linkFromRow(row) : null;
}

/**
 * Uses up an invitation: the person who holds it gets its roles. `newcomer` says who that is where it is nobody we know yet; otherwise `personId` does.
 * All of it or nothing, and only once: of two who come with the same token at the same moment one is refused.
 */
export async function acceptInvitation(
  tokenHash: string,
  who: Newcomer | { readonly personId: string },
  note: InvitationNote,
): Promise<Acceptance> {
  try {
    return await database().$transaction(async (queries): Promise<Acceptance> => {
      const link = await takeLink(queries, tokenHash, note.at);
      if (link === null || link.authorityId === null) throw new LinkRefused('used');
      if (link.purpose === 'first-administrator') {
        await queries.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_PERSON_LOCK}::bigint)`;
        if ((await queries.person.findFirst({ select: { id: true } })) !== null) throw new LinkRefused('used');
      }
      const personId = 'personId' in who ? who.personId : await addPerson(queries, who, link, note.at);
      await addRoles(queries, personId, { ...link, authorityId: link.authorityId }, note);
      return { accepted: true, personId };
    });
  } catch (error) {
    if (error instanceof LinkRefused) return { accepted: false, because: error.because };
    throw error;
  }
}

/**
 * Uses up a link to choose a new password. Whoever was signed in is signed out; a recovery also takes away the second factor. Answers whose password it
 * was, or null when the link can no longer be used.
 */
export async function acceptNewPassword(tokenHash: string, passwordHash: string, newAccountId: string, at: Moment): Promise<string | null> {
  return database().$transaction(async (queries) => {
    const link = await takeLink(queries, tokenHash, at);
    if (link === null || link.personId === null) return null;
    const { personId } = link;
    const now = toTimeColumn(at);
    await queries.account.upsert({
      where: { providerId_accountId: { providerId: CREDENTIAL, accountId: personId } },
      create: credential(newAccountId, personId, passwordHash, now),
      update: { password: passwordHash, updatedAt: now },
    });
    if (link.purpose === 'recovery') {
      await queries.secondFactor.deleteMany({ where: { userId: personId } });
      await queries.person.update({ where: { id: personId }, data: { twoFactorEnabled: false, updatedAt: now } });
    }
    await queries.session.deleteMany({ where: { userId: personId } });
    return personId;
  });
}

/** The one call by which changes of roles enter the history. It holds the person's id, never name or address. */
export async function appendMembership(queries: Queries, membershipId: string, { actor, reason, at }: HistoryNote): Promise<void> {
  const row = await queries.membership.findUniqueOrThrow({
    where: { id: membershipId },
    include: { authority: { select: { slug: true } } },
  });
  await appendHistory(queries, {
    chain: row.authority.slug,
    recordType: 'membership',
    recordId: row.id,
    version: row.version,
    content: { person: row.personId, roles: rolesAmong(row.roles), suspended: row.suspended },
    actor,
    reason,
    at,
  });
}

/** Marks the link as used, which only one of several at once can do. */
async function takeLink(queries: Queries, tokenHash: string, at: Moment): Promise<AccessLinkRow | null> {
  const now = toTimeColumn(at);
  const { count } = await queries.accessLink.updateMany({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1 ? queries.accessLink.findUnique({ where: { tokenHash } }) : null;
}

async function addPerson(queries: Queries, newcomer: Newcomer, link: AccessLinkRow, at: Moment): Promise<string> {
  const email = (link.email ?? newcomer.email).toLowerCase();
  if ((await queries.person.findUnique({ where: { email }, select: { id: true } })) !== null) throw new LinkRefused('known');
  const now = toTimeColumn(at);
  await queries.person.create({
    data: { id: newcomer.id, name: newcomer.name, email, createdAt: now, updatedAt: now, operator: link.operator },
  });
  const { account } = newcomer;
  await queries.account.create({
    data:
      'passwordHash' in account
        ? credential(newcomer.accountId, newcomer.id, account.passwordHash, now)
        : {
            id: newcomer.accountId,
            userId: newcomer.id,
            providerId: account.provider,
            accountId: account.subject,
            createdAt: now,
            updatedAt: now,
          },
  });
  return newcomer.id;
}

async function addRoles(
  queries: Queries,
  personId: string,
  link: AccessLinkRow & { readonly authorityId: number },
  { membershipId, reason, at }: InvitationNote,
): Promise<void> {
  const now = toTimeColumn(at);
  const held = await queries.membership.findUnique({
    where: { personId_authorityId: { personId, authorityId: link.authorityId } },
  });
  // An invitation adds. What an administrator has suspended it does not bring back.
  const roles = [...rolesAmong([...link.roles, ...(held?.roles ?? [])])];
  if (held === null) {
    await queries.membership.create({ data: { id: membershipId, personId, authorityId: link.authorityId, roles, changedAt: now } });
  } else {
    await queries.membership.update({
      where: { id: held.id, version: held.version },
      data: { roles, version: held.version + 1, changedAt: now },
    });
  }
  if (link.operator) await queries.person.update({ where: { id: personId }, data: { operator: true, updatedAt: now } });
  await appendMembership(queries, held?.id ?? membershipId, { actor: link.createdBy, reason, at });
}

/** How the identity library keeps an account with a password. */
function credential(id: string, personId: string, passwordHash: string, now: Date): Prisma.AccountUncheckedCreateInput {
  return { id, userId: personId, providerId: CREDENTIAL, accountId: personId, password: passwordHash, createdAt: now, updatedAt: now };
}

const PERSON = {
  accounts: { select: { providerId: true } },
  memberships: { include: { authority: { select: { slug: true } } } },
} satisfies Prisma.PersonInclude;

const LINK = {
  authority: { select: { slug: true, name: true } },
  person: { select: { id: true, email: true, name: true } },
} satisfies Prisma.AccessLinkInclude;

function personFromRow(row: Prisma.PersonGetPayload<{ include: typeof PERSON }>): Person {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    jobTitle: row.jobTitle,
    operator: row.operator,
    hasPassword: row.accounts.some(({ providerId }) => providerId === CREDENTIAL),
    hasSecondFactor: row.twoFactorEnabled,
    councils: row.memberships.filter(({ roles }) => roles.length > 0).map(({ authority }) => authority.slug),
  };
}

function membershipFromRow(row: Prisma.MembershipGetPayload<object>): Membership {
  return { id: row.id, roles: rolesAmong(row.roles), suspended: row.suspended, version: row.version };
}

function linkFromRow(row: Prisma.AccessLinkGetPayload<{ include: typeof LINK }>): Link {
  return {
    purpose: LINK_PURPOSES.find((purpose) => purpose === row.purpose) ?? 'invitation',
    authority: row.authority,
    roles: rolesAmong(row.roles),
    email: row.email,
    person: row.person,
    expiresAt: fromTimeColumn(row.expiresAt),
  };
}

/** Ends the transaction, and so gives the link back. */
class LinkRefused extends Error {
  constructor(readonly because: 'used' | 'known') {
    super(because);
  }
}

const LINK_PURPOSES = ['invitation', 'first-administrator', 'password-reset', 'recovery'] as const;

export type LinkPurpose = (typeof LINK_PURPOSES)[number];

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Null until the person has given one. */
  readonly jobTitle: string | null;
  readonly operator: boolean;
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  /** Slugs of the councils in which the person holds any role. */
  readonly councils: readonly string[];
}

export interface Membership {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly suspended: boolean;
  readonly version: number;
}

export interface Member extends Person {
  readonly membership: Membership;
}

/** One that nobody has accepted yet. */
export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly createdAt: Moment;
  readonly expiresAt: Moment;
}

export interface HistoryNote {
  /** A person's id, `operator` or `system`. */
  readonly actor: string;
  readonly reason: string;
  readonly at: Moment;
}

export interface InvitationNote {
  /** For the membership, should there be none yet. */
  readonly membershipId: string;
  readonly reason: string;
  readonly at: Moment;
}

/** Somebody who accepts an invitation. */
export interface Newcomer {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  /** Counts where the invitation names none. */
  readonly email: string;
  readonly account: { readonly passwordHash: string } | { readonly provider: string; readonly subject: string };
}

/** `used`: the link cannot be used any more. `known`: there is a person with that address, who has to sign in first. */
export type Acceptance =
  { readonly accepted: true; readonly personId: string } | { readonly accepted: false; readonly because: 'used' | 'known' };

export interface NewLink {
  readonly id: string;
  readonly purpose: LinkPurpose;
  readonly tokenHash: string;
  readonly authority?: string;
  readonly roles: readonly Role[];
  readonly operator: boolean;
  readonly email?: string;
  readonly personId?: string;
  readonly createdBy: string;
  readonly createdAt: Moment;
  readonly expiresAt: Moment;
}

export interface Link {
  readonly purpose: LinkPurpose;
  readonly authority: { readonly slug: string; readonly name: string } | null;
  readonly roles: readonly Role[];
  readonly email: string | null;
  readonly person: { readonly id: string; readonly email: string; readonly name: string } | null;
  readonly expiresAt: Moment;
}
