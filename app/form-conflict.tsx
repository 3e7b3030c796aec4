'use client';

import type { ReactNode } from 'react';
import { Conflict, type ConflictProps } from '@/ui/govuk/conflict';
import { FormPage, type FormPageProps, type FormState } from './form-page';

/** A form that two people may change at once: after a conflict it shows both texts in place of its fields. What was typed goes along unseen. */
export function ConflictPage({ state, title, button, hidden, children, ...page }: ConflictPageProps) {
  const { conflict, problems, values, version } = state;
  return (
    <FormPage
      {...page}
      state={state}
      title={conflict ? 'Somebody else has changed this' : title}
      button={conflict ? 'Save what I keep' : button}
    >
      {hidden}
      <input type="hidden" name="version" value={version} />
      {conflict ? (
        <>
          <Conflict {...conflict} problems={problems} />
          <input type="hidden" name="choosing" value="yes" />
          {Object.entries(values).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        </>
      ) : (
        children
      )}
    </FormPage>
  );
}

/** What such a form says when it comes back. */
export interface ConflictState extends FormState {
  /** Of what the form belongs to. */
  readonly version: number;
  readonly conflict: Omit<ConflictProps, 'problems'> | null;
}

interface ConflictPageProps extends Omit<FormPageProps, 'state'> {
  readonly state: ConflictState;
  /** Hidden fields that say which record it is. */
  readonly hidden: ReactNode;
  /** The fields of the record. */
  readonly children: ReactNode;
}
