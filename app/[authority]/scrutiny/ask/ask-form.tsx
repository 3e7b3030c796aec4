'use client';

import { useActionState } from 'react';
import { Select, Textarea, type Choice } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { Note } from '@/ui/govuk/text';
import { errorOf, FormPage, UNTOUCHED } from '../../../form-page';
import { submitQuestion } from '../actions';

export function AskForm({ authority, subject, meetings, text }: AskFormProps) {
  const [state, submit] = useActionState(submitQuestion, UNTOUCHED);
  const { values } = state;
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Ask a question"
      authority={authority}
      current="scrutiny"
      breadcrumbs={[
        { text: 'Scrutiny', href: `/${authority.slug}/scrutiny` },
        { text: subject.title, href: subject.href },
      ]}
      caption={`${subject.words}: ${subject.title}`}
      title="Ask a question before the meeting"
      button="Send the question"
      after={
        <Note>
          Whoever reads the plan can read your question, and a manager answers it in writing. It cannot be changed once it is sent. The
          scrutiny officer chooses whether question and answer join the briefing.
        </Note>
      }
    >
      <input type="hidden" name="council" value={authority.slug} />
      <input type="hidden" name="kind" value={subject.kind} />
      <input type="hidden" name="id" value={subject.id} />
      <Select
        id="meeting"
        label="Before which meeting"
        value={values['meeting'] ?? meetings[0]?.value}
        options={meetings}
        error={errorOf(state, 'meeting')}
      />
      <Textarea
        id="text"
        label="What do you want to know?"
        hint="No child’s name or story belongs here."
        value={values['text'] ?? text}
        error={errorOf(state, 'text')}
      />
    </FormPage>
  );
}

interface AskFormProps {
  readonly authority: AuthorityLink;
  readonly subject: { readonly kind: string; readonly words: string; readonly id: string; readonly title: string; readonly href: string };
  /** Earliest first. */
  readonly meetings: readonly Choice[];
  /** What the field begins with. */
  readonly text: string;
}
