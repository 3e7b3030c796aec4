'use client';

import { useActionState } from 'react';
import { Textarea } from '@/ui/govuk/forms';
import { Paragraph } from '@/ui/govuk/text';
import { errorOf } from '../../../../form-page';
import type { AboutAction, ActionFormState } from './about-action';
import { submitReopening, submitStop, submitTakingUp } from './actions';
import { ChangePage } from './change-page';

const DEEDS = {
  stop: {
    submit: submitStop,
    name: 'Stop',
    title: 'Stop this action',
    consequence: 'It stays in the plan with the reason, counts as stopped, and can be taken up again.',
    label: 'Why it is stopped',
    button: 'Stop the action',
  },
  'take-up-again': {
    submit: submitTakingUp,
    name: 'Take up',
    title: 'Take this action up again',
    consequence: 'It stands again as it did before it was stopped, with the due date it had.',
    label: 'Why it is taken up again',
    button: 'Take it up again',
  },
  reopen: {
    submit: submitReopening,
    name: 'Reopen',
    title: 'Reopen this action',
    consequence: 'It is no longer done, and has to be reported finished again before somebody can close it.',
    label: 'Why it is reopened',
    button: 'Reopen the action',
  },
} as const;

/** To stop, take up again or reopen an action: all that is asked for is a reason. */
export function WhyForm({ deed, opened, ...about }: WhyFormProps) {
  const { submit: send, name, title, consequence, label, button } = DEEDS[deed];
  const [state, submit] = useActionState(send, opened);
  return (
    <ChangePage
      {...about}
      state={state}
      submit={submit}
      name={`${name} ${about.action.reference}`}
      title={title}
      before={<Paragraph>{consequence}</Paragraph>}
      button={button}
    >
      <Textarea
        id="reason"
        label={label}
        hint="It stays in the history for good, and members read it. No child’s name or story belongs here."
        rows={3}
        value={state.values['reason']}
        error={errorOf(state, 'reason')}
      />
    </ChangePage>
  );
}

interface WhyFormProps extends AboutAction {
  readonly deed: keyof typeof DEEDS;
  readonly opened: ActionFormState;
}
