import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';

import next from 'next';

import { watchDatabase, type DatabaseWatch } from '../postgres';
import { proxyList, type Environment } from '../environment';
import { listIssuers } from '../issuers';
import { log, requestContext } from '../log';
import { DEMONSTRATION_ENTRY } from '../visit';
import { readBuiltPages, type BuiltPages } from './built-pages';
import { clientAddress, isTrusted } from './client-address';
import { contentSecurityPolicy, nonceSource } from './content-security';
import { faultAnswer, type Fault } from './fault-pages';
import { listenAt } from './listening';
import { isFromThisMachine } from './own-machine';
import { isStreamed, ownAddress, refusalOf } from './refusals';
import { GuardedResponse } from './response';

export { refuseIfPortTaken } from './listening';

/** What the process allows itself. Times in milliseconds. */
export const LIMITS = {
  /** Pages being made at once. More would only make everybody wait: about three seconds for the last of these on two cores. */
  concurrentRequests: 100,
  /** A page that has not begun by then makes us ask whether the database is there. */
  suspicion: 2_500,
  /** A page that has not begun by then is given up. */
  patience: 30_000,
  /** For a visitor to send the whole request, and its headers. */
  requestTime: 30_000,
  /** The same where it sends a file of statistics: 100 MB over a line of 2 Mbit/s. */
  streamingTime: 600_000,
  headersTime: 15_000,
  /** An idle connection, longer than the sixty seconds most proxies keep theirs, so that they are the ones to close it. */
  idleTime: 65_000,
  /** For the requests under way when the service stops. */
  stopping: 10_000,
};

/**
 * Serves the built pages: the Node process that hosts Next. Here is what must hold for every request, whatever page it is for: an id, the
 * true address of the visitor, limits, security headers, compression, and an answer that people can read when a page fails or the database is
 * away. Keeps nothing that another process would need.
 *
 * @throws PlainFault when the port cannot be used
 */
export async function startServer({
  environment,
  databaseUrl,
  version,
  offersDemonstration = false,
  banner = '',
  limits = LIMITS,
}: ServerOptions): Promise<RunningServer> {
  const pages = next({ dev: false, dir: process.cwd(), hostname: environment.HOST, port: environment.PORT });
  await pages.prepare();
  const database = watchDatabase(databaseUrl);
  const builtPages = await readBuiltPages(banner);
  const listener = createListener({
    showPage: pages.getRequestHandler(),
    builtPages,
    database,
    environment,
    version,
    offersDemonstration,
    limits,
  });

  const { servers, address } = await listenAt(environment, () =>
    createServer(
      {
        ServerResponse: GuardedResponse,
        // Of the longest; all others are held to theirs below.
        requestTimeout: Math.max(limits.requestTime, limits.streamingTime),
        headersTimeout: limits.headersTime,
        keepAliveTimeout: limits.idleTime,
      },
      listener,
    ),
  );

  // Where Next asks itself for the page that a form leads on to. Without it, it would go by what the visitor's own headers say.
  process.env['__NEXT_PRIVATE_ORIGIN'] = address;

  return {
    address,
    async stop() {
      const stopped = servers.map((server) => once(server.close(), 'close'));
      const giveUp = setTimeout(() => {
        for (const server of servers) server.closeAllConnections();
      }, limits.stopping);
      await Promise.all(stopped);
      clearTimeout(giveUp);
      await pages.close();
      await database.close();
    },
  };
}

