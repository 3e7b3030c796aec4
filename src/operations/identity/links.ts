import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

import { invitationMail, passwordChangedMail, passwordResetMail, recoveryMail } from '@/documents/mails';
import { isAllowed, ROLE_KEYS, ROLES, type Actor, type Role } from '@/domain/access';
import { accepted, listInWords, NotFound, refused, type Moment, type Result } from '@/domain/shared';
import { findAuthority } from '@/database/authorities';
import * as people from '@/database/people';
import { readEnvironment } from '@/platform/environment';
import { log } from '@/platform/log';
import { canSendMail, sendMail, sendMailInBackground } from '@/platform/mail';
import { PlainFault } from '@/platform/plain-fault';
import { hashPassword, isCommonPassword } from '@/platform/passwords';
import { hashOf, newId, newToken } from '@/platform/tokens';
import type { Visit } from '@/platform/visit';
import { authorise, homeAuthority } from '../access';
import { mayTryFrom, mayWriteTo, WAIT } from './attempts';
import { problemsIn, signIn, type SignedIn } from './sign-in';

/** How long a link works: long enough to come back from leave, and as short as a mailbox somebody else reads demands. */
const LASTING = {
  invitation: Temporal.Duration.from({ hours: 7 * 24 }),
  'first-administrator': Temporal.Duration.from({ hours: 7 * 24 }),
  'password-reset': Temporal.Duration.from({ hours: 1 }),
  recovery: Temporal.Duration.from({ hours: 24 }),
} as const satisfies Record<people.LinkPurpose, Temporal.Duration>;

/** With a list of common passwords instead of rules about signs, as the National Cyber Security Centre advises. */
const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 200;

const USED_UP = 'This link cannot be used any more. It works once and for a limited time: ask for another';

const EMAIL = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'Enter a shorter email address')
  .pipe(z.email('Enter an email address, like name@example.gov.uk'));

const NEW_PASSWORD = z
  .string()
  .min(SHORTEST_PASSWORD, `Enter a password of ${SHORTEST_PASSWORD} characters or more`)
  .max(LONGEST_PASSWORD, `Enter a password of ${LONGEST_PASSWORD} characters or fewer`)
  .refine(
    (password) => password.length < SHORTEST_PASSWORD || !isCommonPassword(password),
    'Enter a password that is harder to guess, such as three random words',
  );

const INVITATION = z.object({
  email: EMAIL,
  roles: z.array(z.enum(ROLE_KEYS)).min(1, 'Choose at least one role'),
});

const ACCEPTANCE = z.object({
  name: z.string().trim().min(1, 'Enter your name').max(120, 'Enter a shorter name'),
  email: EMAIL.optional(),
  password: NEW_PASSWORD,
});

/**
 * Invites somebody into a council. The letter is the only proof of who accepts; where no mail can be sent, `link` is for the administrator to pass on, this once.
 */
export async function invitePerson(
  actor: Actor,
  authority: string,
  input: Readonly<Record<string, unknown>>,
  { at }: Pick<Visit, 'at'>,
): Promise<Result<SentLink>> {
  authorise(actor, 'change-people', authority);
  const parsed = INVITATION.safeParse(input);
  if (!parsed.success) return refused(...problemsIn(parsed.error));
  const council = await findAuthority(authority);
  if (council === null) throw new NotFound(`No council ${authority}`);
  const { email } = parsed.data;
  const roles = ROLE_KEYS.filter((role) => parsed.data.roles.includes(role));
  const { token, link, expiresAt } = newLink('invitation', at);
  await people.saveLink({ ...linkFacts('invitation', token, at), authority, roles, operator: false, email, createdBy: idOf(actor) });
  return accepted(
    await deliver(
      email,
      invitationMail({ council: council.name, roles: listInWords(roles.map((role) => ROLES[role].words)), link, expiresAt }),
      link,
    ),
  );
}

/**
 * The link by which the first person of an empty installation becomes administrator of its council, as a path; null once there is anybody. Earlier ones stop
 * working. For the start, which prints it where only whoever runs the installation can read it.
 *
 * @throws PlainFault where HOME_AUTHORITY is no council
 */
