'use server';

import { redirect } from 'next/navigation';
import { safeDestination } from '@/domain/access';
import { currentRequest, currentVisit } from '@/operations/access';
import { beginSecondFactor, confirmSecondFactor, type SecondFactorSetUp } from '@/operations/identity';
import { formAgain, setCookies, textIn } from '../../form-answers';
import type { FormState } from '../../form-page';

/** First the password, which shows the key and the recovery codes; then a code, which shows that the app has the key. */
export async function submitSetUp(previous: SetUpState, form: FormData): Promise<SetUpState> {
  const { actor } = await currentRequest();
  const visit = await currentVisit();
  if (previous.setUp === undefined) {
    const begun = await beginSecondFactor(actor, { password: textIn(form, 'password') }, visit);
    return begun.ok ? { problems: [], values: {}, setUp: begun.value } : formAgain(begun.problems, form, []);
  }
  const confirmed = await confirmSecondFactor(actor, { code: textIn(form, 'code') }, visit);
  if (!confirmed.ok) return { ...formAgain(confirmed.problems, form, []), setUp: previous.setUp };
  await setCookies(confirmed.value.cookies);
  return redirect(safeDestination(textIn(form, 'next')));
}

export interface SetUpState extends FormState {
  /** Shown on the page once the password was right. */
  readonly setUp?: SecondFactorSetUp;
}
