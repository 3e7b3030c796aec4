import { currentRequest } from '@/operations/access';
import { ownFiguresFile } from '@/operations/indicators';
import { permitted } from '../../../permitted';

/** A council's own figures as a file that can be filled in and brought back. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ authority: string }> }): Promise<Response> {
  const { actor } = await currentRequest();
  const { authority } = await params;
  const making = ownFiguresFile(actor, authority);
  const { fileName, body } = await permitted(actor, `/${authority}/indicators/own-figures.csv`, making);
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
    },
  });
}
