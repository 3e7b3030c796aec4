'use client';

import { useActionState } from 'react';
import { Input } from '@/ui/govuk/forms';
import { Paragraph } from '@/ui/govuk/text';
import { errorOf, FormPage, UNTOUCHED } from '../../../form-page';
import { frameOf, WhichRecord, type AboutIndicator } from './about-indicator';
import { submitRemoval } from './actions';

const KINDS = {
  targets: { name: 'Remove a target', title: 'Remove this target', button: 'Remove the target' },
  notes: { name: 'Remove an explanation', title: 'Remove this explanation', button: 'Remove the explanation' },
} as const;

/** A target or a note to be taken away, with a reason. */
export function RemoveForm({ kind, record, version, says, ...about }: RemoveFormProps) {
  const [state, submit] = useActionState(submitRemoval, UNTOUCHED);
  const { name, title, button } = KINDS[kind];
  return (
    <FormPage
      {...frameOf(about)}
      state={state}
      submit={submit}
      name={name}
      title={title}
      before={
        <>
          {says.map((line) => (
            <Paragraph key={line}>{line}</Paragraph>
          ))}
          <Paragraph>That it was there, and why it is not any more, stays in the history.</Paragraph>
        </>
      }
      button={button}
    >
      <WhichRecord {...about} record={record} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="version" value={version} />
      <Input
        id="reason"
        label="Why it is removed"
        hint="It stays in the history for good. No child’s name belongs here."
        value={state.values['reason']}
        error={errorOf(state, 'reason')}
      />
    </FormPage>
  );
}

interface RemoveFormProps extends AboutIndicator {
  readonly kind: keyof typeof KINDS;
  readonly record: string;
  readonly version: number;
  /** What it says, line by line. */
  readonly says: readonly string[];
}
