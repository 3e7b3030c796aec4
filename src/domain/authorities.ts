import type { CalendarDate, Source } from './shared';

/** The nine regions of England, as the Department for Education has them (Ofsted uses eight). */
export const REGIONS = {
  'north-east': 'North East',
  'north-west': 'North West',
  'yorkshire-and-the-humber': 'Yorkshire and The Humber',
  'east-midlands': 'East Midlands',
  'west-midlands': 'West Midlands',
  'east-of-england': 'East of England',
  london: 'London',
  'south-east': 'South East',
  'south-west': 'South West',
} as const;

/** A council with children's services, present or abolished. */
export interface Authority {
  /** In addresses and the API: `barnsley`. */
  readonly slug: string;
  readonly name: string;
  readonly region: Region;
  /** The Department for Education's three digits. */
  readonly laCode: string;
  /** Every ONS code it has had. */
  readonly onsCodes: readonly string[];
  /** Null for one of the 153. */
  readonly abolishedOn: CalendarDate | null;
  /** Who took over from it, and whom it took over from. */
  readonly successors: readonly AuthorityName[];
  readonly predecessors: readonly AuthorityName[];
  readonly source: Source;
}

export interface AuthorityName {
  readonly slug: string;
  readonly name: string;
}

/** One of the ten councils most like another under a model; rank 1 is the closest. */
export interface Neighbour extends AuthorityName {
  readonly rank: number;
  /** The model's own word: `Very close`. */
  readonly closeness: string;
}

export type Region = keyof typeof REGIONS;

/** Whether a text out of an address could be a council's slug at all. What is not one need not be looked up: PostgreSQL refuses some texts with an error. */
export function isSlug(text: string): boolean {
  return text.length <= 100 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

export function isRegion(text: string): text is Region {
  return Object.hasOwn(REGIONS, text);
}
