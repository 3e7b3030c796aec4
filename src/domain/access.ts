import { Temporal } from 'temporal-polyfill';

/**
 * How long somebody stays signed in: until nothing has been asked for some time, and never longer than a working day, after which the password is asked for
 * again. What is stored is when a session began and when it was last used; how long that is good for is decided here.
 */
export const SESSION_LIMITS = { idle: Temporal.Duration.from({ hours: 2 }), absolute: Temporal.Duration.from({ hours: 12 }) };

/**
 * The roles a person can hold, each in one council. Somebody may hold several, and roles in several councils.
 */
export const ROLES = {
  member: {
    words: 'Member',
    description: 'A councillor who scrutinises: reads the plan as it stands and asks before meetings, no drafts and nothing internal',
  },
  'executive-reader': { words: 'Executive reader', description: 'A cabinet member or chief executive: reads everything of the council' },
  'scrutiny-officer': { words: 'Scrutiny officer', description: 'Keeps meetings, briefings and recommendations' },
  'action-owner': { words: 'Action owner', description: 'Reports on own actions, and reads what is internal about them' },
  manager: { words: 'Manager', description: 'Reads and changes inspections and plan, and publishes' },
  administrator: { words: 'Administrator', description: 'Has people and settings; no content by this role' },
} as const;

export type Role = keyof typeof ROLES;

export const ROLE_KEYS: readonly Role[] = ['member', 'executive-reader', 'scrutiny-officer', 'action-owner', 'manager', 'administrator'];

/**
 * What can be done, and by whom: page, operation, test and the README's matrix all read this table. `public` is everybody, signed in or not.
 * A council's roles count in that council alone; `operator` is whoever looks after the installation, as a person or by a command on it.
 */
export const PERMISSIONS = {
  'read-published': { words: 'Read what is published', scope: 'everybody', allowed: ['public', 'operator'] },
  'sign-in': { words: 'Sign in, and accept an invitation', scope: 'everybody', allowed: ['public'] },
  'read-plan': {
    words: 'Read the plan as it stands',
    scope: 'council',
    allowed: ['member', 'executive-reader', 'scrutiny-officer', 'action-owner', 'manager'],
  },
  'read-internal': {
    words: 'Read blockers, confidence and whatever else is internal',
    scope: 'council',
    allowed: ['executive-reader', 'manager'],
  },
  'read-drafts': { words: 'Read drafts', scope: 'council', allowed: ['executive-reader', 'manager'] },
  'report-on-own-actions': {
    words: 'Report on own actions, and read what is internal about them',
    scope: 'council',
    allowed: ['action-owner', 'manager'],
  },
  'change-plan': { words: 'Change the plan', scope: 'council', allowed: ['manager'] },
  'record-inspections': { words: 'Record inspections and findings', scope: 'council', allowed: ['manager'] },
  publish: { words: 'Publish', scope: 'council', allowed: ['manager'] },
  'ask-questions': { words: 'Ask a question before a meeting', scope: 'council', allowed: ['member'] },
  'keep-scrutiny': { words: 'Keep meetings, briefings and recommendations', scope: 'council', allowed: ['scrutiny-officer', 'manager'] },
  'read-history': {
    words: 'Read the history of records one may read',
    scope: 'council',
    allowed: ['member', 'executive-reader', 'scrutiny-officer', 'action-owner', 'manager', 'administrator'],
  },
  'read-people': { words: 'See who has which role', scope: 'council', allowed: ['administrator'] },
  'change-people': { words: 'Invite people, change their roles, end their sessions', scope: 'council', allowed: ['administrator'] },
  'read-settings': { words: 'Read the council’s settings', scope: 'council', allowed: ['executive-reader', 'manager', 'administrator'] },
  'change-settings': { words: 'Change the council’s settings', scope: 'council', allowed: ['administrator'] },
  'change-national-data': { words: 'Load official files and change national data', scope: 'installation', allowed: ['operator'] },
  'see-status': { words: 'See the state of the installation', scope: 'installation', allowed: ['operator'] },
  'manage-councils': { words: 'Add and remove councils', scope: 'installation', allowed: ['operator'] },
  'make-first-administrator': { words: 'Make a council’s first administrator', scope: 'installation', allowed: ['operator'] },
  'look-after-installation': { words: 'Start, upgrade and stop the installation', scope: 'installation', allowed: ['operator'] },
} as const satisfies Record<string, PermissionEntry>;

export type Permission = keyof typeof PERMISSIONS;

export const ANYBODY: Actor = { kind: 'public' };
export const OPERATOR: Actor = { kind: 'operator' };

