'use client';

import { useActionState } from 'react';
import type { Choice } from '@/ui/govuk/forms';
import { errorOf, FormPage } from '../../../../form-page';
import { submitRoles, type MemberState } from '../../actions';
import { RoleChoices } from '../../role-choices';
import { frameOf, ReasonField, WhoseFields, type WhoseForm } from '../member-form';

export function RolesForm({ opened, choices, ...whose }: RolesFormProps) {
  const [state, submit] = useActionState(submitRoles, opened);
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Change roles"
      {...frameOf(whose)}
      title={`Which roles ${whose.person.name} has`}
      button="Save"
    >
      <WhoseFields {...whose} />
      <input type="hidden" name="version" value={state.version} />
      <RoleChoices choices={choices} chosen={state.roles} error={errorOf(state, 'roles')} />
      <ReasonField state={state} />
    </FormPage>
  );
}

interface RolesFormProps extends WhoseForm {
  readonly choices: readonly Choice[];
  readonly opened: MemberState;
}
