import { currentRequest } from '@/operations/access';
import { boardFile } from '@/operations/improvement';
import { permitted } from '../../../permitted';

/** The report that the board's page shows for the same query, for the board's papers. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ authority: string }> }): Promise<Response> {
  const { actor, today } = await currentRequest();
  const { authority } = await params;
  const { pathname, search, searchParams } = new URL(request.url);
  const query = { plan: searchParams.get('plan') ?? '', since: searchParams.get('since') ?? '' };
  const { fileName, type, body } = await permitted(actor, `${pathname}${search}`, boardFile(actor, authority, query, today));
  return new Response(body, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${fileName}"`, 'Cache-Control': 'no-store' },
  });
}
