'use client';

import { useActionState } from 'react';
import { Input, Textarea } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { ConflictPage, type ConflictState } from '../../form-conflict';
import { errorOf } from '../../form-page';
import { submitObjective } from './record-actions';

export function ObjectiveForm({ authority, plan, objective, opened }: ObjectiveFormProps) {
  const [state, submit] = useActionState(submitObjective, opened);
  return (
    <ConflictPage
      state={state}
      submit={submit}
      name={objective === null ? 'New objective' : `Change objective ${objective.number}`}
      authority={authority}
      current="plan"
      breadcrumbs={[{ text: 'Plan', href: `/${authority.slug}/plan?plan=${plan.id}` }]}
      caption={objective === null ? plan.title : `Objective ${objective.number} of ${plan.title}`}
      title={objective === null ? 'Add an objective' : `Change “${objective.title}”`}
      button={objective === null ? 'Save, and add an action' : 'Save'}
      hidden={
        <>
          <input type="hidden" name="council" value={authority.slug} />
          <input type="hidden" name="plan" value={plan.id} />
          <input type="hidden" name="record" value={objective?.id ?? ''} />
        </>
      }
    >
      <Input
        id="title"
        label="Objective"
        hint="In a line, for example Partners do more, and refer better."
        value={state.values['title']}
        error={errorOf(state, 'title')}
      />
      <Textarea
        id="outcome"
        label="What will be different for children (optional)"
        hint="In plain words. No child’s name or story belongs here."
        rows={3}
        value={state.values['outcome']}
        error={errorOf(state, 'outcome')}
      />
    </ConflictPage>
  );
}

interface ObjectiveFormProps {
  readonly authority: AuthorityLink;
  readonly plan: { readonly id: string; readonly title: string };
  /** Null for a new one. */
  readonly objective: { readonly id: string; readonly number: number; readonly title: string } | null;
  readonly opened: ConflictState;
}