export async function makeFirstAdministratorLink(actor: Actor, at: Moment): Promise<string | null> {
  authorise(actor, 'make-first-administrator');
  if (await people.isAnybodyThere()) return null;
  const home = homeAuthority();
  if ((await findAuthority(home)) === null) throw new PlainFault(`HOME_AUTHORITY is "${home}", but there is no such council.`);
  const purpose = 'first-administrator';
  const { token, path } = newLink(purpose, at);
  const saved = await people.saveFirstAdministratorLink({
    ...linkFacts(purpose, token, at),
    authority: home,
    roles: ['administrator'],
    operator: true,
    createdBy: 'operator',
  });
  return saved ? path : null;
}

/** What a link is for, before it is used. Null when it cannot be used any more. Looking does not use it up: mail programs look at every link. */
export async function viewLink(actor: Actor, token: string, { at }: Pick<Visit, 'at'>): Promise<OpenLink | null> {
  authorise(actor, 'sign-in');
  const link = await people.findLink(hashOf(token), at);
  if (link === null) return null;
  return { purpose: link.purpose, council: link.authority, roles: link.roles, email: link.email ?? link.person?.email ?? null };
}

/**
 * Accepts an invitation. Somebody who is signed in gets the roles added; a newcomer becomes a person with the address that was invited, and is signed in.
 * Who it is hangs on the token alone.
 */
export async function acceptInvitation(
  actor: Actor,
  token: string,
  input: Readonly<Record<string, unknown>>,
  visit: Visit,
): Promise<Result<SignedIn>> {
  authorise(actor, 'sign-in');
  if (!(await mayTryFrom(visit))) return refused({ message: WAIT });
  const link = await people.findLink(hashOf(token), visit.at);
  if (link === null || !INVITATIONS.includes(link.purpose)) return refused({ message: USED_UP });
  const note = { membershipId: newId(), reason: 'Invitation accepted', at: visit.at };
  if (actor.kind === 'person') {
    const outcome = await people.acceptInvitation(hashOf(token), { personId: actor.id }, note);
    return outcome.accepted ? accepted({ step: 'go-on', cookies: [] }) : refused({ message: USED_UP });
  }
  const parsed = ACCEPTANCE.safeParse(input);
  if (!parsed.success) return refused(...problemsIn(parsed.error));
  const email = link.email ?? parsed.data.email;
  if (email === undefined) return refused({ field: 'email', message: 'Enter your email address' });
  const { name, password } = parsed.data;
  const newcomer = { id: newId(), accountId: newId(), name, email, account: { passwordHash: await hashPassword(password) } };
  const outcome = await people.acceptInvitation(hashOf(token), newcomer, note);
  if (!outcome.accepted) {
    return refused(
      outcome.because === 'used'
        ? { message: USED_UP }
        : { message: 'There is an account with this email address. Sign in with it, then open the link again' },
    );
  }
  return signIn(actor, { email, password }, visit);
}

/**
 * Sends a link to choose a new password, if there is an account with this address and a password. The answer is the same, and as quick, if there is none.
 */
export async function requestPasswordReset(actor: Actor, input: Readonly<Record<string, unknown>>, visit: Visit): Promise<Result<null>> {
  authorise(actor, 'sign-in');
  const parsed = z.object({ email: EMAIL }).safeParse(input);
  if (!parsed.success) return refused(...problemsIn(parsed.error));
  if (!canSendMail())
    return refused({ message: 'This installation sends no mail. Ask your administrator for a link to choose a new password' });
  const { email } = parsed.data;
  if (!(await mayTryFrom(visit)) || !(await mayWriteTo(email, visit))) return refused({ message: WAIT });
  sendResetInBackground(email, visit.at);
  return accepted(null);
}

