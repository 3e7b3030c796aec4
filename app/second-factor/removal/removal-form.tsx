'use client';

import { useActionState } from 'react';
import { Input } from '@/ui/govuk/forms';
import { Paragraph } from '@/ui/govuk/text';
import { errorOf, FormPage, UNTOUCHED } from '../../form-page';
import { submitRemoval } from './actions';

export function RemovalForm() {
  const [state, submit] = useActionState(submitRemoval, UNTOUCHED);
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Remove the authenticator app"
      breadcrumbs={[{ text: 'Your account', href: '/me' }]}
      caption="Your account"
      title="Remove the authenticator app, or change to another"
      before={
        <Paragraph>
          Its codes and your recovery codes stop working, and your password alone signs you in. The next page is where you set up another
          app; where your council asks for one, you see no more than the public does until then.
        </Paragraph>
      }
      button="Remove the app"
    >
      <Input id="password" label="Your password" type="password" autoComplete="current-password" error={errorOf(state, 'password')} />
    </FormPage>
  );
}
