import { Agent, get } from 'node:http';

/** One connection to each server, kept, as a browser would. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Fetches without unpacking: what comes is what was sent. */
export async function fetchRaw(
  address: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; encoding: string; body: Buffer }> {
  return new Promise((resolve, reject) => {
    get(address, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, encoding: response.headers['content-encoding'] ?? '', body: Buffer.concat(chunks) }),
      );
    }).once('error', reject);
  });
}
