'use client';

import { useActionState } from 'react';
import { Checkboxes, Input, type Choice } from '@/ui/govuk/forms';
import { Paragraph } from '@/ui/govuk/text';
import { errorOf, FormPage } from '../../form-page';
import { submitDetails, type DetailsState } from './actions';

export function DetailsForm({ email, choices, opened }: DetailsFormProps) {
  const [state, submit] = useActionState(submitDetails, opened);
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Your details"
      breadcrumbs={[{ text: 'Your account', href: '/me' }]}
      caption="Your account"
      title="Your name, job title and letters"
      button="Save"
      after={<Paragraph>Your email address is {email}. For another one, ask your administrator to invite you with it.</Paragraph>}
    >
      <Input id="name" label="Your name" autoComplete="name" value={state.values['name']} error={errorOf(state, 'name')} />
      <Input
        id="jobTitle"
        label="Job title"
        hint="Members of the council see it in place of your name, for example Head of Safeguarding."
        autoComplete="organization-title"
        value={state.values['jobTitle']}
        error={errorOf(state, 'jobTitle')}
      />
      <Checkboxes
        id="letters"
        legend="Letters by email"
        hint="Those about your password and about getting into your account always come."
        choices={choices}
        values={state.letters}
        error={errorOf(state, 'letters')}
      />
    </FormPage>
  );
}

interface DetailsFormProps {
  readonly email: string;
  /** Letters that one can do without. */
  readonly choices: readonly Choice[];
  readonly opened: DetailsState;
}
