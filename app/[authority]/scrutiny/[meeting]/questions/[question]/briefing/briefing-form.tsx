'use client';

import { useActionState } from 'react';
import { Radios } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { FormPage, UNTOUCHED } from '../../../../../../form-page';
import { submitChoice } from '../../../../actions';

/** Whether a question and its answer become part of the meeting's briefing. */
export function BriefingForm({ authority, meeting, question }: BriefingFormProps) {
  const [state, submit] = useActionState(submitChoice, UNTOUCHED);
  const joins = question.joins ? 'yes' : 'no';
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Question in the briefing"
      authority={authority}
      current="scrutiny"
      breadcrumbs={[
        { text: 'Scrutiny', href: `/${authority.slug}/scrutiny` },
        { text: meeting.name, href: `/${authority.slug}/scrutiny/${meeting.key}` },
      ]}
      caption={`Question before the meeting of ${meeting.name}`}
      title="Does it join the briefing?"
      before={<p className="app-p app-written">{question.text}</p>}
      button="Save"
    >
      <input type="hidden" name="council" value={authority.slug} />
      <input type="hidden" name="meeting" value={meeting.key} />
      <input type="hidden" name="record" value={question.id} />
      <input type="hidden" name="version" value={question.version} />
      <Radios
        id="joins"
        legend="Question and answer"
        hint="A briefing that is published stays as it is; what you choose here is for the next one."
        choices={[
          { value: 'yes', text: 'Join the briefing' },
          { value: 'no', text: 'Stay out of it' },
        ]}
        value={state.values['joins'] ?? joins}
      />
    </FormPage>
  );
}

interface BriefingFormProps {
  readonly authority: AuthorityLink;
  readonly meeting: { readonly key: string; readonly name: string };
  readonly question: { readonly id: string; readonly text: string; readonly version: number; readonly joins: boolean };
}
