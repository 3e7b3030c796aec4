'use server';

import { redirect } from 'next/navigation';
import { currentRequest, currentVisit } from '@/operations/access';
import { chooseNewPassword } from '@/operations/identity';
import { formAgain, textIn } from '../../form-answers';
import type { FormState } from '../../form-page';

export async function submitNewPassword(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor } = await currentRequest();
  const outcome = await chooseNewPassword(actor, textIn(form, 'token'), { password: textIn(form, 'password') }, await currentVisit());
  return outcome.ok ? redirect('/sign-in') : formAgain(outcome.problems, form, []);
}
