import { z } from 'zod';
import { isRegion, type Region } from '../../authorities';
import { ABSENCES, frameworkOf, gradeFromWords, judgedArea, type AreaKey, type Covers, type FrameworkKey } from '../../frameworks';
import type { EventType, Judgement } from '../../inspections';
import { accepted, calendarDateSchema, refused, type Problem, type Result } from '../../shared';
import { plainName } from '../statements';
import { buildFigures, STATISTICS } from './build-figures';
import {
  rangesFromCell,
  readAuthorities,
  readReferenceSet,
  readRows,
  writeReferenceRows,
  type BuiltRows,
  type ReferenceAuthority,
  type ReferenceInspection,
  type ReferenceNeighbours,
  type Row,
  type RowsOf,
} from './format';

/** Where the build finds what, below the folder of snapshots it is given. */
export const SNAPSHOTS = {
  inspections: 'compiled/inspections_2013_2026_from_reports.csv',
  neighbours: 'neighbours/sn_model_2025_wide.csv',
  councils: 'lookup/local_authorities.csv',
  metrics: 'indicators/outcomes_enablers_summary_page_metadata.csv',
  ...STATISTICS,
} as const;

/** What no snapshot says, or one says wrongly, kept by hand in `prisma/reference`; codes, names and corrections give the basis of each line. */
export const HAND_KEPT = {
  sources: 'sources.csv',
  events: 'events.csv',
  abolished: 'by-hand/abolished-authorities.csv',
  codesAndNames: 'by-hand/codes-and-names.csv',
  corrections: 'by-hand/inspection-corrections.csv',
  indicators: 'by-hand/indicators.csv',
} as const;

const NEIGHBOUR_MODEL = '2025';

/** Keys in `sources.csv`. */
const SOURCE_OF = {
  inspections: 'ofsted-inspection-reports',
  neighbours: 'dfe-statistical-neighbours-2025',
  councils: 'local-authority-lookup',
} as const;

const FRAMEWORK_OF: Readonly<Record<string, FrameworkKey>> = {
  SIF: 'sif-2013',
  'ILACS-2018': 'ilacs-2018',
  'ILACS-2023': 'ilacs-2023',
  'ILACS-2026': 'ilacs-2026',
};

const EVENT_TYPE_OF: Readonly<Record<string, EventType>> = {
  SIF: 'single-inspection',
  standard: 'standard-inspection',
  short: 'short-inspection',
};

const COVERS_OF: Readonly<Record<string, Covers>> = {
  'children looked after and achieving permanence': 'looked-after-and-permanence',
  'children in care and care leavers (combined)': 'in-care-and-care-leavers',
  'children in care': 'in-care',
};

const GRADE_COLUMNS = [
  { area: 'overall-effectiveness', column: 'overall_effectiveness' },
  { area: 'leadership', column: 'leadership' },
  { area: 'help-and-protection', column: 'help_and_protection' },
  { area: 'in-care', column: 'in_care' },
  { area: 'care-leavers', column: 'care_leavers' },
  { area: 'adoption', column: 'sif_adoption' },
  { area: 'lscb', column: 'sif_lscb' },
] as const satisfies readonly { area: AreaKey; column: string }[];

const laCode = z.string().regex(/^\d{3}$/, 'A local authority code has three digits');
const onsCode = z.string().regex(/^E\d{8}$/, 'An ONS code is E and eight digits');
const filledIn = z.string().trim().min(1, 'This should be filled in');

const compiledRow = z.object({
  la_code: laCode,
  ons_code: onsCode,
  la_name: filledIn,
  framework: lookedUpIn(FRAMEWORK_OF),
  event_type: lookedUpIn(EVENT_TYPE_OF),
  dates: z.string().transform(rangesFromCell),
  report_published: calendarDateSchema,
  in_care_scope: lookedUpIn(COVERS_OF),
  report_url: filledIn,
  overall_effectiveness: z.string().trim(),
  leadership: z.string().trim(),
  help_and_protection: z.string().trim(),
  in_care: z.string().trim(),
  care_leavers: z.string().trim(),
  sif_adoption: z.string().trim(),
  sif_lscb: z.string().trim(),
});

const lookupRow = z.object({
  la_code: laCode,
  la_code_new: onsCode,
  local_authority_ons_name: filledIn,
  ltla23nm: z.string(),
  utla23nm: z.string(),
});

const RANKS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const neighbourRow = z
  .object({ old_la_code: laCode, la_name: filledIn, region_name: z.string().transform(regionFromName) })
  .and(z.object(Object.fromEntries(RANKS.map((rank) => [`SN_${rank}`, laCode]))))
  .and(z.object(Object.fromEntries(RANKS.map((rank) => [`SN_${rank}P`, filledIn]))));

const codeOrNameRow = z.object({ la_code: laCode, ons_code: onsCode.or(z.literal('')), name: z.string(), basis: filledIn });

const correctionRow = z.object({
  la_code: laCode,
  first_day: filledIn,
  column: z.enum(['dates', 'event_type']),
  value: filledIn,
  basis: filledIn,
});

