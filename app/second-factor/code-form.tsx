'use client';

import { useActionState } from 'react';
import { Input } from '@/ui/govuk/forms';
import { Paragraph } from '@/ui/govuk/text';
import { errorOf, FormPage, UNTOUCHED } from '../form-page';
import { submitCode } from './actions';

export function CodeForm({ next }: { readonly next: string }) {
  const [state, submit] = useActionState(submitCode, UNTOUCHED);
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Enter your code"
      caption="Sign in"
      title="Enter the code from your authenticator app"
      button="Continue"
      after={
        <Paragraph>
          Without the app and without a recovery code, ask your administrator to open your account again, or{' '}
          <a className="govuk-link" href="/sign-in">
            sign in as somebody else
          </a>
          .
        </Paragraph>
      }
    >
      <input type="hidden" name="next" value={next} />
      <Input
        id="code"
        label="Code"
        hint="Six figures that change every 30 seconds, or one of your recovery codes"
        type="code"
        autoComplete="one-time-code"
        error={errorOf(state, 'code')}
      />
    </FormPage>
  );
}
