import { z } from 'zod';

import { rolesChangedMail } from '@/documents/mails';
import { isAllowed, ROLE_KEYS, ROLES, type Actor, type Role } from '@/domain/access';
import { isSlug, type Authority } from '@/domain/authorities';
import { accepted, Forbidden, listInWords, NotFound, reasonLine, refused, type Moment, type Problem, type Result } from '@/domain/shared';
import { findAuthority } from '@/database/authorities';
import { erasePerson } from '@/database/erasure';
import { findVersion } from '@/database/history';
import * as people from '@/database/people';
import { findProfile } from '@/database/profiles';
import { endSessions, listSessions } from '@/database/sessions';
import { lastSignIns } from '@/database/sign-ins';
import { log } from '@/platform/log';
import { canSendMail, sendMailInBackground } from '@/platform/mail';
import { authorise } from '../access';
import { historyActor, nameActors } from '../history';
import { wantsLetter } from './own';

const ON_A_PAGE = 50;

const LAST_ADMINISTRATOR =
  'This is the council’s last administrator. Make somebody else an administrator first, or nobody could look after people and settings';

const UNCHANGED = 'Nothing is different from what is saved';

const REASON = reasonLine('Say in a few words why. It stays in the history');

const ROLES_FORM = z.object({ roles: z.array(z.enum(ROLE_KEYS)), reason: REASON, version: z.coerce.number().int().positive() });
const SUSPENSION_FORM = z.object({ suspended: z.boolean(), reason: REASON, version: z.coerce.number().int().positive() });
const ERASURE_FORM = z.object({ reason: REASON });

/** Who has which role in a council, and who is invited. Throws `Forbidden`, and `NotFound` for an unknown council or page. */
export async function viewPeople(
  actor: Actor,
  slug: string,
  { page, at }: { readonly page: number; readonly at: Moment },
): Promise<PeopleView> {
  const authority = await councilOf(actor, slug);
  // An address can name a page that the database could not even count to.
  if (!Number.isSafeInteger(page)) throw new NotFound(`No page ${page}`);
  const [{ people: members, total }, invitations] = await Promise.all([
    people.listPeople(slug, { limit: ON_A_PAGE, offset: (page - 1) * ON_A_PAGE }),
    people.listInvitations(slug, at),
  ]);
  const pages = Math.max(1, Math.ceil(total / ON_A_PAGE));
  if (page > pages) throw new NotFound(`No page ${page}`);
  const signedIn = await lastSignIns(members.map(({ id }) => id));
  return {
    authority,
    members: members.map((member) => memberOf(actor, member, member.membership, signedIn.get(member.id) ?? null)),
    invitations,
    total,
    page,
    pages,
    mayChange: isAllowed(actor, 'change-people', slug),
  };
}

/** One person's roles in a council. Throws `Forbidden`, and `NotFound` for somebody who never had one there. */
export async function viewMember(actor: Actor, slug: string, personId: string, at: Moment): Promise<MemberView> {
  const authority = await councilOf(actor, slug);
  const { person, membership } = await memberIn(slug, personId);
  const [sessions, signedIn] = await Promise.all([listSessions(personId, at), lastSignIns([personId])]);
  return {
    authority,
    member: memberOf(actor, person, membership, signedIn.get(personId) ?? null),
    membershipId: membership.id,
    sessions: hasGoneElsewhere(actor, person, membership) ? null : sessions.length,
    isOneself: actor.kind === 'person' && actor.id === personId,
    isTheirs: reachesNoFurther(actor, person),
    mayChange: isAllowed(actor, 'change-people', slug),
  };
}

/**
 * Gives somebody these roles in place of the ones held, from their next request on. Refused where somebody else has changed them since the form was opened: the
 * sentence says what they made of it.
 */
export async function changeRoles(
  actor: Actor,
  slug: string,
  personId: string,
  input: Readonly<Record<string, unknown>>,
  at: Moment,
): Promise<MemberChange> {
  authorise(actor, 'change-people', slug);
  const { person, membership } = await memberIn(slug, personId);
  const parsed = ROLES_FORM.safeParse(input);
  if (!parsed.success) return { ...refused(...problemsIn(parsed.error)), version: membership.version };
  const roles = ROLE_KEYS.filter((role) => parsed.data.roles.includes(role));
  return save(actor, slug, person, membership, { ...parsed.data, roles, suspended: membership.suspended }, at);
}

