'use client';

import { useActionState, type ReactNode } from 'react';
import { Checkboxes, Input, Select, Textarea, type Choice } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { Bullets, Paragraph } from '@/ui/govuk/text';
import { FormPage } from '../../../form-page';
import { submitBulk, type BulkState } from './actions';

/** The actions to choose, and what they get. */
export function BulkForm({ authority, planId, seen, caption, title, above, actions, owners, posts, opened }: BulkFormProps) {
  const [state, submit] = useActionState(submitBulk, opened);
  const { values, since } = state;
  const error = (field: string) => state.problems.find((problem) => problem.field === field)?.message;
  return (
    <FormPage
      state={{ problems: state.problems, values: {} }}
      submit={submit}
      name="Change many actions"
      authority={authority}
      current="plan"
      breadcrumbs={[{ text: 'Plan', href: `/${authority.slug}/plan` }]}
      caption={caption}
      title={title}
      above={above}
      before={
        since.length === 0 ? null : (
          <>
            <Paragraph>Meanwhile:</Paragraph>
            <Bullets items={since} />
          </>
        )
      }
      button="Change them"
    >
      <input type="hidden" name="council" value={authority.slug} />
      <input type="hidden" name="plan" value={planId} />
      <input type="hidden" name="seen" value={seen} />
      <Checkboxes
        id="actions"
        legend="Which actions?"
        choices={actions.map(({ id, version, words }) => ({ value: `${id} ${version}`, text: words }))}
        values={actions.filter(({ id }) => state.chosen.includes(id)).map(({ id, version }) => `${id} ${version}`)}
        error={error('actions')}
      />
      <Input
        id="dueOn"
        type="date"
        label="New due date"
        hint="Empty: each keeps its own. Every date an action was due on stays to be seen."
        value={values.dueOn}
        error={error('dueOn')}
      />
      <Select
        id="owner"
        label="New owner with an account"
        hint="Whoever is chosen can report on them here."
        options={owners}
        value={values.owner}
        error={error('owner')}
      />
      <Input
        id="ownerTitle"
        label="New owner’s post"
        hint="What everybody else is shown, never a name. Empty: the job title of the account; without one, each keeps its owner."
        value={values.ownerTitle}
        suggestions={posts}
        error={error('ownerTitle')}
      />
      <Input
        id="partner"
        label="Partner body of the new owner (optional)"
        hint="Where the owner is not the council’s own, for example South Yorkshire Police."
        value={values.partner}
        error={error('partner')}
      />
      <Textarea
        id="reason"
        label="Why"
        hint="It stands in the history of each action and with each date that moves. No child’s name or story belongs here."
        rows={3}
        value={values.reason}
        error={error('reason')}
      />
    </FormPage>
  );
}

interface BulkFormProps {
  readonly authority: AuthorityLink;
  readonly planId: string;
  /** When the page was made. */
  readonly seen: string;
  readonly caption: string;
  readonly title: string;
  readonly above: ReactNode;
  readonly actions: readonly { readonly id: string; readonly version: number; readonly words: string }[];
  readonly owners: readonly Choice[];
  readonly posts: readonly string[];
  readonly opened: BulkState;
}
