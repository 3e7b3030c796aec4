'use client';

import { useActionState } from 'react';
import { Input } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { Paragraph } from '@/ui/govuk/text';
import { errorOf, FormPage, UNTOUCHED } from '../form-page';
import { submitSignIn } from './actions';

export function SignInForm({ council, next }: { readonly council: AuthorityLink | null; readonly next: string }) {
  const [state, submit] = useActionState(submitSignIn, UNTOUCHED);
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Sign in"
      title="Sign in"
      {...(council === null ? {} : { authority: council })}
      before={<Paragraph>For council officers, partners who own actions, and scrutiny members.</Paragraph>}
      button="Sign in"
      after={
        <>
          <Paragraph>
            <a className="govuk-link" href="/password/forgotten">
              Choose a new password
            </a>
          </Paragraph>
          {council === null ? null : (
            <Paragraph>
              Published inspections and grades are open to everyone:{' '}
              <a className="govuk-link" href={`/${council.slug}/ratings`}>
                see {council.name}’s ratings
              </a>
              .
            </Paragraph>
          )}
        </>
      }
    >
      <input type="hidden" name="next" value={next} />
      <Input
        id="email"
        label="Email address"
        type="email"
        autoComplete="username"
        value={state.values['email']}
        error={errorOf(state, 'email')}
      />
      <Input id="password" label="Password" type="password" autoComplete="current-password" error={errorOf(state, 'password')} />
    </FormPage>
  );
}
