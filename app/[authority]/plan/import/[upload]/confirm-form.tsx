'use client';

import { useActionState, type ReactNode } from 'react';
import { counted } from '@/domain/shared';
import { Input } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { Bullets, Paragraph } from '@/ui/govuk/text';
import { FormPage } from '../../../../form-page';
import { submitImport, type ImportState } from './actions';

/** What the import would do, and the button that does it. */
export function ConfirmForm({ authority, upload, caption, title, above, after, confirms, seen, moves }: ConfirmFormProps) {
  const [state, submit] = useActionState(submitImport, UNTOUCHED);
  return (
    <FormPage
      state={{ problems: state.problems, values: {} }}
      submit={submit}
      name="Confirm the import"
      authority={authority}
      current="plan"
      breadcrumbs={[
        { text: 'Plan', href: `/${authority.slug}/plan` },
        { text: 'Import', href: `/${authority.slug}/plan/import` },
      ]}
      caption={caption}
      title={title}
      above={
        <>
          {state.since === null ? null : <Since since={state.since} />}
          {above}
        </>
      }
      after={after}
      button="Import this"
    >
      <input type="hidden" name="council" value={authority.slug} />
      <input type="hidden" name="upload" value={upload} />
      <input type="hidden" name="confirms" value={confirms} />
      <input type="hidden" name="seen" value={seen} />
      {moves === 0 ? null : (
        <Input
          id="reason"
          label={moves === 1 ? 'Why the due date moves' : `Why these ${counted(moves, 'due date')} move`}
          hint="It stands with each moved date for good. No child’s name belongs here."
          value={state.reason}
          error={state.problems.find(({ field }) => field === 'reason')?.message}
        />
      )}
    </FormPage>
  );
}

const UNTOUCHED: ImportState = { problems: [], reason: '', since: null };

/** Told to whoever confirmed what is no longer so. */
function Since({ since }: { readonly since: readonly string[] }) {
  return (
    <div role="alert">
      <Paragraph>
        <b>The plan has changed since you looked, so nothing was imported.</b>
        {since.length === 0 ? ' Below is what the import would do now.' : ' Below is what the import would do now. Meanwhile:'}
      </Paragraph>
      {since.length === 0 ? null : <Bullets items={since} />}
    </div>
  );
}

interface ConfirmFormProps {
  readonly authority: AuthorityLink;
  readonly upload: string;
  readonly caption: string;
  readonly title: string;
  readonly above: ReactNode;
  readonly after: ReactNode;
  readonly confirms: string;
  /** When this was put together. */
  readonly seen: string;
  readonly moves: number;
}