/** Makes somebody's roles in a council not count, or count again. Sessions go on: without roles they open what is public. */
export async function changeSuspension(
  actor: Actor,
  slug: string,
  personId: string,
  input: Readonly<Record<string, unknown>>,
  at: Moment,
): Promise<MemberChange> {
  authorise(actor, 'change-people', slug);
  const { person, membership } = await memberIn(slug, personId);
  const parsed = SUSPENSION_FORM.safeParse(input);
  if (!parsed.success) return { ...refused(...problemsIn(parsed.error)), version: membership.version };
  return save(actor, slug, person, membership, { ...parsed.data, roles: membership.roles }, at);
}

/** Signs somebody out everywhere, and answers how many sessions that ended. Throws `Forbidden` for somebody who has left for where others look after the account. */
export async function endSessionsOf(actor: Actor, slug: string, personId: string): Promise<number> {
  authorise(actor, 'change-people', slug);
  const { person, membership } = await memberIn(slug, personId);
  if (hasGoneElsewhere(actor, person, membership)) throw new Forbidden('Somebody without a role here, whose account others look after');
  const ended = await endSessions(personId);
  log().info({ person: personId, by: historyActor(actor), ended }, 'sessions ended');
  return ended;
}

/** Takes an invitation back. Answers whether it was still open. */
export async function withdrawInvitation(actor: Actor, slug: string, invitationId: string): Promise<boolean> {
  authorise(actor, 'change-people', slug);
  return people.withdrawInvitation(invitationId, slug);
}

/**
 * Erases somebody: roles, sessions, name and address. Only for people whose every council the actor administers. What they have saved stays, as somebody's who
 * is no longer here.
 */
export async function eraseMember(
  actor: Actor,
  slug: string,
  personId: string,
  input: Readonly<Record<string, unknown>>,
  at: Moment,
): Promise<Result<null>> {
  authorise(actor, 'change-people', slug);
  const { person, membership } = await memberIn(slug, personId);
  if (!reachesNoFurther(actor, person)) {
    return refused({ message: 'This account reaches beyond your council: take away the roles here. Its name is the others’ to erase' });
  }
  const parsed = ERASURE_FORM.safeParse(input);
  if (!parsed.success) return refused(...problemsIn(parsed.error));
  if (administers(membership) && !(await people.isThereAnotherAdministrator(personId, slug)))
    return refused({ message: LAST_ADMINISTRATOR });
  try {
    const erased = await erasePerson(personId, { actor: historyActor(actor), reason: parsed.data.reason, at });
    if (!erased) throw new NotFound('No such person');
  } catch (error) {
    if (people.isAboutLastAdministrator(error)) return refused({ message: LAST_ADMINISTRATOR });
    throw error;
  }
  log().info({ person: personId, by: historyActor(actor) }, 'person erased');
  return accepted(null);
}

async function save(
  actor: Actor,
  slug: string,
  person: people.Person,
  held: people.Membership,
  wanted: { readonly roles: readonly Role[]; readonly suspended: boolean; readonly reason: string; readonly version: number },
  at: Moment,
): Promise<MemberChange> {
  if (wanted.version !== held.version) return overtaken(held);
  if (wanted.suspended === held.suspended && rolesInWords(wanted.roles) === rolesInWords(held.roles)) {
    return { ...refused({ message: UNCHANGED }), version: held.version };
  }
  const stopsAdministering = administers(held) && !administers(wanted);
  if (stopsAdministering && !(await people.isThereAnotherAdministrator(person.id, slug))) {
    return { ...refused({ message: LAST_ADMINISTRATOR }), version: held.version };
  }
  const { roles, suspended, reason, version } = wanted;
  try {
    const saved = await people.changeMembership({ id: held.id, version, roles, suspended }, { actor: historyActor(actor), reason, at });
    // Somebody was quicker between our look and our save.
    if (!saved) return await overtaken((await people.findMembership(person.id, slug)) ?? held);
  } catch (error) {
    if (people.isAboutLastAdministrator(error)) return { ...refused({ message: LAST_ADMINISTRATOR }), version: held.version };
    throw error;
  }
  await tell(person, slug, wanted);
  return { ok: true };
}

