import { UNITS } from '@/domain/indicators';
import { currentRequest } from '@/operations/access';
import { openTarget } from '@/operations/indicators';
import { linkOf } from '@/ui/govuk/site';
import { unsent } from '../../../../form-answers';
import { permitted } from '../../../../permitted';

/** What the form for a target shows, as the page gives it to the form. */
export async function loadTarget(slug: string, key: string, id: string | null) {
  const { actor } = await currentRequest();
  const opened = await permitted(actor, `/${slug}/indicators/${key}/targets/${id ?? 'new'}`, openTarget(actor, slug, key, id));
  const { authority, indicator, form, version } = opened;
  return {
    authority: linkOf(authority),
    indicator: { key, name: indicator.name },
    record: id,
    unit: UNITS[indicator.unit].words,
    opened: unsent({ ...form, reason: '' }, version),
  };
}