/**
 * The rows of the files the build writes. Refused with a sentence for each odd thing: a column or cell that cannot be read, a council that the
 * snapshots do not agree on, a grade that is not on its framework's scale, a hand-kept line that fits nothing.
 */
export function buildReferenceRows(
  snapshots: RowsOf<(typeof SNAPSHOTS)[keyof typeof SNAPSHOTS]>,
  handKept: RowsOf<(typeof HAND_KEPT)[keyof typeof HAND_KEPT]>,
): Result<BuiltRows> {
  const corrections = readRows(HAND_KEPT.corrections, handKept(HAND_KEPT.corrections), correctionRow);
  const codesAndNames = readRows(HAND_KEPT.codesAndNames, handKept(HAND_KEPT.codesAndNames), codeOrNameRow);
  const abolished = readAuthorities(HAND_KEPT.abolished, handKept(HAND_KEPT.abolished));
  const lookup = readRows(SNAPSHOTS.councils, snapshots(SNAPSHOTS.councils), lookupRow);
  const neighbours = readRows(SNAPSHOTS.neighbours, snapshots(SNAPSHOTS.neighbours), neighbourRow);
  const compiled = readRows(
    SNAPSHOTS.inspections,
    snapshots(SNAPSHOTS.inspections).map((row) => corrected(row, corrections.ok ? corrections.value : [])),
    compiledRow,
  );
  const unread = [corrections, codesAndNames, abolished, lookup, neighbours, compiled].flatMap((read) => (read.ok ? [] : read.problems));
  if (!corrections.ok || !codesAndNames.ok || !abolished.ok || !lookup.ok || !neighbours.ok || !compiled.ok) return refused(...unread);

  const slugs = new Map(compiled.value.map((row) => [row.la_code, slugFrom(row.la_name)]));
  const odd = [
    ...codesAndNames.value
      .filter((row) => !slugs.has(row.la_code))
      .map((row) => `${HAND_KEPT.codesAndNames}: there is no council ${row.la_code}`),
    ...corrections.value
      .filter((correction) => !snapshots(SNAPSHOTS.inspections).some((row) => concerns(correction, row)))
      .map((correction) => `${HAND_KEPT.corrections}: no inspection of ${correction.la_code} began on ${correction.first_day}`),
    ...neighbours.value
      .flatMap((row) => [row.old_la_code, ...neighboursIn(row).map(({ code }) => code)])
      .filter((code) => !slugs.has(code))
      .map((code) => `${SNAPSHOTS.neighbours}: council ${code} has no inspections`),
    ...compiled.value.flatMap(oddGrades),
    ...[...slugs.keys()].flatMap((code) =>
      oddCouncil(
        code,
        compiled.value.filter((row) => row.la_code === code),
        lookup.value.filter((row) => row.la_code === code),
        neighbours.value.filter((row) => row.old_la_code === code),
      ),
    ),
  ];
  if (odd.length > 0) return refused(...odd.map((message): Problem => ({ message })));

  const slugOf = (code: string) => slugs.get(code) ?? '';
  const authorities = [
    ...neighbours.value.map((row) =>
      councilFrom(
        row,
        compiled.value.filter((each) => each.la_code === row.old_la_code),
        lookup.value.filter((each) => each.la_code === row.old_la_code),
        codesAndNames.value.filter((each) => each.la_code === row.old_la_code),
      ),
    ),
    ...abolished.value,
  ];
  const figures = buildFigures(handKept(HAND_KEPT.indicators), snapshots(SNAPSHOTS.metrics), authorities, snapshots);
  if (!figures.ok) return figures;
  const built = writeReferenceRows({
    ...figures.value,
    authorities,
    neighbours: neighbours.value.map((row): ReferenceNeighbours => ({
      authority: slugOf(row.old_la_code),
      model: NEIGHBOUR_MODEL,
      neighbours: neighboursIn(row).map(({ code, closeness }) => ({ authority: slugOf(code), closeness })),
      source: SOURCE_OF.neighbours,
    })),
    inspections: compiled.value.map((row): ReferenceInspection => ({
      authority: slugOf(row.la_code),
      framework: row.framework,
      eventType: row.event_type,
      dates: row.dates,
      precision: 'day',
      publishedOn: row.report_published,
      judgements: judgementsIn(row),
      themes: [],
      summary: null,
      reportUrl: row.report_url,
      source: SOURCE_OF.inspections,
    })),
  });
  const readAgain = readReferenceSet((file) => {
    return file === HAND_KEPT.sources || file === HAND_KEPT.events ? handKept(file) : built[file];
  });
  return readAgain.ok ? accepted(built) : readAgain;
}

