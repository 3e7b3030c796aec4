'use client';

import { useActionState } from 'react';
import { Input } from '@/ui/govuk/forms';
import { Paragraph } from '@/ui/govuk/text';
import { errorOf, FormPage, UNTOUCHED } from '../../form-page';
import { submitForgotten } from './actions';

export function ForgottenForm() {
  const [state, submit] = useActionState(submitForgotten, UNTOUCHED);
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Choose a new password"
      caption="Sign in"
      title="Choose a new password"
      before={<Paragraph>We send a link to your email address. It works once, for an hour.</Paragraph>}
      button="Send the link"
    >
      <Input
        id="email"
        label="Email address"
        type="email"
        autoComplete="username"
        value={state.values['email']}
        error={errorOf(state, 'email')}
      />
    </FormPage>
  );
}
