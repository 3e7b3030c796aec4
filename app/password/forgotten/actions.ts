'use server';

import { redirect } from 'next/navigation';
import { currentRequest, currentVisit } from '@/operations/access';
import { requestPasswordReset } from '@/operations/identity';
import { formAgain, textIn } from '../../form-answers';
import type { FormState } from '../../form-page';

export async function submitForgotten(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor } = await currentRequest();
  const outcome = await requestPasswordReset(actor, { email: textIn(form, 'email') }, await currentVisit());
  return outcome.ok ? redirect('/password/forgotten?sent') : formAgain(outcome.problems, form, ['email']);
}
