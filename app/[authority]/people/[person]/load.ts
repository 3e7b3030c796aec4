import { currentRequest, currentVisit } from '@/operations/access';
import { viewMember, type MemberView } from '@/operations/people';
import { permitted } from '../../../permitted';
import { memberAddress, type MemberAddress } from '../member-address';
import type { WhoseForm } from './member-form';

/** The person a form is about, as the page gives it to the form. */
export async function loadMember(
  { params }: MemberAddress,
  page: string,
): Promise<{ readonly view: MemberView; readonly whose: WhoseForm }> {
  const { actor } = await currentRequest();
  const { authority: slug, person } = await params;
  const { at } = await currentVisit();
  const view = await permitted(actor, memberAddress(slug, person, page), viewMember(actor, slug, person, at));
  const { name, displayName, colour } = view.authority;
  return { view, whose: { authority: { slug, name, displayName, colour }, person: { id: view.member.id, name: view.member.name } } };
}
