import { noteFieldInWords } from '@/domain/indicators';
import { currentRequest } from '@/operations/access';
import { openNote } from '@/operations/indicators';
import { linkOf } from '@/ui/govuk/site';
import { permitted } from '../../../../../../permitted';
import { RemoveForm } from '../../../remove-form';

export const dynamic = 'force-dynamic';

export default async function RemoveNotePage({ params }: { readonly params: Promise<{ authority: string; key: string; note: string }> }) {
  const { actor } = await currentRequest();
  const { authority: slug, key, note } = await params;
  const opening = openNote(actor, slug, key, note);
  const opened = await permitted(actor, `/${slug}/indicators/${key}/notes/${note}/remove`, opening);
  const { authority, indicator, form, version, periods } = opened;
  return (
    <RemoveForm
      kind="notes"
      authority={linkOf(authority)}
      indicator={{ key, name: indicator.name }}
      record={note}
      version={version}
      says={[`${noteFieldInWords('about', form.about, periods)}:`, ...form.text.split('\n').filter((line) => line !== '')]}
    />
  );
}
