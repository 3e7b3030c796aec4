import type { ActionAddress } from '../about-action';
import { openChange } from '../open-change';
import { WhyForm } from '../why-form';

export const dynamic = 'force-dynamic';

/** For a closed action and for a stopped one. */
export default async function ReopenPage(address: ActionAddress) {
  return openChange(address, 'reopen', (_, given) => <WhyForm {...given} deed="reopen" />, {
    change: 'take-up-again',
    form: (_, given) => <WhyForm {...given} deed="take-up-again" />,
  });
}
