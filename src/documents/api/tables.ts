import { csvFile, type Cell } from '../csv';
import type { Reading } from '@/domain/indicators';
import type { AuthorityItem, IndicatorItem, InspectionItem, JudgementItem, LatestJudgementItem, SourceItem } from './contract';
import { readingItem } from './items';

/** Items as CSV files. Columns are named like the JSON's fields; several values share a cell with semicolons between. */

const authorityColumns: Columns<AuthorityItem> = {
  slug: ({ slug }) => slug,
  name: ({ name }) => name,
  region: ({ region }) => region,
  laCode: ({ laCode }) => laCode,
  onsCodes: ({ onsCodes }) => together(onsCodes),
  abolishedOn: ({ abolishedOn }) => abolishedOn,
  successors: ({ successors }) => together(successors.map(({ slug }) => slug)),
  predecessors: ({ predecessors }) => together(predecessors.map(({ slug }) => slug)),
  ...sourceColumns(({ source }) => source),
};

const inspectionColumns: Columns<JudgedRow> = {
  id: ({ inspection }) => inspection.id,
  authority: ({ inspection }) => inspection.authority,
  framework: ({ inspection }) => inspection.framework,
  eventType: ({ inspection }) => inspection.eventType,
  dates: ({ inspection }) => together(inspection.dates.map(({ start, end }) => `${start}/${end ?? '..'}`)),
  precision: ({ inspection }) => inspection.precision,
  publishedOn: ({ inspection }) => inspection.publishedOn,
  area: ({ judgement }) => judgement?.area ?? null,
  grade: ({ judgement }) => judgement?.grade ?? null,
  words: ({ judgement }) => judgement?.words ?? null,
  covers: ({ judgement }) => judgement?.covers ?? null,
  absence: ({ judgement }) => judgement?.absence ?? null,
  themes: ({ inspection }) => together(inspection.themes),
  summary: ({ inspection }) => inspection.summary,
  reportUrl: ({ inspection }) => inspection.reportUrl,
  disagreements: (row) => together(disagreementsOf(row)),
  ...sourceColumns(({ inspection }) => inspection.source),
};

const latestJudgementColumns: Columns<LatestJudgementItem> = {
  authority: ({ authority }) => authority,
  name: ({ name }) => name,
  region: ({ region }) => region,
  inspection: ({ inspection }) => inspection,
  inspectedOn: ({ inspectedOn }) => inspectedOn,
  publishedOn: ({ publishedOn }) => publishedOn,
  framework: ({ framework }) => framework,
  area: ({ area }) => area,
  grade: ({ grade }) => grade,
  words: ({ words }) => words,
  covers: ({ covers }) => covers,
  absence: ({ absence }) => absence,
};

const indicatorColumns: Columns<IndicatorItem> = {
  key: ({ key }) => key,
  name: ({ name }) => name,
  unit: ({ unit }) => unit,
  decimals: ({ decimals }) => decimals,
  polarity: ({ polarity }) => polarity,
  frequency: ({ frequency }) => frequency,
  yearEnds: ({ yearEnds }) => yearEnds,
  area: ({ area }) => area,
  frameworkReference: ({ frameworkReference }) => frameworkReference,
  ...sourceColumns(({ source }) => source),
};

const readingColumns: Columns<Reading> = {
  indicator: ({ indicator }) => indicator,
  period: ({ period }) => period.period,
  timeIdentifier: ({ period }) => period.identifier.label,
  geography: ({ geography }) => geography,
  value: ({ value }) => exactly(value),
  marker: ({ marker }) => marker,
  base: ({ base }) => exactly(base),
  ...sourceColumns((reading) => readingItem(reading).source),
  loadedAt: (reading) => readingItem(reading).loadedAt,
};

/** The columns of each kind of item's file, in order. */
export const CSV_COLUMNS = {
  Authority: Object.keys(authorityColumns),
  Inspection: Object.keys(inspectionColumns),
  LatestJudgement: Object.keys(latestJudgementColumns),
  Indicator: Object.keys(indicatorColumns),
  Reading: Object.keys(readingColumns),
} as const;

/** One row for each council. */
export function authorityTable(items: readonly AuthorityItem[]): Uint8Array<ArrayBuffer> {
  return table(authorityColumns, items);
}

/** One row for each judgement of each inspection, and one for an event that judged nothing. */
export function inspectionTable(items: readonly InspectionItem[]): Uint8Array<ArrayBuffer> {
  const rows = items.flatMap((inspection): JudgedRow[] =>
    inspection.judgements.length === 0
      ? [{ inspection, judgement: null }]
      : inspection.judgements.map((judgement) => ({ inspection, judgement })),
  );
  return table(inspectionColumns, rows);
}

/** One row for each council. */
export function latestJudgementTable(items: readonly LatestJudgementItem[]): Uint8Array<ArrayBuffer> {
  return table(latestJudgementColumns, items);
}

/** One row for each indicator. */
export function indicatorTable(items: readonly IndicatorItem[]): Uint8Array<ArrayBuffer> {
  return table(indicatorColumns, items);
}

/** One row for each reading, its figures to the last decimal that was published: JSON's numbers leave out noughts at the end. */
export function readingTable(readings: readonly Reading[]): Uint8Array<ArrayBuffer> {
  return table(readingColumns, readings);
}

function table<Row>(columns: Columns<Row>, rows: readonly Row[]): Uint8Array<ArrayBuffer> {
  const cells = Object.values(columns);
  return csvFile(
    Object.keys(columns),
    rows.map((row) => cells.map((cell) => cell(row))),
  );
}

function sourceColumns<Row>(sourceOf: (row: Row) => SourceItem): Columns<Row> {
  return {
    sourceName: (row) => sourceOf(row).name,
    sourcePublisher: (row) => sourceOf(row).publisher,
    sourceUrl: (row) => sourceOf(row).url,
    sourceFile: (row) => sourceOf(row).file,
    sourcePage: (row) => sourceOf(row).page,
    sourcePublishedOn: (row) => sourceOf(row).publishedOn,
    sourceRetrievedOn: (row) => sourceOf(row).retrievedOn,
  };
}

/** What other sources say of this row's judgement, or of the event as a whole; never of another row's judgement. */
function disagreementsOf({ inspection, judgement }: JudgedRow): readonly string[] {
  return inspection.disagreements
    .filter(({ field }) => !field.startsWith('judgement:') || field === `judgement:${judgement?.area}`)
    .map(({ field, stored, stated, source }) => `${field} is ${stored} here and ${stated} in ${source.name}`);
}

/** A minus would be taken for the beginning of a formula in text, not in a number. */
function exactly(value: string | null): Cell {
  return value?.startsWith('-') ? Number(value) : value;
}

function together(values: readonly string[]): string {
  return values.join('; ');
}

type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

interface JudgedRow {
  readonly inspection: InspectionItem;
  readonly judgement: JudgementItem | null;
}
