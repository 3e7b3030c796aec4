'use client';

import { useActionState } from 'react';
import { Input, Textarea } from '@/ui/govuk/forms';
import { Paragraph } from '@/ui/govuk/text';
import { errorOf } from '../../../../../form-page';
import type { AboutAction, ActionFormState } from '../about-action';
import { submitDueDate } from '../actions';
import { ChangePage } from '../change-page';

export function DueDateForm({ opened, due, moved, ...about }: DueDateFormProps) {
  const [state, submit] = useActionState(submitDueDate, opened);
  return (
    <ChangePage
      {...about}
      state={state}
      submit={submit}
      name={`Move the due date of ${about.action.reference}`}
      title={`Move the due date from ${due}`}
      before={<Paragraph>{`${moved} Every date it was due on stays to be seen, with the reason, also once it is done.`}</Paragraph>}
      button="Move the date"
    >
      <Input id="dueOn" type="date" label="New due date" value={state.values['dueOn']} error={errorOf(state, 'dueOn')} />
      <Textarea
        id="reason"
        label="Why the date moves"
        hint="Members read it, and the public where the plan is published. No child’s name or story belongs here."
        rows={3}
        value={state.values['reason']}
        error={errorOf(state, 'reason')}
      />
    </ChangePage>
  );
}

interface DueDateFormProps extends AboutAction {
  readonly opened: ActionFormState;
  readonly due: string;
  /** How often it moved, in a sentence. */
  readonly moved: string;
}
