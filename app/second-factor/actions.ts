'use server';

import { redirect } from 'next/navigation';
import { safeDestination } from '@/domain/access';
import { currentRequest, currentVisit } from '@/operations/access';
import { answerSecondFactor } from '@/operations/identity';
import { formAgain, pageAfter, setCookies, textIn } from '../form-answers';
import type { FormState } from '../form-page';

export async function submitCode(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor } = await currentRequest();
  const outcome = await answerSecondFactor(actor, { code: textIn(form, 'code') }, await currentVisit());
  if (!outcome.ok) return formAgain(outcome.problems, form, []);
  await setCookies(outcome.value.cookies);
  return redirect(pageAfter(outcome.value, safeDestination(textIn(form, 'next'))));
}
