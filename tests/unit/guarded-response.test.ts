import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';

import { expect, test } from 'vitest';
import { z } from 'zod';

import { faultAnswer } from '@/platform/server/fault-pages';
import { GuardedResponse } from '@/platform/server/response';

const LONG = 'What Ofsted judged of children’s services. '.repeat(200);
const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

test('a long text is compressed, a short one is not worth it', async () => {
  const long = await answerOf((response) => response.writeHead(200, HTML).end(LONG));
  expect(long.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(long.bytes).toString()).toBe(LONG);
  const short = await answerOf((response) => response.writeHead(200, { ...HTML, 'Content-Length': 5 }).end('Short'));
  expect(short.headers).not.toHaveProperty('content-encoding');
  expect(short.bytes.toString()).toBe('Short');
});

test('what is compressed already, or is no text, or must not be changed, is left alone', async () => {
  for (const headers of [
    { 'Content-Type': 'image/png' },
    { ...HTML, 'Content-Encoding': 'gzip' },
    { ...HTML, 'Cache-Control': 'public, no-transform' },
  ]) {
    const { headers: sent, bytes } = await answerOf((response) => response.writeHead(200, headers).end(LONG));
    expect(sent['content-encoding']).not.toBe('br');
    expect(bytes.toString()).toBe(LONG);
  }
});

test('headers may come as an array, with a reason, or one by one', async () => {
  const inOne = await answerOf((response) => response.writeHead(200, 'Fine', ['Content-Type', 'text/plain', 'X-One', '1']).end('a'));
  expect(inOne.headers).toMatchObject({ 'content-type': 'text/plain', 'x-one': '1' });
  const oneByOne = await answerOf((response) => {
    response.setHeader('X-One', '1');
    response.end('a');
  });
  expect(oneByOne.headers['x-one']).toBe('1');
});

test('what somebody with a cookie is answered, or what gives one, is kept by nobody', async () => {
  const asked = (headers: OutgoingHttpHeaders, cookie?: string) =>
    answerOf((response) => response.writeHead(200, { ...HTML, ...headers }).end(LONG), cookie === undefined ? {} : { Cookie: cookie });
  const PUBLIC = { 'Cache-Control': 'public, max-age=60' };
  expect((await asked(PUBLIC)).headers['cache-control']).toBe('public, max-age=60');
  expect((await asked(PUBLIC, 'a=b')).headers['cache-control']).toBe('private, no-store');
  expect((await asked({ ...PUBLIC, 'Set-Cookie': 'a=b' })).headers['cache-control']).toBe('private, no-store');
  expect((await asked({})).headers['cache-control']).toBe('private, no-store');
  expect((await asked({}, 'a=b')).headers['cache-control']).toBe('private, no-store');
  // A file that is named by its content is the same for everybody.
  const FILE = { 'Cache-Control': 'public, max-age=31536000, immutable' };
  expect((await asked(FILE, 'a=b')).headers['cache-control']).toBe(FILE['Cache-Control']);
  expect((await asked({ ...FILE, 'Set-Cookie': 'a=b' })).headers['cache-control']).toBe('private, no-store');
});

test('a built page is not kept past the next release', async () => {
  const { headers } = await answerOf((response) => response.writeHead(200, { ...HTML, 'Cache-Control': 's-maxage=31536000' }).end(LONG));
  expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
});

test('a tag says that the compressed form is one of several', async () => {
  const { headers } = await answerOf((response) => response.writeHead(200, { ...HTML, ETag: '"one"' }).end(LONG));
  expect(headers.etag).toBe('W/"one"');
  expect(headers.vary).toBe('Accept-Encoding');
});

test('a piece that is flushed arrives before the next one is written', async () => {
  let seen = '';
  await exchange(
    async (response) => {
      response.writeHead(200, HTML);
      response.write('first');
      response.flush();
      while (!seen.includes('first')) await sleep(5);
      response.end('second');
    },
    async (message) => {
      for await (const piece of message.pipe(createBrotliDecompress())) seen += String(piece);
    },
  );
  expect(seen).toBe('firstsecond');
});

test('a reader who goes away in the middle ends the writing', async () => {
  const closed = await new Promise<boolean>((resolve) => {
    void exchange(
      async (response) => {
        response.writeHead(200, HTML);
        const writing = setInterval(() => response.write(LONG), 1);
        await once(response, 'close');
        clearInterval(writing);
        resolve(response.destroyed);
      },
      async (message) => {
        message.destroy();
      },
    );
  });
  expect(closed).toBe(true);
});

