import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { frameworkOf, gradeFromWords, type AreaKey, type FrameworkKey } from '@/domain/frameworks';
import { inspectionId, type EventType, type Inspection } from '@/domain/inspections';
import { calendarDate } from '@/domain/shared';
import { A_SOURCE } from './inspections';

const FILE = path.join(process.env['SHARED_DATA'] ?? '../shared/data', 'compiled/inspections_2013_2026_from_reports.csv');

/** Tests that need all published inspections are skipped where the folder with the originals is absent. */
export const HAVE_PUBLISHED_INSPECTIONS = existsSync(FILE);

const FRAMEWORKS: Readonly<Record<string, FrameworkKey>> = {
  SIF: 'sif-2013',
  'ILACS-2018': 'ilacs-2018',
  'ILACS-2023': 'ilacs-2023',
  'ILACS-2026': 'ilacs-2026',
};

// One row leaves the kind open; for the rules under test any graded kind does.
const EVENTS: Readonly<Record<string, EventType>> = {
  SIF: 'single-inspection',
  standard: 'standard-inspection',
  short: 'short-inspection',
};

const COLUMNS: Readonly<Partial<Record<AreaKey, keyof Row>>> = {
  'overall-effectiveness': 'overall_effectiveness',
  leadership: 'leadership',
  'help-and-protection': 'help_and_protection',
  'in-care': 'in_care',
  'care-leavers': 'care_leavers',
  adoption: 'sif_adoption',
  lscb: 'sif_lscb',
};

const row = z.object({
  la_name: z.string(),
  framework: z.string(),
  event_type: z.string(),
  inspection_start: z.string(),
  inspection_end: z.string(),
  report_published: z.string(),
  overall_effectiveness: z.string(),
  leadership: z.string(),
  help_and_protection: z.string(),
  in_care: z.string(),
  care_leavers: z.string(),
  sif_adoption: z.string(),
  sif_lscb: z.string(),
});
type Row = z.infer<typeof row>;

/**
 * All graded inspections from 2013 to 2026, one list a council, as the compiled original has them. Read here on its own, not through the import, so
 * that the rules are held against the file and not against another part of the product.
 */
export function publishedInspections(): readonly (readonly Inspection[])[] {
  const rows = z.array(row).parse(parse(readFileSync(FILE), { columns: true, bom: true }));
  return [...Map.groupBy(rows.map(inspectionOf), ({ authority }) => authority).values()];
}

function inspectionOf(row: Row): Inspection {
  const framework = FRAMEWORKS[row.framework];
  if (!framework) throw new Error(`Framework ${row.framework}`);
  const eventType = EVENTS[row.event_type] ?? 'short-inspection';
  const start = calendarDate(row.inspection_start);
  return {
    id: inspectionId(start, eventType),
    authority: row.la_name,
    framework,
    eventType,
    dates: [{ start, end: calendarDate(row.inspection_end) }],
    precision: 'day',
    publishedOn: calendarDate(row.report_published),
    judgements: frameworkOf(framework).areas.flatMap(({ area, covers }) => {
      const words = row[COLUMNS[area] ?? 'la_name'];
      if (words === '') return [];
      return [{ area, grade: gradeFromWords(framework, words), absence: null, words, covers: covers ?? null }];
    }),
    themes: [],
    summary: null,
    reportUrl: null,
    source: A_SOURCE,
  };
}
