'use client';

import { useActionState } from 'react';
import { Bullets, Paragraph } from '@/ui/govuk/text';
import type { AboutAction, ActionFormState } from '../about-action';
import { submitClosing } from '../actions';
import { ChangePage } from '../change-page';

export function CloseForm({ opened, why, evidence, ...about }: CloseFormProps) {
  const [state, submit] = useActionState(submitClosing, opened);
  return (
    <ChangePage
      {...about}
      state={state}
      submit={submit}
      name={`Close ${about.action.reference}`}
      title="Close this action as done"
      before={
        <>
          <Paragraph>{why}</Paragraph>
          <Bullets items={evidence} />
          <Paragraph>You close it as the second person: somebody else reported it finished and gave the evidence.</Paragraph>
        </>
      }
      button="Close it as done"
    >
      {null}
    </ChangePage>
  );
}

interface CloseFormProps extends AboutAction {
  readonly opened: ActionFormState;
  /** How it stands, in a sentence. */
  readonly why: string;
  /** Each piece with what became of it. */
  readonly evidence: readonly string[];
}
