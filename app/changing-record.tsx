import { Input } from '@/ui/govuk/forms';
import { Note } from '@/ui/govuk/text';

/** Asked of whoever changes a record that is there. */
export function ReasonForChange({ value, error }: { readonly value: string | undefined; readonly error: string | undefined }) {
  return (
    <Input
      id="reason"
      label="Why you are changing this"
      hint="It stays in the history for good. No child’s name belongs here."
      value={value}
      error={error}
    />
  );
}

/** Leads from a record's form to its history; nothing for a new one. */
export function WhoChangedIt({ slug, kind, record }: { readonly slug: string; readonly kind: string; readonly record: string | null }) {
  if (record === null) return null;
  return (
    <Note>
      <a className="govuk-link" href={`/${slug}/history?kind=${kind}&record=${record}`}>
        Who changed it, when and why
      </a>
    </Note>
  );
}
