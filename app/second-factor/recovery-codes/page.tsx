import { redirect } from 'next/navigation';
import { currentRequest } from '@/operations/access';
import { viewOwnSecondFactor } from '@/operations/identity';
import { permitted } from '../../permitted';
import { RenewalForm } from './renewal-form';

/** For whoever has used up or lost the recovery codes, and still has the app. */
export default async function RecoveryCodesPage() {
  const { actor } = await currentRequest();
  const { isSetUp } = await permitted(actor, '/second-factor/recovery-codes', viewOwnSecondFactor(actor));
  // Codes come with the app.
  if (!isSetUp) redirect('/second-factor/set-up');
  return <RenewalForm />;
}
