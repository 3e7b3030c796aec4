'use client';

import { createContext, type ReactNode } from 'react';

/**
 * Who is signed in, for header and navigation. Undefined on pages that are the same for everybody, null for the public. By context and not by property, because
 * those two stand in the frame of every page, and no page has a use for it itself.
 */
export const AccountContext = createContext<AccountLink | null | undefined>(undefined);

export function AccountProvider({ account, children }: { readonly account: AccountLink | null; readonly children: ReactNode }) {
  return <AccountContext value={account}>{children}</AccountContext>;
}

export interface AccountLink {
  /** What to call the person: the job title, or the name. */
  readonly who: string;
  /** Slugs of the councils whose people and settings are this person's to look after. */
  readonly administers: readonly string[];
  /** Slugs of the councils in which this person owns actions. */
  readonly reportsIn: readonly string[];
}
