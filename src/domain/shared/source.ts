import type { CalendarDate } from './calendar';

/** Where a fact comes from. Every fact in the product has one. */
export interface Source {
  readonly name: string;
  readonly publisher: string;
  readonly url: string | null;
  /** The file it was read from, by its published name. */
  readonly file: string | null;
  readonly page: string | null;
  readonly publishedOn: CalendarDate | null;
  readonly retrievedOn: CalendarDate;
}
