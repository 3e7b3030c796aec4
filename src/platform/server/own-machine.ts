import type { IncomingMessage } from 'node:http';

/** By these names only this machine's own browser calls the service. A name of elsewhere may lead here too, by a proxy or by a forged name server. */
const OWN_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

const LOOPBACK = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/i;

/** What proxies write into a request that they pass on. */
const WRITTEN_BY_PROXIES = /^(forwarded|via|x-forwarded.*|x-real-ip|x-client-ip|true-client-ip|cf-.*|cdn-loop)$/i;

/**
 * Whether a request, as it came in, was sent by a browser on this very machine. A proxy beside the service also connects from loopback, so anything that a proxy
 * leaves in a request speaks against it; so does HTTP/1.0, which nginx speaks unless told otherwise and no browser does. A form must come from our own pages.
 */
export function isFromThisMachine({
  rawHeaders,
  httpVersion,
  socket,
}: Pick<IncomingMessage, 'rawHeaders' | 'httpVersion'> & Peer): boolean {
  const hosts = valuesOf('host', rawHeaders);
  const [host = ''] = hosts;
  return (
    LOOPBACK.test(socket.remoteAddress ?? '') &&
    httpVersion === '1.1' &&
    hosts.length === 1 &&
    OWN_HOST.test(host) &&
    valuesOf('origin', rawHeaders).every((origin) => origin.toLowerCase() === `http://${host.toLowerCase()}`) &&
    !rawHeaders.some((name, index) => index % 2 === 0 && WRITTEN_BY_PROXIES.test(name))
  );
}

/** `rawHeaders` has names and values by turns, as they came in: repeated ones too. */
function valuesOf(name: string, rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.filter((_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}

interface Peer {
  readonly socket: { readonly remoteAddress?: string | undefined };
}
