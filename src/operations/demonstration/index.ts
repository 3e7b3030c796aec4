import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

import { ROLE_KEYS, ROLES, SESSION_LIMITS, type Actor, type Role } from '@/domain/access';
import { DEFAULT_SETTINGS } from '@/domain/settings';
import { accepted, Forbidden, refused, type CalendarDate, type Moment, type Result } from '@/domain/shared';
import { findAuthority } from '@/database/authorities';
import { findDemonstrationDay } from '@/database/installation';
import { acceptInvitation, findPersonIdByAccount, saveLink } from '@/database/people';
import { saveProfile } from '@/database/profiles';
import { endSession, forgetWhatHasEnded, saveSession } from '@/database/sessions';
import { saveSettings } from '@/database/settings';
import { readEnvironment } from '@/platform/environment';
import { log } from '@/platform/log';
import { PlainFault } from '@/platform/plain-fault';
import { hashOf, newId, newToken } from '@/platform/tokens';
import type { Visit } from '@/platform/visit';
import { authorise, cookieName, homeAuthority, signedToken } from '../access';
import type { SignedIn } from '../identity';
import { tellBriefing } from './briefing';
import { tellPlans } from './plans';
import { tellScrutiny } from './scrutiny';
import { OWNER_KEYS, OWNERS, type OwnerKey } from './story';

export { generatedPlan, generatePlans } from './generate';

/** How accounts of a demonstration are known. They have no password: nobody gets in with one, here or with a copy of the folder. */
const PROVIDER = 'demonstration';

/** One person for each role, called by a job title: nobody's name is made up. */
const JOB_TITLES: Readonly<Record<Role, string>> = {
  member: 'Scrutiny committee member',
  'executive-reader': 'Cabinet member for children’s services',
  'scrutiny-officer': 'Scrutiny officer',
  'action-owner': OWNERS.fostering,
  manager: 'Service improvement manager',
  administrator: 'Systems administrator',
};

/** How long the invitation lives that gives somebody of the demonstration their role: it is accepted in the next breath. */
const BREATH = Temporal.Duration.from({ minutes: 1 });

/**
 * The day on which the demonstration stands still, for the banner of the page being answered; null in a real installation. While pages are built beforehand there
 * is no database to ask, and the same build serves every installation: the server puts the banner into those.
 */
export async function currentDemonstrationDay(): Promise<CalendarDate | null> {
  return readEnvironment().DATABASE_URL === undefined ? null : findDemonstrationDay();
}

/**
 * Gives a demonstration its people, those who are not there yet; a real installation gets none. A start that was broken off is made good by the next;
 * whom somebody has erased since stays away.
 *
 * @returns whether this is a demonstration
 * @throws PlainFault where HOME_AUTHORITY is no council
 */
export async function prepareDemonstration(actor: Actor, at: Moment): Promise<boolean> {
  authorise(actor, 'look-after-installation');
  if ((await findDemonstrationDay()) === null) return false;
  const home = homeAuthority();
  if ((await findAuthority(home)) === null) throw new PlainFault(`HOME_AUTHORITY is "${home}", but there is no such council.`);
  for (const role of ROLE_KEYS) {
    if ((await findPersonIdByAccount(PROVIDER, role)) === null) await addPerson(home, { subject: role, role, title: JOB_TITLES[role] }, at);
  }
  if (home === 'barnsley') await tellBarnsley(at);
  return true;
}

/** Whom this visitor may enter the demonstration as; empty in a real installation, and for everybody but a browser on this machine. */
export async function listDemonstrationEntries(
  actor: Actor,
  visit: Pick<Visit, 'mayEnterDemonstration'>,
): Promise<readonly DemonstrationEntry[]> {
  authorise(actor, 'sign-in');
  if (!(await isOpen(visit))) return [];
  return ROLE_KEYS.map((role) => ({ role, words: ROLES[role].words, jobTitle: JOB_TITLES[role] }));
}

/**
 * Signs a visitor in as the demonstration's person with this role, without a password. Whoever was signed in is signed out.
 * @throws Forbidden in a real installation, and for everybody but a browser on this machine
 */
