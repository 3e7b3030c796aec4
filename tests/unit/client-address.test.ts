import { expect, test } from 'vitest';

import { proxyList } from '@/platform/environment';
import { clientAddress } from '@/platform/server/client-address';

const PROXIES = proxyList(['10.0.0.0/8', '::1']);

test.each([
  ['a visitor who connects directly', '203.0.113.7', undefined, '203.0.113.7'],
  ['a visitor who writes the header', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['a visitor behind one proxy', '10.0.0.1', '203.0.113.7', '203.0.113.7'],
  ['a visitor behind two proxies', '10.0.0.1', '203.0.113.7, 10.0.0.2', '203.0.113.7'],
  ['a visitor behind a proxy who writes the header as well', '10.0.0.1', '192.0.2.66, 203.0.113.7', '203.0.113.7'],
  ['a proxy on this machine, by IPv6', '::1', '2001:db8::7', '2001:db8::7'],
  ['an IPv4 proxy seen by IPv6', '::ffff:10.0.0.1', '203.0.113.7', '203.0.113.7'],
  ['a proxy that says nothing', '10.0.0.1', undefined, '10.0.0.1'],
  ['a connection that has gone', undefined, '203.0.113.7', ''],
])('the address of %s', (_, connectedFrom, forwarded, address) => {
  expect(clientAddress(connectedFrom, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }, PROXIES)).toBe(address);
});
