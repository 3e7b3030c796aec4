import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { readEnvironment } from '@/platform/environment';
import { listIssuers } from '@/platform/issuers';
import { PlainFault } from '@/platform/plain-fault';

const BARNSLEY = {
  key: 'barnsley',
  name: 'Barnsley Council',
  issuer: 'https://id.barnsley.example/',
  clientId: 'one',
  clientSecret: 'hidden',
};
const LEEDS = {
  key: 'leeds',
  name: 'Leeds City Council',
  issuer: 'https://id.leeds.example/v2.0',
  clientId: 'two',
  clientSecret: 'hidden',
};

const folder = mkdtempSync(path.join(tmpdir(), 'issuers-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

test('several councils’ issuers come from a file', () => {
  const leeds = { ...LEEDS, councils: ['leeds', 'wakefield'], groupRoles: ['g1=leeds/manager', 'g2=wakefield/member'] };
  expect(issuersOf([BARNSLEY, leeds])).toEqual([
    { ...BARNSLEY, issuer: 'https://id.barnsley.example', councils: null, groupRoles: [] },
    {
      ...leeds,
      groupRoles: [
        { group: 'g1', council: 'leeds', role: 'manager' },
        { group: 'g2', council: 'wakefield', role: 'member' },
      ],
    },
  ]);
});

test('one council’s issuer comes from the settings, and nothing from nowhere', () => {
  const settings = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'id', OIDC_CLIENT_SECRET: 'secret' };
  expect(listIssuers(readEnvironment(settings))).toMatchObject([{ key: '', name: null, issuer: 'https://id.example', councils: null }]);
  expect(listIssuers(readEnvironment({}))).toEqual([]);
  expect(() => readEnvironment({ ...settings, OIDC_ISSUERS_FILE: 'issuers.json' })).toThrow('set only one');
});

describe('a file that cannot be used is refused in one sentence, without its secrets', () => {
  const { clientSecret: _, ...withoutSecret } = LEEDS;

  test.each<[string, unknown, string]>([
    ['no list', BARNSLEY, 'it must be a list of issuers'],
    ['an empty list', [], 'it names no issuer'],
    ['something else in the list', [BARNSLEY, 'leeds'], 'issuer 2 is no issuer'],
    ['a field left out', [BARNSLEY, withoutSecret], 'issuer 2’s clientSecret is missing'],
    ['a field mistyped', [{ ...BARNSLEY, grouproles: [] }], 'issuer 1 has “grouproles”, which no issuer has'],
    ['a blank name', [{ ...BARNSLEY, name: ' ' }], 'issuer 1’s name must be the words for its button, such as Barnsley Council'],
    [
      'a key that fits no address',
      [{ ...BARNSLEY, key: 'Barnsley Council' }],
      'issuer 1’s key must be a word for addresses, such as barnsley',
    ],
    [
      'an issuer that is no address',
      [{ ...BARNSLEY, issuer: 'id.barnsley.example' }],
      'issuer 1’s issuer must be an address such as https://login.microsoftonline.com/TENANT/v2.0',
    ],
    ['councils that are no list', [{ ...BARNSLEY, councils: 'barnsley' }], 'issuer 1’s councils must be a list of councils'],
    ['no council at all', [{ ...BARNSLEY, councils: [] }], 'issuer 1’s councils must name at least one council'],
    [
      'a group without a role',
      [{ ...BARNSLEY, groupRoles: ['g1=barnsley'] }],
      'issuer 1’s groupRoles cannot be used: "g1=barnsley" in it is no pair such as GROUP=barnsley/manager',
    ],
    [
      'a group with a role of another council',
      [{ ...BARNSLEY, councils: ['barnsley'], groupRoles: ['g1=leeds/administrator'] }],
      'issuer 1’s groupRoles name leeds, which is not among its councils',
    ],
    ['one key twice', [BARNSLEY, { ...LEEDS, key: 'barnsley' }], 'issuer 2 has the same key as issuer 1'],
    ['one name twice', [BARNSLEY, { ...LEEDS, name: 'Barnsley Council ' }], 'issuer 2 has the same name as issuer 1'],
    ['one issuer twice', [BARNSLEY, { ...LEEDS, issuer: 'https://id.barnsley.example' }], 'issuer 2 has the same issuer as issuer 1'],
  ])('%s', (_, content, why) => {
    const file = fileWith(JSON.stringify(content));
    expect(() => listed(file)).toThrow(new PlainFault(`The file ${file}, which OIDC_ISSUERS_FILE names, cannot be used: ${why}.`));
  });

  test('no JSON', () => {
    expect(() => listed(fileWith('[{"clientSecret": "hidden",}]'))).toThrow(/cannot be used: it is no JSON\.$/);
  });

  test('no file', () => {
    expect(() => listed(path.join(folder, 'nowhere.json'))).toThrow(/cannot be used: it is not there, or this user may not read it\.$/);
  });
});

function issuersOf(content: unknown) {
  return listed(fileWith(JSON.stringify(content)));
}

function listed(file: string) {
  return listIssuers(readEnvironment({ OIDC_ISSUERS_FILE: file }));
}

function fileWith(content: string): string {
  files += 1;
  const file = path.join(folder, `${files}.json`);
  writeFileSync(file, content);
  return file;
}
