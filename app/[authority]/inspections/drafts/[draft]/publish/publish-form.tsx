'use client';

import { useActionState } from 'react';
import { Input } from '@/ui/govuk/forms';
import { Bullets, Paragraph } from '@/ui/govuk/text';
import { errorOf, FormPage } from '../../../../../form-page';
import { submitPublication, type PublicationState } from '../../../actions';
import { frameOfDraft, WhichDraft, type DraftLink } from '../../../draft-form';

export function PublishForm({ corrects, isKnownElsewhere, opened, ...link }: PublishFormProps) {
  const [state, submit] = useActionState(submitPublication, opened);
  const { sentences, needsReason, seen, version } = state;
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Publish"
      {...frameOfDraft(link)}
      title={corrects ? 'This is what would change for everybody' : 'This is what everybody would read'}
      before={
        <>
          {isKnownElsewhere ? (
            <Paragraph>
              Another source has brought the same event in. What is stored stays; gaps are filled, and what you say differently stands
              beside it.
            </Paragraph>
          ) : null}
          <Bullets items={sentences} />
        </>
      }
      button="Publish"
    >
      <WhichDraft {...link} version={version} />
      <input type="hidden" name="seen" value={seen} />
      {needsReason ? (
        <Input
          id="reason"
          label="Why what is published changes"
          hint="Everybody who reads the history reads it. No child’s name belongs here."
          value={state.values['reason']}
          error={errorOf(state, 'reason')}
        />
      ) : null}
    </FormPage>
  );
}

interface PublishFormProps extends DraftLink {
  /** The event is published already. */
  readonly corrects: boolean;
  readonly isKnownElsewhere: boolean;
  readonly opened: PublicationState;
}
