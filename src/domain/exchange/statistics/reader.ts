import { readDecimal, readMarker, readPeriod, timeIdentifier, type GeographyKey, type Period, type StatedReading } from '../../indicators';
import type { CouncilRegister } from '../councils';
import { quoteCell, type Refusal, type SheetRow } from '../sheets';
import type { IndicatorStatement } from '../statements';
import { readGeography, type GeographyProblem } from './geography-column';
import { LEVEL, TIME_IDENTIFIER, TIME_PERIOD, type Layout } from './layout';

/** Reads a file's rows, one after the other, by its layout: in memory that does not grow with the file. */
export class StatisticsReader {
  readonly #layout: Layout;
  readonly #wanted: readonly Wanted[];
  readonly #placeColumns: readonly number[];
  readonly #councils: CouncilRegister;
  /** A file says the same places and periods again and again. */
  readonly #places = new Map<string, GeographyKey | null | GeographyProblem>();
  readonly #periods = new Map<string, Period | PeriodProblem>();

  constructor(layout: Layout, indicators: readonly IndicatorStatement[], councils: CouncilRegister) {
    this.#layout = layout;
    this.#councils = councils;
    this.#placeColumns = [...layout.headings.keys()].filter((index) => isPlace(layout.headings[index] ?? ''));
    this.#wanted = indicators.flatMap(({ key, origin }) => {
      if (origin === null) return [];
      const { column, filters, base, baseFilters } = origin;
      const apart = Object.keys(baseFilters).length > 0;
      const places = (names: Readonly<Record<string, string>>) =>
        Object.entries(names).map(([name, value]): readonly [number, string] => [layout.place(name), value]);
      const baseColumns = base.map((name) => ({ name, place: layout.place(name) }));
      const figure: Wanted = {
        key,
        column: { name: column, place: layout.place(column) },
        filters: places(filters),
        base: apart ? [] : baseColumns,
      };
      return apart ? [figure, { key, column: null, filters: places({ ...filters, ...baseFilters }), base: baseColumns }] : [figure];
    });
  }

  /** What a row says of the indicators; nothing where it is of none of them, or of a level that is not kept. */
  read(row: SheetRow): RowReading {
    const cellAt = (place: number) => (row.cells[place] ?? '').trim();
    const refuse = (column: string | null, reason: string): RowReading => ({
      ...NOTHING,
      refusals: [{ sheet: null, row: row.number, column, reason }],
    });
    const { headings } = this.#layout;
    if (row.cells.length > headings.length) {
      return refuse(
        null,
        `The row has ${row.cells.length} cells and the headings are ${headings.length}. Check for a comma that should stand in quotation marks.`,
      );
    }
    const cell = (column: string) => cellAt(headings.indexOf(column));
    const wanted = this.#wanted.filter(({ filters }) => filters.every(([place, value]) => cellAt(place) === value));
    const place = this.#placeOf(row, cell);
    if (typeof place === 'object' && place !== null) return refuse(place.column, place.reason);
    const period = this.#periodOf(cell(TIME_PERIOD), cell(TIME_IDENTIFIER));
    if ('reason' in period) return refuse(period.column, period.reason);
    if (place === null) return { ...NOTHING, leftOut: cell(LEVEL) };
    const statements: RowStatement[] = [];
    const refusals: Refusal[] = [];
    for (const { key, column, base } of wanted) {
      const read = column === null ? NO_VALUE : readValue(cellAt(column.place));
      const counted = sumOf(base.map((each) => cellAt(each.place)));
      if (read === null) {
        refusals.push({ sheet: null, row: row.number, column: column?.name ?? null, reason: notANumber(cellAt(column?.place ?? -1)) });
      } else if (read.value !== null || read.marker !== null || (column === null && counted !== null)) {
        // A count without its figure would only be a figure less that is published.
        statements.push({
          row: row.number,
          indicator: key,
          geography: place,
          period,
          ...read,
          base: read.marker === null ? counted : null,
        });
      }
    }
    return { statements, refusals, leftOut: null };
  }

  #placeOf({ cells }: SheetRow, cell: (column: string) => string): GeographyKey | null | GeographyProblem {
    const key = this.#placeColumns.map((index) => cells[index]).join('\u0000');
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = readGeography(cell, this.#councils);
    if (this.#places.size < MOST_REMEMBERED) this.#places.set(key, place);
    return place;
  }

  #periodOf(text: string, label: string): Period | PeriodProblem {
    const key = `${text} ${label}`;
    const known = this.#periods.get(key);
    if (known !== undefined) return known;
    const period = periodFrom(text, label);
    if (this.#periods.size < MOST_REMEMBERED) this.#periods.set(key, period);
    return period;
  }
}

/** Of places and periods each; a file of schools has tens of thousands of places, none of which is kept. */
const MOST_REMEMBERED = 20_000;

const NO_VALUE = { value: null, marker: null };
const NOTHING: RowReading = { statements: [], refusals: [], leftOut: null };

function isPlace(heading: string): boolean {
  return heading === LEVEL || heading.endsWith('_code') || heading.endsWith('_name');
}

function periodFrom(text: string, label: string): Period | PeriodProblem {
  const identifier = timeIdentifier(label);
  if (identifier === null) {
    return {
      column: TIME_IDENTIFIER,
      reason: `No kind of period is called ${quoteCell(label)}. Write it as explore education statistics do, for example “Academic year”.`,
    };
  }
  const period = readPeriod(text, identifier);
  return typeof period === 'string' ? { column: TIME_PERIOD, reason: `${quoteCell(text)} is no such period. ${period}` } : period;
}

/** An empty cell says nothing; null where it says something that is neither number nor marker. */
function readValue(cell: string): Pick<RowStatement, 'value' | 'marker'> | null {
  if (cell === '') return NO_VALUE;
  const value = readDecimal(cell);
  if (value !== null) return { value, marker: null };
  const marker = readMarker(cell);
  return marker === null ? null : { value: null, marker };
}

/** What the cells add up to, exactly; null where one of them is no number, or there is none. */
function sumOf(cells: readonly string[]): string | null {
  const values = cells.map(readDecimal);
  if (values.length === 0 || !values.every((value) => value !== null && !value.startsWith('-'))) return null;
  const [only, second] = values;
  if (second === undefined) return only ?? null;
  const places = Math.max(...values.map((value) => value?.split('.')[1]?.length ?? 0));
  const total = values.reduce((sum, value) => {
    const [whole = '', fraction = ''] = (value ?? '').split('.');
    return sum + BigInt(whole + fraction.padEnd(places, '0'));
  }, 0n);
  const figures = total.toString().padStart(places + 1, '0');
  return places === 0 ? figures : `${figures.slice(0, -places)}.${figures.slice(-places)}`;
}

function notANumber(cell: string): string {
  return `${quoteCell(cell)} is neither a number nor one of the markers c, k, u, x, z and low. Write numbers without commas, signs and units.`;
}

/** What a row states: a figure or marker, or (neither) only the count of which another row's figure is a share. */
export interface RowStatement extends StatedReading {
  readonly row: number;
}

export interface RowReading {
  readonly statements: readonly RowStatement[];
  readonly refusals: readonly Refusal[];
  /** The level of a row that is not kept. */
  readonly leftOut: string | null;
}

interface Wanted {
  readonly key: string;
  /** Null where only the count is wanted. */
  readonly column: Column | null;
  readonly filters: readonly (readonly [place: number, value: string])[];
  readonly base: readonly Column[];
}

interface Column {
  readonly name: string;
  readonly place: number;
}

interface PeriodProblem {
  readonly column: string;
  readonly reason: string;
}
