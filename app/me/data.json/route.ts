import { Forbidden } from '@/domain/shared';
import { currentRequest, currentVisit } from '@/operations/access';
import { ownData } from '@/operations/people';

/** Everything held about the person asking, to take along. Nobody else's cache keeps it. */
export async function GET(request: Request): Promise<Response> {
  const { actor } = await currentRequest();
  const { at } = await currentVisit();
  try {
    return new Response(await ownData(actor, at), {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': 'attachment; filename="my-data.json"',
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    if (!(error instanceof Forbidden)) throw error;
    return Response.redirect(new URL('/sign-in?next=/me', request.url), 303);
  }
}
