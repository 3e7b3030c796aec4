'use client';

import { useActionState } from 'react';
import { Textarea } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { ConflictPage, type ConflictState } from '../../../../../../form-conflict';
import { errorOf } from '../../../../../../form-page';
import { submitAnswer } from '../../../../actions';

export function AnswerForm({ authority, meeting, question, opened }: AnswerFormProps) {
  const [state, submit] = useActionState(submitAnswer, opened);
  return (
    <ConflictPage
      state={state}
      submit={submit}
      name="Answer a question"
      authority={authority}
      current="scrutiny"
      breadcrumbs={[
        { text: 'Scrutiny', href: `/${authority.slug}/scrutiny` },
        { text: meeting.name, href: `/${authority.slug}/scrutiny/${meeting.key}` },
      ]}
      caption={`Question about “${question.about}”`}
      title="Answer a question before the meeting"
      before={<p className="app-p app-written">{question.text}</p>}
      button="Save the answer"
      hidden={
        <>
          <input type="hidden" name="council" value={authority.slug} />
          <input type="hidden" name="meeting" value={meeting.key} />
          <input type="hidden" name="record" value={question.id} />
        </>
      }
    >
      <Textarea
        id="answer"
        label="Answer"
        hint="Members read it under your post, and everybody if it joins a published briefing. No child’s name or story belongs here."
        value={state.values['answer']}
        error={errorOf(state, 'answer')}
      />
    </ConflictPage>
  );
}

interface AnswerFormProps {
  readonly authority: AuthorityLink;
  readonly meeting: { readonly key: string; readonly name: string };
  readonly question: { readonly id: string; readonly text: string; readonly about: string };
  readonly opened: ConflictState;
}
