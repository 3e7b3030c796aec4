'use client';

import { Fragment, useActionState } from 'react';
import { Input, Select, Textarea, type Choice } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { ConflictPage, type ConflictState } from '../../form-conflict';
import { errorOf } from '../../form-page';
import { submitSelfEvaluation } from './actions';

/** A year's self-evaluation to be begun, gone on with, sent or corrected. */
export function SelfEvaluationForm({ authority, year, isBegun, isSent, questions, areas, grades, opened }: SelfEvaluationFormProps) {
  const [state, submit] = useActionState(submitSelfEvaluation, opened);
  const { values } = state;
  const home = `/${authority.slug}/self-evaluation`;
  const reasonProblem = errorOf(state, 'reason');
  return (
    <ConflictPage
      state={state}
      submit={submit}
      name={`Change the self-evaluation of ${year}`}
      authority={authority}
      current="plan"
      breadcrumbs={[
        { text: 'Plan', href: `/${authority.slug}/plan` },
        { text: 'Self-evaluation', href: home },
        ...(isBegun ? [{ text: String(year), href: `${home}/${year}` }] : []),
      ]}
      caption={isSent ? 'It was sent to Ofsted; a correction needs a reason' : 'Until it is sent it is a draft, and members do not see it'}
      title={`${isSent ? 'Correct' : isBegun ? 'Go on with' : 'Begin'} the self-evaluation of ${year}`}
      button="Save"
      hidden={
        <>
          <input type="hidden" name="council" value={authority.slug} />
          <input type="hidden" name="year" value={year} />
        </>
      }
    >
      {questions.map(({ value, text }) => (
        <Textarea
          key={value}
          id={value}
          label={text}
          hint="No child’s name or story belongs here."
          value={values[value]}
          error={errorOf(state, value)}
        />
      ))}
      {areas.map(({ value, text }) => (
        <Fragment key={value}>
          <Select
            id={`grade-${value}`}
            label={`Own grade for ${text.toLowerCase()}`}
            options={grades}
            value={values[`grade-${value}`]}
            error={errorOf(state, `grade-${value}`)}
          />
          <Textarea
            id={`evidence-${value}`}
            label={`What the grade for ${text.toLowerCase()} rests on`}
            value={values[`evidence-${value}`]}
            error={errorOf(state, `evidence-${value}`)}
          />
        </Fragment>
      ))}
      <Input
        id="submittedOn"
        label="Date it was sent to Ofsted"
        hint="Empty while it is a draft. From then on members see it."
        type="date"
        value={values['submittedOn']}
        error={errorOf(state, 'submittedOn')}
      />
      {isSent || reasonProblem !== undefined ? (
        <Input
          id="reason"
          label="Why it is corrected"
          hint="It stays in the history for good. No child’s name belongs here."
          value={values['reason']}
          error={reasonProblem}
        />
      ) : null}
    </ConflictPage>
  );
}

interface SelfEvaluationFormProps {
  readonly authority: AuthorityLink;
  readonly year: number;
  readonly isBegun: boolean;
  readonly isSent: boolean;
  readonly questions: readonly Choice[];
  readonly areas: readonly Choice[];
  /** The scale, and no grade. */
  readonly grades: readonly Choice[];
  readonly opened: ConflictState;
}
