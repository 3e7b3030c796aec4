import { aboutInWords, periodBegins } from '@/domain/indicators';
import { currentRequest } from '@/operations/access';
import { openNote } from '@/operations/indicators';
import { linkOf } from '@/ui/govuk/site';
import { unsent } from '../../../../form-answers';
import { permitted } from '../../../../permitted';

/** What the form for a note shows, as the page gives it to the form. */
export async function loadNote(slug: string, key: string, id: string | null) {
  const { actor } = await currentRequest();
  const opened = await permitted(actor, `/${slug}/indicators/${key}/notes/${id ?? 'new'}`, openNote(actor, slug, key, id));
  const { authority, indicator, form, version, periods } = opened;
  return {
    authority: linkOf(authority),
    indicator: { key, name: indicator.name },
    record: id,
    periods: [null, ...periods.map(periodBegins)].map((about) => ({ value: about?.toString() ?? '', text: aboutInWords(about, periods) })),
    opened: unsent({ ...form, reason: '' }, version),
  };
}
