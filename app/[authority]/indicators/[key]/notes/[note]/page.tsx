import { loadNote } from '../load';
import { NoteForm } from '../note-form';

export const dynamic = 'force-dynamic';

export default async function NotePage({ params }: { readonly params: Promise<{ authority: string; key: string; note: string }> }) {
  const { authority, key, note } = await params;
  return <NoteForm {...await loadNote(authority, key, note)} />;
}
