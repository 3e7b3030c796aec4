import type { Actor } from '@/domain/access';
import type { CalendarDate } from '@/domain/shared';
import { authorise } from '../access';
import { settingsOf } from '../settings';
import { listIndicators, type IndicatorList } from './view';

/** The few indicators that the council has chosen for its overview, in its order; those the asker may see. Throws `NotFound` for an unknown council. */
export async function listOverviewIndicators(actor: Actor, slug: string, today: CalendarDate): Promise<IndicatorList> {
  authorise(actor, 'read-published');
  const { overviewIndicators: chosen } = await settingsOf(slug);
  const list = await listIndicators(actor, slug, today, chosen);
  return { ...list, indicators: chosen.flatMap((key) => list.indicators.filter(({ indicator }) => indicator.key === key)) };
}
