import { z } from 'zod';

import { councilsWhere, ROLES, rolesAmong, type Actor } from '@/domain/access';
import { accepted, line, momentText, NotFound, optionalLine, refused, type Moment, type Result } from '@/domain/shared';
import { findCalendarFeed } from '@/database/calendar-feeds';
import { findPerson } from '@/database/people';
import { findProfile, listMemberships, listTraces, saveProfile, type Profile } from '@/database/profiles';
import { listOpenedBriefings } from '@/database/scrutiny';
import { listSessions } from '@/database/sessions';
import { listSignIns } from '@/database/sign-ins';
import { authorisePerson } from '../access';

/** Letters that somebody can do without. Those that prove who somebody is, or tell of a new password, are none of them. */
export const LETTERS = {
  roles: 'When my roles are changed',
  due: 'When an action of mine is due soon',
  overdue: 'While an action of mine is overdue, once a week',
  silent: 'When I have reported nothing on an action of mine for five weeks',
  digest: 'How the plan stands, on the first working day of a week (for managers)',
  briefings: 'When a briefing for a scrutiny meeting is published',
} as const;

export type LetterKey = keyof typeof LETTERS;

export const LETTER_KEYS = ['roles', 'due', 'overdue', 'silent', 'digest', 'briefings'] as const satisfies readonly LetterKey[];

const PROFILE = z.object({
  name: line(120, { missing: 'Enter your name', tooLong: 'Shorten your name to 120 characters' }),
  jobTitle: optionalLine(120, 'Shorten the job title to 120 characters'),
  letters: z.array(z.enum(LETTER_KEYS)),
});

/** Who is signed in, for the header of every page; null for the public. */
export async function viewAccount(actor: Actor): Promise<Account | null> {
  if (actor.kind !== 'person') return null;
  const profile = await findProfile(actor.id);
  if (profile === null) return null;
  return {
    who: profile.jobTitle ?? profile.name,
    administers: councilsWhere(actor, 'change-people'),
    reportsIn: actor.roles.filter(({ role }) => role === 'action-owner').map(({ authority }) => authority),
  };
}

/** What the service holds on the person asking, in short. */
export async function viewOwnPage(actor: Actor): Promise<OwnPage> {
  const { id } = authorisePerson(actor);
  const [person, profile, memberships] = await Promise.all([findPerson(id), findProfile(id), listMemberships(id)]);
  if (person === null || profile === null) throw new NotFound('No such person');
  return {
    ...profile,
    letters: LETTER_KEYS.filter((letter) => wantsLetter(profile, letter)),
    operator: person.operator,
    hasPassword: person.hasPassword,
    hasSecondFactor: person.hasSecondFactor,
    memberships: memberships
      .filter(({ roles }) => roles.length > 0)
      .map(({ council, roles, suspended }) => ({ council, roles: rolesAmong(roles).map((role) => ROLES[role].words), suspended })),
  };
}

/** Saves name, job title and the letters wanted. */
export async function saveOwnPage(actor: Actor, input: Readonly<Record<string, unknown>>, at: Moment): Promise<Result<null>> {
  const { id } = authorisePerson(actor);
  const parsed = PROFILE.safeParse(input);
  if (!parsed.success) return refused(...parsed.error.issues.map(({ path: [field], message }) => ({ field: String(field), message })));
  const { name, jobTitle, letters } = parsed.data;
  const declinedLetters = LETTER_KEYS.filter((letter) => !letters.includes(letter));
  if (!(await saveProfile(id, { name, jobTitle, declinedLetters }, at))) throw new NotFound('No such person');
  return accepted(null);
}

/**
 * Everything the service holds on the person asking, as JSON: a copy to take along. Without the password's hash, the second factor's secret and the tokens of
 * sessions, which are keys and not facts.
 */
export async function ownData(actor: Actor, at: Moment): Promise<string> {
  const { id } = authorisePerson(actor);
  const [person, profile, memberships, sessions, signIns, traces, calendarSince, opened] = await Promise.all([
    findPerson(id),
    findProfile(id),
    listMemberships(id),
    listSessions(id, at),
    listSignIns(id),
    listTraces(id),
    findCalendarFeed(id),
    listOpenedBriefings(id),
  ]);
  if (person === null || profile === null) throw new NotFound('No such person');
  const { name, email, jobTitle, createdAt } = profile;
  const data = {
    madeAt: momentText(at),
    person: {
      id,
      name,
      email,
      jobTitle,
      since: momentText(createdAt),
      looksAfterInstallation: person.operator,
      signsInWithPassword: person.hasPassword,
      hasSecondFactor: person.hasSecondFactor,
      letters: LETTER_KEYS.filter((letter) => wantsLetter(profile, letter)),
      calendarSince: calendarSince && momentText(calendarSince),
    },
    roles: memberships.map(({ council, roles, suspended, changedAt }) => ({
      council: council.slug,
      roles,
      suspended,
      changedAt: momentText(changedAt),
    })),
    sessions: sessions.map(({ address, userAgent, createdAt: since, lastSeenAt }) => ({
      address,
      userAgent,
      since: momentText(since),
      lastUsed: momentText(lastSeenAt),
    })),
    signIns: signIns.map((signIn) => ({ ...signIn, at: momentText(signIn.at) })),
    briefingsOpened: opened.map((briefing) => ({ ...briefing, at: momentText(briefing.at) })),
    history: traces.map((trace) => ({ ...trace, at: momentText(trace.at) })),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** Whether somebody wants this kind of letter: everybody does who has not declined it. */
export function wantsLetter({ declinedLetters }: Pick<Profile, 'declinedLetters'>, letter: LetterKey): boolean {
  return !declinedLetters.includes(letter);
}

/** What a page's header says of whoever is signed in. */
export interface Account {
  /** The job title, or where none is given the name. */
  readonly who: string;
  /** Slugs of the councils whose people and settings are this person's to look after. */
  readonly administers: readonly string[];
  /** Slugs of the councils in which this person is an owner of actions. Managers may report too, but the plan is what they are here for. */
  readonly reportsIn: readonly string[];
}

export interface OwnPage extends Omit<Profile, 'declinedLetters'> {
  readonly letters: readonly LetterKey[];
  readonly operator: boolean;
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly memberships: readonly {
    readonly council: { readonly slug: string; readonly name: string };
    readonly roles: readonly string[];
    readonly suspended: boolean;
  }[];
}
