'use client';

import { useActionState } from 'react';
import { Conflict } from '@/ui/govuk/conflict';
import { Button } from '@/ui/govuk/forms';
import { Paragraph } from '@/ui/govuk/text';
import { FormPage, UNTOUCHED } from '../../../../../form-page';
import { submitFindingRemoval, submitPart, type PartState } from '../../../actions';
import { DraftFields, frameOfDraft, WhichDraft, type DraftLink } from '../../../draft-form';

/** The questions of one part; after a conflict, whose text to keep. */
export function PartForm({ partName, opened, removable, ...link }: PartFormProps) {
  const [state, submit] = useActionState(submitPart, opened);
  const [removal, remove] = useActionState(submitFindingRemoval, UNTOUCHED);
  const { problems, values, version, part, fields, conflict } = state;
  return (
    <FormPage
      state={{ problems: [...problems, ...removal.problems], values }}
      submit={submit}
      name={`${partName}, draft`}
      {...frameOfDraft(link)}
      title={conflict === null ? partName : 'Somebody else has changed the same part'}
      button={conflict === null ? 'Save in the draft' : 'Save what I keep'}
      after={
        removable === null || conflict !== null ? null : (
          <form action={remove}>
            <WhichDraft {...link} version={version} />
            <input type="hidden" name="finding" value={removable} />
            <Button quiet>Take this finding out</Button>
          </form>
        )
      }
    >
      <WhichDraft {...link} version={version} />
      <input type="hidden" name="part" value={part} />
      {conflict === null ? (
        fields.length === 0 ? (
          <Paragraph>Choose the kind of event, its days and its framework first: what is judged follows from them.</Paragraph>
        ) : (
          <DraftFields fields={fields} state={state} />
        )
      ) : (
        <>
          <Conflict {...conflict} problems={problems} />
          <input type="hidden" name="choosing" value="yes" />
          {Object.entries(values).map(([key, value]) => (
            <input key={key} type="hidden" name={key} value={value} />
          ))}
        </>
      )}
    </FormPage>
  );
}

interface PartFormProps extends DraftLink {
  readonly partName: string;
  readonly opened: PartState;
  /** Id of the finding that the form is about. */
  readonly removable: string | null;
}
