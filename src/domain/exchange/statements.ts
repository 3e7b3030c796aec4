import type { Region } from '../authorities';
import type { Indicator, StatedReading } from '../indicators';
import type { EventType, StatedInspection } from '../inspections';
import type { CalendarDate, Source } from '../shared';

/** A source with the key that stays the same over loads: `ofsted-outcomes-2025-03-31`. */
export interface StatedSource extends Source {
  readonly key: string;
}

/**
 * What a source says of one event, as `StatedInspection`, but the source may leave open which kind of graded inspection it was: Ofsted's list of latest
 * judgements does not say. Such a statement can only be about an inspection that is already known.
 */
export type InspectionStatement = Omit<StatedInspection, 'eventType'> & { readonly eventType: EventType | null };

/** What a source says of one council. Codes, names and successors are added to those it already has. */
export interface AuthorityStatement {
  readonly slug: string;
  /** Three digits of the Department for Education. */
  readonly laCode: string;
  readonly name: string;
  readonly region: Region;
  readonly abolishedOn: CalendarDate | null;
  readonly onsCodes: readonly string[];
  /** Other names it is known by; compared as `plainName` makes them. */
  readonly otherNames: readonly string[];
  /** Slugs of the councils that took over from it. */
  readonly successors: readonly string[];
}

/** The councils most like one council under a model, closest first. */
export interface NeighbourStatement {
  /** Slug of the council. */
  readonly authority: string;
  /** The year of the Department for Education's model: `2025`. */
  readonly model: string;
  readonly neighbours: readonly { readonly authority: string; readonly closeness: string }[];
}

/** What a source says an indicator is; a published one, of no council's own. */
export type IndicatorStatement = Omit<Indicator, 'source' | 'authority'>;

/** All that one source states in one load. */
export interface SourceStatements {
  readonly source: StatedSource;
  readonly authorities?: readonly AuthorityStatement[];
  readonly neighbours?: readonly NeighbourStatement[];
  readonly inspections?: readonly InspectionStatement[];
  readonly indicators?: readonly IndicatorStatement[];
  readonly readings?: readonly StatedReading[];
}

/** How names of councils are compared and stored beside the official one: `Bristol, City of` is `bristol, city of`. */
export function plainName(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
