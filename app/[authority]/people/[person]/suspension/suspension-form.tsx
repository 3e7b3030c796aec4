'use client';

import { useActionState } from 'react';
import { Paragraph } from '@/ui/govuk/text';
import { FormPage } from '../../../../form-page';
import { submitSuspension, type MemberState } from '../../actions';
import { frameOf, ReasonField, WhoseFields, type WhoseForm } from '../member-form';

export function SuspensionForm({ isSuspended, opened, ...whose }: SuspensionFormProps) {
  const [state, submit] = useActionState(submitSuspension, opened);
  const { name } = whose.person;
  return (
    <FormPage
      state={state}
      submit={submit}
      name={isSuspended ? 'Let roles count again' : 'Suspend roles'}
      {...frameOf(whose)}
      title={isSuspended ? `Let the roles of ${name} count again` : `Suspend the roles of ${name}`}
      before={
        <Paragraph>
          {isSuspended
            ? 'They count again from the next step on.'
            : 'From the next step on they open nothing that the public does not see. They stay on record and can be taken up again.'}
        </Paragraph>
      }
      button={isSuspended ? 'Let them count again' : 'Suspend'}
    >
      <WhoseFields {...whose} />
      <input type="hidden" name="version" value={state.version} />
      <input type="hidden" name="suspended" value={isSuspended ? 'no' : 'yes'} />
      <ReasonField state={state} />
    </FormPage>
  );
}

interface SuspensionFormProps extends WhoseForm {
  readonly isSuspended: boolean;
  readonly opened: MemberState;
}
