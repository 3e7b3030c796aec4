import { redirect } from 'next/navigation';
import { currentRequest, currentVisit } from '@/operations/access';
import { beginCouncilAccount } from '@/operations/identity';
import { setCookies } from '../../form-answers';

/**
 * Sends the browser to an issuer's own sign-in. A link leads here, not a form: a page's `form-action` holds for where a form's answer redirects to as well.
 */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const { actor } = await currentRequest();
  const wanted = {
    issuer: searchParams.get('issuer') ?? '',
    next: searchParams.get('next') ?? '/',
    invitation: searchParams.get('invitation') ?? '',
  };
  const outcome = await beginCouncilAccount(actor, wanted, await currentVisit());
  if (!outcome.ok) return redirect('/sign-in?council-account=did-not-work');
  await setCookies(outcome.value.cookies);
  return redirect(outcome.value.address);
}
