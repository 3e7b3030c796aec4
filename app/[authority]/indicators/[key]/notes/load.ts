import { aboutInWords, periodBegins } from '@/domain/indicators';
import { currentRequest } from '@/operations/access';
import { openNote } from '@/operations/indicators';
import { permitted } from '../../../../permitted';

/** What the form for a note shows, as the page gives it to the form. */
export async function loadNote(slug: string, key: string, id: string | null) {
  const { actor } = await currentRequest();
  const opened = await permitted(actor, `/${slug}/indicators/${key}/notes/${id ?? 'new'}`, openNote(actor, slug, key, id));
  const { authority, indicator, form, version, periods } = opened;
  return {
    authority: { slug, name: authority.name, displayName: authority.displayName, colour: authority.colour },
    indicator: { key, name: indicator.name },
    record: id,
    periods: [null, ...periods.map(periodBegins)].map((about) => ({ value: about?.toString() ?? '', text: aboutInWords(about, periods) })),
    opened: { problems: [], values: { ...form, reason: '' }, version, conflict: null },
  };
}
