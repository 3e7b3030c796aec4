import { redirect } from 'next/navigation';
import { currentRequest } from '@/operations/access';
import { viewOwnSecondFactor } from '@/operations/identity';
import { permitted } from '../../permitted';
import { RemovalForm } from './removal-form';

/** For whoever has a new telephone, or no use for the app any more. */
export default async function RemovalPage() {
  const { actor } = await currentRequest();
  const { isSetUp } = await permitted(actor, '/second-factor/removal', viewOwnSecondFactor(actor));
  if (!isSetUp) redirect('/second-factor/set-up');
  return <RemovalForm />;
}
