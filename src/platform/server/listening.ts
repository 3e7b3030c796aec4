import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

import type { Environment } from '../environment';
import { PlainFault } from '../plain-fault';

/**
 * Has one server listen on each address that HOST stands for, all on the same port.
 *
 * @throws PlainFault when the port or the address cannot be had; then none is left listening
 */
export async function listenAt<Kind extends Server>({ HOST, PORT }: Environment, makeServer: () => Kind): Promise<Listening<Kind>> {
  const servers: Kind[] = [];
  let port = PORT;
  try {
    for (const address of addressesOf(HOST)) {
      const server = makeServer();
      if (!(await listens(server, address, port))) continue;
      servers.push(server);
      // Where any free port will do, the first server settles which.
      port = portOf(server);
    }
    if (servers.length === 0) {
      throw new PlainFault(`${HOST} is not an address of this machine. Set HOST to one that is, such as localhost or 0.0.0.0.`);
    }
  } catch (error) {
    for (const server of servers) server.close();
    throw error;
  }
  return { servers, address: addressFor(HOST, port) };
}

/**
 * Whether the port can be had, without keeping it.
 * @throws PlainFault if not
 */
export async function refuseIfPortTaken(environment: Environment): Promise<void> {
  const { servers } = await listenAt(environment, createServer);
  await Promise.all(servers.map(async (server) => once(server.close(), 'close')));
}

/** `localhost` means this machine by either protocol; which of the two a browser tries first differs. */
function addressesOf(host: string): readonly string[] {
  return host === 'localhost' ? ['127.0.0.1', '::1'] : [host];
}

function addressFor(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Answers false where this machine does not have the address: many containers have no IPv6. */
async function listens(server: Server, address: string, port: number): Promise<boolean> {
  server.listen(port, address);
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' || code === 'ENOTFOUND') return false;
    if (code === 'EADDRINUSE') {
      throw new PlainFault(
        `Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
      );
    }
    if (code === 'EACCES') throw new PlainFault(`This user may not use port ${port}. Choose one from 1024 on: PORT=3000 npm start`);
    throw error;
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  return address.port;
}

export interface Listening<Kind extends Server> {
  readonly servers: readonly Kind[];
  /** Where a person on this machine finds them. */
  readonly address: string;
}
