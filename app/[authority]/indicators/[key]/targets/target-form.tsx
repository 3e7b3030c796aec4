'use client';

import { useActionState } from 'react';
import { Input } from '@/ui/govuk/forms';
import { ReasonForChange, WhoChangedIt } from '../../../../changing-record';
import { ConflictPage, type ConflictState } from '../../../../form-conflict';
import { errorOf } from '../../../../form-page';
import { frameOf, WhichRecord, type AboutIndicator } from '../about-indicator';
import { submitTarget } from '../actions';

/** A target to be set or changed. */
export function TargetForm({ record, unit, opened, ...about }: TargetFormProps) {
  const [state, submit] = useActionState(submitTarget, opened);
  const { values } = state;
  const error = (field: string) => errorOf(state, field);
  return (
    <ConflictPage
      {...frameOf(about)}
      state={state}
      submit={submit}
      name={record === null ? 'Set a target' : 'Change a target'}
      title={record === null ? `Set a target for “${about.indicator.name}”` : `Change a target for “${about.indicator.name}”`}
      button="Save"
      after={<WhoChangedIt slug={about.authority.slug} kind="target" record={record} />}
      hidden={<WhichRecord {...about} record={record} />}
    >
      <Input id="value" label="Target" hint={`In figures, ${unit}.`} value={values['value']} error={error('value')} />
      <Input id="by" label="To be reached by" type="date" value={values['by']} error={error('by')} />
      {record === null ? null : <ReasonForChange value={values['reason']} error={error('reason')} />}
    </ConflictPage>
  );
}

interface TargetFormProps extends AboutIndicator {
  /** Id of the target; null for a new one. */
  readonly record: string | null;
  /** What figures are counted in, in words. */
  readonly unit: string;
  readonly opened: ConflictState;
}
