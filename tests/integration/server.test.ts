import { request as httpRequest, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { makeDataFolder, type DataFolder } from '../support/bundled-server';
import { startService, until, type Service } from '../support/service';

/** How soon a page, and the answer for health, say that the database is away, on a machine that has other things to do. Milliseconds. */
const A_FEW_SECONDS = 8_000;
const HEALTH = 3_000;

let data: DataFolder;
let service: Service;

beforeAll(async () => {
  data = await makeDataFolder();
  service = await startService({ DATA_DIR: data.folder, TRUSTED_PROXIES: '127.0.0.1,::1', LOG_LEVEL: 'info' });
});

afterAll(async () => {
  await service.end('SIGKILL');
  await data.remove();
});

test('health says that service and database are there, and which version runs', async () => {
  const answer = await get('/api/health');
  expect(answer.status).toBe(200);
  expect(answer.body).toMatch(/^\{"status":"ok","database":"ok","version":"\d+\.\d+\.\d+"\}$/);
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('every answer carries its request’s id and the headers that protect a public page', async () => {
  const answers = await Promise.all(['/', '/barnsley', '/api/v1/authorities', '/no-such-page', '/api/health'].map((path) => get(path)));
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).not.toHaveProperty('x-powered-by');
  }
  expect(new Set(answers.map(({ headers }) => headers['x-request-id'])).size).toBe(answers.length);
});

test('text is compressed as the visitor accepts it, and is the same text', async () => {
  const plain = await get('/api/v1/openapi.json');
  const brotli = await get('/api/v1/openapi.json', { 'Accept-Encoding': 'gzip, br' });
  const gzip = await get('/api/v1/openapi.json', { 'Accept-Encoding': 'gzip, br;q=0' });
  expect(plain.headers).not.toHaveProperty('content-encoding');
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(gzip.headers['content-encoding']).toBe('gzip');
  for (const { headers } of [plain, brotli, gzip]) expect(headers['vary']).toMatch(/accept-encoding/i);
  expect(brotliDecompressSync(brotli.bytes).toString()).toBe(plain.body);
  expect(gunzipSync(gzip.bytes).toString()).toBe(plain.body);
});

test('a whole page arrives compressed, to the last tag', async () => {
  const page = await get('/national', { 'Accept-Encoding': 'br' });
  expect(page.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(page.bytes).toString()).toMatch(/<\/html>$/);
});

test('what has not changed is not sent again, compressed or not', async () => {
  for (const encoding of ['identity', 'br']) {
    const first = await get('/api/v1/authorities', { 'Accept-Encoding': encoding });
    expect(first.headers.etag).toBeDefined();
    const second = await get('/api/v1/authorities', { 'Accept-Encoding': encoding, 'If-None-Match': String(first.headers.etag) });
    expect(second.status).toBe(304);
    expect(second.body).toBe('');
  }
});

test('a request’s line in the log has its id and no address, neither the visitor’s nor the proxy’s', async () => {
  const answer = await get('/api/health', { 'X-Forwarded-For': '203.0.113.7, 198.51.100.9', 'X-Request-Id': 'from-the-proxy-1' });
  expect(answer.headers['x-request-id']).toBe('from-the-proxy-1');
  const line = await until(
    async () =>
      service
        .said()
        .split('\n')
        .find((entry) => entry.includes('from-the-proxy-1')) ?? '{}',
    (entry) => entry !== '{}',
  );
  expect(JSON.parse(line)).toMatchObject({ requestId: 'from-the-proxy-1', method: 'GET', path: '/api/health', status: 200, level: 'info' });
  expect(line).not.toMatch(/203\.0\.113\.7|198\.51\.100\.9|127\.0\.0\.1|::1/);
});

test('a page that fails is answered by a page that needs no script, and keeps its secrets', async () => {
  const client = await data.connect();
  await client.query('alter table authority rename to authority_away');
  try {
    const page = await get('/barnsley');
    expect(page.status).toBe(500);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain('<h1>This page could not be shown</h1>');
    expect(page.body).toContain(`reference: ${page.requestId}`);
    expect(page.body).not.toMatch(/<script|authority_away|prisma|stack/i);
    const answer = await get('/api/v1/authorities');
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toEqual({
      problems: [
        {
          message: 'This page could not be shown. Something went wrong on our side while this page was being made. It has been noted.',
        },
      ],
      reference: answer.requestId,
    });
    // The cause is in the log, under the same reference.
    const logged = await until(
      async () => service.said(),
      (said) => said.includes(`"requestId":"${page.requestId}","err"`),
    );
    expect(logged).toContain(`"requestId":"${page.requestId}","err"`);
  } finally {
    await client.query('alter table authority_away rename to authority');
    await client.end();
  }
  expect((await get('/barnsley')).status).toBe(200);
});

test('when the database is silent, pages and health say so in a few seconds, and come back by themselves', async () => {
  await data.signal('SIGSTOP');
  try {
    const [health, page, api] = await Promise.all([timed('/api/health'), timed('/barnsley'), timed('/api/v1/authorities')]);
    expect(health.status).toBe(503);
    expect(health.body).toContain('"status":"unavailable","database":"away"');
    expect(health.milliseconds).toBeLessThan(HEALTH);
    expect(page.status).toBe(503);
    expect(page.milliseconds).toBeLessThan(A_FEW_SECONDS);
    expect(page.headers['retry-after']).toBe('30');
    expect(page.body).toContain('<h1>The ratings cannot be reached right now</h1>');
    expect(page.body).not.toContain('<script');
    expect(api.status).toBe(503);
    expect(JSON.parse(api.body)).toHaveProperty('problems');
  } finally {
    await data.signal('SIGCONT');
  }
  expect(
    await until(
      async () => (await get('/barnsley')).status,
      (status) => status === 200,
    ),
  ).toBe(200);
  expect((await get('/api/health')).status).toBe(200);
});

test('a crowd beyond what can be served is turned away at once, kindly, while style sheets are still served', async () => {
  const styleSheet = /\/_next\/static\/[^"]+\.css/.exec((await get('/')).body)?.[0] ?? 'none';
  await data.signal('SIGSTOP');
  let crowd: readonly Answer[];
  try {
    const waiting = Promise.all(Array.from({ length: 130 }, () => timed('/barnsley')));
    await sleep(300);
    expect((await get(styleSheet)).status).toBe(200);
    crowd = await waiting;
  } finally {
    await data.signal('SIGCONT');
  }
  const turnedAway = crowd.filter(({ body }) => body.includes('<h1>Many people are using the service right now</h1>'));
  expect(turnedAway).toHaveLength(30);
  for (const { status, headers, milliseconds } of turnedAway) {
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('30');
    expect(milliseconds).toBeLessThan(A_FEW_SECONDS);
  }
  expect(
    await until(
      async () => (await get('/barnsley')).status,
      (status) => status === 200,
    ),
  ).toBe(200);
});

test('a stop lets requests under way finish first', async () => {
  await data.signal('SIGSTOP');
  const underWay = get('/barnsley');
  await sleep(200);
  const ending = service.end('SIGTERM');
  await sleep(200);
  await data.signal('SIGCONT');
  const { status, body } = await underWay;
  expect(status).toBe(200);
  expect(body).toMatch(/<\/html>$/);
  expect(await ending).toBe(0);
});

async function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  // Not fetch: it decompresses, and has its own idea of what it accepts.
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest(new URL(path, service.address), { headers, agent: false }, resolve).once('error', reject).end();
  });
  const bytes = Buffer.concat(await response.toArray());
  return {
    status: response.statusCode,
    headers: response.headers,
    requestId: String(response.headers['x-request-id']),
    bytes,
    body: bytes.toString(),
    milliseconds: 0,
  };
}

async function timed(path: string): Promise<Answer> {
  const started = performance.now();
  return { ...(await get(path)), milliseconds: performance.now() - started };
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly requestId: string;
  readonly bytes: Buffer;
  readonly body: string;
  readonly milliseconds: number;
}
