import { currentRequest, momentOfChange } from '@/operations/access';
import { uploadFigures, type FigureFile } from '@/operations/indicators';
import { permitted } from '../../../../permitted';

/**
 * Takes a file with figures, as the form of the page above sends it, and leads on to the upload. Our server has made sure where it comes from and that it is not too large
 * (see `refusalOf`); what was sent is read once it is known that its sender may.
 */
export async function POST(request: Request, { params }: { readonly params: Promise<{ authority: string }> }): Promise<Response> {
  const { actor } = await currentRequest();
  const at = await momentOfChange();
  const { authority } = await params;
  const page = `/${authority}/indicators/import`;
  const uploading = uploadFigures(actor, authority, () => fileIn(request), at);
  const outcome = await permitted(actor, page, uploading);
  return seeOther(outcome.ok ? `${page}/${outcome.value.id}` : `${page}?missing=file`);
}

/** Somebody who is sent here after signing in finds the form. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ authority: string }> }): Promise<Response> {
  return seeOther(`/${(await params).authority}/indicators/import`);
}

async function fileIn(request: Request): Promise<FigureFile> {
  // What is no form holds no file.
  const form = await request.formData().catch(() => new FormData());
  const file = form.get('file');
  if (!(file instanceof File)) return { name: '', bytes: Buffer.alloc(0) };
  return { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) };
}

function seeOther(address: string): Response {
  return new Response(null, { status: 303, headers: { Location: address, 'Cache-Control': 'no-store' } });
}
