import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

import { Provider } from 'oidc-provider';

import { freePort } from './throwaway-postgres';

const CLIENT = { client_id: 'inspections', client_secret: 'a secret of thirty-two characters' };

/**
 * A real OpenID provider on loopback. Whatever name is typed into its sign-in is the subject; its address is the same for all. `says` is what else an ID token
 * says of a subject.
 */
export async function startOpenIdProvider(redirectUri: string): Promise<OpenIdProvider> {
  const says = new Map<string, Readonly<Record<string, unknown>>>();
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ ...CLIENT, redirect_uris: [redirectUri], response_types: ['code'], grant_types: ['authorization_code'] }],
    claims: { openid: ['sub', 'groups', '_claim_names', '_claim_sources'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `Person ${id}`, email: 'shared@example.gov.uk', email_verified: true, ...says.get(id) }),
    }),
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['only for tests'] },
  });
  // Its pages would fetch a typeface from the internet, and a browser their icon.
  provider.use(async (context, next) => {
    await next();
    if (typeof context.body === 'string')
      context.body = context.body.replaceAll(/@import url\([^)]*\);?/g, '').replace('<head>', '<head><link rel="icon" href="data:,">');
  });
  const answer = provider.callback();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(port, 'localhost');
  await once(server, 'listening');
  return { issuer, ...CLIENT, says, stop: async () => stopped(server) };
}

/** Walks through the provider's pages as a browser without script would, and answers the address it is sent back to in the end. */
export async function signInAtProvider(address: string, subject: string, redirectUri: string, cancel = false): Promise<URL> {
  const jar = new Map<string, string>();
  const ask = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      jar.set(name, value);
    }
    return response;
  };
  let url = address;
  for (let step = 0; step < 12; step += 1) {
    if (url.startsWith(redirectUri)) return new URL(url);
    let response = await ask(url);
    if (response.status === 200) {
      const page = await response.text();
      const action = /<form[^>]+action="([^"]+)"/.exec(page)?.[1];
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (action === undefined || prompt === undefined) throw new Error(`The provider shows no form: ${page.slice(0, 500)}`);
      if (cancel) {
        url = `${url}/abort`;
        continue;
      }
      response = await ask(new URL(action, url).href, prompt === 'login' ? { prompt, login: subject, password: 'any' } : { prompt });
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`The provider answered ${response.status}: ${(await response.text()).slice(0, 800)}`);
    url = new URL(location, url).href;
  }
  throw new Error('The provider never came to an end');
}

async function stopped(server: Server): Promise<void> {
  server.closeAllConnections();
  await once(server.close(), 'close');
}

export interface OpenIdProvider {
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret: string;
  readonly says: Map<string, Readonly<Record<string, unknown>>>;
  readonly stop: () => Promise<void>;
}
