import type { Moment } from '@/domain/shared';
import { thisMoment } from './clock';

/** What a request brings along that matters for signing in. */
export interface Visit {
  /** The Cookie header as it came. */
  readonly cookie: string;
  /** Of the visitor, as our server settled it. */
  readonly address: string;
  readonly userAgent: string;
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
    at: thisMoment(),
  };
}
