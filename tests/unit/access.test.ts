import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import {
  accessMatrix,
  ANYBODY,
  councilsWhere,
  isAllowed,
  OPERATOR,
  PERMISSIONS,
  ROLE_KEYS,
  rolesByGroups,
  type PersonActor,
  type Role,
} from '@/domain/access';

const personWith = (role: Role, authority = 'barnsley'): PersonActor => ({
  kind: 'person',
  id: 'a',
  sessionId: 'b',
  operator: false,
  roles: [{ authority, role }],
});

const permissions = Object.entries(PERMISSIONS).map(([key, entry]) => ({ key, ...entry }));
const allowedTo = (actor: Parameters<typeof isAllowed>[0], authority?: string) =>
  permissions.filter(({ key }) => Object.hasOwn(PERMISSIONS, key)).flatMap(({ key }) => keysOf(key, actor, authority));

function keysOf(key: string, actor: Parameters<typeof isAllowed>[0], authority?: string): string[] {
  const permission = isPermission(key) ? key : undefined;
  return permission !== undefined && isAllowed(actor, permission, authority) ? [permission] : [];
}

function isPermission(key: string): key is keyof typeof PERMISSIONS {
  return Object.hasOwn(PERMISSIONS, key);
}

const OPEN_TO_ALL = ['read-published', 'sign-in'];

test('the public reads what is published and signs in, nothing else', () => {
  expect(allowedTo(ANYBODY, 'barnsley')).toEqual(OPEN_TO_ALL);
});

describe('in the own council', () => {
  test.each<[Role, string[]]>([
    ['member', ['read-plan', 'ask-questions', 'read-history']],
    ['executive-reader', ['read-plan', 'read-internal', 'read-drafts', 'read-history', 'read-settings']],
    ['scrutiny-officer', ['read-plan', 'keep-scrutiny', 'read-history']],
    ['action-owner', ['read-plan', 'report-on-own-actions', 'read-history']],
    [
      'manager',
      [
        ...['read-plan', 'read-internal', 'read-drafts', 'report-on-own-actions', 'change-plan', 'record-inspections', 'publish'],
        ...['keep-scrutiny', 'read-history', 'read-settings'],
      ],
    ],
    ['administrator', ['read-history', 'read-people', 'change-people', 'read-settings', 'change-settings']],
  ])('a %s may %s', (role, may) => {
    expect(allowedTo(personWith(role), 'barnsley')).toEqual([...OPEN_TO_ALL, ...may]);
  });
});

test.each(ROLE_KEYS)('in another council a %s is the public', (role) => {
  expect(allowedTo(personWith(role, 'rotherham'), 'barnsley')).toEqual(OPEN_TO_ALL);
});

test.each(ROLE_KEYS)('without naming a council a %s is the public', (role) => {
  expect(allowedTo(personWith(role))).toEqual(OPEN_TO_ALL);
});

test('whoever looks after the installation has no council’s content by that', () => {
  const installation = permissions.filter(({ scope }) => scope === 'installation').map(({ key }) => key);
  expect(allowedTo(OPERATOR, 'barnsley')).toEqual([...OPEN_TO_ALL, ...installation]);
  expect(allowedTo({ ...personWith('member', 'rotherham'), operator: true }, 'barnsley')).toEqual([...OPEN_TO_ALL, ...installation]);
});

test('the councils in which somebody may do a thing are listed by name, each once', () => {
  const actor: PersonActor = {
    ...personWith('manager', 'rotherham'),
    roles: [
      { authority: 'rotherham', role: 'manager' },
      { authority: 'barnsley', role: 'executive-reader' },
      { authority: 'rotherham', role: 'member' },
      { authority: 'leeds', role: 'administrator' },
    ],
  };
  expect(councilsWhere(actor, 'read-plan')).toEqual(['barnsley', 'rotherham']);
  expect(councilsWhere(ANYBODY, 'read-published')).toEqual([]);
});

describe('the groups of a council account', () => {
  const mapping = [
    { group: 'heads', council: 'barnsley', role: 'manager' },
    { group: 'heads', council: 'barnsley', role: 'executive-reader' },
    { group: 'deputies', council: 'barnsley', role: 'manager' },
    { group: 'heads', council: 'leeds', role: 'administrator' },
  ] as const;

  test.each<[string, readonly string[], readonly Role[], readonly Role[]]>([
    ['give the roles of each', ['heads', 'of no concern'], [], ['executive-reader', 'manager']],
    ['leave alone what the mapping does not name', ['deputies'], ['member', 'administrator'], ['member', 'manager', 'administrator']],
    ['take away what they no longer give', [], ['member', 'executive-reader', 'manager'], ['member']],
    ['keep a role while one group of two gives it', ['deputies'], ['executive-reader', 'manager'], ['manager']],
    ['are told apart by their case', ['Heads'], ['manager'], []],
  ])('%s', (_, groups, held, roles) => {
    expect(rolesByGroups(mapping, groups, { council: 'barnsley', held })).toEqual(roles);
  });
});

test('the matrix has a row for each permission and a column for each role', () => {
  const rows = accessMatrix().split('\n');
  expect(rows).toHaveLength(2 + permissions.length);
  expect(rows[0]).toBe(
    '| may | Public | Member | Executive reader | Scrutiny officer | Action owner | Manager | Administrator | Operator |',
  );
  expect(rows.find((row) => row.startsWith('| Change the plan'))).toBe('| Change the plan |  |  |  |  |  | yes |  |  |');
});

test('the table in the README is the one that is held to', () => {
  const [, table] = /<!-- access:[^\n]*\n([\s\S]*?)\n<!-- \/access -->/.exec(readFileSync('README.md', 'utf8')) ?? [];
  expect(table).toBe(accessMatrix());
});
