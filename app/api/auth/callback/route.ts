import { redirect } from 'next/navigation';
import { currentRequest, currentVisit } from '@/operations/access';
import { finishCouncilAccount } from '@/operations/identity';
import { setCookies } from '../../../form-answers';

/** Where the council's own sign-in sends the browser back to. The one address under /api/auth. */
export async function GET(request: Request): Promise<Response> {
  const { actor } = await currentRequest();
  const outcome = await finishCouncilAccount(actor, Object.fromEntries(new URL(request.url).searchParams), await currentVisit());
  if (!outcome.isSignedIn) return redirect(`/sign-in?council-account=${outcome.problem}`);
  await setCookies(outcome.cookies);
  return redirect(outcome.next);
}