function createListener({ showPage, builtPages, database, environment, version, offersDemonstration, limits }: ListenerOptions): Listener {
  const trusted = proxyList(environment.TRUSTED_PROXIES);
  const issuers = listIssuers(environment).map(({ issuer }) => new URL(issuer).origin);
  const securityHeaders = new Map(Object.entries(SECURITY_HEADERS));
  if (environment.PUBLIC_URL.startsWith('https:')) securityHeaders.set('Strict-Transport-Security', 'max-age=31536000');
  const whatWentWrong = async (): Promise<Fault> => ((await database.isAnswering()) ? 'broken' : 'database-away');
  let underWay = 0;

  return (request, response) => {
    const started = performance.now();
    const method = request.method ?? 'GET';
    request.url = ownAddress(request.url ?? '/');
    const [path = '/'] = request.url.split('?');
    const requestId = settleForwarding(request, trusted, offersDemonstration);
    response.setHeaders(securityHeaders);
    response.setHeader('X-Request-Id', requestId);
    response.setHeader('Content-Security-Policy', settlePolicy(request, issuers));

    const streams = isStreamed({ method, path });
    const tooLate = streams ? undefined : setTimeout(() => giveUpUnsent(request, response), limits.requestTime);
    response.once('close', () => clearTimeout(tooLate));
    requestContext.run({ requestId }, () => {
      response.once('close', () => {
        const ms = Math.round(performance.now() - started);
        log()[response.statusCode >= 500 ? 'error' : 'info'](
          { method, path: pathForLog(path), status: response.statusCode, ms },
          'request',
        );
      });
      // A form, and the data for a script, are Next's to answer.
      const builtPage = method === 'POST' || request.headers['rsc'] !== undefined ? undefined : builtPages.pages.get(path);
      const refusal = refusalOf(
        { method, path, headers: request.headers },
        { notFoundPage: builtPages.notFound, publicUrl: environment.PUBLIC_URL, reference: requestId },
      );
      if (refusal) {
        if (refusal.status === 403) log().warn({ method, path: pathForLog(path) }, 'refused: sent from elsewhere');
        response.sendInstead(refusal);
      } else if (path === '/api/health') void answerHealth();
      else if (builtPage) response.writeHead(builtPage.status, { ...builtPage.headers }).end(builtPage.body);
      else if (underWay >= limits.concurrentRequests && !path.startsWith('/_next/static/')) sendFault('busy');
      else void answerWithPage();
    });

    function sendFault(fault: Fault): void {
      response.sendInstead(faultAnswer(fault, { path, reference: requestId }));
    }

    async function answerHealth(): Promise<void> {
      if (method !== 'GET' && method !== 'HEAD') {
        response.writeHead(405, { Allow: 'GET, HEAD' }).end();
        return;
      }
      const answering = await database.isAnswering();
      response.writeHead(answering ? 200 : 503, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
      response.end(JSON.stringify({ status: answering ? 'ok' : 'unavailable', database: answering ? 'ok' : 'away', version }));
    }

    async function answerWithPage(): Promise<void> {
      const sentFrom = method === 'POST' && request.headers.origin ? URL.parse(request.headers.origin) : null;
      // Ours, or it would have been refused. Next compares as well, and would take a form for foreign behind a proxy that calls us by another name.
      if (sentFrom) request.headers['x-forwarded-host'] = sentFrom.host;
      response.replacePages(builtPages.notFound, builtPages.forbidden);
      response.replaceServerErrors(async () => faultAnswer(await whatWentWrong(), { path, reference: requestId }));
      const suspicion = setTimeout(() => void becomeSuspicious(), limits.suspicion);
      const patience = setTimeout(() => sendFault('slow'), streams ? limits.streamingTime : limits.patience);
      underWay += 1;
      response.once('close', () => {
        underWay -= 1;
        clearTimeout(suspicion);
        clearTimeout(patience);
      });
      try {
        await showPage(request, response);
      } catch (error) {
        log().error({ err: error }, 'A page broke off');
        sendFault(await whatWentWrong());
      }
    }

    async function becomeSuspicious(): Promise<void> {
      if (!(await database.isAnswering())) sendFault('database-away');
    }
  };
}

/** Who has not sent all that was announced by now keeps nobody waiting. */
function giveUpUnsent(request: IncomingMessage, response: GuardedResponse): void {
  if (request.complete) return;
  if (!response.headersSent) response.writeHead(408, { Connection: 'close' }).end();
  request.destroy();
}

/** The path of somebody's calendar is a key to it: calendar programs know no other way in. */
function pathForLog(path: string): string {
  return path.replace(/^(\/+calendar\/).+/, '$1…');
}

/** For every answer. */
const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
};

/** Written by proxies, and believed by Next whoever writes them. */
const FORWARDING_HEADERS = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
  'x-request-id',
];

/**
 * The content security policy of the answer. A page that is made for this request has a nonce, which Next takes from the policy among the request's headers and
 * writes on its scripts. Forms may lead to the issuers of council accounts: browsers hold `form-action` also against where a form's answer redirects. Whole pages
 * of ours bring their own policy.
 */
function settlePolicy({ headers }: IncomingMessage, issuers: readonly string[]): string {
  // A visitor's own would be written on the page.
  delete headers['content-security-policy-report-only'];
  const policy = contentSecurityPolicy({ scripts: [nonceSource()], forms: issuers });
  headers['content-security-policy'] = policy;
  return policy;
}

/**
 * Leaves on the request only what trusted proxies say, and makes X-Forwarded-For the one address of the visitor. Who may enter a demonstration is decided by what
 * came in, before anything is taken away. Answers the id of the request.
 */
function settleForwarding(request: IncomingMessage, trusted: BlockList, offersDemonstration: boolean): string {
  const { headers, socket } = request;
  delete headers[DEMONSTRATION_ENTRY];
  if (offersDemonstration && isFromThisMachine(request)) headers[DEMONSTRATION_ENTRY] = 'open';
  const visitor = clientAddress(socket.remoteAddress, headers, trusted);
  if (!isTrusted(socket.remoteAddress, trusted)) for (const name of FORWARDING_HEADERS) delete headers[name];
  const given = headers['x-request-id'];
  const requestId = typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomBytes(6).toString('hex');
  headers['x-forwarded-for'] = visitor;
  headers['x-request-id'] = requestId;
  // Our tags are weak only because of compression: what made them compares strong ones.
  if (headers['if-none-match']) headers['if-none-match'] = headers['if-none-match'].replaceAll('W/"', '"');
  return requestId;
}

export interface ServerOptions {
  readonly environment: Environment;
  readonly databaseUrl: string;
  /** Of this product, for the health answer. */
  readonly version: string;
  /** A browser on this machine may enter the demonstration without a password. */
  readonly offersDemonstration?: boolean;
  /** HTML for the top of pages that were built beforehand. */
  readonly banner?: string;
  readonly limits?: typeof LIMITS;
}

export interface RunningServer {
  /** Where a person on this machine finds it. */
  readonly address: string;
  /** Takes no new requests, lets those under way finish, and answers when all is closed. */
  stop(): Promise<void>;
}

interface ListenerOptions extends Omit<ServerOptions, 'databaseUrl' | 'banner'> {
  readonly offersDemonstration: boolean;
  readonly builtPages: BuiltPages;
  readonly showPage: ReturnType<ReturnType<typeof next>['getRequestHandler']>;
  readonly database: DatabaseWatch;
  readonly limits: typeof LIMITS;
}

type Listener = (request: IncomingMessage, response: GuardedResponse) => void;
