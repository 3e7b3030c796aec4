import { z } from 'zod';
import { isRegion, REGIONS } from '@/domain/authorities';
import { ABSENCES, AREA_KEYS, COVERS, FRAMEWORKS, GRADE_KEYS, isAbsence, type Covers } from '@/domain/frameworks';
import {
  ENGLAND,
  FREQUENCIES,
  isFrequency,
  isMarker,
  isPolarity,
  isUnit,
  MARKERS,
  PARTS_OF_LONDON,
  POLARITIES,
  UNITS,
} from '@/domain/indicators';
import { DATE_PRECISIONS, EVENT_TYPES, isEventType, isTheme, THEMES } from '@/domain/inspections';

/**
 * What the API promises: the questions it takes and the answers it gives, as schemas. Answers are typed by them, addresses are parsed by them, the OpenAPI
 * document is made from them. Within `/api/v1` fields and parameters may be added; none is taken away or given another meaning.
 */

export const MOST_ITEMS = 1_000;
/** Items on a page that names no limit. A CSV file has no place to say that more follows, so it brings all it may. */
export const USUAL_ITEMS = { json: 100, csv: MOST_ITEMS } as const satisfies Record<Format, number>;
/** Far beyond any list here; it keeps the database from being asked for nonsense. */
const LARGEST_OFFSET = 100_000;

const area = z.enum(AREA_KEYS).describe('A judgement area.');
const grade = z.enum(GRADE_KEYS).describe('A grade; `adequate` was given before 2013 only.');
const absence = z.enum(Object.keys(ABSENCES).filter(isAbsence)).describe(
  Object.entries(ABSENCES)
    .map(([key, { words }]) => `\`${key}\`: ${words}`)
    .join('; '),
);
const covers = z
  .enum(Object.keys(COVERS).filter(isCovers))
  .describe('Whom a judgement on children in care is about; before 2023 it includes care leavers.');
const framework = z.enum(FRAMEWORKS.map(({ key }) => key)).describe('An inspection framework. A new one adds a key.');
const region = z.enum(Object.keys(REGIONS).filter(isRegion)).describe('One of the nine regions of England.');
const eventType = z.enum(Object.keys(EVENT_TYPES).filter(isEventType)).describe('What Ofsted did at the council.');
const theme = z.enum(Object.keys(THEMES).filter(isTheme)).describe('What a focused or monitoring visit looked at.');
const day = z.iso.date().describe('A calendar day, `2023-09-11`.');
const slug = z.string().describe('The council as it is written in addresses: `barnsley`.');
const inspectionId = z.string().describe('First day on site and event, unique within its council: `2023-09-11-short-inspection`.');

const sourceSchema = z
  .object({
    name: z.string(),
    publisher: z.string(),
    url: z.string().nullable(),
    file: z.string().nullable().describe('The file the fact was read from, by its published name.'),
    page: z.string().nullable(),
    publishedOn: day.nullable(),
    retrievedOn: day,
  })
  .describe('Where a fact comes from.');

const councilName = z.object({ slug, name: z.string() }).describe('A council by its name.');

const authoritySchema = z
  .object({
    slug,
    name: z.string(),
    region,
    laCode: z.string().describe('The Department for Education’s three digits. They outlive changes of the ONS code: join on them.'),
    onsCodes: z.array(z.string()).describe('Every ONS code the council has had.'),
    abolishedOn: day.nullable().describe('Null for the 153 councils of today.'),
    successors: z.array(councilName),
    predecessors: z.array(councilName),
    source: sourceSchema,
    links: z.object({
      page: z.string().describe('The council’s page for people.'),
      inspections: z.string().describe('Its inspections in this API.'),
    }),
  })
  .describe('A council with children’s services, present or abolished.');

const judgementSchema = z
  .object({
    area,
    grade: grade.nullable(),
    words: z.string().describe('The grade as the report prints it, or the words of the absence.'),
    covers: covers.nullable(),
    absence: absence.nullable().describe('Why there is no grade. Exactly one of `grade` and `absence` is set.'),
  })
  .describe('What an inspection says of one area. Grades compare only where the framework and `covers` mean the same.');

const disagreementSchema = z
  .object({
    field: z.string().describe('`eventType`, `publishedOn`, `themes` or an area as `judgement:help-and-protection`.'),
    stored: z.string().describe('What this answer says.'),
    stated: z.string().describe('What the other source says.'),
    source: sourceSchema.describe('The other source.'),
  })
  .describe('Another source says something else.');

