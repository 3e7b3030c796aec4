import { loadNote } from '../load';
import { NoteForm } from '../note-form';

export const dynamic = 'force-dynamic';

export default async function NewNotePage({ params }: { readonly params: Promise<{ authority: string; key: string }> }) {
  const { authority, key } = await params;
  return <NoteForm {...await loadNote(authority, key, null)} />;
}