/** The council under its name as published; only the "Upon" that one file writes in Hull's is put right. */
function councilFrom(
  modelled: NeighbourRow,
  inspections: readonly CompiledRow[],
  lookup: readonly LookupRow[],
  codesAndNames: readonly z.infer<typeof codeOrNameRow>[],
): ReferenceAuthority {
  const published = inspections.map((row) => row.la_name)[0] ?? '';
  const name = published.replace(' Upon ', ' upon ');
  const otherNames = [
    ...lookup.flatMap(({ ltla23nm, utla23nm }) => [ltla23nm, utla23nm]),
    modelled.la_name,
    ...codesAndNames.map((row) => row.name),
  ].map(plainName);
  return {
    slug: slugFrom(published),
    laCode: modelled.old_la_code,
    name,
    region: modelled.region_name,
    onsCodes: [...new Set([...inspections.map((row) => row.ons_code), ...codesAndNames.map((row) => row.ons_code)])].filter(isFilledIn),
    otherNames: [...new Set(otherNames)].filter((other) => isFilledIn(other) && other !== plainName(name)),
    abolishedOn: null,
    successors: [],
    source: SOURCE_OF.councils,
  };
}

/** Where the snapshots do not agree on a council. */
function oddCouncil(
  code: string,
  inspections: readonly CompiledRow[],
  lookup: readonly LookupRow[],
  neighbours: readonly NeighbourRow[],
): readonly string[] {
  const published = inspections.map((row) => `${row.la_name} (${row.ons_code})`);
  const looked = lookup.map((row) => `${row.local_authority_ons_name} (${row.la_code_new})`);
  const calls = [...new Set([...published, ...looked])];
  return [
    ...(calls.length === 1 ? [] : [`Council ${code} is called ${calls.join(' and ')}`]),
    ...(looked.length === 1 ? [] : [`${SNAPSHOTS.councils} should have council ${code} once, and has it ${looked.length} times`]),
    ...(neighbours.length === 1 ? [] : [`${SNAPSHOTS.neighbours} should have council ${code} once, and has it ${neighbours.length} times`]),
  ];
}

/**
 * The areas the framework judges, in the order its reports print them. A blank among them was not recorded; where a framework does not judge an area
 * there is no row, the domain knows why.
 */
function judgementsIn(row: CompiledRow): readonly Judgement[] {
  return frameworkOf(row.framework).areas.map((judged): Judgement => {
    const column = GRADE_COLUMNS.find(({ area }) => area === judged.area)?.column;
    const words = column ? row[column] : '';
    const covers = judged.covers ?? null;
    return words === ''
      ? { area: judged.area, grade: null, absence: 'not-recorded', words: ABSENCES['not-recorded'].words, covers }
      : { area: judged.area, grade: gradeFromWords(row.framework, words), absence: null, words, covers };
  });
}

function oddGrades(row: CompiledRow): readonly string[] {
  const what = `${row.la_name}, report of ${row.report_published.toString()}`;
  const scope = judgedArea(row.framework, 'in-care')?.covers;
  return [
    ...GRADE_COLUMNS.filter(({ column }) => row[column] !== '').flatMap(({ area, column }) => {
      if (judgedArea(row.framework, area) === null)
        return [`${what}: ${row.framework} does not judge ${area}, yet it says “${row[column]}”`];
      return gradeFromWords(row.framework, row[column])
        ? []
        : [`${what}: “${row[column]}” is no grade that ${row.framework} gives for ${area}`];
    }),
    ...(scope === row.in_care_scope ? [] : [`${what}: ${row.framework} judges ${scope}, not ${row.in_care_scope}`]),
  ];
}

function neighboursIn(row: NeighbourRow): readonly { readonly code: string; readonly closeness: string }[] {
  return RANKS.map((rank) => ({ code: row[`SN_${rank}`] ?? '', closeness: row[`SN_${rank}P`] ?? '' }));
}

/** The row with its days on site in one cell, as this project's files have them, and with what was put right by hand. */
function corrected(row: Row, corrections: readonly Correction[]): Row {
  const putRight = new Map(corrections.filter((each) => concerns(each, row)).map(({ column, value }): [string, string] => [column, value]));
  return {
    ...row,
    event_type: putRight.get('event_type') ?? row['event_type'] ?? '',
    dates: putRight.get('dates') ?? `${row['inspection_start']}/${row['inspection_end']}`,
  };
}

function concerns(correction: Correction, row: Row): boolean {
  return row['la_code'] === correction.la_code && row['inspection_start'] === correction.first_day;
}

/** `St. Helens` is `st-helens`, `Bristol, City of` is `bristol-city-of`. */
function slugFrom(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function regionFromName(name: string, context: z.RefinementCtx): Region {
  const key = slugFrom(name);
  if (isRegion(key)) return key;
  context.addIssue({ code: 'custom', message: 'This should be a region of England' });
  return z.NEVER;
}

function lookedUpIn<Key>(table: Readonly<Record<string, Key>>): z.ZodType<Key, string> {
  return z.string().transform((cell, context) => {
    const key = table[cell];
    if (key !== undefined) return key;
    context.addIssue({ code: 'custom', message: `This should be one of ${Object.keys(table).join(', ')}` });
    return z.NEVER;
  });
}

function isFilledIn(text: string): boolean {
  return text !== '';
}

type CompiledRow = z.infer<typeof compiledRow>;
type LookupRow = z.infer<typeof lookupRow>;
type NeighbourRow = z.infer<typeof neighbourRow>;
type Correction = z.infer<typeof correctionRow>;
