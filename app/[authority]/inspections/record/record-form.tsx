'use client';

import { useActionState } from 'react';
import type { DraftField } from '@/domain/findings';
import type { AuthorityLink } from '@/ui/govuk/site';
import { Paragraph } from '@/ui/govuk/text';
import { FormPage, type FormState } from '../../../form-page';
import { submitNewDraft } from '../actions';
import { DraftFields } from '../draft-form';

export function RecordForm({ authority, fields, opened }: RecordFormProps) {
  const [state, submit] = useActionState(submitNewDraft, opened);
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Record an inspection or a visit"
      authority={authority}
      current="inspections"
      breadcrumbs={[{ text: 'Inspections', href: `/${authority.slug}/inspections` }]}
      caption="Inspections and visits"
      title="Record an inspection or a visit"
      before={
        <Paragraph>
          It begins as a draft that only managers and executive readers see. You can leave gaps, go on another day, and publish it when the
          report is out.
        </Paragraph>
      }
      button="Begin the draft"
    >
      <input type="hidden" name="council" value={authority.slug} />
      <DraftFields fields={fields} state={state} />
    </FormPage>
  );
}

interface RecordFormProps {
  readonly authority: AuthorityLink;
  readonly fields: readonly DraftField[];
  readonly opened: FormState;
}
