import type { IncomingHttpHeaders } from 'node:http';
import { isIPv6, type BlockList } from 'node:net';

/**
 * The address of the visitor, for limits and for people to tell their own sessions by. Anybody can write an X-Forwarded-For header, so its
 * entries are believed from the right only as far as trusted proxies wrote them.
 */
export function clientAddress(connectedFrom: string | undefined, headers: IncomingHttpHeaders, trusted: BlockList): string {
  let address = withoutMapping(connectedFrom ?? '');
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  while (isTrusted(address, trusted)) {
    const before = withoutMapping(forwarded.pop()?.trim() ?? '');
    if (before === '') break;
    address = before;
  }
  return address;
}

/** Whether the other end of the connection itself is a trusted proxy, whose forwarding headers may stand. */
export function isTrusted(address: string | undefined, trusted: BlockList): boolean {
  const plain = withoutMapping(address ?? '');
  return plain !== '' && trusted.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}

/** A server that listens on IPv6 sees IPv4 visitors as ::ffff:192.0.2.1. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, '');
}
