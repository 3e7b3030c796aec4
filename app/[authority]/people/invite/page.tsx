import { currentRequest, currentVisit } from '@/operations/access';
import { viewPeople } from '@/operations/people';
import { linkOf } from '@/ui/govuk/site';
import { permitted } from '../../../permitted';
import { ROLE_CHOICES } from '../role-words';
import { InviteForm } from './invite-form';

export const dynamic = 'force-dynamic';

export default async function InvitePage({ params }: { readonly params: Promise<{ authority: string }> }) {
  const { actor } = await currentRequest();
  const { authority: slug } = await params;
  const { at } = await currentVisit();
  const { authority } = await permitted(actor, `/${slug}/people/invite`, viewPeople(actor, slug, { page: 1, at }));
  return <InviteForm choices={ROLE_CHOICES} authority={linkOf(authority)} />;
}
