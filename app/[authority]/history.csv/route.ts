import { currentRequest } from '@/operations/access';
import { historyFile } from '@/operations/history';
import { permitted } from '../../permitted';
import { historyAddress, queryIn } from '../history/address';

/** The history of a council as a file, for whoever may read it. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ authority: string }> }): Promise<Response> {
  const { actor } = await currentRequest();
  const { authority } = await params;
  const query = queryIn(Object.fromEntries(new URL(request.url).searchParams));
  const { fileName, body } = await permitted(actor, historyAddress(authority, query, '.csv'), historyFile(actor, authority, query));
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
    },
  });
}
