import { z } from 'zod';
import { isRegion, type Region } from '../../authorities';
import { COVERS, isAbsence, isAreaKey, isFrameworkKey, isGrade, judgedArea, type Covers } from '../../frameworks';
import {
  DATE_PRECISIONS,
  firstDayOnSite,
  inspectionId,
  isEventType,
  isGraded,
  isTheme,
  type Judgement,
  type StatedInspection,
} from '../../inspections';
import { accepted, calendarDateSchema, isBefore, refused, type DateRange, type Problem, type Result } from '../../shared';
import { indicatorRow, misfitsInFigures, readingsRow, writeIndicatorRow, writeReadingsRows, type ReferenceFigures } from './figures';
import { plainName, type AuthorityStatement, type NeighbourStatement, type SourceStatements, type StatedSource } from '../statements';

/**
 * The project's own reference set: facts about England's councils in small CSV files (`prisma/reference`, described in its README).
 * The build writes this format and the load at start reads it, both through this file.
 */

/** The files with their columns, in the order they stand. */
export const REFERENCE_FILES = {
  'sources.csv': ['key', 'name', 'publisher', 'url', 'file', 'page', 'published_on', 'retrieved_on'],
  'authorities.csv': ['slug', 'la_code', 'name', 'region', 'ons_codes', 'other_names', 'abolished_on', 'successors', 'source'],
  'neighbours.csv': ['authority', 'model', 'rank', 'neighbour', 'closeness', 'source'],
  'inspections.csv': ['authority', 'id', 'framework', 'event_type', 'dates', 'precision', 'published_on', 'report_url', 'source'],
  'judgements.csv': ['authority', 'inspection', 'area', 'grade', 'absence', 'words', 'covers'],
  'events.csv': [
    'authority',
    'id',
    'framework',
    'event_type',
    'dates',
    'precision',
    'published_on',
    'report_url',
    'themes',
    'summary',
    'source',
  ],
  'indicators.csv': [
    'key',
    'name',
    'unit',
    'decimals',
    'polarity',
    'frequency',
    'year_ends',
    'area',
    'reference',
    'column',
    'filters',
    'base',
    'base_filters',
    'source',
  ],
  'readings.csv': ['indicator', 'geography', 'time_identifier', 'readings'],
} as const satisfies Record<string, readonly string[]>;

/** What the build writes; the rest is kept by hand. */
export const BUILT_FILES = [
  'authorities.csv',
  'neighbours.csv',
  'inspections.csv',
  'judgements.csv',
  'indicators.csv',
  'readings.csv',
] as const satisfies readonly ReferenceFile[];

/** How many neighbours a model gives every council. */
const NEIGHBOURS_OF_A_COUNCIL = 10;

/** Between the parts of a cell that holds several. */
const BETWEEN_PARTS = ';';

const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Write a key in lower case, digits and hyphens');
const text = z.string().refine((cell) => cell.trim() === cell && cell !== '', 'Fill this in, without spaces around it');
const dayOrBlank = orBlank(calendarDateSchema, 'Write a date such as 2023-09-11, or nothing');
const webAddressOrBlank = orBlank(z.url({ protocol: /^https$/ }), 'Write an address that begins with https://, or nothing');

const sourceRow = z
  .object({
    key,
    name: text,
    publisher: text,
    url: webAddressOrBlank,
    file: orBlank(text, 'Write the name of a file, or nothing'),
    page: orBlank(text, 'Write a page, or nothing'),
    published_on: dayOrBlank,
    retrieved_on: calendarDateSchema,
  })
  .transform((row): StatedSource => ({
    key: row.key,
    name: row.name,
    publisher: row.publisher,
    url: row.url,
    file: row.file,
    page: row.page,
    publishedOn: row.published_on,
    retrievedOn: row.retrieved_on,
  }));

const authorityRow = z
  .object({
    slug: key,
    la_code: z.string().regex(/^\d{3}$/, 'Write the three digits of the Department for Education'),
    name: text,
    region: known(isRegion, 'a region of England'),
    ons_codes: parts(z.string().regex(/^E\d{8}$/, 'Write ONS codes as E and eight digits')).refine(
      (codes) => codes.length > 0,
      'Give an ONS code',
    ),
    other_names: parts(text.refine((name) => name === name.toLowerCase(), 'Write other names in lower case')),
    abolished_on: dayOrBlank,
    successors: parts(key),
    source: key,
  })
  .transform((row): ReferenceAuthority => ({
    slug: row.slug,
    laCode: row.la_code,
    name: row.name,
    region: row.region,
    onsCodes: row.ons_codes,
    otherNames: row.other_names,
    abolishedOn: row.abolished_on,
    successors: row.successors,
    source: row.source,
  }));

