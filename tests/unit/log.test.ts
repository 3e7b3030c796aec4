import { expect, test } from 'vitest';

import { asEntry, faultForLog } from '@/platform/log';

test('a fault in the log has its kind, words, code, place and cause', () => {
  const fault = Object.assign(new TypeError('The file is not there', { cause: new Error('no such disk') }), { code: 'ENOENT' });
  const logged = faultForLog(fault);
  expect(logged).toMatchObject({ type: 'TypeError', message: 'The file is not there', code: 'ENOENT', cause: { message: 'no such disk' } });
  expect(logged.stack).toContain('log.test.ts');
});

test('and none of the people it is about: no recipient of a letter, no value that a database names', () => {
  const refusedLetter = Object.assign(new Error("550 5.1.1 <sean.o'neil+work@mail.example.gov.uk>: no such user"), {
    code: 'EENVELOPE',
    rejected: ['head@example.gov.uk'],
    envelope: { from: 'no-reply@example.gov.uk', to: ['head@example.gov.uk'] },
  });
  const taken = new Error('duplicate key: Key (name, email)=(Head of Safeguarding, head@example.gov.uk) already exists', {
    cause: 'head@example.gov.uk is taken',
  });
  const logged = JSON.stringify([faultForLog(refusedLetter), faultForLog(taken)]);
  expect(logged).not.toMatch(/example|neil|Safeguarding/);
  expect(logged).toContain('550 5.1.1 <…@…>: no such user');
  expect(logged).toContain('Key (name, email)=(…) already exists');
});

test('what a library prints is held to the same', () => {
  const fault = new Error('head@example.gov.uk is unknown');
  expect(asEntry(['Sending to', 'head@example.gov.uk', fault])).toEqual([{ err: fault }, 'Sending to …@…']);
  expect(asEntry([fault])).toEqual([{ err: fault }, '…@… is unknown']);
});

test('where in the program it happened stays readable', () => {
  const fault = new Error('x');
  fault.stack = 'Error: x\n    at run (/srv/node_modules/@prisma/client/runtime/client.js:1:2)';
  expect(faultForLog(fault)).toMatchObject({ stack: fault.stack });
});
