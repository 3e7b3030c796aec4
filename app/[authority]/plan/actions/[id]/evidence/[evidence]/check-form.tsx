'use client';

import { useActionState, type ReactNode } from 'react';
import { Radios, Textarea } from '@/ui/govuk/forms';
import { errorOf } from '../../../../../../form-page';
import type { AboutAction, ActionFormState } from '../../about-action';
import { submitCheck } from '../../actions';
import { ChangePage } from '../../change-page';

/** For somebody other than the giver. What was accepted can still be returned. */
export function CheckForm({ opened, evidence, isAccepted, children, ...about }: CheckFormProps) {
  const [state, submit] = useActionState(submitCheck, opened);
  const { values } = state;
  return (
    <ChangePage
      {...about}
      evidence={evidence.id}
      state={state}
      submit={submit}
      name={`Check evidence for ${about.action.reference}`}
      title={isAccepted ? `“${evidence.title}” is accepted` : `Check “${evidence.title}”`}
      before={children}
      button={isAccepted ? 'Return it after all' : 'Save'}
      quiet={isAccepted}
    >
      {isAccepted ? (
        <input type="hidden" name="verdict" value="returned" />
      ) : (
        <Radios
          id="verdict"
          legend="Does it show what it says?"
          choices={[
            { value: 'accepted', text: 'Accept it' },
            { value: 'returned', text: 'Return it, with a reason' },
          ]}
          value={values['verdict']}
          error={errorOf(state, 'verdict')}
        />
      )}
      <Textarea
        id="why"
        label={isAccepted ? 'Why it is returned after all, and what would do' : 'Why, and what would do (needed to return it)'}
        hint="Members read it. No child’s name or story belongs here."
        rows={3}
        value={values['why']}
        error={errorOf(state, 'why')}
      />
    </ChangePage>
  );
}

interface CheckFormProps extends AboutAction {
  readonly opened: ActionFormState;
  readonly evidence: { readonly id: string; readonly title: string };
  readonly isAccepted: boolean;
  /** What was given. */
  readonly children: ReactNode;
}
