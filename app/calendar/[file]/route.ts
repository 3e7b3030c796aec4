import { NotFound } from '@/domain/shared';
import { currentVisit, publicRequest } from '@/operations/access';
import { calendarFile } from '@/operations/calendar';

/** Somebody's calendar, `/calendar/<secret>.ics`. A calendar program asks for it and signs in nowhere: the address is the key. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ file: string }> }): Promise<Response> {
  const token = /^([\w-]{43})\.ics$/.exec((await params).file)?.[1];
  if (token === undefined) return new Response(null, { status: 404, headers: NOT_KEPT });
  const { actor } = await publicRequest();
  const { at } = await currentVisit();
  try {
    return new Response(await calendarFile(actor, token, at), {
      headers: { ...NOT_KEPT, 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': 'inline; filename="plan.ics"' },
    });
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    return new Response(null, { status: 404, headers: NOT_KEPT });
  }
}

const NOT_KEPT = { 'Cache-Control': 'private, no-store' };
