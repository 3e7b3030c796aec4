import { z } from 'zod';
import { calendarDate, dateInWords, listInWords, type CalendarDate, type Source } from './shared';

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
  /** How the council wants to be called and in which colour (`#4c2c69`), as an administrator has settled it; null where nobody has. */
  readonly displayName: string | null;
  readonly colour: string | null;
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

/** A council as the history keeps it. What is once kept is read for ever: fields are only added. */
export const AUTHORITY_VERSION = z.object({
  slug: z.string(),
  name: z.string(),
  region: z.string(),
  laCode: z.string(),
  onsCodes: z.array(z.string()),
  otherNames: z.array(z.string()),
  abolishedOn: z.iso.date().nullable(),
  /** Slugs. */
  successors: z.array(z.string()),
});

export type AuthorityVersion = z.infer<typeof AUTHORITY_VERSION>;

/** A council's neighbours under a model as the history keeps them, closest first, with their names of then. */
export const NEIGHBOURS_VERSION = z.object({
  authority: z.string(),
  model: z.string(),
  neighbours: z.array(z.object({ slug: z.string(), name: z.string(), closeness: z.string() })),
  source: z.string(),
});

export type NeighboursVersion = z.infer<typeof NEIGHBOURS_VERSION>;

/** What a version says, fact by fact, for the sentences of the history. */
export function authorityFacts(version: AuthorityVersion): readonly { readonly label: string; readonly words: string }[] {
  const { abolishedOn, region } = version;
  return [
    { label: 'Name', words: version.name },
    { label: 'Address', words: `/${version.slug}` },
    { label: 'Region', words: isRegion(region) ? REGIONS[region] : region },
    { label: 'Code at the Department for Education', words: version.laCode },
    { label: 'ONS codes', words: listInWords(version.onsCodes) },
    { label: 'Other names', words: listInWords(version.otherNames) },
    { label: 'Day of abolition', words: abolishedOn === null ? '' : dateInWords(calendarDate(abolishedOn)) },
    { label: 'Councils that took over', words: listInWords(version.successors) },
  ];
}

/** The same of a list of neighbours: one fact for each, since they come and go. */
export function neighboursFacts({ neighbours, source }: NeighboursVersion): readonly { readonly label: string; readonly words: string }[] {
  return [
    ...neighbours.map(({ name, closeness }, index) => ({ label: name, words: `place ${index + 1} (${closeness.toLowerCase()})` })),
    { label: 'Source', words: source },
  ];
}
