import { currentRequest } from '@/operations/access';
import { indicatorFile } from '@/operations/indicators';
import { found } from '../../../../answers';

/** The figures that an indicator's page shows, as a file, for everybody. */
export async function GET(
  _request: Request,
  { params }: { readonly params: Promise<{ authority: string; key: string }> },
): Promise<Response> {
  const { actor, today } = await currentRequest();
  const { authority, key } = await params;
  const { fileName, body } = await found(indicatorFile(actor, authority, key, today));
  return new Response(body, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${fileName}"` },
  });
}
