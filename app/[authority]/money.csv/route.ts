import { currentRequest } from '@/operations/access';
import { moneyFile } from '@/operations/improvement';
import { upToIn } from '../money/address';
import { permitted } from '../../permitted';

/** A council's money for improvement as a file, for whoever may read it. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ authority: string }> }): Promise<Response> {
  const { actor, today } = await currentRequest();
  const { authority } = await params;
  const upTo = upToIn(new URL(request.url).searchParams.get('to') ?? undefined);
  const { fileName, body } = await permitted(actor, `/${authority}/money.csv`, moneyFile(actor, authority, upTo, today));
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
    },
  });
}
