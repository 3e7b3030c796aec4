import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { proxyList, readEnvironment } from '@/platform/environment';
import { PlainFault } from '@/platform/plain-fault';

describe('settings', () => {
  test('without any, the service is for this machine and for Barnsley', () => {
    expect(readEnvironment({})).toEqual({
      PORT: 3000,
      HOST: 'localhost',
      DATA_DIR: path.resolve('data'),
      HOME_AUTHORITY: 'barnsley',
      PUBLIC_URL: 'http://localhost:3000',
      TRUSTED_PROXIES: [],
      JOBS: 'on',
      KEEP_PEOPLE_DAYS: 365,
      KEEP_SIGN_INS_DAYS: 365,
      KEEP_DRAFTS_DAYS: 365,
      LOG_LEVEL: 'warn',
    });
  });

  test('an empty variable counts as not set', () => {
    expect(readEnvironment({ PORT: '', DATABASE_URL: ' ', DATA_DIR: '' })).toEqual(readEnvironment({}));
  });

  test('are taken as they are given', () => {
    const given = readEnvironment({
      PORT: '8080',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://someone@db.example/ratings?sslmode=require',
      DATA_DIR: '/srv/data',
      HOME_AUTHORITY: 'north-yorkshire',
      PUBLIC_URL: 'https://ratings.example.gov.uk/',
      TRUSTED_PROXIES: '10.0.0.5, 192.168.0.0/16,fd00::/8',
      KEEP_PEOPLE_DAYS: '90',
      LOG_LEVEL: 'info',
    });
    expect(given).toEqual({
      PORT: 8080,
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://someone@db.example/ratings?sslmode=require',
      DATA_DIR: '/srv/data',
      HOME_AUTHORITY: 'north-yorkshire',
      PUBLIC_URL: 'https://ratings.example.gov.uk',
      TRUSTED_PROXIES: ['10.0.0.5', '192.168.0.0/16', 'fd00::/8'],
      JOBS: 'on',
      KEEP_PEOPLE_DAYS: 90,
      KEEP_SIGN_INS_DAYS: 365,
      KEEP_DRAFTS_DAYS: 365,
      LOG_LEVEL: 'info',
    });
  });

  test.each([
    ['PORT', '65536', 'PORT is "65536", but must be a whole number from 0 to 65535.'],
    ['KEEP_PEOPLE_DAYS', '0', 'KEEP_PEOPLE_DAYS is "0", but must be a number of days from 7 to 3650.'],
    ['KEEP_DRAFTS_DAYS', 'never', 'KEEP_DRAFTS_DAYS is "never", but must be a number of days from 7 to 3650.'],
    ['PORT', '-1', 'PORT is "-1", but must be a whole number from 0 to 65535.'],
    ['PORT', '3e3', 'PORT is "3e3", but must be a whole number from 0 to 65535.'],
    ['HOST', 'http://here', 'HOST is "http://here", but must be a host name or an address, such as localhost or 0.0.0.0.'],
    [
      'HOME_AUTHORITY',
      'Barnsley',
      'HOME_AUTHORITY is "Barnsley", but must be a council as it is written in addresses, such as barnsley or north-yorkshire.',
    ],
    ['PUBLIC_URL', 'ratings.example', 'PUBLIC_URL is "ratings.example", but must be an address such as https://ratings.example.gov.uk.'],
    [
      'TRUSTED_PROXIES',
      'proxy',
      'TRUSTED_PROXIES is "proxy", but must be addresses or ranges with commas between, such as 10.0.0.5, 192.168.0.0/16.',
    ],
    [
      'OIDC_GROUP_ROLES',
      'heads of service',
      'OIDC_GROUP_ROLES is "heads of service", but "heads of service" in it is no pair such as GROUP=barnsley/manager.',
    ],
    [
      'OIDC_GROUP_ROLES',
      'g1=barnsley/manager, g2=barnsley',
      'OIDC_GROUP_ROLES is "g1=barnsley/manager, g2=barnsley", but "g2=barnsley" in it is no pair such as GROUP=barnsley/manager.',
    ],
    [
      'OIDC_GROUP_ROLES',
      'g1=Barnsley/manager',
      'OIDC_GROUP_ROLES is "g1=Barnsley/manager", but "Barnsley" in it is no council as it is written in addresses, such as barnsley or north-yorkshire.',
    ],
    [
      'OIDC_GROUP_ROLES',
      'g1=barnsley/boss',
      'OIDC_GROUP_ROLES is "g1=barnsley/boss", but "boss" in it is no role: there are member, executive-reader, scrutiny-officer, action-owner, manager, administrator.',
    ],
    [
      'OIDC_GROUP_ROLES',
      'g1=leeds/member,g1=leeds/member',
      'OIDC_GROUP_ROLES is "g1=leeds/member,g1=leeds/member", but "g1=leeds/member" stands in it twice.',
    ],
    ['LOG_LEVEL', 'INFO', 'LOG_LEVEL is "INFO", but must be one of silent, fatal, error, warn, info, debug, trace.'],
    [
      'DATABASE_URL',
      'postgresql://[',
      'DATABASE_URL must be the address of a PostgreSQL database, such as postgresql://user:password@host:5432/name.',
    ],
  ])('%s=%s is refused in a sentence that says what it must be', (name, value, sentence) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(new PlainFault(sentence));
  });

  test('groups hold roles in councils; a group’s name may have an equals sign in it', () => {
    const issuer = { OIDC_ISSUER: 'https://id.example.gov.uk', OIDC_CLIENT_ID: 'id', OIDC_CLIENT_SECRET: 'secret' };
    const list = '5f2c=barnsley/manager, 5f2c = north-yorkshire/executive-reader,ou=heads=leeds/member,';
    expect(readEnvironment({ ...issuer, OIDC_GROUP_ROLES: list }).OIDC_GROUP_ROLES).toEqual([
      { group: '5f2c', council: 'barnsley', role: 'manager' },
      { group: '5f2c', council: 'north-yorkshire', role: 'executive-reader' },
      { group: 'ou=heads', council: 'leeds', role: 'member' },
    ]);
    expect(() => readEnvironment({ OIDC_GROUP_ROLES: list })).toThrow('OIDC_ISSUER, whose groups they are, is not');
  });

  test('every value that cannot be used is named at once', () => {
    expect(() => readEnvironment({ PORT: 'x', LOG_LEVEL: 'x' })).toThrow(/^PORT is "x".*\nLOG_LEVEL is "x"/);
  });
});

test('a list of proxies knows single addresses and ranges, of both protocols', () => {
  const proxies = proxyList(['10.0.0.5', '192.168.0.0/16', 'fd00::/8']);
  expect(['10.0.0.5', '10.0.0.6', '192.168.7.7'].map((address) => proxies.check(address))).toEqual([true, false, true]);
  expect(proxies.check('fd12::1', 'ipv6')).toBe(true);
  expect(proxies.check('fe80::1', 'ipv6')).toBe(false);
});
