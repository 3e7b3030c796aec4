'use client';

import { useActionState } from 'react';
import { Input, type Choice } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { Paragraph } from '@/ui/govuk/text';
import { errorOf, FormPage, UNTOUCHED } from '../../../form-page';
import { submitInvitationOf, type SendingState } from '../actions';
import { RoleChoices } from '../role-choices';
import { SentLink } from '../sent-link';

const BEGINNING: SendingState = UNTOUCHED;

export function InviteForm({ authority, choices }: { readonly authority: AuthorityLink; readonly choices: readonly Choice[] }) {
  const [state, submit] = useActionState(submitInvitationOf, BEGINNING);
  if (state.sent !== undefined) {
    return (
      <SentLink
        authority={authority}
        name="Invite somebody"
        {...state.sent}
        next={{ text: 'Invite somebody else', href: `/${authority.slug}/people/invite` }}
      />
    );
  }
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Invite somebody"
      authority={authority}
      current="people"
      breadcrumbs={[{ text: 'People', href: `/${authority.slug}/people` }]}
      caption="People of the council"
      title="Invite somebody"
      before={
        <Paragraph>
          They get a link that works once, for a week. Whoever has an account here already signs in first and gets the roles added.
        </Paragraph>
      }
      button="Send the invitation"
    >
      <input type="hidden" name="council" value={authority.slug} />
      <Input id="email" label="Email address" type="email" value={state.values['email']} error={errorOf(state, 'email')} />
      <RoleChoices choices={choices} chosen={(state.values['roles'] ?? '').split(',')} error={errorOf(state, 'roles')} />
    </FormPage>
  );
}
