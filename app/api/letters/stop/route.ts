import { currentRequest, currentVisit } from '@/operations/access';
import { stopLetters } from '@/operations/people';

/** What a mail program's own button posts to (RFC 8058, List-Unsubscribe-Post), without cookies and without saying where from. */
export async function POST(request: Request): Promise<Response> {
  const { actor } = await currentRequest();
  const { at } = await currentVisit();
  const isStopped = await stopLetters(actor, tokenOf(request), at);
  return new Response(isStopped ? 'Stopped\n' : 'This link is none of ours\n', {
    status: isStopped ? 200 : 404,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}

/** A program without that button opens the address: the page asks first. */
export function GET(request: Request): Response {
  const query = new URLSearchParams({ token: tokenOf(request) }).toString();
  return new Response(null, { status: 303, headers: { Location: `/letters/stop?${query}`, 'Cache-Control': 'no-store' } });
}

function tokenOf(request: Request): string {
  return new URL(request.url).searchParams.get('token') ?? '';
}