/** What somebody else has made of it meanwhile. Nothing is saved, and what was chosen can be sent again. */
async function overtaken(now: people.Membership): Promise<MemberChange> {
  const entry = await findVersion('membership', now.id, now.version);
  const who = entry === null ? 'Somebody else' : (await nameActors([entry.actor]))(entry.actor);
  const why = entry?.reason ? `, “${entry.reason}”` : '';
  return {
    ...refused({
      field: 'reason',
      message: `${who} has changed this meanwhile: the roles are now ${rolesInWords(now.roles)}${now.suspended ? ', suspended' : ''}${why}. What you chose is still in the form: save again to put it in place`,
    }),
    version: now.version,
  };
}

async function tell(
  person: people.Person,
  slug: string,
  { roles, suspended }: { readonly roles: readonly Role[]; readonly suspended: boolean },
) {
  if (!canSendMail()) return;
  const [profile, council] = await Promise.all([findProfile(person.id), findAuthority(slug)]);
  if (profile === null || council === null || !wantsLetter(profile, 'roles')) return;
  sendMailInBackground({
    to: profile.email,
    ...rolesChangedMail({ council: council.displayName ?? council.name, roles: rolesInWords(roles), suspended }),
  });
}

async function councilOf(actor: Actor, slug: string): Promise<Authority> {
  authorise(actor, 'read-people', slug);
  const authority = isSlug(slug) ? await findAuthority(slug) : null;
  if (authority === null) throw new NotFound(`No council ${slug}`);
  return authority;
}

async function memberIn(slug: string, personId: string): Promise<{ person: people.Person; membership: people.Membership }> {
  if (!z.uuid().safeParse(personId).success) throw new NotFound('No such person');
  const [person, membership] = await Promise.all([people.findPerson(personId), people.findMembership(personId, slug)]);
  if (person === null || membership === null) throw new NotFound('No such person in this council');
  return { person, membership };
}

/** An administrator of one council must not get at an account that opens another, or the installation. */
function reachesNoFurther(actor: Actor, { operator, councils }: people.Person): boolean {
  return !operator && councils.every((council) => isAllowed(actor, 'change-people', council));
}

function administers({ roles, suspended }: { readonly roles: readonly Role[]; readonly suspended: boolean }): boolean {
  return roles.includes('administrator') && !suspended;
}

function rolesInWords(roles: readonly Role[]): string {
  return listInWords(roles.map((role) => ROLES[role].words.toLowerCase())) || 'none';
}

/** Has no role here any more, and an account that opens what others look after: it is theirs to know about. */
function hasGoneElsewhere(actor: Actor, person: people.Person, { roles }: people.Membership): boolean {
  return roles.length === 0 && !reachesNoFurther(actor, person);
}

function memberOf(actor: Actor, person: people.Person, membership: people.Membership, lastSignIn: Moment | null): Member {
  const { id, name, jobTitle, operator, hasPassword, hasSecondFactor } = person;
  const { roles, suspended, version } = membership;
  const known = hasGoneElsewhere(actor, person, membership) ? { email: null, lastSignIn: null } : { email: person.email, lastSignIn };
  return { id, name, jobTitle, operator, hasPassword, hasSecondFactor, roles, suspended, version, ...known };
}

function problemsIn(error: z.ZodError) {
  return error.issues.map(({ path: [field], message }) => ({ field: String(field), message }));
}

export interface PeopleView {
  readonly authority: Authority;
  readonly members: readonly Member[];
  readonly invitations: readonly people.Invitation[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly mayChange: boolean;
}

export interface MemberView {
  readonly authority: Authority;
  readonly member: Member;
  /** By which the history knows the roles. */
  readonly membershipId: string;
  /** How many are open; null where that is others' to know. */
  readonly sessions: number | null;
  /** The person asking. */
  readonly isOneself: boolean;
  /** The account opens nothing beyond what the person asking administers. */
  readonly isTheirs: boolean;
  readonly mayChange: boolean;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  /** Null of somebody who has left for where others look after the account. */
  readonly email: string | null;
  readonly jobTitle: string | null;
  /** Also looks after the installation. */
  readonly operator: boolean;
  /** Otherwise signs in with a council account. */
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly roles: readonly Role[];
  readonly suspended: boolean;
  /** Goes with the form, and comes back with it. */
  readonly version: number;
  /** Null where none is known any more, or it is others' to know. */
  readonly lastSignIn: Moment | null;
}

/** Where it is refused, with the version that the next attempt starts from. */
export type MemberChange = { readonly ok: true } | { readonly ok: false; readonly problems: readonly Problem[]; readonly version: number };
