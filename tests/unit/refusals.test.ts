import { expect, test } from 'vitest';

import { ownAddress, refusalOf } from '@/platform/server/refusals';

const NOT_FOUND = { status: 404, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: '<h1>This page is not here</h1>' };

test.each([
  ['/barnsley?find=a', '/barnsley?find=a'],
  ['http://elsewhere.example/barnsley?find=a', '/barnsley?find=a'],
  ['//elsewhere.example/barnsley', '//elsewhere.example/barnsley'],
  ['*', '/'],
])('a request for %s is one for %s of ours', (url, own) => {
  expect(ownAddress(url)).toBe(own);
});

test.each(['/%E0%A4%A', '/barnsley/inspections/%E0%A4%A', '/%'])('the path %s, which is no text, is not found', (path) => {
  expect(refusalOf('GET', path, NOT_FOUND)).toBe(NOT_FOUND);
});

test('programs are told in JSON', () => {
  expect(refusalOf('GET', '/api/v1/authorities/%E0%A4%A', NOT_FOUND)).toMatchObject({
    status: 404,
    body: '{"problems":[{"message":"There is nothing at this address."}]}',
  });
});

test.each(['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('pages do not answer %s', (method) => {
  expect(refusalOf(method, '/barnsley', NOT_FOUND)).toMatchObject({ status: 405, headers: { Allow: 'GET, HEAD, POST' } });
});

test.each([
  ['TRACE', 405],
  ['OPTIONS', undefined],
  ['GET', undefined],
])('the API is asked about %s itself, unless nothing there could answer', (method, status) => {
  expect(refusalOf(method, '/api/v1/authorities', NOT_FOUND)?.status).toBe(status);
});

test.each(['/barnsley', '/caf%C3%A9', '/%00', '/a%2Fb'])('%s goes on to the pages', (path) => {
  expect(refusalOf('GET', path, NOT_FOUND)).toBeNull();
});
