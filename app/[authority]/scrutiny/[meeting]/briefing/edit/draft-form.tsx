'use client';

import { useActionState } from 'react';
import { Details } from '@/ui/govuk/details';
import { Input, Select, Textarea } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { NextLinks, Note, Paragraph, Subheading } from '@/ui/govuk/text';
import { ConflictPage, type ConflictState } from '../../../../../form-conflict';
import { errorOf } from '../../../../../form-page';
import { submitDraft } from '../actions';

/** The fields of a line, as the names of its row begin. */
const PARTS = ['place', 'evidence', 'question', 'link'] as const;

export function DraftForm({
  authority,
  meeting,
  name,
  rows,
  others,
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
          The facts are put together for you. You settle the headline and the lines of enquiry. Nobody but those who keep scrutiny sees the
          draft.
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
          <input type="hidden" name="rows" value={rows.length + others.length} />
        </>
      }
    >
      <Input
        id="asAt"
        label="As at the end of"
        hint="Leave it empty for the moment at which you publish it."
        type="date"
        value={values['asAt']}
        error={errorOf(state, 'asAt')}
      />
      <Input
        id="headline"
        label="Headline"
        hint={`Leave it empty for: ${proposedHeadline}. No child’s name belongs here.`}
        value={values['headline']}
        error={errorOf(state, 'headline')}
      />
      <Subheading level={2}>Lines of enquiry</Subheading>
      <Note>{order} No child’s name belongs in them.</Note>
      {rows.map((line, row) => (
        <Line key={`${row} ${line.key}`} line={line} row={row} places={places} state={state} />
      ))}
      {others.length === 0 ? null : (
        <Details
          summary={`${others.length} more that the rules give, left out`}
          open={others.some((_, index) => PARTS.some((part) => errorOf(state, `${part}-${rows.length + index}`) !== undefined))}
        >
          {others.map((line, index) => (
            <Line key={line.key} line={line} row={rows.length + index} places={places} state={state} />
          ))}
        </Details>
      )}
    </ConflictPage>
  );
}

/** What was typed goes before what is saved. */
function Line({
  line: { key, legend, place, evidence, question, link, isOwn, hint },
  row,
  places,
  state,
}: {
  readonly line: DraftRow;
  readonly row: number;
  readonly places: number;
  readonly state: ConflictState;
}) {
  const { values } = state;
  const options = Array.from({ length: places }, (_, index) => ({ value: String(index + 1), text: `Line ${index + 1}` }));
  return (
    <fieldset className="govuk-fieldset app-line">
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
      {hint === null ? null : <Note>{hint}</Note>}
      <input type="hidden" name={`key-${row}`} value={key} />
      <Select
        id={`place-${row}`}
        label="Place in the briefing"
        options={[{ value: '', text: 'Left out' }, ...options]}
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
  /** Those of the briefing, and empty ones. */
  readonly rows: readonly DraftRow[];
  readonly others: readonly DraftRow[];
  readonly places: number;
  readonly proposedHeadline: string;
  readonly order: string;
  readonly questions: string;
  readonly published: readonly { readonly text: string; readonly href: string }[];
  readonly opened: ConflictState;
}
