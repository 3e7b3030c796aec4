import { currentRequest } from '@/operations/access';
import { recommendationsFile } from '@/operations/scrutiny';
import { found } from '../../../answers';
import { queryIn } from '../recommendations/query';

/** What was recommended and what became of it as a file: to everybody what minutes say. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ authority: string }> }): Promise<Response> {
  const { actor, today } = await currentRequest();
  const query = queryIn(Object.fromEntries(new URL(request.url).searchParams));
  const { fileName, body } = await found(recommendationsFile(actor, (await params).authority, query, today));
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
    },
  });
}
