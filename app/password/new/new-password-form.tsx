'use client';

import { useActionState } from 'react';
import { Input } from '@/ui/govuk/forms';
import { Paragraph } from '@/ui/govuk/text';
import { errorOf, FormPage, UNTOUCHED } from '../../form-page';
import { submitNewPassword } from './actions';

export function NewPasswordForm({ token, email }: { readonly token: string; readonly email: string }) {
  const [state, submit] = useActionState(submitNewPassword, UNTOUCHED);
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Choose a new password"
      caption="Sign in"
      title="Choose a new password"
      before={<Paragraph>For {email}. Wherever you are signed in, you will be signed out.</Paragraph>}
      button="Keep this password"
    >
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <Input
        id="password"
        label="New password"
        hint="12 characters or more. Three random words are easy to remember and hard to guess; pasting is fine"
        type="password"
        autoComplete="new-password"
        error={errorOf(state, 'password')}
      />
    </FormPage>
  );
}
