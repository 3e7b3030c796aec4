import { standingsOfAims, type ActionStanding, type Aim, type KnownIndicator } from '@/domain/improvement';
import { seriesOf } from '@/domain/indicators';
import type { Moment } from '@/domain/shared';
import { database, type Queries } from '../client';
import { geographiesOf, indicatorFromRow, listReadings, listReadingsAsAt, measuredOf, WITH_SOURCE } from '../indicators';
import type { StandingOfRow } from './rows';

/** Enough for the newest month and the one a year before. */
const MOST_READINGS = 24;

/**
 * What is known of those indicators for a council, also of figures that it shares with councils it reports with; as it was at a moment where one is given. A few queries,
 * however many are asked for.
 */
export async function findKnownIndicators(
  slug: string,
  keys: readonly string[],
  at: Moment | null = null,
): Promise<ReadonlyMap<string, KnownIndicator>> {
  if (keys.length === 0) return new Map();
  const [rows, places] = await Promise.all([
    database().indicator.findMany({
      where: { ...measuredOf(slug), key: { in: [...keys] } },
      include: WITH_SOURCE,
    }),
    geographiesOf([slug]),
  ]);
  const own = places.get(slug) ?? [];
  const readings = await (at === null ? listReadings(keys, own, MOST_READINGS, slug) : listReadingsAsAt(slug, keys, own, at));
  const byIndicator = Map.groupBy(readings, ({ indicator }) => indicator);
  return new Map(
    rows.map((row) => [
      row.key,
      { indicator: indicatorFromRow(row), isPublic: row.isPublic, series: seriesOf(byIndicator.get(row.key) ?? []) },
    ]),
  );
}

/** Actions with what is known of the indicators they should move, however many actions there are: their indicators are few. */
export async function withIndicators<Standing extends StandingOfRow>(
  slug: string,
  standings: readonly Standing[],
): Promise<readonly (Standing & Pick<ActionStanding, 'indicators'>)[]> {
  const known = await findKnownIndicators(slug, keysOf(standings.map(({ action }) => action)));
  return standings.map((standing) => ({ ...standing, indicators: standingsOfAims(standing.action.indicators, known) }));
}

/** The keys of what they should move, each once. */
export function keysOf(moving: readonly { readonly indicators: readonly Aim[] }[]): readonly string[] {
  return [...new Set(moving.flatMap(({ indicators }) => indicators.map(({ indicator }) => indicator)))];
}

/** Numbers of the indicators by key. Throws where one is neither published nor the council's own. */
export async function idsOfIndicators(queries: Queries, authorityId: number, keys: readonly string[]): Promise<(key: string) => number> {
  const where = { OR: [{ authorityId: null }, { authorityId }], key: { in: [...keys] } };
  const rows = keys.length === 0 ? [] : await queries.indicator.findMany({ where, select: { id: true, key: true } });
  const found = new Map(rows.map((row) => [row.key, row.id]));
  return (key) => {
    const id = found.get(key);
    if (id === undefined) throw new Error(`There is no indicator ${key}`);
    return id;
  };
}