/** Chooses a new password with the link from a letter, or with an administrator's. Every session of the account ends. */
export async function chooseNewPassword(
  actor: Actor,
  token: string,
  input: Readonly<Record<string, unknown>>,
  visit: Visit,
): Promise<Result<null>> {
  authorise(actor, 'sign-in');
  if (!(await mayTryFrom(visit))) return refused({ message: WAIT });
  const link = await people.findLink(hashOf(token), visit.at);
  if (link === null || link.person === null) return refused({ message: USED_UP });
  const parsed = z.object({ password: NEW_PASSWORD }).safeParse(input);
  if (!parsed.success) return refused(...problemsIn(parsed.error));
  const personId = await people.acceptNewPassword(hashOf(token), await hashPassword(parsed.data.password), newId(), visit.at);
  if (personId === null) return refused({ message: USED_UP });
  log().info({ person: personId, purpose: link.purpose }, 'password changed');
  if (canSendMail()) sendMailInBackground({ to: link.person.email, ...passwordChangedMail() });
  return accepted(null);
}

/**
 * Opens the account of somebody who cannot get in any more: the link lets them choose a password and takes away the second factor. Only for people whose every
 * council the actor administers, or an administrator of one council could get into another with it.
 */
export async function openAccountAgain(
  actor: Actor,
  authority: string,
  personId: string,
  { at }: Pick<Visit, 'at'>,
): Promise<Result<SentLink>> {
  authorise(actor, 'change-people', authority);
  const person = await people.findPerson(personId);
  if (person === null || !person.councils.includes(authority)) throw new NotFound('No such person in this council');
  if (person.operator || !person.councils.every((council) => isAllowed(actor, 'change-people', council))) {
    return refused({ message: 'This account reaches beyond your council. Ask whoever runs the installation to open it again' });
  }
  const { token, link, expiresAt } = newLink('recovery', at);
  await people.saveLink({ ...linkFacts('recovery', token, at), roles: [], operator: false, personId, createdBy: idOf(actor) });
  return accepted(await deliver(person.email, recoveryMail({ link, expiresAt }), link));
}

/** Looks up and writes behind the answer's back, so that the answer takes the same time for everybody. */
function sendResetInBackground(email: string, at: Moment): void {
  const send = async (): Promise<void> => {
    const person = await people.findPersonByEmail(email);
    if (!person?.hasPassword) return;
    const { token, link, expiresAt } = newLink('password-reset', at);
    await people.saveLink({
      ...linkFacts('password-reset', token, at),
      roles: [],
      operator: false,
      personId: person.id,
      createdBy: 'system',
    });
    await sendMail({ to: person.email, ...passwordResetMail({ link, expiresAt }) });
  };
  send().catch((error: unknown) => log().error({ err: error }, 'A link to choose a new password could not be sent'));
}

/** By mail, or where there is none to the administrator's eyes. A letter that cannot be sent also leaves the link with the administrator. */
async function deliver(to: string, letter: { readonly subject: string; readonly text: string }, link: string): Promise<SentLink> {
  if (!canSendMail()) return { sentTo: null, link };
  try {
    await sendMail({ to, ...letter });
    return { sentTo: to, link: null };
  } catch (error) {
    log().error({ err: error }, 'A letter could not be sent');
    return { sentTo: null, link };
  }
}

/** The token stands after the question mark: paths are logged. */
function newLink(purpose: people.LinkPurpose, at: Moment): { token: string; path: string; link: string; expiresAt: Moment } {
  const token = newToken();
  const path = `${INVITATIONS.includes(purpose) ? '/invitation' : '/password/new'}?token=${token}`;
  return { token, path, link: `${readEnvironment().PUBLIC_URL}${path}`, expiresAt: at.add(LASTING[purpose]) };
}

function linkFacts(purpose: people.LinkPurpose, token: string, at: Moment) {
  return { id: newId(), purpose, tokenHash: hashOf(token), createdAt: at, expiresAt: at.add(LASTING[purpose]) };
}

function idOf(actor: Actor): string {
  return actor.kind === 'person' ? actor.id : 'operator';
}

const INVITATIONS: readonly people.LinkPurpose[] = ['invitation', 'first-administrator'];

/** Either the address a letter went to, or the link itself, for the one time it can be shown. */
export interface SentLink {
  readonly sentTo: string | null;
  readonly link: string | null;
}

export interface OpenLink {
  readonly purpose: people.LinkPurpose;
  readonly council: { readonly slug: string; readonly name: string } | null;
  readonly roles: readonly Role[];
  /** Whom it was sent to; the first administrator types an address. */
  readonly email: string | null;
}
