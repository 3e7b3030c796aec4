'use client';

import { useActionState, type ReactNode } from 'react';
import type { AuthorityLink } from '@/ui/govuk/site';
import { NextLinks, Paragraph, Subheading } from '@/ui/govuk/text';
import { FormPage, UNTOUCHED } from '../../../../../form-page';
import { submitPublication } from '../actions';

export function PublishForm({ authority, meeting, name, number, confirms, isPublic, replaces, children }: PublishFormProps) {
  const [state, submit] = useActionState(submitPublication, UNTOUCHED);
  const address = `/${authority.slug}/scrutiny/${meeting}`;
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Look at the briefing and publish it"
      authority={authority}
      current="scrutiny"
      breadcrumbs={[
        { text: 'Scrutiny', href: `/${authority.slug}/scrutiny` },
        { text: name, href: address },
      ]}
      caption="Draft of a briefing: nobody but those who keep scrutiny sees it"
      title={null}
      above={children}
      before={
        <>
          <Subheading level={2}>Publish exactly this</Subheading>
          <Paragraph>
            {isPublic
              ? 'Everybody can read it from then on: the council shows published briefings to the public.'
              : 'Everybody who reads the plan can read it from then on; the public cannot, because the council has not switched that on.'}
            {' It is frozen for good. What changes later shows only in another briefing, which says that it replaces this one.'}
          </Paragraph>
          {replaces === null ? null : <Paragraph>{replaces}</Paragraph>}
        </>
      }
      button={`Publish briefing number ${number}`}
      after={<NextLinks links={[{ text: 'Go back and change the draft', href: `${address}/briefing/edit` }]} />}
    >
      <input type="hidden" name="council" value={authority.slug} />
      <input type="hidden" name="meeting" value={meeting} />
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="confirms" value={confirms} />
    </FormPage>
  );
}

interface PublishFormProps {
  readonly authority: AuthorityLink;
  readonly meeting: string;
  readonly name: string;
  readonly number: number;
  readonly confirms: string;
  readonly isPublic: boolean;
  readonly replaces: string | null;
  /** The sheet. */
  readonly children: ReactNode;
}