const neighbourRow = z.object({
  authority: key,
  model: text,
  rank: z
    .string()
    .regex(/^([1-9]|10)$/, `Write a rank from 1 to ${NEIGHBOURS_OF_A_COUNCIL}`)
    .transform(Number),
  neighbour: key,
  closeness: text,
  source: key,
});

const inspectionColumns = {
  authority: key,
  id: key,
  framework: orBlank(known(isFrameworkKey, 'a framework'), 'Write the key of a framework, or nothing'),
  event_type: known(isEventType, 'a kind of event'),
  dates: z.string().transform(rangesFromCell),
  precision: z.enum(DATE_PRECISIONS),
  published_on: dayOrBlank,
  report_url: webAddressOrBlank,
  source: key,
};

const inspectionRow = z.object(inspectionColumns).transform((row) => identified(row, { themes: [], summary: null }));
const eventRow = z
  .object({ ...inspectionColumns, themes: parts(known(isTheme, 'a theme of a visit')), summary: text })
  .transform(({ themes, summary, ...row }) => identified(row, { themes, summary }));

const judgementRow = z
  .object({
    authority: key,
    inspection: key,
    area: known(isAreaKey, 'an area'),
    grade: orBlank(known(isGrade, 'a grade'), 'Write the key of a grade, or nothing'),
    absence: orBlank(known(isAbsence, 'an absence'), 'Write the key of an absence, or nothing'),
    words: text,
    covers: orBlank(known(isCovers, 'what is covered'), 'Write the key of what is covered, or nothing'),
  })
  .transform(({ authority, inspection, ...judgement }): { authority: string; inspection: string; judgement: Judgement } => ({
    authority,
    inspection,
    judgement,
  }));

export const REFERENCE_FILE_NAMES = Object.keys(REFERENCE_FILES).filter(isReferenceFile);

/** The facts in the files' rows. Refused rows are named by file, line and column; so are facts that do not fit together. */
export function readReferenceSet(rowsOf: RowsOf<ReferenceFile>): Result<ReferenceSet> {
  const sources = readOurs('sources.csv', 'sources.csv', rowsOf('sources.csv'), sourceRow);
  const authorities = readAuthorities('authorities.csv', rowsOf('authorities.csv'));
  const neighbours = readOurs('neighbours.csv', 'neighbours.csv', rowsOf('neighbours.csv'), neighbourRow);
  const inspections = readOurs('inspections.csv', 'inspections.csv', rowsOf('inspections.csv'), inspectionRow);
  const judgements = readOurs('judgements.csv', 'judgements.csv', rowsOf('judgements.csv'), judgementRow);
  const events = readOurs('events.csv', 'events.csv', rowsOf('events.csv'), eventRow);
  const indicators = readOurs('indicators.csv', 'indicators.csv', rowsOf('indicators.csv'), indicatorRow);
  const readings = readOurs('readings.csv', 'readings.csv', rowsOf('readings.csv'), readingsRow);
  const problems = [sources, authorities, neighbours, inspections, judgements, events, indicators, readings].flatMap((read) =>
    read.ok ? [] : read.problems,
  );
  if (!sources.ok || !authorities.ok || !neighbours.ok || !inspections.ok || !judgements.ok || !events.ok) return refused(...problems);
  if (!indicators.ok || !readings.ok) return refused(...problems);

  const byInspection = Map.groupBy(judgements.value, ({ authority, inspection }) => `${authority} ${inspection}`);
  const graded = inspections.value.map(({ name, inspection }) => ({
    name,
    inspection: { ...inspection, judgements: (byInspection.get(name) ?? []).map(({ judgement }) => judgement) },
  }));
  const set: ReferenceSet = {
    sources: sources.value,
    authorities: authorities.value,
    neighbours: [...Map.groupBy(neighbours.value, ({ authority, model }) => `${authority} ${model}`).values()].map(neighboursFrom),
    inspections: [...graded, ...events.value].map(({ inspection }) => inspection),
    indicators: indicators.value,
    readings: readings.value.flat(),
  };
  const misfits = [
    ...notRankedFromOne(neighbours.value),
    ...[...graded, ...events.value]
      .filter(({ name, inspection }) => name !== nameOf(inspection))
      .map(({ name, inspection }) => `${name} should be called ${nameOf(inspection)}, after its first day and its kind`),
    ...[...byInspection.keys()]
      .filter((name) => !graded.some((each) => each.name === name))
      .map((name) => `judgements.csv speaks of ${name}, which inspections.csv does not have`),
    ...misfitsIn(set),
  ];
  return misfits.length > 0 ? refused(...misfits.map((message) => ({ message }))) : accepted(set);
}

