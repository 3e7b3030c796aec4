import { readDecimal, readMarker, timeIdentifier, type Frequency } from '../../indicators';
import { listFirst, quoteCell, type Refusal, type SheetRow } from '../sheets';

/**
 * Files of the Department for Education's explore education statistics: one line of headings; columns of time and geography under set names; then filters, which
 * say what a row is about (`age`), and values. Nothing but what the columns hold tells a filter from a value.
 */

export const TIME_PERIOD = 'time_period';
export const TIME_IDENTIFIER = 'time_identifier';
export const LEVEL = 'geographic_level';
export const LA_CODE = 'old_la_code';
export const ONS_CODE = 'new_la_code';
export const LA_NAME = 'la_name';
export const REGION_CODE = 'region_code';
export const REGION_NAME = 'region_name';
export const COUNTRY_CODE = 'country_code';

const REQUIRED = [TIME_PERIOD, TIME_IDENTIFIER, LEVEL];

/** What every file of that layout can say of a place, by the Department's data standards; none of them is a filter. */
const PLACES =
  /^(country|region|la|lad|old_la|new_la|local_authority_district|pcon|parliamentary_constituency|ward|lsip|local_skills_improvement_plan_area|local_enterprise_partnership|english_devolved_area|mayoral_combined_authority|opportunity_area|rsc_region_lead|sponsor|trust|school|institution|provider|planning_area|police_force_area)_(code|name|id|urn|laestab|estab|ukprn)$/;

/** As many different texts of a column are remembered; a filter has fewer. */
const MOST_VALUES = 500;

/** More headings than any file of that layout has. */
const MOST_COLUMNS = 500;

/** A file's columns and what they hold. */
export interface Layout {
  readonly headings: readonly string[];
  /** Where a column stands; -1 where it is missing. */
  readonly place: (column: string) => number;
  /** Columns that say what a row is about, each with the texts it holds. */
  readonly filters: readonly Filter[];
  readonly values: readonly ValueColumn[];
  readonly frequency: Frequency;
  readonly rows: number;
}

export interface Filter {
  readonly column: string;
  /** In the order of their first row; `all` is false where there are too many to list. */
  readonly values: readonly string[];
  readonly all: boolean;
}

export interface ValueColumn {
  readonly column: string;
  /** The most decimals that a number has, as far as they matter to people. */
  readonly decimals: number;
}

/** Goes through a file once, row by row, and tells its layout. */
export class StatisticsProfile {
  readonly #headings: readonly string[];
  readonly #columns: readonly ColumnProfile[];
  readonly #refusals: Refusal[];
  readonly #frequencies = new Map<Frequency, { readonly row: number; readonly label: string }>();
  #rows = 0;

  constructor(header: SheetRow) {
    this.#headings = header.cells.map((cell) => cell.trim().toLowerCase());
    this.#columns = this.#headings.map((column) => ({
      column,
      numbers: 0,
      texts: 0,
      decimals: 0,
      values: new Map<string, Held>(),
      all: true,
    }));
    this.#refusals = [...headingRefusals(header.number, this.#headings)];
  }

  add(row: SheetRow): void {
    this.#rows += 1;
    for (const [index, profile] of this.#columns.entries()) count(profile, (row.cells[index] ?? '').trim());
    const label = row.cells[this.#headings.indexOf(TIME_IDENTIFIER)] ?? '';
    const known = timeIdentifier(label);
    if (known && !this.#frequencies.has(known.frequency)) this.#frequencies.set(known.frequency, { row: row.number, label });
  }

  /** Refused where columns are missing or doubled, or periods of different kinds are mixed. What is wrong with single rows, reading them tells. */
  finish(): { readonly layout: Layout } | { readonly refusals: readonly Refusal[] } {
    const [first, other] = [...this.#frequencies];
    const refusals = [...this.#refusals];
    if (other && first) {
      const reason = `The file mixes periods of different kinds: ${quoteCell(first[1].label)} in row ${first[1].row} and ${quoteCell(other[1].label)} here. Import them from two files.`;
      refusals.push({ sheet: null, row: other[1].row, column: TIME_IDENTIFIER, reason });
    }
    if (refusals.length === 0 && this.#rows === 0) {
      refusals.push({ sheet: null, row: null, column: null, reason: 'There are headings and no rows. Check that it is the right file.' });
    }
    if (refusals.length === 0 && first === undefined) {
      refusals.push({
        sheet: null,
        row: 2,
        column: TIME_IDENTIFIER,
        reason: unknownIdentifier(this.#columns[this.#headings.indexOf(TIME_IDENTIFIER)]),
      });
    }
    if (refusals.length > 0 || first === undefined) return { refusals };
    const described = this.#columns.filter(({ column }) => !isPlaceOrTime(column) && column !== '');
    return {
      layout: {
        headings: this.#headings,
        place: (column) => this.#headings.indexOf(column),
        // A column of numbers with a stray word is one of values, and the word is refused when the rows are read.
        filters: described
          .filter((each) => each.texts > each.numbers)
          .map(({ column, values, all }) => ({ column, values: [...values.keys()], all })),
        values: described
          .filter((each) => each.texts <= each.numbers && each.numbers > 0)
          .map(({ column, decimals }) => ({ column, decimals })),
        frequency: first[0],
        rows: this.#rows,
      },
    };
  }
}

function headingRefusals(row: number, headings: readonly string[]): readonly Refusal[] {
  const refusal = (column: string, reason: string): Refusal => ({ sheet: null, row, column, reason });
  if (headings.length > MOST_COLUMNS) {
    return [{ sheet: null, row, column: null, reason: `The file has more than ${MOST_COLUMNS} columns. Check that it is the right file.` }];
  }
  const repeated = headings.filter((column, index) => column !== '' && headings.indexOf(column) !== index);
  return [
    ...REQUIRED.filter((column) => !headings.includes(column)).map((column) =>
      refusal(
        column,
        `The column “${column}” is missing. It is in every file of explore education statistics: put it back as it was published.`,
      ),
    ),
    ...[...new Set(repeated)].map((column) => refusal(column, `The column ${quoteCell(column)} stands there more than once. Keep one.`)),
  ];
}

function count(profile: ColumnProfile, cell: string): void {
  const { values } = profile;
  const held = values.get(cell) ?? heldBy(cell);
  if (values.size < MOST_VALUES) values.set(cell, held);
  else if (!values.has(cell)) profile.all = false;
  // Markers may stand among numbers and tell nothing by themselves.
  if (held === 'text') profile.texts += 1;
  else if (typeof held === 'number') {
    profile.numbers += 1;
    profile.decimals = Math.max(profile.decimals, held);
  }
}

/** Of a number, how many decimals it has that matter to people. */
function heldBy(cell: string): Held {
  if (cell === '') return 'nothing';
  const value = readDecimal(cell);
  if (value !== null) return Math.min(2, value.split('.')[1]?.length ?? 0);
  return readMarker(cell) === null ? 'text' : 'marker';
}

function isPlaceOrTime(column: string): boolean {
  return REQUIRED.includes(column) || PLACES.test(column);
}

function unknownIdentifier(profile: ColumnProfile | undefined): string {
  const found = listFirst([...(profile?.values.keys() ?? [])].map(quoteCell));
  return `No kind of period is known by the name ${found}. Write it as explore education statistics do, for example “Academic year”.`;
}

interface ColumnProfile {
  readonly column: string;
  numbers: number;
  texts: number;
  decimals: number;
  readonly values: Map<string, Held>;
  all: boolean;
}

type Held = 'nothing' | 'marker' | 'text' | number;
