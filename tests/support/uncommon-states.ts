import { runSql } from './database';

/** A council of the longest name that anybody could think of. It is abolished, so that the 153 of today stay 153. */
export const LONG_NAMED = 'the-united-boroughs-of-saint-bartholomew-under-the-hill';

/** Findings of that council: a later one that repeats an earlier one, and a strength. */
export const LONG_FINDINGS = [
  '00000000-0000-4000-8000-00000000000a',
  '00000000-0000-4000-8000-00000000000b',
  '00000000-0000-4000-8000-00000000000c',
] as const;

/**
 * Adds to the reference set what it lacks and pages have to bear: a name that fills lines, a visit with many themes, findings with all they can have, and sources
 * that disagree about Barnsley's latest inspection.
 */
export async function addUncommonStates(databaseUrl: string): Promise<void> {
  await runSql(
    databaseUrl,
    // The history of these is nobody's concern here; the triggers that demand it are a superuser's to switch off, and with them the one that raises the version.
    `
    BEGIN;
    SET LOCAL session_replication_role = replica;
    INSERT INTO authority (slug, la_code, name, region, abolished_on, source_id)
      SELECT '${LONG_NAMED}', '099',
             'The United Boroughs of Saint Bartholomew-under-the-Hill, Llanfairpwllgwyngyllgogerychwyrndrobwll and Blakehopeburnhaugh',
             'yorkshire-and-the-humber', DATE '2024-04-01', id
      FROM source WHERE key = 'ofsted-inspection-reports';
    INSERT INTO inspection (authority_id, key, framework, event_type, starts_on, ends_on, published_on, summary, source_id)
      SELECT authority.id, visit.key, visit.framework, visit.event_type, visit.starts_on, visit.ends_on, visit.starts_on + 40,
             repeat('A sentence about what was found there, in words of moderate length. ', 6), authority.source_id
      FROM authority, (VALUES
        ('2019-03-04-standard-inspection', 'ilacs-2018', 'standard-inspection', DATE '2019-03-04', DATE '2019-03-15'),
        ('2021-06-07-focused-visit', 'ilacs-2018', 'focused-visit', DATE '2021-06-07', DATE '2021-06-08')
      ) AS visit (key, framework, event_type, starts_on, ends_on)
      WHERE authority.slug = '${LONG_NAMED}';
    INSERT INTO inspection_dates (inspection_id, starts_on, ends_on)
      SELECT inspection.id, starts_on, ends_on FROM inspection JOIN authority ON authority.id = authority_id WHERE slug = '${LONG_NAMED}';
    INSERT INTO inspection_theme (inspection_id, theme)
      SELECT inspection.id, theme FROM inspection CROSS JOIN (VALUES ('care-leavers'), ('front-door')) AS themes (theme)
      WHERE key = '2021-06-07-focused-visit' AND authority_id = (SELECT id FROM authority WHERE slug = '${LONG_NAMED}');
    INSERT INTO judgement (inspection_id, area, grade, words)
      SELECT id, area, 'inadequate', 'Inadequate'
      FROM inspection CROSS JOIN (VALUES ('leadership'), ('help-and-protection'), ('in-care'), ('overall-effectiveness')) AS areas (area)
      WHERE key = '2019-03-04-standard-inspection' AND authority_id = (SELECT id FROM authority WHERE slug = '${LONG_NAMED}');
    INSERT INTO finding (id, inspection_id, position, kind, area, reference, title, paraphrase, inspectors_words, place, repeats_id)
      SELECT said.id, inspection.id, said.position, said.kind, said.area, said.reference, said.title,
             repeat('A sentence about what was found there, in words of moderate length. ', 6), said.words, 'page 3, paragraph 2', said.repeats
      FROM inspection, (VALUES
        ('${LONG_FINDINGS[0]}', '2019-03-04-standard-inspection', 1, 'area-for-improvement', 'leadership', NULL,
         'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and other places of long names should be heard in good time', NULL, NULL),
        ('${LONG_FINDINGS[1]}', '2021-06-07-focused-visit', 1, 'priority-action', NULL, 'outcome-4', 'Hear every place in good time',
         repeat('Words of others, as they stand there. ', 9), '${LONG_FINDINGS[0]}'),
        ('${LONG_FINDINGS[2]}', '2021-06-07-focused-visit', 2, 'strength', 'care-leavers', NULL, 'Care leavers are known by name', NULL, NULL)
      ) AS said (id, key, position, kind, area, reference, title, words, repeats)
      WHERE inspection.key = said.key AND inspection.authority_id = (SELECT id FROM authority WHERE slug = '${LONG_NAMED}');
    INSERT INTO disagreement (inspection_id, field, source_id, stored, stated)
      SELECT inspection.id, statement.field, source.id, statement.stored, statement.stated
      FROM inspection JOIN authority ON authority.id = authority_id, source, (VALUES
        ('publishedOn', '2023-10-27', '2023-10-30'),
        ('judgement:help-and-protection', 'requires-improvement', 'good')
      ) AS statement (field, stored, stated)
      WHERE authority.slug = 'barnsley' AND inspection.key = '2023-09-11-short-inspection' AND source.key = 'local-authority-lookup';
    UPDATE national_version SET version = version + 1;
    COMMIT;
    `,
  );
}
