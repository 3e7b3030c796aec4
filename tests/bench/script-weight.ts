import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';

import { fetchRaw } from './fetch-raw';

const COMPRESSED = { 'Accept-Encoding': 'br' };

/** The JavaScript that a page makes a browser fetch, and what stands in the page itself, in bytes as sent with Brotli. */
export async function measureScript(address: string): Promise<{ files: number; inPage: number; total: number }> {
  const page = await fetchRaw(address, COMPRESSED);
  if (page.status !== 200) throw new Error(`${address} answered ${page.status}.`);
  const html = (page.encoding === 'br' ? brotliDecompressSync(page.body) : page.body).toString();
  // Browsers that know modules leave out what is marked for those that do not.
  const tags = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/ nomodule/i.test(tag));
  const sources = new Set(tags.map(([, source]) => source ?? ''));
  let files = 0;
  for (const source of sources) files += (await fetchRaw(new URL(source, address).href, COMPRESSED)).body.length;
  const inline = [...html.matchAll(/<script(?![^>]+src=)[^>]*>(.*?)<\/script>/gs)].map(([, script]) => script ?? '').join('\n');
  // What stands in the page is compressed together with it; by itself it is a little heavier.
  const inPage = inline === '' ? 0 : brotliCompressSync(inline).length;
  return { files, inPage, total: files + inPage };
}
