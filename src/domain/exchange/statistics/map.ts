import { z } from 'zod';
import { isAreaKey } from '../../frameworks';
import { isOwnKey, isPolarity, isUnit, type Filters, type Indicator, type Origin } from '../../indicators';
import { listFirst, quoteCell, type Refusal } from '../sheets';
import type { IndicatorStatement } from '../statements';
import type { Layout, ValueColumn } from './layout';

/**
 * Which cells of a file are which indicator's, as a small CSV file. `key` and `column` are needed, the rest has an answer where it is left out. Filters are
 * `age=19 to 21 years;breakdown=Total`; `base` names the columns that add up to the count of which the figure is a share, `base_filters` what the row of that count says
 * instead.
 */
export const MAP_COLUMNS = [
  'key',
  'name',
  'unit',
  'decimals',
  'polarity',
  'year_ends',
  'area',
  'reference',
  'column',
  'filters',
  'base',
  'base_filters',
  'publication',
  'publisher',
  'url',
] as const;

const BETWEEN_FILTERS = ';';
const BETWEEN_COLUMNS = '+';

/** Lines of a map offered for a file; a file of very many filters is mapped by hand. */
const MOST_OFFERED = 500;

const BLANK = { year_ends: '', area: '', reference: '', base: '', base_filters: '', publication: '', publisher: '', url: '' };

/** What an indicator is where neither a map nor anybody before has said more. */
const UNDESCRIBED = {
  unit: 'number',
  decimals: 1,
  polarity: 'neither',
  yearEnds: null,
  area: null,
  reference: null,
} as const satisfies Partial<IndicatorStatement>;

/** What a filter says where a row is about all. */
const TOTAL = /^(total|all)\b/i;

const text = z.string().trim().max(200, 'Write no more than 200 characters');

export const filtersCell = z.string().transform((cell, context): Filters => {
  const filters: [string, string][] = [];
  for (const part of cell.split(BETWEEN_FILTERS).filter((each) => each.trim() !== '')) {
    const [, name = '', value = ''] = /^([^=]+)=(.+)$/s.exec(part) ?? [];
    if (name === '') {
      context.addIssue({ code: 'custom', message: 'Write filters as column=text, with semicolons between' });
      return z.NEVER;
    }
    filters.push([name.trim().toLowerCase(), value.trim()]);
  }
  return Object.fromEntries(filters);
});

export const columnsCell = z.string().transform((cell) =>
  cell
    .split(BETWEEN_COLUMNS)
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== ''),
);

/** Cells that say how an indicator is counted and shown; maps and the reference set have them in common. */
export const INDICATOR_CELLS = {
  key: z
    .string()
    .regex(/^(?=.{1,100}$)[a-z0-9]+(-[a-z0-9]+)*$/, 'Write a key in lower case, digits and hyphens')
    .refine((key) => !isOwnKey(key), 'Write a key that does not begin with own-: by that councils’ own indicators are known'),
  unit: z.string().refine(isUnit, 'Write the key of a unit, such as percent'),
  decimals: z
    .string()
    .regex(/^[0-6]$/, 'Write how many decimals to show, 0 to 6')
    .transform(Number),
  polarity: z.string().refine(isPolarity, 'Write higher, lower or neither'),
  yearEnds: orNull(z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|30|31)$/, 'Write month and day, such as 03-31, or nothing')),
  area: orNull(z.string().refine(isAreaKey, 'Write the key of a judgement area, or nothing')),
  reference: orNull(z.string().regex(/^(outcome-[1-4]|enabler-[1-3])$/, 'Write a reference such as outcome-4 or enabler-3, or nothing')),
};

