'use client';

import { useActionState } from 'react';
import { Button } from '@/ui/govuk/forms';
import { UNTOUCHED } from '../../form-page';
import { submitLoad } from './actions';

/** The button that loads what was checked. */
export function LoadForm({ upload }: { readonly upload: string }) {
  const [state, submit] = useActionState(submitLoad, UNTOUCHED);
  return (
    <form action={submit} noValidate>
      <input type="hidden" name="upload" value={upload} />
      {state.problems.map(({ message }) => (
        <p key={message} className="govuk-error-message" role="alert">
          {message}
        </p>
      ))}
      <Button>Load these figures</Button>
    </form>
  );
}
