import { redirect } from 'next/navigation';
import { safeDestination } from '@/domain/access';
import { currentRequest, currentVisit } from '@/operations/access';
import { isSecondFactorAwaited } from '@/operations/identity';
import { CodeForm } from './code-form';

/** After the password, where the account has a second factor. */
export default async function SecondFactorPage({ searchParams }: { readonly searchParams: Promise<{ next?: string | string[] }> }) {
  const { actor } = await currentRequest();
  if (!isSecondFactorAwaited(actor, await currentVisit())) redirect('/sign-in');
  return <CodeForm next={safeDestination((await searchParams).next)} />;
}
