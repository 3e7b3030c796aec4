import { standingsOfAims, type ActionStanding, type Aim, type KnownIndicator } from '@/domain/improvement';
import { isMarker, seriesOf, TIME_IDENTIFIERS, type GeographyKey, type Indicator, type StatedReading } from '@/domain/indicators';
import type { Moment } from '@/domain/shared';
import { database, Prisma, type Queries } from '../client';
import { importsKnownAt, indicatorFromRow, WITH_SOURCE } from '../indicators';
import type { StandingOfRow } from './rows';

/** Enough for the newest month and the one a year before. */
const MOST_READINGS = 24;
/** More than a form could offer. */
const MOST_INDICATORS = 500;

/** Published indicators and the council's own, by name. */
export async function listIndicatorsFor(slug: string): Promise<readonly Indicator[]> {
  const rows = await database().indicator.findMany({
    where: measuredOf(slug),
    include: WITH_SOURCE,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST_INDICATORS,
  });
  return rows.map(indicatorFromRow);
}

/**
 * What is known of those indicators for a council, as it was at a moment where one is given: what was loaded later is not known then, and what was corrected later still
 * says what it said. A few queries, however many are asked for.
 */
export async function findKnownIndicators(
  slug: string,
  keys: readonly string[],
  at: Moment | null = null,
): Promise<ReadonlyMap<string, KnownIndicator>> {
  if (keys.length === 0) return new Map();
  const rows = await database().indicator.findMany({ where: { ...measuredOf(slug), key: { in: [...keys] } }, include: WITH_SOURCE });
  const readings = await readingsAsAt(
    slug,
    rows.map(({ id }) => id),
    at,
  );
  return new Map(
    rows.map((row) => [
      row.key,
      {
        indicator: indicatorFromRow(row),
        isPublic: row.authorityId === null || row.isPublic,
        series: seriesOf(readings.get(row.id) ?? []),
      },
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

/** Published ones and the council’s own, whose keys no published one has. */
function measuredOf(slug: string): Prisma.IndicatorWhereInput {
  return { OR: [{ authorityId: null }, { authority: { slug } }] };
}

/** The council's newest readings by indicator, also those that it shares with councils it reports with. */
async function readingsAsAt(
  slug: string,
  indicators: readonly number[],
  at: Moment | null,
): Promise<ReadonlyMap<number, readonly PlacedReading[]>> {
  const known = at === null ? Prisma.sql`SELECT id FROM reading_import` : importsKnownAt(at);
  const rows = await database().$queryRaw<RawReading[]>`
    WITH known AS (${known})
    SELECT i.id AS indicator_id, g.key AS geography, newest.*
    FROM unnest(${[...indicators]}::integer[]) i(id)
    CROSS JOIN (
      SELECT g.id, g.key FROM authority a JOIN geography_council c ON c.authority_id = a.id JOIN geography g ON g.id = c.geography_id
      WHERE a.slug = ${slug}
    ) g
    CROSS JOIN LATERAL (
      SELECT r.period, r.time_identifier,
        CASE WHEN c.import_id IS NULL THEN r.value ELSE c.value END AS value,
        CASE WHEN c.import_id IS NULL THEN r.marker ELSE c.marker END AS marker,
        CASE WHEN c.import_id IS NULL THEN r.base ELSE c.base END AS base
      FROM reading r
      LEFT JOIN LATERAL (
        SELECT x.value, x.marker, x.base, x.import_id, x.earlier_import_id FROM reading_correction x
        JOIN reading_import m ON m.id = x.import_id
        WHERE (x.indicator_id, x.geography_id, x.begins_on) = (r.indicator_id, r.geography_id, r.begins_on)
          AND m.id NOT IN (SELECT id FROM known)
        ORDER BY m.loaded_at, m.id LIMIT 1
      ) c ON true
      WHERE r.indicator_id = i.id AND r.geography_id = g.id AND coalesce(c.earlier_import_id, r.import_id) IN (SELECT id FROM known)
      ORDER BY r.begins_on DESC LIMIT ${MOST_READINGS}
    ) newest`;
  return Map.groupBy(
    rows.map(({ time_identifier: code, ...row }): PlacedReading => {
      const identifier = TIME_IDENTIFIERS[code];
      if (identifier === undefined) throw new Error(`A reading is of the unknown kind of period ${code}`);
      if (row.marker !== null && !isMarker(row.marker)) throw new Error(`A reading has the unknown marker ${row.marker}`);
      return { ...row, marker: row.marker, indicator: row.indicator_id, period: { period: row.period, identifier } };
    }),
    ({ indicator }) => indicator,
  );
}

/** A reading as far as it is computed with, by the number of its indicator. */
interface PlacedReading extends Pick<StatedReading, 'period' | 'value' | 'marker' | 'base'> {
  readonly indicator: number;
  readonly geography: GeographyKey;
}

/** A row's columns as SQL names them. */
interface RawReading extends Pick<StatedReading, 'value' | 'base'> {
  readonly indicator_id: number;
  readonly geography: GeographyKey;
  readonly period: string;
  readonly time_identifier: string;
  readonly marker: string | null;
}
