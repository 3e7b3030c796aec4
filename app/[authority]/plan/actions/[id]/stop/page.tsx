import type { ActionAddress } from '../about-action';
import { openChange } from '../open-change';
import { WhyForm } from '../why-form';

export const dynamic = 'force-dynamic';

export default async function StopPage(address: ActionAddress) {
  return openChange(address, 'stop', (_, given) => <WhyForm {...given} deed="stop" />);
}
