'use client';

import { useActionState } from 'react';
import { Bullets, Paragraph } from '@/ui/govuk/text';
import { FormPage, UNTOUCHED } from '../../../../form-page';
import { submitErasure } from '../../actions';
import { frameOf, ReasonField, WhoseFields, type WhoseForm } from '../member-form';

export function ErasureForm(whose: WhoseForm) {
  const [state, submit] = useActionState(submitErasure, UNTOUCHED);
  const { name } = whose.person;
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Erase name and address"
      {...frameOf(whose)}
      title={`Erase ${name}`}
      before={
        <>
          <Paragraph>This cannot be undone.</Paragraph>
          <Bullets
            items={[
              'Name, email address, job title, password, second factor, sessions and sign-ins are deleted.',
              'Every role ends.',
              'What the person has saved stays, as saved by a person no longer here.',
            ]}
          />
        </>
      }
      button="Erase for good"
    >
      <WhoseFields {...whose} />
      <ReasonField state={state} />
    </FormPage>
  );
}
