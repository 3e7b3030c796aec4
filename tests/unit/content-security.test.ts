import { createHash } from 'node:crypto';

import { expect, test } from 'vitest';

import { contentSecurityPolicy, nonceSource, scriptsOfBuiltPage } from '@/platform/server/content-security';
import { faultAnswer } from '@/platform/server/fault-pages';

test('a page may load nothing from elsewhere, run nothing within it, and be shown in no frame', () => {
  const policy = contentSecurityPolicy().split('; ');
  expect(policy).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]),
  );
  expect(policy.join(' ')).not.toMatch(/unsafe|https?:|\*/);
});

test('forms lead to this service alone, and where council accounts are used to their issuers', () => {
  expect(contentSecurityPolicy().split('; ')).toContain("form-action 'self'");
  const issuers = ['https://id.barnsley.example', 'https://id.leeds.example'];
  expect(contentSecurityPolicy({ forms: issuers }).split('; ')).toContain(
    "form-action 'self' https://id.barnsley.example https://id.leeds.example",
  );
});

test('each answer has a nonce of its own', () => {
  const nonces = Array.from({ length: 1_000 }, nonceSource);
  expect(new Set(nonces).size).toBe(1_000);
  for (const nonce of nonces) expect(nonce).toMatch(/^'nonce-[A-Za-z0-9+/]{22}=='$/);
});

test('of a built page exactly the scripts that stand within it are allowed', () => {
  const html =
    '<script src="/a.js" async=""></script><script id="_R_">one()</script><p>two()</p><script>three()</script><script>one()</script>';
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(scriptsOfBuiltPage(html)).toEqual([hash('one()'), hash('three()')]);
});

test('a page for when pages fail brings a style sheet, and its policy allows that and no script', () => {
  const { headers, body } = faultAnswer('broken', { path: '/', reference: 'abc' });
  const style = /<style>([\s\S]*)<\/style>/.exec(body)?.[1] ?? '';
  expect(headers['Content-Security-Policy']).toContain(`style-src 'self' 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(headers['Content-Security-Policy']).toContain("script-src 'self';");
});