/**
 * Whether the actor may. A permission that belongs to a council is asked for with that council's slug; without one the answer is no.
 */
export function isAllowed(actor: Actor, permission: Permission, authority?: string): boolean {
  const { allowed }: PermissionEntry = PERMISSIONS[permission];
  if (allowed.includes('public')) return true;
  if (actor.kind === 'public') return false;
  if (actor.kind === 'operator') return allowed.includes('operator');
  if (actor.operator && allowed.includes('operator')) return true;
  return actor.roles.some((held) => held.authority === authority && allowed.includes(held.role));
}

/** The councils, by slug and in order, in which a person may. */
export function councilsWhere(actor: Actor, permission: Permission): readonly string[] {
  if (actor.kind !== 'person') return [];
  const councils = new Set(actor.roles.map(({ authority }) => authority));
  return [...councils].filter((authority) => isAllowed(actor, permission, authority)).toSorted();
}

/** The table as Markdown for the README. A test fails when the README's own differs. */
export function accessMatrix(): string {
  const holders: readonly { key: Holder; words: string }[] = [
    { key: 'public', words: 'Public' },
    ...ROLE_KEYS.map((key) => ({ key, words: ROLES[key].words })),
    { key: 'operator', words: 'Operator' },
  ];
  const rows = Object.values<PermissionEntry>(PERMISSIONS).map(({ words, allowed }) => {
    const cells = holders.map(({ key }) => (allowed.includes(key) || allowed.includes('public') ? 'yes' : ''));
    return `| ${[words, ...cells].join(' | ')} |`;
  });
  return [`| may | ${holders.map(({ words }) => words).join(' | ')} |`, `|---|${holders.map(() => '---|').join('')}`, ...rows].join('\n');
}

/** The roles among `values`, each once and in the table's order; what is no role is left out. */
export function rolesAmong(values: readonly string[]): readonly Role[] {
  return ROLE_KEYS.filter((role) => values.includes(role));
}

/**
 * The roles somebody holds in a council once the provider of the council account has named its groups. The roles that `mapping` names there follow the groups,
 * however they were given; all others stay as they are.
 */
export function rolesByGroups(
  mapping: readonly GroupRole[],
  groups: readonly string[],
  { council, held }: { readonly council: string; readonly held: readonly Role[] },
): readonly Role[] {
  const here = mapping.filter((each) => each.council === council);
  const given = here.filter(({ group }) => groups.includes(group)).map(({ role }) => role);
  const kept = held.filter((role) => !here.some((each) => each.role === role));
  return rolesAmong([...given, ...kept]);
}

/** Where somebody is sent after signing in: a page of ours, whatever the address said. */
export function safeDestination(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return '/';
  const address = URL.parse(wanted, 'http://here.invalid');
  return address?.origin === 'http://here.invalid' ? `${address.pathname}${address.search}${address.hash}`.replace(/^\/+/, '/') : '/';
}

/** What became of signing in with a council account, by the key that stands in the sign-in page's address. */
export const COUNCIL_ACCOUNT_PROBLEMS = {
  'broken-off': 'Your council account was not used, because its sign-in was broken off or refused there',
  'not-invited': 'Nobody has invited this council account yet. Open the link of your invitation and choose your council account there',
  'did-not-work': 'Signing in with your council account did not work. Try again',
} as const;

export type CouncilAccountProblem = keyof typeof COUNCIL_ACCOUNT_PROBLEMS;

export function isCouncilAccountProblem(key: string): key is CouncilAccountProblem {
  return Object.hasOwn(COUNCIL_ACCOUNT_PROBLEMS, key);
}

/** Who is asking. Every operation takes one first. */
export type Actor =
  /** Anybody, on the public pages. */
  | { readonly kind: 'public' }
  /** Who runs commands on the installation itself. */
  | { readonly kind: 'operator' }
  | PersonActor;

export interface PersonActor {
  readonly kind: 'person';
  readonly id: string;
  readonly sessionId: string;
  /** Also looks after the installation. */
  readonly operator: boolean;
  /** As they stood when the request began. Of a council that requires a second factor, none while the person has not set one up. */
  readonly roles: readonly { readonly authority: string; readonly role: Role }[];
}

/** Whoever is in the group of an OpenID provider holds the role in the council. */
export interface GroupRole {
  /** As the provider writes it: for Microsoft Entra ID the group's object id. */
  readonly group: string;
  readonly council: string;
  readonly role: Role;
}

type Holder = Role | 'public' | 'operator';

interface PermissionEntry {
  readonly words: string;
  readonly scope: 'everybody' | 'council' | 'installation';
  readonly allowed: readonly Holder[];
}
