import { execFile } from 'node:child_process';
import { request, type OutgoingHttpHeaders } from 'node:http';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { makeDataFolder, type DataFolder } from '../support/bundled-server';
import { startService, type Service } from '../support/service';

const BANNER = 'people, settings and plans are made up. Here it is always 20 November 2026.';
const BUTTON = 'value="administrator"';
const DESCRIPTION =
  'This is a demonstration: its people, settings and plans are made up. For an empty installation of your own: npm start -- --empty';
const FIRST_ADMINISTRATOR = 'Nobody has an account yet.';

/** What whoever is not a browser on this machine looks like. Each alone must close the entry. */
const ELSEWHERE: readonly [string, OutgoingHttpHeaders][] = [
  ['another host name', { Host: 'ratings.example.gov.uk' }],
  ['the address of a network', { Host: '192.168.0.7:3000' }],
  ['Forwarded', { Forwarded: 'for=192.0.2.7' }],
  ['X-Forwarded-For', { 'X-Forwarded-For': '127.0.0.1' }],
  ['X-Forwarded-Host', { 'X-Forwarded-Host': 'localhost' }],
  ['X-Forwarded-Proto', { 'X-Forwarded-Proto': 'http' }],
  ['X-Real-IP', { 'X-Real-IP': '127.0.0.1' }],
  ['Via', { Via: '1.1 proxy' }],
  ['our own mark, beside one of a proxy', { 'X-Demonstration-Entry': 'open', Via: '1.1 proxy' }],
];

let data: DataFolder;
let service: Service;
const running: Service[] = [];

beforeAll(async () => {
  data = await makeDataFolder();
  service = await start({});
});

afterAll(async () => {
  for (const one of running) await one.end('SIGKILL');
  await data.remove();
});

test('a start on a fresh machine says that it is a demonstration, above the address', () => {
  expect(service.said().trimEnd().split('\n').slice(-2)).toEqual([DESCRIPTION, `Ready: ${service.address}`]);
  expect(service.said()).not.toContain(FIRST_ADMINISTRATOR);
});

test.each(['/', '/barnsley', '/barnsley/ratings', '/national', '/help', '/privacy', '/sign-in', '/not-there', '/%E0%A4%A'])(
  'the page %s says so as well',
  async (address) => {
    expect(words(await get(address))).toContain(BANNER);
  },
);

describe('somebody at this machine', () => {
  test.each(['localhost', '127.0.0.1', '[::1]'])('who asks for %s is offered to enter', async (name) => {
    expect((await get('/sign-in', { Host: `${name}:${port()}` })).body).toContain(BUTTON);
  });

  test('enters without script as administrator', async () => {
    const answer = await submitEntry({ Origin: service.address });
    expect(answer.status).toBe(303);
    expect((await get('/barnsley/settings', { Cookie: answer.cookie })).status).toBe(200);
  });
});

describe('nobody else', () => {
  test.each(ELSEWHERE)('is offered to enter: %s', async (_sign, headers) => {
    const { status, body } = await get('/sign-in', headers);
    expect(status).toBe(200);
    expect(body).not.toContain(BUTTON);
  });

  // The form as somebody at the machine was shown it.
  test.each([
    ...ELSEWHERE.filter(([, { Host }]) => Host === undefined),
    ['a page of another site', { Origin: 'https://elsewhere.example' }] as const,
  ])('enters by sending the form all the same: %s', async (_sign, headers) => {
    expect((await submitEntry({ Origin: service.address, ...headers })).cookie).toBe('');
  });
});

test('after kill -9 it is a demonstration still', async () => {
  await service.end('SIGKILL');
  service = await start({});
  expect(service.said()).toContain(DESCRIPTION);
  expect(await service.end()).toBe(0);
});

