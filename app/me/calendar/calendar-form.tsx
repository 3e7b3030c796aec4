'use client';

import { useActionState } from 'react';
import { Button } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { submitMake, submitRevoke } from './actions';

/** `since` in words; null where there is no calendar. */
export function CalendarForm({ since, isOfUse }: { readonly since: string | null; readonly isOfUse: boolean }) {
  const [{ address }, submit] = useActionState(submitMake, { address: null });
  const isThere = since !== null || address !== null;
  return (
    <PageFrame
      name="Your calendar"
      caption="Your account"
      title={
        address !== null
          ? 'This is your calendar’s address'
          : isThere
            ? 'Your calendar has a secret address'
            : 'See in your own calendar what is due'
      }
    >
      <div className="app-narrow">
        {address === null ? (
          <Paragraph>
            Outlook, Google Calendar and other programs can show the due dates of your actions, if you answer for a plan those of all its
            actions, and the statutory days after an inspection. They need an address for it, which is your key: whoever has it sees these
            titles and dates.
          </Paragraph>
        ) : (
          <>
            <Paragraph>In your calendar program choose to subscribe to a calendar from the web, and give it this address:</Paragraph>
            <p className="app-codes">{address}</p>
            <Note>
              It is not shown again. Should it get lost, or somebody else learn it, get a new one: the old one then leads nowhere.
            </Note>
          </>
        )}
        {isOfUse ? null : <Paragraph>Just now no role of yours reads a plan, so there would be nothing at the address.</Paragraph>}
        {since === null || address !== null ? null : <Paragraph>The address was made on {since}.</Paragraph>}
        <form action={submit}>
          <Button quiet={isThere}>{isThere ? 'Get a new address' : 'Make an address'}</Button>
        </form>
        {isThere ? (
          <form action={submitRevoke}>
            <Button quiet>Take the address back</Button>
          </form>
        ) : null}
        <NextLinks links={[{ text: 'Your account', href: '/me' }]} />
      </div>
    </PageFrame>
  );
}
