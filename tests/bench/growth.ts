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
