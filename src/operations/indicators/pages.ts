import type { Actor } from '@/domain/access';
import { indicatorRows, readingIn, type Reading } from '@/domain/indicators';
import type { Inspection } from '@/domain/inspections';
import type { CalendarDate } from '@/domain/shared';
import { listInspections } from '@/database/inspections';
import { csvFile } from '@/documents/csv';
import { authorise } from '../access';
import { viewWhatMoves, type PlanPart } from '../improvement';
import { FIGURE_COLUMNS, figureLine } from './figure-lines';
import { viewIndicator, type IndicatorView } from './view';

/** A council has had at most thirty events since 2009; the limit keeps a page bounded whatever is loaded. */
const MOST_EVENTS = 200;

/** An indicator with what happened meanwhile. */
export interface IndicatorPage {
  readonly view: IndicatorView;
  readonly events: readonly Inspection[];
  /** What of the plan should move it, as far as the reader may see it. */
  readonly plan: PlanPart;
}

/** Throws `NotFound` for an unknown council or indicator. */
export async function viewIndicatorPage(actor: Actor, slug: string, key: string, today: CalendarDate): Promise<IndicatorPage> {
  authorise(actor, 'read-published');
  const view = await viewIndicator(actor, slug, key, today);
  const [{ inspections }, plan] = await Promise.all([
    listInspections(slug, { limit: MOST_EVENTS, offset: 0 }),
    viewWhatMoves(actor, slug, key, today),
  ]);
  return { view, events: inspections, plan };
}

/** The figures that the indicator's page shows, as a CSV file: a line for each place and period, earliest first. Throws `NotFound` likewise. */
export async function indicatorFile(
  actor: Actor,
  slug: string,
  key: string,
  today: CalendarDate,
): Promise<{ readonly fileName: string; readonly body: Uint8Array<ArrayBuffer> }> {
  authorise(actor, 'read-published');
  const view = await viewIndicator(actor, slug, key, today);
  const { indicator, authority, council, neighbours, region, england, model } = view;
  const rows = indicatorRows(view);
  const linesOf = (place: string, series: readonly Reading[]) =>
    rows.flatMap(({ period }) => {
      const reading = readingIn(series, period);
      return reading === null ? [] : [figureLine(indicator, place, { ...reading, counted: null, source: reading.source.name })];
    });
  const medians = rows.flatMap(({ period, neighbours: spread }) => {
    if (spread === null || model === null) return [];
    const median = { period, value: spread.median, marker: null, counted: spread.count, source: indicator.source.name };
    return [figureLine(indicator, `Median of similar councils, ${model} model`, median)];
  });
  return {
    fileName: `${slug}-${key}.csv`,
    body: csvFile(FIGURE_COLUMNS, [
      ...linesOf(authority.name, council),
      ...medians,
      ...linesOf(region.name, region.series),
      ...linesOf('England', england),
      ...neighbours.flatMap(({ name, series }) => linesOf(name, series)),
    ]),
  };
}
