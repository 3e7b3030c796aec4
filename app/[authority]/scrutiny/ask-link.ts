import { isAllowed, type Actor } from '@/domain/access';
import type { SubjectKind } from '@/domain/scrutiny';

/** The link by which members ask about what a page shows; none for everybody else. */
export function askLinks(actor: Actor, slug: string, kind: SubjectKind, id: string) {
  if (!isAllowed(actor, 'ask-questions', slug)) return [];
  return [{ text: 'Ask a question before the meeting', href: `/${slug}/scrutiny/ask?${new URLSearchParams({ kind, id }).toString()}` }];
}
