import { runSql } from '../support/database';

/**
 * Makes inspections `times` as many, with their days and judgements, in the abolished councils, of which no measured page tells:
 * each copy on a day of its own, one after the other from 1800 on. What grows is what lies beside a page, not what stands on it.
 */
export async function growInspections(databaseUrl: string, times: number): Promise<void> {
  await runSql(
    databaseUrl,
    `
    BEGIN;
    -- How the copies came about is nobody's concern: they go past the triggers that demand a history.
    SET LOCAL session_replication_role = replica;
    CREATE TEMPORARY TABLE copy ON COMMIT DROP AS
      SELECT numbered.original, numbered.first + numbered.day AS starts_on, abolished.id AS authority_id,
             nextval(pg_get_serial_sequence('inspection', 'id')) AS id
      FROM (
        SELECT inspection.id AS original, DATE '1800-01-01' AS first, (row_number() OVER ())::integer AS day
        FROM inspection CROSS JOIN generate_series(2, ${times})
      ) AS numbered
      JOIN (
        SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS councils
        FROM authority WHERE abolished_on IS NOT NULL
      ) AS abolished ON numbered.day % abolished.councils = abolished.place;
    INSERT INTO inspection (id, authority_id, key, framework, event_type, starts_on, ends_on, published_on, report_url, source_id)
      SELECT copy.id, copy.authority_id, to_char(copy.starts_on, 'YYYY-MM-DD') || '-' || event_type, framework, event_type,
             copy.starts_on, copy.starts_on, copy.starts_on + 30, report_url, source_id
      FROM copy JOIN inspection ON inspection.id = copy.original;
    INSERT INTO inspection_dates (inspection_id, starts_on, ends_on) SELECT id, starts_on, starts_on FROM copy;
    INSERT INTO judgement (inspection_id, area, grade, absence, words, covers)
      SELECT copy.id, area, grade, absence, words, covers FROM copy JOIN judgement ON judgement.inspection_id = copy.original;
    UPDATE national_version SET version = version + 1;
    COMMIT;
    ANALYZE;
    `,
  );
}

/**
 * Fills the readings up to so many, by other indicators of every geography, month after month: as many indicators whatever the number, so that pages which list them hold the same.
 * What a page of a published indicator tells stays as it is.
 */
export async function growReadings(databaseUrl: string, total: number): Promise<void> {
  await runSql(
    databaseUrl,
    `
    BEGIN;
    SET LOCAL session_replication_role = replica;
    INSERT INTO indicator (key, name, unit, decimals, polarity, frequency, source_id)
      SELECT 'beside-' || number, 'Beside ' || number, 'percent', 1, 'lower', 'month', (SELECT min(source_id) FROM indicator WHERE authority_id IS NULL)
      FROM generate_series(1, ${INDICATORS_BESIDE}) number;
    INSERT INTO reading (indicator_id, geography_id, begins_on, period, time_identifier, value, base, import_id)
      SELECT pair.indicator_id, pair.geography_id, month::date, to_char(month, 'YYYY'), 'M' || extract(month FROM month)::integer,
             (1 + number % 97)::text, '230', (SELECT min(id) FROM reading_import)
      FROM (
        SELECT row_number() OVER () - 1 AS number, i.id AS indicator_id, g.id AS geography_id, count(*) OVER () AS pairs
        FROM indicator i CROSS JOIN geography g WHERE i.key LIKE 'beside-%'
      ) pair
      CROSS JOIN LATERAL (SELECT greatest(0, ${total} - (SELECT count(*) FROM reading)) AS missing) needed
      CROSS JOIN LATERAL generate_series(1, (needed.missing / pairs + CASE WHEN number < needed.missing % pairs THEN 1 ELSE 0 END)::integer) step
      CROSS JOIN LATERAL (SELECT DATE '1950-01-01' + make_interval(months => step) AS month) at;
    COMMIT;
    `,
  );
  await runSql(databaseUrl, 'VACUUM ANALYZE reading');
}

/** Not more than a page lists. */
const INDICATORS_BESIDE = 60;
