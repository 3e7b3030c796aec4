/** Answers of a running product as they come, redirects not followed. */
export async function ask(address: string, path: string, { cookie = '', ...options }: Asking = {}): Promise<Answer> {
  const headers = new Headers(options.headers);
  if (cookie !== '') headers.set('Cookie', cookie);
  const response = await fetch(new URL(path, address), { ...options, headers, redirect: 'manual' });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** The first form of a page as a browser without script sends it, with these fields filled in. The form must be there. */
export function filledForm(html: string, fields: Readonly<Record<string, string>>): FormData {
  const [, inside] = /<form[^>]*method="POST"[^>]*>([\s\S]*?)<\/form>/i.exec(html) ?? [];
  if (inside === undefined) throw new Error('The page has no form');
  const form = new FormData();
  for (const [input] of inside.matchAll(/<input type="hidden"[^>]*>/g)) {
    form.append(attributeOf(input, 'name'), attributeOf(input, 'value'));
  }
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** What a browser sends back of the cookies it was given, in place of those it had. */
export function cookiesAfter({ headers }: Answer): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ');
}

function attributeOf(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return value.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

interface Asking {
  readonly method?: string;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: FormData | string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}
