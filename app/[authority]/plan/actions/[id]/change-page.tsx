'use client';

import { FormPage, type FormPageProps } from '../../../../form-page';
import { frameOf, type AboutAction, type ActionFormState } from './about-action';

/** A page that is one form about an action. */
export function ChangePage({ authority, action, state, evidence, children, ...page }: ChangePageProps) {
  return (
    <FormPage {...frameOf({ authority, action })} {...page} state={state}>
      <input type="hidden" name="council" value={authority.slug} />
      <input type="hidden" name="action" value={action.id} />
      {evidence === undefined ? null : <input type="hidden" name="evidence" value={evidence} />}
      <input type="hidden" name="version" value={state.version} />
      {children}
    </FormPage>
  );
}

interface ChangePageProps extends AboutAction, Omit<FormPageProps, 'authority' | 'current' | 'breadcrumbs' | 'caption' | 'state'> {
  readonly state: ActionFormState;
  /** Id of the piece of evidence that the form is about. */
  readonly evidence?: string;
}
