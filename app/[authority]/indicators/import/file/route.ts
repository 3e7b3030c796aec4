import { currentRequest, momentOfChange } from '@/operations/access';
import { uploadFigures } from '@/operations/indicators';
import { permitted } from '../../../../permitted';
import { seeOther, uploadedFile } from '../../../../uploaded-file';

/**
 * Takes a file with figures, as the form of the page above sends it, and leads on to the upload. Our server has made sure where it comes from and that it is not too large
 * (see `refusalOf`); what was sent is read once it is known that its sender may.
 */
export async function POST(request: Request, { params }: { readonly params: Promise<{ authority: string }> }): Promise<Response> {
  const { actor } = await currentRequest();
  const at = await momentOfChange();
  const { authority } = await params;
  const page = `/${authority}/indicators/import`;
  const uploading = uploadFigures(actor, authority, () => uploadedFile(request), at);
  const outcome = await permitted(actor, page, uploading);
  return seeOther(outcome.ok ? `${page}/${outcome.value.id}` : `${page}?missing=file`);
}

/** Somebody who is sent here after signing in finds the form. What the address names is written as it stood there: it need not be a council. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ authority: string }> }): Promise<Response> {
  return seeOther(`/${encodeURIComponent((await params).authority)}/indicators/import`);
}
