import { describe, expect, test } from 'vitest';

import { isFromThisMachine } from '@/platform/server/own-machine';

const HERE = ['Host', 'localhost:3000'];

function request({
  rawHeaders = HERE,
  httpVersion = '1.1',
  from = '127.0.0.1',
}: { rawHeaders?: string[]; httpVersion?: string; from?: string } = {}) {
  return { rawHeaders, httpVersion, socket: { remoteAddress: from } };
}

describe('a browser on this machine', () => {
  test.each(['localhost', 'localhost:3000', 'LOCALHOST:3000', '127.0.0.1', '127.0.0.1:49152', '[::1]', '[::1]:3000'])(
    'asks for %s',
    (host) => {
      expect(isFromThisMachine(request({ rawHeaders: ['Host', host] }))).toBe(true);
    },
  );

  test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('connects from %s', (from) => {
    expect(isFromThisMachine(request({ from }))).toBe(true);
  });

  test('sends forms from our own pages', () => {
    expect(isFromThisMachine(request({ rawHeaders: [...HERE, 'Origin', 'http://localhost:3000'] }))).toBe(true);
  });

  test('is known whatever its other headers say', () => {
    const rawHeaders = [...HERE, 'User-Agent', 'via', 'Cookie', 'x-forwarded-for=1', 'Referer', 'http://elsewhere.example/'];
    expect(isFromThisMachine(request({ rawHeaders }))).toBe(true);
  });
});

describe('anybody else is not taken for one', () => {
  test.each([
    'ratings.example.gov.uk',
    'localhost.example.gov.uk',
    'localhost:3000.example',
    'localhost:',
    'localhost:3000:1',
    'user@localhost',
    'evil.example#localhost',
    '127.0.0.1.nip.io',
    '127.0.0.2',
    '0.0.0.0:3000',
    '2130706433',
    '::1',
    '[::1].example',
    '[::ffff:127.0.0.1]',
    '192.168.0.7:3000',
    '',
  ])('who asks for "%s"', (host) => {
    expect(isFromThisMachine(request({ rawHeaders: ['Host', host] }))).toBe(false);
  });

  test.each([
    ['without a host', []],
    ['with two hosts', ['Host', 'localhost', 'Host', 'localhost']],
    ['with another host beside the right one', ['Host', 'localhost', 'host', 'evil.example']],
  ])('%s', (_how, rawHeaders) => {
    expect(isFromThisMachine(request({ rawHeaders }))).toBe(false);
  });

  test.each([
    'Forwarded',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Forwarded-Proto',
    'X-Forwarded-Port',
    'X-Forwarded-Server',
    'x-forwarded-anything',
    'X-Forwarded',
    'X-Real-IP',
    'X-Client-IP',
    'True-Client-IP',
    'CF-Connecting-IP',
    'CDN-Loop',
    'Via',
    'VIA',
  ])('whose request a proxy has marked with %s, even with nothing', (name) => {
    expect(isFromThisMachine(request({ rawHeaders: [...HERE, name, '127.0.0.1'] }))).toBe(false);
    expect(isFromThisMachine(request({ rawHeaders: [...HERE, name, ''] }))).toBe(false);
  });

  test.each([
    'https://ratings.example.gov.uk',
    'null',
    '',
    'http://localhost',
    'http://localhost:8080',
    'https://localhost:3000',
    'http://127.0.0.1:3000',
  ])('whose form comes from "%s"', (origin) => {
    expect(isFromThisMachine(request({ rawHeaders: [...HERE, 'Origin', origin] }))).toBe(false);
  });

  test('who speaks HTTP/1.0, as nginx does', () => {
    expect(isFromThisMachine(request({ httpVersion: '1.0' }))).toBe(false);
  });

  test.each(['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1', '10.0.0.1', ''])('who connects from "%s"', (from) => {
    expect(isFromThisMachine(request({ from }))).toBe(false);
  });
});
