import { answerCallback } from '../answer';

/** Of an issuer of OIDC_ISSUERS_FILE, by its key. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ issuer: string }> }): Promise<Response> {
  return answerCallback(request, (await params).issuer);
}
