import type { DraftField } from '@/domain/findings';
import { Checkboxes, Input, Select, Textarea } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { errorOf, type FormState } from '../../form-page';
import { draftAddress } from './draft-address';

/** The questions of a form, one below the other. */
export function DraftFields({ fields, state }: { readonly fields: readonly DraftField[]; readonly state: FormState }) {
  return fields.map((field) => <Field key={field.key} field={field} state={state} />);
}

/** Which draft a form is about; goes along with it. */
export function WhichDraft({
  authority,
  draft,
  version,
}: {
  readonly authority: AuthorityLink;
  readonly draft: string;
  readonly version: number;
}) {
  return (
    <>
      <input type="hidden" name="council" value={authority.slug} />
      <input type="hidden" name="draft" value={draft} />
      <input type="hidden" name="version" value={version} />
    </>
  );
}

/** What the pages of one draft have in common. */
export function frameOfDraft({ authority, draft, name }: DraftLink) {
  return {
    authority,
    current: 'inspections',
    breadcrumbs: [
      { text: 'Inspections', href: `/${authority.slug}/inspections` },
      { text: 'Draft', href: draftAddress(authority.slug, draft) },
    ],
    caption: `Draft, confidential: ${name}`,
  } as const;
}

function Field({ field, state }: { readonly field: DraftField; readonly state: FormState }) {
  const { key, label, hint, input, options = [] } = field;
  const about = { id: key, label, hint, error: errorOf(state, key), value: state.values[key] ?? '' };
  switch (input) {
    case 'choice':
      return <Select {...about} options={options} />;
    case 'choices':
      return (
        <>
          {/* So that nothing chosen is an answer too. */}
          <input type="hidden" name={key} value="" />
          <Checkboxes id={key} legend={label} hint={hint} choices={options} values={about.value.split(' ')} />
        </>
      );
    case 'day':
      return <Input {...about} type="date" />;
    case 'text':
      return <Textarea {...about} />;
    case 'line':
      return <Input {...about} />;
  }
}

export interface DraftLink {
  readonly authority: AuthorityLink;
  readonly draft: string;
  /** `Short inspection of September 2023` */
  readonly name: string;
}
