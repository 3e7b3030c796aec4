'use server';

import { currentRequest, currentVisit } from '@/operations/access';
import { renewRecoveryCodes } from '@/operations/identity';
import { formAgain, textIn } from '../../form-answers';
import type { FormState } from '../../form-page';
import { permitted } from '../../permitted';

export async function submitRenewal(_previous: RenewalState, form: FormData): Promise<RenewalState> {
  const { actor } = await currentRequest();
  const renewing = renewRecoveryCodes(actor, { password: textIn(form, 'password') }, await currentVisit());
  const outcome = await permitted(actor, '/second-factor/recovery-codes', renewing);
  return outcome.ok ? { problems: [], values: {}, codes: outcome.value } : formAgain(outcome.problems, form, []);
}

export interface RenewalState extends FormState {
  /** Shown on the page once the password was right. */
  readonly codes?: readonly string[];
}
