import type { IncomingHttpHeaders } from 'node:http';

import { faultAnswer, type Fault, type FaultAnswer } from './fault-pages';

/** Of a form as it is sent. The longest text anybody writes here is a page or two. Bytes. */
export const MOST_SENT = 1_000_000;

/** Of a file in a form. A plan of 300 actions has 60 KB; pictures and old sheets make workbooks larger. Bytes. */
export const MOST_UPLOADED = 5_000_000;

/** Of a file of statistics: five times the largest that anybody has met. It is kept as it comes in. Bytes. */
export const MOST_STREAMED = 500_000_000;

/** Where forms with a file go. */
const UPLOADS = /^\/[^/]+\/(plan|indicators)\/import\/file$/;
const STREAMED = '/imports/file';

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const PAGE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);
const PROGRAM_METHODS: ReadonlySet<string> = new Set([...PAGE_METHODS, 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);

/** The path and query of a request, whoever it was addressed to: a proxy's form (`GET http://elsewhere/path`) must not lead anybody elsewhere. */
export function ownAddress(url: string): string {
  if (url.startsWith('/')) return url;
  if (!URL.canParse(url)) return '/';
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}

/**
 * The answer to a request that goes on to no page, whichever page it is for. Null for any other.
 *
 * - No page could make sense of it: a path that is no text once decoded, a method that nothing here answers.
 * - It would change something and does not come from a page of ours (`isFromElsewhere`).
 * - What it brings is larger than anything here takes, or of a size that it does not say.
 */
export function refusalOf(request: Request, { notFoundPage, publicUrl, reference }: Own): FaultAnswer | null {
  const { method, path, headers } = request;
  const forPrograms = path.startsWith('/api/');
  const refuse = (fault: Fault): FaultAnswer => faultAnswer(fault, { path, reference });
  const methods = forPrograms ? PROGRAM_METHODS : PAGE_METHODS;
  if (!methods.has(method)) return problemAnswer(405, 'This address cannot be used in that way.', { Allow: [...methods].join(', ') });
  if (!isDecodable(path)) return forPrograms ? problemAnswer(404, 'There is nothing at this address.') : notFoundPage;
  if (!READING.has(method) && isFromElsewhere(request, publicUrl)) return refuse('foreign');
  // Browsers state the length of what a form sends, and Node holds them to it.
  if (headers['transfer-encoding'] !== undefined) return problemAnswer(411, 'State the length of what is sent.', CLOSED);
  const { most, fault } = limitOf(path);
  if (Number(headers['content-length'] ?? 0) > most) {
    const answer = refuse(fault);
    return { ...answer, headers: { ...answer.headers, ...CLOSED } };
  }
  return null;
}

/** Whether a form holds a file so large that sending and keeping it may take minutes. */
export function isStreamed({ method, path }: Pick<Request, 'method' | 'path'>): boolean {
  return method === 'POST' && path === STREAMED;
}

function limitOf(path: string): { readonly most: number; readonly fault: Fault } {
  if (path === STREAMED) return { most: MOST_STREAMED, fault: 'statistics-too-large' };
  return UPLOADS.test(path) ? { most: MOST_UPLOADED, fault: 'file-too-large' } : { most: MOST_SENT, fault: 'too-large' };
}

/**
 * Whether a change does not come from a page of this service. Browsers say with every form where the page stood that sent it; `null` is what a page says that hides
 * it. A program that says nothing is no browser, so nobody's cookies can have been borrowed: it may ask the interface for programs, and no page.
 */
function isFromElsewhere({ path, headers }: Request, publicUrl: string): boolean {
  const { origin } = headers;
  if (origin === undefined) return !path.startsWith('/api/');
  if (origin === new URL(publicUrl).origin) return false;
  const host = [headers['x-forwarded-host'] ?? headers.host].flat()[0]?.toLowerCase();
  return host === undefined || URL.parse(origin)?.host !== host;
}

/** What is still being sent need not be read. */
const CLOSED = { Connection: 'close' };

function problemAnswer(status: number, message: string, headers: Readonly<Record<string, string>> = {}): FaultAnswer {
  return {
    status,
    headers: { ...headers, 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
    body: JSON.stringify({ problems: [{ message }] }),
  };
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

interface Own {
  readonly notFoundPage: FaultAnswer;
  /** The address people use. */
  readonly publicUrl: string;
  /** Finds the request in the log. */
  readonly reference: string;
}
