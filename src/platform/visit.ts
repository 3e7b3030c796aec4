import type { Moment } from '@/domain/shared';
import { thisMoment } from './clock';

/** Our server sets this header, and takes it off whatever comes in: see `isFromThisMachine`. */
export const DEMONSTRATION_ENTRY = 'x-demonstration-entry';

/** What a request brings along that matters for signing in. */
export interface Visit {
  /** The Cookie header as it came. */
  readonly cookie: string;
  /** Of the visitor, as our server settled it. */
  readonly address: string;
  readonly userAgent: string;
  /** It came from a browser on this machine, to a service that is for this machine alone and shows a demonstration. */
  readonly mayEnterDemonstration: boolean;
  readonly at: Moment;
}

/** The request that Next is answering right now. A page that asks is made anew for each visitor. */
export async function currentVisit(): Promise<Visit> {
  // Imported when asked for: commands contain this module too, and outside of Next there is nothing to import.
  const { headers } = await import('next/headers');
  const given = await headers();
  return {
    cookie: given.get('cookie') ?? '',
    address: given.get('x-forwarded-for') ?? '',
    userAgent: (given.get('user-agent') ?? '').slice(0, 300),
    mayEnterDemonstration: given.get(DEMONSTRATION_ENTRY) === 'open',
    at: thisMoment(),
  };
}