/** What each source states, in the order of `sources.csv`, which has those of councils first: what reconciling and saving start from. */
export function statementsBySource(set: ReferenceSet): readonly SourceStatements[] {
  const sourceOf = new Map(set.indicators.map(({ key, source }) => [key, source]));
  const readingsOf = Map.groupBy(set.readings, ({ indicator }) => sourceOf.get(indicator));
  return set.sources.map((source) => {
    const its = (fact: { readonly source: string }) => fact.source === source.key;
    return {
      source,
      authorities: set.authorities.filter(its),
      neighbours: set.neighbours.filter(its),
      inspections: set.inspections.filter(its),
      indicators: set.indicators.filter(its),
      readings: readingsOf.get(source.key) ?? [],
    };
  });
}

/** Rows of `authorities.csv`, or of the hand-kept file of abolished ones in the same columns. */
export function readAuthorities(file: string, rows: readonly Row[]): Result<readonly ReferenceAuthority[]> {
  return readOurs(file, 'authorities.csv', rows, authorityRow);
}

/** The files the build writes, as rows under the columns of `REFERENCE_FILES`, in an order that only the facts decide. */
export function writeReferenceRows(facts: Omit<ReferenceSet, 'sources'>): BuiltRows {
  const inspections = facts.inspections
    .map((inspection) => ({ ...inspection, id: inspectionId(firstDayOnSite(inspection), inspection.eventType) }))
    .toSorted((left, right) => compare(left.authority, right.authority) || compare(left.id, right.id));
  return {
    'authorities.csv': facts.authorities
      .toSorted((left, right) => compare(left.slug, right.slug))
      .map((authority) => ({
        slug: authority.slug,
        la_code: authority.laCode,
        name: authority.name,
        region: authority.region,
        ons_codes: authority.onsCodes.join(BETWEEN_PARTS),
        other_names: authority.otherNames.toSorted(compare).join(BETWEEN_PARTS),
        abolished_on: authority.abolishedOn?.toString() ?? '',
        successors: authority.successors.join(BETWEEN_PARTS),
        source: authority.source,
      })),
    'neighbours.csv': facts.neighbours
      .toSorted((left, right) => compare(left.authority, right.authority) || compare(left.model, right.model))
      .flatMap(({ authority, model, neighbours, source }) =>
        neighbours.map((neighbour, index) => ({
          authority,
          model,
          rank: String(index + 1),
          neighbour: neighbour.authority,
          closeness: neighbour.closeness,
          source,
        })),
      ),
    'inspections.csv': inspections.map((inspection) => ({
      authority: inspection.authority,
      id: inspection.id,
      framework: inspection.framework ?? '',
      event_type: inspection.eventType,
      dates: inspection.dates.map(({ start, end }) => `${start.toString()}/${end.toString()}`).join(BETWEEN_PARTS),
      precision: inspection.precision,
      published_on: inspection.publishedOn?.toString() ?? '',
      report_url: inspection.reportUrl ?? '',
      source: inspection.source,
    })),
    'judgements.csv': inspections.flatMap((inspection) =>
      inspection.judgements.map((judgement) => ({
        authority: inspection.authority,
        inspection: inspection.id,
        area: judgement.area,
        grade: judgement.grade ?? '',
        absence: judgement.absence ?? '',
        words: judgement.words,
        covers: judgement.covers ?? '',
      })),
    ),
    'indicators.csv': facts.indicators.toSorted((left, right) => compare(left.key, right.key)).map(writeIndicatorRow),
    'readings.csv': writeReadingsRows(facts.readings),
  };
}

/** `2024-09-30/2024-10-11;2025-01-13/2025-01-16`: each stay's first and last day, earliest first, no two touching the same day. */
export function rangesFromCell(cell: string, context: z.RefinementCtx): readonly DateRange[] {
  const ranges = cell.split(BETWEEN_PARTS).map((part) => {
    const [start, end, ...rest] = part.split('/').map((date) => calendarDateSchema.safeParse(date));
    return start?.success && end?.success && rest.length === 0 && start.data.toString() <= end.data.toString()
      ? { start: start.data, end: end.data }
      : null;
  });
  const read = ranges.filter((range) => range !== null);
  const ordered = read.every((range, index) => index === 0 || (read[index - 1]?.end.toString() ?? '') < range.start.toString());
  if (read.length === ranges.length && ordered) return read;
  context.addIssue({ code: 'custom', message: 'Write stays on site as first/last day, earliest first, joined by semicolons' });
  return z.NEVER;
}

