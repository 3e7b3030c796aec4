import { expect, test } from 'vitest';

import { MOST_SENT, MOST_STREAMED, MOST_UPLOADED, ownAddress, refusalOf, type Request } from '@/platform/server/refusals';

const NOT_FOUND = { status: 404, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: '<h1>This page is not here</h1>' };
const PUBLIC_URL = 'https://ratings.example.gov.uk';

test.each([
  ['/barnsley?find=a', '/barnsley?find=a'],
  ['http://elsewhere.example/barnsley?find=a', '/barnsley?find=a'],
  ['//elsewhere.example/barnsley', '//elsewhere.example/barnsley'],
  ['*', '/'],
])('a request for %s is one for %s of ours', (url, own) => {
  expect(ownAddress(url)).toBe(own);
});

test.each(['/%E0%A4%A', '/barnsley/inspections/%E0%A4%A', '/%'])('the path %s, which is no text, is not found', (path) => {
  expect(refusal({ path })).toBe(NOT_FOUND);
});

test('programs are told in JSON', () => {
  expect(refusal({ path: '/api/v1/authorities/%E0%A4%A' })).toMatchObject({
    status: 404,
    body: '{"problems":[{"message":"There is nothing at this address."}]}',
  });
});

test.each(['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('pages do not answer %s', (method) => {
  expect(refusal({ method })).toMatchObject({ status: 405, headers: { Allow: 'GET, HEAD, POST' } });
});

test.each([
  ['TRACE', 405],
  ['OPTIONS', undefined],
  ['GET', undefined],
  ['POST', undefined],
])('the API is asked about %s itself, unless nothing there could answer', (method, status) => {
  expect(refusal({ method, path: '/api/v1/authorities' })?.status).toBe(status);
});

test.each(['/barnsley', '/caf%C3%A9', '/%00', '/a%2Fb'])('%s goes on to the pages', (path) => {
  expect(refusal({ path })).toBeNull();
});

test.each([
  ['the address people use', { origin: PUBLIC_URL, host: 'inside:3000' }],
  ['the host that was asked', { origin: 'http://localhost:3000', host: 'localhost:3000' }],
  [
    'the host that a trusted proxy was asked',
    { origin: 'https://other.example', 'x-forwarded-host': 'other.example', host: 'inside:3000' },
  ],
])('a form from %s is ours', (_, headers) => {
  expect(refusal({ method: 'POST', path: '/sign-in', headers })).toBeNull();
});

test.each([
  ['another site', { origin: 'https://elsewhere.example', host: 'localhost:3000' }],
  ['a page that hides where it stands', { origin: 'null', host: 'localhost:3000' }],
  ['nowhere', { host: 'localhost:3000' }],
  ['another port', { origin: 'http://localhost:4000', host: 'localhost:3000' }],
  ['a name that begins like ours', { origin: `${PUBLIC_URL}.elsewhere.example`, host: 'localhost:3000' }],
  ['what is no address', { origin: 'ratings.example.gov.uk', host: 'localhost:3000' }],
  ['somewhere, asked of no host', { origin: 'https://elsewhere.example' }],
])('a form from %s is refused', (_, headers) => {
  expect(refusal({ method: 'POST', path: '/sign-in', headers })).toMatchObject({ status: 403 });
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('a page of another site cannot %s to the API', (method) => {
  const headers = { origin: 'https://elsewhere.example', host: 'localhost:3000' };
  expect(refusal({ method, path: '/api/v1/authorities', headers })).toMatchObject({ status: 403 });
});

test('a page of another site may read what is public', () => {
  expect(refusal({ path: '/api/v1/authorities', headers: { origin: 'https://elsewhere.example' } })).toBeNull();
});

test('what is sent has a limit, and a length', () => {
  const post = (headers: Request['headers']) => refusal({ method: 'POST', path: '/sign-in', headers: { origin: PUBLIC_URL, ...headers } });
  expect(post({ 'content-length': String(MOST_SENT) })).toBeNull();
  expect(post({ 'content-length': String(MOST_SENT + 1) })).toMatchObject({ status: 413, headers: { Connection: 'close' } });
  for (const path of ['/barnsley/plan/import/file', '/barnsley/indicators/import/file']) {
    const upload = { method: 'POST', path };
    const file = (length: number) => refusal({ ...upload, headers: { origin: PUBLIC_URL, 'content-length': String(length) } });
    expect(file(MOST_UPLOADED)).toBeNull();
    expect(file(MOST_UPLOADED + 1)).toMatchObject({ status: 413, headers: { Connection: 'close' } });
    expect(refusal({ ...upload, headers: { origin: 'https://elsewhere.example', host: 'localhost:3000' } })).toMatchObject({ status: 403 });
  }
  const statistics = (length: number) =>
    refusal({ method: 'POST', path: '/imports/file', headers: { origin: PUBLIC_URL, 'content-length': String(length) } });
  expect(statistics(MOST_STREAMED)).toBeNull();
  expect(statistics(2_000_000_000)).toMatchObject({ status: 413, headers: { Connection: 'close' } });
  expect(post({ 'transfer-encoding': 'chunked' })).toMatchObject({ status: 411, headers: { Connection: 'close' } });
});

function refusal(request: Partial<Request>) {
  const whole = { method: 'GET', path: '/barnsley', headers: {}, ...request };
  return refusalOf(whole, { notFoundPage: NOT_FOUND, publicUrl: PUBLIC_URL, reference: 'abc' });
}
