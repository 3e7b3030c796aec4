'use client';

import { useActionState } from 'react';
import { Input, Textarea } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { ConflictPage, type ConflictState } from '../../form-conflict';
import { errorOf } from '../../form-page';
import { submitCommittee } from './actions';

/** A committee to be added or changed. */
export function CommitteeForm({ authority, committee, opened }: CommitteeFormProps) {
  const [state, submit] = useActionState(submitCommittee, opened);
  const { values } = state;
  return (
    <ConflictPage
      state={state}
      submit={submit}
      name={committee === null ? 'Add a committee' : 'Change a committee'}
      authority={authority}
      current="scrutiny"
      breadcrumbs={[{ text: 'Scrutiny', href: `/${authority.slug}/scrutiny` }]}
      caption="Scrutiny committee"
      title={committee === null ? 'Add a scrutiny committee' : `Change “${committee.name}”`}
      button="Save"
      hidden={
        <>
          <input type="hidden" name="council" value={authority.slug} />
          <input type="hidden" name="record" value={committee?.key ?? ''} />
        </>
      }
    >
      <Input
        id="name"
        label="Name of the committee"
        hint="The addresses of its meetings are made of it once, and stay."
        value={values['name']}
        error={errorOf(state, 'name')}
      />
      <Textarea
        id="remit"
        label="What it looks at (optional)"
        hint="Everybody reads it. No child’s name belongs here."
        rows={3}
        value={values['remit']}
        error={errorOf(state, 'remit')}
      />
      <Input id="link" label="Its page on the council’s site (optional)" value={values['link']} error={errorOf(state, 'link')} />
      {committee === null ? null : (
        <Input
          id="endedOn"
          label="Ended on (optional)"
          hint="From then on no meeting of it can be called."
          type="date"
          value={values['endedOn']}
          error={errorOf(state, 'endedOn')}
        />
      )}
    </ConflictPage>
  );
}

interface CommitteeFormProps {
  readonly authority: AuthorityLink;
  /** Null for a new one. */
  readonly committee: { readonly key: string; readonly name: string } | null;
  readonly opened: ConflictState;
}
