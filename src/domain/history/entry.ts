import type { Moment } from '../shared';

/** Chains that belong to no council: the facts for all of England, and the installation itself. Every council has a chain under its slug. */
export const NATIONAL_CHAIN = 'national';
export const INSTALLATION_CHAIN = 'installation';

/** One saved version of one record, as the history keeps it. */
export interface HistoryEntry {
  readonly chain: string;
  /** 1, 2, 3 … within the chain. */
  readonly position: number;
  readonly recordType: string;
  readonly recordId: string;
  readonly version: number;
  /** The council that the record belongs to, in whichever chain. */
  readonly council: string | null;
  readonly at: Moment;
  /** Id of a person, `operator` or `system`. */
  readonly actor: string;
  readonly reason: string | null;
  /** The whole version in canonical JSON; null where the record was removed. */
  readonly content: string | null;
}

/** What whoever saves a record says of it; chain position and hashes are the database's. */
export interface NewHistoryEntry extends Omit<HistoryEntry, 'position' | 'council' | 'content'> {
  /** Left out for records in a council's own chain. */
  readonly council?: string | null;
  readonly content: Json | null;
}

/** What JSON can say, without numbers that it cannot (NaN). */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON in the one form that every program writes alike: keys in order of their UTF-16 units, no white space, numbers and text as `JSON.stringify` has them
 * (RFC 8785). Throws for a number that JSON cannot say.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('A number without end cannot be kept');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}

function isList(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}
