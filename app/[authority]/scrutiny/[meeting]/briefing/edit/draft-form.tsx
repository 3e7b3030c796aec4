'use client';

import { useActionState } from 'react';
import { Input, Select, Textarea } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { NextLinks, Note, Paragraph, Subheading } from '@/ui/govuk/text';
import { ConflictPage, type ConflictState } from '../../../../../form-conflict';
import { errorOf } from '../../../../../form-page';
import { submitDraft } from '../actions';

export function DraftForm({
  authority,
  meeting,
  name,
  rows,
  places,
  proposedHeadline,
  order,
  questions,
  published,
  opened,
}: DraftFormProps) {
  const [state, submit] = useActionState(submitDraft, opened);
  const { values } = state;
  const address = `/${authority.slug}/scrutiny/${meeting}`;
  const options = [
    { value: '', text: 'Left out' },
    ...Array.from({ length: places }, (_, index) => ({ value: String(index + 1), text: `Line ${index + 1}` })),
  ];
  return (
    <ConflictPage
      state={state}
      submit={submit}
      name="Make a briefing"
      authority={authority}
      current="scrutiny"
      breadcrumbs={[
        { text: 'Scrutiny', href: `/${authority.slug}/scrutiny` },
        { text: name, href: address },
      ]}
      caption={`Draft of the briefing for ${name}`}
      title="Choose what the briefing asks"
      button="Save and look at it"
      before={
        <Paragraph>
          Facts are put together by themselves. You settle the headline and the lines of enquiry. Nobody but those who keep scrutiny sees
          the draft.
        </Paragraph>
      }
      after={
        <>
          <Note>
            {questions}{' '}
            <a className="govuk-link" href={`${address}#questions`}>
              Choose them on the meeting’s page
            </a>
            .
          </Note>
          <NextLinks links={[{ text: 'Look at the briefing as it stands', href: `${address}/briefing/preview` }, ...published]} />
        </>
      }
      hidden={
        <>
          <input type="hidden" name="council" value={authority.slug} />
          <input type="hidden" name="meeting" value={meeting} />
          <input type="hidden" name="rows" value={rows.length} />
        </>
      }
    >
      <Input
        id="asAt"
        label="As at the end of"
        hint="Empty for the moment at which you publish it."
        type="date"
        value={values['asAt']}
        error={errorOf(state, 'asAt')}
      />
      <Input
        id="headline"
        label="Headline"
        hint={`Empty for: ${proposedHeadline}. No child’s name belongs here.`}
        value={values['headline']}
        error={errorOf(state, 'headline')}
      />
      <Subheading level={2}>Lines of enquiry</Subheading>
      <Note>{order} No child’s name belongs in them.</Note>
      {rows.map(({ key, legend, place, evidence, question, link, isOwn, hint }, row) => (
        <fieldset key={`${row} ${key}`} className="govuk-fieldset app-line">
          <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
          {hint === null ? null : <Note>{hint}</Note>}
          <input type="hidden" name={`key-${row}`} value={key} />
          <Select
            id={`place-${row}`}
            label="Place in the briefing"
            options={options}
            value={values[`place-${row}`] ?? place}
            error={errorOf(state, `place-${row}`)}
          />
          <Textarea
            id={`evidence-${row}`}
            label="Evidence"
            rows={3}
            value={values[`evidence-${row}`] ?? evidence}
            error={errorOf(state, `evidence-${row}`)}
          />
          <Textarea
            id={`question-${row}`}
            label="Question"
            rows={2}
            value={values[`question-${row}`] ?? question}
            error={errorOf(state, `question-${row}`)}
          />
          {isOwn ? (
            <Input
              id={`link-${row}`}
              label="Where the evidence is"
              hint="A web address, or a page of this service. It may stay empty."
              value={values[`link-${row}`] ?? link}
              error={errorOf(state, `link-${row}`)}
            />
          ) : null}
        </fieldset>
      ))}
    </ConflictPage>
  );
}

export interface DraftRow {
  /** Of the line that is proposed; empty for one of the officer's own. */
  readonly key: string;
  readonly legend: string;
  readonly place: string;
  readonly evidence: string;
  readonly question: string;
  readonly link: string;
  readonly isOwn: boolean;
  readonly hint: string | null;
}

interface DraftFormProps {
  readonly authority: AuthorityLink;
  readonly meeting: string;
  readonly name: string;
  readonly rows: readonly DraftRow[];
  readonly places: number;
  readonly proposedHeadline: string;
  readonly order: string;
  readonly questions: string;
  readonly published: readonly { readonly text: string; readonly href: string }[];
  readonly opened: ConflictState;
}
