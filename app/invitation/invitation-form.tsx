'use client';

import { useActionState } from 'react';
import type { CouncilAccount } from '@/operations/identity';
import { Input } from '@/ui/govuk/forms';
import { Paragraph, Subheading } from '@/ui/govuk/text';
import { CouncilAccountLinks } from '../council-account-links';
import { errorOf, FormPage, UNTOUCHED } from '../form-page';
import { submitInvitation } from './actions';

export function InvitationForm({ token, council, roles, email, isSignedIn, accounts }: InvitationFormProps) {
  const [state, submit] = useActionState(submitInvitation, UNTOUCHED);
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Accept your invitation"
      caption="Invitation"
      title={`Join ${council} as ${roles}`}
      before={
        isSignedIn ? (
          <Paragraph>You are signed in already: the role is added to your account.</Paragraph>
        ) : (
          <>
            <Paragraph>
              {email === null
                ? 'You are the first person here, and will look after people and settings. Choose how you sign in.'
                : `You will sign in as ${email}. If you have an account already, sign in with it first, then open the link again.`}
            </Paragraph>
            {accounts.length === 0 ? null : (
              <>
                <CouncilAccountLinks accounts={accounts} verb="Accept" wanted={{ invitation: token }} />
                <Subheading level={2}>Or choose a password</Subheading>
              </>
            )}
          </>
        )
      }
      quiet={accounts.length > 0 && !isSignedIn}
      button="Accept the invitation"
    >
      <input type="hidden" name="token" value={token} />
      {isSignedIn ? null : (
        <>
          <Input id="name" label="Your name" autoComplete="name" value={state.values['name']} error={errorOf(state, 'name')} />
          {email === null ? (
            <Input
              id="email"
              label="Email address"
              type="email"
              autoComplete="username"
              value={state.values['email']}
              error={errorOf(state, 'email')}
            />
          ) : (
            // For the password manager, which keeps it with the password.
            <input type="hidden" name="username" autoComplete="username" value={email} />
          )}
          <Input
            id="password"
            label="Choose a password"
            hint="12 characters or more. Three random words are easy to remember and hard to guess; pasting is fine"
            type="password"
            autoComplete="new-password"
            error={errorOf(state, 'password')}
          />
        </>
      )}
    </FormPage>
  );
}

interface InvitationFormProps {
  readonly token: string;
  readonly council: string;
  readonly roles: string;
  readonly email: string | null;
  readonly isSignedIn: boolean;
  readonly accounts: readonly CouncilAccount[];
}