const mapRow = z.object({
  key: INDICATOR_CELLS.key,
  name: orLeftOut(text),
  unit: orLeftOut(INDICATOR_CELLS.unit),
  decimals: orLeftOut(INDICATOR_CELLS.decimals),
  polarity: orLeftOut(INDICATOR_CELLS.polarity),
  year_ends: orLeftOut(INDICATOR_CELLS.yearEnds),
  area: orLeftOut(INDICATOR_CELLS.area),
  reference: orLeftOut(INDICATOR_CELLS.reference),
  column: text.toLowerCase().refine((name) => name !== '', 'Name the column that has the figures'),
  filters: filtersCell.prefault(''),
  base: columnsCell.prefault(''),
  base_filters: filtersCell.prefault(''),
  publication: orLeftOut(text),
  publisher: orLeftOut(text),
  url: orLeftOut(z.url({ protocol: /^https$/, error: 'Write an address that begins with https://, or nothing' })),
});

/** Reads a map's rows. A refusal names the map, row and column. */
export function readMap(
  fileName: string,
  rows: readonly Readonly<Record<string, string>>[],
): { readonly lines: readonly MapLine[] } | { readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  const lines: MapLine[] = [];
  const refuse = (row: number, column: string | null, reason: string) =>
    refusals.push({ sheet: fileName, row, column, reason: `${reason}.` });
  if (rows.length === 0) refuse(1, null, 'The map has no line. Name at least one indicator');
  const unknown = Object.keys(rows[0] ?? {}).filter((name) => !MAP_COLUMNS.some((known) => known === name));
  for (const name of unknown) refuse(1, name, `A map has no such column. It has ${MAP_COLUMNS.join(', ')}`);
  for (const [index, row] of rows.entries()) {
    const number = index + 2;
    const read = mapRow.safeParse(row);
    if (!read.success) for (const issue of read.error.issues) refuse(number, String(issue.path[0] ?? ''), issue.message);
    else if (lines.some(({ key }) => key === read.data.key))
      refuse(number, 'key', 'The key stands there twice. Give each indicator its own');
    else lines.push(lineFrom(number, read.data));
  }
  return refusals.length > 0 ? { refusals } : { lines };
}

/**
 * The map's lines as indicators of a file; refused where the file has no such column or rows, or leaves open which rows are meant. What a line leaves out of the
 * description of an indicator that is known stays as it is.
 */
export function applyMap(
  fileName: string,
  lines: readonly MapLine[],
  layout: Layout,
  known: readonly IndicatorStatement[],
): { readonly indicators: readonly IndicatorStatement[] } | { readonly refusals: readonly Refusal[] } {
  const refusals = lines.flatMap(({ row, origin }) =>
    misfitsOf(origin, layout).map(({ column, reason }): Refusal => ({ sheet: fileName, row, column, reason })),
  );
  if (refusals.length > 0) return { refusals };
  const { frequency } = layout;
  return {
    indicators: lines.map(({ key, described, origin }) => {
      const stored = known.find((each) => each.key === key) ?? { ...UNDESCRIBED, name: origin.column };
      return {
        key,
        name: described.name ?? stored.name,
        unit: described.unit ?? stored.unit,
        decimals: described.decimals ?? stored.decimals,
        polarity: described.polarity ?? stored.polarity,
        yearEnds: described.year_ends ?? stored.yearEnds,
        area: described.area ?? stored.area,
        reference: described.reference ?? stored.reference,
        frequency,
        origin,
      };
    }),
  };
}

/** Whether a file has an indicator's cells: its column and filters, and nothing else that would leave open which row is meant. */
export function hasIndicator(layout: Layout, { origin, frequency }: Pick<Indicator, 'origin' | 'frequency'>): boolean {
  return origin !== null && frequency === layout.frequency && misfitsOf(origin, layout).length === 0;
}

/** Lines of a map for a file that nobody has mapped yet, for somebody to choose from and name: each value by the filters' totals, where they have one. */
export function offerMap(layout: Layout): readonly Readonly<Record<(typeof MAP_COLUMNS)[number], string>>[] {
  const choices = layout.filters
    .filter(({ values }) => values.length > 1)
    .map(({ column, values }) => {
      const total = values.find((value) => TOTAL.test(value));
      return (total === undefined ? values : [total]).map((value) => `${column}=${value}`);
    });
  const combined = choices.reduce<readonly (readonly string[])[]>(
    (before, next) => before.flatMap((filters) => next.map((each) => [...filters, each])).slice(0, MOST_OFFERED),
    [[]],
  );
  const offered = layout.values.flatMap((value) => combined.map((filters) => offerLine(value, filters)));
  return offered.slice(0, MOST_OFFERED);
}

