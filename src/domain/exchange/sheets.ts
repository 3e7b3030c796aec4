/** A table as read from a spreadsheet or a CSV file, before anything is known of what it says. */
export interface Sheet {
  readonly name: string;
  /** Rows that hold something, in order. */
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  /** As a spreadsheet program numbers it, from 1; empty rows count. */
  readonly number: number;
  /**
   * Texts, without surrounding or doubled spaces where the reader was not asked for every one; calendar days of a spreadsheet as `2023-09-11`, its
   * shares as `71%`. Shorter rows are empty to the right.
   */
  readonly cells: readonly string[];
}

/** Why something in a file was not accepted. Null where the whole file, sheet or row is meant. */
export interface Refusal {
  readonly sheet: string | null;
  readonly row: number | null;
  /** The heading of the column. */
  readonly column: string | null;
  /** A sentence that says what is wrong and what to do. */
  readonly reason: string;
}

/** A sheet whose headings have been found. */
export interface Table<Column extends string> {
  readonly sheet: string;
  readonly columns: ReadonlySet<Column>;
  /** The heading as the sheet prints it, or is expected to. */
  readonly heading: (column: Column) => string;
  readonly rows: readonly TableRow<Column>[];
}

export interface TableRow<Column extends string> {
  readonly number: number;
  /** Empty where the sheet has no such column. */
  readonly cell: (column: Column) => string;
}

/** What columns may be called: a heading belongs to the first column whose words fit it. */
export type Headings<Column extends string> = Readonly<Record<Column, { readonly usual: string; readonly fits: RegExp }>>;

/** A cell in a refusal: in quotation marks, without what would command a terminal, and no longer than one reads. */
export function quoteCell(text: string): string {
  const harmless = text.replaceAll(/\p{Cc}/gu, '�');
  return harmless.length > QUOTED_CHARACTERS ? `“${harmless.slice(0, QUOTED_CHARACTERS)}…”` : `“${harmless}”`;
}

/** The first few of many, and how many more: `row 4, row 5, row 6 and 17 more`. */
export function listFirst(items: readonly string[]): string {
  const more = items.length - LISTED;
  return items.slice(0, LISTED).join(', ') + (more > 0 ? ` and ${more.toLocaleString('en-GB')} more` : '');
}

const QUOTED_CHARACTERS = 80;
const LISTED = 3;

/** Titles and notes may stand above the headings, but not more rows than this. */
const ROWS_BEFORE_HEADINGS = 30;

/** Fewer known headings in a row are an accident. */
const LEAST_HEADINGS = 3;

/** The columns a sheet has; none where no row has the look of headings. */
export function columnsFound<Column extends string>(sheet: Sheet, headings: Headings<Column>): ReadonlySet<Column> {
  return new Set(headerOf(sheet, headings)?.columns.keys());
}

/** Headings, and nothing under them: nobody means to import that. */
export function withoutRows(sheet: string): Refusal {
  return {
    sheet,
    row: null,
    column: null,
    reason: 'There are headings and no row under them. Nothing would be imported: use the file with its rows.',
  };
}

/** What a sentence adds where the headings stand in one cell: spreadsheet programs of some countries part columns by something else than commas. */
export function otherSeparatorOf(sheet: Sheet): string {
  const whole = sheet.rows
    .slice(0, ROWS_BEFORE_HEADINGS)
    .flatMap(({ cells }) => cells.filter((cell) => cell.split(/[;\t|]/).length > LEAST_HEADINGS));
  return whole.length === 0 ? '' : ' The columns seem to be parted by semicolons, tabs or bars: save it as CSV with commas.';
}

/**
 * The rows under the headings, by column, wherever the columns stand and whatever others there are. Rows with nothing in any known column are notes and left
 * out. Refused, with the row of the headings, when a required column is missing or any stands there twice.
 */
export function readTable<Column extends string>(
  sheet: Sheet,
  headings: Headings<Column>,
  required: readonly Column[],
): { readonly table: Table<Column> } | { readonly refusals: readonly Refusal[] } {
  const header = headerOf(sheet, headings);
  if (!header) {
    const expected = required.map((column) => `“${headings[column].usual}”`).join(', ');
    const reason = `No row of headings was found. It needs ${expected}.${otherSeparatorOf(sheet)}`;
    return { refusals: [{ sheet: sheet.name, row: null, column: null, reason }] };
  }
  const { row, columns } = header;
  const refusal = (column: Column, reason: string): Refusal => ({
    sheet: sheet.name,
    row: row.number,
    column: headings[column].usual,
    reason,
  });
  const refusals = [
    ...required
      .filter((column) => !columns.has(column))
      .map((column) => refusal(column, `The column “${headings[column].usual}” is missing. Put it back as it was published.`)),
    ...[...columns]
      .filter(([, places]) => places.length > 1)
      .map(([column, places]) => refusal(column, `The column “${headings[column].usual}” stands there ${places.length} times. Keep one.`)),
  ];
  if (refusals.length > 0) return { refusals };
  const cellOf = (cells: readonly string[], column: Column) => cells[columns.get(column)?.[0] ?? -1] ?? '';
  const known = [...columns.keys()];
  const rows = sheet.rows
    .filter(({ number, cells }) => number > row.number && known.some((column) => cellOf(cells, column) !== ''))
    .map(({ number, cells }) => ({ number, cell: (column: Column) => cellOf(cells, column) }));
  const heading = (column: Column) => cellOf(row.cells, column) || headings[column].usual;
  return { table: { sheet: sheet.name, columns: new Set(known), heading, rows } };
}

function headerOf<Column extends string>(sheet: Sheet, headings: Headings<Column>) {
  const candidates = sheet.rows.slice(0, ROWS_BEFORE_HEADINGS).map((row) => ({ row, columns: columnsIn(row, headings) }));
  const best = candidates.toSorted((left, right) => right.columns.size - left.columns.size)[0];
  return best && best.columns.size >= LEAST_HEADINGS ? best : null;
}

function columnsIn<Column extends string>(row: SheetRow, headings: Headings<Column>): ReadonlyMap<Column, readonly number[]> {
  const columns = new Map<Column, number[]>();
  for (const [index, cell] of row.cells.entries()) {
    const column = keysOf(headings).find((each) => headings[each].fits.test(cell));
    if (column !== undefined) columns.set(column, [...(columns.get(column) ?? []), index]);
  }
  return columns;
}

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(table).filter((key): key is Key => Object.hasOwn(table, key));
}
