import { answerCallback } from './answer';

/** Of the one issuer that OIDC_ISSUER names. */
export async function GET(request: Request): Promise<Response> {
  return answerCallback(request, '');
}
