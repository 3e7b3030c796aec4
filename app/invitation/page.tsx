import { ROLES } from '@/domain/access';
import { listInWords } from '@/domain/shared';
import { currentRequest, currentVisit } from '@/operations/access';
import { listCouncilAccounts, viewLink } from '@/operations/identity';
import { councilName } from '@/ui/govuk/site';
import { firstOf } from '../form-answers';
import { UsedUpLink } from '../used-up-link';
import { InvitationForm } from './invitation-form';

/** Where the link of an invitation leads. Looking uses nothing up: mail programs open links before people do. */
export default async function InvitationPage({ searchParams }: { readonly searchParams: Promise<{ token?: string | string[] }> }) {
  const { actor } = await currentRequest();
  const token = firstOf((await searchParams).token);
  const link = await viewLink(actor, token, await currentVisit());
  if (link === null || link.council === null) return <UsedUpLink what="invitation" next="Ask your administrator to invite you again." />;
  return (
    <InvitationForm
      token={token}
      council={councilName(link.council.name)}
      roles={listInWords(link.roles.map((role) => ROLES[role].words.toLowerCase()))}
      email={link.email}
      isSignedIn={actor.kind === 'person'}
      accounts={link.email === null ? [] : listCouncilAccounts(actor, link.council.slug)}
    />
  );
}
