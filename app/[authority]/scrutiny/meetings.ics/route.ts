import { currentVisit, publicRequest } from '@/operations/access';
import { meetingsFile } from '@/operations/scrutiny';
import { found } from '../../../answers';

/** The council's scrutiny meetings for calendar programs. They are public in law, so nobody signs in and no address is secret. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ authority: string }> }): Promise<Response> {
  const { actor } = await publicRequest();
  const { at } = await currentVisit();
  return new Response(await found(meetingsFile(actor, (await params).authority, at)), {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="meetings.ics"',
      'Cache-Control': 'no-store',
    },
  });
}
