import { hasBase, MARKERS, OWN_MARKERS, periodInWords, UNITS } from '@/domain/indicators';
import { currentRequest } from '@/operations/access';
import { openFigure } from '@/operations/indicators';
import { linkOf } from '@/ui/govuk/site';
import type { PageInput } from '../../../../../answers';
import { permitted } from '../../../../../permitted';
import { FigureForm } from './figure-form';

export const dynamic = 'force-dynamic';

export default async function FigurePage({ params }: PageInput<{ authority: string; key: string; period: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug, key, period: begins } = await params;
  const opening = openFigure(actor, slug, key, begins, today);
  const { authority, indicator, period, form, load } = await permitted(actor, `/${slug}/indicators/${key}/figures/${begins}`, opening);
  return (
    <FigureForm
      authority={linkOf(authority)}
      indicator={{ key, name: indicator.name }}
      period={{ begins, words: periodInWords(period) }}
      unit={UNITS[indicator.unit].words}
      isShare={hasBase(indicator)}
      markers={[{ value: '', text: 'There is a figure' }, ...OWN_MARKERS.map((value) => ({ value, text: MARKERS[value] }))]}
      opened={{ problems: [], values: { ...form }, load }}
    />
  );
}
