import { currentRequest, currentVisit } from '@/operations/access';
import { viewLink } from '@/operations/identity';
import { firstOf } from '../../form-answers';
import { UsedUpLink } from '../../used-up-link';
import { NewPasswordForm } from './new-password-form';

/** Where the link of a forgotten password leads, and that of an account opened again. */
export default async function NewPasswordPage({ searchParams }: { readonly searchParams: Promise<{ token?: string | string[] }> }) {
  const { actor } = await currentRequest();
  const token = firstOf((await searchParams).token);
  const link = await viewLink(actor, token, await currentVisit());
  if (link === null || link.council !== null || link.email === null) {
    return <UsedUpLink what="new password" next="Ask for another on the sign-in page." />;
  }
  return <NewPasswordForm token={token} email={link.email} />;
}
