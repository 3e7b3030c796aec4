import { currentRequest, momentOfChange } from '@/operations/access';
import { uploadPlan, type PlanFile } from '@/operations/improvement';
import { textIn } from '../../../../form-answers';
import { permitted } from '../../../../permitted';
import { seeOther, uploadedFile } from '../../../../uploaded-file';

/**
 * Takes a workbook, as the form of the page above sends it, and leads on to the upload. Our server has made sure where it comes from and that it is not too large (see
 * `refusalOf`); what was sent is read once it is known that its sender may.
 */
export async function POST(request: Request, { params }: { readonly params: Promise<{ authority: string }> }): Promise<Response> {
  const { actor } = await currentRequest();
  const at = await momentOfChange();
  const { authority } = await params;
  const page = `/${authority}/plan/import`;
  const outcome = await permitted(
    actor,
    page,
    uploadPlan(actor, authority, () => fileIn(request), at),
  );
  return seeOther(outcome.ok ? `${page}/${outcome.value.id}` : `${page}?missing=file`);
}

/** Somebody who is sent here after signing in finds the form. What the address names is written as it stood there: it need not be a council. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ authority: string }> }): Promise<Response> {
  return seeOther(`/${encodeURIComponent((await params).authority)}/plan/import`);
}

async function fileIn(request: Request): Promise<PlanFile> {
  const { form, ...file } = await uploadedFile(request);
  return { ...file, planId: textIn(form, 'plan') || null };
}