export async function enterDemonstration(actor: Actor, input: Readonly<Record<string, unknown>>, visit: Visit): Promise<Result<SignedIn>> {
  authorise(actor, 'sign-in');
  if (!(await isOpen(visit))) {
    log().warn('refused to enter the demonstration');
    throw new Forbidden('The demonstration is entered by a browser on its own machine');
  }
  const parsed = z.object({ role: z.enum(ROLE_KEYS) }).safeParse(input);
  if (!parsed.success) return refused({ message: 'Choose whom to enter the demonstration as' });
  const personId = await findPersonIdByAccount(PROVIDER, parsed.data.role);
  if (personId === null)
    return refused({ message: 'This person is no longer part of the demonstration. Remove its folder to begin a new one' });
  const token = newToken();
  await saveSession({ ...visit, id: newId(), token, personId });
  if (actor.kind === 'person') await endSession(actor.id, actor.sessionId);
  await forgetWhatHasEnded(visit.at);
  log().info({ person: personId, way: 'demonstration' }, 'signed in');
  const cookie = {
    name: cookieName('session_token'),
    value: await signedToken(token),
    maxAge: SESSION_LIMITS.absolute.total('seconds'),
  };
  return accepted({ step: 'go-on', cookies: [cookie] });
}

async function isOpen({ mayEnterDemonstration }: Pick<Visit, 'mayEnterDemonstration'>): Promise<boolean> {
  return mayEnterDemonstration && (await findDemonstrationDay()) !== null;
}

/** The other owners of actions, whom nobody enters as, and the story they are in. Where one of its people was erased since, it is told no more. */
async function tellBarnsley(at: Moment): Promise<void> {
  const subjectOf = (key: OwnerKey) => (OWNERS[key] === JOB_TITLES['action-owner'] ? 'action-owner' : `owner-${key}`);
  const ids = new Map<string, string>();
  for (const key of OWNER_KEYS) {
    const subject = subjectOf(key);
    if ((await findPersonIdByAccount(PROVIDER, subject)) === null) {
      await addPerson('barnsley', { subject, role: 'action-owner', title: OWNERS[key] }, at);
    }
    ids.set(key, (await findPersonIdByAccount(PROVIDER, subject)) ?? '');
  }
  const manager = await findPersonIdByAccount(PROVIDER, 'manager');
  const owners = Object.fromEntries(ids);
  if (manager === null || !isWholeCast(owners)) return;
  await tellPlans({ manager, owners });
  const [member, officer] = [await findPersonIdByAccount(PROVIDER, 'member'), await findPersonIdByAccount(PROVIDER, 'scrutiny-officer')];
  if (member !== null && officer !== null) {
    await tellScrutiny({ member, officer, manager, managerTitle: JOB_TITLES.manager });
    await tellBriefing(officer);
  }
  // Once: what its administrator switches off stays off.
  const settings = { ...DEFAULT_SETTINGS, publicSeesPlan: true };
  await saveSettings('barnsley', { settings, version: 0 }, { actor: 'system', reason: 'Made up for the demonstration', at });
}

/** By an invitation, as everybody: so the role has its history. */
async function addPerson(authority: string, { subject, role, title }: NewPerson, at: Moment): Promise<void> {
  const tokenHash = hashOf(newToken());
  // A reserved ending: no letter can ever reach anybody.
  const email = `${subject}@demonstration.invalid`;
  const invitation = { purpose: 'invitation', authority, roles: [role], operator: false, email, createdBy: 'system' } as const;
  await saveLink({ ...invitation, id: newId(), tokenHash, createdAt: at, expiresAt: at.add(BREATH) });
  const newcomer = { id: newId(), accountId: newId(), name: title, email, account: { provider: PROVIDER, subject } };
  const outcome = await acceptInvitation(tokenHash, newcomer, { membershipId: newId(), reason: 'Made up for the demonstration', at });
  if (!outcome.accepted) log().warn({ subject }, 'The demonstration lacks somebody');
  // Pages show people by their post.
  else await saveProfile(newcomer.id, { name: title, jobTitle: title, declinedLetters: [] }, at);
}

function isWholeCast(owners: Readonly<Record<string, string>>): owners is Record<OwnerKey, string> {
  return OWNER_KEYS.every((key) => (owners[key] ?? '') !== '');
}

interface NewPerson {
  /** How the account is known. */
  readonly subject: string;
  readonly role: Role;
  readonly title: string;
}

export interface DemonstrationEntry {
  readonly role: Role;
  readonly words: string;
  readonly jobTitle: string;
}
