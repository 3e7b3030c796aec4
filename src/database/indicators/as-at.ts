import { TARGET_VERSION, type GeographyKey, type Reading, type Target } from '@/domain/indicators';
import { calendarDate, momentText, type Moment } from '@/domain/shared';
import { database, Prisma } from '../client';
import { recordsAsAt } from '../history';
import { keysOfGeographies, keysOfIndicators, readingsFromRaw, type RawReading } from './list';

/**
 * What was known at a moment of published indicators and of a council's own, by their keys, for some geographies: by indicator and geography, earliest period first. A figure
 * that was corrected since is what it was. What the installation began with counts as known from ever: it was published long before.
 */
export async function listReadingsAsAt(
  slug: string,
  indicators: readonly string[],
  geographies: readonly GeographyKey[],
  at: Moment,
): Promise<readonly Reading[]> {
  const [indicatorKeys, geographyKeys] = await Promise.all([keysOfIndicators(indicators, slug), keysOfGeographies(geographies)]);
  const rows = await database().$queryRaw<RawReading[]>`
    WITH known AS (${importsKnownAt(at)}), told AS (
      SELECT r.indicator_id, r.geography_id, r.begins_on, r.period, r.time_identifier,
        CASE WHEN c.import_id IS NULL THEN r.value ELSE c.value END AS value,
        CASE WHEN c.import_id IS NULL THEN r.marker ELSE c.marker END AS marker,
        CASE WHEN c.import_id IS NULL THEN r.base ELSE c.base END AS base,
        coalesce(c.earlier_import_id, r.import_id) AS import_id
      FROM unnest(${[...indicatorKeys.keys()]}::integer[]) i(id)
      CROSS JOIN unnest(${[...geographyKeys.keys()]}::integer[]) g(id)
      JOIN reading r ON r.indicator_id = i.id AND r.geography_id = g.id
      LEFT JOIN LATERAL (
        SELECT x.value, x.marker, x.base, x.import_id, x.earlier_import_id FROM reading_correction x
        JOIN reading_import m ON m.id = x.import_id
        WHERE (x.indicator_id, x.geography_id, x.begins_on) = (r.indicator_id, r.geography_id, r.begins_on)
          AND m.id NOT IN (SELECT id FROM known)
        ORDER BY m.loaded_at, m.id LIMIT 1
      ) c ON true
    )
    SELECT * FROM told WHERE import_id IN (SELECT id FROM known) ORDER BY indicator_id, geography_id, begins_on`;
  return readingsFromRaw(rows, indicatorKeys, geographyKeys);
}

/** Ids of the loads of figures that were known at a moment, those that the installation began with among them. */
export function importsKnownAt(at: Moment): Prisma.Sql {
  return Prisma.sql`
    SELECT id FROM reading_import WHERE loaded_at <= ${momentText(at)}::timestamptz
    UNION
    SELECT record_id::integer FROM history_entry
    WHERE record_type = 'reading-import' AND written_in = (SELECT written_in FROM history_entry WHERE chain = 'national' AND position = 1)`;
}

/** A council's targets as they stood at a moment, by indicator and day. */
export async function listTargetsAsAt(slug: string, at: Moment): Promise<readonly Target[]> {
  const entries = await recordsAsAt(slug, 'target', at);
  return entries
    .map(({ recordId, version, content }) => {
      const { indicator, value, by } = TARGET_VERSION.parse(JSON.parse(content ?? 'null'));
      return { id: recordId, authority: slug, indicator, value, by: calendarDate(by), version };
    })
    .toSorted((left, right) => (sortKey(left) < sortKey(right) ? -1 : 1));
}

function sortKey({ indicator, by }: Target): string {
  return `${indicator} ${by.toString()}`;
}