const inspectionSchema = z
  .object({
    id: inspectionId,
    authority: slug,
    framework: framework.nullable().describe('Null for events outside any framework, such as joint targeted area inspections.'),
    eventType,
    dates: z
      .array(z.object({ start: day, end: day.nullable() }))
      .describe('Days on site, earliest first. The end is null where no source gives the last day.'),
    precision: z
      .enum(DATE_PRECISIONS)
      .describe(
        '`day`: the days are known; `first-day`: only the first one; `month`: only the month, given from its first to its last day.',
      ),
    publishedOn: day.nullable(),
    judgements: z
      .array(judgementSchema)
      .describe(
        'Every area the framework judges, in the order of the report’s front table, then those a reader may look for and not find. Empty for a visit.',
      ),
    themes: z.array(theme),
    summary: z.string().nullable().describe('What came of it, in the service’s own words.'),
    reportUrl: z.string().nullable(),
    disagreements: z.array(disagreementSchema),
    source: sourceSchema,
  })
  .describe('Any event of Ofsted’s at a council, graded or not.');

const latestJudgementSchema = z
  .object({
    authority: slug,
    name: z.string(),
    region,
    inspection: inspectionId,
    inspectedOn: day.describe('First day on site.'),
    publishedOn: day.nullable(),
    framework: framework.nullable(),
    ...judgementSchema.shape,
  })
  .describe('What a council’s latest published graded inspection says of one area.');

const indicatorSchema = z
  .object({
    key: z.string().describe('The indicator as it is written in addresses: `agency-rate`.'),
    name: z.string(),
    unit: z.enum(Object.keys(UNITS).filter(isUnit)).describe('What its figures are counted in.'),
    decimals: z.int().min(0).max(6).describe('To how many decimals people are shown its figures.'),
    polarity: z
      .enum(Object.keys(POLARITIES).filter(isPolarity))
      .describe('Which way is better. `neither`: nobody can say from the figure alone.'),
    frequency: z.enum(Object.keys(FREQUENCIES).filter(isFrequency)).describe('Of what kind all its periods are.'),
    yearEnds: z.string().nullable().describe('Month and day at which its reporting years end, `09-30`.'),
    area: area.nullable().describe('The judgement area it belongs to.'),
    frameworkReference: z
      .string()
      .nullable()
      .describe('Outcome or enabler of the children’s social care national framework: `outcome-4`, `enabler-3`.'),
    source: sourceSchema,
    links: z.object({ readings: z.string().describe('Its readings in this API; add `authority` or `geography`.') }),
  })
  .describe('Something that is measured again and again.');

