import { Input } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { errorOf, type FormState } from '../../../form-page';
import { memberAddress } from '../member-address';

/** Whose roles a form is about; goes along with it. */
export function WhoseFields({ authority, person }: WhoseForm) {
  return (
    <>
      <input type="hidden" name="council" value={authority.slug} />
      <input type="hidden" name="person" value={person.id} />
    </>
  );
}

export function ReasonField({ state }: { readonly state: FormState }) {
  return (
    <Input
      id="reason"
      label="Why"
      hint="It stays in the history for good. No child’s name belongs here, and nothing about anybody’s health."
      value={state.values['reason']}
      error={errorOf(state, 'reason')}
    />
  );
}

/** What the pages about one person have in common. */
export function frameOf({ authority, person }: WhoseForm) {
  return {
    authority,
    current: 'people',
    breadcrumbs: [
      { text: 'People', href: `/${authority.slug}/people` },
      { text: person.name, href: memberAddress(authority.slug, person.id) },
    ],
    caption: person.name,
  } as const;
}

export interface WhoseForm {
  readonly authority: AuthorityLink;
  readonly person: { readonly id: string; readonly name: string };
}
