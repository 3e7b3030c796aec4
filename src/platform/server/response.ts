import { ServerResponse, type IncomingMessage, type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http';
import { constants, createBrotliCompress, createGzip, type BrotliCompress, type Gzip } from 'node:zlib';

import type { FaultAnswer } from './fault-pages';

const COMPRESSIBLE = /^(text\/|application\/([\w.-]+\+)?(json|xml)\b|application\/javascript|image\/svg\+xml)/i;
/** Below this, the headers weigh more than what is saved. Bytes. */
const WORTH_COMPRESSING = 1_024;
/** Of 11. Higher takes many times as long for a few percent less. */
const BROTLI_QUALITY = 5;

/**
 * The response that Next writes to. It compresses text, keeps what is somebody's own out of every cache, and puts an answer of ours in the place of any server
 * error, and of a page that is not there or not open: in production Next sends an empty body, or a shell that needs script to say anything.
 */
export class GuardedResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  #state: 'undecided' | 'as-is' | 'compressed' | 'replaced' = 'undecided';
  #encoder: BrotliCompress | Gzip | undefined;
  #ourHeaders: readonly string[] = [];
  #answerToServerError: (() => Promise<FaultAnswer>) | undefined;
  #pages: readonly FaultAnswer[] = [];

  /** From here on a server error is replaced by what `answer` gives. The headers set so far stay on whatever is sent. */
  replaceServerErrors(answer: () => Promise<FaultAnswer>): void {
    this.#ourHeaders = this.getHeaderNames();
    this.#answerToServerError = answer;
  }

  /** From here on a page with the status of one of these is replaced by it. */
  replacePages(...pages: readonly FaultAnswer[]): void {
    this.#ourHeaders = this.getHeaderNames();
    this.#pages = pages;
  }

  /** Whether it is settled what the visitor gets. */
  get isDecided(): boolean {
    return this.#state !== 'undecided';
  }

  /** Sends a whole answer, unless another is already on its way; what anybody writes afterwards is dropped. */
  sendInstead({ status, headers, body }: FaultAnswer): void {
    if (this.headersSent || (this.isDecided && this.#state !== 'replaced')) return;
    this.#state = 'replaced';
    for (const name of this.getHeaderNames()) if (!this.#ourHeaders.includes(name)) super.removeHeader(name);
    for (const [name, value] of Object.entries(headers)) super.setHeader(name, value);
    super.setHeader('Content-Length', Buffer.byteLength(body));
    super.writeHead(status);
    super.end(this.req.method === 'HEAD' ? undefined : body);
  }

  override writeHead(status: number, reasonOrHeaders?: string | Headers, headers?: Headers): this {
    if (this.isDecided) {
      if (this.#state !== 'replaced' && !this.headersSent) super.writeHead(this.statusCode);
      return this;
    }
    // Kept until there is a body to decide about. Node itself comes here again when it sends the headers.
    this.statusCode = status;
    if (typeof reasonOrHeaders === 'string') this.statusMessage = reasonOrHeaders;
    this.#adopt(typeof reasonOrHeaders === 'string' ? headers : reasonOrHeaders);
    return this;
  }

  override flushHeaders(): void {
    this.#decide();
    if (this.#state !== 'replaced') super.flushHeaders();
  }

  override write(chunk: Chunk, encodingOrDone?: BufferEncoding | Done, done?: Done): boolean {
    this.#decide();
    const encoding = typeof encodingOrDone === 'string' ? encodingOrDone : 'utf8';
    const whenDone = typeof encodingOrDone === 'function' ? encodingOrDone : done;
    if (this.#state === 'replaced') {
      whenDone?.();
      return true;
    }
    return this.#encoder ? this.#encoder.write(chunk, encoding, whenDone) : super.write(chunk, encoding, whenDone);
  }

  override end(chunkOrDone?: Chunk | Done | null, encodingOrDone?: BufferEncoding | Done, done?: Done): this {
    const chunk = typeof chunkOrDone === 'function' ? undefined : (chunkOrDone ?? undefined);
    const encoding = typeof encodingOrDone === 'string' ? encodingOrDone : 'utf8';
    if (!this.isDecided && chunk !== undefined && !this.hasHeader('Content-Length')) {
      this.setHeader('Content-Length', Buffer.byteLength(chunk, encoding));
    }
    this.#decide();
    const whenDone = [chunkOrDone, encodingOrDone, done].find((value) => typeof value === 'function');
    if (whenDone) this.once('finish', whenDone);
    if (this.#state === 'replaced') return this;
    if (this.#encoder) this.#encoder.end(chunk, encoding);
    else super.end(chunk, encoding);
    return this;
  }

  /** Next calls this after each piece of a page, where it exists: the visitor is to see the piece now. */
  flush(): void {
    this.#encoder?.flush();
  }

  // Next may go on preparing an answer after ours has been sent in its place; there is nothing left to set headers on.
  override setHeader(name: string, value: number | string | readonly string[]): this {
    return this.#state === 'replaced' ? this : super.setHeader(name, value);
  }
  override appendHeader(name: string, value: string | readonly string[]): this {
    return this.#state === 'replaced' ? this : super.appendHeader(name, value);
  }
  override removeHeader(name: string): void {
    if (this.#state !== 'replaced') super.removeHeader(name);
  }

  /** The last moment before headers are sent: what becomes of the body? */
  #decide(): void {
    if (this.#state !== 'undecided') return;
    const type = this.#header('Content-Type');
    if (this.#answerToServerError && this.statusCode >= 500 && !isJson(type)) {
      this.#state = 'replaced';
      void this.#answerToServerError().then((answer) => this.sendInstead(answer));
      return;
    }
    const page = type.startsWith('text/html') ? this.#pages.find(({ status }) => status === this.statusCode) : undefined;
    if (page) {
      this.sendInstead(page);
      return;
    }
    this.#state = 'as-is';
    this.#settleCaching();
    if (!COMPRESSIBLE.test(this.#header('Content-Type')) || this.#header('Content-Encoding') !== '') return;
    this.appendHeader('Vary', 'Accept-Encoding');
    const encoding = this.#acceptedEncoding();
    if (encoding) this.#compress(encoding);
  }

  /** Whatever Next or a page has said: an answer to somebody with a cookie, or that gives one, is nobody else's. One that says nothing might be. */
  #settleCaching(): void {
    const wanted = this.#header('Cache-Control');
    // A file that is named by its content is the same for everybody.
    const isEverybodys = wanted.includes('immutable') && !this.hasHeader('Set-Cookie');
    const isSomebodys = this.req.headers.cookie !== undefined || this.hasHeader('Set-Cookie') || wanted === '';
    if (isSomebodys && !isEverybodys) {
      this.setHeader('Cache-Control', 'private, no-store');
    } else if (wanted.includes('s-maxage')) {
      // Next would have a proxy keep a built page for a year, past the next release.
      this.setHeader('Cache-Control', 'public, max-age=0, must-revalidate');
    }
  }

  #acceptedEncoding(): 'br' | 'gzip' | undefined {
    if (this.req.method === 'HEAD' || [204, 206, 304].includes(this.statusCode)) return undefined;
    const length = this.#header('Content-Length');
    if ((length !== '' && Number(length) < WORTH_COMPRESSING) || this.#header('Cache-Control').includes('no-transform')) return undefined;
    const accepted = (this.req.headers['accept-encoding'] ?? '').replaceAll(' ', '').split(',');
    return (['br', 'gzip'] as const).find((name) =>
      accepted.some((entry) => entry === name || (entry.startsWith(`${name};q=`) && !/=0(\.0*)?$/.test(entry))),
    );
  }

  #compress(encoding: 'br' | 'gzip'): void {
    this.#state = 'compressed';
    this.removeHeader('Content-Length');
    this.setHeader('Content-Encoding', encoding);
    const etag = this.#header('ETag');
    // The bytes differ from encoding to encoding, the content does not: that is what a weak tag says.
    if (etag.startsWith('"')) this.setHeader('ETag', `W/${etag}`);

    const encoder =
      encoding === 'br' ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }) : createGzip();
    encoder.on('data', (chunk: Buffer) => {
      if (!super.write(chunk)) encoder.pause();
    });
    encoder.once('end', () => super.end());
    encoder.on('drain', () => this.emit('drain'));
    this.on('drain', () => encoder.resume());
    this.once('close', () => encoder.destroy());
    this.#encoder = encoder;
  }

  #adopt(headers: Headers | undefined): void {
    if (Array.isArray(headers)) {
      for (let index = 0; index + 1 < headers.length; index += 2) this.#adopt({ [String(headers[index])]: headers[index + 1] });
    } else {
      for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) this.setHeader(name, value);
    }
  }

  #header(name: string): string {
    return String(this.getHeader(name) ?? '');
  }
}

function isJson(contentType: string): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(contentType);
}

type Chunk = string | Uint8Array;
type Done = (error?: Error | null) => void;
type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];