test.each([
  ['an empty body', (response: GuardedResponse) => response.writeHead(500).end()],
  ['a page that needs script', (response: GuardedResponse) => response.writeHead(500, { ...HTML, ETag: '"x"' }).end('<script>')],
  [
    'a body in pieces',
    (response: GuardedResponse) => {
      response.statusCode = 502;
      response.write('one');
      response.write('two', () => response.end());
    },
  ],
])('a server error with %s is replaced by a page for people', async (_, write) => {
  const { status, headers, bytes } = await answerOf((response) => {
    guard(response);
    write(response);
  });
  expect(status).toBe(500);
  expect(headers).toMatchObject({ 'x-request-id': 'abc', 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  expect(headers).not.toHaveProperty('etag');
  expect(headers['content-length']).toBe(String(bytes.length));
  expect(bytes.toString()).toMatch(/<h1>This page could not be shown<\/h1>[^]*reference: abc[^]*<\/html>\n$/);
});

test('a page that is not there is replaced by one that needs no script; data that is not there is not', async () => {
  const page = await answerOf((response) => {
    response.setHeader('X-Request-Id', 'abc');
    response.replacePages({ status: 404, headers: HTML, body: '<h1>Not here</h1>' });
    response.writeHead(404, { ...HTML, ETag: '"x"' }).end('<script>');
  });
  expect(page.status).toBe(404);
  expect(page.headers).toMatchObject({ 'x-request-id': 'abc', 'content-type': 'text/html; charset=utf-8' });
  expect(page.headers).not.toHaveProperty('etag');
  expect(page.bytes.toString()).toBe('<h1>Not here</h1>');
  const data = await answerOf((response) => {
    response.replacePages({ status: 404, headers: HTML, body: '<h1>Not here</h1>' });
    response.writeHead(404, { 'Content-Type': 'application/json' }).end('{"problems":[]}');
  });
  expect(data.bytes.toString()).toBe('{"problems":[]}');
});

test('a server error that says in JSON what is wrong is left as it is', async () => {
  const { status, bytes } = await answerOf((response) => {
    guard(response);
    response.writeHead(503, { 'Content-Type': 'application/problem+json' }).end('{"problems":[]}');
  });
  expect(status).toBe(503);
  expect(bytes.toString()).toBe('{"problems":[]}');
});

test('an answer given in place of a slow page stands, whatever the page writes later', async () => {
  const { status, headers, bytes } = await answerOf((response) => {
    guard(response);
    response.setHeader('Set-Cookie', 'half=done');
    response.sendInstead(faultAnswer('slow', { path: '/', reference: 'abc' }));
    response.setHeader('X-Late', '1');
    response.writeHead(200, HTML);
    response.write('late');
    response.end('later');
  });
  expect(status).toBe(503);
  expect(headers['retry-after']).toBe('30');
  expect(headers).not.toHaveProperty('x-late');
  expect(headers).not.toHaveProperty('set-cookie');
  expect(bytes.toString()).toContain('<h1>This page is taking too long</h1>');
  expect(bytes.toString()).not.toContain('late</');
});

test('an answer on its way is not replaced', async () => {
  const { status, bytes } = await answerOf((response) => {
    guard(response);
    response.writeHead(200, HTML);
    response.write(LONG);
    response.sendInstead(faultAnswer('slow', { path: '/', reference: 'abc' }));
    response.end();
  });
  expect(status).toBe(200);
  expect(brotliDecompressSync(bytes).toString()).toBe(LONG);
});

test.each(['broken', 'database-away', 'slow', 'busy', 'foreign', 'too-large'] as const)(
  'the page for %s needs nothing but itself',
  (fault) => {
    const { body } = faultAnswer(fault, { path: '/barnsley', reference: 'abc' });
    expect(body).not.toMatch(/<script|<link|<img|src=|url\(|@import/);
    expect(body.match(/<a [^>]*href="[^#]/g)).toEqual(['<a href="/']);
    expect(body).not.toMatch(/\b(500|503|error|exception|server|database)\b/i);
  },
);

test('a program that asks the API is answered as a program', () => {
  const { status, headers, body } = faultAnswer('database-away', { path: '/api/v1/authorities', reference: 'abc' });
  expect(status).toBe(503);
  expect(headers['Content-Type']).toBe('application/json; charset=utf-8');
  expect(
    z.object({ problems: z.array(z.object({ message: z.string() })).length(1), reference: z.literal('abc') }).safeParse(JSON.parse(body))
      .success,
  ).toBe(true);
});

function guard(response: GuardedResponse): void {
  response.setHeader('X-Request-Id', 'abc');
  response.replaceServerErrors(async () => faultAnswer('broken', { path: '/barnsley', reference: 'abc' }));
}

async function answerOf(write: (response: GuardedResponse) => unknown, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
  let answer: Answer | undefined;
  await exchange(
    async (response) => void write(response),
    async (message) => {
      answer = { status: message.statusCode, headers: message.headers, bytes: Buffer.concat(await message.toArray()) };
    },
    headers,
  );
  if (answer === undefined) throw new Error('There was no answer');
  return answer;
}

/** One real request to one real server that answers with `write`. */
async function exchange(
  write: (response: GuardedResponse) => Promise<void>,
  read: (message: IncomingMessage) => Promise<void>,
  sent: OutgoingHttpHeaders = {},
): Promise<void> {
  const server = createServer({ ServerResponse: GuardedResponse }, (_, response) => void write(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  try {
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers: OutgoingHttpHeaders = { 'Accept-Encoding': 'gzip, deflate, br', ...sent };
      httpRequest({ port, host: '127.0.0.1', headers, agent: false }, resolve).once('error', reject).end();
    });
    await read(message);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
}
