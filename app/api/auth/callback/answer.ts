import { redirect } from 'next/navigation';
import { currentRequest, currentVisit } from '@/operations/access';
import { finishCouncilAccount } from '@/operations/identity';
import { setCookies } from '../../../form-answers';

/** Where an issuer's sign-in sends the browser back to. Each issuer has an address of its own, so that none can bring another's answer. */
export async function answerCallback(request: Request, issuer: string): Promise<Response> {
  const { actor } = await currentRequest();
  const answer = Object.fromEntries(new URL(request.url).searchParams);
  const outcome = await finishCouncilAccount(actor, issuer, answer, await currentVisit());
  if (!outcome.isSignedIn) return redirect(`/sign-in?council-account=${outcome.problem}`);
  await setCookies(outcome.cookies);
  return redirect(outcome.next);
}
