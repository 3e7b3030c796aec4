import { after } from 'next/server';
import { currentRequest, currentVisit } from '@/operations/access';
import { goThroughStatistics, receiveStatistics } from '@/operations/indicators';
import { permitted } from '../../permitted';

/**
 * Takes a file of statistics as the form of the page above sends it, keeps it as it comes in, and leads on to its page. Our server has made sure where it comes from and
 * that it is not too large (see `refusalOf`); what was sent is read once it is known that its sender may. Looking through it begins when the answer is out.
 */
export async function POST(request: Request): Promise<Response> {
  const { actor, today } = await currentRequest();
  const { at } = await currentVisit();
  const sent = { body: request.body, contentType: request.headers.get('content-type') ?? '' };
  const outcome = await permitted(actor, '/imports', receiveStatistics(actor, sent, at));
  if (!outcome.ok) return seeOther('/imports?missing=file');
  const { id } = outcome.value;
  after(async () => goThroughStatistics(actor, id, today));
  return seeOther(`/imports/${id}`);
}

/** Somebody who is sent here after signing in finds the form. */
export function GET(): Response {
  return seeOther('/imports');
}

function seeOther(address: string): Response {
  return new Response(null, { status: 303, headers: { Location: address, 'Cache-Control': 'no-store' } });
}
