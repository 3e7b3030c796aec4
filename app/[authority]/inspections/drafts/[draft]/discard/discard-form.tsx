'use client';

import { useActionState } from 'react';
import { Input } from '@/ui/govuk/forms';
import { Paragraph } from '@/ui/govuk/text';
import { errorOf, FormPage, UNTOUCHED } from '../../../../../form-page';
import { submitDiscard } from '../../../actions';
import { frameOfDraft, WhichDraft, type DraftLink } from '../../../draft-form';

export function DiscardForm({ version, ...link }: DraftLink & { readonly version: number }) {
  const [state, submit] = useActionState(submitDiscard, UNTOUCHED);
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Throw a draft away"
      {...frameOfDraft(link)}
      title="Throw this draft away"
      before={<Paragraph>What is published stays as it is. The draft stays in the history, for those who may read drafts.</Paragraph>}
      button="Throw it away"
    >
      <WhichDraft {...link} version={version} />
      <Input
        id="reason"
        label="Why it is not needed"
        hint="It stays in the history. No child’s name belongs here."
        value={state.values['reason']}
        error={errorOf(state, 'reason')}
      />
    </FormPage>
  );
}
