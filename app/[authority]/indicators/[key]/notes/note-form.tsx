'use client';

import { useActionState } from 'react';
import { Select, Textarea, type Choice } from '@/ui/govuk/forms';
import { ReasonForChange, WhoChangedIt } from '../../../../changing-record';
import { ConflictPage, type ConflictState } from '../../../../form-conflict';
import { errorOf } from '../../../../form-page';
import { frameOf, WhichRecord, type AboutIndicator } from '../about-indicator';
import { submitNote } from '../actions';

/** What explains a point or the whole, to be written or changed. */
export function NoteForm({ record, periods, opened, ...about }: NoteFormProps) {
  const [state, submit] = useActionState(submitNote, opened);
  const { values } = state;
  const error = (field: string) => errorOf(state, field);
  return (
    <ConflictPage
      {...frameOf(about)}
      state={state}
      submit={submit}
      name={record === null ? 'Explain a figure' : 'Change an explanation'}
      title={record === null ? `What explains “${about.indicator.name}”?` : `Change what explains “${about.indicator.name}”`}
      button="Save"
      after={<WhoChangedIt slug={about.authority.slug} kind="indicator-note" record={record} />}
      hidden={<WhichRecord {...about} record={record} />}
    >
      <Select id="about" label="What it explains" value={values['about'] ?? ''} options={periods} error={error('about')} />
      <Textarea
        id="text"
        label="Explanation"
        hint="In plain words: what happened, or how it is counted. Whoever may read the plan reads it. No child’s name or story belongs here."
        value={values['text']}
        error={error('text')}
      />
      {record === null ? null : <ReasonForChange value={values['reason']} error={error('reason')} />}
    </ConflictPage>
  );
}

interface NoteFormProps extends AboutIndicator {
  /** Id of the note; null for a new one. */
  readonly record: string | null;
  /** What it can explain. */
  readonly periods: readonly Choice[];
  readonly opened: ConflictState;
}
