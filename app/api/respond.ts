import { createHash } from 'node:crypto';
import { NotFound, type Problem, type Result } from '@/domain/shared';
import { publicRequest, type Request as Asker } from '@/operations/access';
import type { Answer, Question } from '@/operations/api';

/** Public facts, for any site and any program. Kept copies are asked after each time, so that nobody shows a rating that has changed. */
const FOR_EVERYBODY = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Link, Content-Disposition',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};
const CACHED = { 'Cache-Control': 'public, max-age=0, must-revalidate' };
const METHODS = 'GET, HEAD, OPTIONS';

/**
 * The handlers of an address that can be read and nothing else. An address whose path ends in `.csv` asks for a CSV file. What `answer` refuses becomes 400,
 * `NotFound` 404 with the sentence `absent`; anything else that is thrown goes on to the server, which logs it and answers 500 or 503 in JSON.
 */
export function readOnly<Path>(
  answer: (asked: Asked<Path>) => Promise<Result<Answer>>,
  absent = 'There is no such council. /api/v1/authorities lists them all',
): Handlers<Path> {
  const GET = async (request: Request, context: Context<Path>): Promise<Response> => {
    try {
      const outcome = await answer({ ...(await publicRequest()), path: await context.params, question: questionIn(request) });
      return outcome.ok ? respond(request, outcome.value) : respondWithProblems(400, outcome.problems);
    } catch (error) {
      if (error instanceof NotFound) return respondWithProblems(404, [{ message: absent }]);
      throw error;
    }
  };
  return {
    GET,
    // As GET, and Node leaves out the body.
    HEAD: GET,
    OPTIONS,
    POST: refuseMethod,
    PUT: refuseMethod,
    PATCH: refuseMethod,
    DELETE: refuseMethod,
  };
}

export function respondWithProblems(status: 400 | 404 | 405, problems: readonly Problem[]): Response {
  return Response.json({ problems }, { status, headers: { ...FOR_EVERYBODY, 'Cache-Control': 'no-store' } });
}

export function OPTIONS(): Response {
  return new Response(null, {
    status: 204,
    headers: { ...FOR_EVERYBODY, Allow: METHODS, 'Access-Control-Allow-Methods': METHODS, 'Access-Control-Allow-Headers': 'If-None-Match' },
  });
}

export function refuseMethod(): Response {
  const response = respondWithProblems(405, [{ message: 'This address can only be read: use GET' }]);
  response.headers.set('Allow', METHODS);
  return response;
}

/** `barnsley.csv` asks for `barnsley`. */
export function withoutFormat(segment: string): string {
  return segment.replace(/\.csv$/, '');
}

function questionIn(request: Request): Question {
  const { pathname, searchParams } = new URL(request.url);
  return { path: pathname, parameters: [...searchParams], format: pathname.endsWith('.csv') ? 'csv' : 'json' };
}

function respond(request: Request, { body, mediaType, fileName, next }: Answer): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  const headers = new Headers({ ...FOR_EVERYBODY, ...CACHED, ETag: etag });
  if (next !== null) headers.set('Link', `<${next}>; rel="next"`);
  if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
  headers.set('Content-Type', mediaType);
  headers.set('Content-Length', String(body.byteLength));
  if (fileName !== null) headers.set('Content-Disposition', `attachment; filename="${fileName}"`);
  return new Response(body, { headers });
}

/** Whether the asker holds this very answer. Tags compare weakly (RFC 9110, 13.1.2): compression on the way marks them with W/. */
function isKnown(request: Request, etag: string): boolean {
  const held = request.headers.get('If-None-Match') ?? '';
  return held.trim() === '*' || held.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

interface Asked<Path> extends Asker {
  readonly path: Path;
  readonly question: Question;
}

interface Context<Path> {
  readonly params: Promise<Path>;
}

type Handler<Path> = (request: Request, context: Context<Path>) => Response | Promise<Response>;
type Handlers<Path> = Readonly<Record<'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', Handler<Path>>>;
