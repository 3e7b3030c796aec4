import { z } from 'zod';
import type { Refusal } from '../sheets';
import type { Layout } from './layout';
import { MAP_COLUMNS, offerLine } from './map';

/** Texts of a filter that are offered; another one is typed. */
const MOST_OFFERED_VALUES = 100;

/** More indicators at once than anybody names. */
export const MOST_LINES = 40;

const REFUSAL: z.ZodType<Refusal> = z.object({
  sheet: z.string().nullable(),
  row: z.number().nullable(),
  column: z.string().nullable(),
  reason: z.string(),
});

const OFFER = z.object({
  /** Columns that tell rows apart, with the texts they hold; `all` is false where there are more. */
  filters: z.array(z.object({ column: z.string(), values: z.array(z.string()), all: z.boolean() })).readonly(),
  values: z.array(z.object({ column: z.string(), decimals: z.number() })).readonly(),
  frequency: z.string(),
});

const LINE = z.object(Object.fromEntries(MAP_COLUMNS.map((column) => [column, z.string()] as const)));

const REPORT = z.object({
  source: z.string().nullable(),
  indicators: z.array(z.object({ key: z.string(), name: z.string() })).readonly(),
  saved: z.boolean(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  rows: z.number(),
  refused: z.number(),
  refusals: z.array(REFUSAL).readonly(),
  leftOut: z.array(z.object({ level: z.string(), rows: z.number() })).readonly(),
  offer: OFFER.nullable(),
});

const UPLOAD = z.object({
  /** What is to be done with it, or is being done; null while somebody has to decide. */
  task: z.enum(['check', 'load']).nullable(),
  /** When that was said. */
  since: z.iso.datetime(),
  /** What of it was chosen; null to go by the indicators that are known. */
  lines: z.array(LINE).readonly().nullable(),
  /** What came of the last task; null before the first. */
  report: REPORT.nullable(),
});

/** A file of statistics on its way in, as it is kept between one page and the next. */
export type StatisticsUploadState = z.infer<typeof UPLOAD>;
export type StatisticsReport = z.infer<typeof REPORT>;
export type StatisticsOffer = z.infer<typeof OFFER>;
/** A line of a map, in the words of its cells: see `MAP_COLUMNS`. */
export type MapCells = z.infer<typeof LINE>;

/** Where a file stands: what its page shows. `stuck`: nobody has said for a while that it is still being gone through. */
export type UploadStage = 'working' | 'stuck' | 'choose' | 'refused' | 'checked' | 'loaded';

export function uploadStage({ task, report, lines }: StatisticsUploadState, isStuck: boolean): UploadStage {
  if (task !== null) return isStuck ? 'stuck' : 'working';
  if (report === null) return 'stuck';
  if (report.saved) return 'loaded';
  if (report.refused === 0) return 'checked';
  return lines === null && report.offer !== null && report.indicators.length === 0 ? 'choose' : 'refused';
}

export function readUploadState(text: string): StatisticsUploadState {
  return UPLOAD.parse(JSON.parse(text));
}

export function uploadStateText(state: StatisticsUploadState): string {
  return JSON.stringify(UPLOAD.parse(state));
}

/** What of a file can be chosen. A filter of one text tells nothing apart. */
export function offerOf({ filters, values, frequency }: Layout): StatisticsOffer {
  return {
    filters: filters
      .filter((filter) => filter.values.length > 1)
      .map(({ column, values: texts, all }) => ({
        column,
        values: texts.slice(0, MOST_OFFERED_VALUES),
        all: all && texts.length <= MOST_OFFERED_VALUES,
      })),
    values: [...values],
    frequency,
  };
}

/** Lines for columns of figures, of the rows that say these texts, added to those that are there: each once. */
export function addLines(
  lines: readonly MapCells[],
  offer: StatisticsOffer,
  { columns, filters }: { readonly columns: readonly string[]; readonly filters: Readonly<Record<string, string>> },
): readonly MapCells[] {
  const chosen = offer.filters.map(({ column }) => `${column}=${filters[column] ?? ''}`);
  const added = offer.values.filter(({ column }) => columns.includes(column)).map((value): MapCells => offerLine(value, chosen));
  const isSame = (left: MapCells, right: MapCells) => left['column'] === right['column'] && left['filters'] === right['filters'];
  return [...lines, ...added.filter((line) => !lines.some((each) => isSame(each, line)))];
}