test.each<[string, Record<string, string>]>([
  ['as a real installation', { DEMONSTRATION: 'off' }],
  ['for others to reach', { HOST: 'localhost' }],
])('its folder is never used %s', async (_how, settings) => {
  const refused = await start(settings);
  expect(refused.exitCode()).toBe(1);
  expect(refused.complained()).toBe(
    'This database is a demonstration and stays one: its people are made up. Use another folder (DATA_DIR) or database (DATABASE_URL) for a real installation.\n',
  );
  expect(data.isRunning()).toBe(false);
});

test.each<[string, Record<string, string>]>([
  ['HOST', { HOST: 'localhost' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'http://localhost:3000' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.5' }],
])('with %s it can be shown to others, and entered by nobody', async (_setting, settings) => {
  service = await start({ DEMONSTRATION: 'on', ...settings });
  const page = await get('/sign-in');
  expect(words(page)).toContain(BANNER);
  expect(page.body).not.toContain(BUTTON);
  await service.end();
});

test('a real installation is empty, offers nothing, invites its first administrator, and never becomes a demonstration', async () => {
  const own = await makeDataFolder();
  const settings = { DATA_DIR: own.folder };
  try {
    service = await start({ ...settings, DEMONSTRATION: 'off' });
    expect(service.said()).toContain(FIRST_ADMINISTRATOR);
    const { body } = await get('/sign-in');
    expect(body).not.toContain('Demonstration');
    expect(body).not.toContain(BUTTON);
    await service.end();

    const refused = await start({ ...settings, DEMONSTRATION: 'on' });
    expect(refused.complained()).toMatch(/^This database is a real installation’s and never becomes a demonstration\./);

    service = await start(settings);
    expect(service.said()).toContain(FIRST_ADMINISTRATOR);
    expect(service.said()).not.toContain(DESCRIPTION);
    await service.end();
  } finally {
    await service.end('SIGKILL');
    await own.remove();
  }
}, 60_000);

test('a word that npm start does not know is named before anything begins', async () => {
  const said = await new Promise((resolve) => {
    const script = path.resolve(import.meta.dirname, '../../bin/start.mjs');
    execFile(process.execPath, [script, '--emtpy'], (error, out, complaint) => resolve([error?.code, out, complaint]));
  });
  expect(said).toEqual([1, '', 'npm start knows no "--emtpy". It knows: npm start -- --empty\n']);
});

async function start(settings: Readonly<Record<string, string>>): Promise<Service> {
  const started = await startService({ DATA_DIR: data.folder, ...settings });
  running.push(started);
  return started;
}

/** React puts comments between the parts of a sentence. */
function words({ body }: Answer): string {
  return body.replaceAll('<!-- -->', '');
}

function port(): string {
  return new URL(service.address).port;
}

async function get(address: string, headers: OutgoingHttpHeaders = {}) {
  return ask('GET', address, headers);
}

/** Sends the form of the entry as a browser without script does, with the administrator's button. */
async function submitEntry(headers: OutgoingHttpHeaders) {
  const { body } = await get('/sign-in');
  const [form = ''] = /<form[^>]*>(?:(?!<\/form>).)*value="administrator"/s.exec(body) ?? [];
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?\/>/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value.replaceAll('&quot;', '"')],
  );
  const sent = new Response(formOf([...fields, ['role', 'administrator']]));
  const type = sent.headers.get('content-type') ?? '';
  return ask('POST', '/sign-in', { ...headers, 'Content-Type': type }, await sent.text());
}

function formOf(fields: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

/** By Node's own client: fetch does not let anybody choose a Host. */
async function ask(method: string, address: string, headers: OutgoingHttpHeaders, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: port(), method, path: address, headers: { Host: `localhost:${port()}`, ...headers } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.once('end', () => {
          const [cookie = ''] = answer.headers['set-cookie'] ?? [];
          resolve({ status: answer.statusCode ?? 0, body: text, cookie: cookie.split(';')[0] ?? '' });
        });
      },
    );
    asked.once('error', reject).end(body);
  });
}

interface Answer {
  readonly status: number;
  readonly body: string;
  /** As a browser sends it back. */
  readonly cookie: string;
}
