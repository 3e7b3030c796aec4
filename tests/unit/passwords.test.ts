import { describe, expect, test } from 'vitest';

import { hashPassword, isCommonPassword, isPassword } from '@/platform/passwords';

describe('a password that many people have chosen is known', () => {
  test.each([
    ['as it stands in the list', 'qwerty123456'],
    ['in capitals', 'MotherFucker'],
    ['with figures and signs around it', '!!barnsley!2026'],
    ['with figures for letters', 'p@ssw0rd2026'],
    ['twice', 'monkeymonkey'],
    ['three times, with figures', 'dragon12dragon12dragon12'],
    ['as one key held down', 'aaaaaaaaaaaa'],
    ['as a run of figures', '123456789012'],
    ['as a run of letters', 'abcdefghijklm'],
    ['as two keys in turn', 'ababababababab'],
  ])('%s: %s', (_, password) => {
    expect(isCommonPassword(password)).toBe(true);
  });
});

test.each(['turnip lantern harbour', '7#9$2!4k%0@1', 'Zwei Straßen weiter', 'correcthorsebatterystaple'])(
  '%s is nobody’s habit',
  (password) => {
    expect(isCommonPassword(password)).toBe(false);
  },
);

describe('a hash', () => {
  test('is argon2id, with a salt of its own, and knows its password', async () => {
    const [first, second] = [await hashPassword('turnip lantern harbour'), await hashPassword('turnip lantern harbour')];
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await isPassword('turnip lantern harbour', first)).toBe(true);
    expect(await isPassword('turnip lantern harbou', first)).toBe(false);
  });

  test('knows it also where a keyboard sends the same letters composed otherwise', async () => {
    const composed = await hashPassword('caf\u00e9 caf\u00e9 caf\u00e9');
    expect(await isPassword('cafe\u0301 cafe\u0301 cafe\u0301', composed)).toBe(true);
  });

  test('that is none knows no password', async () => {
    expect(await isPassword('anything at all', 'not a hash')).toBe(false);
  });
});