/** Reads rows by a schema, which may ask for fewer columns than there are. A refusal names file, line (the header is line 1), column and reason. */
export function readRows<Fact>(file: string, rows: readonly Row[], schema: z.ZodType<Fact>): Result<readonly Fact[]> {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  for (const [index, row] of rows.entries()) {
    const read = schema.safeParse(row);
    if (read.success) facts.push(read.data);
    else {
      for (const issue of read.error.issues) {
        const column = String(issue.path[0] ?? '');
        const cell = row[column];
        const fault = cell === undefined ? 'is missing' : `is “${cell}”: ${issue.message}`;
        problems.push({ message: `${file}, line ${index + 2}, ${column} ${fault}` });
      }
    }
  }
  return problems.length > 0 ? refused(...problems) : accepted(facts);
}

/** Rows of a file of ours, whose columns stand exactly as those of `like`. */
function readOurs<Fact>(file: string, like: ReferenceFile, rows: readonly Row[], schema: z.ZodType<Fact>): Result<readonly Fact[]> {
  const columns = REFERENCE_FILES[like].join(', ');
  const found = Object.keys(rows[0] ?? {}).join(', ');
  if (rows.length > 0 && found !== columns) return refused({ message: `${file}: the columns should be ${columns}, and are ${found}` });
  return readRows(file, rows, schema);
}

/** What in the set does not fit together, in sentences. */
function misfitsIn(set: ReferenceSet): readonly string[] {
  const sources = new Set(set.sources.map((source) => source.key));
  const slugs = new Set(set.authorities.map((authority) => authority.slug));
  const facts = [
    ...set.authorities.map(({ slug, source, successors }) => ({ what: slug, source, mentions: successors })),
    ...set.neighbours.map(({ authority, model, neighbours, source }) => ({
      what: `The ${model} neighbours of ${authority}`,
      source,
      mentions: [authority, ...neighbours.map((neighbour) => neighbour.authority)],
    })),
    ...set.inspections.map((inspection) => ({ what: nameOf(inspection), source: inspection.source, mentions: [inspection.authority] })),
  ];
  return [
    ...facts.filter(({ source }) => !sources.has(source)).map(({ what, source }) => `${what}: sources.csv lacks the source ${source}`),
    ...facts.flatMap(({ what, mentions }) =>
      mentions.filter((slug) => !slugs.has(slug)).map((slug) => `${what}: authorities.csv lacks ${slug}`),
    ),
    ...repeated(set.sources.map((source) => source.key)).map((twice) => `sources.csv has ${twice} twice`),
    ...repeated(set.authorities.map((authority) => authority.slug)).map((twice) => `authorities.csv has ${twice} twice`),
    ...repeated(set.authorities.flatMap(({ laCode, onsCodes }) => [laCode, ...onsCodes])).map(
      (twice) => `authorities.csv has the code ${twice} twice`,
    ),
    ...repeated(set.authorities.flatMap(({ name, otherNames }) => [plainName(name), ...otherNames])).map(
      (twice) => `authorities.csv has the name ${twice} twice`,
    ),
    ...set.authorities
      .filter(({ abolishedOn, successors }) => (abolishedOn === null) !== (successors.length === 0))
      .map(({ slug }) => `${slug} needs the day it was abolished and its successors, or neither`),
    ...set.neighbours
      .filter(({ authority, neighbours }) => !areOthers(authority, neighbours))
      .map(({ authority }) => `${authority} needs ${NEIGHBOURS_OF_A_COUNCIL} different neighbours, none of them itself`),
    ...repeated(set.inspections.map(nameOf)).map((twice) => `${twice} is there twice`),
    ...set.inspections.flatMap(misfitsInInspection),
    ...misfitsInFigures(set, slugs, sources),
  ];
}

function misfitsInInspection(inspection: ReferenceInspection): readonly string[] {
  const what = nameOf(inspection);
  const { framework, publishedOn, judgements } = inspection;
  return [
    ...(publishedOn && isBefore(publishedOn, firstDayOnSite(inspection)) ? [`${what} was published before it began`] : []),
    ...(isGraded(inspection) === judgements.length > 0 ? [] : [`${what} needs judgements if, and only if, it is graded`]),
    ...repeated(judgements.map(({ area }): string => area)).map((area) => `${what} judges ${area} twice`),
    ...judgements.flatMap(({ area, grade, absence, covers }) => {
      const judged = framework && judgedArea(framework, area);
      if (!judged) return [`${what} judges ${area}, which its framework does not`];
      return [
        ...((grade === null) === (absence === null) ? [`${what} needs either a grade or an absence for ${area}`] : []),
        ...((judged.covers ?? null) === covers ? [] : [`${what}: ${area} covers ${judged.covers ?? 'what its name says'}, not ${covers}`]),
      ];
    }),
  ];
}

