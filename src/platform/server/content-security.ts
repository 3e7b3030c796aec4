import { createHash, randomBytes } from 'node:crypto';

/**
 * What a page of ours may load, run and send: files and forms of this service, and of the scripts and styles that stand within the page only those named here.
 * Each is a source as the header writes it, with its quotes: see `nonceSource` and `hashSource`.
 */
export function contentSecurityPolicy({ scripts = [], styles = [], forms = [] }: Sources = {}): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    ["form-action 'self'", ...forms].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** For one answer. Next writes it on every script of the page that it makes for a request with this policy, and nobody else can know it. */
export function nonceSource(): string {
  return `'nonce-${randomBytes(16).toString('base64')}'`;
}

/** For one script or style, whose text is known beforehand. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The scripts within a page that was made by our own build, where nobody's words can stand. Never for a page made for a request: it would allow what was smuggled in. */
export function scriptsOfBuiltPage(html: string): readonly string[] {
  const texts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)].flatMap(([, attributes = '', text = '']) =>
    /\ssrc=/.test(attributes) ? [] : [text],
  );
  return [...new Set(texts)].map(hashSource);
}

interface Sources {
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
  /** Origins to which a form, or what answers one, may lead besides ours. */
  readonly forms?: readonly string[];
}
