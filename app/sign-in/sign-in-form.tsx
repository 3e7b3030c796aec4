'use client';

import { useActionState } from 'react';
import type { DemonstrationEntry } from '@/operations/demonstration';
import type { CouncilAccount } from '@/operations/identity';
import { Input } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { Paragraph, Subheading } from '@/ui/govuk/text';
import { CouncilAccountLinks } from '../council-account-links';
import { errorOf, FormPage, UNTOUCHED } from '../form-page';
import { submitSignIn } from './actions';
import { DemonstrationForm } from './demonstration-form';

export function SignInForm({ council, next, demonstration, accounts, problem }: SignInFormProps) {
  const [state, submit] = useActionState(submitSignIn, problem === null ? UNTOUCHED : { problems: [{ message: problem }], values: {} });
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Sign in"
      title="Sign in"
      {...(council === null ? {} : { authority: council })}
      before={
        <>
          {demonstration.length === 0 ? null : <DemonstrationForm entries={demonstration} next={next} />}
          <Paragraph>For council officers, partners who own actions, and scrutiny members.</Paragraph>
          {accounts.length === 0 ? null : (
            <>
              <CouncilAccountLinks accounts={accounts} verb="Continue" wanted={{ next }} />
              <Subheading level={2}>Or use your email address</Subheading>
            </>
          )}
        </>
      }
      quiet={accounts.length > 0}
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

interface SignInFormProps {
  /** The council whose installation it is. */
  readonly council: AuthorityLink | null;
  readonly next: string;
  /** Whom the visitor may be without a password; nobody, in a real installation. */
  readonly demonstration: readonly DemonstrationEntry[];
  readonly accounts: readonly CouncilAccount[];
  /** What became of a council account a moment ago. */
  readonly problem: string | null;
}