const readingSchema = z
  .object({
    indicator: z.string(),
    period: z.string().describe('As published: `2025`, `202425`.'),
    timeIdentifier: z.string().describe('What kind of period it is, as published: `Reporting year`, `Academic year`.'),
    geography: z
      .string()
      .describe('A council, `england`, a region, or councils that report together, joined by `+`: a figure of both, of neither alone.'),
    value: z.number().nullable().describe('The number as published, unrounded. A CSV file has it to the last decimal printed.'),
    marker: z
      .enum(Object.keys(MARKERS).filter(isMarker))
      .nullable()
      .describe(
        `Why there is no number; exactly one of \`value\` and \`marker\` is set. ${Object.entries(MARKERS)
          .map(([key, words]) => `\`${key}\`: ${words}`)
          .join('; ')}`,
      ),
    base: z.number().nullable().describe('The count of which the value is a share, where it is published.'),
    source: sourceSchema,
    loadedAt: z.iso.datetime().describe('When this service read it.'),
  })
  .describe('What a source says of one indicator, geography and period.');

const problemsSchema = z
  .object({
    problems: z.array(
      z.object({
        field: z.string().optional().describe('The parameter at fault.'),
        message: z.string().describe('What to do about it.'),
      }),
    ),
    reference: z.string().optional().describe('Finds the fault in the service’s log.'),
  })
  .describe('Why there is no answer.');

const paging = {
  limit: wholeNumber(1, MOST_ITEMS).optional().describe('How many items at most.'),
  offset: wholeNumber(0, LARGEST_OFFSET)
    .default(0)
    .describe('How many items to leave out at the beginning. Use `next` to go through a list.'),
};

const authoritiesQuery = z.strictObject({
  abolished: oneOf(['exclude', 'include']).default('exclude').describe('Whether abolished councils are listed as well.'),
  ...paging,
});

const inspectionsQuery = z.strictObject(paging);

const latestJudgementsQuery = z.strictObject({
  area: oneOf(AREA_KEYS).describe('The judgement area.'),
  grade: oneOf(GRADE_KEYS).optional().describe('Only councils with this grade.'),
  region: oneOf(region.options).optional().describe('Only councils of this region.'),
  ...paging,
});

const indicatorsQuery = z.strictObject({
  authority: z
    .string()
    .optional()
    .describe(
      'A council as it is written in addresses: adds what it measures itself and has opened to everybody. Such keys begin with `own-`.',
    ),
  ...paging,
});

const readingsQuery = z.strictObject({
  authority: z.string().optional().describe('A council as it is written in addresses. Name this or `geography`.'),
  geography: oneOf([ENGLAND, ...Object.keys(REGIONS), ...Object.keys(PARTS_OF_LONDON)])
    .optional()
    .describe('England, one of its nine regions, or a part of London.'),
  ...paging,
});

export const NO_PARAMETERS = z.strictObject({});

/**
 * Every address of the API. `one` marks those that answer with a single item instead of a page of a list. A test holds this table against the folders under
 * `app/api/v1` and real answers against its schemas.
 */
export const ENDPOINTS = {
  authorities: {
    path: '/api/v1/authorities',
    operationId: 'listAuthorities',
    summary: 'Councils with children’s services, by name',
    query: authoritiesQuery,
    item: 'Authority',
    one: false,
  },
  authority: {
    path: '/api/v1/authorities/{slug}',
    operationId: 'viewAuthority',
    summary: 'One council, present or abolished',
    query: NO_PARAMETERS,
    item: 'Authority',
    one: true,
  },
  inspections: {
    path: '/api/v1/authorities/{slug}/inspections',
    operationId: 'listInspections',
    summary: 'Every inspection and visit of a council, the latest on site first',
    query: inspectionsQuery,
    item: 'Inspection',
    one: false,
  },
  latestJudgements: {
    path: '/api/v1/judgements/latest',
    operationId: 'listLatestJudgements',
    summary: 'What the latest inspection of each council says of an area, by council name',
    query: latestJudgementsQuery,
    item: 'LatestJudgement',
    one: false,
  },
  indicators: {
    path: '/api/v1/indicators',
    operationId: 'listIndicators',
    summary: 'What is measured of children’s services, by name',
    query: indicatorsQuery,
    item: 'Indicator',
    one: false,
  },
  readings: {
    path: '/api/v1/indicators/{key}/readings',
    operationId: 'listReadings',
    summary: 'What is published of an indicator for a council, a region or England, earliest first',
    query: readingsQuery,
    item: 'Reading',
    one: false,
  },
} as const satisfies Record<string, Endpoint>;

/** Schemas that have a name in the OpenAPI document. */
export const NAMED_SCHEMAS = {
  Authority: authoritySchema,
  CouncilName: councilName,
  Inspection: inspectionSchema,
  Judgement: judgementSchema,
  Disagreement: disagreementSchema,
  LatestJudgement: latestJudgementSchema,
  Indicator: indicatorSchema,
  Reading: readingSchema,
  Source: sourceSchema,
  Problems: problemsSchema,
  Region: region,
  Framework: framework,
  EventType: eventType,
  Theme: theme,
  Area: area,
  Grade: grade,
  Absence: absence,
  Covers: covers,
  Day: day,
} as const satisfies Record<string, z.ZodType>;

function isCovers(text: string): text is Covers {
  return Object.hasOwn(COVERS, text);
}

/** Addresses carry text; digits alone make a number, so that `1e3`, `+5` and ` 7 ` are refused and not guessed at. */
function wholeNumber(least: number, most: number) {
  const error = `Enter a whole number from ${inThousands(least)} to ${inThousands(most)}`;
  return z
    .string()
    .regex(/^\d{1,7}$/, error)
    .transform(Number)
    .pipe(z.int().min(least, error).max(most, error));
}

function oneOf<const Key extends string>(keys: readonly Key[]) {
  return z.enum(keys, `Choose one of ${keys.join(', ')}`);
}

function inThousands(count: number): string {
  return count.toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

export type Format = 'json' | 'csv';
export type AuthorityItem = z.output<typeof authoritySchema>;
export type InspectionItem = z.output<typeof inspectionSchema>;
export type LatestJudgementItem = z.output<typeof latestJudgementSchema>;
export type IndicatorItem = z.output<typeof indicatorSchema>;
export type ReadingItem = z.output<typeof readingSchema>;
export type JudgementItem = z.output<typeof judgementSchema>;
export type SourceItem = z.output<typeof sourceSchema>;

export interface Endpoint {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly query: z.ZodObject;
  readonly item: 'Authority' | 'Inspection' | 'LatestJudgement' | 'Indicator' | 'Reading';
  readonly one: boolean;
}
