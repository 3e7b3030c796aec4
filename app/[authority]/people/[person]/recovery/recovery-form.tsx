'use client';

import { useActionState } from 'react';
import { Paragraph } from '@/ui/govuk/text';
import { FormPage, UNTOUCHED } from '../../../../form-page';
import { submitRecovery, type SendingState } from '../../actions';
import { memberAddress } from '../../member-address';
import { SentLink } from '../../sent-link';
import { frameOf, WhoseFields, type WhoseForm } from '../member-form';

const BEGINNING: SendingState = UNTOUCHED;

export function RecoveryForm(whose: WhoseForm) {
  const [state, submit] = useActionState(submitRecovery, BEGINNING);
  const { authority, person } = whose;
  if (state.sent !== undefined) {
    return (
      <SentLink
        authority={authority}
        name="Open the account again"
        {...state.sent}
        next={{ text: person.name, href: memberAddress(authority.slug, person.id) }}
      />
    );
  }
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Open the account again"
      {...frameOf(whose)}
      title={`Open the account of ${person.name} again`}
      before={
        <>
          <Paragraph>
            For somebody who has lost password or second factor. A link is sent to their address; with it they choose a new password, and
            the second factor is taken away until they set one up again.
          </Paragraph>
          <Paragraph>Make sure that it is they who ask: by telephone, or face to face.</Paragraph>
        </>
      }
      button="Send the link"
    >
      <WhoseFields {...whose} />
    </FormPage>
  );
}
