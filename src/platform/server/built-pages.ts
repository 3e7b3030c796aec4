import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import { contentSecurityPolicy, scriptsOfBuiltPage } from './content-security';
import type { FaultAnswer } from './fault-pages';

/** What `next build` has made beforehand, by address; pages among it are files beside each other. */
const MANIFEST = '.next/prerender-manifest.json';
const PAGES = '.next/server/app';

const PRERENDERED = z.object({ routes: z.record(z.string(), z.object({ routeType: z.string().optional() })) });

/**
 * Pages that hold the same for everybody, made when the product was built. They are sent as they are, so their scripts are allowed by hash. `banner` is HTML for the
 * top of those that we send ourselves, or nothing.
 */
export async function readBuiltPages(banner = ''): Promise<BuiltPages> {
  const { routes } = PRERENDERED.parse(JSON.parse(await readFile(MANIFEST, 'utf8')));
  const addresses = Object.keys(routes).filter((address) => routes[address]?.routeType === 'page');
  const pages = new Map(
    await Promise.all(
      addresses.map(async (address) => [address, await readFile(`${PAGES}${address === '/' ? '/index' : address}.html`, 'utf8')] as const),
    ),
  );
  const policies = new Map(
    [...pages].map(([address, html]) => [address, contentSecurityPolicy({ scripts: scriptsOfBuiltPage(html) })] as const),
  );
  const whole = (status: number, address: string): FaultAnswer => ({
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policies.get(address) ?? contentSecurityPolicy(),
    },
    body: withBanner(required(pages, address), banner),
  });
  return { policies, notFound: whole(404, '/_not-found'), forbidden: whole(403, '/no-access') };
}

/** React leaves alone what it does not know at the top of the body. */
export function withBanner(page: string, banner: string): string {
  return page.replace(/<body[^>]*>/, (body) => `${body}${banner}`);
}

function required(pages: ReadonlyMap<string, string>, address: string): string {
  const html = pages.get(address);
  if (html === undefined) throw new Error(`The build made no page for ${address}`);
  return html;
}

export interface BuiltPages {
  /** The content security policy of each, by address. */
  readonly policies: ReadonlyMap<string, string>;
  /** Whole answers from app/not-found.tsx and app/no-access: what Next sends for a page that finds out by itself is empty without script. */
  readonly notFound: FaultAnswer;
  readonly forbidden: FaultAnswer;
}
