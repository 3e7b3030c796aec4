import { redirect } from 'next/navigation';
import { COUNCIL_ACCOUNT_PROBLEMS, isCouncilAccountProblem, safeDestination } from '@/domain/access';
import { currentRequest, currentVisit } from '@/operations/access';
import { findAuthorities } from '@/operations/authorities';
import { listDemonstrationEntries } from '@/operations/demonstration';
import { listCouncilAccounts } from '@/operations/identity';
import { firstOf } from '../form-answers';
import { SignInForm } from './sign-in-form';

/** How do I get in? `next` is where to go afterwards, on this site; `council-account` says what became of signing in with one. */
export default async function SignInPage({ searchParams }: { readonly searchParams: Promise<Parameters> }) {
  const { actor } = await currentRequest();
  const parameters = await searchParams;
  const next = safeDestination(parameters.next);
  const demonstration = await listDemonstrationEntries(actor, await currentVisit());
  // In a demonstration people change who they are.
  if (actor.kind === 'person' && demonstration.length === 0) redirect(next);
  const problem = firstOf(parameters['council-account']);
  const { home } = await findAuthorities(actor, '');
  return (
    <SignInForm
      council={home}
      next={next}
      demonstration={demonstration}
      accounts={listCouncilAccounts(actor, null)}
      problem={isCouncilAccountProblem(problem) ? COUNCIL_ACCOUNT_PROBLEMS[problem] : null}
    />
  );
}

interface Parameters {
  readonly next?: string | string[];
  readonly 'council-account'?: string | string[];
}
