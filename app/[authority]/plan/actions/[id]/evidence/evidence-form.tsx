'use client';

import { useActionState, type ReactNode } from 'react';
import { Input, Select, Textarea, type Choice } from '@/ui/govuk/forms';
import { Paragraph } from '@/ui/govuk/text';
import { errorOf } from '../../../../../form-page';
import type { AboutAction, ActionFormState } from '../about-action';
import { submitEvidence, submitNewEvidence } from '../actions';
import { ChangePage } from '../change-page';

/** To add a piece of evidence, or to give one that was expected, returned or not yet checked. */
export function EvidenceForm({ opened, evidence, kinds, before, ...about }: EvidenceFormProps) {
  const [state, submit] = useActionState(evidence === null ? submitNewEvidence : submitEvidence, opened);
  const { values } = state;
  const error = (field: string) => errorOf(state, field);
  return (
    <ChangePage
      {...about}
      {...(evidence === null ? {} : { evidence: evidence.id })}
      state={state}
      submit={submit}
      name={`Evidence for ${about.action.reference}`}
      title={evidence === null ? 'Add evidence' : `${evidence.isGiven ? 'Correct' : 'Give'} “${evidence.title}”`}
      before={
        <>
          {before}
          <Paragraph>Somebody else will check what it shows. The file stays where it is kept: only its address is written here.</Paragraph>
        </>
      }
      button={evidence === null ? 'Add it' : evidence.isGiven ? 'Save it' : 'Give it'}
    >
      <Input
        id="title"
        label="What the evidence is"
        hint="For example Attendance return, July to September."
        value={values['title']}
        error={error('title')}
      />
      <Select id="kind" label="Kind" options={kinds} value={values['kind']} error={error('kind')} />
      <Textarea
        id="shows"
        label={evidence === null ? 'What it shows (empty while it is only expected)' : 'What it shows'}
        hint="In a sentence or two, with figures. No child’s name or story belongs here."
        rows={3}
        value={values['shows']}
        error={error('shows')}
      />
      <Input
        id="datedOn"
        type="date"
        label="Its date (optional)"
        hint="When what it shows was so."
        value={values['datedOn']}
        error={error('datedOn')}
      />
      <Input
        id="link"
        label="Where it is kept (optional)"
        hint="The address of the file or page, beginning with https://"
        value={values['link']}
        error={error('link')}
      />
    </ChangePage>
  );
}

interface EvidenceFormProps extends AboutAction {
  readonly opened: ActionFormState;
  /** Null for a new piece. */
  readonly evidence: { readonly id: string; readonly title: string; readonly isGiven: boolean } | null;
  readonly kinds: readonly Choice[];
  /** What became of it so far. */
  readonly before?: ReactNode;
}
