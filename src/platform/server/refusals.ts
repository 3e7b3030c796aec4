import { readFile } from 'node:fs/promises';

import type { FaultAnswer } from './fault-pages';

/** The page Next made of app/not-found.tsx when it was built: whole, unlike what it sends for a page that finds out that it is not there. */
const NOT_FOUND_PAGE = '.next/server/app/_not-found.html';

const PAGE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);
const PROGRAM_METHODS: ReadonlySet<string> = new Set([...PAGE_METHODS, 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);

/** `banner` is HTML for the top of the page, or nothing. */
export async function readNotFoundPage(banner: string): Promise<FaultAnswer> {
  return {
    status: 404,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
    body: withBanner(await readFile(NOT_FOUND_PAGE, 'utf8'), banner),
  };
}

/** React leaves alone what it does not know at the top of the body. */
export function withBanner(page: string, banner: string): string {
  return page.replace(/<body[^>]*>/, (body) => `${body}${banner}`);
}

/** The path and query of a request, whoever it was addressed to: a proxy's form (`GET http://elsewhere/path`) must not lead anybody elsewhere. */
export function ownAddress(url: string): string {
  if (url.startsWith('/')) return url;
  if (!URL.canParse(url)) return '/';
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}

/** The answer to a request that no page could make sense of: a path that is no text once decoded, a method that nothing here answers. Null for any other. */
export function refusalOf(method: string, path: string, notFoundPage: FaultAnswer): FaultAnswer | null {
  const forPrograms = path.startsWith('/api/');
  const methods = forPrograms ? PROGRAM_METHODS : PAGE_METHODS;
  if (!methods.has(method)) {
    const allow = { Allow: [...methods].join(', ') };
    return problemAnswer(405, 'This address cannot be used in that way.', allow);
  }
  if (isDecodable(path)) return null;
  return forPrograms ? problemAnswer(404, 'There is nothing at this address.', {}) : notFoundPage;
}

function problemAnswer(status: number, message: string, headers: Readonly<Record<string, string>>): FaultAnswer {
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
