import { redirect } from 'next/navigation';
import { currentRequest } from '@/operations/access';
import { findAuthorities } from '@/operations/authorities';
import { safeDestination } from '@/operations/identity';
import { SignInForm } from './sign-in-form';

/** How do I get in? `next` is where to go afterwards, on this site. */
export default async function SignInPage({ searchParams }: { readonly searchParams: Promise<{ next?: string | string[] }> }) {
  const { actor } = await currentRequest();
  const next = safeDestination((await searchParams).next);
  if (actor.kind === 'person') redirect(next);
  const { home } = await findAuthorities(actor, '');
  return <SignInForm council={home} next={next} />;
}
