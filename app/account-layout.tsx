import type { ReactNode } from 'react';
import { currentRequest } from '@/operations/access';
import { viewAccount } from '@/operations/people';
import { AccountProvider } from '@/ui/govuk/account';

/** Around pages that are made anew for each visitor: their header says who is signed in. */
export async function AccountLayout({ children }: { readonly children: ReactNode }) {
  const { actor } = await currentRequest();
  return <AccountProvider account={await viewAccount(actor)}>{children}</AccountProvider>;
}
