'use client';

import { useActionState } from 'react';
import { Input } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { errorOf, FormPage } from '../../form-page';
import { CodeList } from '../code-list';
import { submitRenewal, type RenewalState } from './actions';

const BEGINNING: RenewalState = { problems: [], values: {} };

export function RenewalForm() {
  const [state, submit] = useActionState(submitRenewal, BEGINNING);
  const frame = { name: 'New recovery codes', breadcrumbs: [{ text: 'Your account', href: '/me' }], caption: 'Your account' };
  return state.codes === undefined ? (
    <FormPage
      {...frame}
      state={state}
      submit={submit}
      title="Get new recovery codes"
      before={<Paragraph>You get ten, and the codes you have now stop working. Your authenticator app stays as it is.</Paragraph>}
      button="Get new codes"
    >
      <Input id="password" label="Your password" type="password" autoComplete="current-password" error={errorOf(state, 'password')} />
    </FormPage>
  ) : (
    <PageFrame {...frame} title="Keep these new recovery codes">
      <Paragraph>The earlier ones do not work any more.</Paragraph>
      <CodeList codes={state.codes} />
      <NextLinks links={[{ text: 'Your account', href: '/me' }]} />
    </PageFrame>
  );
}