/** A line for a column of figures and rows that say these things (`age=Total`), with the best guess of what is meant. */
export function offerLine(
  { column, decimals }: ValueColumn,
  filters: readonly string[],
): Readonly<Record<(typeof MAP_COLUMNS)[number], string>> {
  const chosen = filters.map((each) => each.slice(each.indexOf('=') + 1)).filter((value) => !TOTAL.test(value));
  return {
    ...BLANK,
    key: keyFrom([column, ...chosen].join(' ')),
    name: [column, ...chosen].join(', '),
    unit: /percent|pct|^pt_|proportion/.test(column) ? 'percent' : /per_10_?000|per_10k/.test(column) ? 'per-10000-children' : 'number',
    decimals: String(decimals),
    polarity: 'neither',
    column,
    filters: filters.join(BETWEEN_FILTERS),
  };
}

function misfitsOf({ column, filters, base, baseFilters }: Origin, layout: Layout): readonly Misfit[] {
  const missing = [column, ...base].filter((name) => !layout.headings.includes(name));
  if (missing.length > 0)
    return missing.map((name) => ({ column: 'column', reason: `The file has no column ${quoteCell(name)}. It has ${namesOf(layout)}.` }));
  const asked = { column: 'filters', wanted: filters };
  const askedOfBase = { column: 'base_filters', wanted: baseFilters };
  return [
    ...[asked, askedOfBase].flatMap(({ column, wanted }) =>
      Object.entries(wanted).flatMap(([name, value]): Misfit[] => {
        const filter = layout.filters.find((each) => each.column === name);
        if (!filter) return [{ column, reason: `The file has no filter ${quoteCell(name)}. Its filters are ${filtersOf(layout)}.` }];
        if (!filter.all || filter.values.includes(value)) return [];
        return [
          {
            column,
            reason: `No row says ${quoteCell(value)} under ${quoteCell(name)}. Rows say ${listFirst(filter.values.map(quoteCell))}.`,
          },
        ];
      }),
    ),
    ...layout.filters
      .filter((filter) => filter.values.length > 1 && filters[filter.column] === undefined)
      .map(({ column, values }) => ({
        column: 'filters',
        reason: `The file tells rows apart by ${quoteCell(column)}. Say which you want: ${listFirst(values.map((value) => quoteCell(`${column}=${value}`)))}.`,
      })),
  ];
}

function lineFrom(row: number, { key, column, filters, base, base_filters: baseFilters, ...described }: z.infer<typeof mapRow>): MapLine {
  return { row, key, described, origin: { column, filters, base, baseFilters } };
}

function namesOf(layout: Layout): string {
  return listFirst(layout.values.map(({ column }) => quoteCell(column))) || 'no column of figures';
}

function filtersOf(layout: Layout): string {
  return listFirst(layout.filters.map(({ column }) => quoteCell(column))) || 'none';
}

function keyFrom(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 100)
    .replaceAll(/^-|-$/g, '');
}

/** An empty cell of a map is one that was left out: null. */
function orLeftOut<Cell>(schema: z.ZodType<Cell, string>) {
  return orNull(schema).prefault('');
}

function orNull<Cell>(schema: z.ZodType<Cell, string>): z.ZodType<Cell | null, string> {
  return z.string().transform((cell, context) => {
    if (cell === '') return null;
    const read = schema.safeParse(cell);
    if (read.success) return read.data;
    for (const { message } of read.error.issues) context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** A line of a map, with the number of its row. */
export interface MapLine {
  readonly row: number;
  readonly key: string;
  /** Null where the map leaves it out. */
  readonly described: Omit<z.infer<typeof mapRow>, 'key' | 'column' | 'filters' | 'base' | 'base_filters'>;
  readonly origin: Origin;
}

interface Misfit {
  /** Of the map. */
  readonly column: string;
  readonly reason: string;
}
