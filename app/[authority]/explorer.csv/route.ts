import { currentRequest } from '@/operations/access';
import { explorerFile } from '@/operations/indicators';
import { found } from '../../answers';
import { askedSeries } from '../explorer/address';

/** The figures that the explorer shows for the same choices, as a file, for everybody. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ authority: string }> }): Promise<Response> {
  const { actor, today } = await currentRequest();
  const { authority } = await params;
  const { searchParams } = new URL(request.url);
  const query = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
  const { fileName, body } = await found(explorerFile(actor, authority, askedSeries(query), today));
  return new Response(body, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${fileName}"` },
  });
}
