import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import { contentSecurityPolicy, scriptsOfBuiltPage } from './content-security';
import type { FaultAnswer } from './fault-pages';

/** What `next build` has made beforehand, by address; pages among it are files beside each other. */
const MANIFEST = '.next/prerender-manifest.json';
const PAGES = '.next/server/app';

const PRERENDERED = z.object({ routes: z.record(z.string(), z.object({ routeType: z.string().optional() })) });

/**
 * Pages that hold the same for everybody, made when the product was built. Our server sends the files themselves: Next makes such a page once more when it is asked
 * for it, with other scripts than those whose hashes are known. `banner` is HTML for their top, or nothing.
 */
export async function readBuiltPages(banner = ''): Promise<BuiltPages> {
  const { routes } = PRERENDERED.parse(JSON.parse(await readFile(MANIFEST, 'utf8')));
  const addresses = Object.keys(routes).filter((address) => routes[address]?.routeType === 'page');
  const answers = await Promise.all(addresses.map(async (address) => [address, await answerFor(address, banner)] as const));
  const pages = new Map(answers);
  const instead = (status: number, address: string): FaultAnswer => {
    const page = pages.get(address);
    if (page === undefined) throw new Error(`The build made no page for ${address}`);
    return { ...page, status };
  };
  return {
    // Those that begin with a line have no address of their own.
    pages: new Map(answers.filter(([address]) => !address.startsWith('/_'))),
    notFound: instead(404, '/_not-found'),
    forbidden: instead(403, '/no-access'),
  };
}

async function answerFor(address: string, banner: string): Promise<FaultAnswer> {
  const html = await readFile(`${PAGES}${address === '/' ? '/index' : address}.html`, 'utf8');
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': contentSecurityPolicy({ scripts: scriptsOfBuiltPage(html) }),
    },
    // React leaves alone what it does not know at the top of the body.
    body: html.replace(/<body[^>]*>/, (body) => `${body}${banner}`),
  };
}

export interface BuiltPages {
  /** Each as a whole answer, by its address. */
  readonly pages: ReadonlyMap<string, FaultAnswer>;
  /** From app/not-found.tsx and app/no-access: what Next sends for a page that finds out by itself is empty without script. */
  readonly notFound: FaultAnswer;
  readonly forbidden: FaultAnswer;
}
