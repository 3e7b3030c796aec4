'use client';

import { useActionState, type ReactNode } from 'react';
import { Select, type Choice } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { FormPage } from '../../../../form-page';
import { submitColumns } from './actions';

/** One choice for each column of the file, as guessed or as chosen before. */
export function MatchForm({ authority, upload, caption, title, before, after, columns, fields }: MatchFormProps) {
  const [state, submit] = useActionState(submitColumns, { problems: [], fields: columns.map(({ field }) => field) });
  return (
    <FormPage
      state={{ problems: state.problems, values: {} }}
      submit={submit}
      name="Match the columns"
      authority={authority}
      current="plan"
      breadcrumbs={[
        { text: 'Plan', href: `/${authority.slug}/plan` },
        { text: 'Import', href: `/${authority.slug}/plan/import` },
      ]}
      caption={caption}
      title={title}
      before={before}
      after={after}
      button="Check the rows"
    >
      <input type="hidden" name="council" value={authority.slug} />
      <input type="hidden" name="upload" value={upload} />
      {columns.map(({ heading, hint }, index) => (
        <Select
          key={index}
          id={`column-${index}`}
          name="column"
          label={heading}
          hint={hint}
          options={fields}
          value={state.fields[index] ?? ''}
          error={state.problems.find(({ field }) => field === `column-${index}`)?.message}
        />
      ))}
    </FormPage>
  );
}

interface MatchFormProps {
  readonly authority: AuthorityLink;
  readonly upload: string;
  readonly caption: string;
  readonly title: string;
  readonly before: ReactNode;
  readonly after: ReactNode;
  /** What a column may be. */
  readonly fields: readonly Choice[];
  readonly columns: readonly { readonly heading: string; readonly hint: string; readonly field: string }[];
}
