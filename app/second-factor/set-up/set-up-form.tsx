'use client';

import { useActionState } from 'react';
import { Input } from '@/ui/govuk/forms';
import { QrCode } from '@/ui/govuk/qr-code';
import { Paragraph, Subheading } from '@/ui/govuk/text';
import { errorOf, FormPage } from '../../form-page';
import { CodeList } from '../code-list';
import { submitSetUp, type SetUpState } from './actions';

const BEGINNING: SetUpState = { problems: [], values: {} };

export function SetUpForm({ isMissing, next }: { readonly isMissing: boolean; readonly next: string }) {
  const [state, submit] = useActionState(submitSetUp, BEGINNING);
  const { setUp } = state;
  return setUp === undefined ? (
    <FormPage
      state={state}
      submit={submit}
      name="Set up a second factor"
      caption="Your account"
      title="Set up an authenticator app"
      before={
        <Paragraph>
          {isMissing
            ? 'Your council asks for a second factor. Until it is set up, you see no more than the public does.'
            : 'With it, somebody who learns your password still cannot sign in as you.'}{' '}
          You need an app that shows codes, on your phone or in your password manager.
        </Paragraph>
      }
      button="Continue"
    >
      <input type="hidden" name="next" value={next} />
      <Input id="password" label="Your password" type="password" autoComplete="current-password" error={errorOf(state, 'password')} />
    </FormPage>
  ) : (
    <FormPage
      state={state}
      submit={submit}
      name="Set up a second factor"
      caption="Your account"
      title="Add this account to your authenticator app"
      before={
        <>
          <Subheading level={2}>Scan this with the app, or type the key below it</Subheading>
          <QrCode {...setUp.picture} name="QR code that holds the key" />
          <p className="app-codes">{setUp.key.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
          <Paragraph>
            If the app is on this device,{' '}
            <a className="govuk-link" href={setUp.address}>
              open it with the key
            </a>
            .
          </Paragraph>
          <Subheading level={2}>Keep these recovery codes</Subheading>
          <CodeList codes={setUp.recoveryCodes} />
        </>
      }
      button="Finish"
    >
      <input type="hidden" name="next" value={next} />
      <Input
        id="code"
        label="Code that the app shows now"
        hint="Six figures"
        type="code"
        autoComplete="one-time-code"
        error={errorOf(state, 'code')}
      />
    </FormPage>
  );
}
