import { AREAS } from '@/domain/frameworks';
import { FREQUENCIES, OWN_AREAS, OWN_FREQUENCIES, POLARITIES, UNITS } from '@/domain/indicators';
import { startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { openOwnIndicator } from '@/operations/indicators';
import { linkOf } from '@/ui/govuk/site';
import { unsent } from '../../form-answers';
import { permitted } from '../../permitted';

const CHOICES = {
  units: Object.entries(UNITS).map(([value, { words }]) => ({ value, text: startWithCapital(words) })),
  polarities: Object.entries(POLARITIES).map(([value, text]) => ({ value, text })),
  frequencies: OWN_FREQUENCIES.map((value) => ({ value, text: FREQUENCIES[value].often })),
  areas: [{ value: '', text: 'None' }, ...OWN_AREAS.map((value) => ({ value, text: AREAS[value].name }))],
};

/** What the form for an indicator of the council's own shows, as the page gives it to the form. */
export async function loadOwnIndicator(slug: string, key: string | null) {
  const { actor } = await currentRequest();
  const address = `/${slug}/indicators/${key === null ? 'new' : `${key}/change`}`;
  const { authority, indicator, form, version, figures } = await permitted(actor, address, openOwnIndicator(actor, slug, key));
  return {
    authority: linkOf(authority),
    indicator: indicator === null ? null : { key: indicator.key, name: indicator.name },
    record: indicator === null ? null : String(indicator.id),
    settled: figures > 0,
    choices: CHOICES,
    opened: unsent({ ...form, reason: '' }, version),
  };
}
