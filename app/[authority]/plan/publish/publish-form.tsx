'use client';

import { useActionState } from 'react';
import type { PublishedChange } from '@/domain/improvement';
import { counted } from '@/domain/shared';
import { Input } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { Note, Paragraph } from '@/ui/govuk/text';
import { PublishedChanges } from '@/ui/improvement/published-changes';
import { errorOf, FormPage, UNTOUCHED } from '../../../form-page';
import { submitPublication } from './actions';

export function PublishForm({ authority, planId, number, confirms, actions, changes, isPublic }: PublishFormProps) {
  const [state, submit] = useActionState(submitPublication, UNTOUCHED);
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Publish the plan"
      authority={authority}
      current="plan"
      breadcrumbs={[{ text: 'Plan', href: `/${authority.slug}/plan` }]}
      caption={`Version ${number} of the improvement plan`}
      title={titleOf(changes)}
      before={
        <>
          <Paragraph>
            {`Everybody may read the published plan: ${counted(actions, 'action')} with owners’ posts, dates, moves and their reasons, steps, the last update and what became of the evidence. Blockers and confidence are left out. A published version stays as it is; what you change later shows only when you publish again.`}
          </Paragraph>
          {isPublic ? null : (
            <Note>
              The council’s settings do not show the published plan to everybody. Until an administrator switches that on, only those who
              read the plan here can read it.
            </Note>
          )}
          {changes === null || changes.length === 0 ? null : <PublishedChanges changes={changes} />}
        </>
      }
      button="Publish the plan"
    >
      <input type="hidden" name="council" value={authority.slug} />
      <input type="hidden" name="plan" value={planId} />
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="confirms" value={confirms} />
      <Input
        id="note"
        label="What is new, in a sentence (optional)"
        hint="Everybody reads it above the plan. No child’s name or story belongs here."
        value={state.values['note']}
        error={errorOf(state, 'note')}
      />
    </FormPage>
  );
}

function titleOf(changes: readonly PublishedChange[] | null): string {
  if (changes === null) return 'The plan has not been published yet';
  if (changes.length === 0) return 'Nothing is different from what is published';
  return `${counted(changes.length, 'action is', 'actions are')} different from what is published`;
}

interface PublishFormProps {
  readonly authority: AuthorityLink;
  readonly planId: string;
  /** Of the version that would be published. */
  readonly number: number;
  readonly confirms: string;
  /** How many actions the plan has. */
  readonly actions: number;
  readonly changes: readonly PublishedChange[] | null;
  readonly isPublic: boolean;
}
