'use client';

import { useActionState } from 'react';
import { Checkboxes, Input, Textarea, type Choice } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { ConflictPage, type ConflictState } from '../../form-conflict';
import { errorOf } from '../../form-page';
import { submitPlan } from './record-actions';

export function PlanForm({ authority, plan, events, opened }: PlanFormProps) {
  const [state, submit] = useActionState(submitPlan, opened);
  const { values } = state;
  const error = (field: string) => errorOf(state, field);
  return (
    <ConflictPage
      state={state}
      submit={submit}
      name={plan === null ? 'New plan' : 'Change the plan'}
      authority={authority}
      current="plan"
      breadcrumbs={[{ text: 'Plan', href: `/${authority.slug}/plan` }]}
      caption="Improvement plan"
      title={plan === null ? 'Begin an improvement plan' : `Change “${plan.title}”`}
      button={plan === null ? 'Save, and add an objective' : 'Save'}
      hidden={
        <>
          <input type="hidden" name="council" value={authority.slug} />
          <input type="hidden" name="record" value={plan?.id ?? ''} />
        </>
      }
    >
      <Input id="title" label="Title of the plan" value={values['title']} error={error('title')} />
      <Checkboxes
        id="events"
        legend="Inspections and visits it answers"
        hint="A plan can answer several, and can begin before any of them."
        choices={events}
        values={chosen(values['events'])}
        error={error('events')}
      />
      <Textarea
        id="partners"
        label="Partners who share it (optional)"
        hint="One body on each line, for example South Yorkshire Police."
        rows={3}
        value={values['partners']}
        error={error('partners')}
      />
      <Input id="beginsOn" type="date" label="Begins on" value={values['beginsOn']} error={error('beginsOn')} />
      {plan === null ? null : (
        <Input
          id="endedOn"
          type="date"
          label="Ended on (optional)"
          hint="Empty while it is in force."
          value={values['endedOn']}
          error={error('endedOn')}
        />
      )}
    </ConflictPage>
  );
}

function chosen(lines: string | undefined): readonly string[] {
  return (lines ?? '').split('\n');
}

interface PlanFormProps {
  readonly authority: AuthorityLink;
  /** Null for a new one. */
  readonly plan: { readonly id: string; readonly title: string } | null;
  readonly events: readonly Choice[];
  readonly opened: ConflictState;
}
