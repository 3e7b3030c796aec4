import { expect, test } from 'vitest';

import { PlainFault, sentenceFor } from '@/platform/plain-fault';

test('a fault that somebody can mend is told in its own words', () => {
  expect(sentenceFor(new PlainFault('Port 3000 is taken.'))).toBe('Port 3000 is taken.');
});

test.each([
  ['the operating system', Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' })],
  ['a quota', Object.assign(new Error('EDQUOT: write'), { code: 'EDQUOT' })],
  ['PostgreSQL', Object.assign(new Error('could not extend file'), { code: '53100' })],
  ['a tool that only prints', new Error('write failed: No space left on device')],
])('a full disk is told as one, whether it comes from %s', (_, error) => {
  expect(sentenceFor(error)).toBe(
    'The disk that holds the data folder is full. Free some space and start again; nothing that was saved is lost.',
  );
});

test('a file that may not be read is named', () => {
  const error = Object.assign(new Error('EACCES: permission denied, open'), { code: 'EACCES', path: '/srv/data/x' });
  expect(sentenceFor(error)).toBe(
    '/srv/data/x may not be read or written by this user. Change its owner, or start as the user who owns it.',
  );
});

test('whatever else is thrown is told in one sentence, without a stack', () => {
  expect(sentenceFor(new TypeError('x is not a function'))).toBe('The service could not go on: x is not a function');
  expect(sentenceFor('a word')).toBe('The service could not go on: a word');
});
