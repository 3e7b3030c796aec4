import { UNITS } from '@/domain/indicators';
import { currentRequest } from '@/operations/access';
import { openTarget } from '@/operations/indicators';
import { permitted } from '../../../../permitted';

/** What the form for a target shows, as the page gives it to the form. */
export async function loadTarget(slug: string, key: string, id: string | null) {
  const { actor } = await currentRequest();
  const opened = await permitted(actor, `/${slug}/indicators/${key}/targets/${id ?? 'new'}`, openTarget(actor, slug, key, id));
  const { authority, indicator, form, version } = opened;
  return {
    authority: { slug, name: authority.name, displayName: authority.displayName, colour: authority.colour },
    indicator: { key, name: indicator.name },
    record: id,
    unit: UNITS[indicator.unit].words,
    opened: { problems: [], values: { ...form, reason: '' }, version, conflict: null },
  };
}