function areOthers(council: string, neighbours: NeighbourStatement['neighbours']): boolean {
  const others = new Set(neighbours.map(({ authority }) => authority));
  return others.size === NEIGHBOURS_OF_A_COUNCIL && neighbours.length === NEIGHBOURS_OF_A_COUNCIL && !others.has(council);
}

/** Rows of a council stand together, closest first, so that the rank is the place in the list. */
function notRankedFromOne(rows: readonly z.infer<typeof neighbourRow>[]): readonly string[] {
  return [...Map.groupBy(rows, ({ authority }) => authority)].flatMap(([authority, its]) =>
    its.every(({ rank }, index) => rank === index + 1)
      ? []
      : [`neighbours.csv: the neighbours of ${authority} should be ranked from 1 to 10`],
  );
}

function neighboursFrom(rows: readonly z.infer<typeof neighbourRow>[]): ReferenceNeighbours {
  const [first] = rows;
  if (!first) throw new Error('A group of rows has at least one');
  const { authority, model, source } = first;
  return { authority, model, source, neighbours: rows.map((row) => ({ authority: row.neighbour, closeness: row.closeness })) };
}

/** `barnsley 2023-09-11-short-inspection` */
function nameOf(inspection: StatedInspection): string {
  return `${inspection.authority} ${inspectionId(firstDayOnSite(inspection), inspection.eventType)}`;
}

/** An inspection with the name its row gives it. */
function identified(
  row: z.infer<z.ZodObject<typeof inspectionColumns>>,
  said: Pick<StatedInspection, 'themes' | 'summary'>,
): { readonly name: string; readonly inspection: ReferenceInspection } {
  return {
    name: `${row.authority} ${row.id}`,
    inspection: {
      ...said,
      authority: row.authority,
      framework: row.framework,
      eventType: row.event_type,
      dates: row.dates,
      precision: row.precision,
      publishedOn: row.published_on,
      judgements: [],
      reportUrl: row.report_url,
      source: row.source,
    },
  };
}

function orBlank<Cell>(schema: z.ZodType<Cell, string>, otherwise: string): z.ZodType<Cell | null, string> {
  return z.string().transform((cell, context) => {
    if (cell === '') return null;
    const read = schema.safeParse(cell);
    if (read.success) return read.data;
    context.addIssue({ code: 'custom', message: otherwise });
    return z.NEVER;
  });
}

function parts<Part>(part: z.ZodType<Part, string>): z.ZodType<readonly Part[], string> {
  return z
    .string()
    .transform((cell) => (cell === '' ? [] : cell.split(BETWEEN_PARTS)))
    .pipe(z.array(part));
}

function known<Key extends string>(isKey: (cell: string) => cell is Key, what: string): z.ZodType<Key, string> {
  return z.string().refine(isKey, `Write the key of ${what}`);
}

function isReferenceFile(name: string): name is ReferenceFile {
  return Object.hasOwn(REFERENCE_FILES, name);
}

function isCovers(cell: string): cell is Covers {
  return Object.hasOwn(COVERS, cell);
}

function repeated(items: readonly string[]): readonly string[] {
  return [...new Set(items.filter((item, index) => items.indexOf(item) !== index))];
}

/** By code unit, so that the order is the same on every machine. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** One line of a CSV file, by column name. */
export type Row = Readonly<Record<string, string>>;
export type ReferenceFile = keyof typeof REFERENCE_FILES;
export type BuiltFile = (typeof BUILT_FILES)[number];
export type BuiltRows = Readonly<Record<BuiltFile, readonly Row[]>>;
/** The rows of a file, which the caller has read. */
export type RowsOf<File> = (file: File) => readonly Row[];

/** Facts name their source, and councils each other, by key. */
export interface ReferenceSet extends ReferenceFigures {
  readonly sources: readonly StatedSource[];
  readonly authorities: readonly ReferenceAuthority[];
  readonly neighbours: readonly ReferenceNeighbours[];
  /** Graded inspections first, then the hand-kept events. */
  readonly inspections: readonly ReferenceInspection[];
}

export interface ReferenceAuthority extends AuthorityStatement {
  readonly region: Region;
  readonly source: string;
}

export interface ReferenceNeighbours extends NeighbourStatement {
  readonly source: string;
}

export interface ReferenceInspection extends StatedInspection {
  readonly source: string;
}
