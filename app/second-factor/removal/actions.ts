'use server';

import { redirect } from 'next/navigation';
import { currentRequest, currentVisit } from '@/operations/access';
import { removeSecondFactor } from '@/operations/identity';
import { formAgain, setCookies, textIn } from '../../form-answers';
import type { FormState } from '../../form-page';
import { permitted } from '../../permitted';

export async function submitRemoval(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor } = await currentRequest();
  const removing = removeSecondFactor(actor, { password: textIn(form, 'password') }, await currentVisit());
  const outcome = await permitted(actor, '/second-factor/removal', removing);
  if (!outcome.ok) return formAgain(outcome.problems, form, []);
  await setCookies(outcome.value.cookies);
  return redirect('/second-factor/set-up');
}
